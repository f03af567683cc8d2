/* fuzz-xlsx-parts.c - the XML of a workbook, past the ZIP archive around it
 *
 * The input is sheet, shared strings, styles, workbook and its relationships, parted by the byte 0x1E; those at
 * the end may be left out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-fuzz.h"

#define TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static const char rels[] =
  "<Relationships><Relationship Id='a' Type='" TYPE "officeDocument' Target='xl/workbook.xml'/></Relationships>";

static const struct
{
  const char *name;
  const char *usual; /* where the input has none */
} parts[] = {
  { "xl/s.xml", "<worksheet/>" },
  { "xl/t.xml", "<sst><si><t>Customer</t></si><si><t>Amount</t></si></sst>" },
  { "xl/y.xml", "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='21'/></cellXfs></styleSheet>" },
  { "xl/workbook.xml", "<workbook><sheets><sheet name='S' r:id='r1'/></sheets></workbook>" },
  { "xl/_rels/workbook.xml.rels",
    "<Relationships><Relationship Id='r1' Type='" TYPE "worksheet' Target='s.xml'/>"
    "<Relationship Id='r2' Type='" TYPE "sharedStrings' Target='t.xml'/>"
    "<Relationship Id='r3' Type='" TYPE "styles' Target='y.xml'/></Relationships>" },
};

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const char *left = (const char *) data;
  gsize n_left = size;
  ClvFuzzZip *zip = clv_fuzz_zip_new ();

  clv_fuzz_zip_add (zip, "_rels/.rels", rels, strlen (rels));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      gsize n;
      const char *part = clv_fuzz_take_part (&left, &n_left, &n);

      if (n > 0)
        clv_fuzz_zip_add (zip, parts[i].name, part, n);
      else
        clv_fuzz_zip_add (zip, parts[i].name, parts[i].usual, strlen (parts[i].usual));
    }
  clv_fuzz_zip_read (zip);
  return 0;
}
