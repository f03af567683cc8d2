/* clv-contracts.c - models for those who renew or leave, and for what happens once a year at most
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction-private.h"

#include <stdlib.h>

#include "clv-bgbb.h"
#include "clv-sbg.h"

/* Fewer say little about when people leave, or about who comes back. */
#define MIN_LEAVERS 30

/* A logarithm known to ± this much says nothing; nor does one at the end of what is tried, which has no error at all. */
#define MAX_LOG_ERROR 2.0

/* Longer contracts are counted up to here, in months. */
#define MAX_MONTHS 1200

/* Yearly giving: so many whole years, and so few who come twice in one. */
#define MIN_YEARS 4
#define MAX_YEARS 200
#define MAX_TWICE_SHARE 0.02

/* Of yearly giving there are few different histories: they are merged again and again, so that no sort is long. */
#define CELLS_AT_ONCE 65536

static void
add_parameters (ClvModel          *model,
                guint              n,
                const char *const *names,
                const double      *values,
                const double      *variances)
{
  model->n_parameters = n;
  for (guint i = 0; i < n; i++)
    {
      const double error = sqrt (variances[i]);
      const gboolean is_known = error > 0 && error < MAX_LOG_ERROR;

      model->name[i] = names[i];
      model->parameter[i] = values[i];
      model->standard_error[i] = is_known ? values[i] * error : NAN;
      if (!is_known && model->status == CLV_MODEL_FINE)
        model->status = CLV_MODEL_WEAK;
    }
}

/* What is known of each contract: it ended at its last renewal, or was renewed there. */
typedef struct
{
  double *left, *stayed; /* (array length = MAX_MONTHS + 1): contracts by their length in months */
  guint   longest;
  guint32 n, n_left, n_unknown;
} Contracts;

/* FALSE: cancelled. */
static gboolean
count_contracts (const ClvAnalysis       *analysis,
                 const ClvCustomerValues *values,
                 Contracts               *contracts)
{
  for (guint32 c = 0; c < analysis->n_customers; c++)
    {
      const double months = values->tenure[c], left = values->churned[c];
      guint at;

      if (c % 65536 == 0 && clv_work_is_cancelled (analysis->work))
        return FALSE;
      if (isnan (months) || isnan (left) || months < 0)
        {
          contracts->n_unknown++;
          continue;
        }
      at = (guint) MIN (floor (months), MAX_MONTHS);
      /* Nobody can leave before the first renewal; who has not come to it says nothing. */
      if (left > 0)
        contracts->left[MAX (at, 1)]++;
      else
        contracts->stayed[at]++;
      contracts->n++;
      contracts->n_left += left > 0;
      contracts->longest = MAX (contracts->longest, MAX (at, 1));
    }
  return TRUE;
}

static gboolean
fit_contracts (const Contracts *contracts,
               ClvSbgFit       *fit)
{
  const guint n = contracts->longest;
  g_autofree ClvSbgCohort *cohorts = g_new0 (ClvSbgCohort, n + 1);
  g_autofree double *nobody = g_new0 (double, n);
  guint n_cohorts = 0;

  if (contracts->n_left > 0)
    cohorts[n_cohorts++] = (ClvSbgCohort) { contracts->n_left, n, contracts->left + 1 };
  for (guint months = 1; months <= n; months++)
    if (contracts->stayed[months] > 0)
      cohorts[n_cohorts++] = (ClvSbgCohort) { contracts->stayed[months], months, nobody };
  return n_cohorts > 0 && clv_sbg_fit (n_cohorts, cohorts, fit) == CLV_OK;
}

/**
 * clv_model_of_contracts:
 * @model: (out): how long people stay, when the tables say for how long each has been a customer, and who has left
 * @fit: (out): the same to reckon with
 *
 * Source: Fader & Hardie (2007); a customer who is there after n months counts as one who has renewed n times, one who has
 * left as one who did not renew the nth time.
 *
 * Returns: FALSE when there are no contracts, or when cancelled
 */
gboolean
clv_model_of_contracts (const ClvAnalysis *analysis,
                        ClvModel          *model,
                        ClvSbgFit         *fit)
{
  static const char *const names[] = { "alpha", "beta" };
  const ClvCustomerValues *values = analysis->customer_level ? clv_ledger_get_values (analysis->ledger) : NULL;
  Contracts contracts = { 0 };
  g_autofree double *left = NULL;
  g_autofree double *stayed = NULL;

  if (values == NULL || values->tenure == NULL || values->churned == NULL)
    return FALSE;
  contracts.left = left = g_new0 (double, MAX_MONTHS + 2);
  contracts.stayed = stayed = g_new0 (double, MAX_MONTHS + 2);
  if (!count_contracts (analysis, values, &contracts))
    return FALSE;
  /* Where nobody has left, or nobody stays, there is nothing to tell apart. */
  if (contracts.n_left == 0 || contracts.n_left == contracts.n || !fit_contracts (&contracts, fit))
    return FALSE;

  *model = (ClvModel) {
    .id = "sbg",
    .title = _("Renews or leaves every month"),
    .log_likelihood = fit->log_likelihood,
    .gradient = fit->gradient,
    .condition = fit->condition,
    .n_used = contracts.n,
    .n_left_out = contracts.n_unknown,
    .status = contracts.n_left < MIN_LEAVERS ? CLV_MODEL_TOO_LITTLE_DATA : CLV_MODEL_FINE,
  };
  add_parameters (model, G_N_ELEMENTS (names), names, (const double[]) { fit->model.alpha, fit->model.beta },
                  (const double[]) { fit->covariance[0][0], fit->covariance[1][1] });
  model->sentence = model->status == CLV_MODEL_FINE
                      ? g_strdup_printf (ngettext ("Well founded: it rests on %u customer who left.",
                                                   "Well founded: it rests on %u customers who left.", contracts.n_left),
                                         contracts.n_left)
                    : model->status == CLV_MODEL_WEAK
                      ? g_strdup (_("How customers differ in loyalty cannot be told from these data; how many stay can."))
                      : g_strdup_printf (ngettext ("Only %u customer has left so far: take this as a rough picture.",
                                                   "Only %u customers have left so far: take this as a rough picture.",
                                                   contracts.n_left), contracts.n_left);
  return TRUE;
}

/* Years of purchases of one customer after the first: which, and whether any had two days. */
typedef struct
{
  int first_year, last_year; /* of purchases, within the whole years */
  int n_years;               /* with a purchase */
  int n_twice;
} Years;

static void
read_years (const ClvAnalysis *analysis,
            guint32            customer,
            int                last_whole,
            Years             *years)
{
  const ClvFindings *findings = analysis->findings;
  const ClvDocument *documents = clv_book_get_documents (analysis->book);
  const guint32 *row_document = clv_book_get_row_documents (analysis->book);
  ClvDay last_day = CLV_DAY_NONE;
  gboolean is_twice = FALSE;

  *years = (Years) { 0 };
  for (guint32 i = findings->customer_start[customer]; i < findings->customer_start[customer + 1]; i++)
    {
      const guint32 row = findings->row_order[i], document = row_document[row];
      const ClvDay day = analysis->rows->day[row];
      int year;

      if (document == CLV_NOBODY || documents[document].kind != CLV_DOCUMENT_ORDER || day == last_day)
        continue;
      last_day = day;
      clv_day_to_ymd (day, &year, NULL, NULL);
      if (year > last_whole)
        break;
      if (years->n_years > 0 && year == years->last_year)
        {
          years->n_twice += !is_twice;
          is_twice = TRUE;
          continue;
        }
      if (years->n_years++ == 0)
        years->first_year = year;
      years->last_year = year;
      is_twice = FALSE;
    }
}

static int
compare_cells (const void *a,
               const void *b)
{
  const ClvBgbbCell *x = a, *y = b;

  if (x->n != y->n)
    return x->n < y->n ? -1 : 1;
  if (x->t_x != y->t_x)
    return x->t_x < y->t_x ? -1 : 1;
  return x->x < y->x ? -1 : x->x > y->x;
}

/* Equal histories become one. */
static void
merge_cells (GArray *cells)
{
  ClvBgbbCell *cell = (ClvBgbbCell *) (void *) cells->data;
  gsize n = 0;

  if (cells->len == 0)
    return;
  qsort (cell, cells->len, sizeof *cell, compare_cells);
  for (guint i = 1; i < cells->len; i++)
    if (compare_cells (&cell[i], &cell[n]) == 0)
      cell[n].weight += cell[i].weight;
    else
      cell[++n] = cell[i];
  g_array_set_size (cells, (guint) n + 1);
}

/**
 * clv_model_of_occasions:
 * @model: (out): who gives again next year, when purchases come once a year at most
 *
 * Whole years of the calendar are the occasions; the year of the first purchase is none.
 * Source: Fader, Hardie & Shang (2010).
 *
 * Returns: FALSE when the data look otherwise: fewer than four years, or more than two in a hundred who bought twice in
 *   one; or when cancelled
 */
gboolean
clv_model_of_occasions (const ClvAnalysis *analysis,
                        ClvModel          *model)
{
  static const char *const names[] = { "alpha", "beta", "gamma", "delta" };
  g_autoptr (GArray) cells = NULL;
  guint64 n_years = 0, n_twice = 0;
  guint32 n_used = 0, n_repeat = 0, n_until_merge = CELLS_AT_ONCE;
  int last_whole, first;
  ClvBgbbFit fit;

  if (analysis->customer_level || clv_book_get_first_day (analysis->book) == CLV_DAY_NONE)
    return FALSE;
  clv_day_to_ymd (analysis->as_of + 1, &last_whole, NULL, NULL);
  last_whole--;
  clv_day_to_ymd (clv_book_get_first_day (analysis->book), &first, NULL, NULL);
  if (last_whole - first < MIN_YEARS || last_whole - first > MAX_YEARS)
    return FALSE;
  cells = g_array_new (FALSE, FALSE, sizeof (ClvBgbbCell));
  for (guint32 c = 0; c < analysis->n_customers; c++)
    {
      ClvBgbbCell cell = { .weight = 1 };
      Years years;

      if (c % 65536 == 0 && clv_work_is_cancelled (analysis->work))
        return FALSE;
      read_years (analysis, c, last_whole, &years);
      n_years += (guint64) years.n_years;
      n_twice += (guint64) years.n_twice;
      cell.n = last_whole - years.first_year;
      if (years.n_years == 0 || cell.n == 0)
        continue;
      cell.x = years.n_years - 1;
      cell.t_x = years.last_year - years.first_year;
      n_repeat += cell.x > 0;
      g_array_append_val (cells, cell);
      n_used++;
      if (cells->len == n_until_merge)
        {
          merge_cells (cells);
          n_until_merge = 2 * cells->len + CELLS_AT_ONCE;
        }
    }
  if (n_repeat < MIN_LEAVERS || (double) n_twice > MAX_TWICE_SHARE * (double) n_years)
    return FALSE;
  *model = (ClvModel) { .n_used = n_used };
  merge_cells (cells);
  if (clv_bgbb_fit (cells->len, (const ClvBgbbCell *) (const void *) cells->data, &fit) != CLV_OK)
    return FALSE;

  model->id = "bgbb";
  model->title = _("Comes back once a year, or not");
  model->log_likelihood = fit.log_likelihood;
  model->gradient = fit.gradient;
  model->condition = fit.condition;
  model->status = CLV_MODEL_FINE;
  add_parameters (model, G_N_ELEMENTS (names), names,
                  (const double[]) { fit.model.alpha, fit.model.beta, fit.model.gamma, fit.model.delta },
                  (const double[]) { fit.covariance[0][0], fit.covariance[1][1], fit.covariance[2][2], fit.covariance[3][3] });
  model->sentence = model->status == CLV_MODEL_FINE
                      ? g_strdup (_("These customers buy once a year at most: this model looks at years, not at days."))
                      : g_strdup (_("These customers buy once a year at most. How they differ cannot be told well from so few years."));
  return TRUE;
}
