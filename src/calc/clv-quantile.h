/* clv-quantile.h - medians and other quantiles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <stddef.h>
#include "clv-status.h"

/* Both reorder @x. n = 0 is CLV_DOMAIN. */
ClvStatus clv_median   (size_t  n,
                        double *x,
                        double *median);
ClvStatus clv_quantile (size_t  n,
                        double *x,
                        double  p,
                        double *quantile);
