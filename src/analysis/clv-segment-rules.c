/* clv-segment-rules.c - segments that people define themselves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-segment-rules.h"

#include <string.h>

#include "clv-scheme-private.h"

typedef struct
{
  char    *name;
  ClvRule *rule;
} Entry;

struct _ClvSegmentRules
{
  GArray *entries; /* Entry */
};

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
  clv_rule_unref (entry->rule);
}

ClvSegmentRules *
clv_segment_rules_new (void)
{
  ClvSegmentRules *self = g_new (ClvSegmentRules, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
  return self;
}

ClvSegmentRules *
clv_segment_rules_copy (const ClvSegmentRules *self)
{
  ClvSegmentRules *copy = clv_segment_rules_new ();

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      const Entry same = { g_strdup (entry->name), clv_rule_ref (entry->rule) };

      g_array_append_val (copy->entries, same);
    }
  return copy;
}

void
clv_segment_rules_free (ClvSegmentRules *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->entries);
  g_free (self);
}

guint
clv_segment_rules_get_n (const ClvSegmentRules *self)
{
  return self->entries->len;
}

const char *
clv_segment_rules_get_name (const ClvSegmentRules *self,
                            guint                  index)
{
  g_return_val_if_fail (index < self->entries->len, "");
  return g_array_index (self->entries, Entry, index).name;
}

ClvRule *
clv_segment_rules_get_rule (const ClvSegmentRules *self,
                            guint                  index)
{
  g_return_val_if_fail (index < self->entries->len, NULL);
  return g_array_index (self->entries, Entry, index).rule;
}

/* @except: the position that may have it. */
static gboolean
is_name_free (const ClvSegmentRules *self,
              const char            *name,
              guint                  except,
              GError               **error)
{
  if (*name == '\0' || strpbrk (name, "\n\r:") != NULL || !g_utf8_validate (name, -1, NULL))
    {
      g_set_error_literal (error, CLV_RULE_ERROR, CLV_RULE_ERROR_SYNTAX,
                           _("A segment needs a name, of one line and without a colon."));
      return FALSE;
    }
  for (guint i = 0; i < self->entries->len; i++)
    if (i != except && strcmp (g_array_index (self->entries, Entry, i).name, name) == 0)
      {
        g_set_error (error, CLV_RULE_ERROR, CLV_RULE_ERROR_SYNTAX, _("There is a segment “%s” already."), name);
        return FALSE;
      }
  return TRUE;
}

gboolean
clv_segment_rules_add (ClvSegmentRules *self,
                       const char      *name,
                       ClvRule         *rule,
                       GError         **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  Entry entry;

  if (!is_name_free (self, stripped, G_MAXUINT, error))
    return FALSE;
  if (self->entries->len == CLV_SEGMENT_RULES_MAX)
    {
      g_set_error (error, CLV_RULE_ERROR, CLV_RULE_ERROR_SYNTAX, _("There can be %d segments of your own at most."), CLV_SEGMENT_RULES_MAX);
      return FALSE;
    }
  entry = (Entry) { g_steal_pointer (&stripped), clv_rule_ref (rule) };
  g_array_append_val (self->entries, entry);
  return TRUE;
}

gboolean
clv_segment_rules_set (ClvSegmentRules *self,
                       guint            index,
                       const char      *name,
                       ClvRule         *rule,
                       GError         **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  Entry *entry;

  g_return_val_if_fail (index < self->entries->len, FALSE);
  if (!is_name_free (self, stripped, index, error))
    return FALSE;
  entry = &g_array_index (self->entries, Entry, index);
  g_free (entry->name);
  entry->name = g_steal_pointer (&stripped);
  clv_rule_ref (rule);
  clv_rule_unref (entry->rule);
  entry->rule = rule;
  return TRUE;
}

/**
 * clv_segment_rules_add_text:
 * @text: “name: rule”
 *
 * Returns: FALSE with CLV_RULE_ERROR_SYNTAX when it is none
 */
gboolean
clv_segment_rules_add_text (ClvSegmentRules *self,
                            const char      *text,
                            GError         **error)
{
  const char *colon = strchr (text, ':');
  g_autofree char *name = colon != NULL ? g_strndup (text, colon - text) : NULL;
  g_autoptr (ClvRule) rule = NULL;

  if (colon == NULL)
    {
      g_set_error (error, CLV_RULE_ERROR, CLV_RULE_ERROR_SYNTAX, _("“%s” is no “name: rule”, such as “Good: profit > 200”."), text);
      return FALSE;
    }
  /* Places in the message count from the first character of the rule. */
  rule = clv_rule_parse (colon + 1 + strspn (colon + 1, " \t"), NULL, error);
  if (rule == NULL)
    {
      g_prefix_error (error, "%s: ", name);
      return FALSE;
    }
  return clv_segment_rules_add (self, name, rule, error);
}

void
clv_segment_rules_move (ClvSegmentRules *self,
                        guint            from,
                        guint            to)
{
  Entry *entries = (Entry *) (void *) self->entries->data;
  Entry moved;

  g_return_if_fail (from < self->entries->len && to < self->entries->len);
  moved = entries[from];
  if (from < to)
    memmove (entries + from, entries + from + 1, (to - from) * sizeof *entries);
  else
    memmove (entries + to + 1, entries + to, (from - to) * sizeof *entries);
  entries[to] = moved;
}

void
clv_segment_rules_remove (ClvSegmentRules *self,
                          guint            index)
{
  g_return_if_fail (index < self->entries->len);
  g_array_remove_index (self->entries, index);
}

char *
clv_segment_rules_serialise (const ClvSegmentRules *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      g_autofree char *rule = clv_rule_to_text (clv_segment_rules_get_rule (self, i));

      g_string_append_printf (text, "%s: %s\n", clv_segment_rules_get_name (self, i), rule);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

ClvSegmentRules *
clv_segment_rules_restore (const char *serialised)
{
  g_auto (GStrv) lines = g_strsplit (serialised, "\n", -1);
  ClvSegmentRules *self = clv_segment_rules_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      clv_segment_rules_add_text (self, lines[i], NULL);
  return self;
}

void
clv_segment_rule_counts_free (ClvSegmentRuleCounts *self)
{
  if (self == NULL)
    return;
  g_free (self->meets);
  g_free (self->gets);
  g_free (self->both);
  g_free (self);
}

/* A bit for each rule that the customer meets. */
static guint64 *
match_all (const ClvSegmentRules *self,
           const ClvFindings     *findings,
           GError               **error)
{
  const guint32 n = findings->customers.n;
  g_autofree guint64 *met = g_new0 (guint64, (gsize) n + 1);
  g_autofree guint8 *matches = g_new (guint8, (gsize) n + 1);

  for (guint i = 0; i < self->entries->len; i++)
    {
      if (!clv_rule_match (clv_segment_rules_get_rule (self, i), findings, matches, error))
        {
          g_prefix_error (error, "%s: ", clv_segment_rules_get_name (self, i));
          return NULL;
        }
      for (guint32 c = 0; c < n; c++)
        met[c] |= (guint64) matches[c] << i;
    }
  return g_steal_pointer (&met);
}

static ClvSegmentRuleCounts *
count (const ClvSegmentRules *self,
       const ClvFindings     *findings,
       const guint64         *met)
{
  ClvSegmentRuleCounts *counts = g_new0 (ClvSegmentRuleCounts, 1);
  const guint n = self->entries->len;

  counts->n = n;
  counts->meets = g_new0 (guint32, (gsize) n + 1);
  counts->gets = g_new0 (guint32, (gsize) n + 1);
  counts->both = g_new0 (guint32, (gsize) n * n + 1);
  for (guint32 c = 0; c < findings->customers.n; c++)
    {
      if (!findings->customers.counted[c])
        continue;
      counts->customers++;
      if (met[c] == 0)
        {
          counts->rest++;
          continue;
        }
      counts->gets[__builtin_ctzll (met[c])]++;
      for (guint64 a = met[c]; a != 0; a &= a - 1)
        {
          const guint i = (guint) __builtin_ctzll (a);

          counts->meets[i]++;
          for (guint64 b = met[c]; b != 0; b &= b - 1)
            counts->both[i * n + (guint) __builtin_ctzll (b)]++;
        }
    }
  return counts;
}

/**
 * clv_segment_rules_count:
 *
 * Counts who meets which rule. Time O(conditions × customers).
 *
 * Returns: (transfer full): the counts, or NULL with CLV_RULE_ERROR_COLUMN
 */
ClvSegmentRuleCounts *
clv_segment_rules_count (const ClvSegmentRules *self,
                         const ClvFindings     *findings,
                         GError               **error)
{
  g_autofree guint64 *met = match_all (self, findings, error);

  return met != NULL ? count (self, findings, met) : NULL;
}

static gboolean
names_figure (const ClvRule *rule)
{
  for (guint i = 0; i < clv_rule_get_n_children (rule); i++)
    if (names_figure (clv_rule_get_child (rule, i)))
      return TRUE;
  return clv_rule_is_figure (rule, NULL);
}

/**
 * clv_scheme_new_of_rules:
 * @counts: (out) (optional) (transfer full): who meets which rule
 *
 * Puts each customer into the segment of the first rule that is met, all others into one at the end.
 *
 * Returns: (transfer full): the scheme “own”, or NULL with CLV_RULE_ERROR_COLUMN
 */
ClvScheme *
clv_scheme_new_of_rules (const ClvFindings     *findings,
                         const ClvSegmentRules *rules,
                         ClvSegmentRuleCounts **counts,
                         GError               **error)
{
  const guint n = rules->entries->len;
  g_autofree guint64 *met = match_all (rules, findings, error);
  g_autofree const char **names = NULL;
  ClvScheme *self;

  if (met == NULL)
    return NULL;
  names = g_new (const char *, (gsize) n + 1);
  for (guint i = 0; i < n; i++)
    names[i] = clv_segment_rules_get_name (rules, i);
  names[n] = _("(none)");
  self = clv_scheme_start (findings, "own", _("Your own segments"), names, n + 1, TRUE, n);
  self->details = g_new0 (char *, (gsize) n + 2);
  self->by_behaviour = FALSE;
  for (guint i = 0; i < n; i++)
    self->by_behaviour = self->by_behaviour || names_figure (clv_segment_rules_get_rule (rules, i));
  for (guint i = 0; i < n; i++)
    self->details[i] = clv_rule_to_sentence (clv_segment_rules_get_rule (rules, i), findings);
  self->details[n] = g_strdup (_("All who meet none of the rules"));
  for (guint32 c = 0; c < self->n_customers; c++)
    if (findings->customers.counted[c])
      self->by_customer[c] = met[c] != 0 ? (guint32) __builtin_ctzll (met[c]) : n;
  if (counts != NULL)
    *counts = count (rules, findings, met);
  return self;
}
