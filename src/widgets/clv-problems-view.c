/* clv-problems-view.c - what was odd in the data, with rows to look at and what to do about it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-problems-view.h"

#include <glib/gi18n-lib.h>

#include "clv-format.h"

struct _ClvProblemsView
{
  AdwBin      parent_instance;

  /* template */
  GtkStack   *stack;
  GtkListBox *list;
  GtkLabel   *reason;
  GtkBox     *choices;
};

enum
{
  TREATMENT_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ClvProblemsView, clv_problems_view, ADW_TYPE_BIN)

/* Problems that a rule of the assumptions decides. The first value is the default. */
static const struct
{
  const char *kind;
  const char *key;
  const char *values[3];
  const char *labels[3];
} treatments[] = {
  { "cancelled-or-test", "cancelled", { "keep", "drop" }, { N_("Keep"), N_("Leave out") } },
  { "exact-duplicate", "duplicates", { "keep", "drop" }, { N_("Keep both"), N_("Leave out") } },
  { "overlapping-sheets", "duplicates", { "keep", "drop" }, { N_("Keep both"), N_("Leave out") } },
  { "non-customer-line", "non-customer-lines", { "keep", "drop" }, { N_("Keep"), N_("Leave out") } },
  { "returns-without-amount", "returns", { "ignore", "remove" }, { N_("Only tell"), N_("Take off revenue") } },
};

static const char *
treatment_text (const char *treatment)
{
  if (g_str_equal (treatment, "kept"))
    return _("kept");
  if (g_str_equal (treatment, "left-out"))
    return _("left out");
  if (g_str_equal (treatment, "ignored"))
    return _("not used");
  if (g_str_equal (treatment, "used"))
    return _("used");
  if (g_str_equal (treatment, "repaired"))
    return _("repaired");
  if (g_str_equal (treatment, "guessed"))
    return _("guessed");
  return NULL;
}

static const char *
severity_icon (ClvSeverity severity)
{
  return severity == CLV_SEVERITY_INFO ? "clv-info-symbolic" : "dialog-warning-symbolic";
}

static void
chosen_cb (GtkDropDown     *dropdown,
           GParamSpec      *pspec,
           ClvProblemsView *self)
{
  guint treatment = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (dropdown), "clv-treatment"));
  guint selected = gtk_drop_down_get_selected (dropdown);

  if (selected < 2)
    g_signal_emit (self, signals[TREATMENT_CHOSEN], 0, treatments[treatment].key, treatments[treatment].values[selected]);
}

static GtkWidget *
treatment_dropdown (ClvProblemsView      *self,
                    guint                 treatment,
                    const ClvAssumptions *assumptions,
                    const char           *title)
{
  const char *labels[] = { _(treatments[treatment].labels[0]), _(treatments[treatment].labels[1]), NULL };
  GtkWidget *dropdown = gtk_drop_down_new_from_strings (labels);
  g_autofree char *value = clv_assumptions_dup_value (assumptions, treatments[treatment].key);

  gtk_widget_set_valign (dropdown, GTK_ALIGN_CENTER);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (dropdown), g_strcmp0 (value, treatments[treatment].values[1]) == 0);
  g_object_set_data (G_OBJECT (dropdown), "clv-treatment", GUINT_TO_POINTER (treatment));
  g_signal_connect_object (dropdown, "notify::selected", G_CALLBACK (chosen_cb), self, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (dropdown), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return dropdown;
}

static void
add_examples (AdwExpanderRow   *row,
              const ClvProblem *problem)
{
  for (guint i = 0; problem->examples != NULL && i < problem->examples->len; i++)
    {
      const ClvProblemExample *example = problem->examples->pdata[i];
      g_autofree char *place = NULL;
      g_autofree char *place_escaped = NULL;
      g_autofree char *text_escaped = g_markup_escape_text (example->text != NULL ? example->text : "", -1);
      GtkWidget *child = adw_action_row_new ();

      if (example->row == 0)
        place = g_strdup (example->sheet != NULL && *example->sheet != '\0' ? example->sheet : example->file);
      else
        {
          g_autofree char *number = clv_format_count (example->row);

          if (example->sheet != NULL && *example->sheet != '\0')
            /* Translators: file, sheet and row of a cell in a workbook */
            place = g_strdup_printf (_("%s, %s, row %s"), example->file, example->sheet, number);
          else
            /* Translators: file and row of a cell */
            place = g_strdup_printf (_("%s, row %s"), example->file, number);
        }
      place_escaped = g_markup_escape_text (place != NULL ? place : "", -1);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (child), *text_escaped != '\0' ? text_escaped : place_escaped);
      if (*text_escaped != '\0')
        adw_action_row_set_subtitle (ADW_ACTION_ROW (child), place_escaped);
      adw_expander_row_add_row (row, child);
    }
}

static GtkWidget *
problem_row (ClvProblemsView      *self,
             const ClvProblem     *problem,
             const ClvAssumptions *assumptions)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (severity_icon (clv_problem_get_severity (problem)));
  const char *treatment = treatment_text (problem->treatment);
  g_autofree char *count = clv_format_count (problem->count);
  g_autofree char *title = g_markup_escape_text (clv_problem_get_title (problem), -1);
  g_autofree char *subtitle = NULL;
  g_autofree char *advice = g_markup_escape_text (clv_problem_get_advice (problem), -1);
  GtkWidget *number = gtk_label_new (count);
  GtkWidget *choice = NULL;

  if (treatment != NULL)
    subtitle = g_strdup_printf ("%s · %s", treatment, advice);
  else
    subtitle = g_strdup (advice);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  gtk_widget_add_css_class (icon, clv_problem_get_severity (problem) == CLV_SEVERITY_INFO ? "info" : "attention");
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), icon);

  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (number, "count");
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), number);
  for (guint i = 0; i < G_N_ELEMENTS (treatments) && assumptions != NULL; i++)
    if (g_str_equal (treatments[i].kind, problem->kind))
      choice = treatment_dropdown (self, i, assumptions, clv_problem_get_title (problem));
  if (choice != NULL)
    adw_expander_row_add_action (ADW_EXPANDER_ROW (row), choice);
  add_examples (ADW_EXPANDER_ROW (row), problem);
  return row;
}

static void
clv_problems_view_class_init (ClvProblemsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * ClvProblemsView::treatment-chosen:
   * @key: of an assumption
   * @value: for it
   */
  signals[TREATMENT_CHOSEN] = g_signal_new ("treatment-chosen", CLV_TYPE_PROBLEMS_VIEW, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-problems-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvProblemsView, stack);
  gtk_widget_class_bind_template_child (widget_class, ClvProblemsView, list);
  gtk_widget_class_bind_template_child (widget_class, ClvProblemsView, reason);
  gtk_widget_class_bind_template_child (widget_class, ClvProblemsView, choices);
}

static void
clv_problems_view_init (ClvProblemsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * clv_problems_view_set:
 * @problems: (nullable): NULL while they are being worked out
 * @assumptions: (nullable): with them, a problem that a rule decides can be decided here
 *
 * Shows one row a kind of problem, the gravest first.
 */
void
clv_problems_view_set (ClvProblemsView      *self,
                       const ClvProblemList *problems,
                       const ClvAssumptions *assumptions)
{
  guint n = problems != NULL ? clv_problem_list_get_n (problems) : 0;
  GtkWidget *child;

  g_return_if_fail (CLV_IS_PROBLEMS_VIEW (self));

  gtk_stack_set_visible_child_name (self->stack, problems == NULL ? "waiting" : n == 0 ? "none" : "list");
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);

  for (int severity = CLV_SEVERITY_ERROR; severity >= CLV_SEVERITY_INFO; severity--)
    for (guint i = 0; i < n; i++)
      {
        const ClvProblem *problem = clv_problem_list_get (problems, i);

        if ((int) clv_problem_get_severity (problem) == severity)
          gtk_list_box_append (self->list, problem_row (self, problem, assumptions));
      }
}

static void
currency_cb (GtkButton       *button,
             ClvProblemsView *self)
{
  g_signal_emit (self, signals[TREATMENT_CHOSEN], 0, "currency", g_object_get_data (G_OBJECT (button), "clv-currency"));
}

/**
 * clv_problems_view_set_obstacle:
 * @reason: what keeps the rows from being used, and what to do
 * @currencies: (nullable): when amounts are in several, each gets a button that keeps only its rows
 *
 * Shows why there is nothing to show.
 */
void
clv_problems_view_set_obstacle (ClvProblemsView   *self,
                                const char        *reason,
                                const char *const *currencies)
{
  GtkWidget *child;

  g_return_if_fail (CLV_IS_PROBLEMS_VIEW (self));

  gtk_label_set_label (self->reason, reason);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->choices))) != NULL)
    gtk_box_remove (self->choices, child);
  for (guint i = 0; currencies != NULL && currencies[i] != NULL; i++)
    {
      /* Translators: %s is a currency; only rows in it are used */
      g_autofree char *label = g_strdup_printf (_("Use only %s"), currencies[i]);
      GtkWidget *button = gtk_button_new_with_label (label);

      g_object_set_data_full (G_OBJECT (button), "clv-currency", g_strdup (currencies[i]), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (currency_cb), self, 0);
      gtk_box_append (self->choices, button);
    }
  gtk_stack_set_visible_child_name (self->stack, "obstacle");
}
