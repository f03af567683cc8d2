/* clv-sidebar.c - the list of pages, and what the figures are about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-sidebar.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"
#include "clv-prediction.h"

static const ClvPageInfo pages[] = {
  { "overview", N_("Overview"), "clv-overview-symbolic" },
  { "customers", N_("Customers"), "avatar-default-symbolic" },
  { "profitability", N_("Profitability"), "clv-profitability-symbolic" },
  { "segments", N_("Segments"), "clv-segments-symbolic" },
  { "cohorts", N_("Cohorts"), "clv-cohorts-symbolic" },
  { "lifetime", N_("Lifetime Value"), "clv-lifetime-symbolic" },
  { "at-risk", N_("At Risk"), "dialog-warning-symbolic" },
  { "relations", N_("Relations"), "clv-relations-symbolic" },
  { "assumptions", N_("Assumptions"), "clv-assumptions-symbolic" },
  { "data", N_("Data & Method"), "object-select-symbolic" },
};

struct _ClvSidebar
{
  AdwBin      parent_instance;

  /* template */
  GtkListBox *list;
  GtkLabel   *dataset;
  GtkLabel   *counts;
  GtkLabel   *dates;
  GtkLabel   *basis;

  /* owned */
  ClvProject *project;
  char       *page;

  /* borrowed */
  GtkLabel   *badges[G_N_ELEMENTS (pages)];
  GtkWidget  *rows[G_N_ELEMENTS (pages)];
};

enum
{
  PROP_PROJECT = 1,
  PROP_PAGE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ClvSidebar, clv_sidebar, ADW_TYPE_BIN)

static void
set_badge (ClvSidebar *self,
           const char *page,
           guint64     count)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].id, page))
      {
        g_autofree char *text = count > 0 ? clv_format_count (count) : g_strdup ("");

        gtk_label_set_text (self->badges[i], text);
      }
}

static char *
basis_text (const ClvFindings *findings)
{
  const ClvAssumptions *assumptions = clv_findings_get_assumptions (findings);

  if (!clv_findings_has_profit (findings))
    return g_strdup (_("Revenue, no costs known"));
  if (!isnan (assumptions->margin))
    {
      g_autofree char *margin = clv_format_percent (assumptions->margin, 1);

      /* Translators: %s is a percentage */
      return g_strdup_printf (_("Profit at a margin of %s"), margin);
    }
  return g_strdup (_("Profit, net of refunds"));
}

static void
findings_cb (ClvSidebar *self)
{
  ClvFindings *findings = clv_project_get_findings (self->project);
  g_autofree char *customers = NULL;
  g_autofree char *orders = NULL;
  g_autofree char *counts = NULL;
  g_autofree char *basis = NULL;
  double n_customers, n_orders;
  guint32 n_at_risk = 0;
  ClvMetric first, last;

  if (findings == NULL)
    return;
  n_customers = clv_findings_get_metric (findings, CLV_M_CUSTOMERS).value;
  n_orders = clv_findings_get_metric (findings, CLV_M_ORDERS).value;
  set_badge (self, "customers", (guint64) n_customers);
  clv_findings_get_at_risk (findings, &n_at_risk);
  set_badge (self, "at-risk", n_at_risk);
  set_badge (self, "data", clv_problem_list_get_n (clv_findings_get_problems (findings)));

  gtk_label_set_text (self->dataset, clv_project_get_title (self->project));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->dataset), clv_project_get_title (self->project));
  customers = clv_format_count ((guint64) n_customers);
  orders = !isnan (n_orders) ? clv_format_count ((guint64) n_orders) : g_strdup ("–");
  if (isnan (n_orders))
    counts = g_strdup_printf (ngettext ("%s customer", "%s customers", (gulong) n_customers), customers);
  else
    /* Translators: numbers of orders and of customers */
    counts = g_strdup_printf (_("%s orders · %s customers"), orders, customers);
  gtk_label_set_text (self->counts, counts);

  first = clv_findings_get_metric (findings, CLV_M_FIRST_DATE);
  last = clv_findings_get_metric (findings, CLV_M_LAST_DATE);
  gtk_widget_set_visible (GTK_WIDGET (self->dates), first.reason == NULL && last.reason == NULL);
  if (first.reason == NULL && last.reason == NULL)
    {
      g_autofree char *from = clv_format_day ((ClvDay) first.value);
      g_autofree char *to = clv_format_day ((ClvDay) last.value);
      g_autofree char *range = g_strdup_printf ("%s – %s", from, to);

      gtk_label_set_text (self->dates, range);
    }
  basis = basis_text (findings);
  gtk_label_set_text (self->basis, basis);
}

static void
row_activated_cb (ClvSidebar    *self,
                  GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", pages[gtk_list_box_row_get_index (row)].id);
}

static void
set_page (ClvSidebar *self,
          const char *page)
{
  if (g_strcmp0 (page, self->page) == 0)
    return;
  g_free (self->page);
  self->page = g_strdup (page);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_strcmp0 (pages[i].id, page) == 0)
      gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (self->rows[i]));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

static void
clv_sidebar_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PROJECT:
      g_value_set_object (value, CLV_SIDEBAR (object)->project);
      break;

    case PROP_PAGE:
      g_value_set_string (value, CLV_SIDEBAR (object)->page);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
clv_sidebar_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  ClvSidebar *self = CLV_SIDEBAR (object);

  switch (prop_id)
    {
    case PROP_PROJECT:
      if (self->project == g_value_get_object (value))
        break;
      if (self->project != NULL)
        g_signal_handlers_disconnect_by_data (self->project, self);
      g_set_object (&self->project, g_value_get_object (value));
      if (self->project == NULL)
        break;
      g_signal_connect_object (self->project, "notify::findings", G_CALLBACK (findings_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->project, "notify::title", G_CALLBACK (findings_cb), self, G_CONNECT_SWAPPED);
      findings_cb (self);
      break;

    case PROP_PAGE:
      set_page (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
clv_sidebar_dispose (GObject *object)
{
  ClvSidebar *self = CLV_SIDEBAR (object);

  g_clear_object (&self->project);
  g_clear_pointer (&self->page, g_free);
  G_OBJECT_CLASS (clv_sidebar_parent_class)->dispose (object);
}

static void
clv_sidebar_class_init (ClvSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = clv_sidebar_get_property;
  object_class->set_property = clv_sidebar_set_property;
  object_class->dispose = clv_sidebar_dispose;

  properties[PROP_PROJECT] = g_param_spec_object ("project", NULL, NULL, CLV_TYPE_PROJECT,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, NULL,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, ClvSidebar, dataset);
  gtk_widget_class_bind_template_child (widget_class, ClvSidebar, counts);
  gtk_widget_class_bind_template_child (widget_class, ClvSidebar, dates);
  gtk_widget_class_bind_template_child (widget_class, ClvSidebar, basis);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
clv_sidebar_init (ClvSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      GtkWidget *row = gtk_list_box_row_new ();
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      GtkWidget *label = gtk_label_new (_(pages[i].title));
      GtkWidget *badge = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_widget_add_css_class (badge, "caption");
      gtk_widget_add_css_class (badge, "dim-label");
      gtk_widget_add_css_class (badge, "numeric");
      gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (pages[i].icon_name));
      gtk_box_append (GTK_BOX (box), label);
      gtk_box_append (GTK_BOX (box), badge);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
      gtk_list_box_append (self->list, row);
      self->badges[i] = GTK_LABEL (badge);
      self->rows[i] = row;
    }
}

const ClvPageInfo *
clv_sidebar_get_pages (guint *n)
{
  *n = G_N_ELEMENTS (pages);
  return pages;
}

/**
 * clv_sidebar_find_page:
 *
 * Returns: (nullable): the page with that id
 */
const ClvPageInfo *
clv_sidebar_find_page (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_strcmp0 (pages[i].id, id) == 0)
      return &pages[i];
  return NULL;
}
