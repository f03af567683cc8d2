/* clv-segments-page.c - the customers in groups: which group is worth what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-segments-page.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-chart-view.h"
#include "clv-format.h"
#include "clv-job.h"
#include "clv-prediction-text.h"
#include "clv-report-outlook.h"
#include "clv-report.h"
#include "clv-text-table.h"

struct _ClvSegmentsPage
{
  ClvPage       parent_instance;

  /* template */
  GtkLabel     *heading;
  GtkLabel     *subheading;
  GtkDropDown  *schemes;
  ClvChartView *chart;
  ClvTextTable *table;

  /* owned */
  char         *scheme;
  GCancellable *valuing;  /* (nullable): of the thread that values the segments on show */

  /* state */
  gboolean      updating; /* the dropdown is being set by us */
};

G_DEFINE_FINAL_TYPE (ClvSegmentsPage, clv_segments_page, CLV_TYPE_PAGE)

/* The segment that brings most, unless it is only the largest because it is nearly all. */
static char *
heading_text (ClvFindings            *findings,
              const ClvSegmentScheme *scheme)
{
  gboolean profit = clv_findings_has_profit (findings);
  const ClvSegment *best = NULL;

  for (guint i = 0; i < scheme->n_segments; i++)
    {
      const ClvSegment *segment = &scheme->segments[i];
      double share = profit ? segment->share_of_profit : segment->share_of_revenue;

      if (!isnan (share) && (best == NULL || share > (profit ? best->share_of_profit : best->share_of_revenue)))
        best = segment;
    }
  if (best == NULL)
    return g_strdup_printf (_("Customers by %s"), scheme->title);
  {
    double share = profit ? best->share_of_profit : best->share_of_revenue;
    g_autofree char *value = clv_format_percent (share, 0);
    g_autofree char *customers = clv_format_percent (best->share_of_customers, 0);

    if (profit)
      /* Translators: a segment, its share of profit, its share of customers */
      return g_strdup_printf (_("“%s” makes %s of profit with %s of customers"), best->name, value, customers);
    return g_strdup_printf (_("“%s” brings %s of revenue with %s of customers"), best->name, value, customers);
  }
}

#define MAX_COLUMNS 12

/* Titles once, then the texts of each row in the same order. */
typedef struct
{
  ClvTextColumn columns[MAX_COLUMNS];
  char         *texts[MAX_COLUMNS];
  guint         n;
} Row;

static void
add_cell (Row        *row,
          const char *title,
          char       *text, /* (transfer full) */
          gboolean    bar)
{
  g_assert (row->n < MAX_COLUMNS);
  row->columns[row->n] = (ClvTextColumn) { title, row->n > 0, bar, row->n == 0 };
  row->texts[row->n++] = text;
}

static void
clear_row (Row *row)
{
  for (guint i = 0; i < row->n; i++)
    g_free (row->texts[i]);
  row->n = 0;
}

/* What the customers of the segment will bring together, with the interval of that sum: those of customers do not add up.
 * @value: (nullable): still being worked out */
static void
add_outlook (Row           *row,
             const char    *ahead,
             const char    *sure,
             const char    *currency,
             const ClvBand *value)
{
  add_cell (row, ahead, value == NULL ? g_strdup ("…") : clv_format_money (value->mean, currency, 0), FALSE);
  add_cell (row, sure,
            value == NULL ? g_strdup ("…")
            : isnan (value->low) ? g_strdup ("–")
                                 : clv_prediction_dup_range (round (value->low), round (value->high), currency),
            FALSE);
}

static gboolean
has_outlook (ClvFindings            *findings,
             const ClvSegmentScheme *scheme)
{
  return clv_findings_get_valuation (findings) != NULL && !scheme->overlapping && scheme->by_customer != NULL;
}

/* @values: (nullable) (array length=scheme->n_segments): what comes next; NULL while it is worked out
 * @is_again: the same segments as before, whose values have come */
static void
show_table (ClvSegmentsPage        *self,
            ClvFindings            *findings,
            const ClvSegmentScheme *scheme,
            const ClvBand          *values,
            gboolean                is_again)
{
  gboolean profit = clv_findings_has_profit (findings);
  const char *currency = clv_findings_get_currency (findings);
  const ClvValuation *valuation = clv_findings_get_valuation (findings);
  g_autofree char *ahead = NULL, *sure = NULL;

  if (has_outlook (findings, scheme))
    {
      g_autofree char *level = clv_format_percent (valuation->interval, 0);

      ahead = clv_prediction_dup_ahead (valuation->horizon_days);
      /* Translators: %s is a percentage such as 80 %; head of a column of intervals */
      sure = g_strdup_printf (_("%s sure"), level);
    }
  for (guint i = 0; i < scheme->n_segments; i++)
    {
      const ClvSegment *segment = &scheme->segments[i];
      Row row = { .n = 0 };

      add_cell (&row, _("Segment"), g_strdup (segment->name), FALSE);
      add_cell (&row, _("Customers"), clv_format_count (segment->customers), FALSE);
      add_cell (&row, _("Share"), clv_format_percent (segment->share_of_customers, 0), FALSE);
      if (ahead == NULL)
        add_cell (&row, _("Orders"), clv_format_count (segment->orders), FALSE);
      add_cell (&row, _("Revenue"), clv_format_money (segment->revenue, currency, 0), FALSE);
      /* A narrow window has room for nine columns; where the future is known, its two are worth more than some of the past. */
      if (ahead == NULL || !profit)
        add_cell (&row, _("Share"), clv_format_percent (segment->share_of_revenue, 0), FALSE);
      if (profit)
        {
          add_cell (&row, _("Profit"), clv_format_money (segment->profit, currency, 0), TRUE);
          add_cell (&row, _("Share"), clv_format_percent (segment->share_of_profit, 0), FALSE);
          add_cell (&row, _("Each"), clv_format_money (segment->value_per_customer, currency, 0), FALSE);
        }
      else
        {
          add_cell (&row, _("Revenue each"), clv_format_money (segment->value_per_customer, currency, 0), TRUE);
          if (ahead == NULL)
            add_cell (&row, _("Order value"), clv_format_money (segment->aov, currency, 0), FALSE);
        }
      if (ahead == NULL || !profit)
        add_cell (&row, _("Bought again"), clv_format_percent (segment->repeat_rate, 0), FALSE);
      if (ahead != NULL)
        add_outlook (&row, ahead, sure, currency, values != NULL ? &values[i] : NULL);
      if (i == 0 && !is_again)
        clv_text_table_set_columns (self->table, row.columns, row.n);
      clv_text_table_append (self->table, (const char *const *) row.texts, profit ? segment->profit : segment->value_per_customer);
      clear_row (&row);
    }
  clv_text_table_finish (self->table);
}

/* Valuing: some milliseconds a group and a pass over all customers, so in a thread. */

typedef struct
{
  ClvFindings *findings;
  char        *scheme;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  clv_job_release (wish->findings, (GDestroyNotify) clv_findings_unref);
  g_free (wish->scheme);
  g_free (wish);
}

static gboolean
is_cancelled_cb (gpointer user_data)
{
  return g_cancellable_is_cancelled (user_data);
}

static void
value_worker (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  const Wish *wish = task_data;
  const ClvSegmentScheme *scheme = clv_findings_find_scheme (wish->findings, wish->scheme);
  const ClvWork work = { .is_cancelled = is_cancelled_cb, .user_data = cancellable };

  g_task_return_pointer (task, clv_report_scheme_values (wish->findings, scheme, scheme->n_segments, &work), g_free);
}

static void
valued_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  ClvSegmentsPage *self = CLV_SEGMENTS_PAGE (source);
  const Wish *wish = g_task_get_task_data (G_TASK (result));
  /* Cancelled: another scheme or other findings are on show. */
  g_autofree ClvBand *values = g_task_propagate_pointer (G_TASK (result), NULL);

  if (values == NULL)
    return;
  g_clear_object (&self->valuing);
  show_table (self, wish->findings, clv_findings_find_scheme (wish->findings, wish->scheme), values, TRUE);
}

static void
stop_valuing (ClvSegmentsPage *self)
{
  g_cancellable_cancel (self->valuing);
  g_clear_object (&self->valuing);
}

static void
start_valuing (ClvSegmentsPage        *self,
               ClvFindings            *findings,
               const ClvSegmentScheme *scheme)
{
  Wish *wish = g_new0 (Wish, 1);
  g_autoptr (GTask) task = NULL;

  wish->findings = clv_findings_ref (findings);
  wish->scheme = g_strdup (scheme->id);
  self->valuing = g_cancellable_new ();
  task = g_task_new (self, self->valuing, valued_cb, NULL);
  g_task_set_task_data (task, wish, wish_free);
  g_task_run_in_thread (task, value_worker);
}

static void
show_scheme (ClvSegmentsPage *self,
             ClvFindings     *findings)
{
  const ClvSegmentScheme *scheme = clv_findings_find_scheme (findings, self->scheme);
  g_autoptr (GError) error = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *sub = NULL;
  ClvChart *chart;

  stop_valuing (self);
  if (scheme == NULL)
    return;
  heading = heading_text (findings, scheme);
  gtk_label_set_text (self->heading, heading);
  if (scheme->overlapping)
    sub = g_strdup_printf (ngettext ("%u group; a customer may be in several. Click one to see its customers.",
                                     "%u groups; a customer may be in several. Click one to see its customers.",
                                     scheme->n_segments), scheme->n_segments);
  else
    sub = g_strdup_printf (ngettext ("%u group; every customer is in exactly one. Click one to see its customers.",
                                     "%u groups; every customer is in exactly one. Click one to see its customers.",
                                     scheme->n_segments), scheme->n_segments);
  gtk_label_set_text (self->subheading, sub);

  chart = clv_report_chart (findings, "segments", scheme->id, &error);
  if (chart != NULL)
    clv_chart_view_take_chart (self->chart, chart);
  else
    clv_chart_view_set_message (self->chart, error->message);
  show_table (self, findings, scheme, NULL, FALSE);
  if (has_outlook (findings, scheme))
    start_valuing (self, findings, scheme);
}

static void
clv_segments_page_show_findings (ClvPage     *page,
                                 ClvFindings *findings)
{
  ClvSegmentsPage *self = CLV_SEGMENTS_PAGE (page);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n = clv_findings_get_n_schemes (findings);
  guint selected = 0;

  stop_valuing (self);
  if (n == 0)
    {
      clv_chart_view_set_message (self->chart, _("There is nothing to segment by yet."));
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      const ClvSegmentScheme *scheme = clv_findings_get_scheme (findings, i);

      gtk_string_list_append (names, scheme->title);
      if (g_strcmp0 (scheme->id, self->scheme) == 0)
        selected = i;
    }
  g_free (self->scheme);
  self->scheme = g_strdup (clv_findings_get_scheme (findings, selected)->id);
  self->updating = TRUE;
  gtk_drop_down_set_model (self->schemes, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->schemes, selected);
  self->updating = FALSE;
  show_scheme (self, findings);
}

static void
scheme_selected_cb (ClvSegmentsPage *self)
{
  ClvFindings *findings = clv_page_get_findings (CLV_PAGE (self));
  guint selected = gtk_drop_down_get_selected (self->schemes);

  if (self->updating || findings == NULL || selected >= clv_findings_get_n_schemes (findings))
    return;
  g_free (self->scheme);
  self->scheme = g_strdup (clv_findings_get_scheme (findings, selected)->id);
  show_scheme (self, findings);
}

static void
open_segment (ClvSegmentsPage *self,
              guint            segment)
{
  ClvFindings *findings = clv_page_get_findings (CLV_PAGE (self));
  const ClvSegmentScheme *scheme = findings != NULL ? clv_findings_find_scheme (findings, self->scheme) : NULL;

  if (scheme != NULL && segment < scheme->n_segments)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-segment", "(su)", self->scheme, segment);
}

static void
row_activated_cb (ClvSegmentsPage *self,
                  guint            position)
{
  open_segment (self, position);
}

/* The chart may show only the largest segments; it names them, and the name finds them again. */
static void
point_activated_cb (ClvSegmentsPage *self,
                    guint            series,
                    guint            point)
{
  const ClvChart *chart = clv_chart_view_get_chart (self->chart);
  char **categories = chart->y.categories != NULL ? chart->y.categories : chart->x.categories;
  ClvFindings *findings = clv_page_get_findings (CLV_PAGE (self));
  const ClvSegmentScheme *scheme = findings != NULL ? clv_findings_find_scheme (findings, self->scheme) : NULL;

  if (scheme == NULL || categories == NULL || point >= g_strv_length (categories))
    return;
  for (guint i = 0; i < scheme->n_segments; i++)
    if (g_str_equal (scheme->segments[i].name, categories[point]))
      {
        open_segment (self, i);
        return;
      }
}

static void
clv_segments_page_release (ClvPage *page)
{
  stop_valuing (CLV_SEGMENTS_PAGE (page));
}

static void
clv_segments_page_dispose (GObject *object)
{
  stop_valuing (CLV_SEGMENTS_PAGE (object));
  G_OBJECT_CLASS (clv_segments_page_parent_class)->dispose (object);
}

static void
clv_segments_page_finalize (GObject *object)
{
  g_free (CLV_SEGMENTS_PAGE (object)->scheme);
  G_OBJECT_CLASS (clv_segments_page_parent_class)->finalize (object);
}

static void
clv_segments_page_class_init (ClvSegmentsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = clv_segments_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = clv_segments_page_finalize;
  CLV_PAGE_CLASS (klass)->release = clv_segments_page_release;
  CLV_PAGE_CLASS (klass)->show_findings = clv_segments_page_show_findings;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-segments-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvSegmentsPage, heading);
  gtk_widget_class_bind_template_child (widget_class, ClvSegmentsPage, subheading);
  gtk_widget_class_bind_template_child (widget_class, ClvSegmentsPage, schemes);
  gtk_widget_class_bind_template_child (widget_class, ClvSegmentsPage, chart);
  gtk_widget_class_bind_template_child (widget_class, ClvSegmentsPage, table);
  gtk_widget_class_bind_template_callback (widget_class, scheme_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, point_activated_cb);
}

static void
clv_segments_page_init (ClvSegmentsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
