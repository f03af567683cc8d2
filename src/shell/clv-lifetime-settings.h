/* clv-lifetime-settings.h - what values rest on, and what follows from it while it is moved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-prediction.h"
#include "clv-project.h"

G_BEGIN_DECLS

#define CLV_TYPE_LIFETIME_SETTINGS (clv_lifetime_settings_get_type ())
G_DECLARE_FINAL_TYPE (ClvLifetimeSettings, clv_lifetime_settings, CLV, LIFETIME_SETTINGS, AdwBin)

/* Whose assumptions are set. */
void clv_lifetime_settings_set_project (ClvLifetimeSettings *self,
                                        ClvProject          *project);
/* @findings: with a valuation. */
void clv_lifetime_settings_show (ClvLifetimeSettings *self,
                                 ClvFindings         *findings);
/* Other data are to be shown, or none: forgets those that are. */
void clv_lifetime_settings_release (ClvLifetimeSettings *self);

G_END_DECLS
