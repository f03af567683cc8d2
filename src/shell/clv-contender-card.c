/* clv-contender-card.c - one way to predict, and how wrong it was on the months that were held out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-contender-card.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-error-bar.h"
#include "clv-format.h"

/* Smaller errors are told with a decimal. */
#define WHOLE_PERCENT_FROM 0.1

struct _ClvContenderCard
{
  AdwBin       parent_instance;

  /* template */
  GtkWidget   *box;
  GtkLabel    *title;
  GtkLabel    *badge;
  GtkLabel    *note;
  GtkLabel    *predicted;
  GtkLabel    *actual;
  ClvErrorBar *count_bar;
  GtkLabel    *count_error;
  ClvErrorBar *value_bar;
  GtkLabel    *value_error;
  GtkLabel    *each_error;
  GtkLabel    *reason;
};

G_DEFINE_FINAL_TYPE (ClvContenderCard, clv_contender_card, ADW_TYPE_BIN)

/* What it does, so that nobody has to know its name. */
static const char *
note_of (const ClvContender *contender)
{
  static const struct
  {
    const char *id;
    const char *note;
  } notes[] = {
    { "last-year", N_("what each customer did, once more") },
    { "cohort-average", N_("what earlier customers did at that age") },
    { "simple", N_("orders a month × months × who stays") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    if (g_str_equal (notes[i].id, contender->id))
      return _(notes[i].note);
  return contender->title;
}

static void
show_error (ClvErrorBar *bar,
            GtkLabel    *label,
            double       error,
            double       largest)
{
  g_autofree char *percent = clv_format_percent (error, fabs (error) < WHOLE_PERCENT_FROM ? 1 : 0);
  g_autofree char *text = error > 0 ? g_strconcat ("+", percent, NULL) : g_strdup (percent);

  clv_error_bar_set_scale (bar, largest);
  clv_error_bar_set_error (bar, error);
  gtk_label_set_text (label, text);
  gtk_widget_remove_css_class (GTK_WIDGET (label), "good");
  gtk_widget_remove_css_class (GTK_WIDGET (label), "loss");
  if (!isnan (error))
    gtk_widget_add_css_class (GTK_WIDGET (label), clv_error_bar_is_small (error) ? "good" : "loss");
}

/* Why the test recommends @winner, by what stands on the cards. */
static const char *
reason_of (const ClvHoldout   *holdout,
           const ClvContender *winner)
{
  gboolean in_total = TRUE, each = TRUE;

  for (guint i = 0; i < holdout->n_contenders; i++)
    if (!isnan (holdout->contenders[i].score))
      {
        in_total = in_total && !(fabs (holdout->contenders[i].bias) < fabs (winner->bias));
        each = each && !(holdout->contenders[i].mae < winner->mae);
      }
  if (in_total && each)
    return _("Closest, in total and for single customers");
  if (each)
    return _("Closest for single customers");
  if (in_total)
    return _("Closest in total");
  return winner->is_model ? _("No rule of thumb is clearly better") : _("Best over all: in total and for single customers");
}

static void
clv_contender_card_class_init (ClvContenderCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CLV_TYPE_ERROR_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-contender-card.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvContenderCard, box);
  gtk_widget_class_bind_template_child (widget_class, ClvContenderCard, title);
  gtk_widget_class_bind_template_child (widget_class, ClvContenderCard, badge);
  gtk_widget_class_bind_template_child (widget_class, ClvContenderCard, note);
  gtk_widget_class_bind_template_child (widget_class, ClvContenderCard, predicted);
  gtk_widget_class_bind_template_child (widget_class, ClvContenderCard, actual);
  gtk_widget_class_bind_template_child (widget_class, ClvContenderCard, count_bar);
  gtk_widget_class_bind_template_child (widget_class, ClvContenderCard, count_error);
  gtk_widget_class_bind_template_child (widget_class, ClvContenderCard, value_bar);
  gtk_widget_class_bind_template_child (widget_class, ClvContenderCard, value_error);
  gtk_widget_class_bind_template_child (widget_class, ClvContenderCard, each_error);
  gtk_widget_class_bind_template_child (widget_class, ClvContenderCard, reason);
}

static void
clv_contender_card_init (ClvContenderCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
clv_contender_card_new (void)
{
  return g_object_new (CLV_TYPE_CONTENDER_CARD, NULL);
}

/**
 * clv_contender_card_show:
 * @holdout: the race
 * @contender: one of it
 * @is_used: whether it values the customers
 * @is_winner: whether the test recommends it
 * @largest: the error that fills one half of its bars
 *
 * Shows one contender. Nothing is kept.
 */
void
clv_contender_card_show (ClvContenderCard   *self,
                         const ClvHoldout   *holdout,
                         const ClvContender *contender,
                         gboolean            is_used,
                         gboolean            is_winner,
                         double              largest)
{
  g_autofree char *predicted = NULL;
  g_autofree char *actual = NULL;
  g_autofree char *really = NULL;
  g_autofree char *each = NULL;

  g_return_if_fail (CLV_IS_CONTENDER_CARD (self));

  predicted = clv_format_number (contender->predicted, contender->predicted < 10 ? 1 : 0);
  actual = clv_format_count ((guint64) holdout->actual);
  /* Translators: behind a number of purchases; %s is the real number */
  really = g_strdup_printf (_("expected, %s came"), actual);
  each = clv_format_number (contender->mae, 2);
  gtk_label_set_text (self->title, contender->is_model ? _("Buying model") : contender->title);
  gtk_label_set_text (self->note, note_of (contender));
  gtk_label_set_text (self->predicted, predicted);
  gtk_label_set_text (self->actual, really);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), contender->title);
  show_error (self->count_bar, self->count_error, contender->bias, largest);
  show_error (self->value_bar, self->value_error, contender->value_bias, largest);
  gtk_label_set_text (self->badge, is_winner ? _("recommended") : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->badge),
                               _("The error in total and the errors of single customers count alike, in purchases and in revenue; "
                                 "a rule of thumb must be clearly better than a model"));
  gtk_widget_set_visible (GTK_WIDGET (self->badge), is_winner);
  gtk_label_set_text (self->each_error, each);
  gtk_label_set_text (self->reason, is_winner ? reason_of (holdout, contender) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), is_winner);
  if (is_used)
    gtk_widget_add_css_class (self->box, "chosen");
  else
    gtk_widget_remove_css_class (self->box, "chosen");
}
