/* clv-window-private.h - what the files of the window share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-customers-page.h"
#include "clv-sidebar.h"
#include "clv-welcome-page.h"
#include "clv-window.h"

G_BEGIN_DECLS

struct _ClvWindow
{
  AdwApplicationWindow parent_instance;

  /* template */
  AdwToastOverlay  *toasts;
  GtkStack         *stack;
  ClvWelcomePage   *welcome;
  AdwFlap          *flap;
  ClvSidebar       *sidebar;
  GtkStack         *pages;
  AdwWindowTitle   *title;
  ClvCustomersPage *customers;
  GtkRevealer      *progress;
  GMenu            *undo_section;

  /* owned */
  ClvProject       *project;
  char             *page;
  GQueue            back;         /* ids of pages, interned */
  GQueue            forward;
  char             *last_report;  /* path of the report that was exported last */
  GPtrArray        *opening;      /* files that are recent ones once they could be read */

  /* state */
  guint             progress_timeout;
  gboolean          sidebar_wanted;
  gboolean          exporting;
  gboolean          close_when_done;
};

void clv_window_install_actions (ClvWindow       *self);
void clv_window_update_actions  (ClvWindow       *self);
void clv_window_install_drop    (ClvWindow       *self);
void clv_window_set_page        (ClvWindow       *self,
                                 const char      *page);
void clv_window_go_back         (ClvWindow       *self);
void clv_window_go_forward      (ClvWindow       *self);
void clv_window_toggle_sidebar  (ClvWindow       *self);
void clv_window_toast           (ClvWindow       *self,
                                 const char      *text);
void clv_window_show_error      (ClvWindow       *self,
                                 const char      *heading,
                                 const char      *body);
/* Files: clv-window-open.c */
void clv_window_choose_files    (ClvWindow       *self,
                                 gboolean         add);
void clv_window_open_sample     (ClvWindow       *self);
void clv_window_remember_folder (GFile           *file);
void clv_window_remember_opened (ClvWindow       *self);
void clv_window_forget_opening  (ClvWindow       *self);
/* Report: clv-window-export.c */
typedef enum
{
  CLV_EXPORT_REPORT,  /* the workbook */
  CLV_EXPORT_AT_RISK, /* the list of customers at risk, as CSV */
} ClvExportKind;

void clv_window_choose_export   (ClvWindow       *self,
                                 ClvExportKind    kind);
void clv_window_export_to       (ClvWindow       *self,
                                 ClvExportKind    kind,
                                 const char      *path);

G_END_DECLS
