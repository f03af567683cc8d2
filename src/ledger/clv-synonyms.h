/* clv-synonyms.h - what spreadsheets call things, in the languages we know
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-role.h"

G_BEGIN_DECLS

/* Lower case, words split at case changes and marks, accents off: “InvoiceNo.” → “invoice no”. (transfer full) */
char    *clv_synonyms_normalise (const char *header);
/* “amount eur” → “amount”. (transfer full) @currency (out) (nullable): “eur”. */
char    *clv_synonyms_without_currency (const char *normalised,
                                        char      **currency);
/* 0 to 1: how well a normalised header fits @role; 1 is an exact synonym. @matched (out) (nullable): the synonym. */
double   clv_synonyms_score     (const char  *normalised,
                                 ClvRole      role,
                                 const char **matched);
/* Headers that look like a role and are none: birth date, postal code … */
gboolean clv_synonyms_is_decoy  (const char *normalised);
/* Addresses, phones, postal codes: they tell customers apart and make no segments. */
gboolean clv_synonyms_is_contact (const char *normalised);

G_END_DECLS
