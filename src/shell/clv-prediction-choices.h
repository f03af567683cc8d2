/* clv-prediction-choices.h - which model values customers, and on which months it is tested
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-prediction.h"

G_BEGIN_DECLS

#define CLV_TYPE_PREDICTION_CHOICES (clv_prediction_choices_get_type ())
G_DECLARE_FINAL_TYPE (ClvPredictionChoices, clv_prediction_choices, CLV, PREDICTION_CHOICES, AdwBin)

/* Signal “committed” (const char *key, const char *value): as ClvAssumptionRow has it. */
void clv_prediction_choices_show (ClvPredictionChoices *self,
                                  const ClvFindings    *findings);

G_END_DECLS
