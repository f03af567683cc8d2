/* clv-mapping-title.c - what to call results: after the file that most of them come from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "clv-mapping-private.h"

static gboolean
holds_sales (const ClvTableMapping *mapping)
{
  return mapping->kind == CLV_KIND_ORDERS || mapping->kind == CLV_KIND_LINES || mapping->kind == CLV_KIND_CUSTOMER_VALUES;
}

/* Rows of sales go before those of any list beside them. */
static guint64
weigh (const ClvTableMapping *mapping)
{
  const guint64 n_rows = clv_table_get_n_rows (mapping->table);

  if (mapping->kind == CLV_KIND_IGNORED)
    return 0;
  return holds_sales (mapping) ? n_rows << 32 : n_rows;
}

/**
 * clv_mapping_dup_title:
 * @self: a mapping
 * @files: (array): for each table, the number of its file, from 0
 *
 * The file with most rows of sales stands for all; files of which nothing is used are not counted.
 *
 * Returns: (transfer full): “orders.xlsx and 2 more files”; "" without tables
 */
char *
clv_mapping_dup_title (const ClvMapping *self,
                       const guint      *files)
{
  const guint n_tables = self->tables->len;
  g_autofree guint64 *weights = g_new0 (guint64, n_tables + 1);
  guint best = 0, n_used = 0, n_more;
  const char *name;

  if (n_tables == 0)
    return g_strdup ("");
  for (guint i = 0; i < n_tables; i++)
    {
      const guint64 weight = weigh (self->tables->pdata[i]);
      guint first = 0;

      /* A file counts where its first table stands. */
      while (files[first] != files[i])
        first++;
      n_used += weights[first] == 0 && weight > 0;
      weights[first] += weight;
    }
  for (guint i = 1; i < n_tables; i++)
    if (weights[i] > weights[best])
      best = i;
  name = clv_table_get_file (((const ClvTableMapping *) self->tables->pdata[best])->table);
  n_more = MAX (n_used, 1) - 1;
  if (n_more == 0)
    return g_strdup (name);
  /* Translators: name of a file, number of other files */
  return g_strdup_printf (ngettext ("%s and %u more file", "%s and %u more files", n_more), name, n_more);
}
