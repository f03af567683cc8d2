/* clv-cli-options.c - what the user asked for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-source.h"

static void
clear_output (gpointer data)
{
  g_free (((ClvCliOutput *) data)->path);
}

static void
clear_chart (gpointer data)
{
  ClvCliChart *chart = data;

  g_free (chart->name);
  g_free (chart->scheme);
  g_free (chart->path);
}

static void
clear_column (gpointer data)
{
  g_free (((ClvCliColumn *) data)->header);
}

static void
clear_reading (gpointer data)
{
  g_free (((ClvCliReading *) data)->name);
}

static GArray *
new_list (guint          size,
          GDestroyNotify clear)
{
  GArray *list = g_array_new (FALSE, TRUE, size);

  g_array_set_clear_func (list, clear);
  return list;
}

static gboolean
ends_in (const char *path,
         const char *ending)
{
  gsize length = strlen (path), end = strlen (ending);

  return length > end && g_ascii_strcasecmp (path + length - end, ending) == 0;
}

/* “KEY=VALUE” into its halves; FALSE after a complaint. */
static gboolean
split (const char *option,
       const char *text,
       char      **key,
       const char **value)
{
  const char *equals = strchr (text, '=');

  if (equals == NULL || equals == text)
    {
      /* Translators: an option such as “--set”, what was given */
      clv_cli_complain (_("%s takes NAME=VALUE, not “%s”."), option, text);
      return FALSE;
    }
  *key = g_strndup (text, equals - text);
  *value = equals + 1;
  return TRUE;
}

static gboolean
add_outputs (ClvCliOptions *self,
             GStrv          paths)
{
  static const struct
  {
    const char  *ending;
    ClvCliFormat format;
  } formats[] = {
    { ".xlsx", CLV_CLI_FORMAT_XLSX },
    { ".pdf", CLV_CLI_FORMAT_PDF },
    { ".csv", CLV_CLI_FORMAT_CSV },
  };

  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      ClvCliOutput output = { 0 };

      for (guint j = 0; j < G_N_ELEMENTS (formats); j++)
        if (ends_in (paths[i], formats[j].ending))
          {
            output.path = g_strdup (paths[i]);
            output.format = formats[j].format;
          }
      if (output.path == NULL)
        {
          clv_cli_complain (_("“%s”: a report can be .xlsx, .pdf or .csv. Give the file one of these endings."),
                            paths[i]);
          return FALSE;
        }
      g_array_append_val (self->outputs, output);
    }
  return TRUE;
}

static gboolean
add_charts (ClvCliOptions *self,
            GStrv          charts)
{
  const char *const *names = clv_report_chart_names ();

  for (guint i = 0; charts != NULL && charts[i] != NULL; i++)
    {
      g_autofree char *name = NULL;
      const char *path;
      char *scheme;
      ClvCliChart chart = { 0 };

      if (!split ("--chart", charts[i], &name, &path))
        return FALSE;
      scheme = strchr (name, ':');
      if (scheme != NULL)
        *scheme++ = '\0';
      if (!g_strv_contains (names, name))
        {
          g_autofree char *list = g_strjoinv (", ", (char **) names);

          clv_cli_complain (_("There is no chart “%s”. The charts are: %s."), name, list);
          return FALSE;
        }
      if (scheme != NULL && strcmp (name, "segments") != 0)
        {
          /* Translators: a column, then the name of a chart */
          clv_cli_complain (_("“:%s”: only the chart “segments” groups by a column, not “%s”."), scheme, name);
          return FALSE;
        }
      if (!ends_in (path, ".png") && !ends_in (path, ".svg") && !ends_in (path, ".pdf"))
        {
          clv_cli_complain (_("“%s”: a chart can be .png, .svg or .pdf. Give the file one of these endings."), path);
          return FALSE;
        }
      chart.name = g_strdup (name);
      chart.scheme = g_strdup (scheme);
      chart.path = g_strdup (path);
      g_array_append_val (self->charts, chart);
    }
  return TRUE;
}

/* “decimal.Amount” is about one column; whether @value is any is asked of the setting for all. */
static gboolean
add_reading (ClvCliOptions *self,
             const char    *key,
             const char    *value,
             GError       **error)
{
  const char *point = strchr (key, '.');
  g_autofree char *general = g_strndup (key, point - key);
  ClvCliReading reading = { 0 };
  ClvAssumptions assumptions;

  clv_assumptions_init_default (&assumptions);
  if (!clv_assumptions_set (&assumptions, general, value, error))
    return FALSE;
  reading.name = g_strdup (point + 1);
  reading.decimal = assumptions.decimal;
  reading.date_order = assumptions.date_order;
  g_array_append_val (self->readings, reading);
  return TRUE;
}

static gboolean
add_settings (ClvCliOptions *self,
              GStrv          settings)
{
  for (guint i = 0; settings != NULL && settings[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *key = NULL;
      const char *value;

      if (!split ("--set", settings[i], &key, &value))
        return FALSE;
      if (g_str_has_prefix (key, "decimal.") || g_str_has_prefix (key, "date-order.") ? !add_reading (self, key, value, &error)
                                                                                      : !clv_assumptions_set (&self->assumptions, key, value, &error))
        {
          clv_cli_complain ("--set %s: %s", settings[i], error->message);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
add_columns (ClvCliOptions *self,
             GStrv          columns)
{
  for (guint i = 0; columns != NULL && columns[i] != NULL; i++)
    {
      g_autofree char *role = NULL;
      const char *header;
      ClvCliColumn column = { 0 };

      if (!split ("--column", columns[i], &role, &header))
        return FALSE;
      if (!clv_role_from_id (role, &column.role))
        {
          g_autoptr (GString) list = g_string_new (NULL);

          for (guint r = CLV_ROLE_CUSTOMER; r < CLV_N_ROLES; r++)
            g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", clv_role_to_id (r));
          clv_cli_complain (_("There is no role “%s”. The roles are: %s."), role, list->str);
          return FALSE;
        }
      column.header = g_strdup (header);
      g_array_append_val (self->columns, column);
    }
  return TRUE;
}

static gboolean
add_segments (ClvCliOptions *self,
              GStrv          segments)
{
  for (guint i = 0; segments != NULL && segments[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!clv_segment_rules_add_text (self->rules, segments[i], &error))
        {
          clv_cli_complain ("--segment %s: %s", segments[i], error->message);
          return FALSE;
        }
    }
  return TRUE;
}

static void
print_version (void)
{
  static const char text[] = "clientele-report " CLV_VERSION "\n";

  clv_cli_print (text, strlen (text));
}

/* What GOption cannot say by itself. */
static char *
dup_description (void)
{
  g_autofree char *keys = g_strjoinv (" ", (char **) clv_assumptions_keys ());
  g_autofree char *charts = g_strjoinv (" ", (char **) clv_report_chart_names ());

  /* Translators: keys of settings, names of charts */
  return g_strdup_printf (_("FILEs are spreadsheets of orders, order lines, customers, products or costs, in any order: "
                            "CSV, XLSX, XLS, ODS, HTML.\n"
                            "Without an output, one screen of figures and findings is printed.\n\n"
                            "Settings: %s\n"
                            "decimal.COLUMN=comma and date-order.COLUMN=mdy are about one column; "
                            "COLUMN is a header, FILE:HEADER or SHEET:HEADER.\n\n"
                            "Charts: %s (segments:COLUMN groups by a column)\n\n"
                            "Exit status: 0 done; 1 the files could not be used; 2 wrong usage."),
                          keys, charts);
}

static gboolean
fill (ClvCliOptions *self,
      GStrv          outputs,
      GStrv          charts,
      GStrv          settings,
      GStrv          columns,
      GStrv          segments)
{
  return add_outputs (self, outputs) && add_charts (self, charts) && add_settings (self, settings)
         && add_columns (self, columns) && add_segments (self, segments);
}

/* Complains about the path when a result would be written over a file that is to be read. */
static gboolean
is_over_input (const ClvCliOptions *self,
               const char          *path)
{
  for (char **file = self->files; path != NULL && *file != NULL; file++)
    if (clv_source_paths_are_one (path, *file))
      {
        g_autofree char *name = g_filename_display_name (path);

        /* Translators: %s is a file name */
        clv_cli_complain (_("“%s” is one of the files to be read: nothing was written. Give the result another name."), name);
        return TRUE;
      }
  return FALSE;
}

static gboolean
would_overwrite (const ClvCliOptions *self)
{
  for (guint i = 0; i < self->outputs->len; i++)
    if (is_over_input (self, g_array_index (self->outputs, ClvCliOutput, i).path))
      return TRUE;
  for (guint i = 0; i < self->charts->len; i++)
    if (is_over_input (self, g_array_index (self->charts, ClvCliChart, i).path))
      return TRUE;
  return g_strcmp0 (self->json, "-") != 0 && is_over_input (self, self->json);
}

/**
 * clv_cli_options_parse:
 * @self: (out caller-allocates): the wishes; clear them even after an error
 * @argc: number of arguments
 * @argv: (array length=argc): arguments
 *
 * Returns: -1 to go on, else the exit status of the program
 */
int
clv_cli_options_parse (ClvCliOptions *self,
                       int            argc,
                       char         **argv)
{
  g_auto (GStrv) outputs = NULL, charts = NULL, settings = NULL, columns = NULL, segments = NULL, arguments = NULL;
  gboolean all_customers = FALSE, version = FALSE;
  g_autofree char *top = NULL;
  guint64 n_top = 0;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME_ARRAY, &outputs, N_("Write the report (.xlsx, .pdf) or the customers (.csv)"),
      N_("FILE") },
    { "json", 'j', 0, G_OPTION_ARG_FILENAME, &self->json, N_("Write all figures as JSON; - is standard output"), N_("FILE") },
    { "chart", 'c', 0, G_OPTION_ARG_FILENAME_ARRAY, &charts, N_("Draw a chart (.svg, .png, .pdf)"), N_("NAME=FILE") },
    { "set", 's', 0, G_OPTION_ARG_STRING_ARRAY, &settings, N_("Set an assumption, such as margin=40%"), N_("KEY=VALUE") },
    { "column", 0, 0, G_OPTION_ARG_STRING_ARRAY, &columns, N_("Say what a column is, such as customer=Client"),
      N_("ROLE=HEADER") },
    { "segment", 0, 0, G_OPTION_ARG_STRING_ARRAY, &segments,
      N_("A segment of your own, such as “Late: last-order > 90 days ago and profit > 200”"), N_("NAME: RULE") },
    { "customers", 0, 0, G_OPTION_ARG_NONE, &all_customers, N_("All customers in the JSON"), NULL },
    { "top", 0, 0, G_OPTION_ARG_STRING, &top, N_("The best N customers in the JSON"), N_("N") },
    { "inspect", 0, 0, G_OPTION_ARG_NONE, &self->inspect, N_("Print what was recognised, and every problem"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_("Print the version"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->files, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_("FILE… - what the customers in spreadsheets are worth"));
  g_autoptr (GError) error = NULL;
  g_autofree char *description = NULL;

  *self = (ClvCliOptions) {
    .outputs = new_list (sizeof (ClvCliOutput), clear_output),
    .charts = new_list (sizeof (ClvCliChart), clear_chart),
    .columns = new_list (sizeof (ClvCliColumn), clear_column),
    .readings = new_list (sizeof (ClvCliReading), clear_reading),
    .rules = clv_segment_rules_new (),
  };
  clv_assumptions_init_default (&self->assumptions);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  description = dup_description ();
  g_option_context_set_description (context, description);
  /* A copy, because the parser moves the pointers, and they must be freed as they were. */
  arguments = g_strdupv (argv);
  if (!g_option_context_parse_strv (context, &arguments, &error))
    {
      clv_cli_complain (_("%s. “clientele-report --help” lists the options."), error->message);
      return CLV_CLI_USAGE;
    }
  if (version)
    {
      print_version ();
      return CLV_CLI_DONE;
    }
  if (!fill (self, outputs, charts, settings, columns, segments))
    return CLV_CLI_USAGE;
  if (top != NULL && all_customers)
    {
      clv_cli_complain (_("Use either --customers or --top, not both."));
      return CLV_CLI_USAGE;
    }
  if (top != NULL && !g_ascii_string_to_unsigned (top, 10, 1, G_MAXUINT32 - 1, &n_top, NULL))
    {
      /* Translators: what was given */
      clv_cli_complain (_("--top takes a number from 1, not “%s”."), top);
      return CLV_CLI_USAGE;
    }
  self->n_customers = all_customers ? G_MAXUINT32 : (guint32) n_top;
  if (self->files == NULL || self->files[0] == NULL)
    {
      clv_cli_complain (_("No file was given. “clientele-report --help” shows how to use it."));
      return CLV_CLI_USAGE;
    }
  if (would_overwrite (self))
    return CLV_CLI_USAGE;
  if (self->n_customers > 0 && self->json == NULL)
    {
      clv_cli_complain (_("--customers and --top are about the JSON: add --json FILE."));
      return CLV_CLI_USAGE;
    }
  if (self->inspect && (self->json != NULL || self->outputs->len > 0 || self->charts->len > 0))
    {
      clv_cli_complain (_("--inspect only looks: use it without --output, --json and --chart."));
      return CLV_CLI_USAGE;
    }
  return -1;
}

/**
 * clv_cli_options_clear:
 *
 * Frees what the wishes own.
 */
void
clv_cli_options_clear (ClvCliOptions *self)
{
  g_clear_pointer (&self->files, g_strfreev);
  g_clear_pointer (&self->json, g_free);
  g_clear_pointer (&self->outputs, g_array_unref);
  g_clear_pointer (&self->charts, g_array_unref);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->readings, g_array_unref);
  g_clear_pointer (&self->rules, clv_segment_rules_free);
}
