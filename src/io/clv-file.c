/* clv-file.c - an open file, and what it is by its first bytes
 *
 * The name of a file says what somebody hoped it to be: only its content counts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
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

typedef enum
{
  USELESS_PDF,
  USELESS_PICTURE,
  USELESS_COMPRESSED,
  USELESS_DATABASE,
  USELESS_PROGRAM,
  USELESS_DOCUMENT,
} Useless;

typedef struct
{
  const char *magic;
  gsize       length;
  Useless     what;
} KnownMagic;

#define MAGIC(bytes) bytes, sizeof (bytes) - 1

static const KnownMagic of_no_use[] = {
  { MAGIC ("%PDF-"), USELESS_PDF },
  { MAGIC ("\x89PNG"), USELESS_PICTURE },
  { MAGIC ("\xFF\xD8\xFF"), USELESS_PICTURE },
  { MAGIC ("GIF8"), USELESS_PICTURE },
  { MAGIC ("\x1F\x8B"), USELESS_COMPRESSED },
  { MAGIC ("BZh"), USELESS_COMPRESSED },
  { MAGIC ("\xFD" "7zXZ"), USELESS_COMPRESSED },
  { MAGIC ("7z\xBC\xAF"), USELESS_COMPRESSED },
  { MAGIC ("Rar!"), USELESS_COMPRESSED },
  { MAGIC ("\x28\xB5\x2F\xFD"), USELESS_COMPRESSED },
  { MAGIC ("SQLite format 3"), USELESS_DATABASE },
  { MAGIC ("PAR1"), USELESS_DATABASE },
  { MAGIC ("\x7F" "ELF"), USELESS_PROGRAM },
  { MAGIC ("{\\rtf"), USELESS_DOCUMENT },
};

/* Translators: in these messages, %s is a file name */
static void
set_useless (const char *name,
             Useless     what,
             GError    **error)
{
  const GQuark domain = CLV_IO_ERROR;
  const int code = CLV_IO_ERROR_WRONG_KIND;

  switch (what)
    {
    case USELESS_PDF:
      g_set_error (error, domain, code,
                   _("“%s” is a PDF document, not a spreadsheet. "
                     "Export the data as .xlsx or .csv from the program it comes from."), name);
      break;
    case USELESS_PICTURE:
      g_set_error (error, domain, code,
                   _("“%s” is a picture, not a spreadsheet. Open the spreadsheet it was taken from."), name);
      break;
    case USELESS_COMPRESSED:
      g_set_error (error, domain, code,
                   _("“%s” is compressed. Unpack it first, and open the file inside."), name);
      break;
    case USELESS_DATABASE:
      g_set_error (error, domain, code,
                   _("“%s” is a database, not a spreadsheet. Export its table as .csv and open that."), name);
      break;
    case USELESS_PROGRAM:
      g_set_error (error, domain, code,
                   _("“%s” is a program, not a spreadsheet. Open the spreadsheet with your orders instead."), name);
      break;
    case USELESS_DOCUMENT:
    default:
      g_set_error (error, domain, code,
                   _("“%s” is a text document, not a spreadsheet. Save its table as .xlsx or .csv and open that."),
                   name);
      break;
    }
}

static gboolean
contains (const char *head,
          gsize       length,
          const char *needle,
          gsize       needle_length)
{
  return memmem (head, length, needle, needle_length) != NULL;
}

/* Names in a compound file are UTF-16. They may stand anywhere in the directory. */
static gboolean
is_encrypted_workbook (ClvFile *self)
{
  static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
  gsize length = (gsize) MIN (self->size, 64u << 20), n;
  g_autofree char *bytes = g_malloc (length);

  return clv_file_read (self, 0, bytes, length, &n, NULL) && contains (bytes, n, name, sizeof name - 1);
}

static gboolean
is_web_page (const char *head,
             gsize       length)
{
  gsize i = 0;

  if (length >= 3 && memcmp (head, "\xEF\xBB\xBF", 3) == 0)
    i = 3;
  while (i < length && g_ascii_isspace (head[i]))
    i++;
  for (gsize at = i; at < MIN (length, i + 256); at++)
    {
      gsize left = length - at;

      if (at > i && head[i] != '<')
        return FALSE;
      if ((left >= 5 && g_ascii_strncasecmp (head + at, "<html", 5) == 0) ||
          (left >= 14 && g_ascii_strncasecmp (head + at, "<!doctype html", 14) == 0) ||
          (left >= 6 && g_ascii_strncasecmp (head + at, "<table", 6) == 0))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_json (const char *head,
         gsize       length)
{
  gsize i = 0;

  while (i < length && g_ascii_isspace (head[i]))
    i++;
  if (i == length || (head[i] != '{' && head[i] != '['))
    return FALSE;
  for (i++; i < length && g_ascii_isspace (head[i]);)
    i++;
  return i < length && (head[i] == '"' || head[i] == '{');
}

gboolean
clv_file_identify (ClvFile     *self,
                   ClvFileKind *kind,
                   GError     **error)
{
  char head[1024];
  gsize n;

  if (!clv_file_read (self, 0, head, sizeof head, &n, error))
    return FALSE;
  if (n == 0)
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_EMPTY,
                   _("“%s” is empty. Export it again from the program it comes from."), self->name);
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (of_no_use); i++)
    if (n >= of_no_use[i].length && memcmp (head, of_no_use[i].magic, of_no_use[i].length) == 0)
      {
        set_useless (self->name, of_no_use[i].what, error);
        return FALSE;
      }
  if (n >= 8 && memcmp (head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0)
    {
      if (is_encrypted_workbook (self))
        g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND,
                     /* Translators: %s is a file name */
                     _("“%s” is protected with a password. Remove it in Excel (File ▸ Info ▸ Protect Workbook), "
                       "save the file and open it again."),
                     self->name);
      else
        g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND,
                     /* Translators: %s is a file name */
                     _("“%s” is in the old Excel format. "
                       "Save it as .xlsx first (File ▸ Save As ▸ Excel Workbook), and open that."),
                     self->name);
      return FALSE;
    }
  if (is_web_page (head, n))
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND,
                   /* Translators: %s is a file name */
                   _("“%s” is a web page, whatever its name says. Open it in Excel or LibreOffice, "
                     "save it as .xlsx, and open that."),
                   self->name);
      return FALSE;
    }
  if (n >= 5 && memcmp (head, "<?xml", 5) == 0)
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND,
                   /* Translators: %s is a file name */
                   _("“%s” is an XML file. Open it in Excel or LibreOffice, save it as .xlsx, and open that."),
                   self->name);
      return FALSE;
    }
  if (is_json (head, n))
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND,
                   /* Translators: %s is a file name */
                   _("“%s” is a JSON file, not a spreadsheet. "
                     "Export the data as .xlsx or .csv from the program it comes from."),
                   self->name);
      return FALSE;
    }
  *kind = n >= 4 && (memcmp (head, "PK\003\004", 4) == 0 || memcmp (head, "PK\005\006", 4) == 0) ? CLV_FILE_ZIP
                                                                                                 : CLV_FILE_TEXT;
  return TRUE;
}
