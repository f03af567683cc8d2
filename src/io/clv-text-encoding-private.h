/* clv-text-encoding-private.h - how the letters of a text file are stored
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a text file looks like as a whole; fed with all of its bytes, piece by piece. */
typedef struct
{
  gboolean is_utf8;       /* so far */
  guint64  n_bytes;
  guint64  n_nul_even;    /* NUL bytes at even and odd offsets: UTF-16 without a mark */
  guint64  n_nul_odd;
  guint64  n_multibyte;   /* whole UTF-8 sequences */
  guint64  n_broken;      /* bytes that are no part of one */
  guint    n_expected;    /* continuation bytes still to come */
  guchar   min_next;      /* bounds of the next continuation byte */
  guchar   max_next;
  guchar   bom[4];
} ClvTextScan;

void        clv_text_scan_init        (ClvTextScan       *self);
void        clv_text_scan_update      (ClvTextScan       *self,
                                       const char        *data,
                                       gsize              length);
void        clv_text_scan_finish      (ClvTextScan       *self);
/* Whether the file can be read as it stands: UTF-8 without NUL. */
gboolean    clv_text_scan_is_plain    (const ClvTextScan *self);
/* Length of the byte order mark at the start of a UTF-8 file. */
gsize       clv_text_scan_utf8_bom    (const ClvTextScan *self);

/* Makes UTF-8 without NUL from all of the file's bytes. @encoding gets its name for people;
 * @is_guessed whether the file itself does not say it. (transfer full) */
char       *clv_text_decode           (const ClvTextScan *scan,
                                       const char        *data,
                                       gsize              length,
                                       gsize             *n_decoded,
                                       const char       **encoding,
                                       gboolean          *is_guessed);

G_END_DECLS
