/* clv-mhtml.c - web pages in a mail, as “Single File Web Page” saves them
 *
 * Source: RFC 2557, RFC 2045 (quoted-printable and base64).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-html-private.h"

#define MAX_BOUNDARY 100

typedef struct
{
  char    *type;     /* in small letters */
  char    *charset;  /* (nullable) */
  char    *boundary; /* (nullable) */
  char    *encoding; /* in small letters */
} MailHead;

static void
head_clear (MailHead *head)
{
  g_free (head->type);
  g_free (head->charset);
  g_free (head->boundary);
  g_free (head->encoding);
}

/* The value of “charset="utf-8"” in a line. (transfer full) (nullable) */
static char *
dup_parameter (const char *line,
               const char *name)
{
  g_autofree char *small = g_ascii_strdown (line, -1);
  g_autofree char *wanted = g_strconcat (name, "=", NULL);
  const char *p = strstr (small, wanted);
  const char *start, *end;

  if (p == NULL)
    return NULL;
  start = line + (p - small) + strlen (wanted);
  if (*start == '"')
    {
      start++;
      end = strchr (start, '"');
    }
  else
    end = strpbrk (start, "; \t");
  return end != NULL ? g_strndup (start, (gsize) (end - start)) : g_strdup (start);
}

/* Reads the lines up to the empty one; gives where the content begins. */
static const char *
read_head (const char *p,
           const char *end,
           MailHead   *head)
{
  g_autoptr (GString) line = g_string_new (NULL);

  memset (head, 0, sizeof *head);
  head->type = g_strdup ("");
  head->encoding = g_strdup ("");
  while (p < end)
    {
      const char *newline = memchr (p, '\n', (gsize) (end - p));
      gsize length = newline != NULL ? (gsize) (newline - p) : (gsize) (end - p);
      const char *next = newline != NULL ? newline + 1 : end;
      gboolean is_empty;

      g_string_append_len (line, p, (gssize) MIN (length, 2000));
      while (line->len > 0 && line->str[line->len - 1] == '\r')
        g_string_truncate (line, line->len - 1);
      is_empty = length == 0 || (length == 1 && *p == '\r');
      p = next;
      /* A line that begins with a blank belongs to the one before. */
      if (!is_empty && p < end && (*p == ' ' || *p == '\t') && line->len < 10000)
        continue;
      if (g_ascii_strncasecmp (line->str, "Content-Type:", 13) == 0)
        {
          g_free (head->type);
          g_free (head->charset);
          g_free (head->boundary);
          head->charset = dup_parameter (line->str, "charset");
          head->boundary = dup_parameter (line->str, "boundary");
          head->type = g_ascii_strdown (line->str + 13, -1);
          g_strdelimit (head->type, ";", '\0');
          g_strstrip (head->type);
        }
      else if (g_ascii_strncasecmp (line->str, "Content-Transfer-Encoding:", 26) == 0)
        {
          g_free (head->encoding);
          head->encoding = g_ascii_strdown (line->str + 26, -1);
          g_strstrip (head->encoding);
        }
      if (is_empty)
        break;
      g_string_truncate (line, 0);
    }
  return p;
}

/* “=3D” is a sign, and “=” at the end of a line joins it with the next. */
static char *
decode_quoted (const char *p,
               const char *end,
               gsize      *length)
{
  char *text = g_malloc ((gsize) (end - p) + 1);
  gsize n = 0;

  while (p < end)
    {
      if (*p != '=')
        {
          text[n++] = *p++;
          continue;
        }
      if (end - p >= 3 && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
        {
          text[n++] = (char) (g_ascii_xdigit_value (p[1]) * 16 + g_ascii_xdigit_value (p[2]));
          p += 3;
        }
      else
        {
          const char *q = p + 1;

          while (q < end && (*q == ' ' || *q == '\t' || *q == '\r'))
            q++;
          if (q < end && *q == '\n')
            p = q + 1;
          else
            text[n++] = *p++;
        }
    }
  text[n] = '\0';
  *length = n;
  return text;
}

static char *
decode_base64 (const char *p,
               const char *end,
               gsize      *length)
{
  char *text = g_malloc ((gsize) (end - p) / 4 * 3 + 4);
  int state = 0;
  guint save = 0;

  *length = g_base64_decode_step (p, (gsize) (end - p), (guchar *) text, &state, &save);
  text[*length] = '\0';
  return text;
}

static gboolean
read_part (const MailHead *head,
           const char     *p,
           const char     *end,
           double          from,
           double          to,
           ClvMhtmlPart    part,
           gpointer        user_data)
{
  g_autofree char *text = NULL;
  gsize length = (gsize) (end - p);

  if (strcmp (head->type, "text/html") != 0)
    return TRUE;
  if (strcmp (head->encoding, "quoted-printable") == 0)
    text = decode_quoted (p, end, &length);
  else if (strcmp (head->encoding, "base64") == 0)
    text = decode_base64 (p, end, &length);
  return part (text != NULL ? text : p, length, head->charset, from, to, user_data);
}

/* Where the next line begins that is @line; @end if there is none. */
static const char *
find_line (const char *p,
           const char *end,
           const char *line)
{
  gsize length = strlen (line);
  const char *start = p;

  while ((p = memmem (p, (gsize) (end - p), line, length)) != NULL)
    {
      if (p == start || p[-1] == '\n')
        return p;
      p += length;
    }
  return end;
}

void
clv_mhtml_read (const char  *bytes,
                gsize        length,
                ClvMhtmlPart part,
                gpointer     user_data)
{
  const char *end = bytes + length, *p;
  g_autofree char *line = NULL;
  MailHead head;

  p = read_head (bytes, end, &head);
  if (head.boundary == NULL || *head.boundary == '\0' || strlen (head.boundary) > MAX_BOUNDARY)
    {
      read_part (&head, p, end, 0.0, 1.0, part, user_data);
      head_clear (&head);
      return;
    }
  line = g_strconcat ("--", head.boundary, NULL);
  head_clear (&head);
  for (p = find_line (p, end, line); p < end;)
    {
      const char *start = memchr (p, '\n', (gsize) (end - p)), *stop;
      gboolean goes_on;

      if (start == NULL)
        return;
      stop = find_line (start + 1, end, line);
      p = read_head (start + 1, stop, &head);
      goes_on = read_part (&head, p, stop, (double) (p - bytes) / (double) length,
                           (double) (stop - bytes) / (double) length, part, user_data);
      head_clear (&head);
      if (!goes_on)
        return;
      p = stop;
    }
}
