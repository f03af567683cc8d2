/* clv-at-risk.c - who may be lost, how much that is, and what speaks for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction-private.h"

#include <stdlib.h>

/* More likely gone than not. */
#define HALF 0.5

/* A customer with fewer own gaps is helped out with the mean of all. */
#define GAPS_OF_ONES_OWN 3

/* Late by this much of the own rhythm. */
#define OVERDUE 1.5

/* Two halves of a history are compared from so many purchase days on … */
#define MIN_DAYS_TO_COMPARE 6
/* … and have to differ by as much, and by more than chance does in one of twenty. */
#define SLOWER 1.5
#define SMALLER 0.67
#define ONE_OF_TWENTY 1.645

/* Somebody who bought once or twice has no taste yet. */
#define MIN_DAYS_OF_TASTE 3

/* The purchase days of one customer, in order. */
typedef struct
{
  GArray  *day;         /* ClvDay */
  GArray  *amount;      /* double, of the orders of the day */
  gboolean is_refunded; /* something was given back since the last purchase */
  gboolean is_single;   /* all of one product or category */
} Purchases;

static void
read_purchases (const ClvAnalysis  *self,
                guint32             customer,
                const ClvAttribute *kind,
                Purchases          *purchases)
{
  const ClvFindings *findings = self->findings;
  const ClvDocument *documents = clv_book_get_documents (self->book);
  const guint32 *row_document = clv_book_get_row_documents (self->book);
  guint32 first_kind = CLV_NOBODY;

  g_array_set_size (purchases->day, 0);
  g_array_set_size (purchases->amount, 0);
  purchases->is_refunded = FALSE;
  purchases->is_single = kind != NULL;
  for (guint32 i = findings->customer_start[customer]; i < findings->customer_start[customer + 1]; i++)
    {
      const guint32 row = findings->row_order[i], document = row_document[row];
      const ClvDay day = self->rows->day[row];
      const double amount = self->sorted_amount[i];
      const guint n = purchases->day->len;
      const gboolean is_order = document != CLV_NOBODY && documents[document].kind == CLV_DOCUMENT_ORDER;

      if (is_order && (n == 0 || g_array_index (purchases->day, ClvDay, n - 1) != day))
        {
          g_array_append_val (purchases->day, day);
          g_array_append_val (purchases->amount, amount);
          purchases->is_refunded = FALSE;
        }
      else if (is_order)
        g_array_index (purchases->amount, double, n - 1) += amount;
      if (amount < 0 || (self->refund != NULL && self->refund[row] > 0) ||
          self->rows->flags[row] & (CLV_ROW_REFUNDED | CLV_ROW_GIVEN_BACK | CLV_ROW_RETURNED))
        purchases->is_refunded = TRUE;
      if (is_order && purchases->is_single)
        {
          if (first_kind == CLV_NOBODY)
            first_kind = kind->by_row[row];
          purchases->is_single = kind->by_row[row] == first_kind && first_kind != CLV_NOBODY;
        }
    }
}

static double
mean_between (const GArray *amounts,
              guint         from,
              guint         to)
{
  double sum = 0;

  for (guint i = from; i < to; i++)
    sum += g_array_index (amounts, double, i);
  return sum / (to - from);
}

/* Variance of the mean of the amounts. */
static double
variance_between (const GArray *amounts,
                  guint         from,
                  guint         to,
                  double        mean)
{
  double sum = 0;

  for (guint i = from; i < to; i++)
    sum += (g_array_index (amounts, double, i) - mean) * (g_array_index (amounts, double, i) - mean);
  return sum / (to - from - 1) / (to - from);
}

/* Whether the mean of @n_later gaps is longer than that of @n_earlier: gaps at random have logarithms of their means that are
 * nearly normal, with mean -1 / 2n and variance 1 / (n - 1/2). */
static gboolean
has_slowed_down (double earlier,
                 guint  n_earlier,
                 double later,
                 guint  n_later)
{
  const double by_chance = 0.5 / n_earlier - 0.5 / n_later;
  const double error = sqrt (1 / (n_earlier - 0.5) + 1 / (n_later - 0.5));

  return later >= SLOWER * earlier && log (later / earlier) >= by_chance + ONE_OF_TWENTY * error;
}

static gboolean
has_become_smaller (const GArray *amounts)
{
  const guint n = amounts->len, half = n / 2;
  const double before = mean_between (amounts, 0, half), after = mean_between (amounts, n - half, n);
  const double error = sqrt (variance_between (amounts, 0, half, before) + variance_between (amounts, n - half, n, after));

  return clv_analysis_is_above_zero (before) && after <= SMALLER * before && before - after >= ONE_OF_TWENTY * error;
}

static guint
find_reasons (const Purchases *purchases,
              const ClvAtRisk *risk)
{
  const guint n = purchases->day->len, half = n / 2;
  guint reasons = risk->overdue >= OVERDUE ? CLV_RISK_OVERDUE : 0;

  if (n >= MIN_DAYS_TO_COMPARE)
    {
      const ClvDay *day = &g_array_index (purchases->day, ClvDay, 0);
      const double earlier = (double) (day[half] - day[0]) / half;
      const double later = (double) (day[n - 1] - day[half]) / (n - 1 - half);

      if (has_slowed_down (earlier, half, later, n - 1 - half))
        reasons |= CLV_RISK_FALLING_FREQUENCY;
      if (has_become_smaller (purchases->amount))
        reasons |= CLV_RISK_FALLING_SIZE;
    }
  if (purchases->is_refunded)
    reasons |= CLV_RISK_REFUNDED;
  if (purchases->is_single && n >= MIN_DAYS_OF_TASTE)
    reasons |= CLV_RISK_SINGLE_PRODUCT;
  return reasons;
}

/* The column that tells kinds of goods apart: categories say more than single products. */
static const ClvAttribute *
find_kind (const ClvLedger *ledger)
{
  const ClvAttribute *found = NULL;

  for (guint i = 0; i < clv_ledger_get_n_attributes (ledger); i++)
    {
      const ClvAttribute *attribute = clv_ledger_get_attribute (ledger, i);

      if (attribute->by_row == NULL || attribute->n_values < 2)
        continue;
      if (attribute->role == CLV_ROLE_CATEGORY || (attribute->role == CLV_ROLE_PRODUCT && found == NULL))
        found = attribute;
    }
  return found;
}

static int
compare_risks (const void *a,
               const void *b)
{
  const ClvAtRisk *x = a, *y = b;

  if (x->value_at_risk != y->value_at_risk)
    return x->value_at_risk > y->value_at_risk ? -1 : 1;
  return x->customer < y->customer ? -1 : x->customer > y->customer;
}

/* Of those who came back, each with their own mean: frequent buyers have more gaps, not more weight. */
static double
mean_gap (const ClvBuyingHistory *history)
{
  double days = 0, n = 0;

  for (guint32 i = 0; i < history->n; i++)
    if (history->x[i] > 0)
      {
        days += (double) history->t_x[i] / history->x[i];
        n++;
      }
  return n > 0 ? days / n : NAN;
}

/**
 * clv_analysis_find_at_risk:
 *
 * Lists the customers with P(alive) below one half and at least two purchase days. Wants the valuation.
 *
 * Source: METRICS.md, “customers_at_risk”; what is lost is what somebody who is still there would bring, times the chance
 * of being gone.
 *
 * Returns: FALSE when cancelled
 */
gboolean
clv_analysis_find_at_risk (ClvAnalysis *self)
{
  ClvFindings *findings = self->findings;
  const ClvValuation *valuation = findings->valuation;
  const gboolean knows_purchases = valuation != NULL && !valuation->is_contracts;
  const ClvBuyingHistory *history = knows_purchases ? &findings->model_set->fits->history : NULL;
  const ClvAttribute *kind = find_kind (self->ledger);
  Purchases purchases;
  double gap_of_all;
  g_autoptr (GArray) list = NULL;

  if (!knows_purchases)
    return TRUE;
  list = g_array_new (FALSE, FALSE, sizeof (ClvAtRisk));
  gap_of_all = mean_gap (history);
  purchases.day = g_array_new (FALSE, FALSE, sizeof (ClvDay));
  purchases.amount = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint32 i = 0; i < history->n; i++)
    {
      const guint32 customer = history->customer[i];
      const double missing = MAX (0, GAPS_OF_ONES_OWN - history->x[i]);
      ClvAtRisk risk;

      if (i % 65536 == 0 && clv_work_is_cancelled (self->work))
        break;
      if (history->x[i] < 1 || !(valuation->p_alive[customer] < HALF))
        continue;
      risk = (ClvAtRisk) {
        .customer = customer,
        .p_alive = valuation->p_alive[customer],
        .value_at_risk = valuation->value_at_risk[customer],
        .clv = valuation->clv[customer],
        .days_since_last = history->T[i] - history->t_x[i],
        .own_gap_days = (double) history->t_x[i] / history->x[i],
        .usual_gap_days = (history->t_x[i] + missing * gap_of_all) / (history->x[i] + missing),
      };
      risk.overdue = risk.days_since_last / risk.usual_gap_days;
      read_purchases (self, customer, kind, &purchases);
      risk.reasons = find_reasons (&purchases, &risk);
      g_array_append_val (list, risk);
    }
  g_array_unref (purchases.day);
  g_array_unref (purchases.amount);
  if (list->len > 0)
    qsort (list->data, list->len, sizeof (ClvAtRisk), compare_risks);
  findings->n_at_risk = list->len;
  findings->at_risk = (ClvAtRisk *) g_array_free (g_steal_pointer (&list), FALSE);
  return !clv_work_is_cancelled (self->work);
}

static void
add_sentence (GString    *text,
              const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

/**
 * clv_findings_dup_risk_sentence:
 * @risk: an entry of clv_findings_get_at_risk()
 *
 * Returns: (transfer full): what speaks for it that this customer is lost, in words
 */
char *
clv_findings_dup_risk_sentence (const ClvFindings *self,
                                const ClvAtRisk   *risk)
{
  const double gap = MAX (1, rint (risk->own_gap_days)), silent = rint (risk->days_since_last);
  const guint32 n_gaps = self->customers.frequency[risk->customer];
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *rhythm = NULL;

  if (n_gaps == 1)
    {
      const guint own = self->customers.recency[risk->customer];

      /* Translators: the only gap between two orders, then days since the last order */
      rhythm = g_strdup_printf (ngettext ("Came back once after %u day, silent for %.0f.",
                                          "Came back once after %u days, silent for %.0f.", own), own, silent);
    }
  else
    /* Translators: usual days between orders, then days since the last order */
    rhythm = g_strdup_printf (ngettext ("Bought every %.0f day, silent for %.0f.",
                                        "Bought every %.0f days, silent for %.0f.", (gulong) gap), gap, silent);
  add_sentence (text, rhythm);
  if (risk->reasons & CLV_RISK_FALLING_FREQUENCY)
    add_sentence (text, _("The time between orders has grown."));
  if (risk->reasons & CLV_RISK_FALLING_SIZE)
    add_sentence (text, _("The last orders were smaller than those before."));
  if (risk->reasons & CLV_RISK_REFUNDED)
    add_sentence (text, _("Something was given back after the last order."));
  if (risk->reasons & CLV_RISK_SINGLE_PRODUCT)
    add_sentence (text, _("All orders were for one kind of goods."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
