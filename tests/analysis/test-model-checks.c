/* test-model-checks.c - what models take for granted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-format.h"
#include "clv-prediction.h"
#include "clv-test-analysis.h"
#include "clv-test.h"

#include <math.h>
#include <string.h>

static gboolean
says (const ClvFindings *findings,
      const char        *words)
{
  const ClvModelChecks *checks = clv_findings_get_model_checks (findings);

  for (guint i = 0; i < checks->n_sentences; i++)
    if (strstr (checks->sentences[i], words) != NULL)
      return TRUE;
  return FALSE;
}

static void
add_order (GString    *orders,
           const char *kind,
           guint       customer,
           ClvDay      day,
           double      amount)
{
  char iso[16];

  clv_day_to_iso (day, iso);
  g_string_append_printf (orders, "%s%u;%s;%.4f\n", kind, customer, iso, amount);
}

static ClvFindings *
analyse (GString    *orders,
         const char *settings)
{
  ClvFindings *findings = clv_test_analyse (orders->str, NULL, settings);

  g_string_free (orders, TRUE);
  return findings;
}

static void
spend_that_goes_with_frequency_is_told (void)
{
  for (int sign = -1; sign <= 1; sign++)
    {
      GString *orders = g_string_new ("Customer;Date;Amount\n");
      g_autoptr (ClvFindings) findings = NULL;

      /* Customer c buys on 2 + c % 5 days, each time for 20 more, less or the same a day. */
      for (guint c = 0; c < 60; c++)
        for (guint n = 0; n < 2 + c % 5; n++)
          add_order (orders, "K", c, clv_day_from_iso ("2023-01-01") + (ClvDay) (c + 40 * n), 200 + sign * 20.0 * (c % 5));
      clv_test_speak_plainly ();
      findings = analyse (orders, "");
      if (sign == 0)
        g_assert_true (isnan (clv_findings_get_model_checks (findings)->spend_frequency_correlation));
      else
        clv_assert_near (clv_findings_get_model_checks (findings)->spend_frequency_correlation, sign, 1e-12);
      g_assert_cmpint (says (findings, "also spend more on a purchase"), ==, sign > 0);
      g_assert_cmpint (says (findings, "spend less on a purchase"), ==, sign < 0);
    }
}

static void
spend_that_drifts_is_told (void)
{
  GString *orders = g_string_new ("Customer;Date;Amount\n");
  const ClvDay start = clv_day_from_iso ("2021-01-01");
  g_autoptr (ClvFindings) findings = NULL;
  const ClvModelChecks *checks;

  /* Ten % more each year, exactly; up to a tenth more or less by customer. First purchases cost next to nothing and say
   * nothing. */
  for (guint c = 0; c < 50; c++)
    {
      add_order (orders, "K", c, start + (ClvDay) c, 1);
      for (guint n = 1; n < 20; n++)
        {
          const ClvDay day = start + (ClvDay) (c + 50 * n);

          add_order (orders, "K", c, day, (95 + c % 11) * pow (1.1, (day - start) / 365.25));
        }
    }
  clv_test_speak_plainly ();
  findings = analyse (orders, "");
  checks = clv_findings_get_model_checks (findings);
  clv_assert_near (checks->spend_trend_per_year, 0.1, 1e-3);
  g_assert_cmpfloat (checks->spend_trend_t, >, 20);
  g_assert_true (says (findings, "The same customers spend 10\u202f% more on a purchase each year."));
}

/* Nobody's purchases change, but those of 400 are all of the first year and those of 20 of the next two. */
static void
who_leaves_is_no_drift (void)
{
  GString *orders = g_string_new ("Customer;Date;Amount\n");
  g_autoptr (ClvFindings) findings = NULL;

  for (guint c = 0; c < 60; c++)
    for (ClvDay day = (ClvDay) c; day < (c < 30 ? 400 : 1000); day += 40)
      add_order (orders, "K", c, clv_day_from_iso ("2021-01-01") + day, c < 30 ? 400 : 20);
  findings = analyse (orders, "");
  clv_assert_near (clv_findings_get_model_checks (findings)->spend_trend_per_year, 0, 1e-12);
  g_assert_false (says (findings, "on a purchase each year"));
}

/* Every 60 days for two years, then every 30; all stay. A steady pace without leavers goes by days: counted by
 * hand, 933 purchases in the last 365 days over 490 in the 365 before. */
static void
a_faster_pace_is_told (void)
{
  for (guint faster = 0; faster < 2; faster++)
    {
      GString *orders = g_string_new ("Customer;Date;Amount\n");
      g_autoptr (ClvFindings) findings = NULL;
      const ClvModelChecks *checks;

      for (guint c = 0; c < 80; c++)
        for (ClvDay day = (ClvDay) (c % 60); day < 1095; day += day > 730 && faster ? 30 : 60)
          add_order (orders, "K", c, clv_day_from_iso ("2021-01-01") + day, 20);
      clv_test_speak_plainly ();
      findings = analyse (orders, "as-of-date=2023-12-31");
      checks = clv_findings_get_model_checks (findings);
      clv_assert_near (checks->pace_change, faster ? 933.0 / 490 - 1 : 0, 0.06);
      g_assert_cmpint (says (findings, "the same customers bought"), ==, faster);
    }
}

/* Customers come all the time and never leave; each day of November and December brings @strength times as many purchases
 * of each, with the same chance in each of five years. */
static GString *
make_december (guint strength)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  GString *orders = g_string_new ("Customer;Date;Amount\n");
  const ClvDay start = clv_day_from_iso ("2020-01-01");

  for (guint c = 0; c < 800; c++)
    for (ClvDay day = (ClvDay) (c * 1600 / 800); day < 1827; day++)
      {
        int month;

        clv_day_to_ymd (start + day, NULL, &month, NULL);
        if (g_rand_double (random) < 0.002 * (month >= 11 ? strength : 1))
          add_order (orders, "K", c, start + day, 20);
      }
  return orders;
}

/* Nor does a shop that is closed for nine months: who has bought twice in a season looks like one who has left. */
static GString *
make_harvest (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  GString *orders = g_string_new ("Customer;Date;Amount\n");

  for (guint c = 0; c < 1500; c++)
    for (int year = 2021; year <= 2024; year++)
      if (g_rand_double (random) < 0.6)
        for (int n = g_rand_int_range (random, 1, 4); n > 0; n--)
          add_order (orders, "K", c, clv_day_from_ymd (year, 10, 1) + g_rand_int_range (random, 0, 85), 20);
  return orders;
}

static void
seasons_are_no_other_pace (void)
{
  static const char *const days[] = { "2024-12-31", "2024-10-31", "2024-06-30", "2024-03-31", "2023-11-30" };

  clv_test_speak_plainly ();
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *settings = g_strdup_printf ("as-of-date=%s", days[i]);
      g_autoptr (ClvFindings) december = analyse (make_december (6), settings);
      g_autoptr (ClvFindings) harvest = analyse (make_harvest (), settings);

      g_assert_false (isnan (clv_findings_get_model_checks (december)->pace_change));
      g_assert_cmpfloat (fabs (clv_findings_get_model_checks (december)->pace_change), <, 0.1);
      g_assert_false (says (december, "the same customers bought"));
      g_assert_false (says (harvest, "the same customers bought"));
      g_assert_false (says (december, "fewer purchases than usual"));
      g_assert_false (says (harvest, "fewer purchases than usual"));
      g_assert_false (says (harvest, "No purchase"));
    }
}

/* Two whole years of the same customers are the least. */
static void
less_than_two_years_have_no_pace (void)
{
  GString *orders = g_string_new ("Customer;Date;Amount\n");
  g_autoptr (ClvFindings) findings = NULL;

  for (guint c = 0; c < 80; c++)
    for (ClvDay day = (ClvDay) (c % 60 + 1); day < 730; day += day > 365 ? 20 : 60)
      add_order (orders, "K", c, clv_day_from_iso ("2022-01-01") + day, 20);
  clv_test_speak_plainly ();
  findings = analyse (orders, "as-of-date=2023-12-31");
  g_assert_true (isnan (clv_findings_get_model_checks (findings)->pace_change));
  g_assert_false (says (findings, "the same customers bought"));
}

/* Two purchases a day, and one in four days in the last four weeks: 7 where 56 are usual. */
static void
an_unfinished_month_is_told (void)
{
  GString *orders = g_string_new ("Customer;Date;Amount\n");
  g_autoptr (ClvFindings) findings = NULL;

  for (guint day = 0; day < 300; day++)
    for (guint n = 0; n < (day < 272 ? 2u : day % 4 == 3); n++)
      add_order (orders, "K", (day * 2 + n) % 50, clv_day_from_iso ("2023-01-01") + (ClvDay) day, 20);
  clv_test_speak_plainly ();
  findings = analyse (orders, "");
  g_assert_true (says (findings, "In the last 28 days up to the as-of date there were 88\u202f% fewer purchases than usual."));
}

/* A purchase a day until 27 Oct 2023. Nobody says by how much nothing is less than usual. */
static void
a_day_far_after_the_last_order_is_told (void)
{
  static const struct { const char *settings; guint days; } cases[] = {
    { "", 0 },
    { "as-of-date=2023-11-11", 0 }, /* 15 days: not even the least that can be told */
    { "as-of-date=2023-12-01", 35 },
    { "as-of-date=2024-06-30", 247 },
    { "as-of-date=2025-12-31", 796 },
  };

  clv_test_speak_plainly ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GString *orders = g_string_new ("Customer;Date;Amount\n");
      g_autoptr (ClvFindings) findings = NULL;
      g_autofree char *date = clv_format_day (clv_day_from_iso ("2023-10-27"));
      g_autofree char *text = g_strdup_printf ("No purchase is known after %s, %u days before the as-of date.", date, cases[i].days);

      for (guint day = 0; day < 300; day++)
        add_order (orders, "K", day % 50, clv_day_from_iso ("2023-01-01") + (ClvDay) day, 20);
      findings = analyse (orders, cases[i].settings);
      g_assert_cmpint (says (findings, text), ==, cases[i].days > 0);
      g_assert_cmpint (says (findings, "No purchase is known"), ==, cases[i].days > 0);
      g_assert_false (says (findings, "fewer purchases than usual"));
    }
}

static void
a_short_history_has_no_trend (void)
{
  GString *orders = g_string_new ("Customer;Date;Amount\n");
  g_autoptr (ClvFindings) findings = NULL;

  for (guint n = 0; n < 30; n++)
    add_order (orders, "K", n % 3, clv_day_from_iso ("2021-01-01") + (ClvDay) (10 * n), 100 + 10 * n);
  findings = analyse (orders, "");
  g_assert_true (isnan (clv_findings_get_model_checks (findings)->spend_trend_per_year));
}

/* Three years, one purchase a day, and two more on each of the first ninety days of a year. */
static GString *
make_seasons (void)
{
  GString *orders = g_string_new ("Customer;Date;Amount\n");

  for (int year = 2021; year <= 2023; year++)
    {
      const ClvDay start = clv_day_from_ymd (year, 1, 1);

      for (ClvDay day = 0; day < 365; day++)
        for (guint k = 0; k < (day < 90 ? 3u : 1u); k++)
          add_order (orders, "K", (guint) day % 20 * 3 + k, start + day, 10);
    }
  return orders;
}

static void
a_season_ahead_is_told (void)
{
  g_autoptr (ClvFindings) findings = NULL;
  const ClvModelChecks *checks;

  clv_test_speak_plainly ();
  findings = analyse (make_seasons (), "prediction-days=90 holdout-days=92");
  checks = clv_findings_get_model_checks (findings);
  /* 270 of 545 purchases in 90 of 365 days; no growth. */
  clv_assert_near (checks->horizon_season, 270.0 / 545 / (90.0 / 365), 1e-12);
  g_assert_true (says (findings, "The months ahead bring 101\u202f% more purchases than the rest of the year."));
  /* The last 92 days: two years before, 92 of 545 each. */
  clv_assert_near (checks->holdout_season, 92.0 / 545 / (92.0 / 365), 1e-12);
  g_assert_true (says (findings, "The models were tried on months that bring 33\u202f% fewer purchases"));
}

static void
a_whole_year_has_no_season (void)
{
  g_autoptr (ClvFindings) findings = analyse (make_seasons (), "");
  const ClvModelChecks *checks = clv_findings_get_model_checks (findings);

  clv_assert_near (checks->horizon_season, 1, 0);
  clv_assert_near (checks->holdout_season, 1, 0);
  g_assert_false (says (findings, "months"));
}

static void
one_year_cannot_tell_a_season (void)
{
  g_autoptr (ClvFindings) findings = analyse (make_seasons (), "as-of-date=2022-06-30 prediction-days=90");

  g_assert_true (isnan (clv_findings_get_model_checks (findings)->horizon_season));
}

static void
growth_is_no_season (void)
{
  GString *orders = g_string_new ("Customer;Date;Amount\n");
  const ClvDay start = clv_day_from_iso ("2020-01-01");
  g_autoptr (ClvFindings) findings = NULL;

  /* Twice as many a year later, evenly: 2 ^ (days / 365) a day, four years. */
  for (ClvDay day = 0; day < 4 * 365; day++)
    {
      const guint n = (guint) floor (10 * pow (2, day / 365.0));

      for (guint k = 0; k < n; k++)
        add_order (orders, "K", k, start + day, 10);
    }
  findings = analyse (orders, "prediction-days=90");
  clv_assert_near (clv_findings_get_model_checks (findings)->horizon_season, 1, 0.02);
  g_assert_false (says (findings, "months ahead"));
}

static void
a_late_start_is_told (void)
{
  GString *orders = g_string_new ("Customer;Date;Amount\n");
  const ClvDay start = clv_day_from_iso ("2023-01-01");
  g_autoptr (ClvFindings) findings = NULL;

  /* A hundred customers buy every 25 days; ten new ones come each month, and buy as often. */
  for (guint c = 0; c < 100; c++)
    for (guint n = 0; n < 14; n++)
      add_order (orders, "O", c, start + (ClvDay) (c % 25 + 25 * n), 10);
  for (guint c = 0; c < 110; c++)
    for (ClvDay day = (ClvDay) (30 + 3 * c); day < 364; day += 25)
      add_order (orders, "N", c, start + day, 10);
  clv_test_speak_plainly ();
  findings = analyse (orders, "");
  g_assert_true (clv_findings_get_model_checks (findings)->is_left_truncated);
  g_assert_true (says (findings, "Many were customers before the data begin: 100 first orders in the first 30 days, later on 10."));
}

static void
cohorts_that_differ_are_told (void)
{
  GString *orders = g_string_new ("Customer;Date;Amount\n");
  const ClvDay start = clv_day_from_iso ("2023-01-01");
  g_autoptr (ClvFindings) findings = NULL;

  /* One new customer a day for 360 days. Of the first half each fifth comes back after ten days, of the others each
   * second. There are 90 days to come back; days 0 to 135 are early, 136 to 270 late, and what is later is too new. */
  for (guint c = 0; c < 360; c++)
    {
      add_order (orders, "K", c, start + (ClvDay) c, 10);
      if (c + 10 < 360 && (c <= 135 ? c % 5 == 0 : c % 2 == 0))
        add_order (orders, "K", c, start + (ClvDay) (c + 10), 10);
    }
  clv_test_speak_plainly ();
  findings = analyse (orders, "");
  g_assert_false (clv_findings_get_model_checks (findings)->is_left_truncated);
  /* 28 of 136, and 67 of 134 (136 to 269: the last day is 359) */
  g_assert_true (says (findings, "Of customers won later, 50\u202f% came back within 90 days; of those won earlier, 21\u202f%."));
}

static void
what_holds_is_not_talked_about (void)
{
  GString *orders = g_string_new ("Customer;Date;Amount\n");
  const ClvDay start = clv_day_from_iso ("2022-01-01");
  g_autoptr (ClvFindings) findings = NULL;

  for (guint c = 0; c < 200; c++)
    for (ClvDay day = (ClvDay) (c * 3); day < 720; day += 20 + (ClvDay) (c * 7 % 50))
      add_order (orders, "K", c, start + day, 10 + (c * 31 + (guint) day) % 17);
  findings = analyse (orders, "");
  g_assert_cmpuint (clv_findings_get_model_checks (findings)->n_sentences, ==, 0);
  g_assert_null (clv_findings_get_model_checks (findings)->sentences[0]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/model-checks/spend-that-goes-with-frequency-is-told", spend_that_goes_with_frequency_is_told);
  g_test_add_func ("/analysis/model-checks/spend-that-drifts-is-told", spend_that_drifts_is_told);
  g_test_add_func ("/analysis/model-checks/who-leaves-is-no-drift", who_leaves_is_no_drift);
  g_test_add_func ("/analysis/model-checks/a-faster-pace-is-told", a_faster_pace_is_told);
  g_test_add_func ("/analysis/model-checks/seasons-are-no-other-pace", seasons_are_no_other_pace);
  g_test_add_func ("/analysis/model-checks/less-than-two-years-have-no-pace", less_than_two_years_have_no_pace);
  g_test_add_func ("/analysis/model-checks/an-unfinished-month-is-told", an_unfinished_month_is_told);
  g_test_add_func ("/analysis/model-checks/a-day-far-after-the-last-order-is-told", a_day_far_after_the_last_order_is_told);
  g_test_add_func ("/analysis/model-checks/a-short-history-has-no-trend", a_short_history_has_no_trend);
  g_test_add_func ("/analysis/model-checks/a-season-ahead-is-told", a_season_ahead_is_told);
  g_test_add_func ("/analysis/model-checks/a-whole-year-has-no-season", a_whole_year_has_no_season);
  g_test_add_func ("/analysis/model-checks/one-year-cannot-tell-a-season", one_year_cannot_tell_a_season);
  g_test_add_func ("/analysis/model-checks/growth-is-no-season", growth_is_no_season);
  g_test_add_func ("/analysis/model-checks/a-late-start-is-told", a_late_start_is_told);
  g_test_add_func ("/analysis/model-checks/cohorts-that-differ-are-told", cohorts_that_differ_are_told);
  g_test_add_func ("/analysis/model-checks/what-holds-is-not-talked-about", what_holds_is_not_talked_about);
  return g_test_run ();
}
