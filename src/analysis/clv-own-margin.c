/* clv-own-margin.c - what the purchases of each customer leave, drawn towards what those of all do
 *
 * Somebody whose orders have cost more than they brought is not expected to bring what
 * others do; nor does one bad order prove that the next ones will be bad. How much one's
 * own figure counts follows from how far customers differ, and how far the orders of one
 * customer do.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction-private.h"

/* So few customers do not show how customers differ. */
#define MIN_CUSTOMERS 10

/* Purchase days of one customer that brought something. */
typedef struct
{
  double n, amount, left; /* left: amount - cost of goods */
  double squares;         /* Σ left² / amount, which is Σ amount · (margin of the day)² */
} Margin;

static void
end_day (Margin *margin,
         double *amount,
         double *goods)
{
  if (clv_analysis_is_above_zero (*amount))
    {
      const double left = *amount - *goods;

      margin->n++;
      margin->amount += *amount;
      margin->left += left;
      margin->squares += left * left / *amount;
    }
  *amount = *goods = 0;
}

static void
read_customer (const ClvAnalysis *self,
               guint32            customer,
               Margin            *margin)
{
  const ClvFindings *findings = self->findings;
  const ClvDocument *documents = clv_book_get_documents (self->book);
  const guint32 *row_document = clv_book_get_row_documents (self->book);
  ClvDay last = CLV_DAY_NONE;
  double amount = 0, goods = 0;

  *margin = (Margin) { 0 };
  for (guint32 i = findings->customer_start[customer]; i < findings->customer_start[customer + 1]; i++)
    {
      const guint32 row = findings->row_order[i], document = row_document[row];

      if (document == CLV_NOBODY || documents[document].kind != CLV_DOCUMENT_ORDER || self->rows->day[row] > self->as_of)
        continue;
      if (self->rows->day[row] != last)
        end_day (margin, &amount, &goods);
      last = self->rows->day[row];
      amount += self->sorted_amount[i];
      goods += self->sorted_goods[i];
    }
  end_day (margin, &amount, &goods);
}

/* The amount from which on one's own margin counts more than that of all; INFINITY when customers do not differ. */
static double
find_credibility (guint32       n,
                  const Margin *margins,
                  double       *mean)
{
  ClvSum amount = { 0 }, left = { 0 }, squares = { 0 }, within = { 0 }, between = { 0 };
  double n_days = 0, n_customers = 0, total, variance, spread;

  for (guint32 c = 0; c < n; c++)
    if (margins[c].n > 0)
      {
        const Margin *margin = &margins[c];

        n_customers++;
        n_days += margin->n;
        clv_sum_add (&amount, margin->amount);
        clv_sum_add (&left, margin->left);
        clv_sum_add (&squares, margin->amount * margin->amount);
        clv_sum_add (&within, margin->squares - margin->left * margin->left / margin->amount);
      }
  if (n_customers < MIN_CUSTOMERS || n_days <= n_customers)
    return INFINITY;
  total = clv_sum_get (&amount);
  *mean = clv_sum_get (&left) / total;
  for (guint32 c = 0; c < n; c++)
    if (margins[c].n > 0)
      {
        const double off = margins[c].left / margins[c].amount - *mean;

        clv_sum_add (&between, margins[c].amount * off * off);
      }
  variance = MAX (clv_sum_get (&within), 0) / (n_days - n_customers);
  spread = (clv_sum_get (&between) - (n_customers - 1) * variance) / (total - clv_sum_get (&squares) / total);
  /* Margins that are the same to the cent differ in their last digits. */
  return spread > 1e-9 ? variance / spread : INFINITY;
}

/**
 * clv_analysis_fill_own_margins:
 *
 * Wants the observed margin. Costs that are not those of goods are taken as equal for all.
 *
 * Source: Bühlmann & Straub (1970), Mitteilungen der Vereinigung schweizerischer Versicherungsmathematiker 70, 111-133;
 * purchase days weigh what they brought. Checked by /analysis/honesty.
 *
 * Returns: FALSE when cancelled
 */
gboolean
clv_analysis_fill_own_margins (ClvAnalysis *self)
{
  ClvFindings *findings = self->findings;
  const double all = findings->metrics[CLV_M_MARGIN].value;
  g_autofree Margin *margins = NULL;
  double credible, mean = 0;

  if (self->sorted_goods == NULL || self->goods_from_margin || !isnan (self->assumptions->margin) || isnan (all) ||
      self->totals.unknown_cost_rows > 0 || self->totals.estimated_cost_rows > 0)
    return TRUE;
  margins = g_new (Margin, (gsize) self->n_customers + 1);
  for (guint32 c = 0; c < self->n_customers; c++)
    {
      if (c % 65536 == 0 && clv_work_is_cancelled (self->work))
        return FALSE;
      read_customer (self, c, &margins[c]);
    }
  credible = find_credibility (self->n_customers, margins, &mean);
  if (!isfinite (credible))
    return TRUE;
  findings->own_margin = g_new (double, (gsize) self->n_customers + 1);
  for (guint32 c = 0; c < self->n_customers; c++)
    findings->own_margin[c] =
      all + (margins[c].n > 0 ? margins[c].amount / (margins[c].amount + credible) * (margins[c].left / margins[c].amount - mean)
                              : 0);
  return TRUE;
}
