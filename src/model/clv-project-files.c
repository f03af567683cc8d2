/* clv-project-files.c - which files are open, and what hangs on them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-project-private.h"

#include <glib/gi18n-lib.h>

static void
swap_findings (ClvProject   *self,
               ClvFindings **member,
               ClvFindings  *findings,
               guint         property)
{
  if (*member == findings)
    return;
  clv_job_release (*member, (GDestroyNotify) clv_findings_unref);
  *member = findings != NULL ? clv_findings_ref (findings) : NULL;
  clv_project_notify (self, property);
}

void
clv_project_set_findings (ClvProject  *self,
                          ClvFindings *findings)
{
  swap_findings (self, &self->findings, findings, CLV_PROJECT_PROP_FINDINGS);
}

void
clv_project_set_preview (ClvProject  *self,
                         ClvFindings *preview)
{
  gboolean had_error = self->preview_error != NULL;

  g_clear_error (&self->preview_error);
  if (had_error && self->preview == preview)
    clv_project_notify (self, CLV_PROJECT_PROP_PREVIEW);
  swap_findings (self, &self->preview, preview, CLV_PROJECT_PROP_PREVIEW);
}

void
clv_project_set_preview_error (ClvProject   *self,
                               const GError *error)
{
  g_clear_error (&self->preview_error);
  self->preview_error = error != NULL ? g_error_copy (error) : NULL;
  clv_project_notify (self, CLV_PROJECT_PROP_PREVIEW);
}

void
clv_project_drop_ledger (ClvProject *self)
{
  clv_job_release (g_steal_pointer (&self->ledger), (GDestroyNotify) clv_ledger_unref);
}

/* What follows from the mapping is not true any more. */
void
clv_project_take_mapping (ClvProject *self,
                          ClvMapping *mapping)
{
  clv_job_release (self->mapping, (GDestroyNotify) clv_mapping_free);
  self->mapping = mapping;
  self->n_mappings++;
  clv_project_drop_ledger (self);
  clv_project_notify (self, CLV_PROJECT_PROP_MAPPING);
}

static void
update_title (ClvProject *self)
{
  g_autofree char *title = NULL;
  guint n_others;

  if (self->sources == NULL || self->sources->len == 0)
    title = g_strdup ("");
  else if (self->sources->len == 1)
    title = g_strdup (clv_source_get_name (self->sources->pdata[0]));
  else
    {
      n_others = self->sources->len - 1;
      /* Translators: %s is a file name, %u the number of other files that are open together with it */
      title = g_strdup_printf (ngettext ("%s and %u other file", "%s and %u other files", n_others),
                               clv_source_get_name (self->sources->pdata[0]), n_others);
    }
  if (g_strcmp0 (self->title, title) == 0)
    return;
  g_free (self->title);
  self->title = g_steal_pointer (&title);
  clv_project_notify (self, CLV_PROJECT_PROP_TITLE);
}

static void
set_sources (ClvProject *self,
             GPtrArray  *sources)
{
  clv_job_release (self->sources, (GDestroyNotify) g_ptr_array_unref);
  self->sources = sources;
  update_title (self);
}

/* The files that were read take the place of what was open before. */
void
clv_project_take_contents (ClvProject     *self,
                           ClvProjectWork *work)
{
  gboolean are_results = work->findings != NULL;

  set_sources (self, g_steal_pointer (&work->sources));
  clv_project_take_mapping (self, g_steal_pointer (&work->mapping));
  self->ledger = g_steal_pointer (&work->ledger);
  self->assumptions = work->assumptions;
  clv_project_notify (self, CLV_PROJECT_PROP_ASSUMPTIONS);
  self->confirming = FALSE;
  self->wants_remember = FALSE;
  clv_project_clear_history (self);
  clv_project_settle (self);
  self->settled_state = are_results ? CLV_PROJECT_RESULTS : CLV_PROJECT_CONFIRM;
  clv_project_set_findings (self, work->findings);
  clv_project_set_preview (self, work->findings);
  self->wants_findings = !are_results;
  g_clear_handle_id (&self->preview_delay, g_source_remove);
}

void
clv_project_clear_contents (ClvProject *self)
{
  set_sources (self, NULL);
  clv_project_take_mapping (self, NULL);
  clv_assumptions_init_default (&self->assumptions);
  clv_project_clear_history (self);
  clv_project_settle (self);
  self->wants_remember = FALSE;
  self->settled_state = CLV_PROJECT_EMPTY;
  clv_project_set_findings (self, NULL);
  clv_project_set_preview (self, NULL);
}

static void
read_files (ClvProject *self,
            GPtrArray  *files,
            gboolean    adds)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  if (files->len == 0)
    return;
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *path = g_file_get_path (files->pdata[i]);

      if (path == NULL)
        {
          g_autofree char *name = g_file_get_parse_name (files->pdata[i]);
          g_autoptr (GError) error =
            g_error_new (CLV_IO_ERROR, CLV_IO_ERROR_FAILED,
                         /* Translators: %s is the address of a file */
                         _("“%s” is not a file on this computer. Save it here first, then open it."), name);

          clv_project_emit_failed (self, error);
          return;
        }
      if (!g_ptr_array_find_with_equal_func (paths, path, g_str_equal, NULL))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  g_clear_pointer (&self->read_paths, g_ptr_array_unref);
  self->read_paths = g_steal_pointer (&paths);
  self->read_adds = adds;
  clv_project_schedule (self);
}

/**
 * clv_project_open:
 * @files: (element-type GFile): spreadsheets that belong together
 *
 * Reads @files in place of what is open, and recognises them. Headers that were confirmed before lead straight
 * to results, under the mapping and the assumptions of that time; others to the confirm page. When a file
 * cannot be read, or the user cancels, what was open stays. A newer call replaces one that still reads.
 */
void
clv_project_open (ClvProject *self,
                  GPtrArray  *files)
{
  g_return_if_fail (CLV_IS_PROJECT (self));
  g_return_if_fail (files != NULL);

  read_files (self, files, FALSE);
}

/**
 * clv_project_add:
 * @files: (element-type GFile)
 *
 * As clv_project_open(), beside the files that are open. What the user decided about those stays, the assumptions too. A file that
 * is open already is read again and not counted twice.
 */
void
clv_project_add (ClvProject *self,
                 GPtrArray  *files)
{
  g_return_if_fail (CLV_IS_PROJECT (self));
  g_return_if_fail (files != NULL);

  read_files (self, files, TRUE);
}

/**
 * clv_project_close:
 *
 * Gives up what runs and forgets everything that is open; what is remembered stays in its file.
 */
void
clv_project_close (ClvProject *self)
{
  g_return_if_fail (CLV_IS_PROJECT (self));

  g_object_freeze_notify (G_OBJECT (self));
  clv_project_give_up (self);
  clv_project_clear_contents (self);
  clv_project_schedule (self);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
input_free (gpointer data)
{
  ClvProjectInput *self = data;

  g_free (self->file);
  g_free (self->sha256);
  g_free (self->sheet);
  g_free (self->how);
  g_free (self);
}

/**
 * clv_project_dup_inputs:
 *
 * Returns: (transfer full) (element-type ClvProjectInput): one entry a table, in the order of the mapping
 */
GPtrArray *
clv_project_dup_inputs (ClvProject *self)
{
  GPtrArray *inputs;

  g_return_val_if_fail (CLV_IS_PROJECT (self), NULL);

  inputs = g_ptr_array_new_with_free_func (input_free);
  for (guint i = 0; self->sources != NULL && i < self->sources->len; i++)
    {
      const ClvSource *source = self->sources->pdata[i];

      for (guint j = 0; j < clv_source_get_n_tables (source); j++)
        {
          ClvProjectInput *input = g_new0 (ClvProjectInput, 1);

          input->file = g_strdup (clv_source_get_name (source));
          input->sha256 = g_strdup (clv_source_get_sha256 (source));
          input->sheet = g_strdup (clv_table_get_sheet (clv_source_get_table (source, j)));
          input->how = g_strdup (clv_source_get_evidence (source));
          input->table = inputs->len;
          g_ptr_array_add (inputs, input);
        }
    }
  return inputs;
}
