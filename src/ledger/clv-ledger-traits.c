/* clv-ledger-traits.c - what is known of customers and orders beside money
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-ledger-traits.h"

#include <math.h>
#include <string.h>

#include "clv-ledger-field.h"
#include "clv-ledger-private.h"
#include "clv-synonyms.h"

/* Words of headers; a word that begins so, or a header that holds it where words have no spaces. */
static const char *const engagement_words[] = {
  "visit", "session", "login", "page view", "pageview", "open", "click", "nps", "csat", "satisfaction", "engagement", "interaction",
  "review", "rating", "app use", "besuch", "sitzung", "anmeldung", "offnung", "öffnung", "klick", "zufriedenheit", "bewertung",
  "visite", "ouverture", "clic", "visita", "apertura", "satisfaccion", "satisfacción", "abertura", "访问", "登录", "打开", "点击",
  "满意", "评分",
};
static const char *const trouble_words[] = {
  "ticket", "complaint", "beschwerde", "reklamation", "reclamation", "réclamation", "queja", "reclamo", "投诉",
};

void
clv_indicator_free (gpointer data)
{
  ClvIndicator *self = data;

  g_free (self->title);
  g_free (self->by_customer);
  g_free (self);
}

static gboolean
has_word (const char        *header,
          const char *const *words,
          gsize              n)
{
  for (gsize i = 0; i < n; i++)
    for (const char *at = strstr (header, words[i]); at != NULL; at = strstr (at + 1, words[i]))
      if (at == header || at[-1] == ' ' || (guchar) words[i][0] >= 0xe0)
        return TRUE;
  return FALSE;
}

/* Customer of each text that stands in @cells; CLV_NOBODY for others, also empty ones. (transfer full) */
static guint32 *
find_customers (ClvLedger       *ledger,
                const ClvColumn *cells)
{
  g_autoptr (ClvPool) texts = clv_pool_new ();
  guint32 *codes = clv_pool_intern_column (texts, cells);

  for (guint32 code = 0; code < clv_column_get_n_distinct (cells); code++)
    if (codes[code] != CLV_NOBODY)
      codes[code] = clv_pool_find (ledger->customers, clv_pool_get (texts, codes[code]));
  return codes;
}

static guint32 *
new_codes (guint32 n)
{
  guint32 *codes = g_new (guint32, (gsize) n + 1);

  memset (codes, 0xff, sizeof *codes * ((gsize) n + 1));
  return codes;
}

/* Nobody refers himself. The earliest day counts, so that the order of the rows has no say. */
static void
refer (ClvLedger *ledger,
       ClvDay    *since, /* by customer */
       guint32    customer,
       guint32    referrer,
       gboolean   is_told,
       ClvDay     day)
{
  if (customer == CLV_NOBODY || !is_told || referrer == customer)
    return;
  if (ledger->referrer == NULL)
    ledger->referrer = new_codes (clv_pool_get_n (ledger->customers));
  if (since[customer] != CLV_DAY_NONE && since[customer] < day)
    return;
  if (since[customer] == day && ledger->referrer[customer] != CLV_NOBODY
      && (referrer == CLV_NOBODY
          || strcmp (clv_pool_get (ledger->customers, ledger->referrer[customer]), clv_pool_get (ledger->customers, referrer)) <= 0))
    return;
  since[customer] = day;
  ledger->referrer[customer] = referrer;
}

static void
read_referrers_of_rows (ClvLedgerBuilder *self,
                        const ClvFact    *fact,
                        ClvDay           *since)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  g_autofree guint32 *customers = NULL;
  ClvField field;

  if (!clv_field_open_anywhere (fact, CLV_ROLE_REFERRED_BY, &field))
    return;
  customers = find_customers (self->ledger, field.cells);
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      const guint32 code = clv_field_code (&field, i);

      refer (self->ledger, since, rows->customer[fact->first_row + i], customers[code], code != CLV_CODE_EMPTY,
             rows->day[fact->first_row + i]);
    }
}

static void
read_discounts_of_rows (ClvLedgerBuilder *self,
                        const ClvFact    *fact)
{
  g_autofree double *numbers = NULL;
  ClvField field;

  if (!clv_field_open_anywhere (fact, CLV_ROLE_DISCOUNT, &field) || field.column->reading->type != CLV_TYPE_NUMBER)
    return;
  if (self->ledger->discounted == NULL)
    self->ledger->discounted = g_malloc0 ((gsize) self->n_rows + 1);
  numbers = clv_field_numbers (&field);
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      const double number = numbers[clv_field_code (&field, i)];

      self->ledger->discounted[fact->first_row + i] = isfinite (number) && number != 0;
    }
}

/* A column of another table adds to what is there: nobody is asked twice. */
static void
read_indicator (ClvLedgerBuilder      *self,
                const ClvTableMapping *mapping,
                guint                  index,
                const guint32         *customers,
                gboolean               lower_is_better)
{
  const ClvColumn *cells = clv_table_get_column (mapping->table, index);
  const guint32 *codes = clv_column_get_codes (cells);
  const guint32 n = clv_pool_get_n (self->ledger->customers);
  g_autofree double *numbers = clv_reading_numbers (mapping->columns[index].reading, cells);
  ClvIndicator *indicator = g_new0 (ClvIndicator, 1);

  indicator->title = g_strdup (clv_column_get_header (cells));
  indicator->lower_is_better = lower_is_better;
  indicator->by_customer = g_new (double, (gsize) n + 1);
  for (guint32 c = 0; c < n; c++)
    indicator->by_customer[c] = NAN;
  for (guint32 row = 0; row < clv_table_get_n_rows (mapping->table); row++)
    if (customers[row] != CLV_NOBODY && isnan (indicator->by_customer[customers[row]]) && isfinite (numbers[codes[row]]))
      indicator->by_customer[customers[row]] = numbers[codes[row]];
  g_ptr_array_add (self->ledger->indicators, indicator);
}

static void
read_customer_table (ClvLedgerBuilder      *self,
                     const ClvTableMapping *mapping,
                     const guint32         *customers,
                     ClvDay                *since)
{
  const int referred = clv_table_mapping_find (mapping, CLV_ROLE_REFERRED_BY);

  if (referred >= 0)
    {
      const ClvColumn *cells = clv_table_get_column (mapping->table, referred);
      const guint32 *codes = clv_column_get_codes (cells);
      g_autofree guint32 *referrers = find_customers (self->ledger, cells);

      for (guint32 row = 0; row < clv_table_get_n_rows (mapping->table); row++)
        refer (self->ledger, since, customers[row], referrers[codes[row]], codes[row] != CLV_CODE_EMPTY, G_MAXINT32);
    }
  for (guint i = 0; i < mapping->n_columns; i++)
    {
      const ClvColumnMapping *column = &mapping->columns[i];
      g_autofree char *header = clv_synonyms_normalise (clv_column_get_header (clv_table_get_column (mapping->table, i)));
      const gboolean trouble = has_word (header, trouble_words, G_N_ELEMENTS (trouble_words));

      if (column->role == CLV_ROLE_NONE && !column->by_user && column->reading->type == CLV_TYPE_NUMBER
          && (trouble || has_word (header, engagement_words, G_N_ELEMENTS (engagement_words))))
        read_indicator (self, mapping, i, customers, trouble);
    }
}

/**
 * clv_ledger_read_traits:
 *
 * Reads who referred whom, columns of engagement, and which rows were discounted.
 */
void
clv_ledger_read_traits (ClvLedgerBuilder *self)
{
  const guint32 n = clv_pool_get_n (self->ledger->customers);
  g_autofree ClvDay *since = g_new (ClvDay, (gsize) n + 1);

  for (guint32 c = 0; c < n; c++)
    since[c] = CLV_DAY_NONE;
  for (guint i = 0; i < self->facts->len; i++)
    {
      read_referrers_of_rows (self, &g_array_index (self->facts, ClvFact, i), since);
      read_discounts_of_rows (self, &g_array_index (self->facts, ClvFact, i));
    }
  for (guint i = 0; i < clv_mapping_get_n_tables (self->mapping) && i < self->customers_of_rows->len; i++)
    {
      const ClvTableMapping *mapping = clv_mapping_get_table (self->mapping, i);

      if ((mapping->kind == CLV_KIND_CUSTOMERS || mapping->kind == CLV_KIND_CUSTOMER_VALUES)
          && self->customers_of_rows->pdata[i] != NULL)
        read_customer_table (self, mapping, self->customers_of_rows->pdata[i], since);
    }
  for (guint32 c = 0; c < n && self->ledger->referrer != NULL; c++)
    self->ledger->n_unknown_referrers += since[c] != CLV_DAY_NONE && self->ledger->referrer[c] == CLV_NOBODY;
}

/**
 * clv_ledger_get_referrers:
 *
 * Returns: (transfer none) (nullable): who referred each customer
 */
const guint32 *
clv_ledger_get_referrers (const ClvLedger *self)
{
  return self->referrer;
}

guint32
clv_ledger_get_n_unknown_referrers (const ClvLedger *self)
{
  return self->n_unknown_referrers;
}

guint
clv_ledger_get_n_indicators (const ClvLedger *self)
{
  return self->indicators->len;
}

/**
 * clv_ledger_get_indicator:
 *
 * Returns: (transfer none): a column of engagement
 */
const ClvIndicator *
clv_ledger_get_indicator (const ClvLedger *self,
                          guint            index)
{
  g_return_val_if_fail (index < self->indicators->len, NULL);
  return self->indicators->pdata[index];
}

/**
 * clv_ledger_get_discounted:
 *
 * Returns: (transfer none) (nullable): which rows bear a discount
 */
const guint8 *
clv_ledger_get_discounted (const ClvLedger *self)
{
  return self->discounted;
}
