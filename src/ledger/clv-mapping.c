/* clv-mapping.c - which column plays which role
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-mapping.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "clv-mapping-private.h"

G_DEFINE_QUARK (clv-ledger-error-quark, clv_ledger_error)

static void
table_mapping_free (gpointer data)
{
  ClvTableMapping *self = data;

  for (guint i = 0; i < self->n_columns; i++)
    {
      clv_reading_free (self->columns[i].reading);
      g_free (self->columns[i].evidence);
    }
  g_free (self->columns);
  g_free (self->evidence);
  clv_table_unref (self->table);
  g_free (self);
}

static ClvTableMapping *
table_mapping_new (ClvTable *table)
{
  ClvTableMapping *self = g_new0 (ClvTableMapping, 1);

  self->table = clv_table_ref (table);
  self->n_columns = clv_table_get_n_columns (table);
  self->columns = g_new0 (ClvColumnMapping, self->n_columns);
  for (guint i = 0; i < self->n_columns; i++)
    self->columns[i].reading = clv_reading_decide (clv_table_get_column (table, i));
  return self;
}

static ClvTableMapping *
table_mapping_copy (const ClvTableMapping *other)
{
  ClvTableMapping *self = g_new0 (ClvTableMapping, 1);

  *self = *other;
  clv_table_ref (self->table);
  self->evidence = g_strdup (other->evidence);
  self->columns = g_new0 (ClvColumnMapping, self->n_columns);
  for (guint i = 0; i < self->n_columns; i++)
    {
      self->columns[i] = other->columns[i];
      self->columns[i].reading = clv_reading_copy (other->columns[i].reading);
      self->columns[i].evidence = g_strdup (other->columns[i].evidence);
    }
  return self;
}

static gboolean
table_has (const ClvTableMapping *mapping,
           ClvRole                role)
{
  for (guint i = 0; i < mapping->n_columns; i++)
    if (mapping->columns[i].role == role)
      return TRUE;
  return FALSE;
}

/* Figures without a customer beside them can only be customers when nothing else is: beside a table that names its
 * customers they are sums of periods or groups. */
static void
settle_customer_tables (ClvMapping *self)
{
  gboolean are_named = FALSE;

  for (guint i = 0; i < self->tables->len; i++)
    {
      const ClvTableMapping *mapping = self->tables->pdata[i];

      are_named |= mapping->kind != CLV_KIND_IGNORED && mapping->kind != CLV_KIND_COSTS && table_has (mapping, CLV_ROLE_CUSTOMER);
    }
  for (guint i = 0; are_named && i < self->tables->len; i++)
    {
      ClvTableMapping *mapping = self->tables->pdata[i];

      if (mapping->kind != CLV_KIND_CUSTOMER_VALUES || mapping->kind_by_user || table_has (mapping, CLV_ROLE_CUSTOMER))
        continue;
      mapping->kind = CLV_KIND_IGNORED;
      g_free (mapping->evidence);
      mapping->evidence = g_strdup (_("figures without a customer, beside a table that names customers"));
    }
}

/**
 * clv_mapping_recognise:
 * @tables: (element-type ClvTable): all sheets of all files that are open
 *
 * Decides the reading of every column over all of its rows, the kind of each table and the role of each column.
 *
 * Returns: (transfer full)
 */
ClvMapping *
clv_mapping_recognise (GPtrArray *tables)
{
  ClvMapping *self = g_new0 (ClvMapping, 1);

  self->tables = g_ptr_array_new_with_free_func (table_mapping_free);
  for (guint i = 0; i < tables->len; i++)
    {
      ClvTableMapping *table = table_mapping_new (tables->pdata[i]);

      /* Somebody hid it for a reason; the user can still say what it is. */
      if (clv_table_is_hidden (table->table))
        table->kind_by_user = TRUE;
      clv_recognise_table (table);
      if (clv_table_is_hidden (table->table))
        {
          g_free (table->evidence);
          table->evidence = g_strdup (_("the sheet is hidden in the workbook"));
        }
      g_ptr_array_add (self->tables, table);
    }
  settle_customer_tables (self);
  return self;
}

/**
 * clv_mapping_copy:
 *
 * A copy that shares the tables; for undo and for the worker.
 *
 * Returns: (transfer full)
 */
ClvMapping *
clv_mapping_copy (const ClvMapping *self)
{
  ClvMapping *copy = g_new0 (ClvMapping, 1);

  copy->tables = g_ptr_array_new_with_free_func (table_mapping_free);
  for (guint i = 0; i < self->tables->len; i++)
    g_ptr_array_add (copy->tables, table_mapping_copy (self->tables->pdata[i]));
  return copy;
}

/**
 * clv_mapping_dup_outline:
 *
 * The same decisions about tables without cells, so that the memory of a large file can go once the ledger is built.
 *
 * Returns: (transfer full)
 */
ClvMapping *
clv_mapping_dup_outline (const ClvMapping *self)
{
  ClvMapping *outline = clv_mapping_copy (self);

  for (guint i = 0; i < outline->tables->len; i++)
    {
      ClvTableMapping *mapping = outline->tables->pdata[i];
      ClvTable *table = clv_table_dup_outline (mapping->table);

      clv_table_unref (mapping->table);
      mapping->table = table;
    }
  return outline;
}

void
clv_mapping_free (ClvMapping *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->tables);
  g_free (self);
}

guint
clv_mapping_get_n_tables (const ClvMapping *self)
{
  return self->tables->len;
}

const ClvTableMapping *
clv_mapping_get_table (const ClvMapping *self,
                       guint             table)
{
  g_return_val_if_fail (table < self->tables->len, NULL);

  return self->tables->pdata[table];
}

/**
 * clv_mapping_find_role:
 *
 * Returns: the first column of the table that has the role, -1 if none
 */
int
clv_mapping_find_role (const ClvMapping *self,
                       guint             table,
                       ClvRole           role)
{
  const ClvTableMapping *mapping = clv_mapping_get_table (self, table);

  for (guint i = 0; i < mapping->n_columns; i++)
    if (mapping->columns[i].role == role)
      return i;
  return -1;
}

static void
set_role (ClvTableMapping *mapping,
          guint            column,
          ClvRole          role)
{
  ClvColumnMapping *target = &mapping->columns[column];

  if (role != CLV_ROLE_NONE && !clv_role_may_repeat (role))
    for (guint i = 0; i < mapping->n_columns; i++)
      if (i != column && mapping->columns[i].role == role)
        {
          mapping->columns[i].role = CLV_ROLE_NONE;
          mapping->columns[i].by_user = TRUE;
        }
  target->role = role;
  target->by_user = TRUE;
  target->confidence = 1;
  g_free (target->evidence);
  target->evidence = g_strdup (_("chosen by you"));
  clv_mapping_fit_reading (mapping, column);
}

/**
 * clv_mapping_set_role:
 *
 * The user's choice. What it means for the other columns and for the kind of the table is worked out again;
 * columns that the user chose before stay as they are.
 */
void
clv_mapping_set_role (ClvMapping *self,
                      guint       table,
                      guint       column,
                      ClvRole     role)
{
  ClvTableMapping *mapping;

  g_return_if_fail (table < self->tables->len);
  mapping = self->tables->pdata[table];
  g_return_if_fail (column < mapping->n_columns);

  set_role (mapping, column, role);
  clv_recognise_table (mapping);
}

/**
 * clv_mapping_set_kind:
 *
 * The user's choice of what a table is; the roles that it did not choose are worked out for this kind.
 */
void
clv_mapping_set_kind (ClvMapping  *self,
                      guint        table,
                      ClvTableKind kind)
{
  ClvTableMapping *mapping;

  g_return_if_fail (table < self->tables->len);
  mapping = self->tables->pdata[table];
  mapping->kind = kind;
  mapping->kind_by_user = TRUE;
  clv_recognise_table (mapping);
}

/**
 * clv_mapping_set_reading:
 *
 * Reads a column as the user says; what is left undecided follows the evidence.
 */
void
clv_mapping_set_reading (ClvMapping    *self,
                         guint          table,
                         guint          column,
                         ClvColumnType  type,
                         ClvDecimalMark decimal,
                         ClvDateOrder   order)
{
  ClvTableMapping *mapping;

  g_return_if_fail (table < self->tables->len);
  mapping = self->tables->pdata[table];
  g_return_if_fail (column < mapping->n_columns);

  clv_reading_free (mapping->columns[column].reading);
  mapping->columns[column].reading =
    clv_reading_force (clv_table_get_column (mapping->table, column), type, decimal, order);
}

static gboolean
wants_other_marks (const ClvReading *reading,
                   ClvDecimalMark    decimal,
                   ClvDateOrder      order)
{
  if (reading->type == CLV_TYPE_NUMBER)
    return decimal != CLV_DECIMAL_UNDECIDED && reading->decimal != CLV_DECIMAL_UNDECIDED && reading->decimal != decimal;
  if (reading->type == CLV_TYPE_DATE)
    return order != CLV_DATE_ORDER_UNDECIDED && reading->date_order != CLV_DATE_ORDER_UNDECIDED && reading->date_order != order;
  return FALSE;
}

/**
 * clv_mapping_assume_marks:
 *
 * Settles what no cell of a column proves. A column whose own cells prove another mark keeps it: a wish for the
 * whole file must not turn amounts that are clear into others, or into nothing. The user's choice for one column is
 * clv_mapping_set_reading().
 */
void
clv_mapping_assume_marks (ClvMapping    *self,
                          ClvDecimalMark decimal,
                          ClvDateOrder   order)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      ClvTableMapping *mapping = self->tables->pdata[i];

      for (guint j = 0; j < mapping->n_columns; j++)
        {
          const ClvReading *now = mapping->columns[j].reading;
          g_autoptr (ClvReading) wanted = NULL;
          gboolean was_ambiguous = now->ambiguous;

          if (!now->ambiguous && !wants_other_marks (now, decimal, order))
            continue;
          if (now->type == CLV_TYPE_NUMBER && decimal != CLV_DECIMAL_UNDECIDED)
            wanted = clv_reading_force (clv_table_get_column (mapping->table, j), CLV_TYPE_NUMBER, decimal,
                                        CLV_DATE_ORDER_UNDECIDED);
          else if (now->type == CLV_TYPE_DATE && order != CLV_DATE_ORDER_UNDECIDED)
            wanted = clv_reading_force (clv_table_get_column (mapping->table, j), CLV_TYPE_DATE, CLV_DECIMAL_UNDECIDED,
                                        order);
          if (wanted == NULL || (!was_ambiguous && wanted->n_readable < now->n_readable))
            continue;
          wanted->ambiguous = FALSE;
          clv_reading_free (mapping->columns[j].reading);
          mapping->columns[j].reading = g_steal_pointer (&wanted);
        }
    }
}

/**
 * clv_mapping_set_by_header:
 * @header: as it stands in the file, without regard to case
 *
 * Gives the role to the column of that name in every table that has one.
 *
 * Returns: FALSE with CLV_LEDGER_ERROR_NO_COLUMN when no table has it; the message lists the headers
 */
gboolean
clv_mapping_set_by_header (ClvMapping  *self,
                           ClvRole      role,
                           const char  *header,
                           GError     **error)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->tables->len; i++)
    {
      ClvTableMapping *mapping = self->tables->pdata[i];
      int column = clv_table_find_column (mapping->table, header);

      if (column < 0)
        continue;
      found = TRUE;
      set_role (mapping, column, role);
      clv_recognise_table (mapping);
    }
  if (!found)
    {
      g_autoptr (GString) headers = g_string_new (NULL);

      for (guint i = 0; i < self->tables->len; i++)
        {
          const ClvTableMapping *mapping = self->tables->pdata[i];

          for (guint j = 0; j < mapping->n_columns; j++)
            g_string_append_printf (headers, "%s“%s”", headers->len > 0 ? ", " : "",
                                    clv_column_get_header (clv_table_get_column (mapping->table, j)));
        }
      g_set_error (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_NO_COLUMN,
                   /* Translators: the first %s is a column header, the second a list of headers */
                   _("There is no column “%s”. The columns are: %s."), header, headers->str);
    }
  return found;
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

/**
 * clv_mapping_dup_signature:
 *
 * A hash over the headers of all tables, in their order: the same export next month has the same one.
 *
 * Returns: (transfer full): hex
 */
char *
clv_mapping_dup_signature (const ClvMapping *self)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < self->tables->len; i++)
    {
      const ClvTableMapping *mapping = self->tables->pdata[i];

      for (guint j = 0; j < mapping->n_columns; j++)
        {
          const char *header = clv_column_get_header (clv_table_get_column (mapping->table, j));

          g_checksum_update (sum, (const guchar *) header, strlen (header) + 1);
        }
      g_checksum_update (sum, (const guchar *) "\n", 1);
    }
  return g_strdup (g_checksum_get_string (sum));
}

/**
 * clv_mapping_serialise:
 *
 * Kinds, roles and readings as a key file, for clv_mapping_restore().
 *
 * Returns: (transfer full)
 */
char *
clv_mapping_serialise (const ClvMapping *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  for (guint i = 0; i < self->tables->len; i++)
    {
      const ClvTableMapping *mapping = self->tables->pdata[i];
      g_autofree char *group = g_strdup_printf ("table %u", i);

      g_key_file_set_string (file, group, "kind", clv_table_kind_to_id (mapping->kind));
      for (guint j = 0; j < mapping->n_columns; j++)
        {
          const ClvColumnMapping *column = &mapping->columns[j];
          g_autofree char *key = g_strdup_printf ("column-%u", j);
          g_autofree char *value = g_strdup_printf ("%s %d %d %d", clv_role_to_id (column->role), column->reading->type,
                                                    column->reading->decimal, column->reading->date_order);

          g_key_file_set_string (file, group, key, value);
        }
    }
  return g_key_file_to_data (file, NULL, NULL);
}

/**
 * clv_mapping_restore:
 * @serialised: of clv_mapping_serialise(), from tables with the same signature
 *
 * Returns: FALSE, with nothing changed, when @serialised does not fit these tables
 */
gboolean
clv_mapping_restore (ClvMapping *self,
                     const char *serialised)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_data (file, serialised, -1, G_KEY_FILE_NONE, NULL))
    return FALSE;
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->tables->len; i++)
      {
        ClvTableMapping *mapping = self->tables->pdata[i];
        g_autofree char *group = g_strdup_printf ("table %u", i);
        g_autofree char *kind_id = g_key_file_get_string (file, group, "kind", NULL);
        ClvTableKind kind;

        if (kind_id == NULL || !clv_table_kind_from_id (kind_id, &kind))
          return FALSE;
        for (guint j = 0; j < mapping->n_columns; j++)
          {
            g_autofree char *key = g_strdup_printf ("column-%u", j);
            g_autofree char *value = g_key_file_get_string (file, group, key, NULL);
            g_auto (GStrv) words = value != NULL ? g_strsplit (value, " ", 4) : NULL;
            ClvColumnMapping *column = &mapping->columns[j];
            ClvRole role;

            if (words == NULL || g_strv_length (words) != 4 || !clv_role_from_id (words[0], &role))
              return FALSE;
            if (pass == 0)
              continue;
            column->role = role;
            column->by_user = TRUE;
            column->confidence = 1;
            g_free (column->evidence);
            column->evidence = g_strdup (_("as you chose for these columns before"));
            /* What is in these rows proves more than what was decided for other ones. */
            if (column->reading->ambiguous || column->reading->type != (ClvColumnType) atoi (words[1]))
              clv_mapping_set_reading (self, i, j, atoi (words[1]), atoi (words[2]), atoi (words[3]));
          }
        if (pass == 1)
          {
            mapping->kind = kind;
            mapping->kind_by_user = TRUE;
          }
      }
  return TRUE;
}
