/* clv-chart-save.c - charts as pictures: PNG, SVG, PDF, and for the clipboard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-chart-draw.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define PNG_SCALE 2
/* PDF counts in points of 1/72 inch, pictures in pixels of 1/96. */
#define POINTS_PER_PIXEL 0.75

G_DEFINE_QUARK (clv-chart-error-quark, clv_chart_error)

static cairo_status_t
append_cb (void                *closure,
           const unsigned char *data,
           unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/**
 * clv_chart_to_surface:
 * @chart: a chart
 * @width: of the picture
 * @height: of the picture
 * @scale: pixels a unit, 2 for a sharp picture
 * @theme: how it looks
 *
 * The chart as pixels.
 *
 * Returns: (transfer full): an ARGB32 surface; in an error state when there is no memory for it
 */
cairo_surface_t *
clv_chart_to_surface (const ClvChart      *chart,
                      double               width,
                      double               height,
                      double               scale,
                      const ClvChartTheme *theme)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (width * scale),
                                                         (int) ceil (height * scale));
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  clv_chart_draw (chart, cr, width, height, theme, NULL);
  cairo_destroy (cr);
  return surface;
}

static cairo_status_t
render_png (const ClvChart      *chart,
            double               width,
            double               height,
            const ClvChartTheme *theme,
            GByteArray          *bytes)
{
  cairo_surface_t *surface = clv_chart_to_surface (chart, width, height, PNG_SCALE, theme);
  const cairo_status_t status = cairo_surface_write_to_png_stream (surface, append_cb, bytes);

  cairo_surface_destroy (surface);
  return status;
}

static cairo_status_t
render_vectors (const ClvChart      *chart,
                double               width,
                double               height,
                const ClvChartTheme *theme,
                gboolean             pdf,
                GByteArray          *bytes)
{
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  if (pdf)
    {
      surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, width * POINTS_PER_PIXEL,
                                                     height * POINTS_PER_PIXEL);
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, chart->title != NULL ? chart->title : "");
    }
  else
    {
      surface = cairo_svg_surface_create_for_stream (append_cb, bytes, width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
    }
  cr = cairo_create (surface);
  if (pdf)
    cairo_scale (cr, POINTS_PER_PIXEL, POINTS_PER_PIXEL);
  clv_chart_draw (chart, cr, width, height, theme, NULL);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

/* What went wrong with the file, and what helps. */
static void
set_write_error (GError       **error,
                 const char    *name,
                 const GError  *reason)
{
  static const struct
  {
    int         code;
    const char *what;
  } known[] = {
    { G_FILE_ERROR_NOSPC, N_("the disk is full. Delete what you no longer need, or choose another disk.") },
    { G_FILE_ERROR_ACCES, N_("you may not write there. Choose another folder.") },
    { G_FILE_ERROR_PERM, N_("you may not write there. Choose another folder.") },
    { G_FILE_ERROR_ROFS, N_("nothing can be written there. Choose another folder.") },
    { G_FILE_ERROR_NOENT, N_("the folder does not exist. Choose another one.") },
    { G_FILE_ERROR_NOTDIR, N_("the folder does not exist. Choose another one.") },
    { G_FILE_ERROR_ISDIR, N_("a folder has this name. Choose another name.") },
    { G_FILE_ERROR_NAMETOOLONG, N_("the name is too long. Choose a shorter one.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_error_matches (reason, G_FILE_ERROR, known[i].code))
      {
        /* Translators: file name, then what is wrong and what to do, as “the disk is full. …” */
        g_set_error (error, CLV_CHART_ERROR, CLV_CHART_ERROR_WRITE, _("The chart could not be saved as “%s”: %s"), name,
                     _(known[i].what));
        return;
      }
  g_set_error (error, CLV_CHART_ERROR, CLV_CHART_ERROR_WRITE,
               _("The chart could not be saved as “%s” (%s). Choose another folder or name."), name, reason->message);
}

/**
 * clv_chart_save:
 * @chart: a chart
 * @path: the file; its ending chooses the format: .png (two pixels a unit), .svg, .pdf
 * @width: of the picture
 * @height: of the picture
 * @theme: how it looks
 * @error: CLV_CHART_ERROR
 *
 * Saves the chart. The picture is made in memory, written to a temporary file
 * beside @path and renamed, so that a failure leaves what was there before.
 *
 * Returns: FALSE with @error set
 */
gboolean
clv_chart_save (const ClvChart       *chart,
                const char           *path,
                double                width,
                double                height,
                const ClvChartTheme  *theme,
                GError              **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autoptr (GError) reason = NULL;
  cairo_status_t status;

  if (g_str_has_suffix (lower, ".png"))
    status = render_png (chart, width, height, theme, bytes);
  else if (g_str_has_suffix (lower, ".svg"))
    status = render_vectors (chart, width, height, theme, FALSE, bytes);
  else if (g_str_has_suffix (lower, ".pdf"))
    status = render_vectors (chart, width, height, theme, TRUE, bytes);
  else
    {
      g_set_error (error, CLV_CHART_ERROR, CLV_CHART_ERROR_FORMAT,
                   _("“%s” does not say which kind of picture it is. Give it a name that ends in .png, .svg or .pdf."),
                   name);
      return FALSE;
    }
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, CLV_CHART_ERROR, CLV_CHART_ERROR_WRITE,
                   _("The chart could not be drawn for “%s” (%s). Try a smaller picture."), name,
                   cairo_status_to_string (status));
      return FALSE;
    }
  if (!g_file_set_contents_full (path, (const char *) bytes->data, bytes->len, G_FILE_SET_CONTENTS_CONSISTENT, 0666,
                                 &reason))
    {
      set_write_error (error, name, reason);
      return FALSE;
    }
  return TRUE;
}
