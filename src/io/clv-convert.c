/* clv-convert.c - files that only LibreOffice can open, converted by it
 *
 * LibreOffice sees a copy of the file in a folder that nobody else may enter, with settings
 * of its own that are thrown away: macros never run, links are never followed, and where
 * the system allows it there is no network at all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-convert.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clv-file-private.h"

#define PIECE_BYTES (1u << 20)
#define POLL_MICROSECONDS 50000
/* A cold start takes some seconds, and a large file some minutes. */
#define MAX_SECONDS 300
#define MAX_BYTES_PER_SECOND 100000
#define USUAL_SECONDS 10.0

/* Settings of LibreOffice, as they stand in a profile. */
static const char settings[] =
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  "<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" "
  "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n"
#define SETTING(path, name, value) \
  "<item oor:path=\"/org.openoffice.Office." path "\"><prop oor:name=\"" name "\" oor:op=\"fuse\"><value>" value \
  "</value></prop></item>\n"
  SETTING ("Common/Security/Scripting", "MacroSecurityLevel", "3")
  SETTING ("Common/Security/Scripting", "DisableMacrosExecution", "true")
  SETTING ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true")
  SETTING ("Calc/Content/Update", "Link", "2")
  SETTING ("Calc/Formula/Load", "OOXMLRecalcMode", "1")
  SETTING ("Calc/Formula/Load", "ODFRecalcMode", "1")
#undef SETTING
  "</oor:items>\n";

/* (transfer full) (nullable) */
static char *
find_libreoffice (void)
{
  static const char *names[] = { "soffice", "libreoffice" };
  static const char *places[] = { "/usr/lib/libreoffice/program/soffice", "/usr/lib64/libreoffice/program/soffice",
                                  "/opt/libreoffice/program/soffice",     "/snap/bin/libreoffice",
                                  "/Applications/LibreOffice.app/Contents/MacOS/soffice" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      char *path = g_find_program_in_path (names[i]);

      if (path != NULL)
        return path;
    }
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_file_test (places[i], G_FILE_TEST_IS_EXECUTABLE))
      return g_strdup (places[i]);
  return NULL;
}

/**
 * clv_convert_is_available:
 *
 * Returns: whether LibreOffice is on this computer
 */
gboolean
clv_convert_is_available (void)
{
  g_autofree char *program = find_libreoffice ();

  return program != NULL;
}

/**
 * clv_convert_is_possible:
 * @error: (nullable): why a file could not be read
 *
 * Returns: whether LibreOffice can open the file, and is on this computer
 */
gboolean
clv_convert_is_possible (const GError *error)
{
  return error != NULL && g_error_matches (error, CLV_IO_ERROR, CLV_IO_ERROR_CONVERTIBLE) && clv_convert_is_available ();
}

/* Removes @path with all that is in it; follows no links. */
static void
remove_tree (const char *path)
{
  GStatBuf info;
  GDir *folder;
  const char *name;

  if (g_lstat (path, &info) != 0)
    return;
  if (!S_ISDIR (info.st_mode))
    {
      g_unlink (path);
      return;
    }
  folder = g_dir_open (path, 0, NULL);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  if (folder != NULL)
    g_dir_close (folder);
  g_rmdir (path);
}

static void
set_cancelled (const char *name,
               GError    **error)
{
  /* Translators: %s is a file name */
  g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_CANCELLED, _("Reading “%s” was cancelled."), name);
}

static void
set_no_room (const char *name,
             GError    **error)
{
  g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_FAILED,
               /* Translators: a file name, and the message of the system */
               _("“%s” could not be converted: %s. Make room on the disk, or save the file as .xlsx in the program "
                 "it comes from."),
               name, g_strerror (errno));
}

static gboolean
write_all (int         fd,
           const char *bytes,
           gsize       length)
{
  while (length > 0)
    {
      gssize n = write (fd, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      bytes += n;
      length -= (gsize) n;
    }
  return TRUE;
}

/* LibreOffice writes a lock beside what it opens: the original stays alone. */
static gboolean
copy_file (ClvFile       *file,
           const char    *target,
           const ClvWork *work,
           GError       **error)
{
  g_autofree char *piece = g_malloc (PIECE_BYTES);
  int fd = g_open (target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  gboolean ok = fd >= 0;
  gsize n = 1;

  if (!ok)
    set_no_room (file->name, error);
  for (guint64 offset = 0; ok && n > 0; offset += n)
    {
      ok = clv_file_read (file, offset, piece, PIECE_BYTES, &n, error);
      if (ok && clv_work_is_cancelled (work))
        {
          set_cancelled (file->name, error);
          ok = FALSE;
        }
      if (ok && !write_all (fd, piece, n))
        {
          set_no_room (file->name, error);
          ok = FALSE;
        }
    }
  if (fd >= 0)
    close (fd);
  return ok;
}

/* In the child: a group of its own, so that all it starts can be ended, and no network. */
static void
leave_us (gpointer user_data)
{
  setsid ();
#ifdef CLONE_NEWNET
  if (unshare (CLONE_NEWNET) != 0)
    (void) !unshare (CLONE_NEWUSER | CLONE_NEWNET);
#endif
}

static gboolean
start (const char *program,
       const char *folder,
       const char *input,
       GPid       *pid)
{
  g_autofree char *profile = g_build_filename (folder, "profile", NULL);
  g_autofree char *profile_uri = g_filename_to_uri (profile, NULL, NULL);
  g_autofree char *installation = g_strconcat ("-env:UserInstallation=", profile_uri, NULL);
  g_autofree char *output = g_build_filename (folder, "out", NULL);
  const char *arguments[] = { program, installation, "--headless", "--invisible", "--nologo", "--norestore",
                              "--nolockcheck", "--nodefault", "--nofirststartwizard", "--convert-to", "xlsx",
                              "--outdir", output, input, NULL };
  g_auto (GStrv) environment = g_get_environ ();

  environment = g_environ_unsetenv (environment, "DISPLAY");
  environment = g_environ_unsetenv (environment, "WAYLAND_DISPLAY");
  /* Where the network cannot be taken away, at least nothing answers at this address. */
  environment = g_environ_setenv (environment, "http_proxy", "http://127.0.0.1:9", TRUE);
  environment = g_environ_setenv (environment, "https_proxy", "http://127.0.0.1:9", TRUE);
  environment = g_environ_setenv (environment, "ftp_proxy", "http://127.0.0.1:9", TRUE);
  return g_spawn_async (folder, (char **) arguments, environment,
                        G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, leave_us,
                        NULL, pid, NULL);
}

/* Waits for LibreOffice; FALSE with an error when it had to be ended. */
static gboolean
wait_for (GPid           pid,
          const ClvFile *file,
          const ClvWork *work,
          GError       **error)
{
  gint64 begin = g_get_monotonic_time ();
  double limit = MAX_SECONDS + (double) file->size / MAX_BYTES_PER_SECOND;
  /* Translators: %s is a file name */
  g_autofree char *step = g_strdup_printf (_("LibreOffice converts “%s”"), file->name);
  gboolean ok = TRUE;

  while (waitpid (pid, NULL, WNOHANG) == 0)
    {
      double seconds = (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;

      if (clv_work_is_cancelled (work))
        {
          set_cancelled (file->name, error);
          ok = FALSE;
        }
      else if (seconds > limit)
        {
          g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_FAILED,
                       /* Translators: %s is a file name */
                       _("LibreOffice took too long to convert “%s”. Open it there, save it as .xlsx, and open that."),
                       file->name);
          ok = FALSE;
        }
      if (!ok)
        {
          kill (-pid, SIGKILL);
          waitpid (pid, NULL, 0);
          break;
        }
      clv_work_progress (work, step, seconds / (seconds + USUAL_SECONDS));
      g_usleep (POLL_MICROSECONDS);
    }
  /* Nothing that it has started stays behind. */
  kill (-pid, SIGKILL);
  g_spawn_close_pid (pid);
  return ok;
}

/* The only file in the folder of results. (transfer full) (nullable) */
static char *
find_result (const char *folder)
{
  g_autofree char *output = g_build_filename (folder, "out", NULL);
  GDir *results = g_dir_open (output, 0, NULL);
  char *path = NULL;
  const char *name;

  while (results != NULL && path == NULL && (name = g_dir_read_name (results)) != NULL)
    if (g_str_has_suffix (name, ".xlsx"))
      path = g_build_filename (output, name, NULL);
  if (results != NULL)
    g_dir_close (results);
  return path;
}

/* What the folder needs before LibreOffice comes. */
static gboolean
furnish (const char *folder)
{
  g_autofree char *user = g_build_filename (folder, "profile", "user", NULL);
  g_autofree char *file = g_build_filename (user, "registrymodifications.xcu", NULL);
  g_autofree char *output = g_build_filename (folder, "out", NULL);
  g_autofree char *input = g_build_filename (folder, "in", NULL);

  return g_mkdir_with_parents (user, 0700) == 0 && g_mkdir (output, 0700) == 0 && g_mkdir (input, 0700) == 0 &&
         g_file_set_contents (file, settings, -1, NULL);
}

static char *
convert (const char    *program,
         const char    *folder,
         ClvFile       *file,
         const ClvWork *work,
         GError       **error)
{
  g_autofree char *name = g_path_get_basename (file->path);
  g_autofree char *input = g_build_filename (folder, "in", name, NULL);
  char *result;
  GPid pid;

  if (!furnish (folder))
    {
      set_no_room (file->name, error);
      return NULL;
    }
  if (!copy_file (file, input, work, error))
    return NULL;
  if (!start (program, folder, input, &pid))
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_FAILED,
                   /* Translators: %s is a file name */
                   _("LibreOffice could not be started to convert “%s”. Open it there, save it as .xlsx, and open that."),
                   file->name);
      return NULL;
    }
  if (!wait_for (pid, file, work, error))
    return NULL;
  result = find_result (folder);
  if (result == NULL)
    g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_FAILED,
                 /* Translators: %s is a file name */
                 _("LibreOffice could not open “%s”: it may be damaged or protected with a password. "
                   "Save it as .xlsx in the program it comes from, and open that."),
                 file->name);
  return result;
}

/**
 * clv_convert_with_libreoffice:
 * @path: the file, which stays as it is
 * @work: (nullable): whom to tell, and who may cancel
 * @error: of the domain CLV_IO_ERROR; the message names the file, what was found and what to do
 *
 * Lets LibreOffice save the file as .xlsx. That takes seconds, or minutes for large files.
 *
 * Returns: (transfer full) (nullable): the .xlsx, for clv_convert_discard(); NULL on error
 */
char *
clv_convert_with_libreoffice (const char    *path,
                              const ClvWork *work,
                              GError       **error)
{
  g_autoptr (ClvFile) file = clv_file_open (path, error);
  g_autofree char *program = NULL;
  g_autofree char *folder = NULL;
  char *result;

  if (file == NULL)
    return NULL;
  program = find_libreoffice ();
  if (program == NULL)
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_FAILED,
                   /* Translators: %s is a file name */
                   _("LibreOffice is needed to convert “%s”, and is not installed. "
                     "Save the file as .xlsx in the program it comes from, and open that."),
                   file->name);
      return NULL;
    }
  folder = g_dir_make_tmp ("clientele-XXXXXX", NULL);
  if (folder == NULL)
    {
      set_no_room (file->name, error);
      return NULL;
    }
  result = convert (program, folder, file, work, error);
  if (result == NULL)
    remove_tree (folder);
  else
    {
      g_autofree char *profile = g_build_filename (folder, "profile", NULL);
      g_autofree char *input = g_build_filename (folder, "in", NULL);

      remove_tree (profile);
      remove_tree (input);
    }
  return result;
}

/**
 * clv_convert_discard:
 * @converted: (transfer full) (nullable): what clv_convert_with_libreoffice() gave
 *
 * Removes the converted file and the folder it stands in.
 */
void
clv_convert_discard (char *converted)
{
  g_autofree char *output = NULL;
  g_autofree char *folder = NULL;

  if (converted == NULL)
    return;
  output = g_path_get_dirname (converted);
  folder = g_path_get_dirname (output);
  g_unlink (converted);
  g_rmdir (output);
  g_rmdir (folder);
  g_free (converted);
}
