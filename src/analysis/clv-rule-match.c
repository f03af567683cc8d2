/* clv-rule-match.c - which customers meet a rule
 *
 * Column by column: each condition makes a flag for every customer, and the parts of a rule put flags together.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-rule-private.h"

#include <string.h>

#include "clv-scheme-private.h"

enum
{
  HAS_VALUE = 1 << 0,
  IS_MET    = 1 << 1,
};

static void
set_no_column (const ClvFindings *findings,
               const char        *name,
               GError           **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < clv_ledger_get_n_attributes (findings->ledger); i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", clv_ledger_get_attribute (findings->ledger, i)->title);
  for (guint i = 0; i < CLV_N_CUSTOMER_FIGURES; i++)
    g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", clv_customer_figure_to_id (i));
  /* Translators: a name, and all that there are */
  g_set_error (error, CLV_RULE_ERROR, CLV_RULE_ERROR_COLUMN, _("There is no column “%s” in these data. There are: %s."), name,
               list->str);
}

/**
 * clv_rule_check:
 *
 * Returns: TRUE when the data have all columns that the rule names
 */
gboolean
clv_rule_check (const ClvRule     *self,
                const ClvFindings *findings,
                GError           **error)
{
  for (guint i = 0; i < clv_rule_get_n_children (self); i++)
    if (!clv_rule_check (self->children->pdata[i], findings, error))
      return FALSE;
  if (self->kind != CLV_RULE_CONDITION || self->figure != CLV_N_CUSTOMER_FIGURES || clv_rule_find_column (findings, self->name) != NULL)
    return TRUE;
  set_no_column (findings, self->name, error);
  return FALSE;
}

static ClvDay
months_before (ClvDay day,
               gint64 months)
{
  int year, month, day_of_month;
  gint64 all;
  ClvDay start, next;

  clv_day_to_ymd (day, &year, &month, &day_of_month);
  all = (gint64) year * 12 + month - 1 - months;
  if (all < 0)
    return G_MININT32 + 1;
  start = clv_day_from_ymd ((int) (all / 12), (int) (all % 12) + 1, 1);
  next = clv_day_period_next (start, CLV_PERIOD_MONTH);
  /* A month before 31 March is 28 February. */
  return MIN (start + day_of_month - 1, next - 1);
}

/* The day so long ago. */
static double
day_of (const ClvRuleValue *value,
        ClvDay              as_of)
{
  switch (value->ago)
    {
    case CLV_AGO_DAYS:
      return as_of - value->number;
    case CLV_AGO_WEEKS:
      return as_of - 7 * value->number;
    case CLV_AGO_MONTHS:
      return months_before (as_of, (gint64) value->number);
    case CLV_AGO_YEARS:
      return months_before (as_of, 12 * (gint64) value->number);
    case CLV_AGO_NONE:
    default:
      return value->number;
    }
}

/* Longer ago is earlier. */
static ClvRuleComparison
turned (ClvRuleComparison comparison)
{
  switch (comparison)
    {
    case CLV_RULE_BELOW:
      return CLV_RULE_ABOVE;
    case CLV_RULE_AT_MOST:
      return CLV_RULE_AT_LEAST;
    case CLV_RULE_ABOVE:
      return CLV_RULE_BELOW;
    case CLV_RULE_AT_LEAST:
      return CLV_RULE_AT_MOST;
    default:
      return comparison;
    }
}

static gboolean
compares (double            x,
          ClvRuleComparison comparison,
          const double     *values,
          guint             n_values)
{
  gboolean is_any = FALSE;

  switch (comparison)
    {
    case CLV_RULE_BELOW:
      return x < values[0];
    case CLV_RULE_AT_MOST:
      return x <= values[0];
    case CLV_RULE_ABOVE:
      return x > values[0];
    case CLV_RULE_AT_LEAST:
      return x >= values[0];
    default:
      for (guint i = 0; i < n_values; i++)
        is_any = is_any || x == values[i];
      return is_any;
    }
}

/* Whether it is about what is not: met where something is known, and none of it is so. */
static gboolean
is_negative (ClvRuleComparison comparison)
{
  return comparison == CLV_RULE_NOT_EQUAL || comparison == CLV_RULE_NOT_IN || comparison == CLV_RULE_NOT_CONTAINS;
}

static guint8
decide (ClvRuleComparison comparison,
        guint8            found)
{
  if (comparison == CLV_RULE_KNOWN)
    return (found & HAS_VALUE) != 0;
  if (comparison == CLV_RULE_UNKNOWN)
    return (found & HAS_VALUE) == 0;
  if (is_negative (comparison))
    return found == HAS_VALUE;
  return (found & IS_MET) != 0;
}

static double
number_of (const ClvRule      *self,
           const ClvRuleValue *value,
           ClvDay              as_of)
{
  if (clv_customer_figure_get_kind (self->figure) == CLV_FIGURE_WORD)
    {
      for (guint i = 0; i < clv_customer_figure_n_words (self->figure); i++)
        if (strcmp (clv_customer_figure_get_word_id (self->figure, i), value->text) == 0)
          return i;
      return -1;
    }
  return clv_customer_figure_get_kind (self->figure) == CLV_FIGURE_DATE ? day_of (value, as_of)
                                                                        : clv_analysis_ranking_key (value->number);
}

static void
match_figure (const ClvRule     *self,
              const ClvFindings *findings,
              guint8            *matches)
{
  const guint32 n = findings->customers.n;
  const ClvDay as_of = clv_book_get_as_of (findings->book);
  const guint n_values = self->values->len;
  g_autofree double *column = g_new (double, (gsize) n + 1);
  g_autofree double *values = g_new (double, (gsize) n_values + 1);
  ClvRuleComparison comparison = self->comparison;

  for (guint i = 0; i < n_values; i++)
    {
      const ClvRuleValue *value = &g_array_index (self->values, ClvRuleValue, i);

      values[i] = number_of (self, value, as_of);
      if (value->ago != CLV_AGO_NONE)
        comparison = turned (self->comparison);
    }
  clv_customer_figure_fill (self->figure, findings, column);
  for (guint32 c = 0; c < n; c++)
    {
      guint8 found = 0;

      if (!isnan (column[c]))
        found = HAS_VALUE | (compares (clv_analysis_ranking_key (column[c]), comparison, values, n_values) ? IS_MET : 0);
      matches[c] = decide (comparison, found) & (findings->customers.counted[c] != 0);
    }
}

/* Of each value of the column, whether it meets the condition. */
static guint8 *
look_at_values (const ClvRule      *self,
                const ClvAttribute *column)
{
  const gboolean is_order = self->comparison >= CLV_RULE_BELOW && self->comparison <= CLV_RULE_AT_LEAST;
  guint8 *found = g_new0 (guint8, (gsize) column->n_values + 1);
  g_auto (GStrv) wanted = g_new0 (char *, (gsize) self->values->len + 1);

  for (guint i = 0; i < self->values->len && !is_order; i++)
    wanted[i] = g_utf8_casefold (g_array_index (self->values, ClvRuleValue, i).text, -1);
  for (guint32 v = 0; v < column->n_values; v++)
    {
      g_autofree char *folded = NULL;
      gboolean is_met = FALSE;

      if (is_order)
        {
          const double limit = g_array_index (self->values, ClvRuleValue, 0).number;
          char *end;
          const double number = g_ascii_strtod (column->values[v], &end);

          is_met = end != column->values[v] && *end == '\0' && compares (number, self->comparison, &limit, 1);
        }
      else
        folded = g_utf8_casefold (column->values[v], -1);
      for (guint i = 0; i < self->values->len && !is_order; i++)
        is_met = is_met || (self->comparison == CLV_RULE_CONTAINS || self->comparison == CLV_RULE_NOT_CONTAINS
                              ? strstr (folded, wanted[i]) != NULL
                              : strcmp (folded, wanted[i]) == 0);
      found[v] = HAS_VALUE | (is_met ? IS_MET : 0);
    }
  return found;
}

static void
match_column (const ClvRule      *self,
              const ClvFindings  *findings,
              const ClvAttribute *column,
              guint8             *matches)
{
  g_autofree guint8 *found = look_at_values (self, column);
  const guint32 n = findings->customers.n;

  memset (matches, 0, n);
  if (column->by_customer != NULL)
    {
      for (guint32 c = 0; c < n; c++)
        if (column->by_customer[c] != CLV_NOBODY)
          matches[c] = found[column->by_customer[c]];
    }
  else if (column->by_row != NULL)
    {
      const ClvLedgerRows *rows = clv_ledger_get_rows (findings->ledger);
      const guint8 *left_out = clv_book_get_left_out (findings->book);

      for (guint32 row = 0; row < rows->n; row++)
        if (column->by_row[row] != CLV_NOBODY && left_out[row] == CLV_LEFT_OUT_NO && rows->customer[row] != CLV_NOBODY)
          matches[rows->customer[row]] |= found[column->by_row[row]];
    }
  for (guint32 c = 0; c < n; c++)
    matches[c] = decide (self->comparison, matches[c]) & (findings->customers.counted[c] != 0);
}

static void
match (const ClvRule     *self,
       const ClvFindings *findings,
       guint8            *matches)
{
  const guint32 n = findings->customers.n;
  g_autofree guint8 *of_child = NULL;

  if (self->kind == CLV_RULE_CONDITION && self->figure != CLV_N_CUSTOMER_FIGURES)
    {
      match_figure (self, findings, matches);
      return;
    }
  if (self->kind == CLV_RULE_CONDITION)
    {
      match_column (self, findings, clv_rule_find_column (findings, self->name), matches);
      return;
    }
  match (self->children->pdata[0], findings, matches);
  if (self->kind == CLV_RULE_NOT)
    {
      for (guint32 c = 0; c < n; c++)
        matches[c] = !matches[c] & (findings->customers.counted[c] != 0);
      return;
    }
  of_child = g_new (guint8, (gsize) n + 1);
  for (guint i = 1; i < self->children->len; i++)
    {
      match (self->children->pdata[i], findings, of_child);
      for (guint32 c = 0; c < n; c++)
        matches[c] = self->kind == CLV_RULE_ALL ? matches[c] & of_child[c] : matches[c] | of_child[c];
    }
}

/**
 * clv_rule_match:
 * @matches: (out caller-allocates) (array length=n): one flag a customer of the ledger
 *
 * Time O(conditions × customers), and O(rows) for each condition about a column of rows.
 *
 * Returns: FALSE with CLV_RULE_ERROR_COLUMN when these data lack a column
 */
gboolean
clv_rule_match (const ClvRule     *self,
                const ClvFindings *findings,
                guint8            *matches,
                GError           **error)
{
  if (!clv_rule_check (self, findings, error))
    return FALSE;
  match (self, findings, matches);
  return TRUE;
}
