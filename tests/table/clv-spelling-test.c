/* clv-spelling-test.c - a spelling in a column, alone and in the company of others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-spelling-test.h"

ClvTable *
spelling_test_make_column (const char          *text,
                           SpellingTestCompany  company,
                           const char *const    companies[N_COMPANIES][4])
{
  const char *cells[8] = { text, text, text };
  guint n = 3;

  for (guint i = 0; i < 4 && companies[company][i] != NULL; i++)
    cells[n++] = companies[company][i];
  return table_test_make_column (cells, n);
}
