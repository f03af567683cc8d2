/* clv-package.c - a ZIP archive that may be a workbook, and its parts as XML
 *
 * Nothing is sized by what the archive says about itself: parts are streamed,
 * and counted while they come.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-package-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zip.h>

#include "clv-source.h"

#define PIECE_BYTES (256u << 10)
#define MAX_ENTRIES 65535
#define MAX_PART_BYTES (G_GUINT64_CONSTANT (4) << 30)
#define MAX_PACKAGE_BYTES (G_GUINT64_CONSTANT (8) << 30)
/* Honest sheets reach 100 : 1; only a large part can be a bomb. */
#define MAX_RATIO 200
#define MIN_BOMB_BYTES (G_GUINT64_CONSTANT (256) << 20)
#define MAX_DEPTH 256

struct _ClvPackage
{
  char    *name;
  zip_t   *zip;
  guint64  n_bytes; /* read so far, all parts */
};

static void
set_not_zip (const char *name,
             GError    **error)
{
  g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED,
               /* Translators: %s is a file name */
               _("“%s” is damaged: it is no complete workbook. Copy or download it again, "
                 "or save it again in the program it comes from."),
               name);
}

void
clv_package_set_damaged (ClvPackage *self,
                         const char *part,
                         GError    **error)
{
  g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED,
               /* Translators: a file name, and the name of a part inside it */
               _("“%s” is damaged in its part “%s”. Open it in Excel or LibreOffice, "
                 "let it be repaired, save it and open it here again."),
               self->name, part);
}

ClvPackage *
clv_package_open (ClvFile *file,
                  GError **error)
{
  g_autoptr (ClvPackage) self = g_new0 (ClvPackage, 1);
  int code = 0;

  self->name = g_strdup (file->name);
  self->zip = zip_open (file->path, ZIP_RDONLY, &code);
  if (self->zip == NULL)
    {
      set_not_zip (self->name, error);
      return NULL;
    }
  if (zip_get_num_entries (self->zip, 0) > MAX_ENTRIES)
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE,
                   /* Translators: %s is a file name */
                   _("“%s” has too many parts for a workbook, and was not opened."), self->name);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
clv_package_free (ClvPackage *self)
{
  if (self->zip != NULL)
    zip_discard (self->zip);
  g_free (self->name);
  g_free (self);
}

/* Some programs write part names with backslashes, in other case or with a slash in front. */
static gint64
find_part (ClvPackage *self,
           const char *name)
{
  gint64 index;
  gint64 n = zip_get_num_entries (self->zip, 0);

  while (*name == '/')
    name++;
  index = zip_name_locate (self->zip, name, 0);
  if (index < 0)
    index = zip_name_locate (self->zip, name, ZIP_FL_NOCASE);
  for (gint64 i = 0; index < 0 && i < n; i++)
    {
      const char *stored = zip_get_name (self->zip, (zip_uint64_t) i, 0);
      g_autofree char *plain = g_strdelimit (g_strdup (stored != NULL ? stored : ""), "\\", '/');

      if (g_ascii_strcasecmp (plain[0] == '/' ? plain + 1 : plain, name) == 0)
        index = i;
    }
  return index;
}

gboolean
clv_package_has_part (ClvPackage *self,
                      const char *name)
{
  return find_part (self, name) >= 0;
}

const char *
clv_package_get_name (ClvPackage *self)
{
  return self->name;
}

guint64
clv_package_get_n_bytes (ClvPackage *self)
{
  return self->n_bytes;
}

char *
clv_package_peek_part (ClvPackage *self,
                       const char *name,
                       gsize       max_length)
{
  gint64 index = find_part (self, name);
  zip_file_t *part = index >= 0 ? zip_fopen_index (self->zip, (zip_uint64_t) index, 0) : NULL;
  g_autofree char *text = g_malloc0 (max_length + 1);
  gsize length = 0;

  while (part != NULL && length < max_length)
    {
      zip_int64_t n = zip_fread (part, text + length, max_length - length);

      if (n <= 0)
        break;
      length += (gsize) n;
    }
  if (part != NULL)
    zip_fclose (part);
  return g_strndup (text, length);
}

typedef struct
{
  XML_Parser            parser;
  const ClvXmlHandlers *handlers;
  gpointer              user_data;
  guint                 depth;
  gboolean              is_forbidden;
} XmlRun;

static const char *
skip_prefix (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

static void XMLCALL
start_cb (void            *data,
          const XML_Char  *name,
          const XML_Char **attributes)
{
  XmlRun *run = data;

  if (++run->depth > MAX_DEPTH)
    {
      XML_StopParser (run->parser, XML_FALSE);
      return;
    }
  run->handlers->start (skip_prefix (name), attributes, run->user_data);
}

static void XMLCALL
end_cb (void           *data,
        const XML_Char *name)
{
  XmlRun *run = data;

  run->depth--;
  if (run->handlers->end != NULL)
    run->handlers->end (skip_prefix (name), run->user_data);
}

static void XMLCALL
text_cb (void           *data,
         const XML_Char *text,
         int             length)
{
  XmlRun *run = data;

  run->handlers->text (text, length, run->user_data);
}

/* Workbooks have no document type; one that has is an attack with entities. */
static void XMLCALL
doctype_cb (void           *data,
            const XML_Char *name,
            const XML_Char *system_id,
            const XML_Char *public_id,
            int             has_internal_subset)
{
  XmlRun *run = data;

  run->is_forbidden = TRUE;
  XML_StopParser (run->parser, XML_FALSE);
}

const char *
clv_xml_get (const char **attributes,
             const char  *name)
{
  for (; attributes[0] != NULL; attributes += 2)
    if (strcmp (skip_prefix (attributes[0]), name) == 0)
      return attributes[1];
  return NULL;
}

static void
set_too_large (ClvPackage *self,
               GError    **error)
{
  g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE,
               /* Translators: %s is a file name */
               _("“%s” would expand to many times its size, as a file made to do harm does. It was not opened. "
                 "If you trust it, save it again in Excel or LibreOffice, or export it as .csv."),
               self->name);
}

/* The zip_file_t is streamed through the parser. */
static gboolean
stream_part (ClvPackage           *self,
             const char           *part_name,
             zip_file_t           *part,
             const zip_stat_t     *info,
             const ClvXmlProgress *progress,
             XmlRun               *run,
             GError              **error)
{
  guint64 n_bytes = 0;

  for (;;)
    {
      void *buffer = XML_GetBuffer (run->parser, PIECE_BYTES);
      zip_int64_t n;

      if (progress != NULL && clv_work_is_cancelled (progress->work))
        {
          g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_CANCELLED, _("Reading “%s” was cancelled."), self->name);
          return FALSE;
        }
      if (buffer == NULL)
        {
          clv_package_set_damaged (self, part_name, error);
          return FALSE;
        }
      n = zip_fread (part, buffer, PIECE_BYTES);
      if (n < 0)
        {
          clv_package_set_damaged (self, part_name, error);
          return FALSE;
        }
      n_bytes += (guint64) n;
      self->n_bytes += (guint64) n;
      if (n_bytes > MAX_PART_BYTES || self->n_bytes > MAX_PACKAGE_BYTES ||
          (n_bytes > MIN_BOMB_BYTES && n_bytes / MAX (info->comp_size, 1) > MAX_RATIO))
        {
          set_too_large (self, error);
          return FALSE;
        }
      if (XML_ParseBuffer (run->parser, (int) n, n == 0) != XML_STATUS_OK)
        {
          if (run->is_forbidden)
            g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED,
                         /* Translators: %s is a file name */
                         _("“%s” contains forbidden XML (a document type definition), and was not opened. "
                           "Save it again in Excel or LibreOffice."),
                         self->name);
          else
            clv_package_set_damaged (self, part_name, error);
          return FALSE;
        }
      if (n == 0)
        return TRUE;
      if (progress != NULL && progress->work != NULL)
        {
          double done = (double) n_bytes / (double) MAX (info->size, n_bytes);
          /* Translators: %s is a file name */
          g_autofree char *step = g_strdup_printf (_("Reading “%s”"), self->name);

          clv_work_progress (progress->work, step, progress->from + done * (progress->to - progress->from));
        }
    }
}

gboolean
clv_package_parse (ClvPackage           *self,
                   const char           *part_name,
                   const ClvXmlHandlers *handlers,
                   const ClvXmlProgress *progress,
                   gpointer              user_data,
                   GError              **error)
{
  gint64 index = find_part (self, part_name);
  XmlRun run = { .handlers = handlers, .user_data = user_data };
  zip_stat_t info;
  zip_file_t *part;
  gboolean ok;

  zip_stat_init (&info);
  if (index < 0 || zip_stat_index (self->zip, (zip_uint64_t) index, 0, &info) != 0)
    {
      clv_package_set_damaged (self, part_name, error);
      return FALSE;
    }
  if (info.encryption_method != ZIP_EM_NONE)
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND,
                   /* Translators: %s is a file name */
                   _("“%s” is protected with a password. Remove the password and open it again."), self->name);
      return FALSE;
    }
  part = zip_fopen_index (self->zip, (zip_uint64_t) index, 0);
  if (part == NULL)
    {
      clv_package_set_damaged (self, part_name, error);
      return FALSE;
    }

  run.parser = XML_ParserCreate (NULL);
  XML_SetUserData (run.parser, &run);
  XML_SetElementHandler (run.parser, start_cb, end_cb);
  if (handlers->text != NULL)
    XML_SetCharacterDataHandler (run.parser, text_cb);
  XML_SetStartDoctypeDeclHandler (run.parser, doctype_cb);
  ok = stream_part (self, part_name, part, &info, progress, &run, error);
  XML_ParserFree (run.parser);
  zip_fclose (part);
  return ok;
}
