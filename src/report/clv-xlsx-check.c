/* clv-xlsx-check.c - is a workbook on disk whole?
 *
 * libxlsxwriter writes each part into a temporary file and does not ask whether
 * that worked; with a full disk it packs a part that stops in the middle, and
 * reports success. So every part is unpacked again and must end where XML ends.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xlsx-check.h"

#include <string.h>
#include <zip.h>

#define HEAD 512
#define TAIL 256

/* The name of the outermost element: “worksheet”. */
static char *
dup_root (const char *head)
{
  const char *p = head;

  while ((p = strchr (p, '<')) != NULL && (p[1] == '?' || p[1] == '!'))
    p++;
  if (p == NULL)
    return NULL;
  return g_strndup (p + 1, strcspn (p + 1, " \t\r\n/>"));
}

static gboolean
ends_as_it_began (const char *head,
                  const char *tail)
{
  g_autofree char *root = dup_root (head);
  g_autofree char *end = NULL;
  g_autofree char *trimmed = g_strchomp (g_strdup (tail));

  if (root == NULL)
    return FALSE;
  end = g_strdup_printf ("</%s>", root);
  /* An empty part may be one element that closes itself. */
  return g_str_has_suffix (trimmed, end) || (strlen (tail) < TAIL && g_str_has_suffix (trimmed, "/>"));
}

static gboolean
is_part_whole (zip_t       *archive,
               zip_uint64_t index)
{
  char head[HEAD + 1] = "", tail[TAIL + 1] = "";
  char buffer[32768];
  gsize head_length = 0, tail_length = 0;
  zip_int64_t n;
  zip_file_t *part = zip_fopen_index (archive, index, 0);

  if (part == NULL)
    return FALSE;
  while ((n = zip_fread (part, buffer, sizeof buffer)) > 0)
    {
      gsize length = (gsize) n;

      if (head_length < HEAD)
        {
          gsize take = MIN (HEAD - head_length, length);

          memcpy (head + head_length, buffer, take);
          head_length += take;
        }
      if (length >= TAIL)
        {
          memcpy (tail, buffer + length - TAIL, TAIL);
          tail_length = TAIL;
        }
      else
        {
          gsize keep = MIN (tail_length, TAIL - length);

          memmove (tail, tail + tail_length - keep, keep);
          memcpy (tail + keep, buffer, length);
          tail_length = keep + length;
        }
    }
  head[head_length] = '\0';
  tail[tail_length] = '\0';
  /* Reading to the end has compared the checksum. */
  if (zip_fclose (part) != 0 || n < 0)
    return FALSE;
  return ends_as_it_began (head, tail);
}

/**
 * clv_xlsx_is_whole:
 * @path: a workbook that was just written
 *
 * Returns: FALSE when the archive or one of its parts is cut off
 */
gboolean
clv_xlsx_is_whole (const char *path)
{
  zip_t *archive = zip_open (path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
  zip_int64_t n;
  gboolean is_whole;

  if (archive == NULL)
    return FALSE;
  n = zip_get_num_entries (archive, 0);
  is_whole = n > 0;
  for (zip_int64_t i = 0; is_whole && i < n; i++)
    is_whole = is_part_whole (archive, (zip_uint64_t) i);
  zip_discard (archive);
  return is_whole;
}
