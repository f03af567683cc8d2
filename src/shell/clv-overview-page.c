/* clv-overview-page.c - the figures that matter, the findings in words, one chart
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-overview-page.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-chart-view.h"
#include "clv-format.h"
#include "clv-metric-card.h"
#include "clv-overview-cards.h"
#include "clv-report.h"

struct _ClvOverviewPage
{
  ClvPage        parent_instance;

  /* template */
  GtkLabel      *heading;
  GtkLabel      *subheading;
  GtkDropDown   *period;
  GtkFlowBox    *cards_box;
  ClvChartView  *trend;
  ClvChartView  *whale;
  GtkListBox    *sentences;

  /* borrowed */
  ClvMetricCard *cards[CLV_N_OVERVIEW_CARDS];

  /* state */
  gboolean       updating; /* the dropdown is being set by us */
  gboolean       all_sentences;
};

G_DEFINE_FINAL_TYPE (ClvOverviewPage, clv_overview_page, CLV_TYPE_PAGE)

/* As many as stand beside the chart. */
#define N_SENTENCES 4

/* Newest first after “All data”: position p is period n - p. */
static int
chosen_period (ClvOverviewPage *self,
               ClvFindings     *findings)
{
  guint position = gtk_drop_down_get_selected (self->period);
  guint n;

  clv_findings_get_periods (findings, clv_findings_get_period_kind (findings), &n);
  return position == 0 || position == GTK_INVALID_LIST_POSITION || position > n ? -1 : (int) (n - position);
}

static void
show_cards (ClvOverviewPage *self,
            ClvFindings     *findings)
{
  ClvPeriodKind kind = clv_findings_get_period_kind (findings);
  int period = chosen_period (self, findings);

  for (guint i = 0; i < CLV_N_OVERVIEW_CARDS; i++)
    clv_overview_cards_show (self->cards[i], i, findings, kind, period);
}

static void
show_periods (ClvOverviewPage *self,
              ClvFindings     *findings)
{
  ClvPeriodKind kind = clv_findings_get_period_kind (findings);
  int chosen = chosen_period (self, findings);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n;
  const ClvPeriod *periods = clv_findings_get_periods (findings, kind, &n);

  gtk_string_list_append (names, _("All data"));
  for (guint i = n; i > 0; i--)
    gtk_string_list_take (names, clv_format_period (periods[i - 1].start, kind));
  self->updating = TRUE;
  gtk_drop_down_set_model (self->period, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->period, chosen >= 0 && (guint) chosen < n ? n - (guint) chosen : 0);
  self->updating = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->period), n > 0);
}

static void more_cb (ClvOverviewPage *self);

static void
show_sentences (ClvOverviewPage *self,
                ClvFindings     *findings)
{
  guint n = clv_findings_get_n_sentences (findings);
  guint n_shown = self->all_sentences || n <= N_SENTENCES + 1 ? n : N_SENTENCES;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sentences))) != NULL)
    gtk_list_box_remove (self->sentences, child);
  for (guint i = 0; i < n_shown; i++)
    {
      const ClvSentence *sentence = clv_findings_get_sentence (findings, i);
      gboolean info = sentence->severity == CLV_SEVERITY_INFO;
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *icon = gtk_image_new_from_icon_name (info ? "dialog-information-symbolic" : "dialog-warning-symbolic");
      g_autofree char *text = g_markup_escape_text (sentence->text, -1);

      /* What was found is neither good nor bad news by itself. */
      gtk_widget_add_css_class (icon, info ? "dim-label" : "attention");
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
      if (sentence->page != NULL && !g_str_equal (sentence->page, "overview"))
        {
          adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
          gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
          gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.page");
          gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", sentence->page);
        }
      gtk_list_box_append (self->sentences, row);
    }
  if (n_shown < n)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%u more finding", "%u more findings", n - n_shown), n - n_shown);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_widget_add_css_class (row, "more");
      g_signal_connect_object (row, "activated", G_CALLBACK (more_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->sentences, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->sentences), n > 0);
}

static void
more_cb (ClvOverviewPage *self)
{
  self->all_sentences = TRUE;
  if (clv_page_get_findings (CLV_PAGE (self)) != NULL)
    show_sentences (self, clv_page_get_findings (CLV_PAGE (self)));
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
clv_overview_page_show_findings (ClvPage     *page,
                                 ClvFindings *findings)
{
  ClvOverviewPage *self = CLV_OVERVIEW_PAGE (page);
  g_autofree char *headline = clv_overview_cards_headline (findings);
  ClvMetric as_of = clv_findings_get_metric (findings, CLV_M_AS_OF_DATE);
  g_autofree char *basis = g_strdup (clv_findings_has_profit (findings)
                                       ? _("Profit: revenue net of refunds, less all known costs")
                                       : _("Revenue net of refunds; no costs loaded, so profit is unknown"));
  g_autofree char *sub = NULL;
  guint n_months;

  gtk_label_set_text (self->heading, headline);
  if (as_of.reason == NULL)
    {
      g_autofree char *day = clv_format_day ((ClvDay) as_of.value);

      /* Translators: first what figures are based on, then a date */
      sub = g_strdup_printf (_("%s · as of %s"), basis, day);
    }
  gtk_label_set_text (self->subheading, sub != NULL ? sub : basis);

  show_periods (self, findings);
  show_cards (self, findings);
  show_sentences (self, findings);
  clv_findings_get_periods (findings, CLV_PERIOD_MONTH, &n_months);
  if (n_months > 0)
    show_chart (self->trend, findings, "overview");
  else
    clv_chart_view_set_message (self->trend, _("The file has no dates, so that nothing can be shown over time."));
  show_chart (self->whale, findings, "whale");
  /* The small picture has no cut line; the one on its own page has. */
  clv_chart_view_set_cut (self->whale, NAN);
}

static void
period_selected_cb (ClvOverviewPage *self)
{
  ClvFindings *findings = clv_page_get_findings (CLV_PAGE (self));

  if (!self->updating && findings != NULL)
    show_cards (self, findings);
}

/* Four cards stand beside each other where they have room for their numbers; there are no breakpoints before
 * libadwaita 1.4. */
static void
layout_cb (GdkSurface      *surface,
           int              width,
           int              height,
           ClvOverviewPage *self)
{
  guint n = width >= 1150 ? 4 : 2;

  if (gtk_flow_box_get_min_children_per_line (self->cards_box) != n)
    gtk_flow_box_set_min_children_per_line (self->cards_box, n);
}

static void
clv_overview_page_realize (GtkWidget *widget)
{
  GdkSurface *surface;

  GTK_WIDGET_CLASS (clv_overview_page_parent_class)->realize (widget);
  surface = gtk_native_get_surface (gtk_widget_get_native (widget));
  g_signal_connect_object (surface, "layout", G_CALLBACK (layout_cb), widget, 0);
  layout_cb (surface, gdk_surface_get_width (surface), gdk_surface_get_height (surface), CLV_OVERVIEW_PAGE (widget));
}

static void
clv_overview_page_unrealize (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_native_get_surface (gtk_widget_get_native (widget)), layout_cb, widget);
  GTK_WIDGET_CLASS (clv_overview_page_parent_class)->unrealize (widget);
}

static void
clv_overview_page_class_init (ClvOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->realize = clv_overview_page_realize;
  widget_class->unrealize = clv_overview_page_unrealize;

  CLV_PAGE_CLASS (klass)->show_findings = clv_overview_page_show_findings;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvOverviewPage, heading);
  gtk_widget_class_bind_template_child (widget_class, ClvOverviewPage, subheading);
  gtk_widget_class_bind_template_child (widget_class, ClvOverviewPage, period);
  gtk_widget_class_bind_template_child (widget_class, ClvOverviewPage, cards_box);
  gtk_widget_class_bind_template_child (widget_class, ClvOverviewPage, trend);
  gtk_widget_class_bind_template_child (widget_class, ClvOverviewPage, whale);
  gtk_widget_class_bind_template_child (widget_class, ClvOverviewPage, sentences);
  gtk_widget_class_bind_template_callback (widget_class, period_selected_cb);
}

static void
clv_overview_page_init (ClvOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < CLV_N_OVERVIEW_CARDS; i++)
    {
      GtkWidget *card = clv_metric_card_new ();
      GtkWidget *child = gtk_flow_box_child_new ();

      /* The card has what can be focused; its frame would only be one more stop. */
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), card);
      gtk_flow_box_append (self->cards_box, child);
      self->cards[i] = CLV_METRIC_CARD (card);
    }
}
