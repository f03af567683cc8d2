/* clv-ledger-flags.c - what is odd about order rows: credit notes, cancellations, postage, duplicates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "clv-ledger-field.h"
#include "clv-mapping-private.h"
#include "clv-synonyms.h"
#include "clv-words.h"

/* Stems of normalised status texts; see clv_words_has(). */
static const char cancelled_words[] =
  "cancel|storn|annul|abgebroch|anulad|=void|=voided|=failed|fehlgeschlagen|=test|testbestell|testorder|declin|reject|expired|abandon|"
  "=draft|cancelad|anulow|anulat|anulov|geannul|avbrut|avbok|avlyst|aflyst|peruut|perutt|zrusen|visszavon|torolt|iptal|отмен|аннулир|"
  "скасован|анулир|ακυρ|ملغ|الغاء|בוטל|取消|作废|취소|キャンセル";

/* After one of these, the order stands again, or was never cancelled. */
static const char standing_words[] =
  "reinstat|reactivat|uncancel|reopen|wiederhergestellt|reaktivier|retabli|reactiv|restablec|"
  "reativ|restaurad|riattivat|ripristin|herstelde|hersteld|przywroc|aterstall|восстановлен|возобновлен|恢复|복구|再開";

/* These say so only of the word before them: goods are taken back, customers withdraw, stock is restored. */
static const char revoking_words[] = "revoked|withdrawn|restored|reversed|lifted|undone|rescinded|zuruckgenommen|zuruckgezogen|aufgehoben|widerrufen|ruckgangig";

/* “Cancellation”, “Storno”: the deed, not the state of the order. */
static const char deed_words[] = "cancellation|cancelation|=storno|stornierung|annulation|anulacion|annullierung|abbruch";

/* What is asked for, and may be refused. */
static const char refund_words[] = "=refund|=refunds|=return|=returns|chargeback|dispute|=claim|ruckerstattung|erstattung|ruckgabe|=retoure|reklamation|remboursement|reembolso|rimborso";

/* “Cancellation withdrawn”, “Storno wurde aufgehoben”: one of @deeds and then one of @verdicts */
static gboolean
has_verdict (const char *text,
             const char *deeds,
             const char *verdicts)
{
  static const char *const helpers[] = { "was", "is", "been", "has", "got", "request", "wurde", "ist", "wieder", NULL };
  g_autofree char *normalised = clv_synonyms_normalise (text);
  g_auto (GStrv) words = g_strsplit (normalised, " ", -1);
  gboolean after_deed = FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (after_deed && clv_words_has (words[i], verdicts))
        return TRUE;
      after_deed = clv_words_has (words[i], deeds) || (after_deed && g_strv_contains (helpers, words[i]));
    }
  return FALSE;
}

/* The money was asked for in vain: the order stands. */
static gboolean
is_refused_refund (const char *text)
{
  static const char refused[] = "reject|declin|denied|refused|cancel|=void|=voided|=failed|expired|abgelehnt|verweigert|storniert|fehlgeschlagen|refuse|rechazad|rifiutat";

  return has_verdict (text, refund_words, refused);
}

static gboolean
is_cancelled (const char *text)
{
  return clv_words_has (text, cancelled_words) && !clv_words_has (text, standing_words) && !has_verdict (text, deed_words, revoking_words);
}

/* These name a document of its own, also with a positive amount; “refunded” may just as well be said of the order. */
static const char credit_note_words[] = "credit|=creditnote|gutschrift|=avoir|estorn|退款单|赤伝";

/* Only a part of these was given back. */
static const char partly_words[] = "partial|partly|teil|partiel|parcial|parzial|gedeeltelijk|deels|czesciow|delvis|osittain|castecn|reszben|kismi|частичн|частков|μερικ|جزئي|部分|一部|일부|부분";

static int
compare_days (const void *a,
              const void *b)
{
  ClvDay x = *(const ClvDay *) a, y = *(const ClvDay *) b;

  return x < y ? -1 : x > y;
}

/* “C536379” among ids that are digits only: the shop numbers its credit notes so. */
static gboolean
is_credit_number (const char *text)
{
  static const char *const prefixes[] = { "CN", "CR", "GS", "AV", "C" };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (text, prefixes[i]))
      {
        const char *p = text + strlen (prefixes[i]);

        if (*p == '-')
          p++;
        if (!g_ascii_isdigit (*p))
          continue;
        while (g_ascii_isdigit (*p))
          p++;
        if (*p == '\0')
          return TRUE;
      }
  return FALSE;
}

/* Asked now and then in long loops; what is left half done is thrown away. */
static inline gboolean
is_stopped (const ClvLedgerBuilder *self,
            guint32                 row)
{
  return (row & 0xffff) == 0 && clv_work_is_cancelled (self->work);
}

static void
flag_credit_numbers (ClvLedgerBuilder *self)
{
  const ClvPool *orders = self->ledger->orders;
  guint32 n = clv_pool_get_n (orders), n_digits = 0;
  const ClvLedgerRows *rows = &self->ledger->rows;
  guint16 *flags = CLV_ROWS (self, flags);
  g_autofree guint8 *is_credit = g_malloc0 (n + 1);
  guint32 n_credit = 0;

  for (guint32 i = 0; i < n; i++)
    {
      const char *text = clv_pool_get (orders, i);

      if (strspn (text, "0123456789") == strlen (text))
        n_digits++;
      else if (is_credit_number (text))
        {
          is_credit[i] = 1;
          n_credit++;
        }
    }
  if (n_credit == 0 || n_digits * 2 < n)
    return;
  for (guint32 i = 0; i < rows->n && !is_stopped (self, i); i++)
    if (rows->order[i] != CLV_NOBODY && is_credit[rows->order[i]])
      flags[i] |= CLV_ROW_CREDIT;
}

/* Not a flag of the ledger: how much was given back stands elsewhere, or nowhere. */
#define PARTLY_REFUNDED G_MAXUINT16

static void
flag_partly_refunded (ClvLedgerBuilder *self,
                      const ClvFact    *fact,
                      guint32           row,
                      guint16          *flags)
{
  const ClvLedgerRows *rows = &self->ledger->rows;

  if (rows->amount[fact->first_row + row] < 0)
    flags[row] |= CLV_ROW_CREDIT;
  else if (rows->told_refund == NULL || rows->told_refund[fact->first_row + row] == 0)
    clv_ledger_tell (self, fact->first_row + row, "partly-refunded", "kept",
                     rows->order[fact->first_row + row] != CLV_NOBODY
                       ? clv_pool_get (self->ledger->orders, rows->order[fact->first_row + row])
                       : NULL);
}

static void
flag_status (ClvLedgerBuilder *self,
             const ClvFact    *fact)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  guint16 *flags = (guint16 *) CLV_ROWS (self, flags) + fact->first_row;
  ClvField field;
  g_autofree guint16 *by_code = NULL;
  guint32 n;

  if (!clv_field_open_anywhere (fact, CLV_ROLE_STATUS, &field))
    return;
  n = clv_column_get_n_distinct (field.cells);
  by_code = g_new0 (guint16, n + 1);
  for (guint32 code = 1; code < n; code++)
    {
      g_autofree char *text = clv_column_dup_text (field.cells, code);

      if (is_refused_refund (text))
        continue;
      if (is_cancelled (text))
        by_code[code] = CLV_ROW_CANCELLED;
      else if (clv_words_is_credit (text) && clv_words_has (text, partly_words))
        by_code[code] = PARTLY_REFUNDED;
      else if (clv_words_is_credit (text))
        by_code[code] = clv_words_has (text, credit_note_words) ? CLV_ROW_CREDIT : CLV_ROW_REFUNDED;
    }
  for (guint32 i = 0; i < fact->n_rows && !is_stopped (self, i); i++)
    {
      const guint16 status = by_code[clv_field_code (&field, i)];
      const double refund = rows->refund != NULL ? rows->refund[fact->first_row + i] : 0;

      /* “Refunded” beside a positive amount is an order that was given back; it counts, and is told. */
      if (status == PARTLY_REFUNDED)
        flag_partly_refunded (self, fact, i, flags);
      else if (status == CLV_ROW_REFUNDED)
        flags[i] |= rows->amount[fact->first_row + i] + refund > 0 ? CLV_ROW_REFUNDED : CLV_ROW_CREDIT;
      else
        flags[i] |= status;
      if (status == CLV_ROW_CANCELLED)
        clv_fact_tell (self, fact, i, &field, "cancelled-or-test", "kept");
    }
}

static char *
make_refund_key (char    what,
                 guint32 code,
                 double  amount)
{
  return g_strdup_printf ("%c%u|%.2f", what, code, fabs (amount));
}

static gboolean
take_refund (GHashTable *refunds,
             char        what,
             guint32     code,
             double      amount)
{
  g_autofree char *key = make_refund_key (what, code, amount);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (refunds, key));

  if (n > 0)
    g_hash_table_insert (refunds, g_steal_pointer (&key), GUINT_TO_POINTER (n - 1));
  return n > 0;
}

/* The status says refunded, and the money goes back in a row of its own, of the same order, or of the same customer and as
 * high: then the order is nothing but an order. */
static void
settle_refunded (ClvLedgerBuilder *self)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  guint16 *flags = CLV_ROWS (self, flags);
  g_autoptr (GHashTable) refunds = NULL;
  gboolean any = FALSE;

  for (guint32 i = 0; i < rows->n && !any; i++)
    any = (flags[i] & CLV_ROW_REFUNDED) != 0;
  if (!any)
    return;
  refunds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint32 i = 0; i < rows->n && !is_stopped (self, i); i++)
    if (rows->amount[i] < 0 && !(flags[i] & CLV_ROW_UNREADABLE))
      for (guint k = 0; k < 2; k++)
        {
          const guint32 code = k == 0 ? rows->order[i] : rows->customer[i];
          char *key = make_refund_key (k == 0 ? 'o' : 'c', code, rows->amount[i]);

          if (code != CLV_NOBODY)
            g_hash_table_insert (refunds, key, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (refunds, key)) + 1));
          else
            g_free (key);
        }
  for (guint k = 0; k < 2; k++)
    for (guint32 i = 0; i < rows->n && !is_stopped (self, i); i++)
      {
        const guint32 code = k == 0 ? rows->order[i] : rows->customer[i];

        if (!(flags[i] & CLV_ROW_REFUNDED) || code == CLV_NOBODY || !take_refund (refunds, k == 0 ? 'o' : 'c', code, rows->amount[i]))
          continue;
        flags[i] &= ~CLV_ROW_REFUNDED;
        if (k == 0 && rows->customer[i] != CLV_NOBODY)
          take_refund (refunds, 'c', rows->customer[i], rows->amount[i]);
      }
}

/* Lists of returned order numbers have no amounts: they are told, and can be taken out by a rule. */
static void
flag_returns (ClvLedgerBuilder *self)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  guint16 *flags = CLV_ROWS (self, flags);
  g_autofree guint8 *returned = g_malloc0 (clv_pool_get_n (self->ledger->orders) + 1);
  gboolean any = FALSE;

  for (guint t = 0; t < clv_mapping_get_n_tables (self->mapping); t++)
    {
      const ClvTableMapping *mapping = clv_mapping_get_table (self->mapping, t);
      int index = clv_table_mapping_find (mapping, CLV_ROLE_ORDER);
      const ClvColumn *column;

      if (mapping->kind != CLV_KIND_RETURNS || index < 0 || clv_table_mapping_find_given_back (mapping) >= 0)
        continue;
      column = clv_table_get_column (mapping->table, index);
      for (guint32 code = 1; code < clv_column_get_n_distinct (column); code++)
        {
          g_autofree char *text = clv_column_dup_text (column, code);
          guint32 order = clv_pool_find (self->ledger->orders, text);

          if (order != G_MAXUINT32)
            any = returned[order] = TRUE;
          clv_problem_list_add (self->ledger->problems, "returns-without-amount", "ignored",
                                clv_table_get_file (mapping->table), clv_table_get_sheet (mapping->table), 0, text);
        }
    }
  for (guint32 i = 0; any && i < rows->n && !is_stopped (self, i); i++)
    if (rows->order[i] != CLV_NOBODY && returned[rows->order[i]])
      flags[i] |= CLV_ROW_RETURNED;
}

/* One order number used by several customers: these are different orders, but worth telling. */
static void
tell_shared_orders (ClvLedgerBuilder *self)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  guint32 n = clv_pool_get_n (self->ledger->orders);
  g_autofree guint32 *owner = g_new (guint32, n + 1);
  g_autofree guint8 *told = g_malloc0 (n + 1);
  gboolean any = FALSE;

  memset (owner, 0xff, sizeof *owner * (n + 1));
  for (guint32 i = 0; i < rows->n && !is_stopped (self, i); i++)
    {
      guint32 order = rows->order[i];

      if (order == CLV_NOBODY || rows->customer[i] == CLV_NOBODY)
        continue;
      if (owner[order] == CLV_NOBODY)
        owner[order] = rows->customer[i];
      else if (owner[order] != rows->customer[i] && !told[order])
        {
          any = told[order] = TRUE;
          clv_ledger_tell (self, i, "order-of-several-customers", "kept", clv_pool_get (self->ledger->orders, order));
        }
    }
  for (guint32 i = 0; any && i < rows->n && !is_stopped (self, i); i++)
    if (rows->order[i] != CLV_NOBODY && told[rows->order[i]])
      clv_ledger_mark (self, "order-of-several-customers", i);
}

static void
tell_amounts (ClvLedgerBuilder *self)
{
  const ClvLedgerRows *rows = &self->ledger->rows;

  for (guint32 i = 0; i < rows->n && !is_stopped (self, i); i++)
    {
      guint16 flags = rows->flags[i];

      if (G_LIKELY (flags == 0 && rows->amount[i] > 0))
        continue;
      if ((flags & (CLV_ROW_CREDIT | CLV_ROW_REFUNDED)) && rows->amount[i] > 0)
        clv_ledger_tell (self, i, "positive-refund", "kept",
                     rows->order[i] != CLV_NOBODY ? clv_pool_get (self->ledger->orders, rows->order[i]) : NULL);
      else if (flags & CLV_ROW_CREDIT)
        clv_ledger_tell (self, i, "credit-note", "kept",
                     rows->order[i] != CLV_NOBODY ? clv_pool_get (self->ledger->orders, rows->order[i]) : NULL);
      if (flags & CLV_ROW_UNREADABLE)
        continue;
      if (rows->amount[i] == 0 && (rows->refund == NULL || rows->refund[i] == 0))
        clv_ledger_tell (self, i, "zero-amount", "kept", NULL);
      else if (rows->amount[i] < 0 && !(flags & CLV_ROW_CREDIT) && !(rows->customer[i] == CLV_NOBODY && (flags & CLV_ROW_NON_CUSTOMER))
               && g_array_index (self->ledger->parts, ClvLedgerPart, rows->part[i]).kind != CLV_KIND_RETURNS)
        {
          char text[G_ASCII_DTOSTR_BUF_SIZE];

          g_ascii_formatd (text, sizeof text, "%.2f", rows->amount[i]);
          clv_ledger_tell (self, i, "negative-amount-outside-credit-note", "kept", text);
        }
    }
}

/* A mistyped year (9999, 1900) would move the as-of date and stretch every chart: dates more than thirty years from
 * the middle one are told. They count all the same. */
static void
tell_odd_dates (ClvLedgerBuilder *self)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  const ClvDay thirty_years = 10957;
  g_autofree ClvDay *sample = g_new (ClvDay, 1001);
  guint32 step = rows->n / 1000 + 1;
  guint n = 0;
  ClvDay middle;

  for (guint32 i = 0; i < rows->n && n < 1001; i += step)
    if (rows->day[i] != CLV_DAY_NONE)
      sample[n++] = rows->day[i];
  if (n == 0)
    return;
  qsort (sample, n, sizeof *sample, compare_days);
  middle = sample[n / 2];
  for (guint32 i = 0; i < rows->n && !is_stopped (self, i); i++)
    if (rows->day[i] != CLV_DAY_NONE && (rows->day[i] - middle > thirty_years || middle - rows->day[i] > thirty_years))
      {
        char text[16];

        clv_day_to_iso (rows->day[i], text);
        clv_ledger_tell (self, i, "odd-date", "kept", text);
      }
}

/* Dates that cannot be yet. Whoever maps the columns says what day it is. */
static void
flag_future_dates (ClvLedgerBuilder *self)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  guint16 *flags = CLV_ROWS (self, flags);

  if (self->mapping->today == 0)
    return;
  for (guint32 i = 0; i < rows->n && !is_stopped (self, i); i++)
    if (G_UNLIKELY (rows->day[i] > self->mapping->today))
      {
        char text[16];

        flags[i] |= CLV_ROW_FUTURE;
        clv_day_to_iso (rows->day[i], text);
        clv_ledger_tell (self, i, "future-date", "kept", text);
      }
}

/**
 * clv_ledger_flag_rows:
 *
 * Flags credit notes, cancelled and test orders, lines that are no goods and returned orders, and tells them.
 */
void
clv_ledger_flag_rows (ClvLedgerBuilder *self)
{
  flag_credit_numbers (self);
  for (guint i = 0; i < self->facts->len; i++)
    {
      flag_status (self, &g_array_index (self->facts, ClvFact, i));
      clv_fact_flag_deals (self, &g_array_index (self->facts, ClvFact, i));
    }
  settle_refunded (self);
  clv_ledger_flag_lines (self);
  flag_returns (self);
  tell_shared_orders (self);
  tell_amounts (self);
  tell_odd_dates (self);
  flag_future_dates (self);
  clv_ledger_flag_outsized (self);
  clv_ledger_tell_undersized (self);
}

static inline guint64
mix (guint64 h)
{
  h ^= h >> 33;
  h *= 0xff51afd7ed558ccdull;
  h ^= h >> 33;
  h *= 0xc4ceb9fe1a85ec53ull;
  return h ^ (h >> 33);
}

static guint64
hash_text (const char *text,
           guint64     seed)
{
  guint64 h = seed ^ 0xcbf29ce484222325ull;

  for (; *text != '\0'; text++)
    h = (h ^ (guchar) *text) * 0x100000001b3ull;
  return mix (h);
}

static void
add_column_hashes (const ClvColumn *column,
                   guint64         *low,
                   guint64         *high,
                   guint32          n_rows)
{
  const guint32 *codes = clv_column_get_codes (column);
  guint32 n = clv_column_get_n_distinct (column);
  g_autofree guint64 *by_code = g_new (guint64, n + 1);
  g_autofree char *header = g_utf8_casefold (clv_column_get_header (column), -1);
  guint64 seed = hash_text (header, 1);

  for (guint32 code = 0; code < n; code++)
    {
      ClvCell cell;

      clv_column_get_cell (column, code, &cell);
      if (cell.text != NULL)
        by_code[code] = hash_text (cell.text, seed);
      else
        {
          g_autofree char *text = clv_column_dup_text (column, code);

          by_code[code] = hash_text (text, seed);
        }
    }
  for (guint32 i = 0; i < n_rows; i++)
    {
      guint64 h = by_code[codes[i]];

      low[i] += h;
      high[i] += mix (h + 0x9e3779b97f4a7c15ull);
    }
}

static gboolean
has_unique_column (const ClvTable *table)
{
  for (guint i = 0; i < clv_table_get_n_columns (table); i++)
    if (clv_column_get_n_distinct (clv_table_get_column (table, i)) == clv_table_get_n_rows (table) + 1)
      return TRUE;
  return FALSE;
}

/**
 * clv_ledger_flag_duplicates:
 *
 * Flags rows of which every cell, used or not, equals an earlier row's, also in another sheet with the same headers.
 * Compared by a 128-bit hash: among 10 million rows a false match has a chance below 1e-24.
 */
void
clv_ledger_flag_duplicates (ClvLedgerBuilder *self)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  guint16 *flags = CLV_ROWS (self, flags);
  g_autofree guint64 *low = NULL;
  g_autofree guint64 *high = NULL;
  g_autofree guint32 *slots = NULL;
  guint32 n_slots = 1024;
  gboolean possible = FALSE;

  for (guint i = 0; i < self->facts->len; i++)
    possible |= !has_unique_column (g_array_index (self->facts, ClvFact, i).mapping->table);
  if (!possible && self->facts->len < 2)
    return;

  low = g_new0 (guint64, rows->n + 1);
  high = g_new0 (guint64, rows->n + 1);
  for (guint i = 0; i < self->facts->len; i++)
    {
      const ClvFact *fact = &g_array_index (self->facts, ClvFact, i);

      for (guint j = 0; j < clv_table_get_n_columns (fact->mapping->table) && !clv_work_is_cancelled (self->work); j++)
        add_column_hashes (clv_table_get_column (fact->mapping->table, j), low + fact->first_row, high + fact->first_row,
                           fact->n_rows);
    }
  while (n_slots < rows->n * 2u && n_slots < 0x80000000u)
    n_slots *= 2;
  slots = g_new0 (guint32, n_slots);
  for (guint32 i = 0; i < rows->n && !is_stopped (self, i); i++)
    {
      guint32 at = (guint32) mix (low[i]) & (n_slots - 1);
      const char *kind;

      for (; slots[at] != 0; at = (at + 1) & (n_slots - 1))
        if (low[slots[at] - 1] == low[i] && high[slots[at] - 1] == high[i])
          break;
      if (slots[at] == 0)
        {
          slots[at] = i + 1;
          continue;
        }
      flags[i] |= CLV_ROW_DUPLICATE;
      kind = rows->part[slots[at] - 1] != rows->part[i] ? "overlapping-sheets" : "exact-duplicate";
      clv_ledger_tell (self, i, kind, "kept", NULL);
      clv_ledger_add_money (self, i, kind);
    }
}
