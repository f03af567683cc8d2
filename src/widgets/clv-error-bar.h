/* clv-error-bar.h - how much too low or too high something was, as a bar from the middle
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CLV_TYPE_ERROR_BAR (clv_error_bar_get_type ())
G_DECLARE_FINAL_TYPE (ClvErrorBar, clv_error_bar, CLV, ERROR_BAR, GtkWidget)

GtkWidget *clv_error_bar_new       (void);
/* A share: -0.25 is a quarter too low. NaN draws the middle alone. */
void       clv_error_bar_set_error (ClvErrorBar *self,
                                    double       error);
/* The error that fills half of the bar; bars that are compared share it. */
void       clv_error_bar_set_scale (ClvErrorBar *self,
                                    double       largest);
/* Whether an error of this size is small, as the bars colour it. */
gboolean   clv_error_bar_is_small  (double       error);

G_END_DECLS
