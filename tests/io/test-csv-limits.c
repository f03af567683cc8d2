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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/io/csv-limits/" path, function)
  ADD ("converted-files-are-read-piece-by-piece", test_converted_files_are_read_piece_by_piece);
  ADD ("converted-files-can-be-cancelled", test_converted_files_can_be_cancelled);
#undef ADD
  return g_test_run ();
}
