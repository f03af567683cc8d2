/* clv-ledger-identity-private.h - what is known of ids, e-mails and accounts while identities are settled
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-ledger-field.h"
#include "clv-ledger-match.h"

G_BEGIN_DECLS

/* While identities are settled, customers are codes of ids as the tables write them. */
typedef struct
{
  ClvLedgerBuilder *builder;
  ClvPool          *ids;
  guint32           n_order_ids; /* those that order rows name come first */
  ClvIdIndex       *forms;       /* made when somebody asks */
  ClvPool          *emails;
  guint32          *email_of_row; /* (nullable) by ledger row */
  GArray           *email_of_id;
  GArray           *id_of_email;  /* the first id with the e-mail */
  ClvPool          *accounts;
  GArray           *account_of_id;
  GHashTable       *id_of_name;    /* (nullable) name in lower case: id + 1, for accounts that are named and not numbered */
  guint8           *is_nobody;     /* (nullable) by id of order rows: a word for a customer whom nobody knows */
} ClvIdentity;

/* CLV_NOBODY when nothing is known. */
static inline guint32
clv_identity_get_code (const GArray *codes,
                       guint32       index)
{
  return index < codes->len ? g_array_index (codes, guint32, index) : CLV_NOBODY;
}

void clv_identity_drop_placeholders  (ClvIdentity *self);
GHashTable *clv_identity_read_names (ClvIdentity  *self,
                                     const guint8 *is_wanted);
void clv_identity_tell_shared_emails (ClvIdentity *self);
void clv_identity_tell_accounts      (ClvIdentity *self);
void clv_identity_tell_similar       (ClvIdentity *self);

G_END_DECLS
