/* clv-normal.h - the normal distribution
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

/* Number that a normal variable of mean 0 and variance 1 stays below with the chance @share, 0 < @share < 1. */
double clv_normal_quantile (double share);
/* Chance of staying below @z. */
double clv_normal_share    (double z);
