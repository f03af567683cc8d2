/* clv-assumption-row.c - one assumption: what it is, what it is now, what was wrong with what was typed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-assumption-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"

struct _ClvAssumptionRow
{
  AdwActionRow parent_instance;

  /* owned */
  char        *key;
  char        *shown;    /* the value that holds, as it stands in the entry */
  char        *source;   /* where the value comes from, shown as subtitle */

  /* borrowed from the widget tree; one of them */
  GtkWidget   *entry;
  GtkWidget   *dropdown;
  GtkWidget   *clear;    /* of a list, which is made elsewhere */

  /* state */
  gboolean     updating; /* the control is being set by us */
};

enum
{
  COMMITTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ClvAssumptionRow, clv_assumption_row, ADW_TYPE_ACTION_ROW)

/* Assumptions with few values; "" is the default, and stands first where the data decide. */
static const struct
{
  const char *key;
  const char *values[5];
} choices[] = {
  { "period", { "", "month", "quarter", "year" } },
  { "order-key", { "id", "customer-day" } },
  { "returns", { "ignore", "remove" } },
  { "duplicates", { "keep", "drop" } },
  { "cancelled", { "keep", "drop" } },
  { "non-customer-lines", { "keep", "drop" } },
};

static const char *const share_keys[] = { "margin", "discount-rate", "retention", "growth", NULL };
static const char *const number_keys[] = { "horizon-years", "lifetime-years", "cac", "service-cost", "target-ratio", NULL };

/* More digits of a percentage than people type. */
#define MAX_DECIMALS 8

static int
find_choices (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (g_str_equal (choices[i].key, key))
      return (int) i;
  return -1;
}

static gboolean
is_month (ClvAssumptionRow *self)
{
  return g_str_equal (self->key, "fiscal-year-start");
}

/* With as few digits as say the same. */
static char *
share_text (double share)
{
  for (int decimals = 0; decimals < MAX_DECIMALS; decimals++)
    {
      double scaled = share * 100 * pow (10, decimals);

      if (fabs (scaled - round (scaled)) < 1e-6)
        return clv_format_percent (share, decimals);
    }
  return clv_format_percent (share, MAX_DECIMALS);
}

/* As people type it: a share in percent, and the decimal mark of the locale. */
static char *
display_text (ClvAssumptionRow *self,
              const char       *value)
{
  char *text;

  if (value == NULL || *value == '\0')
    return g_strdup ("");
  if (g_strv_contains (share_keys, self->key))
    return share_text (g_ascii_strtod (value, NULL));
  text = g_strdup (value);
  if (g_strv_contains (number_keys, self->key))
    {
      g_autofree char *half = clv_format_number (0.5, 1);

      /* Only a mark that can be typed again; thousands stay together for the same reason. */
      if (g_str_equal (half, "0,5"))
        g_strdelimit (text, ".", ',');
    }
  return text;
}

static void
commit (ClvAssumptionRow *self,
        const char       *value)
{
  g_signal_emit (self, signals[COMMITTED], 0, self->key, value);
}

static void
commit_entry (ClvAssumptionRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (g_strcmp0 (text, self->shown) != 0)
    commit (self, text);
  else
    clv_assumption_row_set_error (self, NULL);
}

static void
selected_cb (ClvAssumptionRow *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->dropdown));
  int choice = find_choices (self->key);

  if (self->updating || selected == GTK_INVALID_LIST_POSITION)
    return;
  if (is_month (self))
    {
      char month[4];

      g_snprintf (month, sizeof month, "%u", selected % 12 + 1);
      commit (self, month);
    }
  else
    commit (self, choices[choice].values[selected]);
}

/* Kinds of problems are chosen where the problems stand. */
static gboolean
is_list (ClvAssumptionRow *self)
{
  return g_str_equal (self->key, "leave-out") || g_str_equal (self->key, "count-as-zero");
}

static void
clear_list_cb (ClvAssumptionRow *self)
{
  commit (self, "");
}

static void
clear_cb (ClvAssumptionRow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  commit (self, "");
}

static void
clv_assumption_row_finalize (GObject *object)
{
  ClvAssumptionRow *self = CLV_ASSUMPTION_ROW (object);

  g_free (self->key);
  g_free (self->shown);
  g_free (self->source);
  G_OBJECT_CLASS (clv_assumption_row_parent_class)->finalize (object);
}

static void
clv_assumption_row_class_init (ClvAssumptionRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = clv_assumption_row_finalize;

  /**
   * ClvAssumptionRow::committed:
   * @key: of the assumption
   * @value: as clv_assumptions_set() takes it; not yet checked
   */
  signals[COMMITTED] = g_signal_new ("committed", CLV_TYPE_ASSUMPTION_ROW, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
clv_assumption_row_init (ClvAssumptionRow *self)
{
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 2);
}

static GtkWidget *
make_dropdown (ClvAssumptionRow *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  int choice = find_choices (self->key);

  if (is_month (self))
    for (int month = 1; month <= 12; month++)
      {
        g_autoptr (GDateTime) first = g_date_time_new_utc (2000, month, 1, 0, 0, 0);

        gtk_string_list_take (labels, g_date_time_format (first, "%OB"));
      }
  else
    for (guint i = 0; i < G_N_ELEMENTS (choices[choice].values) && choices[choice].values[i] != NULL; i++)
      {
        const char *value = choices[choice].values[i];

        gtk_string_list_append (labels, *value == '\0' ? _("From the data") : clv_assumptions_get_words (self->key, value));
      }
  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
}

/**
 * clv_assumption_row_new:
 * @key: one of clv_assumptions_keys()
 */
GtkWidget *
clv_assumption_row_new (const char *key)
{
  ClvAssumptionRow *self = g_object_new (CLV_TYPE_ASSUMPTION_ROW, NULL);
  const char *title = clv_assumptions_get_title (key);
  GtkWidget *control;

  self->key = g_strdup (key);
  self->updating = TRUE;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  if (is_month (self) || find_choices (key) >= 0)
    {
      control = self->dropdown = make_dropdown (self);
      g_signal_connect_object (control, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
    }
  else if (is_list (self))
    {
      control = self->clear = gtk_button_new_from_icon_name ("edit-clear-symbolic");
      gtk_widget_set_tooltip_text (control, _("Back to the Default"));
      gtk_widget_add_css_class (control, "flat");
      g_signal_connect_object (control, "clicked", G_CALLBACK (clear_list_cb), self, G_CONNECT_SWAPPED);
    }
  else
    {
      GtkEventController *focus = gtk_event_controller_focus_new ();

      control = self->entry = gtk_entry_new ();
      gtk_editable_set_width_chars (GTK_EDITABLE (control), 11);
      gtk_editable_set_max_width_chars (GTK_EDITABLE (control), 11);
      gtk_editable_set_alignment (GTK_EDITABLE (control), 1);
      gtk_entry_set_icon_tooltip_text (GTK_ENTRY (control), GTK_ENTRY_ICON_SECONDARY, NULL);
      gtk_widget_add_css_class (control, "numeric");
      g_signal_connect_object (control, "activate", G_CALLBACK (commit_entry), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (control, "icon-press", G_CALLBACK (clear_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (focus, "leave", G_CALLBACK (commit_entry), self, G_CONNECT_SWAPPED);
      gtk_widget_add_controller (control, focus);
    }
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_widget_set_name (control, key);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), control);
  self->updating = FALSE;
  return GTK_WIDGET (self);
}

/* What the data say, where they can say something. */
static char *
from_data (const char  *key,
           ClvFindings *findings)
{
  const ClvMethods *methods = clv_findings_get_methods (findings);
  const char *currency = clv_findings_get_currency (findings);
  g_autofree char *value = NULL;

  if (g_str_equal (key, "margin") && !isnan (methods->margin))
    value = clv_format_percent (methods->margin, 1);
  else if (g_str_equal (key, "retention") && !isnan (methods->retention_per_year))
    value = clv_format_percent (methods->retention_per_year, 1);
  else if (g_str_equal (key, "lifetime-years") && !isnan (methods->lifetime_years))
    value = clv_format_number (methods->lifetime_years, 2);
  else if (g_str_equal (key, "cac") && !isnan (methods->cac))
    value = clv_format_money (methods->cac, currency, 2);
  else if (g_str_equal (key, "as-of-date"))
    {
      ClvMetric as_of = clv_findings_get_metric (findings, CLV_M_AS_OF_DATE);

      if (as_of.reason == NULL)
        value = clv_format_day ((ClvDay) as_of.value);
    }
  else if (g_str_equal (key, "currency") && *currency != '\0')
    value = g_strdup (currency);
  if (value == NULL)
    return g_strdup (_("The data cannot say"));
  /* Translators: %s is a number, an amount or a date */
  return g_strdup_printf (_("From the data: %s"), value);
}

static gboolean
is_left_to_data (const char *key)
{
  static const char *const keys[] = { "margin", "retention", "lifetime-years", "cac", "service-cost", "as-of-date",
                                      "currency", NULL };

  return g_strv_contains (keys, key);
}

/**
 * clv_assumption_row_show_value:
 * @assumptions: those that hold now
 *
 * Shows the value. Text that is being typed stays while the value does.
 */
void
clv_assumption_row_show_value (ClvAssumptionRow     *self,
                               const ClvAssumptions *assumptions)
{
  g_autofree char *value = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (CLV_IS_ASSUMPTION_ROW (self));

  value = clv_assumptions_dup_value (assumptions, self->key);
  self->updating = TRUE;
  if (self->dropdown != NULL)
    {
      int choice = find_choices (self->key);
      guint selected = 0;

      if (is_month (self))
        selected = (guint) CLAMP (assumptions->fiscal_year_start - 1, 0, 11);
      else
        for (guint i = 0; i < G_N_ELEMENTS (choices[choice].values) && choices[choice].values[i] != NULL; i++)
          if (g_strcmp0 (choices[choice].values[i], value) == 0)
            selected = i;
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->dropdown), selected);
    }
  else if (self->clear != NULL)
    {
      g_free (self->source);
      self->source = clv_assumptions_dup_words (assumptions, self->key);
      gtk_widget_set_visible (self->clear, *value != '\0');
      clv_assumption_row_set_error (self, NULL);
    }
  else
    {
      text = display_text (self, value);
      if (g_strcmp0 (text, self->shown) != 0)
        {
          g_free (self->shown);
          self->shown = g_steal_pointer (&text);
          clv_assumption_row_reset (self);
        }
    }
  self->updating = FALSE;
}

/**
 * clv_assumption_row_reset:
 *
 * Shows the value that holds in place of what was typed, and no error.
 */
void
clv_assumption_row_reset (ClvAssumptionRow *self)
{
  g_return_if_fail (CLV_IS_ASSUMPTION_ROW (self));

  if (self->entry != NULL && g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->entry)), self->shown) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), self->shown != NULL ? self->shown : "");
  clv_assumption_row_set_error (self, NULL);
}

/**
 * clv_assumption_row_show:
 * @assumptions: those that hold now
 * @findings: what they led to, or older ones did
 *
 * Shows the value, and whether it was entered or comes from the data. Text that is
 * being typed stays.
 */
void
clv_assumption_row_show (ClvAssumptionRow     *self,
                         const ClvAssumptions *assumptions,
                         ClvFindings          *findings)
{
  g_return_if_fail (CLV_IS_ASSUMPTION_ROW (self));

  clv_assumption_row_show_value (self, assumptions);
  if (self->entry == NULL)
    return;
  if (is_left_to_data (self->key))
    {
      g_free (self->source);
      self->source = *self->shown != '\0' ? g_strdup (_("Entered")) : from_data (self->key, findings);
      gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                         *self->shown != '\0' ? "edit-clear-symbolic" : NULL);
      if (*self->shown != '\0')
        gtk_entry_set_icon_tooltip_text (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY, _("Leave It to the Data"));
    }
  /* What was refused stands there until something else is typed, and so does the reason. */
  if (!gtk_widget_has_css_class (GTK_WIDGET (self), "invalid")
      || g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->entry)), self->shown) == 0)
    clv_assumption_row_set_error (self, NULL);
}

/**
 * clv_assumption_row_set_error:
 * @message: (nullable): names what would be possible
 *
 * Shows the message in the row, where the eye is.
 */
void
clv_assumption_row_set_error (ClvAssumptionRow *self,
                              const char       *message)
{
  g_autofree char *subtitle = NULL;

  g_return_if_fail (CLV_IS_ASSUMPTION_ROW (self));

  subtitle = g_markup_escape_text (message != NULL ? message : self->source != NULL ? self->source : "", -1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  if (message != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "invalid");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "invalid");
  if (self->entry == NULL)
    return;
  if (message != NULL)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}
