/* dump-source.c - reads a spreadsheet and prints all that is in it as JSON: dump-source FILE
 *
 * Each cell is a list of its kind and its value: ["text", "A"], ["number", 1.5], ["date", 19723.25] (days since
 * 1970-01-01), ["boolean", 1], ["error", "#N/A"]; an empty one is null. Exit status 1, and the message as "error",
 * when the file cannot be read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>

#include "clv-source.h"

static void
print_text (const char *text)
{
  putchar ('"');
  for (const char *p = text; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      printf ("\\%c", *p);
    else if ((guchar) *p < 0x20 || *p == 0x7f)
      printf ("\\u%04x", (guint) (guchar) *p);
    else
      putchar (*p);
  putchar ('"');
}

static void
print_cell (const ClvColumn *column,
            guint32          row)
{
  static const char *const kinds[] = { "empty", "text", "number", "date", "boolean", "error" };
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  ClvCell cell;

  clv_column_get_cell (column, clv_column_get_codes (column)[row], &cell);
  if (cell.kind == CLV_CELL_EMPTY)
    {
      fputs ("null", stdout);
      return;
    }
  printf ("[\"%s\", ", kinds[cell.kind]);
  if (cell.text != NULL)
    print_text (cell.text);
  else
    fputs (g_ascii_dtostr (digits, sizeof digits, cell.number), stdout);
  putchar (']');
}

static void
print_table (const ClvTable *table)
{
  fputs ("{\"sheet\": ", stdout);
  print_text (clv_table_get_sheet (table));
  printf (", \"hidden\": %s, \"header_row\": %u, \"headers\": [", clv_table_is_hidden (table) ? "true" : "false",
          clv_table_get_header_row (table));
  for (guint c = 0; c < clv_table_get_n_columns (table); c++)
    {
      fputs (c > 0 ? ", " : "", stdout);
      print_text (clv_column_get_header (clv_table_get_column (table, c)));
    }
  fputs ("],\n \"notes\": [", stdout);
  for (guint i = 0; i < clv_table_get_n_notes (table); i++)
    {
      guint32 row;
      const char *note = clv_table_get_note (table, i, &row);

      printf ("%s[%u, ", i > 0 ? ", " : "", row);
      print_text (note);
      putchar (']');
    }
  fputs ("],\n \"rows\": [", stdout);
  for (guint32 row = 0; row < clv_table_get_n_rows (table); row++)
    {
      printf ("%s[%u", row > 0 ? ",\n  " : "", clv_table_get_source_row (table, row));
      for (guint c = 0; c < clv_table_get_n_columns (table); c++)
        {
          fputs (", ", stdout);
          print_cell (clv_table_get_column (table, c), row);
        }
      putchar (']');
    }
  fputs ("]}", stdout);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (ClvSource) source = NULL;
  g_autoptr (GError) error = NULL;
  const ClvProblemList *problems;

  if (argc != 2)
    {
      g_printerr ("Usage: dump-source FILE\n");
      return 2;
    }
  source = clv_source_read (argv[1], NULL, &error);
  if (source == NULL)
    {
      printf ("{\"code\": %d, \"error\": ", error->code);
      print_text (error->message);
      puts ("}");
      return 1;
    }
  printf ("{\"format\": \"%s\", \"tables\": [", clv_source_get_format (source));
  for (guint i = 0; i < clv_source_get_n_tables (source); i++)
    {
      fputs (i > 0 ? ",\n" : "", stdout);
      print_table (clv_source_get_table (source, i));
    }
  fputs ("],\n\"problems\": [", stdout);
  problems = clv_source_get_problems (source);
  for (guint i = 0; i < clv_problem_list_get_n (problems); i++)
    {
      const ClvProblem *problem = clv_problem_list_get (problems, i);

      printf ("%s[\"%s\", %u]", i > 0 ? ", " : "", problem->kind, problem->count);
    }
  puts ("]}");
  return 0;
}
