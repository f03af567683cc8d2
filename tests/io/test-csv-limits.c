/* test-csv-limits.c - text files that are long, wide, broken or not waited for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-io-test.h"

typedef struct
{
  guint  n_steps;
  guint  n_parsing; /* steps in the second half, where cells are read */
  double last;
  double cancel_at; /* fraction; above 1 for never */
} Waiting;

static gboolean
is_cancelled_cb (gpointer user_data)
{
  const Waiting *waiting = user_data;

  return waiting->last >= waiting->cancel_at;
}

static void
progress_cb (const char *step,
             double      fraction,
             gpointer    user_data)
{
  Waiting *waiting = user_data;

  g_assert_cmpfloat (fraction, >=, waiting->last);
  g_assert_cmpfloat (fraction, <=, 1.0);
  waiting->last = fraction;
  waiting->n_steps++;
  waiting->n_parsing += fraction > 0.5 ? 1 : 0;
}

/* 24 MB in Windows-1252: “ä” is one byte. */
static char *
write_western (guint n_rows)
{
  g_autoptr (GString) text = g_string_new ("id,name,note\r\n");

  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (text, "%06u,K\344the M\374ller,\"Stra\337e %u,\r\n\"\"Haus\"\" 00000000000000000000000000\"\r\n", i, i);
  return io_test_write ("western.csv", text->str, (gssize) text->len);
}

typedef struct
{
  const char *path;
  gboolean    grows;
  gboolean    is_done;
} Meddler;

static void
meddle_cb (const char *step,
           double      fraction,
           gpointer    user_data)
{
  Meddler *meddler = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  if (meddler->is_done || fraction < 0.1)
    return;
  meddler->is_done = TRUE;
  g_file_get_contents (meddler->path, &bytes, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents_full (meddler->path, bytes, (gssize) (meddler->grows ? length : length / 2), G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

/* Another program cuts the file in two, or writes it once more, while it is read. */
static void
test_files_that_change_meanwhile_are_refused (void)
{
  for (guint grows = 0; grows < 2; grows++)
    {
      g_autoptr (GString) text = g_string_new ("id,name,amount\r\n");
      g_autofree char *path = NULL;
      g_autoptr (GError) error = NULL;
      Meddler meddler = { .grows = grows };
      ClvWork work = { .progress = meddle_cb, .user_data = &meddler };

      for (guint i = 0; i < 400000; i++)
        g_string_append_printf (text, "%06u,Anna,12.50\r\n", i);
      path = io_test_write ("meddled.csv", text->str, (gssize) text->len);
      meddler.path = path;
      g_assert_null (clv_source_read (path, &work, &error));
      g_assert_true (meddler.is_done);
      g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_FAILED);
    }
}

static void
test_converted_files_are_read_piece_by_piece (void)
{
  enum { N_ROWS = 300000 };
  g_autofree char *path = write_western (N_ROWS);
  g_autoptr (GError) error = NULL;
  Waiting waiting = { .cancel_at = 2.0 };
  ClvWork work = { .is_cancelled = is_cancelled_cb, .progress = progress_cb, .user_data = &waiting };
  g_autoptr (ClvSource) source = clv_source_read (path, &work, &error);
  ClvTable *table;

  g_assert_no_error (error);
  table = clv_source_get_table (source, 0);
  assert_size (table, N_ROWS, 3);
  for (guint i = 0; i < N_ROWS; i += 997)
    {
      g_autofree char *id = g_strdup_printf ("%06u", i);
      g_autofree char *note = g_strdup_printf ("Straße %u,\r\n\"Haus\" 00000000000000000000000000", i);

      assert_cell (table, i, 0, id);
      assert_cell (table, i, 1, "Käthe Müller");
      assert_cell (table, i, 2, note);
    }
  /* Every few megabytes of 24. */
  g_assert_cmpuint (waiting.n_parsing, >=, 4);
}

static void
test_converted_files_can_be_cancelled (void)
{
  static const double moments[] = { 0.1, 0.5, 0.7 };
  g_autofree char *path = write_western (300000);

  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr (GError) error = NULL;
      Waiting waiting = { .cancel_at = moments[i] };
      ClvWork work = { .is_cancelled = is_cancelled_cb, .progress = progress_cb, .user_data = &waiting };

      g_assert_null (clv_source_read (path, &work, &error));
      g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_CANCELLED);
      g_assert_cmpfloat (waiting.last, <, moments[i] + 0.15);
    }
}

static void
test_a_row_of_too_many_fields_is_cut_and_told (void)
{
  g_autoptr (GString) text = g_string_new ("a,b,c\n1,2,3\n4,5,6\n");
  g_autoptr (ClvSource) source = NULL;
  const ClvProblem *problem;

  for (guint i = 0; i < 17000; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "," : "", i);
  g_string_append (text, "\n7,8,9\n");
  source = io_test_read ("wide.csv", text->str, -1);

  g_assert_cmpuint (clv_table_get_n_rows (clv_source_get_table (source, 0)), ==, 4);
  /* As many columns as a sheet has. */
  g_assert_cmpuint (clv_table_get_n_columns (clv_source_get_table (source, 0)), ==, 16384);
  assert_cell (clv_source_get_table (source, 0), 2, 16383, "16383");
  assert_cell (clv_source_get_table (source, 0), 3, 2, "9");
  problem = clv_problem_list_find (clv_source_get_problems (source), "too-many-fields");
  g_assert_nonnull (problem);
  g_assert_cmpstr (problem->treatment, ==, "kept");
  g_assert_cmpuint (problem->count, ==, 1);
  g_assert_cmpuint (((ClvProblemExample *) problem->examples->pdata[0])->row, ==, 4);
  g_assert_cmpuint (io_test_count (source, "ragged-row"), ==, 0);
}

/* Marks for inches: each opens a text that the next row seems to close. */
static void
test_thousands_of_unclosed_quotes_spoil_no_other_row (void)
{
  enum { N_PAIRS = 5000 };
  g_autoptr (GString) text = g_string_new ("item,place,n\n");
  g_autoptr (ClvSource) source = NULL;
  ClvTable *table;

  for (guint i = 0; i < N_PAIRS; i++)
    g_string_append_printf (text, "\"x wrench,Ulm,%u\n\"Saw, large\",\"Rua do Paço, 67\",2\n", i);
  source = io_test_read ("inches.csv", text->str, -1);
  table = clv_source_get_table (source, 0);

  assert_size (table, 2 * N_PAIRS, 3);
  for (guint32 row = 0; row < 2 * N_PAIRS; row += 2)
    {
      assert_cell (table, row, 0, "\"x wrench");
      assert_cell (table, row + 1, 0, "Saw, large");
      assert_cell (table, row + 1, 1, "Rua do Paço, 67");
    }
  g_assert_cmpuint (io_test_count (source, "unclosed-quote"), ==, N_PAIRS);
  g_assert_cmpuint (io_test_count (source, "shifted-row-repaired"), ==, 0);
}

/* Marks that nothing closes for more than a megabyte: the end of each is looked for in vain. */
static void
test_quotes_that_nothing_closes_stay_letters (void)
{
  enum { N_MARKS = 12, N_ROWS = 1500 };
  g_autoptr (GString) text = g_string_new ("item,place,n\n\"Saw\nlarge\",\"Rua do Paço, 67\",2\n");
  g_autoptr (ClvSource) source = NULL;
  ClvTable *table;

  for (guint i = 0; i < N_MARKS; i++)
    {
      g_string_append_printf (text, "\"lost,Ulm,%u\n", i);
      for (guint k = 0; k < N_ROWS; k++)
        g_string_append_printf (text, "x%01000u,Ulm,%u\n", k, k);
    }
  g_string_append (text, "\"Saw, small\",\"Rua do Paço, 67\",2\n");
  source = io_test_read ("lost.csv", text->str, -1);
  table = clv_source_get_table (source, 0);

  assert_size (table, N_MARKS * (N_ROWS + 1) + 2, 3);
  assert_cell (table, 0, 0, "Saw\nlarge");
  assert_cell (table, 1 + N_ROWS + 1, 0, "\"lost");
  assert_cell (table, N_MARKS * (N_ROWS + 1) + 1, 0, "Saw, small");
  assert_cell (table, N_MARKS * (N_ROWS + 1) + 1, 1, "Rua do Paço, 67");
  g_assert_cmpuint (io_test_count (source, "unclosed-quote"), ==, N_MARKS);
}

/* As the window does it: parts are taken by two threads. */
typedef struct
{
  ClvWorkPart part;
  gpointer    data;
  guint       n_parts;
  gint        next;
} Parts;

static gpointer
parts_worker (gpointer user_data)
{
  Parts *parts = user_data;
  guint part;

  while ((part = (guint) g_atomic_int_add (&parts->next, 1)) < parts->n_parts)
    parts->part (part, parts->data);
  return NULL;
}

static void
run_cb (ClvWorkPart part,
        guint       n_parts,
        gpointer    data,
        gpointer    user_data)
{
  Parts parts = { part, data, n_parts, 0 };
  GThread *thread = g_thread_new ("part", parts_worker, &parts);

  parts_worker (&parts);
  g_thread_join (thread);
}

/* Rows of all kinds: quoted, ragged, blank, longer than the header, with a text over several lines. */
static char *
write_odd_rows (guint n_rows)
{
  g_autoptr (GString) text = g_string_new ("id,name,note,amount\n");

  for (guint i = 0; i < n_rows; i++)
    {
      g_string_append_printf (text, "%u,\"customer %u\",%s,%u.%02u\n", i, i % 5003, i % 7 == 0 ? "\"two\nlines, \"\"x\"\"\"" : "",
                              i % 1009, i % 97);
      if (i % 1000 == 1)
        g_string_append (text, "\n1,2\n1,2,3,4,5,six,seven\n\"open,2,3,4\n");
    }
  return io_test_write ("odd-rows.csv", text->str, (gssize) text->len);
}

static void
test_several_threads_read_the_same (void)
{
  g_autofree char *path = write_odd_rows (120000);
  ClvWork work = { .run = run_cb };
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) one = clv_source_read (path, NULL, &error);
  g_autoptr (ClvSource) two = NULL;
  ClvTable *a, *b;

  g_assert_no_error (error);
  two = clv_source_read (path, &work, &error);
  g_assert_no_error (error);
  a = clv_source_get_table (one, 0);
  b = clv_source_get_table (two, 0);
  g_assert_cmpuint (clv_table_get_n_rows (a), ==, 120000 + 120 * 3);
  assert_size (b, clv_table_get_n_rows (a), clv_table_get_n_columns (a));
  g_assert_cmpuint (clv_table_get_n_columns (a), ==, 7);
  for (guint column = 0; column < clv_table_get_n_columns (a); column++)
    {
      const ClvColumn *ours = clv_table_get_column (a, column), *theirs = clv_table_get_column (b, column);

      g_assert_cmpmem (clv_column_get_codes (ours), clv_table_get_n_rows (a) * sizeof (guint32),
                       clv_column_get_codes (theirs), clv_table_get_n_rows (b) * sizeof (guint32));
      g_assert_cmpuint (clv_column_get_n_distinct (ours), ==, clv_column_get_n_distinct (theirs));
    }
  /* After the row of two fields comes the one of seven. */
  assert_cell (a, 3, 5, "six");
  assert_cell (a, 3, 6, "seven");
  g_assert_cmpuint (clv_table_get_source_row (b, 100000), ==, clv_table_get_source_row (a, 100000));
  g_assert_cmpuint (io_test_count (two, "unclosed-quote"), ==, 120);
  g_assert_cmpuint (io_test_count (two, "ragged-row"), ==, io_test_count (one, "ragged-row"));
  g_assert_cmpstr (clv_source_get_sha256 (two), ==, clv_source_get_sha256 (one));
}

static void
test_a_look_reads_the_first_rows_only (void)
{
  g_autofree char *path = write_odd_rows (120000);
  ClvReadOptions options = { .max_rows = 300 };
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = clv_source_read_with (path, &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (clv_source_is_provisional (source));
  g_assert_cmpstr (clv_source_get_sha256 (source), ==, "");
  g_assert_cmpuint (clv_table_get_n_rows (clv_source_get_table (source, 0)), >=, 290);
  g_assert_cmpuint (clv_table_get_n_rows (clv_source_get_table (source, 0)), <=, 300);
  assert_cell (clv_source_get_table (source, 0), 0, 1, "customer 0");
}

static void
test_a_look_at_a_short_file_is_all_of_it (void)
{
  g_autofree char *path = io_test_write ("short.csv", "a,b\n1,2\n3,4\n", -1);
  ClvReadOptions options = { .max_rows = 300 };
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = clv_source_read_with (path, &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (clv_source_is_provisional (source));
  g_assert_cmpuint (strlen (clv_source_get_sha256 (source)), ==, 64);
}

static void
test_a_row_without_an_end_is_refused (void)
{
  gsize n = 40u << 20;
  g_autofree char *text = g_malloc (n);
  g_autoptr (GError) error = NULL;

  memset (text, 'x', n);
  memcpy (text, "a,b\n1,2\n", 8);
  error = io_test_fail ("endless.csv", text, (gssize) n);
  g_assert_cmpint (error->code, ==, CLV_IO_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "row 3"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/io/csv-limits/" path, function)
  ADD ("converted-files-are-read-piece-by-piece", test_converted_files_are_read_piece_by_piece);
  ADD ("files-that-change-meanwhile-are-refused", test_files_that_change_meanwhile_are_refused);
  ADD ("converted-files-can-be-cancelled", test_converted_files_can_be_cancelled);
  ADD ("a-row-of-too-many-fields-is-cut-and-told", test_a_row_of_too_many_fields_is_cut_and_told);
  ADD ("thousands-of-unclosed-quotes-spoil-no-other-row", test_thousands_of_unclosed_quotes_spoil_no_other_row);
  ADD ("quotes-that-nothing-closes-stay-letters", test_quotes_that_nothing_closes_stay_letters);
  ADD ("several-threads-read-the-same", test_several_threads_read_the_same);
  ADD ("a-look-reads-the-first-rows-only", test_a_look_reads_the_first_rows_only);
  ADD ("a-look-at-a-short-file-is-all-of-it", test_a_look_at_a_short_file_is_all_of_it);
  ADD ("a-row-without-an-end-is-refused", test_a_row_without_an_end_is_refused);
#undef ADD
  return g_test_run ();
}
