/* test-mutations.c - files that somebody damaged in a thousand ways
 *
 * Whatever stands in a file, it is either read or refused in words; under the sanitizers this also
 * says that nothing outside of it is touched. The seed is fixed: a failure comes again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-check-source.h"
#include "clv-io-test.h"

#define N_ROUNDS 400

static const char *const text_pieces[] = {
  "\"", "\"\"", ",", ";", "\n", "\r", "\r\n", "\t", "|", " ", "\357\273\277", "\377\376", "\344", "\303", "(", "-",
  "1e9999", "sep=;\n", "Total,", "2024-02-30", "\342\200\213",
};

static const char *const xml_pieces[] = {
  "<c>", "</c>", "<row>", "</row>", " r='ZZZZ9'", " s='99999999999'", " t='s'", "<v>-1</v>", "<v>1e400</v>", "<f>x</f>",
  "&#0;", "&lt;", "_xD800_", "_x0000_", " r='4294967295'", "<is><t>", "</t></is>", " number-columns-repeated='99999999'",
  " table:number-rows-repeated='1048576'", "<table:table-cell office:value='x'/>", "<!DOCTYPE x>", "<![CDATA[", "]]>",
};

/* Inserts pieces, and cuts, changes and doubles bytes. */
static char *
mutate (GRand              *random,
        const char         *original,
        const char *const  *pieces,
        guint               n_pieces,
        gsize              *length)
{
  GString *text = g_string_new (original);
  int n_changes = g_rand_int_range (random, 1, 10);

  for (int i = 0; i < n_changes && text->len > 0; i++)
    {
      gssize at = g_rand_int_range (random, 0, (gint32) text->len);
      gssize n = g_rand_int_range (random, 1, 30);

      n = MIN (n, (gssize) text->len - at);
      switch (g_rand_int_range (random, 0, 4))
        {
        case 0:
          g_string_erase (text, at, n);
          break;
        case 1:
          text->str[at] = (char) g_rand_int_range (random, 1, 256);
          break;
        case 2:
          {
            g_autofree char *copy = g_strndup (text->str + at, (gsize) n);

            g_string_insert (text, g_rand_int_range (random, 0, (gint32) text->len), copy);
            break;
          }
        default:
          g_string_insert (text, at, pieces[g_rand_int_range (random, 0, (gint32) n_pieces)]);
          break;
        }
    }
  *length = text->len;
  return g_string_free (text, FALSE);
}

static void
test_texts (void)
{
  static const char *const originals[] = {
    "Order,Customer,Date,Amount\n1,\"Anna, B\",2024-01-01,10.5\n2,\"say \"\"hi\"\"\",2024-01-02,\"1,200.00\"\n"
    "3,\"two\nlines\",2024-01-03,-5\nTotal,,,1205.5\n",
    "Kunde;Ort;Betrag\r\nM\303\274ller;K\303\266ln;1.234,56\r\nMeier;;99,90\r\n;;\r\nSumme;;1.334,46\r\n",
    " 0001  19970101  1  11.77\n 0002  19970112  5  77.00\n",
    "name\tamount\rA\t1\rB\t2\r",
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (20240503);

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      gsize length;
      g_autofree char *bytes = mutate (random, originals[i % G_N_ELEMENTS (originals)], text_pieces,
                                       G_N_ELEMENTS (text_pieces), &length);
      g_autofree char *path = io_test_write ("mutated.csv", bytes, (gssize) length);

      clv_check_path (path, NULL);
    }
}

#define TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static const IoTestPart xlsx_parts[] = {
  { "_rels/.rels",
    "<Relationships><Relationship Id='a' Type='" TYPE "officeDocument' Target='xl/workbook.xml'/></Relationships>" },
  { "xl/_rels/workbook.xml.rels",
    "<Relationships><Relationship Id='r1' Type='" TYPE "worksheet' Target='s.xml'/>"
    "<Relationship Id='r2' Type='" TYPE "sharedStrings' Target='t.xml'/>"
    "<Relationship Id='r3' Type='" TYPE "styles' Target='y.xml'/></Relationships>" },
  { "xl/workbook.xml", "<workbook><sheets><sheet name='S' r:id='r1'/></sheets></workbook>" },
  { "xl/t.xml", "<sst><si><t>Customer</t></si><si><r><t>Am</t></r><r><t>ount</t></r><rPh><t>x</t></rPh></si></sst>" },
  { "xl/y.xml", "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='[$-409]d\\-mmm;@'/></numFmts>"
                "<cellXfs><xf numFmtId='0'/><xf numFmtId='164'/></cellXfs></styleSheet>" },
  { "xl/s.xml", "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>"
                "<row r='2'><c r='A2' t='inlineStr'><is><t>A_x0041_</t></is></c><c r='B2' s='1'><v>44562</v></c></row>"
                "<row><c t='b'><v>1</v></c><c t='e'><v>#N/A</v></c><c><f>x</f></c></row></sheetData></worksheet>" },
};

static const IoTestPart ods_parts[] = {
  { "mimetype", "application/vnd.oasis.opendocument.spreadsheet" },
  { "content.xml",
    "<office:document-content><office:automatic-styles><style:style style:name='t'><style:table-properties "
    "table:display='false'/></style:style></office:automatic-styles><office:body><table:table table:name='S' "
    "table:style-name='t'><table:table-row><table:table-cell office:value-type='string'><text:p>Customer</text:p>"
    "</table:table-cell><table:table-cell office:value-type='string'><text:p>Am<text:s text:c='2'/>ount</text:p>"
    "</table:table-cell></table:table-row><table:table-row table:number-rows-repeated='3'><table:table-cell/>"
    "<table:table-cell table:number-columns-repeated='2' office:value-type='float' office:value='7'/></table:table-row>"
    "<table:table-row><table:table-cell office:value-type='date' office:date-value='2024-05-03T08:30:00'/>"
    "<table:table-cell office:value-type='time' office:time-value='PT1H'/></table:table-row></table:table>"
    "</office:body></office:document-content>" },
};

static void
check_mutated_parts (const char       *name,
                     const IoTestPart *originals,
                     guint             n_parts,
                     guint             first) /* parts before are left alone */
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20240503);
  g_autofree IoTestPart *parts = g_memdup2 (originals, n_parts * sizeof *originals);

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      guint target = (guint) g_rand_int_range (random, (gint32) first, (gint32) n_parts);
      gsize length;
      g_autofree char *content = mutate (random, originals[target].content, xml_pieces, G_N_ELEMENTS (xml_pieces),
                                         &length);
      g_autofree char *path = NULL;

      parts[target].content = content;
      path = io_test_zip (name, parts, n_parts);
      parts[target] = originals[target];
      clv_check_path (path, NULL);
    }
}

static void
test_xlsx_parts (void)
{
  check_mutated_parts ("mutated.xlsx", xlsx_parts, G_N_ELEMENTS (xlsx_parts), 1);
}

static void
test_ods_parts (void)
{
  check_mutated_parts ("mutated.ods", ods_parts, G_N_ELEMENTS (ods_parts), 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/mutations/texts", test_texts);
  g_test_add_func ("/io/mutations/xlsx-parts", test_xlsx_parts);
  g_test_add_func ("/io/mutations/ods-parts", test_ods_parts);
  return g_test_run ();
}
