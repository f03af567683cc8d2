/* clv-date-words-private.h - names of months and weekdays
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CLV_WEEKDAY 100

/* 1 to 12, CLV_WEEKDAY or 0 for the word at *@p; *@p stands after it and its dot unless it is 0. */
int clv_date_words_scan (const char **p);

G_END_DECLS
