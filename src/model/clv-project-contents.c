/* clv-project-contents.c - what was there before a read, so that it can come back
 *
 * While the first rows of a file are on screen and all of them are read, everything
 * that they took the place of is kept: to cancel is to put it back, which needs no
 * worker and no time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-project-private.h"

static void
contents_free (gpointer contents)
{
  ClvProjectContents *self = contents;

  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->formats, g_hash_table_unref);
  g_clear_pointer (&self->mapping, clv_mapping_free);
  g_clear_pointer (&self->base, clv_mapping_free);
  g_clear_pointer (&self->ledger, clv_ledger_unref);
  g_clear_pointer (&self->preview, clv_findings_unref);
  g_clear_pointer (&self->findings, clv_findings_unref);
  g_clear_error (&self->preview_error);
  g_clear_pointer (&self->undo, g_ptr_array_unref);
  g_clear_pointer (&self->redo, g_ptr_array_unref);
  g_clear_pointer (&self->settled_undo, g_ptr_array_unref);
  g_clear_pointer (&self->settled_redo, g_ptr_array_unref);
  g_free (self);
}

/* Keeps what is there now, unless a read is going on already: then what was there before that comes back. */
void
clv_project_begin_read (ClvProject *self,
                        ClvReadHow  how)
{
  ClvProjectContents *before;

  if (self->before != NULL)
    return;
  before = g_new0 (ClvProjectContents, 1);
  before->how = how;
  before->settled_state = self->settled_state;
  before->sources = self->sources != NULL ? g_ptr_array_ref (self->sources) : NULL;
  before->formats = clv_formats_copy (self->formats);
  before->mapping = self->mapping != NULL ? clv_mapping_copy (self->mapping) : NULL;
  before->base = self->base != NULL ? clv_mapping_copy (self->base) : NULL;
  before->n_reads = self->n_reads;
  before->assumptions = self->assumptions;
  before->settled_assumptions = self->settled_assumptions;
  before->ledger = self->ledger != NULL ? clv_ledger_ref (self->ledger) : NULL;
  before->preview = self->preview != NULL ? clv_findings_ref (self->preview) : NULL;
  before->findings = self->findings != NULL ? clv_findings_ref (self->findings) : NULL;
  before->preview_error = self->preview_error != NULL ? g_error_copy (self->preview_error) : NULL;
  before->undo = clv_project_history_copy (self->undo);
  before->redo = clv_project_history_copy (self->redo);
  before->settled_undo = clv_project_history_copy (self->settled_undo);
  before->settled_redo = clv_project_history_copy (self->settled_redo);
  self->before = before;
  if (how == CLV_READ_AGAIN)
    {
      g_clear_pointer (&self->carried, clv_mapping_free);
      self->carried = self->base != NULL ? clv_mapping_copy (self->base) : NULL;
    }
}

/* Nothing comes back any more. */
void
clv_project_end_read (ClvProject *self)
{
  clv_job_release (g_steal_pointer (&self->before), contents_free);
  clv_job_release (g_steal_pointer (&self->carried), (GDestroyNotify) clv_mapping_free);
  if (!self->is_provisional)
    return;
  self->is_provisional = FALSE;
  clv_project_notify (self, CLV_PROJECT_PROP_PROVISIONAL);
}

/* Whether every step since then was taken back. */
gboolean
clv_project_is_as_before (ClvProject *self)
{
  if (self->before == NULL || self->before->how != CLV_READ_AGAIN || self->before->undo->len != self->undo->len
      || !clv_formats_equal (self->before->formats, self->wanted_formats))
    return FALSE;
  for (guint i = 0; i < self->undo->len; i++)
    {
      const ClvCommand *then = self->before->undo->pdata[i], *now = self->undo->pdata[i];

      /* A change that was made on the first rows too is another command, with the same change. */
      if (then != now && (then->edit == NULL || now->edit == NULL || then->edit->kind != now->edit->kind
                          || g_strcmp0 (then->what, now->what) != 0))
        return FALSE;
    }
  return TRUE;
}

/* Puts back what was there before the read, which goes on no longer. */
void
clv_project_restore (ClvProject *self)
{
  ClvProjectContents *before = self->before;

  clv_project_stop_reader (self);
  if (before == NULL)
    return;
  clv_project_set_sources (self, g_steal_pointer (&before->sources));
  clv_project_take_mapping (self, g_steal_pointer (&before->mapping));
  clv_job_release (self->base, (GDestroyNotify) clv_mapping_free);
  self->base = g_steal_pointer (&before->base);
  g_hash_table_unref (self->formats);
  self->formats = g_steal_pointer (&before->formats);
  g_hash_table_unref (self->wanted_formats);
  self->wanted_formats = clv_formats_copy (self->formats);
  self->n_reads = before->n_reads;
  self->n_log++;
  self->ledger = g_steal_pointer (&before->ledger);
  self->assumptions = before->assumptions;
  self->settled_assumptions = before->settled_assumptions;
  clv_project_notify (self, CLV_PROJECT_PROP_ASSUMPTIONS);
  clv_project_replace_history (&self->undo, g_steal_pointer (&before->undo));
  clv_project_replace_history (&self->redo, g_steal_pointer (&before->redo));
  clv_project_replace_history (&self->settled_undo, g_steal_pointer (&before->settled_undo));
  clv_project_replace_history (&self->settled_redo, g_steal_pointer (&before->settled_redo));
  self->settled_state = before->settled_state;
  self->confirming = FALSE;
  clv_project_set_findings (self, before->findings);
  if (before->preview_error != NULL)
    {
      clv_project_set_preview (self, NULL);
      clv_project_set_preview_error (self, before->preview_error);
    }
  else
    clv_project_set_preview (self, before->preview);
  /* It was being worked out when the read began. */
  self->wants_findings = self->settled_state == CLV_PROJECT_CONFIRM && self->preview == NULL && self->preview_error == NULL;
  clv_project_end_read (self);
}
