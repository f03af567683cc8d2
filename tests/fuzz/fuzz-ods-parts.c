/* fuzz-ods-parts.c - the XML of an OpenDocument spreadsheet, past the ZIP archive around it
 *
 * The input is content.xml.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static const char type[] = "application/vnd.oasis.opendocument.spreadsheet";
  ClvFuzzZip *zip = clv_fuzz_zip_new ();

  clv_fuzz_zip_add (zip, "mimetype", type, strlen (type));
  clv_fuzz_zip_add (zip, "content.xml", data, size);
  clv_fuzz_zip_read (zip);
  return 0;
}
