/* clv-cli-main.c - clientele-report: the whole way from files to results, without a window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "clv-chart-draw.h"
#include "clv-cli.h"
#include "clv-prediction.h"

#define CHART_WIDTH 800
#define CHART_HEIGHT 480

static gboolean
write_json (const ClvFindings     *findings,
            const ClvReportOrigin *origin,
            const ClvCliOptions   *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) json = clv_report_to_json (findings, origin, options->n_customers);

  if (strcmp (options->json, "-") == 0)
    {
      clv_cli_work_end ();
      return clv_cli_print (json->str, json->len);
    }
  if (clv_report_write_text (options->json, json, &error))
    return TRUE;
  clv_cli_complain ("%s", error->message);
  return FALSE;
}

static gboolean
write_output (const ClvFindings     *findings,
              const ClvReportOrigin *origin,
              const ClvCliOutput    *output,
              const ClvWork         *work)
{
  g_autoptr (GError) error = NULL;
  gboolean is_fine = FALSE;

  switch (output->format)
    {
    case CLV_CLI_FORMAT_XLSX:
      clv_cli_work_hush ();
      is_fine = clv_report_write_xlsx (findings, origin, output->path, work, &error);
      clv_cli_work_unhush ();
      break;
    case CLV_CLI_FORMAT_PDF:
      is_fine = clv_report_write_pdf (findings, origin, output->path, work, &error);
      break;
    case CLV_CLI_FORMAT_CSV:
      is_fine = clv_report_write_csv (findings, output->path, work, &error);
      break;
    }
  if (!is_fine)
    clv_cli_complain ("%s", error->message);
  return is_fine;
}

static gboolean
write_chart (const ClvFindings *findings,
             const ClvCliChart *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvChart) chart = clv_report_chart (findings, wanted->name, wanted->scheme, &error);
  ClvChartTheme theme = CLV_CHART_THEME_LIGHT;

  theme.with_title = TRUE;
  theme.opaque = TRUE;
  if (chart != NULL && clv_chart_save (chart, wanted->path, CHART_WIDTH, CHART_HEIGHT, &theme, &error))
    return TRUE;
  clv_cli_complain ("%s", error->message);
  return FALSE;
}

static int
write_results (const ClvFindings     *findings,
               const ClvReportOrigin *origin,
               const ClvCliOptions   *options,
               const ClvWork         *work)
{
  gboolean is_fine = TRUE;

  for (guint i = 0; i < options->outputs->len; i++)
    is_fine = write_output (findings, origin, &g_array_index (options->outputs, ClvCliOutput, i), work) && is_fine;
  for (guint i = 0; i < options->charts->len; i++)
    is_fine = write_chart (findings, &g_array_index (options->charts, ClvCliChart, i)) && is_fine;
  if (options->json != NULL)
    is_fine = write_json (findings, origin, options) && is_fine;
  clv_cli_work_end ();
  if (options->outputs->len == 0 && options->charts->len == 0 && options->json == NULL)
    {
      g_autoptr (GString) text = clv_report_to_text (findings, origin);

      is_fine = clv_cli_print (text->str, text->len);
    }
  else if (is_fine)
    clv_cli_tell_left_out (findings);
  return is_fine ? CLV_CLI_DONE : CLV_CLI_FILES;
}

static gboolean
has_model (const ClvFindings *findings,
           const char        *id)
{
  const ClvModels *models = clv_findings_get_models (findings);

  for (guint i = 0; models != NULL && i < models->n_models; i++)
    if (g_str_equal (models->models[i].id, id))
      return TRUE;
  return FALSE;
}

static int
analyse_and_write (ClvCliData          *data,
                   const ClvCliOptions *options,
                   const ClvWork       *work)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvFindings) findings = NULL;
  g_autoptr (ClvLedger) ledger = clv_cli_data_build (data, work, &error);
  const ClvReportOrigin origin = { .inputs = data->inputs, .mapping = data->mapping, .title = data->title, .rules = options->rules };

  if (ledger != NULL && !clv_cli_data_uses_settings (data, ledger, options))
    return CLV_CLI_FILES;
  if (ledger != NULL)
    findings = clv_analyse (ledger, &options->assumptions, work, &error);
  if (findings == NULL)
    {
      g_autofree char *message = clv_cli_dup_message (error, ledger, options);

      clv_cli_complain ("%s", message);
      return CLV_CLI_FILES;
    }
  for (guint i = 0; i < clv_segment_rules_get_n (options->rules); i++)
    if (!clv_rule_check (clv_segment_rules_get_rule (options->rules, i), findings, &error))
      {
        clv_cli_complain ("--segment %s: %s", clv_segment_rules_get_name (options->rules, i), error->message);
        return CLV_CLI_FILES;
      }
  if (options->assumptions.model == CLV_MODEL_CHOICE_SBG && clv_findings_get_contract_value (findings) == NULL)
    {
      clv_cli_complain ("%s", _("The model “sbg” is one of contracts: it takes a table that says of each customer how many months "
                                "they have stayed, whether they have left, and what they pay. Leave out “--set model=sbg”."));
      return CLV_CLI_FILES;
    }
  if (options->assumptions.model == CLV_MODEL_CHOICE_BGBB && !has_model (findings, "bgbb"))
    {
      clv_cli_complain ("%s", _("The model “bgbb” is one of those who buy once a year at most: it takes orders of more than four "
                                "years, hardly ever two in one of them. Leave out “--set model=bgbb”."));
      return CLV_CLI_FILES;
    }
  return write_results (findings, &origin, options, work);
}

int
main (int    argc,
      char **argv)
{
  ClvCliOptions options;
  ClvCliData data = { 0 };
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, CLV_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  status = clv_cli_options_parse (&options, argc, argv);
  if (status < 0)
    {
      const ClvWork *work = clv_cli_work_begin ();

      if (!clv_cli_data_load (&data, &options, work))
        status = CLV_CLI_FILES;
      else if (options.inspect)
        status = clv_cli_inspect (&data, &options, work);
      else if (!clv_cli_data_is_clear (&data))
        status = CLV_CLI_FILES;
      else
        status = analyse_and_write (&data, &options, work);
      clv_cli_work_end ();
    }
  clv_cli_data_clear (&data);
  clv_cli_options_clear (&options);
  return status;
}
