/* clv-ledger-customers.c - customer tables: names, attributes, and figures where a row is a customer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "clv-header-scale.h"
#include "clv-ledger-private.h"
#include "clv-words.h"

static void
set_name (ClvLedger *ledger,
          guint32    customer,
          char      *name)
{
  if (ledger->names->len <= customer)
    g_ptr_array_set_size (ledger->names, customer + 1);
  if (ledger->names->pdata[customer] == NULL && *name != '\0')
    ledger->names->pdata[customer] = name;
  else
    g_free (name);
}

/* “First name” and “last name” make one name. */
char *
clv_table_mapping_dup_name (const ClvTableMapping *mapping,
                            guint32                row)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < mapping->n_columns; i++)
    if (mapping->columns[i].role == CLV_ROLE_CUSTOMER_NAME)
      {
        const ClvColumn *column = clv_table_get_column (mapping->table, i);
        g_autofree char *text = clv_column_dup_text (column, clv_column_get_codes (column)[row]);

        if (*text == '\0' || strcmp (text, "NULL") == 0)
          continue;
        if (name->len > 0)
          g_string_append_c (name, ' ');
        g_string_append (name, text);
      }
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static void
read_names (ClvLedgerBuilder      *self,
            const ClvTableMapping *mapping,
            const guint32         *customer_of_row)
{
  ClvLedger *ledger = self->ledger;

  if (clv_table_mapping_find (mapping, CLV_ROLE_CUSTOMER_NAME) < 0)
    return;
  for (guint32 i = 0; i < clv_table_get_n_rows (mapping->table); i++)
    {
      guint32 customer = customer_of_row[i];

      if (customer == CLV_NOBODY
          || (customer < ledger->names->len && ledger->names->pdata[customer] != NULL))
        continue;
      set_name (ledger, customer, clv_table_mapping_dup_name (mapping, i));
    }
}

/* Whether two figures of one customer are added up (revenue), or the first one stands (a rate). */
static gboolean
is_additive (ClvRole role)
{
  switch (role)
    {
    case CLV_ROLE_REVENUE:
    case CLV_ROLE_ORDERS:
    case CLV_ROLE_COST:
    case CLV_ROLE_ACQUISITION_COST:
    case CLV_ROLE_SERVICE_COST:
    case CLV_ROLE_PROFIT:
    case CLV_ROLE_MONTHLY_FEE:
      return TRUE;
    default:
      return FALSE;
    }
}

static double *
ensure_numbers (ClvLedgerBuilder *self,
                double           *numbers)
{
  guint32 n_customers = clv_pool_get_n (self->ledger->customers);

  if (numbers != NULL)
    return numbers;
  numbers = g_new (double, n_customers + 1);
  for (guint32 i = 0; i < n_customers; i++)
    numbers[i] = NAN;
  return numbers;
}

/* Rows whose id stood in a row above: of a list of customers the first one counts, or the last one if people say so. NULL
 * for other tables, where figures are added up. (transfer full) (nullable) */
static guint8 *
find_repeated (const ClvLedgerBuilder *self,
               const ClvTableMapping  *mapping)
{
  const gboolean is_last = self->mapping->choices.last_customer_row;
  int customer = clv_table_mapping_find (mapping, CLV_ROLE_CUSTOMER);
  guint32 n = clv_table_get_n_rows (mapping->table);
  g_autofree guint8 *is_seen = NULL;
  const ClvColumn *column;
  guint8 *is_repeated;

  if (mapping->kind != CLV_KIND_CUSTOMERS || customer < 0)
    return NULL;
  column = clv_table_get_column (mapping->table, customer);
  is_seen = g_malloc0 ((gsize) clv_column_get_n_distinct (column) + 1);
  is_repeated = g_malloc0 ((gsize) n + 1);
  for (guint32 i = 0; i < n; i++)
    {
      const guint32 row = is_last ? n - 1 - i : i, code = clv_column_get_codes (column)[row];

      is_repeated[row] = code != CLV_CODE_EMPTY && is_seen[code];
      is_seen[code] = TRUE;
    }
  return is_repeated;
}

/* Adds the columns of a role to @result by customer; NaN where there is none. Every id is known by now, so that the
 * array is long enough for the tables still to come. Returns (transfer full) (nullable). */
static double *
read_numbers (ClvLedgerBuilder      *self,
              const ClvTableMapping *mapping,
              const guint32         *customer_of_row,
              ClvRole                role,
              double                *result)
{
  g_autofree guint8 *is_repeated = find_repeated (self, mapping);

  for (guint i = 0; i < mapping->n_columns; i++)
    {
      const ClvColumn *column = clv_table_get_column (mapping->table, i);
      const guint32 *codes = clv_column_get_codes (column);
      g_autofree double *numbers = NULL;

      if (mapping->columns[i].role != role)
        continue;
      result = ensure_numbers (self, result);
      numbers = clv_table_mapping_read_numbers (mapping, i);
      for (guint32 row = 0; row < clv_table_get_n_rows (mapping->table); row++)
        {
          guint32 customer = customer_of_row[row];
          double number = numbers[codes[row]];

          if (customer == CLV_NOBODY || (is_repeated != NULL && is_repeated[row]))
            continue;
          if (!isfinite (number))
            {
              g_autofree char *text = clv_column_dup_text (column, codes[row]);

              clv_problem_list_add (self->ledger->problems, codes[row] == CLV_CODE_EMPTY ? "missing-amount" : "unreadable-amount",
                                    "left-out", clv_table_get_file (mapping->table), clv_table_get_sheet (mapping->table),
                                    clv_table_get_source_row (mapping->table, row), text);
              continue;
            }
          if (isnan (result[customer]))
            result[customer] = number;
          else if (is_additive (role))
            result[customer] += number;
        }
    }
  return result;
}

static ClvDay *
read_days (ClvLedgerBuilder      *self,
           const ClvTableMapping *mapping,
           const guint32         *customer_of_row,
           ClvRole                role,
           ClvDay                *result)
{
  int index = clv_table_mapping_find (mapping, role);
  guint32 n_customers = clv_pool_get_n (self->ledger->customers);
  const ClvColumn *column;
  const guint32 *codes;
  g_autofree ClvDay *days = NULL;

  if (index < 0)
    return result;
  column = clv_table_get_column (mapping->table, index);
  codes = clv_column_get_codes (column);
  days = clv_reading_days (mapping->columns[index].reading, column);
  if (result == NULL)
    {
      result = g_new (ClvDay, n_customers + 1);
      for (guint32 i = 0; i < n_customers; i++)
        result[i] = CLV_DAY_NONE;
    }
  for (guint32 row = 0; row < clv_table_get_n_rows (mapping->table); row++)
    if (customer_of_row[row] != CLV_NOBODY && days[codes[row]] != CLV_DAY_NONE)
      result[customer_of_row[row]] = days[codes[row]];
  return result;
}

static double *
read_flags (ClvLedgerBuilder      *self,
            const ClvTableMapping *mapping,
            const guint32         *customer_of_row,
            ClvRole                role,
            double                *result)
{
  int index = clv_table_mapping_find (mapping, role);
  const ClvColumn *column;
  const guint32 *codes;

  if (index < 0)
    return result;
  column = clv_table_get_column (mapping->table, index);
  codes = clv_column_get_codes (column);
  result = ensure_numbers (self, result);
  for (guint32 row = 0; row < clv_table_get_n_rows (mapping->table); row++)
    {
      g_autofree char *text = NULL;

      if (customer_of_row[row] == CLV_NOBODY || codes[row] == CLV_CODE_EMPTY)
        continue;
      text = clv_column_dup_text (column, codes[row]);
      result[customer_of_row[row]] = clv_words_is_yes (text);
    }
  return result;
}

/* Percent or fraction: a column of 70 and 65 is percent, one of 0.7 and 0.65 is not; the odd one out is told. */
static void
settle_retention (ClvLedgerBuilder      *self,
                  const ClvTableMapping *mapping,
                  double                *retention)
{
  guint32 n = clv_pool_get_n (self->ledger->customers), n_above = 0, n_known = 0;

  for (guint32 i = 0; i < n; i++)
    if (isfinite (retention[i]))
      {
        n_known++;
        n_above += retention[i] > 1;
      }
  for (guint32 i = 0; i < n; i++)
    {
      if (isfinite (retention[i]) && n_above * 2 > n_known)
        retention[i] /= 100;
      if (isfinite (retention[i]) && (retention[i] < 0 || retention[i] > 1))
        {
          clv_problem_list_add (self->ledger->problems, "unreadable-amount", "left-out", clv_table_get_file (mapping->table),
                                clv_table_get_sheet (mapping->table), 0, clv_pool_get (self->ledger->customers, i));
          retention[i] = NAN;
        }
    }
}

static void
read_values (ClvLedgerBuilder      *self,
             const ClvTableMapping *mapping,
             const guint32         *customer_of_row)
{
  ClvCustomerValues *values;
  ClvLedgerPart part = { g_strdup (clv_table_get_file (mapping->table)), g_strdup (clv_table_get_sheet (mapping->table)),
                         mapping->kind, clv_table_get_n_rows (mapping->table), 0, clv_table_get_n_totals (mapping->table),
                         clv_table_get_n_repeated_headers (mapping->table) };

  g_array_append_val (self->ledger->parts, part);
  if (self->ledger->values == NULL)
    self->ledger->values = g_new0 (ClvCustomerValues, 1);
  values = self->ledger->values;
#define READ(how, field, ROLE) \
  values->field = how (self, mapping, customer_of_row, CLV_ROLE_##ROLE, (void *) values->field)
  READ (read_numbers, revenue, REVENUE);
  READ (read_numbers, orders, ORDERS);
  READ (read_numbers, cost, COST);
  READ (read_numbers, acquisition_cost, ACQUISITION_COST);
  READ (read_numbers, service_cost, SERVICE_COST);
  READ (read_numbers, profit, PROFIT);
  READ (read_numbers, aov, AOV);
  READ (read_numbers, frequency, FREQUENCY);
  READ (read_numbers, retention, RETENTION);
  READ (read_numbers, lifetime, LIFETIME);
  READ (read_numbers, tenure, TENURE);
  READ (read_numbers, monthly_fee, MONTHLY_FEE);
  READ (read_flags, churned, CHURNED);
  READ (read_days, first_day, FIRST_DATE);
  READ (read_days, last_day, LAST_DATE);
#undef READ
  if (clv_table_mapping_find (mapping, CLV_ROLE_RETENTION) >= 0)
    settle_retention (self, mapping, (double *) values->retention);
}

/* Beside order rows, acquisition and service costs of a customer table are costs that name a customer. */
static void
add_named_costs (ClvLedgerBuilder      *self,
                 const ClvTableMapping *mapping,
                 const guint32         *customer_of_row,
                 ClvRole                role,
                 ClvCostType            type)
{
  g_autofree double *amounts = read_numbers (self, mapping, customer_of_row, role, NULL);

  for (guint32 i = 0; amounts != NULL && i < clv_pool_get_n (self->ledger->customers); i++)
    if (isfinite (amounts[i]) && amounts[i] != 0)
      {
        ClvCostRow cost = { CLV_DAY_NONE, i, CLV_NOBODY, type, amounts[i], CLV_NO_CURRENCY };

        g_array_append_val (self->ledger->costs, cost);
      }
}

/* Beside order rows, the day on which a customer was won may lie before all of them. */
static void
read_acquired_days (ClvLedgerBuilder      *self,
                    const ClvTableMapping *mapping,
                    const guint32         *customer_of_row)
{
  ClvCustomerValues *values;

  if (clv_table_mapping_find (mapping, CLV_ROLE_FIRST_DATE) < 0)
    return;
  if (self->ledger->values == NULL)
    self->ledger->values = g_new0 (ClvCustomerValues, 1);
  values = self->ledger->values;
  values->first_day = read_days (self, mapping, customer_of_row, CLV_ROLE_FIRST_DATE, (ClvDay *) values->first_day);
}

/* Names that stand in the order rows themselves. */
static void
read_names_of_facts (ClvLedgerBuilder *self)
{
  for (guint i = 0; i < self->facts->len; i++)
    {
      const ClvFact *fact = &g_array_index (self->facts, ClvFact, i);

      read_names (self, fact->mapping, self->ledger->rows.customer + fact->first_row);
    }
}

static gboolean
is_of_customers (const ClvTableMapping *mapping)
{
  return mapping->kind == CLV_KIND_CUSTOMERS || mapping->kind == CLV_KIND_CUSTOMER_VALUES;
}

static void
tell_repeated (ClvLedgerBuilder      *self,
               const ClvTableMapping *mapping)
{
  g_autofree guint8 *is_repeated = find_repeated (self, mapping);

  for (guint32 row = 0; is_repeated != NULL && row < clv_table_get_n_rows (mapping->table); row++)
    if (is_repeated[row])
      {
        const ClvColumn *column = clv_table_get_column (mapping->table, clv_table_mapping_find (mapping, CLV_ROLE_CUSTOMER));
        g_autofree char *text = clv_column_dup_text (column, clv_column_get_codes (column)[row]);

        clv_problem_list_add (self->ledger->problems, "repeated-customer", "ignored", clv_table_get_file (mapping->table),
                              clv_table_get_sheet (mapping->table), clv_table_get_source_row (mapping->table, row), text);
      }
}

/* Customers by row, without the rows of a list that do not count since the last one does; else what the first one leaves out
 * may stand in the others. (transfer full) (nullable) */
static guint32 *
dup_last_customers (const ClvLedgerBuilder *self,
                    const ClvTableMapping  *mapping,
                    const guint32          *customer_of_row)
{
  g_autofree guint8 *is_repeated = self->mapping->choices.last_customer_row ? find_repeated (self, mapping) : NULL;
  const guint32 n = clv_table_get_n_rows (mapping->table);
  guint32 *customers;

  if (is_repeated == NULL)
    return NULL;
  customers = g_new (guint32, (gsize) n + 1);
  for (guint32 row = 0; row < n; row++)
    customers[row] = is_repeated[row] ? CLV_NOBODY : customer_of_row[row];
  return customers;
}

/**
 * clv_ledger_read_customers:
 *
 * Reads every customer table. Customers who stand only here are known, and count once they order or cost.
 */
void
clv_ledger_read_customers (ClvLedgerBuilder *self)
{
  gboolean has_rows = self->ledger->rows.n > 0;
  guint n_tables = clv_mapping_get_n_tables (self->mapping);

  read_names_of_facts (self);
  /* All ids are known: what follows are arrays by customer. */
  for (guint i = 0; i < n_tables; i++)
    {
      const ClvTableMapping *mapping = clv_mapping_get_table (self->mapping, i);
      const guint32 *customer_of_row = self->customers_of_rows->pdata[i];
      g_autofree guint32 *last = NULL;

      if (!is_of_customers (mapping))
        continue;
      last = dup_last_customers (self, mapping, customer_of_row);
      if (last != NULL)
        customer_of_row = last;
      read_names (self, mapping, customer_of_row);
      if (mapping->kind == CLV_KIND_CUSTOMERS)
        tell_repeated (self, mapping);
      if (has_rows)
        {
          add_named_costs (self, mapping, customer_of_row, CLV_ROLE_ACQUISITION_COST, CLV_COST_ACQUISITION);
          add_named_costs (self, mapping, customer_of_row, CLV_ROLE_SERVICE_COST, CLV_COST_SERVICE);
          read_acquired_days (self, mapping, customer_of_row);
        }
      else if (mapping->kind == CLV_KIND_CUSTOMER_VALUES)
        read_values (self, mapping, customer_of_row);
      clv_ledger_add_customer_attributes (self, mapping, customer_of_row);
    }
}
