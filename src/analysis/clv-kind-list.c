/* clv-kind-list.c - several kinds of problems in one assumption
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-kind-list-private.h"

#include <glib/gi18n-lib.h>

#include "clv-problem.h"

static gboolean
may_name (ClvKindList list,
          ClvRowMark  mark)
{
  return clv_row_mark_lacks_amount (mark) == (list == CLV_KINDS_TO_COUNT_AS_0);
}

/**
 * clv_kind_list_parse:
 * @text: kinds with commas or blanks between them
 * @set: (inout): unchanged on failure
 * @unknown: (out) (transfer full): on failure, the text that @list cannot name
 *
 * Reads which kinds are meant. With a sign before each, they are added to @set or taken from it.
 *
 * Returns: FALSE when there is something else in @text
 */
gboolean
clv_kind_list_parse (ClvKindList     list,
                     const char     *text,
                     ClvRowMarkSet  *set,
                     char          **unknown)
{
  g_auto (GStrv) names = g_strsplit_set (text, ", ", -1);
  ClvRowMarkSet result = 0;

  for (guint i = 0; names[i] != NULL; i++)
    if (*names[i] == '+' || *names[i] == '-')
      result = *set;
  for (guint i = 0; names[i] != NULL; i++)
    {
      const gboolean is_signed = *names[i] == '+' || *names[i] == '-';
      g_autofree char *kind = g_ascii_strdown (names[i] + is_signed, -1);
      const int mark = clv_row_mark_find (kind);

      if (*names[i] == '\0')
        continue;
      if (mark < 0 || !may_name (list, mark))
        {
          *unknown = g_strdup (names[i] + is_signed);
          return FALSE;
        }
      if (*names[i] == '-')
        result &= ~CLV_ROW_MARK_BIT (mark);
      else
        result |= CLV_ROW_MARK_BIT (mark);
    }
  *set = result;
  return TRUE;
}

/* (transfer full) The ids, or the titles, of what is in @set. */
static char *
join (ClvRowMarkSet set,
      gboolean      are_titles,
      const char   *separator)
{
  GString *text = g_string_new (NULL);

  for (int mark = 0; mark < CLV_N_ROW_MARKS; mark++)
    if (set & CLV_ROW_MARK_BIT (mark))
      {
        const char *kind = clv_row_mark_get_kind (mark);

        g_string_append (text, text->len > 0 ? separator : "");
        g_string_append (text, are_titles ? clv_problem_kind_get_title (kind) : kind);
      }
  return g_string_free (text, FALSE);
}

/**
 * clv_kind_list_dup_text:
 *
 * Returns: (transfer full): as clv_kind_list_parse() takes it
 */
char *
clv_kind_list_dup_text (ClvRowMarkSet set)
{
  return join (set, FALSE, ",");
}

/**
 * clv_kind_list_dup_words:
 *
 * Returns: (transfer full): the titles of the kinds, for people
 */
char *
clv_kind_list_dup_words (ClvRowMarkSet set)
{
  return set == 0 ? g_strdup (_("None")) : join (set, TRUE, "; ");
}

/**
 * clv_kind_list_dup_choices:
 *
 * Returns: (transfer full): all kinds that @list can name
 */
char *
clv_kind_list_dup_choices (ClvKindList list)
{
  ClvRowMarkSet set = 0;

  for (int mark = 0; mark < CLV_N_ROW_MARKS; mark++)
    if (may_name (list, mark))
      set |= CLV_ROW_MARK_BIT (mark);
  return join (set, FALSE, ", ");
}
