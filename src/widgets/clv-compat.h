/* clv-compat.h - the calls that differ between versions of GTK and libadwaita
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @files: (element-type GFile), NULL when the user changed their mind. */
typedef void (*ClvFilesChosen)      (GListModel *files,
                                     gpointer    user_data);

void         clv_compat_open_files  (GtkWindow      *parent,
                                     const char     *title,
                                     GtkFileFilter  *filter,
                                     const char     *folder_uri,
                                     ClvFilesChosen  chosen,
                                     gpointer        user_data);
void         clv_compat_save_file   (GtkWindow      *parent,
                                     const char     *title,
                                     const char     *name,
                                     const char     *folder_uri,
                                     ClvFilesChosen  chosen,
                                     gpointer        user_data);
void         clv_compat_get_color   (GtkWidget      *widget,
                                     GdkRGBA        *color);
void         clv_compat_show_uri    (GtkWindow      *parent,
                                     const char     *uri);

/* Headers of numbers stand over their right edge; 4.8 has no property for it. Column by its place among all. */
void         clv_compat_align_header (GtkColumnView *view,
                                     guint           column,
                                     gboolean        at_end);

typedef void (*ClvAnswered)         (const char     *response,
                                     gpointer        user_data);

/* @responses: pairs of id and label, ended by NULL; the last is the default, "destructive:" before a label marks it so. */
void         clv_compat_ask         (GtkWindow          *parent,
                                     const char         *heading,
                                     const char         *body,
                                     const char *const  *responses,
                                     ClvAnswered         answered,
                                     gpointer            user_data);

G_END_DECLS
