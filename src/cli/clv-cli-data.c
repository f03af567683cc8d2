/* clv-cli-data.c - from files to a ledger
 *
 * Nothing is remembered from one run to the next: the same files and options
 * always give the same figures. Only which dates lie in the future depends on the day.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-cli.h"

#include <glib/gi18n-lib.h>

#include "clv-source.h"

static gboolean
read_files (ClvCliData    *self,
            GStrv          files,
            const ClvWork *work)
{
  gboolean is_fine = TRUE;

  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      ClvSource *source = clv_source_read (files[i], work, &error);

      if (source == NULL)
        {
          /* All that cannot be read are named, not only the first. */
          clv_cli_complain ("%s", error->message);
          is_fine = FALSE;
          if (clv_work_is_cancelled (work))
            return FALSE;
          continue;
        }
      g_ptr_array_add (self->sources, source);
    }
  return is_fine;
}

static void
add_tables (ClvCliData *self,
            GPtrArray  *tables)
{
  for (guint i = 0; i < self->sources->len; i++)
    {
      ClvSource *source = self->sources->pdata[i];
      const char *how = clv_source_get_evidence (source);
      g_autofree char *format = g_ascii_strup (clv_source_get_format (source), -1);

      for (guint j = 0; j < clv_source_get_n_tables (source); j++)
        {
          ClvTable *table = clv_source_get_table (source, j);

          g_ptr_array_add (self->inputs,
                           clv_report_input_new (clv_source_get_name (source), clv_source_get_sha256 (source),
                                                 clv_table_get_sheet (table), *how != '\0' ? how : format, tables->len));
          g_ptr_array_add (tables, clv_table_ref (table));
        }
    }
}

static gboolean
apply_columns (ClvMapping   *mapping,
               const GArray *columns)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const ClvCliColumn *column = &g_array_index (columns, ClvCliColumn, i);
      g_autoptr (GError) error = NULL;

      if (!clv_mapping_set_by_header (mapping, column->role, column->header, &error))
        {
          clv_cli_complain ("--column %s=%s: %s", clv_role_to_id (column->role), column->header, error->message);
          return FALSE;
        }
    }
  return TRUE;
}

/* After the settings for all, which they make exceptions from. */
static gboolean
apply_readings (ClvMapping   *mapping,
                const GArray *readings)
{
  for (guint i = 0; i < readings->len; i++)
    {
      const ClvCliReading *reading = &g_array_index (readings, ClvCliReading, i);
      g_autoptr (GError) error = NULL;

      if (!clv_mapping_assume_for_column (mapping, reading->name, reading->decimal, reading->date_order, &error))
        {
          clv_cli_complain ("--set %s.%s: %s", reading->decimal != CLV_DECIMAL_UNDECIDED ? "decimal" : "date-order",
                            reading->name, error->message);
          return FALSE;
        }
    }
  return TRUE;
}

static char *
dup_title (const ClvCliData *self)
{
  g_autofree guint *files = g_new0 (guint, clv_mapping_get_n_tables (self->mapping) + 1);

  for (guint i = 0, table = 0; i < self->sources->len; i++)
    for (guint j = 0; j < clv_source_get_n_tables (self->sources->pdata[i]); j++)
      files[table++] = i;
  return clv_mapping_dup_title (self->mapping, files);
}

/**
 * clv_cli_data_load:
 * @self: (out caller-allocates): what the files gave; clear it even after an error
 * @options: files, columns, readings
 * @work: progress and cancelling
 *
 * Returns: FALSE after complaints, when any of the files cannot be used
 */
gboolean
clv_cli_data_load (ClvCliData          *self,
                   const ClvCliOptions *options,
                   const ClvWork       *work)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_table_unref);

  *self = (ClvCliData) {
    .sources = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_source_unref),
    .inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_report_input_free),
  };
  if (!read_files (self, options->files, work))
    return FALSE;
  add_tables (self, tables);
  self->mapping = clv_mapping_recognise (tables);
  if (!apply_columns (self->mapping, options->columns))
    return FALSE;
  clv_mapping_assume (self->mapping, &(ClvImportRules) { options->assumptions.decimal, options->assumptions.date_order,
                                                         options->assumptions.customer_key, clv_day_today (),
                                                         options->assumptions.discount, options->assumptions.currency,
                                                         options->assumptions.choices });
  self->title = dup_title (self);
  return apply_readings (self->mapping, options->readings);
}

/* The settings that answer the question, as they are typed. */
static const char *
answers_to (const ClvReading *reading)
{
  if (reading->type == CLV_TYPE_NUMBER)
    return "--set decimal=point, --set decimal=comma";
  return reading->may_be_ymd ? "--set date-order=ymd, --set date-order=dmy, --set date-order=mdy"
                             : "--set date-order=dmy, --set date-order=mdy";
}

/* FALSE after a complaint for each table whose discounts may be percent or money. */
static gboolean
are_discounts_clear (const ClvCliData *self)
{
  gboolean are_clear = TRUE;

  for (guint i = 0; i < clv_mapping_get_n_tables (self->mapping); i++)
    if (clv_mapping_is_discount_open (self->mapping, i))
      {
        const ClvTableMapping *table = clv_mapping_get_table (self->mapping, i);
        const char *sheet = clv_table_get_sheet (table->table);
        int column = clv_mapping_find_role (self->mapping, i, CLV_ROLE_DISCOUNT);

        are_clear = FALSE;
        /* Translators: file, sheet or nothing, column; then options to choose from */
        clv_cli_complain (_("%s%s%s, column “%s”: the discounts may be percent or money, and nothing proves which. Say what is "
                            "right with one of these: %s."),
                          clv_table_get_file (table->table), *sheet != '\0' ? " · " : "", sheet,
                          clv_column_get_header (clv_table_get_column (table->table, column)),
                          "--set discount=percent, --set discount=money");
      }
  return are_clear;
}

/**
 * clv_cli_data_is_clear:
 * @self: what the files gave, with the columns and settings of the user applied
 *
 * Whether each column that counts has one meaning. Another one would give other figures, and nobody would see it.
 *
 * Returns: FALSE after a complaint for each question that is open
 */
gboolean
clv_cli_data_is_clear (const ClvCliData *self)
{
  gboolean is_clear = are_discounts_clear (self);

  for (guint i = 0; i < clv_mapping_get_n_tables (self->mapping); i++)
    {
      const ClvTableMapping *table = clv_mapping_get_table (self->mapping, i);
      const char *sheet = clv_table_get_sheet (table->table);

      for (guint j = 0; table->kind != CLV_KIND_IGNORED && j < table->n_columns; j++)
        {
          const ClvColumnMapping *column = &table->columns[j];
          const ClvReading *reading = column->reading;

          if (!reading->ambiguous || !clv_table_mapping_is_reading_used (table, j))
            continue;
          is_clear = FALSE;
          /* Translators: file, sheet or nothing, column; then why it has two meanings, options to choose from, and a setting */
          clv_cli_complain (_("%s%s%s, column “%s”: %s. Say what is right with one of these: %s; or for this column alone, "
                              "as in --set \"%s.%s=%s\"."),
                            clv_table_get_file (table->table), *sheet != '\0' ? " · " : "", sheet,
                            clv_column_get_header (clv_table_get_column (table->table, j)), reading->evidence,
                            answers_to (reading), reading->type == CLV_TYPE_NUMBER ? "decimal" : "date-order",
                            clv_column_get_header (clv_table_get_column (table->table, j)),
                            reading->type == CLV_TYPE_NUMBER ? "comma" : "dmy");
        }
    }
  return is_clear;
}

static gboolean
has_role (const ClvMapping *mapping,
          ClvRole           role)
{
  for (guint i = 0; i < clv_mapping_get_n_tables (mapping); i++)
    if (clv_mapping_get_table (mapping, i)->kind != CLV_KIND_IGNORED && clv_mapping_find_role (mapping, i, role) >= 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_returned_goods (const ClvLedger *ledger)
{
  for (guint i = 0; i < clv_ledger_get_n_parts (ledger); i++)
    if (clv_ledger_get_part (ledger, i)->are_returned_goods)
      return TRUE;
  return FALSE;
}

/* FALSE after a complaint: @setting is about a column that is not there. */
static gboolean
complain_of_setting (const char *setting,
                     ClvRole     role)
{
  /* Translators: a setting such as tax; its role, which is an English word of an option, such as tax, too */
  clv_cli_complain (_("--set %s changes nothing: no column is known as “%s”. “--column %s=HEADER” says which one is."), setting,
                    clv_role_to_id (role), clv_role_to_id (role));
  return FALSE;
}

/**
 * clv_cli_data_uses_settings:
 * @self: what the files gave
 * @ledger: what was made of it
 * @options: the settings of the user
 *
 * Whether there is something that the settings for columns of tax, shipping and discounts, and exchange rates, are about.
 *
 * Returns: FALSE after a complaint for each setting that would do nothing, or could do one of two things
 */
gboolean
clv_cli_data_uses_settings (const ClvCliData    *self,
                            const ClvLedger     *ledger,
                            const ClvCliOptions *options)
{
  const ClvLedgerRows *rows = clv_ledger_get_rows (ledger);
  const ClvRules *rules = &options->assumptions.rules;
  gboolean are_used = TRUE;

  if (rules->subtract_discounts && rows->discount == NULL)
    {
      clv_cli_complain (_("--set %s changes nothing: no amounts seem to be before a discount that stands beside them."),
                        "amounts-before-discount");
      are_used = FALSE;
    }
  if (options->assumptions.choices.subtract_returned_goods && !has_returned_goods (ledger))
    {
      clv_cli_complain (_("--set %s changes nothing: no list of returned goods stands beside a list of products with their prices."),
                        "returned-goods");
      are_used = FALSE;
    }
  if (rules->subtract_discounts && options->assumptions.discount == CLV_DISCOUNT_OPEN
      && clv_problem_list_find (clv_ledger_get_problems (ledger), "ambiguous-discount") != NULL)
    {
      /* Translators: a setting; then options to choose from */
      clv_cli_complain (_("--set %s: the discounts may be percent or money, and nothing proves which. Say what is right with one of "
                          "these: %s."),
                        "amounts-before-discount=subtract", "--set discount=percent, --set discount=money");
      are_used = FALSE;
    }
  if (rules->tax != CLV_EXTRA_KEEP && rows->tax == NULL)
    are_used = complain_of_setting ("tax", CLV_ROLE_TAX);
  if (rules->shipping != CLV_EXTRA_KEEP && rows->shipping == NULL)
    are_used = complain_of_setting ("shipping", CLV_ROLE_SHIPPING);
  if (options->assumptions.discount != CLV_DISCOUNT_OPEN && !has_role (self->mapping, CLV_ROLE_DISCOUNT))
    are_used = complain_of_setting ("discount", CLV_ROLE_DISCOUNT);
  if (rules->n_rates > 0 && clv_ledger_get_n_row_currencies (ledger) == 0 && *clv_ledger_get_currency (ledger) == '\0')
    are_used = complain_of_setting ("rates", CLV_ROLE_CURRENCY);
  return are_used;
}

/**
 * clv_cli_data_clear:
 *
 * Frees what the files gave.
 */
void
clv_cli_data_clear (ClvCliData *self)
{
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->inputs, g_ptr_array_unref);
  g_clear_pointer (&self->mapping, clv_mapping_free);
  g_clear_pointer (&self->title, g_free);
}

/**
 * clv_cli_data_build:
 * @work: progress and cancelling
 *
 * Builds the ledger and lets the cells go; headers, roles and readings stay for the report.
 *
 * Returns: (transfer full): the ledger, with the problems of reading among its own; NULL with an error that
 *   says what is missing
 */
ClvLedger *
clv_cli_data_build (ClvCliData    *self,
                    const ClvWork *work,
                    GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  ClvLedger *ledger = clv_ledger_build (self->mapping, work, &local_error);
  ClvMapping *outline;

  if (ledger == NULL)
    {
      if (g_error_matches (local_error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_NO_ORDERS))
        {
          /* Translators: a sentence that says what is missing */
          g_autofree char *message = g_strdup_printf (_("%s Here, “--column ROLE=HEADER” says what a column means."),
                                                      local_error->message);

          g_set_error_literal (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_NO_ORDERS, message);
        }
      else
        g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  for (guint i = 0; i < self->sources->len; i++)
    clv_problem_list_merge (clv_ledger_get_problems (ledger), clv_source_get_problems (self->sources->pdata[i]));

  /* The ledger holds all that counts; the cells are half of the memory. */
  outline = clv_mapping_dup_outline (self->mapping);
  clv_mapping_free (self->mapping);
  self->mapping = outline;
  g_ptr_array_set_size (self->sources, 0);
  return ledger;
}

/**
 * clv_cli_dup_message:
 * @error: of clv_analyse()
 * @ledger: what was analysed
 * @options: the rules that hold
 *
 * Returns: (transfer full): the message, with the options that settle it where there are some
 */
char *
clv_cli_dup_message (const GError        *error,
                     const ClvLedger     *ledger,
                     const ClvCliOptions *options)
{
  g_auto (GStrv) currencies = NULL;
  g_autoptr (GString) rates = g_string_new (NULL);

  if (ledger != NULL && g_error_matches (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_RATES))
    return g_strconcat (error->message, " ", _("Say which with one of these:"),
                        " --set rate-direction=base-per-foreign, --set rate-direction=foreign-per-base.", NULL);
  if (ledger == NULL || !g_error_matches (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_CURRENCIES))
    return g_strdup (error->message);
  currencies = clv_book_dup_currencies (ledger, &options->assumptions.rules);
  if (currencies[0] == NULL)
    return g_strdup (error->message);
  if (currencies[1] == NULL)
    /* Translators: a message, an option, an option with a rate */
    return g_strdup_printf (_("%s Here: --set currency=%s, or --set rates=\"%s=RATE\"."), error->message, currencies[0], currencies[0]);
  for (guint i = 1; currencies[i] != NULL; i++)
    g_string_append_printf (rates, "%s%s=RATE", i > 1 ? " " : "", currencies[i]);
  /* Translators: a message, then options; RATE stands for a number to type */
  return g_strdup_printf (_("%s Here: --set currency=%s keeps the rows in %s; --set currency=%s --set rates=\"%s\" converts the others, "
                            "where RATE is what one unit is worth."),
                          error->message, currencies[0], currencies[0], currencies[0], rates->str);
}
