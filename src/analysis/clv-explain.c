/* clv-explain.c - why a customer is expected to bring what the findings say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-contract-value.h"

#include "clv-format.h"
#include "clv-prediction-text.h"

/* The window of the next purchase leaves a tenth on either side. */
#define MAX_WINDOW_DAYS 36525
#define WINDOW_LOW 0.1
#define WINDOW_HIGH 0.9

/* Two ways to the same figure. */
#define ROUNDING 1e-9

/* Position of @customer in the history of the models; FALSE when nothing is predicted of them. */
static gboolean
find_buyer (const ClvFindings *self,
            guint32            customer,
            guint32           *position)
{
  return self->valuation != NULL && !self->valuation->is_contracts && clv_buying_history_find (&self->model_set->fits->history, customer, position);
}

static const ClvBtyd *
chosen_model (const ClvFindings *self)
{
  return &self->model_set->fits->buying[self->model_set->models.chosen].model;
}

/**
 * clv_findings_next_purchase:
 * @customer: a customer of the ledger
 * @low: (out): days from the as-of day on, before which it comes in one of ten cases
 * @high: (out): days by which it has come in nine of ten cases
 *
 * When the next purchase is due, if the customer is still there and comes again.
 *
 * Returns: FALSE when nothing is predicted of this customer
 */
gboolean
clv_findings_next_purchase (const ClvFindings *self,
                            guint32            customer,
                            double            *low,
                            double            *high)
{
  const ClvModelSet *set = self->model_set;
  const ClvBtydHistory *history;
  const ClvBtydCells *cells;
  guint32 i;

  if (!find_buyer (self, customer, &i))
    return FALSE;
  cells = clv_model_fits_get_cells (set->fits, (guint) set->models.chosen);
  history = &cells->cells[cells->cell_of[i]].history;
  *low = cells->days * clv_btyd_next_purchase (chosen_model (self), history, WINDOW_LOW);
  *high = cells->days * clv_btyd_next_purchase (chosen_model (self), history, WINDOW_HIGH);
  return isfinite (*low) && isfinite (*high);
}

/**
 * clv_findings_next_order_days:
 * @customer: a customer of the ledger
 * @from: (out): first day of the window
 * @to: (out): its last day
 *
 * The window of clv_findings_next_purchase() in days of the calendar; what is to come comes after the as-of day.
 *
 * Returns: FALSE when nothing is predicted, or nothing within the life of anybody
 */
gboolean
clv_findings_next_order_days (const ClvFindings *self,
                              guint32            customer,
                              ClvDay            *from,
                              ClvDay            *to)
{
  const ClvDay as_of = clv_book_get_as_of (self->book);
  double low, high;

  if (!clv_findings_next_purchase (self, customer, &low, &high) || high > MAX_WINDOW_DAYS)
    return FALSE;
  *from = as_of + MAX (1, (ClvDay) floor (low));
  *to = as_of + MAX (1, (ClvDay) ceil (high));
  return TRUE;
}

static char *
money (const ClvFindings *self,
       double             value)
{
  return clv_format_metric (CLV_M_AOV, value, self->currency);
}

/* Rhythm and silence, and what follows from them. */
static char *
tell_presence (const ClvFindings *self,
               guint32            customer,
               guint32            i)
{
  const ClvBuyingHistory *history = &self->model_set->fits->history;
  g_autofree char *alive = clv_format_percent (self->valuation->p_alive[customer], 0);
  const int silent = history->T[i] - history->t_x[i];
  const double gap = history->x[i] > 0 ? MAX (1, rint ((double) history->t_x[i] / history->x[i])) : 0;

  if (history->x[i] == 0)
    /* Translators: days since the only purchase, then a percentage */
    return g_strdup_printf (ngettext ("Bought once, %d day ago: still a customer with a chance of %s.",
                                      "Bought once, %d days ago: still a customer with a chance of %s.", silent), silent,
                            alive);
  /* Translators: purchase days, mean days between them, days since the last one, a percentage */
  return g_strdup_printf (_("Bought on %d days, every %.0f days on average, the last time %d days ago: "
                            "still a customer with a chance of %s."),
                          history->x[i] + 1, gap, silent, alive);
}

static char *
tell_orders (const ClvFindings *self,
             guint32            customer)
{
  const ClvValuation *valuation = self->valuation;
  const double p = valuation->p_alive[customer], expected = valuation->expected_orders[customer];
  g_autofree char *orders = clv_format_number (expected, 2);
  g_autofree char *if_there = clv_format_number (p > 0 ? expected / p : 0, 2);

  /* Translators: days, number of orders, number of orders if the customer is still there */
  return g_strdup_printf (_("In the coming %.0f days %s orders are expected (%s if still there)."), valuation->horizon_days,
                          orders, if_there);
}

static char *
tell_spend (const ClvFindings *self,
            guint32            i)
{
  const ClvModelFits *fits = self->model_set->fits;
  const double own = fits->history.spend[i], expected = clv_spend_expected (&fits->spend, fits->history.x[i], own);
  const double crowd = clv_spend_expected (&fits->spend, 0, NAN);
  g_autofree char *expected_text = money (self, expected);
  g_autofree char *crowd_text = money (self, crowd);
  g_autofree char *own_text = NULL;
  g_autofree char *borrowed = NULL;

  if (isnan (own) || expected == crowd)
    /* Translators: an amount of money */
    return g_strdup_printf (_("An order is expected to be worth %s, as with all customers: "
                              "too little is known of this one’s own."), expected_text);
  own_text = money (self, own);
  borrowed = clv_format_percent (own != crowd ? CLAMP ((expected - own) / (crowd - own), 0, 1) : 0, 0);
  /* Translators: three amounts of money, then a percentage */
  return g_strdup_printf (_("An order is expected to be worth %s: own repeat orders brought %s on average, those of all "
                            "customers %s; %s of the way is taken towards all."),
                          expected_text, own_text, crowd_text, borrowed);
}

/* So much shows. */
#define SHOWS 0.005

/* Whether loyalty grows shows within two years, or not. */
#define MONTHS_THAT_TELL 24

/* (nullable) What of the purchases is free, of one whose repeat purchases so far have brought nothing. */
static char *
tell_free (const ClvFindings *self,
           guint32            i)
{
  g_autofree char *share = NULL;
  const double pays = clv_buying_history_get_pays (&self->model_set->fits->history, i);

  if (1 - pays < SHOWS)
    return NULL;
  share = clv_format_percent (pays, 0);
  /* Translators: %s is a percentage */
  return g_strdup_printf (_("So far little or nothing was paid: only %s of what paying customers spend is expected."), share);
}

/* (nullable) */
static char *
tell_returns (const ClvFindings *self,
              guint32            i)
{
  const ClvBuyingHistory *history = &self->model_set->fits->history;
  const double back = 1 - clv_buying_history_get_keeps (history, i);
  g_autofree char *share = NULL;
  g_autofree char *crowd = NULL;

  if (back < SHOWS)
    return NULL;
  share = clv_format_percent (back, 0);
  if (history->keeps == NULL)
    /* Translators: a percentage */
    return g_strdup_printf (_("Of what is ordered, %s is given back, as with all customers: that is taken off."), share);
  crowd = clv_format_percent (1 - history->kept, 0);
  /* Translators: two percentages */
  return g_strdup_printf (_("Of what this customer orders, %s is expected to come back (%s with all customers): that is taken off."),
                          share, crowd);
}

/* (nullable) Of one whose orders have cost more than they brought. */
static char *
tell_loss (const ClvFindings *self,
           guint32            customer)
{
  const ClvValuation *valuation = self->valuation;
  const double profit = self->customers.profit[customer];
  g_autofree char *loss = NULL;
  g_autofree char *margin = NULL;

  if (valuation->is_revenue || isnan (profit) || !clv_analysis_is_above_zero (-profit) ||
      !clv_analysis_is_above_zero (valuation->clv[customer]))
    return NULL;
  loss = money (self, -profit);
  margin = clv_format_percent (valuation->margin, 1);
  if (valuation->own_margin == NULL)
    /* Translators: an amount of money, then a percentage */
    return g_strdup_printf (_("So far this customer has cost %s more than was earned. That is not carried on: the margin of "
                              "all customers, %s, is taken for what is to come."), loss, margin);
  if (self->customers.revenue[customer] >= self->customers.cost_by_type[CLV_COST_GOODS][customer])
    /* Translators: an amount of money */
    return g_strdup_printf (_("So far this customer has cost %s more than was earned, though not by the goods. Costs of winning and "
                              "serving customers are taken as equal for all in what is to come."), loss);
  /* Translators: an amount of money, then a percentage */
  return g_strdup_printf (_("So far this customer has cost %s more than was earned. So few orders do not prove that it goes on: "
                            "their own margin is drawn towards that of all, %s."), loss, margin);
}

static char *
tell_value (const ClvFindings *self,
            guint32            customer)
{
  const ClvValuation *valuation = self->valuation;
  g_autofree char *value = money (self, valuation->clv[customer]);
  g_autofree char *low = money (self, valuation->clv_low[customer]);
  g_autofree char *high = money (self, valuation->clv_high[customer]);
  g_autofree char *level = clv_format_percent (valuation->interval, 0);
  g_autofree char *discount = clv_format_percent (valuation->discount_per_year, 1);
  g_autofree char *margin = NULL;

  if (valuation->is_revenue)
    /* Translators: discount rate, an amount of money, a percentage such as 80 %, two amounts */
    return g_strdup_printf (_("Discounted at %s a year that is %s of revenue, with %s certainty between %s and %s. "
                              "No margin is known."), discount, value, level, low, high);
  margin = clv_format_percent (valuation->own_margin != NULL ? valuation->own_margin[customer] : valuation->margin, 1);
  /* Translators: margin, discount rate, an amount of money, a percentage such as 80 %, two amounts */
  return g_strdup_printf (_("With a margin of %s, discounted at %s a year, that is worth %s, with %s certainty between "
                            "%s and %s."), margin, discount, value, level, low, high);
}

/* (nullable) Of somebody who is likelier to buy nothing than anything: the middle of a band says little of them. */
static char *
tell_rarity (const ClvFindings *self,
             guint32            customer)
{
  const ClvValuation *valuation = self->valuation;

  if (!clv_analysis_is_above_zero (valuation->clv[customer]) || valuation->clv_low[customer] > 0 ||
      valuation->clv_high[customer] > valuation->clv[customer] * (1 + ROUNDING))
    return NULL;
  return g_strdup (_("Most likely nothing comes, and at times more than this: what is expected is the mean of both, and so as much as "
                     "the upper end of the band."));
}

/* Of somebody under contract: until now, and what follows from it. */
static void
tell_contract (const ClvFindings *self,
               guint32            customer,
               GPtrArray         *steps)
{
  const ClvValuation *valuation = self->valuation;
  g_autofree char *chance_text = NULL;
  g_autofree char *fee_text = NULL;
  g_autofree char *payments = NULL;
  g_autofree char *span = NULL;
  gboolean grows;
  guint32 renewals;
  double chance, fee;

  if (isnan (valuation->clv[customer]))
    return;
  if (!clv_contracts_get_next (clv_valuation_get_contracts (valuation), customer, &renewals, &chance, &fee))
    {
      g_ptr_array_add (steps, g_strdup (_("Has left: nothing more is expected.")));
      return;
    }
  chance_text = clv_format_percent (chance, 1);
  fee_text = money (self, fee);
  payments = clv_format_number (valuation->expected_orders[customer], 1);
  span = clv_prediction_dup_span (valuation->horizon_days);
  grows = clv_contracts_get_chance (clv_valuation_get_contracts (valuation), renewals + MONTHS_THAT_TELL) - chance >= SHOWS;
  /* Translators: a number of months, then a percentage */
  g_ptr_array_add (steps, grows
    ? g_strdup_printf (ngettext ("Has stayed for %u month: renews the next time with a chance of %s. The longer somebody has stayed, "
                                 "the likelier it is.",
                                 "Has stayed for %u months: renews the next time with a chance of %s. The longer somebody has stayed, "
                                 "the likelier it is.", renewals), renewals, chance_text)
    : g_strdup_printf (ngettext ("Has stayed for %u month: renews the next time with a chance of %s.",
                                 "Has stayed for %u months: renews the next time with a chance of %s.", renewals), renewals, chance_text));
  /* Translators: “12 months”, a number, an amount of money */
  g_ptr_array_add (steps, g_strdup_printf (_("In the next %s %s monthly payments of %s are expected."), span, payments, fee_text));
  g_ptr_array_add (steps, tell_value (self, customer));
}

/* Takes @step. */
static void
add_step (GPtrArray *steps,
          char      *step)
{
  if (step != NULL)
    g_ptr_array_add (steps, step);
}

/**
 * clv_findings_get_what_is_left:
 * @customer: a customer of the ledger
 * @keeps: (out): share of what is ordered that is not expected to be given back
 * @pays: (out): share of what the spend model expects that is expected to be paid; below 1 only where purchases were free
 *
 * Returns: FALSE when nothing is predicted of this customer
 */
gboolean
clv_findings_get_what_is_left (const ClvFindings *self,
                               guint32            customer,
                               double            *keeps,
                               double            *pays)
{
  guint32 i;

  if (!find_buyer (self, customer, &i))
    return FALSE;
  *keeps = clv_buying_history_get_keeps (&self->model_set->fits->history, i);
  *pays = clv_buying_history_get_pays (&self->model_set->fits->history, i);
  return TRUE;
}

/**
 * clv_findings_explain_value:
 * @customer: a customer of the ledger
 *
 * Returns: (transfer full) (array zero-terminated=1): the steps from what the customer did to what they are worth, in
 *   words; none when nothing is predicted of them
 */
char **
clv_findings_explain_value (const ClvFindings *self,
                            guint32            customer)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new ();
  guint32 i;

  if (self->valuation != NULL && self->valuation->is_contracts)
    tell_contract (self, customer, steps);
  else if (find_buyer (self, customer, &i))
    {
      g_ptr_array_add (steps, tell_presence (self, customer, i));
      g_ptr_array_add (steps, tell_orders (self, customer));
      g_ptr_array_add (steps, tell_spend (self, i));
      add_step (steps, tell_free (self, i));
      add_step (steps, tell_returns (self, i));
      g_ptr_array_add (steps, tell_value (self, customer));
      add_step (steps, tell_rarity (self, customer));
      add_step (steps, tell_loss (self, customer));
    }
  g_ptr_array_add (steps, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&steps), FALSE);
}
