/* test-work.c - callbacks of long work
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-work.h"

static void
mark_part (guint    part,
           gpointer data)
{
  ((guint *) data)[part]++;
}

static void
note_progress (const char *step,
               double      fraction,
               gpointer    user_data)
{
  *(double *) user_data = fraction;
}

static void
test_nobody_needs_to_listen (void)
{
  guint parts[4] = { 0 };
  ClvWork empty = { 0 };

  g_assert_false (clv_work_is_cancelled (NULL));
  g_assert_false (clv_work_is_cancelled (&empty));
  clv_work_progress (NULL, "", 0.5);
  clv_work_progress (&empty, "", 0.5);
  clv_work_run (NULL, mark_part, 4, parts);
  clv_work_run (&empty, mark_part, 4, parts);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (parts[i], ==, 2);
}

static void
test_progress_stays_between_nothing_and_all (void)
{
  double fraction = -1.0;
  ClvWork work = { .progress = note_progress, .user_data = &fraction };

  clv_work_progress (&work, "", 1.5);
  g_assert_cmpfloat (fraction, ==, 1.0);
  clv_work_progress (&work, "", -0.5);
  g_assert_cmpfloat (fraction, ==, 0.0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/work/nobody-needs-to-listen", test_nobody_needs_to_listen);
  g_test_add_func ("/table/work/progress-stays-between-nothing-and-all", test_progress_stays_between_nothing_and_all);
  return g_test_run ();
}
