/* clv-xml.c - the parts of a package as XML
 *
 * expat reads whatever is small or strange. The rows of sheets and the shared
 * strings, which are hundreds of megabytes of the same few tags, are left to a
 * scanner: expat leads to them, and takes over again behind them, or at the first
 * element that the scanner does not know, with the open elements said again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xml-private.h"

#include <expat.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-source.h"

#define PIECE_BYTES (256u << 10)
#define WINDOW_BYTES (1u << 20)
/* Only the first rows are wanted. */
#define SMALL_PIECE_BYTES (32u << 10)
/* An element that is longer is left to expat, which keeps nothing of it. */
#define MAX_WINDOW_BYTES (16u << 20)

#define MAX_DEPTH 64
#define MAX_NAME_BYTES (1u << 10)
/* The text of a cell may be an attribute in OpenDocument: 32,767 letters of three bytes. */
#define MAX_ATTRIBUTE_BYTES (128u << 10)

typedef struct
{
  ClvPackage           *package;
  ClvPart              *part;
  const ClvXmlHandlers *handlers;
  const ClvXmlScanner  *scanner;
  const ClvXmlProgress *progress;
  gpointer              user_data;

  XML_Parser            parser;
  guint                 depth;
  guint                 max_depth;
  gboolean              is_forbidden;
  gboolean              is_utf8;
  gboolean              is_repeating; /* elements that the handlers know already */

  /* Where the scanner comes in. */
  char                 *path[2];   /* the open elements with their prefixes, down to its parent */
  const char           *piece;     /* what expat is reading */
  gsize                 piece_offset;
  gsize                 n_piece;
  gsize                 scan_from; /* in the piece; 0: not yet */
} XmlRun;

static gboolean never_scans;

void
clv_xml_set_scanning (gboolean scanning)
{
  never_scans = !scanning;
}

const char *
clv_xml_get (const char **attributes,
             const char  *name)
{
  for (; attributes[0] != NULL; attributes += 2)
    if (strcmp (clv_xml_skip_prefix (attributes[0]), name) == 0)
      return attributes[1];
  return NULL;
}

/* Hands over to the scanner, if the parent has any content and is spelled in plain UTF-8. */
static void
perhaps_leave (XmlRun     *run,
               const char *name)
{
  gsize end;

  if (run->scanner == NULL || !run->is_utf8 || run->depth > run->scanner->depth)
    return;
  g_free (run->path[run->depth - 1]);
  run->path[run->depth - 1] = g_strdup (name);
  if (run->depth < run->scanner->depth || strcmp (clv_xml_skip_prefix (name), run->scanner->parent) != 0)
    return;
  end = (gsize) XML_GetCurrentByteIndex (run->parser) - run->piece_offset +
        (gsize) XML_GetCurrentByteCount (run->parser);
  if (end == 0 || end > run->n_piece || run->piece[end - 1] != '>' || (end > 1 && run->piece[end - 2] == '/'))
    return;
  run->scan_from = end;
  XML_StopParser (run->parser, XML_FALSE);
}

static void XMLCALL
start_cb (void            *data,
          const XML_Char  *name,
          const XML_Char **attributes)
{
  XmlRun *run = data;
  gboolean fits = ++run->depth <= run->max_depth && strlen (name) <= MAX_NAME_BYTES;

  for (const XML_Char **a = attributes; fits && a[0] != NULL; a += 2)
    fits = strlen (a[0]) <= MAX_NAME_BYTES && strlen (a[1]) <= MAX_ATTRIBUTE_BYTES;
  if (!fits)
    {
      XML_StopParser (run->parser, XML_FALSE);
      return;
    }
  if (run->is_repeating)
    return;
  run->handlers->start (clv_xml_skip_prefix (name), attributes, run->user_data);
  perhaps_leave (run, name);
}

static void XMLCALL
end_cb (void           *data,
        const XML_Char *name)
{
  XmlRun *run = data;

  run->depth--;
  if (run->handlers->end != NULL)
    run->handlers->end (clv_xml_skip_prefix (name), run->user_data);
}

static void XMLCALL
text_cb (void           *data,
         const XML_Char *text,
         int             length)
{
  XmlRun *run = data;

  run->handlers->text (text, length, run->user_data);
}

static void XMLCALL
declaration_cb (void           *data,
                const XML_Char *version,
                const XML_Char *encoding,
                int             standalone)
{
  XmlRun *run = data;

  if (encoding != NULL && g_ascii_strcasecmp (encoding, "UTF-8") != 0)
    run->is_utf8 = FALSE;
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

static void
start_parser (XmlRun *run)
{
  run->parser = XML_ParserCreate (NULL);
  XML_SetUserData (run->parser, run);
  XML_SetElementHandler (run->parser, start_cb, end_cb);
  if (run->handlers->text != NULL)
    XML_SetCharacterDataHandler (run->parser, text_cb);
  XML_SetXmlDeclHandler (run->parser, declaration_cb);
  XML_SetStartDoctypeDeclHandler (run->parser, doctype_cb);
}

static gboolean
report_progress (const XmlRun *run,
                 GError      **error)
{
  const ClvXmlProgress *progress = run->progress;
  const char *name = clv_package_get_name (run->package);
  g_autofree char *step = NULL;

  if (progress == NULL || progress->work == NULL)
    return TRUE;
  if (clv_work_is_cancelled (progress->work))
    {
      /* Translators: %s is a file name */
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_CANCELLED, _("Reading “%s” was cancelled."), name);
      return FALSE;
    }
  /* Translators: %s is a file name */
  step = g_strdup_printf (_("Reading “%s”"), name);
  clv_work_progress (progress->work, step,
                     progress->from + clv_part_get_fraction (run->part) * (progress->to - progress->from));
  return TRUE;
}

static gboolean
is_enough (const XmlRun *run)
{
  return run->progress != NULL && run->progress->is_enough != NULL && *run->progress->is_enough;
}

static gsize
piece_bytes (const XmlRun *run,
             gsize         usual)
{
  return run->progress != NULL && run->progress->is_enough != NULL ? SMALL_PIECE_BYTES : usual;
}

void
clv_xml_set_forbidden (const char *name,
                       GError    **error)
{
  g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED,
               /* Translators: %s is a file name */
               _("“%s” contains forbidden XML (a document type definition), and was not opened. "
                 "Save it again in Excel or LibreOffice."),
               name);
}

static void
set_xml_error (const XmlRun *run,
               GError      **error)
{
  if (run->is_forbidden)
    clv_xml_set_forbidden (clv_package_get_name (run->package), error);
  else
    clv_package_set_damaged (run->package, clv_part_get_name (run->part), error);
}

/* Hands bytes to expat. Stops well when the scanner is to go on. */
static gboolean
feed (XmlRun     *run,
      const char *bytes,
      gsize       length,
      gboolean    is_last,
      GError    **error)
{
  run->piece = bytes;
  run->n_piece = length;
  if (XML_Parse (run->parser, bytes, (int) length, is_last) != XML_STATUS_OK && run->scan_from == 0)
    {
      set_xml_error (run, error);
      return FALSE;
    }
  run->piece_offset += length;
  return TRUE;
}

/* Reads on with expat: to the end, to where the scanner begins, or until it is enough. */
static gboolean
parse_rest (XmlRun  *run,
            char    *buffer,
            gsize    n_buffer,
            GError **error)
{
  while (!is_enough (run))
    {
      gboolean is_last;
      gsize n;

      if (!report_progress (run, error) || !clv_part_read (run->part, buffer, n_buffer, &n, error))
        return FALSE;
      is_last = n < n_buffer;
      if (!feed (run, buffer, n, is_last, error))
        return FALSE;
      if (is_last || run->scan_from > 0)
        return TRUE;
    }
  return TRUE;
}

/* A piece of the part, and how far it was scanned. */
typedef struct
{
  char         *bytes;
  gsize         n_allocated; /* without the padding */
  gsize         n;
  gsize         n_used;
  gboolean      is_last;
  ClvScanStatus status;
} Window;

typedef struct
{
  XmlRun  *run;
  Window   windows[2];
  guint    slot;        /* the window that was scanned last */
  GError  *error;       /* of reading the next */
} ScanRun;

static void
scan_window (ScanRun *self,
             guint    slot)
{
  Window *window = &self->windows[slot];

  memset (window->bytes + window->n, 0, CLV_SCAN_PADDING);
  window->n_used = 0;
  window->status = self->run->scanner->scan (window->bytes, window->n, &window->n_used, slot, self->run->user_data);
}

/* Moves on: what was left of the last window, and more behind it. */
static void
fill_next (ScanRun *self)
{
  const Window *last = &self->windows[self->slot];
  Window *next = &self->windows[1 - self->slot];
  gsize n_left = last->n - last->n_used, n_wanted = next->n_allocated;
  gsize n;

  /* An element that is longer than the window. */
  if (n_left + SMALL_PIECE_BYTES / 2 > n_wanted)
    n_wanted = n_left * 2;
  if (next->bytes == NULL || n_wanted > next->n_allocated)
    {
      g_free (next->bytes);
      next->bytes = g_malloc (n_wanted + CLV_SCAN_PADDING);
      next->n_allocated = n_wanted;
    }
  memcpy (next->bytes, last->bytes + last->n_used, n_left);
  next->is_last = FALSE;
  next->n = n_left;
  if (!clv_part_read (self->run->part, next->bytes + n_left, n_wanted - n_left, &n, &self->error))
    return;
  next->n += n;
  next->is_last = n < n_wanted - n_left;
  scan_window (self, 1 - self->slot);
}

static void
scan_part_cb (guint    part,
              gpointer data)
{
  ScanRun *self = data;

  if (part == 0)
    fill_next (self);
  else
    self->run->scanner->take (self->slot, self->run->user_data);
}

/* Lets expat read on from where the scanner stopped. */
static gboolean
parse_behind (ScanRun *self,
              GError **error)
{
  XmlRun *run = self->run;
  const Window *window = &self->windows[self->slot];
  g_autoptr (GString) start = g_string_new (NULL);
  g_autofree char *buffer = NULL;

  for (guint i = 0; i < run->scanner->depth; i++)
    g_string_append_printf (start, "<%s>", run->path[i]);
  XML_ParserFree (run->parser);
  run->scanner = NULL;
  run->scan_from = 0;
  run->depth = 0;
  start_parser (run);
  run->is_repeating = TRUE;
  if (!feed (run, start->str, start->len, FALSE, error))
    return FALSE;
  run->is_repeating = FALSE;
  if (!feed (run, window->bytes + window->n_used, window->n - window->n_used, window->is_last, error))
    return FALSE;
  if (window->is_last)
    return TRUE;
  buffer = g_malloc (PIECE_BYTES);
  return parse_rest (run, buffer, piece_bytes (run, PIECE_BYTES), error);
}

static gboolean
scan_all (ScanRun *self,
          GError **error)
{
  XmlRun *run = self->run;
  const ClvXmlScanner *scanner = run->scanner;
  const ClvWork *work = run->progress != NULL ? run->progress->work : NULL;

  scan_window (self, self->slot);
  for (;;)
    {
      const Window *window = &self->windows[self->slot];

      if (window->status != CLV_SCAN_MORE || window->is_last || window->n - window->n_used > MAX_WINDOW_BYTES)
        break;
      if (!report_progress (run, error))
        return FALSE;
      if (scanner->take != NULL)
        clv_work_run (work, scan_part_cb, 2, self);
      else
        fill_next (self);
      if (self->error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&self->error));
          return FALSE;
        }
      self->slot = 1 - self->slot;
    }

  /* What stands behind the rows may tell something about them: it is read before the last of them are handed on. */
  if (self->windows[self->slot].status == CLV_SCAN_END && !parse_behind (self, error))
    return FALSE;
  if (scanner->take != NULL)
    scanner->take (self->slot, run->user_data);
  if (self->windows[self->slot].status == CLV_SCAN_END || self->windows[self->slot].status == CLV_SCAN_ENOUGH)
    return TRUE;
  return parse_behind (self, error);
}

/* Takes what expat had, and was not scanned yet. */
static gboolean
scan_part (XmlRun     *run,
           const char *bytes,
           gsize       length,
           gboolean    is_last,
           GError    **error)
{
  ScanRun self = { .run = run };
  gsize n_allocated = piece_bytes (run, WINDOW_BYTES);
  gboolean ok;

  for (guint i = 0; i < 2; i++)
    {
      self.windows[i].n_allocated = MAX (n_allocated, length);
      self.windows[i].bytes = g_malloc (self.windows[i].n_allocated + CLV_SCAN_PADDING);
    }
  memcpy (self.windows[0].bytes, bytes, length);
  self.windows[0].n = length;
  self.windows[0].is_last = is_last;
  ok = scan_all (&self, error);
  g_free (self.windows[0].bytes);
  g_free (self.windows[1].bytes);
  return ok;
}

/* Whether the first bytes may be those of XML in UTF-8, whatever they declare. */
static gboolean
looks_like_utf8 (const char *bytes,
                 gsize       length)
{
  if (length >= 3 && memcmp (bytes, "\xEF\xBB\xBF", 3) == 0)
    return TRUE;
  return length >= 2 && (guchar) bytes[0] < 0x80 && bytes[0] != '\0' && bytes[1] != '\0';
}

static gboolean
parse_part (XmlRun  *run,
            GError **error)
{
  gsize n_buffer = piece_bytes (run, PIECE_BYTES), n;
  g_autofree char *buffer = g_malloc (n_buffer);
  gboolean is_last;

  if (!report_progress (run, error) || !clv_part_read (run->part, buffer, n_buffer, &n, error))
    return FALSE;
  is_last = n < n_buffer;
  run->is_utf8 = !never_scans && looks_like_utf8 (buffer, n);
  if (!feed (run, buffer, n, is_last, error))
    return FALSE;
  if (run->scan_from == 0 && !is_last && !parse_rest (run, buffer, n_buffer, error))
    return FALSE;
  if (run->scan_from == 0)
    return TRUE;
  is_last = run->n_piece < n_buffer;
  return scan_part (run, buffer + run->scan_from, run->n_piece - run->scan_from, is_last, error);
}

gboolean
clv_xml_parse (ClvPackage           *package,
               const char           *part_name,
               const ClvXmlHandlers *handlers,
               const ClvXmlScanner  *scanner,
               const ClvXmlProgress *progress,
               gpointer              user_data,
               GError              **error)
{
  g_autoptr (ClvPart) part = clv_part_open (package, part_name, error);
  XmlRun run = { .package = package,
                 .part = part,
                 .handlers = handlers,
                 .scanner = scanner,
                 .progress = progress,
                 .user_data = user_data,
                 .max_depth = clv_package_is_trusted (package) ? 2 * MAX_DEPTH : MAX_DEPTH };
  gboolean ok;

  if (part == NULL)
    return FALSE;
  g_assert (scanner == NULL || scanner->depth <= G_N_ELEMENTS (run.path));
  start_parser (&run);
  ok = parse_part (&run, error) && report_progress (&run, error);
  XML_ParserFree (run.parser);
  for (guint i = 0; i < G_N_ELEMENTS (run.path); i++)
    g_free (run.path[i]);
  return ok;
}
