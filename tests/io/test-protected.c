/* test-protected.c - workbooks that a password protects
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-io-test.h"
#include "clv-ooxml-private.h"

#define PASSWORD "Grüße 42"
/* See tests/data/io/protected/README.md. */
#define INFO_AT 1536
#define PACKAGE_AT 6144

static const char *const samples[] = { "libreoffice.xlsx",      "libreoffice.xls",       "agile-128-sha1.xlsx",
                                       "agile-192-sha384.xlsx", "agile-256-sha512.xlsx" };
static const char *const read_only_samples[] = { "libreoffice-read-only.xlsx", "agile-256-sha256-read-only.xlsx" };

static char *
find_sample (const char *name)
{
  g_autofree char *path = g_strconcat ("io/protected/", name, NULL);

  return clv_test_file (path);
}

static void
assert_orders (ClvSource *source)
{
  ClvTable *table = clv_source_get_table (source, 0);

  g_assert_cmpuint (clv_source_get_n_tables (source), ==, 1);
  g_assert_cmpuint (clv_table_get_n_rows (table), ==, 4);
  g_assert_cmpuint (clv_table_get_n_columns (table), ==, 4);
  g_assert_cmpstr (clv_column_get_header (clv_table_get_column (table, 2)), ==, "Customer");
}

static ClvSource *
read_with (const char *path,
           const char *password,
           GError    **error)
{
  ClvReadOptions options = { .password = password };

  return clv_source_read_with (path, &options, NULL, error);
}

static void
test_the_right_password_opens (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = find_sample (samples[i]);
      g_autofree char *bytes = NULL;
      g_autofree char *sha256 = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (ClvSource) source = read_with (path, PASSWORD, &error);
      gsize length;

      g_assert_no_error (error);
      assert_orders (source);
      g_assert_cmpstr (clv_source_get_format (source), ==, g_str_has_suffix (path, "x") ? "xlsx" : "xls");
      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);
      g_assert_cmpstr (clv_source_get_sha256 (source), ==, sha256);
    }
}

static void
test_without_a_password_it_is_asked_for (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = find_sample (samples[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (read_with (path, NULL, &error));
      g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_PASSWORD);
      g_assert_nonnull (strstr (error->message, samples[i]));
      g_assert_nonnull (strstr (error->message, "is protected with a password"));
    }
}

static void
test_a_wrong_password_is_told (void)
{
  static const char *const wrong[] = { "grüße 42", "Grüße 42 ", "", "\xFF\xFE", "🔑" };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    for (guint j = 0; j < G_N_ELEMENTS (wrong); j++)
      {
        g_autofree char *path = find_sample (samples[i]);
        g_autoptr (GError) error = NULL;

        /* A hundred thousand hashes for each are too many here. */
        if (j > 0 && strstr (samples[i], "512") != NULL)
          continue;
        g_assert_null (read_with (path, wrong[j], &error));
        g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_PASSWORD);
        g_assert_nonnull (strstr (error->message, "That is not the password"));
        g_assert_null (strstr (error->message, "42"));
      }
}

static void
test_excel_s_own_password_is_not_asked_for (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (read_only_samples); i++)
    {
      g_autofree char *path = find_sample (read_only_samples[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (ClvSource) source = read_with (path, NULL, &error);
      g_autoptr (ClvSource) with_another = NULL;

      g_assert_no_error (error);
      assert_orders (source);
      /* As in Excel, another password does no harm there. */
      with_another = read_with (path, "another", &error);
      g_assert_no_error (error);
      assert_orders (with_another);
    }
}

/* Written by Excel, without a cell. */
static void
test_a_workbook_of_excel_opens (void)
{
  g_autofree char *path = clv_test_data ("spreadsheets/calamine/pass_protected.xlsx");
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return;
  g_assert_null (read_with (path, "123", &error));
  g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_EMPTY);
}

static void
test_first_rows_come_too (void)
{
  g_autofree char *path = find_sample ("libreoffice.xlsx");
  ClvReadOptions options = { .password = PASSWORD, .max_rows = 2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = clv_source_read_with (path, &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (clv_table_get_n_rows (clv_source_get_table (source, 0)), <, 4);
  g_assert_true (clv_source_is_provisional (source));
  g_assert_cmpstr (clv_source_get_sha256 (source), ==, "");
}

/* --- published values --- */

/* The docstrings of msoffcrypto-tool 5.4: ecma376_standard.py, makekey_from_password() and verifykey(). */
static void
test_the_key_is_as_published_for_standard (void)
{
  static const guint8 key[] = "@\xb1:q\xf9\x0b\x96n7T\x08\xf2\xd1\x81\xa1\xaa";
  ClvOoxmlInfo info = { .by_password = { .hash = CLV_OOXML_SHA1, .n_key_bytes = 16, .n_salt = 16 }, .n_spins = 50000 };
  g_auto (ClvPassword) password = { 0 }, other = { 0 };
  g_autoptr (ClvOoxmlCipher) cipher = NULL;
  gsize n_key;

  memcpy (info.by_password.salt, "\xe8\x82\x66I\x0c[\xd1\xee\xbd+C\x94\xe3\xf8\x30\xef", 16);
  memcpy (info.verifier.bytes, "Qos.\x96o\xac\x17\xb1\xc5\xd7\xd8\xcc\x36\xc9(", 16);
  info.verifier.length = 16;
  memcpy (info.verifier_hash.bytes,
          "+ah\xda\xbe)\x11\xad+\xd3|\x17" "Ft\\\x14\xd3\xcf\x1b\xb1@\xa4\x8fNo=#\x88\x08r\xb1j", 32);
  info.verifier_hash.length = 32;
  g_assert_true (clv_password_init (&password, "Password1234_"));
  g_assert_true (clv_password_init (&other, "Password1234"));

  g_assert_cmpint (clv_ooxml_cipher_new (&info, &other, NULL, &cipher), ==, CLV_OOXML_OTHER_PASSWORD);
  g_assert_cmpint (clv_ooxml_cipher_new (&info, &password, NULL, &cipher), ==, CLV_OOXML_FINE);
  g_assert_cmpmem (clv_ooxml_cipher_peek_key (cipher, &n_key), n_key, key, 16);
}

/* The docstring of verify_password() in msoffcrypto-tool's ecma376_agile.py; the key is none of theirs. */
static void
test_the_password_is_verified_as_published_for_agile (void)
{
  ClvOoxmlInfo info = { .is_agile = TRUE,
                        .by_password = { .hash = CLV_OOXML_SHA512, .n_key_bytes = 32, .n_salt = 16 },
                        .content = { .hash = CLV_OOXML_SHA512, .n_key_bytes = 32, .n_salt = 16 },
                        .key = { .length = 32 }, .n_spins = 100000 };
  g_auto (ClvPassword) password = { 0 }, other = { 0 };
  g_autoptr (ClvOoxmlCipher) cipher = NULL;

  memcpy (info.by_password.salt, "\xcb\xca\x1c\x99\x93\x43\xfb\xad\x92\x07V4\x15\x00\x34\xb0", 16);
  memcpy (info.verifier.bytes, "9\xee\xa5N&\xe5\x14y\x8c(K\xc7qM8\xac", 16);
  info.verifier.length = 16;
  memcpy (info.verifier_hash.bytes,
          "\x14\x37mm\x81s4\xe6\xb0\xffO\xd8\"\x1a|g\x8e]\x8axN\x8f\x99\x9fL\x18\x89\x30\xc3jK)\xc5\xb3\x33`"
          "[\\\xd4\x03\xb0P\x03\xad\xcf\x18\xcc\xa8\xcb\xab\x8d\xeb\xe3s\xc6V\x04\xa0\xbe\xcf\xae\\\n\xd0", 64);
  info.verifier_hash.length = 64;
  g_assert_true (clv_password_init (&password, "Password1234_"));
  g_assert_true (clv_password_init (&other, "password1234_"));

  g_assert_cmpint (clv_ooxml_cipher_new (&info, &other, NULL, &cipher), ==, CLV_OOXML_OTHER_PASSWORD);
  g_assert_cmpint (clv_ooxml_cipher_new (&info, &password, NULL, &cipher), ==, CLV_OOXML_FINE);
}

/* --- damage --- */

static char *
read_sample (const char *name,
             gsize      *length)
{
  g_autofree char *path = find_sample (name);
  char *bytes;

  g_assert_true (g_file_get_contents (path, &bytes, length, NULL));
  return bytes;
}

static GError *
fail_with_password (const char *bytes,
                    gsize       length)
{
  g_autofree char *path = io_test_write ("hidden.xlsx", bytes, (gssize) length);
  GError *error = NULL;

  g_assert_null (read_with (path, PASSWORD, &error));
  g_assert_nonnull (strstr (error->message, "hidden.xlsx"));
  return error;
}

static void
test_changed_bytes_are_noticed (void)
{
  static const guint at[] = { PACKAGE_AT, PACKAGE_AT + 8, PACKAGE_AT + 2000, PACKAGE_AT + 8 + 5020 };

  for (guint i = 0; i < G_N_ELEMENTS (at); i++)
    {
      gsize length;
      g_autofree char *bytes = read_sample ("agile-128-sha1.xlsx", &length);
      g_autoptr (GError) error = NULL;

      bytes[at[i]] ^= 1;
      error = fail_with_password (bytes, length);
      g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED);
      g_assert_nonnull (strstr (error->message, "changed without its password"));
    }
}

static void
test_a_broken_off_file_is_damaged (void)
{
  static const gsize lengths[] = { 600, 1600, 2500, PACKAGE_AT + 4, PACKAGE_AT + 3000 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      gsize length;
      g_autofree char *bytes = read_sample ("agile-128-sha1.xlsx", &length);
      g_autoptr (GError) error = fail_with_password (bytes, lengths[i]);

      g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED);
    }
}

static void
test_a_size_that_lies_is_damaged (void)
{
  static const guint32 sizes[] = { 0, 5033, 0x7FFFFFFF, 0xFFFFFFFF };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      gsize length;
      g_autofree char *bytes = read_sample ("agile-128-sha1.xlsx", &length);
      guint32 size = GUINT32_TO_LE (sizes[i]);
      g_autoptr (GError) error = NULL;

      memcpy (bytes + PACKAGE_AT, &size, sizeof size);
      error = fail_with_password (bytes, length);
      g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED);
    }
}

/* Writes another text in the XML, whose end is filled with blanks. */
static char *
replace_in_info (const char *old,
                 const char *new)
{
  gsize length;
  char *bytes = read_sample ("agile-128-sha1.xlsx", &length);
  g_autoptr (GString) xml = g_string_new_len (bytes + INFO_AT + 8, 4096);

  g_assert_cmpuint (g_string_replace (xml, old, new, 1), ==, 1);
  while (xml->len < 4096)
    g_string_append_c (xml, ' ');
  memcpy (bytes + INFO_AT + 8, xml->str, 4096);
  return bytes;
}

static void
test_strange_descriptions_are_refused (void)
{
  static const struct
  {
    const char *old, *new;
    int         code;
  } changes[] = {
    { "spinCount=\"1000\"", "spinCount=\"10000001\"", CLV_IO_ERROR_DAMAGED },
    { "spinCount=\"1000\"", "spinCount=\"4294967296000\"", CLV_IO_ERROR_DAMAGED },
    { "spinCount=\"1000\"", "spinCount=\"-1\"", CLV_IO_ERROR_DAMAGED },
    { "saltSize=\"16\"", "saltSize=\"65536\"", CLV_IO_ERROR_DAMAGED },
    { "saltSize=\"16\"", "saltSize=\"15\"", CLV_IO_ERROR_DAMAGED },
    { "blockSize=\"16\"", "blockSize=\"2\"", CLV_IO_ERROR_DAMAGED },
    { "keyBits=\"128\"", "keyBits=\"4096\"", CLV_IO_ERROR_DAMAGED },
    { "keyBits=\"128\"", "keyBits=\"129\"", CLV_IO_ERROR_DAMAGED },
    { "keyBits=\"128\"", "keyBits=\"256\"", CLV_IO_ERROR_DAMAGED }, /* the key that is there has 16 bytes */
    { "hashSize=\"20\"", "hashSize=\"64\"", CLV_IO_ERROR_DAMAGED },
    { "encryptedHmacKey=\"", "encryptedHmacKey=\"AA", CLV_IO_ERROR_DAMAGED },
    { "encryptedKeyValue=\"", "encryptedKeyValue=\"\" x=\"", CLV_IO_ERROR_DAMAGED },
    { "<keyData ", "<keyDat ", CLV_IO_ERROR_DAMAGED },
    { "<keyEncryptors>", "<keyEncryptors", CLV_IO_ERROR_DAMAGED },
    { "<encryption ", "<!DOCTYPE encryption><encryption ", CLV_IO_ERROR_DAMAGED },
    { "cipherAlgorithm=\"AES\"", "cipherAlgorithm=\"RC2\"", CLV_IO_ERROR_WRONG_KIND },
    { "ChainingModeCBC", "ChainingModeCFB", CLV_IO_ERROR_WRONG_KIND },
    { "hashAlgorithm=\"SHA1\"", "hashAlgorithm=\"MD4\"", CLV_IO_ERROR_WRONG_KIND },
    { "spinCount=", "spincount=", CLV_IO_ERROR_WRONG_KIND },
  };
  gsize length;
  g_autofree char *sample = read_sample ("agile-128-sha1.xlsx", &length);

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *bytes = replace_in_info (changes[i].old, changes[i].new);
      g_autoptr (GError) error = fail_with_password (bytes, length);

      g_test_message ("%s: %s", changes[i].new, error->message);
      g_assert_error (error, CLV_IO_ERROR, changes[i].code);
    }
}

/* Whatever one byte becomes, the file is refused or read; the sanitizers look on. */
static void
test_any_byte_may_be_wrong (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20);

  for (guint i = 0; i < 300; i++)
    {
      const char *name = i % 2 == 0 ? "agile-128-sha1.xlsx" : "libreoffice.xls";
      gsize length;
      g_autofree char *bytes = read_sample (name, &length);
      g_autofree char *path = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (ClvSource) source = NULL;

      for (guint j = 0; j < 3; j++)
        bytes[g_rand_int_range (random, 0, (gint32) MIN (length, PACKAGE_AT))] = (char) g_rand_int_range (random, 0, 256);
      path = io_test_write ("hidden.xlsx", bytes, (gssize) length);
      source = read_with (path, PASSWORD, &error);
      g_assert_true ((source != NULL) != (error != NULL));
    }
}

/* --- cancelling --- */

static gboolean
is_cancelled (gpointer user_data)
{
  guint *n_left = user_data;

  return (*n_left)-- == 0;
}

static void
test_hashing_can_be_cancelled (void)
{
  g_autofree char *path = find_sample ("agile-256-sha512.xlsx");
  ClvReadOptions options = { .password = PASSWORD };
  guint n_left = 3;
  ClvWork work = { .is_cancelled = is_cancelled, .user_data = &n_left };
  g_autoptr (GError) error = NULL;

  g_assert_null (clv_source_read_with (path, &options, &work, &error));
  g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_CANCELLED);
}

#define ADD(name, function) g_test_add_func ("/io/protected/" name, function)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the-right-password-opens", test_the_right_password_opens);
  ADD ("without-a-password-it-is-asked-for", test_without_a_password_it_is_asked_for);
  ADD ("a-wrong-password-is-told", test_a_wrong_password_is_told);
  ADD ("excels-own-password-is-not-asked-for", test_excel_s_own_password_is_not_asked_for);
  ADD ("a-workbook-of-excel-opens", test_a_workbook_of_excel_opens);
  ADD ("first-rows-come-too", test_first_rows_come_too);
  ADD ("the-key-is-as-published-for-standard", test_the_key_is_as_published_for_standard);
  ADD ("the-password-is-verified-as-published-for-agile", test_the_password_is_verified_as_published_for_agile);
  ADD ("changed-bytes-are-noticed", test_changed_bytes_are_noticed);
  ADD ("a-broken-off-file-is-damaged", test_a_broken_off_file_is_damaged);
  ADD ("a-size-that-lies-is-damaged", test_a_size_that_lies_is_damaged);
  ADD ("strange-descriptions-are-refused", test_strange_descriptions_are_refused);
  ADD ("any-byte-may-be-wrong", test_any_byte_may_be_wrong);
  ADD ("hashing-can-be-cancelled", test_hashing_can_be_cancelled);
  return g_test_run ();
}
