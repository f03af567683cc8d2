/* clv-rule.c - rules as objects, and as the text they are read from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-rule-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

G_DEFINE_QUARK (clv-rule-error-quark, clv_rule_error)

static const struct
{
  const char *text;       /* as it is written */
  const char *title;      /* of numbers and texts */
  const char *date_title; /* (nullable) */
} comparisons[CLV_N_RULE_COMPARISONS] = {
  [CLV_RULE_EQUAL] = { "=", N_("is"), N_("is on") },
  [CLV_RULE_NOT_EQUAL] = { "!=", N_("is not"), N_("is not on") },
  [CLV_RULE_BELOW] = { "<", N_("is below"), N_("is before") },
  [CLV_RULE_AT_MOST] = { "<=", N_("is at most"), N_("is no later than") },
  [CLV_RULE_ABOVE] = { ">", N_("is above"), N_("is after") },
  [CLV_RULE_AT_LEAST] = { ">=", N_("is at least"), N_("is no earlier than") },
  [CLV_RULE_IN] = { "in", N_("is one of"), NULL },
  [CLV_RULE_NOT_IN] = { "not in", N_("is none of"), NULL },
  [CLV_RULE_CONTAINS] = { "contains", N_("contains"), NULL },
  [CLV_RULE_NOT_CONTAINS] = { "not contains", N_("does not contain"), NULL },
  [CLV_RULE_KNOWN] = { "is known", N_("is known"), NULL },
  [CLV_RULE_UNKNOWN] = { "is unknown", N_("is unknown"), NULL },
};

static const char *const ago_words[] = { "", "days", "weeks", "months", "years" };

static void
clear_value (gpointer data)
{
  g_free (((ClvRuleValue *) data)->text);
}

ClvRule *
clv_rule_alloc (ClvRuleKind kind)
{
  ClvRule *self = g_new0 (ClvRule, 1);

  self->ref_count = 1;
  self->kind = kind;
  self->figure = CLV_N_CUSTOMER_FIGURES;
  if (kind == CLV_RULE_CONDITION)
    {
      self->values = g_array_new (FALSE, TRUE, sizeof (ClvRuleValue));
      g_array_set_clear_func (self->values, clear_value);
    }
  else
    self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_rule_unref);
  return self;
}

ClvRule *
clv_rule_ref (ClvRule *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
clv_rule_unref (ClvRule *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_array_unref);
  g_free (self->name);
  g_free (self);
}

ClvRule *
clv_rule_new_of (ClvRuleKind     kind,
                 ClvRule *const *children,
                 guint           n_children)
{
  ClvRule *self;

  g_return_val_if_fail (kind != CLV_RULE_CONDITION && n_children >= 1, NULL);
  if (n_children == 1 && kind != CLV_RULE_NOT)
    return clv_rule_ref (children[0]);
  self = clv_rule_alloc (kind);
  for (guint i = 0; i < n_children; i++)
    g_ptr_array_add (self->children, clv_rule_ref (children[i]));
  return self;
}

ClvRuleKind
clv_rule_get_kind (const ClvRule *self)
{
  return self->kind;
}

guint
clv_rule_get_n_children (const ClvRule *self)
{
  return self->children != NULL ? self->children->len : 0;
}

ClvRule *
clv_rule_get_child (const ClvRule *self,
                    guint          index)
{
  g_return_val_if_fail (index < clv_rule_get_n_children (self), NULL);
  return self->children->pdata[index];
}

const char *
clv_rule_get_name (const ClvRule *self)
{
  return self->name != NULL ? self->name : "";
}

gboolean
clv_rule_is_figure (const ClvRule     *self,
                    ClvCustomerFigure *figure)
{
  if (self->kind != CLV_RULE_CONDITION || self->figure == CLV_N_CUSTOMER_FIGURES)
    return FALSE;
  if (figure != NULL)
    *figure = self->figure;
  return TRUE;
}

ClvRuleComparison
clv_rule_get_comparison (const ClvRule *self)
{
  return self->comparison;
}

const char *
clv_rule_comparison_get_title (ClvRuleComparison comparison,
                               gboolean          of_dates)
{
  g_return_val_if_fail (comparison < CLV_N_RULE_COMPARISONS, "");
  return of_dates && comparisons[comparison].date_title != NULL ? _(comparisons[comparison].date_title)
                                                                : _(comparisons[comparison].title);
}

gboolean
clv_rule_comparison_suits (ClvRuleComparison comparison,
                           ClvCustomerFigure figure)
{
  const gboolean is_order = comparison == CLV_RULE_BELOW || comparison == CLV_RULE_AT_MOST || comparison == CLV_RULE_ABOVE ||
                            comparison == CLV_RULE_AT_LEAST;
  const gboolean is_part = comparison == CLV_RULE_CONTAINS || comparison == CLV_RULE_NOT_CONTAINS;

  if (figure == CLV_N_CUSTOMER_FIGURES)
    return TRUE;
  if (clv_customer_figure_get_kind (figure) == CLV_FIGURE_WORD)
    return !is_order && !is_part;
  if (clv_customer_figure_get_kind (figure) == CLV_FIGURE_DATE)
    return !is_part && comparison != CLV_RULE_IN && comparison != CLV_RULE_NOT_IN;
  return !is_part;
}

gboolean
clv_ago_from_word (const char *word,
                   ClvAgo     *ago)
{
  for (guint i = CLV_AGO_DAYS; i <= CLV_AGO_YEARS; i++)
    if (g_ascii_strcasecmp (ago_words[i], word) == 0 ||
        (strlen (word) + 1 == strlen (ago_words[i]) && g_ascii_strncasecmp (ago_words[i], word, strlen (word)) == 0))
      {
        *ago = i;
        return TRUE;
      }
  return FALSE;
}

const char *
clv_ago_to_word (ClvAgo ago)
{
  return ago_words[ago];
}

const ClvAttribute *
clv_rule_find_column (const ClvFindings *findings,
                      const char        *name)
{
  ClvLedger *ledger = clv_findings_get_ledger (findings);
  const ClvAttribute *found = clv_ledger_find_attribute (ledger, name);
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (guint i = 0; found == NULL && i < clv_ledger_get_n_attributes (ledger); i++)
    {
      const ClvAttribute *attribute = clv_ledger_get_attribute (ledger, i);
      g_autofree char *id = g_utf8_casefold (attribute->id, -1), *title = g_utf8_casefold (attribute->title, -1);

      if (strcmp (id, folded) == 0 || strcmp (title, folded) == 0)
        found = attribute;
    }
  return found;
}

/* Words that a bare name or text would be mistaken for. */
static const char *const reserved[] = { "and", "or", "not", "in", "is", "contains", "does", "between", "known", "unknown", NULL };

static gboolean
is_bare (const char *text)
{
  if (*text == '\0' || g_strv_contains (reserved, text))
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
      return FALSE;
  return g_ascii_isalpha (*text);
}

static void
append_quoted (GString    *text,
               const char *word)
{
  g_string_append_c (text, '"');
  for (const char *p = word; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *p);
    }
  g_string_append_c (text, '"');
}

static void
append_number (GString *text,
               double   number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE], format[8];

  for (int digits = 15; digits <= 17; digits++)
    {
      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (buffer, sizeof buffer, format, number);
      if (g_ascii_strtod (buffer, NULL) == number)
        break;
    }
  g_string_append (text, buffer);
}

static void
append_value (GString            *text,
              const ClvRuleValue *value)
{
  char iso[16];

  if (value->text != NULL && isnan (value->number))
    append_quoted (text, value->text);
  else if (value->ago != CLV_AGO_NONE)
    {
      append_number (text, value->number);
      g_string_append_printf (text, " %s ago", ago_words[value->ago]);
    }
  else if (value->is_date)
    {
      clv_day_to_iso ((ClvDay) value->number, iso);
      g_string_append (text, iso);
    }
  else
    {
      append_number (text, value->is_percent ? value->number * 100 : value->number);
      if (value->is_percent)
        g_string_append (text, " %");
    }
}

char *
clv_rule_dup_value (const ClvRule *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; self->values != NULL && i < self->values->len; i++)
    {
      if (i > 0)
        g_string_append (text, ", ");
      append_value (text, &g_array_index (self->values, ClvRuleValue, i));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_rule (GString       *text,
             const ClvRule *self,
             gboolean       is_inside)
{
  const gboolean is_list = self->kind == CLV_RULE_CONDITION &&
                           (self->comparison == CLV_RULE_IN || self->comparison == CLV_RULE_NOT_IN);
  g_autofree char *value = NULL;

  if (self->kind == CLV_RULE_NOT)
    {
      g_string_append (text, "not ");
      append_rule (text, self->children->pdata[0], TRUE);
      return;
    }
  if (self->kind != CLV_RULE_CONDITION)
    {
      if (is_inside)
        g_string_append_c (text, '(');
      for (guint i = 0; i < self->children->len; i++)
        {
          if (i > 0)
            g_string_append (text, self->kind == CLV_RULE_ALL ? " and " : " or ");
          append_rule (text, self->children->pdata[i], TRUE);
        }
      if (is_inside)
        g_string_append_c (text, ')');
      return;
    }

  /* A column of the name of a figure stands in quotes, and so stays a column. */
  if (self->figure != CLV_N_CUSTOMER_FIGURES)
    g_string_append (text, clv_customer_figure_to_id (self->figure));
  else if (is_bare (self->name) && !clv_customer_figure_from_id (self->name, &(ClvCustomerFigure) { 0 }))
    g_string_append (text, self->name);
  else
    append_quoted (text, self->name);
  g_string_append_printf (text, " %s", comparisons[self->comparison].text);
  value = clv_rule_dup_value (self);
  if (*value != '\0')
    g_string_append_printf (text, is_list ? " (%s)" : " %s", value);
}

char *
clv_rule_to_text (const ClvRule *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_rule (text, self, FALSE);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
