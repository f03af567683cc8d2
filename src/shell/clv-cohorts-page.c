/* clv-cohorts-page.c - customers by when or through what they came, and what became of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-cohorts-page.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-chart-view.h"
#include "clv-format.h"
#include "clv-job.h"
#include "clv-report-cohorts.h"
#include "clv-text-table.h"

/* Pixels: of a row of cells, and of what stands around them. */
#define ROW_HEIGHT 21
#define HEAD_HEIGHT 64
#define MIN_MAP_HEIGHT 170

struct _ClvCohortsPage
{
  ClvPage          parent_instance;

  /* template */
  GtkLabel        *heading;
  GtkLabel        *subheading;
  GtkStack        *stack;
  GtkLabel        *message;
  GtkDropDown     *groupings;
  GtkDropDown     *units;
  GtkWidget       *units_label;
  GtkDropDown     *measures;
  GtkDropDown     *scales;
  GtkCheckButton  *cumulative;
  ClvChartView    *map;
  ClvChartView    *curves;
  ClvTextTable    *table;

  /* owned */
  ClvCohortSource *source;   /* of the findings on show; NULL while it is made */
  ClvCohortTable  *cohorts;
  GCancellable    *reading;  /* (nullable): of the thread that makes the source */
  char            *grouping; /* (nullable): “month” “quarter” “year”, or the id of a column */

  /* state */
  ClvPeriodKind    unit;     /* of the columns, when grouped by a column */
  gboolean         unit_chosen;
  ClvCohortFigure  figure;
  guint            chosen;   /* the cohort that is meant; G_MAXUINT for none */
  gboolean         updating; /* the dropdowns are being set by us */
};

G_DEFINE_FINAL_TYPE (ClvCohortsPage, clv_cohorts_page, CLV_TYPE_PAGE)

/* The column of the grouping; G_MAXUINT by time. */
static guint
grouping_index (ClvCohortsPage *self)
{
  for (guint i = 0; i < clv_cohort_source_get_n_groupings (self->source); i++)
    if (g_strcmp0 (clv_cohort_source_get_id (self->source, i), self->grouping) == 0)
      return i;
  return G_MAXUINT;
}

/* A column may be called “month”: those are known by their place alone, time comes first. */
static gboolean
is_by_time (ClvCohortsPage *self,
            ClvPeriodKind  *unit)
{
  for (guint kind = 0; kind < CLV_N_PERIOD_KINDS; kind++)
    if (g_strcmp0 (self->grouping, clv_period_kind_to_id (kind)) == 0)
      {
        *unit = kind;
        return TRUE;
      }
  return FALSE;
}

static ClvCohortView
get_view (ClvCohortsPage *self)
{
  const guint grouping = grouping_index (self);

  return (ClvCohortView) {
    .findings = clv_page_get_findings (CLV_PAGE (self)),
    .table = self->cohorts,
    .by = self->cohorts->by_time ? NULL : clv_cohort_source_get_title (self->source, grouping),
    .figure = self->figure,
  };
}

static void
show_curves (ClvCohortsPage *self)
{
  const ClvCohortView view = get_view (self);
  ClvChart *chart = clv_report_cohort_curves (&view, self->chosen);

  if (chart != NULL)
    clv_chart_view_take_chart (self->curves, chart);
  else
    clv_chart_view_set_message (self->curves, _("Curves need two periods that are over. There is one so far, or none."));
}

/* The latest figure of a cohort that is complete; NaN without one. */
static double
so_far (const ClvCohortTable *cohorts,
        guint                 cohort,
        ClvCohortMeasure      measure)
{
  const ClvCohortFigure figure = { measure, CLV_COHORT_PER_CUSTOMER, TRUE };
  double last = NAN;

  for (guint age = 0; age < cohorts->n_ages; age++)
    {
      const double value = clv_cohort_table_get (cohorts, cohort, age, figure, NULL);

      if (!isnan (value))
        last = value;
    }
  return last;
}

static void
append_row (ClvCohortsPage *self,
            guint           cohort,
            const char     *currency)
{
  const ClvCohortTable *cohorts = self->cohorts;
  const ClvCohortFigure again = { CLV_COHORT_CUSTOMERS, CLV_COHORT_SHARE, FALSE };
  const gboolean profit = cohorts->has_profit;
  const double share = cohorts->n_ages > 1 ? clv_cohort_table_get (cohorts, cohort, 1, again, NULL) : NAN;
  const double value = so_far (cohorts, cohort, profit ? CLV_COHORT_PROFIT : CLV_COHORT_REVENUE);
  const double cac = clv_cohort_table_get_cac (cohorts, cohort);
  g_autofree char *size = clv_format_count (cohorts->size[cohort]);
  g_autofree char *next = isnan (share) ? g_strdup ("–") : clv_format_percent (share, 0);
  g_autofree char *each = isnan (value) ? g_strdup ("–") : clv_format_money (value, currency, 0);
  g_autofree char *cost = isnan (cac) ? NULL : clv_format_money (cac, currency, 2);
  g_autofree char *payback = clv_report_dup_payback (cohorts, cohort);
  const char *texts[] = { cohort < cohorts->n ? cohorts->names[cohort] : _("All"), size, next, each, cost, payback };

  clv_text_table_append (self->table, texts, cohort < cohorts->n ? value : NAN);
}

static void
show_table (ClvCohortsPage *self,
            ClvFindings    *findings)
{
  const ClvCohortTable *cohorts = self->cohorts;
  const char *currency = clv_findings_get_currency (findings);
  const gboolean has_cac = cohorts->acquisition[cohorts->n] > 0;
  const ClvTextColumn columns[] = {
    { _("Cohort"), FALSE, FALSE, TRUE, FALSE },
    { _("Customers"), TRUE, FALSE, FALSE, FALSE },
    { _("Came Back"), TRUE, FALSE, FALSE, FALSE },
    { cohorts->has_profit ? _("Profit Each") : _("Revenue Each"), TRUE, TRUE, FALSE, FALSE },
    { _("Cost to Win"), TRUE, FALSE, FALSE, FALSE },
    { _("Earned Back"), TRUE, FALSE, FALSE, FALSE },
  };

  clv_text_table_set_columns (self->table, columns, has_cac ? G_N_ELEMENTS (columns) : G_N_ELEMENTS (columns) - 2);
  for (guint cohort = 0; cohort <= cohorts->n; cohort++)
    if (cohorts->size[cohort] > 0)
      append_row (self, cohort, currency);
  clv_text_table_finish (self->table);
}

static void
show_figure (ClvCohortsPage *self)
{
  ClvFindings *findings = clv_page_get_findings (CLV_PAGE (self));
  const ClvCohortView view = get_view (self);
  ClvChart *map = clv_report_cohort_map (&view);
  g_autofree char *heading = clv_report_dup_cohort_sentence (&view);
  g_autofree char *size = clv_format_count (self->cohorts->size[self->cohorts->n]);
  g_autoptr (GString) sub = g_string_new (NULL);

  gtk_label_set_text (self->heading, heading);
  g_string_append_printf (sub, ngettext ("%s customer, by their first order", "%s customers, by their first order",
                                         self->cohorts->size[self->cohorts->n]), size);
  if (view.by != NULL)
    g_string_append_printf (sub, " · %s", view.by);
  if (self->cohorts->customers_without > 0)
    {
      g_autofree char *without = clv_format_count (self->cohorts->customers_without);

      g_string_append (sub, " · ");
      g_string_append_printf (sub, ngettext ("%s without an order is in no cohort", "%s without an order are in no cohort",
                                             self->cohorts->customers_without), without);
    }
  gtk_label_set_text (self->subheading, sub->str);
  g_object_set (self->map, "chart-height", MAX (MIN_MAP_HEIGHT, HEAD_HEIGHT + ROW_HEIGHT * (int) map->series->len), NULL);
  clv_chart_view_take_chart (self->map, map);
  show_curves (self);
  show_table (self, findings);
}

/* Another grouping: some hundredths of a second for a million customers. */
static void
show_grouping (ClvCohortsPage *self)
{
  ClvPeriodKind unit = self->unit;
  const gboolean by_time = is_by_time (self, &unit);

  self->chosen = G_MAXUINT;
  g_clear_pointer (&self->cohorts, clv_cohort_table_free);
  self->cohorts = by_time ? clv_cohort_table_new_by_time (self->source, unit)
                          : clv_cohort_table_new_by_group (self->source, grouping_index (self), unit);
  gtk_widget_set_visible (GTK_WIDGET (self->units), !by_time);
  gtk_widget_set_visible (self->units_label, !by_time);
  gtk_stack_set_visible_child_name (self->stack, "cohorts");
  show_figure (self);
}

static void
set_choices (GtkDropDown       *drop_down,
             const char *const *texts,
             guint              selected)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (texts);

  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (drop_down, selected);
}

static const ClvCohortScale scales_of_customers[] = { CLV_COHORT_SHARE, CLV_COHORT_TOTAL };
static const ClvCohortScale scales_of_others[] = { CLV_COHORT_PER_CUSTOMER, CLV_COHORT_TOTAL, CLV_COHORT_SHARE };

static void
offer_scales (ClvCohortsPage *self)
{
  const char *const of_customers[] = { _("Percent"), _("Number"), NULL };
  const char *const of_others[] = { _("For Each Who Came"), _("Total"), _("Percent of the First"), NULL };
  const gboolean customers = self->figure.measure == CLV_COHORT_CUSTOMERS;
  guint selected = 0;

  for (guint i = 0; i < (customers ? G_N_ELEMENTS (scales_of_customers) : G_N_ELEMENTS (scales_of_others)); i++)
    if ((customers ? scales_of_customers : scales_of_others)[i] == self->figure.scale)
      selected = i;
  self->figure.scale = (customers ? scales_of_customers : scales_of_others)[selected];
  set_choices (self->scales, customers ? of_customers : of_others, selected);
  gtk_widget_set_sensitive (GTK_WIDGET (self->cumulative), !customers);
}

static void
offer_choices (ClvCohortsPage *self,
               ClvFindings    *findings)
{
  const char *const units[] = { _("Months"), _("Quarters"), _("Years"), NULL };
  const char *const measures[] = { _("Active Customers"), _("Orders"), _("Revenue"),
                                   clv_findings_has_profit (findings) ? _("Profit") : NULL, NULL };
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const guint n_groupings = clv_cohort_source_get_n_groupings (self->source);
  ClvPeriodKind unit;
  guint selected;

  if (!self->unit_chosen)
    self->unit = clv_cohort_source_get_unit (self->source);
  if (self->grouping == NULL || (!is_by_time (self, &unit) && grouping_index (self) == G_MAXUINT))
    {
      g_free (self->grouping);
      self->grouping = g_strdup (clv_period_kind_to_id (clv_cohort_source_get_unit (self->source)));
    }
  g_ptr_array_add (names, (gpointer) _("Month of the first order"));
  g_ptr_array_add (names, (gpointer) _("Quarter of the first order"));
  g_ptr_array_add (names, (gpointer) _("Year of the first order"));
  for (guint i = 0; i < n_groupings; i++)
    g_ptr_array_add (names, (gpointer) clv_cohort_source_get_title (self->source, i));
  g_ptr_array_add (names, NULL);
  selected = is_by_time (self, &unit) ? (guint) unit : CLV_N_PERIOD_KINDS + grouping_index (self);
  if (self->figure.measure >= CLV_COHORT_PROFIT && !clv_findings_has_profit (findings))
    self->figure.measure = CLV_COHORT_REVENUE;

  self->updating = TRUE;
  set_choices (self->groupings, (const char *const *) names->pdata, selected);
  set_choices (self->units, units, self->unit);
  set_choices (self->measures, measures, self->figure.measure);
  offer_scales (self);
  gtk_check_button_set_active (self->cumulative, self->figure.cumulative);
  self->updating = FALSE;
}

static void
stop_reading (ClvCohortsPage *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
forget (ClvCohortsPage *self)
{
  stop_reading (self);
  g_clear_pointer (&self->cohorts, clv_cohort_table_free);
  if (self->source != NULL)
    clv_job_release (g_steal_pointer (&self->source), (GDestroyNotify) clv_cohort_source_free);
}

static gboolean
is_cancelled_cb (gpointer user_data)
{
  return g_cancellable_is_cancelled (user_data);
}

static void
release_findings (gpointer findings)
{
  clv_job_release (findings, (GDestroyNotify) clv_findings_unref);
}

static void
read_worker (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  const ClvWork work = { .is_cancelled = is_cancelled_cb, .user_data = cancellable };

  g_task_return_pointer (task, clv_cohort_source_new (task_data, &work), (GDestroyNotify) clv_cohort_source_free);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  ClvCohortsPage *self = CLV_COHORTS_PAGE (object);
  ClvFindings *findings = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  ClvCohortSource *source = g_task_propagate_pointer (G_TASK (result), &error);

  /* Cancelled: other findings are on show. */
  if (error != NULL)
    return;
  g_clear_object (&self->reading);
  if (source == NULL)
    {
      const gboolean has_orders = !clv_ledger_is_customer_level (clv_findings_get_ledger (findings));

      gtk_label_set_text (self->heading, has_orders ? _("The dates lie too far apart for cohorts")
                                                    : _("Cohorts need orders with dates"));
      gtk_label_set_text (self->subheading, "");
      gtk_label_set_text (self->message,
                          has_orders ? _("There is more than a century between the first order and the last. Correct the dates that are "
                                         "mistyped, leave them out under Data & Method, or choose an as-of date.")
                                     : _("These data have one line for each customer, so nobody knows who came when. Open a "
                                         "spreadsheet with a line for each order: customer, date, amount."));
      gtk_stack_set_visible_child_name (self->stack, "message");
      return;
    }
  self->source = source;
  offer_choices (self, findings);
  show_grouping (self);
}

static void
clv_cohorts_page_show_findings (ClvPage     *page,
                                ClvFindings *findings)
{
  ClvCohortsPage *self = CLV_COHORTS_PAGE (page);
  g_autoptr (GTask) task = NULL;

  forget (self);
  self->reading = g_cancellable_new ();
  task = g_task_new (self, self->reading, read_cb, NULL);
  g_task_set_task_data (task, clv_findings_ref (findings), release_findings);
  g_task_run_in_thread (task, read_worker);
}

static void
clv_cohorts_page_release (ClvPage *page)
{
  ClvCohortsPage *self = CLV_COHORTS_PAGE (page);

  forget (self);
  clv_chart_view_take_chart (self->map, NULL);
  clv_chart_view_take_chart (self->curves, NULL);
  clv_text_table_clear (self->table);
  clv_text_table_finish (self->table);
}

static void
grouping_selected_cb (ClvCohortsPage *self)
{
  const guint selected = gtk_drop_down_get_selected (self->groupings);

  if (self->updating || self->source == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;
  g_free (self->grouping);
  self->grouping = g_strdup (selected < CLV_N_PERIOD_KINDS ? clv_period_kind_to_id (selected)
                                                           : clv_cohort_source_get_id (self->source, selected - CLV_N_PERIOD_KINDS));
  show_grouping (self);
}

static void
unit_selected_cb (ClvCohortsPage *self)
{
  const guint selected = gtk_drop_down_get_selected (self->units);

  if (self->updating || self->source == NULL || selected >= CLV_N_PERIOD_KINDS)
    return;
  self->unit = selected;
  self->unit_chosen = TRUE;
  show_grouping (self);
}

static void
measure_selected_cb (ClvCohortsPage *self)
{
  const guint selected = gtk_drop_down_get_selected (self->measures);

  if (self->updating || self->cohorts == NULL || selected > CLV_COHORT_PROFIT)
    return;
  self->figure.measure = selected;
  self->updating = TRUE;
  offer_scales (self);
  self->updating = FALSE;
  show_figure (self);
}

static void
scale_selected_cb (ClvCohortsPage *self)
{
  const guint selected = gtk_drop_down_get_selected (self->scales);

  if (self->updating || self->cohorts == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;
  self->figure.scale = self->figure.measure == CLV_COHORT_CUSTOMERS ? scales_of_customers[selected] : scales_of_others[selected];
  show_figure (self);
}

static void
cumulative_cb (ClvCohortsPage *self)
{
  if (self->updating || self->cohorts == NULL)
    return;
  self->figure.cumulative = gtk_check_button_get_active (self->cumulative);
  show_figure (self);
}

static void
choose (ClvCohortsPage *self,
        guint           row)
{
  if (self->cohorts == NULL)
    return;
  self->chosen = clv_report_cohort_of_row (self->cohorts, row);
  show_curves (self);
}

static void
cell_activated_cb (ClvCohortsPage *self,
                   guint           series)
{
  choose (self, series);
}

static void
row_activated_cb (ClvCohortsPage *self,
                  guint           row)
{
  choose (self, row);
}

static void
clv_cohorts_page_dispose (GObject *object)
{
  ClvCohortsPage *self = CLV_COHORTS_PAGE (object);

  forget (self);
  g_clear_pointer (&self->grouping, g_free);
  G_OBJECT_CLASS (clv_cohorts_page_parent_class)->dispose (object);
}

static void
clv_cohorts_page_class_init (ClvCohortsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = clv_cohorts_page_dispose;
  CLV_PAGE_CLASS (klass)->release = clv_cohorts_page_release;
  CLV_PAGE_CLASS (klass)->show_findings = clv_cohorts_page_show_findings;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-cohorts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvCohortsPage, heading);
  gtk_widget_class_bind_template_child (widget_class, ClvCohortsPage, subheading);
  gtk_widget_class_bind_template_child (widget_class, ClvCohortsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ClvCohortsPage, message);
  gtk_widget_class_bind_template_child (widget_class, ClvCohortsPage, groupings);
  gtk_widget_class_bind_template_child (widget_class, ClvCohortsPage, units);
  gtk_widget_class_bind_template_child (widget_class, ClvCohortsPage, units_label);
  gtk_widget_class_bind_template_child (widget_class, ClvCohortsPage, measures);
  gtk_widget_class_bind_template_child (widget_class, ClvCohortsPage, scales);
  gtk_widget_class_bind_template_child (widget_class, ClvCohortsPage, cumulative);
  gtk_widget_class_bind_template_child (widget_class, ClvCohortsPage, map);
  gtk_widget_class_bind_template_child (widget_class, ClvCohortsPage, curves);
  gtk_widget_class_bind_template_child (widget_class, ClvCohortsPage, table);
  gtk_widget_class_bind_template_callback (widget_class, grouping_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, unit_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, measure_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, scale_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, cumulative_cb);
  gtk_widget_class_bind_template_callback (widget_class, cell_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
clv_cohorts_page_init (ClvCohortsPage *self)
{
  self->chosen = G_MAXUINT;
  self->figure = (ClvCohortFigure) { CLV_COHORT_CUSTOMERS, CLV_COHORT_SHARE, TRUE };
  gtk_widget_init_template (GTK_WIDGET (self));
}
