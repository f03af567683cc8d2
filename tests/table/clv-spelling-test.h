/* clv-spelling-test.h - a spelling in a column, alone and in the company of others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-table-test.h"

G_BEGIN_DECLS

typedef enum
{
  ALONE,
  WITH_POINT,
  WITH_COMMA,
  WITH_BOTH,
  WITH_BLANKS,
  WITH_JUNK,
  N_COMPANIES,
} SpellingTestCompany;

/* A column of @text three times, and of its company. */
ClvTable *spelling_test_make_column (const char          *text,
                                     SpellingTestCompany  company,
                                     const char *const    companies[N_COMPANIES][4]);

G_END_DECLS
