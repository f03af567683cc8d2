/* clv-ooxml-info.c - how a workbook since 2007 is hidden: the stream EncryptionInfo
 *
 * Two ways are known: “standard” (Excel 2007), fields one after the other, and “agile” (since 2010), in XML.
 * Source: [MS-OFFCRYPTO] 2.3.2, 2.3.3, 2.3.4.5 and 2.3.4.10.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <expat.h>
#include <string.h>

#include "clv-bytes-private.h"
#include "clv-ooxml-private.h"

#define MAX_SPINS 10000000u /* by the standard; such a password takes seconds */
#define STANDARD_SPINS 50000u
#define STANDARD_SALT_BYTES 16u
#define SHA1_BYTES 20u

/* --- standard --- */

static gboolean
is_aes (guint32 algorithm,
        guint32 n_key_bits)
{
  return (algorithm == 0x660E && n_key_bits == 128) || (algorithm == 0x660F && n_key_bits == 192) ||
         (algorithm == 0x6610 && n_key_bits == 256) || (algorithm == 0 && n_key_bits == 128);
}

static void
take_secret (ClvOoxmlSecret *secret,
             const guint8   *bytes,
             gsize           length)
{
  memcpy (secret->bytes, bytes, length);
  secret->length = length;
}

static ClvOoxmlStatus
parse_standard (ClvOoxmlInfo *self,
                const guint8 *bytes,
                gsize         length)
{
  const guint32 is_aes_flag = 0x20, is_external_flag = 0x10;
  const gsize at_header = 12, at_algorithm = 8, at_hash = 12, at_key_bits = 16, n_known = 32;
  const gsize n_verifier = 4 + STANDARD_SALT_BYTES + 16 + 4 + 32;
  const guint8 *header = bytes + at_header, *verifier;
  guint32 n_header, hash;

  if (length < at_header)
    return CLV_OOXML_DAMAGED;
  if ((clv_bytes_u32 (bytes + 4) & is_external_flag) != 0 || (clv_bytes_u32 (bytes + 4) & is_aes_flag) == 0)
    return CLV_OOXML_UNKNOWN;
  n_header = clv_bytes_u32 (bytes + 8);
  if (n_header < n_known || n_header > length - at_header || length - at_header - n_header < n_verifier)
    return CLV_OOXML_DAMAGED;
  hash = clv_bytes_u32 (header + at_hash);
  if (!is_aes (clv_bytes_u32 (header + at_algorithm), clv_bytes_u32 (header + at_key_bits)) || (hash != 0 && hash != 0x8004))
    return CLV_OOXML_UNKNOWN;
  verifier = header + n_header;
  if (clv_bytes_u32 (verifier) != STANDARD_SALT_BYTES || clv_bytes_u32 (verifier + 4 + STANDARD_SALT_BYTES + 16) != SHA1_BYTES)
    return CLV_OOXML_DAMAGED;

  self->by_password.hash = CLV_OOXML_SHA1;
  self->by_password.n_key_bytes = clv_bytes_u32 (header + at_key_bits) / 8;
  self->by_password.n_salt = STANDARD_SALT_BYTES;
  memcpy (self->by_password.salt, verifier + 4, STANDARD_SALT_BYTES);
  take_secret (&self->verifier, verifier + 4 + STANDARD_SALT_BYTES, 16);
  take_secret (&self->verifier_hash, verifier + 4 + STANDARD_SALT_BYTES + 16 + 4, 32);
  self->n_spins = STANDARD_SPINS;
  return CLV_OOXML_FINE;
}

/* --- agile --- */

typedef struct
{
  ClvOoxmlInfo  *info;
  XML_Parser     parser;
  gboolean       has_content, has_password;
  ClvOoxmlStatus status;
} AgileRun;

static const char *
get_attribute (const char **attributes,
               const char  *name)
{
  for (guint i = 0; attributes[i] != NULL; i += 2)
    if (strcmp (attributes[i], name) == 0)
      return attributes[i + 1];
  return "";
}

static gboolean
read_number (const char **attributes,
             const char  *name,
             guint64      min,
             guint64      max,
             guint64     *number)
{
  return g_ascii_string_to_unsigned (get_attribute (attributes, name), 10, min, max, number, NULL);
}

static gboolean
read_bytes (const char **attributes,
            const char  *name,
            guint8      *bytes,
            gsize        max_length,
            gsize       *length)
{
  const char *text = get_attribute (attributes, name);
  g_autofree guchar *decoded = g_base64_decode (text, length);

  if (*length == 0 || *length > max_length)
    return FALSE;
  memcpy (bytes, decoded, *length);
  return TRUE;
}

/* @n_min: bytes that must be hidden there. */
static ClvOoxmlStatus
read_secret (const char    **attributes,
             const char     *name,
             gsize           n_min,
             ClvOoxmlSecret *secret)
{
  if (!read_bytes (attributes, name, secret->bytes, sizeof secret->bytes, &secret->length) ||
      secret->length % CLV_OOXML_BLOCK_BYTES != 0 || secret->length < n_min)
    return CLV_OOXML_DAMAGED;
  return CLV_OOXML_FINE;
}

static gboolean
find_hash (const char   *name,
           ClvOoxmlHash *hash)
{
  static const struct
  {
    const char  *name;
    ClvOoxmlHash hash;
  } known[] = {
    { "SHA1", CLV_OOXML_SHA1 },     { "SHA-1", CLV_OOXML_SHA1 },     { "SHA256", CLV_OOXML_SHA256 },
    { "SHA-256", CLV_OOXML_SHA256 }, { "SHA384", CLV_OOXML_SHA384 },  { "SHA-384", CLV_OOXML_SHA384 },
    { "SHA512", CLV_OOXML_SHA512 }, { "SHA-512", CLV_OOXML_SHA512 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_ascii_strcasecmp (name, known[i].name) == 0)
      {
        *hash = known[i].hash;
        return TRUE;
      }
  return FALSE;
}

static ClvOoxmlStatus
read_method (const char    **attributes,
             ClvOoxmlMethod *method)
{
  guint64 n_salt, n_bits, n_hash, n_block;

  if (strcmp (get_attribute (attributes, "cipherAlgorithm"), "AES") != 0 ||
      strcmp (get_attribute (attributes, "cipherChaining"), "ChainingModeCBC") != 0 ||
      !find_hash (get_attribute (attributes, "hashAlgorithm"), &method->hash))
    return CLV_OOXML_UNKNOWN;
  if (!read_number (attributes, "saltSize", 1, CLV_OOXML_MAX_SALT_BYTES, &n_salt) ||
      !read_number (attributes, "keyBits", 128, 256, &n_bits) || n_bits % 64 != 0 ||
      !read_number (attributes, "hashSize", 1, CLV_OOXML_MAX_HASH_BYTES, &n_hash) ||
      n_hash != clv_ooxml_hash_get_size (method->hash) ||
      !read_number (attributes, "blockSize", CLV_OOXML_BLOCK_BYTES, CLV_OOXML_BLOCK_BYTES, &n_block) ||
      !read_bytes (attributes, "saltValue", method->salt, sizeof method->salt, &method->n_salt) ||
      method->n_salt != n_salt)
    return CLV_OOXML_DAMAGED;
  method->n_key_bytes = (gsize) n_bits / 8;
  return CLV_OOXML_FINE;
}

static ClvOoxmlStatus
read_key (AgileRun    *run,
          const char **attributes)
{
  ClvOoxmlInfo *info = run->info;
  guint64 n_spins;
  ClvOoxmlStatus status = read_method (attributes, &info->by_password);

  if (status != CLV_OOXML_FINE)
    return status;
  if (!read_number (attributes, "spinCount", 0, MAX_SPINS, &n_spins))
    return CLV_OOXML_DAMAGED;
  info->n_spins = (guint32) n_spins;
  status = read_secret (attributes, "encryptedVerifierHashInput", info->by_password.n_salt, &info->verifier);
  if (status == CLV_OOXML_FINE)
    status = read_secret (attributes, "encryptedVerifierHashValue", clv_ooxml_hash_get_size (info->by_password.hash),
                          &info->verifier_hash);
  if (status == CLV_OOXML_FINE)
    status = read_secret (attributes, "encryptedKeyValue", 16, &info->key);
  return status;
}

static void XMLCALL
start_cb (void        *user_data,
          const char  *name,
          const char **attributes)
{
  AgileRun *run = user_data;
  const char *colon = strrchr (name, ':');

  if (colon != NULL)
    name = colon + 1;
  if (strcmp (name, "keyData") == 0 && !run->has_content)
    {
      run->status = read_method (attributes, &run->info->content);
      run->has_content = TRUE;
    }
  else if (strcmp (name, "dataIntegrity") == 0 && !run->info->has_hmac)
    {
      run->status = read_secret (attributes, "encryptedHmacKey", 1, &run->info->hmac_key);
      if (run->status == CLV_OOXML_FINE)
        run->status = read_secret (attributes, "encryptedHmacValue", 1, &run->info->hmac);
      run->info->has_hmac = TRUE;
    }
  /* There may be other keys, for people who hold a certificate. */
  else if (strcmp (name, "encryptedKey") == 0 && *get_attribute (attributes, "spinCount") != '\0' && !run->has_password)
    {
      run->status = read_key (run, attributes);
      run->has_password = TRUE;
    }
  if (run->status != CLV_OOXML_FINE)
    XML_StopParser (run->parser, XML_FALSE);
}

static void XMLCALL
doctype_cb (void       *user_data,
            const char *name,
            const char *system_id,
            const char *public_id,
            int         has_internal_subset)
{
  AgileRun *run = user_data;

  run->status = CLV_OOXML_DAMAGED;
  XML_StopParser (run->parser, XML_FALSE);
}

static gboolean
has_hmac_of_full_length (const ClvOoxmlInfo *info)
{
  gsize n_hash = clv_ooxml_hash_get_size (info->content.hash);

  return info->hmac_key.length >= n_hash && info->hmac.length >= n_hash;
}

static ClvOoxmlStatus
parse_agile (ClvOoxmlInfo *self,
             const guint8 *bytes,
             gsize         length)
{
  const gsize at_xml = 8;
  AgileRun run = { .info = self };
  enum XML_Status parsed;

  if (length <= at_xml)
    return CLV_OOXML_DAMAGED;
  self->is_agile = TRUE;
  run.parser = XML_ParserCreate (NULL);
  XML_SetUserData (run.parser, &run);
  XML_SetStartElementHandler (run.parser, start_cb);
  XML_SetStartDoctypeDeclHandler (run.parser, doctype_cb);
  parsed = XML_Parse (run.parser, (const char *) bytes + at_xml, (int) (length - at_xml), XML_TRUE);
  XML_ParserFree (run.parser);
  if (run.status != CLV_OOXML_FINE)
    return run.status;
  if (parsed != XML_STATUS_OK || !run.has_content)
    return CLV_OOXML_DAMAGED;
  /* Only for those who hold a certificate. */
  if (!run.has_password)
    return CLV_OOXML_UNKNOWN;
  if (self->key.length < self->content.n_key_bytes || (self->has_hmac && !has_hmac_of_full_length (self)))
    return CLV_OOXML_DAMAGED;
  return CLV_OOXML_FINE;
}

ClvOoxmlStatus
clv_ooxml_info_parse (ClvOoxmlInfo *self,
                      const guint8 *bytes,
                      gsize         length)
{
  guint major, minor;

  *self = (ClvOoxmlInfo) { 0 };
  if (length < 8)
    return CLV_OOXML_DAMAGED;
  major = clv_bytes_u16 (bytes);
  minor = clv_bytes_u16 (bytes + 2);
  if (major == 4 && minor == 4)
    return parse_agile (self, bytes, length);
  if (major >= 2 && major <= 4 && minor == 2)
    return parse_standard (self, bytes, length);
  return CLV_OOXML_UNKNOWN;
}
