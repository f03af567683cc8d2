/* clv-kind-list-private.h - several kinds of problems in one assumption
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-row-mark.h"

G_BEGIN_DECLS

/* Which kinds a list may name. */
typedef enum
{
  CLV_KINDS_TO_LEAVE_OUT,   /* whose rows count */
  CLV_KINDS_TO_COUNT_AS_0,  /* whose rows have no amount */
} ClvKindList;

/* “odd-date,ragged-row”; “+odd-date” adds to what @set has, “-odd-date” takes away. FALSE with the text that is no such kind. */
gboolean clv_kind_list_parse       (ClvKindList      list,
                                    const char      *text,
                                    ClvRowMarkSet   *set,
                                    char           **unknown);
char    *clv_kind_list_dup_text    (ClvRowMarkSet    set);
char    *clv_kind_list_dup_words   (ClvRowMarkSet    set);
char    *clv_kind_list_dup_choices (ClvKindList      list);

G_END_DECLS
