/* clv-reading-row.c - how one column is read, why, and what else it could mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-reading-row.h"

#include <glib/gi18n-lib.h>

struct _ClvReadingRow
{
  AdwActionRow parent_instance;

  /* state */
  guint        column;
  gboolean     is_date;
};

enum
{
  READING_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ClvReadingRow, clv_reading_row, ADW_TYPE_ACTION_ROW)

/* In the order of the dropdown. */
static const ClvDateOrder date_orders[] = { CLV_DATE_ORDER_DMY, CLV_DATE_ORDER_MDY, CLV_DATE_ORDER_YMD };
static const ClvDecimalMark decimal_marks[] = { CLV_DECIMAL_POINT, CLV_DECIMAL_COMMA };

static void
selected_cb (ClvReadingRow *self,
             GParamSpec    *pspec,
             GtkDropDown   *dropdown)
{
  guint selected = gtk_drop_down_get_selected (dropdown);

  if (self->is_date && selected < G_N_ELEMENTS (date_orders))
    g_signal_emit (self, signals[READING_CHOSEN], 0, self->column, CLV_TYPE_DATE, CLV_DECIMAL_UNDECIDED,
                   date_orders[selected]);
  else if (!self->is_date && selected < G_N_ELEMENTS (decimal_marks))
    g_signal_emit (self, signals[READING_CHOSEN], 0, self->column, CLV_TYPE_NUMBER, decimal_marks[selected],
                   CLV_DATE_ORDER_UNDECIDED);
}

static void
clv_reading_row_class_init (ClvReadingRowClass *klass)
{
  /**
   * ClvReadingRow::reading-chosen:
   * @column: of the table
   * @type: #ClvColumnType
   * @decimal: #ClvDecimalMark
   * @order: #ClvDateOrder
   */
  signals[READING_CHOSEN] = g_signal_new ("reading-chosen", CLV_TYPE_READING_ROW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 4,
                                          G_TYPE_UINT, G_TYPE_INT, G_TYPE_INT, G_TYPE_INT);
}

static void
clv_reading_row_init (ClvReadingRow *self)
{
}

static void
add_dropdown (ClvReadingRow      *self,
              const char *const  *choices,
              guint               selected,
              const char         *label)
{
  GtkWidget *dropdown = gtk_drop_down_new_from_strings (choices);

  gtk_widget_set_valign (dropdown, GTK_ALIGN_CENTER);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (dropdown), selected);
  gtk_accessible_update_property (GTK_ACCESSIBLE (dropdown), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (dropdown, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), dropdown);
}

/**
 * clv_reading_row_new:
 * @column: of the table; comes back with the signal
 * @header: its header
 * @mapping: its role and reading
 * @provisional: whether only the first rows have been looked at
 *
 * Where something had to be decided, the row has a choice.
 */
GtkWidget *
clv_reading_row_new (guint                   column,
                     const char             *header,
                     const ClvColumnMapping *mapping,
                     gboolean                provisional)
{
  const ClvReading *reading = mapping->reading;
  ClvReadingRow *self = g_object_new (CLV_TYPE_READING_ROW, NULL);
  g_autofree char *title = g_strdup_printf ("%s · %s", clv_role_get_title (mapping->role), header);
  g_autofree char *title_escaped = g_markup_escape_text (title, -1);
  g_autofree char *evidence = g_markup_escape_text (reading->evidence != NULL && *reading->evidence != '\0'
                                                      ? reading->evidence
                                                      : mapping->evidence != NULL ? mapping->evidence : "", -1);
  GtkWidget *icon = gtk_image_new_from_icon_name (reading->ambiguous ? "dialog-warning-symbolic"
                                                  : provisional      ? "content-loading-symbolic"
                                                                     : "object-select-symbolic");

  self->column = column;
  self->is_date = reading->type == CLV_TYPE_DATE;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title_escaped);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), evidence);

  if (self->is_date && reading->date_order != CLV_DATE_ORDER_UNDECIDED)
    {
      const char *choices[] = { _("day / month / year"), _("month / day / year"), _("year - month - day"), NULL };
      guint selected = 0;

      for (guint i = 0; i < G_N_ELEMENTS (date_orders); i++)
        if (date_orders[i] == reading->date_order)
          selected = i;
      add_dropdown (self, choices, selected, title);
    }
  else if (reading->type == CLV_TYPE_NUMBER && reading->decimal != CLV_DECIMAL_UNDECIDED)
    {
      const char *choices[] = { "1,234.56", "1.234,56", NULL };

      add_dropdown (self, choices, reading->decimal == CLV_DECIMAL_COMMA, title);
    }
  gtk_widget_add_css_class (icon, reading->ambiguous ? "attention" : provisional ? "dim-label" : "good");
  gtk_widget_set_tooltip_text (icon, reading->ambiguous ? _("Please confirm")
                                     : provisional      ? _("From the first rows; settled when all are read")
                                                        : _("Proved by the data"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), icon);
  return GTK_WIDGET (self);
}
