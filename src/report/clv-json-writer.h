/* clv-json-writer.h - writes JSON into a text, with commas and indentation in their places
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  GString *text;     /* borrowed */
  guint    depth;
  guint    compact;  /* the depth from which everything stays on one line; 0 not */
  gboolean has_item; /* the present object or array has something in it */
} ClvJson;

void clv_json_init         (ClvJson    *self,
                            GString    *text);
/* Each value takes the @key it has in an object; NULL in an array. */
void clv_json_begin_object (ClvJson    *self,
                            const char *key);
/* Everything in it on one line. */
void clv_json_begin_line   (ClvJson    *self,
                            const char *key);
void clv_json_end_object   (ClvJson    *self);
void clv_json_begin_array  (ClvJson    *self,
                            const char *key);
/* All of its items on one line. */
void clv_json_begin_row    (ClvJson    *self,
                            const char *key);
void clv_json_end_array    (ClvJson    *self);
void clv_json_text         (ClvJson    *self,
                            const char *key,
                            const char *value);
/* Shortest decimal that reads back as the same double; null when not finite. */
void clv_json_number       (ClvJson    *self,
                            const char *key,
                            double      value);
void clv_json_integer      (ClvJson    *self,
                            const char *key,
                            gint64      value);
void clv_json_boolean      (ClvJson    *self,
                            const char *key,
                            gboolean    value);
void clv_json_null         (ClvJson    *self,
                            const char *key);

G_END_DECLS
