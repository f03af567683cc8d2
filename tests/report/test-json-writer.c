/* test-json-writer.c - JSON that every reader takes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <float.h>
#include <locale.h>
#include <math.h>

#include "clv-json-writer.h"

static char *
number (double value)
{
  GString *text = g_string_new (NULL);
  ClvJson json;

  clv_json_init (&json, text);
  clv_json_number (&json, NULL, value);
  return g_string_free (text, FALSE);
}

static void
test_numbers_are_shortest (void)
{
  /* Shortest digits that give the same double: as JavaScript prints them. */
  static const struct
  {
    double      value;
    const char *text;
  } rows[] = {
    { 0.1, "0.1" },           { 777.32, "777.32" },     { 0.1 + 0.2, "0.30000000000000004" },
    { 1e300, "1e+300" },      { 0, "0" },               { -0.0, "0" },
    { -42, "-42" },           { 1e15, "1e+15" },        { 123456789012345, "123456789012345" },
    { 2733169.55, "2733169.55" }, { 1.0 / 3, "0.3333333333333333" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = number (rows[i].value);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_every_number_reads_back (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      double value = ldexp (g_test_rand_double_range (-1, 1), g_test_rand_int_range (-60, 60));
      g_autofree char *text = number (value);

      g_assert_cmpfloat (g_ascii_strtod (text, NULL), ==, value);
    }
}

static void
test_what_is_not_finite_is_null (void)
{
  g_autofree char *nan = number (NAN), *infinite = number (-INFINITY);

  g_assert_cmpstr (nan, ==, "null");
  g_assert_cmpstr (infinite, ==, "null");
}

static void
test_comma_locale_changes_nothing (void)
{
  static const char *const names[] = { "de_DE.UTF-8", "fr_FR.UTF-8", "pt_BR.UTF-8" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (setlocale (LC_NUMERIC, names[i]) != NULL)
      {
        g_autofree char *text = number (1.5);

        setlocale (LC_NUMERIC, "C");
        g_assert_cmpstr (text, ==, "1.5");
        return;
      }
  g_test_skip ("no locale with a decimal comma is installed");
}

static void
test_text_is_escaped_and_valid (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  ClvJson json;

  clv_json_init (&json, text);
  clv_json_text (&json, NULL, "a\"b\\c\n\x01\xff\xc3\xa9");
  g_assert_cmpstr (text->str, ==, "\"a\\\"b\\\\c\\n\\u0001\xef\xbf\xbd\xc3\xa9\"");
}

static void
test_commas_and_lines_stand_in_their_places (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  ClvJson json;

  clv_json_init (&json, text);
  clv_json_begin_object (&json, NULL);
  clv_json_begin_array (&json, "empty");
  clv_json_end_array (&json);
  clv_json_begin_array (&json, "rows");
  for (guint i = 0; i < 2; i++)
    {
      clv_json_begin_line (&json, NULL);
      clv_json_integer (&json, "n", i);
      clv_json_boolean (&json, "b", i == 0);
      clv_json_end_object (&json);
    }
  clv_json_end_array (&json);
  clv_json_null (&json, "z");
  clv_json_end_object (&json);
  g_assert_cmpstr (text->str, ==,
                   "{\n  \"empty\": [],\n  \"rows\": [\n    {\"n\": 0, \"b\": true},\n    {\"n\": 1, \"b\": false}\n  ],\n"
                   "  \"z\": null\n}");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/json-writer/numbers-are-shortest", test_numbers_are_shortest);
  g_test_add_func ("/report/json-writer/every-number-reads-back", test_every_number_reads_back);
  g_test_add_func ("/report/json-writer/what-is-not-finite-is-null", test_what_is_not_finite_is_null);
  g_test_add_func ("/report/json-writer/comma-locale-changes-nothing", test_comma_locale_changes_nothing);
  g_test_add_func ("/report/json-writer/text-is-escaped-and-valid", test_text_is_escaped_and_valid);
  g_test_add_func ("/report/json-writer/commas-and-lines-stand-in-their-places",
                   test_commas_and_lines_stand_in_their_places);
  return g_test_run ();
}
