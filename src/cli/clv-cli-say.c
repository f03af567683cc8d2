/* clv-cli-say.c - what goes to standard output and standard error
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-cli.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdarg.h>
#include <stdio.h>

/**
 * clv_cli_complain:
 * @format: as for printf(), a sentence
 *
 * Says on standard error what is wrong, one line.
 */
void
clv_cli_complain (const char *format,
                  ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  clv_cli_work_end ();
  fprintf (stderr, "clientele-report: %s\n", message);
}

/**
 * clv_cli_print:
 * @text: (array length=length): what to print
 *
 * Returns: FALSE after a complaint when standard output takes no more
 */
gboolean
clv_cli_print (const char *text,
               gsize       length)
{
  if (fwrite (text, 1, length, stdout) == length && fflush (stdout) == 0)
    return TRUE;
  clv_cli_complain (_("Could not write to standard output: %s"), g_strerror (errno));
  return FALSE;
}
