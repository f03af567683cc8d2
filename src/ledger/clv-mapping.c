/* clv-mapping.c - which column plays which role
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-mapping.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-header-scale.h"
#include "clv-mapping-private.h"

G_DEFINE_QUARK (clv-ledger-error-quark, clv_ledger_error)

void
clv_table_mapping_free (gpointer data)
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

ClvTableMapping *
clv_table_mapping_new (ClvTable *table)
{
  ClvTableMapping *self = g_new0 (ClvTableMapping, 1);

  self->table = clv_table_ref (table);
  self->n_columns = clv_table_get_n_columns (table);
  self->columns = g_new0 (ClvColumnMapping, self->n_columns);
  for (guint i = 0; i < self->n_columns; i++)
    self->columns[i].reading = clv_reading_decide (clv_table_get_column (table, i));
  return self;
}

ClvTableMapping *
clv_table_mapping_copy (const ClvTableMapping *other)
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

int
clv_table_mapping_find (const ClvTableMapping *mapping,
                        ClvRole                role)
{
  for (guint i = 0; i < mapping->n_columns; i++)
    if (mapping->columns[i].role == role)
      return i;
  return -1;
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

  self->tables = g_ptr_array_new_with_free_func (clv_table_mapping_free);
  for (guint i = 0; i < tables->len; i++)
    {
      ClvTableMapping *table = clv_table_mapping_new (tables->pdata[i]);

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
  clv_mapping_settle_tables (self);
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

  copy->tables = g_ptr_array_new_with_free_func (clv_table_mapping_free);
  for (guint i = 0; i < self->tables->len; i++)
    g_ptr_array_add (copy->tables, clv_table_mapping_copy (self->tables->pdata[i]));
  copy->customer_key = self->customer_key;
  copy->discount = self->discount;
  copy->choices = self->choices;
  g_strlcpy (copy->currency, self->currency, sizeof copy->currency);
  copy->today = self->today;
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
  return clv_table_mapping_find (clv_mapping_get_table (self, table), role);
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
  clv_table_mapping_tell_scale (mapping, column);
  clv_mapping_fit_reading (mapping, column);
}

/* What a column means in January it means in February. */
static void
set_role_of_others (ClvMapping *self,
                    guint       table,
                    guint       column,
                    ClvRole     role)
{
  g_autofree guint *groups = clv_mapping_dup_groups (self);
  const ClvTableMapping *mapping = self->tables->pdata[table];

  for (guint i = 0; i < self->tables->len; i++)
    {
      ClvTableMapping *other = self->tables->pdata[i];
      int same = i != table && groups[i] == groups[table] ? clv_table_mapping_find_same (mapping, column, other) : -1;

      if (same < 0)
        continue;
      set_role (other, same, role);
      clv_recognise_table (other);
    }
}

/**
 * clv_mapping_set_role:
 *
 * The user's choice, also for the tables of the same shape. What it means for the other columns and for the kind of
 * the table is worked out again;
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
  set_role_of_others (self, table, column, role);
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

/* A column whose own cells prove another mark keeps it: a wish for the whole file must not turn amounts that are clear
 * into others, or into nothing. */
static void
assume_mark (ClvTableMapping *mapping,
             guint            index,
             ClvDecimalMark   decimal,
             ClvDateOrder     date_order)
{
  const ClvReading *now = mapping->columns[index].reading;
  const ClvColumn *column = clv_table_get_column (mapping->table, index);
  g_autoptr (ClvReading) wanted = NULL;
  gboolean was_ambiguous = now->ambiguous;

  if (!now->ambiguous && !wants_other_marks (now, decimal, date_order))
    return;
  if (now->type == CLV_TYPE_NUMBER && decimal != CLV_DECIMAL_UNDECIDED)
    wanted = clv_reading_force (column, CLV_TYPE_NUMBER, decimal, CLV_DATE_ORDER_UNDECIDED);
  else if (now->type == CLV_TYPE_DATE && date_order != CLV_DATE_ORDER_UNDECIDED)
    wanted = clv_reading_force (column, CLV_TYPE_DATE, CLV_DECIMAL_UNDECIDED, date_order);
  if (wanted == NULL || (!was_ambiguous && wanted->n_readable < now->n_readable))
    return;
  wanted->ambiguous = FALSE;
  clv_reading_free (mapping->columns[index].reading);
  mapping->columns[index].reading = g_steal_pointer (&wanted);
}

/**
 * clv_mapping_assume:
 * @rules: CLV_IMPORT_RULES_DEFAULT changes nothing
 *
 * Settles for all tables what their cells do not prove, and what makes two rows the same customer. The user's choice
 * for one column is clv_mapping_set_reading().
 */
void
clv_mapping_assume (ClvMapping           *self,
                    const ClvImportRules *rules)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      ClvTableMapping *mapping = self->tables->pdata[i];

      for (guint j = 0; j < mapping->n_columns; j++)
        {
          assume_mark (mapping, j, rules->decimal, rules->date_order);
          mapping->columns[j].reading->is_swapped = rules->choices.swap_dates && mapping->columns[j].reading->may_be_swapped;
        }
    }
  self->customer_key = rules->customer_key;
  self->discount = rules->discount;
  self->choices = rules->choices;
  g_strlcpy (self->currency, rules->currency != NULL ? rules->currency : "", sizeof self->currency);
  self->today = rules->today;
}

/* “Amount”, or “orders.csv:Amount” and “January:Amount” where several tables have one. */
static int
find_named_column (const ClvTableMapping *mapping,
                   const char            *name)
{
  const char *const owners[] = { "", clv_table_get_file (mapping->table), clv_table_get_sheet (mapping->table) };

  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      gsize n = strlen (owners[i]);

      if (i == 0 || (n > 0 && strncmp (name, owners[i], n) == 0 && name[n] == ':'))
        {
          int column = clv_table_find_column (mapping->table, i == 0 ? name : name + n + 1);

          if (column >= 0)
            return column;
        }
    }
  return -1;
}

static void
set_no_column (const ClvMapping *self,
               const char       *header,
               GError          **error)
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

/**
 * clv_mapping_assume_for_column:
 * @name: a header, perhaps with the file or the sheet and a colon before it
 * @decimal: CLV_DECIMAL_UNDECIDED says nothing
 * @order: CLV_DATE_ORDER_UNDECIDED says nothing
 *
 * Settles for columns of that name what their cells do not prove, as clv_mapping_assume() does for all.
 *
 * Returns: FALSE with CLV_LEDGER_ERROR_NO_COLUMN when no table has it
 */
gboolean
clv_mapping_assume_for_column (ClvMapping    *self,
                               const char    *name,
                               ClvDecimalMark decimal,
                               ClvDateOrder   order,
                               GError       **error)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->tables->len; i++)
    {
      ClvTableMapping *mapping = self->tables->pdata[i];
      int column = find_named_column (mapping, name);

      if (column < 0)
        continue;
      found = TRUE;
      assume_mark (mapping, column, decimal, order);
    }
  if (!found)
    set_no_column (self, name, error);
  return found;
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
    set_no_column (self, header, error);
  return found;
}
