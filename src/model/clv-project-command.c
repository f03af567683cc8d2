/* clv-project-command.c - undo and redo of roles, kinds, readings, formats and assumptions
 *
 * A command keeps what was before and what came after. That is small: tables are
 * shared, and a mapping is some strings a column. When a file was read again, the
 * mappings are of tables that are not there any more: then the history is a list of
 * changes that are made once more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-project-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Older steps are forgotten. */
#define MAX_COMMANDS 100

static ClvCommand *
command_ref (ClvCommand *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

static void
command_unref (gpointer data)
{
  ClvCommand *self = data;

  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_clear_pointer (&self->edit, clv_edit_free);
  g_clear_pointer (&self->format_before, clv_file_format_unref);
  g_clear_pointer (&self->format_after, clv_file_format_unref);
  g_free (self->path);
  g_free (self->what);
  g_free (self);
}

ClvCommand *
clv_command_new (const char *what)
{
  ClvCommand *self = g_new0 (ClvCommand, 1);

  self->ref_count = 1;
  self->what = g_strdup (what);
  return self;
}

GPtrArray *
clv_project_history_new (void)
{
  return g_ptr_array_new_with_free_func (command_unref);
}

GPtrArray *
clv_project_history_copy (GPtrArray *history)
{
  GPtrArray *copy = clv_project_history_new ();

  for (guint i = 0; i < history->len; i++)
    g_ptr_array_add (copy, command_ref (history->pdata[i]));
  return copy;
}

void
clv_project_replace_history (GPtrArray **history,
                             GPtrArray  *other)
{
  /* The last copies of mappings hold tables, which are big. */
  clv_job_release (*history, (GDestroyNotify) g_ptr_array_unref);
  *history = other;
}

static ClvCommand *
peek_last (GPtrArray *history)
{
  return history->len > 0 ? history->pdata[history->len - 1] : NULL;
}

/* Older steps are forgotten; what they decided is what a file that is read again begins with. */
static void
forget_first (ClvProject *self)
{
  const ClvCommand *first = self->undo->pdata[0];

  if (first->edit != NULL && first->n_reads == self->n_reads)
    {
      clv_mapping_free (self->base);
      self->base = clv_mapping_copy (first->edit->after);
    }
  g_ptr_array_remove_index (self->undo, 0);
}

static void
add (ClvProject *self,
     ClvCommand *command)
{
  g_ptr_array_add (self->undo, command);
  if (self->undo->len > MAX_COMMANDS)
    forget_first (self);
  if (command->key == NULL)
    self->n_log++;
}

/* Takes @command. */
void
clv_project_push (ClvProject *self,
                  ClvCommand *command)
{
  add (self, command);
  g_ptr_array_set_size (self->redo, 0);
}

static ClvCommand *
command_of_edit (ClvProject *self,
                 ClvEdit    *edit)
{
  ClvCommand *command = clv_command_new (edit->what);

  command->edit = clv_edit_dup (edit);
  command->edit->before = g_steal_pointer (&edit->before);
  command->edit->after = g_steal_pointer (&edit->after);
  command->n_reads = self->n_reads;
  return command;
}

/* Remembers a change of the mapping that the worker has made. Takes its mappings. */
void
clv_project_push_edit (ClvProject *self,
                       ClvEdit    *edit)
{
  if (edit->is_redo)
    add (self, command_of_edit (self, edit));
  else
    clv_project_push (self, command_of_edit (self, edit));
}

/* (transfer full) (element-type ClvEdit): the changes of the mapping that can be undone, in their order */
GPtrArray *
clv_project_dup_log (ClvProject *self)
{
  GPtrArray *log = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_edit_free);

  for (guint i = 0; i < self->undo->len; i++)
    {
      const ClvCommand *command = self->undo->pdata[i];

      if (command->edit != NULL)
        g_ptr_array_add (log, clv_edit_dup (command->edit));
    }
  return log;
}

/* The same changes, made on other tables. Takes their mappings. */
void
clv_project_take_log (ClvProject *self,
                      GPtrArray  *edits)
{
  GPtrArray *history = clv_project_history_new ();
  guint n = 0;

  for (guint i = 0; i < self->undo->len; i++)
    {
      ClvCommand *command = self->undo->pdata[i];

      g_ptr_array_add (history, command->edit != NULL ? command_of_edit (self, edits->pdata[n++]) : command_ref (command));
    }
  clv_project_replace_history (&self->undo, history);
}

/* Remembers a change of an assumption. A change whose findings nobody saw yet, because the next one of the
 * same key came too soon (a slider is dragged), is no step of its own. */
void
clv_project_push_assumption (ClvProject           *self,
                             const char           *key,
                             const ClvAssumptions *after)
{
  ClvCommand *last = peek_last (self->undo);
  ClvCommand *settled = peek_last (self->settled_undo);
  gboolean is_calculating = self->wants_findings || (self->job != NULL && self->job_kind == CLV_WORK_FINDINGS);
  ClvCommand *command;
  const char *title;

  key = g_intern_string (clv_assumptions_get_change (&self->assumptions, after, key, &title));
  if (last != NULL && last != settled && last->key == key && self->redo->len == 0 && is_calculating)
    {
      last->after = *after;
      if (clv_assumptions_equal (&last->before, &last->after))
        g_ptr_array_set_size (self->undo, self->undo->len - 1);
      return;
    }
  command = clv_command_new (title);
  command->key = key;
  command->before = self->assumptions;
  command->after = *after;
  clv_project_push (self, command);
}

/* The findings are there: from here on, a failure leads back to this. */
void
clv_project_settle (ClvProject *self)
{
  clv_project_replace_history (&self->settled_undo, clv_project_history_copy (self->undo));
  clv_project_replace_history (&self->settled_redo, clv_project_history_copy (self->redo));
  self->settled_assumptions = self->assumptions;
}

void
clv_project_use_assumptions (ClvProject           *self,
                             const ClvAssumptions *assumptions)
{
  /* Decimal marks and day orders are part of how the cells are read. */
  if (assumptions->decimal != self->assumptions.decimal || assumptions->date_order != self->assumptions.date_order
      || assumptions->customer_key != self->assumptions.customer_key || assumptions->discount != self->assumptions.discount
      || memcmp (&assumptions->choices, &self->assumptions.choices, sizeof assumptions->choices) != 0
      || (self->mapping != NULL && clv_mapping_has_pairs (self->mapping)
          && strcmp (assumptions->currency, self->assumptions.currency) != 0))
    clv_project_drop_ledger (self);
  self->assumptions = *assumptions;
  clv_project_notify (self, CLV_PROJECT_PROP_ASSUMPTIONS);
}

/* As it was when the findings came. */
void
clv_project_roll_back (ClvProject *self)
{
  clv_project_replace_history (&self->undo, clv_project_history_copy (self->settled_undo));
  clv_project_replace_history (&self->redo, clv_project_history_copy (self->settled_redo));
  if (!clv_assumptions_equal (&self->assumptions, &self->settled_assumptions))
    clv_project_use_assumptions (self, &self->settled_assumptions);
}

void
clv_project_clear_history (ClvProject *self)
{
  clv_project_replace_history (&self->undo, clv_project_history_new ());
  clv_project_replace_history (&self->redo, clv_project_history_new ());
}

static char *
dup_label (const ClvCommand *command,
           gboolean          redo)
{
  const char *format;

  if (command->path != NULL)
    format = redo ? command->redo_label : command->undo_label;
  else if (command->edit == NULL)
    /* Translators: %s is an assumption such as “Margin” */
    format = redo ? _("Redo change of “%s”") : _("Undo change of “%s”");
  else if (command->edit->kind == CLV_EDIT_ROLE)
    /* Translators: %s is the header of a column */
    format = redo ? _("Redo new role of “%s”") : _("Undo new role of “%s”");
  else if (command->edit->kind == CLV_EDIT_KIND)
    /* Translators: %s is the name of a sheet or a file */
    format = redo ? _("Redo new kind of table for “%s”") : _("Undo new kind of table for “%s”");
  else
    /* Translators: %s is the header of a column */
    format = redo ? _("Redo new reading of “%s”") : _("Undo new reading of “%s”");
#pragma GCC diagnostic push
  /* The formats are those above and their translations, which msgfmt checks. */
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, command->what);
#pragma GCC diagnostic pop
}

/* (transfer full) (nullable) */
char *
clv_project_dup_undo_label (ClvProject *self)
{
  if (self->state == CLV_PROJECT_READING)
    return NULL;
  return self->undo->len > 0 ? dup_label (peek_last (self->undo), FALSE) : NULL;
}

/* (transfer full) (nullable) */
char *
clv_project_dup_redo_label (ClvProject *self)
{
  if (self->state == CLV_PROJECT_READING)
    return NULL;
  return self->redo->len > 0 ? dup_label (peek_last (self->redo), TRUE) : NULL;
}

/* Made on tables that are not there any more: it is made once more, and what comes after it in @redo stays. */
static void
make_again (ClvProject *self,
            ClvCommand *command)
{
  ClvEdit *edit = clv_edit_dup (command->edit);

  edit->is_redo = TRUE;
  clv_project_revise (self);
  g_ptr_array_add (self->edits, edit);
  command_unref (command);
}

static void
step (ClvProject *self,
      GPtrArray  *from,
      GPtrArray  *to,
      gboolean    redo)
{
  ClvCommand *command = peek_last (from);

  /* Cancelled, this step has not been made. */
  if (command->path != NULL)
    clv_project_begin_read (self, CLV_READ_AGAIN);
  g_ptr_array_steal_index (from, from->len - 1);
  if (redo && command->edit != NULL && command->n_reads != self->n_reads)
    {
      make_again (self, command);
      return;
    }
  g_ptr_array_add (to, command);
  if (command->key == NULL)
    {
      self->n_log++;
      /* Roles and files stand on the confirm page, so that is where their change is to be seen. */
      clv_project_revise (self);
    }
  if (command->path != NULL)
    {
      clv_formats_set (self->wanted_formats, command->path, redo ? command->format_after : command->format_before);
      clv_project_want_again (self);
      return;
    }
  if (command->edit != NULL)
    clv_project_take_mapping (self, clv_mapping_copy (redo ? command->edit->after : command->edit->before));
  else
    clv_project_use_assumptions (self, redo ? &command->after : &command->before);
  clv_project_want_findings (self);
}

/**
 * clv_project_undo:
 *
 * Takes back the last change of a role, a kind, a reading or an assumption. A change that still waits for the
 * worker is given up. Does nothing when there is nothing to undo, or while files are read.
 */
void
clv_project_undo (ClvProject *self)
{
  g_return_if_fail (CLV_IS_PROJECT (self));

  if (self->state == CLV_PROJECT_READING)
    return;
  if (self->late_formats->len > 0)
    g_ptr_array_set_size (self->late_formats, self->late_formats->len - 1);
  else if (self->edits->len > 0)
    g_ptr_array_set_size (self->edits, self->edits->len - 1);
  else if (self->job != NULL && self->job_kind == CLV_WORK_EDIT)
    self->n_waiting_undos++; /* it is not a command before the worker has made it */
  else if (self->undo->len > 0)
    step (self, self->undo, self->redo, FALSE);
  clv_project_schedule (self);
}

/**
 * clv_project_redo:
 *
 * Makes the change again that was undone last. Does nothing when there is none, or while files are read.
 */
void
clv_project_redo (ClvProject *self)
{
  g_return_if_fail (CLV_IS_PROJECT (self));

  if (self->state == CLV_PROJECT_READING)
    return;
  if (self->redo->len > 0 && self->edits->len == 0 && (self->job == NULL || self->job_kind != CLV_WORK_EDIT))
    step (self, self->redo, self->undo, TRUE);
  clv_project_schedule (self);
}
