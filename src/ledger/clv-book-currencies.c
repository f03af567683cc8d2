/* clv-book-currencies.c - the currency of every row under the rules, and what keeps amounts from being added up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-book-private.h"
#include "clv-currency-names.h"
#include "clv-ledger-private.h"

static gboolean
is_same (const char *a,
         const char *b)
{
  g_autofree char *first = clv_currency_dup_code (a);
  g_autofree char *second = clv_currency_dup_code (b);

  return strcmp (first, second) == 0;
}

/* A sign that others share says a currency only until somebody says which: “$” is the Canadian dollar where the rules
 * want that. */
static gboolean
is_renamed (const ClvBookCurrencies *self,
            guint                    code)
{
  return *self->rules->currency != '\0' && self->ledger->said[code] == CLV_CURRENCY_SAID_BY_SIGN
         && (clv_currency_fits ("$", self->ledger->currencies->pdata[code]) ? clv_currency_fits ("$", self->rules->currency)
             : clv_currency_fits ("£", self->ledger->currencies->pdata[code]) ? clv_currency_fits ("£", self->rules->currency)
             : clv_currency_fits ("¥", self->ledger->currencies->pdata[code]) ? clv_currency_fits ("¥", self->rules->currency)
             : clv_currency_fits (self->ledger->currencies->pdata[code], self->rules->currency));
}

static guint8
find_code (const ClvLedger *ledger,
           const char      *currency)
{
  for (guint i = 0; i < ledger->currencies->len; i++)
    if (is_same (ledger->currencies->pdata[i], currency))
      return i;
  return CLV_NO_CURRENCY;
}

const char *
clv_book_currencies_get_name (const ClvBookCurrencies *self,
                              guint8                   code)
{
  if (code == CLV_BOOK_BLANK)
    return self->rules->blank_currency;
  if (code == CLV_BOOK_TARGET)
    return self->rules->currency;
  return code < self->ledger->currencies->len ? self->ledger->currencies->pdata[code] : "";
}

static inline guint8
read_code (const ClvBookCurrencies *self,
           const ClvLedgerRows     *rows,
           guint32                  row)
{
  const guint8 sign = rows->sign_currency != NULL ? rows->sign_currency[row] : CLV_NO_CURRENCY;

  if (sign == CLV_NO_CURRENCY || self->rules->currency_conflict == CLV_CONFLICT_COLUMN)
    return rows->currency[row];
  return self->rules->currency_conflict == CLV_CONFLICT_SIGN || clv_ledger_get_part (self->ledger, rows->part[row])->signs_win
           ? sign : rows->currency[row];
}

/* Which currency all costs say, where the orders say none. */
static void
count_costs (const ClvBookCurrencies *self,
             guint                   *n_said,
             guint8                  *one)
{
  gboolean seen[256] = { FALSE };

  for (guint32 i = 0; i < clv_ledger_get_n_costs (self->ledger); i++)
    {
      const guint8 code = clv_ledger_get_costs (self->ledger)[i].currency;

      if (code == CLV_NO_CURRENCY || seen[code])
        continue;
      seen[code] = TRUE;
      *one = code;
      (*n_said)++;
    }
}

/* What rows that say nothing are in: as the rules say, else as all others. */
static void
settle_blanks (ClvBookCurrencies *self,
               guint8             one)
{
  const char *wanted = self->rules->blank_currency;

  self->blank = CLV_NO_CURRENCY;
  if (strcmp (wanted, "drop") == 0)
    return;
  if (*wanted != '\0')
    {
      self->blank = find_code (self->ledger, wanted);
      if (self->blank == CLV_NO_CURRENCY)
        self->blank = CLV_BOOK_BLANK;
    }
  else if (self->n_said == 1)
    self->blank = one;
}

/**
 * clv_book_currencies_init:
 *
 * Settles the currency of each row. Where the rules change nothing, the array is that of the ledger. Time O(rows).
 */
void
clv_book_currencies_init (ClvBookCurrencies *self,
                          const ClvLedger   *ledger,
                          const ClvRules    *rules)
{
  const ClvLedgerRows *read = clv_ledger_get_rows (ledger);
  guint8 one = CLV_NO_CURRENCY;

  memset (self, 0, sizeof *self);
  self->ledger = ledger;
  self->rules = rules;
  self->currency = read->currency;
  for (guint32 i = 0; read->currency != NULL && i < read->n; i++)
    self->n_rows[read_code (self, read, i)]++;
  for (guint i = 0; i < CLV_MAX_CURRENCIES; i++)
    if (self->n_rows[i] > 0)
      {
        self->n_said++;
        one = i;
      }
  if (self->n_said == 0)
    count_costs (self, &self->n_said, &one);
  settle_blanks (self, one);

  if (read->currency != NULL
      && (read->sign_currency != NULL || (self->n_rows[CLV_NO_CURRENCY] > 0 && self->blank != CLV_NO_CURRENCY)))
    {
      guint8 *currency = g_malloc ((gsize) read->n + 1);

      memset (self->n_rows, 0, sizeof self->n_rows);
      for (guint32 i = 0; i < read->n; i++)
        {
          const guint8 code = read_code (self, read, i);

          currency[i] = code != CLV_NO_CURRENCY ? code : self->blank;
          self->n_rows[currency[i]]++;
        }
      self->currency = self->owned = currency;
    }
  for (guint i = 0; i < CLV_NO_CURRENCY; i++)
    self->n_currencies += self->n_rows[i] > 0;

  self->target = CLV_NO_CURRENCY;
  if (*rules->currency != '\0')
    {
      self->target = find_code (ledger, rules->currency);
      if (self->target == CLV_NO_CURRENCY && self->n_currencies == 1 && is_renamed (self, one))
        self->target = one;
      if (self->target == CLV_NO_CURRENCY)
        self->target = self->blank == CLV_BOOK_BLANK && is_same (rules->blank_currency, rules->currency) ? CLV_BOOK_BLANK
                                                                                                         : CLV_BOOK_TARGET;
    }
  else if (self->n_currencies == 1)
    {
      for (guint i = 0; i < CLV_NO_CURRENCY; i++)
        if (self->n_rows[i] > 0)
          self->target = i;
    }
  else if (self->n_currencies == 0 && self->n_said == 1)
    self->target = self->blank;
}

void
clv_book_currencies_clear (ClvBookCurrencies *self)
{
  g_clear_pointer (&self->owned, g_free);
}

/* (transfer full): “EUR (9,120), USD (311)”, most rows first */
char *
clv_book_currencies_dup_list (const ClvBookCurrencies *self)
{
  g_autoptr (GString) list = g_string_new (NULL);
  gboolean told[256] = { FALSE };

  for (;;)
    {
      guint best = CLV_NO_CURRENCY;

      for (guint i = 0; i < CLV_NO_CURRENCY; i++)
        if (!told[i] && self->n_rows[i] > 0 && (best == CLV_NO_CURRENCY || self->n_rows[i] > self->n_rows[best]))
          best = i;
      if (best == CLV_NO_CURRENCY)
        break;
      told[best] = TRUE;
      g_string_append_printf (list, "%s%s (%'u)", list->len > 0 ? ", " : "", clv_book_currencies_get_name (self, best),
                              self->n_rows[best]);
    }
  if (self->n_rows[CLV_NO_CURRENCY] > 0)
    /* Translators: follows a list of currencies with numbers of rows: so many rows have none */
    g_string_append_printf (list, _(", without a currency (%'u)"), self->n_rows[CLV_NO_CURRENCY]);
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* (transfer full): “orders.csv · 2024, row 3”, the first row in @code */
static char *
dup_place (const ClvBookCurrencies *self,
           guint8                   code)
{
  const ClvLedgerRows *rows = clv_ledger_get_rows (self->ledger);

  for (guint32 i = 0; i < rows->n; i++)
    if (self->currency[i] == code)
      {
        const ClvLedgerPart *part = clv_ledger_get_part (self->ledger, rows->part[i]);
        const char *sheet = part->sheet != NULL ? part->sheet : "";

        /* Translators: name of a file, “ · ” and name of a sheet or nothing, number of a row */
        return g_strdup_printf (_("%s%s%s, row %u"), part->file, *sheet != '\0' ? " · " : "", sheet, rows->source_row[i]);
      }
  return g_strdup ("");
}

static void
find_two (const ClvBookCurrencies *self,
          guint8                  *most,
          guint8                  *other)
{
  *most = *other = CLV_NO_CURRENCY;
  for (guint i = 0; i < CLV_NO_CURRENCY; i++)
    if (self->n_rows[i] > 0 && (*most == CLV_NO_CURRENCY || self->n_rows[i] > self->n_rows[*most]))
      *most = i;
  for (guint i = 0; i < CLV_NO_CURRENCY; i++)
    if (i != *most && self->n_rows[i] > 0 && (*other == CLV_NO_CURRENCY || self->n_rows[i] > self->n_rows[*other]))
      *other = i;
}

static gboolean
refuse_mixed (const ClvBookCurrencies *self,
              GError                 **error)
{
  g_autofree char *list = clv_book_currencies_dup_list (self);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  guint8 most, other;

  find_two (self, &most, &other);
  first = dup_place (self, most);
  second = dup_place (self, other);
  g_set_error (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_CURRENCIES,
               /* Translators: a list such as “EUR (9,120), USD (311)” with numbers of rows; then twice a place such as
                * “orders.csv, row 3” and the currency there */
               _("Amounts are in several currencies: %s. For example, %s is in %s, and %s in %s. They cannot be added up. Choose the "
                 "one to keep, or say what the others are worth."),
               list, first, clv_book_currencies_get_name (self, most), second, clv_book_currencies_get_name (self, other));
  return FALSE;
}

/**
 * clv_book_currencies_check:
 * @is_convertible: whether some row can be converted into the currency of the rules
 *
 * Returns: FALSE with CLV_LEDGER_ERROR_CURRENCIES when the amounts cannot be added up in the currency of the rules, or in
 *   their own
 */
gboolean
clv_book_currencies_check (const ClvBookCurrencies *self,
                           gboolean                 is_convertible,
                           GError                 **error)
{
  const char *wanted = self->rules->currency;
  g_autofree char *list = NULL;
  g_autofree char *place = NULL;
  guint8 most, other;

  if (*wanted == '\0')
    return self->n_currencies < 2 || refuse_mixed (self, error);
  if (self->n_currencies == 0)
    {
      if (clv_currency_is_code (wanted) || self->target < CLV_MAX_CURRENCIES || g_utf8_strlen (wanted, -1) < (glong) strlen (wanted))
        return TRUE;
      g_set_error (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_CURRENCIES,
                   /* Translators: what somebody typed for a currency */
                   _("“%s” is no currency: a code of three letters such as EUR is needed. No row says in which currency its amount "
                     "is."),
                   wanted);
      return FALSE;
    }
  if (is_convertible || (self->target != CLV_NO_CURRENCY && self->n_rows[self->target] > 0))
    return TRUE;
  list = clv_book_currencies_dup_list (self);
  find_two (self, &most, &other);
  place = dup_place (self, most);
  g_set_error (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_CURRENCIES,
               /* Translators: a currency that does not occur, a list such as “EUR (9,120), USD (311)”, a place such as
                * “orders.csv, row 3” and the currency there */
               _("No amount is in %s. Amounts are in: %s; for example, %s is in %s. Choose one of these, or say what they are "
                 "worth in %s."),
               wanted, list, place, clv_book_currencies_get_name (self, most), wanted);
  return FALSE;
}

/**
 * clv_book_dup_currencies:
 *
 * Which currencies the amounts are in under @rules, as far as a rule can name them.
 *
 * Returns: (transfer full): NULL-terminated, most rows first
 */
char **
clv_book_dup_currencies (const ClvLedger *ledger,
                         const ClvRules  *rules)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  ClvBookCurrencies self;
  gboolean told[256] = { FALSE };

  clv_book_currencies_init (&self, ledger, rules);
  for (guint n = 0; n < self.n_currencies; n++)
    {
      guint best = CLV_NO_CURRENCY;

      for (guint i = 0; i < CLV_NO_CURRENCY; i++)
        if (!told[i] && self.n_rows[i] > 0 && (best == CLV_NO_CURRENCY || self.n_rows[i] > self.n_rows[best]))
          best = i;
      told[best] = TRUE;
      if (clv_currency_can_be_chosen (clv_book_currencies_get_name (&self, best)))
        g_ptr_array_add (names, g_strdup (clv_book_currencies_get_name (&self, best)));
    }
  clv_book_currencies_clear (&self);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}
