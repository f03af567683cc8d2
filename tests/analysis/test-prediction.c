/* test-prediction.c - models of the findings on the sample of the CDNOW order book, against exact fits of another program
 *
 * Expected values: reference_mle.csv and reference_predictions_cdnow_sample.csv beside the data (maximum likelihood to a
 * gradient under 1e-14, checked against 40-digit arithmetic); as of 1997-09-30, 273 days ahead.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction.h"

#include "clv-btyd.h"
#include "clv-table-builder.h"

#include "clv-test-analysis.h"
#include "clv-test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Columns separated by blanks: id of the whole book, customer, yyyymmdd, number of CDs, dollars. */
static ClvLedger *
read_sample (const char *path)
{
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("cdnow.txt", "");
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_table_unref);
  g_autoptr (ClvMapping) mapping = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  static const char *const headers[] = { NULL, "Customer ID", "Date", "Quantity", "Amount" };
  ClvLedger *ledger;
  guint32 row = 1;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  for (guint column = 1; column < G_N_ELEMENTS (headers); column++)
    clv_table_builder_add_text (builder, column - 1, headers[column], strlen (headers[column]));
  clv_table_builder_end_row (builder, row++);
  for (char *line = strtok (text, "\r\n"); line != NULL; line = strtok (NULL, "\r\n"))
    {
      const char *at = line;

      for (guint column = 0; column < G_N_ELEMENTS (headers); column++)
        {
          gsize length;

          at += strspn (at, " ");
          length = strcspn (at, " ");
          if (column > 0)
            clv_table_builder_add_text (builder, column - 1, at, length);
          at += length;
        }
      clv_table_builder_end_row (builder, row++);
    }
  g_ptr_array_add (tables, clv_table_builder_finish (builder, problems));
  mapping = clv_mapping_recognise (tables);
  ledger = clv_ledger_build (mapping, NULL, &error);
  g_assert_no_error (error);
  return ledger;
}

/* NULL, and the test skipped, where the data are not there. */
static ClvFindings *
analyse_sample (const char *settings)
{
  g_autofree char *path = clv_test_data ("cdnow/CDNOW_sample.txt");

  return path != NULL ? clv_test_analyse_ledger (read_sample (path), settings) : NULL;
}

static const ClvModel *
find_model (const ClvFindings *findings,
            const char        *id)
{
  const ClvModels *models = clv_findings_get_models (findings);

  for (guint i = 0; i < models->n_models; i++)
    if (strcmp (models->models[i].id, id) == 0)
      return &models->models[i];
  g_error ("there is no model %s", id);
}

static void
fits_equal_those_of_another_program (void)
{
  static const struct
  {
    const char *model;
    double      log_likelihood;
    const char *letter[4];
    double      value[4], error[4];
  } expected[] = {
    { "bgnbd", -9582.42920667, { "r", "alpha", "a", "b" },
      { 0.24259452243, 4.41360201901, 0.792922017226, 2.42590677683 },
      { 0.0125573780679, 0.378224059854, 0.185733821372, 0.705414259795 } },
    { "mbgnbd", -9582.13571555, { "r", "alpha", "a", "b" },
      { 0.524843159106, 6.18308527958, 0.891359390732, 1.61400224017 },
      { 0.0832682065798, 0.695620642509, 0.154789927778, 0.53749479824 } },
    /* No rhythm in music: k = 1, as BTYDplus finds it. */
    { "mbgcnbd", -9582.13571555, { "r", "alpha", "a", "b" },
      { 0.524843159106, 6.18308527958, 0.891359390732, 1.61400224017 },
      { 0.0832682065798, 0.695620642509, 0.154789927778, 0.53749479824 } },
    { "paretonbd", -9594.97617894, { "r", "alpha", "s", "beta" },
      { 0.553277046853, 10.5776834633, 0.606239989128, 11.6687352889 },
      { 0.0476279259791, 0.842722533816, 0.187281342312, 6.21111359059 } },
    { "gammagamma", -4055.9176948, { "p", "q", "gamma", NULL },
      { 6.24957227132, 3.74422466713, 15.4435209626 }, { 1.19005533596, 0.290133065276, 4.15942275197 } },
  };
  g_autoptr (ClvFindings) findings = analyse_sample ("as-of-date=1997-09-30");

  if (findings == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const ClvModel *model = find_model (findings, expected[i].model);

      clv_assert_near (model->log_likelihood, expected[i].log_likelihood, 1e-6);
      g_assert_cmpint (model->status, ==, CLV_MODEL_FINE);
      g_assert_false (model->has_prior);
      for (guint p = 0; p < G_N_ELEMENTS (expected[i].letter) && expected[i].letter[p] != NULL; p++)
        {
          g_assert_cmpstr (model->name[p], ==, expected[i].letter[p]);
          clv_assert_near (model->parameter[p] / expected[i].value[p], 1, 1e-6);
          clv_assert_near (model->standard_error[p] / expected[i].error[p], 1, 1e-4);
        }
    }
  g_assert_cmpstr (find_model (findings, "mbgcnbd")->name[4], ==, "k");
  clv_assert_near (find_model (findings, "mbgcnbd")->parameter[4], 1, 0);
  g_assert_cmpuint (find_model (findings, "mbgnbd")->n_used, ==, 2357);
  g_assert_cmpuint (find_model (findings, "gammagamma")->n_used, ==, 946);
}


/* A line of the reference table: id, x, …; text of a column by its header. */
typedef struct
{
  GStrv  header;
  GStrv  lines;
} Reference;

static gboolean
reference_init (Reference *self)
{
  g_autofree char *path = clv_test_data ("models/reference_predictions_cdnow_sample.csv");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return FALSE;
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  self->lines = g_strsplit (text, "\n", -1);
  self->header = g_strsplit (self->lines[0], ",", -1);
  return TRUE;
}

static void
reference_clear (Reference *self)
{
  g_strfreev (self->header);
  g_strfreev (self->lines);
}

static double
reference_get (const Reference *self,
               GStrv            cells,
               const char      *column)
{
  for (guint i = 0; self->header[i] != NULL; i++)
    if (strcmp (g_strchomp (self->header[i]), column) == 0)
      return g_ascii_strtod (cells[i], NULL);
  g_error ("there is no column %s", column);
}

static void
predictions_equal_those_of_another_program (void)
{
  static const struct
  {
    const char *model, *alive, *expected;
    double      total; /* reference_holdout_totals.csv */
  } models[] = {
    { "bgnbd", "bgnbd_palive", "bgnbd_cet39w", 1653.4087 },
    { "mbgnbd", "mbgnbd_palive", "mbgnbd_cet39w", 1576.7283 },
    { "mbgcnbd", "mbgnbd_palive", "mbgnbd_cet39w", 1576.7283 },
    { "paretonbd", "pnbd_palive", "pnbd_cet39w", 1665.51 },
  };
  Reference reference;

  if (!reference_init (&reference))
    return;
  for (guint m = 0; m < G_N_ELEMENTS (models); m++)
    {
      g_autofree char *settings = g_strdup_printf ("as-of-date=1997-09-30 prediction-days=273 margin=1 discount-rate=0 model=%s",
                                                   models[m].model);
      g_autoptr (ClvFindings) findings = analyse_sample (settings);
      const ClvValuation *valuation = clv_findings_get_valuation (findings);

      g_assert_cmpstr (clv_findings_get_models (findings)->models[clv_findings_get_models (findings)->chosen].id, ==,
                       models[m].model);
      clv_assert_near (clv_test_metric (findings, "expected_orders"), models[m].total, 5e-3);
      for (guint i = 1; reference.lines[i] != NULL && *reference.lines[i] != '\0'; i++)
        {
          g_auto (GStrv) cells = g_strsplit (reference.lines[i], ",", -1);
          g_autofree char *id = g_strdup_printf ("%04d", atoi (cells[0]));
          const guint32 customer = clv_test_customer (findings, id);
          const double alive = reference_get (&reference, cells, models[m].alive);
          const double expected = reference_get (&reference, cells, models[m].expected);
          const double spend = reference_get (&reference, cells, "gg_mean_spend");

          clv_assert_near (valuation->p_alive[customer] / alive, 1, 1e-6);
          clv_assert_near (valuation->expected_orders[customer] / expected, 1, 1e-6);
          clv_assert_near (valuation->spend[customer] / spend, 1, 1e-6);
          clv_assert_near (valuation->clv[customer] / (expected * spend), 1, 1e-6);
        }
    }
  reference_clear (&reference);
}

/* METRICS.md section 3, I: Σ over calendar months of the purchases of the month × spend × margin, discounted from its
 * end, worked out from the parameters by the functions of calc, which have tests of their own. */
static void
a_value_is_the_discounted_sum_of_months (void)
{
  static const char *const ends[] = { "1997-10-30", "1997-11-30", "1997-12-30", "1998-01-30", "1998-02-28", "1998-03-30",
                                      "1998-04-30", "1998-05-30", "1998-06-30", "1998-07-30", "1998-08-30", "1998-09-30" };
  g_autoptr (ClvFindings) findings = analyse_sample ("as-of-date=1997-09-30 model=mbgnbd margin=0.3 discount-rate=0.21");
  const ClvValuation *valuation;
  const ClvCustomers *customers;
  const ClvModel *model;
  ClvBtyd btyd = { .kind = CLV_BTYD_MBGNBD, .k = 1 };

  if (findings == NULL)
    return;
  valuation = clv_findings_get_valuation (findings);
  customers = clv_findings_get_customers (findings);
  model = find_model (findings, "mbgnbd");
  memcpy (btyd.parameter, model->parameter, sizeof btyd.parameter);
  for (guint32 c = 0; c < valuation->n; c += 101)
    {
      const ClvBtydHistory history = { (int) customers->frequency[c], customers->recency[c] / 7.0, customers->age[c] / 7.0 };
      double value = 0, before = 0;

      for (guint m = 0; m < G_N_ELEMENTS (ends); m++)
        {
          const ClvDay days = clv_day_from_iso (ends[m]) - clv_day_from_iso ("1997-09-30");
          const double until = clv_btyd_expected (&btyd, &history, days / 7.0);

          value += (until - before) * valuation->spend[c] * 0.3 * pow (1.21, -(m + 1.0) / 12);
          before = until;
        }
      clv_assert_near (valuation->clv[c] / value, 1, 1e-6);
    }
}

static void
the_interval_of_a_sum_is_no_sum_of_intervals (void)
{
  g_autoptr (ClvFindings) findings = analyse_sample ("as-of-date=1997-09-30 margin=0.5");
  const ClvValuation *valuation;
  g_autofree guint32 *even = NULL;
  g_autofree guint32 *odd = NULL;
  ClvBand of_even, of_odd, orders;
  double low = 0, high = 0;
  guint32 n;

  if (findings == NULL)
    return;
  valuation = clv_findings_get_valuation (findings);
  n = valuation->n / 2;
  even = g_new (guint32, n + 1);
  odd = g_new (guint32, n + 1);
  for (guint32 i = 0; i < n; i++)
    {
      even[i] = 2 * i;
      odd[i] = 2 * i + 1;
    }
  even[n] = 2 * n;
  for (guint32 c = 0; c < valuation->n; c++)
    {
      g_assert_cmpfloat (valuation->clv_low[c], <=, valuation->clv_high[c]);
      low += valuation->clv_low[c];
      high += valuation->clv_high[c];
    }
  g_assert_cmpfloat (valuation->total_low, >, low);
  g_assert_cmpfloat (valuation->total_high, <, high);
  g_assert_cmpfloat (valuation->total_low, <, valuation->total);
  g_assert_cmpfloat (valuation->total_high, >, valuation->total);
  clv_valuation_sum (findings, valuation, n + 1, even, &of_even, &orders);
  clv_valuation_sum (findings, valuation, n, odd, &of_odd, NULL);
  g_assert_cmpuint (valuation->n, ==, 2357);
  clv_assert_near ((of_even.mean + of_odd.mean) / valuation->total, 1, 1e-6);
  /* Two halves are each less sure than the whole. */
  g_assert_cmpfloat ((of_even.high - of_even.low) / of_even.mean, >,
                     (valuation->total_high - valuation->total_low) / valuation->total);
  g_assert_cmpfloat (orders.low, <, orders.mean);
  clv_assert_near (clv_test_metric (findings, "customer_equity"), valuation->total, 1e-9);
  clv_assert_near (clv_test_metric (findings, "clv_predicted_before_cac") * 2357, valuation->total, 1e-6);
  clv_assert_near (clv_test_metric (findings, "clv_predicted_low") * 2357, valuation->total_low, 1e-6);
}

static void
other_terms_need_no_fit (void)
{
  g_autoptr (ClvFindings) findings = analyse_sample ("as-of-date=1997-09-30 margin=0.5");
  g_autoptr (ClvFindings) with_margin = NULL;
  g_autoptr (ClvFindings) later = NULL;
  g_autoptr (ClvFindings) afresh = NULL;
  g_autoptr (ClvValuation) asked = NULL;
  ClvAssumptions assumptions;

  if (findings == NULL)
    return;
  assumptions = *clv_findings_get_assumptions (findings);
  assumptions.margin = 0.25;
  assumptions.discount_per_year = 0.2;
  assumptions.prediction_days = 200;
  with_margin = clv_analyse_again (clv_findings_get_ledger (findings), &assumptions, findings, NULL, NULL);
  g_assert_true (clv_findings_get_models (with_margin) == clv_findings_get_models (findings));
  g_assert_true (clv_findings_get_holdout (with_margin) == clv_findings_get_holdout (findings));
  asked = clv_findings_value (findings, 0.25, 0.2, 200, 0.8, NULL);
  for (guint32 c = 0; c < asked->n; c++)
    {
      g_assert_true (asked->clv[c] == clv_findings_get_valuation (with_margin)->clv[c]);
      g_assert_true (asked->clv_high[c] == clv_findings_get_valuation (with_margin)->clv_high[c]);
    }
  g_assert_true (asked->total_low == clv_findings_get_valuation (with_margin)->total_low);
  /* What is taken over is what a fresh start would find, also for the comparison with a time before. */
  afresh = analyse_sample ("as-of-date=1997-09-30 margin=0.25 discount-rate=0.2 prediction-days=200");
  g_assert_true (clv_findings_get_base_change (afresh)->before == clv_findings_get_base_change (with_margin)->before);
  g_assert_true (clv_findings_get_base_change (afresh)->lost == clv_findings_get_base_change (with_margin)->lost);
  g_assert_true (clv_findings_get_base_change (afresh)->before_high ==
                 clv_findings_get_base_change (with_margin)->before_high);

  clv_assumptions_set (&assumptions, "as-of-date", "1997-12-31", NULL);
  later = clv_analyse_again (clv_findings_get_ledger (findings), &assumptions, with_margin, NULL, NULL);
  g_assert_true (clv_findings_get_models (later) != clv_findings_get_models (findings));
}

static void
a_quick_answer_is_the_same_without_intervals (void)
{
  g_autoptr (ClvFindings) findings = analyse_sample ("as-of-date=1997-09-30 margin=0.5");
  g_autoptr (ClvValuation) quick = NULL;
  g_autoptr (ClvValuation) full = NULL;
  guint32 some[] = { 3, 5, 8 };
  ClvBand value, orders;

  if (findings == NULL)
    return;
  quick = clv_findings_value_quickly (findings, 0.3, 0.15, 500, NULL);
  full = clv_findings_value (findings, 0.3, 0.15, 500, 0.8, NULL);
  for (guint32 c = 0; c < full->n; c++)
    {
      g_assert_true (quick->clv[c] == full->clv[c]);
      g_assert_true (quick->p_alive[c] == full->p_alive[c]);
      clv_assert_near (quick->expected_orders[c], full->expected_orders[c], 1e-6 * full->expected_orders[c]);
      g_assert_true (isnan (quick->clv_low[c]) && isnan (quick->orders_high[c]));
    }
  g_assert_true (quick->total == full->total && isnan (quick->total_low));
  clv_valuation_sum (findings, quick, G_N_ELEMENTS (some), some, &value, &orders);
  clv_assert_near (value.mean, full->clv[3] + full->clv[5] + full->clv[8], 1e-9);
  g_assert_true (isnan (value.low) && isnan (orders.high));
}

/* Parts in the reverse order, as threads may run them. */
static void
run_backwards (ClvWorkPart part,
               guint       n_parts,
               gpointer    data,
               gpointer    user_data)
{
  while (n_parts-- > 0)
    part (n_parts, data);
}

static void
the_order_of_parts_changes_no_bit (void)
{
  const ClvWork work = { .run = run_backwards };
  g_autoptr (ClvFindings) findings = analyse_sample ("as-of-date=1997-09-30 margin=0.5");
  g_autoptr (ClvFindings) backwards = NULL;
  const ClvValuation *a, *b;

  if (findings == NULL)
    return;
  backwards = clv_analyse (clv_findings_get_ledger (findings), clv_findings_get_assumptions (findings), &work, NULL);
  a = clv_findings_get_valuation (findings);
  b = clv_findings_get_valuation (backwards);
  for (guint32 c = 0; c < a->n; c++)
    {
      g_assert_true (a->p_alive[c] == b->p_alive[c]);
      g_assert_true (a->clv[c] == b->clv[c]);
      g_assert_true (a->clv_low[c] == b->clv_low[c]);
      g_assert_true (a->orders_high[c] == b->orders_high[c]);
    }
  g_assert_true (a->total == b->total && a->total_low == b->total_low && a->total_high == b->total_high);
  g_assert_cmpstr (clv_findings_get_models (findings)->models[0].id, ==, "bgnbd");
}

static gboolean
is_cancelled_later (gpointer user_data)
{
  int *n_left = user_data;

  return --*n_left < 0;
}

static void
cancelling_leaves_nothing_behind (void)
{
  g_autoptr (ClvFindings) findings = analyse_sample ("as-of-date=1997-09-30");
  gboolean is_done = FALSE;

  if (findings == NULL)
    return;
  for (int n = 1; !is_done; n += 1 + n / 3)
    {
      int n_left = n;
      const ClvWork work = { .is_cancelled = is_cancelled_later, .user_data = &n_left };
      g_autoptr (GError) error = NULL;
      g_autoptr (ClvFindings) again =
        clv_analyse (clv_findings_get_ledger (findings), clv_findings_get_assumptions (findings), &work, &error);

      is_done = again != NULL;
      if (!is_done)
        g_assert_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_CANCELLED);
    }
}

static void
parts_of_the_change_add_up (void)
{
  g_autoptr (ClvFindings) findings = analyse_sample ("margin=0.5");
  const ClvBaseChange *change;

  if (findings == NULL)
    return;
  change = clv_findings_get_base_change (findings);
  g_assert_nonnull (change);
  g_assert_cmpint (change->from, ==, clv_day_from_iso ("1997-06-30"));
  g_assert_cmpint (change->to, ==, clv_day_from_iso ("1998-06-30"));
  clv_assert_near (change->after, clv_findings_get_valuation (findings)->total, 1e-9);
  clv_assert_near (change->before + change->new_customers + change->lost + change->behaviour + change->model, change->after,
                   0.005);
  /* All came in the first quarter of 1997. */
  g_assert_cmpfloat (change->new_customers, ==, 0);
  g_assert_cmpfloat (change->lost, <, 0);
  g_assert_cmpfloat (change->before_low, <, change->before);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/prediction/fits-equal-those-of-another-program", fits_equal_those_of_another_program);
  g_test_add_func ("/analysis/prediction/predictions-equal-those-of-another-program", predictions_equal_those_of_another_program);
  g_test_add_func ("/analysis/prediction/a-value-is-the-discounted-sum-of-months", a_value_is_the_discounted_sum_of_months);
  g_test_add_func ("/analysis/prediction/the-interval-of-a-sum-is-no-sum-of-intervals", the_interval_of_a_sum_is_no_sum_of_intervals);
  g_test_add_func ("/analysis/prediction/other-terms-need-no-fit", other_terms_need_no_fit);
  g_test_add_func ("/analysis/prediction/a-quick-answer-is-the-same-without-intervals", a_quick_answer_is_the_same_without_intervals);
  g_test_add_func ("/analysis/prediction/the-order-of-parts-changes-no-bit", the_order_of_parts_changes_no_bit);
  g_test_add_func ("/analysis/prediction/cancelling-leaves-nothing-behind", cancelling_leaves_nothing_behind);
  g_test_add_func ("/analysis/prediction/parts-of-the-change-add-up", parts_of_the_change_add_up);
  return g_test_run ();
}
