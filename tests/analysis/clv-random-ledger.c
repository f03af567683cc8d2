/* clv-random-ledger.c - random orders and costs of all types, with and without customers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-random-ledger.h"

#include "clv-day.h"

#define N_ROWS 500
#define N_COSTS 90

const char *const clv_random_orders_header = "Order;Customer;Date;Amount;Goods cost;Channel;Category\n";
const char *const clv_random_costs_header = "Date;Cost type;Cost;Customer;Channel\n";

static char *
dup_money (int cents)
{
  return g_strdup_printf ("%s%d.%02d", cents < 0 ? "-" : "", ABS (cents) / 100, ABS (cents) % 100);
}

void
clv_random_ledger_init (ClvRandomLedger *self,
                        guint32          seed,
                        int              factor)
{
  static const char *const channels[] = { "web", "shop", "radio" };
  static const char *const types[] = { "acquisition", "retention", "service", "goods", "rent" };
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  const ClvDay first = clv_day_from_iso ("2021-11-05");

  self->orders = g_ptr_array_new_with_free_func (g_free);
  self->costs = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < N_ROWS; i++)
    {
      const int order = g_rand_int_range (random, 0, N_ROWS / 2), customer = (order * 7) % 53;
      const int amount = g_rand_int_range (random, -2500, 20000), goods = g_rand_int_range (random, 0, 6000);
      g_autofree char *amount_text = dup_money (amount * factor);
      g_autofree char *goods_text = dup_money (goods * factor);
      g_autofree char *name = customer == 0 ? g_strdup ("") : g_strdup_printf ("k%02d", customer);
      char iso[16];

      clv_day_to_iso (first + order * 3, iso);
      g_ptr_array_add (self->orders, g_strdup_printf ("o%d;%s;%s;%s;%s;%s;g%d\n", order, name, iso, amount_text, goods_text,
                                                      channels[customer % 3], g_rand_int_range (random, 0, 5)));
    }
  for (guint i = 0; i < N_COSTS; i++)
    {
      const int type = g_rand_int_range (random, 0, G_N_ELEMENTS (types)), customer = g_rand_int_range (random, -60, 70);
      g_autofree char *amount_text = dup_money (g_rand_int_range (random, 1, 30000) * factor);
      g_autofree char *name = customer <= 0 ? g_strdup ("") : g_strdup_printf ("k%02d", customer);
      char iso[16];

      clv_day_to_iso (first + g_rand_int_range (random, -40, N_ROWS / 2 * 3 + 40), iso);
      g_ptr_array_add (self->costs, g_strdup_printf ("%s;%s;%s;%s;%s\n", iso, types[type], amount_text, name,
                                                     type == 0 ? channels[g_rand_int_range (random, 0, 3)] : ""));
    }
}

void
clv_random_ledger_clear (ClvRandomLedger *self)
{
  g_ptr_array_unref (self->orders);
  g_ptr_array_unref (self->costs);
}

void
clv_random_lines_shuffle (GPtrArray *lines,
                          guint32    seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint i = lines->len; i-- > 1;)
    {
      const guint j = (guint) g_rand_int_range (random, 0, (gint32) i + 1);
      gpointer kept = lines->pdata[i];

      lines->pdata[i] = lines->pdata[j];
      lines->pdata[j] = kept;
    }
}

char *
clv_random_lines_dup_table (const GPtrArray *lines,
                            const char      *header,
                            guint            from,
                            guint            to)
{
  GString *text = g_string_new (header);

  for (guint i = from; i < to; i++)
    g_string_append (text, lines->pdata[i]);
  return g_string_free (text, FALSE);
}
