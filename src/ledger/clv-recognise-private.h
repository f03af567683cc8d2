/* clv-recognise-private.h - what the files that recognise tables share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-mapping-private.h"

G_BEGIN_DECLS

typedef struct
{
  ClvTableMapping  *mapping;
  ClvColumnProfile *profiles;
  double           *scores; /* [column × CLV_N_ROLES] */
  const char      **matched;
  gboolean         *is_spend; /* by column: what was spent on one channel, in a table with a column for each */
} ClvRecogniser;

static inline double *
clv_recogniser_score (ClvRecogniser *self,
                      guint          column,
                      ClvRole        role)
{
  return &self->scores[column * CLV_N_ROLES + role];
}

/* The column that fits the role best, -1 if none does. */
int          clv_recogniser_find  (ClvRecogniser *self,
                                   ClvRole        role);
/* The first column with exactly this header that nobody has given another role, -1 if none. @words: '|' between. */
/* Of a column beside orders. */
gboolean     clv_recogniser_is_exchange_rate (ClvRecogniser *self,
                                              guint          column);
int          clv_recogniser_find_header (ClvRecogniser *self,
                                         const char    *words);

/* clv-recognise-groups.c: headers that say “number” and not of what. '|' between */
extern const char clv_number_headers[];
/* The header as it is compared with synonyms. (transfer full) */
char        *clv_recogniser_dup_header (const ClvTable *table,
                                        guint           column);

/* clv-recognise-score.c */
void         clv_recogniser_profile_column (const ClvTableMapping *mapping,
                                            guint                  index,
                                            ClvColumnProfile      *profile);
void         clv_recogniser_score_columns (ClvRecogniser *self);
/* “#1001”, “SO-000123”. */
gboolean     clv_column_holds_document_numbers (const ClvColumn *column);

/* clv-recognise-paid.c */
void         clv_recogniser_prefer_paid (ClvRecogniser *self);
void         clv_recogniser_find_sides  (ClvRecogniser *self);
void         clv_recogniser_find_bare_currencies (ClvRecogniser *self);

/* clv-recognise-kind.c */
ClvTableKind clv_recogniser_guess_kind (ClvRecogniser *self,
                                        const char   **why);
/* Marks the columns that are the spending of one channel each. */
void         clv_recogniser_find_spend (ClvRecogniser *self);

G_END_DECLS
