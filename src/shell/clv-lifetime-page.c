/* clv-lifetime-page.c - what customers will bring: values, what they rest on, and their proof
 *
 * Three views behind one switcher. A view is filled when it comes on screen, so that new
 * findings do not draw what nobody looks at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-lifetime-page.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "clv-format.h"
#include "clv-lifetime-proof.h"
#include "clv-lifetime-settings.h"
#include "clv-lifetime-values.h"
#include "clv-prediction-text.h"
#include "clv-report-outlook.h"

enum
{
  VIEW_VALUES,
  VIEW_SETTINGS,
  VIEW_PROOF,
  N_VIEWS
};

static const char *const view_names[N_VIEWS] = { "values", "settings", "proof" };

struct _ClvLifetimePage
{
  ClvPage              parent_instance;

  /* template */
  GtkStack            *stack;
  GtkStack            *views;
  AdwStatusPage       *nothing;
  GtkLabel            *heading;
  GtkLabel            *subheading;
  GtkToggleButton     *toggles[N_VIEWS];
  ClvLifetimeValues   *values;
  ClvLifetimeSettings *settings;
  ClvLifetimeProof    *proof;

  /* state */
  gboolean             is_stale[N_VIEWS]; /* shows older findings */
};

G_DEFINE_FINAL_TYPE (ClvLifetimePage, clv_lifetime_page, CLV_TYPE_PAGE)

static guint
get_view (ClvLifetimePage *self)
{
  for (guint i = 0; i < N_VIEWS; i++)
    if (gtk_toggle_button_get_active (self->toggles[i]))
      return i;
  return VIEW_VALUES;
}

static void
show_values_heading (ClvLifetimePage *self,
                     ClvFindings     *findings)
{
  const ClvValuation *valuation = clv_findings_get_valuation (findings);
  const char *currency = clv_findings_get_currency (findings);
  g_autofree char *total = clv_format_money (valuation->total, currency, fabs (valuation->total) < 1000 ? 2 : 0);
  g_autofree char *span = clv_prediction_dup_span (valuation->horizon_days);
  g_autofree char *range = clv_prediction_dup_range (valuation->total_low, valuation->total_high, currency);
  g_autofree char *band = clv_report_dup_band (findings, range);
  g_autofree char *discount = clv_format_percent (valuation->discount_per_year, 1);
  /* Translators: an amount of money, “12 months” */
  g_autofree char *heading = g_strdup_printf (valuation->is_revenue
                                                  ? _("All customers together will spend %s in the next %s")
                                                  : _("All customers together will bring %s in the next %s"), total, span);
  /* Translators: “80 % sure: €110–143”, the discount rate */
  g_autofree char *subheading = g_strdup_printf (valuation->is_revenue
                                                     ? _("%s · revenue, because no margin is known; discounted at %s a year")
                                                     : _("%s · profit before acquisition, discounted at %s a year"),
                                                 band, discount);

  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->subheading, subheading);
}

/* The first sentence of the verdict is the finding, the others go on in small. */
static void
show_proof_heading (ClvLifetimePage *self,
                    ClvFindings     *findings)
{
  const ClvHoldout *holdout = clv_findings_get_holdout (findings);
  const char *verdict = holdout != NULL && holdout->verdict != NULL ? holdout->verdict : _("There is no test of the prediction yet.");
  const char *end = strstr (verdict, ". ");
  g_autofree char *first = end != NULL ? g_strndup (verdict, (gsize) (end + 1 - verdict)) : g_strdup (verdict);

  gtk_label_set_text (self->heading, first);
  gtk_label_set_text (self->subheading, end != NULL ? end + 2 : "");
}

/* A table of contracts knows no past months to hold back; how long each has stayed can be halved all the same. */
static void
show_survival_heading (ClvLifetimePage *self,
                       ClvFindings     *findings)
{
  g_autoptr (ClvSurvival) survival = clv_findings_dup_survival (findings);
  const guint last = survival->n_months;
  g_autofree char *heading = NULL;

  if (survival->test == NULL)
    {
      gtk_label_set_text (self->heading, _("There is no test of the prediction yet."));
      gtk_label_set_text (self->subheading, _("Too few have left, or nobody has been there long enough, to learn from the first half of "
                                              "the time and test on the second."));
      return;
    }
  if (survival->test[last] >= survival->low[last] && survival->test[last] <= survival->high[last])
    heading = g_strdup (_("How long customers stay, the model foresaw"));
  else
    {
      const double off = 100 * (survival->test[last] - survival->observed[last]);
      const gulong points = (gulong) lround (MAX (fabs (off), 1));

      heading = g_strdup_printf (off < 0 ? ngettext ("More stay than the model foresaw, by %lu point in a hundred",
                                                     "More stay than the model foresaw, by %lu points in a hundred", points)
                                         : ngettext ("Fewer stay than the model foresaw, by %lu point in a hundred",
                                                     "Fewer stay than the model foresaw, by %lu points in a hundred", points), points);
    }
  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->subheading, _("A table of contracts shows customers as they are today. So the model is tested on the time they "
                                          "stayed: learned from its first half, held against the second."));
}

static void
show_view (ClvLifetimePage *self)
{
  ClvFindings *findings = clv_page_get_findings (CLV_PAGE (self));
  guint view = get_view (self);

  gtk_stack_set_visible_child_name (self->views, view_names[view]);
  if (findings == NULL || clv_findings_get_valuation (findings) == NULL)
    return;
  if (view == VIEW_VALUES)
    show_values_heading (self, findings);
  else if (view == VIEW_PROOF && clv_findings_get_contract_value (findings) != NULL)
    show_survival_heading (self, findings);
  else if (view == VIEW_PROOF)
    show_proof_heading (self, findings);
  else
    {
      gtk_label_set_text (self->heading, _("What the values rest on"));
      gtk_label_set_text (self->subheading, _("The total follows while you move. "
                                              "What you let go of holds on all pages, and can be undone."));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->subheading), *gtk_label_get_text (self->subheading) != '\0');
  if (!self->is_stale[view])
    return;
  self->is_stale[view] = FALSE;
  if (view == VIEW_VALUES)
    clv_lifetime_values_show (self->values, findings);
  else if (view == VIEW_SETTINGS)
    clv_lifetime_settings_show (self->settings, findings);
  else
    clv_lifetime_proof_show (self->proof, findings);
}

static void
view_toggled_cb (ClvLifetimePage *self,
                 GtkToggleButton *toggle)
{
  if (gtk_toggle_button_get_active (toggle))
    show_view (self);
}

static void
clv_lifetime_page_show_findings (ClvPage     *page,
                                 ClvFindings *findings)
{
  ClvLifetimePage *self = CLV_LIFETIME_PAGE (page);
  const ClvModels *models = clv_findings_get_models (findings);

  for (guint i = 0; i < N_VIEWS; i++)
    self->is_stale[i] = TRUE;
  if (clv_findings_get_valuation (findings) == NULL)
    {
      adw_status_page_set_description (self->nothing,
                                       models != NULL && models->reason != NULL
                                           ? clv_reason_get_text (models->reason)
                                           : _("It takes dated orders of customers over more than one period."));
      gtk_stack_set_visible_child_name (self->stack, "nothing");
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "prediction");
  show_view (self);
}

static void
clv_lifetime_page_release (ClvPage *page)
{
  clv_lifetime_settings_release (CLV_LIFETIME_PAGE (page)->settings);
}

static void
clv_lifetime_page_project_set (ClvPage *page)
{
  clv_lifetime_settings_set_project (CLV_LIFETIME_PAGE (page)->settings, clv_page_get_project (page));
}

static void
clv_lifetime_page_class_init (ClvLifetimePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  CLV_PAGE_CLASS (klass)->project_set = clv_lifetime_page_project_set;
  CLV_PAGE_CLASS (klass)->release = clv_lifetime_page_release;
  CLV_PAGE_CLASS (klass)->show_findings = clv_lifetime_page_show_findings;

  g_type_ensure (CLV_TYPE_LIFETIME_VALUES);
  g_type_ensure (CLV_TYPE_LIFETIME_SETTINGS);
  g_type_ensure (CLV_TYPE_LIFETIME_PROOF);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-lifetime-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimePage, stack);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimePage, views);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimePage, nothing);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimePage, heading);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimePage, subheading);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimePage, values);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimePage, settings);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimePage, proof);
  gtk_widget_class_bind_template_child_full (widget_class, "values_toggle", FALSE,
                                             G_STRUCT_OFFSET (ClvLifetimePage, toggles[VIEW_VALUES]));
  gtk_widget_class_bind_template_child_full (widget_class, "settings_toggle", FALSE,
                                             G_STRUCT_OFFSET (ClvLifetimePage, toggles[VIEW_SETTINGS]));
  gtk_widget_class_bind_template_child_full (widget_class, "proof_toggle", FALSE,
                                             G_STRUCT_OFFSET (ClvLifetimePage, toggles[VIEW_PROOF]));
  gtk_widget_class_bind_template_callback (widget_class, view_toggled_cb);
}

static void
clv_lifetime_page_init (ClvLifetimePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * clv_lifetime_page_show_proof:
 *
 * Turns to the view that says whether predictions came true.
 */
void
clv_lifetime_page_show_proof (ClvLifetimePage *self)
{
  g_return_if_fail (CLV_IS_LIFETIME_PAGE (self));

  gtk_toggle_button_set_active (self->toggles[VIEW_PROOF], TRUE);
}
