/* clv-report-file.c - a file that appears whole or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-report-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clv-report.h"

G_DEFINE_QUARK (clv-report-error-quark, clv_report_error)

static const char *
remedy (int system_error)
{
  switch (system_error)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return _("Free some space, or choose another folder.");
    case EACCES:
    case EPERM:
    case EROFS:
      return _("Choose a folder that you may write to.");
    case ENOENT:
    case ENOTDIR:
      return _("Create the folder first, or choose another one.");
    case EISDIR:
      return _("Give a file name, not a folder.");
    default:
      return _("Choose another folder, and try again.");
    }
}

/**
 * clv_report_set_write_error:
 * @error: where to put it
 * @path: file as the user named it
 * @system_error: an errno value
 *
 * Says that @path could not be written, why, and what to do.
 */
void
clv_report_set_write_error (GError    **error,
                            const char *path,
                            int         system_error)
{
  g_autofree char *name = g_filename_display_name (path);

  /* Translators: file name, what the system said, what to do */
  g_set_error (error, CLV_REPORT_ERROR, CLV_REPORT_ERROR_WRITE, _("Could not write “%s”: %s. %s"), name,
               g_strerror (system_error), remedy (system_error));
}

/* The file behind @path, when it is a symbolic link; else @path. */
static char *
resolve (const char *path)
{
  char *real = realpath (path, NULL);
  char *resolved = g_strdup (real != NULL ? real : path);

  free (real);
  return resolved;
}

/**
 * clv_report_file_begin:
 * @self: (out caller-allocates): the file to write
 * @path: where it shall appear
 *
 * Opens a temporary file beside @path, so that the final rename cannot cross file systems.
 * What is no regular file (a pipe, /dev/stdout) is opened itself.
 *
 * Returns: FALSE with CLV_REPORT_ERROR_WRITE; then @self needs nothing
 */
gboolean
clv_report_file_begin (ClvReportFile *self,
                       const char    *path,
                       GError       **error)
{
  struct stat info;
  gboolean exists;
  g_autofree char *target = resolve (path);
  g_autofree char *part = NULL;
  int fd;

  exists = stat (target, &info) == 0;
  if (exists && S_ISDIR (info.st_mode))
    {
      clv_report_set_write_error (error, path, EISDIR);
      return FALSE;
    }
  if (exists && !S_ISREG (info.st_mode))
    {
      fd = g_open (target, O_WRONLY | O_CLOEXEC, 0);
    }
  else
    {
      /* A file that may not be written must not be replaced either, although the rename could do it. */
      if (exists && g_access (target, W_OK) != 0)
        {
          clv_report_set_write_error (error, path, errno);
          return FALSE;
        }
      part = g_strconcat (target, ".XXXXXX.part", NULL);
      fd = g_mkstemp_full (part, O_RDWR | O_CLOEXEC, 0666);
      if (fd >= 0 && exists)
        (void) !fchmod (fd, info.st_mode & 07777);
    }
  if (fd < 0)
    {
      clv_report_set_write_error (error, path, errno);
      return FALSE;
    }
  *self = (ClvReportFile) {
    .path = g_strdup (path),
    .target = g_steal_pointer (&target),
    .part = g_steal_pointer (&part),
    .fd = fd,
  };
  return TRUE;
}

/**
 * clv_report_file_write:
 * @self: a file that was begun
 * @bytes: (array length=length): what comes next
 *
 * Returns: FALSE with CLV_REPORT_ERROR_WRITE; then the caller abandons @self
 */
gboolean
clv_report_file_write (ClvReportFile *self,
                       const char    *bytes,
                       gsize          length,
                       GError       **error)
{
  while (length > 0)
    {
      gssize written = write (self->fd, bytes, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        {
          clv_report_set_write_error (error, self->path, errno);
          return FALSE;
        }
      bytes += written;
      length -= (gsize) written;
    }
  return TRUE;
}

static void
clear (ClvReportFile *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self->target);
  g_free (self->part);
  *self = (ClvReportFile) { .fd = -1 };
}

/**
 * clv_report_file_commit:
 * @self: a file that is written
 *
 * Sees that the bytes are on the disk, and only then gives the file its name.
 *
 * Returns: FALSE with CLV_REPORT_ERROR_WRITE; nothing is left behind then. @self is cleared either way.
 */
gboolean
clv_report_file_commit (ClvReportFile *self,
                        GError       **error)
{
  int failure = 0;

  /* Pipes and terminals cannot be synchronised: EINVAL says so. */
  if (fsync (self->fd) != 0 && errno != EINVAL && errno != EROFS && errno != ENOTSUP)
    failure = errno;
  if (close (self->fd) != 0 && failure == 0)
    failure = errno;
  self->fd = -1;
  if (failure == 0 && self->part != NULL && g_rename (self->part, self->target) != 0)
    failure = errno;
  if (failure != 0)
    {
      clv_report_set_write_error (error, self->path, failure);
      clv_report_file_abandon (self);
      return FALSE;
    }
  clear (self);
  return TRUE;
}

/**
 * clv_report_file_abandon:
 * @self: a file that was begun
 *
 * Removes what was written so far, and clears @self.
 */
void
clv_report_file_abandon (ClvReportFile *self)
{
  if (self->part != NULL)
    g_unlink (self->part);
  clear (self);
}

/**
 * clv_report_write_text:
 * @path: where the text shall appear
 * @text: any bytes
 *
 * Returns: FALSE with CLV_REPORT_ERROR_WRITE; a file that stood at @path is untouched then
 */
gboolean
clv_report_write_text (const char    *path,
                       const GString *text,
                       GError       **error)
{
  ClvReportFile file;

  if (!clv_report_file_begin (&file, path, error))
    return FALSE;
  if (!clv_report_file_write (&file, text->str, text->len, error))
    {
      clv_report_file_abandon (&file);
      return FALSE;
    }
  return clv_report_file_commit (&file, error);
}
