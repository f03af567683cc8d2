/* test-span.c - spans of time as people write them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-span.h"
#include "clv-test.h"

static void
assert_span (const char *text,
             int         fiscal_year_start,
             const char *start,
             const char *end)
{
  ClvSpan span;

  g_assert_true (clv_span_parse (text, fiscal_year_start, &span));
  g_assert_cmpint (span.start, ==, start != NULL ? clv_day_from_iso (start) : CLV_DAY_NONE);
  g_assert_cmpint (span.end, ==, clv_day_from_iso (end));
}

static void
a_span_is_read_as_written (void)
{
  assert_span ("2024", 1, "2024-01-01", "2024-12-31");
  assert_span ("2024", 4, "2024-04-01", "2025-03-31");
  assert_span ("2024-Q1", 1, "2024-01-01", "2024-03-31");
  assert_span ("2024-q4", 4, "2025-01-01", "2025-03-31");
  assert_span ("2024-02", 1, "2024-02-01", "2024-02-29");
  assert_span ("2024-12-31", 1, NULL, "2024-12-31");
}

static void
anything_else_is_refused (void)
{
  static const char *const wrong[] = { "", "24", "2024-", "2024-13", "2024-00", "2024-Q0", "2024-Q5", "2024-Q11", "2024-1", "2024-02-30",
                                       "0000", "2024 ", "last year", "20240" };
  static const char *const wrong_pairs[] = { "2024", "2023..", "..2024", "2023..2024..2025", "2023-2024", "2023..2024-12-31",
                                             "2023                                              ..2024" };
  ClvSpan span;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (clv_span_parse (wrong[i], 1, &span));
  for (guint i = 0; i < G_N_ELEMENTS (wrong_pairs); i++)
    g_assert_false (clv_span_pair_is_valid (wrong_pairs[i]));
  g_assert_true (clv_span_pair_is_valid ("2023 .. 2024-Q1"));
  g_assert_true (clv_span_pair_is_valid ("2023-12-31..2024-12-31"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/span/a-span-is-read-as-written", a_span_is_read_as_written);
  g_test_add_func ("/analysis/span/anything-else-is-refused", anything_else_is_refused);
  return g_test_run ();
}
