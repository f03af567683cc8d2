/* main.c - starts the desktop application
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>

#include "clv-application.h"

static gboolean show_version;

static const GOptionEntry options[] = {
  { "version", 0, 0, G_OPTION_ARG_NONE, &show_version, N_("Show the version and end"), NULL },
  { NULL }
};

static int
handle_local_options_cb (GApplication *application,
                         GVariantDict *dict,
                         gpointer      user_data)
{
  if (!show_version)
    return -1;
  printf ("clientele %s\n", CLV_VERSION);
  return 0;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (ClvApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, CLV_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name ("Clientele");

  application = clv_application_new (G_APPLICATION_DEFAULT_FLAGS);
  g_application_set_option_context_parameter_string (G_APPLICATION (application), _("[FILE…]"));
  g_application_add_main_option_entries (G_APPLICATION (application), options);
  g_signal_connect (application, "handle-local-options", G_CALLBACK (handle_local_options_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
