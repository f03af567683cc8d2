/* clv-report-relations.h - what goes with value as cards: a sentence, and a table of a few rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-chart.h"
#include "clv-findings.h"

G_BEGIN_DECLS

typedef struct
{
  char   *text;   /* (nullable) instead of a number */
  double  value;  /* NaN: “–” */
} ClvRelationCell;

typedef enum
{
  CLV_RELATION_TEXT,
  CLV_RELATION_COUNT,
  CLV_RELATION_MONEY,
  CLV_RELATION_PERCENT,
  CLV_RELATION_NUMBER,
} ClvRelationUnit;

typedef struct
{
  char           *header;
  ClvRelationUnit unit;
} ClvRelationColumn;

typedef struct
{
  const char *id;       /* “loyalty” “referrals” “engagement” “owners” “mix” “discounts” */
  const char *name;     /* translated: “Loyalty programme” */
  char       *sentence; /* what was found; when nothing could be, which column would light it up */
  char       *note;     /* how it was compared; "" when nothing could be */
  gboolean    is_known;
  GArray     *columns;  /* ClvRelationColumn */
  GArray     *cells;    /* ClvRelationCell, row by row */
  guint       n_rows;
} ClvRelationCard;

/* All six. NULL when cancelled. (transfer full) */
GPtrArray *clv_report_relation_cards     (const ClvFindings     *findings,
                                          const ClvWork         *work);
/* As people read it. (transfer full) */
char      *clv_relation_card_dup_text    (const ClvRelationCard *self,
                                          const ClvFindings     *findings,
                                          guint                  row,
                                          guint                  column);
const ClvRelationCell *clv_relation_card_get_cell (const ClvRelationCard *self,
                                                   guint                  row,
                                                   guint                  column);

G_END_DECLS
