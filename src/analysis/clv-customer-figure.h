/* clv-customer-figure.h - what is known of each customer, by name: for rules and for groups that are alike
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-findings.h"

G_BEGIN_DECLS

typedef enum
{
  CLV_FIGURE_NUMBER,
  CLV_FIGURE_MONEY,
  CLV_FIGURE_SHARE, /* a fraction, shown in percent */
  CLV_FIGURE_DAYS,
  CLV_FIGURE_DATE,  /* a ClvDay as double */
  CLV_FIGURE_WORD,  /* the number of one of a few words */
} ClvFigureKind;

/* X (ENUM, "id", kind, title) */
#define CLV_CUSTOMER_FIGURES(X)                                                   \
  X (LAST_ORDER, "last-order", DATE, N_("Last order"))                            \
  X (FIRST_ORDER, "first-order", DATE, N_("First order"))                         \
  X (DAYS_SINCE, "days-since", DAYS, N_("Days since the last order"))             \
  X (ORDERS, "orders", NUMBER, N_("Orders"))                                      \
  X (PURCHASE_DAYS, "purchase-days", NUMBER, N_("Days with a purchase"))          \
  X (TENURE, "tenure", DAYS, N_("Days from the first to the last purchase"))      \
  X (RHYTHM, "rhythm", DAYS, N_("Days between purchases"))                        \
  X (REVENUE, "revenue", MONEY, N_("Revenue"))                                    \
  X (REFUNDS, "refunds", MONEY, N_("Refunds"))                                    \
  X (COST, "cost", MONEY, N_("Cost"))                                             \
  X (ACQUISITION_COST, "acquisition-cost", MONEY, N_("Acquisition cost"))         \
  X (PROFIT, "profit", MONEY, N_("Profit"))                                       \
  X (MARGIN, "margin", SHARE, N_("Margin"))                                       \
  X (AOV, "aov", MONEY, N_("Average order value"))                                \
  X (RANK, "rank", NUMBER, N_("Rank"))                                            \
  X (DECILE, "decile", NUMBER, N_("Tenth by value"))                              \
  X (R, "r", NUMBER, N_("Score of recency"))                                      \
  X (F, "f", NUMBER, N_("Score of frequency"))                                    \
  X (M, "m", NUMBER, N_("Score of money"))                                        \
  X (P_ALIVE, "p-alive", SHARE, N_("Chance of still being a customer"))           \
  X (EXPECTED_ORDERS, "expected-orders", NUMBER, N_("Expected orders"))           \
  X (CLV, "clv", MONEY, N_("Expected value"))                                     \
  X (VALUE_AT_RISK, "value-at-risk", MONEY, N_("Value at risk"))                  \
  X (TIER, "tier", WORD, N_("Value tier"))                                        \
  X (RFM, "rfm", WORD, N_("RFM segment"))                                         \
  X (STAGE, "stage", WORD, N_("Stage of the customer"))

typedef enum
{
#define X(NAME, id, kind, title) CLV_FIGURE_##NAME,
  CLV_CUSTOMER_FIGURES (X)
#undef X
  CLV_N_CUSTOMER_FIGURES
} ClvCustomerFigure;

const char   *clv_customer_figure_to_id       (ClvCustomerFigure figure);
/* Ids in any case, underscores taken as dashes. */
gboolean      clv_customer_figure_from_id     (const char        *id,
                                               ClvCustomerFigure *figure);
const char   *clv_customer_figure_get_title   (ClvCustomerFigure figure); /* translated */
ClvFigureKind clv_customer_figure_get_kind    (ClvCustomerFigure figure);
/* Of CLV_FIGURE_WORD: how many words, and the id and title of each. */
guint         clv_customer_figure_n_words     (ClvCustomerFigure figure);
const char   *clv_customer_figure_get_word_id (ClvCustomerFigure figure,
                                               guint             word);
const char   *clv_customer_figure_get_word    (ClvCustomerFigure figure, /* translated */
                                               guint             word);
/* (array length=n) of all customers of the ledger; NaN where unknown, and of those who do not count. */
void          clv_customer_figure_fill        (ClvCustomerFigure  figure,
                                               const ClvFindings *findings,
                                               double            *values);
/* The value as people read it. (transfer full) */
char         *clv_customer_figure_format      (ClvCustomerFigure  figure,
                                               const ClvFindings *findings,
                                               double             value);

G_END_DECLS
