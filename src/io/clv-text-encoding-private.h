/* clv-text-encoding-private.h - how the letters of a text file are stored
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether bytes are UTF-8, told piece by piece. */
typedef struct
{
  guint64 n_bytes;
  guint64 n_nul_even;    /* NUL bytes at even and odd offsets */
  guint64 n_nul_odd;
  guint64 n_multibyte;   /* whole UTF-8 sequences */
  guint64 n_broken;      /* bytes that are no part of one */
  guint   n_expected;    /* continuation bytes still to come */
  guchar  min_next;      /* bounds of the next continuation byte */
  guchar  max_next;
} ClvTextScan;

void             clv_text_scan_init      (ClvTextScan *self);
void             clv_text_scan_update    (ClvTextScan *self,
                                          const char  *data,
                                          gsize        length);
void             clv_text_scan_finish    (ClvTextScan *self);

/* What is known of a text file: from all of its bytes, or from samples. */
typedef struct _ClvTextEvidence ClvTextEvidence;

ClvTextEvidence *clv_text_evidence_new   (void);
void             clv_text_evidence_free  (ClvTextEvidence *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvTextEvidence, clv_text_evidence_free)
/* The next bytes. */
void             clv_text_evidence_add   (ClvTextEvidence *self,
                                          const char      *bytes,
                                          gsize            length);
/* What comes next is a sample from further down; letters may be cut. */
void             clv_text_evidence_skip  (ClvTextEvidence *self);
/* There are no more bytes. */
void             clv_text_evidence_finish (ClvTextEvidence *self);

typedef struct
{
  const char *encoding;   /* a name for iconv */
  const char *name;       /* what people call it */
  gboolean    is_guessed; /* the file does not say it itself */
  gboolean    is_clean;   /* UTF-8, and nothing was seen that speaks against it */
  gsize       n_skip;     /* bytes of a byte order mark */
} ClvTextVerdict;

void             clv_text_evidence_judge (const ClvTextEvidence *self,
                                          ClvTextVerdict        *verdict);
/* As people say; FALSE when nobody knows that encoding. */
gboolean         clv_text_evidence_obey  (const ClvTextEvidence *self,
                                          const char            *encoding,
                                          ClvTextVerdict        *verdict);

/* The likeliest encoding of lines that are neither ASCII nor UTF-8: a name for iconv. */
const char      *clv_text_guess          (const char *lines,
                                          gsize       length,
                                          gboolean    has_only_carriage_returns);

G_END_DECLS
