/* test-rfm.c - scores and segments
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-rfm.h"

#include <math.h>
#include <string.h>

#include "clv-test.h"

/* METRICS.md section 6, which has it from the Squeezely wiki. */
static const struct
{
  ClvRfmSegment segment;
  const char   *id;
  guint         n;
  const char   *codes;
} published[] = {
  { CLV_RFM_CHAMPIONS, "champions", 7, "555 554 544 545 454 455 445" },
  { CLV_RFM_LOYAL, "loyal", 8, "543 444 435 355 354 345 344 335" },
  { CLV_RFM_POTENTIAL_LOYALIST, "potential-loyalist", 24,
    "553 551 552 541 542 533 532 531 452 451 442 441 431 453 433 432 423 353 352 351 342 341 333 323" },
  { CLV_RFM_NEW_CUSTOMERS, "new-customers", 7, "512 511 422 421 412 411 311" },
  { CLV_RFM_PROMISING, "promising", 16, "525 524 523 522 521 515 514 513 425 424 413 414 415 315 314 313" },
  { CLV_RFM_NEED_ATTENTION, "need-attention", 8, "535 534 443 434 343 334 325 324" },
  { CLV_RFM_ABOUT_TO_SLEEP, "about-to-sleep", 8, "331 321 312 221 213 231 241 251" },
  { CLV_RFM_AT_RISK, "at-risk", 22,
    "255 254 245 244 253 252 243 242 235 234 225 224 153 152 145 143 142 135 134 133 125 124" },
  { CLV_RFM_CANNOT_LOSE_THEM, "cannot-lose-them", 8, "155 154 144 214 215 115 114 113" },
  { CLV_RFM_HIBERNATING, "hibernating", 11, "332 322 233 232 223 222 132 123 122 212 211" },
  { CLV_RFM_LOST, "lost", 6, "111 112 121 131 141 151" },
};

static void
every_code_is_in_its_published_segment (void)
{
  gboolean seen[5][5][5] = { 0 };
  guint n_seen = 0;

  for (guint i = 0; i < G_N_ELEMENTS (published); i++)
    {
      g_auto (GStrv) codes = g_strsplit (published[i].codes, " ", -1);

      g_assert_cmpuint (g_strv_length (codes), ==, published[i].n);
      g_assert_cmpstr (clv_rfm_segment_id (published[i].segment), ==, published[i].id);
      for (guint k = 0; codes[k] != NULL; k++)
        {
          const guint r = codes[k][0] - '0', f = codes[k][1] - '0', m = codes[k][2] - '0';

          g_assert_cmpint (clv_rfm_segment (r, f, m), ==, published[i].segment);
          g_assert_false (seen[r - 1][f - 1][m - 1]);
          seen[r - 1][f - 1][m - 1] = TRUE;
          n_seen++;
        }
    }
  g_assert_cmpuint (n_seen, ==, 125);
  g_assert_cmpuint (G_N_ELEMENTS (published), ==, CLV_N_RFM_SEGMENTS);
}

static void
scores_outside_count_as_the_nearest (void)
{
  g_assert_cmpint (clv_rfm_segment (0, 0, 0), ==, CLV_RFM_LOST);
  g_assert_cmpint (clv_rfm_segment (9, 9, 9), ==, CLV_RFM_CHAMPIONS);
  g_assert_null (clv_rfm_segment_id (CLV_N_RFM_SEGMENTS));
}

static void
one_purchase_is_never_champion_or_loyal (void)
{
  for (guint r = 1; r <= 5; r++)
    for (guint m = 1; m <= 5; m++)
      {
        g_assert_cmpint (clv_rfm_segment (r, 1, m), !=, CLV_RFM_CHAMPIONS);
        g_assert_cmpint (clv_rfm_segment (r, 1, m), !=, CLV_RFM_LOYAL);
      }
}

static void
quintiles_by_hand (void)
{
  const double ten[] = { 10, 20, 30, 40, 50, 60, 70, 80, 90, 100 };
  const guint8 pairs[] = { 1, 1, 2, 2, 3, 3, 4, 4, 5, 5 };
  /* Four equal ones have mid-rank 2.5: p = .4, score exactly 2. The other: p = .9, score 5. */
  const double tied[] = { 1, 1, 9, 1, 1 };
  const guint8 tied_expected[] = { 2, 2, 5, 2, 2 };
  const double equal[] = { 7, 7, 7 }; /* p = .5 */
  const guint8 middle[] = { 3, 3, 3 };
  guint8 score[10];

  g_assert_cmpint (clv_rfm_score_monetary (10, ten, score), ==, CLV_OK);
  g_assert_cmpmem (score, 10, pairs, 10);
  g_assert_cmpint (clv_rfm_score_monetary (5, tied, score), ==, CLV_OK);
  g_assert_cmpmem (score, 5, tied_expected, 5);
  g_assert_cmpint (clv_rfm_score_monetary (3, equal, score), ==, CLV_OK);
  g_assert_cmpmem (score, 3, middle, 3);
}

static void
quintile_ends_are_exact (void)
{
  /* n tied in the lowest fifths: 2k equal values among n give 5p = 5k/n. Where
   * that is whole, the score must be it, whatever the doubles do. */
  for (guint n = 5; n < 400; n += 5)
    for (guint s = 1; s <= 4; s++)
      {
        g_autofree double *value = g_new0 (double, n);
        g_autofree guint8 *score = g_new0 (guint8, n);
        const guint n_tied = 2 * s * n / 5; /* mid-rank - 0.5 = s n / 5 */

        if (n_tied > n)
          continue;
        for (guint i = n_tied; i < n; i++)
          value[i] = i;
        g_assert_cmpint (clv_rfm_score_monetary (n, value, score), ==, CLV_OK);
        g_assert_cmpuint (score[0], ==, s);
      }
}

static void
fewer_days_are_better (void)
{
  const double days[] = { 400, 3, 90, 30, 200 };
  const guint8 expected[] = { 1, 5, 3, 4, 2 };
  guint8 score[5];

  g_assert_cmpint (clv_rfm_score_recency (5, days, score), ==, CLV_OK);
  g_assert_cmpmem (score, 5, expected, 5);
}

static void
one_purchase_day_is_score_one (void)
{
  /* Among the four repeaters: 2, 2 have p = .25, so 1 + 1; 3 has .625, so 1 + 3; 8 has .875, so 1 + 4. */
  const double days[] = { 1, 8, 2, 1, 3, 2, 1 };
  const guint8 expected[] = { 1, 5, 2, 1, 4, 2, 1 };
  const double once[] = { 1, 1, 1 };
  guint8 score[7];

  g_assert_cmpint (clv_rfm_score_frequency (7, days, score), ==, CLV_OK);
  g_assert_cmpmem (score, 7, expected, 7);
  g_assert_cmpint (clv_rfm_score_frequency (3, once, score), ==, CLV_OK);
  g_assert_cmpmem (score, 3, "\1\1\1", 3);
}

/* METRICS.md section 6: F 1, 2, 3, 4–5, 6+. */
static void
fixed_cuts_by_hand (void)
{
  const double days[] = { 1, 2, 3, 4, 5, 6, 60 };
  const double cuts[] = { 2, 3, 4, 6 };
  const double not_ascending[] = { 2, 4, 4, 6 };
  const guint8 expected[] = { 1, 2, 3, 4, 4, 5, 5 };
  guint8 score[7];

  g_assert_cmpint (clv_rfm_score_cuts (7, days, cuts, score), ==, CLV_OK);
  g_assert_cmpmem (score, sizeof score, expected, sizeof expected);
  g_assert_cmpint (clv_rfm_score_cuts (7, days, not_ascending, score), ==, CLV_DOMAIN);
}

/* Seven in five groups: 2 1 2 1 1, as 5 − ⌊5k/7⌋ has it; of the four that are equal, the first by their order stand higher. */
static void
even_fifths_split_equal_values (void)
{
  const double value[] = { 1, 7, 3, 3, 3, 3, 9 };
  const guint32 tie_order[] = { 0, 1, 5, 4, 3, 2, 6 };
  const guint8 expected[] = { 1, 5, 2, 3, 3, 4, 5 };
  guint8 score[7];

  g_assert_cmpint (clv_rfm_score_even (7, value, tie_order, score), ==, CLV_OK);
  g_assert_cmpmem (score, sizeof score, expected, sizeof expected);
}

static void
bad_input_is_refused (void)
{
  const double never[] = { 0, 2 };
  const double unknown[] = { NAN };
  guint8 score[] = { 77, 77 };

  g_assert_cmpint (clv_rfm_score_frequency (2, never, score), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_rfm_score_frequency (1, unknown, score), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_rfm_score_monetary (1, unknown, score), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_rfm_score_recency (1, unknown, score), ==, CLV_DOMAIN);
  g_assert_cmpuint (score[0], ==, 77);
  g_assert_cmpint (clv_rfm_score_monetary (0, NULL, NULL), ==, CLV_OK);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/rfm/every-code-is-in-its-published-segment", every_code_is_in_its_published_segment);
  g_test_add_func ("/calc/rfm/scores-outside-count-as-the-nearest", scores_outside_count_as_the_nearest);
  g_test_add_func ("/calc/rfm/one-purchase-is-never-champion-or-loyal", one_purchase_is_never_champion_or_loyal);
  g_test_add_func ("/calc/rfm/quintiles-by-hand", quintiles_by_hand);
  g_test_add_func ("/calc/rfm/quintile-ends-are-exact", quintile_ends_are_exact);
  g_test_add_func ("/calc/rfm/fewer-days-are-better", fewer_days_are_better);
  g_test_add_func ("/calc/rfm/one-purchase-day-is-score-one", one_purchase_day_is_score_one);
  g_test_add_func ("/calc/rfm/fixed-cuts-by-hand", fixed_cuts_by_hand);
  g_test_add_func ("/calc/rfm/even-fifths-split-equal-values", even_fifths_split_equal_values);
  g_test_add_func ("/calc/rfm/bad-input-is-refused", bad_input_is_refused);
  return g_test_run ();
}
