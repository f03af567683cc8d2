/* clv-rates-dialog.c - what one unit of each currency is worth
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-rates-dialog.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

struct _ClvRatesDialog
{
  AdwWindow    parent_instance;

  /* template */
  AdwComboRow *target;
  GtkListBox  *rows;
  GtkLabel    *note;
  GtkWidget   *apply_button;

  /* owned */
  char       **currencies;
  GHashTable  *texts;   /* (element-type utf8 utf8) what stands in the entry of each currency */

  /* state */
  GPtrArray   *entries; /* (element-type GtkEditable) borrowed from the rows */
};

enum
{
  RATES_ENTERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ClvRatesDialog, clv_rates_dialog, ADW_TYPE_WINDOW)

static const char *
get_target (ClvRatesDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->target);

  return selected < g_strv_length (self->currencies) ? self->currencies[selected] : NULL;
}

/* A rate as people type it, with a point or a comma; NaN when it is none. */
static double
parse_rate (const char *text)
{
  g_autofree char *copy = g_strstrip (g_strdup (text));
  char *end = NULL;
  double rate;

  g_strdelimit (copy, ",", '.');
  rate = g_ascii_strtod (copy, &end);
  return *copy != '\0' && *end == '\0' && isfinite (rate) && rate > 0 ? rate : NAN;
}

/* What is empty is left out of all figures; what is no rate cannot be applied. */
static void
update (ClvRatesDialog *self)
{
  guint n_rates = 0, n_empty = 0, n_wrong = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->entries->len; i++)
    {
      GtkWidget *entry = self->entries->pdata[i];
      const char *typed = gtk_editable_get_text (GTK_EDITABLE (entry));
      const char *currency = g_object_get_data (G_OBJECT (entry), "clv-currency");
      gboolean is_empty = *typed == '\0';
      gboolean is_wrong = !is_empty && isnan (parse_rate (typed));

      n_empty += is_empty;
      n_wrong += is_wrong;
      n_rates += !is_empty && !is_wrong;
      g_hash_table_insert (self->texts, g_strdup (currency), g_strdup (typed));
      if (is_wrong)
        gtk_widget_add_css_class (entry, "error");
      else
        gtk_widget_remove_css_class (entry, "error");
    }
  gtk_widget_set_sensitive (self->apply_button, n_rates > 0 && n_wrong == 0);
  if (n_wrong > 0)
    text = g_strdup (_("A rate is a number above 0, such as 0.92."));
  else if (n_empty > 0)
    text = g_strdup_printf (ngettext ("Rows in the currency without a rate are left out.",
                                      "Rows in the %u currencies without a rate are left out.", n_empty), n_empty);
  gtk_label_set_text (self->note, text != NULL ? text : _("Every row is converted."));
}

static void
apply_cb (ClvRatesDialog *self)
{
  g_autoptr (GString) rates = g_string_new (NULL);

  if (!gtk_widget_get_sensitive (self->apply_button))
    return;
  for (guint i = 0; i < self->entries->len; i++)
    {
      double rate = parse_rate (gtk_editable_get_text (self->entries->pdata[i]));
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      if (isnan (rate))
        continue;
      g_string_append_printf (rates, "%s%s=%s", rates->len > 0 ? " " : "",
                              (const char *) g_object_get_data (self->entries->pdata[i], "clv-currency"),
                              g_ascii_formatd (number, sizeof number, "%.10g", rate));
    }
  g_signal_emit (self, signals[RATES_ENTERED], 0, get_target (self), rates->str);
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_row (ClvRatesDialog *self,
         const char     *currency,
         const char     *target)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *unit = gtk_label_new (target);
  const char *text = g_hash_table_lookup (self->texts, currency);
  /* Translators: one unit of a currency equals …; an entry and another currency follow */
  g_autofree char *title = g_strdup_printf (_("1 %s ="), currency);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  /* Translators: two currencies */
  g_autofree char *spoken = g_strdup_printf (_("What one %s is worth in %s"), currency, target);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 10);
  gtk_entry_set_alignment (GTK_ENTRY (entry), 1);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_widget_set_name (entry, currency);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (entry), "clv-currency", g_strdup (currency), g_free);
  g_signal_connect_object (entry, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), entry);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), unit);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), entry);
  g_ptr_array_add (self->entries, entry);
  gtk_list_box_append (self->rows, row);
}

static void
target_cb (ClvRatesDialog *self)
{
  GtkWidget *child;
  const char *target;

  if (self->currencies == NULL || get_target (self) == NULL)
    return;
  target = get_target (self);
  g_ptr_array_set_size (self->entries, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, child);
  for (guint i = 0; self->currencies[i] != NULL; i++)
    if (!g_str_equal (self->currencies[i], target))
      add_row (self, self->currencies[i], target);
  update (self);
}

static void
clv_rates_dialog_finalize (GObject *object)
{
  ClvRatesDialog *self = CLV_RATES_DIALOG (object);

  g_strfreev (self->currencies);
  g_hash_table_unref (self->texts);
  g_ptr_array_unref (self->entries);
  G_OBJECT_CLASS (clv_rates_dialog_parent_class)->finalize (object);
}

static void
clv_rates_dialog_class_init (ClvRatesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = clv_rates_dialog_finalize;

  /**
   * ClvRatesDialog::rates-entered:
   * @currency: to convert into
   * @rates: as the assumption “rates” takes them
   */
  signals[RATES_ENTERED] = g_signal_new ("rates-entered", CLV_TYPE_RATES_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-rates-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvRatesDialog, target);
  gtk_widget_class_bind_template_child (widget_class, ClvRatesDialog, rows);
  gtk_widget_class_bind_template_child (widget_class, ClvRatesDialog, note);
  gtk_widget_class_bind_template_child (widget_class, ClvRatesDialog, apply_button);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, target_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
clv_rates_dialog_init (ClvRatesDialog *self)
{
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->entries = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), self->apply_button);
}

/**
 * clv_rates_dialog_new:
 * @currencies: those of the data, most rows first
 * @currency: (nullable): to convert into, as chosen before
 * @rates: (nullable): as entered before
 *
 * Returns: (transfer none): a dialog over @parent, still to be presented
 */
ClvRatesDialog *
clv_rates_dialog_new (GtkWindow         *parent,
                      const char *const *currencies,
                      const char        *currency,
                      const char        *rates)
{
  ClvRatesDialog *self = g_object_new (CLV_TYPE_RATES_DIALOG, "transient-for", parent, NULL);
  g_auto (GStrv) pairs = g_strsplit (rates != NULL ? rates : "", " ", -1);
  g_autoptr (GtkStringList) names = gtk_string_list_new (currencies);
  guint selected = 0;

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      const char *sign = strchr (pairs[i], '=');

      if (sign != NULL)
        g_hash_table_insert (self->texts, g_strndup (pairs[i], (gsize) (sign - pairs[i])), g_strdup (sign + 1));
    }
  for (guint i = 0; currencies[i] != NULL; i++)
    if (g_strcmp0 (currencies[i], currency) == 0)
      selected = i;
  adw_combo_row_set_model (self->target, G_LIST_MODEL (names));
  self->currencies = g_strdupv ((char **) currencies);
  adw_combo_row_set_selected (self->target, selected);
  target_cb (self);
  gtk_widget_grab_focus (self->entries->pdata[0]);
  return self;
}

static void
entered_cb (ClvRatesDialog *self,
            const char     *currency,
            const char     *rates,
            ClvProject     *project)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autoptr (GError) error = NULL;

  if (!clv_project_set_rates (project, currency, rates, &error) && parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.show-error", "(ss)", _("That Did Not Work"), error->message);
}

/**
 * clv_rates_dialog_ask:
 * @widget: in the window that asks
 * @project: has a mapping
 *
 * Asks what the currencies of the data are worth; the answer is one step that can be undone.
 */
void
clv_rates_dialog_ask (GtkWidget  *widget,
                      ClvProject *project)
{
  const ClvAssumptions *assumptions = clv_project_get_assumptions (project);
  g_auto (GStrv) currencies = NULL;
  g_autofree char *currency = NULL;
  g_autofree char *rates = NULL;
  ClvRatesDialog *self;

  if (clv_project_get_mapping (project) == NULL)
    return;
  currencies = clv_mapping_dup_currencies (clv_project_get_mapping (project));
  if (currencies == NULL || currencies[0] == NULL)
    return;
  currency = clv_assumptions_dup_value (assumptions, "currency");
  rates = clv_assumptions_dup_value (assumptions, "rates");
  self = clv_rates_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), (const char *const *) currencies, currency, rates);
  g_signal_connect_object (self, "rates-entered", G_CALLBACK (entered_cb), project, 0);
  gtk_window_present (GTK_WINDOW (self));
}
