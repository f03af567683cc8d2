/* test-project.c - from files to results, back, and back again
 *
 * Under ThreadSanitizer: see test-job.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "clv-project.h"
#include "clv-source.h"
#include "clv-test.h"

/* Worked out by hand: revenue 100 + 50 + 25.50 + 75.50 + 300 = 551. Every day can be a day only, so that the
 * readings need no answer. */
static const char orders_csv[] =
  "Customer ID,Order ID,Order Date,Amount,Weight\n"
  "C-1,o1,2024-01-02,100.00,1.5\n"
  "C-2,o2,2024-01-25,50.00,2.5\n"
  "C-2,o3,2024-02-21,25.50,3.5\n"
  "C-3,o4,2024-03-29,75.50,4.5\n"
  "C-4,o5,2024-05-30,300.00,5.5\n";
#define REVENUE 551.0
#define WEIGHT 17.5

static const char other_csv[] =
  "Client,Invoice,Invoice Date,Total\n"
  "K1,1001,2023-01-15,10.00\n"
  "K2,1002,2023-02-16,20.00\n";

typedef struct
{
  ClvProject *project;
  char       *dir;
  char       *memory;
  GError     *error; /* of the last “failed” */
  guint       n_failed;
  GString    *states; /* one letter each: Empty Reading Confirm Results (X) */
  guint       n_findings;
} Fixture;

static void
failed_cb (ClvProject   *project,
           const GError *error,
           Fixture      *fixture)
{
  g_clear_error (&fixture->error);
  fixture->error = g_error_copy (error);
  fixture->n_failed++;
}

static void
state_cb (ClvProject *project,
          GParamSpec *pspec,
          Fixture    *fixture)
{
  g_string_append_c (fixture->states, "ERCX"[clv_project_get_state (project)]);
}

static void
findings_cb (ClvProject *project,
             GParamSpec *pspec,
             Fixture    *fixture)
{
  fixture->n_findings++;
}

static ClvProject *
new_project (Fixture *fixture)
{
  ClvProject *project = g_object_new (CLV_TYPE_PROJECT, "memory-path", fixture->memory, NULL);

  g_signal_connect (project, "failed", G_CALLBACK (failed_cb), fixture);
  g_signal_connect (project, "notify::state", G_CALLBACK (state_cb), fixture);
  g_signal_connect (project, "notify::findings", G_CALLBACK (findings_cb), fixture);
  return project;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->dir = clv_test_dir ();
  fixture->memory = g_build_filename (fixture->dir, "memory.db", NULL);
  fixture->states = g_string_new (NULL);
  fixture->project = new_project (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->project);
  g_clear_error (&fixture->error);
  g_string_free (fixture->states, TRUE);
  g_free (fixture->dir);
  g_free (fixture->memory);
}

static void
write_file (Fixture    *fixture,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static GPtrArray *
files_of (Fixture    *fixture,
          const char *name,
          const char *other)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (files, g_file_new_build_filename (fixture->dir, name, NULL));
  if (other != NULL)
    g_ptr_array_add (files, g_file_new_build_filename (fixture->dir, other, NULL));
  return files;
}

static void
wait_until_idle (ClvProject *project)
{
  while (clv_project_is_busy (project))
    g_main_context_iteration (NULL, TRUE);
}

static void
start_opening (Fixture    *fixture,
               const char *name)
{
  g_autoptr (GPtrArray) files = files_of (fixture, name, NULL);

  clv_project_open (fixture->project, files);
}

static void
open_file (Fixture    *fixture,
           const char *name,
           const char *text)
{
  write_file (fixture, name, text);
  start_opening (fixture, name);
  wait_until_idle (fixture->project);
}

/* Opened and confirmed. */
static void
open_results (Fixture *fixture)
{
  open_file (fixture, "orders.csv", orders_csv);
  clv_project_confirm (fixture->project);
  wait_until_idle (fixture->project);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (clv_project_get_state (fixture->project), ==, CLV_PROJECT_RESULTS);
}

static double
metric (const ClvFindings *findings,
        ClvMetricId        id)
{
  g_assert_nonnull (findings);
  return clv_findings_get_metric (findings, id).value;
}

static ClvRole
role_of (ClvProject *project,
         const char *header)
{
  const ClvTableMapping *table = clv_mapping_get_table (clv_project_get_mapping (project), 0);

  return table->columns[clv_table_find_column (table->table, header)].role;
}

static void
set_role (ClvProject *project,
          const char *header,
          ClvRole     role)
{
  const ClvTableMapping *table = clv_mapping_get_table (clv_project_get_mapping (project), 0);

  clv_project_set_role (project, 0, clv_table_find_column (table->table, header), role);
}

static void
set_assumption (ClvProject *project,
                const char *key,
                const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (clv_project_set_assumption (project, key, value, &error));
  g_assert_no_error (error);
}

static char *
get_label (ClvProject *project,
           const char *property)
{
  char *label = NULL;

  g_object_get (project, property, &label, NULL);
  return label;
}

static void
test_flow (Fixture      *fixture,
           gconstpointer data)
{
  ClvProject *project = fixture->project;

  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_EMPTY);
  g_assert_false (clv_project_is_busy (project));
  g_assert_cmpstr (clv_project_get_title (project), ==, "");

  open_file (fixture, "orders.csv", orders_csv);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_CONFIRM);
  g_assert_cmpstr (clv_project_get_title (project), ==, "orders.csv");
  g_assert_cmpint (role_of (project, "Amount"), ==, CLV_ROLE_AMOUNT);
  g_assert_null (clv_project_get_findings (project));
  clv_assert_near (metric (clv_project_get_preview (project), CLV_M_REVENUE), REVENUE, 1e-9);

  clv_project_confirm (project);
  /* The preview is the result: nobody waits for it twice. */
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_RESULTS);
  g_assert_true (clv_project_get_findings (project) == clv_project_get_preview (project));
  wait_until_idle (project);

  clv_project_revise (project);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_CONFIRM);
  g_assert_nonnull (clv_project_get_findings (project));
  clv_project_confirm (project);
  wait_until_idle (project);

  clv_project_close (project);
  wait_until_idle (project);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_EMPTY);
  g_assert_null (clv_project_get_findings (project));
  g_assert_null (clv_project_get_mapping (project));
  g_assert_cmpstr (clv_project_get_title (project), ==, "");
  g_assert_cmpstr (fixture->states->str, ==, "RCXCXE");
  g_assert_no_error (fixture->error);
  /* Once when they came and once when they went; confirming the same again is no news. */
  g_assert_cmpuint (fixture->n_findings, ==, 2);
}

static void
test_confirm_early (Fixture      *fixture,
                    gconstpointer data)
{
  write_file (fixture, "orders.csv", orders_csv);
  start_opening (fixture, "orders.csv");
  while (clv_project_get_state (fixture->project) != CLV_PROJECT_CONFIRM)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (clv_project_get_preview (fixture->project));
  clv_project_confirm (fixture->project);
  wait_until_idle (fixture->project);
  g_assert_cmpint (clv_project_get_state (fixture->project), ==, CLV_PROJECT_RESULTS);
  clv_assert_near (metric (clv_project_get_findings (fixture->project), CLV_M_REVENUE), REVENUE, 1e-9);
  g_assert_cmpuint (fixture->n_findings, ==, 1);
}

static void
test_role (Fixture      *fixture,
           gconstpointer data)
{
  ClvProject *project = fixture->project;
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;

  open_file (fixture, "orders.csv", orders_csv);
  /* A drop-down that is filled in says what is so already. */
  set_role (project, "Amount", CLV_ROLE_AMOUNT);
  clv_project_set_kind (project, 0, clv_mapping_get_table (clv_project_get_mapping (project), 0)->kind);
  g_assert_false (clv_project_is_busy (project));
  g_assert_null (get_label (project, "undo-label"));

  set_role (project, "Weight", CLV_ROLE_AMOUNT);
  wait_until_idle (project);
  g_assert_cmpint (role_of (project, "Weight"), ==, CLV_ROLE_AMOUNT);
  clv_assert_near (metric (clv_project_get_preview (project), CLV_M_REVENUE), WEIGHT, 1e-9);
  undo = get_label (project, "undo-label");
  g_assert_cmpstr (undo, ==, "Undo new role of “Weight”");

  clv_project_undo (project);
  wait_until_idle (project);
  g_assert_cmpint (role_of (project, "Amount"), ==, CLV_ROLE_AMOUNT);
  g_assert_cmpint (role_of (project, "Weight"), !=, CLV_ROLE_AMOUNT);
  clv_assert_near (metric (clv_project_get_preview (project), CLV_M_REVENUE), REVENUE, 1e-9);
  redo = get_label (project, "redo-label");
  g_assert_cmpstr (redo, ==, "Redo new role of “Weight”");
  g_assert_null (get_label (project, "undo-label"));

  clv_project_redo (project);
  wait_until_idle (project);
  clv_assert_near (metric (clv_project_get_preview (project), CLV_M_REVENUE), WEIGHT, 1e-9);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
}

static void
test_undo_at_once (Fixture      *fixture,
                   gconstpointer data)
{
  ClvProject *project = fixture->project;

  open_file (fixture, "orders.csv", orders_csv);
  /* The first is with the worker, the second still waits: undo takes back the second, then the first. */
  set_role (project, "Weight", CLV_ROLE_AMOUNT);
  set_role (project, "Order ID", CLV_ROLE_NONE);
  clv_project_undo (project);
  wait_until_idle (project);
  g_assert_cmpint (role_of (project, "Weight"), ==, CLV_ROLE_AMOUNT);
  g_assert_cmpint (role_of (project, "Order ID"), ==, CLV_ROLE_ORDER);

  set_role (project, "Order ID", CLV_ROLE_NONE);
  clv_project_undo (project);
  wait_until_idle (project);
  g_assert_cmpint (role_of (project, "Order ID"), ==, CLV_ROLE_ORDER);
  g_assert_cmpint (role_of (project, "Weight"), ==, CLV_ROLE_AMOUNT);
}

static void
test_undo_role_in_results (Fixture      *fixture,
                           gconstpointer data)
{
  ClvProject *project = fixture->project;

  open_file (fixture, "orders.csv", orders_csv);
  set_role (project, "Weight", CLV_ROLE_AMOUNT);
  clv_project_confirm (project);
  wait_until_idle (project);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_RESULTS);
  clv_assert_near (metric (clv_project_get_findings (project), CLV_M_REVENUE), WEIGHT, 1e-9);

  clv_project_undo (project);
  wait_until_idle (project);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_CONFIRM);
  clv_assert_near (metric (clv_project_get_preview (project), CLV_M_REVENUE), REVENUE, 1e-9);
  clv_project_confirm (project);
  wait_until_idle (project);
  clv_assert_near (metric (clv_project_get_findings (project), CLV_M_REVENUE), REVENUE, 1e-9);
}

static void
test_obstacle (Fixture      *fixture,
               gconstpointer data)
{
  ClvProject *project = fixture->project;

  open_file (fixture, "orders.csv", orders_csv);
  clv_project_set_kind (project, 0, CLV_KIND_IGNORED);
  wait_until_idle (project);
  g_assert_null (clv_project_get_preview (project));
  /* Choosing is no error; confirming is. The confirm page says what is missing all the same. */
  g_assert_no_error (fixture->error);
  g_assert_error (clv_project_get_preview_error (project), CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_NO_ORDERS);
  clv_project_confirm (project);
  wait_until_idle (project);
  g_assert_error (fixture->error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_NO_ORDERS);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_CONFIRM);

  clv_project_undo (project);
  g_assert_no_error (clv_project_get_preview_error (project));
  wait_until_idle (project);
  clv_assert_near (metric (clv_project_get_preview (project), CLV_M_REVENUE), REVENUE, 1e-9);
}

static void
test_cancel_preview (Fixture      *fixture,
                     gconstpointer data)
{
  ClvProject *project = fixture->project;

  open_file (fixture, "orders.csv", orders_csv);
  set_role (project, "Weight", CLV_ROLE_AMOUNT);
  while (clv_project_get_preview (project) != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (clv_project_get_preview_error (project));
  clv_project_cancel (project);
  wait_until_idle (project);
  g_assert_null (clv_project_get_preview (project));
  g_assert_error (clv_project_get_preview_error (project), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_no_error (fixture->error);

  clv_project_confirm (project);
  wait_until_idle (project);
  g_assert_no_error (clv_project_get_preview_error (project));
  clv_assert_near (metric (clv_project_get_findings (project), CLV_M_REVENUE), WEIGHT, 1e-9);
}

static void
test_reading (Fixture      *fixture,
              gconstpointer data)
{
  ClvProject *project = fixture->project;

  /* 3 April or 4 March: no cell proves it. */
  open_file (fixture, "orders.csv",
             "Customer ID,Order ID,Order Date,Amount\n"
             "C-1,o1,03/04/2024,100\n"
             "C-2,o2,05/06/2024,50\n");
  clv_project_set_reading (project, 0, 2, CLV_TYPE_DATE, CLV_DECIMAL_UNDECIDED, CLV_DATE_ORDER_MDY);
  wait_until_idle (project);
  g_assert_cmpfloat (metric (clv_project_get_preview (project), CLV_M_FIRST_DATE), ==, clv_day_from_ymd (2024, 3, 4));
  clv_project_set_reading (project, 0, 2, CLV_TYPE_DATE, CLV_DECIMAL_UNDECIDED, CLV_DATE_ORDER_DMY);
  wait_until_idle (project);
  g_assert_cmpfloat (metric (clv_project_get_preview (project), CLV_M_FIRST_DATE), ==, clv_day_from_ymd (2024, 4, 3));
  clv_project_undo (project);
  wait_until_idle (project);
  g_assert_cmpfloat (metric (clv_project_get_preview (project), CLV_M_FIRST_DATE), ==, clv_day_from_ymd (2024, 3, 4));
  /* The command line's way to say the same. */
  set_assumption (project, "date-order", "dmy");
  wait_until_idle (project);
  g_assert_cmpfloat (metric (clv_project_get_preview (project), CLV_M_FIRST_DATE), ==, clv_day_from_ymd (2024, 4, 3));
}

static void
test_margin (Fixture      *fixture,
             gconstpointer data)
{
  ClvProject *project = fixture->project;
  g_autofree char *undo = NULL;
  gboolean can_redo;

  open_results (fixture);
  g_assert_true (isnan (metric (clv_project_get_findings (project), CLV_M_PROFIT)));
  fixture->n_findings = 0;

  set_assumption (project, "margin", "30 %");
  g_assert_true (clv_project_is_busy (project));
  wait_until_idle (project);
  clv_assert_near (metric (clv_project_get_findings (project), CLV_M_PROFIT), 0.3 * REVENUE, 1e-9);
  g_assert_cmpuint (fixture->n_findings, ==, 1);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_RESULTS);

  set_assumption (project, "margin", "0.5");
  wait_until_idle (project);
  clv_assert_near (metric (clv_project_get_findings (project), CLV_M_PROFIT), 0.5 * REVENUE, 1e-9);
  undo = get_label (project, "undo-label");
  g_assert_nonnull (strstr (undo, clv_assumptions_get_title ("margin")));
  g_assert_true (g_str_has_prefix (undo, "Undo change of “"));

  clv_project_undo (project);
  wait_until_idle (project);
  clv_assert_near (metric (clv_project_get_findings (project), CLV_M_PROFIT), 0.3 * REVENUE, 1e-9);
  clv_project_undo (project);
  wait_until_idle (project);
  g_assert_true (isnan (metric (clv_project_get_findings (project), CLV_M_PROFIT)));
  clv_project_redo (project);
  clv_project_redo (project);
  wait_until_idle (project);
  clv_assert_near (metric (clv_project_get_findings (project), CLV_M_PROFIT), 0.5 * REVENUE, 1e-9);

  /* A new change ends the branch that was undone. */
  clv_project_undo (project);
  set_assumption (project, "discount-rate", "0.2");
  wait_until_idle (project);
  g_object_get (project, "can-redo", &can_redo, NULL);
  g_assert_false (can_redo);
  clv_assert_near (metric (clv_project_get_findings (project), CLV_M_PROFIT), 0.3 * REVENUE, 1e-9);
}

static void
test_slider (Fixture      *fixture,
             gconstpointer data)
{
  ClvProject *project = fixture->project;

  open_results (fixture);
  fixture->n_findings = 0;
  for (guint i = 1; i <= 40; i++)
    {
      g_autofree char *value = g_strdup_printf ("%u %%", i);

      set_assumption (project, "margin", value);
    }
  wait_until_idle (project);
  clv_assert_near (metric (clv_project_get_findings (project), CLV_M_PROFIT), 0.4 * REVENUE, 1e-9);
  g_assert_cmpuint (fixture->n_findings, ==, 1);
  /* One drag, one step. */
  clv_project_undo (project);
  wait_until_idle (project);
  g_assert_true (isnan (metric (clv_project_get_findings (project), CLV_M_PROFIT)));
}

static void
test_bad_value (Fixture      *fixture,
                gconstpointer data)
{
  ClvProject *project = fixture->project;
  g_autoptr (GError) error = NULL;
  ClvFindings *findings;

  open_results (fixture);
  findings = clv_project_get_findings (project);
  g_assert_false (clv_project_set_assumption (project, "margin", "a lot", &error));
  g_assert_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_VALUE);
  g_assert_false (clv_project_is_busy (project));
  g_assert_true (clv_project_get_findings (project) == findings);
  g_assert_null (get_label (project, "undo-label"));
}

static void
test_failing_assumption (Fixture      *fixture,
                         gconstpointer data)
{
  ClvProject *project = fixture->project;
  ClvFindings *findings;

  open_results (fixture);
  set_assumption (project, "margin", "0.3");
  wait_until_idle (project);
  findings = clv_project_get_findings (project);

  /* Before the first order nothing is left to count. */
  set_assumption (project, "as-of-date", "1999-12-31");
  wait_until_idle (project);
  g_assert_error (fixture->error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_NO_ROWS);
  g_assert_true (clv_project_get_findings (project) == findings);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_RESULTS);
  g_assert_true (clv_assumptions_equal (clv_project_get_assumptions (project), clv_findings_get_assumptions (findings)));

  /* It is no step that could be undone; the one before is. */
  clv_project_undo (project);
  wait_until_idle (project);
  g_assert_true (isnan (metric (clv_project_get_findings (project), CLV_M_PROFIT)));
}

static void
test_remembered (Fixture      *fixture,
                 gconstpointer data)
{
  open_file (fixture, "orders.csv", orders_csv);
  set_role (fixture->project, "Weight", CLV_ROLE_AMOUNT);
  clv_project_confirm (fixture->project);
  wait_until_idle (fixture->project);
  set_assumption (fixture->project, "margin", "0.2");
  wait_until_idle (fixture->project);
  g_assert_no_error (fixture->error);

  /* The next day, the same sheet with more rows. */
  g_assert_finalize_object (fixture->project);
  fixture->project = new_project (fixture);
  g_string_truncate (fixture->states, 0);
  {
    g_autofree char *more = g_strconcat (orders_csv, "C-9,o6,2024-06-30,1.00,2.5\n", NULL);

    open_file (fixture, "orders-july.csv", more);
  }
  g_assert_cmpstr (fixture->states->str, ==, "RX");
  clv_assert_near (metric (clv_project_get_findings (fixture->project), CLV_M_REVENUE), WEIGHT + 2.5, 1e-9);
  clv_assert_near (metric (clv_project_get_findings (fixture->project), CLV_M_PROFIT), 0.2 * (WEIGHT + 2.5), 1e-9);

  /* Other headers were never confirmed. */
  open_file (fixture, "other.csv", other_csv);
  g_assert_cmpint (clv_project_get_state (fixture->project), ==, CLV_PROJECT_CONFIRM);
  g_assert_true (isnan (clv_project_get_assumptions (fixture->project)->margin));
}

static void
test_memory_fails (Fixture      *fixture,
                   gconstpointer data)
{
  /* A directory where the file should be. */
  g_assert_cmpint (g_mkdir (fixture->memory, 0700), ==, 0);
  open_file (fixture, "orders.csv", orders_csv);
  clv_project_confirm (fixture->project);
  wait_until_idle (fixture->project);
  g_assert_cmpuint (fixture->n_failed, ==, 1);
  g_assert_nonnull (strstr (fixture->error->message, "memory.db"));
  /* The results are there all the same, and it is said once. */
  g_assert_cmpint (clv_project_get_state (fixture->project), ==, CLV_PROJECT_RESULTS);
  set_assumption (fixture->project, "margin", "0.2");
  wait_until_idle (fixture->project);
  g_assert_cmpuint (fixture->n_failed, ==, 1);
  g_rmdir (fixture->memory);
}

static void
test_failing_file (Fixture      *fixture,
                   gconstpointer data)
{
  ClvProject *project = fixture->project;
  ClvFindings *findings;
  const ClvMapping *mapping;

  /* Nothing is open: then nothing is open afterwards. */
  start_opening (fixture, "not-there.csv");
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_READING);
  wait_until_idle (project);
  g_assert_error (fixture->error, CLV_IO_ERROR, CLV_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (fixture->error->message, "not-there.csv"));
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_EMPTY);
  g_clear_error (&fixture->error);

  open_results (fixture);
  set_assumption (project, "margin", "0.3");
  wait_until_idle (project);
  findings = clv_project_get_findings (project);
  mapping = clv_project_get_mapping (project);
  open_file (fixture, "picture.xlsx", "%PDF-1.7\nthis is no workbook\n");
  g_assert_error (fixture->error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_RESULTS);
  g_assert_true (clv_project_get_findings (project) == findings);
  g_assert_true (clv_project_get_mapping (project) == mapping);
  g_assert_cmpstr (clv_project_get_title (project), ==, "orders.csv");

  /* One bad file among several: none of them is taken. */
  {
    g_autoptr (GPtrArray) files = files_of (fixture, "orders.csv", "picture.xlsx");

    clv_project_open (project, files);
    wait_until_idle (project);
  }
  g_assert_true (clv_project_get_findings (project) == findings);

  /* It can still be undone. */
  clv_project_undo (project);
  wait_until_idle (project);
  g_assert_true (isnan (metric (clv_project_get_findings (project), CLV_M_PROFIT)));
}

static void
test_remote_file (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (files, g_file_new_for_uri ("https://example.org/orders.csv"));
  clv_project_open (fixture->project, files);
  g_assert_error (fixture->error, CLV_IO_ERROR, CLV_IO_ERROR_FAILED);
  g_assert_nonnull (strstr (fixture->error->message, "https://example.org/orders.csv"));
  g_assert_cmpint (clv_project_get_state (fixture->project), ==, CLV_PROJECT_EMPTY);
  g_assert_false (clv_project_is_busy (fixture->project));
}

/* Big enough that the reader is still at it when it is cancelled. */
static void
write_big_file (Fixture *fixture)
{
  g_autoptr (GString) text = g_string_new ("Customer ID,Order ID,Order Date,Amount,Weight\n");

  for (guint i = 0; i < 300000; i++)
    g_string_append_printf (text, "C-%u,o%u,2024-%02u-%02u,%u.%02u,1\n", i % 50000, i, i % 12 + 1, i % 28 + 1,
                            i % 1000, i % 100);
  write_file (fixture, "big.csv", text->str);
}

static void
test_cancel_reading (Fixture      *fixture,
                     gconstpointer data)
{
  ClvProject *project = fixture->project;
  ClvFindings *findings;

  open_results (fixture);
  findings = clv_project_get_findings (project);
  write_big_file (fixture);
  start_opening (fixture, "big.csv");
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_READING);
  /* Long enough to have begun, far too short for 300,000 rows. */
  g_usleep (20 * 1000);
  g_main_context_iteration (NULL, FALSE);
  g_assert_true (clv_project_is_busy (project));
  clv_project_cancel (project);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_RESULTS);
  wait_until_idle (project);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_RESULTS);
  g_assert_true (clv_project_get_findings (project) == findings);
  g_assert_cmpstr (clv_project_get_title (project), ==, "orders.csv");
  /* What the user asked for is no failure. */
  g_assert_no_error (fixture->error);
}

static void
test_newer_file_wins (Fixture      *fixture,
                      gconstpointer data)
{
  write_big_file (fixture);
  write_file (fixture, "other.csv", other_csv);
  start_opening (fixture, "big.csv");
  start_opening (fixture, "other.csv");
  wait_until_idle (fixture->project);
  g_assert_cmpstr (clv_project_get_title (fixture->project), ==, "other.csv");
  g_assert_cmpstr (fixture->states->str, ==, "RC");
  g_assert_no_error (fixture->error);
}

static void
test_cancel_calculating (Fixture      *fixture,
                         gconstpointer data)
{
  ClvProject *project = fixture->project;
  ClvFindings *findings;

  open_results (fixture);
  set_assumption (project, "margin", "0.3");
  wait_until_idle (project);
  findings = clv_project_get_findings (project);
  set_assumption (project, "margin", "0.9");
  clv_project_cancel (project);
  clv_assert_near (clv_project_get_assumptions (project)->margin, 0.3, 1e-12);
  wait_until_idle (project);
  g_assert_true (clv_project_get_findings (project) == findings);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_RESULTS);
  g_assert_no_error (fixture->error);
}

static void
test_history_ends (Fixture      *fixture,
                   gconstpointer data)
{
  ClvProject *project = fixture->project;

  open_results (fixture);
  set_assumption (project, "margin", "0.3");
  wait_until_idle (project);
  open_file (fixture, "other.csv", other_csv);
  g_assert_null (get_label (project, "undo-label"));
  clv_project_undo (project);
  wait_until_idle (project);
  g_assert_cmpint (role_of (project, "Client"), ==, CLV_ROLE_CUSTOMER);
  clv_assert_near (metric (clv_project_get_preview (project), CLV_M_REVENUE), 30, 1e-9);
}

/* 23,570 customers and 69,659 transactions: Fader & Hardie (2001), “Forecasting Repeat Sales at CDNOW”. */
static void
test_cdnow (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *path = clv_test_data ("cdnow/CDNOW_master.txt");
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  const ClvFindings *preview;

  if (path == NULL)
    return;
  g_ptr_array_add (files, g_file_new_for_path (path));
  clv_project_open (fixture->project, files);
  wait_until_idle (fixture->project);
  g_assert_no_error (fixture->error);
  preview = clv_project_get_preview (fixture->project);
  g_assert_cmpfloat (metric (preview, CLV_M_CUSTOMERS), ==, 23570);
  g_assert_cmpfloat (metric (preview, CLV_M_ROWS), ==, 69659);
}

static void
test_several (Fixture      *fixture,
              gconstpointer data)
{
  ClvProject *project = fixture->project;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GPtrArray) inputs = NULL;
  const ClvProjectInput *input;

  write_file (fixture, "january.csv", orders_csv);
  write_file (fixture, "february.csv",
              "Customer ID,Order ID,Order Date,Amount,Weight\n"
              "C-1,p1,2024-02-02,1000.00,1.5\n"
              "C-7,p2,2024-02-25,500.00,2.5\n");
  files = files_of (fixture, "january.csv", "february.csv");
  clv_project_open (project, files);
  wait_until_idle (project);
  g_assert_cmpstr (clv_project_get_title (project), ==, "january.csv and 1 other file");
  clv_assert_near (metric (clv_project_get_preview (project), CLV_M_REVENUE), REVENUE + 1500, 1e-9);
  g_assert_cmpfloat (metric (clv_project_get_preview (project), CLV_M_CUSTOMERS), ==, 5);

  inputs = clv_project_dup_inputs (project);
  g_assert_cmpuint (inputs->len, ==, 2);
  input = inputs->pdata[1];
  g_assert_cmpstr (input->file, ==, "february.csv");
  g_assert_cmpuint (input->table, ==, 1);
  g_assert_cmpuint (strlen (input->sha256), ==, 64);
}

static void
test_add (Fixture      *fixture,
          gconstpointer data)
{
  ClvProject *project = fixture->project;
  g_autoptr (GPtrArray) files = NULL;

  open_file (fixture, "orders.csv", orders_csv);
  set_role (project, "Weight", CLV_ROLE_AMOUNT);
  wait_until_idle (project);
  write_file (fixture, "more.csv",
              "Customer ID,Order ID,Order Date,Amount\n"
              "C-1,p1,2024-02-02,1000.00\n"
              "C-7,p2,2024-02-25,500.00\n");
  /* orders.csv once more, which must not count it twice. */
  files = files_of (fixture, "more.csv", "orders.csv");
  clv_project_add (project, files);
  wait_until_idle (project);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (clv_mapping_get_n_tables (clv_project_get_mapping (project)), ==, 2);
  g_assert_cmpint (role_of (project, "Weight"), ==, CLV_ROLE_AMOUNT);
  clv_assert_near (metric (clv_project_get_preview (project), CLV_M_REVENUE), WEIGHT + 1500, 1e-9);
}

static void
test_add_remembered (Fixture      *fixture,
                     gconstpointer data)
{
  ClvProject *project = fixture->project;
  g_autoptr (GPtrArray) files = files_of (fixture, "orders.csv", "more.csv");
  g_autoptr (GPtrArray) more = files_of (fixture, "more.csv", NULL);

  write_file (fixture, "orders.csv", orders_csv);
  write_file (fixture, "more.csv", "Customer ID,Order ID,Order Date,Amount\nC-1,p1,2024-02-02,1000.00\n");
  clv_project_open (project, files);
  wait_until_idle (project);
  set_role (project, "Weight", CLV_ROLE_AMOUNT);
  set_assumption (project, "margin", "0.2");
  clv_project_confirm (project);
  wait_until_idle (project);
  clv_assert_near (metric (clv_project_get_findings (project), CLV_M_REVENUE), WEIGHT + 1000, 1e-9);

  /* What is chosen now is newer than what is remembered for these two together. */
  open_file (fixture, "orders.csv", orders_csv);
  set_role (project, "Weight", CLV_ROLE_QUANTITY);
  set_assumption (project, "margin", "0.4");
  wait_until_idle (project);
  clv_project_add (project, more);
  wait_until_idle (project);
  g_assert_cmpint (role_of (project, "Weight"), ==, CLV_ROLE_QUANTITY);
  g_assert_cmpint (role_of (project, "Amount"), ==, CLV_ROLE_AMOUNT);
  clv_assert_near (clv_project_get_assumptions (project)->margin, 0.4, 1e-12);
  clv_assert_near (metric (clv_project_get_findings (project), CLV_M_REVENUE), REVENUE + 1000, 1e-9);

  /* Nothing was chosen: then it is as it was. */
  open_file (fixture, "orders.csv", orders_csv);
  clv_project_add (project, more);
  wait_until_idle (project);
  g_assert_cmpint (role_of (project, "Weight"), ==, CLV_ROLE_AMOUNT);
  clv_assert_near (clv_project_get_assumptions (project)->margin, 0.2, 1e-12);
}

static gboolean
revenue_worker (ClvFindings   *findings,
                const ClvWork *work,
                gpointer       data,
                GError       **error)
{
  double *revenue = data;

  *revenue = clv_findings_get_metric (findings, CLV_M_PROFIT).value;
  return TRUE;
}

static gboolean
patient_worker (ClvFindings   *findings,
                const ClvWork *work,
                gpointer       data,
                GError       **error)
{
  while (!clv_work_is_cancelled (work))
    {
      clv_work_progress (work, "Writing", 0.5);
      g_usleep (1000);
    }
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_INTR, "stopped");
  return FALSE;
}

static gboolean
failing_worker (ClvFindings   *findings,
                const ClvWork *work,
                gpointer       data,
                GError       **error)
{
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC, "The disk is full.");
  return FALSE;
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static gboolean
wait_and_finish (ClvProject    *project,
                 GAsyncResult **result,
                 GError       **error)
{
  g_autoptr (GAsyncResult) kept = NULL;

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  kept = g_steal_pointer (result);
  return clv_project_run_finish (project, kept, error);
}

static void
test_task (Fixture      *fixture,
           gconstpointer data)
{
  ClvProject *project = fixture->project;
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  double *profit = g_new0 (double, 1);

  clv_project_run_async (project, "Exporting", failing_worker, NULL, NULL, result_cb, &result);
  g_assert_false (wait_and_finish (project, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&error);

  /* What was asked for before comes first: the export has the new margin in it. */
  open_results (fixture);
  set_assumption (project, "margin", "0.3");
  clv_project_run_async (project, "Exporting", revenue_worker, profit, NULL, result_cb, &result);
  g_assert_true (wait_and_finish (project, &result, &error));
  g_assert_no_error (error);
  clv_assert_near (*profit, 0.3 * REVENUE, 1e-9);
  g_free (profit);

  clv_project_run_async (project, "Exporting", failing_worker, NULL, NULL, result_cb, &result);
  g_assert_false (wait_and_finish (project, &result, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_RESULTS);
  wait_until_idle (project);
}

static void
test_task_of_a_file (Fixture      *fixture,
                     gconstpointer data)
{
  ClvProject *project = fixture->project;
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  double *profit = g_new0 (double, 1);

  /* Another file comes first, and is not what the export is about. */
  open_results (fixture);
  set_assumption (project, "margin", "0.3");
  wait_until_idle (project);
  write_file (fixture, "other.csv", other_csv);
  start_opening (fixture, "other.csv");
  clv_project_run_async (project, "Exporting", revenue_worker, profit, NULL, result_cb, &result);
  g_assert_true (wait_and_finish (project, &result, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (clv_project_get_title (project), ==, "other.csv");
  clv_assert_near (*profit, 0.3 * REVENUE, 1e-9);
  g_free (profit);
  wait_until_idle (project);
}

static void
test_cancel_task (Fixture      *fixture,
                  gconstpointer data)
{
  ClvProject *project = fixture->project;
  GAsyncResult *result = NULL;
  GAsyncResult *waiting = NULL;
  g_autoptr (GError) error = NULL;
  double fraction = 0, seconds_left = 0;
  g_autofree char *step = NULL;

  open_results (fixture);
  clv_project_run_async (project, "Exporting", patient_worker, g_new0 (int, 1), g_free, result_cb, &result);
  clv_project_run_async (project, "Exporting", patient_worker, g_new0 (int, 1), g_free, result_cb, &waiting);
  while (fraction == 0)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (project, "fraction", &fraction, NULL);
    }
  clv_assert_near (fraction, 0.5, 1e-6);
  step = get_label (project, "step");
  g_assert_cmpstr (step, ==, "Writing");
  /* Half is done after a second or so: about as much is left. Before, nobody knows. */
  g_object_get (project, "seconds-left", &seconds_left, NULL);
  g_assert_cmpfloat (seconds_left, ==, -1);
  while (seconds_left < 0)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (project, "seconds-left", &seconds_left, NULL);
    }
  g_assert_cmpfloat (seconds_left, >=, 0.9);
  clv_project_cancel (project);
  g_assert_false (wait_and_finish (project, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (wait_and_finish (project, &waiting, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  wait_until_idle (project);
  g_assert_nonnull (clv_project_get_findings (project));
  g_object_get (project, "fraction", &fraction, "seconds-left", &seconds_left, NULL);
  g_assert_cmpfloat (fraction, ==, 0);
  g_assert_cmpfloat (seconds_left, ==, -1);
}

static void
test_dies_while_busy (Fixture      *fixture,
                      gconstpointer data)
{
  write_big_file (fixture);
  start_opening (fixture, "big.csv");
  g_assert_finalize_object (fixture->project);
  for (guint i = 0; i < 100; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  fixture->project = new_project (fixture);
}

#define ADD(path, func) g_test_add ("/model/project/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("goes-from-empty-over-confirm-to-results-and-back", test_flow);
  ADD ("confirming-before-the-preview-waits-for-it", test_confirm_early);
  ADD ("a-role-can-be-changed-undone-and-redone", test_role);
  ADD ("undo-takes-back-a-change-that-still-waits", test_undo_at_once);
  ADD ("undoing-a-role-leads-back-to-the-confirm-page", test_undo_role_in_results);
  ADD ("an-obstacle-is-an-error-only-when-confirmed", test_obstacle);
  ADD ("a-reading-can-be-changed-and-undone", test_reading);
  ADD ("the-margin-can-be-changed-undone-and-redone", test_margin);
  ADD ("a-dragged-slider-is-one-result-and-one-step", test_slider);
  ADD ("a-bad-value-changes-nothing", test_bad_value);
  ADD ("an-assumption-that-fails-goes-back", test_failing_assumption);
  ADD ("a-remembered-mapping-goes-straight-to-results", test_remembered);
  ADD ("a-memory-that-fails-keeps-the-results", test_memory_fails);
  ADD ("a-file-that-fails-keeps-what-was-open", test_failing_file);
  ADD ("a-remote-file-is-refused", test_remote_file);
  ADD ("a-cancelled-preview-says-so", test_cancel_preview);
  ADD ("cancelled-reading-keeps-what-was-open", test_cancel_reading);
  ADD ("a-newer-file-wins", test_newer_file_wins);
  ADD ("cancelled-calculating-takes-the-assumption-back", test_cancel_calculating);
  ADD ("the-history-ends-with-its-file", test_history_ends);
  ADD ("several-files-are-one-project", test_several);
  ADD ("added-files-stand-beside-those-that-are-open", test_add);
  ADD ("a-task-gets-the-newest-findings", test_task);
  ADD ("added-files-leave-what-was-chosen-before-they-came", test_add_remembered);
  ADD ("a-task-is-about-the-file-of-the-call", test_task_of_a_file);
  ADD ("a-task-can-be-cancelled", test_cancel_task);
  ADD ("may-die-while-busy", test_dies_while_busy);
  ADD ("cdnow-has-the-customers-that-were-published", test_cdnow);

  return g_test_run ();
}
