/* clv-toy.c - six customers whose figures are worked out by hand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-toy.h"

#include <string.h>

#include "clv-table-builder.h"

/* Source of the data and of what follows from them: design page FEATURES.md, part C. */
static const char orders[] = "order,customer,date,amount\n"
                             "1,A,2023-01-10,100\n2,A,2023-06-10,80\n3,A,2024-02-10,120\n4,B,2023-03-05,50\n"
                             "5,C,2023-11-20,200\n6,C,2024-11-20,220\n7,D,2024-05-01,30\n8,D,2024-05-20,-30\n"
                             "9,E,2024-07-07,60\n10,E,2024-09-09,60\n11,E,2024-12-12,60\n";
static const char costs[] = "date,cost type,cost,customer\n"
                            "2023-12-31,acquisition,90,\n2024-12-31,acquisition,100,\n2024-06-30,service,25,F\n";

const char *__lsan_default_suppressions (void);

/* fontconfig keeps what it read about the fonts until the process ends; pages of a report need fonts. */
const char *
__lsan_default_suppressions (void)
{
  return "leak:libfontconfig\n";
}

static ClvTable *
make_table (const char *name,
            const char *text)
{
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new (name, "");
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);

      for (guint j = 0; cells[j] != NULL; j++)
        clv_table_builder_add_text (builder, j, cells[j], strlen (cells[j]));
      clv_table_builder_end_row (builder, i + 1);
    }
  return clv_table_builder_finish (builder, problems);
}

static void
analyse (ClvToy *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvLedger) ledger = NULL;
  ClvAssumptions assumptions;

  self->mapping = clv_mapping_recognise (self->tables);
  ledger = clv_ledger_build (self->mapping, NULL, &error);
  g_assert_no_error (error);
  clv_assumptions_init_default (&assumptions);
  g_assert_true (clv_assumptions_set (&assumptions, "as-of-date", "2024-12-31", NULL));
  self->findings = clv_analyse (ledger, &assumptions, NULL, &error);
  g_assert_no_error (error);
  self->origin.inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_report_input_free);
  for (guint i = 0; i < self->tables->len; i++)
    g_ptr_array_add (self->origin.inputs,
                     clv_report_input_new (clv_table_get_file (self->tables->pdata[i]),
                                           "0000000000000000000000000000000000000000000000000000000000000000", "",
                                           "UTF-8", i));
  self->origin.mapping = self->mapping;
  self->origin.title = "toy.csv";
}

void
clv_toy_init (ClvToy *self)
{
  *self = (ClvToy) { .tables = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_table_unref) };
  g_ptr_array_add (self->tables, make_table ("orders.csv", orders));
  g_ptr_array_add (self->tables, make_table ("costs.csv", costs));
  analyse (self);
}

void
clv_toy_init_without_costs (ClvToy *self,
                            guint   extra_customers)
{
  g_autoptr (GString) text = g_string_new (orders);

  for (guint i = 0; i < extra_customers; i++)
    g_string_append_printf (text, "x%u,X%u,2024-08-%02u,%u\n", i, i, i % 28 + 1, i % 97 + 1);
  *self = (ClvToy) { .tables = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_table_unref) };
  g_ptr_array_add (self->tables, make_table ("orders.csv", text->str));
  analyse (self);
}

void
clv_toy_init_of_rhythms (ClvToy *self)
{
  g_autoptr (GString) text = g_string_new ("order,customer,date,amount,cost\n");

  for (guint i = 0; i < 12; i++)
    for (guint month = 0; month < (i < 4 ? 12 : 24); month++)
      g_string_append_printf (text, "%u-%u,%s%u,%u-%02u-%02u,100,%u\n", i, month, i < 4 ? "=1+1 " : "K", i,
                              2023 + month / 12, month % 12 + 1, (i * 7 + month * (i + 3)) % 27 + 1, i >= 8 && i < 11 ? 150 : 50);
  *self = (ClvToy) { .tables = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_table_unref) };
  g_ptr_array_add (self->tables, make_table ("orders.csv", text->str));
  analyse (self);
}

void
clv_toy_clear (ClvToy *self)
{
  clv_findings_unref (self->findings);
  g_ptr_array_unref (self->origin.inputs);
  clv_mapping_free (self->mapping);
  g_ptr_array_unref (self->tables);
}
