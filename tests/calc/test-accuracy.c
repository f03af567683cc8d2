/* test-accuracy.c - how good a prediction for each of many was
 *
 * Expected values by hand; the arithmetic stands beside them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-accuracy.h"

#include <math.h>

#include "clv-test.h"

static ClvAccuracy
measure (size_t        n,
         const double *actual,
         const double *predicted)
{
  ClvTruth truth;
  ClvAccuracy accuracy;

  g_assert_cmpint (clv_truth_init (&truth, n, actual, 0.2), ==, CLV_OK);
  g_assert_cmpint (clv_accuracy_measure (&truth, predicted, 0.2, &accuracy), ==, CLV_OK);
  clv_truth_clear (&truth);
  return accuracy;
}

static void
errors_are_those_worked_out_by_hand (void)
{
  const double actual[] = { 0, 2, 1, 5, 0 }, predicted[] = { 0.5, 1, 1, 3, 0.5 };
  const ClvAccuracy accuracy = measure (5, actual, predicted);

  /* 6 of 8; errors 0.5 1 0 2 0.5: sum 4, squares 0.25 + 1 + 0 + 4 + 0.25 = 5.5 */
  clv_assert_near (accuracy.predicted, 6, 1e-15);
  clv_assert_near (accuracy.bias, -0.25, 1e-15);
  clv_assert_near (accuracy.mae, 0.8, 1e-15);
  clv_assert_near (accuracy.rmse, sqrt (1.1), 1e-15);
  /* Ranks of the truth 1.5 4 3 5 1.5, of the prediction 1.5 3.5 3.5 5 1.5. Less their mean 3: -1.5 1 0 2 -1.5 and
   * -1.5 0.5 0.5 2 -1.5; products 2.25 + 0.5 + 0 + 4 + 2.25 = 9; squares 9.5 and 9. */
  clv_assert_near (accuracy.rank_correlation, 9 / sqrt (9.5 * 9), 1e-15);
  /* The best fifth of five is one: the fourth, and it was predicted best. */
  clv_assert_near (accuracy.top_hits, 1, 1e-15);
}

static void
equal_values_at_the_border_count_in_part (void)
{
  /* A fifth of ten are two: really one with 3, and one of the two with 2. Predicted: one with 9, and one of four with 5. */
  const double actual[] = { 3, 2, 2, 1, 1, 0, 0, 0, 0, 0 }, predicted[] = { 5, 9, 5, 5, 1, 5, 0, 0, 0, 0 };

  /* (1 · ¼ + ½ · 1 + ½ · ¼) / 2 */
  clv_assert_near (measure (10, actual, predicted).top_hits, 0.4375, 1e-15);
}

static void
a_prediction_without_difference_hits_by_chance (void)
{
  const double actual[] = { 3, 2, 2, 1, 1, 0, 0, 0, 0, 0 }, predicted[] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
  const ClvAccuracy accuracy = measure (10, actual, predicted);

  clv_assert_near (accuracy.top_hits, 0.2, 1e-15);
  g_assert_true (isnan (accuracy.rank_correlation));
  /* 10 of 9 */
  clv_assert_near (accuracy.bias, 1.0 / 9, 1e-15);
}

static void
whoever_did_nothing_is_not_among_the_best (void)
{
  /* Two would be the best fifth, but one alone did anything; the two predicted best hold that one. */
  const double actual[] = { 0, 0, 0, 0, 4, 0, 0, 0, 0, 0 }, predicted[] = { 1, 2, 3, 4, 5, 0, 0, 0, 0, 0 };

  clv_assert_near (measure (10, actual, predicted).top_hits, 1, 1e-15);
}

static void
nothing_at_all_has_neither_bias_nor_best (void)
{
  const double actual[] = { 0, 0, 0 }, predicted[] = { 0.1, 0.2, 0.6 };
  const ClvAccuracy accuracy = measure (3, actual, predicted);

  g_assert_true (isnan (accuracy.bias));
  g_assert_true (isnan (accuracy.top_hits));
  g_assert_true (isnan (accuracy.rank_correlation));
  clv_assert_near (accuracy.mae, 0.3, 1e-15);
}

static void
one_customer_has_errors_and_no_rank (void)
{
  const double actual[] = { 3 }, predicted[] = { 2 };
  const ClvAccuracy accuracy = measure (1, actual, predicted);

  clv_assert_near (accuracy.bias, -1.0 / 3, 1e-15);
  clv_assert_near (accuracy.mae, 1, 1e-15);
  clv_assert_near (accuracy.top_hits, 1, 1e-15);
  g_assert_true (isnan (accuracy.rank_correlation));
}

static void
orders_of_magnitude_change_no_rank (void)
{
  /* Spearman of the reversed order is -1. */
  const double actual[] = { 1, 10, 1e6, 1e12 }, same[] = { 1, 2, 3, 4 }, reversed[] = { 4, 3, 2, 1 };

  clv_assert_near (measure (4, actual, same).rank_correlation, 1, 1e-15);
  clv_assert_near (measure (4, actual, reversed).rank_correlation, -1, 1e-15);
}

static void
what_is_no_number_is_refused (void)
{
  const double good[] = { 1, 2 }, bad[] = { 1, NAN };
  ClvTruth truth;
  ClvAccuracy accuracy;

  g_assert_cmpint (clv_truth_init (&truth, 2, bad, 0.2), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_truth_init (&truth, 0, good, 0.2), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_truth_init (&truth, 2, good, 0), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_truth_init (&truth, 2, good, 0.2), ==, CLV_OK);
  g_assert_cmpint (clv_accuracy_measure (&truth, bad, 0.2, &accuracy), ==, CLV_DOMAIN);
  clv_truth_clear (&truth);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/calc/accuracy/errors-are-those-worked-out-by-hand", errors_are_those_worked_out_by_hand);
  g_test_add_func ("/calc/accuracy/equal-values-at-the-border-count-in-part", equal_values_at_the_border_count_in_part);
  g_test_add_func ("/calc/accuracy/a-prediction-without-difference-hits-by-chance", a_prediction_without_difference_hits_by_chance);
  g_test_add_func ("/calc/accuracy/whoever-did-nothing-is-not-among-the-best", whoever_did_nothing_is_not_among_the_best);
  g_test_add_func ("/calc/accuracy/nothing-at-all-has-neither-bias-nor-best", nothing_at_all_has_neither_bias_nor_best);
  g_test_add_func ("/calc/accuracy/one-customer-has-errors-and-no-rank", one_customer_has_errors_and_no_rank);
  g_test_add_func ("/calc/accuracy/orders-of-magnitude-change-no-rank", orders_of_magnitude_change_no_rank);
  g_test_add_func ("/calc/accuracy/what-is-no-number-is-refused", what_is_no_number_is_refused);
  return g_test_run ();
}
