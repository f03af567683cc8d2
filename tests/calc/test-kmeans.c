/* test-kmeans.c - groups of points that are alike
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-kmeans.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "clv-random.h"
#include "clv-test.h"

#define N_IRIS 150

/* Fisher (1936), the four measures of 150 irises, as R has them. */
static const double iris[4][N_IRIS] = {
  {
    5.1, 4.9, 4.7, 4.6, 5, 5.4, 4.6, 5, 4.4, 4.9, 5.4, 4.8, 4.8, 4.3, 5.8, 5.7, 5.4, 5.1, 5.7, 5.1, 5.4, 5.1,
    4.6, 5.1, 4.8, 5, 5, 5.2, 5.2, 4.7, 4.8, 5.4, 5.2, 5.5, 4.9, 5, 5.5, 4.9, 4.4, 5.1, 5, 4.5, 4.4, 5, 5.1,
    4.8, 5.1, 4.6, 5.3, 5, 7, 6.4, 6.9, 5.5, 6.5, 5.7, 6.3, 4.9, 6.6, 5.2, 5, 5.9, 6, 6.1, 5.6, 6.7, 5.6, 5.8,
    6.2, 5.6, 5.9, 6.1, 6.3, 6.1, 6.4, 6.6, 6.8, 6.7, 6, 5.7, 5.5, 5.5, 5.8, 6, 5.4, 6, 6.7, 6.3, 5.6, 5.5,
    5.5, 6.1, 5.8, 5, 5.6, 5.7, 5.7, 6.2, 5.1, 5.7, 6.3, 5.8, 7.1, 6.3, 6.5, 7.6, 4.9, 7.3, 6.7, 7.2, 6.5,
    6.4, 6.8, 5.7, 5.8, 6.4, 6.5, 7.7, 7.7, 6, 6.9, 5.6, 7.7, 6.3, 6.7, 7.2, 6.2, 6.1, 6.4, 7.2, 7.4, 7.9,
    6.4, 6.3, 6.1, 7.7, 6.3, 6.4, 6, 6.9, 6.7, 6.9, 5.8, 6.8, 6.7, 6.7, 6.3, 6.5, 6.2, 5.9,
  },
  {
    3.5, 3, 3.2, 3.1, 3.6, 3.9, 3.4, 3.4, 2.9, 3.1, 3.7, 3.4, 3, 3, 4, 4.4, 3.9, 3.5, 3.8, 3.8, 3.4, 3.7, 3.6,
    3.3, 3.4, 3, 3.4, 3.5, 3.4, 3.2, 3.1, 3.4, 4.1, 4.2, 3.1, 3.2, 3.5, 3.6, 3, 3.4, 3.5, 2.3, 3.2, 3.5, 3.8,
    3, 3.8, 3.2, 3.7, 3.3, 3.2, 3.2, 3.1, 2.3, 2.8, 2.8, 3.3, 2.4, 2.9, 2.7, 2, 3, 2.2, 2.9, 2.9, 3.1, 3, 2.7,
    2.2, 2.5, 3.2, 2.8, 2.5, 2.8, 2.9, 3, 2.8, 3, 2.9, 2.6, 2.4, 2.4, 2.7, 2.7, 3, 3.4, 3.1, 2.3, 3, 2.5, 2.6,
    3, 2.6, 2.3, 2.7, 3, 2.9, 2.9, 2.5, 2.8, 3.3, 2.7, 3, 2.9, 3, 3, 2.5, 2.9, 2.5, 3.6, 3.2, 2.7, 3, 2.5,
    2.8, 3.2, 3, 3.8, 2.6, 2.2, 3.2, 2.8, 2.8, 2.7, 3.3, 3.2, 2.8, 3, 2.8, 3, 2.8, 3.8, 2.8, 2.8, 2.6, 3, 3.4,
    3.1, 3, 3.1, 3.1, 3.1, 2.7, 3.2, 3.3, 3, 2.5, 3, 3.4, 3,
  },
  {
    1.4, 1.4, 1.3, 1.5, 1.4, 1.7, 1.4, 1.5, 1.4, 1.5, 1.5, 1.6, 1.4, 1.1, 1.2, 1.5, 1.3, 1.4, 1.7, 1.5, 1.7,
    1.5, 1, 1.7, 1.9, 1.6, 1.6, 1.5, 1.4, 1.6, 1.6, 1.5, 1.5, 1.4, 1.5, 1.2, 1.3, 1.4, 1.3, 1.5, 1.3, 1.3,
    1.3, 1.6, 1.9, 1.4, 1.6, 1.4, 1.5, 1.4, 4.7, 4.5, 4.9, 4, 4.6, 4.5, 4.7, 3.3, 4.6, 3.9, 3.5, 4.2, 4, 4.7,
    3.6, 4.4, 4.5, 4.1, 4.5, 3.9, 4.8, 4, 4.9, 4.7, 4.3, 4.4, 4.8, 5, 4.5, 3.5, 3.8, 3.7, 3.9, 5.1, 4.5, 4.5,
    4.7, 4.4, 4.1, 4, 4.4, 4.6, 4, 3.3, 4.2, 4.2, 4.2, 4.3, 3, 4.1, 6, 5.1, 5.9, 5.6, 5.8, 6.6, 4.5, 6.3, 5.8,
    6.1, 5.1, 5.3, 5.5, 5, 5.1, 5.3, 5.5, 6.7, 6.9, 5, 5.7, 4.9, 6.7, 4.9, 5.7, 6, 4.8, 4.9, 5.6, 5.8, 6.1,
    6.4, 5.6, 5.1, 5.6, 6.1, 5.6, 5.5, 4.8, 5.4, 5.6, 5.1, 5.1, 5.9, 5.7, 5.2, 5, 5.2, 5.4, 5.1,
  },
  {
    0.2, 0.2, 0.2, 0.2, 0.2, 0.4, 0.3, 0.2, 0.2, 0.1, 0.2, 0.2, 0.1, 0.1, 0.2, 0.4, 0.4, 0.3, 0.3, 0.3, 0.2,
    0.4, 0.2, 0.5, 0.2, 0.2, 0.4, 0.2, 0.2, 0.2, 0.2, 0.4, 0.1, 0.2, 0.2, 0.2, 0.2, 0.1, 0.2, 0.2, 0.3, 0.3,
    0.2, 0.6, 0.4, 0.3, 0.2, 0.2, 0.2, 0.2, 1.4, 1.5, 1.5, 1.3, 1.5, 1.3, 1.6, 1, 1.3, 1.4, 1, 1.5, 1, 1.4,
    1.3, 1.4, 1.5, 1, 1.5, 1.1, 1.8, 1.3, 1.5, 1.2, 1.3, 1.4, 1.4, 1.7, 1.5, 1, 1.1, 1, 1.2, 1.6, 1.5, 1.6,
    1.5, 1.3, 1.3, 1.3, 1.2, 1.4, 1.2, 1, 1.3, 1.2, 1.3, 1.3, 1.1, 1.3, 2.5, 1.9, 2.1, 1.8, 2.2, 2.1, 1.7,
    1.8, 1.8, 2.5, 2, 1.9, 2.1, 2, 2.4, 2.3, 1.8, 2.2, 2.3, 1.5, 2.3, 2, 2, 1.8, 2.1, 1.8, 1.8, 1.8, 2.1, 1.6,
    1.9, 2, 2.2, 1.5, 1.4, 2.3, 2.4, 1.8, 1.8, 2.1, 2.4, 2.3, 1.9, 2.3, 2.5, 2.3, 1.9, 2, 2.3, 1.8,
  },
};

static const double *const iris_columns[4] = { iris[0], iris[1], iris[2], iris[3] };

static int
compare_sizes (const void *a,
               const void *b)
{
  return *(const int *) a - *(const int *) b;
}

/* R 4.2: kmeans (iris[1:4], k, nstart = 200), the algorithm of Hartigan and Wong. */
static void
iris_as_published (void)
{
  static const struct
  {
    guint  k;
    double within;
    int    sizes[6];
  } published[] = {
    { 2, 152.347951760, { 53, 97 } },
    { 3, 78.851441426, { 38, 50, 62 } },
    { 4, 57.228473214, { 28, 32, 40, 50 } },
    { 5, 46.446182051, { 12, 24, 25, 39, 50 } },
    { 6, 39.039987246, { 12, 22, 24, 25, 28, 39 } },
  };

  for (guint p = 0; p < G_N_ELEMENTS (published); p++)
    {
      const guint k = published[p].k;
      double centre[6 * 4], within = NAN;
      guint32 cluster[N_IRIS];
      int sizes[6] = { 0 };

      g_assert_cmpint (clv_kmeans (N_IRIS, 4, iris_columns, k, 1, 20, centre, cluster, &within), ==, CLV_OK);
      clv_assert_near (within, published[p].within, 1e-8);
      for (guint i = 0; i < N_IRIS; i++)
        sizes[cluster[i]]++;
      qsort (sizes, k, sizeof *sizes, compare_sizes);
      for (guint c = 0; c < k; c++)
        g_assert_cmpint (sizes[c], ==, published[p].sizes[c]);
    }
}

/* R: the definition of Rousseeuw (1987) over dist (iris[1:4]) and the groups above; 0.6810 and 0.5528 are widely printed. */
static void
silhouette_of_iris (void)
{
  static const double published[] = { 0.681046169, 0.552819012, 0.498050505 };

  for (guint k = 2; k <= 4; k++)
    {
      double centre[4 * 4], silhouette = NAN;
      guint32 cluster[N_IRIS];

      g_assert_cmpint (clv_kmeans (N_IRIS, 4, iris_columns, k, 1, 20, centre, cluster, NULL), ==, CLV_OK);
      g_assert_cmpint (clv_kmeans_silhouette (N_IRIS, 4, iris_columns, k, cluster, &silhouette), ==, CLV_OK);
      clv_assert_near (silhouette, published[k - 2], 1e-8);
    }
}

static double
sum_of_squares (guint          n,
                const double  *x,
                const double  *y,
                guint          k,
                const guint32 *group)
{
  double sum = 0;

  for (guint c = 0; c < k; c++)
    {
      double mean_x = 0, mean_y = 0;
      guint size = 0;

      for (guint i = 0; i < n; i++)
        if (group[i] == c)
          {
            mean_x += x[i];
            mean_y += y[i];
            size++;
          }
      for (guint i = 0; i < n; i++)
        if (group[i] == c)
          sum += (x[i] - mean_x / size) * (x[i] - mean_x / size) + (y[i] - mean_y / size) * (y[i] - mean_y / size);
    }
  return sum;
}

/* All 3^9 ways to split nine points, for twenty clouds. */
static void
no_partition_is_better (void)
{
  ClvRandom random;

  clv_random_init (&random, 3);
  for (guint cloud = 0; cloud < 20; cloud++)
    {
      double x[9], y[9], centre[6], within = NAN, lowest = INFINITY;
      const double *const columns[] = { x, y };
      guint32 cluster[9];

      for (guint i = 0; i < 9; i++)
        {
          x[i] = clv_random_normal (&random);
          y[i] = clv_random_normal (&random);
        }
      for (guint code = 0; code < 19683; code++)
        {
          guint32 group[9];
          guint left = code;

          for (guint i = 0; i < 9; i++, left /= 3)
            group[i] = left % 3;
          lowest = fmin (lowest, sum_of_squares (9, x, y, 3, group));
        }
      g_assert_cmpint (clv_kmeans (9, 2, columns, 3, cloud, 50, centre, cluster, &within), ==, CLV_OK);
      clv_assert_near (within, lowest, 1e-9);
      clv_assert_near (within, sum_of_squares (9, x, y, 3, cluster), 1e-9);
    }
}

static void
the_same_seed_gives_the_same (void)
{
  double a[3 * 4], b[3 * 4];
  guint32 in_a[N_IRIS], in_b[N_IRIS];

  g_assert_cmpint (clv_kmeans (N_IRIS, 4, iris_columns, 3, 9, 1, a, in_a, NULL), ==, CLV_OK);
  g_assert_cmpint (clv_kmeans (N_IRIS, 4, iris_columns, 3, 9, 1, b, in_b, NULL), ==, CLV_OK);
  g_assert_cmpmem (a, sizeof a, b, sizeof b);
  g_assert_cmpmem (in_a, sizeof in_a, in_b, sizeof in_b);
}

/* Two clouds a hundred apart, centres begun at both ends of one of them. */
static void
settling_finds_the_clouds (void)
{
  double x[2000], centre[] = { 0, 1 }, within;
  const double *const columns[] = { x };
  guint32 cluster[2000];
  ClvRandom random;

  clv_random_init (&random, 5);
  for (guint i = 0; i < 2000; i++)
    x[i] = clv_random_uniform (&random) + (i % 2) * 100;
  g_assert_cmpint (clv_kmeans_settle (2000, 1, columns, 2, 50, 0, centre, cluster, &within), ==, CLV_OK);
  for (guint i = 0; i < 2000; i++)
    g_assert_cmpuint (cluster[i], ==, i % 2);
  clv_assert_near (centre[0], 0.5, 0.02);
  clv_assert_near (centre[1], 100.5, 0.02);
}

static void
bad_input_is_refused (void)
{
  const double same[] = { 1, 1, 1 }, odd[] = { 1, NAN, 2 };
  const double *const of_same[] = { same }, *const of_odd[] = { odd };
  double centre[2], silhouette;
  guint32 cluster[3] = { 0 };

  g_assert_cmpint (clv_kmeans (3, 1, of_same, 2, 1, 1, centre, cluster, NULL), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_kmeans (3, 1, of_odd, 2, 1, 1, centre, cluster, NULL), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_kmeans (1, 1, of_same, 2, 1, 1, centre, cluster, NULL), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_kmeans_silhouette (3, 1, of_same, 2, cluster, &silhouette), ==, CLV_DOMAIN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/calc/kmeans/iris-as-published", iris_as_published);
  g_test_add_func ("/calc/kmeans/silhouette-of-iris", silhouette_of_iris);
  g_test_add_func ("/calc/kmeans/no-partition-is-better", no_partition_is_better);
  g_test_add_func ("/calc/kmeans/the-same-seed-gives-the-same", the_same_seed_gives_the_same);
  g_test_add_func ("/calc/kmeans/settling-finds-the-clouds", settling_finds_the_clouds);
  g_test_add_func ("/calc/kmeans/bad-input-is-refused", bad_input_is_refused);
  return g_test_run ();
}
