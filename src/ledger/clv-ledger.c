/* clv-ledger.c - what the business recorded
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-ledger.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "clv-ledger-private.h"

static void
part_clear (gpointer data)
{
  ClvLedgerPart *part = data;

  g_free (part->file);
  g_free (part->sheet);
}

static void
rate_table_clear (gpointer data)
{
  ClvRateTable *table = data;

  g_free (table->file);
  g_free (table->sheet);
  g_free (table->header);
}

static ClvLedger *
ledger_new (void)
{
  ClvLedger *self = g_new0 (ClvLedger, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->customers = clv_pool_new ();
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->orders = clv_pool_new ();
  self->cost_channels = clv_pool_new ();
  self->attributes = g_ptr_array_new_with_free_func (clv_attribute_free);
  self->indicators = g_ptr_array_new_with_free_func (clv_indicator_free);
  self->costs = g_array_new (FALSE, TRUE, sizeof (ClvCostRow));
  self->cost_tables = g_array_new (FALSE, TRUE, sizeof (ClvLedgerPart));
  g_array_set_clear_func (self->cost_tables, part_clear);
  self->contact_channels = clv_pool_new ();
  self->contacts = g_array_new (FALSE, TRUE, sizeof (ClvContactRow));
  self->rates = g_array_new (FALSE, TRUE, sizeof (ClvRateRow));
  self->rate_tables = g_array_new (FALSE, TRUE, sizeof (ClvRateTable));
  g_array_set_clear_func (self->rate_tables, rate_table_clear);
  self->parts = g_array_new (FALSE, TRUE, sizeof (ClvLedgerPart));
  g_array_set_clear_func (self->parts, part_clear);
  self->currencies = g_ptr_array_new_with_free_func (g_free);
  self->currency = g_strdup ("");
  self->problems = clv_problem_list_new ();
  return self;
}

ClvLedger *
clv_ledger_ref (ClvLedger *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
clv_ledger_unref (ClvLedger *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  clv_pool_free (self->customers);
  g_ptr_array_unref (self->names);
  g_free (self->id_order);
  clv_pool_free (self->orders);
  clv_pool_free (self->cost_channels);
  g_free ((void *) self->rows.customer);
  g_free ((void *) self->rows.order);
  g_free ((void *) self->rows.day);
  g_free ((void *) self->rows.amount);
  g_free ((void *) self->rows.cost);
  g_free ((void *) self->rows.refund);
  g_free ((void *) self->rows.told_refund);
  g_free ((void *) self->rows.discount);
  g_free ((void *) self->rows.by_price);
  g_free ((void *) self->rows.by_total);
  g_free ((void *) self->rows.tax);
  g_free ((void *) self->rows.tax_beside);
  g_free ((void *) self->rows.shipping);
  g_free ((void *) self->rows.flags);
  g_free ((void *) self->rows.source_row);
  g_free ((void *) self->rows.part);
  g_free ((void *) self->rows.currency);
  g_free ((void *) self->rows.sign_currency);
  g_free ((void *) self->rows.rate);
  g_free (self->non_operational);
  g_free (self->referrer);
  g_free (self->discounted);
  g_ptr_array_unref (self->indicators);
  g_ptr_array_unref (self->attributes);
  g_array_unref (self->costs);
  g_array_unref (self->cost_tables);
  clv_pool_free (self->contact_channels);
  g_array_unref (self->contacts);
  g_array_unref (self->rates);
  g_array_unref (self->rate_tables);
  if (self->values != NULL)
    {
      /* All members are arrays. */
      void **arrays = (void **) self->values;

      for (guint i = 0; i < sizeof (ClvCustomerValues) / sizeof (void *); i++)
        g_free (arrays[i]);
      g_free (self->values);
    }
  g_array_unref (self->parts);
  g_ptr_array_unref (self->currencies);
  g_free (self->currency);
  clv_problem_list_unref (self->problems);
  for (guint mark = 0; mark < CLV_N_ROW_MARKS; mark++)
    g_clear_pointer (&self->marks[mark], g_array_unref);
  g_free (self);
}

typedef struct
{
  guint64     key; /* the first eight bytes, so that most comparisons stay in the array */
  const char *text;
  guint32     code;
} IdKey;

static int
compare_id_keys (const void *a,
                 const void *b)
{
  const IdKey *x = a, *y = b;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return strcmp (x->text, y->text);
}

/* Position of each customer among the sorted id texts. */
static guint32 *
order_ids (const ClvPool *pool)
{
  guint32 n = clv_pool_get_n (pool);
  g_autofree IdKey *keys = g_new (IdKey, MAX (n, 1));
  guint32 *order = g_new (guint32, MAX (n, 1));

  for (guint32 i = 0; i < n; i++)
    {
      char head[8] = { 0 };
      guint64 word;

      keys[i].text = clv_pool_get (pool, i);
      keys[i].code = i;
      memcpy (head, keys[i].text, MIN (strlen (keys[i].text), sizeof head));
      memcpy (&word, head, 8);
      keys[i].key = GUINT64_FROM_BE (word);
    }
  qsort (keys, n, sizeof *keys, compare_id_keys);
  for (guint32 i = 0; i < n; i++)
    order[keys[i].code] = i;
  return order;
}

/* Each row of a list of returns that names neither order nor customer. */
static void
tell_unused_returns (ClvLedgerBuilder      *self,
                     const ClvTableMapping *mapping)
{
  const guint32 n = clv_table_get_n_rows (mapping->table);
  g_autofree char *text = NULL;

  if (self->ledger->rows.n == 0 || !clv_table_mapping_lists_returns (mapping))
    return;
  text = g_strdup_printf (ngettext ("%u row", "%u rows", n), n);
  clv_problem_list_add (self->ledger->problems, "returns-without-order", "ignored", clv_table_get_file (mapping->table),
                        clv_table_get_sheet (mapping->table), 0, text);
  clv_problem_list_count (self->ledger->problems, "returns-without-order", "ignored", n - 1);
  if (self->has_returned_goods)
    clv_problem_list_set_choices (self->ledger->problems, "returns-without-order", "ignored subtracted");
}

static gboolean
is_used (const ClvLedgerBuilder *self,
         guint                   table)
{
  for (guint i = 0; i < self->facts->len; i++)
    if (g_array_index (self->facts, ClvFact, i).table == table)
      return TRUE;
  return FALSE;
}

static void
tell_ambiguous_readings (ClvLedgerBuilder *self)
{
  for (guint i = 0; i < clv_mapping_get_n_tables (self->as_read); i++)
    {
      const ClvTableMapping *mapping = clv_mapping_get_table (self->as_read, i);

      if (mapping->kind == CLV_KIND_IGNORED)
        {
          if (!is_used (self, i))
            clv_problem_list_add (self->ledger->problems,
                                  clv_table_is_hidden (mapping->table) ? "hidden-sheet" : "ignored-table", "ignored", clv_table_get_file (mapping->table),
                                  clv_table_get_sheet (mapping->table), 0, mapping->evidence);
          tell_unused_returns (self, mapping);
          continue;
        }
      for (guint j = 0; j < mapping->n_columns; j++)
        {
          const ClvReading *reading = mapping->columns[j].reading;
          const char *header = clv_column_get_header (clv_table_get_column (mapping->table, j));

          if (!clv_table_mapping_is_reading_used (mapping, j))
            continue;
          if (reading->ambiguous)
            clv_problem_list_add (self->ledger->problems,
                                  reading->type == CLV_TYPE_DATE ? "ambiguous-date-order" : "ambiguous-decimal-mark", "guessed",
                                  clv_table_get_file (mapping->table), clv_table_get_sheet (mapping->table), 0, header);
          if (reading->may_be_swapped)
            clv_problem_list_add (self->ledger->problems, "swapped-dates", "kept", clv_table_get_file (mapping->table),
                                  clv_table_get_sheet (mapping->table), 0, header);
        }
    }
}

/* Once all rows are there. Somebody who cancels waits for one of them. */
static void (*const steps[]) (ClvLedgerBuilder *self) = {
  clv_ledger_settle_currency,
  clv_ledger_identify,
  clv_ledger_flag_rows,
  clv_ledger_flag_duplicates,
  clv_ledger_keep_discounts,
  clv_ledger_flag_repeats,
  clv_ledger_read_costs,
  clv_ledger_read_contacts,
  clv_ledger_read_rates,
  clv_ledger_read_row_rates,
  clv_ledger_drop_foreign_extras,
  clv_ledger_settle_prices,
  clv_ledger_tell_currencies,
  clv_ledger_add_row_attributes,
  clv_ledger_find_income,
  clv_ledger_read_customers,
  clv_ledger_read_traits,
  clv_ledger_tell_joined,
  clv_ledger_tell_unread,
  clv_ledger_tell_unmatched,
  clv_ledger_tell_shops,
  clv_ledger_tell_rounded,
  clv_ledger_settle_marks,
  clv_ledger_compare_totals,
  tell_ambiguous_readings,
};

/**
 * clv_ledger_build:
 * @mapping: without an obstacle
 *
 * Builds the ledger: joins order lines with their orders and products, interns customers and orders, computes
 * amounts, flags what is odd, reads costs and customers. Time O(rows); nothing is dropped here.
 *
 * Returns: (transfer full): NULL with CLV_LEDGER_ERROR on failure
 */
ClvLedger *
clv_ledger_build (const ClvMapping *mapping,
                  const ClvWork    *work,
                  GError          **error)
{
  g_autoptr (ClvLedger) ledger = NULL;
  g_autofree char *obstacle = clv_mapping_dup_obstacle (mapping);
  g_autoptr (ClvMapping) whole = NULL;
  g_autoptr (ClvMapping) merged = NULL;
  ClvLedgerBuilder builder = { .work = work };

  if (obstacle != NULL)
    {
      g_set_error_literal (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_NO_ORDERS, obstacle);
      return NULL;
    }

  ledger = ledger_new ();
  builder.ledger = ledger;
  whole = clv_mapping_take_totals (mapping, work);
  builder.mapping = builder.as_read = whole != NULL ? whole : mapping;
  merged = clv_mapping_merge_pairs (builder.mapping, work, ledger->problems);
  if (merged != NULL)
    builder.mapping = merged;
  builder.facts = g_array_new (FALSE, TRUE, sizeof (ClvFact));
  g_array_set_clear_func (builder.facts, (GDestroyNotify) clv_fact_clear);
  builder.unions = g_ptr_array_new_with_free_func (clv_table_mapping_free);
  builder.customers_of_rows = g_ptr_array_new_with_free_func (g_free);

  clv_work_progress (work, _("Putting orders together"), 0);
  clv_ledger_find_facts (&builder);
  for (guint i = 0; i < builder.facts->len && !clv_work_is_cancelled (work); i++)
    {
      clv_ledger_fill_rows (&builder, &g_array_index (builder.facts, ClvFact, i));
      clv_work_progress (work, _("Putting orders together"), 0.6 * (i + 1) / builder.facts->len);
    }
  for (guint i = 0; i < G_N_ELEMENTS (steps) && !clv_work_is_cancelled (work); i++)
    {
      steps[i] (&builder);
      clv_work_progress (work, _("Putting orders together"), 0.6 + 0.4 * (i + 1) / (G_N_ELEMENTS (steps) + 1));
    }
  if (!clv_work_is_cancelled (work))
    ledger->id_order = order_ids (ledger->customers);
  g_array_unref (builder.facts);
  g_ptr_array_unref (builder.unions);
  g_ptr_array_unref (builder.customers_of_rows);
  if (clv_work_is_cancelled (work))
    {
      g_set_error_literal (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_CANCELLED, _("Cancelled"));
      return NULL;
    }
  clv_work_progress (work, _("Putting orders together"), 1);
  return g_steal_pointer (&ledger);
}

gboolean
clv_ledger_is_customer_level (const ClvLedger *self)
{
  return self->rows.n == 0 && self->values != NULL;
}

const ClvLedgerRows *
clv_ledger_get_rows (const ClvLedger *self)
{
  return &self->rows;
}

guint32
clv_ledger_get_n_customers (const ClvLedger *self)
{
  return clv_pool_get_n (self->customers);
}

const char *
clv_ledger_get_customer_id (const ClvLedger *self,
                            guint32          customer)
{
  return clv_pool_get (self->customers, customer);
}

const char *
clv_ledger_get_customer_name (const ClvLedger *self,
                              guint32          customer)
{
  if (customer >= self->names->len || self->names->pdata[customer] == NULL)
    return "";
  return self->names->pdata[customer];
}

const guint32 *
clv_ledger_get_id_order (const ClvLedger *self)
{
  return self->id_order;
}

guint32
clv_ledger_get_n_orders (const ClvLedger *self)
{
  return clv_pool_get_n (self->orders);
}

const char *
clv_ledger_get_order_id (const ClvLedger *self,
                         guint32          order)
{
  return clv_pool_get (self->orders, order);
}

/**
 * clv_ledger_get_non_operational:
 *
 * Returns: (transfer none) (nullable): 1 by row for interest, dividends and the like; NULL when there is none
 */
const guint8 *
clv_ledger_get_non_operational (const ClvLedger *self)
{
  return self->non_operational;
}

guint
clv_ledger_get_n_attributes (const ClvLedger *self)
{
  return self->attributes->len;
}

const ClvAttribute *
clv_ledger_get_attribute (const ClvLedger *self,
                          guint            index)
{
  return self->attributes->pdata[index];
}

const ClvAttribute *
clv_ledger_find_attribute (const ClvLedger *self,
                           const char      *id)
{
  for (guint i = 0; i < self->attributes->len; i++)
    {
      const ClvAttribute *attribute = self->attributes->pdata[i];

      if (strcmp (attribute->id, id) == 0)
        return attribute;
    }
  return NULL;
}

guint32
clv_ledger_get_n_costs (const ClvLedger *self)
{
  return self->costs->len;
}

const ClvCostRow *
clv_ledger_get_costs (const ClvLedger *self)
{
  return (const ClvCostRow *) self->costs->data;
}

const ClvLedgerPart *
clv_ledger_get_cost_table (const ClvLedger *self,
                           guint            index)
{
  return &g_array_index (self->cost_tables, ClvLedgerPart, index);
}

guint
clv_ledger_get_n_cost_channels (const ClvLedger *self)
{
  return clv_pool_get_n (self->cost_channels);
}

const char *
clv_ledger_get_cost_channel (const ClvLedger *self,
                             guint            code)
{
  return clv_pool_get (self->cost_channels, code);
}

guint32
clv_ledger_get_n_contacts (const ClvLedger *self)
{
  return self->contacts->len;
}

const ClvContactRow *
clv_ledger_get_contacts (const ClvLedger *self)
{
  return (const ClvContactRow *) self->contacts->data;
}

guint
clv_ledger_get_n_contact_channels (const ClvLedger *self)
{
  return clv_pool_get_n (self->contact_channels);
}

const char *
clv_ledger_get_contact_channel (const ClvLedger *self,
                                guint            code)
{
  return clv_pool_get (self->contact_channels, code);
}

guint32
clv_ledger_get_n_rates (const ClvLedger *self)
{
  return self->rates->len;
}

const ClvRateRow *
clv_ledger_get_rates (const ClvLedger *self)
{
  return (const ClvRateRow *) self->rates->data;
}

guint
clv_ledger_get_n_rate_tables (const ClvLedger *self)
{
  return self->rate_tables->len;
}

const ClvRateTable *
clv_ledger_get_rate_table (const ClvLedger *self,
                           guint            index)
{
  return &g_array_index (self->rate_tables, ClvRateTable, index);
}

const ClvCustomerValues *
clv_ledger_get_values (const ClvLedger *self)
{
  return self->values;
}

gboolean
clv_ledger_has_goods_cost (const ClvLedger *self)
{
  return self->has_goods_cost;
}

gboolean
clv_ledger_profit_given (const ClvLedger *self)
{
  return self->profit_given;
}

const char *
clv_ledger_get_currency (const ClvLedger *self)
{
  return self->currency;
}

guint
clv_ledger_get_n_row_currencies (const ClvLedger *self)
{
  return self->n_row_currencies;
}

const char *
clv_ledger_get_row_currency (const ClvLedger *self,
                             guint            code)
{
  return self->currencies->pdata[code];
}

guint
clv_ledger_get_n_parts (const ClvLedger *self)
{
  return self->parts->len;
}

const ClvLedgerPart *
clv_ledger_get_part (const ClvLedger *self,
                     guint            index)
{
  return &g_array_index (self->parts, ClvLedgerPart, index);
}

ClvProblemList *
clv_ledger_get_problems (const ClvLedger *self)
{
  return self->problems;
}
