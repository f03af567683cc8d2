/* clv-test.c - what the tests of every layer share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-test.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>

/* A program of ours starts in the user's locale; so do its tests, or a decimal comma would never meet them. */
__attribute__ ((constructor)) static void
take_locale (void)
{
  setlocale (LC_ALL, "");
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  if (dir != NULL)
    {
      const char *name;

      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
            remove_tree (child);
          else
            g_unlink (child);
        }
    }
  g_rmdir (path);
}

static GPtrArray *made_dirs;

static void
remove_made_dirs (void)
{
  for (guint i = 0; i < made_dirs->len; i++)
    remove_tree (made_dirs->pdata[i]);
  g_ptr_array_unref (made_dirs);
}

char *
clv_test_data (const char *relative_path)
{
  const char *root = g_getenv ("CLIENTELE_DATA");
  g_autofree char *fallback = g_build_filename (CLV_TEST_SOURCE_ROOT, "..", "shared", "data", NULL);
  g_autofree char *path = g_build_filename (root != NULL && *root != '\0' ? root : fallback, relative_path, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);

  {
    g_autofree char *message = g_strdup_printf ("real data file %s is not here", relative_path);

    g_test_skip (message);
  }
  return NULL;
}

char *
clv_test_file (const char *relative_path)
{
  return g_build_filename (CLV_TEST_SOURCE_ROOT, "tests", "data", relative_path, NULL);
}

char *
clv_test_dir (void)
{
  char *path = g_dir_make_tmp ("clientele-test-XXXXXX", NULL);

  g_assert_nonnull (path);
  if (made_dirs == NULL)
    {
      made_dirs = g_ptr_array_new_with_free_func (g_free);
      atexit (remove_made_dirs);
    }
  g_ptr_array_add (made_dirs, g_strdup (path));
  return path;
}

static void
take_locale_again (gpointer unused)
{
  setlocale (LC_ALL, "");
}

void
clv_test_speak_plainly (void)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_queue_destroy (take_locale_again, NULL);
}

gboolean
clv_test_is_near (double actual,
                  double expected,
                  double tolerance)
{
  return fabs (actual - expected) <= tolerance;
}
