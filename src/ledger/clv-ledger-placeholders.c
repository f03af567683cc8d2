/* clv-ledger-placeholders.c - “guest”, “-”, “0”: what programs write where they know no customer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-ledger-identity-private.h"
#include "clv-synonyms.h"

/* Whole texts, as clv_synonyms_normalise() writes them. */
static const char placeholders[] =
  "guest|guests|guest customer|guest user|guest checkout|guest order|anonymous|anonymous customer|anonymous user|anon|none|no customer|"
  "not available|not provided|not set|undefined|unknown|unknown customer|walk in|walk in customer|walkin|cash customer|"
  "gast|gastkunde|gastbestellung|anonym|unbekannt|unbekannter kunde|laufkunde|laufkundschaft|barverkauf|kein kunde|keine angabe|"
  "invite|client invite|anonyme|inconnu|client inconnu|client anonyme|client de passage|invitado|cliente invitado|anonimo|desconocido|"
  "publico en general|ospite|cliente ospite|sconosciuto|convidado|desconhecido|consumidor final|anoniem|onbekend|gosc|nieznany|gast klant|"
  "okand|ukendt|gaest|misafir|гость|аноним|неизвестно|游客|匿名|散客|게스트|비회원|비회원 구매|익명|ゲスト|ゲスト購入|匿名希望";

static gboolean
is_placeholder (const char *text)
{
  g_autofree char *normalised = NULL;

  if (strlen (text) > 40)
    return FALSE;
  /* “-”, “--”, “?”, “.” */
  if (strspn (text, "-?._*#/ ") == strlen (text) || strcmp (text, "–") == 0 || strcmp (text, "—") == 0)
    return TRUE;
  /* Most ids have digits, most e-mails a sign: none of the words has. */
  if (strpbrk (text, "0123456789@") != NULL)
    return FALSE;
  normalised = clv_synonyms_normalise (text);
  return clv_synonyms_has_word (placeholders, normalised);
}

/* A shop may number its customers from 0. Where 0 orders far more than anybody, it is nobody. */
static gboolean
is_zero_nobody (const guint32 *n_rows,
                guint32        n_ids,
                guint32        zero)
{
  guint32 most = 0;

  for (guint32 id = 0; id < n_ids; id++)
    if (id != zero)
      most = MAX (most, n_rows[id]);
  return n_rows[zero] >= 5 && n_rows[zero] > 3 * most;
}

/**
 * clv_identity_drop_placeholders:
 *
 * Order rows whose customer is “guest” or “-” have none: they count in totals, and are nobody's. Where all customers are
 * called so, they stay.
 */
void
clv_identity_drop_placeholders (ClvIdentity *self)
{
  const ClvLedgerRows *rows = &self->builder->ledger->rows;
  guint32 *customer = CLV_ROWS (self->builder, customer);
  g_autofree guint8 *is_nobody = g_malloc0 ((gsize) self->n_order_ids + 1);
  g_autofree guint32 *n_rows = NULL;
  guint32 n = 0, zero = CLV_NOBODY;

  for (guint32 id = 0; id < self->n_order_ids; id++)
    {
      const char *text = clv_pool_get (self->ids, id);

      n += is_nobody[id] = is_placeholder (text);
      if (strcmp (text, "0") == 0)
        zero = id;
    }
  if (zero != CLV_NOBODY)
    {
      n_rows = g_new0 (guint32, (gsize) self->n_order_ids + 1);
      for (guint32 i = 0; i < rows->n; i++)
        if (customer[i] != CLV_NOBODY)
          n_rows[customer[i]]++;
      if (is_zero_nobody (n_rows, self->n_order_ids, zero))
        n += is_nobody[zero] = TRUE;
    }
  if (n == 0 || n == self->n_order_ids)
    return;
  for (guint32 i = 0; i < rows->n; i++)
    if (customer[i] != CLV_NOBODY && is_nobody[customer[i]])
      customer[i] = CLV_NOBODY;
  self->is_nobody = g_steal_pointer (&is_nobody);
}
