/* clv-job.h - one piece of work in a thread: cancel, progress, and a result for the main thread
 *
 * Built on GTask. Belongs to the layer `model` alone: others see ClvProject and ClvCustomerList.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "clv-work.h"

G_BEGIN_DECLS

typedef struct _ClvJob ClvJob;

/* In the worker thread. */
typedef void (*ClvJobFunc) (ClvJob  *job,
                            gpointer data);
/* On the main thread, unless the job was abandoned meanwhile. */
typedef void (*ClvJobDone) (ClvJob  *job,
                            gpointer data,
                            gpointer owner);

ClvJob        *clv_job_start        (ClvJobFunc     func,
                                     gpointer       data,
                                     GDestroyNotify free_data,
                                     ClvJobDone     done,
                                     gpointer       owner);
/* For the owner, on the main thread. */
void           clv_job_cancel       (ClvJob *self);
void           clv_job_abandon      (ClvJob *self);
double         clv_job_get_fraction (ClvJob *self);
char          *clv_job_steal_step   (ClvJob *self);

/* For the worker. */
gboolean       clv_job_is_cancelled (ClvJob *self);
const ClvWork *clv_job_get_work     (ClvJob *self);
void           clv_job_set_slice    (ClvJob *self,
                                     double  start,
                                     double  end);

/* Frees something big in a thread, so that the window does not wait for it. */
void           clv_job_release      (gpointer       data,
                                     GDestroyNotify free_data);

G_END_DECLS
