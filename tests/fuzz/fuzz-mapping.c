/* fuzz-mapping.c - what was remembered of a project: mapping and assumptions as text
 *
 * The input is the text of the mapping and of the assumptions, parted by the byte 0x1E.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-assumptions.h"
#include "clv-fuzz.h"
#include "clv-mapping.h"
#include "clv-table-builder.h"

/* Orders, and what they cost. */
static GPtrArray *
make_tables (void)
{
  static const char *const rows[] = {
    "Order", "Customer", "Date", "Amount",  "1", "A", "2024-01-02", "10.50",
    "2", "B", "2024-02-03", "20",           "3", "A", "2024-03-04", "30",
    "", "", "", "",
    "Month", "Channel", "Spend", "",        "2024-01", "Search", "100", "",  "2024-02", "Social", "50", "",
  };
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_table_unref);
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  ClvTableBuilder *builder = clv_table_builder_new ("orders", "");

  for (guint i = 0; i <= G_N_ELEMENTS (rows); i += 4)
    {
      if (i == G_N_ELEMENTS (rows) || *rows[i] == '\0')
        {
          g_ptr_array_add (tables, clv_table_builder_finish (builder, problems));
          clv_table_builder_free (builder);
          builder = clv_table_builder_new ("costs", "");
          continue;
        }
      for (guint c = 0; c < 4; c++)
        if (*rows[i + c] != '\0')
          clv_table_builder_add_text (builder, c, rows[i + c], strlen (rows[i + c]));
      clv_table_builder_end_row (builder, i / 4 + 1);
    }
  clv_table_builder_free (builder);
  return tables;
}

static void
check_mapping (GPtrArray  *tables,
               const char *text)
{
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  g_autoptr (ClvMapping) copy = NULL;
  g_autofree char *again = NULL, *third = NULL, *obstacle = NULL;

  if (!clv_mapping_restore (mapping, text))
    return;
  again = clv_mapping_serialise (mapping);
  copy = clv_mapping_copy (mapping);
  /* What was kept once is kept for good. */
  g_assert_true (clv_mapping_restore (copy, again));
  third = clv_mapping_serialise (copy);
  g_assert_cmpstr (third, ==, again);
  obstacle = clv_mapping_dup_obstacle (copy);
}

static void
check_assumptions (const char *text)
{
  ClvAssumptions assumptions, again;
  g_autofree char *kept = NULL;

  clv_assumptions_init_default (&assumptions);
  clv_assumptions_restore (&assumptions, text);
  kept = clv_assumptions_serialise (&assumptions);
  clv_assumptions_init_default (&again);
  clv_assumptions_restore (&again, kept);
  g_assert_true (clv_assumptions_equal (&assumptions, &again));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static GPtrArray *tables;
  const char *left = (const char *) data;
  gsize n_left = size, n;
  const char *part = clv_fuzz_take_part (&left, &n_left, &n);
  g_autofree char *mapping = g_strndup (part, n), *assumptions = g_strndup (left, n_left);

  if (tables == NULL)
    tables = make_tables ();
  check_mapping (tables, mapping);
  check_assumptions (assumptions);
  return 0;
}
