/* clv-assumptions-text.c - what people decide as lines KEY=VALUE, for the project file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-assumptions.h"

#include <string.h>

/**
 * clv_assumptions_serialise:
 *
 * Returns: (transfer full): a line KEY=VALUE for each key that differs from the default; "" for the default
 */
char *
clv_assumptions_serialise (const ClvAssumptions *self)
{
  const char *const *keys = clv_assumptions_keys ();
  g_autoptr (GString) text = g_string_new (NULL);
  ClvAssumptions defaults;

  clv_assumptions_init_default (&defaults);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *value = clv_assumptions_dup_value (self, keys[i]);
      g_autofree char *usual = clv_assumptions_dup_value (&defaults, keys[i]);

      if (g_strcmp0 (value, usual) != 0)
        g_string_append_printf (text, "%s=%s\n", keys[i], value != NULL ? value : "");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * clv_assumptions_restore:
 * @serialised: what clv_assumptions_serialise() gave
 *
 * Starts from the default and takes every line that can still be read: a project of a newer version
 * may hold keys that this one does not know.
 */
void
clv_assumptions_restore (ClvAssumptions *self,
                         const char     *serialised)
{
  g_auto (GStrv) lines = g_strsplit (serialised, "\n", -1);

  clv_assumptions_init_default (self);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *equals = strchr (lines[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      clv_assumptions_set (self, lines[i], equals + 1, NULL);
    }
}
