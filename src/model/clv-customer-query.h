/* clv-customer-query.h - which customers stand where: the worker's part of the customer list
 *
 * Belongs to the layer `model` alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-customer-private.h"
#include "clv-job.h"

G_BEGIN_DECLS

/* What sorting by text and searching need to know of a ledger; made when first asked for, and kept. */
typedef struct _ClvCustomerIndex ClvCustomerIndex;

void clv_customer_index_free (ClvCustomerIndex *self);

typedef struct
{
  /* asked */
  ClvFindings       *findings;
  ClvCustomerColumn  column;
  gboolean           descending;
  char              *search;       /* "" for all */
  char              *scheme;       /* NULL for all */
  char              *segment_name; /* NULL: segment_index is meant */
  guint              segment_index;

  /* lent and given back */
  ClvCustomerIndex  *index;        /* (nullable) of any ledger: replaced when it is another one's */
  ClvCustomerScale  *scale;        /* (nullable) */

  /* found; NULL when cancelled */
  guint32           *rows;
  guint              n_rows;
  guint32           *positions;    /* of each row, G_MAXUINT32 when it is not shown */
  double             revenue;      /* sums of the rows; unknown figures add nothing */
  double             profit;
  double             expected;     /* value in the horizon */
} ClvCustomerQuery;

/* A ClvJobFunc. */
void clv_customer_query_run  (ClvJob  *job,
                              gpointer query);
void clv_customer_query_free (ClvCustomerQuery *self);

G_END_DECLS
