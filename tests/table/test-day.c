/* test-day.c - civil days
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-day.h"

typedef struct
{
  const char *iso;
  ClvDay      day;
} KnownDay;

/* From “date -u -d DATE +%s” of GNU coreutils, divided by 86,400. */
static const KnownDay known_days[] = {
  { "1900-01-01", -25567 }, { "1900-03-01", -25508 }, { "1969-12-31", -1 },   { "1970-01-01", 0 },
  { "2000-02-29", 11016 },  { "2000-03-01", 11017 },  { "2024-02-29", 19782 }, { "2024-12-31", 20088 },
  { "2100-03-01", 47541 },
};

static void
test_known_dates (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_days); i++)
    {
      char iso[16];

      clv_day_to_iso (known_days[i].day, iso);
      g_assert_cmpstr (iso, ==, known_days[i].iso);
      g_assert_cmpint (clv_day_from_iso (known_days[i].iso), ==, known_days[i].day);
    }
}

static void
test_each_day_comes_back (void)
{
  /* 1583-01-01 to 2400-01-01 by GDate, which counts Julian days. */
  GDate date;

  g_date_set_dmy (&date, 1, 1, 1970);
  for (ClvDay day = -141347; day < 157054; day += 7)
    {
      int year, month, day_of_month;
      GDate other = date;

      if (day >= 0)
        g_date_add_days (&other, (guint) day);
      else
        g_date_subtract_days (&other, (guint) -day);
      clv_day_to_ymd (day, &year, &month, &day_of_month);
      g_assert_cmpint (year, ==, g_date_get_year (&other));
      g_assert_cmpint (month, ==, g_date_get_month (&other));
      g_assert_cmpint (day_of_month, ==, g_date_get_day (&other));
      g_assert_cmpint (clv_day_from_ymd (year, month, day_of_month), ==, day);
    }
}

static void
test_impossible_dates_are_none (void)
{
  static const char *const texts[] = { "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31",
                                       "2024-4-1",   "24-04-01",   "2024-04-01 ", "", "2024/04/01" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpint (clv_day_from_iso (texts[i]), ==, CLV_DAY_NONE);
  g_assert_cmpint (clv_day_from_iso (NULL), ==, CLV_DAY_NONE);
  g_assert_cmpint (clv_day_from_ymd (0, 1, 1), ==, CLV_DAY_NONE);
}

static void
assert_period (const char   *iso,
               ClvPeriodKind kind,
               int           fiscal_year_start,
               const char   *start,
               const char   *next)
{
  ClvDay day = clv_day_period_start (clv_day_from_iso (iso), kind, fiscal_year_start);
  char text[16];

  clv_day_to_iso (day, text);
  g_assert_cmpstr (text, ==, start);
  clv_day_to_iso (clv_day_period_next (day, kind), text);
  g_assert_cmpstr (text, ==, next);
}

static void
test_periods_hold_their_days (void)
{
  assert_period ("2024-02-29", CLV_PERIOD_MONTH, 1, "2024-02-01", "2024-03-01");
  assert_period ("2024-12-31", CLV_PERIOD_MONTH, 7, "2024-12-01", "2025-01-01");
  assert_period ("2024-06-30", CLV_PERIOD_QUARTER, 1, "2024-04-01", "2024-07-01");
  assert_period ("2024-01-15", CLV_PERIOD_QUARTER, 2, "2023-11-01", "2024-02-01");
  assert_period ("2024-03-31", CLV_PERIOD_YEAR, 4, "2023-04-01", "2024-04-01");
  assert_period ("2024-04-01", CLV_PERIOD_YEAR, 4, "2024-04-01", "2025-04-01");
  assert_period ("2024-06-30", CLV_PERIOD_YEAR, 0, "2024-01-01", "2025-01-01");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/day/known-dates", test_known_dates);
  g_test_add_func ("/table/day/each-day-comes-back", test_each_day_comes_back);
  g_test_add_func ("/table/day/impossible-dates-are-none", test_impossible_dates_are_none);
  g_test_add_func ("/table/day/periods-hold-their-days", test_periods_hold_their_days);
  return g_test_run ();
}
