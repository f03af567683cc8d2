/* clv-prediction-choices.c - which model values customers, and on which months it is tested
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction-choices.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *value;
  double      days;
  const char *label;
} tests[] = {
  { "", 0, N_("Automatic") },          { "91", 91, N_("Last 3 months") },    { "183", 183, N_("Last 6 months") },
  { "365", 365, N_("Last 12 months") }, { "731", 731, N_("Last 24 months") },
};

/* The last one stands there only where customers buy once a year at most. */
static const char *const model_values[] = { "auto", "bgnbd", "mbgnbd", "mbgcnbd", "paretonbd", "bgbb" };
#define SOMETIMES (G_N_ELEMENTS (model_values) - 1)

struct _ClvPredictionChoices
{
  AdwBin       parent_instance;

  /* borrowed from the widget tree */
  GtkListBox  *choices;
  GtkDropDown *model;
  GtkDropDown *test;

  /* state */
  gboolean     updating; /* a control is being set by us */
};

enum
{
  COMMITTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ClvPredictionChoices, clv_prediction_choices, ADW_TYPE_BIN)

static void
model_cb (ClvPredictionChoices *self)
{
  guint selected = gtk_drop_down_get_selected (self->model);

  if (!self->updating && selected < G_N_ELEMENTS (model_values))
    g_signal_emit (self, signals[COMMITTED], 0, "model", model_values[selected]);
}

static void
test_cb (ClvPredictionChoices *self)
{
  guint selected = gtk_drop_down_get_selected (self->test);

  if (!self->updating && selected < G_N_ELEMENTS (tests))
    g_signal_emit (self, signals[COMMITTED], 0, "holdout-days", tests[selected].value);
}

static GtkDropDown *
add_choice (ClvPredictionChoices *self,
            const char          *title,
            const char          *note,
            GCallback            callback)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *dropdown = gtk_drop_down_new (NULL, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), note);
  gtk_widget_set_valign (dropdown, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (dropdown), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (dropdown, "notify::selected", callback, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), dropdown);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), dropdown);
  gtk_list_box_append (self->choices, row);
  return GTK_DROP_DOWN (dropdown);
}

static void
show_models (ClvPredictionChoices *self,
             const ClvModels      *models,
             const ClvAssumptions *assumptions)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  g_autofree char *value = clv_assumptions_dup_value (assumptions, "model");
  guint selected = 0;

  gtk_string_list_append (labels, _("The best in the test"));
  for (guint i = 1; i < G_N_ELEMENTS (model_values); i++)
    {
      const char *title = i < SOMETIMES ? model_values[i] : NULL;

      for (guint j = 0; j < models->n_models; j++)
        if (g_str_equal (models->models[j].id, model_values[i]))
          title = models->models[j].title;
      if (title == NULL)
        continue;
      gtk_string_list_append (labels, title);
      if (g_strcmp0 (value, model_values[i]) == 0)
        selected = i;
    }
  gtk_drop_down_set_model (self->model, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->model, selected);
}

static void
show_tests (ClvPredictionChoices *self,
            const ClvAssumptions *assumptions)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  double days = assumptions->holdout_days > 0 ? assumptions->holdout_days : 0;
  guint selected = G_N_ELEMENTS (tests);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      gtk_string_list_append (labels, _(tests[i].label));
      if (tests[i].days == days)
        selected = i;
    }
  /* Typed somewhere else. */
  if (selected == G_N_ELEMENTS (tests))
    gtk_string_list_take (labels, g_strdup_printf (ngettext ("Last %u day", "Last %u days", (guint) days), (guint) days));
  gtk_drop_down_set_model (self->test, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->test, selected);
}

static void
clv_prediction_choices_class_init (ClvPredictionChoicesClass *klass)
{
  /**
   * ClvPredictionChoices::committed:
   * @key: of the assumption
   * @value: as clv_assumptions_set() takes it
   */
  signals[COMMITTED] = g_signal_new ("committed", CLV_TYPE_PREDICTION_CHOICES, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
clv_prediction_choices_init (ClvPredictionChoices *self)
{
  GtkWidget *list = gtk_list_box_new ();

  self->choices = GTK_LIST_BOX (list);
  gtk_list_box_set_selection_mode (self->choices, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (list, "dense");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Prediction"), -1);
  adw_bin_set_child (ADW_BIN (self), list);
  self->model = add_choice (self, _("Buying model"), _("Which one values customers"), G_CALLBACK (model_cb));
  self->test = add_choice (self, _("Tested on"), _("Held back, to see whether they come true"), G_CALLBACK (test_cb));
}

/**
 * clv_prediction_choices_show:
 * @findings: with models
 *
 * Shows what is chosen. Nothing of @findings is kept.
 */
void
clv_prediction_choices_show (ClvPredictionChoices *self,
                             const ClvFindings    *findings)
{
  const ClvAssumptions *assumptions = clv_findings_get_assumptions (findings);

  g_return_if_fail (CLV_IS_PREDICTION_CHOICES (self));

  self->updating = TRUE;
  show_models (self, clv_findings_get_models (findings), assumptions);
  show_tests (self, assumptions);
  self->updating = FALSE;
}
