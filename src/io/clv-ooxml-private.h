/* clv-ooxml-private.h - workbooks since 2007 that a password hides
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-cfb-private.h"
#include "clv-password-private.h"
#include "clv-source-private.h"

G_BEGIN_DECLS

typedef enum
{
  CLV_OOXML_FINE,
  CLV_OOXML_OTHER_PASSWORD,
  CLV_OOXML_UNKNOWN, /* another way of hiding than those known here */
  CLV_OOXML_DAMAGED,
  CLV_OOXML_CANCELLED,
} ClvOoxmlStatus;

typedef enum
{
  CLV_OOXML_SHA1,
  CLV_OOXML_SHA256,
  CLV_OOXML_SHA384,
  CLV_OOXML_SHA512,
} ClvOoxmlHash;

#define CLV_OOXML_BLOCK_BYTES 16u
#define CLV_OOXML_MAX_KEY_BYTES 32u
#define CLV_OOXML_MAX_SALT_BYTES 64u
#define CLV_OOXML_MAX_HASH_BYTES 64u
/* Each stretch of so many bytes is hidden by itself. */
#define CLV_OOXML_SEGMENT_BYTES 4096u

/* How something is hidden: always by AES. */
typedef struct
{
  ClvOoxmlHash hash;
  gsize        n_key_bytes; /* 16, 24 or 32 */
  guint8       salt[CLV_OOXML_MAX_SALT_BYTES];
  gsize        n_salt;
} ClvOoxmlMethod;

/* A few hidden bytes; as long as whole blocks. */
typedef struct
{
  guint8 bytes[CLV_OOXML_MAX_HASH_BYTES];
  gsize  length;
} ClvOoxmlSecret;

/* What the stream EncryptionInfo tells. */
typedef struct
{
  gboolean       is_agile;      /* since 2010; otherwise “standard”, of 2007 */
  ClvOoxmlMethod by_password;   /* what the password opens: the key of the content, or the content itself */
  guint32        n_spins;
  ClvOoxmlSecret verifier;
  ClvOoxmlSecret verifier_hash;
  /* agile only */
  ClvOoxmlSecret key;           /* of the content */
  ClvOoxmlMethod content;
  gboolean       has_hmac;
  ClvOoxmlSecret hmac_key;
  ClvOoxmlSecret hmac;
} ClvOoxmlInfo;

/* clv-ooxml-info.c */
ClvOoxmlStatus  clv_ooxml_info_parse      (ClvOoxmlInfo  *self,
                                           const guint8  *bytes,
                                           gsize          length);

/* clv-ooxml-cipher.c */
typedef struct _ClvOoxmlCipher ClvOoxmlCipher;

gsize           clv_ooxml_hash_get_size   (ClvOoxmlHash   hash);
/* Finds the key of the content. @info must outlive the cipher, which is set only when the password is right. */
ClvOoxmlStatus  clv_ooxml_cipher_new      (const ClvOoxmlInfo *info,
                                           const ClvPassword  *password,
                                           const ClvWork      *work,
                                           ClvOoxmlCipher    **cipher);
void            clv_ooxml_cipher_free     (ClvOoxmlCipher *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvOoxmlCipher, clv_ooxml_cipher_free)
/* The key of the content, for tests. */
const guint8   *clv_ooxml_cipher_peek_key (const ClvOoxmlCipher *self,
                                           gsize                *length);
/* Makes the next bytes of the content readable, in place: whole segments, but for the last ones. What is left of a
 * block at the end stays as it is. */
gboolean        clv_ooxml_cipher_decrypt  (ClvOoxmlCipher *self,
                                           guint8         *bytes,
                                           gsize           length);
/* Counts bytes of the stream, as they are hidden, in the sum that tells changes. */
gboolean        clv_ooxml_cipher_sum      (ClvOoxmlCipher *self,
                                           const guint8   *bytes,
                                           gsize           length);
/* Whether the sum is that of the file; TRUE where it has none. */
gboolean        clv_ooxml_cipher_is_intact (ClvOoxmlCipher *self);

/* clv-ooxml.c: reads the workbook that is hidden in @container. */
gboolean        clv_ooxml_read            (ClvSource     *source,
                                           ClvFile       *file,
                                           const ClvCfb  *container,
                                           const ClvWork *work,
                                           GError       **error);

G_END_DECLS
