/* clv-file.c - an open file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clv-source.h"

static void
set_error_from_errno (GError    **error,
                      int         code,
                      const char *name)
{
  switch (code)
    {
    case ENOENT:
    case ENOTDIR:
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_NOT_FOUND,
                   /* Translators: %s is a file name */
                   _("There is no file “%s”. Check the name and the folder."), name);
      break;
    case EACCES:
    case EPERM:
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_NO_PERMISSION,
                   /* Translators: %s is a file name */
                   _("You are not allowed to read “%s”. Ask its owner for access, or copy it to a folder of yours."),
                   name);
      break;
    case EISDIR:
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND,
                   /* Translators: %s is the name of a folder */
                   _("“%s” is a folder. Open the spreadsheet inside it."), name);
      break;
    default:
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_FAILED,
                   /* Translators: a file name, and the message of the system */
                   _("“%s” could not be read: %s. Copy it to this computer and open the copy."), name,
                   g_strerror (code));
      break;
    }
}

ClvFile *
clv_file_open (const char *path,
               GError    **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (ClvFile) self = NULL;
  struct stat info;
  int fd;

  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0)
    {
      set_error_from_errno (error, errno, name);
      return NULL;
    }

  self = g_new0 (ClvFile, 1);
  self->fd = fd;
  self->path = g_strdup (path);
  self->name = g_steal_pointer (&name);
  if (fstat (fd, &info) != 0)
    {
      set_error_from_errno (error, errno, self->name);
      return NULL;
    }
  if (S_ISDIR (info.st_mode))
    {
      set_error_from_errno (error, EISDIR, self->name);
      return NULL;
    }
  if (!S_ISREG (info.st_mode))
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND,
                   /* Translators: %s is a file name */
                   _("“%s” is not a regular file. Save the data as a file and open that."), self->name);
      return NULL;
    }
  self->size = (guint64) info.st_size;
  if (self->size == 0)
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_EMPTY,
                   /* Translators: %s is a file name */
                   _("“%s” is empty. Export it again from the program it comes from."), self->name);
      return NULL;
    }
  return g_steal_pointer (&self);
}

ClvFile *
clv_file_new_in_memory (const char *name)
{
  ClvFile *self = g_new0 (ClvFile, 1);

  self->fd = memfd_create ("clientele", MFD_CLOEXEC);
  self->path = g_strdup_printf ("/proc/self/fd/%d", self->fd);
  self->name = g_strdup (name);
  return self;
}

void
clv_file_free (ClvFile *self)
{
  close (self->fd);
  g_free (self->path);
  g_free (self->name);
  g_free (self);
}

gboolean
clv_file_read (ClvFile *self,
               guint64  offset,
               char    *buffer,
               gsize    length,
               gsize   *n_read,
               GError **error)
{
  *n_read = 0;
  while (*n_read < length)
    {
      gssize n = pread (self->fd, buffer + *n_read, length - *n_read, (off_t) (offset + *n_read));

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          set_error_from_errno (error, errno, self->name);
          return FALSE;
        }
      if (n == 0)
        break;
      *n_read += (gsize) n;
    }
  return TRUE;
}

gboolean
clv_file_append (ClvFile      *self,
                 gconstpointer bytes,
                 gsize         length,
                 GError      **error)
{
  const char *next = bytes;

  while (length > 0)
    {
      gssize n = write (self->fd, next, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE,
                       /* Translators: %s is a file name */
                       _("There is not enough memory to unpack “%s”. Unpack it, and open the file inside."), self->name);
          return FALSE;
        }
      next += n;
      length -= (gsize) n;
      self->size += (gsize) n;
    }
  return TRUE;
}
