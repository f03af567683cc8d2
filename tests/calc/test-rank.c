/* test-rank.c - who is best, second best, …
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-rank.h"

#include <math.h>

#include "clv-test.h"

static void
ties_share_the_lowest_rank (void)
{
  /* METRICS.md section 5: 1, 2, 2, 4. */
  const double value[] = { 5, 9, 7, 7 };
  guint32 order[4], rank[4];

  g_assert_cmpint (clv_rank_descending (4, value, NULL, order, rank), ==, CLV_OK);

  g_assert_cmpuint (rank[1], ==, 1);
  g_assert_cmpuint (rank[2], ==, 2);
  g_assert_cmpuint (rank[3], ==, 2);
  g_assert_cmpuint (rank[0], ==, 4);
  g_assert_cmpuint (order[0], ==, 1);
  g_assert_cmpuint (order[1], ==, 2);
  g_assert_cmpuint (order[2], ==, 3);
  g_assert_cmpuint (order[3], ==, 0);
}

static void
ties_stand_in_the_order_of_their_ids (void)
{
  const double value[] = { 1, 1, 2, 1 };
  const guint32 by_id[] = { 3, 1, 0, 2 }; /* row 2 has the first id, row 0 the last */
  const guint32 expected[] = { 2, 1, 3, 0 };
  guint32 order[4];

  g_assert_cmpint (clv_rank_descending (4, value, by_id, order, NULL), ==, CLV_OK);
  g_assert_cmpmem (order, sizeof order, expected, sizeof expected);
}

static void
zeros_of_both_signs_are_equal (void)
{
  const double value[] = { -0.0, 0.0, -1, INFINITY, -INFINITY };
  const guint32 expected[] = { 2, 2, 4, 1, 5 };
  guint32 order[5], rank[5];

  g_assert_cmpint (clv_rank_descending (5, value, NULL, order, rank), ==, CLV_OK);
  g_assert_cmpmem (rank, sizeof rank, expected, sizeof expected);
}

static const double *compared;

static int
compare_rows (const void *a,
              const void *b)
{
  const guint32 row_a = *(const guint32 *) a, row_b = *(const guint32 *) b;

  if (compared[row_a] != compared[row_b])
    return compared[row_a] > compared[row_b] ? -1 : 1;
  return row_a < row_b ? -1 : 1;
}

static void
agrees_with_qsort (void)
{
  enum { N = 20000 };
  g_autofree double *value = g_new (double, N);
  g_autofree guint32 *expected = g_new (guint32, N);
  g_autofree guint32 *order = g_new (guint32, N);
  g_autofree guint32 *rank = g_new (guint32, N);

  for (guint32 i = 0; i < N; i++)
    {
      /* Cents of all sizes and both signs, with many ties. */
      value[i] = g_test_rand_int_range (-500, 500) * (i % 3 == 0 ? 1e-2 : i % 3 == 1 ? 1 : 1e7);
      expected[i] = i;
    }
  compared = value;
  qsort (expected, N, sizeof *expected, compare_rows);

  g_assert_cmpint (clv_rank_descending (N, value, NULL, order, rank), ==, CLV_OK);

  g_assert_cmpmem (order, N * sizeof *order, expected, N * sizeof *expected);
  for (guint k = 1; k < N; k++)
    g_assert_cmpuint (rank[order[k]], ==, value[order[k]] == value[order[k - 1]] ? rank[order[k - 1]] : k + 1);
}

static void
bad_input_changes_nothing (void)
{
  const double with_nan[] = { 1, NAN };
  const double value[] = { 1, 2 };
  const guint32 twice[] = { 1, 1 };
  const guint32 beyond[] = { 0, 2 };
  guint32 order[] = { 77, 77 };
  double p[] = { 77, 77 };

  g_assert_cmpint (clv_rank_descending (2, with_nan, NULL, order, NULL), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_rank_descending (2, value, twice, order, NULL), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_rank_descending (2, value, beyond, order, NULL), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_midrank (2, with_nan, p), ==, CLV_DOMAIN);
  g_assert_cmpuint (order[0], ==, 77);
  g_assert_cmpuint (order[1], ==, 77);
  g_assert_cmpfloat (p[0], ==, 77);
  g_assert_cmpint (clv_rank_descending (0, NULL, NULL, NULL, NULL), ==, CLV_OK);
}

static void
midranks_average_ties (void)
{
  /* By hand: 3 has rank 1, the two 4 share (2 + 3) / 2, 9 has rank 4. */
  const double value[] = { 4, 9, 4, 3 };
  double p[4];

  g_assert_cmpint (clv_midrank (4, value, p), ==, CLV_OK);
  clv_assert_near (p[3], 0.5 / 4, 1e-15);
  clv_assert_near (p[0], 2.0 / 4, 1e-15);
  clv_assert_near (p[2], 2.0 / 4, 1e-15);
  clv_assert_near (p[1], 3.5 / 4, 1e-15);
}

static void
gathers_in_order (void)
{
  const double value[] = { 5, 9, 7 };
  const guint32 order[] = { 1, 2, 0 };
  double sorted[3];

  clv_rank_gather (3, value, order, sorted);
  g_assert_cmpfloat (sorted[0], ==, 9);
  g_assert_cmpfloat (sorted[1], ==, 7);
  g_assert_cmpfloat (sorted[2], ==, 5);
}

/* With -m perf: a million rows, and how long they take. */
static void
ranks_a_million (void)
{
  enum { N = 1000000 };
  g_autofree double *value = NULL;
  g_autofree guint32 *order = NULL;
  g_autofree guint32 *rank = NULL;
  gint64 start;
  double seconds;

  if (!g_test_perf ())
    {
      g_test_skip ("only with -m perf");
      return;
    }
  value = g_new (double, N);
  order = g_new (guint32, N);
  rank = g_new (guint32, N);
  for (guint i = 0; i < N; i++)
    value[i] = g_test_rand_double_range (-1e5, 1e6);
  start = g_get_monotonic_time ();
  g_assert_cmpint (clv_rank_descending (N, value, NULL, order, rank), ==, CLV_OK);
  seconds = (g_get_monotonic_time () - start) / 1e6;
  g_test_minimized_result (seconds, "%.3f s for a million rows", seconds);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/rank/ties-share-the-lowest-rank", ties_share_the_lowest_rank);
  g_test_add_func ("/calc/rank/ties-stand-in-the-order-of-their-ids", ties_stand_in_the_order_of_their_ids);
  g_test_add_func ("/calc/rank/zeros-of-both-signs-are-equal", zeros_of_both_signs_are_equal);
  g_test_add_func ("/calc/rank/agrees-with-qsort", agrees_with_qsort);
  g_test_add_func ("/calc/rank/bad-input-changes-nothing", bad_input_changes_nothing);
  g_test_add_func ("/calc/rank/midranks-average-ties", midranks_average_ties);
  g_test_add_func ("/calc/rank/gathers-in-order", gathers_in_order);
  g_test_add_func ("/calc/rank/ranks-a-million", ranks_a_million);
  return g_test_run ();
}
