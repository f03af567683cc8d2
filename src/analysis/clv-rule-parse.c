/* clv-rule-parse.c - reading a rule
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-rule-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

typedef enum
{
  TOKEN_END,
  TOKEN_WORD,
  TOKEN_QUOTED,
  TOKEN_OPEN,
  TOKEN_CLOSE,
  TOKEN_COMMA,
  TOKEN_PERCENT,
  TOKEN_COMPARISON,
  TOKEN_OTHER, /* what no rule has */
} TokenKind;

typedef struct
{
  const char       *text;   /* the whole rule */
  const char       *next;   /* behind the token */
  const char       *start;  /* of the token */
  const char       *before; /* the end of the token before */
  TokenKind         kind;
  ClvRuleComparison comparison;
  char             *word;   /* of words and quoted texts */
  guint             depth;
  GError           *error;
  guint             position;
} Parser;

static gboolean
is_word_character (const char *p)
{
  static const gunichar apart[] = { 0x2264, 0x2265, 0x2260, 0x201c, 0x201d, 0x201e, 0x00a0, 0x202f, 0 };
  gunichar c;

  if ((guchar) *p < 0x80)
    return g_ascii_isalnum (*p) || (*p != '\0' && strchr ("-_./&+#@:", *p) != NULL);
  c = g_utf8_get_char (p);
  for (guint i = 0; apart[i] != 0; i++)
    if (c == apart[i])
      return FALSE;
  return !g_unichar_isspace (c);
}

/* @end ends the text; a backslash takes the next character as it is. */
static void
read_quoted (Parser     *self,
             const char *end,
             const char *other_end)
{
  g_autoptr (GString) word = g_string_new (NULL);
  const char *p = self->next;

  while (*p != '\0' && !g_str_has_prefix (p, end) && (other_end == NULL || !g_str_has_prefix (p, other_end)))
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      g_string_append_len (word, p, g_utf8_next_char (p) - p);
      p = g_utf8_next_char (p);
    }
  if (*p == '\0')
    {
      self->kind = TOKEN_OTHER;
      self->next = p;
      return;
    }
  self->next = g_utf8_next_char (p);
  self->kind = TOKEN_QUOTED;
  self->word = g_string_free (g_steal_pointer (&word), FALSE);
}

static gboolean
take_prefix (Parser           *self,
             const char       *prefix,
             ClvRuleComparison comparison)
{
  if (!g_str_has_prefix (self->start, prefix))
    return FALSE;
  self->kind = TOKEN_COMPARISON;
  self->comparison = comparison;
  self->next = self->start + strlen (prefix);
  return TRUE;
}

static void
advance (Parser *self)
{
  const char *p = self->next;

  g_clear_pointer (&self->word, g_free);
  self->before = p;
  while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  self->start = self->next = p;
  if (*p == '\0')
    {
      self->kind = TOKEN_END;
      return;
    }
  if (take_prefix (self, "<=", CLV_RULE_AT_MOST) || take_prefix (self, "≤", CLV_RULE_AT_MOST) ||
      take_prefix (self, ">=", CLV_RULE_AT_LEAST) || take_prefix (self, "≥", CLV_RULE_AT_LEAST) ||
      take_prefix (self, "!=", CLV_RULE_NOT_EQUAL) || take_prefix (self, "<>", CLV_RULE_NOT_EQUAL) ||
      take_prefix (self, "≠", CLV_RULE_NOT_EQUAL) || take_prefix (self, "<", CLV_RULE_BELOW) ||
      take_prefix (self, ">", CLV_RULE_ABOVE) || take_prefix (self, "==", CLV_RULE_EQUAL) || take_prefix (self, "=", CLV_RULE_EQUAL))
    return;
  self->next = g_utf8_next_char (p);
  if (*p == '(' || *p == ')' || *p == ',' || *p == '%')
    self->kind = *p == '(' ? TOKEN_OPEN : *p == ')' ? TOKEN_CLOSE : *p == ',' ? TOKEN_COMMA : TOKEN_PERCENT;
  else if (*p == '"' || *p == '\'')
    read_quoted (self, *p == '"' ? "\"" : "'", NULL);
  else if (g_str_has_prefix (p, "“") || g_str_has_prefix (p, "„"))
    read_quoted (self, "”", "“");
  else if (is_word_character (p))
    {
      while (*self->next != '\0' && is_word_character (self->next))
        self->next = g_utf8_next_char (self->next);
      self->kind = TOKEN_WORD;
      self->word = g_strndup (p, self->next - p);
    }
  else
    self->kind = TOKEN_OTHER;
}

static gboolean
is_word (const Parser *self,
         const char   *word)
{
  return self->kind == TOKEN_WORD && g_ascii_strcasecmp (self->word, word) == 0;
}

static gboolean
skip_word (Parser     *self,
           const char *word)
{
  if (!is_word (self, word))
    return FALSE;
  advance (self);
  return TRUE;
}

/* The first fault counts. Always returns FALSE. */
static gboolean
expect (Parser     *self,
        const char *expected)
{
  g_autofree char *found = NULL;

  if (self->error != NULL)
    return FALSE;
  found = self->kind == TOKEN_END ? g_strdup (_("the end")) : g_strdup_printf ("“%.*s”", (int) (self->next - self->start), self->start);
  self->position = (guint) g_utf8_pointer_to_offset (self->text, self->start);
  /* Translators: a number of a character, what was expected (“a number”), what stands there */
  g_set_error (&self->error, CLV_RULE_ERROR, CLV_RULE_ERROR_SYNTAX, _("At character %u: expected %s, found %s."),
               self->position + 1, expected, found);
  return FALSE;
}

/* Before today; more than two thousand years. */
#define MOST_DAYS 1e6

static gboolean
read_number (const char *word,
             double     *number)
{
  char *end;

  if (strspn (word, "0123456789.eE+-") != strlen (word))
    return FALSE;
  *number = g_ascii_strtod (word, &end);
  return *end == '\0' && end != word && isfinite (*number);
}

static gboolean
ends_value (const Parser *self)
{
  return self->kind != TOKEN_WORD || is_word (self, "and") || is_word (self, "or");
}

/* A text: one in quotes, or all words up to the end of the condition. */
static gboolean
parse_text (Parser       *self,
            ClvRuleValue *value)
{
  value->number = NAN;
  if (self->kind == TOKEN_QUOTED)
    {
      value->text = g_steal_pointer (&self->word);
      advance (self);
      return TRUE;
    }
  if (ends_value (self))
    return expect (self, _("a text"));
  {
    const char *start = self->start, *end = start;

    while (!ends_value (self))
      {
        end = self->next;
        advance (self);
      }
    value->text = g_strndup (start, end - start);
  }
  return TRUE;
}

static gboolean
parse_number (Parser       *self,
              ClvRuleValue *value,
              ClvFigureKind kind)
{
  if (self->kind != TOKEN_WORD || !read_number (self->word, &value->number))
    return expect (self, _("a number"));
  advance (self);
  if (kind == CLV_FIGURE_SHARE)
    {
      value->is_percent = self->kind == TOKEN_PERCENT || fabs (value->number) > 1;
      if (self->kind == TOKEN_PERCENT)
        advance (self);
      if (value->is_percent)
        value->number /= 100;
    }
  else if (kind == CLV_FIGURE_DAYS)
    skip_word (self, "days");
  return TRUE;
}

/* @is_span: “within 90 days”. */
static gboolean
parse_date (Parser       *self,
            ClvRuleValue *value,
            gboolean      is_span)
{
  if (self->kind == TOKEN_WORD && !is_span)
    {
      const ClvDay day = clv_day_from_iso (self->word);

      if (day != CLV_DAY_NONE)
        {
          value->number = day;
          value->is_date = TRUE;
          advance (self);
          return TRUE;
        }
    }
  if (self->kind != TOKEN_WORD || !read_number (self->word, &value->number))
    return expect (self, is_span ? _("a number of days") : _("a date such as 2024-12-31, or “90 days ago”"));
  if (value->number < 0 || value->number > MOST_DAYS)
    return expect (self, _("a number of days that can be"));
  advance (self);
  if (self->kind != TOKEN_WORD || !clv_ago_from_word (self->word, &value->ago))
    return expect (self, _("“days”, “weeks”, “months” or “years”"));
  advance (self);
  skip_word (self, "ago");
  return TRUE;
}

static gboolean
parse_one_of_words (Parser           *self,
                    ClvRuleValue     *value,
                    ClvCustomerFigure figure)
{
  g_autoptr (GString) list = g_string_new (NULL);
  const Parser at = *self;

  if (!parse_text (self, value))
    return FALSE;
  for (guint i = 0; i < clv_customer_figure_n_words (figure); i++)
    {
      g_autofree char *id = g_strdup (clv_customer_figure_get_word_id (figure, i)), *blanks = g_strdelimit (g_strdup (id), "-", ' ');
      g_autofree char *word = g_utf8_casefold (clv_customer_figure_get_word (figure, i), -1), *given = g_utf8_casefold (value->text, -1);

      if (g_ascii_strcasecmp (value->text, id) == 0 || g_ascii_strcasecmp (value->text, blanks) == 0 || strcmp (word, given) == 0)
        {
          g_free (value->text);
          value->text = g_steal_pointer (&id);
          return TRUE;
        }
      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", id);
    }
  {
    Parser told = at;

    /* Translators: a list of words */
    g_autofree char *expected = g_strdup_printf (_("one of: %s"), list->str);

    told.next = self->before;
    expect (&told, expected);
    self->error = told.error;
    self->position = told.position;
  }
  return FALSE;
}

static gboolean
parse_value (Parser  *self,
             ClvRule *rule,
             gboolean is_span)
{
  const gboolean is_column = rule->figure == CLV_N_CUSTOMER_FIGURES;
  const ClvFigureKind kind = clv_customer_figure_get_kind (rule->figure);
  ClvRuleValue value = { NULL, NAN, FALSE, FALSE, CLV_AGO_NONE };
  const gboolean is_order = rule->comparison >= CLV_RULE_BELOW && rule->comparison <= CLV_RULE_AT_LEAST;
  gboolean is_fine;

  if (is_column)
    is_fine = is_order ? parse_number (self, &value, CLV_FIGURE_NUMBER) : parse_text (self, &value);
  else if (kind == CLV_FIGURE_WORD)
    is_fine = parse_one_of_words (self, &value, rule->figure);
  else if (kind == CLV_FIGURE_DATE)
    is_fine = parse_date (self, &value, is_span);
  else
    is_fine = parse_number (self, &value, kind);
  g_array_append_val (rule->values, value);
  return is_fine;
}

/* What is listed need not stand in brackets where nothing follows: an editor has it so. */
static gboolean
parse_list (Parser  *self,
            ClvRule *rule)
{
  const gboolean has_brackets = self->kind == TOKEN_OPEN;

  if (has_brackets)
    advance (self);
  do
    {
      if (rule->values->len > 0)
        advance (self);
      if (!parse_value (self, rule, FALSE))
        return FALSE;
    }
  while (self->kind == TOKEN_COMMA);
  if (!has_brackets)
    return TRUE;
  if (self->kind != TOKEN_CLOSE)
    return expect (self, _("“,” or “)”"));
  advance (self);
  return TRUE;
}

/* Words that mean a comparison. “is” and “was” may stand before them. */
static const struct
{
  const char       *first, *second; /* second: (nullable), may be left out when it begins with “?” */
  ClvRuleComparison comparison;
  gboolean          is_of_dates;
} phrases[] = {
  { "not", "in", CLV_RULE_NOT_IN, FALSE },
  { "not", "contains", CLV_RULE_NOT_CONTAINS, FALSE },
  { "not", "contain", CLV_RULE_NOT_CONTAINS, FALSE },
  { "not", "known", CLV_RULE_UNKNOWN, FALSE },
  { "not", NULL, CLV_RULE_NOT_EQUAL, FALSE },
  { "in", NULL, CLV_RULE_IN, FALSE },
  { "contains", NULL, CLV_RULE_CONTAINS, FALSE },
  { "known", NULL, CLV_RULE_KNOWN, FALSE },
  { "unknown", NULL, CLV_RULE_UNKNOWN, FALSE },
  { "more", "than", CLV_RULE_ABOVE, FALSE },
  { "above", NULL, CLV_RULE_ABOVE, FALSE },
  { "over", NULL, CLV_RULE_ABOVE, FALSE },
  { "less", "than", CLV_RULE_BELOW, FALSE },
  { "below", NULL, CLV_RULE_BELOW, FALSE },
  { "under", NULL, CLV_RULE_BELOW, FALSE },
  { "at", "least", CLV_RULE_AT_LEAST, FALSE },
  { "at", "most", CLV_RULE_AT_MOST, FALSE },
  { "before", NULL, CLV_RULE_BELOW, TRUE },
  { "after", NULL, CLV_RULE_ABOVE, TRUE },
  { "since", NULL, CLV_RULE_AT_LEAST, TRUE },
  { "until", NULL, CLV_RULE_AT_MOST, TRUE },
  { "on", NULL, CLV_RULE_EQUAL, TRUE },
};

/* Reads one of the phrases; FALSE leaves the parser where it was, but for a word of two whose second is missing. */
static gboolean
parse_phrase (Parser  *self,
              ClvRule *rule)
{
  const gboolean is_date = clv_rule_is_figure (rule, NULL) && clv_customer_figure_get_kind (rule->figure) == CLV_FIGURE_DATE;

  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
    {
      Parser ahead;

      if (!is_word (self, phrases[i].first) || (phrases[i].is_of_dates && !is_date))
        continue;
      if (phrases[i].second != NULL)
        {
          gboolean is_it;

          ahead = *self;
          ahead.word = NULL;
          advance (&ahead);
          is_it = is_word (&ahead, phrases[i].second);
          g_clear_pointer (&ahead.word, g_free);
          if (!is_it)
            continue;
          advance (self);
        }
      advance (self);
      rule->comparison = phrases[i].comparison;
      return TRUE;
    }
  return FALSE;
}

/* “between a and b” is two conditions. */
static ClvRule *
parse_between (Parser  *self,
               ClvRule *first)
{
  g_autoptr (ClvRule) second = clv_rule_alloc (CLV_RULE_CONDITION);
  ClvRule *both[] = { first, second };
  ClvRuleValue *from, *to;

  second->figure = first->figure;
  second->name = g_strdup (first->name);
  first->comparison = CLV_RULE_AT_LEAST;
  second->comparison = CLV_RULE_AT_MOST;
  if (clv_customer_figure_get_kind (first->figure) == CLV_FIGURE_DATE && clv_rule_is_figure (first, NULL))
    {
      /* “between 30 and 90 days ago” */
      ClvRuleValue value = { NULL, NAN, FALSE, FALSE, CLV_AGO_NONE };

      if (self->kind == TOKEN_WORD && clv_day_from_iso (self->word) == CLV_DAY_NONE && read_number (self->word, &value.number)
          && value.number >= 0 && value.number <= MOST_DAYS)
        {
          advance (self);
          if (self->kind == TOKEN_WORD && clv_ago_from_word (self->word, &value.ago))
            advance (self);
          skip_word (self, "ago");
          g_array_append_val (first->values, value);
        }
      else if (!parse_value (self, first, FALSE))
        return NULL;
    }
  else if (!parse_value (self, first, FALSE))
    return NULL;
  if (!skip_word (self, "and"))
    {
      expect (self, _("“and”"));
      return NULL;
    }
  if (!parse_value (self, second, FALSE))
    return NULL;
  from = &g_array_index (first->values, ClvRuleValue, 0);
  to = &g_array_index (second->values, ClvRuleValue, 0);
  if (!from->is_date && from->ago == CLV_AGO_NONE)
    from->ago = to->ago;
  return clv_rule_new_of (CLV_RULE_ALL, both, 2);
}

static ClvRule *
parse_condition (Parser *self)
{
  g_autoptr (ClvRule) rule = clv_rule_alloc (CLV_RULE_CONDITION);
  gboolean is_span = FALSE;

  if (self->kind != TOKEN_WORD && self->kind != TOKEN_QUOTED)
    {
      expect (self, _("the name of a figure or a column, “not” or “(”"));
      return NULL;
    }
  /* In quotes it is a column, whatever its name. */
  if (self->kind == TOKEN_WORD && clv_customer_figure_from_id (self->word, &rule->figure))
    rule->name = g_strdup (clv_customer_figure_to_id (rule->figure));
  else
    rule->name = g_strdup (self->word);
  advance (self);

  if (self->kind == TOKEN_COMPARISON)
    {
      rule->comparison = self->comparison;
      advance (self);
    }
  else
    {
      const char *const start = self->start;
      const gboolean has_is = skip_word (self, "is") || skip_word (self, "was") || skip_word (self, "does");
      const gboolean is_date = clv_rule_is_figure (rule, NULL) && clv_customer_figure_get_kind (rule->figure) == CLV_FIGURE_DATE;

      if (skip_word (self, "between"))
        return parse_between (self, rule);
      if (is_date && skip_word (self, "within"))
        {
          skip_word (self, "the");
          skip_word (self, "last");
          rule->comparison = CLV_RULE_AT_MOST;
          is_span = TRUE;
        }
      else if (!parse_phrase (self, rule))
        {
          rule->comparison = CLV_RULE_EQUAL;
          if (!has_is || self->start == start)
            {
              expect (self, _("a comparison such as =, >, “is”, “in” or “contains”"));
              return NULL;
            }
        }
    }
  if (!clv_rule_comparison_suits (rule->comparison, rule->figure))
    {
      /* Translators: the name of a figure */
      g_autofree char *expected = g_strdup_printf (_("a comparison that “%s” can have"), rule->name);

      expect (self, expected);
      return NULL;
    }
  if (rule->comparison == CLV_RULE_KNOWN || rule->comparison == CLV_RULE_UNKNOWN)
    return g_steal_pointer (&rule);
  if (rule->comparison == CLV_RULE_IN || rule->comparison == CLV_RULE_NOT_IN)
    return parse_list (self, rule) ? g_steal_pointer (&rule) : NULL;
  return parse_value (self, rule, is_span) ? g_steal_pointer (&rule) : NULL;
}

static ClvRule *parse_any (Parser *self);

static ClvRule *
parse_unary (Parser *self)
{
  ClvRule *rule = NULL;

  if (self->depth >= CLV_RULE_MAX_DEPTH)
    {
      expect (self, _("fewer brackets"));
      return NULL;
    }
  self->depth++;
  if (is_word (self, "not"))
    {
      g_autoptr (ClvRule) child = NULL;

      advance (self);
      child = parse_unary (self);
      if (child != NULL)
        rule = clv_rule_new_of (CLV_RULE_NOT, &child, 1);
    }
  else if (self->kind == TOKEN_OPEN)
    {
      advance (self);
      rule = parse_any (self);
      if (rule != NULL && self->kind != TOKEN_CLOSE)
        {
          expect (self, _("“and”, “or” or “)”"));
          g_clear_pointer (&rule, clv_rule_unref);
        }
      else if (rule != NULL)
        advance (self);
    }
  else
    rule = parse_condition (self);
  self->depth--;
  return rule;
}

static ClvRule *
parse_joined (Parser     *self,
              ClvRuleKind kind,
              const char *word,
              ClvRule  *(*parse_child) (Parser *self))
{
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_rule_unref);

  do
    {
      ClvRule *child = parse_child (self);

      if (child == NULL)
        return NULL;
      g_ptr_array_add (children, child);
    }
  while (skip_word (self, word));
  return clv_rule_new_of (kind, (ClvRule *const *) children->pdata, children->len);
}

static ClvRule *
parse_all (Parser *self)
{
  return parse_joined (self, CLV_RULE_ALL, "and", parse_unary);
}

static ClvRule *
parse_any (Parser *self)
{
  return parse_joined (self, CLV_RULE_ANY, "or", parse_all);
}

/**
 * clv_rule_parse:
 * @text: a rule, see clv-rule.h
 * @position: (out) (optional): characters before the fault, for an editor to mark it
 *
 * Reads a rule. Names of columns are looked up when data are there: clv_rule_check().
 *
 * Returns: (transfer full): the rule, or NULL with an error that says where it is wrong and what was expected
 */
ClvRule *
clv_rule_parse (const char *text,
                guint      *position,
                GError    **error)
{
  Parser self = { .text = text, .next = text, .start = text, .before = text };
  g_autoptr (ClvRule) rule = NULL;

  if (position != NULL)
    *position = 0;
  if (!g_utf8_validate (text, -1, NULL) || strlen (text) > CLV_RULE_MAX_LENGTH)
    {
      g_set_error_literal (error, CLV_RULE_ERROR, CLV_RULE_ERROR_SYNTAX, _("The rule is no text, or far too long."));
      return NULL;
    }
  advance (&self);
  rule = parse_any (&self);
  if (rule != NULL && self.kind != TOKEN_END)
    {
      expect (&self, _("“and”, “or” or the end"));
      g_clear_pointer (&rule, clv_rule_unref);
    }
  g_free (self.word);
  if (position != NULL)
    *position = self.position;
  if (self.error != NULL)
    g_propagate_error (error, self.error);
  return g_steal_pointer (&rule);
}

/**
 * clv_rule_new_condition:
 * @name: id of a figure, or a column
 * @value: as it is typed; "" for CLV_RULE_KNOWN and CLV_RULE_UNKNOWN
 *
 * A condition of an editor.
 *
 * Returns: (transfer full): the rule, or NULL when the value does not fit, with what was expected
 */
ClvRule *
clv_rule_new_condition (const char       *name,
                        ClvRuleComparison comparison,
                        const char       *value,
                        GError          **error)
{
  Parser self = { .text = value, .next = value, .start = value, .before = value };
  g_autoptr (ClvRule) rule = clv_rule_alloc (CLV_RULE_CONDITION);
  gboolean is_fine = TRUE;

  g_return_val_if_fail (comparison < CLV_N_RULE_COMPARISONS, NULL);
  if (!clv_customer_figure_from_id (name, &rule->figure))
    rule->figure = CLV_N_CUSTOMER_FIGURES;
  rule->name = g_strdup (name);
  rule->comparison = comparison;
  if (!g_utf8_validate (value, -1, NULL) || !clv_rule_comparison_suits (comparison, rule->figure))
    {
      g_set_error (error, CLV_RULE_ERROR, CLV_RULE_ERROR_SYNTAX, _("“%s” cannot be compared like that."), name);
      return NULL;
    }
  advance (&self);
  if (comparison == CLV_RULE_IN || comparison == CLV_RULE_NOT_IN)
    is_fine = parse_list (&self, rule);
  else if (comparison != CLV_RULE_KNOWN && comparison != CLV_RULE_UNKNOWN)
    is_fine = parse_value (&self, rule, FALSE);
  if (is_fine && self.kind != TOKEN_END)
    is_fine = expect (&self, _("the end"));
  g_free (self.word);
  if (self.error != NULL)
    g_propagate_error (error, self.error);
  return is_fine ? g_steal_pointer (&rule) : NULL;
}
