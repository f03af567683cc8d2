/* clv-text-decoder-private.h - makes UTF-8 of the bytes of a text file, one piece after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-byte-stream-private.h"

G_BEGIN_DECLS

/* What was not taken over as it stood. */
typedef enum
{
  CLV_TEXT_MARK_BROKEN, /* bytes that are no letter; U+FFFD stands for them */
  CLV_TEXT_MARK_NUL,    /* a NUL, which was dropped */
} ClvTextMarkKind;

typedef struct
{
  guint64         offset; /* into all of the text made so far: there, or right behind */
  ClvTextMarkKind kind;
} ClvTextMark;

typedef struct _ClvTextDecoder ClvTextDecoder;

/* @encoding is a name for iconv, and known to it. A strict decoder reads UTF-8 only, and fails where it meets anything
 * else or a NUL; others put up with what they find. @n_skip bytes at the start are a byte order mark. */
ClvTextDecoder *clv_text_decoder_new        (ClvByteStream  *stream,
                                             const char     *encoding,
                                             gboolean        is_strict,
                                             gsize           n_skip);
void            clv_text_decoder_free       (ClvTextDecoder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvTextDecoder, clv_text_decoder_free)
/* Makes @length bytes of text, at least 16; some less, when a letter does not fit; none at the end. */
gboolean        clv_text_decoder_read       (ClvTextDecoder *self,
                                             char           *buffer,
                                             gsize           length,
                                             gsize          *n_read,
                                             GError        **error);
gboolean        clv_text_decoder_is_at_end  (const ClvTextDecoder *self);
/* Whether a strict decoder has met what is not UTF-8: the text is of no use. */
gboolean        clv_text_decoder_has_failed (const ClvTextDecoder *self);
/* (element-type ClvTextMark), in their order; whoever has seen to them may empty it. */
GArray         *clv_text_decoder_get_marks  (ClvTextDecoder *self);

/* Decodes a sample, from which letters may be cut at both ends. (transfer full) */
char           *clv_text_decode_sample      (const char     *bytes,
                                             gsize           length,
                                             const char     *encoding,
                                             gsize          *n_decoded,
                                             guint          *n_broken);

G_END_DECLS
