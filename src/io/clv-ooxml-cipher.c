/* clv-ooxml-cipher.c - makes workbooks since 2007 readable that a password hides
 *
 * The password is hashed some 100,000 times, so that trying many takes long. What comes of it opens the key of the
 * content (agile) or is it (standard). Nothing secret stays in memory when it is done.
 * Source: [MS-OFFCRYPTO] 2.3.4.7 to 2.3.4.9 and 2.3.4.11 to 2.3.4.15.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <string.h>

#include "clv-ooxml-private.h"

/* After so many hashes somebody may have lost patience. */
#define SPINS_AT_ONCE 4096u

static const guint8 block_verifier[] = { 0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79 };
static const guint8 block_verifier_hash[] = { 0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E };
static const guint8 block_key[] = { 0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6 };
static const guint8 block_hmac_key[] = { 0x5F, 0xB2, 0xAD, 0x01, 0x0C, 0xB9, 0xE1, 0xF6 };
static const guint8 block_hmac[] = { 0xA0, 0x67, 0x7F, 0x02, 0xB2, 0x2C, 0x84, 0x33 };

struct _ClvOoxmlCipher
{
  const ClvOoxmlInfo *info;
  guint8              key[CLV_OOXML_MAX_KEY_BYTES];
  gsize               n_key;
  EVP_CIPHER_CTX     *aes;
  EVP_MD_CTX         *hashing;
  EVP_MD             *md;        /* of the content */
  EVP_MAC_CTX        *summing;   /* (nullable) */
  guint32             n_segments; /* made readable so far */
};

static const char *
get_hash_name (ClvOoxmlHash hash)
{
  static const char *const names[] = { "SHA1", "SHA256", "SHA384", "SHA512" };

  return names[hash];
}

gsize
clv_ooxml_hash_get_size (ClvOoxmlHash hash)
{
  static const gsize sizes[] = { 20, 32, 48, 64 };

  return sizes[hash];
}

/* Hashes two stretches one after the other. @result may be one of them. */
static gboolean
hash_two (EVP_MD_CTX   *context,
          const EVP_MD *md,
          const guint8 *first,
          gsize         n_first,
          const guint8 *second,
          gsize         n_second,
          guint8       *result)
{
  return EVP_DigestInit_ex (context, md, NULL) == 1 && EVP_DigestUpdate (context, first, n_first) == 1 &&
         EVP_DigestUpdate (context, second, n_second) == 1 && EVP_DigestFinal_ex (context, result, NULL) == 1;
}

static void
put_u32 (guint8  bytes[4],
         guint32 number)
{
  for (guint i = 0; i < 4; i++)
    bytes[i] = (guint8) (number >> (8 * i));
}

/* @iv NULL: each block by itself. Whole blocks only; @to may be @from. */
static gboolean
decrypt (EVP_CIPHER_CTX *context,
         const guint8   *key,
         gsize           n_key,
         const guint8   *iv,
         const guint8   *from,
         gsize           length,
         guint8         *to)
{
  const EVP_CIPHER *aes = n_key == 16   ? (iv != NULL ? EVP_aes_128_cbc () : EVP_aes_128_ecb ())
                          : n_key == 24 ? (iv != NULL ? EVP_aes_192_cbc () : EVP_aes_192_ecb ())
                                        : (iv != NULL ? EVP_aes_256_cbc () : EVP_aes_256_ecb ());
  int n = 0;

  return EVP_DecryptInit_ex (context, aes, NULL, key, iv) == 1 && EVP_CIPHER_CTX_set_padding (context, 0) == 1 &&
         EVP_DecryptUpdate (context, to, &n, from, (int) length) == 1 && (gsize) n == length;
}

/* --- the password --- */

typedef struct
{
  EVP_MD_CTX     *hashing;
  EVP_MD         *md;
  EVP_CIPHER_CTX *aes;
  gsize           n_hash;
  guint8          hash[CLV_OOXML_MAX_HASH_BYTES]; /* of the password, many times over */
} Unlocking;

static ClvOoxmlStatus
spin (Unlocking          *run,
      const ClvOoxmlInfo *info,
      const ClvPassword  *password,
      const ClvWork      *work)
{
  const ClvOoxmlMethod *method = &info->by_password;

  if (!hash_two (run->hashing, run->md, method->salt, method->n_salt, password->bytes, password->length, run->hash))
    return CLV_OOXML_UNKNOWN;
  for (guint32 i = 0; i < info->n_spins; i++)
    {
      guint8 number[4];

      if (i % SPINS_AT_ONCE == 0 && clv_work_is_cancelled (work))
        return CLV_OOXML_CANCELLED;
      put_u32 (number, i);
      if (!hash_two (run->hashing, run->md, number, sizeof number, run->hash, run->n_hash, run->hash))
        return CLV_OOXML_UNKNOWN;
    }
  return CLV_OOXML_FINE;
}

/* Cuts a hash to @n_wanted bytes, or fills it up. */
static void
fit (guint8 *bytes,
     gsize   n_is,
     gsize   n_wanted)
{
  if (n_is < n_wanted)
    memset (bytes + n_is, 0x36, n_wanted - n_is);
}

static gboolean
open_secret (Unlocking            *run,
             const ClvOoxmlInfo   *info,
             const guint8          block[8],
             const ClvOoxmlSecret *secret,
             guint8                result[CLV_OOXML_MAX_HASH_BYTES])
{
  guint8 key[CLV_OOXML_MAX_HASH_BYTES], iv[CLV_OOXML_MAX_SALT_BYTES];
  gboolean ok;

  memcpy (iv, info->by_password.salt, info->by_password.n_salt);
  fit (iv, info->by_password.n_salt, CLV_OOXML_BLOCK_BYTES);
  ok = hash_two (run->hashing, run->md, run->hash, run->n_hash, block, 8, key);
  fit (key, run->n_hash, info->by_password.n_key_bytes);
  ok = ok && decrypt (run->aes, key, info->by_password.n_key_bytes, iv, secret->bytes, secret->length, result);
  OPENSSL_cleanse (key, sizeof key);
  return ok;
}

/* A random number and its hash, both hidden, tell whether the password is right. */
static ClvOoxmlStatus
unlock_agile (Unlocking          *run,
              const ClvOoxmlInfo *info,
              ClvOoxmlCipher     *cipher)
{
  guint8 verifier[CLV_OOXML_MAX_HASH_BYTES], given[CLV_OOXML_MAX_HASH_BYTES], key[CLV_OOXML_MAX_HASH_BYTES];
  guint8 computed[CLV_OOXML_MAX_HASH_BYTES];
  ClvOoxmlStatus status = CLV_OOXML_UNKNOWN;

  if (open_secret (run, info, block_verifier, &info->verifier, verifier) &&
      open_secret (run, info, block_verifier_hash, &info->verifier_hash, given) &&
      open_secret (run, info, block_key, &info->key, key) &&
      hash_two (run->hashing, run->md, verifier, info->by_password.n_salt, verifier, 0, computed))
    status = CRYPTO_memcmp (computed, given, run->n_hash) == 0 ? CLV_OOXML_FINE : CLV_OOXML_OTHER_PASSWORD;
  if (status == CLV_OOXML_FINE)
    {
      cipher->n_key = info->content.n_key_bytes;
      memcpy (cipher->key, key, cipher->n_key);
    }
  OPENSSL_cleanse (key, sizeof key);
  OPENSSL_cleanse (verifier, sizeof verifier);
  return status;
}

/* As CryptDeriveKey of Windows does it. */
static gboolean
derive (Unlocking *run,
        guint8     key[2 * CLV_OOXML_MAX_HASH_BYTES])
{
  guint8 zero[4] = { 0 }, hash[CLV_OOXML_MAX_HASH_BYTES], pad[64];
  gboolean ok = hash_two (run->hashing, run->md, run->hash, run->n_hash, zero, sizeof zero, hash);

  for (guint i = 0; i < 2; i++)
    {
      memset (pad, i == 0 ? 0x36 : 0x5C, sizeof pad);
      for (gsize j = 0; j < run->n_hash; j++)
        pad[j] ^= hash[j];
      ok = ok && hash_two (run->hashing, run->md, pad, sizeof pad, pad, 0, key + i * run->n_hash);
    }
  OPENSSL_cleanse (hash, sizeof hash);
  OPENSSL_cleanse (pad, sizeof pad);
  return ok;
}

static ClvOoxmlStatus
unlock_standard (Unlocking          *run,
                 const ClvOoxmlInfo *info,
                 ClvOoxmlCipher     *cipher)
{
  guint8 key[2 * CLV_OOXML_MAX_HASH_BYTES], verifier[CLV_OOXML_MAX_HASH_BYTES], given[CLV_OOXML_MAX_HASH_BYTES];
  guint8 computed[CLV_OOXML_MAX_HASH_BYTES];
  gsize n_key = info->by_password.n_key_bytes;
  ClvOoxmlStatus status = CLV_OOXML_UNKNOWN;

  if (derive (run, key) &&
      decrypt (run->aes, key, n_key, NULL, info->verifier.bytes, info->verifier.length, verifier) &&
      decrypt (run->aes, key, n_key, NULL, info->verifier_hash.bytes, info->verifier_hash.length, given) &&
      hash_two (run->hashing, run->md, verifier, info->verifier.length, verifier, 0, computed))
    status = CRYPTO_memcmp (computed, given, run->n_hash) == 0 ? CLV_OOXML_FINE : CLV_OOXML_OTHER_PASSWORD;
  if (status == CLV_OOXML_FINE)
    {
      cipher->n_key = n_key;
      memcpy (cipher->key, key, n_key);
    }
  OPENSSL_cleanse (key, sizeof key);
  OPENSSL_cleanse (verifier, sizeof verifier);
  return status;
}

/* --- the content --- */

/* The start of a stretch of the content that has this @block of its own. */
static gboolean
make_iv (ClvOoxmlCipher *self,
         const guint8   *block,
         gsize           n_block,
         guint8          iv[CLV_OOXML_MAX_HASH_BYTES])
{
  const ClvOoxmlMethod *method = &self->info->content;

  return hash_two (self->hashing, self->md, method->salt, method->n_salt, block, n_block, iv);
}

static gboolean
open_with_key (ClvOoxmlCipher       *self,
               const guint8          block[8],
               const ClvOoxmlSecret *secret,
               guint8                result[CLV_OOXML_MAX_HASH_BYTES])
{
  guint8 iv[CLV_OOXML_MAX_HASH_BYTES];

  return make_iv (self, block, 8, iv) &&
         decrypt (self->aes, self->key, self->n_key, iv, secret->bytes, secret->length, result);
}

static gboolean
begin_sum (ClvOoxmlCipher *self)
{
  const ClvOoxmlMethod *method = &self->info->content;
  guint8 key[CLV_OOXML_MAX_HASH_BYTES];
  OSSL_PARAM parameters[2] = { OSSL_PARAM_construct_utf8_string (OSSL_MAC_PARAM_DIGEST,
                                                                 (char *) get_hash_name (method->hash), 0),
                               OSSL_PARAM_construct_end () };
  EVP_MAC *hmac = EVP_MAC_fetch (NULL, "HMAC", NULL);
  gboolean ok;

  self->summing = EVP_MAC_CTX_new (hmac);
  EVP_MAC_free (hmac);
  ok = open_with_key (self, block_hmac_key, &self->info->hmac_key, key) &&
       EVP_MAC_init (self->summing, key, clv_ooxml_hash_get_size (method->hash), parameters) == 1;
  OPENSSL_cleanse (key, sizeof key);
  return ok;
}

ClvOoxmlStatus
clv_ooxml_cipher_new (const ClvOoxmlInfo *info,
                      const ClvPassword  *password,
                      const ClvWork      *work,
                      ClvOoxmlCipher    **cipher)
{
  g_autoptr (ClvOoxmlCipher) self = g_new0 (ClvOoxmlCipher, 1);
  Unlocking run = { .n_hash = clv_ooxml_hash_get_size (info->by_password.hash) };
  ClvOoxmlStatus status;

  self->info = info;
  self->aes = run.aes = EVP_CIPHER_CTX_new ();
  self->hashing = run.hashing = EVP_MD_CTX_new ();
  run.md = EVP_MD_fetch (NULL, get_hash_name (info->by_password.hash), NULL);
  self->md = EVP_MD_fetch (NULL, get_hash_name (info->is_agile ? info->content.hash : info->by_password.hash), NULL);
  status = spin (&run, info, password, work);
  if (status == CLV_OOXML_FINE)
    status = info->is_agile ? unlock_agile (&run, info, self) : unlock_standard (&run, info, self);
  OPENSSL_cleanse (run.hash, sizeof run.hash);
  EVP_MD_free (run.md);
  if (status == CLV_OOXML_FINE && info->has_hmac && !begin_sum (self))
    status = CLV_OOXML_UNKNOWN;
  if (status == CLV_OOXML_FINE)
    *cipher = g_steal_pointer (&self);
  return status;
}

void
clv_ooxml_cipher_free (ClvOoxmlCipher *self)
{
  OPENSSL_cleanse (self->key, sizeof self->key);
  EVP_CIPHER_CTX_free (self->aes);
  EVP_MD_CTX_free (self->hashing);
  EVP_MD_free (self->md);
  EVP_MAC_CTX_free (self->summing);
  g_free (self);
}

const guint8 *
clv_ooxml_cipher_peek_key (const ClvOoxmlCipher *self,
                           gsize                *length)
{
  *length = self->n_key;
  return self->key;
}

gboolean
clv_ooxml_cipher_decrypt (ClvOoxmlCipher *self,
                          guint8         *bytes,
                          gsize           length)
{
  length -= length % CLV_OOXML_BLOCK_BYTES;
  if (!self->info->is_agile)
    return decrypt (self->aes, self->key, self->n_key, NULL, bytes, length, bytes);
  for (gsize n; length > 0; bytes += n, length -= n)
    {
      guint8 number[4], iv[CLV_OOXML_MAX_HASH_BYTES];

      n = MIN (length, CLV_OOXML_SEGMENT_BYTES);
      put_u32 (number, self->n_segments++);
      if (!make_iv (self, number, sizeof number, iv) ||
          !decrypt (self->aes, self->key, self->n_key, iv, bytes, n, bytes))
        return FALSE;
    }
  return TRUE;
}

gboolean
clv_ooxml_cipher_sum (ClvOoxmlCipher *self,
                      const guint8   *bytes,
                      gsize           length)
{
  return self->summing == NULL || EVP_MAC_update (self->summing, bytes, length) == 1;
}

gboolean
clv_ooxml_cipher_is_intact (ClvOoxmlCipher *self)
{
  guint8 given[CLV_OOXML_MAX_HASH_BYTES], computed[CLV_OOXML_MAX_HASH_BYTES];
  gsize n = 0;

  return self->summing == NULL || (EVP_MAC_final (self->summing, computed, &n, sizeof computed) == 1 &&
                                   open_with_key (self, block_hmac, &self->info->hmac, given) &&
                                   CRYPTO_memcmp (given, computed, n) == 0);
}
