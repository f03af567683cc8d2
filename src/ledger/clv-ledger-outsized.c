/* clv-ledger-outsized.c - amounts a hundred or a thousand times too large
 *
 * “1,234” read as 1234, or cents as euros: such amounts stand far above all others,
 * and among them when divided. They are looked for by product (unit prices hardly
 * vary), in the whole column, and as a month or a file that is too large as a whole.
 * What rises without a gap is no mistake but a large customer, and is left alone.
 * And one amount that outweighs all others together is told, whatever it would be when divided.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "clv-ledger-field.h"

/* Powers of ten by which readings go wrong. */
static const double factors[] = { 1000, 100 };

#define MIN_PRODUCT_ROWS 5
#define MIN_COLUMN_ROWS 20
#define MIN_GROUP_ROWS 10

/* How many times the others an amount is that nobody believes. */
#define OVERWHELMING 1000

/* Rows whose amounts say something about sales. */
static gboolean
is_sale (const ClvLedgerRows *rows,
         guint32              row)
{
  return rows->amount[row] > 0 && !(rows->flags[row] & (CLV_ROW_UNREADABLE | CLV_ROW_NON_CUSTOMER | CLV_ROW_GIFT_CARD));
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
flag (ClvLedgerBuilder *self,
      guint32           row)
{
  ((guint16 *) CLV_ROWS (self, flags))[row] |= CLV_ROW_OUTSIZED;
}

/* Of sorted values: where those begin that lie alone above a gap of one decade, and among the others when divided.
 * Returns @n when there are none. */
static guint
find_outsized (const double *sorted,
               guint         n,
               guint         most,
               double       *factor)
{
  const double low = sorted[n / 20];

  for (guint at = n - 1; at > 0 && n - at <= most; at--)
    if (sorted[at] >= 10 * sorted[at - 1])
      for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
        /* Even the largest of them is usual when divided, and the smallest is not below what is usual. */
        if (sorted[at] >= 0.7 * factors[i] * sorted[at / 2] && sorted[n - 1] / factors[i] <= 1.2 * sorted[at - 1]
            && sorted[at] / factors[i] >= low / 2)
          {
            *factor = factors[i];
            return at;
          }
  return n;
}

typedef struct
{
  double  min, max;
  guint32 n;
} Range;

/* One table with the products that its rows name. */
typedef struct
{
  const ClvFact *fact;
  gboolean       has_products, has_quantities;
  ClvField       product, quantity;
  double        *quantities;
  guint32       *products;   /* by code: the same for a product in all tables; G_MAXUINT32 for none */
} Prices;

/* What products cost in all tables. */
typedef struct
{
  GArray  *tables;           /* Prices */
  guint32  n_products;
  Range   *ranges;           /* by product */
} PriceList;

static void
prices_clear (gpointer data)
{
  Prices *self = data;

  g_free (self->quantities);
  g_free (self->products);
}

static inline guint32
product_of (const Prices *self,
            guint32       row)
{
  return self->products[self->product.codes[row]];
}

/* The price of one piece where there are quantities, else the amount. @row is one of the table. */
static double
price_of (const Prices        *self,
          const ClvLedgerRows *rows,
          guint32              row)
{
  double pieces = self->has_quantities ? self->quantities[self->quantity.codes[row]] : 1;

  return rows->amount[self->fact->first_row + row] / (pieces > 0 ? pieces : 1);
}

static void
prices_init (Prices        *self,
             const ClvFact *fact,
             ClvPool       *products)
{
  memset (self, 0, sizeof *self);
  self->fact = fact;
  self->has_products = clv_field_open (fact->mapping, NULL, CLV_ROLE_PRODUCT, &self->product);
  if (!self->has_products)
    return;
  self->products = clv_pool_intern_column (products, self->product.cells);
  self->has_quantities = clv_field_open (fact->mapping, NULL, CLV_ROLE_QUANTITY, &self->quantity);
  if (self->has_quantities)
    self->quantities = clv_field_numbers (&self->quantity);
}

static void
price_list_init (PriceList        *self,
                 ClvLedgerBuilder *builder)
{
  const ClvLedgerRows *rows = &builder->ledger->rows;
  g_autoptr (ClvPool) products = clv_pool_new ();

  self->tables = g_array_sized_new (FALSE, FALSE, sizeof (Prices), builder->facts->len);
  g_array_set_clear_func (self->tables, prices_clear);
  g_array_set_size (self->tables, builder->facts->len);
  for (guint i = 0; i < builder->facts->len; i++)
    prices_init (&g_array_index (self->tables, Prices, i), &g_array_index (builder->facts, ClvFact, i), products);
  self->n_products = clv_pool_get_n (products);
  self->ranges = g_new0 (Range, (gsize) self->n_products + 1);
  for (guint t = 0; t < self->tables->len; t++)
    {
      const Prices *table = &g_array_index (self->tables, Prices, t);

      for (guint32 i = 0; table->has_products && i < table->fact->n_rows; i++)
        if (is_sale (rows, table->fact->first_row + i) && product_of (table, i) != G_MAXUINT32)
          {
            Range *range = &self->ranges[product_of (table, i)];
            double price = price_of (table, rows, i);

            range->min = range->n == 0 ? price : MIN (range->min, price);
            range->max = MAX (range->max, price);
            range->n++;
          }
    }
}

static void
price_list_clear (PriceList *self)
{
  g_array_unref (self->tables);
  g_free (self->ranges);
}

/* Only products whose prices span two decades are looked at again. (element-type guint GArray) */
static GHashTable *
collect_prices (const PriceList     *self,
                const ClvLedgerRows *rows)
{
  GHashTable *prices = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  gboolean any = FALSE;

  for (guint32 i = 0; i < self->n_products && !any; i++)
    any = self->ranges[i].n >= MIN_PRODUCT_ROWS && self->ranges[i].max >= 70 * self->ranges[i].min;
  for (guint t = 0; any && t < self->tables->len; t++)
    {
      const Prices *table = &g_array_index (self->tables, Prices, t);

      for (guint32 i = 0; table->has_products && i < table->fact->n_rows; i++)
        {
          const guint32 product = product_of (table, i);
          double price;
          GArray *array;

          if (product == G_MAXUINT32 || self->ranges[product].n < MIN_PRODUCT_ROWS
              || self->ranges[product].max < 70 * self->ranges[product].min || !is_sale (rows, table->fact->first_row + i))
            continue;
          array = g_hash_table_lookup (prices, GUINT_TO_POINTER (product));
          price = price_of (table, rows, i);
          if (array == NULL)
            g_hash_table_insert (prices, GUINT_TO_POINTER (product), array = g_array_new (FALSE, FALSE, sizeof (double)));
          g_array_append_val (array, price);
        }
    }
  return prices;
}

static void
flag_by_product (ClvLedgerBuilder *self,
                 const PriceList  *list)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  g_autoptr (GHashTable) by_product = collect_prices (list, rows);
  g_autofree double *limit = NULL;

  if (g_hash_table_size (by_product) == 0)
    return;
  limit = g_new (double, (gsize) list->n_products + 1);
  for (guint32 product = 0; product < list->n_products; product++)
    {
      GArray *array = g_hash_table_lookup (by_product, GUINT_TO_POINTER (product));
      double factor;
      guint at;

      limit[product] = INFINITY;
      if (array == NULL)
        continue;
      g_array_sort (array, compare_doubles);
      at = find_outsized ((const double *) array->data, array->len, MAX (1, array->len / 5), &factor);
      if (at < array->len)
        limit[product] = g_array_index (array, double, at);
    }
  for (guint t = 0; t < list->tables->len; t++)
    {
      const Prices *table = &g_array_index (list->tables, Prices, t);

      for (guint32 i = 0; table->has_products && i < table->fact->n_rows; i++)
        if (product_of (table, i) != G_MAXUINT32 && is_sale (rows, table->fact->first_row + i)
            && price_of (table, rows, i) >= limit[product_of (table, i)])
          flag (self, table->fact->first_row + i);
    }
}

/* A thirty-second of an octave: enough to see which values are worth sorting. */
#define BIN_SHIFT 47

static guint
bin_of (double x)
{
  guint64 bits;

  memcpy (&bits, &x, sizeof bits);
  return bits >> BIN_SHIFT;
}

/* Amounts of a table without products. */
static void
flag_by_column (ClvLedgerBuilder *self,
                const ClvFact    *fact)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  g_autofree guint32 *bins = NULL;
  g_autofree double *sorted = NULL;
  guint32 n = 0, above = 0;
  guint median = 0, top = 0;
  double factor, limit;

  if (clv_table_mapping_find (fact->mapping, CLV_ROLE_PRODUCT) >= 0)
    return;
  bins = g_new0 (guint32, 1 << (64 - BIN_SHIFT));
  for (guint32 i = fact->first_row; i < fact->first_row + fact->n_rows; i++)
    if (is_sale (rows, i))
      {
        const guint bin = bin_of (rows->amount[i]);

        bins[bin]++;
        top = MAX (top, bin);
        n++;
      }
  if (n < MIN_COLUMN_ROWS)
    return;
  for (guint32 seen = 0; seen + bins[median] < n / 2; median++)
    seen += bins[median];
  /* Nothing a hundred times the median, nothing to do. */
  for (guint bin = median + 6 * 32; bin <= top; bin++)
    above += bins[bin];
  if (above == 0 || above > MAX (1, n / 100))
    return;
  sorted = g_new (double, n);
  n = 0;
  for (guint32 i = fact->first_row; i < fact->first_row + fact->n_rows; i++)
    if (is_sale (rows, i))
      sorted[n++] = rows->amount[i];
  qsort (sorted, n, sizeof *sorted, compare_doubles);
  above = find_outsized (sorted, n, MAX (1, n / 100), &factor);
  if (above == n)
    return;
  limit = sorted[above];
  for (guint32 i = fact->first_row; i < fact->first_row + fact->n_rows; i++)
    if (is_sale (rows, i) && rows->amount[i] >= limit)
      flag (self, i);
}

/* How the levels of a part of the data lie. */
typedef struct
{
  guint32 key;
  double  low, lower, median, upper, high; /* 5 %, 25 %, 50 %, 75 %, 95 % */
} Group;

typedef struct
{
  guint32 key;
  double  level;
} Keyed;

static int
compare_keyed (const void *a,
               const void *b)
{
  const Keyed *x = a, *y = b;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return (x->level > y->level) - (x->level < y->level);
}

/* A group is too large as a whole when its middle, divided, is the middle of the others, it is spread as they are, and
 * nearly all of it lies above nearly all of them. */
static gboolean
is_group_outsized (const Group *group,
                   const Group *usual,
                   double       usual_high)
{
  const double spread = (group->upper / group->lower) / (usual->upper / usual->lower);

  for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
    if (group->median / factors[i] > usual->median / 2 && group->median / factors[i] < usual->median * 2
        && group->low > usual_high && spread < 3 && spread > 1.0 / 3)
      return TRUE;
  return FALSE;
}

/* What a row is compared by: its price as a multiple of the lowest one of the product, else its amount. Rows
 * are asked for in their order, and @table follows them. */
static double
level_of (const PriceList     *list,
          const ClvLedgerRows *rows,
          guint               *table,
          guint32              row)
{
  const Prices *of = &g_array_index (list->tables, Prices, *table);
  guint32 product;

  while (row >= of->fact->first_row + of->fact->n_rows)
    of = &g_array_index (list->tables, Prices, ++*table);
  if (!of->has_products)
    return rows->amount[row];
  product = product_of (of, row - of->fact->first_row);
  return product == G_MAXUINT32 ? 1 : price_of (of, rows, row - of->fact->first_row) / list->ranges[product].min;
}

static int
compare_medians (const void *a,
                 const void *b)
{
  return compare_doubles (&((const Group *) a)->median, &((const Group *) b)->median);
}

static guint32
find_groups (const Keyed *sample,
             guint32      n,
             Group       *groups)
{
  guint32 n_groups = 0;

  for (guint32 from = 0, to = 0; from < n; from = to)
    {
      while (to < n && sample[to].key == sample[from].key)
        to++;
      if (to - from >= MIN_GROUP_ROWS)
        {
          const Keyed *first = &sample[from];
          const guint32 last = to - from - 1;

          groups[n_groups++] = (Group) { first->key, first[last / 20].level, first[last / 4].level, first[last / 2].level,
                                         first[last - last / 4].level, first[last - last / 20].level };
        }
    }
  qsort (groups, n_groups, sizeof *groups, compare_medians);
  return n_groups;
}

/* @keys: by row. Groups of a sample of the rows are compared. */
static void
flag_groups (ClvLedgerBuilder *self,
             const PriceList  *list,
             const guint32    *keys,
             guint32           n_keys)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  const guint32 step = rows->n / 50000 + 1;
  g_autofree Keyed *sample = g_new (Keyed, rows->n / step + 2);
  g_autofree guint8 *outsized = g_malloc0 ((gsize) n_keys + 1);
  g_autofree Group *groups = g_new (Group, (gsize) n_keys + 1);
  guint32 n = 0, n_groups, n_outsized = 0;
  const Group *usual;
  double usual_high = 0;
  guint table = 0;

  for (guint32 i = 0; i < rows->n; i += step)
    if (is_sale (rows, i))
      sample[n++] = (Keyed) { keys[i], level_of (list, rows, &table, i) };
  qsort (sample, n, sizeof *sample, compare_keyed);
  n_groups = find_groups (sample, n, groups);
  if (n_groups < 2)
    return;
  /* Of two, the smaller one: too large is what is looked for. */
  usual = &groups[(n_groups - 1) / 2];
  for (guint32 i = 0; i < n_groups; i++)
    if (groups[i].median <= 10 * usual->median)
      usual_high = MAX (usual_high, groups[i].high);
  for (guint32 i = 0; i < n_groups; i++)
    if (is_group_outsized (&groups[i], usual, usual_high))
      {
        outsized[groups[i].key] = TRUE;
        n_outsized++;
      }
  if (n_outsized == 0 || n_outsized * 2 > n_groups)
    return;
  table = 0;
  for (guint32 i = 0; i < rows->n; i++)
    if (outsized[keys[i]] && is_sale (rows, i) && level_of (list, rows, &table, i) > usual_high)
      flag (self, i);
}

static void
flag_by_part (ClvLedgerBuilder *self,
              const PriceList  *list)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  g_autofree guint32 *keys = NULL;

  if (self->facts->len < 2)
    return;
  keys = g_new (guint32, (gsize) rows->n + 1);
  for (guint32 i = 0; i < rows->n; i++)
    keys[i] = rows->part[i];
  flag_groups (self, list, keys, self->ledger->parts->len);
}

/* Number of each day's month from the first one. (transfer full) */
static guint32 *
number_months (ClvDay   first,
               ClvDay   last,
               guint32 *n_months)
{
  guint32 *month_of_day = g_new (guint32, (gsize) (last - first) + 1);
  ClvDay start = clv_day_period_start (first, CLV_PERIOD_MONTH, 1);

  *n_months = 0;
  while (start <= last)
    {
      ClvDay next = clv_day_period_next (start, CLV_PERIOD_MONTH);

      for (ClvDay day = MAX (start, first); day < next && day <= last; day++)
        month_of_day[day - first] = *n_months;
      ++*n_months;
      start = next;
    }
  return month_of_day;
}

static void
flag_by_month (ClvLedgerBuilder *self,
               const PriceList  *list)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  ClvDay first = G_MAXINT32, last = G_MININT32;
  g_autofree guint32 *month_of_day = NULL;
  g_autofree guint32 *keys = NULL;
  guint32 n_months;

  for (guint32 i = 0; i < rows->n; i++)
    if (!(rows->flags[i] & CLV_ROW_UNREADABLE))
      {
        first = MIN (first, rows->day[i]);
        last = MAX (last, rows->day[i]);
      }
  /* A mistyped year is no reason to look at ten thousand years. */
  if (last < first || (gint64) last - first < 60 || (gint64) last - first > 200 * 366)
    return;
  month_of_day = number_months (first, last, &n_months);
  keys = g_new (guint32, (gsize) rows->n + 1);
  for (guint32 i = 0; i < rows->n; i++)
    keys[i] = rows->flags[i] & CLV_ROW_UNREADABLE ? n_months : month_of_day[rows->day[i] - first];
  if (n_months > 2)
    flag_groups (self, list, keys, n_months + 1);
}

/* One amount that is more than half of the revenue, and a thousand times what nearly all others are at most: whatever a
 * division would make of it, somebody should look at it. */
static void
flag_overwhelming (ClvLedgerBuilder *self)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  guint32 n = 0, n_large = 0, largest = 0;
  double total = 0;

  for (guint32 i = 0; i < rows->n; i++)
    if (is_sale (rows, i))
      {
        largest = n == 0 || rows->amount[i] > rows->amount[largest] ? i : largest;
        total += rows->amount[i];
        n++;
      }
  if (n < MIN_COLUMN_ROWS || !(rows->amount[largest] > total / 2))
    return;
  for (guint32 i = 0; i < rows->n; i++)
    n_large += i != largest && is_sale (rows, i) && rows->amount[i] > rows->amount[largest] / OVERWHELMING;
  if (n_large <= (n - 1) / 100)
    flag (self, largest);
}

/* Prices of one table cannot be compared with amounts of another. */
static gboolean
is_comparable (const GArray *tables)
{
  for (guint i = 1; i < tables->len; i++)
    if (g_array_index (tables, Prices, i).has_products != g_array_index (tables, Prices, 0).has_products)
      return FALSE;
  return TRUE;
}

/**
 * clv_ledger_flag_outsized:
 *
 * Flags and tells amounts that are a hundred or a thousand times too large, or beyond all measure.
 */
void
clv_ledger_flag_outsized (ClvLedgerBuilder *self)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  PriceList list;

  /* Ten yen are no mistake beside ten cents. */
  if (self->ledger->n_row_currencies > 1)
    return;
  price_list_init (&list, self);
  flag_by_product (self, &list);
  for (guint i = 0; i < self->facts->len; i++)
    flag_by_column (self, &g_array_index (self->facts, ClvFact, i));
  if (is_comparable (list.tables))
    {
      flag_by_part (self, &list);
      flag_by_month (self, &list);
    }
  price_list_clear (&list);
  flag_overwhelming (self);
  for (guint32 i = 0; i < rows->n; i++)
    if (rows->flags[i] & CLV_ROW_OUTSIZED)
      {
        char text[G_ASCII_DTOSTR_BUF_SIZE];

        clv_ledger_tell (self, i, "outsized-amount", "kept", g_ascii_formatd (text, sizeof text, "%.2f", rows->amount[i]));
      }
}
