/* fuzz-file.c - a file of any bytes; its corpus makes it a target for one format
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  clv_fuzz_read (data, size);
  return 0;
}
