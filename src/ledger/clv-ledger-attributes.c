/* clv-ledger-attributes.c - the columns people can segment by
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "clv-ledger-private.h"
#include "clv-mapping-private.h"
#include "clv-synonyms.h"

/* More values than this are names or ids, not segments. */
#define MAX_ROLE_VALUES 1000
#define MAX_OTHER_VALUES 200
#define MAX_NUMBERS 20

void
clv_attribute_free (gpointer data)
{
  ClvAttribute *self = data;

  g_free (self->id);
  g_free (self->title);
  g_strfreev (self->values);
  g_free ((void *) self->by_row);
  g_free ((void *) self->by_customer);
  g_free (self);
}

/* Measures, and what the column of some role says in another currency. An income in whole thousands may well be a group. */
static gboolean
measures (const ClvTableMapping *mapping,
          guint                  index)
{
  const ClvColumn *cells = clv_table_get_column (mapping->table, index);
  g_autofree double *numbers = NULL;
  gboolean has_fraction = FALSE;

  for (guint i = 0; i < mapping->n_columns; i++)
    if (mapping->columns[i].role != CLV_ROLE_NONE && clv_table_mapping_have_same_stem (mapping, i, index))
      return TRUE;
  numbers = clv_reading_numbers (mapping->columns[index].reading, cells);
  for (guint32 code = 0; code < clv_column_get_n_distinct (cells) && !has_fraction; code++)
    has_fraction = isfinite (numbers[code]) && numbers[code] != floor (numbers[code]);
  return has_fraction;
}

/* @n_rows: rows that would carry the attribute, of this table or of the one it completes. */
static gboolean
is_attribute (const ClvTableMapping *mapping,
              guint                  index,
              guint32                n_rows)
{
  const ClvColumnMapping *column = &mapping->columns[index];
  const ClvColumn *cells = clv_table_get_column (mapping->table, index);
  guint32 n_values = clv_column_get_n_distinct (cells) - 1;
  g_autofree char *header = clv_synonyms_normalise (clv_column_get_header (cells));

  switch (column->role)
    {
    case CLV_ROLE_PRODUCT:
    case CLV_ROLE_CATEGORY:
    case CLV_ROLE_CHANNEL:
    case CLV_ROLE_SEGMENT:
    case CLV_ROLE_COUNTRY:
    case CLV_ROLE_OWNER:
    case CLV_ROLE_ACCOUNT:
      return n_values >= 1 && n_values <= MAX_ROLE_VALUES;
    case CLV_ROLE_NONE:
      /* Who says that a column is not used does not want to see it again. */
      return !column->by_user
             && (column->reading->type == CLV_TYPE_TEXT || (column->reading->type == CLV_TYPE_NUMBER && n_values <= MAX_NUMBERS))
             && n_values >= 2 && n_values <= MAX_OTHER_VALUES
             && (n_values <= 12 || n_values * 10 <= n_rows)
             && n_values < column->reading->n_filled && !clv_synonyms_is_contact (header)
             && (column->reading->type == CLV_TYPE_TEXT || !measures (mapping, index));
    default:
      return FALSE;
    }
}

/* The role's id, or the header as an id: “Ship Mode” is “ship-mode”. */
static char *
dup_id (const ClvTableMapping *mapping,
        guint                  index)
{
  guint n_equal = 0;
  ClvRole role;
  char *id;

  if (mapping->columns[index].role != CLV_ROLE_NONE)
    return g_strdup (clv_role_to_id (mapping->columns[index].role));
  id = clv_synonyms_normalise (clv_column_get_header (clv_table_get_column (mapping->table, index)));
  g_strdelimit (id, " ", '-');
  /* Ids of roles and of our own schemes stay theirs. */
  if (strcmp (id, "tier") == 0 || strcmp (id, "rfm") == 0 || clv_role_from_id (id, &role))
    {
      char *longer = g_strconcat ("column-", id, NULL);

      g_free (id);
      id = longer;
    }
  for (guint i = 0; i < index; i++)
    {
      g_autofree char *other = clv_synonyms_normalise (clv_column_get_header (clv_table_get_column (mapping->table, i)));
      g_autofree char *own = clv_synonyms_normalise (clv_column_get_header (clv_table_get_column (mapping->table, index)));

      n_equal += strcmp (other, own) == 0;
    }
  if (n_equal > 0)
    {
      char *longer = g_strdup_printf ("%s-%u", id, n_equal + 1);

      g_free (id);
      id = longer;
    }
  return id;
}

typedef struct
{
  ClvAttribute *attribute;
  ClvPool      *values;
} Pending;

static void
pending_clear (gpointer data)
{
  Pending *pending = data;

  clv_pool_free (pending->values);
}

static Pending *
find_or_add (ClvLedgerBuilder      *self,
             GArray                *pending,
             const ClvTableMapping *mapping,
             guint                  index)
{
  g_autofree char *id = dup_id (mapping, index);
  guint32 *by_row;
  Pending new_one;

  for (guint i = 0; i < pending->len; i++)
    if (strcmp (g_array_index (pending, Pending, i).attribute->id, id) == 0)
      return &g_array_index (pending, Pending, i);

  by_row = g_new (guint32, self->n_rows + 1);
  memset (by_row, 0xff, sizeof *by_row * (self->n_rows + 1));
  new_one.attribute = g_new0 (ClvAttribute, 1);
  new_one.attribute->id = g_steal_pointer (&id);
  new_one.attribute->title = g_strdup (clv_column_get_header (clv_table_get_column (mapping->table, index)));
  new_one.attribute->role = mapping->columns[index].role;
  new_one.attribute->by_row = by_row;
  new_one.values = clv_pool_new ();
  g_array_append_val (pending, new_one);
  return &g_array_index (pending, Pending, pending->len - 1);
}

static void
add_from_table (ClvLedgerBuilder      *self,
                GArray                *pending,
                const ClvFact         *fact,
                const ClvTableMapping *mapping,
                const guint32         *through,
                GHashTable            *seen)
{
  if (mapping == NULL)
    return;
  for (guint i = 0; i < mapping->n_columns; i++)
    {
      const ClvColumn *column = clv_table_get_column (mapping->table, i);
      const guint32 *codes = clv_column_get_codes (column);
      g_autofree guint32 *map = NULL;
      g_autofree char *id = NULL;
      guint32 *by_row;
      Pending *target;

      if (!is_attribute (mapping, i, fact->n_rows))
        continue;
      id = dup_id (mapping, i);
      /* The table itself knows better than the ones it is joined with. */
      if (!g_hash_table_add (seen, g_strdup (id)))
        continue;
      target = find_or_add (self, pending, mapping, i);
      map = clv_pool_intern_column (target->values, column);
      by_row = (guint32 *) target->attribute->by_row + fact->first_row;
      for (guint32 row = 0; row < fact->n_rows; row++)
        {
          guint32 at = through == NULL ? row : through[row];

          by_row[row] = at == CLV_NOBODY ? CLV_NOBODY : map[codes[at]];
        }
    }
}

static void
take_values (ClvAttribute  *attribute,
             const ClvPool *pool)
{
  attribute->n_values = clv_pool_get_n (pool);
  attribute->values = g_new0 (char *, attribute->n_values + 1);
  for (guint32 i = 0; i < attribute->n_values; i++)
    attribute->values[i] = g_strdup (clv_pool_get (pool, i));
}

/**
 * clv_ledger_add_row_attributes:
 *
 * Every column of the order tables, and of the tables they are joined with, that has few enough values.
 */
void
clv_ledger_add_row_attributes (ClvLedgerBuilder *self)
{
  g_autoptr (GArray) pending = g_array_new (FALSE, TRUE, sizeof (Pending));

  g_array_set_clear_func (pending, pending_clear);
  for (guint i = 0; i < self->facts->len; i++)
    {
      const ClvFact *fact = &g_array_index (self->facts, ClvFact, i);
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      add_from_table (self, pending, fact, fact->mapping, NULL, seen);
      add_from_table (self, pending, fact, fact->header, fact->header_row, seen);
      add_from_table (self, pending, fact, fact->more, fact->more_row, seen);
      add_from_table (self, pending, fact, fact->product, fact->product_row, seen);
    }
  for (guint i = 0; i < pending->len; i++)
    {
      Pending *one = &g_array_index (pending, Pending, i);

      take_values (one->attribute, one->values);
      g_ptr_array_add (self->ledger->attributes, one->attribute);
    }
}

/* The attribute of this id that earlier customer tables began, or a new one. Beside a column of the order rows with
 * the same id it is called “customer-…”. */
static ClvAttribute *
find_or_add_of_customers (ClvLedgerBuilder      *self,
                          const ClvTableMapping *mapping,
                          guint                  index)
{
  guint32 n_customers = clv_pool_get_n (self->ledger->customers);
  g_autofree char *id = dup_id (mapping, index);
  g_autofree char *longer = g_strconcat ("customer-", id, NULL);
  const ClvAttribute *of_rows = clv_ledger_find_attribute (self->ledger, id);
  const char *wanted = of_rows != NULL && of_rows->by_row != NULL ? longer : id;
  ClvAttribute *attribute = (ClvAttribute *) clv_ledger_find_attribute (self->ledger, wanted);
  guint32 *by_customer;

  if (attribute != NULL)
    return attribute;
  by_customer = g_new (guint32, n_customers + 1);
  memset (by_customer, 0xff, sizeof *by_customer * (n_customers + 1));
  attribute = g_new0 (ClvAttribute, 1);
  attribute->id = g_strdup (wanted);
  attribute->title = g_strdup (clv_column_get_header (clv_table_get_column (mapping->table, index)));
  attribute->role = mapping->columns[index].role;
  attribute->by_customer = by_customer;
  g_ptr_array_add (self->ledger->attributes, attribute);
  return attribute;
}

/**
 * clv_ledger_add_customer_attributes:
 * @customer_of_row: (array): customer by row of the table, CLV_NOBODY if none
 *
 * Columns of a customer table; the first row of a customer counts. Tables of customers are put together.
 */
void
clv_ledger_add_customer_attributes (ClvLedgerBuilder      *self,
                                    const ClvTableMapping *mapping,
                                    const guint32         *customer_of_row)
{
  for (guint i = 0; i < mapping->n_columns; i++)
    {
      const ClvColumn *column = clv_table_get_column (mapping->table, i);
      const guint32 *codes = clv_column_get_codes (column);
      g_autoptr (ClvPool) values = NULL;
      g_autofree guint32 *map = NULL;
      ClvAttribute *attribute;
      guint32 *by_customer;

      if (!is_attribute (mapping, i, clv_table_get_n_rows (mapping->table)))
        continue;
      attribute = find_or_add_of_customers (self, mapping, i);
      values = clv_pool_new ();
      for (guint32 code = 0; code < attribute->n_values; code++)
        clv_pool_intern (values, attribute->values[code], strlen (attribute->values[code]));
      map = clv_pool_intern_column (values, column);
      by_customer = (guint32 *) attribute->by_customer;
      for (guint32 row = 0; row < clv_table_get_n_rows (mapping->table); row++)
        if (customer_of_row[row] != CLV_NOBODY && by_customer[customer_of_row[row]] == CLV_NOBODY)
          by_customer[customer_of_row[row]] = map[codes[row]];
      g_clear_pointer (&attribute->values, g_strfreev);
      take_values (attribute, values);
    }
}
