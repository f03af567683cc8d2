/* clv-ooxml.c - opens workbooks since 2007 that a password hides
 *
 * The package stands hidden in a stream of a compound file. It is made readable in memory, in a file that exists
 * nowhere else, and read like any other; nothing of it is written to disk.
 * Source: [MS-OFFCRYPTO] 2.3.4.4.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-ooxml-private.h"

#include <glib/gi18n-lib.h>

#include "clv-bytes-private.h"
#include "clv-xls-private.h"

#define MAX_PACKAGE_BYTES (G_GUINT64_CONSTANT (512) << 20)
#define MAX_INFO_BYTES (64u << 10)
/* Whole segments. */
#define PIECE_BYTES (1u << 20)
/* The size of the package stands before it. */
#define SIZE_BYTES 8u

G_STATIC_ASSERT (PIECE_BYTES % CLV_OOXML_SEGMENT_BYTES == 0);

static void
set_error (const ClvSource *source,
           ClvOoxmlStatus   status,
           GError         **error)
{
  switch (status)
    {
    case CLV_OOXML_OTHER_PASSWORD:
      clv_file_set_password (source->name, source->options.password != NULL, error);
      break;
    case CLV_OOXML_CANCELLED:
      clv_source_set_cancelled (source, error);
      break;
    case CLV_OOXML_DAMAGED:
      clv_xls_set_damaged (source->name, NULL, error);
      break;
    case CLV_OOXML_UNKNOWN:
    case CLV_OOXML_FINE:
    default:
      clv_file_set_protected (source->name, error);
      break;
    }
}

/* A file without that stream is hidden in a way that asks a server who may read it. */
static gboolean
read_info (ClvSource     *source,
           const ClvCfb  *container,
           ClvOoxmlInfo  *info,
           GError       **error)
{
  g_autoptr (ClvCfbStream) stream = clv_cfb_open_stream (container, "EncryptionInfo");
  g_autofree guint8 *bytes = g_malloc (MAX_INFO_BYTES);
  ClvOoxmlStatus status = CLV_OOXML_UNKNOWN;
  gsize n;

  if (stream != NULL)
    {
      if (!clv_cfb_stream_read (stream, 0, bytes, MAX_INFO_BYTES, &n, error))
        return FALSE;
      status = clv_ooxml_info_parse (info, bytes, n);
    }
  if (status != CLV_OOXML_FINE)
    set_error (source, status, error);
  return status == CLV_OOXML_FINE;
}

static ClvOoxmlStatus
try_password (const ClvOoxmlInfo *info,
              const char         *text,
              const ClvWork      *work,
              ClvOoxmlCipher    **cipher)
{
  g_auto (ClvPassword) password = { 0 };

  return clv_password_init (&password, text) ? clv_ooxml_cipher_new (info, &password, work, cipher)
                                             : CLV_OOXML_OTHER_PASSWORD;
}

/* Whoever gave a password knows that Excel's own does not fit; then that one comes last. */
static ClvOoxmlCipher *
unlock (ClvSource          *source,
        const ClvOoxmlInfo *info,
        const ClvWork      *work,
        GError            **error)
{
  ClvOoxmlCipher *cipher = NULL;
  ClvOoxmlStatus status = CLV_OOXML_OTHER_PASSWORD;

  if (source->options.password != NULL)
    status = try_password (info, source->options.password, work, &cipher);
  if (status == CLV_OOXML_OTHER_PASSWORD)
    status = try_password (info, CLV_PASSWORD_OF_EXCEL, work, &cipher);
  if (status != CLV_OOXML_FINE)
    set_error (source, status, error);
  return cipher;
}

/* How long the package is; what the stream does not hold is missing. */
static gboolean
read_size (ClvSource      *source,
           ClvCfbStream   *stream,
           ClvOoxmlCipher *cipher,
           guint64        *size,
           GError        **error)
{
  guint8 bytes[SIZE_BYTES];
  gsize n;

  if (!clv_cfb_stream_read (stream, 0, bytes, sizeof bytes, &n, error))
    return FALSE;
  /* Of the eight bytes, the upper four are not always zero in files of Excel 2007. */
  *size = n == sizeof bytes ? clv_bytes_u32 (bytes) : 0;
  if (*size == 0 || *size > clv_cfb_stream_get_size (stream) - SIZE_BYTES ||
      !clv_ooxml_cipher_sum (cipher, bytes, sizeof bytes))
    {
      clv_xls_set_damaged (source->name, NULL, error);
      return FALSE;
    }
  if (*size > MAX_PACKAGE_BYTES * (source->options.is_trusted ? 2 : 1))
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE,
                   /* Translators: %s is a file name */
                   _("“%s” is too large to be read while a password protects it. Open it in Excel or LibreOffice, "
                     "save it without the password, and open that."),
                   source->name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
decrypt (ClvSource      *source,
         ClvCfbStream   *stream,
         ClvOoxmlCipher *cipher,
         guint64         size,
         ClvFile        *package,
         const ClvWork  *work,
         GError        **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  guint64 end = clv_cfb_stream_get_size (stream);
  gsize n;

  for (guint64 at = SIZE_BYTES; at < end; at += n)
    {
      gsize n_wanted = (gsize) MIN (PIECE_BYTES, end - at), n_plain = (gsize) MIN (PIECE_BYTES, size - package->size);

      if (clv_work_is_cancelled (work))
        {
          clv_source_set_cancelled (source, error);
          return FALSE;
        }
      if (!clv_cfb_stream_read (stream, at, piece, n_wanted, &n, error))
        return FALSE;
      if (n < n_wanted || !clv_ooxml_cipher_sum (cipher, piece, n) || !clv_ooxml_cipher_decrypt (cipher, piece, n))
        {
          clv_xls_set_damaged (source->name, NULL, error);
          return FALSE;
        }
      /* Behind the package the last block is filled up. */
      if (!clv_file_append (package, piece, n_plain, error))
        return FALSE;
    }
  if (clv_ooxml_cipher_is_intact (cipher))
    return TRUE;
  g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED,
               /* Translators: %s is a file name */
               _("“%s” is damaged, or was changed without its password. Copy or download it again, or ask for it anew."),
               source->name);
  return FALSE;
}

/* Another container, or a text, would be no workbook that Excel hides. */
static gboolean
read_package (ClvSource     *source,
              ClvFile       *package,
              const ClvWork *work,
              GError       **error)
{
  g_autofree char *sha256 = g_steal_pointer (&source->sha256);
  g_autoptr (GError) local_error = NULL;
  gboolean was_packed = source->is_packed, ok = FALSE;
  ClvFileKind kind;

  if (!clv_file_identify (package, &kind, &local_error) || kind != CLV_FILE_ZIP)
    clv_xls_set_damaged (source->name, NULL, error);
  else
    {
      source->is_packed = TRUE;
      ok = clv_workbook_read (source, package, work, &local_error);
      source->is_packed = was_packed;
      /* LibreOffice would ask for the password, and nobody is there who hears it. */
      if (g_error_matches (local_error, CLV_IO_ERROR, CLV_IO_ERROR_CONVERTIBLE))
        local_error->code = CLV_IO_ERROR_WRONG_KIND;
      if (!ok)
        g_propagate_error (error, g_steal_pointer (&local_error));
    }
  /* The fingerprint is that of the file which people have. */
  g_free (source->sha256);
  source->sha256 = g_steal_pointer (&sha256);
  return ok;
}

gboolean
clv_ooxml_read (ClvSource     *source,
                ClvFile       *file,
                const ClvCfb  *container,
                const ClvWork *work,
                GError       **error)
{
  g_autoptr (ClvCfbStream) stream = clv_cfb_open_stream (container, "EncryptedPackage");
  g_autoptr (ClvFile) package = NULL;
  g_autoptr (ClvOoxmlCipher) cipher = NULL;
  ClvOoxmlInfo info;
  guint64 size;

  if (!read_info (source, container, &info, error))
    return FALSE;
  if (stream == NULL)
    {
      clv_xls_set_damaged (source->name, NULL, error);
      return FALSE;
    }
  cipher = unlock (source, &info, work, error);
  if (cipher == NULL || !read_size (source, stream, cipher, &size, error))
    return FALSE;
  package = clv_file_new_in_memory (source->name);
  if (!decrypt (source, stream, cipher, size, package, work, error))
    return FALSE;
  g_clear_pointer (&cipher, clv_ooxml_cipher_free);
  return clv_source_take_sha256 (source, file, work, error) && read_package (source, package, work, error);
}
