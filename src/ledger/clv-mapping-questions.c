/* clv-mapping-questions.c - what keeps tables from giving results, and what only the user can settle
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "clv-mapping-private.h"

static char *
dup_table_name (const ClvTable *table)
{
  const char *sheet = clv_table_get_sheet (table);

  if (*sheet == '\0')
    return g_strdup_printf ("“%s”", clv_table_get_file (table));
  /* Translators: a file and its sheet */
  return g_strdup_printf (_("“%s”, sheet “%s”,"), clv_table_get_file (table), sheet);
}

static void G_GNUC_PRINTF (2, 3)
append_sentence (GString    *text,
                 const char *format,
                 ...)
{
  va_list arguments;

  if (text->len > 0)
    g_string_append_c (text, ' ');
  va_start (arguments, format);
  g_string_append_vprintf (text, format, arguments);
  va_end (arguments);
}

/* “USD” over numbers is money of some kind. */
static void
append_candidates (GString               *text,
                   const ClvTableMapping *mapping)
{
  for (guint i = 0; i < mapping->n_columns; i++)
    {
      g_autofree char *currency = NULL;
      g_autofree char *stem = clv_table_mapping_dup_stem (mapping, i, &currency);

      if (mapping->columns[i].role == CLV_ROLE_NONE && mapping->columns[i].reading->type == CLV_TYPE_NUMBER && currency != NULL && *stem == '\0')
        append_sentence (text, _("Perhaps “%s” does."), clv_column_get_header (clv_table_get_column (mapping->table, i)));
    }
}

static gboolean
has_no_rows (const ClvMapping *self)
{
  for (guint i = 0; i < self->tables->len; i++)
    if (clv_table_get_n_rows (clv_mapping_get_table (self, i)->table) > 0)
      return FALSE;
  return self->tables->len > 0;
}

/* Tables that say nothing without orders, the most telling first. */
static const ClvTableKind beside_orders[] = {
  CLV_KIND_CUSTOMERS, CLV_KIND_COSTS, CLV_KIND_PRODUCTS, CLV_KIND_RETURNS, CLV_KIND_CONTACTS, CLV_KIND_RATES,
};

static char *
dup_lonely (const ClvTableMapping *mapping)
{
  g_autofree char *name = dup_table_name (mapping->table);

  switch (mapping->kind)
    {
    case CLV_KIND_CUSTOMERS:
      return g_strdup_printf (_("%s holds customers without any orders or amounts. Open the sheet of their orders as well."), name);
    case CLV_KIND_COSTS:
      return g_strdup_printf (_("%s holds costs without any orders. Open the sheet of the orders as well."), name);
    case CLV_KIND_PRODUCTS:
      return g_strdup_printf (_("%s holds products without any orders. Open the sheet of the orders as well."), name);
    case CLV_KIND_RETURNS:
      return g_strdup_printf (_("%s holds returned orders without the orders. Open the sheet of the orders as well."), name);
    case CLV_KIND_CONTACTS:
      return g_strdup_printf (_("%s says who was contacted, without any orders. Open the sheet of the orders as well."), name);
    default:
      return g_strdup_printf (_("%s holds exchange rates without any orders. Open the sheet of the orders as well."), name);
    }
}

/* The kinds of the tables decide what is looked for; the message says what is missing, in the field's words. */
char *
clv_mapping_dup_obstacle (const ClvMapping *self)
{
  gboolean has_values = FALSE, has_orders = FALSE;
  gboolean has_header_table = FALSE, has_prices = FALSE;
  g_autoptr (GString) text = NULL;

  for (guint i = 0; i < self->tables->len; i++)
    {
      const ClvTableMapping *mapping = self->tables->pdata[i];

      if (mapping->kind == CLV_KIND_CUSTOMER_VALUES
          && (clv_table_mapping_has (mapping, CLV_ROLE_REVENUE) || clv_table_mapping_has (mapping, CLV_ROLE_AOV) || clv_table_mapping_has (mapping, CLV_ROLE_PROFIT)
              || clv_table_mapping_has (mapping, CLV_ROLE_MONTHLY_FEE))
          && !clv_table_mapping_has_periods (mapping, CLV_ROLE_REVENUE))
        has_values = TRUE;
      if (mapping->kind == CLV_KIND_PRODUCTS && clv_table_mapping_has (mapping, CLV_ROLE_UNIT_PRICE))
        has_prices = TRUE;
      if ((mapping->kind == CLV_KIND_ORDERS || mapping->kind == CLV_KIND_LINES)
          && clv_table_mapping_has (mapping, CLV_ROLE_ORDER) && clv_table_mapping_has (mapping, CLV_ROLE_CUSTOMER)
          && clv_table_mapping_has (mapping, CLV_ROLE_DATE))
        has_header_table = TRUE;
    }

  for (guint i = 0; i < self->tables->len; i++)
    {
      const ClvTableMapping *mapping = self->tables->pdata[i];
      gboolean customer, date, amount, joins;

      if (mapping->kind != CLV_KIND_ORDERS && mapping->kind != CLV_KIND_LINES)
        continue;
      joins = has_header_table && clv_table_mapping_has (mapping, CLV_ROLE_ORDER);
      customer = clv_table_mapping_has (mapping, CLV_ROLE_CUSTOMER) || joins;
      date = clv_table_mapping_has (mapping, CLV_ROLE_DATE) || joins;
      amount = clv_table_mapping_has (mapping, CLV_ROLE_AMOUNT)
               || (clv_table_mapping_has (mapping, CLV_ROLE_QUANTITY)
                   && (clv_table_mapping_has (mapping, CLV_ROLE_UNIT_PRICE)
                       || (has_prices && clv_table_mapping_has (mapping, CLV_ROLE_PRODUCT))));
      if (customer && date && amount)
        {
          has_orders = TRUE;
          continue;
        }
      if (text == NULL)
        {
          g_autofree char *name = dup_table_name (mapping->table);

          text = g_string_new (NULL);
          if (!customer)
            append_sentence (text, _("In %s no column says who the customer is."), name);
          if (!date)
            append_sentence (text, _("In %s no column says when the order was placed."), name);
          if (!amount)
            append_sentence (text, _("In %s no column says how much was paid, nor quantity and unit price."), name);
          if (!amount)
            append_candidates (text, mapping);
          append_sentence (text, "%s", _("Choose what the columns mean, or open the sheet that has it as well."));
        }
    }
  if (has_orders || has_values)
    return NULL;
  if (has_no_rows (self))
    return g_strdup_printf (_("“%s” has headers but no rows below them. Open a file that has orders in it."),
                            clv_table_get_file (clv_mapping_get_table (self, 0)->table));
  if (text != NULL)
    return g_string_free (g_steal_pointer (&text), FALSE);

  for (guint i = 0; i < self->tables->len; i++)
    {
      g_autofree char *name = dup_table_name (clv_mapping_get_table (self, i)->table);
      char *hint = clv_table_mapping_dup_hint (clv_mapping_get_table (self, i), name);

      if (hint != NULL)
        return hint;
    }
  for (guint kind = 0; kind < G_N_ELEMENTS (beside_orders); kind++)
    for (guint i = 0; i < self->tables->len; i++)
      {
        const ClvTableMapping *mapping = self->tables->pdata[i];

        if (mapping->kind == beside_orders[kind])
          return dup_lonely (mapping);
      }
  if (self->tables->len == 0)
    return g_strdup (_("No table was found. Open a file that has orders in it."));
  {
    g_autofree char *name = dup_table_name (clv_mapping_get_table (self, 0)->table);

    return g_strdup_printf (_("In %s no table of orders was found. A column for the customer, one for the date and one for the "
                              "amount are needed; or, where each row is one customer, a column with its revenue. Choose what "
                              "the columns mean, or open another file."),
                            name);
  }
}

/**
 * clv_table_mapping_is_reading_used:
 *
 * Whether another reading of the column would give other figures: its role needs numbers or dates, and nothing that
 * the table tells as well goes before it.
 */
gboolean
clv_table_mapping_is_reading_used (const ClvTableMapping *self,
                                   guint                  column)
{
  ClvRole role = self->columns[column].role;
  gboolean has_unit_cost = clv_table_mapping_has (self, CLV_ROLE_UNIT_COST) && !clv_table_mapping_has (self, CLV_ROLE_COST) && !clv_table_mapping_has (self, CLV_ROLE_PROFIT);

  if (self->kind == CLV_KIND_IGNORED || clv_role_get_type (role) != self->columns[column].reading->type)
    return FALSE;
  if (self->kind != CLV_KIND_ORDERS && self->kind != CLV_KIND_LINES)
    return TRUE;
  switch (role)
    {
    case CLV_ROLE_UNIT_PRICE:
    case CLV_ROLE_DISCOUNT:
      return !clv_table_mapping_has (self, CLV_ROLE_AMOUNT);
    case CLV_ROLE_QUANTITY:
      return !clv_table_mapping_has (self, CLV_ROLE_AMOUNT) || has_unit_cost;
    case CLV_ROLE_UNIT_COST:
      return has_unit_cost;
    case CLV_ROLE_COST:
      return !clv_table_mapping_has (self, CLV_ROLE_PROFIT);
    default:
      return TRUE;
    }
}

/**
 * clv_mapping_dup_questions:
 *
 * What no cell proves and the user should look at, one sentence a column that matters.
 *
 * Returns: (transfer full): NULL-terminated
 */
char **
clv_mapping_dup_questions (const ClvMapping *self)
{
  g_autoptr (GPtrArray) questions = g_ptr_array_new ();

  for (guint i = 0; i < self->tables->len; i++)
    {
      const ClvTableMapping *mapping = self->tables->pdata[i];

      if (mapping->kind == CLV_KIND_IGNORED)
        continue;
      for (guint j = 0; j < mapping->n_columns; j++)
        {
          const ClvColumnMapping *column = &mapping->columns[j];
          const char *header = clv_column_get_header (clv_table_get_column (mapping->table, j));

          if (!column->reading->ambiguous || !clv_table_mapping_is_reading_used (mapping, j))
            continue;
          /* Translators: a column, and a sentence without a full stop such as “03/04/2024” may be 3 April or 4 March */
          g_ptr_array_add (questions, g_strdup_printf (_("Column “%s”: %s. Which is right?"), header, column->reading->evidence));
        }
    }
  g_ptr_array_add (questions, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&questions), FALSE);
}
