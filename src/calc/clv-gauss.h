/* clv-gauss.h - nodes and weights of Gauss and Legendre on [-1, 1]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#define CLV_GAUSS_12 12
#define CLV_GAUSS_20 20

extern const double clv_gauss_12_node[CLV_GAUSS_12];
extern const double clv_gauss_12_weight[CLV_GAUSS_12];
extern const double clv_gauss_12_log_weight[CLV_GAUSS_12];
extern const double clv_gauss_20_node[CLV_GAUSS_20];
extern const double clv_gauss_20_weight[CLV_GAUSS_20];
extern const double clv_gauss_20_log_weight[CLV_GAUSS_20];
