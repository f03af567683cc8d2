/* test-prediction.c - models of the findings on the sample of the CDNOW order book, against exact fits of another program
 *
 * Expected values: reference_mle.csv and reference_predictions_cdnow_sample.csv beside the data (maximum likelihood to a
 * gradient under 1e-14, checked against 40-digit arithmetic); as of 1997-09-30, 273 days ahead.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction.h"

#include "clv-table-builder.h"

#include "clv-test-analysis.h"
#include "clv-test.h"

#include <math.h>
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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/prediction/fits-equal-those-of-another-program", fits_equal_those_of_another_program);
  return g_test_run ();
}
