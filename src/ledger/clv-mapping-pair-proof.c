/* clv-mapping-pair-proof.c - whether two columns say the same money in two currencies
 *
 * Their headers ask for it, and their numbers prove it: where both are filled they have the
 * same sign, and one is steadily so many times the other as one currency was ever worth of
 * the other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "clv-currency-names.h"
#include "clv-header-scale.h"
#include "clv-ledger-private.h"
#include "clv-synonyms.h"

#define CENT 0.01

/* Of so many rows. */
#define MOST 0.9

/* Rows that fill both are exceptions, told one by one, below this share. */
#define FEW 0.02

/* Rates of one file differ by less from the middle one; over many years, from one row to the next. */
#define STEADY 0.15

/* Where nobody knows what the currencies are worth, so many rows have to agree. */
#define MIN_ROWS 3

/* (transfer full): what the header says without its currency */
static char *
dup_stem (const char *header,
          const char *currency)
{
  static const char *const links[] = { " in", " en", " em", NULL };
  g_autofree char *folded = g_utf8_strdown (header, -1);
  g_autofree char *wanted = currency != NULL ? g_utf8_strdown (currency, -1) : NULL;
  char *at = wanted != NULL ? strstr (folded, wanted) : NULL;
  g_autofree char *stem = NULL;

  /* Case is of no use any more: what it split stays together in all of them. */
  if (at != NULL)
    memset (at, ' ', strlen (wanted));
  stem = clv_synonyms_normalise (folded);
  for (guint i = 0; links[i] != NULL && currency != NULL; i++)
    if (g_str_has_suffix (stem, links[i]))
      stem[strlen (stem) - strlen (links[i])] = '\0';
  return g_steal_pointer (&stem);
}

/**
 * clv_table_mapping_dup_stem:
 * @currency: (out) (transfer full) (nullable): as the header writes it
 *
 * Returns: (transfer full): the header of the column without its currency and without “thousands” and the like
 */
char *
clv_table_mapping_dup_stem (const ClvTableMapping *mapping,
                            guint                  column,
                            char                 **currency)
{
  g_autofree char *header = clv_header_without_scale (clv_column_get_header (clv_table_get_column (mapping->table, column)));

  *currency = clv_currency_dup_of_header (header);
  return dup_stem (header, *currency);
}

/* How many times the first amount the second one is, in logarithms, in the order of the rows. */
typedef struct
{
  GArray *logs;
  guint32 n_rows, n_near_last;
} Ratios;

static void
ratios_add (Ratios *self,
            double  first,
            double  second)
{
  double ratio;

  self->n_rows++;
  if (first * second <= 0)
    return;
  ratio = log (second / first);
  if (self->logs == NULL)
    self->logs = g_array_new (FALSE, FALSE, sizeof (double));
  if (self->logs->len > 0)
    self->n_near_last += fabs (ratio - g_array_index (self->logs, double, self->logs->len - 1)) < STEADY;
  g_array_append_val (self->logs, ratio);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Whether the second amount is the first one, in @currency, in @base; codes as in ISO 4217. */
static gboolean
ratios_prove (Ratios     *self,
              const char *currency,
              const char *base,
              guint       min_rows)
{
  double least = 0, most = 0, median;
  guint32 n_near = 0;

  if (self->logs == NULL || self->logs->len < MOST * self->n_rows)
    return FALSE;
  g_array_sort (self->logs, compare_doubles);
  median = g_array_index (self->logs, double, self->logs->len / 2);
  for (guint32 i = 0; i < self->logs->len; i++)
    n_near += fabs (g_array_index (self->logs, double, i) - median) < STEADY;
  if (n_near < MOST * self->n_rows && self->n_near_last < MOST * (self->n_rows - 1))
    return FALSE;
  clv_currency_find_limits (currency, base, &least, &most);
  return most > 0 ? exp (median) >= least && exp (median) <= most : self->n_rows >= min_rows;
}

typedef struct
{
  const guint32 *codes;
  double        *numbers; /* by code; NaN where there is none */
} Amounts;

static double
amounts_get (const Amounts *self,
             guint32        row)
{
  const double number = self->numbers[self->codes[row]];

  return isfinite (number) ? number : 0;
}

/* Where no row fills both, each of them says what it is in. */
static gboolean
are_proportional (const ClvTableMapping *mapping,
                  const Amounts         *a,
                  const Amounts         *b,
                  const char            *currency_a,
                  const char            *currency_b)
{
  g_autofree char *code_a = clv_currency_dup_code (currency_a);
  g_autofree char *code_b = clv_currency_dup_code (currency_b);
  Ratios ratios = { NULL, 0, 0 };
  guint32 n_filled = 0;
  gboolean is_proved;

  for (guint32 i = 0; i < clv_table_get_n_rows (mapping->table); i++)
    {
      const double x = amounts_get (a, i), y = amounts_get (b, i);

      n_filled += x != 0 || y != 0;
      if (x != 0 && y != 0)
        ratios_add (&ratios, x, y);
    }
  is_proved = ratios.n_rows <= FEW * n_filled || ratios_prove (&ratios, code_a, code_b, MIN_ROWS);
  g_clear_pointer (&ratios.logs, g_array_unref);
  return is_proved;
}

/* The same for @own, which is in the currency that another column says. Where that is the one of @fixed, both are equal. */
static gboolean
are_equal_in (const ClvTableMapping *mapping,
              const Amounts         *own,
              const Amounts         *fixed,
              guint                  currencies,
              const char            *currency)
{
  const ClvColumn *cells = clv_table_get_column (mapping->table, currencies);
  const guint32 *codes = clv_column_get_codes (cells);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const guint8 wanted = clv_currency_intern (names, NULL, currency);
  g_autofree guint8 *by_code = clv_ledger_dup_currencies (names, &mapping->columns[currencies], cells);
  g_autofree Ratios *ratios = g_new0 (Ratios, 256);
  guint32 n_equal = 0, n_both = 0, n_filled = 0;
  gboolean is_proved = TRUE;

  for (guint32 i = 0; i < clv_table_get_n_rows (mapping->table); i++)
    {
      const double x = amounts_get (own, i), y = amounts_get (fixed, i);

      n_filled += x != 0 || y != 0;
      if (x == 0 || y == 0)
        continue;
      n_both++;
      n_equal += by_code[codes[i]] == wanted && fabs (x - y) < CENT;
      ratios_add (&ratios[by_code[codes[i]]], x, y);
    }
  if (n_both > FEW * n_filled)
    {
      is_proved = n_equal >= MOST * ratios[wanted].n_rows;
      for (guint i = 0; i < names->len && is_proved; i++)
        if (i != wanted && ratios[i].n_rows > 0)
          is_proved = ratios_prove (&ratios[i], names->pdata[i], names->pdata[wanted], n_equal > 0 ? 1 : MIN_ROWS);
    }
  for (guint i = 0; i < 256; i++)
    g_clear_pointer (&ratios[i].logs, g_array_unref);
  return is_proved;
}

/**
 * clv_table_mapping_have_same_stem:
 *
 * Whether two columns of numbers ask to be taken for the same money in different currencies: their headers are the same but
 * for the currency.
 */
gboolean
clv_table_mapping_have_same_stem (const ClvTableMapping *mapping,
                                  guint                  a,
                                  guint                  b)
{
  g_autofree char *currency_a = NULL;
  g_autofree char *currency_b = NULL;
  g_autofree char *stem_a = clv_table_mapping_dup_stem (mapping, a, &currency_a);
  g_autofree char *stem_b = clv_table_mapping_dup_stem (mapping, b, &currency_b);
  g_autofree char *code = NULL;

  if (a == b || strcmp (stem_a, stem_b) != 0 || (currency_a == NULL && currency_b == NULL)
      || mapping->columns[a].reading->type != CLV_TYPE_NUMBER || mapping->columns[b].reading->type != CLV_TYPE_NUMBER)
    return FALSE;
  if (currency_a == NULL || currency_b == NULL)
    return TRUE;
  code = clv_currency_dup_code (currency_b);
  return !clv_currency_fits (currency_a, code);
}

/**
 * clv_table_mapping_are_paired:
 * @currencies: the column of currencies, -1 without one
 *
 * Whether two columns of numbers are the same money in different currencies: their headers are the same but for the
 * currency, and so are their numbers where both are filled. One of them may name no currency where a column says in which
 * one each row is.
 */
gboolean
clv_table_mapping_are_paired (const ClvTableMapping *mapping,
                              guint                  a,
                              guint                  b,
                              int                    currencies)
{
  g_autofree char *currency_a = NULL;
  g_autofree char *currency_b = NULL;
  g_autofree char *stem_a = NULL;
  g_autofree char *stem_b = NULL;
  g_autofree double *numbers_a = NULL;
  g_autofree double *numbers_b = NULL;
  Amounts amounts_a, amounts_b;

  if (!clv_table_mapping_have_same_stem (mapping, a, b))
    return FALSE;
  stem_a = clv_table_mapping_dup_stem (mapping, a, &currency_a);
  stem_b = clv_table_mapping_dup_stem (mapping, b, &currency_b);
  if ((currency_a == NULL || currency_b == NULL) && currencies < 0)
    return FALSE;
  numbers_a = clv_table_mapping_read_numbers (mapping, a);
  numbers_b = clv_table_mapping_read_numbers (mapping, b);
  amounts_a = (Amounts) { clv_column_get_codes (clv_table_get_column (mapping->table, a)), numbers_a };
  amounts_b = (Amounts) { clv_column_get_codes (clv_table_get_column (mapping->table, b)), numbers_b };
  if (currency_a == NULL)
    return are_equal_in (mapping, &amounts_a, &amounts_b, currencies, currency_b);
  if (currency_b == NULL)
    return are_equal_in (mapping, &amounts_b, &amounts_a, currencies, currency_a);
  return are_proportional (mapping, &amounts_a, &amounts_b, currency_a, currency_b);
}
