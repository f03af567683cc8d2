/* clv-settings.c - what the window remembers of itself; does without when the schema is not installed
 *
 * g_settings_new() ends the program when the schema is missing, and a program that
 * is run from its build directory has none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-settings.h"

/**
 * clv_settings_get:
 *
 * Returns: (transfer none) (nullable): the settings; NULL when the schema is not installed
 */
GSettings *
clv_settings_get (void)
{
  static GSettings *settings;
  static gsize initialised;

  if (g_once_init_enter (&initialised))
    {
      GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
      g_autoptr (GSettingsSchema) schema = NULL;

      if (source != NULL)
        schema = g_settings_schema_source_lookup (source, CLV_APP_ID, TRUE);
      if (schema != NULL)
        settings = g_settings_new_full (schema, NULL, NULL);
      g_once_init_leave (&initialised, 1);
    }
  return settings;
}

int
clv_settings_get_int (const char *key,
                      int         fallback)
{
  GSettings *settings = clv_settings_get ();

  return settings != NULL ? g_settings_get_int (settings, key) : fallback;
}

void
clv_settings_set_int (const char *key,
                      int         value)
{
  GSettings *settings = clv_settings_get ();

  if (settings != NULL)
    g_settings_set_int (settings, key, value);
}

gboolean
clv_settings_get_boolean (const char *key,
                          gboolean    fallback)
{
  GSettings *settings = clv_settings_get ();

  return settings != NULL ? g_settings_get_boolean (settings, key) : fallback;
}

void
clv_settings_set_boolean (const char *key,
                          gboolean    value)
{
  GSettings *settings = clv_settings_get ();

  if (settings != NULL)
    g_settings_set_boolean (settings, key, value);
}

char *
clv_settings_dup_string (const char *key)
{
  GSettings *settings = clv_settings_get ();

  return settings != NULL ? g_settings_get_string (settings, key) : g_strdup ("");
}

void
clv_settings_set_string (const char *key,
                         const char *value)
{
  GSettings *settings = clv_settings_get ();

  if (settings != NULL)
    g_settings_set_string (settings, key, value);
}

char **
clv_settings_dup_strv (const char *key)
{
  GSettings *settings = clv_settings_get ();

  return settings != NULL ? g_settings_get_strv (settings, key) : g_new0 (char *, 1);
}

void
clv_settings_set_strv (const char        *key,
                       const char *const *value)
{
  GSettings *settings = clv_settings_get ();

  if (settings != NULL)
    g_settings_set_strv (settings, key, value);
}
