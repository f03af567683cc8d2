/* clv-header-names.c - one name a column from a header of several rows
 *
 * “2024” over “Revenue” and “Cost” is merged over both in the workbook; exports drop the merge and leave a gap.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-header-names-private.h"

#include <string.h>

#include "clv-header-words-private.h"

/* A name of a group is not longer. */
#define MAX_GROUP_LETTERS 30

static const ClvHeadRow *
get_row (const GPtrArray *head_rows,
         guint            row)
{
  return head_rows->pdata[row];
}

static const char *
text_at (const ClvHeadRow *row,
         guint             column)
{
  const char *text = column < row->texts->len ? row->texts->pdata[column] : NULL;

  return text != NULL && *text != '\0' ? text : NULL;
}

static guint
count_texts (const ClvHeadRow *row)
{
  guint n = 0;

  for (guint c = 0; c < row->texts->len; c++)
    n += text_at (row, c) != NULL ? 1 : 0;
  return n;
}

/* How many groups the row names: one whose name stands over each of its columns is named once. */
static guint
count_groups (const ClvHeadRow *row)
{
  const char *last = NULL;
  guint n = 0;

  for (guint c = 0; c < row->texts->len; c++)
    {
      const char *text = text_at (row, c);

      n += text != NULL && g_strcmp0 (text, last) != 0 ? 1 : 0;
      last = text != NULL ? text : last;
    }
  return n;
}

/* “USD” beside “EUR”: both are what the group left of them is in. */
static gboolean
goes_on_as_money (const ClvHeadRow  *names,
                  const char *const *reach,
                  guint              column)
{
  const char *name = text_at (names, column), *before = column > 0 ? text_at (names, column - 1) : NULL;

  return before != NULL && reach[column - 1] != NULL && clv_header_is_money (before) && clv_header_is_money (name);
}

/* Without a merge, a name reaches to the next one, over the columns that have a name of their own below. The last one
 * ends where its group stops to resemble the groups before it, unless both names are units of money. */
static void
fill_right (const ClvHeadRow *groups,
            const ClvHeadRow *names,
            const char      **reach,
            guint             n)
{
  g_autoptr (GHashTable) names_before = g_hash_table_new (g_str_hash, g_str_equal);
  const char *current = NULL;
  guint last = 0;

  for (guint c = 0; c < n; c++)
    last = text_at (groups, c) != NULL ? c : last;
  for (guint c = 0; c < n; c++)
    {
      const char *own = text_at (groups, c), *name = text_at (names, c);

      if (own != NULL)
        {
          current = name != NULL ? own : NULL;
          reach[c] = own;
        }
      else if (current != NULL && name != NULL)
        {
          if (c > last && g_hash_table_size (names_before) > 0 && !g_hash_table_contains (names_before, name) &&
              !goes_on_as_money (names, reach, c))
            current = NULL;
          reach[c] = current;
        }
      if (c < last && reach[c] != NULL && name != NULL)
        g_hash_table_add (names_before, (gpointer) name);
    }
}

/* For each column, the name of its group; TRUE where the workbook tells it by a merge. */
static gboolean
find_reach (const ClvHeadRow *groups,
            const ClvHeadRow *names,
            const GArray     *merges,
            const char      **reach,
            guint             n)
{
  gboolean is_merged = FALSE;

  for (guint i = 0; i < merges->len; i++)
    {
      const ClvMerge *merge = &g_array_index (merges, ClvMerge, i);

      if (merge->first_row != groups->source_row || merge->last_column <= merge->first_column)
        continue;
      is_merged = TRUE;
      for (guint c = merge->first_column; c < n && c <= merge->last_column; c++)
        reach[c] = text_at (groups, merge->first_column);
    }
  if (!is_merged)
    fill_right (groups, names, reach, n);
  else
    for (guint c = 0; c < n; c++)
      if (text_at (groups, c) != NULL)
        reach[c] = text_at (groups, c);
  return is_merged;
}

/* How many names differ, with the group before them or without. */
static guint
count_distinct (const ClvHeadRow  *names,
                const char *const *reach,
                guint              n)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint c = 0; c < n; c++)
    if (text_at (names, c) != NULL)
      {
        g_autofree char *name = g_strconcat (reach != NULL && reach[c] != NULL ? reach[c] : "", "\n", text_at (names, c), NULL);

        g_hash_table_add (seen, g_utf8_casefold (name, -1));
      }
  return g_hash_table_size (seen);
}

static gboolean
is_merged_to_the_right (const ClvHeadRow *row,
                        const GArray     *merges,
                        guint             column)
{
  for (guint i = 0; i < merges->len; i++)
    {
      const ClvMerge *merge = &g_array_index (merges, ClvMerge, i);

      if (merge->first_row == row->source_row && merge->first_column == column && merge->last_column > column)
        return TRUE;
    }
  return FALSE;
}

/* A merge over some of the named columns names a group; one over all of them is a title. A text over a single name is
 * no group, unless it stands beside two of them: titles are merged now and then to fill a line. */
static gboolean
has_group_merge (const ClvHeadRow *groups,
                 const ClvHeadRow *names,
                 const GArray     *merges,
                 guint             n)
{
  guint n_names = count_texts (names), first_name = 0, n_groups = 0, n_singles = 0;

  while (first_name < n && text_at (names, first_name) == NULL)
    first_name++;
  for (guint i = 0; i < merges->len; i++)
    {
      const ClvMerge *merge = &g_array_index (merges, ClvMerge, i);
      guint n_below = 0;

      if (merge->first_row != groups->source_row || text_at (groups, merge->first_column) == NULL)
        continue;
      for (guint c = merge->first_column; c < n && c <= merge->last_column; c++)
        n_below += text_at (names, c) != NULL ? 1 : 0;
      if (n_below < 2 || n_below == n_names)
        continue;
      if (count_texts (groups) >= 2 || (merge->first_column > first_name && n_below * 3 <= n_names * 2))
        n_groups++;
    }
  for (guint c = 0; c < n && n_groups == 1 && n_singles == 0; c++)
    if (text_at (groups, c) != NULL && text_at (names, c) != NULL && !is_merged_to_the_right (groups, merges, c))
      n_singles++;
  return n_groups >= 2 || (n_groups == 1 && n_singles == 0);
}

/* “Branch” beside “North”, “Page 1”, “Printed on:” and a date: what reports say above their table. */
static gboolean
tells_of_report (const ClvHeadRow *row,
                 const ClvHeadRow *names)
{
  guint n = 0, last = 0;

  for (guint c = 0; c < row->texts->len; c++)
    {
      const char *text = text_at (row, c);

      if (text == NULL)
        continue;
      if (strpbrk (text, "0123456789:@") != NULL || g_utf8_strlen (text, -1) > MAX_GROUP_LETTERS)
        return TRUE;
      n++;
      last = c;
    }
  return n == 2 && last == 1 && names->texts->len > 2;
}

static gboolean
is_other_word (const char *a,
               const char *b)
{
  g_autofree char *folded_a = g_utf8_casefold (a, -1);
  g_autofree char *folded_b = g_utf8_casefold (b, -1);

  return !g_str_has_prefix (folded_a, folded_b) && !g_str_has_prefix (folded_b, folded_a);
}

/* A group while its columns are counted. */
typedef struct
{
  const char *name;
  guint       n_names;         /* named columns below */
  gboolean    is_needed;       /* a name below tells nothing without the group */
  gboolean    is_of_customers; /* a name below says “Client” */
} Group;

/* “Order”, “Customer”, “Amount” are groups; “Germany” and “Confidential” are not, and neither are “Customers” over a column
 * “Client”, which is what a list is called. */
static gboolean
may_be_group (const Group *group,
              guint       *n_known)
{
  ClvHeaderGroup kind = clv_header_find_group (group->name);

  *n_known += kind != CLV_HEADER_GROUP_NONE ? 1 : 0;
  return group->is_needed && (kind != CLV_HEADER_GROUP_NONE || group->n_names >= 2) &&
         !(kind == CLV_HEADER_GROUP_CUSTOMER && group->is_of_customers);
}

/* “Order” over “ID” and “Date”, “Amount” over “EUR”: each group has a name below it that tells nothing without the group,
 * and nobody would have written the one without the other. A title on the left and a branch on the right may stand over
 * such names, too: the words must be those of groups, and over an empty row, unless they are merged, more than two. */
static gboolean
is_needed_below (const ClvHeadRow  *groups,
                 const ClvHeadRow  *names,
                 const char *const *reach,
                 guint              n,
                 gboolean           is_merged)
{
  gboolean is_next = groups->source_row + 1 == names->source_row;
  Group group = { NULL };
  guint n_groups = 0, n_known = 0;

  for (guint c = 0; c < n; c++)
    {
      const char *own = text_at (groups, c), *name = text_at (names, c);

      if (own != NULL && g_strcmp0 (own, group.name) != 0)
        {
          if (group.name != NULL && !may_be_group (&group, &n_known))
            return FALSE;
          group = (Group) { own };
          n_groups++;
        }
      if (name == NULL || reach[c] == NULL || group.name == NULL)
        continue;
      group.n_names++;
      group.is_needed = group.is_needed || clv_header_needs_group (name);
      group.is_of_customers = group.is_of_customers || (clv_header_find_group (name) == CLV_HEADER_GROUP_CUSTOMER &&
                                                        is_other_word (name, group.name));
    }
  if (n_groups < 2 || !may_be_group (&group, &n_known) || tells_of_report (groups, names))
    return FALSE;
  return is_next ? n_known >= 2 : n_known == n_groups && (n_groups >= 3 || is_merged);
}

gboolean
clv_header_row_names_groups (const GPtrArray *head_rows,
                             guint            row,
                             const GArray    *merges)
{
  const ClvHeadRow *groups = get_row (head_rows, row), *names = get_row (head_rows, row + 1);
  guint n = MAX (groups->texts->len, names->texts->len);
  guint n_groups = count_groups (groups), n_names = count_texts (names);
  g_autofree const char **reach = g_new0 (const char *, n + 1);
  guint n_gaps = 0;
  gboolean is_merged;

  if (n_groups == 0 || n_names == 0)
    return FALSE;
  is_merged = find_reach (groups, names, merges, reach, n);
  if (is_needed_below (groups, names, reach, n, is_merged))
    return TRUE;
  /* An empty row between parts a title from its table. */
  if (groups->source_row + 1 != names->source_row)
    return FALSE;
  if (is_merged)
    return has_group_merge (groups, names, merges, n);
  for (guint c = 0; c < n; c++)
    n_gaps += text_at (groups, c) != NULL && text_at (names, c) == NULL ? 1 : 0;
  /* “Customer”, “Date” and “Amount” over nothing, nothing and “Net”, where nobody knows of merges. */
  if (n_gaps >= 2 && n_gaps < count_texts (groups) && merges->len == 0)
    return TRUE;
  /* “2023” and “2024” over “Revenue”, “Cost”, “Revenue”, “Cost”: only together are they different. */
  if (n_groups >= n_names || count_distinct (names, NULL, n) == n_names)
    return FALSE;
  return n_groups >= 2 ? count_distinct (names, reach, n) > count_distinct (names, NULL, n)
                       : count_distinct (names, reach, n) == n_names;
}

/* “Order ID” has “Order” in it already. */
static gboolean
begins_with (const char *part,
             const char *header)
{
  g_autofree char *folded = g_utf8_casefold (part, -1);
  g_autofree char *folded_header = g_utf8_casefold (header, -1);
  gsize n = strlen (folded_header);

  return g_str_has_prefix (folded, folded_header) && (folded[n] == '\0' || folded[n] == ' ');
}

static void
append_name (char      **header,
             const char *part,
             gboolean    is_unit)
{
  char *longer;

  if (part == NULL || (is_unit && (clv_header_is_format (part) || strspn (part, "-") == strlen (part))))
    return;
  if (*header == NULL)
    {
      *header = g_strdup (part);
      return;
    }
  if (begins_with (part, *header))
    longer = g_strdup (part);
  else if (clv_header_is_in_brackets (part))
    longer = g_strconcat (*header, " ", part, NULL);
  else if (is_unit || clv_header_is_money (part))
    longer = g_strconcat (*header, " (", part, ")", NULL);
  else
    longer = g_strconcat (*header, " / ", part, NULL);
  g_free (*header);
  *header = longer;
}

void
clv_header_join_names (const GPtrArray *head_rows,
                       guint            first,
                       guint            n_names,
                       const GArray    *merges,
                       char           **headers,
                       guint            n_headers)
{
  g_autofree const char **reach = g_new0 (const char *, n_headers + 1);

  for (guint row = first; row < head_rows->len; row++)
    {
      const ClvHeadRow *texts = get_row (head_rows, row);

      memset (reach, 0, n_headers * sizeof *reach);
      if (row + 1 < n_names)
        find_reach (texts, get_row (head_rows, row + 1), merges, reach, n_headers);
      else
        for (guint c = 0; c < n_headers; c++)
          reach[c] = text_at (texts, c);
      for (guint c = 0; c < n_headers; c++)
        append_name (&headers[c], reach[c], row >= n_names);
    }
}
