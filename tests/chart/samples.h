/* samples.h - one chart of every kind, for the tests of this layer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-chart.h"

/* Profit per tenth of customers: columns, two of them below zero. */
ClvChart *sample_deciles   (void);
/* Columns and two lines over 16 quarters, the last not complete, with a note. */
ClvChart *sample_trend     (void);
/* A whale curve of 201 points with cut line and a rule. */
ClvChart *sample_whale     (void);
/* Eleven segments as bars, one of them negative, one with a very long name. */
ClvChart *sample_bars      (void);
/* Two series of bars in a currency without a symbol. */
ClvChart *sample_two_bars  (void);
ClvChart *sample_waterfall (void);
/* Three series of columns. */
ClvChart *sample_groups    (void);
/* Three lines over numbers, one with a gap, and a vertical rule. */
ClvChart *sample_lines     (void);
/* A year by weeks: what happened, a model with its band, a dotted rule of thumb. */
ClvChart *sample_tracking  (void);
/* 400 dots, money by factors, a word in each corner. */
ClvChart *sample_scatter   (void);
/* Ten dots with bars beside the diagonal. */
ClvChart *sample_calibration (void);
#define SAMPLE_COHORTS 12u
/* Twelve cohorts by twelve months: a triangle of shares, its last diagonal not complete. */
ClvChart *sample_cohorts   (void);
/* Nothing but missing values. */
ClvChart *sample_empty     (void);

typedef ClvChart *(*SampleFunc) (void);
/* All of them; NULL at the end. */
extern const SampleFunc sample_all[];

/* g_test_run(), then gives back what pango and cairo keep, so that only our leaks are left. */
int      sample_run              (void);
/* Switches to German numbers; FALSE after marking the test as skipped by name. */
gboolean sample_use_comma_locale (void);
