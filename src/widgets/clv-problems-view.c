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
  GtkLabel   *waiting;
  GtkFlowBox *choices;
};

enum
{
  ENTRY_WANTED,
  TREATMENT_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ClvProblemsView, clv_problems_view, ADW_TYPE_BIN)

/* How a choice is called on its button, when that is not the same for all kinds (NULL). */
static const struct
{
  const char *kind;
  const char *choice;
  const char *label;
} labels[] = {
  { "amount-before-discount", "kept", N_("As they stand") },
  { "amount-before-discount", "subtracted", N_("Take the discounts off") },
  { "amount-differs-from-price", "used", N_("The amount counts") },
  { "amount-from-price", "used", N_("Keep") },
  { "cost-of-unknown-customer", "used", N_("Keep") },
  { "cost-type-assumed", "used", N_("Winning customers") },
  { "customer-id-merged", "used", N_("The same customer") },
  { "customer-id-similar", "kept", N_("Different customers") },
  { "customer-id-similar", "merged", N_("The same customer") },
  { "discount-in-percent", "used", N_("Percent") },
  { "exact-duplicate", "kept", N_("Keep both") },
  { "order-without-lines", "used", N_("Keep") },
  { "unclear-refund", "ignored", N_("Keep") },
  { "overlapping-sheets", "kept", N_("Keep both") },
  { "id-merged", "used", N_("The same number") },
  { "order-total-repeated", "kept", N_("Count each line’s") },
  { "order-total-repeated", "repaired", N_("Count once") },
  { "refund-already-net", "ignored", N_("Do not take off") },
  { "refund-already-net", "used", N_("Take off") },
  { "refund-subtracted", "ignored", N_("Do not take off") },
  { "refund-subtracted", "used", N_("Take off") },
  { "repeated-customer", "ignored", N_("Take the first") },
  { "repeated-customer", "last", N_("Take the last") },
  { "repeated-order", "kept", N_("Count all rows") },
  { "returns-without-amount", "ignored", N_("Only tell") },
  { "returns-without-amount", "left-out", N_("Take off revenue") },
  { "returns-without-order", "ignored", N_("Only tell") },
  { "returns-without-order", "subtracted", N_("Take off revenue") },
  { "several-rates", "first", N_("Take the first") },
  { "several-rates", "last", N_("Take the last") },
  { "shipping-column", "kept", N_("As they stand") },
  { "swapped-dates", "kept", N_("As they stand") },
  { "tax-column", "kept", N_("As they stand") },
  { "total-differs-from-lines", "kept", N_("The lines count") },
  { "total-differs-from-lines", "used", N_("The lines count") },
  { "totals-row", "kept", N_("Count like all others") },
  { NULL, "account", N_("By parent account") },
  { NULL, "added", N_("Add") },
  { NULL, "apart", N_("Different ones") },
  { NULL, "assumed", N_("From the margin") },
  { NULL, "base-per-foreign", N_("What one unit is worth") },
  { NULL, "column", N_("As the column says") },
  { NULL, "converted", N_("Convert…") },
  { NULL, "day-first", N_("day / month / year") },
  { NULL, "decimal-comma", "1.234,56" },
  { NULL, "decimal-point", "1,234.56" },
  { NULL, "email", N_("By e-mail address") },
  { NULL, "first", N_("Count the first") },
  { NULL, "foreign-per-base", N_("How many units are paid for one") },
  { NULL, "id", N_("By customer number") },
  { NULL, "ignored", N_("Do not use") },
  { NULL, "kept", N_("Keep") },
  { NULL, "last", N_("Count the last") },
  { NULL, "left-out", N_("Leave out") },
  { NULL, "money", N_("Money") },
  { NULL, "month-first", N_("month / day / year") },
  { NULL, "negated", N_("Count as given back") },
  { NULL, "other", N_("Something else") },
  { NULL, "percent", N_("Percent") },
  { NULL, "price", N_("Quantity × unit price counts") },
  { NULL, "removed", N_("Take off revenue") },
  { NULL, "repaired", N_("Keep") },
  { NULL, "retention", N_("Keeping customers") },
  { NULL, "service", N_("Service") },
  { NULL, "sign", N_("As the sign says") },
  { NULL, "subtracted", N_("Take off") },
  { NULL, "swapped", N_("Swap day and month") },
  { NULL, "total", N_("The total counts") },
  { NULL, "used", N_("Use") },
  { NULL, "zero", N_("Count as 0") },
};

/* (transfer full) */
static char *
dup_choice_label (const char *kind,
                  const char *choice)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].choice, choice) && (labels[i].kind == NULL || g_str_equal (labels[i].kind, kind)))
      return g_strdup (_(labels[i].label));
  if (g_str_equal (kind, "mixed-currencies") || g_str_equal (kind, "amounts-in-currencies"))
    /* Translators: %s is a currency; only rows in it are used */
    return g_strdup_printf (_("Use only %s"), choice);
  if (g_str_equal (kind, "missing-currency"))
    /* Translators: %s is a currency */
    return g_strdup_printf (_("They are in %s"), choice);
  return g_strdup (choice);
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
  const char *kind = g_object_get_data (G_OBJECT (dropdown), "clv-kind");
  GPtrArray *choices = g_object_get_data (G_OBJECT (dropdown), "clv-choices");
  guint selected = gtk_drop_down_get_selected (dropdown);
  guint shown = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (dropdown), "clv-shown"));
  const char *key, *value;

  if (selected >= choices->len || selected == shown || *(const char *) choices->pdata[selected] == '\0'
      || !clv_assumptions_for_choice (kind, choices->pdata[selected], &key, &value))
    return;
  if (value != NULL)
    {
      g_signal_emit (self, signals[TREATMENT_CHOSEN], 0, key, value);
      return;
    }
  /* It comes true when it has been entered. */
  gtk_drop_down_set_selected (dropdown, shown);
  g_signal_emit (self, signals[ENTRY_WANTED], 0, key);
}

/* (transfer floating) (nullable): what can be done about the problem, with what is done now selected; NULL when it
 * cannot be decided here. The choices are those of the problem, the default first. */
static GtkWidget *
treatment_dropdown (ClvProblemsView      *self,
                    const ClvProblem     *problem,
                    const ClvAssumptions *assumptions)
{
  g_auto (GStrv) ids = g_strsplit (problem->choices, " ", -1);
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);
  guint shown = 0;
  GtkWidget *dropdown;

  /* What was guessed column by column is none of the choices until people make one. */
  if (g_str_equal (problem->treatment, "guessed"))
    {
      gtk_string_list_append (texts, _("Guessed"));
      g_ptr_array_add (choices, g_strdup (""));
    }
  for (guint i = 0; ids[i] != NULL; i++)
    {
      const char *key, *value;
      g_autofree char *label = NULL;

      if (*ids[i] == '\0' || !clv_assumptions_for_choice (problem->kind, ids[i], &key, &value))
        continue;
      label = dup_choice_label (problem->kind, ids[i]);
      if (clv_assumptions_has_choice (assumptions, problem->kind, ids[i]))
        shown = choices->len;
      gtk_string_list_append (texts, label);
      g_ptr_array_add (choices, g_strdup (ids[i]));
    }
  if (choices->len < 2)
    return NULL;
  dropdown = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&texts)), NULL);
  gtk_widget_set_valign (dropdown, GTK_ALIGN_CENTER);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (dropdown), shown);
  g_object_set_data (G_OBJECT (dropdown), "clv-kind", (gpointer) problem->kind);
  g_object_set_data (G_OBJECT (dropdown), "clv-shown", GUINT_TO_POINTER (shown));
  g_object_set_data_full (G_OBJECT (dropdown), "clv-choices", g_steal_pointer (&choices), (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (dropdown, "notify::selected", G_CALLBACK (chosen_cb), self, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (dropdown), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  clv_problem_get_title (problem), -1);
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
        place = example->sheet != NULL && *example->sheet != '\0' && example->file != NULL
                ? g_strdup_printf ("%s, %s", example->file, example->sheet) : g_strdup (example->file);
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
  const char *treatment = clv_problem_get_treatment_text (problem);
  g_autofree char *count = clv_format_count (problem->count);
  g_autofree char *title = g_markup_escape_text (clv_problem_get_title (problem), -1);
  g_autofree char *subtitle = NULL;
  g_autofree char *advice = g_markup_escape_text (clv_problem_get_advice (problem), -1);
  GtkWidget *number = gtk_label_new (count);
  GtkWidget *choice = NULL;

  if (*treatment != '\0')
    subtitle = g_strdup_printf ("%s · %s", treatment, advice);
  else
    subtitle = g_strdup (advice);
  if (problem->amount != 0)
    {
      g_autofree char *amount = clv_format_money (problem->amount, "", 2);
      g_autofree char *rest = g_steal_pointer (&subtitle);

      subtitle = g_strdup_printf ("%s · %s", amount, rest);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  gtk_widget_add_css_class (icon, clv_problem_get_severity (problem) == CLV_SEVERITY_INFO ? "info" : "attention");
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), icon);

  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (number, "count");
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), number);
  if (assumptions != NULL)
    choice = treatment_dropdown (self, problem, assumptions);
  if (choice != NULL)
    adw_expander_row_add_action (ADW_EXPANDER_ROW (row), choice);
  add_examples (ADW_EXPANDER_ROW (row), problem);
  /* Nothing is to be seen inside: no empty box opens. */
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), problem->examples != NULL && problem->examples->len > 0);
  return row;
}

static void
clv_problems_view_class_init (ClvProblemsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * ClvProblemsView::entry-wanted:
   * @key: of an assumption whose value people must enter
   */
  signals[ENTRY_WANTED] = g_signal_new ("entry-wanted", CLV_TYPE_PROBLEMS_VIEW, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
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
  gtk_widget_class_bind_template_child (widget_class, ClvProblemsView, waiting);
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

  if (problems == NULL)
    gtk_label_set_text (self->waiting, _("Checking all rows…"));
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

/**
 * clv_problems_view_set_waiting:
 * @text: what the problems wait for
 *
 * Shows that they are not known yet.
 */
void
clv_problems_view_set_waiting (ClvProblemsView *self,
                               const char      *text)
{
  g_return_if_fail (CLV_IS_PROBLEMS_VIEW (self));

  gtk_label_set_text (self->waiting, text);
  gtk_stack_set_visible_child_name (self->stack, "waiting");
}

static void
rates_cb (ClvProblemsView *self)
{
  g_signal_emit (self, signals[ENTRY_WANTED], 0, "rates");
}

static void
currency_cb (GtkButton       *button,
             ClvProblemsView *self)
{
  g_signal_emit (self, signals[TREATMENT_CHOSEN], 0, "currency", g_object_get_data (G_OBJECT (button), "clv-currency"));
}

static void
choice_cb (GtkButton       *button,
           ClvProblemsView *self)
{
  g_signal_emit (self, signals[TREATMENT_CHOSEN], 0, g_object_get_data (G_OBJECT (button), "clv-key"),
                 g_object_get_data (G_OBJECT (button), "clv-value"));
}

/**
 * clv_problems_view_add_choices:
 * @kind: of a problem
 * @choices: what can be done about it, blank-separated
 *
 * Puts a button for each beside the obstacle that is shown.
 */
void
clv_problems_view_add_choices (ClvProblemsView *self,
                               const char      *kind,
                               const char      *choices)
{
  g_auto (GStrv) ids = g_strsplit (choices, " ", -1);

  g_return_if_fail (CLV_IS_PROBLEMS_VIEW (self));

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const char *key, *value;
      g_autofree char *label = dup_choice_label (kind, ids[i]);
      GtkWidget *button;

      if (!clv_assumptions_for_choice (kind, ids[i], &key, &value) || value == NULL)
        continue;
      button = gtk_button_new_with_label (label);
      g_object_set_data_full (G_OBJECT (button), "clv-key", g_strdup (key), g_free);
      g_object_set_data_full (G_OBJECT (button), "clv-value", g_strdup (value), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (choice_cb), self, 0);
      gtk_flow_box_append (self->choices, button);
    }
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
    gtk_flow_box_remove (self->choices, child);
  for (guint i = 0; currencies != NULL && currencies[i] != NULL; i++)
    {
      /* Translators: %s is a currency; only rows in it are used */
      g_autofree char *label = g_strdup_printf (_("Use only %s"), currencies[i]);
      GtkWidget *button = gtk_button_new_with_label (label);

      g_object_set_data_full (G_OBJECT (button), "clv-currency", g_strdup (currencies[i]), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (currency_cb), self, 0);
      gtk_flow_box_append (self->choices, button);
    }
  if (currencies != NULL && currencies[0] != NULL)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_("Enter _Rates…"));

      g_signal_connect_object (button, "clicked", G_CALLBACK (rates_cb), self, G_CONNECT_SWAPPED);
      gtk_flow_box_append (self->choices, button);
    }
  gtk_stack_set_visible_child_name (self->stack, "obstacle");
}
