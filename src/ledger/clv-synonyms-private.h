/* clv-synonyms-private.h - the words that clv-synonyms.c compares headers with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-synonyms.h"

G_BEGIN_DECLS

typedef struct
{
  ClvRole     role;
  const char *words; /* normalised, '|' between */
} ClvSynonyms;

/* A role may have several entries. */
extern const ClvSynonyms clv_synonyms_words[];
extern const guint clv_synonyms_n_words;
/* Of further languages. */
extern const ClvSynonyms clv_synonyms_more_words[];
extern const guint clv_synonyms_n_more_words;
/* They contain words of roles and mean something else. */
extern const char clv_synonyms_decoys[];
extern const char clv_synonyms_more_decoys[];

G_END_DECLS
