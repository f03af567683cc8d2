/* clv-password.c - passwords of workbooks, as their ciphers take them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-password-private.h"

#include <openssl/crypto.h>
#include <string.h>

/* Excel takes 255 letters. */
#define MAX_BYTES 4096

gboolean
clv_password_init (ClvPassword *self,
                   const char  *text)
{
  gsize n_text = strlen (text);
  glong n_units = 0;
  gunichar2 *units;

  *self = (ClvPassword) { 0 };
  if (n_text == 0 || n_text > MAX_BYTES)
    return FALSE;
  units = g_utf8_to_utf16 (text, (glong) n_text, NULL, &n_units, NULL);
  if (units == NULL)
    return FALSE;
  self->length = 2 * (gsize) n_units;
  self->bytes = g_malloc (self->length);
  for (glong i = 0; i < n_units; i++)
    {
      self->bytes[2 * i] = (guint8) units[i];
      self->bytes[2 * i + 1] = (guint8) (units[i] >> 8);
    }
  OPENSSL_cleanse (units, self->length);
  g_free (units);
  return TRUE;
}

void
clv_password_clear (ClvPassword *self)
{
  if (self->bytes != NULL)
    OPENSSL_cleanse (self->bytes, self->length);
  g_clear_pointer (&self->bytes, g_free);
  self->length = 0;
}
