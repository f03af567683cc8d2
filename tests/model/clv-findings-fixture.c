/* clv-findings-fixture.c - findings from a few lines of text, for the tests of the model
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-findings-fixture.h"

#include <string.h>

static void
add_text (ClvTableBuilder *builder,
          guint            column,
          const char      *text)
{
  clv_table_builder_add_text (builder, column, text, strlen (text));
}

ClvTable *
clv_fixture_table (const char *file,
                   const char *text)
{
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new (file, "");
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean is_number[32] = { FALSE };

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "|", -1);

      for (guint j = 0; cells[j] != NULL; j++)
        {
          if (i == 0 && g_str_has_suffix (cells[j], "#"))
            {
              is_number[j] = TRUE;
              cells[j][strlen (cells[j]) - 1] = '\0';
            }
          if (i > 0 && is_number[j])
            clv_table_builder_add_number (builder, j, g_ascii_strtod (cells[j], NULL));
          else if (*cells[j] != '\0')
            add_text (builder, j, cells[j]);
        }
      clv_table_builder_end_row (builder, i + 1);
    }
  return clv_table_builder_finish (builder, problems);
}

static ClvFindings *
findings_of_tables (ClvTable             *orders,
                    ClvTable             *master,
                    const ClvAssumptions *assumptions)
{
  const struct { ClvRole role; const char *header; } roles[] = {
    { CLV_ROLE_CUSTOMER, "Customer" }, { CLV_ROLE_ORDER, "Order" }, { CLV_ROLE_DATE, "Date" },
    { CLV_ROLE_AMOUNT, "Amount" }, { CLV_ROLE_COUNTRY, "Country" }, { CLV_ROLE_CUSTOMER_NAME, "Name" },
  };
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();
  g_autoptr (ClvMapping) mapping = NULL;
  g_autoptr (ClvLedger) ledger = NULL;
  g_autoptr (GError) error = NULL;
  ClvAssumptions defaults;
  ClvFindings *findings;

  clv_assumptions_init_default (&defaults);
  g_ptr_array_add (tables, orders);
  if (master != NULL)
    g_ptr_array_add (tables, master);
  mapping = clv_mapping_recognise (tables);
  clv_mapping_set_kind (mapping, 0, CLV_KIND_ORDERS);
  if (master != NULL)
    clv_mapping_set_kind (mapping, 1, CLV_KIND_CUSTOMERS);
  for (guint i = 0; i < tables->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (roles); j++)
      {
        int column = clv_table_find_column (tables->pdata[i], roles[j].header);

        if (column >= 0)
          clv_mapping_set_role (mapping, i, column, roles[j].role);
      }
  ledger = clv_ledger_build (mapping, NULL, &error);
  g_assert_no_error (error);
  findings = clv_analyse (ledger, assumptions != NULL ? assumptions : &defaults, NULL, &error);
  g_assert_no_error (error);
  return findings;
}

ClvFindings *
clv_fixture_findings (const char           *orders,
                      const char           *master,
                      const ClvAssumptions *assumptions)
{
  g_autoptr (ClvTable) orders_table = clv_fixture_table ("orders.csv", orders);
  g_autoptr (ClvTable) master_table = master != NULL ? clv_fixture_table ("customers.csv", master) : NULL;

  return findings_of_tables (orders_table, master_table, assumptions);
}

ClvFindings *
clv_fixture_again (ClvFindings          *findings,
                   const ClvAssumptions *assumptions)
{
  g_autoptr (GError) error = NULL;
  ClvFindings *again = clv_analyse (clv_findings_get_ledger (findings), assumptions, NULL, &error);

  g_assert_no_error (error);
  return again;
}

ClvFindings *
clv_fixture_many (guint32 n)
{
  const char *const headers[] = { "Customer", "Name", "Order", "Date", "Amount", "Country" };
  const char *const countries[] = { "Austria", "Belgium", "Croatia", "Denmark", "Estonia" };
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("many.csv", "");
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  g_autoptr (ClvTable) table = NULL;

  for (guint j = 0; j < G_N_ELEMENTS (headers); j++)
    add_text (builder, j, headers[j]);
  clv_table_builder_end_row (builder, 1);
  for (guint32 i = 0; i < n; i++)
    {
      /* A mixed order, always the same: Knuth's multiplier spreads consecutive numbers. */
      guint32 mixed = i * 2654435761u;
      char text[64];

      g_snprintf (text, sizeof text, "c%u", i);
      add_text (builder, 0, text);
      g_snprintf (text, sizeof text, "Name %u of Somewhere", mixed >> 8);
      add_text (builder, 1, text);
      g_snprintf (text, sizeof text, "o%u", i);
      add_text (builder, 2, text);
      clv_table_builder_add_date (builder, 3, 19000 + (mixed >> 16) % 900);
      clv_table_builder_add_number (builder, 4, ((mixed >> 12) % 50000) / 100.0 + 1);
      add_text (builder, 5, countries[(mixed >> 20) % G_N_ELEMENTS (countries)]);
      clv_table_builder_end_row (builder, i + 2);
    }
  table = clv_table_builder_finish (builder, problems);
  return findings_of_tables (table, NULL, NULL);
}
