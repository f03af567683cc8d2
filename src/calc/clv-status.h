/* clv-status.h - how a calculation ended
 *
 * Every function of this layer that can fail returns one of these, and leaves
 * its results untouched unless it says CLV_OK. There is no text for people
 * here: whoever knows what was calculated turns a status into a sentence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

typedef enum
{
  CLV_OK,
  CLV_DOMAIN,         /* an input is outside its range, or the measure is undefined for it */
  CLV_DIVERGES,       /* the sum grows without end: ask for a horizon */
  CLV_NO_CONVERGENCE, /* an iteration did not settle */
  CLV_PRECISION,      /* too few digits are left in the result */
  CLV_CANCELLED,
  CLV_NO_MEMORY,
} ClvStatus;
