/* clv-customer-query.c - which customers stand where: the worker's part of the customer list
 *
 * Rows are first put into the order of their ids; a stable radix sort by the
 * wanted column then leaves ties in that order, in both directions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-customer-query.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "clv-prediction.h"

/* Rows between two looks at whether somebody still wants the result: some 0.1 ms. */
#define ROWS_PER_LOOK 4096

#define RADIX_BITS 11
#define RADIX_SIZE (1u << RADIX_BITS)

struct _ClvCustomerIndex
{
  ClvLedger *ledger;
  guint32   *rows_by_id;  /* rows in the order of their ids */
  double    *id_numbers;  /* NULL unless all ids are whole numbers, which sort by value */
  double    *name_ranks;  /* NULL until asked for; NaN without a name */
  char      *folded;      /* “id\nname” of each row, case-folded; NULL until asked for */
  gsize     *folded_at;
};

typedef struct
{
  guint64 key;
  guint32 row;
} Entry;

typedef struct
{
  char   *key;
  guint32 row;
} NameEntry;

void
clv_customer_index_free (ClvCustomerIndex *self)
{
  if (self == NULL)
    return;
  clv_ledger_unref (self->ledger);
  g_free (self->rows_by_id);
  g_free (self->id_numbers);
  g_free (self->name_ranks);
  g_free (self->folded);
  g_free (self->folded_at);
  g_free (self);
}

static gboolean
is_unwanted (ClvJob *job,
             guint32 row)
{
  return row % ROWS_PER_LOOK == 0 && clv_job_is_cancelled (job);
}

/* Customer numbers such as 9 and 10 stand in the order of their values; "7" and "007" are ties. */
static double *
read_id_numbers (ClvLedger *ledger,
                 guint32    n)
{
  g_autofree double *numbers = g_new (double, n);

  for (guint32 row = 0; row < n; row++)
    {
      const char *id = clv_ledger_get_customer_id (ledger, row);
      gsize length = strspn (id, "0123456789");

      /* Up to here a double holds every whole number exactly. */
      if (length == 0 || length > 15 || id[length] != '\0')
        return NULL;
      numbers[row] = g_ascii_strtod (id, NULL);
    }
  return g_steal_pointer (&numbers);
}

static ClvCustomerIndex *
index_new (ClvLedger *ledger)
{
  ClvCustomerIndex *self = g_new0 (ClvCustomerIndex, 1);
  const guint32 *id_order = clv_ledger_get_id_order (ledger);
  guint32 n = clv_ledger_get_n_customers (ledger);

  self->ledger = clv_ledger_ref (ledger);
  self->rows_by_id = g_new (guint32, n);
  for (guint32 row = 0; row < n; row++)
    self->rows_by_id[id_order[row]] = row;
  self->id_numbers = read_id_numbers (ledger, n);
  return self;
}

static int
compare_names (const void *a,
               const void *b)
{
  return strcmp (((const NameEntry *) a)->key, ((const NameEntry *) b)->key);
}

/* Equal names share a rank, so that their ids decide. */
static void
prepare_names (ClvCustomerIndex *self,
               ClvJob           *job)
{
  guint32 n = clv_ledger_get_n_customers (self->ledger);
  g_autofree NameEntry *entries = NULL;
  g_autofree double *ranks = NULL;
  guint32 n_entries = 0;
  guint32 row;

  if (self->name_ranks != NULL)
    return;
  entries = g_new (NameEntry, n);
  ranks = g_new (double, n);
  for (row = 0; row < n && !is_unwanted (job, row); row++)
    {
      const char *name = clv_ledger_get_customer_name (self->ledger, row);

      ranks[row] = NAN;
      if (*name != '\0')
        {
          /* Some locales, “C” among them, would put all of the capital letters first. */
          g_autofree char *folded = g_utf8_casefold (name, -1);

          entries[n_entries++] = (NameEntry) { g_utf8_collate_key (folded, -1), row };
        }
    }
  if (row == n)
    {
      double rank = 0;

      qsort (entries, n_entries, sizeof *entries, compare_names);
      for (guint32 i = 0; i < n_entries; i++)
        {
          if (i > 0 && strcmp (entries[i].key, entries[i - 1].key) != 0)
            rank = i;
          ranks[entries[i].row] = rank;
        }
      self->name_ranks = g_steal_pointer (&ranks);
    }
  for (guint32 i = 0; i < n_entries; i++)
    g_free (entries[i].key);
}

/* Appends @text without upper and lower case. ASCII is nearly everything and needs no allocation. */
static void
append_folded (GString    *pool,
               const char *text)
{
  gsize length = strlen (text);

  if (g_str_is_ascii (text))
    {
      gsize at = pool->len;

      g_string_append_len (pool, text, length);
      for (gsize i = at; i < pool->len; i++)
        pool->str[i] = g_ascii_tolower (pool->str[i]);
    }
  else
    {
      g_autofree char *folded = g_utf8_casefold (text, length);
      /* “é” may be written as one character or as two. */
      g_autofree char *normal = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);

      g_string_append (pool, normal != NULL ? normal : folded);
    }
}

static void
prepare_search (ClvCustomerIndex *self,
                ClvJob           *job)
{
  guint32 n = clv_ledger_get_n_customers (self->ledger);
  GString *pool;
  gsize *at;
  guint32 row;

  if (self->folded != NULL)
    return;
  pool = g_string_sized_new ((gsize) n * 16 + 1);
  at = g_new (gsize, n);
  for (row = 0; row < n && !is_unwanted (job, row); row++)
    {
      at[row] = pool->len;
      append_folded (pool, clv_ledger_get_customer_id (self->ledger, row));
      g_string_append_c (pool, '\n');
      append_folded (pool, clv_ledger_get_customer_name (self->ledger, row));
      g_string_append_c (pool, '\0');
    }
  if (row == n)
    {
      self->folded = g_string_free (pool, FALSE);
      self->folded_at = at;
      return;
    }
  g_string_free (pool, TRUE);
  g_free (at);
}

/* Smaller keys come first. What is undefined comes last in both directions. */
static guint64
make_key (double   value,
          gboolean descending)
{
  guint64 bits;

  if (isnan (value))
    return G_MAXUINT64;
  value += 0.0; /* −0 is 0 */
  memcpy (&bits, &value, sizeof bits);
  /* The bits of a double are in order once negative ones are turned around. */
  bits = (bits >> 63) != 0 ? ~bits : bits | (G_GUINT64_CONSTANT (1) << 63);
  return descending ? ~bits : bits;
}

/* Stable, least significant digit first. The sorted entries end in *@entries; *@spare is the other array. */
static gboolean
radix_sort (Entry **entries,
            Entry **spare,
            guint32 n,
            ClvJob *job)
{
  for (guint shift = 0; shift < 64; shift += RADIX_BITS)
    {
      guint32 counts[RADIX_SIZE] = { 0 };
      guint32 sum = 0;
      Entry *from = *entries;
      Entry *to = *spare;

      if (clv_job_is_cancelled (job))
        return FALSE;
      for (guint32 i = 0; i < n; i++)
        counts[(from[i].key >> shift) % RADIX_SIZE]++;
      /* All alike in these bits: most columns of counts and classes are, in most of them. */
      if (n == 0 || counts[(from[0].key >> shift) % RADIX_SIZE] == n)
        continue;
      for (guint digit = 0; digit < RADIX_SIZE; digit++)
        {
          guint32 count = counts[digit];

          counts[digit] = sum;
          sum += count;
        }
      for (guint32 i = 0; i < n; i++)
        to[counts[(from[i].key >> shift) % RADIX_SIZE]++] = from[i];
      *entries = to;
      *spare = from;
    }
  return TRUE;
}

static guint
find_segment (const ClvSegmentScheme *scheme,
              const ClvCustomerQuery *query)
{
  if (query->segment_name == NULL)
    return query->segment_index;
  for (guint i = 0; i < scheme->n_segments; i++)
    if (g_strcmp0 (scheme->segments[i].name, query->segment_name) == 0)
      return i;
  return CLV_NOBODY;
}

/* Customers with a used row of this value: in an overlapping scheme a customer may stand in several segments. */
static gboolean
mark_by_rows (const ClvSegmentScheme *scheme,
              const char             *name,
              ClvFindings            *findings,
              guint8                 *wanted)
{
  ClvLedger *ledger = clv_findings_get_ledger (findings);
  const ClvAttribute *attribute = clv_ledger_find_attribute (ledger, scheme->id);
  const ClvLedgerRows *rows = clv_ledger_get_rows (ledger);
  const guint8 *left_out = clv_book_get_left_out (clv_findings_get_book (findings));
  guint32 code = 0;

  if (attribute == NULL || attribute->by_row == NULL)
    return FALSE;
  while (code < attribute->n_values && strcmp (attribute->values[code], name) != 0)
    code++;
  if (code == attribute->n_values)
    return FALSE;
  for (guint32 i = 0; i < rows->n; i++)
    if (attribute->by_row[i] == code && left_out[i] == CLV_LEFT_OUT_NO && rows->customer[i] != CLV_NOBODY)
      wanted[rows->customer[i]] = 1;
  return TRUE;
}

/* The best customers, or those of a tenth; FALSE when a scheme of segments is meant. */
static gboolean
mark_by_rank (const ClvCustomerQuery *query,
              guint8                 *wanted)
{
  const ClvCustomers *customers = clv_findings_get_customers (query->findings);
  guint32 n;
  const guint32 *by_rank = clv_findings_get_by_rank (query->findings, &n);

  if (g_str_equal (query->scheme, CLV_CUSTOMERS_BEST))
    for (guint32 k = 0; k < MIN (n, query->segment_index); k++)
      wanted[by_rank[k]] = 1;
  else if (g_str_equal (query->scheme, CLV_CUSTOMERS_TENTH))
    for (guint32 row = 0; row < customers->n; row++)
      wanted[row] = customers->decile[row] == query->segment_index + 1;
  else
    return FALSE;
  return TRUE;
}

/* A flag for each customer; NULL when all are wanted. A segment that is not there any more has nobody. */
static guint8 *
dup_segment (ClvCustomerQuery *query)
{
  const ClvSegmentScheme *scheme;
  guint8 *wanted;
  guint32 n = clv_findings_get_customers (query->findings)->n;
  guint segment;

  if (query->scheme == NULL)
    return NULL;
  wanted = g_new0 (guint8, n + 1);
  if (mark_by_rank (query, wanted))
    return wanted;
  scheme = clv_findings_find_scheme (query->findings, query->scheme);
  segment = scheme != NULL ? find_segment (scheme, query) : CLV_NOBODY;
  if (scheme == NULL || segment >= scheme->n_segments)
    return wanted;
  if (scheme->overlapping && mark_by_rows (scheme, scheme->segments[segment].name, query->findings, wanted))
    return wanted;
  if (scheme->by_customer != NULL)
    for (guint32 row = 0; row < n; row++)
      wanted[row] = scheme->by_customer[row] == segment;
  return wanted;
}

static double
sort_value (const ClvCustomerQuery *query,
            guint32                 row)
{
  const ClvCustomerIndex *index = query->index;

  switch (query->column)
    {
    case CLV_CUSTOMER_COLUMN_ID:
      return index->id_numbers != NULL ? index->id_numbers[row] : clv_ledger_get_id_order (index->ledger)[row];
    case CLV_CUSTOMER_COLUMN_NAME:
      return index->name_ranks[row];
    default:
      return clv_customer_column_value (query->findings, query->column, row);
    }
}

/**
 * clv_customer_query_run:
 * @data: a #ClvCustomerQuery
 *
 * Fills in what was found: the wanted rows in the wanted order. Time O(n), 8 to 40 bytes a customer.
 * The first sort by name takes O(n log n), the first search O(length of all names).
 */
void
clv_customer_query_run (ClvJob  *job,
                        gpointer data)
{
  ClvCustomerQuery *query = data;
  const ClvCustomers *customers = clv_findings_get_customers (query->findings);
  const ClvValuation *valuation = clv_findings_get_valuation (query->findings);
  ClvLedger *ledger = clv_findings_get_ledger (query->findings);
  g_autofree guint8 *wanted = NULL;
  g_autofree char *needle = NULL;
  g_autofree Entry *entries = NULL;
  g_autofree Entry *spare = NULL;
  guint32 n_entries = 0;

  if (query->index != NULL && query->index->ledger != ledger)
    g_clear_pointer (&query->index, clv_customer_index_free);
  if (query->index == NULL)
    query->index = index_new (ledger);
  if (query->column == CLV_CUSTOMER_COLUMN_NAME)
    prepare_names (query->index, job);
  if (*query->search != '\0')
    {
      GString *folded = g_string_new (NULL);

      append_folded (folded, query->search);
      needle = g_string_free (folded, FALSE);
      prepare_search (query->index, job);
    }
  if (query->scale == NULL)
    query->scale = clv_customer_scale_new (query->findings);
  if (clv_job_is_cancelled (job))
    return;

  wanted = dup_segment (query);
  entries = g_new (Entry, customers->n + 1);
  for (guint32 i = 0; i < customers->n; i++)
    {
      guint32 row = query->index->rows_by_id[i];

      if (is_unwanted (job, i))
        return;
      if (!customers->counted[row] || (wanted != NULL && !wanted[row])
          || (needle != NULL && strstr (query->index->folded + query->index->folded_at[row], needle) == NULL))
        continue;
      entries[n_entries].key = make_key (sort_value (query, row), query->descending);
      entries[n_entries++].row = row;
      query->revenue += isnan (customers->revenue[row]) ? 0 : customers->revenue[row];
      query->profit += isnan (customers->profit[row]) ? 0 : customers->profit[row];
      if (valuation != NULL && !isnan (valuation->clv[row]))
        query->expected += valuation->clv[row];
    }
  spare = g_new (Entry, n_entries + 1);
  if (!radix_sort (&entries, &spare, n_entries, job))
    return;

  query->rows = g_new (guint32, n_entries + 1);
  query->n_rows = n_entries;
  query->positions = g_new (guint32, customers->n + 1);
  memset (query->positions, 0xff, sizeof (guint32) * customers->n);
  for (guint32 i = 0; i < n_entries; i++)
    {
      query->rows[i] = entries[i].row;
      query->positions[entries[i].row] = i;
    }
}

void
clv_customer_query_free (ClvCustomerQuery *self)
{
  g_clear_pointer (&self->findings, clv_findings_unref);
  g_clear_pointer (&self->scale, clv_customer_scale_unref);
  clv_customer_index_free (self->index);
  g_free (self->search);
  g_free (self->scheme);
  g_free (self->segment_name);
  g_free (self->rows);
  g_free (self->positions);
  g_free (self);
}
