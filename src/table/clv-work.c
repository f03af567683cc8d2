/* clv-work.c - how long work talks to whoever waits for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-work.h"

/**
 * clv_work_is_cancelled:
 * @work: (nullable): whom to ask
 *
 * Returns: whether the work should stop now; FALSE when nobody is there to say so
 */
gboolean
clv_work_is_cancelled (const ClvWork *work)
{
  return work != NULL && work->is_cancelled != NULL && work->is_cancelled (work->user_data);
}

/**
 * clv_work_progress:
 * @work: (nullable): whom to tell
 * @step: a translated phrase for what is going on
 * @fraction: how much is done, clamped to 0 … 1
 *
 * Tells how far the work has come.
 */
void
clv_work_progress (const ClvWork *work,
                   const char    *step,
                   double         fraction)
{
  if (work != NULL && work->progress != NULL)
    work->progress (step, CLAMP (fraction, 0.0, 1.0), work->user_data);
}

/**
 * clv_work_run:
 * @work: (nullable): who may run parts side by side
 * @part: called once for each of 0 … @n_parts - 1, perhaps in several threads at once
 * @n_parts: how many parts
 * @data: handed to @part
 *
 * Runs all the parts and returns when they are done; one after another when @work cannot do better.
 */
void
clv_work_run (const ClvWork *work,
              ClvWorkPart    part,
              guint          n_parts,
              gpointer       data)
{
  if (work != NULL && work->run != NULL)
    {
      work->run (part, n_parts, data, work->user_data);
      return;
    }
  for (guint i = 0; i < n_parts; i++)
    part (i, data);
}
