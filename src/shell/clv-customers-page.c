/* clv-customers-page.c - all customers: sort, search, filter, and one of them in detail
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-customers-page.h"

#include <glib/gi18n-lib.h>

#include "clv-customer-pane.h"
#include "clv-customer-table.h"
#include "clv-format.h"
#include "clv-prediction-text.h"
#include "clv-settings.h"

/* A column with thousands of values is for searching, not for choosing from a list. */
#define MAX_SEGMENTS_OFFERED 40

/* The segments of other findings may stand in another order: what is chosen is known by its name. */
typedef struct
{
  char  *scheme;
  char  *name;
  guint  segment;
} Filter;

struct _ClvCustomersPage
{
  ClvPage           parent_instance;

  /* template */
  GtkSearchEntry   *search;
  GtkDropDown      *filter;
  GtkSpinner       *spinner;
  GtkBox           *column_box;
  ClvCustomerTable *table;
  GtkLabel         *count;
  GtkLabel         *sums;
  AdwFlap          *flap;
  ClvCustomerPane  *pane;
  GtkStack         *stack;

  /* owned */
  GArray           *filters; /* Filter, one a position of the dropdown after the first */

  /* state */
  gboolean          updating; /* a control is being set by us */
  gboolean          opens_first; /* when the search that runs is done */
};

G_DEFINE_FINAL_TYPE (ClvCustomersPage, clv_customers_page, CLV_TYPE_PAGE)

static void
filter_clear (gpointer data)
{
  Filter *self = data;

  g_free (self->scheme);
  g_free (self->name);
}

static void
show_footer (ClvCustomersPage *self)
{
  ClvFindings *findings = clv_page_get_findings (CLV_PAGE (self));
  ClvCustomerList *list = clv_customer_table_get_list (self->table);
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (list));
  const char *currency;
  double revenue, profit;
  g_autofree char *part = NULL;
  g_autofree char *all = NULL;
  g_autofree char *count = NULL;
  g_autofree char *revenue_text = NULL;
  g_autofree char *sums = NULL;
  const ClvValuation *valuation;
  guint32 n;

  /* While a worker replaces the findings, the list is still of the old ones. */
  if (findings == NULL || clv_customer_list_is_busy (list))
    return;
  currency = clv_findings_get_currency (findings);
  clv_findings_get_by_rank (findings, &n);
  clv_customer_list_get_sums (list, &revenue, &profit);

  part = clv_format_count (shown);
  all = clv_format_count (n);
  /* Translators: how many customers are shown, and of how many */
  count = shown == n ? g_strdup_printf (ngettext ("%s customer", "%s customers", n), all)
                     : g_strdup_printf (ngettext ("%s of %s customer", "%s of %s customers", n), part, all);
  gtk_label_set_text (self->count, count);
  revenue_text = clv_format_money (revenue, currency, 0);
  if (clv_findings_has_profit (findings))
    {
      g_autofree char *profit_text = clv_format_money (profit, currency, 0);

      /* Translators: two amounts of money */
      sums = g_strdup_printf (_("revenue %s · profit %s"), revenue_text, profit_text);
    }
  else
    /* Translators: an amount of money */
    sums = g_strdup_printf (_("revenue %s"), revenue_text);
  valuation = clv_findings_get_valuation (findings);
  if (valuation != NULL)
    {
      g_autofree char *expected = clv_format_money (clv_customer_list_get_expected (list), currency, 0);
      g_autofree char *span = clv_prediction_dup_span (valuation->horizon_days);
      g_autofree char *past = g_steal_pointer (&sums);

      /* Translators: sums of the past, an amount of money, then “12 months” */
      sums = g_strdup_printf (_("%s · expected %s in %s"), past, expected, span);
    }
  gtk_label_set_text (self->sums, sums);
  gtk_stack_set_visible_child_name (self->stack, shown > 0 ? "table" : "nothing");
}

static void
open_first (ClvCustomersPage *self)
{
  ClvCustomerList *list = clv_customer_table_get_list (self->table);

  self->opens_first = FALSE;
  if (g_list_model_get_n_items (G_LIST_MODEL (list)) == 0)
    return;
  gtk_widget_child_focus (GTK_WIDGET (self->table), GTK_DIR_TAB_FORWARD);
  clv_customer_table_select (self->table, clv_customer_list_get_row (list, 0));
}

static void
busy_cb (ClvCustomersPage *self)
{
  gboolean busy = clv_customer_list_is_busy (clv_customer_table_get_list (self->table));

  gtk_spinner_set_spinning (self->spinner, busy);
  if (busy)
    return;
  show_footer (self);
  if (self->opens_first)
    open_first (self);
}

static void
show_pane (ClvCustomersPage *self)
{
  ClvFindings *findings = clv_page_get_findings (CLV_PAGE (self));
  guint32 row = clv_customer_table_get_selected (self->table);
  gboolean there = findings != NULL && row < clv_findings_get_customers (findings)->n;

  if (there)
    clv_customer_pane_show (self->pane, findings, row);
  adw_flap_set_reveal_flap (self->flap, there);
}

static void
close_pane_cb (ClvCustomersPage *self)
{
  clv_customer_table_select (self->table, G_MAXUINT32);
}

static void
search_cb (ClvCustomersPage *self)
{
  self->opens_first = FALSE;
  clv_customer_list_search (clv_customer_table_get_list (self->table), gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
stop_search_cb (ClvCustomersPage *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) == '\0')
    close_pane_cb (self);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_child_focus (GTK_WIDGET (self->table), GTK_DIR_TAB_FORWARD);
}

/* From the entry straight to whom it finds, as soon as that is known. */
static void
open_first_cb (ClvCustomersPage *self)
{
  search_cb (self);
  if (clv_customer_list_is_busy (clv_customer_table_get_list (self->table)))
    self->opens_first = TRUE;
  else
    open_first (self);
}

static gboolean
search_key_cb (ClvCustomersPage *self,
               guint             key)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  open_first_cb (self);
  return GDK_EVENT_STOP;
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  ClvCustomersPage *self = CLV_CUSTOMERS_PAGE (widget);

  if (!adw_flap_get_reveal_flap (self->flap))
    return GDK_EVENT_PROPAGATE;
  close_pane_cb (self);
  return GDK_EVENT_STOP;
}

static void
apply_filter (ClvCustomersPage *self)
{
  guint position = gtk_drop_down_get_selected (self->filter);
  ClvCustomerList *list = clv_customer_table_get_list (self->table);

  if (position == 0 || position > self->filters->len)
    clv_customer_list_filter (list, NULL, 0);
  else
    {
      const Filter *filter = &g_array_index (self->filters, Filter, position - 1);

      clv_customer_list_filter (list, filter->scheme, filter->segment);
    }
}

static void
filter_selected_cb (ClvCustomersPage *self)
{
  if (!self->updating)
    apply_filter (self);
}

static void
all_cb (ClvCustomersPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_drop_down_set_selected (self->filter, 0);
}

static void
add_filter (ClvCustomersPage       *self,
            GtkStringList          *names,
            const ClvSegmentScheme *scheme,
            guint                   segment)
{
  const ClvSegment *of = &scheme->segments[segment];
  Filter filter = { g_strdup (scheme->id), g_strdup (of->name), segment };
  g_autofree char *count = clv_format_count (of->customers);

  /* Translators: a way to segment, one of its segments, its number of customers */
  gtk_string_list_take (names, g_strdup_printf (_("%s: %s (%s)"), scheme->title, of->name, count));
  g_array_append_val (self->filters, filter);
}

/* The best customers, or those of a tenth: (transfer full) (nullable) what the filter is called; NULL for a scheme. */
static char *
dup_rank_name (const char *scheme,
               guint       segment)
{
  g_autofree char *count = clv_format_count (segment);

  if (g_strcmp0 (scheme, CLV_CUSTOMERS_BEST) == 0)
    return g_strdup_printf (ngettext ("The best %s", "The best %s", segment), count);
  if (g_strcmp0 (scheme, CLV_CUSTOMERS_TENTH) == 0)
    return g_strdup_printf (_("Tenth %u"), segment + 1);
  return NULL;
}

/* Returns: the position in the dropdown; 0 (all customers) when it is not there */
static guint
find_filter (ClvCustomersPage *self,
             const char       *scheme,
             const char       *name)
{
  for (guint i = 0; i < self->filters->len; i++)
    if (g_str_equal (g_array_index (self->filters, Filter, i).scheme, scheme)
        && g_str_equal (g_array_index (self->filters, Filter, i).name, name))
      return i + 1;
  return 0;
}

/* As find_filter(); a segment that is not offered, because it is one of too many, is added. */
static guint
find_or_add_filter (ClvCustomersPage *self,
                    GtkStringList    *names,
                    ClvFindings      *findings,
                    const char       *scheme,
                    const char       *name)
{
  guint position = find_filter (self, scheme, name);
  const ClvSegmentScheme *found = clv_findings_find_scheme (findings, scheme);

  for (guint i = 0; position == 0 && found != NULL && i < found->n_segments; i++)
    if (g_str_equal (found->segments[i].name, name))
      {
        add_filter (self, names, found, i);
        position = self->filters->len;
      }
  return position;
}

static void
show_filters (ClvCustomersPage *self,
              ClvFindings      *findings)
{
  guint position = gtk_drop_down_get_selected (self->filter);
  g_autofree char *scheme = NULL;
  g_autofree char *name = NULL;
  guint selected = 0;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (position > 0 && position <= self->filters->len)
    {
      scheme = g_strdup (g_array_index (self->filters, Filter, position - 1).scheme);
      name = g_strdup (g_array_index (self->filters, Filter, position - 1).name);
    }

  g_array_set_size (self->filters, 0);
  gtk_string_list_append (names, _("All customers"));
  for (guint i = 0; i < clv_findings_get_n_schemes (findings); i++)
    {
      const ClvSegmentScheme *offered = clv_findings_get_scheme (findings, i);

      for (guint j = 0; offered->n_segments <= MAX_SEGMENTS_OFFERED && j < offered->n_segments; j++)
        if (offered->segments[j].customers > 0)
          add_filter (self, names, offered, j);
    }
  if (scheme != NULL)
    selected = find_or_add_filter (self, names, findings, scheme, name);

  self->updating = TRUE;
  gtk_drop_down_set_model (self->filter, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->filter, selected);
  self->updating = FALSE;
  if (scheme != NULL && selected == 0)
    clv_customer_list_filter (clv_customer_table_get_list (self->table), NULL, 0);
}

static void
show_column_choices (ClvCustomersPage *self)
{
  self->updating = TRUE;
  for (GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (self->column_box)); check != NULL;
       check = gtk_widget_get_next_sibling (check))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                 clv_customer_table_is_shown (self->table,
                                   GPOINTER_TO_INT (g_object_get_data (G_OBJECT (check), "clv-column"))));
  self->updating = FALSE;
}

static void
clv_customers_page_show_findings (ClvPage     *page,
                                  ClvFindings *findings)
{
  ClvCustomersPage *self = CLV_CUSTOMERS_PAGE (page);

  clv_customer_table_set_profit (self->table, clv_findings_has_profit (findings));
  clv_customer_table_set_prediction (self->table, clv_findings_get_valuation (findings), clv_findings_get_currency (findings));
  show_column_choices (self);
  clv_customer_list_set_findings (clv_customer_table_get_list (self->table), findings);
  show_filters (self, findings);
  show_footer (self);
  show_pane (self);
}

/* Row ids, names and segments were those of other data. */
static void
clv_customers_page_release (ClvPage *page)
{
  ClvCustomersPage *self = CLV_CUSTOMERS_PAGE (page);
  ClvCustomerList *list = clv_customer_table_get_list (self->table);

  clv_customer_table_select (self->table, G_MAXUINT32);
  self->updating = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_drop_down_set_selected (self->filter, 0);
  self->updating = FALSE;
  /* GtkSearchEntry tells its change after a while; the list must not wait for it. */
  clv_customer_list_search (list, "");
  clv_customer_list_filter (list, NULL, 0);
  clv_customer_list_set_findings (list, NULL);
}

static void
column_toggled_cb (GtkCheckButton   *check,
                   ClvCustomersPage *self)
{
  ClvCustomerColumn column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (check), "clv-column"));
  g_auto (GStrv) ids = NULL;

  if (self->updating)
    return;
  clv_customer_table_show_column (self->table, column, gtk_check_button_get_active (check));
  ids = clv_customer_table_dup_columns (self->table);
  clv_settings_set_strv ("customer-columns", (const char *const *) ids);
}

static void
add_column_choices (ClvCustomersPage *self)
{
  for (int column = 0; column < CLV_N_CUSTOMER_COLUMNS; column++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (clv_customer_column_get_title (column));

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), clv_customer_table_is_shown (self->table, column));
      g_object_set_data (G_OBJECT (check), "clv-column", GINT_TO_POINTER (column));
      g_signal_connect_object (check, "toggled", G_CALLBACK (column_toggled_cb), self, 0);
      gtk_box_append (self->column_box, check);
    }
}

static void
clv_customers_page_finalize (GObject *object)
{
  g_array_unref (CLV_CUSTOMERS_PAGE (object)->filters);
  G_OBJECT_CLASS (clv_customers_page_parent_class)->finalize (object);
}

static void
clv_customers_page_class_init (ClvCustomersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = clv_customers_page_finalize;
  CLV_PAGE_CLASS (klass)->release = clv_customers_page_release;
  CLV_PAGE_CLASS (klass)->show_findings = clv_customers_page_show_findings;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-customers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvCustomersPage, search);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomersPage, filter);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomersPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomersPage, column_box);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomersPage, table);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomersPage, count);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomersPage, sums);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomersPage, flap);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomersPage, pane);
  gtk_widget_class_bind_template_child (widget_class, ClvCustomersPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_pane);
  gtk_widget_class_bind_template_callback (widget_class, close_pane_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_first_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
clv_customers_page_init (ClvCustomersPage *self)
{
  g_auto (GStrv) ids = clv_settings_dup_strv ("customer-columns");
  ClvCustomerList *list;
  GtkEventController *keys;

  g_type_ensure (CLV_TYPE_CUSTOMER_PANE);
  self->filters = g_array_new (FALSE, FALSE, sizeof (Filter));
  g_array_set_clear_func (self->filters, filter_clear);
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->updating = FALSE;

  clv_customer_table_set_columns (self->table, (const char *const *) ids);
  add_column_choices (self);
  list = clv_customer_table_get_list (self->table);
  g_signal_connect_object (list, "notify::busy", G_CALLBACK (busy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (show_footer), self, G_CONNECT_SWAPPED);
  keys = gtk_event_controller_key_new ();
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (search_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->table));
}

void
clv_customers_page_focus_search (ClvCustomersPage *self)
{
  g_return_if_fail (CLV_IS_CUSTOMERS_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/**
 * clv_customers_page_show_segment:
 * @scheme: (nullable): id of a way to segment; NULL for all customers
 * @segment: one of its segments
 *
 * Filters the table. A segment that the list of filters does not offer is shown all the same.
 */
void
clv_customers_page_show_segment (ClvCustomersPage *self,
                                 const char       *scheme,
                                 guint             segment)
{
  ClvFindings *findings;
  const ClvSegmentScheme *found;
  g_autofree char *rank_name = dup_rank_name (scheme, segment);
  guint selected = 0;

  g_return_if_fail (CLV_IS_CUSTOMERS_PAGE (self));

  clv_page_catch_up (CLV_PAGE (self));
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  findings = clv_page_get_findings (CLV_PAGE (self));
  found = scheme != NULL && findings != NULL ? clv_findings_find_scheme (findings, scheme) : NULL;
  self->updating = TRUE;
  if (found != NULL && segment < found->n_segments)
    selected = find_or_add_filter (self, GTK_STRING_LIST (gtk_drop_down_get_model (self->filter)), findings, scheme,
                                   found->segments[segment].name);
  if (rank_name != NULL && (selected = find_filter (self, scheme, rank_name)) == 0)
    {
      Filter filter = { g_strdup (scheme), g_strdup (rank_name), segment };

      gtk_string_list_append (GTK_STRING_LIST (gtk_drop_down_get_model (self->filter)), rank_name);
      g_array_append_val (self->filters, filter);
      selected = self->filters->len;
    }
  gtk_drop_down_set_selected (self->filter, selected);
  self->updating = FALSE;
  apply_filter (self);
}

/**
 * clv_customers_page_show_customer:
 * @row: row id
 *
 * Shows everybody, and this customer in detail.
 */
void
clv_customers_page_show_customer (ClvCustomersPage *self,
                                  guint32           row)
{
  g_return_if_fail (CLV_IS_CUSTOMERS_PAGE (self));

  clv_page_catch_up (CLV_PAGE (self));
  all_cb (self);
  clv_customer_table_select (self->table, row);
}
