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

/* What stands on top of the pages and of reports: the file with most of the sales. */
static void
update_title (ClvProject *self)
{
  const guint n_tables = self->mapping != NULL ? clv_mapping_get_n_tables (self->mapping) : 0;
  g_autofree guint *files = g_new0 (guint, n_tables + 1);
  g_autofree char *title = NULL;

  for (guint i = 0, table = 0; self->sources != NULL && i < self->sources->len; i++)
    for (guint j = 0; j < clv_source_get_n_tables (self->sources->pdata[i]) && table < n_tables; j++)
      files[table++] = i;
  title = n_tables > 0 ? clv_mapping_dup_title (self->mapping, files) : g_strdup ("");
  if (g_strcmp0 (self->title, title) == 0)
    return;
  g_free (self->title);
  self->title = g_steal_pointer (&title);
  clv_project_notify (self, CLV_PROJECT_PROP_TITLE);
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
  update_title (self);
  clv_project_notify (self, CLV_PROJECT_PROP_MAPPING);
}

void
clv_project_set_sources (ClvProject *self,
                         GPtrArray  *sources)
{
  clv_job_release (self->sources, (GDestroyNotify) g_ptr_array_unref);
  self->sources = sources;
}

static void
set_news (ClvProject *self,
          char       *news)
{
  if (g_strcmp0 (self->news, news) == 0)
    {
      g_free (news);
      return;
    }
  g_free (self->news);
  self->news = news;
  clv_project_notify (self, CLV_PROJECT_PROP_NEWS);
}

/**
 * clv_project_get_news:
 *
 * Returns: (transfer none) (nullable): one line about what was settled differently when every row was read, or that
 *   what was confirmed before was used without asking
 */
const char *
clv_project_get_news (ClvProject *self)
{
  g_return_val_if_fail (CLV_IS_PROJECT (self), NULL);

  return self->news;
}

/**
 * clv_project_dismiss_news:
 *
 * It was read.
 */
void
clv_project_dismiss_news (ClvProject *self)
{
  g_return_if_fail (CLV_IS_PROJECT (self));

  set_news (self, NULL);
}

/* Sources and mapping of @work, and the history as it is over them. */
static void
take_read (ClvProject     *self,
           ClvProjectWork *work,
           gboolean        keeps_history)
{
  clv_project_set_sources (self, g_steal_pointer (&work->sources));
  clv_project_take_mapping (self, g_steal_pointer (&work->mapping));
  clv_job_release (self->base, (GDestroyNotify) clv_mapping_free);
  self->base = g_steal_pointer (&work->base);
  self->n_reads = ++self->last_read;
  g_hash_table_unref (self->formats);
  self->formats = clv_formats_copy (work->formats);
  if (keeps_history)
    clv_project_take_log (self, work->edits);
  else
    {
      clv_project_clear_history (self);
      g_hash_table_unref (self->wanted_formats);
      self->wanted_formats = clv_formats_copy (self->formats);
      self->assumptions = work->assumptions;
      clv_project_notify (self, CLV_PROJECT_PROP_ASSUMPTIONS);
    }
  g_clear_handle_id (&self->preview_delay, g_source_remove);
}

/* The first rows go on screen; what they take the place of comes back when that is cancelled. */
void
clv_project_show_first_rows (ClvProject     *self,
                             ClvProjectWork *work)
{
  gboolean is_again = work->how == CLV_READ_AGAIN;

  clv_project_begin_read (self, work->how);
  take_read (self, work, is_again);
  if (!is_again)
    self->confirming = FALSE;
  self->wants_remember = FALSE;
  self->settled_state = CLV_PROJECT_CONFIRM;
  clv_project_set_findings (self, NULL);
  clv_project_set_preview (self, NULL);
  set_news (self, NULL);
  self->wants_findings = FALSE;
  if (self->is_provisional)
    return;
  self->is_provisional = TRUE;
  clv_project_notify (self, CLV_PROJECT_PROP_PROVISIONAL);
}

/* The files that were read take the place of what was open before. */
void
clv_project_take_contents (ClvProject     *self,
                           ClvProjectWork *work)
{
  gboolean are_results = work->findings != NULL;
  gboolean keeps_history = self->is_provisional || work->how == CLV_READ_AGAIN;

  take_read (self, work, keeps_history);
  self->ledger = g_steal_pointer (&work->ledger);
  self->wants_remember = FALSE;
  if (!keeps_history)
    {
      self->confirming = FALSE;
      clv_project_settle (self);
    }
  self->settled_state = are_results ? CLV_PROJECT_RESULTS : CLV_PROJECT_CONFIRM;
  clv_project_set_findings (self, work->findings);
  clv_project_set_preview (self, work->findings);
  set_news (self, g_steal_pointer (&work->news));
  self->wants_findings = !are_results;
  clv_project_end_read (self);
}

void
clv_project_clear_contents (ClvProject *self)
{
  clv_project_set_sources (self, NULL);
  clv_project_take_mapping (self, NULL);
  clv_job_release (g_steal_pointer (&self->base), (GDestroyNotify) clv_mapping_free);
  g_hash_table_remove_all (self->formats);
  g_hash_table_remove_all (self->wanted_formats);
  clv_assumptions_init_default (&self->assumptions);
  clv_project_clear_history (self);
  clv_project_settle (self);
  self->wants_remember = FALSE;
  self->settled_state = CLV_PROJECT_EMPTY;
  clv_project_set_findings (self, NULL);
  clv_project_set_preview (self, NULL);
  set_news (self, NULL);
  clv_project_end_read (self);
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
  g_object_freeze_notify (G_OBJECT (self));
  /* First rows of another file make way; files to be added wait for its last one. */
  if (!adds)
    clv_project_abandon_read (self);
  g_clear_pointer (&self->read_paths, g_ptr_array_unref);
  g_clear_pointer (&self->read_formats, g_hash_table_unref);
  self->read_paths = g_steal_pointer (&paths);
  self->read_adds = adds;
  clv_project_schedule (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * clv_project_open:
 * @files: (element-type GFile): spreadsheets that belong together
 *
 * Reads @files in place of what is open, and recognises them. Headers that were confirmed before lead straight
 * to results, under the mapping and the assumptions of that time; others to the confirm page, which has the first
 * rows at once and all of them later (“provisional”). When no file can be read, or the user cancels, what was open
 * stays or comes back. A newer call replaces one that still reads.
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

static char *
dup_how (ClvProject      *self,
         const ClvSource *source)
{
  const char *path = clv_formats_find_path (self->formats, source);
  g_autofree char *name = NULL;

  if (g_str_equal (path, clv_source_get_path (source)))
    return g_strdup (clv_source_get_evidence (source));
  name = g_filename_display_basename (path);
  /* Translators: %s is a file name */
  return g_strdup_printf (_("converted from “%s” by LibreOffice"), name);
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
          input->how = dup_how (self, source);
          input->table = inputs->len;
          g_ptr_array_add (inputs, input);
        }
    }
  return inputs;
}
