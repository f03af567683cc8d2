/* clv-report-input.c - which file and sheet a table came from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-report.h"

/**
 * clv_report_input_new:
 * @file: display name of the file
 * @sha256: checksum of its bytes, hexadecimal
 * @sheet: "" where the format has no sheets
 * @how: how it was read, for people; may be ""
 * @table: its index in the mapping
 *
 * Returns: (transfer full): a description of one input
 */
ClvReportInput *
clv_report_input_new (const char *file,
                      const char *sha256,
                      const char *sheet,
                      const char *how,
                      guint       table)
{
  ClvReportInput *self = g_new0 (ClvReportInput, 1);

  self->file = g_strdup (file);
  self->sha256 = g_strdup (sha256);
  self->sheet = g_strdup (sheet);
  self->how = g_strdup (how);
  self->table = table;
  return self;
}

/**
 * clv_report_input_free:
 * @self: (transfer full): an input
 */
void
clv_report_input_free (ClvReportInput *self)
{
  g_free (self->file);
  g_free (self->sha256);
  g_free (self->sheet);
  g_free (self->how);
  g_free (self);
}
