/* clv-format-panel.c - how the file of a sheet is read: encoding, separator, header row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-format-panel.h"

#include <glib/gi18n-lib.h>

#include "clv-format.h"

/* A number is typed digit by digit, and each try reads the file again. */
#define TYPING_MS 450

struct _ClvFormatPanel
{
  AdwBin         parent_instance;

  /* template */
  AdwActionRow  *file_row;
  GtkDropDown   *encodings;
  GtkDropDown   *delimiters;
  AdwActionRow  *header_row;
  GtkSpinButton *header_spin;
  GtkWidget     *find_button;

  /* borrowed */
  ClvProject    *project;

  /* owned: what the entries behind the first one are, by their places in the tables below */
  GArray        *encoding_choices, *delimiter_choices;

  /* state */
  guint          table;
  guint          typing;   /* source id */
  gboolean       updating; /* the controls are being set by us */
};

G_DEFINE_FINAL_TYPE (ClvFormatPanel, clv_format_panel, ADW_TYPE_BIN)

/* Names that iconv knows, and what people call them. */
static const struct
{
  const char *name;
  const char *title;
} encodings[] = {
  { "UTF-8", "UTF-8" },
  { "windows-1252", N_("Western (Windows-1252)") },
  { "ISO-8859-15", N_("Western (ISO-8859-15)") },
  { "macintosh", N_("Western (Mac Roman)") },
  { "IBM850", N_("Western (DOS, 850)") },
  { "windows-1250", N_("Central European (Windows-1250)") },
  { "ISO-8859-2", N_("Central European (ISO-8859-2)") },
  { "windows-1251", N_("Cyrillic (Windows-1251)") },
  { "KOI8-R", N_("Cyrillic (KOI8-R)") },
  { "windows-1253", N_("Greek (Windows-1253)") },
  { "windows-1254", N_("Turkish (Windows-1254)") },
  { "windows-1255", N_("Hebrew (Windows-1255)") },
  { "windows-1256", N_("Arabic (Windows-1256)") },
  { "windows-1257", N_("Baltic (Windows-1257)") },
  { "windows-1258", N_("Vietnamese (Windows-1258)") },
  { "GB18030", N_("Chinese, simplified (GB18030)") },
  { "BIG5", N_("Chinese, traditional (Big5)") },
  { "SHIFT_JIS", N_("Japanese (Shift JIS)") },
  { "EUC-JP", N_("Japanese (EUC-JP)") },
  { "EUC-KR", N_("Korean (EUC-KR)") },
  { "UTF-16LE", "UTF-16 LE" },
  { "UTF-16BE", "UTF-16 BE" },
};

static const struct
{
  char        delimiter;
  const char *title;
} delimiters[] = {
  { ',', N_("comma") },
  { ';', N_("semicolon") },
  { '\t', N_("tab") },
  { '|', N_("bar |") },
  { ':', N_("colon") },
  { '^', N_("caret ^") },
  { '~', N_("tilde ~") },
  { ' ', N_("blanks") },
};

/* (transfer full) */
static char *
dup_delimiter_title (char delimiter)
{
  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    if (delimiters[i].delimiter == delimiter)
      return g_strdup (_(delimiters[i].title));
  return delimiter != '\0' ? g_strdup_printf ("%c", delimiter) : g_strdup (_("one column"));
}

static void
encoding_cb (ClvFormatPanel *self)
{
  guint selected = gtk_drop_down_get_selected (self->encodings);

  if (!self->updating && self->project != NULL && selected <= self->encoding_choices->len)
    clv_project_set_encoding (self->project, self->table,
                              selected == 0 ? NULL
                                            : encodings[g_array_index (self->encoding_choices, guint, selected - 1)].name);
}

static void
delimiter_cb (ClvFormatPanel *self)
{
  guint selected = gtk_drop_down_get_selected (self->delimiters);

  if (!self->updating && self->project != NULL && selected <= self->delimiter_choices->len)
    clv_project_set_delimiter (self->project, self->table,
                               selected == 0 ? '\0'
                                             : delimiters[g_array_index (self->delimiter_choices, guint, selected - 1)].delimiter);
}

static gboolean
typed_cb (gpointer data)
{
  ClvFormatPanel *self = data;

  self->typing = 0;
  if (self->project != NULL)
    clv_project_set_header_row (self->project, self->table, (guint) gtk_spin_button_get_value_as_int (self->header_spin));
  return G_SOURCE_REMOVE;
}

static void
header_cb (ClvFormatPanel *self)
{
  if (self->updating)
    return;
  g_clear_handle_id (&self->typing, g_source_remove);
  self->typing = g_timeout_add (TYPING_MS, typed_cb, self);
}

static void
find_cb (ClvFormatPanel *self)
{
  if (self->project != NULL)
    clv_project_set_header_row (self->project, self->table, 0);
}

static void
clv_format_panel_dispose (GObject *object)
{
  g_clear_handle_id (&CLV_FORMAT_PANEL (object)->typing, g_source_remove);
  G_OBJECT_CLASS (clv_format_panel_parent_class)->dispose (object);
}

static void
clv_format_panel_finalize (GObject *object)
{
  g_array_unref (CLV_FORMAT_PANEL (object)->encoding_choices);
  g_array_unref (CLV_FORMAT_PANEL (object)->delimiter_choices);
  G_OBJECT_CLASS (clv_format_panel_parent_class)->finalize (object);
}

static void
clv_format_panel_class_init (ClvFormatPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = clv_format_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = clv_format_panel_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-format-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvFormatPanel, file_row);
  gtk_widget_class_bind_template_child (widget_class, ClvFormatPanel, encodings);
  gtk_widget_class_bind_template_child (widget_class, ClvFormatPanel, delimiters);
  gtk_widget_class_bind_template_child (widget_class, ClvFormatPanel, header_row);
  gtk_widget_class_bind_template_child (widget_class, ClvFormatPanel, header_spin);
  gtk_widget_class_bind_template_child (widget_class, ClvFormatPanel, find_button);
  gtk_widget_class_bind_template_callback (widget_class, encoding_cb);
  gtk_widget_class_bind_template_callback (widget_class, delimiter_cb);
  gtk_widget_class_bind_template_callback (widget_class, header_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_cb);
}

static void
clv_format_panel_init (ClvFormatPanel *self)
{
  self->encoding_choices = g_array_new (FALSE, FALSE, sizeof (guint));
  self->delimiter_choices = g_array_new (FALSE, FALSE, sizeof (guint));
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Its own undo would empty it; the project's takes the row back. */
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->header_spin), FALSE);
  self->updating = FALSE;
}

/* The first entry is what the file itself says. */
static void
fill_encodings (ClvFormatPanel         *self,
                const ClvProjectFormat *format)
{
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);
  guint selected = 0;

  g_array_set_size (self->encoding_choices, 0);
  if (format->wanted_encoding != NULL)
    gtk_string_list_append (texts, _("As the file looks"));
  else
    gtk_string_list_append (texts, format->encoding);
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      /* What the file looks like is the first entry already. */
      if (format->wanted_encoding == NULL && format->encoding != NULL && g_ascii_strcasecmp (encodings[i].name, format->encoding) == 0)
        continue;
      gtk_string_list_append (texts, _(encodings[i].title));
      g_array_append_val (self->encoding_choices, i);
      if (g_strcmp0 (encodings[i].name, format->wanted_encoding) == 0)
        selected = self->encoding_choices->len;
    }
  gtk_drop_down_set_model (self->encodings, G_LIST_MODEL (texts));
  gtk_drop_down_set_selected (self->encodings, selected);
}

static void
fill_delimiters (ClvFormatPanel         *self,
                 const ClvProjectFormat *format)
{
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);
  g_autofree char *found = dup_delimiter_title (format->delimiter);
  guint selected = 0;

  g_array_set_size (self->delimiter_choices, 0);
  gtk_string_list_append (texts, format->wanted_delimiter != '\0' ? _("As the file looks") : found);
  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    {
      if (format->wanted_delimiter == '\0' && delimiters[i].delimiter == format->delimiter)
        continue;
      gtk_string_list_append (texts, _(delimiters[i].title));
      g_array_append_val (self->delimiter_choices, i);
      if (delimiters[i].delimiter == format->wanted_delimiter)
        selected = self->delimiter_choices->len;
    }
  gtk_drop_down_set_model (self->delimiters, G_LIST_MODEL (texts));
  gtk_drop_down_set_selected (self->delimiters, selected);
}

static void
show_header_row (ClvFormatPanel         *self,
                 const ClvProjectFormat *format)
{
  const char *subtitle;

  if (format->wanted_header_row != 0)
    subtitle = _("as you said; rows above it are set aside");
  else if (format->header_row == 0)
    subtitle = _("no row looks like one: choose it, if there is one");
  else
    subtitle = _("found by itself; rows above it are set aside");
  adw_action_row_set_subtitle (self->header_row, subtitle);
  /* What is being typed is newer than what was read. */
  if (self->typing == 0)
    gtk_spin_button_set_value (self->header_spin, format->header_row > 0 ? format->header_row : 1);
  gtk_widget_set_visible (self->find_button, format->wanted_header_row != 0);
}

/**
 * clv_format_panel_set:
 * @project: (nullable): whose file it is
 * @table: of its mapping
 *
 * Shows how the file was read, and takes changes.
 */
void
clv_format_panel_set (ClvFormatPanel *self,
                      ClvProject     *project,
                      guint           table)
{
  ClvProjectFormat format;
  g_autofree char *file = NULL;

  g_return_if_fail (CLV_IS_FORMAT_PANEL (self));

  if (self->project != project || self->table != table)
    g_clear_handle_id (&self->typing, g_source_remove);
  self->project = project;
  self->table = table;
  if (project == NULL || !clv_project_get_format (project, table, &format))
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  self->updating = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->file_row), format.is_text);
  if (format.is_text)
    {
      file = g_markup_escape_text (format.evidence, -1);
      adw_action_row_set_subtitle (self->file_row, file);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->file_row), format.name);
      fill_encodings (self, &format);
      fill_delimiters (self, &format);
    }
  show_header_row (self, &format);
  self->updating = FALSE;
}
