/* clv-snapshots.c - value as it was: the analysis once more, with the rows up to a date alone
 *
 * The same function as for today, so that no later row can have an influence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-snapshots.h"

#include "clv-prediction-private.h"
#include "clv-quantile.h"

#include <string.h>

/**
 * clv_findings_as_of:
 * @as_of: rows and costs after it are left out
 * @predict: whether to fit models, too
 *
 * Returns: (transfer full): the findings, or NULL with @error: CLV_LEDGER_ERROR_NO_ROWS before the first row, else as
 *   clv_analyse()
 */
ClvFindings *
clv_findings_as_of (const ClvFindings *self,
                    ClvDay             as_of,
                    gboolean           predict,
                    const ClvWork     *work,
                    GError           **error)
{
  ClvAssumptions assumptions = self->assumptions;

  assumptions.rules.as_of = as_of;
  return predict ? clv_analyse (self->ledger, &assumptions, work, error)
                 : clv_analyse_rows (self->ledger, &assumptions, work, error);
}

static double
median_of (guint32       n,
           const double *values)
{
  g_autofree double *known = g_new (double, (gsize) n + 1);
  double median = NAN;
  guint32 n_known = 0;

  for (guint32 i = 0; i < n; i++)
    if (!isnan (values[i]))
      known[n_known++] = values[i];
  if (n_known > 0)
    clv_median (n_known, known, &median);
  return median;
}

static double
sum_of (guint32       n,
        const double *values,
        guint32      *n_known)
{
  ClvSum sum = { 0 };

  *n_known = 0;
  for (guint32 i = 0; i < n; i++)
    if (!isnan (values[i]))
      {
        clv_sum_add (&sum, values[i]);
        (*n_known)++;
      }
  return *n_known > 0 ? clv_sum_get (&sum) : NAN;
}

static void
fill_snapshot (ClvSnapshot       *snapshot,
               const ClvFindings *findings)
{
  const ClvCustomerColumns *columns = &findings->columns;
  const ClvValuation *valuation = findings->valuation;
  const guint32 n = findings->customers.n;
  ClvSum tiers[4] = { { 0 } };
  guint32 n_known;

  snapshot->as_of = clv_book_get_as_of (findings->book);
  snapshot->is_predicted = valuation != NULL;
  memcpy (snapshot->metrics, findings->metrics, sizeof snapshot->metrics);
  snapshot->n_customers = n;
  snapshot->tier = g_memdup2 (columns->tier, (gsize) n + 1);
  snapshot->rfm_segment = g_memdup2 (columns->rfm_segment, (gsize) n + 1);
  snapshot->value = g_new (double, (gsize) n + 1);
  for (guint32 c = 0; c < n; c++)
    {
      snapshot->value[c] = columns->counted[c] ? columns->value[c] : NAN;
      if (columns->tier[c] >= 'A' && columns->tier[c] <= 'D')
        {
          snapshot->tier_customers[columns->tier[c] - 'A']++;
          clv_sum_add (&tiers[columns->tier[c] - 'A'], columns->value[c]);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (tiers); i++)
    snapshot->tier_value[i] = clv_sum_get (&tiers[i]);
  snapshot->value_total = sum_of (n, snapshot->value, &n_known);
  snapshot->value_median = median_of (n, snapshot->value);
  snapshot->clv_mean = snapshot->clv_median = snapshot->clv_total = NAN;
  if (valuation == NULL)
    return;
  snapshot->clv = g_memdup2 (valuation->clv, (gsize) n * sizeof *snapshot->clv);
  snapshot->clv_total = sum_of (n, snapshot->clv, &n_known);
  snapshot->clv_mean = n_known > 0 ? snapshot->clv_total / n_known : NAN;
  snapshot->clv_median = median_of (n, snapshot->clv);
}

/* The work on one of several dates. */
typedef struct
{
  const ClvWork *whole; /* (nullable) */
  guint          done, n;
} Part;

static gboolean
part_is_cancelled (gpointer user_data)
{
  return clv_work_is_cancelled (((const Part *) user_data)->whole);
}

static void
part_progress (const char *step,
               double      fraction,
               gpointer    user_data)
{
  const Part *part = user_data;

  clv_work_progress (part->whole, step, (part->done + fraction) / part->n);
}

static void
part_run (ClvWorkPart func,
          guint       n_parts,
          gpointer    data,
          gpointer    user_data)
{
  clv_work_run (((const Part *) user_data)->whole, func, n_parts, data);
}

/**
 * clv_snapshots_new_of_days:
 * @n: length of @days
 * @days: (array length=n): ascending
 *
 * Works out everything as of each day. Cancelled between and within them by @work.
 *
 * Returns: (transfer full): the snapshots, or NULL with @error
 */
ClvSnapshots *
clv_snapshots_new_of_days (const ClvFindings *self,
                           guint              n,
                           const ClvDay      *days,
                           gboolean           predict,
                           const ClvWork     *work,
                           GError           **error)
{
  g_autoptr (ClvSnapshots) result = g_new0 (ClvSnapshots, 1);

  result->snapshots = g_new0 (ClvSnapshot, (gsize) n + 1);
  for (guint i = 0; i < n; i++)
    {
      Part part = { work, i, n };
      const ClvWork own = { part_is_cancelled, part_progress, part_run, &part };
      g_autoptr (ClvFindings) findings = NULL;
      g_autoptr (GError) local_error = NULL;

      findings = clv_findings_as_of (self, days[i], predict, &own, &local_error);
      if (g_error_matches (local_error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_NO_ROWS))
        continue;
      if (findings == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      fill_snapshot (&result->snapshots[result->n++], findings);
    }
  return g_steal_pointer (&result);
}

/**
 * clv_snapshots_new:
 * @kind: as of the end of each such period that is over, and as of the as-of date
 *
 * Returns: (transfer full): the snapshots, none at customer level; or NULL with @error
 */
ClvSnapshots *
clv_snapshots_new (const ClvFindings *self,
                   ClvPeriodKind      kind,
                   gboolean           predict,
                   const ClvWork     *work,
                   GError           **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (ClvDay));
  const ClvDay as_of = clv_book_get_as_of (self->book);

  for (guint p = 0; p < self->n_periods[kind] && self->periods[kind][p].end < as_of; p++)
    g_array_append_val (days, self->periods[kind][p].end);
  if (self->n_periods[kind] > 0)
    g_array_append_val (days, as_of);
  return clv_snapshots_new_of_days (self, days->len, (const ClvDay *) (const void *) days->data, predict, work, error);
}

/**
 * clv_snapshots_free:
 *
 * Frees all of them.
 */
void
clv_snapshots_free (ClvSnapshots *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      g_free (self->snapshots[i].tier);
      g_free (self->snapshots[i].rfm_segment);
      g_free (self->snapshots[i].value);
      g_free (self->snapshots[i].clv);
    }
  g_free (self->snapshots);
  g_free (self);
}
