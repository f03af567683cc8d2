/* clv-rule-sentence.c - a rule as people say it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-rule-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"

/* “90 days” */
static char *
dup_span (const ClvRuleValue *value)
{
  const gulong n = (gulong) value->number;
  g_autofree char *number = clv_format_number (value->number, value->number == rint (value->number) ? 0 : 1);

  switch (value->ago)
    {
    case CLV_AGO_WEEKS:
      return g_strdup_printf (ngettext ("%s week", "%s weeks", n), number);
    case CLV_AGO_MONTHS:
      return g_strdup_printf (ngettext ("%s month", "%s months", n), number);
    case CLV_AGO_YEARS:
      return g_strdup_printf (ngettext ("%s year", "%s years", n), number);
    case CLV_AGO_NONE:
    case CLV_AGO_DAYS:
    default:
      return g_strdup_printf (ngettext ("%s day", "%s days", n), number);
    }
}

static char *
dup_value (const ClvRule      *self,
           const ClvRuleValue *value,
           const ClvFindings  *findings)
{
  if (value->text != NULL && self->figure != CLV_N_CUSTOMER_FIGURES)
    {
      for (guint i = 0; i < clv_customer_figure_n_words (self->figure); i++)
        if (g_str_equal (clv_customer_figure_get_word_id (self->figure, i), value->text))
          return g_strdup_printf ("“%s”", clv_customer_figure_get_word (self->figure, i));
    }
  if (value->text != NULL)
    return g_strdup_printf ("“%s”", value->text);
  if (self->figure == CLV_N_CUSTOMER_FIGURES)
    return clv_format_number (value->number, value->number == rint (value->number) ? 0 : 2);
  return clv_customer_figure_format (self->figure, findings, value->number);
}

static char *
dup_values (const ClvRule     *self,
            const ClvFindings *findings)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->values->len; i++)
    {
      g_autofree char *one = dup_value (self, &g_array_index (self->values, ClvRuleValue, i), findings);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", one);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_ago (const ClvRule      *self,
         const char         *name,
         const ClvRuleValue *value)
{
  g_autofree char *span = dup_span (value);

  switch (self->comparison)
    {
    case CLV_RULE_ABOVE:
      /* Translators: “Last order”, “90 days” */
      return g_strdup_printf (_("%s was more than %s ago"), name, span);
    case CLV_RULE_AT_LEAST:
      return g_strdup_printf (_("%s was %s ago or longer"), name, span);
    case CLV_RULE_BELOW:
      return g_strdup_printf (_("%s was less than %s ago"), name, span);
    case CLV_RULE_AT_MOST:
      return g_strdup_printf (_("%s was within the last %s"), name, span);
    case CLV_RULE_NOT_EQUAL:
      return g_strdup_printf (_("%s was not just %s ago"), name, span);
    default:
      return g_strdup_printf (_("%s was just %s ago"), name, span);
    }
}

static char *
dup_condition (const ClvRule     *self,
               const ClvFindings *findings)
{
  const ClvAttribute *column = self->figure == CLV_N_CUSTOMER_FIGURES && findings != NULL ? clv_rule_find_column (findings, self->name)
                                                                                          : NULL;
  const char *name = self->figure != CLV_N_CUSTOMER_FIGURES ? clv_customer_figure_get_title (self->figure)
                     : column != NULL                       ? column->title
                                                            : self->name;
  const gboolean is_date = self->figure != CLV_N_CUSTOMER_FIGURES && clv_customer_figure_get_kind (self->figure) == CLV_FIGURE_DATE;
  const char *comparison = clv_rule_comparison_get_title (self->comparison, is_date);
  g_autofree char *values = NULL;

  if (self->values->len > 0 && g_array_index (self->values, ClvRuleValue, 0).ago != CLV_AGO_NONE)
    return dup_ago (self, name, &g_array_index (self->values, ClvRuleValue, 0));
  if (self->values->len == 0)
    return g_strdup_printf ("%s %s", name, comparison);
  values = dup_values (self, findings);
  /* Translators: “Revenue”, “is above”, money, a number, a date or a text */
  return g_strdup_printf (C_("condition", "%s %s %s"), name, comparison, values);
}

static char *
dup_sentence (const ClvRule     *self,
              const ClvFindings *findings,
              gboolean           is_inside)
{
  g_autofree char *text = NULL;

  if (self->kind == CLV_RULE_CONDITION)
    return dup_condition (self, findings);
  text = dup_sentence (self->children->pdata[0], findings, TRUE);
  if (self->kind == CLV_RULE_NOT)
    /* Translators: a condition that must not hold */
    return g_strdup_printf (_("not: %s"), text);
  for (guint i = 1; i < self->children->len; i++)
    {
      g_autofree char *before = text;
      g_autofree char *next = dup_sentence (self->children->pdata[i], findings, TRUE);

      /* Translators: two conditions */
      text = self->kind == CLV_RULE_ALL ? g_strdup_printf (_("%s and %s"), before, next) : g_strdup_printf (_("%s or %s"), before, next);
    }
  return is_inside ? g_strdup_printf ("(%s)", text) : g_steal_pointer (&text);
}

/**
 * clv_rule_to_sentence:
 * @findings: (nullable): whose currency and headers are shown
 *
 * Returns: (transfer full): the rule in the user's language, to be read, not to be typed
 */
char *
clv_rule_to_sentence (const ClvRule     *self,
                      const ClvFindings *findings)
{
  return dup_sentence (self, findings, FALSE);
}
