/* fuzz-encoding.c - text in encodings that the file does not name, or that people name for it
 *
 * The first byte of the input chooses the encoding that people name; the rest is the file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <sys/mman.h>
#include <unistd.h>

#include "clv-check-source.h"
#include "clv-fuzz.h"

static const char *const encodings[] = {
  NULL, NULL, NULL, NULL, "UTF-8", "windows-1252", "UTF-16LE", "UTF-16BE", "SHIFT_JIS", "GB18030", "BIG5", "EUC-KR",
  "EUC-JP", "windows-1251", "ISO-8859-15", "MACINTOSH", "UTF-32LE", "UTF-7", "no such encoding", "",
};

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static int fd = -1;
  ClvReadOptions options = { 0 };
  g_autofree char *path = NULL;

  if (size == 0)
    return 0;
  if (fd < 0)
    fd = memfd_create ("clv-fuzz", MFD_CLOEXEC);
  g_assert (fd >= 0 && ftruncate (fd, 0) == 0 && pwrite (fd, data + 1, size - 1, 0) == (gssize) size - 1);
  path = g_strdup_printf ("/proc/self/fd/%d", fd);
  options.encoding = encodings[data[0] % G_N_ELEMENTS (encodings)];
  if (size % 4 == 3)
    options.max_rows = 1 + (guint32) (size / 4 % 8);
  clv_check_path (path, &options);
  return 0;
}
