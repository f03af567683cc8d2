/* clv-work.h - how long work talks to whoever waits for it
 *
 * The layers below `model` start no thread and know no main loop. Whoever calls
 * them hands in these callbacks; every member may be NULL, and so may the struct.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef void (*ClvWorkPart) (guint    part,
                             gpointer data);

typedef struct
{
  /* Once TRUE, always: whoever stopped half-way is asked again why. */
  gboolean (*is_cancelled) (gpointer user_data);
  /* @fraction is 0 to 1; @step is a translated phrase such as “Reading orders.csv”. */
  void     (*progress)     (const char *step,
                            double      fraction,
                            gpointer    user_data);
  /* Calls @part for 0 … @n_parts - 1, perhaps in several threads, and returns when all are done. */
  void     (*run)          (ClvWorkPart part,
                            guint       n_parts,
                            gpointer    data,
                            gpointer    user_data);
  gpointer   user_data;
} ClvWork;

gboolean clv_work_is_cancelled (const ClvWork *work);
void     clv_work_progress     (const ClvWork *work,
                                const char    *step,
                                double         fraction);
void     clv_work_run          (const ClvWork *work,
                                ClvWorkPart    part,
                                guint          n_parts,
                                gpointer       data);

G_END_DECLS
