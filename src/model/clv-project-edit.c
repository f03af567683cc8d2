/* clv-project-edit.c - changes of roles, kinds and readings, which the worker makes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-project-private.h"

void
clv_edit_free (ClvEdit *self)
{
  g_free (self->file);
  g_free (self->sheet);
  g_free (self->what);
  clv_mapping_free (self->before);
  clv_mapping_free (self->after);
  g_free (self);
}

/* Returns: (transfer full): the change without the mappings around it */
ClvEdit *
clv_edit_dup (const ClvEdit *self)
{
  ClvEdit *copy = g_memdup2 (self, sizeof *self);

  copy->file = g_strdup (self->file);
  copy->sheet = g_strdup (self->sheet);
  copy->what = g_strdup (self->what);
  copy->before = NULL;
  copy->after = NULL;
  return copy;
}

/* (transfer full) (nullable) */
static ClvEdit *
edit_new (ClvProject *self,
          ClvEditKind kind,
          guint       table,
          guint       column)
{
  const ClvTableMapping *mapping;
  const char *sheet;
  ClvEdit *edit;

  if (self->state == CLV_PROJECT_READING)
    return NULL;
  g_return_val_if_fail (self->mapping != NULL, NULL);
  g_return_val_if_fail (table < clv_mapping_get_n_tables (self->mapping), NULL);
  mapping = clv_mapping_get_table (self->mapping, table);
  g_return_val_if_fail (kind == CLV_EDIT_KIND || column < mapping->n_columns, NULL);

  edit = g_new0 (ClvEdit, 1);
  edit->kind = kind;
  edit->table = table;
  edit->column = column;
  sheet = clv_table_get_sheet (mapping->table);
  edit->file = g_strdup (clv_table_get_file (mapping->table));
  edit->sheet = g_strdup (sheet);
  if (kind == CLV_EDIT_KIND)
    edit->what = g_strdup (*sheet != '\0' ? sheet : clv_table_get_file (mapping->table));
  else
    edit->what = g_strdup (clv_column_get_header (clv_table_get_column (mapping->table, column)));
  return edit;
}

/* Whether the mapping on screen is the newest: a control that is set to what it shows already is no change. */
gboolean
clv_project_has_no_edits (ClvProject *self)
{
  return self->edits->len == 0 && (self->job == NULL || self->job_kind != CLV_WORK_EDIT);
}

static void
take_edit (ClvProject *self,
           ClvEdit    *edit)
{
  /* Roles are changed on the confirm page only. */
  clv_project_revise (self);
  g_ptr_array_add (self->edits, edit);
  clv_project_schedule (self);
}

/**
 * clv_project_set_role:
 *
 * Says what a column means. Made in the worker; “mapping” notifies when it is done. Undoable.
 */
void
clv_project_set_role (ClvProject *self,
                      guint       table,
                      guint       column,
                      ClvRole     role)
{
  ClvEdit *edit;

  g_return_if_fail (CLV_IS_PROJECT (self));
  g_return_if_fail (role < CLV_N_ROLES);

  edit = edit_new (self, CLV_EDIT_ROLE, table, column);
  if (edit == NULL)
    return;
  if (clv_project_has_no_edits (self) && clv_mapping_get_table (self->mapping, table)->columns[column].role == role)
    {
      clv_edit_free (edit);
      return;
    }
  edit->role = role;
  take_edit (self, edit);
}

/**
 * clv_project_set_kind:
 *
 * Says what a table is; roles that the user did not choose follow. As clv_project_set_role().
 */
void
clv_project_set_kind (ClvProject  *self,
                      guint        table,
                      ClvTableKind kind)
{
  ClvEdit *edit;

  g_return_if_fail (CLV_IS_PROJECT (self));
  g_return_if_fail (kind < CLV_N_KINDS);

  edit = edit_new (self, CLV_EDIT_KIND, table, 0);
  if (edit == NULL)
    return;
  if (clv_project_has_no_edits (self) && clv_mapping_get_table (self->mapping, table)->kind == kind)
    {
      clv_edit_free (edit);
      return;
    }
  edit->table_kind = kind;
  take_edit (self, edit);
}

/**
 * clv_project_set_reading:
 *
 * Says how the cells of a column are read; what is undecided follows the evidence. As clv_project_set_role().
 */
void
clv_project_set_reading (ClvProject    *self,
                         guint          table,
                         guint          column,
                         ClvColumnType  type,
                         ClvDecimalMark decimal,
                         ClvDateOrder   order)
{
  ClvEdit *edit;

  g_return_if_fail (CLV_IS_PROJECT (self));

  edit = edit_new (self, CLV_EDIT_READING, table, column);
  if (edit == NULL)
    return;
  edit->type = type;
  edit->decimal = decimal;
  edit->date_order = order;
  take_edit (self, edit);
}
