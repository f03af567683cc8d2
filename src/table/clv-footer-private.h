/* clv-footer-private.h - what stands below the data of a sheet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CLV_FOOTER_DATA,
  CLV_FOOTER_NOTE,
  CLV_FOOTER_TOTALS,
} ClvFooterKind;

typedef struct
{
  GPtrArray    *columns;      /* ClvColumn */
  guint32       n_rows;       /* rows that are not cut off yet */
  const guint8 *holds_values; /* by column */
  guint         n_judged;     /* length of holds_values */
  guint         usual_width;  /* cells of a usual row */
} ClvFooter;

ClvFooterKind clv_footer_judge_last_row (const ClvFooter *footer);
/* Whether the row has a date that the row above does not have. */
gboolean      clv_footer_has_own_date   (const GPtrArray *columns,
                                         guint32          row);

G_END_DECLS
