/* inflate-part.c - unpacks one part of a ZIP archive with zlib and forgets it: inflate-part FILE PART
 *
 * The yardstick of the benchmark: nobody who uses zlib reads a workbook in less time than this. Prints the bytes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>
#include <zip.h>
#include <zlib.h>

int
main (int   argc,
      char *argv[])
{
  static unsigned char packed[1 << 18], text[1 << 18];
  z_stream stream = { 0 };
  unsigned long long n_bytes = 0;
  int code = Z_OK;
  zip_t *zip;
  zip_file_t *part;

  if (argc != 3)
    {
      fprintf (stderr, "Usage: inflate-part FILE PART\n");
      return 2;
    }
  zip = zip_open (argv[1], ZIP_RDONLY, NULL);
  part = zip != NULL ? zip_fopen (zip, argv[2], ZIP_FL_COMPRESSED) : NULL;
  if (part == NULL || inflateInit2 (&stream, -MAX_WBITS) != Z_OK)
    return 1;
  while (code == Z_OK)
    {
      zip_int64_t n = zip_fread (part, packed, sizeof packed);

      if (n <= 0)
        return 1;
      stream.next_in = packed;
      stream.avail_in = (uInt) n;
      do
        {
          stream.next_out = text;
          stream.avail_out = sizeof text;
          code = inflate (&stream, Z_NO_FLUSH);
          n_bytes += sizeof text - stream.avail_out;
        }
      while (code == Z_OK && stream.avail_out == 0);
      if (code == Z_BUF_ERROR)
        code = Z_OK;
    }
  inflateEnd (&stream);
  zip_fclose (part);
  zip_discard (zip);
  printf ("{\"bytes\": %llu}\n", n_bytes);
  return code == Z_STREAM_END ? 0 : 1;
}
