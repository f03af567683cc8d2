/* clv-sha256.c - the fingerprint of a file, by libcrypto
 *
 * GChecksum needs half a second for 100 MB, as long as reading the whole table;
 * libcrypto uses what the processor has for it and takes a tenth of that.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-sha256-private.h"

#include <openssl/evp.h>

struct _ClvSha256
{
  EVP_MD_CTX *context;
};

ClvSha256 *
clv_sha256_new (void)
{
  ClvSha256 *self = g_new0 (ClvSha256, 1);

  self->context = EVP_MD_CTX_new ();
  EVP_DigestInit_ex (self->context, EVP_sha256 (), NULL);
  return self;
}

void
clv_sha256_free (ClvSha256 *self)
{
  if (self == NULL)
    return;
  EVP_MD_CTX_free (self->context);
  g_free (self);
}

void
clv_sha256_update (ClvSha256  *self,
                   const char *data,
                   gsize       length)
{
  EVP_DigestUpdate (self->context, data, length);
}

char *
clv_sha256_finish (ClvSha256 *self)
{
  guchar digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  GString *hex = g_string_new (NULL);

  EVP_DigestFinal_ex (self->context, digest, &length);
  for (unsigned int i = 0; i < length; i++)
    g_string_append_printf (hex, "%02x", digest[i]);
  return g_string_free (hex, FALSE);
}
