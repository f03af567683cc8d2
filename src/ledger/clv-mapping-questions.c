/* clv-mapping-questions.c - what keeps tables from giving results, and what only the user can settle
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "clv-mapping-private.h"

static gboolean
table_has (const ClvTableMapping *mapping,
           ClvRole                role)
{
  return clv_table_mapping_find (mapping, role) >= 0;
}

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

static gboolean
has_no_rows (const ClvMapping *self)
{
  for (guint i = 0; i < self->tables->len; i++)
    if (clv_table_get_n_rows (clv_mapping_get_table (self, i)->table) > 0)
      return FALSE;
  return self->tables->len > 0;
}

/* The kinds of the tables decide what is looked for; the message says what is missing, in the field's words. */
char *
clv_mapping_dup_obstacle (const ClvMapping *self)
{
  gboolean has_values = FALSE, has_orders = FALSE;
  gboolean has_header_table = FALSE, has_prices = FALSE;
  const ClvTableMapping *master = NULL;
  g_autoptr (GString) text = NULL;

  for (guint i = 0; i < self->tables->len; i++)
    {
      const ClvTableMapping *mapping = self->tables->pdata[i];

      if (mapping->kind == CLV_KIND_CUSTOMER_VALUES
          && (table_has (mapping, CLV_ROLE_REVENUE) || table_has (mapping, CLV_ROLE_AOV) || table_has (mapping, CLV_ROLE_PROFIT)
              || table_has (mapping, CLV_ROLE_MONTHLY_FEE)))
        has_values = TRUE;
      if (mapping->kind == CLV_KIND_CUSTOMERS && master == NULL)
        master = mapping;
      if (mapping->kind == CLV_KIND_PRODUCTS && table_has (mapping, CLV_ROLE_UNIT_PRICE))
        has_prices = TRUE;
      if ((mapping->kind == CLV_KIND_ORDERS || mapping->kind == CLV_KIND_LINES)
          && table_has (mapping, CLV_ROLE_ORDER) && table_has (mapping, CLV_ROLE_CUSTOMER)
          && table_has (mapping, CLV_ROLE_DATE))
        has_header_table = TRUE;
    }

  for (guint i = 0; i < self->tables->len; i++)
    {
      const ClvTableMapping *mapping = self->tables->pdata[i];
      gboolean customer, date, amount, joins;

      if (mapping->kind != CLV_KIND_ORDERS && mapping->kind != CLV_KIND_LINES)
        continue;
      joins = has_header_table && table_has (mapping, CLV_ROLE_ORDER);
      customer = table_has (mapping, CLV_ROLE_CUSTOMER) || joins;
      date = table_has (mapping, CLV_ROLE_DATE) || joins;
      amount = table_has (mapping, CLV_ROLE_AMOUNT)
               || (table_has (mapping, CLV_ROLE_QUANTITY)
                   && (table_has (mapping, CLV_ROLE_UNIT_PRICE)
                       || (has_prices && table_has (mapping, CLV_ROLE_PRODUCT))));
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

  if (master != NULL)
    {
      g_autofree char *name = dup_table_name (master->table);

      return g_strdup_printf (_("%s holds customers without any orders or amounts. Open the sheet of their orders as well."), name);
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

          if (!column->reading->ambiguous || clv_role_get_type (column->role) != column->reading->type)
            continue;
          if (column->reading->type == CLV_TYPE_DATE && column->reading->n_readable < column->reading->n_filled)
            g_ptr_array_add (questions,
                             g_strdup_printf (_("Some dates in column “%s” can only be day/month and others only month/day. Which is right?"),
                                              header));
          else if (column->reading->type == CLV_TYPE_DATE)
            g_ptr_array_add (questions,
                             g_strdup_printf (_("All dates in column “%s” can be read as day/month or month/day. Which is right?"),
                                              header));
          else
            g_ptr_array_add (questions,
                             g_strdup_printf (_("The amounts in column “%s” can be read with a decimal point or with a decimal comma. Which is right?"),
                                              header));
        }
    }
  g_ptr_array_add (questions, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&questions), FALSE);
}
