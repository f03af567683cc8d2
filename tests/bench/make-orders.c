/* make-orders.c - writes a large CSV of orders for the benchmark: make-orders ROWS >orders.csv
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib.h>
#include <math.h>
#include <stdio.h>

#define N_DAYS 1461 /* 2021 to 2024 */

static const char *const categories[] = { "Furniture", "Lighting", "Garden", "Kitchen", "Bath", "Office", "Toys", "Travel" };
static const char *const countries[] = { "Germany", "France", "Spain", "Italy", "Poland", "Sweden", "Austria", "Portugal", "Ireland", "Finland" };

/* Steele, Lea & Flood (2014): splitmix64. Our own, so that every machine measures the same file. */
static double
next_share (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  z ^= z >> 31;
  return (z >> 11) * (1.0 / 9007199254740992.0);
}

static void
fill_dates (char dates[N_DAYS][11])
{
  g_autoptr (GDate) date = g_date_new_dmy (1, G_DATE_JANUARY, 2021);

  for (int day = 0; day < N_DAYS; day++)
    {
      g_snprintf (dates[day], sizeof dates[day], "%04u-%02u-%02u", (guint) g_date_get_year (date) % 10000u,
                  (guint) g_date_get_month (date) % 100u, (guint) g_date_get_day (date) % 100u);
      g_date_add_days (date, 1);
    }
}

int
main (int   argc,
      char *argv[])
{
  static char dates[N_DAYS][11];
  guint64 state = 2024;
  guint64 n_rows;
  guint64 row = 0;
  guint order = 1000000;

  if (argc != 2 || !g_ascii_string_to_unsigned (argv[1], 10, 1, G_MAXUINT32, &n_rows, NULL))
    {
      g_printerr ("Usage: make-orders ROWS\n");
      return 2;
    }
  fill_dates (dates);
  puts ("order id,order date,customer id,product,category,country,quantity,unit price,amount,cost");
  while (row < n_rows)
    {
      /* Few customers buy much: the cube of a share crowds them at the front of the list. */
      guint customer = (guint) (pow (next_share (&state), 3.0) * (double) n_rows / 8.0);
      int day = (int) (next_share (&state) * N_DAYS);
      guint n_lines = 1 + (guint) (-1.6 * log (1.0 - next_share (&state)));
      gboolean is_return = next_share (&state) < 0.025;
      const char *country = countries[(customer * 7u + customer / 11u) % G_N_ELEMENTS (countries)];

      order++;
      for (guint line = 0; line < n_lines && row < n_rows; line++, row++)
        {
          guint product = (guint) (next_share (&state) * 4000.0);
          int quantity = 1 + (int) (-1.2 * log (1.0 - next_share (&state)));
          int price_cents = 199 + (int) ((product * 7919u) % 14800u);
          /* Some lines are sold below what the goods cost. */
          int cost_cents = (int) (price_cents * (0.45 + 0.6 * next_share (&state) * next_share (&state)));
          int sign = is_return ? -1 : 1;

          printf ("%s%u,%s,K%06u,Article %04u,%s,%s,%d,%d.%02d,%s%d.%02d,%s%d.%02d\n",
                  is_return ? "C" : "", order, dates[day], customer, product,
                  categories[product % G_N_ELEMENTS (categories)], country, sign * quantity,
                  price_cents / 100, price_cents % 100,
                  is_return ? "-" : "", quantity * price_cents / 100, quantity * price_cents % 100,
                  is_return ? "-" : "", quantity * cost_cents / 100, quantity * cost_cents % 100);
        }
    }
  return ferror (stdout) || fclose (stdout) != 0 ? 1 : 0;
}
