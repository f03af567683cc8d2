/* clv-best-customers.h - who stands out by value, by orders, by loyalty: FEATURES.md, F-40
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-scheme.h"

G_BEGIN_DECLS

typedef enum
{
  CLV_BEST_VALUE,    /* profit, else revenue */
  CLV_BEST_VOLUME,   /* orders */
  CLV_BEST_LOYALTY,  /* days from the first to the last purchase */
  CLV_N_BEST,
} ClvBest;

typedef struct
{
  guint32 high[CLV_N_BEST];         /* customers with this flag, alone or with others */
  double  least[CLV_N_BEST];        /* smallest figure that has it; NaN when nobody has */
  guint32 exactly[1 << CLV_N_BEST]; /* customers with just these flags: bit 0 value, bit 1 volume, bit 2 loyalty */
} ClvBestCounts;

const char *clv_best_get_title      (ClvBest best); /* translated */
/* The flags in which customer stand that are in segment @segment of the scheme. */
guint       clv_best_flags          (guint segment);
/* The eight combinations, all three first. @counts: (out) (optional). (transfer full) */
ClvScheme  *clv_scheme_new_of_best  (const ClvFindings *findings,
                                     ClvBestCounts     *counts);

G_END_DECLS
