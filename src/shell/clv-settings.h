/* clv-settings.h - what the window remembers of itself; does without when the schema is not installed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *clv_settings_get             (void);
int        clv_settings_get_int         (const char *key,
                                         int         fallback);
void       clv_settings_set_int         (const char *key,
                                         int         value);
gboolean   clv_settings_get_boolean     (const char *key,
                                         gboolean    fallback);
void       clv_settings_set_boolean     (const char *key,
                                         gboolean    value);
/* (transfer full); "" and an empty list when nothing is remembered. */
char      *clv_settings_dup_string      (const char *key);
void       clv_settings_set_string      (const char *key,
                                         const char *value);
char     **clv_settings_dup_strv        (const char *key);
void       clv_settings_set_strv        (const char        *key,
                                         const char *const *value);

G_END_DECLS
