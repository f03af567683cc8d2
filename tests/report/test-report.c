/* test-report.c - what the files say of the toy data, against figures worked out by hand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "clv-format.h"
#include "clv-report-outlook.h"
#include "clv-test.h"
#include "clv-toy.h"

static const ClvChartSeries *
series (const ClvChart *chart,
        guint           index)
{
  g_assert_cmpuint (index, <, chart->series->len);
  return chart->series->pdata[index];
}

static void
test_whale_title_is_true (void)
{
  ClvToy toy;
  g_autoptr (ClvChart) chart = NULL;

  clv_toy_init (&toy);
  chart = clv_report_chart (toy.findings, "whale", NULL, NULL);
  /* C 390, A 270, E 80, B 20 make 760; F takes 25 of it, 3.3 %. */
  g_assert_nonnull (strstr (chart->title, "760"));
  g_assert_true (g_str_has_prefix (chart->title, "4 "));
  g_assert_nonnull (strstr (chart->title, "took 3"));
  /* FEATURES.md part C: peak 103.40 %, end 100 %. */
  {
    const ClvChartSeries *curve = series (chart, 0);
    double peak = 0;

    for (gsize i = 0; i < curve->n; i++)
      peak = MAX (peak, curve->y[i]);
    clv_assert_near (peak, 760.0 / 735.0, 1e-12);
    clv_assert_near (curve->y[curve->n - 1], 1, 1e-12);
  }
  clv_toy_clear (&toy);
}

static void
test_value_per_customer_is_that_of_the_periods (void)
{
  clv_test_speak_plainly ();

  ClvToy toy;
  guint n;
  const ClvPeriod *years;

  clv_toy_init (&toy);
  years = clv_findings_get_periods (toy.findings, CLV_PERIOD_YEAR, &n);
  g_assert_cmpuint (n, ==, 2);
  /* FEATURES.md part C: 113.33 and 79.00. */
  clv_assert_near (years[0].value_per_customer, 340.0 / 3, 1e-9);
  clv_assert_near (years[1].value_per_customer, 79, 1e-9);
  {
    g_autoptr (ClvChart) chart = clv_report_chart (toy.findings, "overview", NULL, NULL);

    g_assert_nonnull (strstr (chart->title, "79.00"));
    g_assert_nonnull (strstr (chart->title, "113.33"));
    g_assert_cmpuint (chart->series->len, ==, 3);
  }
  clv_toy_clear (&toy);
}

static void
test_waterfall_adds_up (void)
{
  ClvToy toy;

  clv_toy_init (&toy);
  for (guint32 customer = 0; customer < clv_findings_get_customers (toy.findings)->n; customer++)
    {
      g_autoptr (ClvChart) chart = clv_report_customer_chart (toy.findings, customer);
      const ClvChartSeries *steps = series (chart, 0);
      double sum = 0;

      for (gsize i = 0; i + 1 < steps->n; i++)
        sum += steps->y[i];
      clv_assert_near (steps->y[steps->n - 1], sum, 1e-9);
      g_assert_true (steps->flags[steps->n - 1] & CLV_POINT_TOTAL);
    }
  clv_toy_clear (&toy);
}

static void
test_timeline_adds_up_to_the_revenue (void)
{
  ClvToy toy;
  const ClvCustomers *all;

  clv_toy_init (&toy);
  all = clv_findings_get_customers (toy.findings);
  for (guint32 customer = 0; customer < all->n; customer++)
    {
      g_autoptr (ClvChart) chart = clv_report_customer_timeline (toy.findings, customer);
      double sum = 0;

      for (guint i = 0; i < chart->series->len; i++)
        for (gsize j = 0; j < series (chart, i)->n; j++)
          sum += series (chart, i)->y[j];
      clv_assert_near (sum, all->revenue[customer], 1e-9);
    }
  clv_toy_clear (&toy);
}

static void
test_unknown_chart_lists_the_names (void)
{
  ClvToy toy;
  g_autoptr (GError) error = NULL;

  clv_toy_init (&toy);
  g_assert_null (clv_report_chart (toy.findings, "pie", NULL, &error));
  g_assert_error (error, CLV_REPORT_ERROR, CLV_REPORT_ERROR_NO_CHART);
  for (guint i = 0; clv_report_chart_names ()[i] != NULL; i++)
    g_assert_nonnull (strstr (error->message, clv_report_chart_names ()[i]));
  clv_toy_clear (&toy);
}

static void
test_without_costs_no_chart_says_profit (void)
{
  static const char *const of_the_proof[] = { "tracking", "calibration", "lift", "survival", NULL };
  ClvToy toy;

  clv_toy_init_without_costs (&toy, 20);
  for (guint i = 0; clv_report_chart_names ()[i] != NULL; i++)
    {
      const char *name = clv_report_chart_names ()[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (ClvChart) chart = clv_report_chart (toy.findings, name, NULL, &error);
      g_autofree char *title = NULL;

      /* So few orders prove no prediction; then it is said in words. */
      if (chart == NULL && g_strv_contains (of_the_proof, name))
        {
          g_assert_error (error, CLV_REPORT_ERROR, CLV_REPORT_ERROR_NO_CHART);
          g_assert_null (strstr (error->message, "profit"));
          continue;
        }
      g_assert_no_error (error);
      title = g_strdup_printf ("%s %s", chart->title, chart->subtitle);
      g_assert_null (strstr (title, "rofit"));
      g_assert_null (strstr (title, "earned"));
    }
  clv_toy_clear (&toy);
}

static void
test_json_has_every_metric (void)
{
  ClvToy toy;
  g_autoptr (GString) json = NULL;

  clv_toy_init (&toy);
  json = clv_report_to_json (toy.findings, &toy.origin, G_MAXUINT32);
  for (guint id = 0; id < CLV_N_METRICS; id++)
    {
      g_autofree char *key = g_strdup_printf ("\"%s\":", clv_metric_to_id (id));

      g_assert_nonnull (strstr (json->str, key));
    }
  /* FEATURES.md part C. */
  g_assert_nonnull (strstr (json->str, "\"revenue\": 950,"));
  g_assert_nonnull (strstr (json->str, "\"profit\": 735,"));
  g_assert_nonnull (strstr (json->str, "\"value_per_customer\": 122.5,"));
  g_assert_nonnull (strstr (json->str, "\"cac\": 47.5,"));
  g_assert_true (g_str_has_suffix (json->str, "}\n"));
  clv_toy_clear (&toy);
}

static void
test_text_has_figures_and_basis (void)
{
  clv_test_speak_plainly ();

  ClvToy toy;
  g_autoptr (GString) text = NULL;

  clv_toy_init (&toy);
  text = clv_report_to_text (toy.findings, &toy.origin);
  g_assert_nonnull (strstr (text->str, "toy.csv"));
  g_assert_nonnull (strstr (text->str, "950"));
  g_assert_nonnull (strstr (text->str, "122.50"));
  g_assert_nonnull (strstr (text->str, "basis: revenue less the costs"));
  g_assert_nonnull (strstr (text->str, "2024"));
  clv_toy_clear (&toy);
}

static gboolean
is_cancelled (gpointer user_data)
{
  return TRUE;
}

static void
test_cancelled_workbook_leaves_nothing (void)
{
  const ClvWork work = { .is_cancelled = is_cancelled };
  g_autofree char *folder = clv_test_dir ();
  g_autofree char *path = g_build_filename (folder, "r.xlsx", NULL);
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  ClvToy toy;

  clv_toy_init (&toy);
  g_assert_false (clv_report_write_xlsx (toy.findings, &toy.origin, path, &work, &error));
  g_assert_error (error, CLV_REPORT_ERROR, CLV_REPORT_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (clv_report_write_csv (toy.findings, path, &work, &error));
  g_assert_error (error, CLV_REPORT_ERROR, CLV_REPORT_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (clv_report_write_pdf (toy.findings, &toy.origin, path, &work, &error));
  g_assert_error (error, CLV_REPORT_ERROR, CLV_REPORT_ERROR_CANCELLED);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
  clv_toy_clear (&toy);
}

/* More customers than are kept in memory: rows must then come in order, and none may be lost. */
static void
test_large_workbook_is_written (void)
{
  g_autofree char *folder = clv_test_dir ();
  g_autofree char *path = g_build_filename (folder, "r.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  ClvToy toy;

  clv_toy_init_without_costs (&toy, 16000);
  g_assert_true (clv_report_write_xlsx (toy.findings, &toy.origin, path, NULL, &error));
  g_assert_no_error (error);
  clv_toy_clear (&toy);
}

/* Every customer is in one tier: what the tiers will bring adds up to what all will bring. */
static void
test_segments_share_what_comes_next (void)
{
  const ClvSegmentScheme *scheme;
  const ClvValuation *valuation;
  g_autofree ClvBand *values = NULL;
  g_autofree ClvBand *first = NULL;
  const ClvWork cancelled = { .is_cancelled = is_cancelled };
  double sum = 0;
  ClvBand each;
  guint32 n;
  ClvToy toy;

  clv_toy_init (&toy);
  valuation = clv_findings_get_valuation (toy.findings);
  scheme = clv_findings_find_scheme (toy.findings, "tier");
  g_assert_nonnull (valuation);
  g_assert_nonnull (scheme);
  values = clv_report_scheme_values (toy.findings, scheme, scheme->n_segments, NULL);
  g_assert_nonnull (values);
  for (guint i = 0; i < scheme->n_segments; i++)
    {
      g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (guint32));
      ClvBand value;

      for (guint32 c = 0; c < valuation->n; c++)
        if (scheme->by_customer[c] == i && isfinite (valuation->clv[c]))
          g_array_append_val (members, c);
      g_assert_cmpint (isfinite (values[i].mean), ==, members->len > 0);
      if (members->len == 0)
        continue;
      /* In one pass as one by one. */
      clv_valuation_sum (toy.findings, valuation, members->len, (const guint32 *) members->data, &value, NULL);
      g_assert_cmpfloat (values[i].mean, ==, value.mean);
      g_assert_cmpfloat (values[i].low, ==, value.low);
      g_assert_cmpfloat (values[i].high, ==, value.high);
      g_assert_cmpfloat (value.low, <=, value.mean);
      g_assert_cmpfloat (value.high, >=, value.mean);
      sum += value.mean;
    }
  first = clv_report_scheme_values (toy.findings, scheme, 1, NULL);
  g_assert_cmpfloat (first[0].mean, ==, values[0].mean);
  g_assert_null (clv_report_scheme_values (toy.findings, scheme, scheme->n_segments, &cancelled));
  /* Flows are kept in single precision. */
  clv_assert_near (sum, valuation->total, 1e-5);
  /* A to F have bought: six. */
  g_assert_true (clv_report_value_each (toy.findings, &each, &n));
  clv_assert_near (each.mean * n, valuation->total, 1e-9);
  clv_assert_near (each.high * n, valuation->total_high, 1e-9);
  g_assert_cmpuint (n, <=, 6);
  clv_toy_clear (&toy);
}

/* Who costs more than they bring stands apart from those who bring little. */
static void
test_losses_have_a_bin_of_their_own (void)
{
  g_autoptr (ClvChart) chart = NULL;
  g_autoptr (ClvChart) plain = NULL;
  const ClvValuation *valuation;
  const ClvChartSeries *bins;
  double sum = 0;
  guint n = 0;
  ClvToy toy, other;

  clv_test_speak_plainly ();
  clv_toy_init_of_rhythms (&toy);
  valuation = clv_findings_get_valuation (toy.findings);
  g_assert_nonnull (valuation);
  for (guint32 c = 0; c < valuation->n; c++)
    n += isfinite (valuation->clv[c]);
  chart = clv_report_chart (toy.findings, "clv-histogram", NULL, NULL);
  g_assert_nonnull (chart);
  bins = series (chart, 0);
  g_assert_true (g_str_has_prefix (chart->x.categories[0], "below "));
  /* The three whose goods cost 150. */
  g_assert_cmpfloat (bins->y[0], ==, 3);
  g_assert_cmpint (bins->flags[0], ==, CLV_POINT_LOSS);
  for (gsize i = 0; i < bins->n; i++)
    {
      g_assert_true (i == 0 || bins->flags[i] == 0);
      sum += bins->y[i];
    }
  g_assert_cmpfloat (sum, ==, n);
  g_assert_nonnull (strstr (chart->subtitle, "3 will cost more than they bring"));

  clv_toy_init (&other);
  plain = clv_report_chart (other.findings, "clv-histogram", NULL, NULL);
  g_assert_nonnull (plain);
  g_assert_true (g_str_has_prefix (plain->x.categories[0], "up to "));
  g_assert_null (strstr (plain->subtitle, "cost more"));
  clv_toy_clear (&other);
  clv_toy_clear (&toy);
}

/* Most at stake first; nothing in it that a spreadsheet would take for a formula. */
static void
test_list_of_those_at_risk (void)
{
  g_autofree char *folder = clv_test_dir ();
  g_autofree char *path = g_build_filename (folder, "list.csv", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  const ClvWork cancelled = { .is_cancelled = is_cancelled };
  g_auto (GStrv) lines = NULL;
  const ClvAtRisk *risks;
  ClvToy toy;
  guint32 n;

  clv_test_speak_plainly ();
  clv_toy_init_of_rhythms (&toy);
  risks = clv_findings_get_at_risk (toy.findings, &n);
  /* Those who stopped a year ago, after an order every month. */
  g_assert_cmpuint (n, ==, 4);
  g_assert_true (clv_report_write_at_risk_csv (toy.findings, path, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  lines = g_strsplit (contents, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, n + 2);
  g_assert_cmpstr (lines[0], ==,
                   "\xef\xbb\xbfid,name,value_at_risk,p_alive,clv,last_order_date,days_since_last,usual_gap_days,overdue,"
                   "next_order_from,next_order_to,reasons");
  g_assert_cmpstr (lines[n + 1], ==, "");
  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i + 1], ",", 12);

      g_assert_cmpuint (g_strv_length (cells), ==, 12);
      g_assert_true (g_str_has_prefix (cells[0], "\"'=1+1 "));
      clv_assert_near (g_ascii_strtod (cells[2], NULL), risks[i].value_at_risk, 1e-9);
      clv_assert_near (g_ascii_strtod (cells[3], NULL), risks[i].p_alive, 1e-9);
      g_assert_true (g_str_has_prefix (cells[5], "2023-12-"));
      clv_assert_near (g_ascii_strtod (cells[8], NULL), risks[i].overdue, 1e-9);
      g_assert_cmpstr (cells[11], !=, "");
    }
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_false (clv_report_write_at_risk_csv (toy.findings, path, &cancelled, &error));
  g_assert_error (error, CLV_REPORT_ERROR, CLV_REPORT_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  clv_toy_clear (&toy);
}

/* As they are shown, without cents, the steps still lead from then to now. */
static void
test_steps_of_the_base_add_up_as_shown (void)
{
  ClvBaseStep steps[CLV_BASE_STEPS];
  double sum = 0;
  ClvToy toy;

  clv_toy_init (&toy);
  if (!clv_report_base_steps (toy.findings, steps))
    g_assert_null (clv_findings_get_base_change (toy.findings));
  else
    {
      g_autoptr (ClvChart) chart = clv_report_chart (toy.findings, "base-change", NULL, NULL);

      for (guint i = 0; i + 1 < CLV_BASE_STEPS; i++)
        {
          g_assert_cmpfloat (steps[i].value, ==, round (steps[i].value));
          sum += steps[i].value;
        }
      g_assert_cmpfloat (sum, ==, steps[CLV_BASE_STEPS - 1].value);
      g_assert_cmpfloat (steps[CLV_BASE_STEPS - 1].value, ==, round (clv_findings_get_base_change (toy.findings)->after));
      g_assert_nonnull (chart);
      g_assert_cmpuint (series (chart, 0)->n, ==, CLV_BASE_STEPS);
      clv_report_base_steps_clear (steps);
    }
  clv_toy_clear (&toy);
}

/* What people read is no word of the command line. */
static void
test_settings_are_said_in_words (void)
{
  const char *const machine[] = { "keep", "drop", "id", "won", "assume", "ignore", "subtract", "evidence", "auto", "mbgnbd", NULL };
  const char *const *keys = clv_assumptions_keys ();
  ClvAssumptions assumptions;

  clv_test_speak_plainly ();
  clv_assumptions_init_default (&assumptions);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *text = clv_assumptions_dup_words (&assumptions, keys[i]);

      g_assert_false (text != NULL && g_strv_contains (machine, text));
    }
  g_assert_cmpstr (clv_assumptions_get_words ("deals", "won"), ==, "Only those won");
  g_assert_cmpstr (clv_assumptions_get_words ("gift-cards", "drop"), ==, "Leave out");
  g_assert_null (clv_assumptions_get_words ("margin", "0.4"));
  {
    g_autofree char *interval = clv_assumptions_dup_words (&assumptions, "interval");
    g_autofree char *expected = clv_format_percent (0.8, 1);

    g_assert_cmpstr (interval, ==, expected);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/report/whale-title-is-true", test_whale_title_is_true);
  g_test_add_func ("/report/report/value-per-customer-is-that-of-the-periods",
                   test_value_per_customer_is_that_of_the_periods);
  g_test_add_func ("/report/report/waterfall-adds-up", test_waterfall_adds_up);
  g_test_add_func ("/report/report/timeline-adds-up-to-the-revenue", test_timeline_adds_up_to_the_revenue);
  g_test_add_func ("/report/report/unknown-chart-lists-the-names", test_unknown_chart_lists_the_names);
  g_test_add_func ("/report/report/without-costs-no-chart-says-profit", test_without_costs_no_chart_says_profit);
  g_test_add_func ("/report/report/json-has-every-metric", test_json_has_every_metric);
  g_test_add_func ("/report/report/text-has-figures-and-basis", test_text_has_figures_and_basis);
  g_test_add_func ("/report/report/cancelled-workbook-leaves-nothing", test_cancelled_workbook_leaves_nothing);
  g_test_add_func ("/report/report/segments-share-what-comes-next", test_segments_share_what_comes_next);
  g_test_add_func ("/report/report/losses-have-a-bin-of-their-own", test_losses_have_a_bin_of_their_own);
  g_test_add_func ("/report/report/list-of-those-at-risk", test_list_of_those_at_risk);
  g_test_add_func ("/report/report/settings-are-said-in-words", test_settings_are_said_in_words);
  g_test_add_func ("/report/report/steps-of-the-base-add-up-as-shown", test_steps_of_the_base_add_up_as_shown);
  g_test_add_func ("/report/report/large-workbook-is-written", test_large_workbook_is_written);
  return g_test_run ();
}
