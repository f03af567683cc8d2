/* clv-mapping-private.h - what the files of the mapping share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-mapping.h"
#include "clv-work.h"
#include "clv-table-builder.h"

G_BEGIN_DECLS

struct _ClvMapping
{
  GPtrArray     *tables; /* ClvTableMapping */
  ClvCustomerKey customer_key;
  gint32         today; /* a ClvDay; 0 when nobody knows */
  ClvDiscount    discount;
  char           currency[8]; /* of the results; "" when nobody said */
  ClvImportChoices choices;
};

/* With the readings of its columns, and nothing else decided. @table gets a reference. (transfer full) */
ClvTableMapping *clv_table_mapping_new  (ClvTable *table);
ClvTableMapping *clv_table_mapping_copy (const ClvTableMapping *other);
void             clv_table_mapping_free (gpointer  data);
/* The first column with @role, -1 if none. */
int clv_table_mapping_find (const ClvTableMapping *mapping,
                            ClvRole                role);

static inline gboolean
clv_table_mapping_has (const ClvTableMapping *mapping,
                       ClvRole                role)
{
  return clv_table_mapping_find (mapping, role) >= 0;
}

/* Its rows are orders or lines of them. */
static inline gboolean
clv_table_mapping_is_orderly (const ClvTableMapping *mapping)
{
  return mapping->kind == CLV_KIND_ORDERS || mapping->kind == CLV_KIND_LINES;
}

/* clv-recognise-kind.c: goods that came back, without an order or a customer */
gboolean clv_table_mapping_lists_returns (const ClvTableMapping *mapping);
/* (transfer full) (nullable) The same with the roles of day, product and quantity; NULL where one of them is missing. */
ClvTableMapping *clv_table_mapping_dup_returned_goods (const ClvTableMapping *mapping);

/* clv-ledger-discounts.c */
ClvDiscount clv_table_mapping_judge_discount (const ClvTableMapping *mapping,
                                              ClvDiscount            wish);

/* What recognition needs to know of a column, worked out once. */
typedef struct
{
  char    *full;       /* the header, normalised */
  char    *normalised; /* without currency, “billing” and the like */
  char    *taxless;    /* (nullable) normalised without “incl. VAT” and the like */
  char    *written_out; /* (nullable) normalised without abbreviations */
  int      tax;        /* ClvTaxWords */
  gboolean decoy;
  guint32  n_values;  /* distinct, without the empty cell */
  gboolean unique;    /* filled in every row, no value twice */
  gboolean has_fraction; /* some number is not whole */
} ClvColumnProfile;

/* Guesses the kind (unless the user said it) and the roles of columns that the user did not set. */
void clv_recognise_table (ClvTableMapping *mapping);
/* The roles only, for the kind that @mapping has. */
void clv_recognise_roles (ClvTableMapping *mapping);
/* Tables of one shape are read alike; summaries of other tables are not used. */
void clv_mapping_settle_tables (ClvMapping *self);
/* The table is not used, for the reason in @evidence (transfer full). */
void clv_table_mapping_ignore (ClvTableMapping *mapping,
                               char            *evidence);
/* clv-mapping-payments.c */
void clv_mapping_ignore_payments (ClvMapping *self);
/* clv-mapping-pair-proof.c */
char       *clv_table_mapping_dup_stem   (const ClvTableMapping *mapping,
                                          guint                  column,
                                          char                 **currency);
gboolean    clv_table_mapping_have_same_stem (const ClvTableMapping *mapping,
                                              guint                  a,
                                              guint                  b);
gboolean    clv_table_mapping_are_paired (const ClvTableMapping *mapping,
                                          guint                  a,
                                          guint                  b,
                                          int                    currencies);
/* clv-mapping-pairs.c */
gboolean    clv_role_may_be_paired       (ClvRole role);
ClvMapping *clv_mapping_merge_pairs      (const ClvMapping *self,
                                          const ClvWork    *work,
                                          ClvProblemList   *problems);
/* clv-ledger-totals.c */
ClvMapping *clv_mapping_take_totals      (const ClvMapping *self,
                                          const ClvWork    *work);
/* clv-ledger-union.c */
void        clv_table_mapping_copy_cell  (ClvTableBuilder *builder,
                                          guint            at,
                                          const ClvColumn *column,
                                          guint32          code);
/* The column of @other with the same header, -1 if none. */
int clv_table_mapping_find_same (const ClvTableMapping *mapping,
                                 guint                  column,
                                 const ClvTableMapping *other);
/* By table, the first one of its shape. (transfer full) */
guint *clv_mapping_dup_groups (const ClvMapping *self);
/* clv-mapping-hints.c */
char  *clv_table_mapping_dup_hint (const ClvTableMapping *mapping,
                                   const char            *name);
gboolean clv_table_mapping_has_periods (const ClvTableMapping *mapping,
                                        ClvRole                role);
/* A date column of bare years is read as dates once it has the role. */
void clv_mapping_fit_reading (ClvTableMapping *mapping,
                              guint            column);

G_END_DECLS
