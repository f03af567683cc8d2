/* clv-questions-box.c - readings that no cell proves, asked with an example
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-questions-box.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "clv-format.h"

/* A cell that tells the two readings apart is among the first; a column that has none is asked in words. */
#define MAX_LOOKED_AT 5000
#define MAX_ANSWERS 3

struct _ClvQuestionsBox
{
  AdwBin   parent_instance;

  /* owned by the box around it */
  GtkBox  *rows;

  /* state */
  gboolean provisional;
};

enum
{
  READING_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ClvQuestionsBox, clv_questions_box, ADW_TYPE_BIN)

/* One way to read a column. */
typedef struct
{
  guint          table, column;
  ClvColumnType  type;
  ClvDecimalMark decimal;
  ClvDateOrder   order;
} Answer;

static void
answered_cb (GtkButton       *button,
             ClvQuestionsBox *self)
{
  const Answer *answer = g_object_get_data (G_OBJECT (button), "clv-answer");

  g_signal_emit (self, signals[READING_CHOSEN], 0, answer->table, answer->column, (int) answer->type,
                 (int) answer->decimal, (int) answer->order);
}

static void
add_answer (ClvQuestionsBox *self,
            GtkWidget       *row,
            const char      *label,
            const char      *tooltip,
            const char      *question,
            const Answer    *answer)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *spoken = g_strdup_printf ("%s %s", question, label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (button), "clv-answer", g_memdup2 (answer, sizeof *answer), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (answered_cb), self, 0);
  gtk_box_append (GTK_BOX (row), button);
}

static GtkWidget *
add_row (ClvQuestionsBox *self,
         const char      *question)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-question-symbolic");
  GtkWidget *label = gtk_label_new (question);

  gtk_widget_add_css_class (icon, "attention");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (self->rows, row);
  return row;
}

/* A date as its day, a number as itself. */
static gboolean
read_cell (const ClvReading *reading,
           const ClvCell    *cell,
           double           *value)
{
  ClvDay day;

  if (reading->type != CLV_TYPE_DATE)
    return clv_reading_number (reading, cell, value);
  if (!clv_reading_day (reading, cell, &day))
    return FALSE;
  *value = day;
  return TRUE;
}

/* (transfer full) (nullable): The cell that means most different values in the ways of the answers, at least two; the first
 * of such. Fills in what it means in each way: NaN where it means nothing, or what an answer before it says already. */
static char *
dup_example (const ClvColumn  *column,
             const ClvReading *reading,
             const Answer     *answers,
             guint             n_answers,
             double           *values)
{
  ClvReading ways[MAX_ANSWERS];
  guint32 best_code = 0;
  guint best = 1;
  ClvCell cell;

  for (guint i = 0; i < n_answers; i++)
    {
      ways[i] = *reading;
      if (answers[i].decimal != CLV_DECIMAL_UNDECIDED)
        ways[i].decimal = answers[i].decimal;
      if (answers[i].order != CLV_DATE_ORDER_UNDECIDED)
        ways[i].date_order = answers[i].order;
    }
  for (guint32 code = 1; best < n_answers && code < MIN (clv_column_get_n_distinct (column), MAX_LOOKED_AT); code++)
    {
      double found[MAX_ANSWERS];
      guint n = 0;

      clv_column_get_cell (column, code, &cell);
      if (cell.kind != CLV_CELL_TEXT)
        continue;
      for (guint i = 0; i < n_answers; i++)
        {
          if (!read_cell (&ways[i], &cell, &found[i]))
            found[i] = NAN;
          for (guint k = 0; k < i; k++)
            if (found[k] == found[i])
              found[i] = NAN;
          n += !isnan (found[i]);
        }
      if (n > best)
        {
          best = n;
          best_code = code;
          memcpy (values, found, sizeof *values * n_answers);
        }
    }
  if (best_code == 0)
    return NULL;
  clv_column_get_cell (column, best_code, &cell);
  return g_strdup (cell.text);
}

static void
ask_date (ClvQuestionsBox  *self,
          guint             table,
          guint             index,
          const ClvColumn  *column,
          const ClvReading *reading)
{
  const char *header = clv_column_get_header (column);
  const Answer answers[MAX_ANSWERS] = {
    { table, index, CLV_TYPE_DATE, CLV_DECIMAL_UNDECIDED, CLV_DATE_ORDER_DMY },
    { table, index, CLV_TYPE_DATE, CLV_DECIMAL_UNDECIDED, CLV_DATE_ORDER_MDY },
    { table, index, CLV_TYPE_DATE, CLV_DECIMAL_UNDECIDED, CLV_DATE_ORDER_YMD },
  };
  const char *const words[] = { _("day / month"), _("month / day"), _("year / month / day") };
  const char *const tooltips[] = {
    _("Day first in the whole column"), _("Month first in the whole column"), _("Year first in the whole column"),
  };
  const guint n_answers = reading->may_be_ymd ? 3 : 2;
  double days[MAX_ANSWERS];
  g_autofree char *example = dup_example (column, reading, answers, n_answers, days);
  g_autofree char *question = NULL;
  GtkWidget *row;

  if (example == NULL)
    /* Translators: %s is the header of a column; buttons with the orders follow */
    question = g_strdup_printf (_("Which comes first in “%s”?"), header);
  else if (reading->n_readable < reading->n_filled)
    /* Translators: a date as it stands in the file, then the header of its column; buttons with days follow */
    question = g_strdup_printf (_("Which day is %s? The dates in “%s” are in two orders."), example, header);
  else if (self->provisional)
    /* Translators: a date as it stands in the file, then the header of its column; buttons with days follow */
    question = g_strdup_printf (_("Which day is %s? So far nothing in “%s” tells the order."), example, header);
  else
    /* Translators: a date as it stands in the file, then the header of its column; buttons with days follow */
    question = g_strdup_printf (_("Which day is %s? Nothing in “%s” tells the order."), example, header);
  row = add_row (self, question);
  for (guint i = 0; i < n_answers; i++)
    {
      g_autofree char *day = NULL;

      if (example == NULL)
        {
          add_answer (self, row, words[i], tooltips[i], question, &answers[i]);
          continue;
        }
      if (isnan (days[i]))
        continue;
      day = clv_format_day ((ClvDay) days[i]);
      add_answer (self, row, day, tooltips[i], question, &answers[i]);
    }
}

static void
ask_number (ClvQuestionsBox  *self,
            guint             table,
            guint             index,
            const ClvColumn  *column,
            const ClvReading *reading)
{
  const char *header = clv_column_get_header (column);
  const Answer answers[2] = {
    { table, index, CLV_TYPE_NUMBER, CLV_DECIMAL_POINT, CLV_DATE_ORDER_UNDECIDED },
    { table, index, CLV_TYPE_NUMBER, CLV_DECIMAL_COMMA, CLV_DATE_ORDER_UNDECIDED },
  };
  double numbers[2];
  g_autofree char *example = dup_example (column, reading, answers, G_N_ELEMENTS (answers), numbers);
  g_autofree char *question = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  GtkWidget *row;

  if (example == NULL)
    {
      first = g_strdup (_("decimal point"));
      second = g_strdup (_("decimal comma"));
      /* Translators: %s is the header of a column; buttons with the two marks follow */
      question = g_strdup_printf (_("What do the numbers in “%s” have?"), header);
    }
  else
    {
      /* Two decimals and no mark of thousands: 1000.00 and 1.00 cannot be taken for each other. */
      first = g_strdup_printf ("%.2f", numbers[0]);
      second = g_strdup_printf ("%.2f", numbers[1]);
      if (self->provisional)
        /* Translators: a number as it stands in the file, then the header of its column; buttons with two numbers follow */
        question = g_strdup_printf (_("Which number is %s? So far nothing in “%s” tells the decimal mark."), example, header);
      else
        /* Translators: a number as it stands in the file, then the header of its column; buttons with two numbers follow */
        question = g_strdup_printf (_("Which number is %s? Nothing in “%s” tells the decimal mark."), example, header);
    }
  row = add_row (self, question);
  add_answer (self, row, first, _("A decimal point in the whole column"), question, &answers[0]);
  add_answer (self, row, second, _("A decimal comma in the whole column"), question, &answers[1]);
}

static void
clv_questions_box_class_init (ClvQuestionsBoxClass *klass)
{
  /**
   * ClvQuestionsBox::reading-chosen:
   * @table: of the mapping
   * @column: of the table
   * @type: #ClvColumnType
   * @decimal: #ClvDecimalMark
   * @order: #ClvDateOrder
   */
  signals[READING_CHOSEN] = g_signal_new ("reading-chosen", CLV_TYPE_QUESTIONS_BOX, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 5,
                                          G_TYPE_UINT, G_TYPE_UINT, G_TYPE_INT, G_TYPE_INT, G_TYPE_INT);
}

static void
clv_questions_box_init (ClvQuestionsBox *self)
{
  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_add_css_class (GTK_WIDGET (self), "notice");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->rows));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * clv_questions_box_set:
 * @mapping: (nullable): as it is now
 * @provisional: whether rows to come may still tell
 *
 * Asks about the readings that nothing in the file proves, in columns whose role needs them.
 *
 * Returns: how many are asked
 */
guint
clv_questions_box_set (ClvQuestionsBox  *self,
                       const ClvMapping *mapping,
                       gboolean          provisional)
{
  GtkWidget *child;
  guint n = 0;

  g_return_val_if_fail (CLV_IS_QUESTIONS_BOX (self), 0);

  self->provisional = provisional;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, child);
  for (guint i = 0; mapping != NULL && i < clv_mapping_get_n_tables (mapping); i++)
    {
      const ClvTableMapping *table = clv_mapping_get_table (mapping, i);

      for (guint j = 0; j < table->n_columns && table->kind != CLV_KIND_IGNORED; j++)
        {
          const ClvColumnMapping *column = &table->columns[j];

          if (column->reading == NULL || !column->reading->ambiguous || !clv_table_mapping_is_reading_used (table, j))
            continue;
          if (column->reading->type == CLV_TYPE_DATE)
            ask_date (self, i, j, clv_table_get_column (table->table, j), column->reading);
          else
            ask_number (self, i, j, clv_table_get_column (table->table, j), column->reading);
          n++;
        }
    }
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  return n;
}
