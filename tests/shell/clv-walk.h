/* clv-walk.h - a walk through the real window: what is on screen is looked for, waited for, and pressed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-application.h"
#include "clv-window.h"

G_BEGIN_DECLS

typedef struct
{
  ClvApplication *application;
  GtkWidget      *window;
  ClvProject     *project;
  const char     *orders; /* path of the first file that was opened, interned */
} Walk;

typedef gboolean (*WalkMatch) (GtkWidget  *widget,
                               const char *text);

/* Depth first, only what is on screen. */
GtkWidget *walk_find            (GtkWidget  *root,
                                 WalkMatch   match,
                                 const char *text);
gboolean   walk_is_label        (GtkWidget  *widget,
                                 const char *text);
gboolean   walk_has_text        (GtkWidget  *widget,
                                 const char *text);
gboolean   walk_is_named        (GtkWidget  *widget,
                                 const char *name);
gboolean   walk_is_of_type      (GtkWidget  *widget,
                                 const char *type_name);
gboolean   walk_is_doing        (GtkWidget  *widget,
                                 const char *action);
gboolean   walk_is_button       (GtkWidget  *widget,
                                 const char *label);
/* Nothing is at work in the window of the walk. */
gboolean   walk_is_settled      (gpointer walk);
/* Fails with the name of what never came. */
GtkWidget *walk_wait_for        (Walk       *walk,
                                 WalkMatch   match,
                                 const char *text);
/* Known from outside as a number; on screen as this locale writes it. */
void       walk_wait_for_money  (Walk   *walk,
                                 double  amount);
/* A dialog over the window, with a label that contains @text. */
GtkWidget *walk_wait_for_dialog (Walk       *walk,
                                 const char *text);
/* Leaves walk-@name.png in the build directory. */
void       walk_picture_of      (GtkWidget  *window,
                                 const char *name);
void       walk_picture         (Walk       *walk,
                                 const char *name);
void       walk_press           (GtkWidget *button);
/* Through the sidebar's own row, as a click would. */
void       walk_go_to           (Walk       *walk,
                                 const char *title);
/* A window that opens the toy data. */
Walk       walk_begin           (void);
/* The same up to its results. */
Walk       walk_begin_results   (void);
/* Opens a file of this text in the window of the walk, and waits for nothing. */
void       walk_open_text       (Walk       *walk,
                                 const char *dir,
                                 const char *name,
                                 const char *text);

G_END_DECLS
