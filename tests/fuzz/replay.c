/* replay.c - runs a fuzz target over files, where it is not built with libFuzzer: TARGET [FILE or FOLDER...]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>

#include "clv-fuzz.h"

static guint n_inputs;

static void
replay (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  /* Of some targets, no input has gone wrong yet. */
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  if (folder != NULL)
    {
      const char *name;

      while ((name = g_dir_read_name (folder)) != NULL)
        {
          g_autofree char *inside = g_build_filename (path, name, NULL);

          replay (inside);
        }
      return;
    }
  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  /* Told first: of a crash, this is the last line. */
  printf ("# %s\n", path);
  fflush (stdout);
  LLVMFuzzerTestOneInput ((const uint8_t *) data, size);
  printf ("ok %u - %s\n", ++n_inputs, path);
}

int
main (int   argc,
      char *argv[])
{
  LLVMFuzzerTestOneInput ((const uint8_t *) "", 0);
  printf ("ok %u - an empty input\n", ++n_inputs);
  for (int i = 1; i < argc; i++)
    replay (argv[i]);
  printf ("1..%u\n", n_inputs);
  return 0;
}
