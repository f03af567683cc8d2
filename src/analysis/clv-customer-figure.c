/* clv-customer-figure.c - what is known of each customer, by name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-customer-figure.h"

#include "clv-format.h"
#include "clv-journey.h"
#include "clv-rfm.h"
#include "clv-scheme-private.h"

#include <string.h>

static const struct
{
  const char   *id;
  ClvFigureKind kind;
  const char   *title;
} figures[CLV_N_CUSTOMER_FIGURES] = {
#define X(NAME, id, kind, title) { id, CLV_FIGURE_##kind, title },
  CLV_CUSTOMER_FIGURES (X)
#undef X
};

static const char *const tier_words[] = { "A", "B", "C", "D" };

const char *
clv_customer_figure_to_id (ClvCustomerFigure figure)
{
  return figure < CLV_N_CUSTOMER_FIGURES ? figures[figure].id : "";
}

gboolean
clv_customer_figure_from_id (const char        *id,
                             ClvCustomerFigure *figure)
{
  g_autofree char *wanted = g_strdelimit (g_strdup (id), "_", '-');

  for (guint i = 0; i < CLV_N_CUSTOMER_FIGURES; i++)
    if (g_ascii_strcasecmp (figures[i].id, wanted) == 0)
      {
        *figure = i;
        return TRUE;
      }
  return FALSE;
}

const char *
clv_customer_figure_get_title (ClvCustomerFigure figure)
{
  return figure < CLV_N_CUSTOMER_FIGURES ? _(figures[figure].title) : "";
}

ClvFigureKind
clv_customer_figure_get_kind (ClvCustomerFigure figure)
{
  return figure < CLV_N_CUSTOMER_FIGURES ? figures[figure].kind : CLV_FIGURE_NUMBER;
}

guint
clv_customer_figure_n_words (ClvCustomerFigure figure)
{
  return figure == CLV_FIGURE_TIER    ? G_N_ELEMENTS (tier_words)
         : figure == CLV_FIGURE_RFM   ? CLV_N_RFM_SEGMENTS
         : figure == CLV_FIGURE_STAGE ? CLV_N_STAGES
                                      : 0;
}

const char *
clv_customer_figure_get_word_id (ClvCustomerFigure figure,
                                 guint             word)
{
  if (word >= clv_customer_figure_n_words (figure))
    return "";
  return figure == CLV_FIGURE_TIER  ? tier_words[word]
         : figure == CLV_FIGURE_RFM ? clv_rfm_segment_id (word)
                                    : clv_stage_to_id (word);
}

const char *
clv_customer_figure_get_word (ClvCustomerFigure figure,
                              guint             word)
{
  if (word >= clv_customer_figure_n_words (figure))
    return "";
  return figure == CLV_FIGURE_TIER  ? _(tier_words[word])
         : figure == CLV_FIGURE_RFM ? clv_rfm_segment_get_title (word)
                                    : clv_stage_get_title (word);
}

static double
known_day (ClvDay day)
{
  return day != CLV_DAY_NONE ? day : NAN;
}

static double
known_score (guint32 score)
{
  return score != 0 ? score : NAN;
}

static double
value_of (const ClvFindings  *findings,
          const ClvValuation *valuation, /* (nullable) */
          ClvCustomerFigure   figure,
          ClvDay              as_of,
          guint32             c)
{
  const ClvCustomers *all = &findings->customers;

  switch (figure)
    {
    case CLV_FIGURE_LAST_ORDER:
      return known_day (all->last_order_day[c]);
    case CLV_FIGURE_FIRST_ORDER:
      return known_day (all->first_order_day[c]);
    case CLV_FIGURE_DAYS_SINCE:
      return all->last_order_day[c] != CLV_DAY_NONE && as_of != CLV_DAY_NONE ? as_of - all->last_order_day[c] : NAN;
    case CLV_FIGURE_ORDERS:
      return all->orders[c];
    case CLV_FIGURE_PURCHASE_DAYS:
      return all->purchase_days[c];
    case CLV_FIGURE_TENURE:
      return all->purchase_days[c] > 0 ? all->recency[c] : NAN;
    case CLV_FIGURE_RHYTHM:
      return all->frequency[c] > 0 ? (double) all->recency[c] / all->frequency[c] : NAN;
    case CLV_FIGURE_REVENUE:
      return all->revenue[c];
    case CLV_FIGURE_REFUNDS:
      return all->refunds[c];
    case CLV_FIGURE_COST:
      return all->cost[c];
    case CLV_FIGURE_ACQUISITION_COST:
      return findings->has_profit ? all->cost_by_type[CLV_COST_ACQUISITION][c] : NAN;
    case CLV_FIGURE_PROFIT:
      return all->profit[c];
    case CLV_FIGURE_MARGIN:
      return clv_analysis_is_above_zero (all->revenue[c]) ? all->profit[c] / all->revenue[c] : NAN;
    case CLV_FIGURE_AOV:
      return all->orders[c] > 0 ? all->revenue[c] / all->orders[c] : NAN;
    case CLV_FIGURE_RANK:
      return known_score (all->rank[c]);
    case CLV_FIGURE_DECILE:
      return known_score (all->decile[c]);
    case CLV_FIGURE_R:
      return known_score (all->r[c]);
    case CLV_FIGURE_F:
      return known_score (all->f[c]);
    case CLV_FIGURE_M:
      return known_score (all->m[c]);
    case CLV_FIGURE_P_ALIVE:
      return valuation != NULL ? valuation->p_alive[c] : NAN;
    case CLV_FIGURE_EXPECTED_ORDERS:
      return valuation != NULL ? valuation->expected_orders[c] : NAN;
    case CLV_FIGURE_CLV:
      return valuation != NULL ? valuation->clv[c] : NAN;
    case CLV_FIGURE_VALUE_AT_RISK:
      return valuation != NULL && valuation->value_at_risk != NULL ? valuation->value_at_risk[c] : NAN;
    case CLV_FIGURE_TIER:
      return all->tier[c] != 0 ? all->tier[c] - 'A' : NAN;
    case CLV_FIGURE_RFM:
      return all->rfm_segment[c] < CLV_N_RFM_SEGMENTS ? all->rfm_segment[c] : NAN;
    case CLV_FIGURE_STAGE:
    case CLV_N_CUSTOMER_FIGURES:
    default:
      return NAN;
    }
}

/**
 * clv_customer_figure_fill:
 * @values: (out caller-allocates): one a customer of the ledger
 *
 * Time O(n).
 */
void
clv_customer_figure_fill (ClvCustomerFigure  figure,
                          const ClvFindings *findings,
                          double            *values)
{
  const ClvDay as_of = clv_book_get_as_of (findings->book);

  if (figure == CLV_FIGURE_STAGE)
    {
      g_autoptr (ClvScheme) stages = clv_scheme_new_of_journey (findings);

      for (guint32 c = 0; c < findings->customers.n; c++)
        values[c] = findings->customers.counted[c] ? stages->by_customer[c] : NAN;
      return;
    }
  for (guint32 c = 0; c < findings->customers.n; c++)
    values[c] = findings->customers.counted[c] ? value_of (findings, findings->valuation, figure, as_of, c) : NAN;
}

/**
 * clv_customer_figure_format:
 *
 * Returns: (transfer full): the value in the user's language; “–” where there is none
 */
char *
clv_customer_figure_format (ClvCustomerFigure  figure,
                            const ClvFindings *findings,
                            double             value)
{
  if (isnan (value))
    return g_strdup ("–");
  switch (clv_customer_figure_get_kind (figure))
    {
    case CLV_FIGURE_MONEY:
      return clv_format_money (value, findings != NULL ? findings->currency : "", fabs (value) < 1000 && value != rint (value) ? 2 : 0);
    case CLV_FIGURE_SHARE:
      return clv_format_percent (value, value * 100 == rint (value * 100) ? 0 : 1);
    case CLV_FIGURE_DATE:
      return clv_format_day ((ClvDay) value);
    case CLV_FIGURE_WORD:
      return g_strdup (clv_customer_figure_get_word (figure, (guint) value));
    case CLV_FIGURE_NUMBER:
    case CLV_FIGURE_DAYS:
    default:
      return clv_format_number (value, value == rint (value) ? 0 : 1);
    }
}
