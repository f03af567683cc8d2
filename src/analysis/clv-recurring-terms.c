/* clv-recurring-terms.c - columns that say how often, or whether, revenue recurs
 *
 * A column is taken only if its header speaks of billing or contracts, and each of its
 * values is understood.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-recurring-private.h"

#include <string.h>

#include "clv-quantile.h"

#define MONTHS_PER_YEAR 12

typedef struct
{
  const char *word;
  ClvTerm     term;
} TermWord;

/* The first that is found counts: “half-yearly” before “yearly”. */
static const TermWord term_words[] = {
  { "semi-annual", { 6, 0 } }, { "semiannual", { 6, 0 } }, { "half-year", { 6, 0 } }, { "half year", { 6, 0 } },
  { "halbjähr", { 6, 0 } }, { "semest", { 6, 0 } }, { "半年", { 6, 0 } },
  { "biennial", { 24, 0 } }, { "two-year", { 24, 0 } }, { "two year", { 24, 0 } },
  { "quarter", { 3, 0 } }, { "vierteljähr", { 3, 0 } }, { "quartal", { 3, 0 } }, { "trimest", { 3, 0 } }, { "季", { 3, 0 } },
  { "month", { 1, 0 } }, { "monat", { 1, 0 } }, { "mensuel", { 1, 0 } }, { "mensual", { 1, 0 } }, { "每月", { 1, 0 } },
  { "月付", { 1, 0 } }, { "按月", { 1, 0 } },
  { "year", { 12, 0 } }, { "annual", { 12, 0 } }, { "jähr", { 12, 0 } }, { "jahr", { 12, 0 } }, { "annuel", { 12, 0 } },
  { "anual", { 12, 0 } }, { "每年", { 12, 0 } }, { "年付", { 12, 0 } }, { "按年", { 12, 0 } },
  { "weekly", { 0, 7 } }, { "wöchentlich", { 0, 7 } }, { "hebdomadaire", { 0, 7 } }, { "semanal", { 0, 7 } }, { "每周", { 0, 7 } },
};

static const char *const once_words[] = {
  "one-time", "one time", "onetime", "one-off", "one off", "once", "single", "einmalig", "ponctuel", "unique", "única", "único",
  "一次性", "none", NULL,
};

static const char *const recurring_words[] = {
  "subscription", "recurring", "renewal", "abo", "abonnement", "wiederkehrend", "verlängerung", "récurrent", "renouvellement",
  "suscripción", "recurrente", "renovación", "订阅", "续费", NULL,
};

/* Other revenue that may stand in the same column. */
static const char *const other_words[] = {
  "upgrade", "downgrade", "cross-buy", "cross-sell", "upsell", "up-sell", "add-on", "setup", "service", "services", "other",
  "product", "hardware", "license", "usage", "consulting", "support", "training", "fee", "refund", NULL,
};

static const char *const term_headers[] = {
  "billing", "subscription", "plan", "contract", "renewal", "recurrence", "recurring", "term", "abrechnung", "laufzeit", "vertrag",
  "zahlweise", "abo", "abonnement", "facturation", "facturación", "suscripción", "contrat", "contrato", "订阅", "计费", "周期", "套餐",
  "合约", NULL,
};

static const char *const type_headers[] = {
  "revenue", "income", "sale", "sales", "charge", "invoice", "umsatz", "umsatzart", "erlös", "erlösart", "revenu", "ingreso", "收入",
  "subscription", "recurring", NULL,
};

/* Of payments, deliveries and letters, which may be monthly where nothing is subscribed. */
static const char *const wrong_headers[] = { "payment", "delivery", "newsletter", "email", "report", "zahlungsziel", "terms", NULL };

static char *
fold (const char *text)
{
  g_autofree char *lower = g_utf8_casefold (text, -1);

  return g_strdup (g_strstrip (lower));
}

static gboolean
has_any (const char        *text,
         const char *const *words)
{
  g_auto (GStrv) parts = g_strsplit_set (text, " _-/.()", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      /* Chinese has no blanks between its words. */
      if ((guchar) words[i][0] >= 0xe0 ? strstr (text, words[i]) != NULL
                                       : g_strv_contains ((const char *const *) parts, words[i]))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_one_of (const char        *text,
           const char *const *words)
{
  return g_strv_contains (words, text);
}

/**
 * clv_term_parse:
 * @text: “monthly”, “12 months”, “Pro (yearly)”, “one-time”
 * @term: (out): how long it lasts; 0 of what is paid once
 *
 * Returns: FALSE when it says nothing of the kind
 */
gboolean
clv_term_parse (const char *text,
                ClvTerm    *term)
{
  g_autofree char *folded = fold (text);
  const char *digit = folded;

  *term = (ClvTerm) { 0, 0 };
  if (is_one_of (folded, once_words))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (term_words); i++)
    if (strstr (folded, term_words[i].word) != NULL)
      {
        gint64 number = 0;

        *term = term_words[i].term;
        while (*digit != '\0' && !g_ascii_isdigit (*digit))
          digit++;
        if (*digit != '\0' && (g_str_has_prefix (term_words[i].word, "month") || g_str_has_prefix (term_words[i].word, "monat") ||
                               g_str_has_prefix (term_words[i].word, "year") || g_str_has_prefix (term_words[i].word, "jahr")))
          number = g_ascii_strtoll (digit, NULL, 10);
        if (number > 1 && number <= 60)
          term->months *= (int) number;
        return TRUE;
      }
  return FALSE;
}

/**
 * clv_term_end:
 *
 * Returns: the first day that is not paid for; of a day that a month does not have, its last
 */
ClvDay
clv_term_end (const ClvTerm *term,
              ClvDay         start)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  int year, month, day, length;

  if (term->months == 0)
    return start + term->days;
  clv_day_to_ymd (start, &year, &month, &day);
  month += term->months - 1;
  year += month / MONTHS_PER_YEAR;
  month = month % MONTHS_PER_YEAR + 1;
  length = lengths[month - 1] + (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
  return clv_day_from_ymd (year, month, MIN (day, length));
}

double
clv_term_monthly (const ClvTerm *term,
                  double         amount)
{
  return term->months > 0 ? amount / term->months : amount * CLV_DAYS_PER_YEAR / MONTHS_PER_YEAR / term->days;
}

static gboolean
read_terms (const ClvAttribute *attribute,
            ClvTermColumn      *column)
{
  g_autofree char *header = fold (attribute->title);
  gboolean recurs = FALSE;

  if (!has_any (header, term_headers) || has_any (header, wrong_headers))
    return FALSE;
  for (guint32 v = 0; v < attribute->n_values; v++)
    {
      if (!clv_term_parse (attribute->values[v], &column->terms[v]))
        return FALSE;
      recurs = recurs || column->terms[v].months + column->terms[v].days > 0;
    }
  return recurs;
}

/* Which values are recurring; for how long comes from the days between them. */
static gboolean
read_types (const ClvAttribute *attribute,
            ClvTermColumn      *column)
{
  g_autofree char *header = fold (attribute->title);
  gboolean recurs = FALSE;

  if (!has_any (header, type_headers) || has_any (header, wrong_headers))
    return FALSE;
  for (guint32 v = 0; v < attribute->n_values; v++)
    {
      g_autofree char *value = fold (attribute->values[v]);
      const gboolean is_recurring = has_any (value, recurring_words) && !has_any (value, once_words);

      if (!is_recurring && !has_any (value, other_words) && !is_one_of (value, once_words) && !has_any (value, once_words))
        return FALSE;
      column->terms[v].months = is_recurring ? 1 : 0;
      recurs = recurs || is_recurring;
    }
  return recurs;
}

/* Months between two recurring rows of a customer, as most of them have it; 0 when that is no usual term. */
static int
usual_months (const ClvFindings   *findings,
              const ClvTermColumn *column)
{
  static const struct { double from, to; int months; } spans[] = { { 25, 36, 1 }, { 80, 100, 3 }, { 170, 195, 6 }, { 345, 385, 12 } };
  const ClvLedgerRows *rows = clv_ledger_get_rows (findings->ledger);
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (double));
  double median;

  for (guint32 c = 0; c < findings->customers.n; c++)
    {
      ClvDay before = CLV_DAY_NONE;

      for (guint32 i = findings->customer_start[c]; i < findings->customer_start[c + 1]; i++)
        {
          const guint32 row = findings->row_order[i], code = column->attribute->by_row[row];

          if (code == CLV_NOBODY || column->terms[code].months == 0)
            continue;
          if (before != CLV_DAY_NONE && rows->day[row] > before)
            {
              const double gap = rows->day[row] - before;

              g_array_append_val (gaps, gap);
            }
          before = rows->day[row];
        }
    }
  if (gaps->len == 0)
    return 0;
  clv_median (gaps->len, (double *) (void *) gaps->data, &median);
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    if (median >= spans[i].from && median <= spans[i].to)
      return spans[i].months;
  return 0;
}

/**
 * clv_term_column_find:
 * @column: (out): release with clv_term_column_clear(), also after FALSE
 *
 * Looks for a column of billing cycles, else for one that calls revenue recurring.
 *
 * Returns: FALSE when the orders have none
 */
gboolean
clv_term_column_find (const ClvFindings *findings,
                      ClvTermColumn     *column)
{
  *column = (ClvTermColumn) { NULL, NULL, NAN };
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < clv_ledger_get_n_attributes (findings->ledger); i++)
      {
        const ClvAttribute *attribute = clv_ledger_get_attribute (findings->ledger, i);

        if (attribute->by_row == NULL || attribute->n_values == 0)
          continue;
        g_free (column->terms);
        column->terms = g_new0 (ClvTerm, (gsize) attribute->n_values + 1);
        column->attribute = attribute;
        if (round == 0 && read_terms (attribute, column))
          return TRUE;
        if (round == 1 && read_types (attribute, column))
          {
            const int months = usual_months (findings, column);

            for (guint32 v = 0; v < attribute->n_values; v++)
              column->terms[v].months *= months;
            column->months = months;
            if (months > 0)
              return TRUE;
          }
      }
  return FALSE;
}

void
clv_term_column_clear (ClvTermColumn *column)
{
  g_clear_pointer (&column->terms, g_free);
}

/**
 * clv_recurring_dup_running:
 *
 * Looks for a column of customers that says who is active, has paused or has left.
 *
 * Returns: (transfer full) (nullable): 1 or 0 by customer
 */
guint8 *
clv_recurring_dup_running (const ClvFindings *findings)
{
  static const char *const running[] = { "active", "aktiv", "actif", "activo", "running", "current", "live", "有效", NULL };
  static const char *const stopped[] = {
    "paused", "on hold", "suspended", "frozen", "cancelled", "canceled", "churned", "expired", "ended", "inactive", "terminated",
    "pausiert", "ruhend", "gekündigt", "beendet", "inaktiv", "en pause", "suspendu", "résilié", "inactif", "pausado", "suspendido",
    "cancelado", "inactivo", "暂停", "已取消", "已过期", NULL,
  };

  for (guint i = 0; i < clv_ledger_get_n_attributes (findings->ledger); i++)
    {
      const ClvAttribute *attribute = clv_ledger_get_attribute (findings->ledger, i);
      g_autofree guint8 *runs = NULL;
      gboolean all = attribute->by_customer != NULL, any = FALSE;
      guint8 *result;

      if (!all)
        continue;
      runs = g_new0 (guint8, (gsize) attribute->n_values + 1);
      for (guint32 v = 0; v < attribute->n_values && all; v++)
        {
          g_autofree char *value = fold (attribute->values[v]);

          runs[v] = is_one_of (value, running);
          any = any || runs[v];
          all = runs[v] || is_one_of (value, stopped);
        }
      if (!all || !any)
        continue;
      result = g_new (guint8, (gsize) findings->customers.n + 1);
      for (guint32 c = 0; c < findings->customers.n; c++)
        result[c] = attribute->by_customer[c] == CLV_NOBODY || runs[attribute->by_customer[c]];
      return result;
    }
  return NULL;
}
