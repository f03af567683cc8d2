/* test-package.c - ZIP archives, honest and made by hand
 *
 * The archives are put together byte by byte after APPNOTE.TXT 6.3.10, because no
 * program writes most of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <zlib.h>

#include "clv-io-test.h"

#define TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define SHEET "xl/s.xml"

static const IoTestPart book_parts[] = {
  { "_rels/.rels",
    "<Relationships><Relationship Id='a' Type='" TYPE "officeDocument' Target='xl/workbook.xml'/></Relationships>" },
  { "xl/_rels/workbook.xml.rels",
    "<Relationships><Relationship Id='r1' Type='" TYPE "worksheet' Target='s.xml'/></Relationships>" },
  { "xl/workbook.xml", "<workbook><sheets><sheet name='S' r:id='r1' xmlns:r='r'/></sheets></workbook>" },
  { SHEET, "<worksheet><sheetData><row><c t='str'><v>Name</v></c></row><row><c><v>1234</v></c></row></sheetData>"
           "</worksheet>" },
};

/* What is put into the archive instead of the truth. */
typedef struct
{
  const char *name;        /* of one more part; NULL: none */
  guint       method;
  guint       flags;
  guint32     size_off;    /* added to the size that the directory tells of the sheet */
  gboolean    overlaps;    /* one more entry lies in the middle of the sheet’s bytes */
  gboolean    has_two_ends;
  guint       n_empty;     /* parts without a byte, beside */
} Lie;

static void
add16 (GByteArray *bytes,
       guint       value)
{
  const guint8 pair[] = { (guint8) value, (guint8) (value >> 8) };

  g_byte_array_append (bytes, pair, 2);
}

static void
add32 (GByteArray *bytes,
       guint32     value)
{
  add16 (bytes, value & 0xFFFF);
  add16 (bytes, value >> 16);
}

static void
add_text (GByteArray *bytes,
          const char *text)
{
  g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
}

/* Writes a stored part, and its entry into the directory. */
static guint32
add_part (GByteArray *archive,
          GByteArray *directory,
          const char *name,
          const char *content,
          const Lie  *lie,
          gboolean    is_liar)
{
  guint32 start = archive->len;
  guint32 length = (guint32) strlen (content);
  guint32 sum = (guint32) crc32 (0, (const Bytef *) content, length);
  guint method = is_liar ? lie->method : 0, flags = is_liar ? lie->flags : 0;
  guint32 told = length + (strcmp (name, SHEET) == 0 ? lie->size_off : 0);

  add_text (archive, "PK\3\4");
  add16 (archive, 20);
  add16 (archive, flags);
  add16 (archive, method);
  add32 (archive, 0);
  add32 (archive, sum);
  add32 (archive, length);
  add32 (archive, told);
  add16 (archive, (guint) strlen (name));
  add16 (archive, 0);
  add_text (archive, name);
  add_text (archive, content);

  add_text (directory, "PK\1\2");
  add16 (directory, 20);
  add16 (directory, 20);
  add16 (directory, flags);
  add16 (directory, method);
  add32 (directory, 0);
  add32 (directory, sum);
  add32 (directory, length);
  add32 (directory, told);
  add16 (directory, (guint) strlen (name));
  add16 (directory, 0);
  add16 (directory, 0);
  add16 (directory, 0);
  add16 (directory, 0);
  add32 (directory, 0);
  add32 (directory, start);
  add_text (directory, name);
  return start;
}

static void
add_end (GByteArray *archive,
         guint       n_entries,
         guint32     size,
         guint32     offset)
{
  add_text (archive, "PK\5\6");
  add32 (archive, 0);
  add16 (archive, n_entries);
  add16 (archive, n_entries);
  add32 (archive, size);
  add32 (archive, offset);
  add16 (archive, 0);
}

static GByteArray *
make_archive (const Lie *lie)
{
  GByteArray *archive = g_byte_array_new ();
  g_autoptr (GByteArray) directory = g_byte_array_new ();
  guint n_entries = G_N_ELEMENTS (book_parts);
  guint32 offset;

  for (guint i = 0; i < G_N_ELEMENTS (book_parts); i++)
    {
      const char *content = book_parts[i].content;
      g_autofree char *nested = NULL;

      if (lie->overlaps && i + 1 == G_N_ELEMENTS (book_parts))
        {
          /* The bytes of the sheet hold the header of another part, to which the directory leads, too. */
          g_autoptr (GByteArray) inner = g_byte_array_new ();
          g_autoptr (GByteArray) inner_entry = g_byte_array_new ();
          const Lie none = { 0 };
          guint32 at;

          add_part (inner, inner_entry, "xl/t.xml", "<a/>", &none, FALSE);
          at = archive->len + 30 + (guint32) strlen (SHEET);
          for (guint k = 0; k < 4; k++)
            inner_entry->data[42 + k] = (guint8) (at >> (8 * k));
          g_byte_array_append (directory, inner_entry->data, inner_entry->len);
          n_entries++;
          /* Stored bytes may hold NUL, but not in this test’s add_part(): write the sheet by hand. */
          offset = archive->len;
          add_part (archive, directory, SHEET, "", lie, FALSE);
          g_byte_array_append (archive, inner->data, inner->len);
          for (guint k = 0; k < 4; k++)
            {
              archive->data[offset + 18 + k] = archive->data[offset + 22 + k] = (guint8) (inner->len >> (8 * k));
              directory->data[directory->len - strlen (SHEET) - 46 + 20 + k] = (guint8) (inner->len >> (8 * k));
              directory->data[directory->len - strlen (SHEET) - 46 + 24 + k] = (guint8) (inner->len >> (8 * k));
            }
          continue;
        }
      add_part (archive, directory, book_parts[i].name, content, lie, FALSE);
    }
  if (lie->name != NULL)
    {
      add_part (archive, directory, lie->name, "x", lie, TRUE);
      n_entries++;
    }
  for (guint i = 0; i < lie->n_empty; i++)
    {
      g_autofree char *name = g_strdup_printf ("e%u", i);

      add_part (archive, directory, name, "", lie, FALSE);
      n_entries++;
    }
  offset = archive->len;
  g_byte_array_append (archive, directory->data, directory->len);
  if (lie->has_two_ends)
    add_end (archive, n_entries - 1, directory->len, offset);
  add_end (archive, n_entries, directory->len, offset);
  return archive;
}

static ClvSource *
read_archive (const Lie *lie,
              gboolean   is_trusted,
              GError   **error)
{
  g_autoptr (GByteArray) archive = make_archive (lie);
  g_autofree char *path = io_test_write ("made.xlsx", (const char *) archive->data, (gssize) archive->len);
  ClvReadOptions options = { .is_trusted = is_trusted };
  ClvSource *source = clv_source_read_with (path, &options, NULL, error);

  if (source == NULL && error != NULL)
    g_assert_nonnull (strstr ((*error)->message, "made.xlsx"));
  return source;
}

static void
test_archives_made_here_are_read (void)
{
  const Lie none = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = read_archive (&none, FALSE, &error);

  g_assert_no_error (error);
  assert_cell (clv_source_get_table (source, 0), 0, 0, "1234");
}

static void
check_refused (const Lie  *lie,
               ClvIoError  code,
               const char *word)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_archive (lie, FALSE, &error));
  g_assert_error (error, CLV_IO_ERROR, (gint) code);
  g_assert_nonnull (strstr (error->message, word));
}

static void
test_parts_over_each_other_are_refused (void)
{
  const Lie lie = { .overlaps = TRUE };

  check_refused (&lie, CLV_IO_ERROR_DAMAGED, "lie over each other");
}

static void
test_two_directories_are_refused (void)
{
  const Lie lie = { .has_two_ends = TRUE };

  check_refused (&lie, CLV_IO_ERROR_DAMAGED, "two directories");
}

static void
test_names_that_lead_out_are_refused (void)
{
  static const char *const bad[] = { "../evil.xml", "xl/../../evil.xml", "xl\\..\\evil.xml", ".." };
  const Lie harmless = { .name = "xl/..evil..xml" };
  g_autoptr (ClvSource) source = read_archive (&harmless, FALSE, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const Lie lie = { .name = bad[i] };

      check_refused (&lie, CLV_IO_ERROR_DAMAGED, "leads out");
    }
  g_assert_nonnull (source);
}

static void
test_unusual_packings_are_refused (void)
{
  static const guint methods[] = { 1, 9, 12, 14, 93, 99 };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      const Lie lie = { .name = "xl/extra.xml", .method = methods[i] };

      check_refused (&lie, CLV_IO_ERROR_DAMAGED, "unusual way");
    }
}

static void
test_encrypted_parts_are_named (void)
{
  const Lie lie = { .name = "xl/extra.xml", .flags = 1 };

  check_refused (&lie, CLV_IO_ERROR_WRONG_KIND, "password");
}

static void
test_a_size_that_is_not_true_is_damage (void)
{
  const Lie lie = { .size_off = 1 };

  check_refused (&lie, CLV_IO_ERROR_DAMAGED, SHEET);
}

static void
test_thousands_of_parts_need_trust (void)
{
  const Lie many = { .n_empty = 10001 }, too_many = { .n_empty = 20001 };
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = read_archive (&many, TRUE, &error);

  g_assert_no_error (error);
  check_refused (&many, CLV_IO_ERROR_TOO_LARGE, "too many parts");
  g_assert_null (read_archive (&too_many, TRUE, NULL));
}

/* Every bit of a number’s digit that is turned gives another digit as a rule: only the sum tells. */
static void
test_silent_damage_is_told_with_its_part (void)
{
  const Lie none = { 0 };
  g_autoptr (GByteArray) archive = make_archive (&none);
  guint8 *digit = memmem (archive->data, archive->len, "1234", 4);
  g_autoptr (GError) error = NULL;

  *digit = '7';
  error = io_test_fail ("turned.xlsx", (const char *) archive->data, (gssize) archive->len);
  g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, SHEET));
}

/* Packed parts as libzip writes them: a byte of the sheet is changed at each place in turn. */
static void
test_no_damage_changes_a_value (void)
{
  g_autofree char *path = io_test_zip ("packed.xlsx", book_parts, G_N_ELEMENTS (book_parts));
  g_autofree char *bytes = NULL;
  gsize length;
  guint n_read = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *changed = g_memdup2 (bytes, length);
      g_autofree char *changed_path = NULL;
      g_autoptr (ClvSource) source = NULL;
      g_autoptr (GError) error = NULL;

      changed[i] ^= 0x10;
      changed_path = io_test_write ("changed.xlsx", changed, (gssize) length);
      source = clv_source_read (changed_path, NULL, &error);
      g_assert_true ((source != NULL) != (error != NULL));
      if (source == NULL || strcmp (clv_source_get_format (source), "xlsx") != 0)
        continue;
      n_read++;
      assert_cell (clv_source_get_table (source, 0), 0, 0, "1234");
    }
  /* Dates and versions in the headers may say what they like. */
  g_assert_cmpuint (n_read, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/io/package/" path, function)
  ADD ("archives-made-here-are-read", test_archives_made_here_are_read);
  ADD ("parts-over-each-other-are-refused", test_parts_over_each_other_are_refused);
  ADD ("two-directories-are-refused", test_two_directories_are_refused);
  ADD ("names-that-lead-out-are-refused", test_names_that_lead_out_are_refused);
  ADD ("unusual-packings-are-refused", test_unusual_packings_are_refused);
  ADD ("encrypted-parts-are-named", test_encrypted_parts_are_named);
  ADD ("a-size-that-is-not-true-is-damage", test_a_size_that_is_not_true_is_damage);
  ADD ("thousands-of-parts-need-trust", test_thousands_of_parts_need_trust);
  ADD ("silent-damage-is-told-with-its-part", test_silent_damage_is_told_with_its_part);
  ADD ("no-damage-changes-a-value", test_no_damage_changes_a_value);
#undef ADD
  return g_test_run ();
}
