/* clv-fit.h - what all fits of models have in common
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <stdbool.h>

typedef enum
{
  CLV_FIT_FINE,
  CLV_FIT_WEAK,            /* a parameter can be nearly anything: predictions hold, the parameter does not */
  CLV_FIT_TOO_LITTLE_DATA, /* held by what shops usually see more than by these customers */
} ClvFitQuality;

/* With fewer who came back, what shops usually see is asked as well. */
#define CLV_FIT_MIN_REPEAT_BUYERS 30

/* Asked now and then by what takes long; TRUE stops it. */
typedef bool (*ClvIsCancelled) (void *data);
