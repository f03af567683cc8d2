/* clv-progress-box.c - what is being worked on, how far it is, and the way out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-progress-box.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"

struct _ClvProgressBox
{
  AdwBin          parent_instance;

  /* template */
  GtkLabel       *step;
  GtkProgressBar *bar;
  GtkLabel       *left;

  /* owned */
  ClvProject     *project;
};

enum
{
  PROP_PROJECT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ClvProgressBox, clv_progress_box, ADW_TYPE_BIN)

/* The first rows can be worked with already: then the bar tells about the others. (transfer full) */
static char *
dup_provisional_step (ClvProject *project,
                      double      fraction)
{
  const ClvMapping *mapping = clv_project_get_mapping (project);
  g_autofree char *percent = clv_format_percent (CLAMP (fraction, 0, 1), 0);
  g_autofree char *count = NULL;
  guint32 n = 0;

  if (clv_project_is_confirming (project))
    /* Translators: %s is a percentage */
    return g_strdup_printf (_("Results appear as soon as everything is read, %s"), percent);
  for (guint i = 0; mapping != NULL && i < clv_mapping_get_n_tables (mapping); i++)
    n = MAX (n, clv_table_get_n_rows (clv_mapping_get_table (mapping, i)->table));
  count = clv_format_count (n);
  /* Translators: a number of rows, and a percentage */
  return g_strdup_printf (ngettext ("First %s row – still reading the rest, %s", "First %s rows – still reading the rest, %s", n),
                          count, percent);
}

static void
update (ClvProgressBox *self)
{
  g_autofree char *step = NULL;
  g_autofree char *left = NULL;
  double fraction, seconds;

  g_object_get (self->project, "step", &step, "fraction", &fraction, "seconds-left", &seconds, NULL);
  if (clv_project_is_provisional (self->project))
    {
      g_free (step);
      step = dup_provisional_step (self->project, fraction);
    }
  gtk_label_set_text (self->step, step != NULL ? step : "");
  gtk_progress_bar_set_fraction (self->bar, CLAMP (fraction, 0, 1));
  if (seconds >= 90)
    {
      int minutes = (int) lround (seconds / 60);

      left = g_strdup_printf (ngettext ("about %d minute left", "about %d minutes left", minutes), minutes);
    }
  else if (seconds >= 1)
    left = g_strdup_printf (ngettext ("about %d second left", "about %d seconds left", (int) seconds), (int) seconds);
  gtk_label_set_text (self->left, left != NULL ? left : "");
}

static void
clv_progress_box_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PROJECT:
      g_value_set_object (value, CLV_PROGRESS_BOX (object)->project);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
clv_progress_box_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  ClvProgressBox *self = CLV_PROGRESS_BOX (object);

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
      g_signal_connect_object (self->project, "notify::step", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->project, "notify::fraction", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->project, "notify::provisional", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->project, "notify::confirming", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->project, "notify::seconds-left", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      update (self);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
clv_progress_box_dispose (GObject *object)
{
  g_clear_object (&CLV_PROGRESS_BOX (object)->project);
  G_OBJECT_CLASS (clv_progress_box_parent_class)->dispose (object);
}

static void
clv_progress_box_class_init (ClvProgressBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = clv_progress_box_get_property;
  object_class->set_property = clv_progress_box_set_property;
  object_class->dispose = clv_progress_box_dispose;

  properties[PROP_PROJECT] = g_param_spec_object ("project", NULL, NULL, CLV_TYPE_PROJECT,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-progress-box.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvProgressBox, step);
  gtk_widget_class_bind_template_child (widget_class, ClvProgressBox, bar);
  gtk_widget_class_bind_template_child (widget_class, ClvProgressBox, left);
}

static void
clv_progress_box_init (ClvProgressBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
