/* clv-reconciliation-bar.c - the proof that nothing is lost: file total = used + left out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-reconciliation-bar.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"

struct _ClvReconciliationBar
{
  AdwBin    parent_instance;

  /* template */
  GtkImage *icon;
  GtkLabel *verdict;
  GtkBox   *terms;
};

G_DEFINE_FINAL_TYPE (ClvReconciliationBar, clv_reconciliation_bar, ADW_TYPE_BIN)

static void
clv_reconciliation_bar_class_init (ClvReconciliationBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/clientele_app/Clientele/clv-reconciliation-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvReconciliationBar, icon);
  gtk_widget_class_bind_template_child (widget_class, ClvReconciliationBar, verdict);
  gtk_widget_class_bind_template_child (widget_class, ClvReconciliationBar, terms);
}

static void
clv_reconciliation_bar_init (ClvReconciliationBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_term (ClvReconciliationBar *self,
          const char           *sign,
          const char           *what,
          gboolean              is_adjustment,
          guint32               rows,
          double                amount,
          const char           *currency,
          const char           *css_class)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *count = clv_format_count (rows);
  g_autofree char *money = clv_format_money (amount, currency, 2);
  g_autofree char *caption = NULL;
  GtkWidget *caption_label, *money_label;

  if (sign != NULL)
    {
      GtkWidget *label = gtk_label_new (sign);

      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_set_valign (label, GTK_ALIGN_END);
      gtk_box_append (self->terms, label);
    }
  if (is_adjustment)
    caption = g_strdup (what);
  else
    /* Translators: what rows are, such as “Used”, and how many */
    caption = g_strdup_printf (ngettext ("%s, %s row", "%s, %s rows", rows), what, count);
  caption_label = gtk_label_new (caption);
  gtk_label_set_xalign (GTK_LABEL (caption_label), 0);
  gtk_widget_add_css_class (caption_label, "caption");
  gtk_widget_add_css_class (caption_label, "dim-label");
  money_label = gtk_label_new (money);
  gtk_label_set_xalign (GTK_LABEL (money_label), 0);
  gtk_widget_add_css_class (money_label, "numeric");
  if (css_class != NULL)
    gtk_widget_add_css_class (money_label, css_class);
  gtk_box_append (GTK_BOX (box), caption_label);
  gtk_box_append (GTK_BOX (box), money_label);
  gtk_box_append (self->terms, box);
}

/**
 * clv_reconciliation_bar_set:
 * @reconciliation: (nullable): NULL while it is being worked out
 * @currency: symbol or code; "" when unknown
 *
 * Shows the equation, and whether it holds to the cent.
 */
void
clv_reconciliation_bar_set (ClvReconciliationBar    *self,
                            const ClvReconciliation *reconciliation,
                            const char              *currency)
{
  guint32 rows_out = 0;
  double amount_out = 0;
  guint n_terms = 0;
  gboolean holds;
  GtkWidget *child;

  g_return_if_fail (CLV_IS_RECONCILIATION_BAR (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->terms))) != NULL)
    gtk_box_remove (self->terms, child);
  gtk_image_set_from_icon_name (self->icon, NULL);
  if (reconciliation == NULL)
    {
      gtk_label_set_text (self->verdict, "");
      return;
    }

  add_term (self, NULL, _("In the file"), FALSE, reconciliation->rows_read, reconciliation->amount_read, currency, NULL);
  add_term (self, "=", _("Used"), FALSE, reconciliation->rows_used, reconciliation->amount_used, currency, "heading");
  for (int reason = CLV_LEFT_OUT_NO + 1; reason < CLV_N_LEFT_OUT; reason++)
    {
      guint32 rows = reconciliation->left_out[reason].rows;
      double amount = reconciliation->left_out[reason].amount;

      /* What was taken off the amounts of rows that are used, or added to them, has no rows of its own. */
      if (rows == 0 && fabs (amount) < 0.005)
        continue;
      rows_out += rows;
      amount_out += amount;
      n_terms++;
      add_term (self, amount < 0 ? "\u2212" : "+", clv_left_out_get_title (reason), rows == 0, rows, fabs (amount),
                currency, "loss");
    }
  if (n_terms == 0)
    add_term (self, "+", _("Left out"), FALSE, 0, 0, currency, NULL);

  holds = reconciliation->rows_used + rows_out == reconciliation->rows_read
          && fabs (reconciliation->amount_used + amount_out - reconciliation->amount_read) < 0.005;
  gtk_image_set_from_icon_name (self->icon, holds ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), holds ? "attention" : "good");
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), holds ? "good" : "attention");
  gtk_label_set_text (self->verdict, holds ? _("Adds up to the cent") : _("Does not add up"));
}
