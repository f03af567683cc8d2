/* clv-xlsx-book.c - the parts of an Office Open XML workbook but its sheets
 *
 * Parts are found through the relationships, never by their usual names; and
 * elements by their local name, so that prefixes and the strict namespace of
 * ISO 29500 make no difference.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-xlsx-private.h"

/* Each sheet takes its time and memory, were it empty. A message tells this number in words. */
#define MAX_SHEETS 10000

#define N_STYLES_ALLOWED 65536
#define N_FORMATS_ALLOWED 10000
/* Excel knows a few hundred; columns tell only of these. */
#define MAX_CURRENCIES 100

typedef struct
{
  char *id;
  char *type;   /* the last part of the type’s address: “worksheet” */
  char *target; /* part name */
} Relation;

static void
relation_free (gpointer data)
{
  Relation *relation = data;

  g_free (relation->id);
  g_free (relation->type);
  g_free (relation->target);
  g_free (relation);
}

static void
sheet_free (gpointer data)
{
  ClvXlsxSheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet->part);
  g_free (sheet);
}

/* “../worksheets/sheet1.xml” as seen from “xl/workbook.xml”; a leading slash means the root. */
static char *
resolve (const char *part,
         const char *target)
{
  g_autofree char *plain = g_strdelimit (g_strdup (target), "\\", '/');
  g_autofree char *folder = g_path_get_dirname (part);
  g_autofree char *joined = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_auto (GStrv) steps = NULL;

  joined = plain[0] == '/' || strcmp (folder, ".") == 0 ? g_strdup (plain) : g_strconcat (folder, "/", plain, NULL);
  steps = g_strsplit (joined, "/", -1);
  for (guint i = 0; steps[i] != NULL; i++)
    {
      if (strcmp (steps[i], "..") == 0)
        {
          if (names->len > 0)
            g_ptr_array_set_size (names, (gint) names->len - 1);
        }
      else if (steps[i][0] != '\0' && strcmp (steps[i], ".") != 0)
        g_ptr_array_add (names, steps[i]);
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv ("/", (char **) names->pdata);
}

/* The relations of one part. Of several with one id or type, the first is found. */
typedef struct
{
  GHashTable *by_id;   /* owns the Relation */
  GHashTable *by_type;
} Relations;

static void
relations_free (Relations *self)
{
  g_hash_table_unref (self->by_type);
  g_hash_table_unref (self->by_id);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Relations, relations_free)

typedef struct
{
  const char *part;
  Relations  *relations;
} RelationRun;

static void
relation_start_cb (const char  *name,
                   const char **attributes,
                   gpointer     user_data)
{
  RelationRun *run = user_data;
  const char *id, *type, *target;
  Relation *relation;

  if (strcmp (name, "Relationship") != 0)
    return;
  id = clv_xml_get (attributes, "Id");
  type = clv_xml_get (attributes, "Type");
  target = clv_xml_get (attributes, "Target");
  if (id == NULL || type == NULL || target == NULL || g_hash_table_contains (run->relations->by_id, id))
    return;
  relation = g_new0 (Relation, 1);
  relation->id = g_strdup (id);
  relation->type = g_path_get_basename (type);
  relation->target = resolve (run->part, target);
  g_hash_table_insert (run->relations->by_id, relation->id, relation);
  if (!g_hash_table_contains (run->relations->by_type, relation->type))
    g_hash_table_insert (run->relations->by_type, relation->type, relation);
}

/* The relations of a part; of the package when @part is "". A part without any has none. */
static Relations *
read_relations (ClvPackage *package,
                const char *part,
                GError    **error)
{
  static const ClvXmlHandlers handlers = { .start = relation_start_cb };
  g_autoptr (Relations) relations = g_new0 (Relations, 1);
  g_autofree char *folder = g_path_get_dirname (part);
  g_autofree char *base = g_path_get_basename (part);
  g_autofree char *name = NULL;
  RelationRun run = { part, relations };

  relations->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, relation_free);
  relations->by_type = g_hash_table_new (g_str_hash, g_str_equal);
  if (*part == '\0')
    name = g_strdup ("_rels/.rels");
  else if (strcmp (folder, ".") == 0)
    name = g_strdup_printf ("_rels/%s.rels", base);
  else
    name = g_strdup_printf ("%s/_rels/%s.rels", folder, base);
  if (clv_package_has_part (package, name) && !clv_xml_parse (package, name, &handlers, NULL, NULL, &run, error))
    return NULL;
  return g_steal_pointer (&relations);
}

char *
clv_xlsx_find_workbook (ClvPackage *package)
{
  g_autoptr (Relations) relations = read_relations (package, "", NULL);
  const Relation *relation = relations != NULL ? g_hash_table_lookup (relations->by_type, "officeDocument") : NULL;

  if (relation != NULL && clv_package_has_part (package, relation->target))
    return g_strdup (relation->target);
  return clv_package_has_part (package, "xl/workbook.xml") ? g_strdup ("xl/workbook.xml") : NULL;
}

typedef struct
{
  ClvXlsxBook     *book;
  const Relations *relations;
  gboolean         is_too_large;
} BookRun;

static gboolean
is_true (const char *value)
{
  return value != NULL && (strcmp (value, "1") == 0 || strcmp (value, "true") == 0 || strcmp (value, "on") == 0);
}

/* “r:id” and the sheet’s own “id” differ in their prefix alone. */
static const char *
get_relation_id (const char **attributes)
{
  for (; attributes[0] != NULL; attributes += 2)
    {
      const char *colon = strchr (attributes[0], ':');

      if (colon != NULL && strcmp (colon, ":id") == 0)
        return attributes[1];
    }
  return NULL;
}

static void
book_start_cb (const char  *name,
               const char **attributes,
               gpointer     user_data)
{
  BookRun *run = user_data;

  if (strcmp (name, "workbookPr") == 0)
    run->book->is_1904 = is_true (clv_xml_get (attributes, "date1904"));
  else if (strcmp (name, "sheet") == 0)
    {
      const char *sheet_name = clv_xml_get (attributes, "name");
      const char *state = clv_xml_get (attributes, "state");
      const char *id = get_relation_id (attributes);
      const Relation *relation = id != NULL ? g_hash_table_lookup (run->relations->by_id, id) : NULL;
      ClvXlsxSheet *sheet;

      /* Chart sheets and macro sheets hold no cells of ours. */
      if (relation == NULL || strcmp (relation->type, "worksheet") != 0)
        return;
      run->is_too_large = run->book->sheets->len == MAX_SHEETS;
      if (run->is_too_large)
        return;
      sheet = g_new0 (ClvXlsxSheet, 1);
      sheet->name = g_strdup (sheet_name != NULL ? sheet_name : "");
      sheet->part = g_strdup (relation->target);
      sheet->is_hidden = state != NULL && strcmp (state, "visible") != 0;
      g_ptr_array_add (run->book->sheets, sheet);
    }
}

/* The part of a type, if the package has it. (transfer full) */
static char *
dup_part (const Relations *relations,
          ClvPackage      *package,
          const char      *type)
{
  const Relation *relation = g_hash_table_lookup (relations->by_type, type);

  return relation != NULL && clv_package_has_part (package, relation->target) ? g_strdup (relation->target) : NULL;
}

static gboolean
read_book (ClvXlsxBook   *self,
           ClvPackage    *package,
           const ClvWork *work,
           GError       **error)
{
  static const ClvXmlHandlers handlers = { .start = book_start_cb };
  ClvXmlProgress progress = { work, 0.0, 0.0 };
  g_autoptr (Relations) relations = read_relations (package, self->workbook_part, error);
  BookRun run = { self, relations, FALSE };

  if (relations == NULL || !clv_xml_parse (package, self->workbook_part, &handlers, NULL, &progress, &run, error))
    return FALSE;
  if (run.is_too_large)
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE,
                   /* Translators: %s is a file name; the number is fixed */
                   _("“%s” has more than 10,000 sheets, and was not opened. "
                     "Delete the sheets that you do not need, or save the one with the orders as .csv."),
                   clv_package_get_name (package));
      return FALSE;
    }
  self->strings_part = dup_part (relations, package, "sharedStrings");
  self->styles_part = dup_part (relations, package, "styles");
  return TRUE;
}

typedef struct
{
  ClvXlsxBook *book;
  GHashTable  *custom; /* format id to its code */
  gboolean     is_in_cell_formats;
  guint        factor;
  gboolean     is_too_large;
} StyleRun;

/* The number of a currency, from 1; 0 for none. */
static guint8
find_currency (ClvXlsxBook *book,
               const char  *code)
{
  char currency[8];

  clv_cell_value_format_currency (code, currency);
  if (currency[0] == '\0')
    return 0;
  for (guint i = 0; i < book->currencies->len; i++)
    if (strcmp (book->currencies->pdata[i], currency) == 0)
      return (guint8) (i + 1);
  if (book->currencies->len == MAX_CURRENCIES)
    return 0;
  g_ptr_array_add (book->currencies, g_strdup (currency));
  return (guint8) book->currencies->len;
}

static void
add_style (StyleRun   *run,
           const char *format_id)
{
  guint id = format_id != NULL ? (guint) g_ascii_strtoull (format_id, NULL, 10) : 0;
  const char *code = g_hash_table_lookup (run->custom, GUINT_TO_POINTER (id));
  ClvXlsxStyle style = { CLV_FORMAT_NUMBER, 0 };

  if (code == NULL)
    style.format = (guint8) clv_cell_value_classify_builtin (id);
  else
    {
      style.format = (guint8) clv_cell_value_classify_format (code);
      if (style.format == CLV_FORMAT_NUMBER)
        style.currency = find_currency (run->book, code);
    }
  g_array_append_val (run->book->styles, style);
}

static void
style_start_cb (const char  *name,
                const char **attributes,
                gpointer     user_data)
{
  StyleRun *run = user_data;

  if (run->is_too_large)
    return;
  if (strcmp (name, "numFmt") == 0)
    {
      const char *id = clv_xml_get (attributes, "numFmtId");
      const char *code = clv_xml_get (attributes, "formatCode");

      run->is_too_large = g_hash_table_size (run->custom) >= N_FORMATS_ALLOWED * run->factor;
      if (id != NULL && code != NULL)
        g_hash_table_insert (run->custom, GUINT_TO_POINTER ((guint) g_ascii_strtoull (id, NULL, 10)), g_strdup (code));
    }
  else if (strcmp (name, "cellXfs") == 0)
    run->is_in_cell_formats = TRUE;
  else if (strcmp (name, "xf") == 0 && run->is_in_cell_formats)
    {
      run->is_too_large = run->book->styles->len >= N_STYLES_ALLOWED * run->factor;
      add_style (run, clv_xml_get (attributes, "numFmtId"));
    }
}

static void
style_end_cb (const char *name,
              gpointer    user_data)
{
  StyleRun *run = user_data;

  if (strcmp (name, "cellXfs") == 0)
    run->is_in_cell_formats = FALSE;
}

static gboolean
read_styles (ClvXlsxBook   *self,
             ClvPackage    *package,
             const ClvWork *work,
             GError       **error)
{
  static const ClvXmlHandlers handlers = { .start = style_start_cb, .end = style_end_cb };
  g_autoptr (GHashTable) custom = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  ClvXmlProgress progress = { .work = work };
  StyleRun run = { .book = self, .custom = custom, .factor = clv_package_is_trusted (package) ? 2 : 1 };

  if (self->styles_part != NULL &&
      !clv_xml_parse (package, self->styles_part, &handlers, NULL, &progress, &run, error))
    return FALSE;
  if (run.is_too_large)
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE,
                   /* Translators: %s is a file name */
                   _("“%s” has more cell formats than Excel can hold, and was not opened. "
                     "Save the sheet with the orders as .csv."),
                   clv_package_get_name (package));
      return FALSE;
    }
  return TRUE;
}

ClvXlsxBook *
clv_xlsx_book_open (ClvPackage    *package,
                    const char    *workbook_part,
                    const ClvWork *work,
                    GError       **error)
{
  g_autoptr (ClvXlsxBook) self = g_new0 (ClvXlsxBook, 1);

  self->workbook_part = g_strdup (workbook_part);
  self->sheets = g_ptr_array_new_with_free_func (sheet_free);
  self->styles = g_array_new (FALSE, FALSE, sizeof (ClvXlsxStyle));
  self->currencies = g_ptr_array_new_with_free_func (g_free);
  if (!read_book (self, package, work, error) || !read_styles (self, package, work, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
clv_xlsx_book_free (ClvXlsxBook *self)
{
  g_free (self->workbook_part);
  g_free (self->strings_part);
  g_free (self->styles_part);
  g_ptr_array_unref (self->sheets);
  g_ptr_array_unref (self->currencies);
  g_array_unref (self->styles);
  clv_xlsx_strings_clear (&self->strings);
  g_free (self);
}
