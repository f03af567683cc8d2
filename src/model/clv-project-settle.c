/* clv-project-settle.c - what people chose over the first rows, and what all rows changed by themselves
 *
 * A change is kept with the names of its table and its column, so that it can be made
 * again when the same file is there with other rows, or read in another way.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-project-private.h"

#include <glib/gi18n-lib.h>

#include "clv-format.h"

/* Returns: the table of that file and sheet; -1 if there is none */
int
clv_project_find_table (const ClvMapping *mapping,
                        const char       *file,
                        const char       *sheet)
{
  for (guint i = 0; i < clv_mapping_get_n_tables (mapping); i++)
    {
      ClvTable *table = clv_mapping_get_table (mapping, i)->table;

      if (g_str_equal (clv_table_get_file (table), file) && g_str_equal (clv_table_get_sheet (table), sheet))
        return (int) i;
    }
  return -1;
}

/* An assumption about the whole file answers what a column leaves open. */
static gboolean
is_open (const ClvReading     *reading,
         const ClvAssumptions *assumptions)
{
  if (reading == NULL || !reading->ambiguous)
    return FALSE;
  if (reading->type == CLV_TYPE_DATE)
    return assumptions->date_order == CLV_DATE_ORDER_UNDECIDED;
  return assumptions->decimal == CLV_DECIMAL_UNDECIDED;
}

/* Returns: in how many columns that matter the reading is a guess */
guint
clv_project_count_questions (const ClvMapping     *mapping,
                             const ClvAssumptions *assumptions)
{
  guint n = 0;

  for (guint i = 0; i < clv_mapping_get_n_tables (mapping); i++)
    {
      const ClvTableMapping *table = clv_mapping_get_table (mapping, i);

      for (guint j = 0; j < table->n_columns; j++)
        n += is_open (table->columns[j].reading, assumptions) && clv_table_mapping_is_reading_used (table, j);
    }
  return n;
}

/**
 * clv_project_get_n_questions:
 *
 * Returns: how many columns that matter are read in one of two ways without a proof in the file or an answer
 */
guint
clv_project_get_n_questions (ClvProject *self)
{
  g_return_val_if_fail (CLV_IS_PROJECT (self), 0);

  return self->mapping != NULL ? clv_project_count_questions (self->mapping, &self->assumptions) : 0;
}

static gboolean
is_of_table (const ClvEdit  *edit,
             const ClvTable *table)
{
  return g_str_equal (clv_table_get_file (table), edit->file) && g_str_equal (clv_table_get_sheet (table), edit->sheet);
}

/* The same place is the likeliest: two files of one name may be open, and two columns have one header. */
static gboolean
find_place (ClvEdit          *self,
            const ClvMapping *mapping)
{
  const ClvTableMapping *table;
  int found;

  if (self->table >= clv_mapping_get_n_tables (mapping)
      || !is_of_table (self, clv_mapping_get_table (mapping, self->table)->table))
    {
      found = clv_project_find_table (mapping, self->file, self->sheet);
      if (found < 0)
        return FALSE;
      self->table = (guint) found;
    }
  if (self->kind == CLV_EDIT_KIND)
    return TRUE;
  table = clv_mapping_get_table (mapping, self->table);
  if (self->column < table->n_columns
      && g_str_equal (clv_column_get_header (clv_table_get_column (table->table, self->column)), self->what))
    return TRUE;
  found = clv_table_find_column (table->table, self->what);
  if (found < 0)
    return FALSE;
  self->column = (guint) found;
  return TRUE;
}

/* Makes the change, and keeps the mapping before and after it. Returns: FALSE when @mapping has no such column any
 * more; then both are the same */
gboolean
clv_edit_make (ClvEdit    *self,
               ClvMapping *mapping)
{
  gboolean is_there = find_place (self, mapping);

  clv_mapping_free (self->before);
  clv_mapping_free (self->after);
  self->before = clv_mapping_copy (mapping);
  if (is_there)
    switch (self->kind)
      {
      case CLV_EDIT_ROLE:
        clv_mapping_set_role (mapping, self->table, self->column, self->role);
        break;
      case CLV_EDIT_KIND:
        clv_mapping_set_kind (mapping, self->table, self->table_kind);
        break;
      case CLV_EDIT_READING:
        clv_mapping_set_reading (mapping, self->table, self->column, self->type, self->decimal, self->date_order);
        break;
      case CLV_EDIT_FORMAT:
      default:
        g_assert_not_reached ();
      }
  self->after = clv_mapping_copy (mapping);
  return is_there;
}

/* News */

typedef struct
{
  char *first; /* the one sentence that is told */
  guint n;     /* all of them */
} News;

/* Takes @sentence. */
static void
tell (News *news,
      char *sentence)
{
  if (news->n++ == 0)
    news->first = sentence;
  else
    g_free (sentence);
}

static const char *
order_text (ClvDateOrder order)
{
  switch (order)
    {
    case CLV_DATE_ORDER_DMY:
      return _("day first");
    case CLV_DATE_ORDER_MDY:
      return _("month first");
    case CLV_DATE_ORDER_YMD:
      return _("year first");
    case CLV_DATE_ORDER_UNDECIDED:
    default:
      return _("true dates");
    }
}

/* Whether this cell can be read in one way only. */
static gboolean
is_proof (const ClvReading *reading,
          const ClvReading *other,
          const ClvCell    *cell)
{
  double number;
  ClvDay day;

  if (cell->kind != CLV_CELL_TEXT)
    return FALSE;
  if (reading->type == CLV_TYPE_DATE)
    return clv_reading_day (reading, cell, &day) && !clv_reading_day (other, cell, &day);
  return clv_reading_number (reading, cell, &number) && !clv_reading_number (other, cell, &number);
}

/* Returns: the source row of the first cell that proves the reading; 0 if none does */
static guint32
find_proof (const ClvTable   *table,
            guint             index,
            const ClvReading *reading)
{
  const ClvColumn *column = clv_table_get_column (table, index);
  const guint32 *codes = clv_column_get_codes (column);
  guint32 n = clv_column_get_n_distinct (column);
  g_autofree gint8 *proofs = g_new0 (gint8, MAX (n, 1)); /* 0 not known, 1 yes, -1 no */
  ClvReading other = *reading;

  if (reading->type == CLV_TYPE_DATE)
    other.date_order = reading->date_order == CLV_DATE_ORDER_DMY ? CLV_DATE_ORDER_MDY : CLV_DATE_ORDER_DMY;
  else
    other.decimal = reading->decimal == CLV_DECIMAL_POINT ? CLV_DECIMAL_COMMA : CLV_DECIMAL_POINT;
  for (guint32 row = 0; row < clv_column_get_n_rows (column); row++)
    {
      guint32 code = codes[row];

      if (proofs[code] == 0)
        {
          ClvCell cell;

          clv_column_get_cell (column, code, &cell);
          proofs[code] = is_proof (reading, &other, &cell) ? 1 : -1;
        }
      if (proofs[code] == 1)
        return clv_table_get_source_row (table, row);
    }
  return 0;
}

/* Takes @sentence. */
static char *
with_row (char    *sentence,
          guint32  row)
{
  g_autofree char *number = NULL;
  char *text;

  if (row == 0)
    return sentence;
  number = clv_format_count (row);
  /* Translators: first a sentence such as “Date order of “Date” settled: day first”, then a row number */
  text = g_strdup_printf (_("%s, proved in row %s"), sentence, number);
  g_free (sentence);
  return text;
}

static void
tell_reading (News             *news,
              const ClvTable   *table,
              guint             column,
              const char       *header,
              const ClvReading *before,
              const ClvReading *now)
{
  if (before->type != now->type)
    {
      if (now->type == CLV_TYPE_TEXT && before->type != CLV_TYPE_EMPTY)
        /* Translators: %s is the header of a column */
        tell (news, g_strdup_printf (_("“%s” turned out to be text: not all of its cells can be read otherwise"), header));
      else if (now->type == CLV_TYPE_NUMBER)
        tell (news, g_strdup_printf (_("“%s” turned out to be numbers"), header));
      else if (now->type == CLV_TYPE_DATE)
        tell (news, g_strdup_printf (_("“%s” turned out to be dates"), header));
      return;
    }
  if (now->type == CLV_TYPE_DATE && now->date_order != CLV_DATE_ORDER_UNDECIDED
      && (before->date_order != now->date_order || (before->ambiguous && !now->ambiguous)))
    tell (news, with_row (g_strdup_printf (_("Date order of “%s” settled: %s"), header, order_text (now->date_order)),
                          find_proof (table, column, now)));
  else if (now->type == CLV_TYPE_NUMBER && now->decimal != CLV_DECIMAL_UNDECIDED
           && (before->decimal != now->decimal || (before->ambiguous && !now->ambiguous)))
    tell (news, with_row (g_strdup_printf (now->decimal == CLV_DECIMAL_COMMA
                                             ? _("Decimal mark of “%s” settled: a comma")
                                             : _("Decimal mark of “%s” settled: a point"), header),
                          find_proof (table, column, now)));
  else if (!before->ambiguous && now->ambiguous)
    tell (news, g_strdup_printf (_("“%s” can be read in two ways after all: please choose"), header));
}

static gboolean
was_chosen (GPtrArray  *edits,
            ClvEditKind kind,
            guint       table,
            guint       column)
{
  for (guint i = 0; i < edits->len; i++)
    {
      const ClvEdit *edit = edits->pdata[i];

      if (edit->kind == kind && edit->table == table && (kind == CLV_EDIT_KIND || edit->column == column))
        return TRUE;
    }
  return FALSE;
}

/**
 * clv_project_dup_news:
 * @shown: as it was recognised from the first rows, with what the user chose
 * @settled: the same over all rows
 * @edits: (element-type ClvEdit): what the user chose, at its place in @settled
 *
 * Returns: (transfer full) (nullable): one line about what changed by itself; NULL when nothing did
 */
char *
clv_project_dup_news (const ClvMapping *shown,
                      const ClvMapping *settled,
                      GPtrArray        *edits)
{
  News news = { NULL, 0 };
  char *text;

  for (guint i = 0; i < clv_mapping_get_n_tables (settled); i++)
    {
      const ClvTableMapping *now = clv_mapping_get_table (settled, i);
      int place = clv_project_find_table (shown, clv_table_get_file (now->table), clv_table_get_sheet (now->table));
      const ClvTableMapping *before = place >= 0 ? clv_mapping_get_table (shown, (guint) place) : NULL;
      const char *sheet = clv_table_get_sheet (now->table);

      if (before == NULL)
        continue;
      if (before->kind != now->kind && !was_chosen (edits, CLV_EDIT_KIND, i, 0))
        /* Translators: the name of a sheet or a file, then what it is, such as “Orders” */
        tell (&news, g_strdup_printf (_("“%s” turned out to be: %s"),
                                      *sheet != '\0' ? sheet : clv_table_get_file (now->table),
                                      clv_table_kind_get_title (now->kind)));
      for (guint j = 0; j < now->n_columns; j++)
        {
          const char *header = clv_column_get_header (clv_table_get_column (now->table, j));
          int column = clv_table_find_column (before->table, header);

          if (column < 0 || now->columns[j].role == CLV_ROLE_NONE)
            continue;
          if (before->columns[column].reading != NULL && now->columns[j].reading != NULL
              && !was_chosen (edits, CLV_EDIT_READING, i, j))
            tell_reading (&news, now->table, j, header, before->columns[column].reading, now->columns[j].reading);
          if (before->columns[column].role != now->columns[j].role && !now->columns[j].by_user)
            /* Translators: the header of a column, then its role, such as “Amount” */
            tell (&news, g_strdup_printf (_("“%s” turned out to be: %s"), header, clv_role_get_title (now->columns[j].role)));
        }
    }
  if (news.n <= 1)
    return news.first;
  /* Translators: first a sentence about one change, then how many more there are */
  text = g_strdup_printf (ngettext ("%s (and %u more change)", "%s (and %u more changes)", news.n - 1),
                          news.first, news.n - 1);
  g_free (news.first);
  return text;
}
