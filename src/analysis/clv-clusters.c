/* clv-clusters.c - customers who are alike
 *
 * Centres are found on some customers, drawn over all of them, and settled on all. Customers stand in the order of their ids, so
 * that the groups do not depend on the order of the rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-clusters.h"

#include "clv-format.h"
#include "clv-kmeans.h"
#include "clv-quantile.h"
#include "clv-random.h"
#include "clv-scheme-private.h"

#include <string.h>

#define SEED 20090607u
#define N_STARTS 5u
#define MAX_FITTED 10000u
#define MAX_MEASURED 2000u
#define MAX_ROUNDS 25u
/* With fewer changes from round to round, centres move by less than anybody sees. */
#define SETTLED 0.001
/* Rousseeuw: below, no structure was found. */
#define STRUCTURE 0.25

typedef struct
{
  guint32  n;
  guint32 *customer;                          /* in the order of their ids */
  guint    d;
  double  *raw[CLV_CLUSTERS_MAX_FIGURES];     /* by customer of the ledger */
  double  *x[CLV_CLUSTERS_MAX_FIGURES];       /* scaled, of those above */
} Points;

static void
points_clear (Points *points)
{
  g_free (points->customer);
  for (guint j = 0; j < CLV_CLUSTERS_MAX_FIGURES; j++)
    {
      g_free (points->raw[j]);
      g_free (points->x[j]);
    }
}

/* See clv-clusters.h. A figure that is the same for all says nothing, and becomes 0. */
static void
scale (double *x,
       guint32 n)
{
  g_autofree double *size = g_new (double, (gsize) n + 1);
  ClvSum sum = { 0 }, squares = { 0 };
  double unit = 1, mean, deviation;
  guint32 m = 0;

  for (guint32 i = 0; i < n; i++)
    if (x[i] != 0)
      size[m++] = fabs (x[i]);
  if (m > 0)
    clv_median (m, size, &unit);
  for (guint32 i = 0; i < n; i++)
    {
      /* Sums of the same cents differ in the last bits. */
      x[i] = rint (asinh (x[i] / unit) * 1e9) / 1e9;
      clv_sum_add (&sum, x[i]);
    }
  mean = clv_sum_get (&sum) / n;
  for (guint32 i = 0; i < n; i++)
    clv_sum_add (&squares, (x[i] - mean) * (x[i] - mean));
  deviation = sqrt (clv_sum_get (&squares) / n);
  for (guint32 i = 0; i < n; i++)
    x[i] = deviation > 1e-9 ? (x[i] - mean) / deviation : 0;
}

static void
points_init (Points                *points,
             const ClvFindings     *findings,
             const ClvClusterTerms *terms)
{
  const guint32 n_customers = findings->customers.n;
  const guint32 *id_order = clv_ledger_get_id_order (findings->ledger);
  g_autofree guint32 *by_id = g_new (guint32, (gsize) n_customers + 1);

  *points = (Points) { .d = terms->n_figures };
  points->customer = g_new (guint32, (gsize) n_customers + 1);
  for (guint j = 0; j < points->d; j++)
    {
      points->raw[j] = g_new (double, (gsize) n_customers + 1);
      clv_customer_figure_fill (terms->figures[j], findings, points->raw[j]);
    }
  for (guint32 c = 0; c < n_customers; c++)
    by_id[id_order[c]] = c;
  for (guint32 position = 0; position < n_customers; position++)
    {
      const guint32 c = by_id[position];
      gboolean is_known = findings->customers.counted[c];

      for (guint j = 0; j < points->d; j++)
        is_known = is_known && isfinite (points->raw[j][c]);
      if (is_known)
        points->customer[points->n++] = c;
    }
  for (guint j = 0; j < points->d; j++)
    {
      points->x[j] = g_new (double, (gsize) points->n + 1);
      for (guint32 i = 0; i < points->n; i++)
        points->x[j][i] = points->raw[j][points->customer[i]];
      scale (points->x[j], points->n);
    }
}

/* One of each of @wanted stretches of the customers, drawn. */
static guint32
draw_sample (const Points *points,
             guint32       wanted,
             double       *x[CLV_CLUSTERS_MAX_FIGURES])
{
  const guint32 n = MIN (points->n, wanted);
  ClvRandom random;

  clv_random_init (&random, SEED);
  for (guint j = 0; j < points->d; j++)
    x[j] = g_new (double, (gsize) n + 1);
  for (guint32 i = 0; i < n; i++)
    {
      const double at = n < points->n ? (i + clv_random_uniform (&random)) * points->n / n : i;

      for (guint j = 0; j < points->d; j++)
        x[j][i] = points->x[j][MIN ((guint32) at, points->n - 1)];
    }
  return n;
}

typedef struct
{
  guint32  n, n_measured;
  double  *x[CLV_CLUSTERS_MAX_FIGURES];
  double   centre[CLV_CLUSTERS_MAX_FIGURES * 16];
} Sample;

static ClvStatus
fit (const Points *points,
     Sample       *sample,
     guint         k,
     double       *centre,
     double       *silhouette)
{
  g_autofree guint32 *cluster = g_new (guint32, (gsize) sample->n + 1);
  const double *x[CLV_CLUSTERS_MAX_FIGURES], *every[CLV_CLUSTERS_MAX_FIGURES];
  double *thinned[CLV_CLUSTERS_MAX_FIGURES] = { NULL };
  g_autofree guint32 *of_thinned = NULL;
  const guint32 step = MAX (sample->n / MAX_MEASURED, 1);
  guint32 n = 0;
  ClvStatus status;

  for (guint j = 0; j < points->d; j++)
    x[j] = sample->x[j];
  status = clv_kmeans (sample->n, points->d, x, k, SEED + k, N_STARTS, centre, cluster, NULL);
  if (status != CLV_OK)
    return status;

  of_thinned = g_new (guint32, (gsize) sample->n + 1);
  for (guint j = 0; j < points->d; j++)
    thinned[j] = g_new (double, (gsize) sample->n + 1);
  for (guint32 i = 0; i < sample->n && n < MAX_MEASURED; i += step, n++)
    {
      for (guint j = 0; j < points->d; j++)
        thinned[j][n] = sample->x[j][i];
      of_thinned[n] = cluster[i];
    }
  for (guint j = 0; j < points->d; j++)
    every[j] = thinned[j];
  sample->n_measured = n;
  /* A group none of which was measured. */
  if (clv_kmeans_silhouette (n, points->d, every, k, of_thinned, silhouette) != CLV_OK)
    *silhouette = NAN;
  for (guint j = 0; j < points->d; j++)
    g_free (thinned[j]);
  return CLV_OK;
}

/* The centres of the best number of groups, or of the one that was asked for. 0 when there are no two groups. */
static guint
choose (const Points          *points,
        const ClvClusterTerms *terms,
        const ClvWork         *work,
        double                *centre,
        ClvClusterProof       *proof)
{
  const guint from = terms->k != 0 ? terms->k : 2, to = terms->k != 0 ? terms->k : CLV_CLUSTERS_MAX_TRIED;
  double best = -INFINITY;
  Sample sample = { 0 };

  proof->k = 0;
  proof->is_chosen = terms->k == 0;
  for (guint k = 0; k <= CLV_CLUSTERS_MAX_TRIED; k++)
    proof->silhouette[k] = NAN;
  sample.n = draw_sample (points, MAX_FITTED, sample.x);
  for (guint k = from; k <= to && !clv_work_is_cancelled (work); k++)
    {
      double silhouette = NAN;

      /* Fewer different customers than groups. */
      if (fit (points, &sample, k, sample.centre, &silhouette) != CLV_OK)
        break;
      if (k <= CLV_CLUSTERS_MAX_TRIED)
        proof->silhouette[k] = silhouette;
      if (proof->k == 0 || silhouette > best + 1e-9)
        {
          best = isnan (silhouette) ? -INFINITY : silhouette;
          proof->k = k;
          memcpy (centre, sample.centre, k * points->d * sizeof *centre);
        }
    }
  proof->n_sample = sample.n_measured;
  for (guint j = 0; j < points->d; j++)
    g_free (sample.x[j]);
  return proof->k;
}

static char *
dup_sentence (const ClvClusterTerms *terms,
              const ClvClusterProof *proof)
{
  g_autoptr (GString) figures = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  const double silhouette = proof->k <= CLV_CLUSTERS_MAX_TRIED ? proof->silhouette[proof->k] : NAN;
  g_autofree char *own = clv_format_number (silhouette, 2), *count = clv_format_count (proof->n_sample);

  for (guint j = 0; j < terms->n_figures; j++)
    g_string_append_printf (figures, "%s%s", j > 0 ? ", " : "", clv_customer_figure_get_title (terms->figures[j]));
  /* Translators: names of figures, such as “Revenue” */
  g_string_append_printf (text, _("Customers who are alike by: %s."), figures->str);
  if (isnan (silhouette))
    return g_string_free (g_steal_pointer (&text), FALSE);
  g_string_append_c (text, ' ');
  if (proof->is_chosen)
    {
      g_autoptr (GString) others = g_string_new (NULL);

      for (guint k = 2; k <= CLV_CLUSTERS_MAX_TRIED; k++)
        if (k != proof->k && !isnan (proof->silhouette[k]))
          {
            g_autofree char *value = clv_format_number (proof->silhouette[k], 2);

            g_string_append_printf (others, "%s%u: %s", others->len > 0 ? ", " : "", k, value);
          }
      /* Translators: a number of groups, a number below 1, “2: 0.31, 3: 0.35”, a count */
      g_string_append_printf (text, _("%u groups were chosen, because they are apart most clearly: their silhouette is %s of at most 1 "
                                      "(%s; measured on %s customers)."), proof->k, own, others->str, count);
    }
  else
    /* Translators: a number below 1, a count */
    g_string_append_printf (text, _("Their silhouette, which tells how clearly groups are apart, is %s of at most 1 "
                                    "(measured on %s customers)."), own, count);
  if (silhouette < STRUCTURE)
    g_string_append_printf (text, " %s", _("That is little: these customers do not fall into groups by themselves."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What the customers of each group mostly are, in the figures as they stand in the data. */
static void
describe (ClvScheme             *scheme,
          const ClvFindings     *findings,
          const Points          *points,
          const ClvClusterTerms *terms)
{
  g_autofree double *values = g_new (double, (gsize) points->n + 1);

  scheme->details = g_new0 (char *, (gsize) scheme->n + 1);
  for (guint s = 0; s < scheme->n; s++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint j = 0; j < points->d && s != scheme->rest; j++)
        {
          g_autofree char *value = NULL;
          double median;
          guint32 n = 0;

          for (guint32 i = 0; i < points->n; i++)
            if (scheme->by_customer[points->customer[i]] == s)
              values[n++] = points->raw[j][points->customer[i]];
          if (clv_median (n, values, &median) != CLV_OK)
            continue;
          value = clv_customer_figure_format (terms->figures[j], findings, median);
          g_string_append_printf (text, "%s%s: %s", j > 0 ? "; " : "", clv_customer_figure_get_title (terms->figures[j]), value);
        }
      scheme->details[s] = s == scheme->rest ? g_strdup (_("Too little is known of them.")) : g_strdup (text->str);
    }
}

static ClvScheme *
make_scheme (const ClvFindings     *findings,
             const Points          *points,
             const guint32         *cluster,
             guint                  k,
             const ClvClusterTerms *terms,
             const ClvClusterProof *proof)
{
  g_auto (GStrv) names = g_new0 (char *, (gsize) k + 2);
  ClvScheme *self;

  for (guint i = 0; i < k; i++)
    names[i] = g_strdup_printf ("%u", i);
  names[k] = g_strdup (_("(none)"));
  self = clv_scheme_start (findings, "clusters", _("Groups that are alike"), (const char *const *) names, k + 1, FALSE, k);
  for (guint32 c = 0; c < self->n_customers; c++)
    if (findings->customers.counted[c])
      self->by_customer[c] = k;
  for (guint32 i = 0; i < points->n; i++)
    self->by_customer[points->customer[i]] = cluster[i];
  clv_scheme_sort_by_value (self, findings);
  for (guint i = 0; i < self->n; i++)
    if (i != self->rest)
      {
        g_free (self->names[i]);
        /* Translators: a group of customers, by its number */
        self->names[i] = g_strdup_printf (_("Group %u"), i + 1);
      }
  self->sentence = dup_sentence (terms, proof);
  describe (self, findings, points, terms);
  return self;
}

void
clv_cluster_terms_init (ClvClusterTerms   *self,
                        const ClvFindings *findings)
{
  const double k = findings->assumptions.segments.clusters;

  *self = (ClvClusterTerms) { 3, { CLV_FIGURE_DAYS_SINCE, CLV_FIGURE_PURCHASE_DAYS, CLV_FIGURE_REVENUE }, isnan (k) ? 0 : (guint) rint (k) };
}

/**
 * clv_scheme_new_of_clusters:
 * @terms: (nullable): figures, and how many groups
 * @work: (nullable): asked whether to go on
 * @proof: (out) (optional): how clearly groups are apart
 *
 * Groups customers by k-means. How many groups is decided by the silhouette, unless somebody says it. Customers of whom a
 * figure is not known are in a group of their own. The same data give the same groups, in whatever order rows stand.
 * Time O(n), about a second for a million customers.
 *
 * Errors: CLV_ANALYSIS_ERROR_VALUE when these customers are too much alike for two groups; CLV_ANALYSIS_ERROR_CANCELLED;
 * CLV_ANALYSIS_ERROR_NO_MEMORY.
 *
 * Returns: (transfer full): the groups, most valuable first, each with its medians in words; NULL with @error
 */
ClvScheme *
clv_scheme_new_of_clusters (const ClvFindings     *findings,
                            const ClvClusterTerms *terms,
                            const ClvWork         *work,
                            ClvClusterProof       *proof,
                            GError               **error)
{
  ClvClusterTerms own;
  ClvClusterProof found;
  ClvScheme *scheme = NULL;
  Points points;

  clv_cluster_terms_init (&own, findings);
  if (terms != NULL)
    own = *terms;
  g_return_val_if_fail (own.n_figures >= 1 && own.n_figures <= CLV_CLUSTERS_MAX_FIGURES && own.k <= 16, NULL);
  points_init (&points, findings, &own);
  {
    double centre[CLV_CLUSTERS_MAX_FIGURES * 16];
    g_autofree guint32 *cluster = g_new (guint32, (gsize) points.n + 1);
    const double *x[CLV_CLUSTERS_MAX_FIGURES];
    const guint k = choose (&points, &own, work, centre, &found);
    ClvStatus status = CLV_DOMAIN;

    for (guint j = 0; j < points.d; j++)
      x[j] = points.x[j];
    if (k > 0 && !clv_work_is_cancelled (work))
      status = clv_kmeans_settle (points.n, points.d, x, k, MAX_ROUNDS, points.n > MAX_FITTED ? SETTLED : 0, centre, cluster, NULL);
    if (status == CLV_OK)
      scheme = make_scheme (findings, &points, cluster, k, &own, &found);
    else if (clv_work_is_cancelled (work))
      g_set_error_literal (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_CANCELLED, _("The calculation was cancelled."));
    else if (status == CLV_NO_MEMORY)
      g_set_error_literal (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_NO_MEMORY,
                           _("There is not enough memory to work this out. Close other programs and try again."));
    else
      g_set_error_literal (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_VALUE,
                           _("These customers are too much alike to be told apart in that many groups."));
  }
  points_clear (&points);
  if (proof != NULL)
    *proof = found;
  return scheme;
}
