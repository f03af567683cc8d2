/* test-xlsx-text.c - text that Excel takes as it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-xlsx-text.h"

static void
assert_text (const char *given,
             const char *expected)
{
  g_autofree char *text = clv_xlsx_dup_text (given);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_escapes_are_escaped (void)
{
  /* Excel would show “A”. */
  assert_text ("_x0041_", "_x005F_x0041_");
  assert_text ("_x004_ _X0041_", "_x004_ _X0041_");
}

static void
test_bytes_become_valid (void)
{
  assert_text ("caf\xe9", "caf\xef\xbf\xbd");
  assert_text ("a\x01"
               "b\r\n",
               "a\xef\xbf\xbd"
               "b\n");
}

static void
test_long_text_is_cut (void)
{
  g_autofree char *given = g_strnfill (40000, 'x');
  g_autofree char *text = clv_xlsx_dup_text (given);

  /* A cell holds 32,767 characters (Excel specifications and limits). */
  g_assert_cmpint (g_utf8_strlen (text, -1), <=, 32767);
  g_assert_cmpint (g_utf8_strlen (text, -1), >, 32700);
  g_assert_true (g_str_has_suffix (text, "…"));
}

static void
test_sheet_names_are_allowed_ones (void)
{
  static const struct
  {
    const char *given, *name;
  } rows[] = {
    { "Whale & concentration", "Whale & concentration" },
    { "a[b]c:d*e?f/g\\h", "a-b-c-d-e-f-g-h" },
    { "'quoted'", "quoted" },
    { "", "Sheet" },
    { "a name that is longer than thirty-one characters", "a name that is longer than thir" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = clv_xlsx_dup_sheet_name (rows[i].given);

      g_assert_cmpstr (name, ==, rows[i].name);
    }
}

static void
test_east_asian_letters_are_two_wide (void)
{
  g_assert_cmpuint (clv_xlsx_text_width ("abc"), ==, 3);
  g_assert_cmpuint (clv_xlsx_text_width ("女性"), ==, 4);
  g_assert_cmpuint (clv_xlsx_text_width ("a\nlonger"), ==, 6);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/xlsx-text/escapes-are-escaped", test_escapes_are_escaped);
  g_test_add_func ("/report/xlsx-text/bytes-become-valid", test_bytes_become_valid);
  g_test_add_func ("/report/xlsx-text/long-text-is-cut", test_long_text_is_cut);
  g_test_add_func ("/report/xlsx-text/sheet-names-are-allowed-ones", test_sheet_names_are_allowed_ones);
  g_test_add_func ("/report/xlsx-text/east-asian-letters-are-two-wide", test_east_asian_letters_are_two_wide);
  return g_test_run ();
}
