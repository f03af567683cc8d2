/* clv-own-report.c - a report that was saved by Clientele is no data
 *
 * It is full of customers, revenue and profit, and would be read as orders of a kind. The
 * properties of the document tell; they stay when another program saves it again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-own-report-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-source.h"
#include "clv-xml-private.h"

/* Of a property nobody wants to read more. */
#define MAX_TEXT 1000

typedef struct
{
  GString *creator;
  GString *description;
  GString *open; /* (nullable): the one that is being read */
} Properties;

static void
start_cb (const char  *name,
          const char **attributes,
          gpointer     user_data)
{
  Properties *run = user_data;

  if (strcmp (name, "initial-creator") == 0 || (strcmp (name, "creator") == 0 && run->creator->len == 0))
    run->open = g_string_truncate (run->creator, 0);
  else if (strcmp (name, "description") == 0)
    run->open = g_string_truncate (run->description, 0);
}

static void
end_cb (const char *name,
        gpointer    user_data)
{
  ((Properties *) user_data)->open = NULL;
}

static void
text_cb (const char *text,
         int         length,
         gpointer    user_data)
{
  Properties *run = user_data;

  if (run->open != NULL && run->open->len + (gsize) length <= MAX_TEXT)
    g_string_append_len (run->open, text, length);
}

/* “Clientele 1.0”; the sample workbook has no number. */
static gboolean
is_own_creator (const char *creator)
{
  return g_str_has_prefix (creator, "Clientele ") && g_ascii_isdigit (creator[strlen ("Clientele ")]);
}

/**
 * clv_own_report_refuse:
 * @package: a workbook
 * @name: of its file
 * @error: which files to open instead
 *
 * Returns: TRUE with @error set when the workbook is a report of this program; FALSE when it may be data
 */
gboolean
clv_own_report_refuse (ClvPackage *package,
                       const char *name,
                       GError    **error)
{
  static const ClvXmlHandlers handlers = { .start = start_cb, .end = end_cb, .text = text_cb };
  static const char *const parts[] = { "docProps/core.xml", "meta.xml" };
  g_autoptr (GString) creator = g_string_new (NULL), description = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts) && creator->len == 0; i++)
    {
      Properties run = { creator, description, NULL };

      /* Damage here is no reason to refuse the cells. */
      if (clv_package_has_part (package, parts[i]))
        clv_xml_parse (package, parts[i], &handlers, NULL, NULL, &run, NULL);
    }
  if (!is_own_creator (creator->str))
    return FALSE;
  if (description->len > 0)
    g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND,
                 /* Translators: a file name, then names of files */
                 _("“%s” is a report that Clientele made: it holds results, not data. Open what it was made from instead: %s."), name,
                 description->str);
  else
    g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND,
                 /* Translators: %s is a file name */
                 _("“%s” is a report that Clientele made: it holds results, not data. Open what it was made from instead: "
                   "the files are listed on its last sheet."), name);
  return TRUE;
}
