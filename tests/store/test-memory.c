/* test-memory.c - the memory survives restarts, damage and the future
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "clv-memory.h"
#include "clv-test.h"

static char *
new_path (void)
{
  g_autofree char *dir = clv_test_dir ();

  /* A directory that is not there yet, as on the first start. */
  return g_build_filename (dir, "clientele", "memory.db", NULL);
}

static ClvMemory *
open_memory (const char *path)
{
  g_autoptr (GError) error = NULL;
  ClvMemory *memory = clv_memory_open (path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (memory);
  return memory;
}

static void
save (ClvMemory  *memory,
      const char *signature,
      const char *mapping,
      const char *assumptions)
{
  g_autoptr (GError) error = NULL;

  clv_memory_save (memory, signature, mapping, assumptions, &error);
  g_assert_no_error (error);
}

static void
assert_remembered (ClvMemory  *memory,
                   const char *signature,
                   const char *mapping,
                   const char *assumptions)
{
  g_autofree char *m = NULL;
  g_autofree char *a = NULL;

  g_assert_true (clv_memory_load (memory, signature, &m, &a));
  g_assert_cmpstr (m, ==, mapping);
  g_assert_cmpstr (a, ==, assumptions);
}

static void
assert_not_remembered (ClvMemory  *memory,
                       const char *signature)
{
  g_autofree char *m = NULL;
  g_autofree char *a = NULL;

  g_assert_false (clv_memory_load (memory, signature, &m, &a));
  g_assert_null (m);
  g_assert_null (a);
}

/* Runs @sql in the file from outside, as another program would. */
static sqlite3 *
open_raw (const char *path,
          const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  return db;
}

static void
test_reopened (void)
{
  g_autofree char *path = new_path ();

  {
    g_autoptr (ClvMemory) memory = open_memory (path);

    assert_not_remembered (memory, "a");
    save (memory, "a", "role 0 0 customer\nrole 0 1 “Größe”", "margin=0.3");
    save (memory, "b", "", "");
  }
  {
    g_autoptr (ClvMemory) memory = open_memory (path);

    assert_remembered (memory, "a", "role 0 0 customer\nrole 0 1 “Größe”", "margin=0.3");
    assert_remembered (memory, "b", "", "");
    assert_not_remembered (memory, "c");
  }
}

static void
test_replaced (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (ClvMemory) memory = open_memory (path);

  save (memory, "a", "old", "old");
  save (memory, "a", "new", "newer");
  assert_remembered (memory, "a", "new", "newer");
}

static void
test_forgotten (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (ClvMemory) memory = open_memory (path);
  g_autoptr (GError) error = NULL;

  save (memory, "a", "m", "x");
  save (memory, "b", "m", "x");
  g_assert_true (clv_memory_forget (memory, "a", &error));
  g_assert_no_error (error);
  assert_not_remembered (memory, "a");
  assert_remembered (memory, "b", "m", "x");
  g_assert_true (clv_memory_forget (memory, "never seen", &error));
}

static void
test_private (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (ClvMemory) memory = NULL;
  GStatBuf info;

  memory = open_memory (path);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  /* A file that was open to all, say after a restore from a backup, is closed again. */
  g_clear_pointer (&memory, clv_memory_free);
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  memory = open_memory (path);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
assert_begun_anew (const char *path,
                   const char *content,
                   gsize       length)
{
  g_autofree char *aside = g_strconcat (path, ".damaged", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (ClvMemory) memory = NULL;
  gsize kept_length;

  memory = open_memory (path);
  assert_not_remembered (memory, "a");
  save (memory, "a", "m", "x");
  assert_remembered (memory, "a", "m", "x");
  g_assert_true (g_file_get_contents (aside, &kept, &kept_length, NULL));
  if (content != NULL)
    g_assert_cmpmem (kept, kept_length, content, length);
}

static void
test_not_a_database (void)
{
  g_autofree char *dir = clv_test_dir ();
  g_autofree char *path = g_build_filename (dir, "memory.db", NULL);
  const char text[] = "This is a letter to my aunt, and it is longer than the header of a database is, "
                      "so that nobody could take it for an empty one.";

  g_assert_true (g_file_set_contents (path, text, sizeof text, NULL));
  assert_begun_anew (path, text, sizeof text);
}

static void
test_damaged_page (void)
{
  g_autofree char *path = new_path ();
  g_autofree char *content = NULL;
  gsize length;

  {
    g_autoptr (ClvMemory) memory = open_memory (path);

    /* Each waits for the disk: few and long ones fill several pages sooner. */
    g_autofree char *mapping = g_strnfill (3000, 'm');

    for (int i = 0; i < 10; i++)
      {
        g_autofree char *signature = g_strdup_printf ("%d", i);

        save (memory, signature, mapping, "margin=0.3");
      }
  }
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_cmpuint (length, >, 3 * 4096);
  memset (content + 4096, 0xa5, 4096);
  g_assert_true (g_file_set_contents (path, content, length, NULL));
  assert_begun_anew (path, content, length);
}

static void
test_foreign_database (void)
{
  g_autofree char *dir = clv_test_dir ();
  g_autofree char *path = g_build_filename (dir, "memory.db", NULL);

  sqlite3_close (open_raw (path, "CREATE TABLE remembered (recipe TEXT); INSERT INTO remembered VALUES ('soup');"));
  assert_begun_anew (path, NULL, 0);
}

static void
test_version_without_table (void)
{
  g_autofree char *dir = clv_test_dir ();
  g_autofree char *path = g_build_filename (dir, "memory.db", NULL);

  sqlite3_close (open_raw (path, "CREATE TABLE other (x); PRAGMA user_version = 1;"));
  assert_begun_anew (path, NULL, 0);
}

static void
test_newer (void)
{
  g_autofree char *path = new_path ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (ClvMemory) memory = NULL;
  g_autoptr (GError) error = NULL;
  gsize length_before, length_after;

  memory = open_memory (path);
  save (memory, "a", "m", "x");
  g_clear_pointer (&memory, clv_memory_free);
  sqlite3_close (open_raw (path, "PRAGMA user_version = 99;"));
  g_assert_true (g_file_get_contents (path, &before, &length_before, NULL));

  memory = clv_memory_open (path, &error);
  g_assert_null (memory);
  g_assert_error (error, CLV_STORE_ERROR, CLV_STORE_ERROR_NEWER);
  g_assert_nonnull (strstr (error->message, "memory.db"));
  g_assert_nonnull (strstr (error->message, "99"));
  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
}

static void
test_directory_in_the_way (void)
{
  g_autofree char *path = clv_test_dir ();
  g_autoptr (ClvMemory) memory = NULL;
  g_autoptr (GError) error = NULL;

  memory = clv_memory_open (path, &error);
  g_assert_null (memory);
  g_assert_error (error, CLV_STORE_ERROR, CLV_STORE_ERROR_OPEN);
  g_assert_nonnull (strstr (error->message, path));
}

static gpointer
release_lock_worker (gpointer data)
{
  g_usleep (200 * 1000);
  g_assert_cmpint (sqlite3_exec (data, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  return NULL;
}

static void
test_waits_for_another_window (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (ClvMemory) memory = open_memory (path);
  sqlite3 *other = open_raw (path, "BEGIN EXCLUSIVE");
  GThread *thread = g_thread_new ("other window", release_lock_worker, other);

  save (memory, "a", "m", "x");
  g_thread_join (thread);
  sqlite3_close (other);
  assert_remembered (memory, "a", "m", "x");
}

static void
test_failed_save_keeps (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (ClvMemory) memory = open_memory (path);
  g_autoptr (GError) error = NULL;
  sqlite3 *other;

  save (memory, "a", "m", "x");
  /* Held for longer than the memory waits. */
  other = open_raw (path, "BEGIN EXCLUSIVE");
  g_assert_false (clv_memory_save (memory, "a", "new", "new", &error));
  g_assert_error (error, CLV_STORE_ERROR, CLV_STORE_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "memory.db"));
  sqlite3_close (other);
  assert_remembered (memory, "a", "m", "x");
  save (memory, "a", "new", "new");
  assert_remembered (memory, "a", "new", "new");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/memory/is-there-after-reopening", test_reopened);
  g_test_add_func ("/store/memory/a-second-save-replaces-the-first", test_replaced);
  g_test_add_func ("/store/memory/forgets-one-and-keeps-the-others", test_forgotten);
  g_test_add_func ("/store/memory/only-its-user-may-read-it", test_private);
  g_test_add_func ("/store/memory/a-file-of-another-kind-is-set-aside", test_not_a_database);
  g_test_add_func ("/store/memory/a-damaged-page-is-set-aside", test_damaged_page);
  g_test_add_func ("/store/memory/a-foreign-database-is-set-aside", test_foreign_database);
  g_test_add_func ("/store/memory/a-version-without-its-table-is-set-aside", test_version_without_table);
  g_test_add_func ("/store/memory/a-newer-version-is-refused-and-untouched", test_newer);
  g_test_add_func ("/store/memory/a-directory-in-its-place-is-an-error", test_directory_in_the_way);
  g_test_add_func ("/store/memory/waits-for-another-window", test_waits_for_another_window);
  g_test_add_func ("/store/memory/a-failed-save-keeps-what-was-there", test_failed_save_keeps);

  return g_test_run ();
}
