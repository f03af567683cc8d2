/* test-save.c - charts as files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "clv-chart-draw.h"
#include "clv-test.h"
#include "samples.h"

static const ClvChartTheme theme = { .text_scale = 1, .with_title = TRUE, .opaque = TRUE };

/* Cairo 1.16 loses an array with each PDF that has Chinese text. The other
 * tests draw with cairo as well, and find what we lose there ourselves. */
const char *__lsan_default_suppressions (void);

const char *
__lsan_default_suppressions (void)
{
  return "leak:libfontconfig\nleak:libcairo\n";
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static char *
save (const char *name,
      gsize      *length)
{
  g_autoptr (ClvChart) chart = sample_trend ();
  g_autofree char *dir = clv_test_dir ();
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr (GError) error = NULL;
  char *contents = NULL;

  g_assert_true (clv_chart_save (chart, path, 420, 300, &theme, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &contents, length, NULL));
  /* The file and nothing temporary. */
  g_assert_cmpuint (count_files (dir), ==, 1);
  return contents;
}

static void
png_has_two_pixels_a_unit (void)
{
  gsize length;
  g_autofree char *png = save ("Umsatz ü.png", &length);
  guint32 size[2];

  g_assert_cmpuint (length, >, 1000);
  g_assert_cmpmem (png, 8, "\x89PNG\r\n\x1a\n", 8);
  memcpy (size, png + 16, sizeof size);
  g_assert_cmpuint (GUINT32_FROM_BE (size[0]), ==, 840);
  g_assert_cmpuint (GUINT32_FROM_BE (size[1]), ==, 600);
}

/* SVG knows the point only: a decimal comma would make a list of two numbers. */
static void
assert_svg_numbers (const char *svg)
{
  g_autoptr (GRegex) comma = g_regex_new ("(width|height|x|y|stroke-width)=\"-?[0-9]+,", 0, 0, NULL);
  g_autoptr (GRegex) path = g_regex_new ("[ML] -?[0-9]+(\\.[0-9]+)? -?[0-9]+(\\.[0-9]+)? ", 0, 0, NULL);

  g_assert_false (g_regex_match (comma, svg, 0, NULL));
  g_assert_true (g_regex_match (path, svg, 0, NULL));
}

static void
svg_has_its_size (void)
{
  gsize length;
  g_autofree char *svg = save ("chart.SVG", &length);

  g_assert_nonnull (strstr (svg, "<svg "));
  g_assert_nonnull (strstr (svg, "viewBox=\"0 0 420 300\""));
  assert_svg_numbers (svg);
}

static void
svg_survives_a_comma_locale (void)
{
  g_autofree char *svg = NULL;
  gsize length;

  if (!sample_use_comma_locale ())
    return;
  svg = save ("chart.svg", &length);
  setlocale (LC_ALL, "C.UTF-8");
  assert_svg_numbers (svg);
}

static void
pdf_has_its_size (void)
{
  gsize length;
  g_autofree char *pdf = save ("chart.pdf", &length);
  const char *box = "/MediaBox [ 0 0 315 225 ]";

  g_assert_cmpuint (length, >, 1000);
  g_assert_true (g_str_has_prefix (pdf, "%PDF-"));
  /* 420 × 300 pixels of 1/96 inch are 315 × 225 points. */
  g_assert_nonnull (memmem (pdf, length, box, strlen (box)));
}

static void
every_chart_can_be_saved_twice (void)
{
  static const char *const endings[] = { "png", "svg", "pdf" };
  g_autofree char *dir = clv_test_dir ();

  for (guint k = 0; sample_all[k] != NULL; k++)
    for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
      {
        g_autoptr (ClvChart) chart = sample_all[k]();
        g_autofree char *name = g_strdup_printf ("chart.%s", endings[i]);
        g_autofree char *path = g_build_filename (dir, name, NULL);
        g_autoptr (GError) error = NULL;

        /* Over the one before. */
        g_assert_true (clv_chart_save (chart, path, 640, 400, &theme, &error));
        g_assert_no_error (error);
      }
  g_assert_cmpuint (count_files (dir), ==, G_N_ELEMENTS (endings));
}

static void
unknown_ending_is_refused (void)
{
  g_autoptr (ClvChart) chart = sample_trend ();
  g_autofree char *dir = clv_test_dir ();
  g_autofree char *path = g_build_filename (dir, "chart.bmp", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (clv_chart_save (chart, path, 420, 300, &theme, &error));
  g_assert_error (error, CLV_CHART_ERROR, CLV_CHART_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "“chart.bmp”"));
  g_assert_nonnull (strstr (error->message, ".svg"));
  g_assert_cmpuint (count_files (dir), ==, 0);
}

static void
missing_folder_is_named (void)
{
  g_autoptr (ClvChart) chart = sample_trend ();
  g_autofree char *dir = clv_test_dir ();
  g_autofree char *path = g_build_filename (dir, "not here", "chart.svg", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (clv_chart_save (chart, path, 420, 300, &theme, &error));
  g_assert_error (error, CLV_CHART_ERROR, CLV_CHART_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "“chart.svg”"));
  g_assert_nonnull (strstr (error->message, "folder does not exist"));
  g_assert_cmpuint (count_files (dir), ==, 0);
}

static void
failing_leaves_nothing_behind (void)
{
  g_autoptr (ClvChart) chart = sample_trend ();
  g_autofree char *dir = clv_test_dir ();
  /* A folder with the name of the file lets the last step fail, the renaming, for root too. */
  g_autofree char *path = g_build_filename (dir, "chart.png", NULL);
  g_autofree char *inside = g_build_filename (path, "kept", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (inside, 0755), ==, 0);

  g_assert_false (clv_chart_save (chart, path, 420, 300, &theme, &error));

  g_assert_error (error, CLV_CHART_ERROR, CLV_CHART_ERROR_WRITE);
  g_assert_cmpuint (count_files (dir), ==, 1);
  g_assert_true (g_file_test (inside, G_FILE_TEST_IS_DIR));
}

static void
unwritable_folder_is_told (void)
{
  g_autoptr (ClvChart) chart = sample_trend ();
  g_autofree char *dir = clv_test_dir ();
  g_autofree char *path = g_build_filename (dir, "chart.pdf", NULL);
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0)
    {
      g_test_skip ("root may write everywhere");
      return;
    }
  g_assert_cmpint (g_chmod (dir, 0500), ==, 0);
  g_assert_false (clv_chart_save (chart, path, 420, 300, &theme, &error));
  g_chmod (dir, 0700);
  g_assert_error (error, CLV_CHART_ERROR, CLV_CHART_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "Choose another folder"));
  g_assert_cmpuint (count_files (dir), ==, 0);
}

static void
too_large_a_picture_is_told (void)
{
  g_autoptr (ClvChart) chart = sample_trend ();
  g_autofree char *dir = clv_test_dir ();
  g_autofree char *path = g_build_filename (dir, "chart.png", NULL);
  g_autoptr (GError) error = NULL;

  /* Cairo's pictures end at 32,767 pixels. */
  g_assert_false (clv_chart_save (chart, path, 40000, 300, &theme, &error));
  g_assert_error (error, CLV_CHART_ERROR, CLV_CHART_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "smaller"));
  g_assert_cmpuint (count_files (dir), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/save/png-has-two-pixels-a-unit", png_has_two_pixels_a_unit);
  g_test_add_func ("/chart/save/svg-has-its-size", svg_has_its_size);
  g_test_add_func ("/chart/save/svg-survives-a-comma-locale", svg_survives_a_comma_locale);
  g_test_add_func ("/chart/save/pdf-has-its-size", pdf_has_its_size);
  g_test_add_func ("/chart/save/every-chart-can-be-saved-twice", every_chart_can_be_saved_twice);
  g_test_add_func ("/chart/save/unknown-ending-is-refused", unknown_ending_is_refused);
  g_test_add_func ("/chart/save/missing-folder-is-named", missing_folder_is_named);
  g_test_add_func ("/chart/save/failing-leaves-nothing-behind", failing_leaves_nothing_behind);
  g_test_add_func ("/chart/save/unwritable-folder-is-told", unwritable_folder_is_told);
  g_test_add_func ("/chart/save/too-large-a-picture-is-told", too_large_a_picture_is_told);
  return sample_run ();
}
