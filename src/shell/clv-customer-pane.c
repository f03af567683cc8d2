/* clv-customer-pane.c - one customer: how the value came about, and what was ordered when
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-customer-pane.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-chart-view.h"
#include "clv-format.h"
#include "clv-metric-card.h"
#include "clv-prediction-text.h"
#include "clv-report.h"
#include "clv-text-table.h"

#define MAX_ORDERS_LISTED 200

struct _ClvCustomerPane
{
  AdwBin         parent_instance;

  /* template */
  AdwAvatar     *avatar;
  GtkLabel      *name;
  GtkLabel      *subtitle;
  GtkLabel      *verdict;
  ClvMetricCard *value_card;
  ClvMetricCard *orders_card;
  ClvMetricCard *share_card;
  ClvChartView  *timeline;
  ClvChartView  *waterfall;
  GtkLabel      *rfm;
  GtkWidget     *orders_box;
  GtkLabel      *orders_note;
  GtkWidget     *next_box;
  ClvMetricCard *next_card;
  ClvMetricCard *alive_card;
  GtkWidget     *why_box;
  GtkLabel      *why_title;
  GtkBox        *why_steps;
  ClvTextTable  *orders;
};

enum
{
  CLOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ClvCustomerPane, clv_customer_pane, ADW_TYPE_BIN)

static void
close_cb (ClvCustomerPane *self)
{
  g_signal_emit (self, signals[CLOSE], 0);
}

static void
show_header (ClvCustomerPane *self,
             ClvFindings     *findings,
             guint32          customer)
{
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  ClvLedger *ledger = clv_findings_get_ledger (findings);
  const char *id = clv_ledger_get_customer_id (ledger, customer);
  const char *name = clv_ledger_get_customer_name (ledger, customer);
  g_autoptr (GString) subtitle = g_string_new (NULL);

  if (*name == '\0')
    name = id;
  else
    g_string_append (subtitle, id);
  if (customers->first_order_day != NULL && customers->first_order_day[customer] != CLV_DAY_NONE)
    {
      g_autofree char *since = clv_format_period (customers->first_order_day[customer], CLV_PERIOD_MONTH);

      if (subtitle->len > 0)
        g_string_append (subtitle, " · ");
      /* Translators: %s is a month, such as “May 2024” */
      g_string_append_printf (subtitle, _("customer since %s"), since);
    }
  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->subtitle, subtitle->str);
}

/* Twice as long as usual is no accident any more; half as long again is a sign. */
#define OVERDUE_FROM 1.5

/* More likely gone than not. */
#define PROBABLY_LEFT 0.5

static double
chance_alive (ClvFindings *findings,
              guint32      customer)
{
  const ClvValuation *valuation = clv_findings_get_valuation (findings);

  return valuation != NULL ? valuation->p_alive[customer] : NAN;
}

static gboolean
is_probably_gone (ClvFindings *findings,
                  guint32      customer)
{
  return chance_alive (findings, customer) < PROBABLY_LEFT
         && clv_findings_get_customers (findings)->frequency[customer] > 0;
}

/* When the next order is due, if it can be told, and whether it should have come by now. */
static void
append_next_order (GString     *text,
                   ClvFindings *findings,
                   guint32      customer,
                   ClvDay       as_of)
{
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  guint32 repeats = customers->frequency[customer];
  ClvDay first, last;

  if (repeats > 0)
    {
      double rhythm = MAX ((double) customers->recency[customer] / repeats, 1);
      ClvDay last_order = customers->last_order_day[customer];

      if (as_of - last_order >= OVERDUE_FROM * rhythm)
        {
          g_autofree char *since = clv_format_day (last_order + (ClvDay) lround (rhythm));

          g_string_append_c (text, ' ');
          /* Translators: %s is a date */
          g_string_append_printf (text, _("Overdue since %s."), since);
        }
    }
  if (clv_findings_next_order_days (findings, customer, &first, &last))
    {
      g_autofree char *from = clv_format_day (first);
      g_autofree char *to = clv_format_day (last);

      g_string_append_c (text, ' ');
      if (is_probably_gone (findings, customer))
        /* Translators: two dates */
        g_string_append_printf (text, _("If still there, the next order comes between %s and %s."), from, to);
      else
        /* Translators: two dates */
        g_string_append_printf (text, _("Next order expected %s – %s."), from, to);
    }
}

/* What stands out about the customer, true for these figures; never a cause, never a gender. */
static char *
verdict_text (ClvFindings *findings,
              guint32      customer)
{
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  gboolean profit = clv_findings_has_profit (findings);
  g_autoptr (GString) text = g_string_new (NULL);
  ClvMetric as_of = clv_findings_get_metric (findings, CLV_M_AS_OF_DATE);

  if (is_probably_gone (findings, customer))
    {
      g_string_append (text, _("Has probably left."));
      g_string_append_c (text, ' ');
    }
  if (customers->value[customer] < 0)
    g_string_append (text, profit ? _("Cost more than was earned.") : _("Got back more than was paid."));
  else if (customers->tier[customer] == 'A')
    g_string_append (text, profit ? _("Among the customers who make the first 80 % of all gains.")
                                  : _("Among the customers who make the first 80 % of revenue."));
  else if (customers->tier[customer] == 'B')
    g_string_append (text, profit ? _("In the middle: makes part of the next 15 % of all gains.")
                                  : _("In the middle: makes part of the next 15 % of revenue."));
  else if (customers->tier[customer] == 'C')
    g_string_append (text, profit ? _("One of many who make the last 5 % of all gains.")
                                  : _("One of many who make the last 5 % of revenue."));
  else
    g_string_append (text, _("No value yet."));

  if (as_of.reason == NULL && customers->last_order_day[customer] != CLV_DAY_NONE)
    {
      int days = (int) as_of.value - customers->last_order_day[customer];
      guint32 repeats = customers->frequency[customer];

      g_string_append_c (text, ' ');
      if (repeats > 0)
        {
          int rhythm = (int) lround ((double) customers->recency[customer] / repeats);

          g_string_append_printf (text, ngettext ("Ordered every day on average.", "Ordered every %d days on average.",
                                                  rhythm), rhythm);
          g_string_append_c (text, ' ');
          g_string_append_printf (text, ngettext ("The last order is %d day old.", "The last order is %d days old.",
                                                  days), days);
        }
      else
        g_string_append_printf (text, ngettext ("Ordered on one day only, %d day ago.",
                                                "Ordered on one day only, %d days ago.", days), days);
      append_next_order (text, findings, customer, (ClvDay) as_of.value);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_cards (ClvCustomerPane *self,
            ClvFindings     *findings,
            guint32          customer)
{
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  const char *currency = clv_findings_get_currency (findings);
  gboolean profit = clv_findings_has_profit (findings);
  guint32 n;
  g_autofree char *value = clv_format_money (customers->value[customer], currency,
                                             fabs (customers->value[customer]) >= 1000 ? 0 : 2);
  g_autofree char *orders = clv_format_count (customers->orders[customer]);
  g_autofree char *share = clv_format_percent (customers->share[customer], 1);
  g_autofree char *rank = NULL;
  g_autofree char *total = NULL;
  g_autofree char *rank_note = NULL;
  g_autofree char *aov_note = NULL;
  g_autofree char *exact = clv_format_money (customers->value[customer], currency, 2);
  g_autofree char *revenue = clv_format_money (customers->revenue[customer], currency, 2);
  g_autofree char *cost = clv_format_money (profit ? customers->cost[customer] : NAN, currency, 2);
  g_autofree char *gross = clv_format_money (customers->revenue_gross[customer], currency, 2);
  g_autofree char *refunds = clv_format_money (customers->refunds[customer], currency, 2);

  clv_findings_get_by_rank (findings, &n);
  rank = clv_format_count (customers->rank[customer]);
  total = clv_format_count (n);
  /* Translators: the rank of a customer, and the number of customers */
  rank_note = g_strdup_printf (_("rank %s of %s"), rank, total);
  clv_metric_card_set_value (self->value_card, profit ? _("Profit so far") : _("Revenue so far"), value, NULL);
  clv_metric_card_set_note (self->value_card, customers->rank[customer] > 0 ? rank_note : "", 0);
  {
    const char *inputs[] = { _("Bought"), gross, _("Refunds"), refunds, _("Net revenue"), revenue, _("Costs"), cost,
                             profit ? _("Profit") : _("Value"), exact, NULL };

    clv_metric_card_set_why (self->value_card,
                             profit ? _("Net revenue less the customer’s own and allocated costs")
                                    : _("Net revenue; no costs are known"), inputs);
  }

  clv_metric_card_set_value (self->orders_card, _("Orders"), orders, NULL);
  if (customers->orders[customer] > 0)
    {
      g_autofree char *aov = clv_format_money (customers->revenue[customer] / customers->orders[customer], currency, 0);

      /* Translators: an amount of money */
      aov_note = g_strdup_printf (_("%s each"), aov);
    }
  clv_metric_card_set_note (self->orders_card, aov_note != NULL ? aov_note : "", 0);
  {
    g_autofree char *credit = clv_format_count (customers->credit_notes[customer]);
    g_autofree char *days = clv_format_count (customers->purchase_days[customer]);
    const char *inputs[] = { _("Orders"), orders, _("Credit notes"), credit, _("Days with a purchase"), days, NULL };

    clv_metric_card_set_why (self->orders_card, _("Documents of this customer that are no credit notes"), inputs);
  }

  clv_metric_card_set_value (self->share_card, profit ? _("Share of profit") : _("Share of revenue"), share, NULL);
  {
    g_autofree char *cumulative = clv_format_percent (customers->cumulative_share[customer], 1);
    /* Translators: a percentage */
    g_autofree char *note = g_strdup_printf (_("up to here %s"), cumulative);
    const char *inputs[] = { _("This customer"), exact, _("Share"), share, _("All down to this rank"), cumulative, NULL };

    clv_metric_card_set_note (self->share_card, isnan (customers->cumulative_share[customer]) ? "" : note, 0);
    clv_metric_card_set_why (self->share_card, _("Value of this customer ÷ value of all customers"), inputs);
  }
}

static void
show_next_card (ClvCustomerPane    *self,
                ClvFindings        *findings,
                const ClvValuation *valuation,
                guint32             customer)
{
  const char *currency = clv_findings_get_currency (findings);
  double value = valuation->clv[customer];
  g_autofree char *ahead = clv_prediction_dup_ahead (valuation->horizon_days);
  g_autofree char *money = clv_format_money (value, currency, fabs (value) >= 1000 ? 0 : 2);
  g_autofree char *level = clv_format_percent (valuation->interval, 0);
  g_autofree char *range = clv_prediction_dup_range (valuation->clv_low[customer], valuation->clv_high[customer], currency);
  /* Translators: a percentage such as 80 %, an interval of money */
  g_autofree char *note = g_strdup_printf (_("%s sure: %s"), level, range);
  g_autofree char *orders = clv_format_number (valuation->expected_orders[customer], 2);
  g_autofree char *spend = clv_format_money (valuation->spend[customer], currency, 2);
  g_autofree char *margin = valuation->is_revenue ? g_strdup (_("none known")) : clv_format_percent (valuation->margin, 1);
  g_autofree char *discount = clv_format_percent (valuation->discount_per_year, 1);
  const gboolean is_contract = valuation->is_contracts;
  const char *inputs[] = { is_contract ? _("Expected payments") : _("Expected orders"), orders,
                           is_contract ? _("Monthly fee") : _("Value of an order"), spend, _("Margin"), margin,
                           _("Discount rate a year"), discount, _("Band"), range, NULL };

  clv_metric_card_set_value (self->next_card, ahead, money, NULL);
  clv_metric_card_set_note (self->next_card, note, 0);
  clv_metric_card_set_why (self->next_card,
                           is_contract ? _("Expected payments × monthly fee × margin, discounted to today")
                                       : _("Expected orders × value of an order × margin, discounted to today"), inputs);
}

static void
show_alive_card (ClvCustomerPane    *self,
                 ClvFindings        *findings,
                 const ClvValuation *valuation,
                 guint32             customer)
{
  double p = valuation->p_alive[customer], sum = 0;
  guint32 n = 0;
  g_autofree char *alive = clv_prediction_dup_chance (p);
  g_autofree char *average = NULL;
  g_autofree char *note = NULL;

  for (guint32 i = 0; i < valuation->n; i++)
    if (!isnan (valuation->p_alive[i]))
      {
        sum += valuation->p_alive[i];
        n++;
      }
  average = clv_format_percent (n > 0 ? sum / n : NAN, 0);
  /* Translators: a percentage */
  note = g_strdup_printf (_("average of all: %s"), average);
  {
    const char *inputs[] = { _("This customer"), alive, _("Average of all"), average, NULL };

    clv_metric_card_set_value (self->alive_card, valuation->is_contracts ? _("Under contract") : _("Still active"),
                               !valuation->is_contracts ? alive : p > 0 ? _("Yes") : _("No"), NULL);
    clv_metric_card_set_note (self->alive_card, note, p < PROBABLY_LEFT ? -1 : 0);
    clv_metric_card_set_why (self->alive_card,
                             valuation->is_contracts ? _("Whether the table says that the customer has left")
                                                     : _("The chance of being still a customer, from rhythm and silence"), inputs);
  }
}

static void
show_why (ClvCustomerPane    *self,
          ClvFindings        *findings,
          const ClvValuation *valuation,
          guint32             customer)
{
  g_auto (GStrv) steps = clv_findings_explain_value (findings, customer);
  double value = valuation->clv[customer];
  g_autofree char *money = clv_format_money (value, clv_findings_get_currency (findings), fabs (value) >= 1000 ? 0 : 2);
  /* Translators: an amount of money; the heading of an explanation */
  g_autofree char *title = g_strdup_printf (_("Why %s?"), money);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->why_steps))) != NULL)
    gtk_box_remove (self->why_steps, child);
  gtk_label_set_text (self->why_title, title);
  gtk_widget_set_visible (self->why_box, steps != NULL && steps[0] != NULL);
  for (guint i = 0; steps != NULL && steps[i] != NULL; i++)
    {
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      GtkWidget *badge = gtk_label_new (number);
      GtkWidget *text = gtk_label_new (steps[i]);

      gtk_widget_add_css_class (badge, "step-badge");
      gtk_widget_set_valign (badge, GTK_ALIGN_START);
      gtk_label_set_wrap (GTK_LABEL (text), TRUE);
      gtk_label_set_xalign (GTK_LABEL (text), 0);
      gtk_label_set_max_width_chars (GTK_LABEL (text), 36);
      gtk_widget_set_hexpand (text, TRUE);
      gtk_widget_add_css_class (text, "step");
      gtk_box_append (GTK_BOX (line), badge);
      gtk_box_append (GTK_BOX (line), text);
      gtk_box_append (self->why_steps, line);
    }
}

/* What is to come of this customer, where it can be told. */
static void
show_prediction (ClvCustomerPane *self,
                 ClvFindings     *findings,
                 guint32          customer)
{
  const ClvValuation *valuation = clv_findings_get_valuation (findings);
  gboolean there = valuation != NULL && !isnan (valuation->clv[customer]);

  gtk_widget_set_visible (self->next_box, there);
  gtk_widget_set_visible (self->why_box, there);
  if (!there)
    return;
  show_next_card (self, findings, valuation, customer);
  show_alive_card (self, findings, valuation, customer);
  show_why (self, findings, valuation, customer);
}

static void
show_rfm (ClvCustomerPane *self,
          ClvFindings     *findings,
          guint32          customer)
{
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  const ClvSegmentScheme *scheme = clv_findings_find_scheme (findings, "rfm");
  g_autofree char *text = NULL;

  if (customers->r == NULL || customers->r[customer] == 0)
    {
      gtk_label_set_text (self->rfm, _("Recency, frequency, money: no score without a purchase"));
      return;
    }
  if (scheme != NULL && scheme->by_customer != NULL && scheme->by_customer[customer] < scheme->n_segments)
    /* Translators: three scores from 1 to 5, then the segment they make */
    text = g_strdup_printf (_("Recency %d, frequency %d, money %d of 5: %s"), customers->r[customer],
                            customers->f[customer], customers->m[customer],
                            scheme->segments[scheme->by_customer[customer]].name);
  else
    text = g_strdup_printf (_("Recency %d, frequency %d, money %d of 5"), customers->r[customer],
                            customers->f[customer], customers->m[customer]);
  gtk_label_set_text (self->rfm, text);
}

static void
show_chart (ClvChartView *view,
            ClvChart     *chart)
{
  gsize n_points = 0;

  for (guint i = 0; chart != NULL && i < chart->series->len; i++)
    n_points += ((ClvChartSeries *) chart->series->pdata[i])->n;
  gtk_widget_set_visible (GTK_WIDGET (view), n_points > 0);
  clv_chart_view_take_chart (view, chart);
}

static void
show_orders (ClvCustomerPane *self,
             ClvFindings     *findings,
             guint32          customer)
{
  ClvLedger *ledger = clv_findings_get_ledger (findings);
  const ClvLedgerRows *rows = clv_ledger_get_rows (ledger);
  const ClvBook *book = clv_findings_get_book (findings);
  const guint32 *document_of = clv_book_get_row_documents (book);
  const ClvDocument *documents = clv_book_get_documents (book);
  const char *currency = clv_findings_get_currency (findings);
  g_autoptr (GArray) mine = clv_findings_dup_customer_rows (findings, customer);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  guint32 n_all = customers->orders[customer] + customers->credit_notes[customer];
  guint32 last = CLV_NOBODY;
  guint n_listed = 0;

  gtk_widget_set_visible (self->orders_box, mine != NULL && mine->len > 0 && rows != NULL);
  clv_text_table_clear (self->orders);
  /* A shop's “guest” may have a million rows: those of the orders that are listed are enough. */
  for (guint i = mine != NULL ? mine->len : 0; i > 0 && rows != NULL && n_listed < MAX_ORDERS_LISTED; i--)
    {
      guint32 row = g_array_index (mine, guint32, i - 1);
      guint32 document = document_of[row];
      const ClvDocument *of;

      /* The lines of one order nearly always stand together. */
      if (document == last || document == CLV_NOBODY)
        continue;
      last = document;
      if (!g_hash_table_add (seen, GUINT_TO_POINTER (document + 1)))
        continue;
      of = &documents[document];
      {
        g_autofree char *day = of->day != CLV_DAY_NONE ? clv_format_day (of->day) : g_strdup ("–");
        g_autofree char *lines = clv_format_count (of->n_rows);
        g_autofree char *amount = clv_format_money (of->amount, currency, 2);
        const char *id = rows->order != NULL && rows->order[row] != CLV_NOBODY
                           ? clv_ledger_get_order_id (ledger, rows->order[row]) : "";
        g_autofree char *name = of->kind == CLV_DOCUMENT_CREDIT_NOTE
                                  /* Translators: %s is a document number */
                                  ? g_strdup_printf (_("%s (credit)"), id) : g_strdup (id);
        const char *texts[] = { day, name, lines, amount };

        clv_text_table_append (self->orders, texts, of->amount);
        n_listed++;
      }
    }
  clv_text_table_finish (self->orders);
  if (n_listed == MAX_ORDERS_LISTED && n_all > n_listed)
    {
      g_autofree char *more = clv_format_count (n_all - n_listed);
      /* Translators: %s is a number of orders */
      g_autofree char *note = g_strdup_printf (_("%s older ones are in the exported report"), more);

      gtk_label_set_text (self->orders_note, note);
    }
  else
    gtk_label_set_text (self->orders_note, "");
}

static void
clv_customer_pane_class_init (ClvCustomerPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CLOSE] = g_signal_new ("close", CLV_TYPE_CUSTOMER_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-customer-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvCustomerPane, avatar);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomerPane, name);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomerPane, subtitle);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomerPane, verdict);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomerPane, value_card);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomerPane, orders_card);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomerPane, share_card);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomerPane, timeline);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomerPane, waterfall);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomerPane, rfm);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomerPane, orders_box);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomerPane, orders_note);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomerPane, orders);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomerPane, next_box);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomerPane, next_card);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomerPane, alive_card);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomerPane, why_box);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomerPane, why_title);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomerPane, why_steps);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
clv_customer_pane_init (ClvCustomerPane *self)
{
  const ClvTextColumn columns[] = {
    { _("Date"), FALSE, FALSE, FALSE },
    { _("Order"), FALSE, FALSE, TRUE },
    { _("Lines"), TRUE, FALSE, FALSE },
    { _("Amount"), TRUE, FALSE, FALSE },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  clv_text_table_set_columns (self->orders, columns, G_N_ELEMENTS (columns));
}

/**
 * clv_customer_pane_show:
 * @customer: row id in @findings
 *
 * Shows one customer. Nothing of @findings is kept.
 */
void
clv_customer_pane_show (ClvCustomerPane *self,
                        ClvFindings     *findings,
                        guint32          customer)
{
  const ClvCustomers *customers;
  g_autofree char *verdict = NULL;
  gboolean is_bad;

  g_return_if_fail (CLV_IS_CUSTOMER_PANE (self));
  customers = clv_findings_get_customers (findings);
  g_return_if_fail (customer < customers->n);

  show_header (self, findings, customer);
  verdict = verdict_text (findings, customer);
  gtk_label_set_text (self->verdict, verdict);
  is_bad = customers->value[customer] < 0 || is_probably_gone (findings, customer);
  gtk_widget_remove_css_class (GTK_WIDGET (self->verdict), is_bad ? "good" : "bad");
  gtk_widget_add_css_class (GTK_WIDGET (self->verdict), is_bad ? "bad" : "good");
  show_cards (self, findings, customer);
  show_prediction (self, findings, customer);
  show_rfm (self, findings, customer);
  show_chart (self->timeline, clv_report_customer_timeline (findings, customer));
  show_chart (self->waterfall, clv_report_customer_chart (findings, customer));
  show_orders (self, findings, customer);
}
