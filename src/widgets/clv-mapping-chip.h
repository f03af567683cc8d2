/* clv-mapping-chip.h - the role of a column, to see and to change
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-mapping.h"

G_BEGIN_DECLS

#define CLV_TYPE_MAPPING_CHIP (clv_mapping_chip_get_type ())
G_DECLARE_FINAL_TYPE (ClvMappingChip, clv_mapping_chip, CLV, MAPPING_CHIP, AdwBin)

/* Signal “role-chosen” (int role). */
GtkWidget *clv_mapping_chip_new      (void);
void       clv_mapping_chip_set_role (ClvMappingChip *self,
                                      const char     *header,
                                      ClvTableKind    kind,
                                      ClvRole         role,
                                      double          confidence,
                                      const char     *evidence);

G_END_DECLS
