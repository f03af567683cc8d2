/* clv-fuzz.h - what the fuzz targets share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

G_BEGIN_DECLS

/* What each target defines, and libFuzzer or replay.c calls. */
int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* Reads a file of these bytes, and aborts unless it is read whole or refused in words. */
void clv_fuzz_read     (const void *data,
                        gsize       size);

/* A ZIP archive whose parts are not deflated, so that a change to a part is a change to what the reader sees. */
typedef struct _ClvFuzzZip ClvFuzzZip;

ClvFuzzZip *clv_fuzz_zip_new   (void);
void        clv_fuzz_zip_add   (ClvFuzzZip *self,
                                const char *name,
                                const void *data,
                                gsize       size);
/* Reads the archive, and frees it. */
void        clv_fuzz_zip_read  (ClvFuzzZip *self);

/* Takes the bytes up to the next 0x1E (or all that are left) off the front of @data. */
const char *clv_fuzz_take_part (const char **data,
                                gsize       *size,
                                gsize       *part_size);

G_END_DECLS
