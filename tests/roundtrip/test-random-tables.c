/* test-random-tables.c - tables that nobody thought of, written by libxlsxwriter and read back
 *
 * Every kind of cell; few and many cells, columns, rows and sheets; with strings shared and in their cells.
 * The seed is fixed: a failure comes again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <locale.h>
#include <math.h>
#include <string.h>
#include <xlsxwriter.h>

#include "clv-source.h"
#include "clv-test.h"

#define N_BOOKS 150

typedef struct
{
  guint32     row; /* of the sheet, from 0 */
  guint       column;
  ClvCellKind kind;
  double      number;
  char       *text;
} Typed;

static void
typed_clear (gpointer data)
{
  g_free (((Typed *) data)->text);
}

static const char *const letters[] = {
  "a", "Q", "7", "0", "é", "ß", "日", "本", "한", "ش", "😀", "&", "<", ">", "\"", "'", " ", "\n", ",", ";", "|", "=",
  "+", "-", "@", "#", "%", "€", "/", ".", "\\", "\302\240", "\342\200\213",
};

static char *
random_text (GRand *random)
{
  GString *text = g_string_new (NULL);
  int n = g_rand_int_range (random, 1, g_rand_int_range (random, 0, 20) == 0 ? 2000 : 14);

  /* Blanks at the ends do not count in cells; a letter keeps them inside. */
  g_string_append_c (text, (char) g_rand_int_range (random, 'b', 'z'));
  for (int i = 0; i < n; i++)
    g_string_append (text, letters[g_rand_int_range (random, 0, G_N_ELEMENTS (letters))]);
  g_string_append_c (text, (char) g_rand_int_range (random, 'B', 'Z'));
  return g_string_free (text, FALSE);
}

/* With at most 15 digits: more do not count in Excel. */
static double
random_number (GRand *random)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  double number;

  switch (g_rand_int_range (random, 0, 5))
    {
    case 0:
      return g_rand_int_range (random, -1000, 1000);
    case 1:
      return g_rand_int_range (random, -10000000, 10000000) / 100.0;
    case 2:
      number = ldexp (g_rand_double (random) - 0.5, g_rand_int_range (random, -300, 300));
      break;
    case 3:
      return floor (g_rand_double (random) * 1e15);
    default:
      number = g_rand_double_range (random, 0, 100000);
      break;
    }
  g_ascii_formatd (digits, sizeof digits, "%.14e", number);
  return g_ascii_strtod (digits, NULL);
}

typedef struct
{
  GRand         *random;
  lxw_worksheet *sheet;
  lxw_format    *date_formats[4];
  GArray        *typed; /* Typed, row by row */
} Writer;

static void
write_cell (Writer  *self,
            guint32  row,
            guint    column)
{
  Typed typed = { row, column, CLV_CELL_TEXT, 0, NULL };
  lxw_error error;

  switch (g_rand_int_range (self->random, 0, 8))
    {
    case 0:
    case 1:
      typed.text = random_text (self->random);
      error = worksheet_write_string (self->sheet, row, (lxw_col_t) column, typed.text, NULL);
      break;
    case 2:
    case 3:
      typed.kind = CLV_CELL_NUMBER;
      typed.number = random_number (self->random);
      error = worksheet_write_number (self->sheet, row, (lxw_col_t) column, typed.number, NULL);
      break;
    case 4:
      {
        /* 1900-03-01 to 9999-12-31, on the second. */
        int day = g_rand_int_range (self->random, 61, 2958466);
        int second = g_rand_boolean (self->random) ? 0 : g_rand_int_range (self->random, 0, 86400);

        typed.kind = CLV_CELL_DATE;
        typed.number = day - 25569 + second / 86400.0;
        error = worksheet_write_number (self->sheet, row, (lxw_col_t) column, day + second / 86400.0,
                                        self->date_formats[g_rand_int_range (self->random, 0, 4)]);
        break;
      }
    case 5:
      typed.kind = CLV_CELL_BOOLEAN;
      typed.number = g_rand_boolean (self->random);
      error = worksheet_write_boolean (self->sheet, row, (lxw_col_t) column, (int) typed.number, NULL);
      break;
    case 6:
      typed.kind = CLV_CELL_NUMBER;
      typed.number = random_number (self->random);
      error = worksheet_write_formula_num (self->sheet, row, (lxw_col_t) column, "=SUM(A1:A2)", NULL, typed.number);
      break;
    default:
      typed.text = random_text (self->random);
      error = worksheet_write_formula_str (self->sheet, row, (lxw_col_t) column, "=A1&\"<x>\"", NULL, typed.text);
      break;
    }
  g_assert_cmpint (error, ==, LXW_NO_ERROR);
  g_array_append_val (self->typed, typed);
}

/* The first column names the row, the first and the last row are full: nothing can be taken for a note or a total. */
static void
write_sheet (Writer *self,
             guint   n_columns,
             guint   n_rows)
{
  double share_filled = g_rand_double (self->random);
  guint32 row = 0;

  for (guint c = 0; c < n_columns; c++)
    {
      g_autofree char *header = g_strdup_printf ("Column %u", c + 1);

      worksheet_write_string (self->sheet, 0, (lxw_col_t) c, header, NULL);
    }
  for (guint i = 0; i < n_rows; i++)
    {
      Typed name = { 0, 0, CLV_CELL_TEXT, 0, g_strdup_printf ("R%06u", i) };

      row += g_rand_int_range (self->random, 0, 30) == 0 && i > 0 && i + 1 < n_rows
               ? (guint32) g_rand_int_range (self->random, 2, 40) : 1;
      name.row = row;
      worksheet_write_string (self->sheet, row, 0, name.text, NULL);
      g_array_append_val (self->typed, name);
      for (guint c = 1; c < n_columns; c++)
        if (i == 0 || i + 1 == n_rows || g_rand_double (self->random) < share_filled)
          write_cell (self, row, c);
    }
}

static char *
describe (ClvCellKind kind,
          double      number,
          const char *text)
{
  return text != NULL ? g_strdup_printf ("%d “%s”", kind, text) : g_strdup_printf ("%d %.17g", kind, number);
}

static void
check_sheet (const ClvTable *table,
             const GArray   *typed)
{
  guint at = 0;

  for (guint32 row = 0; row < clv_table_get_n_rows (table); row++)
    for (guint c = 0; c < clv_table_get_n_columns (table); c++)
      {
        const ClvColumn *column = clv_table_get_column (table, c);
        guint32 code = clv_column_get_codes (column)[row];
        g_autofree char *read = NULL, *wanted = NULL;
        const Typed *cell;
        ClvCell ours;

        if (code == CLV_CODE_EMPTY)
          continue;
        clv_column_get_cell (column, code, &ours);
        g_assert_cmpuint (at, <, typed->len);
        cell = &g_array_index (typed, Typed, at++);
        g_assert_cmpuint (clv_table_get_source_row (table, row), ==, cell->row + 1);
        g_assert_cmpuint (c, ==, cell->column);
        if (cell->kind == CLV_CELL_DATE && ours.kind == CLV_CELL_DATE && fabs (ours.number - cell->number) < 1e-6)
          continue;
        read = describe (ours.kind, ours.number, ours.text);
        wanted = describe (cell->kind, cell->number, cell->text);
        g_assert_cmpstr (read, ==, wanted);
      }
  g_assert_cmpuint (at, ==, typed->len);
}

static void
test_book (GRand      *random,
           const char *folder,
           guint       number)
{
  static const char *const date_codes[4] = { "yyyy-mm-dd", "dd/mm/yyyy hh:mm", "[$-409]d mmm yyyy;@", "m/d/yy" };
  g_autofree char *name = g_strdup_printf ("random-%u.xlsx", number);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = NULL;
  /* Where the header is among random cells is not the question here. */
  g_autoptr (GHashTable) header_rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ClvReadOptions read_options = { .header_rows = header_rows };
  /* libxlsxwriter writes numbers as the locale says, and spoils the file where that is a comma. */
  locale_t plain = newlocale (LC_NUMERIC_MASK, "C", (locale_t) 0), before = uselocale (plain);
  lxw_workbook_options options = { .constant_memory = g_rand_boolean (random) };
  lxw_workbook *book = workbook_new_opt (path, &options);
  Writer writer = { random, NULL, { NULL }, NULL };
  guint n_sheets = g_rand_int_range (random, 0, 6) == 0 ? (guint) g_rand_int_range (random, 5, 25) : 1;

  for (guint i = 0; i < G_N_ELEMENTS (date_codes); i++)
    {
      writer.date_formats[i] = workbook_add_format (book);
      format_set_num_format (writer.date_formats[i], date_codes[i]);
    }
  for (guint i = 0; i < n_sheets; i++)
    {
      gboolean is_wide = g_rand_int_range (random, 0, 12) == 0;

      writer.sheet = workbook_add_worksheet (book, NULL);
      writer.typed = g_array_new (FALSE, FALSE, sizeof (Typed));
      g_array_set_clear_func (writer.typed, typed_clear);
      g_ptr_array_add (sheets, writer.typed);
      write_sheet (&writer, (guint) (is_wide ? g_rand_int_range (random, 50, 400) : g_rand_int_range (random, 2, 12)),
                   (guint) (is_wide ? g_rand_int_range (random, 2, 8) : g_rand_int_range (random, 2, 120)));
    }
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
  uselocale (before);
  freelocale (plain);

  for (guint i = 0; i < n_sheets; i++)
    g_hash_table_insert (header_rows, g_strdup_printf ("Sheet%u", i + 1), GUINT_TO_POINTER (1));
  source = clv_source_read_with (path, &read_options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (clv_source_get_n_tables (source), ==, n_sheets);
  for (guint i = 0; i < n_sheets; i++)
    check_sheet (clv_source_get_table (source, i), sheets->pdata[i]);
}

static void
test_read_back (void)
{
  g_autofree char *folder = clv_test_dir ();

  for (guint i = 0; i < N_BOOKS; i++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (20240503 + i);

      g_test_message ("book %u", i);
      test_book (random, folder, i);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roundtrip/random-tables/are-read-as-they-were-written", test_read_back);
  return g_test_run ();
}
