/* clv-xls-cipher.c - Excel workbooks before 2007 that are hidden by a password
 *
 * A workbook that is only protected against changes is hidden as well, with a password
 * that everybody has: Excel tries it by itself. Two ways are known here: RC4 with MD5 (Excel 97) and
 * RC4 with SHA-1 (Excel 2002). Source: [MS-XLS] 2.4.117, [MS-OFFCRYPTO] 2.3.5 and 2.3.6.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <openssl/crypto.h>
#include <string.h>

#include "clv-password-private.h"
#include "clv-xls-private.h"

#define BLOCK_BYTES 1024
#define MD5_BYTES 16
#define SHA1_BYTES 20
#define SALT_BYTES 16

typedef struct
{
  guint8 state[256];
  guint8 i, j;
} Rc4;

struct _ClvXlsCipher
{
  gboolean is_sha1;
  guint8   base[SHA1_BYTES]; /* what the keys of the blocks are made from */
  gsize    n_base_bytes;
  gsize    n_key_bytes;

  Rc4      rc4;
  guint64  block;
  gsize    position; /* in the block */
  gboolean has_key;
};

static void
rc4_init (Rc4         *self,
          const guint8 *key,
          gsize         length)
{
  guint8 j = 0;

  for (guint i = 0; i < 256; i++)
    self->state[i] = (guint8) i;
  for (guint i = 0; i < 256; i++)
    {
      guint8 kept = self->state[i];

      j = (guint8) (j + kept + key[i % length]);
      self->state[i] = self->state[j];
      self->state[j] = kept;
    }
  self->i = self->j = 0;
}

/* @data NULL passes over bytes. */
static void
rc4_apply (Rc4    *self,
           guint8 *data,
           gsize   length)
{
  for (gsize n = 0; n < length; n++)
    {
      guint8 kept;

      self->i++;
      kept = self->state[self->i];
      self->j = (guint8) (self->j + kept);
      self->state[self->i] = self->state[self->j];
      self->state[self->j] = kept;
      if (data != NULL)
        data[n] ^= self->state[(guint8) (self->state[self->i] + kept)];
    }
}

static void
digest (GChecksumType type,
        const guint8 *first,
        gsize         n_first,
        const guint8 *second,
        gsize         n_second,
        guint8       *result)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (type);
  gsize length = type == G_CHECKSUM_MD5 ? MD5_BYTES : SHA1_BYTES;

  g_checksum_update (checksum, first, (gssize) n_first);
  g_checksum_update (checksum, second, (gssize) n_second);
  g_checksum_get_digest (checksum, result, &length);
}

static void
begin_block (ClvXlsCipher *self,
             guint64       block)
{
  guint8 number[4] = { (guint8) block, (guint8) (block >> 8), (guint8) (block >> 16), (guint8) (block >> 24) };
  guint8 key[SHA1_BYTES] = { 0 };
  gsize n = MD5_BYTES;

  digest (self->is_sha1 ? G_CHECKSUM_SHA1 : G_CHECKSUM_MD5, self->base, self->n_base_bytes, number, sizeof number, key);
  if (self->is_sha1)
    {
      n = self->n_key_bytes;
      /* A key of 40 bits is filled up to 128. */
      if (n == 5)
        {
          memset (key + 5, 0, MD5_BYTES - 5);
          n = MD5_BYTES;
        }
    }
  rc4_init (&self->rc4, key, n);
  OPENSSL_cleanse (key, sizeof key);
  self->block = block;
  self->position = 0;
  self->has_key = TRUE;
}

static void
make_base_md5 (ClvXlsCipher      *self,
               const ClvPassword *password,
               const guint8      *salt)
{
  guint8 hash[MD5_BYTES], repeated[16 * (5 + SALT_BYTES)];

  digest (G_CHECKSUM_MD5, password->bytes, password->length, password->bytes, 0, hash);
  for (guint i = 0; i < 16; i++)
    {
      memcpy (repeated + i * (5 + SALT_BYTES), hash, 5);
      memcpy (repeated + i * (5 + SALT_BYTES) + 5, salt, SALT_BYTES);
    }
  digest (G_CHECKSUM_MD5, repeated, sizeof repeated, repeated, 0, self->base);
  self->n_base_bytes = 5;
  OPENSSL_cleanse (hash, sizeof hash);
  OPENSSL_cleanse (repeated, sizeof repeated);
}

static void
make_base_sha1 (ClvXlsCipher      *self,
                const ClvPassword *password,
                const guint8      *salt)
{
  digest (G_CHECKSUM_SHA1, salt, SALT_BYTES, password->bytes, password->length, self->base);
  self->n_base_bytes = SHA1_BYTES;
}

/* Whether the password is the right one: a random number, and its hash, both hidden. */
static gboolean
is_verified (ClvXlsCipher *self,
             const guint8 *verifier,
             const guint8 *hash)
{
  gsize n_hash = self->is_sha1 ? SHA1_BYTES : MD5_BYTES;
  guint8 number[SALT_BYTES], given[SHA1_BYTES], computed[SHA1_BYTES];

  memcpy (number, verifier, sizeof number);
  memcpy (given, hash, n_hash);
  begin_block (self, 0);
  rc4_apply (&self->rc4, number, sizeof number);
  rc4_apply (&self->rc4, given, n_hash);
  self->has_key = FALSE;
  digest (self->is_sha1 ? G_CHECKSUM_SHA1 : G_CHECKSUM_MD5, number, sizeof number, number, 0, computed);
  return memcmp (given, computed, n_hash) == 0;
}

/* @is_known: the record is whole, and tells a way that is known here. */
static gboolean
read_rc4 (ClvXlsCipher      *self,
          const ClvPassword *password,
          const guchar      *record,
          gsize              length,
          gboolean          *is_known)
{
  if (length < 6 + 3 * SALT_BYTES)
    return FALSE;
  *is_known = TRUE;
  make_base_md5 (self, password, record + 6);
  return is_verified (self, record + 6 + SALT_BYTES, record + 6 + 2 * SALT_BYTES);
}

static gboolean
read_crypto_api (ClvXlsCipher      *self,
                 const ClvPassword *password,
                 const guchar      *record,
                 gsize              length,
                 gboolean          *is_known)
{
  const gsize at_size = 10, at_header = 14, at_key_bits = 16;
  gsize n_header, at_salt;
  guint32 n_key_bits;

  if (length < at_header)
    return FALSE;
  n_header = clv_bytes_u32 (record + at_size);
  if (n_header < at_key_bits + 4 || n_header > length)
    return FALSE;
  /* Size of the salt, salt, verifier, size of the hash, hash. */
  at_salt = at_header + n_header + 4;
  if (at_salt + 2 * SALT_BYTES + 4 + SHA1_BYTES > length)
    return FALSE;
  n_key_bits = clv_bytes_u32 (record + at_header + at_key_bits);
  self->is_sha1 = TRUE;
  self->n_key_bytes = n_key_bits == 0 ? 5 : n_key_bits / 8;
  if (self->n_key_bytes < 5 || self->n_key_bytes > MD5_BYTES)
    return FALSE;
  *is_known = TRUE;
  make_base_sha1 (self, password, record + at_salt);
  return is_verified (self, record + at_salt + SALT_BYTES, record + at_salt + 2 * SALT_BYTES + 4);
}

static ClvXlsCipher *
try_password (const guchar *record,
              gsize         length,
              const char   *text,
              gboolean     *is_known)
{
  ClvXlsCipher *self = g_new0 (ClvXlsCipher, 1);
  g_auto (ClvPassword) password = { 0 };
  guint major = clv_bytes_u16 (record + 2);

  if (!clv_password_init (&password, text) ||
      !(major == 1 ? read_rc4 (self, &password, record, length, is_known)
                   : major >= 2 && major <= 4 && read_crypto_api (self, &password, record, length, is_known)))
    g_clear_pointer (&self, clv_xls_cipher_free);
  return self;
}

ClvXlsCipher *
clv_xls_cipher_new (const guchar *record,
                    gsize         length,
                    gboolean      is_biff8,
                    const char   *password,
                    gboolean     *is_known)
{
  ClvXlsCipher *self = NULL;

  *is_known = FALSE;
  if (!is_biff8 || length < 6 || clv_bytes_u16 (record) != 1)
    return NULL;
  if (password != NULL)
    self = try_password (record, length, password, is_known);
  return self != NULL ? self : try_password (record, length, CLV_PASSWORD_OF_EXCEL, is_known);
}

void
clv_xls_cipher_free (ClvXlsCipher *self)
{
  OPENSSL_cleanse (self, sizeof *self);
  g_free (self);
}

/* How many bytes of a record are never hidden. */
static gsize
count_open_bytes (guint16 id)
{
  switch (id)
    {
    case CLV_XLS_BOF:
    case CLV_XLS_FILEPASS:
    case 0x00E1: /* INTERFACEHDR */
    case 0x0138: /* RRDHEAD */
    case 0x0194: /* USREXCL */
    case 0x0195: /* FILELOCK */
    case 0x0196: /* RRDINFO */
      return G_MAXUINT16;
    case 0x0085: /* BOUNDSHEET, where the sheet begins */
      return 4;
    default:
      return 0;
    }
}

void
clv_xls_cipher_decrypt (ClvXlsCipher *self,
                        guint16       id,
                        guint64       offset,
                        guchar       *data,
                        gsize         length)
{
  gsize n_open = MIN (count_open_bytes (id), length);

  offset += n_open;
  data += n_open;
  length -= n_open;
  while (length > 0)
    {
      guint64 block = offset / BLOCK_BYTES;
      gsize position = (gsize) (offset % BLOCK_BYTES);
      gsize n = MIN (length, BLOCK_BYTES - position);

      if (!self->has_key || block != self->block || position < self->position)
        begin_block (self, block);
      rc4_apply (&self->rc4, NULL, position - self->position);
      rc4_apply (&self->rc4, data, n);
      self->position = position + n;
      data += n;
      length -= n;
      offset += n;
    }
}
