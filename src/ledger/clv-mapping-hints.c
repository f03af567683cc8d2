/* clv-mapping-hints.c - tables that hold sales in a form that cannot be read, and what to do about it
 *
 * Which columns are missing is no help to somebody whose sheet has all of them, but in another arrangement.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-mapping-private.h"
#include "clv-table-builder.h"

/* So many cells are looked at. */
#define MAX_CELLS 1000u
/* And so many columns. */
#define MAX_COLUMNS 500u
#define MAX_PERIOD 40u

/* “A100      2023-01-01  Ann Lee”: a program that prints puts the columns under each other with blanks. */
static gboolean
is_aligned_by_blanks (const ClvTableMapping *mapping)
{
  const ClvColumn *column = mapping->n_columns == 1 ? clv_table_get_column (mapping->table, 0) : NULL;
  const guint32 n = column != NULL ? MIN (clv_column_get_n_distinct (column), MAX_CELLS) : 0;
  guint32 n_aligned = 0;

  for (guint32 code = 1; code < n; code++)
    {
      g_autofree char *text = clv_column_dup_text (column, code);

      n_aligned += strstr (text, "  ") != NULL;
    }
  return n_aligned >= 3 && n_aligned >= 0.8 * (n - 1);
}

/* A year, or what is a date as soon as a year stands behind it: “Jan”, “Q1”, “1 Feb”. */
static gboolean
is_period (const char *text)
{
  g_autoptr (ClvTableBuilder) builder = NULL;
  g_autoptr (ClvProblemList) problems = NULL;
  g_autoptr (ClvTable) table = NULL;
  g_autoptr (ClvReading) reading = NULL;
  g_autofree char *with_year = NULL;
  const gsize n_digits = strspn (text, "0123456789");

  if (*text == '\0' || strlen (text) > MAX_PERIOD)
    return FALSE;
  if (text[n_digits] == '\0')
    return n_digits == 4 && (g_str_has_prefix (text, "19") || g_str_has_prefix (text, "20"));
  builder = clv_table_builder_new ("", "");
  problems = clv_problem_list_new ();
  with_year = g_strconcat (text, " 2001", NULL);
  clv_table_builder_set_header_row (builder, 1);
  clv_table_builder_keep_rows (builder);
  clv_table_builder_add_text (builder, 0, "period", strlen ("period"));
  clv_table_builder_end_row (builder, 1);
  clv_table_builder_add_text (builder, 0, text, strlen (text));
  clv_table_builder_end_row (builder, 2);
  clv_table_builder_add_text (builder, 0, with_year, strlen (with_year));
  clv_table_builder_end_row (builder, 3);
  table = clv_table_builder_finish (builder, problems);
  if (table == NULL || clv_table_get_n_columns (table) != 1)
    return FALSE;
  reading = clv_reading_force (clv_table_get_column (table, 0), CLV_TYPE_DATE, CLV_DECIMAL_UNDECIDED, CLV_DATE_ORDER_UNDECIDED);
  return reading->n_readable > 0;
}

/* “2021”, “Jan”, “Q1 2023”, “2021 / Orders”, “Sales 2021”, “2021 sales”. */
static gboolean
names_period (const char *header)
{
  const char *slash = strstr (header, " / "), *last = strrchr (header, ' ');
  g_autofree char *first = g_strndup (header, slash != NULL ? (gsize) (slash - header) : strcspn (header, " "));

  return is_period (header) || is_period (first) || (slash != NULL && is_period (slash + 3)) || (last != NULL && is_period (last + 1));
}

/* Columns of numbers that nobody chose. */
static gboolean
may_be_sums (const ClvTableMapping *mapping,
             guint                  column)
{
  return mapping->columns[column].reading->type == CLV_TYPE_NUMBER && !mapping->columns[column].by_user;
}

/* The first and the last of columns that are headed by periods; FALSE when there are no two. */
static gboolean
find_periods (const ClvTableMapping *mapping,
              guint                 *first,
              guint                 *last)
{
  guint n = 0;

  for (guint i = 0; i < MIN (mapping->n_columns, MAX_COLUMNS); i++)
    if (may_be_sums (mapping, i) && names_period (clv_column_get_header (clv_table_get_column (mapping->table, i))))
      {
        if (n++ == 0)
          *first = i;
        *last = i;
      }
  return n >= 2;
}

/**
 * clv_table_mapping_has_periods:
 *
 * Returns: whether the column of @role is one of several for a period each, and thus not all that its header says
 */
gboolean
clv_table_mapping_has_periods (const ClvTableMapping *mapping,
                               ClvRole                role)
{
  const int column = clv_table_mapping_find (mapping, role);
  guint first, last;

  return column >= 0 && may_be_sums (mapping, column) && names_period (clv_column_get_header (clv_table_get_column (mapping->table, column)))
         && find_periods (mapping, &first, &last);
}

/**
 * clv_table_mapping_dup_hint:
 * @name: of the table, in quotation marks
 *
 * Returns: (transfer full) (nullable): what the table is and what to do; NULL when nothing can be said
 */
char *
clv_table_mapping_dup_hint (const ClvTableMapping *mapping,
                            const char            *name)
{
  guint first, last;

  if (clv_table_get_n_rows (mapping->table) == 0 || clv_table_mapping_is_orderly (mapping))
    return NULL;
  if (is_aligned_by_blanks (mapping))
    /* Translators: %s is the name of a file. The names of menus are those of these programs */
    return g_strdup_printf (_("%s holds lines whose columns are only lined up by blanks, with no sign between them, as for printing. Open it in "
                              "LibreOffice (which asks: choose “Fixed width”) or in Excel (Data ▸ Get Data ▸ From Text/CSV ▸ Fixed Width), check "
                              "where its columns begin, save it as .xlsx, and open that; or export it again as CSV."),
                            name);
  if (find_periods (mapping, &first, &last))
    /* Translators: the name of a file, then two headers such as “2021” and “2023” */
    return g_strdup_printf (_("%s has a column for each period, from “%s” to “%s”, so that each row holds sums of several. A row for each order is "
                              "needed, with its date and its amount. Open the list of orders that these sums were made from; or turn the columns "
                              "into rows (in Excel: Data ▸ From Table/Range, then Unpivot Columns), and open that."),
                            name, clv_column_get_header (clv_table_get_column (mapping->table, first)),
                            clv_column_get_header (clv_table_get_column (mapping->table, last)));
  return NULL;
}
