/* clv-lifetime-settings.c - what values rest on, and what follows from it while it is moved
 *
 * While a slider moves, customers are valued in a thread with the terms of the moment; of
 * several wishes only the newest is worked out. Values come first, and then their
 * intervals: at once where those of the horizon and the level are known, else when the
 * slider rests. One that moves on stops what is still being worked out. When it is let go
 * of, the term becomes an assumption of the project, which can be undone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-lifetime-settings.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "clv-format.h"
#include "clv-job.h"
#include "clv-prediction-choices.h"
#include "clv-prediction-text.h"

#define DAYS_A_MONTH (365.25 / 12)

/* Keys and the wheel have no end that one could wait for. */
#define COMMIT_AFTER_MS 500

typedef enum
{
  TERM_MARGIN,
  TERM_DISCOUNT,
  TERM_HORIZON, /* months */
  TERM_LEVEL,
  N_TERMS
} Term;

static const struct
{
  const char *key, *title, *note;
  double      min, max, step, page;
} terms[N_TERMS] = {
  { "margin", N_("Margin"), N_("left of revenue after costs"), 0, 1, 0.005, 0.05 },
  { "discount-rate", N_("Discount rate a year"), N_("what waiting costs"), 0, 0.5, 0.005, 0.02 },
  { "prediction-days", N_("How far to look ahead"), N_("months that count"), 1, 60, 1, 6 },
  { "interval", N_("How sure the band is"), N_("how often it holds"), 0.5, 0.99, 0.01, 0.05 },
};

/* Another margin is there before anybody sees a change; a far horizon of many customers may not be. */
#define DIM_AFTER_MS 120

/* A slider that does not move for so long rests. */
#define REST_MS 150

/* Figures of other terms than the sliders look like it. */
#define DIM 0.4

/* What comes of terms. */
typedef struct
{
  double   total, low, high;
  double   orders, orders_low, orders_high;
  guint32  n; /* customers it is about */
  gboolean is_revenue;
} Outcome;

typedef struct
{
  ClvFindings *findings;
  double       value[N_TERMS]; /* the horizon in days */
  gboolean     is_full;        /* asked for by a slider that rests */
  gboolean     is_quick;       /* without intervals */
  guint        moves;          /* how often sliders had moved */
  gboolean     is_done;        /* else there is no outcome: cancelled */
  Outcome      outcome;
} Wish;

/* One thread at a time for each, so that a far horizon with its intervals keeps no quick answer waiting. */
typedef struct
{
  ClvJob  *job;      /* (nullable) */
  gboolean is_stale; /* the terms have moved meanwhile */
} Slot;

typedef struct
{
  GtkScale  *scale;
  GtkLabel  *value;
  GtkLabel  *note;
  GtkWidget *reset;
  gboolean   is_held;  /* a pointer has it */
  gboolean   is_moved; /* since it was last an assumption */
} TermRow;

struct _ClvLifetimeSettings
{
  AdwBin       parent_instance;

  /* template */
  GtkListBox  *terms;
  GtkWidget            *choices_title;
  ClvPredictionChoices *choices;
  GtkLabel             *orders_title;
  GtkLabel    *ahead;
  GtkLabel    *total;
  GtkLabel    *band;
  GtkLabel    *each;
  GtkLabel    *orders;
  GtkLabel    *orders_band;
  GtkLabel    *change;
  GtkLabel    *basis;

  /* owned */
  ClvProject  *project;
  ClvFindings *findings; /* (nullable) */

  /* borrowed from the widget tree */
  TermRow      rows[N_TERMS];

  /* state */
  gboolean     updating;  /* a control is being set by us */
  Slot         quick, full;
  guint        moves;     /* how often sliders have moved */
  double       known_days, known_level; /* whose intervals are at hand */
  guint        rest;      /* source id */
  guint        commit;    /* source id */
  guint        dim;       /* source id */
  double       shown_total; /* of the findings */
};

G_DEFINE_FINAL_TYPE (ClvLifetimeSettings, clv_lifetime_settings, ADW_TYPE_BIN)

static void start_valuing (ClvLifetimeSettings *self,
                           gboolean             is_full);

static double
get_term (ClvLifetimeSettings *self,
          Term                 term)
{
  return gtk_range_get_value (GTK_RANGE (self->rows[term].scale));
}

/* Whole years are 365 days each, so that the usual year is the default. */
static double
days_of_months (double months)
{
  return round (round (months) * DAYS_A_MONTH);
}

static gboolean
has_no_margin (ClvLifetimeSettings *self)
{
  const ClvValuation *valuation = clv_findings_get_valuation (self->findings);

  return valuation->is_revenue && !self->rows[TERM_MARGIN].is_moved;
}

static void
show_term (ClvLifetimeSettings *self,
           Term                 term)
{
  const gboolean is_unset = term == TERM_MARGIN && has_no_margin (self);
  double value = get_term (self, term);
  g_autofree char *text = NULL;

  /* Revenue stands at 100 %, and nobody shall take that for a margin. */
  gtk_widget_set_opacity (GTK_WIDGET (self->rows[term].scale), is_unset ? DIM : 1);
  gtk_label_set_text (self->rows[term].note, is_unset ? _("values are revenue until it is set") : _(terms[term].note));
  if (term == TERM_HORIZON)
    text = clv_prediction_dup_span (days_of_months (value));
  else if (is_unset)
    text = g_strdup (_("none known"));
  else
    text = clv_format_percent (value, term == TERM_LEVEL ? 0 : 1);
  gtk_label_set_text (self->rows[term].value, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows[term].scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

static void
set_dim (ClvLifetimeSettings *self,
         gboolean             is_dim)
{
  GtkWidget *figures[] = { GTK_WIDGET (self->ahead), GTK_WIDGET (self->total), GTK_WIDGET (self->band), GTK_WIDGET (self->each),
                           GTK_WIDGET (self->orders), GTK_WIDGET (self->orders_band), GTK_WIDGET (self->change) };

  g_clear_handle_id (&self->dim, g_source_remove);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    gtk_widget_set_opacity (figures[i], is_dim ? DIM : 1);
}

static gboolean
dim_cb (gpointer user_data)
{
  ClvLifetimeSettings *self = user_data;

  self->dim = 0;
  set_dim (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
show_outcome (ClvLifetimeSettings *self,
              const Outcome       *outcome)
{
  const char *currency = clv_findings_get_currency (self->findings);
  g_autofree char *ahead = clv_prediction_dup_ahead (days_of_months (get_term (self, TERM_HORIZON)));
  g_autofree char *total = clv_format_money (outcome->total, currency, fabs (outcome->total) < 1000 ? 2 : 0);
  g_autofree char *range = clv_prediction_dup_range (outcome->low, outcome->high, currency);
  g_autofree char *level = clv_format_percent (get_term (self, TERM_LEVEL), 0);
  /* Translators: a percentage such as 80 %, an interval of money */
  g_autofree char *band = g_strdup_printf (_("%s sure: %s"), level, range);
  g_autofree char *each = clv_format_money (outcome->n > 0 ? outcome->total / outcome->n : NAN, currency, 2);
  g_autofree char *orders = clv_format_number (outcome->orders, outcome->orders < 10 ? 1 : 0);
  g_autofree char *orders_low = clv_format_number (outcome->orders_low, 0);
  g_autofree char *orders_high = clv_format_number (outcome->orders_high, 0);
  /* Translators: a percentage such as 80 %, lower and upper end of a number of purchases */
  g_autofree char *orders_band = g_strdup_printf (_("%s sure: %s – %s"), level, orders_low, orders_high);
  g_autofree char *count = clv_format_count (outcome->n);
  g_autofree char *basis = NULL;
  double change = outcome->total - self->shown_total;

  set_dim (self, FALSE);
  gtk_label_set_text (self->ahead, ahead);
  gtk_label_set_text (self->total, total);
  gtk_label_set_text (self->each, each);
  gtk_label_set_text (self->orders, orders);
  if (isnan (outcome->low))
    {
      /* To come when the slider rests. */
      gtk_widget_set_opacity (GTK_WIDGET (self->band), DIM);
      gtk_widget_set_opacity (GTK_WIDGET (self->orders_band), DIM);
    }
  else
    {
      gtk_label_set_text (self->band, band);
      gtk_label_set_text (self->orders_band, orders_band);
    }
  basis = outcome->is_revenue
            /* Translators: number of customers */
            ? g_strdup_printf (ngettext ("Revenue of %s customer; no margin is known", "Revenue of %s customers; no margin is known",
                                         outcome->n), count)
            /* Translators: number of customers */
            : g_strdup_printf (ngettext ("Profit with %s customer, before acquisition", "Profit with %s customers, before acquisition",
                                         outcome->n), count);
  gtk_label_set_text (self->basis, basis);
  gtk_widget_set_visible (GTK_WIDGET (self->change), fabs (change) >= 0.5);
  if (fabs (change) >= 0.5)
    {
      g_autofree char *money = clv_format_money (fabs (change), currency, 0);
      /* Translators: an amount of money */
      g_autofree char *text = g_strdup_printf (change > 0 ? _("%s more than before the slider moved")
                                                          : _("%s less than before the slider moved"), money);

      gtk_label_set_text (self->change, text);
    }
}

/* Valuing */

static void
fill_outcome (const ClvValuation *valuation,
              Outcome            *outcome)
{
  *outcome = (Outcome) {
    .total = valuation->total,
    .low = valuation->total_low,
    .high = valuation->total_high,
    .orders = valuation->orders_total,
    .orders_low = valuation->orders_total_low,
    .orders_high = valuation->orders_total_high,
    .is_revenue = valuation->is_revenue,
  };
  for (guint32 i = 0; i < valuation->n; i++)
    outcome->n += !isnan (valuation->clv[i]);
}

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  clv_job_release (wish->findings, (GDestroyNotify) clv_findings_unref);
  g_free (wish);
}

static void
value_worker (ClvJob  *job,
              gpointer data)
{
  Wish *wish = data;
  const double *value = wish->value;
  const ClvWork *work = clv_job_get_work (job);
  g_autoptr (ClvValuation) valuation =
    wish->is_quick
      ? clv_findings_value_quickly (wish->findings, value[TERM_MARGIN], value[TERM_DISCOUNT], value[TERM_HORIZON], work)
      : clv_findings_value (wish->findings, value[TERM_MARGIN], value[TERM_DISCOUNT], value[TERM_HORIZON], value[TERM_LEVEL],
                            work);

  wish->is_done = valuation != NULL;
  if (valuation != NULL)
    fill_outcome (valuation, &wish->outcome);
}

/* Whether those of the sliders' horizon and level are at hand. */
static gboolean
has_intervals (ClvLifetimeSettings *self)
{
  return days_of_months (get_term (self, TERM_HORIZON)) == self->known_days
         && get_term (self, TERM_LEVEL) == self->known_level;
}

static void
valued_cb (ClvJob  *job,
           gpointer data,
           gpointer owner)
{
  ClvLifetimeSettings *self = owner;
  const Wish *wish = data;
  Slot *slot = wish->is_full ? &self->full : &self->quick;

  slot->job = NULL;
  if (self->findings == NULL)
    return;
  if (wish->is_done && !wish->is_quick && wish->findings == self->findings)
    {
      self->known_days = wish->value[TERM_HORIZON];
      self->known_level = wish->value[TERM_LEVEL];
    }
  if (wish->findings == self->findings && wish->moves == self->moves && wish->is_done)
    {
      show_outcome (self, &wish->outcome);
      /* Intervals that need no working out do not wait for the rest. */
      if (wish->is_quick && has_intervals (self))
        start_valuing (self, TRUE);
    }
  else if (slot->is_stale)
    start_valuing (self, wish->is_full);
}

/* @is_full: with intervals that are not at hand. */
static void
start_valuing (ClvLifetimeSettings *self,
               gboolean             is_full)
{
  Slot *slot = is_full ? &self->full : &self->quick;
  Wish *wish;

  slot->is_stale = slot->job != NULL;
  if (slot->job != NULL)
    return;
  wish = g_new0 (Wish, 1);
  wish->is_full = is_full;
  wish->findings = clv_findings_ref (self->findings);
  wish->moves = self->moves;
  for (guint i = 0; i < N_TERMS; i++)
    wish->value[i] = get_term (self, i);
  wish->value[TERM_HORIZON] = days_of_months (wish->value[TERM_HORIZON]);
  if (!self->rows[TERM_MARGIN].is_moved)
    wish->value[TERM_MARGIN] = NAN;
  wish->is_quick = !is_full;
  slot->job = clv_job_start (value_worker, wish, wish_free, valued_cb, self);
}

static gboolean
rest_cb (gpointer user_data)
{
  ClvLifetimeSettings *self = user_data;

  self->rest = 0;
  if (self->findings != NULL && !has_intervals (self))
    start_valuing (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
work_out (ClvLifetimeSettings *self)
{
  self->moves++;
  if (self->full.job != NULL)
    clv_job_cancel (self->full.job);
  if (self->dim == 0)
    self->dim = g_timeout_add (DIM_AFTER_MS, dim_cb, self);
  start_valuing (self, FALSE);
  g_clear_handle_id (&self->rest, g_source_remove);
  self->rest = g_timeout_add (REST_MS, rest_cb, self);
}

/* Assumptions */

static void
set_assumption (ClvLifetimeSettings *self,
                const char          *key,
                const char          *value)
{
  g_autoptr (GError) error = NULL;

  /* All values come from a range that the assumption takes. */
  if (self->project != NULL && !clv_project_set_assumption (self->project, key, value, &error))
    g_warning ("%s: %s", key, error->message);
}

static void
committed_cb (ClvLifetimeSettings *self,
              const char          *key,
              const char          *value)
{
  set_assumption (self, key, value);
}

static void
commit_terms (ClvLifetimeSettings *self)
{
  g_clear_handle_id (&self->commit, g_source_remove);
  for (guint i = 0; i < N_TERMS; i++)
    if (self->rows[i].is_moved)
      {
        double value = i == TERM_HORIZON ? days_of_months (get_term (self, i)) : get_term (self, i);
        char text[G_ASCII_DTOSTR_BUF_SIZE];

        self->rows[i].is_moved = FALSE;
        g_ascii_formatd (text, sizeof text, "%.6g", value);
        set_assumption (self, terms[i].key, text);
      }
}

static gboolean
commit_cb (gpointer user_data)
{
  ClvLifetimeSettings *self = user_data;

  self->commit = 0;
  commit_terms (self);
  return G_SOURCE_REMOVE;
}

static void
moved_cb (GtkRange            *range,
          ClvLifetimeSettings *self)
{
  Term term = (Term) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (range), "clv-term"));

  if (self->updating || self->findings == NULL)
    return;
  self->rows[term].is_moved = TRUE;
  show_term (self, term);
  work_out (self);
  g_clear_handle_id (&self->commit, g_source_remove);
  if (!self->rows[term].is_held)
    self->commit = g_timeout_add (COMMIT_AFTER_MS, commit_cb, self);
}

/* The range keeps its own gestures to itself: what it is told is seen before it. */
static gboolean
event_cb (GtkEventController  *controller,
          GdkEvent            *event,
          ClvLifetimeSettings *self)
{
  GtkWidget *scale = gtk_event_controller_get_widget (controller);
  Term term = (Term) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (scale), "clv-term"));

  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
    case GDK_TOUCH_BEGIN:
      self->rows[term].is_held = TRUE;
      break;

    case GDK_BUTTON_RELEASE:
    case GDK_TOUCH_END:
    case GDK_TOUCH_CANCEL:
      self->rows[term].is_held = FALSE;
      /* After the range has seen it too. */
      g_clear_handle_id (&self->commit, g_source_remove);
      self->commit = g_idle_add (commit_cb, self);
      break;

    default:
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
reset_cb (GtkButton           *button,
          ClvLifetimeSettings *self)
{
  Term term = (Term) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "clv-term"));

  self->rows[term].is_moved = FALSE;
  set_assumption (self, terms[term].key, "");
}

/* Building */

static void
add_term (ClvLifetimeSettings *self,
          Term                 term)
{
  TermRow *of = &self->rows[term];
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_(terms[term].title));
  GtkWidget *note = gtk_label_new (_(terms[term].note));
  GtkEventController *events = gtk_event_controller_legacy_new ();

  of->scale = GTK_SCALE (gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, terms[term].min, terms[term].max, terms[term].step));
  of->value = GTK_LABEL (gtk_label_new (NULL));
  of->note = GTK_LABEL (note);
  of->reset = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  gtk_widget_add_css_class (note, "caption");
  gtk_widget_add_css_class (note, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_label_set_ellipsize (GTK_LABEL (note), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (note, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (of->value), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (of->value), "heading");
  gtk_widget_add_css_class (of->reset, "flat");
  gtk_widget_add_css_class (of->reset, "circular");
  gtk_widget_set_tooltip_text (of->reset, _("Back to What It Was by Itself"));
  gtk_widget_set_valign (of->reset, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (of->reset), "clv-term", GUINT_TO_POINTER (term));
  g_signal_connect_object (of->reset, "clicked", G_CALLBACK (reset_cb), self, 0);
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), note);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (of->value));
  gtk_box_append (GTK_BOX (line), of->reset);

  gtk_range_set_increments (GTK_RANGE (of->scale), terms[term].step, terms[term].page);
  gtk_widget_set_name (GTK_WIDGET (of->scale), terms[term].key);
  gtk_accessible_update_property (GTK_ACCESSIBLE (of->scale), GTK_ACCESSIBLE_PROPERTY_LABEL, _(terms[term].title), -1);
  g_object_set_data (G_OBJECT (of->scale), "clv-term", GUINT_TO_POINTER (term));
  g_signal_connect_object (of->scale, "value-changed", G_CALLBACK (moved_cb), self, 0);
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_object (events, "event", G_CALLBACK (event_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (of->scale), events);

  gtk_widget_add_css_class (box, "term");
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (of->scale));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (self->terms, row);
}

/* Showing */

static void
show_terms (ClvLifetimeSettings  *self,
            const ClvAssumptions *assumptions)
{
  const ClvValuation *valuation = clv_findings_get_valuation (self->findings);
  const double values[N_TERMS] = { valuation->margin, valuation->discount_per_year, round (valuation->horizon_days / DAYS_A_MONTH),
                                   valuation->interval };

  for (guint i = 0; i < N_TERMS; i++)
    {
      TermRow *of = &self->rows[i];
      g_autofree char *entered = clv_assumptions_dup_value (assumptions, terms[i].key);
      ClvAssumptions usual;
      g_autofree char *by_itself = NULL;

      clv_assumptions_init_default (&usual);
      by_itself = clv_assumptions_dup_value (&usual, terms[i].key);
      /* Hidden ones keep their place, so that values stay in one column. */
      gtk_widget_set_opacity (of->reset, g_strcmp0 (entered, by_itself) != 0 ? 1 : 0);
      gtk_widget_set_sensitive (of->reset, g_strcmp0 (entered, by_itself) != 0);
      /* Nobody pulls it out of the user's hand. */
      if (of->is_held || of->is_moved)
        continue;
      gtk_range_set_range (GTK_RANGE (of->scale), MIN (terms[i].min, values[i]), MAX (terms[i].max, values[i]));
      gtk_range_set_value (GTK_RANGE (of->scale), values[i]);
      gtk_scale_clear_marks (of->scale);
      gtk_scale_add_mark (of->scale, values[i], GTK_POS_BOTTOM, NULL);
      show_term (self, i);
    }
}

static void
clv_lifetime_settings_dispose (GObject *object)
{
  ClvLifetimeSettings *self = CLV_LIFETIME_SETTINGS (object);

  g_clear_pointer (&self->quick.job, clv_job_abandon);
  g_clear_pointer (&self->full.job, clv_job_abandon);
  g_clear_handle_id (&self->commit, g_source_remove);
  g_clear_handle_id (&self->dim, g_source_remove);
  g_clear_handle_id (&self->rest, g_source_remove);
  g_clear_pointer (&self->findings, clv_findings_unref);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (clv_lifetime_settings_parent_class)->dispose (object);
}

static void
clv_lifetime_settings_class_init (ClvLifetimeSettingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = clv_lifetime_settings_dispose;

  g_type_ensure (CLV_TYPE_PREDICTION_CHOICES);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-lifetime-settings.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeSettings, terms);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeSettings, choices);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeSettings, choices_title);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeSettings, orders_title);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeSettings, ahead);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeSettings, total);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeSettings, band);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeSettings, each);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeSettings, orders);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeSettings, orders_band);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeSettings, change);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeSettings, basis);
  gtk_widget_class_bind_template_callback (widget_class, committed_cb);
}

static void
clv_lifetime_settings_init (ClvLifetimeSettings *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_TERMS; i++)
    add_term (self, i);
}

/**
 * clv_lifetime_settings_set_project:
 * @project: whose assumptions are set
 *
 * Sets the project; a reference is kept.
 */
void
clv_lifetime_settings_set_project (ClvLifetimeSettings *self,
                                   ClvProject          *project)
{
  g_return_if_fail (CLV_IS_LIFETIME_SETTINGS (self));

  g_set_object (&self->project, project);
}

/**
 * clv_lifetime_settings_show:
 * @findings: with a valuation
 *
 * Shows the terms of @findings and what follows from them. A reference is kept until others come.
 */
void
clv_lifetime_settings_show (ClvLifetimeSettings *self,
                            ClvFindings         *findings)
{
  const ClvAssumptions *assumptions = clv_findings_get_assumptions (findings);
  Outcome outcome;

  g_return_if_fail (CLV_IS_LIFETIME_SETTINGS (self));

  clv_findings_ref (findings);
  clv_job_release (self->findings, (GDestroyNotify) clv_findings_unref);
  self->findings = findings;
  self->updating = TRUE;
  show_terms (self, assumptions);
  self->updating = FALSE;
  clv_prediction_choices_show (self->choices, findings);
  gtk_widget_set_visible (GTK_WIDGET (self->choices), clv_findings_get_contract_value (findings) == NULL);
  gtk_widget_set_visible (self->choices_title, clv_findings_get_contract_value (findings) == NULL);
  gtk_label_set_text (self->orders_title,
                      clv_findings_get_contract_value (findings) != NULL ? _("Payments") : _("Purchases"));
  self->moves++;
  self->known_days = clv_findings_get_valuation (findings)->horizon_days;
  self->known_level = clv_findings_get_valuation (findings)->interval;
  fill_outcome (clv_findings_get_valuation (findings), &outcome);
  self->shown_total = outcome.total;
  show_outcome (self, &outcome);
}

/**
 * clv_lifetime_settings_release:
 *
 * Lets go of the findings, and of a term that has not become an assumption yet.
 */
void
clv_lifetime_settings_release (ClvLifetimeSettings *self)
{
  g_return_if_fail (CLV_IS_LIFETIME_SETTINGS (self));

  g_clear_handle_id (&self->commit, g_source_remove);
  g_clear_handle_id (&self->dim, g_source_remove);
  g_clear_handle_id (&self->rest, g_source_remove);
  for (guint i = 0; i < N_TERMS; i++)
    self->rows[i].is_moved = self->rows[i].is_held = FALSE;
  self->quick.is_stale = self->full.is_stale = FALSE;
  if (self->full.job != NULL)
    clv_job_cancel (self->full.job);
  clv_job_release (g_steal_pointer (&self->findings), (GDestroyNotify) clv_findings_unref);
}
