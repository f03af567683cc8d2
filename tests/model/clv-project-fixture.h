/* clv-project-fixture.h - a project with a memory of its own, and two small files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-project.h"

G_BEGIN_DECLS

/* Worked out by hand: revenue 100 + 50 + 25.50 + 75.50 + 300 = 551. Every day can be a day only, so that the
 * readings need no answer. */
#define CLV_FIXTURE_ORDERS \
  "Customer ID,Order ID,Order Date,Amount,Weight\n" \
  "C-1,o1,2024-01-02,100.00,1.5\n" \
  "C-2,o2,2024-01-25,50.00,2.5\n" \
  "C-2,o3,2024-02-21,25.50,3.5\n" \
  "C-3,o4,2024-03-29,75.50,4.5\n" \
  "C-4,o5,2024-05-30,300.00,5.5\n"
#define REVENUE 551.0
#define WEIGHT 17.5

#define CLV_FIXTURE_OTHER \
  "Client,Invoice,Invoice Date,Total\n" \
  "K1,1001,2023-01-15,10.00\n" \
  "K2,1002,2023-02-16,20.00\n"

typedef struct
{
  ClvProject *project;
  char       *dir;
  char       *memory;
  GError     *error; /* of the last “failed” */
  guint       n_failed;
  GString    *states; /* one letter each: Empty Reading Confirm Results (X) */
  guint       n_findings;
  guint       n_provisional; /* how often first rows were shown */
} ClvProjectFixture;

ClvProject *clv_fixture_new_project            (ClvProjectFixture *fixture);
void        clv_fixture_set_up                 (ClvProjectFixture *fixture,
                                                gconstpointer      data);
void        clv_fixture_tear_down              (ClvProjectFixture *fixture,
                                                gconstpointer      data);
void        clv_fixture_write_file             (ClvProjectFixture *fixture,
                                                const char        *name,
                                                const char        *text);
GPtrArray  *clv_fixture_files_of               (ClvProjectFixture *fixture,
                                                const char        *name,
                                                const char        *other);
void        clv_fixture_wait_until_idle        (ClvProject *project);
void        clv_fixture_start_opening          (ClvProjectFixture *fixture,
                                                const char        *name);
void        clv_fixture_open_file              (ClvProjectFixture *fixture,
                                                const char        *name,
                                                const char        *text);
/* Opened and confirmed. */
void        clv_fixture_open_results           (ClvProjectFixture *fixture);
double      clv_fixture_metric                 (const ClvFindings *findings,
                                                ClvMetricId        id);
ClvRole     clv_fixture_role_of                (ClvProject *project,
                                                const char *header);
void        clv_fixture_set_role               (ClvProject *project,
                                                const char *header,
                                                ClvRole     role);
void        clv_fixture_set_assumption         (ClvProject *project,
                                                const char *key,
                                                const char *value);
char       *clv_fixture_get_label              (ClvProject *project,
                                                const char *property);
/* Row 1 is the header; every row is worth 1, and its weight 2, so that sums are counts. The day comes first in @proof_row
 * and later only: 13 to 28 cannot be months. 0: nowhere. */
void        clv_fixture_write_big_file         (ClvProjectFixture *fixture,
                                                const char        *name,
                                                guint              n_rows,
                                                guint              proof_row);
/* The project dies at work, and what it left to other threads comes home. */
void        clv_fixture_kill_project           (ClvProjectFixture *fixture);
/* Until the first rows are on screen. All rows may be there by then, but nobody has looked. */
void        clv_fixture_wait_until_provisional (ClvProject *project);

#define ADD(path, func) \
  g_test_add ("/model/project/" path, ClvProjectFixture, NULL, clv_fixture_set_up, func, clv_fixture_tear_down)

G_END_DECLS
