/* clv-xlsx-writer-private.h - what the parts of the writer share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <locale.h>

#include "clv-xlsx-writer.h"

G_BEGIN_DECLS

struct _ClvXlsx
{
  lxw_workbook *workbook;
  char         *path;
  char         *scratch;    /* directory for the library's temporary files */
  char         *currency;
  locale_t      c_numbers;
  GHashTable   *formats;    /* style → lxw_format */
  GPtrArray    *sheets;     /* ClvXlsxSheet */
  GError       *failure;
  gboolean      constant_memory;
};

/* Numbers must be written with a point whatever the locale; only this thread is changed, only for the call. */
#define IN_C_LOCALE(self, statement)                      \
  G_STMT_START                                            \
  {                                                       \
    locale_t previous_ = uselocale ((self)->c_numbers);   \
    statement;                                            \
    uselocale (previous_);                                \
  }                                                       \
  G_STMT_END

G_END_DECLS
