/* test-project-format.c - files that are read as people say, and undone
 *
 * Under ThreadSanitizer: see test-job.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "clv-project-fixture.h"
#include "clv-source.h"
#include "clv-test.h"

/* Row 2 looks like a header at least as much as row 1 does. Revenue 30, or 30 with the first row as an order. */
#define TWO_HEADERS \
  "Kunde,Beleg,Datum,Betrag\n" \
  "Client,Invoice,Invoice Date,Total\n" \
  "K1,1001,2023-01-15,10.00\n" \
  "K2,1002,2023-02-16,20.00\n"

static const char *
header_of (ClvProject *project,
           guint       column)
{
  return clv_column_get_header (clv_table_get_column (clv_mapping_get_table (clv_project_get_mapping (project), 0)->table,
                                                      column));
}

static char *
dup_first_text (ClvProject *project,
                guint       column)
{
  const ClvTable *table = clv_mapping_get_table (clv_project_get_mapping (project), 0)->table;
  const ClvColumn *cells = clv_table_get_column (table, column);

  return clv_column_dup_text (cells, clv_column_get_codes (cells)[0]);
}

static void
test_header_row (ClvProjectFixture *fixture,
                 gconstpointer      data)
{
  ClvProject *project = fixture->project;
  ClvProjectFormat format;
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;
  guint found;

  clv_fixture_open_file (fixture, "two.csv", TWO_HEADERS);
  g_assert_true (clv_project_get_format (project, 0, &format));
  found = format.header_row;
  g_assert_cmpuint (format.wanted_header_row, ==, 0);
  g_assert_true (format.is_text);

  clv_project_set_header_row (project, 0, 2);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpstr (header_of (project, 0), ==, "Client");
  g_assert_true (clv_project_get_format (project, 0, &format));
  g_assert_cmpuint (format.header_row, ==, 2);
  g_assert_cmpuint (format.wanted_header_row, ==, 2);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), 30, 1e-9);
  undo = clv_fixture_get_label (project, "undo-label");
  g_assert_cmpstr (undo, ==, "Undo new header row of “two.csv”");
  /* The page stays where it is. */
  g_assert_cmpstr (fixture->states->str, ==, "RC");

  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  g_assert_true (clv_project_get_format (project, 0, &format));
  g_assert_cmpuint (format.header_row, ==, found);
  g_assert_cmpuint (format.wanted_header_row, ==, 0);
  redo = clv_fixture_get_label (project, "redo-label");
  g_assert_cmpstr (redo, ==, "Redo new header row of “two.csv”");
  clv_project_redo (project);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpstr (header_of (project, 0), ==, "Client");
  g_assert_no_error (fixture->error);
}

/* The history goes on over a file that was read again: what was chosen before, and what is made again after. */
static void
test_history (ClvProjectFixture *fixture,
              gconstpointer      data)
{
  ClvProject *project = fixture->project;

  clv_fixture_open_file (fixture, "orders.csv", "Orders of our shop\n" CLV_FIXTURE_ORDERS);
  clv_fixture_set_role (project, "Weight", CLV_ROLE_AMOUNT);
  clv_fixture_wait_until_idle (project);
  clv_project_set_header_row (project, 0, 3); /* the first order */
  clv_fixture_wait_until_idle (project);
  g_assert_cmpint (clv_table_find_column (clv_mapping_get_table (clv_project_get_mapping (project), 0)->table, "Weight"), ==, -1);
  clv_project_set_header_row (project, 0, 2);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpint (clv_fixture_role_of (project, "Weight"), ==, CLV_ROLE_AMOUNT);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), WEIGHT, 1e-9);
  clv_fixture_set_role (project, "Order ID", CLV_ROLE_NONE);
  clv_fixture_wait_until_idle (project);

  for (guint i = 0; i < 4; i++)
    {
      clv_project_undo (project);
      clv_fixture_wait_until_idle (project);
    }
  g_assert_null (clv_fixture_get_label (project, "undo-label"));
  g_assert_cmpint (clv_fixture_role_of (project, "Weight"), !=, CLV_ROLE_AMOUNT);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), REVENUE, 1e-9);
  for (guint i = 0; i < 4; i++)
    {
      clv_project_redo (project);
      clv_fixture_wait_until_idle (project);
    }
  g_assert_null (clv_fixture_get_label (project, "redo-label"));
  g_assert_cmpint (clv_fixture_role_of (project, "Weight"), ==, CLV_ROLE_AMOUNT);
  g_assert_cmpint (clv_fixture_role_of (project, "Order ID"), ==, CLV_ROLE_NONE);
  g_assert_no_error (fixture->error);
}

static void
test_undo_at_once (ClvProjectFixture *fixture,
                   gconstpointer      data)
{
  ClvProject *project = fixture->project;
  const ClvTable *table;

  clv_fixture_open_file (fixture, "two.csv", TWO_HEADERS);
  table = clv_mapping_get_table (clv_project_get_mapping (project), 0)->table;
  clv_project_set_header_row (project, 0, 2);
  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  /* Nothing was read for that. */
  g_assert_true (clv_mapping_get_table (clv_project_get_mapping (project), 0)->table == table);
  g_assert_null (clv_fixture_get_label (project, "undo-label"));

  clv_project_set_header_row (project, 0, 2);
  clv_project_cancel (project);
  clv_fixture_wait_until_idle (project);
  g_assert_null (clv_fixture_get_label (project, "undo-label"));
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_CONFIRM);
  g_assert_nonnull (clv_project_get_preview (project));
}

/* “Ä” is C4 in Windows-1252, and “Д” in Windows-1251. */
static void
test_encoding (ClvProjectFixture *fixture,
               gconstpointer      data)
{
  ClvProject *project = fixture->project;
  g_autofree char *before = NULL;
  g_autofree char *cyrillic = NULL;
  g_autofree char *western = NULL;
  g_autofree char *again = NULL;
  g_autofree char *undo = NULL;

  clv_fixture_open_file (fixture, "umlaut.csv",
                         "Customer,Order Date,Amount\n"
                         "\xc4mter,2023-01-15,10.00\n"
                         "M\xfcller,2023-02-16,20.00\n");
  before = dup_first_text (project, 0);
  clv_project_set_encoding (project, 0, "windows-1251");
  clv_fixture_wait_until_idle (project);
  g_assert_no_error (fixture->error);
  cyrillic = dup_first_text (project, 0);
  g_assert_cmpstr (cyrillic, ==, "Дmter");
  undo = clv_fixture_get_label (project, "undo-label");
  g_assert_cmpstr (undo, ==, "Undo new encoding of “umlaut.csv”");
  clv_project_set_encoding (project, 0, "windows-1252");
  clv_fixture_wait_until_idle (project);
  western = dup_first_text (project, 0);
  g_assert_cmpstr (western, ==, "Ämter");
  clv_project_undo (project);
  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  again = dup_first_text (project, 0);
  g_assert_cmpstr (again, ==, before);
  g_assert_null (clv_fixture_get_label (project, "undo-label"));
}

static void
test_delimiter (ClvProjectFixture *fixture,
                gconstpointer      data)
{
  ClvProject *project = fixture->project;
  ClvProjectFormat format;

  clv_fixture_open_file (fixture, "orders.csv", CLV_FIXTURE_ORDERS);
  g_assert_true (clv_project_get_format (project, 0, &format));
  g_assert_cmpint (format.delimiter, ==, ',');
  clv_fixture_set_role (project, "Weight", CLV_ROLE_AMOUNT);
  clv_project_set_delimiter (project, 0, ';');
  clv_fixture_wait_until_idle (project);
  g_assert_cmpuint (clv_mapping_get_table (clv_project_get_mapping (project), 0)->n_columns, ==, 1);
  g_assert_error (clv_project_get_preview_error (project), CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_NO_ORDERS);
  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  /* A column that was not there meanwhile has what was chosen for it. */
  g_assert_cmpint (clv_fixture_role_of (project, "Weight"), ==, CLV_ROLE_AMOUNT);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), WEIGHT, 1e-9);
}

static void
test_fails (ClvProjectFixture *fixture,
            gconstpointer      data)
{
  ClvProject *project = fixture->project;
  g_autofree char *path = g_build_filename (fixture->dir, "two.csv", NULL);
  const ClvFindings *preview;

  clv_fixture_open_file (fixture, "two.csv", TWO_HEADERS);
  preview = clv_project_get_preview (project);
  g_assert_cmpint (g_unlink (path), ==, 0);
  clv_project_set_header_row (project, 0, 2);
  clv_fixture_wait_until_idle (project);
  g_assert_error (fixture->error, CLV_IO_ERROR, CLV_IO_ERROR_NOT_FOUND);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_CONFIRM);
  g_assert_null (clv_fixture_get_label (project, "undo-label"));
  g_assert_true (clv_project_get_preview (project) == preview);
  g_assert_cmpint (clv_project_get_remedy (project), ==, CLV_REMEDY_NONE);
}

/* Said over the first rows, where it is seen first. */
static void
test_among_first_rows (ClvProjectFixture *fixture,
                       gconstpointer      data)
{
  ClvProject *project = fixture->project;

  clv_fixture_write_big_file (fixture, "big.csv", 200000, 3);
  clv_fixture_start_opening (fixture, "big.csv");
  clv_fixture_wait_until_provisional (project);
  clv_fixture_set_role (project, "Weight", CLV_ROLE_AMOUNT);
  clv_project_set_delimiter (project, 0, ';');
  while (clv_mapping_get_table (clv_project_get_mapping (project), 0)->n_columns > 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (clv_project_is_provisional (project));
  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpuint (clv_table_get_n_rows (clv_mapping_get_table (clv_project_get_mapping (project), 0)->table), ==, 200000);
  g_assert_cmpint (clv_fixture_role_of (project, "Weight"), ==, CLV_ROLE_AMOUNT);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), 400000, 1e-6);

  /* Undone while the first rows of that are shown, nothing is read again. */
  clv_project_set_delimiter (project, 0, ';');
  while (clv_mapping_get_table (clv_project_get_mapping (project), 0)->n_columns > 1)
    g_main_context_iteration (NULL, TRUE);
  clv_project_undo (project);
  g_assert_false (clv_project_is_provisional (project));
  g_assert_cmpuint (clv_table_get_n_rows (clv_mapping_get_table (clv_project_get_mapping (project), 0)->table), ==, 200000);
  clv_fixture_wait_until_idle (project);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), 400000, 1e-6);
  g_assert_no_error (fixture->error);

  /* Cancelled, the step was not made. */
  clv_project_set_delimiter (project, 0, ';');
  clv_fixture_wait_until_provisional (project);
  clv_project_cancel (project);
  clv_fixture_wait_until_idle (project);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), 400000, 1e-6);
}

static void
test_rates (ClvProjectFixture *fixture,
            gconstpointer      data)
{
  ClvProject *project = fixture->project;
  g_autoptr (GError) error = NULL;

  clv_fixture_open_file (fixture, "mixed.csv",
                         "Customer,Order Date,Amount,Currency\n"
                         "K1,2023-01-15,10.00,EUR\n"
                         "K2,2023-02-16,20.00,USD\n"
                         "K3,2023-02-17,20.00,EUR\n");
  g_assert_error (clv_project_get_preview_error (project), CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_CURRENCIES);
  g_assert_false (clv_project_set_rates (project, "EUR", "USD=nothing", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (clv_project_set_rates (project, "EUR", "USD=0.5", &error));
  g_assert_no_error (error);
  clv_fixture_wait_until_idle (project);
  /* 10 + 20 + 20 × 0.5 */
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), 40, 1e-9);
  /* One step. */
  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  g_assert_error (clv_project_get_preview_error (project), CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_CURRENCIES);
  g_assert_null (clv_fixture_get_label (project, "undo-label"));
}

/* A Numbers document by its parts, and a program that says it is LibreOffice and fails. */
static void
write_numbers_document (ClvProjectFixture *fixture,
                       const char        *name)
{
  /* One stored entry, “Index/Document.iwa”, of three zero bytes: local header, directory, end. CRC-32 of 00 00 00: FF41D912. */
  static const guint8 bytes[] = {
    'P', 'K', 3, 4, 20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0, 0x12, 0xd9, 0x41, 0xff, 3, 0, 0, 0, 3, 0, 0, 0, 18, 0, 0, 0,
    'I', 'n', 'd', 'e', 'x', '/', 'D', 'o', 'c', 'u', 'm', 'e', 'n', 't', '.', 'i', 'w', 'a', 0, 0, 0,
    'P', 'K', 1, 2, 20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0, 0x12, 0xd9, 0x41, 0xff, 3, 0, 0, 0, 3, 0, 0, 0, 18, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    'I', 'n', 'd', 'e', 'x', '/', 'D', 'o', 'c', 'u', 'm', 'e', 'n', 't', '.', 'i', 'w', 'a',
    'P', 'K', 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, 64, 0, 0, 0, 51, 0, 0, 0, 0, 0
  };
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);

  g_assert_true (g_file_set_contents (path, (const char *) bytes, sizeof bytes, NULL));
}

static void
test_conversion_fails (ClvProjectFixture *fixture,
                       gconstpointer      data)
{
  ClvProject *project = fixture->project;
  g_autofree char *tool = g_build_filename (fixture->dir, "soffice", NULL);
  g_autofree char *path = g_strdup_printf ("%s:%s", fixture->dir, g_getenv ("PATH"));
  g_autofree char *old_path = g_strdup (g_getenv ("PATH"));
  g_autoptr (GPtrArray) files = clv_fixture_files_of (fixture, "budget.numbers", "orders.csv");

  clv_fixture_write_file (fixture, "soffice", "#!/bin/sh\nexit 77\n");
  g_assert_cmpint (g_chmod (tool, 0700), ==, 0);
  g_setenv ("PATH", path, TRUE);
  write_numbers_document (fixture, "budget.numbers");
  clv_fixture_write_file (fixture, "orders.csv", CLV_FIXTURE_ORDERS);

  clv_fixture_start_opening (fixture, "budget.numbers");
  clv_fixture_wait_until_idle (project);
  g_assert_error (fixture->error, CLV_IO_ERROR, CLV_IO_ERROR_CONVERTIBLE);
  g_assert_cmpuint (clv_project_get_n_failures (project), ==, 1);
  g_assert_cmpint (clv_project_get_remedy (project), ==, CLV_REMEDY_CONVERT);
  clv_project_retry (project);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_READING);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpuint (fixture->n_failed, ==, 2);
  g_assert_nonnull (strstr (fixture->error->message, "budget.numbers"));
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_EMPTY);

  /* Beside another file: that one is open, and stays when the conversion fails. */
  clv_project_open (project, files);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpstr (clv_project_get_title (project), ==, "orders.csv");
  clv_project_retry (project);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpuint (fixture->n_failed, ==, 4);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_CONFIRM);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), REVENUE, 1e-9);
  g_setenv ("PATH", old_path, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("a-header-row-is-chosen-and-undone", test_header_row);
  ADD ("the-history-goes-over-files-that-are-read-again", test_history);
  ADD ("undone-at-once-nothing-is-read", test_undo_at_once);
  ADD ("an-encoding-is-chosen-and-undone", test_encoding);
  ADD ("a-separator-is-chosen-and-undone", test_delimiter);
  ADD ("a-file-that-cannot-be-read-again-stays-as-it-was", test_fails);
  ADD ("formats-can-be-chosen-over-first-rows", test_among_first_rows);
  ADD ("rates-are-one-step", test_rates);
  ADD ("a-conversion-that-fails-keeps-what-was-open", test_conversion_fails);

  return g_test_run ();
}
