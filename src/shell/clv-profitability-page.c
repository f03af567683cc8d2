/* clv-profitability-page.c - who makes the profit: whale curve, tenths, who loses money
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-profitability-page.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-chart-view.h"
#include "clv-customer-list.h"
#include "clv-format.h"
#include "clv-report.h"
#include "clv-text-table.h"

#define MAX_LOSERS_LISTED 50

struct _ClvProfitabilityPage
{
  ClvPage       parent_instance;

  /* template */
  GtkLabel     *heading;
  GtkLabel     *subheading;
  ClvChartView *whale;
  GtkButton    *best;
  ClvChartView *deciles;
  ClvChartView *lorenz;
  GtkWidget    *switcher;
  GtkStack     *stack;
  GtkLabel     *losers_title;
  GtkLabel     *losers_subtitle;
  ClvTextTable *losers;
  GtkButton    *all_losers;

  /* owned */
  double       *sums;      /* value of the best k customers, k = 0 … n */
  GArray       *loser_rows;

  /* state */
  guint32       n;         /* customers with a rank */
};

G_DEFINE_FINAL_TYPE (ClvProfitabilityPage, clv_profitability_page, CLV_TYPE_PAGE)

/* Customers whose figures the file does not have stand last, without a rank: they are neither good nor bad. */
static void
add_up (ClvProfitabilityPage *self,
        ClvFindings          *findings)
{
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  const guint32 *by_rank = clv_findings_get_by_rank (findings, &self->n);

  while (self->n > 0 && customers->rank[by_rank[self->n - 1]] == 0)
    self->n--;
  g_free (self->sums);
  self->sums = g_new0 (double, (gsize) self->n + 1);
  for (guint32 k = 0; k < self->n; k++)
    self->sums[k + 1] = self->sums[k] + customers->value[by_rank[k]];
}

/* Customers left of the line; 0 without one. */
static guint32
count_best (ClvProfitabilityPage *self)
{
  const double cut = clv_chart_view_get_cut (self->whale);

  return isnan (cut) ? 0 : (guint32) CLAMP (lround (cut * self->n), 0, (long) self->n);
}

static void
name_best (ClvProfitabilityPage *self)
{
  const guint32 k = count_best (self);
  g_autofree char *count = clv_format_count (k);
  g_autofree char *label = g_strdup_printf (ngettext ("Show the Best %s Customer", "Show the Best %s Customers", k), count);

  gtk_button_set_label (self->best, label);
  gtk_widget_set_visible (GTK_WIDGET (self->best), k > 0);
}

static void
best_cb (ClvProfitabilityPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-segment", "(su)", CLV_CUSTOMERS_BEST, count_best (self));
}

static void
tenth_activated_cb (ClvProfitabilityPage *self,
                    guint                 series,
                    guint                 point)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-segment", "(su)", CLV_CUSTOMERS_TENTH, point);
}

static void
show_cut (ClvProfitabilityPage *self)
{
  ClvFindings *findings = clv_page_get_findings (CLV_PAGE (self));
  double cut = clv_chart_view_get_cut (self->whale);
  const char *currency;
  gboolean profit;
  const ClvCustomers *customers;
  const guint32 *by_rank;
  guint32 k, n;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *count = NULL;
  g_autofree char *share = NULL;
  g_autofree char *money = NULL;
  g_autofree char *line = NULL;
  g_autofree char *bold = NULL;
  g_autofree char *escaped = NULL;
  g_autofree char *markup = NULL;

  name_best (self);
  if (findings == NULL || isnan (cut) || self->n == 0)
    {
      clv_chart_view_set_cut_text (self->whale, "");
      return;
    }
  currency = clv_findings_get_currency (findings);
  profit = clv_findings_has_profit (findings);
  customers = clv_findings_get_customers (findings);
  by_rank = clv_findings_get_by_rank (findings, &n);
  k = count_best (self);
  count = clv_format_count (k);
  share = clv_format_percent ((double) k / self->n, k > 0 && (double) k / self->n < 0.1 ? 1 : 0);
  money = clv_format_money (self->sums[k], currency, 0);
  /* Translators: a number of customers, and their share of all */
  line = g_strdup_printf (ngettext ("Best %s customer (%s)", "Best %s customers (%s)", k), count, share);
  bold = g_markup_printf_escaped ("<b>%s</b>\n", line);
  if (self->sums[self->n] > 0)
    {
      g_autofree char *part = clv_format_percent (self->sums[k] / self->sums[self->n], 0);

      /* Translators: money, and its share of all profit */
      g_string_append_printf (text, profit ? _("make %s = %s of profit") : _("bring %s = %s of revenue"), money, part);
    }
  else
    g_string_append_printf (text, profit ? _("make %s") : _("bring %s"), money);
  if (k > 0 && k < self->n)
    {
      g_autofree char *each = clv_format_money (self->sums[k] / k, currency, 0);
      g_autofree char *next = clv_format_money (customers->value[by_rank[k]], currency, 0);

      g_string_append_c (text, '\n');
      /* Translators: the mean of the best, and the value of the first customer that is not among them */
      g_string_append_printf (text, _("%s each; the next one brings %s"), each, next);
    }
  /* The sign of a currency comes from the file. */
  escaped = g_markup_escape_text (text->str, -1);
  markup = g_strconcat (bold, escaped, NULL);
  clv_chart_view_set_cut_text (self->whale, markup);
}

static void
show_heading (ClvProfitabilityPage *self,
              ClvFindings          *findings)
{
  const char *currency = clv_findings_get_currency (findings);
  const ClvConcentration *concentration = clv_findings_get_concentration (findings);
  double n_losers = clv_findings_get_metric (findings, CLV_M_UNPROFITABLE_CUSTOMERS).value;
  ClvMetric from = clv_findings_get_metric (findings, CLV_M_FIRST_DATE), to = clv_findings_get_metric (findings, CLV_M_LAST_DATE);
  g_autofree char *heading = NULL;
  g_autoptr (GString) sub = g_string_new (NULL);

  if (concentration->by_profit && n_losers > 0 && n_losers <= self->n)
    {
      g_autofree char *count = clv_format_count ((guint64) n_losers);
      g_autofree char *share = clv_format_percent (n_losers / self->n, 0);
      g_autofree char *money = clv_format_money (self->sums[self->n - (guint32) n_losers] - self->sums[self->n], currency, 0);

      /* Translators: number of customers, their share, money */
      heading = g_strdup_printf (ngettext ("%s customer (%s) loses money: %s", "%s customers (%s) lose money: %s together",
                                           (gulong) n_losers), count, share, money);
    }
  else
    {
      double best = clv_findings_get_metric (findings, concentration->by_profit ? CLV_M_TOP_DECILE_PROFIT_SHARE
                                                                                : CLV_M_TOP_DECILE_REVENUE_SHARE).value;
      g_autofree char *share = clv_format_percent (best, 0);

      if (isnan (best))
        heading = g_strdup (_("Who makes the profit"));
      else
        heading = g_strdup_printf (concentration->by_profit ? _("The best tenth of customers makes %s of profit")
                                                            : _("The best tenth of customers brings %s of revenue"), share);
    }
  gtk_label_set_text (self->heading, heading);

  g_string_append (sub, concentration->by_profit ? _("Profit, net of refunds") : _("Revenue, because no costs are known"));
  if (from.reason == NULL && to.reason == NULL)
    {
      g_autofree char *first = clv_format_day ((ClvDay) from.value);
      g_autofree char *last = clv_format_day ((ClvDay) to.value);

      g_string_append_printf (sub, " · %s – %s", first, last);
    }
  gtk_label_set_text (self->subheading, sub->str);
}

static void
show_chart (ClvChartView *view,
            ClvFindings  *findings,
            const char   *name)
{
  g_autoptr (GError) error = NULL;
  ClvChart *chart = clv_report_chart (findings, name, NULL, &error);

  if (chart != NULL)
    clv_chart_view_take_chart (view, chart);
  else
    clv_chart_view_set_message (view, error->message);
}

static void
show_losers (ClvProfitabilityPage *self,
             ClvFindings          *findings)
{
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  guint32 n;
  const guint32 *by_rank = clv_findings_get_by_rank (findings, &n);
  ClvLedger *ledger = clv_findings_get_ledger (findings);
  const char *currency = clv_findings_get_currency (findings);
  guint32 n_losers = 0;
  g_autofree char *count = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *all = NULL;

  g_array_set_size (self->loser_rows, 0);
  clv_text_table_clear (self->losers);
  while (n_losers < self->n && customers->value[by_rank[self->n - 1 - n_losers]] < 0)
    {
      guint32 row = by_rank[self->n - 1 - n_losers++];
      const char *name = clv_ledger_get_customer_name (ledger, row);
      g_autofree char *orders = NULL;
      g_autofree char *revenue = NULL;
      g_autofree char *value = NULL;

      if (n_losers > MAX_LOSERS_LISTED)
        continue;
      orders = clv_format_count (customers->orders[row]);
      revenue = clv_format_money (customers->revenue[row], currency, 0);
      value = clv_format_money (customers->value[row], currency, 0);
      {
        const char *texts[] = { *name != '\0' ? name : clv_ledger_get_customer_id (ledger, row), orders, revenue, value };

        clv_text_table_append (self->losers, texts, customers->value[row]);
        g_array_append_val (self->loser_rows, row);
      }
    }
  clv_text_table_finish (self->losers);

  gtk_widget_set_visible (self->switcher, n_losers > 0);
  gtk_stack_set_visible_child_name (self->stack, n_losers > 0 ? "losers" : "lorenz");
  count = clv_format_count (n_losers);
  gtk_label_set_text (self->losers_title, clv_findings_has_profit (findings) ? _("Customers who cost more than they earn")
                                                                             : _("Customers who got back more than they paid"));
  subtitle = g_strdup_printf (ngettext ("%s customer, largest loss first", "%s customers, largest loss first", n_losers), count);
  gtk_label_set_text (self->losers_subtitle, subtitle);
  all = g_strdup_printf (_("Show All %s"), count);
  gtk_button_set_label (self->all_losers, all);
}

static void
clv_profitability_page_show_findings (ClvPage     *page,
                                      ClvFindings *findings)
{
  ClvProfitabilityPage *self = CLV_PROFITABILITY_PAGE (page);
  double cut = clv_chart_view_get_cut (self->whale);
  const ClvTextColumn columns[] = {
    { _("Customer"), FALSE, FALSE, TRUE },
    { _("Orders"), TRUE, FALSE, FALSE },
    { _("Revenue"), TRUE, FALSE, FALSE },
    { clv_findings_has_profit (findings) ? _("Profit") : _("Value"), TRUE, TRUE, FALSE },
  };

  add_up (self, findings);
  show_heading (self, findings);
  show_chart (self->whale, findings, "whale");
  /* Where the user had put the line it stays; at first it asks about the best fifth. */
  clv_chart_view_set_cut (self->whale, isnan (cut) ? 0.2 : cut);
  clv_chart_view_set_cut_step (self->whale, self->n > 0 ? 1.0 / self->n : 0.01, 0.01);
  show_cut (self);
  show_chart (self->deciles, findings, "deciles");
  show_chart (self->lorenz, findings, "lorenz");
  clv_text_table_set_columns (self->losers, columns, G_N_ELEMENTS (columns));
  show_losers (self, findings);
}

static void
clv_profitability_page_release (ClvPage *page)
{
  ClvProfitabilityPage *self = CLV_PROFITABILITY_PAGE (page);

  g_clear_pointer (&self->sums, g_free);
  self->n = 0;
  g_array_set_size (self->loser_rows, 0);
  clv_text_table_clear (self->losers);
  clv_text_table_finish (self->losers);
}

static void
loser_activated_cb (ClvProfitabilityPage *self,
                    guint                 position)
{
  if (position < self->loser_rows->len)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-customer", "u",
                                g_array_index (self->loser_rows, guint32, position));
}

static void
all_losers_cb (ClvProfitabilityPage *self)
{
  ClvFindings *findings = clv_page_get_findings (CLV_PAGE (self));
  const ClvSegmentScheme *tiers = findings != NULL ? clv_findings_find_scheme (findings, "tier") : NULL;

  /* Tier D is what neither earns nor costs, and what loses; tiers are named in the language of the findings. */
  for (guint i = 0; tiers != NULL && i < tiers->n_segments; i++)
    if (g_str_equal (tiers->segments[i].name, _("D")))
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-segment", "(su)", "tier", i);
}

static void
clv_profitability_page_finalize (GObject *object)
{
  ClvProfitabilityPage *self = CLV_PROFITABILITY_PAGE (object);

  g_free (self->sums);
  g_array_unref (self->loser_rows);
  G_OBJECT_CLASS (clv_profitability_page_parent_class)->finalize (object);
}

static void
clv_profitability_page_class_init (ClvProfitabilityPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = clv_profitability_page_finalize;
  CLV_PAGE_CLASS (klass)->release = clv_profitability_page_release;
  CLV_PAGE_CLASS (klass)->show_findings = clv_profitability_page_show_findings;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/clientele_app/Clientele/clv-profitability-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvProfitabilityPage, heading);
  gtk_widget_class_bind_template_child (widget_class, ClvProfitabilityPage, subheading);
  gtk_widget_class_bind_template_child (widget_class, ClvProfitabilityPage, whale);
  gtk_widget_class_bind_template_child (widget_class, ClvProfitabilityPage, best);
  gtk_widget_class_bind_template_child (widget_class, ClvProfitabilityPage, deciles);
  gtk_widget_class_bind_template_child (widget_class, ClvProfitabilityPage, lorenz);
  gtk_widget_class_bind_template_child (widget_class, ClvProfitabilityPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, ClvProfitabilityPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ClvProfitabilityPage, losers_title);
  gtk_widget_class_bind_template_child (widget_class, ClvProfitabilityPage, losers_subtitle);
  gtk_widget_class_bind_template_child (widget_class, ClvProfitabilityPage, losers);
  gtk_widget_class_bind_template_child (widget_class, ClvProfitabilityPage, all_losers);
  gtk_widget_class_bind_template_callback (widget_class, show_cut);
  gtk_widget_class_bind_template_callback (widget_class, best_cb);
  gtk_widget_class_bind_template_callback (widget_class, tenth_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, loser_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_losers_cb);
}

static void
clv_profitability_page_init (ClvProfitabilityPage *self)
{
  self->loser_rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  gtk_widget_init_template (GTK_WIDGET (self));
}
