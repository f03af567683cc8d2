/* test-holdout.c - models and rules of thumb on the last part of the history
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-holdout-private.h"

#include "clv-random.h"
#include "clv-test-analysis.h"
#include "clv-test.h"

#include <stdio.h>
#include <string.h>

static ClvDay
day_of (const char *iso)
{
  return clv_day_from_iso (iso);
}

static const ClvContender *
contender (const ClvHoldout *holdout,
           const char       *id)
{
  for (guint i = 0; i < holdout->n_contenders; i++)
    if (strcmp (holdout->contenders[i].id, id) == 0)
      return &holdout->contenders[i];
  g_error ("no contender %s", id);
}

/* CDNOW as “Customer;Date;Amount”; @skip columns stand before the customer. */
static char *
read_cdnow (const char *path,
            guint       skip,
            gboolean    has_header)
{
  GString *orders = g_string_new ("Customer;Date;Amount\n");
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (char *line = strtok (text, "\r\n"); line != NULL; line = strtok (NULL, "\r\n"))
    {
      char before[16], customer[16], date[16], pieces[16], amount[16];

      if (has_header)
        {
          has_header = FALSE;
          continue;
        }
      if (skip == 1)
        g_assert_cmpint (sscanf (line, "%15s %15s %15s %15s %15s", before, customer, date, pieces, amount), ==, 5);
      else
        g_assert_cmpint (sscanf (line, "%15s %15s %15s %15s", customer, date, pieces, amount), ==, 4);
      g_string_append_printf (orders, "%s;%.4s-%.2s-%.2s;%s\n", customer, date, date + 4, date + 6, amount);
    }
  return g_string_free (orders, FALSE);
}

typedef struct
{
  const char *id;
  double      predicted, bias, mae, rmse, value;
} Expected;

/* Exact fits by another program, to all digits it printed: reference_holdout_totals.csv beside the data. */
static void
check_cdnow (const char     *file,
             guint           skip,
             gboolean        has_header,
             guint32         n,
             double          actual,
             double          actual_value,
             const Expected *expected,
             double          value_tolerance)
{
  g_autofree char *path = clv_test_data (file);
  g_autofree char *orders = NULL;
  g_autoptr (ClvFindings) findings = NULL;
  const ClvHoldout *holdout;

  if (path == NULL)
    return;
  orders = read_cdnow (path, skip, has_header);
  findings = clv_test_analyse (orders, NULL, "holdout-days=273");
  holdout = clv_findings_get_holdout (findings);
  g_assert_null (holdout->reason);
  g_assert_cmpint (holdout->start, ==, day_of ("1997-10-01"));
  g_assert_cmpint (holdout->end, ==, day_of ("1998-06-30"));
  g_assert_cmpuint (holdout->n_customers, ==, n);
  g_assert_cmpuint (holdout->n_steps, ==, 39);
  clv_assert_near (holdout->actual, actual, 0);
  clv_assert_near (holdout->actual_value, actual_value, 0.005);
  clv_assert_near (holdout->actual_cumulative[39], actual, 0);
  for (guint i = 0; i < 3; i++)
    {
      const ClvContender *model = contender (holdout, expected[i].id);

      clv_assert_near (model->predicted / expected[i].predicted, 1, 5e-8);
      clv_assert_near (model->bias, expected[i].bias, 5e-8);
      clv_assert_near (model->mae, expected[i].mae, 5e-8);
      clv_assert_near (model->rmse, expected[i].rmse, 5e-7);
      clv_assert_near (model->predicted_value / expected[i].value, 1, value_tolerance);
      clv_assert_near (model->cumulative[39], model->predicted, 0);
      g_assert_cmpfloat (model->cumulative[20], >, model->cumulative[19]);
      g_assert_cmpfloat (model->cumulative_low[20], <, model->cumulative[20]);
      g_assert_cmpfloat (model->cumulative_high[20], >, model->cumulative[20]);
      /* All of them were too low, as the publications say of these data. */
      g_assert_false (model->total_inside);
      g_assert_cmpfloat (model->coverage, >, 0.8);
    }
  g_assert_true (holdout->contenders[holdout->winner].is_model);
  g_assert_cmpstr (holdout->contenders[holdout->winner].id, ==, "paretonbd");
  g_assert_cmpint (clv_findings_get_models (findings)->chosen, ==, holdout->best_model);
  g_assert_cmpuint (holdout->inside + holdout->above + holdout->below, ==, n);
}

static void
the_sample_of_cdnow_comes_out_as_elsewhere (void)
{
  static const Expected expected[] = {
    { "bgnbd", 1653.4087, -0.1214619, 0.78545424, 1.607982, 59931.626 },
    { "mbgnbd", 1576.7283, -0.162206, 0.76477895, 1.6071827, 57128.096 },
    { "paretonbd", 1665.5131, -0.11503023, 0.75452338, 1.602848, 60449.305 },
  };

  check_cdnow ("cdnow/CDNOW_sample.txt", 1, FALSE, 2357, 1882, 70976.39, expected, 5e-8);
}

static void
all_of_cdnow_comes_out_as_elsewhere (void)
{
  static const Expected expected[] = {
    { "bgnbd", 16873.734, -0.14276907, 0.81874225, 1.7329113, 642339.73 },
    { "mbgnbd", 15933.6, -0.19053039, 0.79453572, 1.739618, 606654.28 },
    { "paretonbd", 17153.189, -0.12857201, 0.79376633, 1.7261526, 654010.61 },
  };

  /* One customer has repeat purchases for nothing: expected to spend as all do here, and next to nothing there. */
  check_cdnow ("cdnow/CDNOW_master.txt", 0, TRUE, 23570, 19684, 776961.13, expected, 2e-5);
}

static void
whole_months_are_held_back (void)
{
  static const struct
  {
    const char *first, *end;
    double      days;
    const char *cut; /* NULL: too short */
  } cases[] = {
    /* Four years: twelve months, those of the calendar although nobody bought on the last day. */
    { "2014-01-01", "2017-12-31", NAN, "2016-12-31" },
    { "2014-01-03", "2017-12-30", NAN, "2016-12-31" },
    /* From the 10th to the 9th. */
    { "2010-12-01", "2011-12-09", NAN, "2011-08-09" },
    { "2020-03-15", "2024-05-09", NAN, "2023-05-09" },
    /* A year and a half: six; three months: one; less than that: none. */
    { "1997-01-01", "1998-06-30", NAN, "1997-12-31" },
    { "2024-01-01", "2024-03-31", NAN, "2024-02-29" },
    { "2024-01-01", "2024-03-30", NAN, "2024-02-29" },
    { "2024-01-01", "2024-02-29", NAN, NULL },
    { "2024-01-01", "2024-01-01", NAN, NULL },
    /* Three years are the first to give twelve; a leap day is a day. */
    { "2021-03-01", "2024-02-29", NAN, "2023-02-28" },
    { "2022-06-01", "2024-02-29", NAN, "2023-07-31" },
    /* As people want it. */
    { "1997-01-01", "1998-06-30", 273, "1997-09-30" },
    { "2024-01-01", "2024-02-10", 12, "2024-01-29" },
    { "2024-01-01", "2024-02-10", 13, NULL },
    { "2024-01-01", "2024-02-10", 36525, NULL },
    { "2024-01-01", "2024-03-31", 0, "2024-02-29" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const ClvDay cut = clv_holdout_find_cut (day_of (cases[i].first), day_of (cases[i].end), cases[i].days);

      g_assert_cmpint (cut, ==, (cases[i].cut != NULL ? day_of (cases[i].cut) : CLV_DAY_NONE));
    }
}

/* Learned from 1 January to 29 February (60 days), held back: 1 to 30 March. E comes too late to be known. */
static const char *const five_customers =
  "Customer;Date;Amount\n"
  "A;2024-01-01;10\nA;2024-02-10;20\nA;2024-03-05;30\nA;2024-03-20;40\n"
  "B;2024-01-15;50\nB;2024-03-10;60\n"
  "C;2024-02-20;70\n"
  "D;2024-01-20;5\nD;2024-02-05;5\nD;2024-02-25;5\nD;2024-03-30;5\n"
  "E;2024-03-02;100\n";

static void
what_came_is_what_known_customers_did (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (five_customers, NULL, "holdout-days=30");
  const ClvHoldout *holdout = clv_findings_get_holdout (findings);
  static const double cumulative[] = { 0, 1, 2, 3, 3, 4 };
  static const char *const ends[] = { "2024-02-29", "2024-03-07", "2024-03-14", "2024-03-21", "2024-03-28", "2024-03-30" };

  g_assert_cmpuint (holdout->n_customers, ==, 4);
  /* A 2, B 1, D 1; 70 + 60 + 5 */
  clv_assert_near (holdout->actual, 4, 0);
  clv_assert_near (holdout->actual_value, 135, 1e-9);
  g_assert_cmpuint (holdout->n_steps, ==, 5);
  for (guint i = 0; i <= 5; i++)
    {
      clv_assert_near (holdout->actual_cumulative[i], cumulative[i], 0);
      g_assert_cmpint (holdout->step_end[i], ==, day_of (ends[i]));
    }
}

static void
last_time_repeats (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (five_customers, NULL, "holdout-days=30");
  const ClvContender *rule = contender (clv_findings_get_holdout (findings), "last-year");
  static const double cumulative[] = { 0, 1, 2, 3, 4, 4 };

  /* 31 January to 29 February: A 1 (20), B 0, C 1 (70), D 2 (10). Errors 1 1 1 1; 50 60 70 5. */
  clv_assert_near (rule->predicted, 4, 1e-12);
  clv_assert_near (rule->bias, 0, 1e-12);
  clv_assert_near (rule->mae, 1, 1e-12);
  clv_assert_near (rule->rmse, 1, 1e-12);
  clv_assert_near (rule->predicted_value, 100, 1e-12);
  clv_assert_near (rule->value_bias, -35.0 / 135, 1e-12);
  clv_assert_near (rule->value_mae, 185.0 / 4, 1e-12);
  /* Ranks really: A 4, B 2½, C 1, D 2½; predicted: A 2½, B 1, C 2½, D 4. */
  clv_assert_near (rule->rank_correlation, 0, 1e-12);
  /* The best fifth of four is one: really A, predicted D; by value A, predicted C. */
  clv_assert_near (rule->top20_hits, 0, 1e-12);
  clv_assert_near (rule->value_top20_hits, 0, 1e-12);
  g_assert_true (isnan (rule->coverage) && isnan (rule->total_low));
  /* (0 + 1 / 1 + 35 / 135 + 46.25 / 33.75) / 4 */
  clv_assert_near (rule->score, 0.6574074, 1e-6);
  for (guint i = 0; i < G_N_ELEMENTS (cumulative); i++)
    clv_assert_near (rule->cumulative[i], cumulative[i], 1e-12);
}

static void
earlier_cohorts_say_what_comes_next (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (five_customers, NULL, "holdout-days=30");
  const ClvContender *rule = contender (clv_findings_get_holdout (findings), "cohort-average");

  /* Thirty days before, A, B and D had bought once; then they bought 1, 0 and 2 times, for 30 in all. That is the mean of
   * the three for everybody, as groups are too small: 1 purchase, 10. Errors 1 0 1 0; 60 50 10 5. */
  clv_assert_near (rule->predicted, 4, 1e-12);
  clv_assert_near (rule->mae, 0.5, 1e-12);
  clv_assert_near (rule->rmse, sqrt (0.5), 1e-12);
  g_assert_true (isnan (rule->rank_correlation));
  /* One of four who are all alike. */
  clv_assert_near (rule->top20_hits, 0.25, 1e-12);
  clv_assert_near (rule->predicted_value, 40, 1e-12);
  clv_assert_near (rule->value_bias, -95.0 / 135, 1e-12);
  clv_assert_near (rule->value_mae, 31.25, 1e-12);
  /* A straight line: 7 of 30 days. */
  clv_assert_near (rule->cumulative[1], 4.0 * 7 / 30, 1e-12);
  clv_assert_near (rule->cumulative[5], 4, 1e-12);
}

static void
the_simple_formula_multiplies_out (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (five_customers, NULL, "holdout-days=30");
  const ClvContender *rule = contender (clv_findings_get_holdout (findings), "simple");
  /* 2 of A, B and D, who bought until 30 January, bought again by 29 February. A: 2 in 60 days, B: 1 in 46, C: 1 in 10,
   * which count as 30, D: 3 in 41. */
  const double a = 2.0 / 3 * 2 * 30 / 60, b = 2.0 / 3 * 30 / 46, c = 2.0 / 3, d = 2.0 / 3 * 3 * 30 / 41;

  clv_assert_near (rule->predicted, a + b + c + d, 1e-12);
  clv_assert_near (rule->mae, (2 - a + 1 - b + c + d - 1) / 4, 1e-12);
  /* 30, 50, 70 and 15 of money */
  clv_assert_near (rule->predicted_value, a * 15 + b * 50 + c * 70 + d * 5, 1e-12);
}

static void
money_given_back_is_no_revenue (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Customer;Order;Date;Amount\n"
                      "A;1;2024-01-01;100\nA;2;2024-02-01;100\nA;C2;2024-02-02;-100\nA;3;2024-03-10;100\nA;C3;2024-03-12;-40\n"
                      "B;4;2024-01-05;100\nB;5;2024-02-20;100\nB;6;2024-03-30;100\n", NULL, "holdout-days=30");
  g_autoptr (ClvFindings) kept =
    clv_test_analyse ("Customer;Order;Date;Amount\n"
                      "A;1;2024-01-01;100\nA;2;2024-02-01;100\nA;3;2024-03-10;100\n"
                      "B;4;2024-01-05;100\nB;5;2024-02-20;100\nB;6;2024-03-30;100\n", NULL, "holdout-days=30");
  const ClvHoldout *holdout = clv_findings_get_holdout (findings), *all_kept = clv_findings_get_holdout (kept);

  clv_assert_near (holdout->actual, 2, 0);
  clv_assert_near (holdout->actual_value, 160, 1e-9);
  /* Of A's 100 in February nothing is left. */
  clv_assert_near (contender (holdout, "last-year")->predicted_value, 100, 1e-9);
  /* 300 of 400 were kept before: so much of what purchases cost. */
  for (guint i = 0; i <= CLV_BUYING_PARETONBD; i++)
    clv_assert_near (holdout->contenders[i].predicted_value / all_kept->contenders[i].predicted_value, 0.75, 1e-12);
}

/* Customers buy on the same days each year, for the same money: one of them once, another twelve times. */
static char *
make_regular_shop (void)
{
  GString *orders = g_string_new ("Customer;Date;Amount\n");

  for (int year = 2020; year <= 2023; year++)
    for (int customer = 0; customer < 60; customer++)
      for (int n = 0; n <= customer % 12; n++)
        g_string_append_printf (orders, "K%d;%d-%02d-%02d;%d\n", customer, year, n + 1, 1 + customer % 28, 10 + customer);
  g_string_append (orders, "K11;2023-12-31;21\nK11;2022-12-31;21\n");
  return g_string_free (orders, FALSE);
}

static void
a_rule_wins_where_every_year_is_the_same (void)
{
  g_autofree char *orders = make_regular_shop ();
  g_autoptr (ClvFindings) findings = clv_test_analyse (orders, NULL, "");
  const ClvHoldout *holdout = clv_findings_get_holdout (findings);

  clv_test_speak_plainly ();
  g_assert_cmpint (holdout->start, ==, day_of ("2023-01-01"));
  g_assert_cmpstr (holdout->contenders[holdout->winner].id, ==, "last-year");
  clv_assert_near (contender (holdout, "last-year")->mae, 0, 1e-12);
  clv_assert_near (contender (holdout, "last-year")->rank_correlation, 1, 1e-12);
  clv_assert_near (contender (holdout, "last-year")->score, 0, 1e-6);
  /* Nonetheless a model values customers. */
  g_assert_cmpint (holdout->best_model, >=, 0);
  g_assert_cmpint (clv_findings_get_models (findings)->chosen, ==, holdout->best_model);
}

/* A gamma number of purchases a week, and a chance of leaving after each: MBG/NBD with r = 0.8, alpha = 6, a = 1, b = 2.5. */
static char *
make_lively_shop (guint n)
{
  GString *orders = g_string_new ("Customer;Date;Amount\n");
  const ClvDay start = clv_day_from_iso ("2021-01-01"), end = clv_day_from_iso ("2023-12-31");
  ClvRandom random;
  char iso[16];

  clv_random_init (&random, 7);
  for (guint customer = 0; customer < n; customer++)
    {
      const double rate = clv_random_gamma (&random, 0.8) / 6, leaves = clv_random_gamma (&random, 1);
      const double p = leaves / (leaves + clv_random_gamma (&random, 2.5)), mean = 20 / clv_random_gamma (&random, 4) * 3;
      double day = start + floor (clv_random_uniform (&random) * 500);

      while (day <= end)
        {
          clv_day_to_iso ((ClvDay) day, iso);
          g_string_append_printf (orders, "K%u;%s;%.2f\n", customer, iso, mean * clv_random_gamma (&random, 4) / 4 + 0.01);
          if (clv_random_uniform (&random) < p)
            break;
          day += -log (clv_random_uniform (&random)) / rate * 7;
        }
    }
  /* So that the data end on the last day of the year, whatever chance says. */
  g_string_append (orders, "last;2023-12-31;1\n");
  return g_string_free (orders, FALSE);
}

static void
a_model_wins_where_customers_leave_unseen (void)
{
  g_autofree char *orders = make_lively_shop (3000);
  g_autoptr (ClvFindings) findings = clv_test_analyse (orders, NULL, "");
  const ClvHoldout *holdout = clv_findings_get_holdout (findings);
  const ClvContender *best = &holdout->contenders[holdout->best_model];

  g_assert_true (holdout->contenders[holdout->winner].is_model);
  g_assert_cmpfloat (fabs (best->bias), <, 0.1);
  g_assert_cmpfloat (best->coverage, >, 0.79);
  g_assert_cmpfloat (best->value_coverage, >, 0.78);
  g_assert_cmpfloat (best->top20_hits, >, 0.4);
  g_assert_cmpfloat (contender (holdout, "last-year")->bias, >, 0.3);
  /* Ten groups, and they rise. */
  for (guint i = 1; i < 10; i++)
    g_assert_cmpfloat (holdout->calibration[i].predicted, >=, holdout->calibration[i - 1].predicted);
  g_assert_cmpfloat (holdout->calibration[9].actual, >, holdout->calibration[0].actual);
  {
    double lift = 0;

    for (guint i = 0; i < 10; i++)
      lift += holdout->lift[i];
    clv_assert_near (lift, 1, 1e-9);
  }
}

static void
customers_are_shared_out_to_ten_groups (void)
{
  g_autofree char *orders = make_lively_shop (103);
  g_autoptr (ClvFindings) findings = clv_test_analyse (orders, NULL, "");
  const ClvHoldout *holdout = clv_findings_get_holdout (findings);
  double actual = 0, predicted = 0;
  guint n = 0;

  for (guint i = 0; i < 10; i++)
    {
      const ClvCalibration *group = &holdout->calibration[i];

      g_assert_cmpuint (group->customers, >=, holdout->n_customers / 10);
      g_assert_cmpuint (group->customers, <=, holdout->n_customers / 10 + 1);
      g_assert_cmpfloat (group->actual_low, <=, group->predicted);
      g_assert_cmpfloat (group->actual_high, >=, group->actual_low);
      n += group->customers;
      actual += group->actual * group->customers;
      predicted += group->predicted * group->customers;
    }
  g_assert_cmpuint (n, ==, holdout->n_customers);
  clv_assert_near (actual, holdout->actual, 1e-9);
  clv_assert_near (predicted, holdout->contenders[holdout->best_model].predicted, 1e-9);
}

static void
people_choose_the_model (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (five_customers, NULL, "holdout-days=30 model=bgnbd");
  const ClvHoldout *holdout = clv_findings_get_holdout (findings);

  g_assert_cmpint (clv_findings_get_models (findings)->chosen, ==, CLV_BUYING_BGNBD);
  g_assert_cmpint (holdout->best_model, >=, 0);
  /* What is shown in detail is theirs. */
  clv_assert_near ((double) holdout->inside / holdout->n_customers, contender (holdout, "bgnbd")->coverage, 1e-12);
}

static void
any_length_works (void)
{
  static const guint days[] = { 1, 2, 6, 7, 8, 17, 45, 60, 61 };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *settings = g_strdup_printf ("holdout-days=%u", days[i]);
      g_autoptr (ClvFindings) findings = clv_test_analyse (five_customers, NULL, settings);
      const ClvHoldout *holdout = clv_findings_get_holdout (findings);

      g_assert_null (holdout->reason);
      g_assert_cmpuint (holdout->n_steps, ==, (days[i] + 6) / 7);
      g_assert_cmpint (holdout->end - holdout->start + 1, ==, (int) days[i]);
      g_assert_nonnull (holdout->verdict);
      for (guint c = 0; c < holdout->n_contenders; c++)
        {
          g_assert_true (isfinite (holdout->contenders[c].score));
          g_assert_true (isfinite (holdout->contenders[c].predicted_value));
          g_assert_true (isfinite (holdout->contenders[c].cumulative[holdout->n_steps]));
        }
    }
}

static void
too_short_a_history_says_so (void)
{
  g_autoptr (ClvFindings) all = clv_test_analyse (five_customers, NULL, "holdout-days=62");
  g_autoptr (ClvFindings) short_one = clv_test_analyse ("Customer;Date;Amount\nA;2024-01-01;1\nA;2024-01-20;1\nB;2024-01-03;1\n"
                                                        "B;2024-02-10;1\n", NULL, "");

  g_assert_cmpstr (clv_findings_get_holdout (all)->reason, ==, "no-holdout");
  g_assert_cmpint (clv_findings_get_holdout (all)->winner, ==, -1);
  g_assert_cmpint (clv_findings_get_models (all)->chosen, >=, 0);
  g_assert_cmpstr (clv_findings_get_holdout (short_one)->reason, ==, "no-holdout");
  g_assert_cmpstr (clv_findings_get_holdout (short_one)->verdict, ==, clv_reason_get_text ("no-holdout"));
}

static void
one_customer_is_a_hint (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Customer;Date;Amount\nA;2024-01-01;10\nA;2024-02-01;10\nA;2024-03-01;10\nA;2024-04-01;10\n", NULL,
                      "holdout-days=40");
  const ClvHoldout *holdout = clv_findings_get_holdout (findings);

  clv_test_speak_plainly ();
  g_assert_cmpuint (holdout->n_customers, ==, 1);
  clv_assert_near (holdout->actual, 2, 0);
  g_assert_cmpint (holdout->winner, >=, 0);
  g_assert_true (holdout->contenders[holdout->winner].is_model);
  g_assert_true (g_str_has_suffix (holdout->verdict, "Only 1 customer was known before: this is a hint, no proof."));
}

static void
nobody_may_come_back (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Customer;Date;Amount\nA;2023-01-01;10\nA;2023-02-01;10\nB;2023-01-11;10\nB;2023-03-01;10\n", NULL,
                      "as-of-date=2023-12-31");
  const ClvHoldout *holdout = clv_findings_get_holdout (findings);

  clv_test_speak_plainly ();
  g_assert_cmpint (holdout->start, ==, day_of ("2023-09-01"));
  clv_assert_near (holdout->actual, 0, 0);
  for (guint i = 0; i < holdout->n_contenders; i++)
    {
      g_assert_true (isnan (holdout->contenders[i].bias));
      g_assert_true (isfinite (holdout->contenders[i].score));
    }
  g_assert_true (isnan (holdout->lift[0]));
  g_assert_true (g_str_has_prefix (holdout->verdict,
                                   "On your last 4 months none of the 2 customers known before bought again; the model had expected "));
}

static void
customers_of_the_last_day_are_predicted_like_new_ones (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Customer;Date;Amount\nA;2024-01-01;10\nA;2024-01-20;10\nB;2024-02-10;10\nC;2024-02-10;10\nB;2024-03-10;10\n"
                      "A;2024-03-21;10\n", NULL, "holdout-days=40");
  const ClvHoldout *holdout = clv_findings_get_holdout (findings);

  g_assert_null (holdout->reason);
  g_assert_cmpuint (holdout->n_customers, ==, 3);
  clv_assert_near (holdout->actual, 2, 0);
  for (guint i = 0; i <= CLV_BUYING_PARETONBD; i++)
    g_assert_cmpfloat (holdout->contenders[i].predicted, >, 0);
}

static void
the_verdict_tells_both_errors (void)
{
  g_autofree char *orders = make_regular_shop ();
  g_autoptr (ClvFindings) findings = NULL;
  const ClvHoldout *holdout;

  clv_test_speak_plainly ();
  findings = clv_test_analyse (orders, NULL, "");
  holdout = clv_findings_get_holdout (findings);
  g_assert_true (g_str_has_prefix (holdout->verdict, "On your last 12 months “Last year repeats” came closest"));
  g_assert_nonnull (strstr (holdout->verdict, "it was right in total, the model "));
  g_assert_nonnull (strstr (holdout->verdict, "Here the simple rule is the better guide."));
  g_assert_nonnull (strstr (holdout->verdict, "of customers were inside their 80\u202f% band."));
}

typedef struct
{
  ClvWorkPart part;
  gpointer    data;
} Job;

static void
run_one_cb (gpointer part,
            gpointer user_data)
{
  const Job *job = user_data;

  job->part (GPOINTER_TO_UINT (part) - 1, job->data);
}

/* From the last part to the first, in @user_data threads. */
static void
run_in_threads (ClvWorkPart part,
                guint       n_parts,
                gpointer    data,
                gpointer    user_data)
{
  Job job = { part, data };
  GThreadPool *pool = g_thread_pool_new (run_one_cb, &job, GPOINTER_TO_INT (user_data), TRUE, NULL);

  for (guint i = n_parts; i > 0; i--)
    g_thread_pool_push (pool, GUINT_TO_POINTER (i), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
}

static void
assert_equal_runs (const ClvHoldout *a,
                   const ClvHoldout *b)
{
  g_assert_cmpint (a->winner, ==, b->winner);
  g_assert_cmpint (a->best_model, ==, b->best_model);
  g_assert_cmpstr (a->verdict, ==, b->verdict);
  g_assert_cmpmem (a->calibration, sizeof a->calibration, b->calibration, sizeof b->calibration);
  g_assert_cmpmem (a->lift, sizeof a->lift, b->lift, sizeof b->lift);
  g_assert_cmpuint (a->n_contenders, ==, b->n_contenders);
  for (guint i = 0; i < a->n_contenders; i++)
    {
      const ClvContender *x = &a->contenders[i], *y = &b->contenders[i];
      const gsize size = (a->n_steps + 1) * sizeof (double);

      g_assert_cmpstr (x->id, ==, y->id);
      g_assert_true (x->predicted == y->predicted && x->mae == y->mae && x->score == y->score);
      g_assert_true (x->predicted_value == y->predicted_value && x->value_mae == y->value_mae);
      g_assert_cmpmem (x->cumulative, size, y->cumulative, size);
      if (x->is_model)
        {
          g_assert_true (x->total_low == y->total_low && x->total_high == y->total_high && x->coverage == y->coverage);
          g_assert_cmpmem (x->cumulative_low, size, y->cumulative_low, size);
        }
    }
}

static void
threads_change_no_bit (void)
{
  g_autofree char *text = make_lively_shop (400);
  g_autoptr (ClvLedger) ledger = clv_test_read (text, NULL);
  g_autoptr (ClvFindings) alone = NULL, two = NULL, seven = NULL;
  ClvWork work = { .run = run_in_threads, .user_data = GINT_TO_POINTER (2) };
  ClvAssumptions assumptions;

  clv_assumptions_init_default (&assumptions);
  alone = clv_analyse (ledger, &assumptions, NULL, NULL);
  two = clv_analyse (ledger, &assumptions, &work, NULL);
  work.user_data = GINT_TO_POINTER (7);
  seven = clv_analyse (ledger, &assumptions, &work, NULL);
  assert_equal_runs (clv_findings_get_holdout (alone), clv_findings_get_holdout (two));
  assert_equal_runs (clv_findings_get_holdout (alone), clv_findings_get_holdout (seven));
}

static gboolean
is_over (gpointer user_data)
{
  int *left = user_data;

  return --*left < 0;
}

static void
a_race_can_be_cancelled_at_any_time (void)
{
  g_autofree char *text = make_lively_shop (40);
  g_autoptr (ClvLedger) ledger = clv_test_read (text, NULL);
  gboolean finished = FALSE;
  ClvAssumptions assumptions;

  clv_assumptions_init_default (&assumptions);
  for (int n = 0; !finished; n = n < 8 ? n + 1 : n + n / 2)
    {
      int left = n;
      ClvWork work = { .is_cancelled = is_over, .user_data = &left };
      g_autoptr (GError) error = NULL;
      g_autoptr (ClvFindings) findings = clv_analyse (ledger, &assumptions, &work, &error);

      finished = findings != NULL;
      if (!finished)
        g_assert_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_CANCELLED);
      else
        g_assert_nonnull (clv_findings_get_holdout (findings)->verdict);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/holdout/the-sample-of-cdnow-comes-out-as-elsewhere", the_sample_of_cdnow_comes_out_as_elsewhere);
  g_test_add_func ("/analysis/holdout/all-of-cdnow-comes-out-as-elsewhere", all_of_cdnow_comes_out_as_elsewhere);
  g_test_add_func ("/analysis/holdout/whole-months-are-held-back", whole_months_are_held_back);
  g_test_add_func ("/analysis/holdout/what-came-is-what-known-customers-did", what_came_is_what_known_customers_did);
  g_test_add_func ("/analysis/holdout/last-time-repeats", last_time_repeats);
  g_test_add_func ("/analysis/holdout/earlier-cohorts-say-what-comes-next", earlier_cohorts_say_what_comes_next);
  g_test_add_func ("/analysis/holdout/the-simple-formula-multiplies-out", the_simple_formula_multiplies_out);
  g_test_add_func ("/analysis/holdout/money-given-back-is-no-revenue", money_given_back_is_no_revenue);
  g_test_add_func ("/analysis/holdout/a-rule-wins-where-every-year-is-the-same", a_rule_wins_where_every_year_is_the_same);
  g_test_add_func ("/analysis/holdout/a-model-wins-where-customers-leave-unseen", a_model_wins_where_customers_leave_unseen);
  g_test_add_func ("/analysis/holdout/customers-are-shared-out-to-ten-groups", customers_are_shared_out_to_ten_groups);
  g_test_add_func ("/analysis/holdout/people-choose-the-model", people_choose_the_model);
  g_test_add_func ("/analysis/holdout/any-length-works", any_length_works);
  g_test_add_func ("/analysis/holdout/too-short-a-history-says-so", too_short_a_history_says_so);
  g_test_add_func ("/analysis/holdout/one-customer-is-a-hint", one_customer_is_a_hint);
  g_test_add_func ("/analysis/holdout/nobody-may-come-back", nobody_may_come_back);
  g_test_add_func ("/analysis/holdout/customers-of-the-last-day-are-predicted-like-new-ones",
                   customers_of_the_last_day_are_predicted_like_new_ones);
  g_test_add_func ("/analysis/holdout/the-verdict-tells-both-errors", the_verdict_tells_both_errors);
  g_test_add_func ("/analysis/holdout/threads-change-no-bit", threads_change_no_bit);
  g_test_add_func ("/analysis/holdout/a-race-can-be-cancelled-at-any-time", a_race_can_be_cancelled_at_any_time);
  return g_test_run ();
}
