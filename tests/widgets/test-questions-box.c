/* test-questions-box.c - what is asked about a column that can be read in several ways
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-display-test.h"
#include "clv-format.h"
#include "clv-questions-box.h"
#include "clv-table-builder.h"

/* Orders with these cells in a column “Date”. */
static ClvMapping *
mapping_with_dates (const char *const *dates)
{
  static const char *const headers[] = { "Order ID", "Customer ID", "Date", "Amount" };
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("orders.csv", "");
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();
  g_autoptr (ClvTable) table = NULL;

  for (guint column = 0; column < G_N_ELEMENTS (headers); column++)
    clv_table_builder_add_text (builder, column, headers[column], strlen (headers[column]));
  clv_table_builder_end_row (builder, 1);
  for (guint row = 0; dates[row] != NULL; row++)
    {
      g_autofree char *order = g_strdup_printf ("A%u", 100 + row);
      g_autofree char *customer = g_strdup_printf ("K%u", row);
      const char *cells[] = { order, customer, dates[row], "10.50" };

      for (guint column = 0; column < G_N_ELEMENTS (cells); column++)
        clv_table_builder_add_text (builder, column, cells[column], strlen (cells[column]));
      clv_table_builder_end_row (builder, row + 2);
    }
  table = clv_table_builder_finish (builder, problems);
  g_ptr_array_add (tables, table);
  return clv_mapping_recognise (tables);
}

static void
add_labels (GtkWidget *widget,
            GString   *labels)
{
  if (GTK_IS_BUTTON (widget))
    g_string_append_printf (labels, "[%s]", gtk_button_get_label (GTK_BUTTON (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    add_labels (child, labels);
}

static void
assert_asked (const char *const *dates,
              const char        *buttons)
{
  g_autoptr (ClvMapping) mapping = mapping_with_dates (dates);
  ClvQuestionsBox *box = g_object_ref_sink (g_object_new (CLV_TYPE_QUESTIONS_BOX, NULL));
  g_autoptr (GString) labels = g_string_new (NULL);

  g_assert_cmpuint (clv_questions_box_set (box, mapping, FALSE), ==, *buttons != '\0');
  add_labels (GTK_WIDGET (box), labels);
  g_assert_cmpstr (labels->str, ==, buttons);
  g_object_unref (box);
}

static void
offers_the_days_that_a_cell_can_mean (void)
{
  const char *const day_or_month[] = { "03/04/2024", "05/06/2024", "07/08/2024", NULL };
  const char *const day_or_year[] = { "21-11-10", "22-03-12", "23-05-09", NULL };
  const char *const proved[] = { "13/04/2024", "25/06/2024", "07/08/2024", NULL };

  g_autofree char *april = clv_format_day (clv_day_from_ymd (2024, 4, 3));
  g_autofree char *march = clv_format_day (clv_day_from_ymd (2024, 3, 4));
  g_autofree char *in_2010 = clv_format_day (clv_day_from_ymd (2010, 11, 21));
  g_autofree char *in_2021 = clv_format_day (clv_day_from_ymd (2021, 11, 10));
  g_autofree char *months = g_strdup_printf ("[%s][%s]", april, march);
  g_autofree char *years = g_strdup_printf ("[%s][%s]", in_2010, in_2021);

  assert_asked (day_or_month, months);
  /* 21 is no month: the year or the day comes first. */
  assert_asked (day_or_year, years);
  assert_asked (proved, "");
}

int
main (int   argc,
      char *argv[])
{
  clv_display_test_init (&argc, &argv);
  g_test_add_func ("/widgets/questions-box/offers-the-days-that-a-cell-can-mean", offers_the_days_that_a_cell_can_mean);
  return g_test_run ();
}
