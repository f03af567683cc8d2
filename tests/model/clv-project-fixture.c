/* clv-project-fixture.c - a project with a memory of its own, and two small files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-project-fixture.h"

#include <math.h>
#include <string.h>

#include "clv-source.h"
#include "clv-test.h"

static void
failed_cb (ClvProject        *project,
           const GError      *error,
           ClvProjectFixture *fixture)
{
  g_clear_error (&fixture->error);
  fixture->error = g_error_copy (error);
  fixture->n_failed++;
}

static void
state_cb (ClvProject        *project,
          GParamSpec        *pspec,
          ClvProjectFixture *fixture)
{
  g_string_append_c (fixture->states, "ERCX"[clv_project_get_state (project)]);
}

static void
findings_cb (ClvProject        *project,
             GParamSpec        *pspec,
             ClvProjectFixture *fixture)
{
  fixture->n_findings++;
}

static void
provisional_cb (ClvProject        *project,
                GParamSpec        *pspec,
                ClvProjectFixture *fixture)
{
  fixture->n_provisional += clv_project_is_provisional (project);
}

ClvProject *
clv_fixture_new_project (ClvProjectFixture *fixture)
{
  ClvProject *project = g_object_new (CLV_TYPE_PROJECT, "memory-path", fixture->memory, "preview-hold", 0u, NULL);

  g_signal_connect (project, "failed", G_CALLBACK (failed_cb), fixture);
  g_signal_connect (project, "notify::state", G_CALLBACK (state_cb), fixture);
  g_signal_connect (project, "notify::findings", G_CALLBACK (findings_cb), fixture);
  g_signal_connect (project, "notify::provisional", G_CALLBACK (provisional_cb), fixture);
  return project;
}

void
clv_fixture_set_up (ClvProjectFixture *fixture,
                    gconstpointer      data)
{
  fixture->dir = clv_test_dir ();
  fixture->memory = g_build_filename (fixture->dir, "memory.db", NULL);
  fixture->states = g_string_new (NULL);
  fixture->project = clv_fixture_new_project (fixture);
}

void
clv_fixture_tear_down (ClvProjectFixture *fixture,
                       gconstpointer      data)
{
  g_assert_finalize_object (fixture->project);
  g_clear_error (&fixture->error);
  g_string_free (fixture->states, TRUE);
  g_free (fixture->dir);
  g_free (fixture->memory);
}

void
clv_fixture_write_file (ClvProjectFixture *fixture,
                        const char        *name,
                        const char        *text)
{
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

GPtrArray *
clv_fixture_files_of (ClvProjectFixture *fixture,
                      const char        *name,
                      const char        *other)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (files, g_file_new_build_filename (fixture->dir, name, NULL));
  if (other != NULL)
    g_ptr_array_add (files, g_file_new_build_filename (fixture->dir, other, NULL));
  return files;
}

void
clv_fixture_wait_until_idle (ClvProject *project)
{
  while (clv_project_is_busy (project))
    g_main_context_iteration (NULL, TRUE);
}

void
clv_fixture_start_opening (ClvProjectFixture *fixture,
                           const char        *name)
{
  g_autoptr (GPtrArray) files = clv_fixture_files_of (fixture, name, NULL);

  clv_project_open (fixture->project, files);
}

void
clv_fixture_open_file (ClvProjectFixture *fixture,
                       const char        *name,
                       const char        *text)
{
  clv_fixture_write_file (fixture, name, text);
  clv_fixture_start_opening (fixture, name);
  clv_fixture_wait_until_idle (fixture->project);
}

void
clv_fixture_open_results (ClvProjectFixture *fixture)
{
  clv_fixture_open_file (fixture, "orders.csv", CLV_FIXTURE_ORDERS);
  clv_project_confirm (fixture->project);
  clv_fixture_wait_until_idle (fixture->project);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (clv_project_get_state (fixture->project), ==, CLV_PROJECT_RESULTS);
}

double
clv_fixture_metric (const ClvFindings *findings,
                    ClvMetricId        id)
{
  g_assert_nonnull (findings);
  return clv_findings_get_metric (findings, id).value;
}

ClvRole
clv_fixture_role_of (ClvProject *project,
                     const char *header)
{
  const ClvTableMapping *table = clv_mapping_get_table (clv_project_get_mapping (project), 0);

  return table->columns[clv_table_find_column (table->table, header)].role;
}

void
clv_fixture_set_role (ClvProject *project,
                      const char *header,
                      ClvRole     role)
{
  const ClvTableMapping *table = clv_mapping_get_table (clv_project_get_mapping (project), 0);

  clv_project_set_role (project, 0, clv_table_find_column (table->table, header), role);
}

void
clv_fixture_set_assumption (ClvProject *project,
                            const char *key,
                            const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (clv_project_set_assumption (project, key, value, &error));
  g_assert_no_error (error);
}

char *
clv_fixture_get_label (ClvProject *project,
                       const char *property)
{
  char *label = NULL;

  g_object_get (project, property, &label, NULL);
  return label;
}

void
clv_fixture_write_big_file (ClvProjectFixture *fixture,
                            const char        *name,
                            guint              n_rows,
                            guint              proof_row)
{
  g_autoptr (GString) text = g_string_new ("Customer ID,Order ID,Order Date,Amount,Weight\n");

  for (guint i = 0; i < n_rows; i++)
    {
      guint day = proof_row > 0 && i + 2 >= proof_row ? i % 16 + 13 : i % 12 + 1;

      g_string_append_printf (text, "C-%u,o%u,%02u/%02u/2023,1.00,2.00\n", i % 5000, i, day, i / 7 % 12 + 1);
    }
  clv_fixture_write_file (fixture, name, text->str);
}

void
clv_fixture_kill_project (ClvProjectFixture *fixture)
{
  g_assert_finalize_object (fixture->project);
  for (guint i = 0; i < 100; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  fixture->project = clv_fixture_new_project (fixture);
}

void
clv_fixture_wait_until_provisional (ClvProject *project)
{
  while (!clv_project_is_provisional (project) && clv_project_is_busy (project))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (clv_project_is_provisional (project));
}
