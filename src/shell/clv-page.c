/* clv-page.c - what the pages of the window have in common: they show findings when they are on screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-page.h"

#include "clv-job.h"

typedef struct
{
  ClvProject  *project;
  ClvFindings *shown;
} ClvPagePrivate;

enum
{
  PROP_PROJECT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (ClvPage, clv_page, ADW_TYPE_BIN)

static ClvFindings *
get_wanted (ClvPage *self)
{
  ClvPagePrivate *priv = clv_page_get_instance_private (self);

  return priv->project != NULL ? clv_project_get_findings (priv->project) : NULL;
}

/* Lets go of findings of other data than those that are wanted: they are big, and row ids mean somebody else. */
static void
release_other (ClvPage *self)
{
  ClvPagePrivate *priv = clv_page_get_instance_private (self);
  ClvFindings *wanted = get_wanted (self);

  if (priv->shown == NULL
      || (wanted != NULL && clv_findings_get_ledger (wanted) == clv_findings_get_ledger (priv->shown)))
    return;
  if (CLV_PAGE_GET_CLASS (self)->release != NULL)
    CLV_PAGE_GET_CLASS (self)->release (self);
  clv_job_release (g_steal_pointer (&priv->shown), (GDestroyNotify) clv_findings_unref);
}

static void
findings_cb (ClvPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    clv_page_catch_up (self);
  else
    release_other (self);
}

static void
clv_page_map (GtkWidget *widget)
{
  clv_page_catch_up (CLV_PAGE (widget));
  GTK_WIDGET_CLASS (clv_page_parent_class)->map (widget);
}

static void
set_project (ClvPage    *self,
             ClvProject *project)
{
  ClvPagePrivate *priv = clv_page_get_instance_private (self);

  if (project == priv->project)
    return;
  if (priv->project != NULL)
    g_signal_handlers_disconnect_by_data (priv->project, self);
  g_set_object (&priv->project, project);
  if (project != NULL)
    {
      g_signal_connect_object (project, "notify::findings", G_CALLBACK (findings_cb), self, G_CONNECT_SWAPPED);
      if (CLV_PAGE_GET_CLASS (self)->project_set != NULL)
        CLV_PAGE_GET_CLASS (self)->project_set (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROJECT]);
}

static void
clv_page_get_property (GObject    *object,
                       guint       prop_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PROJECT:
      g_value_set_object (value, clv_page_get_project (CLV_PAGE (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
clv_page_set_property (GObject      *object,
                       guint         prop_id,
                       const GValue *value,
                       GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_PROJECT:
      set_project (CLV_PAGE (object), g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
clv_page_dispose (GObject *object)
{
  ClvPagePrivate *priv = clv_page_get_instance_private (CLV_PAGE (object));

  g_clear_pointer (&priv->shown, clv_findings_unref);
  g_clear_object (&priv->project);
  G_OBJECT_CLASS (clv_page_parent_class)->dispose (object);
}

static void
clv_page_class_init (ClvPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = clv_page_get_property;
  object_class->set_property = clv_page_set_property;
  object_class->dispose = clv_page_dispose;
  GTK_WIDGET_CLASS (klass)->map = clv_page_map;

  properties[PROP_PROJECT] = g_param_spec_object ("project", NULL, NULL, CLV_TYPE_PROJECT,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
clv_page_init (ClvPage *self)
{
}

ClvProject *
clv_page_get_project (ClvPage *self)
{
  ClvPagePrivate *priv = clv_page_get_instance_private (self);

  g_return_val_if_fail (CLV_IS_PAGE (self), NULL);

  return priv->project;
}

/**
 * clv_page_get_findings:
 *
 * Returns: (transfer none) (nullable): what the page shows at present
 */
ClvFindings *
clv_page_get_findings (ClvPage *self)
{
  ClvPagePrivate *priv = clv_page_get_instance_private (self);

  g_return_val_if_fail (CLV_IS_PAGE (self), NULL);

  return priv->shown;
}

/**
 * clv_page_catch_up:
 *
 * Shows the project's findings if others are shown, and lets go of those of a closed project. Pages off screen wait with that
 * until they are mapped, so that moving one slider does not draw six pages.
 */
void
clv_page_catch_up (ClvPage *self)
{
  ClvPagePrivate *priv = clv_page_get_instance_private (self);
  ClvFindings *findings;

  g_return_if_fail (CLV_IS_PAGE (self));

  findings = get_wanted (self);
  if (findings == priv->shown)
    return;
  release_other (self);
  if (findings == NULL)
    return;
  clv_job_release (priv->shown, (GDestroyNotify) clv_findings_unref);
  priv->shown = clv_findings_ref (findings);
  if (CLV_PAGE_GET_CLASS (self)->show_findings != NULL)
    CLV_PAGE_GET_CLASS (self)->show_findings (self, findings);
}
