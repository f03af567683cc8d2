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
          const char           *money,
          const char           *css_class)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *count = clv_format_count (rows);
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

/* How amounts in several currencies stand beside each other: dollars and pounds have no sum. */
typedef enum
{
  ONE_CURRENCY,
  LEFT_OUT_CURRENCIES, /* only the rows in one are used */
  CONVERTED,
} Currencies;

static Currencies
find_currencies (const ClvReconciliation *account)
{
  if (account->left_out[CLV_LEFT_OUT_RATES].amount != 0)
    return CONVERTED;
  return account->left_out[CLV_LEFT_OUT_OTHER_CURRENCY].rows > 0 || account->left_out[CLV_LEFT_OUT_NO_RATE].rows > 0
         ? LEFT_OUT_CURRENCIES : ONE_CURRENCY;
}

/* (transfer full): what rows amount to that may be in any currency of the file */
static char *
dup_mixed (Currencies  currencies,
           double      amount,
           const char *currency)
{
  g_autofree char *number = NULL;

  if (currencies == ONE_CURRENCY)
    return clv_format_money (amount, currency, 2);
  /* Without a sign it is not taken for money, but the account can still be followed. */
  number = clv_format_number (amount, 2);
  return currencies == CONVERTED
         /* Translators: a bare sum of amounts in different currencies, before they are converted */
         ? g_strdup_printf (_("%s, currencies mixed"), number)
         : g_strdup (_("no sum"));
}

/* (transfer full): by how much converting raised or lowered the bare numbers */
static char *
dup_change (double      amount,
            const char *currency)
{
  g_autofree char *money = clv_format_money (fabs (amount), currency, 2);

  return g_strconcat (amount > 0 ? "\u2212" : "+", money, NULL);
}

static void
add_left_out (ClvReconciliationBar *self,
              ClvLeftOut            reason,
              guint32               rows,
              double                amount,
              Currencies            currencies,
              const char           *currency)
{
  g_autofree char *money = NULL;
  const char *sign = amount < 0 ? "\u2212" : "+";

  if (reason == CLV_LEFT_OUT_RATES)
    {
      money = dup_change (amount, currency);
      sign = NULL;
    }
  else if (rows == 0)
    /* Taken off rows that are used, which are in the currency of the results. */
    money = clv_format_money (fabs (amount), currency, 2);
  else
    {
      money = dup_mixed (currencies, fabs (amount), currency);
      if (currencies == LEFT_OUT_CURRENCIES)
        sign = "+";
    }
  add_term (self, sign, clv_left_out_get_title (reason), rows == 0, rows, money, "loss");
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
  Currencies currencies;
  g_autofree char *read = NULL;
  g_autofree char *used = NULL;

  g_return_if_fail (CLV_IS_RECONCILIATION_BAR (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->terms))) != NULL)
    gtk_box_remove (self->terms, child);
  gtk_image_set_from_icon_name (self->icon, NULL);
  if (reconciliation == NULL)
    {
      gtk_label_set_text (self->verdict, "");
      return;
    }

  currencies = find_currencies (reconciliation);
  read = dup_mixed (currencies, reconciliation->amount_read, currency);
  used = clv_format_money (reconciliation->amount_used, currency, 2);
  add_term (self, NULL, _("In the file"), FALSE, reconciliation->rows_read, read, NULL);
  add_term (self, "=", _("Used"), FALSE, reconciliation->rows_used, used, "heading");
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
      add_left_out (self, reason, rows, amount, currencies, currency);
    }
  if (n_terms == 0)
    {
      g_autofree char *nothing = clv_format_money (0, currency, 2);

      add_term (self, "+", _("Left out"), FALSE, 0, nothing, NULL);
    }

  holds = reconciliation->rows_used + rows_out == reconciliation->rows_read
          && fabs (reconciliation->amount_used + amount_out - reconciliation->amount_read) < 0.005;
  gtk_image_set_from_icon_name (self->icon, holds ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), holds ? "attention" : "good");
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), holds ? "good" : "attention");
  gtk_label_set_text (self->verdict, !holds                             ? _("Does not add up")
                                     : currencies == LEFT_OUT_CURRENCIES ? _("No row is lost")
                                                                         : _("Adds up to the cent"));
}
