/* clv-header-words-private.h - what single words in the rows of a header are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a group of columns is about. */
typedef enum
{
  CLV_HEADER_GROUP_NONE, /* a word that nobody calls a group */
  CLV_HEADER_GROUP_CUSTOMER,
  CLV_HEADER_GROUP_OTHER,
} ClvHeaderGroup;

/* “text”, “yyyy-mm-dd”: how the values of a column are written, which is no part of its name. */
gboolean clv_header_is_format      (const char *text);
/* “EUR”, “(kg)”, “yyyy-mm-dd”: what the values of a column are counted in, or how they are written. */
gboolean clv_header_is_unit        (const char *text);
/* “EUR”, “$”, “in €”. */
gboolean clv_header_is_money       (const char *text);
/* “ID”, “No.”, “Name”, “EUR”: a name that tells nothing without the one above it. */
gboolean clv_header_needs_group    (const char *text);
/* What “Customers”, “Order details”, “Betrag” over several columns say that these are about. */
ClvHeaderGroup clv_header_find_group (const char *text);
/* “(EUR)”, “[net]”. */
gboolean clv_header_is_in_brackets (const char *text);

G_END_DECLS
