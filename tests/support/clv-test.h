/* clv-test.h - what the tests of every layer share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Path of a real data file, (transfer full); NULL after marking the test as skipped by name. */
char    *clv_test_data            (const char *relative_path);
/* Path of a file of tests/data. (transfer full) */
char    *clv_test_file            (const char *relative_path);
/* An empty directory that is removed at exit. (transfer full) */
char    *clv_test_dir             (void);
/* For a test of words for people: numbers as in English until it ends, whatever the locale of the round. */
void     clv_test_speak_plainly   (void);
gboolean clv_test_is_near         (double actual,
                                   double expected,
                                   double tolerance);
/* Fails with both values in the message. */
#define clv_assert_near(actual, expected, tolerance)                                       \
  G_STMT_START                                                                             \
  {                                                                                        \
    double a_ = (actual), e_ = (expected), t_ = (tolerance);                               \
    if (!clv_test_is_near (a_, e_, t_))                                                    \
      {                                                                                    \
        char *m_ = g_strdup_printf ("%s = %.17g, expected %.17g within %g", #actual, a_, e_, t_); \
        g_assertion_message (G_LOG_DOMAIN, __FILE__, __LINE__, G_STRFUNC, m_);             \
        g_free (m_);                                                                       \
      }                                                                                    \
  }                                                                                        \
  G_STMT_END

G_END_DECLS
