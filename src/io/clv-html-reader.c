/* clv-html-reader.c - tags and texts of web pages, forgiving as browsers are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-html-private.h"

void
clv_html_reader_init (ClvHtmlReader *self,
                      const char    *text,
                      gsize          length)
{
  memset (self, 0, sizeof *self);
  self->p = text;
  self->end = text + length;
}

/* Where @word begins from @p on, in letters of any case; the end if nowhere. */
static const char *
find_word (const char *p,
           const char *end,
           const char *word)
{
  gsize length = strlen (word);

  while ((p = memchr (p, word[0], (gsize) (end - p))) != NULL)
    {
      if ((gsize) (end - p) >= length && g_ascii_strncasecmp (p, word, length) == 0)
        return p;
      p++;
    }
  return end;
}

/* Behind the “>” that ends a tag; one in quotation marks does not. */
static const char *
find_end_of_tag (const char *p,
                 const char *end)
{
  char quote = '\0';
  const char *first = NULL;

  for (; p < end; p++)
    {
      if (quote != '\0')
        {
          if (*p == quote)
            quote = '\0';
          else if (*p == '>' && first == NULL)
            first = p;
        }
      else if ((*p == '"' || *p == '\'') && p[-1] == '=')
        quote = *p;
      else if ((*p == '"' || *p == '\'') && g_ascii_isspace (p[-1]))
        quote = *p;
      else if (*p == '>')
        return p;
    }
  /* A mark that is never closed hides nothing. */
  return first != NULL ? first : end;
}

static const char *
read_name (ClvHtmlReader *self,
           const char    *p)
{
  gsize n = 0;

  while (p < self->end && (g_ascii_isalnum (*p) || *p == ':' || *p == '-'))
    {
      if (n < sizeof self->name - 1)
        self->name[n++] = g_ascii_tolower (*p);
      p++;
    }
  self->name[n] = '\0';
  return p;
}

/* What stands between some tags is no text of the page. */
static gboolean
is_passed_over (const char *name)
{
  return strcmp (name, "script") == 0 || strcmp (name, "title") == 0 || strcmp (name, "xml") == 0 ||
         strcmp (name, "noframes") == 0 || strcmp (name, "template") == 0;
}

/* The content of an element that has no elements; moves behind it. */
static void
take_raw (ClvHtmlReader *self)
{
  char tag[sizeof self->name + 2] = "</";
  const char *close;

  g_strlcat (tag, self->name, sizeof tag);
  close = find_word (self->p, self->end, tag);
  self->text = self->p;
  self->length = (gsize) (close - self->p);
  self->p = close < self->end ? find_end_of_tag (close, self->end) : self->end;
  self->p += self->p < self->end ? 1 : 0;
}

static gboolean
read_start (ClvHtmlReader *self,
            ClvHtmlToken  *token)
{
  const char *p = read_name (self, self->p + 1);
  const char *close = find_end_of_tag (p, self->end);

  self->text = p;
  self->length = (gsize) (close - p);
  self->p = close < self->end ? close + 1 : close;
  if (strcmp (self->name, "style") == 0)
    {
      take_raw (self);
      *token = CLV_HTML_STYLE;
      return TRUE;
    }
  if (is_passed_over (self->name) && (self->length == 0 || self->text[self->length - 1] != '/'))
    {
      take_raw (self);
      return FALSE;
    }
  *token = CLV_HTML_START;
  return TRUE;
}

/* Comments, declarations and end tags; FALSE for those that say nothing. */
static gboolean
read_other (ClvHtmlReader *self,
            ClvHtmlToken  *token)
{
  const char *p = self->p, *close;

  if (p[1] == '/')
    {
      close = find_end_of_tag (read_name (self, p + 2), self->end);
      self->p = close < self->end ? close + 1 : close;
      *token = CLV_HTML_END;
      return self->name[0] != '\0';
    }
  if (self->end - p >= 4 && memcmp (p, "<!--", 4) == 0)
    {
      close = find_word (p + 4, self->end, "-->");
      self->p = close < self->end ? close + 3 : close;
      return FALSE;
    }
  close = memchr (p, '>', (gsize) (self->end - p));
  self->p = close != NULL ? close + 1 : self->end;
  return FALSE;
}

gboolean
clv_html_reader_next (ClvHtmlReader *self,
                      ClvHtmlToken  *token)
{
  while (self->p < self->end)
    {
      const char *p = self->p, *next;
      char following = self->end - p >= 2 ? p[1] : '\0';

      if (*p == '<' && g_ascii_isalpha (following))
        {
          if (read_start (self, token))
            return TRUE;
        }
      else if (*p == '<' && (following == '/' || following == '!' || following == '?'))
        {
          if (read_other (self, token))
            return TRUE;
        }
      else
        {
          /* “<” that begins no tag is a text. */
          next = memchr (p + 1, '<', (gsize) (self->end - p - 1));
          self->text = p;
          self->p = next != NULL ? next : self->end;
          self->length = (gsize) (self->p - p);
          *token = CLV_HTML_TEXT;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
clv_html_reader_get (ClvHtmlReader *self,
                     const char    *attribute,
                     GString       *value)
{
  const char *p = self->text, *end = p + self->length;
  gsize n_attribute = strlen (attribute);

  while (p < end)
    {
      const char *name, *start = NULL;
      gsize n_name, n_value = 0;

      while (p < end && (g_ascii_isspace (*p) || *p == '/' || *p == '"' || *p == '\''))
        p++;
      name = p;
      while (p < end && !g_ascii_isspace (*p) && *p != '=' && *p != '/')
        p++;
      n_name = (gsize) (p - name);
      while (p < end && g_ascii_isspace (*p))
        p++;
      if (p < end && *p == '=')
        {
          p++;
          while (p < end && g_ascii_isspace (*p))
            p++;
          if (p < end && (*p == '"' || *p == '\''))
            {
              const char *close = memchr (p + 1, *p, (gsize) (end - p - 1));

              start = p + 1;
              p = close != NULL ? close : end;
              n_value = (gsize) (p - start);
              p += p < end ? 1 : 0;
            }
          else
            {
              start = p;
              while (p < end && !g_ascii_isspace (*p))
                p++;
              n_value = (gsize) (p - start);
            }
        }
      else if (n_name == 0)
        p++;
      if (n_name == n_attribute && g_ascii_strncasecmp (name, attribute, n_name) == 0)
        {
          if (value != NULL && start != NULL)
            clv_html_append_text (value, start, n_value);
          return TRUE;
        }
    }
  return FALSE;
}
