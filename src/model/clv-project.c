/* clv-project.c - what the window is about: files, mapping, assumptions, findings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-project-private.h"

enum
{
  FAILED,
  N_SIGNALS,
};

/* A page that is there sooner feels like at once; what takes no longer needs no first rows. */
#define PREVIEW_HOLD_MS 150

static GParamSpec *properties[CLV_PROJECT_N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ClvProject, clv_project, G_TYPE_OBJECT)

void
clv_project_notify (ClvProject *self,
                    guint       property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
clv_project_emit_failed (ClvProject   *self,
                         const GError *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

/* Class */

static void
clv_project_dispose (GObject *object)
{
  ClvProject *self = CLV_PROJECT (object);

  clv_project_stop (self);
  clv_project_stop_reader (self);
  clv_project_clear_contents (self);
  G_OBJECT_CLASS (clv_project_parent_class)->dispose (object);
}

static void
clv_project_finalize (GObject *object)
{
  ClvProject *self = CLV_PROJECT (object);

  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  g_ptr_array_unref (self->settled_undo);
  g_ptr_array_unref (self->settled_redo);
  g_ptr_array_unref (self->edits);
  g_ptr_array_unref (self->late_formats);
  g_clear_pointer (&self->read_paths, g_ptr_array_unref);
  g_clear_pointer (&self->read_formats, g_hash_table_unref);
  g_clear_pointer (&self->failures, g_ptr_array_unref);
  g_hash_table_unref (self->formats);
  g_hash_table_unref (self->wanted_formats);
  g_clear_error (&self->failure);
  g_free (self->memory_path);
  g_free (self->title);
  g_clear_error (&self->preview_error);
  g_free (self->step);
  g_free (self->undo_label);
  g_free (self->redo_label);
  g_free (self->news);
  G_OBJECT_CLASS (clv_project_parent_class)->finalize (object);
}

static void
clv_project_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  ClvProject *self = CLV_PROJECT (object);

  switch (id)
    {
    case CLV_PROJECT_PROP_ASSUMPTIONS:
      g_value_set_pointer (value, &self->assumptions);
      break;
    case CLV_PROJECT_PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    case CLV_PROJECT_PROP_CAN_REDO:
      g_value_set_boolean (value, self->redo_label != NULL);
      break;
    case CLV_PROJECT_PROP_CAN_UNDO:
      g_value_set_boolean (value, self->undo_label != NULL);
      break;
    case CLV_PROJECT_PROP_CONFIRMING:
      g_value_set_boolean (value, self->told_confirming);
      break;
    case CLV_PROJECT_PROP_FINDINGS:
      g_value_set_pointer (value, self->findings);
      break;
    case CLV_PROJECT_PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    case CLV_PROJECT_PROP_MAPPING:
      g_value_set_pointer (value, self->mapping);
      break;
    case CLV_PROJECT_PROP_MEMORY_PATH:
      g_value_set_string (value, self->memory_path);
      break;
    case CLV_PROJECT_PROP_NEWS:
      g_value_set_string (value, self->news);
      break;
    case CLV_PROJECT_PROP_PREVIEW:
      g_value_set_pointer (value, self->preview);
      break;
    case CLV_PROJECT_PROP_PREVIEW_HOLD:
      g_value_set_uint (value, self->preview_hold_ms);
      break;
    case CLV_PROJECT_PROP_PROVISIONAL:
      g_value_set_boolean (value, self->is_provisional);
      break;
    case CLV_PROJECT_PROP_REDO_LABEL:
      g_value_set_string (value, self->redo_label);
      break;
    case CLV_PROJECT_PROP_SECONDS_LEFT:
      g_value_set_double (value, self->seconds_left);
      break;
    case CLV_PROJECT_PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case CLV_PROJECT_PROP_STEP:
      g_value_set_string (value, self->step);
      break;
    case CLV_PROJECT_PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case CLV_PROJECT_PROP_UNDO_LABEL:
      g_value_set_string (value, self->undo_label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
clv_project_set_property (GObject      *object,
                          guint         id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  ClvProject *self = CLV_PROJECT (object);

  switch (id)
    {
    case CLV_PROJECT_PROP_MEMORY_PATH:
      self->memory_path = g_value_dup_string (value);
      break;
    case CLV_PROJECT_PROP_PREVIEW_HOLD:
      self->preview_hold_ms = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
clv_project_class_init (ClvProjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = clv_project_dispose;
  object_class->finalize = clv_project_finalize;
  object_class->get_property = clv_project_get_property;
  object_class->set_property = clv_project_set_property;

  properties[CLV_PROJECT_PROP_ASSUMPTIONS] = g_param_spec_pointer ("assumptions", NULL, NULL, flags);
  properties[CLV_PROJECT_PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[CLV_PROJECT_PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[CLV_PROJECT_PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[CLV_PROJECT_PROP_CONFIRMING] = g_param_spec_boolean ("confirming", NULL, NULL, FALSE, flags);
  properties[CLV_PROJECT_PROP_FINDINGS] = g_param_spec_pointer ("findings", NULL, NULL, flags);
  properties[CLV_PROJECT_PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0.0, 1.0, 0.0, flags);
  properties[CLV_PROJECT_PROP_MAPPING] = g_param_spec_pointer ("mapping", NULL, NULL, flags);
  /* File of the memory; NULL for the one in the user's data directory. Tests have their own. */
  properties[CLV_PROJECT_PROP_MEMORY_PATH] =
    g_param_spec_string ("memory-path", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[CLV_PROJECT_PROP_NEWS] = g_param_spec_string ("news", NULL, NULL, NULL, flags);
  properties[CLV_PROJECT_PROP_PREVIEW] = g_param_spec_pointer ("preview", NULL, NULL, flags);
  /* In milliseconds. Tests show the first rows at once. */
  properties[CLV_PROJECT_PROP_PREVIEW_HOLD] =
    g_param_spec_uint ("preview-hold", NULL, NULL, 0, G_MAXUINT, PREVIEW_HOLD_MS,
                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[CLV_PROJECT_PROP_PROVISIONAL] = g_param_spec_boolean ("provisional", NULL, NULL, FALSE, flags);
  properties[CLV_PROJECT_PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, flags);
  properties[CLV_PROJECT_PROP_SECONDS_LEFT] =
    g_param_spec_double ("seconds-left", NULL, NULL, -1.0, G_MAXDOUBLE, -1.0, flags);
  properties[CLV_PROJECT_PROP_STATE] =
    g_param_spec_int ("state", NULL, NULL, CLV_PROJECT_EMPTY, CLV_PROJECT_RESULTS, CLV_PROJECT_EMPTY, flags);
  properties[CLV_PROJECT_PROP_STEP] = g_param_spec_string ("step", NULL, NULL, NULL, flags);
  properties[CLV_PROJECT_PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[CLV_PROJECT_PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, CLV_PROJECT_N_PROPS, properties);

  /**
   * ClvProject::failed:
   * @error: what happened, where, and what to do
   *
   * Something that was asked for could not be done. Everything is as it was before.
   */
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
clv_project_init (ClvProject *self)
{
  clv_assumptions_init_default (&self->assumptions);
  self->settled_assumptions = self->assumptions;
  self->undo = clv_project_history_new ();
  self->redo = clv_project_history_new ();
  self->settled_undo = clv_project_history_new ();
  self->settled_redo = clv_project_history_new ();
  self->late_formats = clv_project_history_new ();
  self->formats = clv_formats_new ();
  self->wanted_formats = clv_formats_new ();
  self->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_edit_free);
  self->title = g_strdup ("");
  self->seconds_left = -1;
  g_queue_init (&self->tasks);
}

/**
 * clv_project_new:
 *
 * Returns: (transfer full): a project without files. It remembers in the user's data directory; give the
 *   property “memory-path” to g_object_new() for another place.
 */
ClvProject *
clv_project_new (void)
{
  return g_object_new (CLV_TYPE_PROJECT, NULL);
}

/**
 * clv_project_cancel:
 *
 * Gives up what runs and what waits. What is open stays as it was: an assumption whose findings did not come
 * goes back to its value, and a mapping stays without a preview, with G_IO_ERROR_CANCELLED for an error, until
 * it is changed or confirmed.
 */
void
clv_project_cancel (ClvProject *self)
{
  g_return_if_fail (CLV_IS_PROJECT (self));

  clv_project_give_up (self);
  clv_project_schedule (self);
}

/**
 * clv_project_get_state:
 *
 * Returns: which page is to be shown; while files are read, READING
 */
ClvProjectState
clv_project_get_state (ClvProject *self)
{
  g_return_val_if_fail (CLV_IS_PROJECT (self), CLV_PROJECT_EMPTY);

  return self->state;
}

/**
 * clv_project_is_busy:
 *
 * Returns: whether something runs or waits
 */
gboolean
clv_project_is_busy (ClvProject *self)
{
  g_return_val_if_fail (CLV_IS_PROJECT (self), FALSE);

  return self->busy;
}

/**
 * clv_project_get_title:
 *
 * Returns: the name of the file with most of the sales, “orders.csv and 2 more files” for several; "" for none
 */
const char *
clv_project_get_title (ClvProject *self)
{
  g_return_val_if_fail (CLV_IS_PROJECT (self), NULL);

  return self->title;
}

/* Recognise and confirm */

/**
 * clv_project_get_mapping:
 *
 * Returns: (transfer none) (nullable): the present mapping, good until “mapping” notifies
 */
const ClvMapping *
clv_project_get_mapping (ClvProject *self)
{
  g_return_val_if_fail (CLV_IS_PROJECT (self), NULL);

  return self->mapping;
}

/**
 * clv_project_get_preview:
 *
 * Returns: (transfer none) (nullable): findings under the present mapping; NULL while they are worked out, and
 *   when the mapping does not give any
 */
const ClvFindings *
clv_project_get_preview (ClvProject *self)
{
  g_return_val_if_fail (CLV_IS_PROJECT (self), NULL);

  return self->preview;
}

/**
 * clv_project_get_preview_error:
 *
 * Returns: (transfer none) (nullable): what keeps the mapping from giving findings, such as an obstacle or mixed
 *   currencies; G_IO_ERROR_CANCELLED when the user did
 */
const GError *
clv_project_get_preview_error (ClvProject *self)
{
  g_return_val_if_fail (CLV_IS_PROJECT (self), NULL);

  return self->preview_error;
}

/**
 * clv_project_confirm:
 *
 * Leads from the confirm page to results when they are worked out, and remembers the mapping with its assumptions.
 * At once when nothing has changed since there were results; while first rows are shown, when all are there. Questions
 * that are open now are accepted as guesses, and stay open in what is remembered; when all rows ask more, the confirm
 * page stays. When the mapping gives no results, “failed” says why and the confirm page stays.
 */
void
clv_project_confirm (ClvProject *self)
{
  g_return_if_fail (CLV_IS_PROJECT (self));

  if (self->state != CLV_PROJECT_CONFIRM)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  if (self->preview != NULL && !clv_findings_are_of_rows_only (self->preview) && !self->wants_findings
      && clv_project_has_no_edits (self) && !clv_project_is_read_going (self))
    {
      self->settled_state = CLV_PROJECT_RESULTS;
      self->wants_remember = TRUE;
      clv_project_settle (self);
      clv_project_set_findings (self, self->preview);
    }
  else
    {
      self->confirming = TRUE;
      self->n_accepted = clv_project_get_n_questions (self);
      /* A preview that is being made is waited for: the result goes on with its ledger. */
      if (self->job == NULL || self->job_kind != CLV_WORK_FINDINGS || self->superseded || self->given_up)
        self->wants_findings = TRUE;
    }
  clv_project_schedule (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * clv_project_is_confirming:
 *
 * Returns: whether it was confirmed, and the results come by themselves when every row is read and worked out
 */
gboolean
clv_project_is_confirming (ClvProject *self)
{
  g_return_val_if_fail (CLV_IS_PROJECT (self), FALSE);

  return self->confirming;
}

/**
 * clv_project_is_provisional:
 *
 * Returns: whether only first rows are on the confirm page
 */
gboolean
clv_project_is_provisional (ClvProject *self)
{
  g_return_val_if_fail (CLV_IS_PROJECT (self), FALSE);

  return self->is_provisional;
}

/**
 * clv_project_revise:
 *
 * Leads from results back to the confirm page. The findings stay until other ones are confirmed.
 */
void
clv_project_revise (ClvProject *self)
{
  gboolean is_calculating;

  g_return_if_fail (CLV_IS_PROJECT (self));

  self->confirming = FALSE;
  if (self->settled_state != CLV_PROJECT_RESULTS)
    return;
  is_calculating = self->wants_findings || (self->job != NULL && self->job_kind == CLV_WORK_FINDINGS);
  self->settled_state = CLV_PROJECT_CONFIRM;
  clv_project_set_preview (self, is_calculating ? NULL : self->findings);
  clv_project_schedule (self);
}

/* Results */

/**
 * clv_project_get_findings:
 *
 * Returns: (transfer none) (nullable): the confirmed results, good until “findings” notifies
 */
ClvFindings *
clv_project_get_findings (ClvProject *self)
{
  g_return_val_if_fail (CLV_IS_PROJECT (self), NULL);

  return self->findings;
}

/**
 * clv_project_get_assumptions:
 *
 * Returns: (transfer none): the present assumptions; the findings follow when they have been worked out
 */
const ClvAssumptions *
clv_project_get_assumptions (ClvProject *self)
{
  g_return_val_if_fail (CLV_IS_PROJECT (self), NULL);

  return &self->assumptions;
}

static void
change_assumptions (ClvProject           *self,
                    const char           *key,
                    const ClvAssumptions *assumptions)
{
  if (self->state == CLV_PROJECT_READING || self->mapping == NULL
      || clv_assumptions_equal (assumptions, &self->assumptions))
    return;
  clv_project_push_assumption (self, key, assumptions);
  clv_project_use_assumptions (self, assumptions);
  clv_project_want_findings (self);
  clv_project_schedule (self);
}

/**
 * clv_project_set_assumption:
 * @key: one of clv_assumptions_keys()
 * @value: as people type it; "" for the default
 *
 * Changes an assumption and works the findings out anew. Undoable. When that fails, “failed” says why and the
 * assumption goes back.
 *
 * Returns: FALSE with CLV_ANALYSIS_ERROR when @value is none; then nothing has changed. While files are read,
 *   nothing changes either.
 */
gboolean
clv_project_set_assumption (ClvProject *self,
                            const char *key,
                            const char *value,
                            GError    **error)
{
  ClvAssumptions assumptions;

  g_return_val_if_fail (CLV_IS_PROJECT (self), FALSE);

  assumptions = self->assumptions;
  if (!clv_assumptions_set (&assumptions, key, value, error))
    return FALSE;
  change_assumptions (self, key, &assumptions);
  return TRUE;
}

/**
 * clv_project_set_rates:
 * @currency: to convert into
 * @rates: what one unit of the others is worth, “USD=0.92 GBP=1.17”
 *
 * As clv_project_set_assumption() for both, in one step.
 *
 * Returns: FALSE with CLV_ANALYSIS_ERROR when one is none
 */
gboolean
clv_project_set_rates (ClvProject *self,
                       const char *currency,
                       const char *rates,
                       GError    **error)
{
  ClvAssumptions assumptions;

  g_return_val_if_fail (CLV_IS_PROJECT (self), FALSE);

  assumptions = self->assumptions;
  if (!clv_assumptions_set (&assumptions, "currency", currency, error)
      || !clv_assumptions_set (&assumptions, "rates", rates, error))
    return FALSE;
  change_assumptions (self, "rates", &assumptions);
  return TRUE;
}

/**
 * clv_project_recalculate:
 *
 * Works the findings out anew from the tables in memory.
 */
void
clv_project_recalculate (ClvProject *self)
{
  g_return_if_fail (CLV_IS_PROJECT (self));

  if (self->state == CLV_PROJECT_READING || self->mapping == NULL)
    return;
  clv_project_drop_ledger (self);
  clv_project_want_findings (self);
  clv_project_schedule (self);
}
