/* clv-mapping-chip.c - the role of a column, to see and to change
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-mapping-chip.h"

#include <glib/gi18n-lib.h>

#include "clv-format.h"

/* Below this the guess is worth a look; above it a figure would only be noise. */
#define SURE 0.96

struct _ClvMappingChip
{
  AdwBin         parent_instance;

  /* template */
  GtkMenuButton *button;
  GtkLabel      *confidence;
  GtkPopover    *popover;
  GtkListBox    *roles;
  GtkLabel      *evidence;

  /* state */
  ClvTableKind   kind;
  ClvRole        role;
};

enum
{
  ROLE_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ClvMappingChip, clv_mapping_chip, ADW_TYPE_BIN)

static void
row_activated_cb (ClvMappingChip *self,
                  GtkListBoxRow  *row)
{
  int role = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "clv-role"));

  gtk_popover_popdown (self->popover);
  if (role != (int) self->role)
    g_signal_emit (self, signals[ROLE_CHOSEN], 0, role);
}

/* Forty rows a column are made only for the chip that is opened. */
static void
fill_cb (GtkMenuButton *button,
         gpointer       user_data)
{
  ClvMappingChip *self = user_data;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->roles))) != NULL)
    gtk_list_box_remove (self->roles, child);
  for (int role = 0; role < CLV_N_ROLES; role++)
    {
      GtkWidget *row, *box, *label;

      if (role != CLV_ROLE_NONE && role != (int) self->role && !clv_role_is_for_kind (role, self->kind))
        continue;
      row = gtk_list_box_row_new ();
      box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      label = gtk_label_new (role == CLV_ROLE_NONE ? _("Not used") : clv_role_get_title (role));
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_box_append (GTK_BOX (box), label);
      if (role == (int) self->role)
        gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
      g_object_set_data (G_OBJECT (row), "clv-role", GINT_TO_POINTER (role));
      gtk_list_box_append (self->roles, row);
    }
}

static void
clv_mapping_chip_class_init (ClvMappingChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * ClvMappingChip::role-chosen:
   * @role: the #ClvRole the user chose, another than the present one
   */
  signals[ROLE_CHOSEN] = g_signal_new ("role-chosen", CLV_TYPE_MAPPING_CHIP, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-mapping-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvMappingChip, button);
  gtk_widget_class_bind_template_child (widget_class, ClvMappingChip, confidence);
  gtk_widget_class_bind_template_child (widget_class, ClvMappingChip, popover);
  gtk_widget_class_bind_template_child (widget_class, ClvMappingChip, roles);
  gtk_widget_class_bind_template_child (widget_class, ClvMappingChip, evidence);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
clv_mapping_chip_init (ClvMappingChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->button, fill_cb, self, NULL);
}

GtkWidget *
clv_mapping_chip_new (void)
{
  return g_object_new (CLV_TYPE_MAPPING_CHIP, NULL);
}

/**
 * clv_mapping_chip_set_role:
 * @header: of the column, for those who cannot see what stands below
 * @kind: of the table; only its roles are offered
 * @confidence: 0 to 1; shown when it is below 96 %
 * @evidence: (nullable): why this role
 *
 * Shows the role that a column has now.
 */
void
clv_mapping_chip_set_role (ClvMappingChip *self,
                           const char     *header,
                           ClvTableKind    kind,
                           ClvRole         role,
                           double          confidence,
                           const char     *evidence)
{
  g_autofree char *spoken = NULL;
  const char *title = role == CLV_ROLE_NONE ? _("Not used") : clv_role_get_title (role);
  gboolean key = role == CLV_ROLE_CUSTOMER || role == CLV_ROLE_DATE || role == CLV_ROLE_AMOUNT;
  gboolean doubtful = role != CLV_ROLE_NONE && confidence < SURE;

  g_return_if_fail (CLV_IS_MAPPING_CHIP (self));

  self->kind = kind;
  self->role = role;
  gtk_menu_button_set_label (self->button, title);
  gtk_widget_remove_css_class (GTK_WIDGET (self->button), "key");
  gtk_widget_remove_css_class (GTK_WIDGET (self->button), "unused");
  if (key)
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "key");
  else if (role == CLV_ROLE_NONE)
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "unused");

  gtk_widget_set_visible (GTK_WIDGET (self->confidence), doubtful);
  if (doubtful)
    {
      g_autofree char *percent = clv_format_percent (confidence, 0);

      gtk_label_set_text (self->confidence, percent);
    }
  gtk_label_set_text (self->evidence, evidence != NULL ? evidence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->evidence), evidence != NULL && *evidence != '\0');
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), evidence);

  /* Translators: first the header of a column, then the role it plays, such as “Amount” */
  spoken = g_strdup_printf (_("Column “%s” is: %s"), header, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
