/* clv-report-pdf.c - the report as pages to print: figures and findings, then the charts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-report.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "clv-chart-draw.h"
#include "clv-format.h"
#include "clv-report-file.h"
#include "clv-report-private.h"

/* A4 upright, in points. */
#define PAGE_WIDTH 595.276
#define PAGE_HEIGHT 841.89
#define MARGIN 45.0
#define BOTTOM (PAGE_HEIGHT - MARGIN - 14)
#define INNER (PAGE_WIDTH - 2 * MARGIN)
#define N_BEST 10

/* Charts are laid out for a screen; on paper the same drawing is set smaller. */
#define CHART_SCALE 0.7

#define INK 0x241F31
#define DIM 0x5E5C64
#define NAVY 0x1A3A66
#define BLUE 0x3584E4
#define TEAL 0x0F8A72

typedef struct
{
  cairo_t               *cr;
  const ClvFindings     *findings;
  const ClvReportOrigin *origin;
  double                 y;
  guint                  page;
  gboolean               has_profit;
} Pages;

typedef struct
{
  ClvReportFile *file;
  GError       **error;
} Sink;

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  Sink *sink = closure;

  /* The first failure is the one to tell. */
  if (*sink->error != NULL || !clv_report_file_write (sink->file, (const char *) data, length, sink->error))
    return CAIRO_STATUS_WRITE_ERROR;
  return CAIRO_STATUS_SUCCESS;
}

static void
set_colour (cairo_t *cr,
            guint32  colour)
{
  cairo_set_source_rgb (cr, ((colour >> 16) & 0xff) / 255.0, ((colour >> 8) & 0xff) / 255.0, (colour & 0xff) / 255.0);
}

/* Draws a paragraph and returns its height. @width < 0: one line, ending at @x. */
static double
draw_text (Pages      *self,
           const char *text,
           const char *font,
           guint32     colour,
           double      x,
           double      y,
           double      width)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (self->cr);
  PangoFontDescription *description = pango_font_description_from_string (font);
  int text_width, height;

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  if (width > 0)
    {
      pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    }
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_size (layout, &text_width, &height);
  set_colour (self->cr, colour);
  cairo_move_to (self->cr, width < 0 ? x - (double) text_width / PANGO_SCALE : x, y);
  pango_cairo_show_layout (self->cr, layout);
  return (double) height / PANGO_SCALE;
}

static void
draw_lines (Pages      *self,
            const char *text,
            const char *font,
            guint32     colour,
            double      x,
            double      y,
            double      width,
            int         n_lines)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (self->cr);
  PangoFontDescription *description = pango_font_description_from_string (font);

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_height (layout, -n_lines);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_text (layout, text, -1);
  set_colour (self->cr, colour);
  cairo_move_to (self->cr, x, y);
  pango_cairo_show_layout (self->cr, layout);
}

static void
draw_footer (Pages *self)
{
  g_autofree char *number = g_strdup_printf ("%u", self->page);

  draw_text (self, _("Confidential – contains customer data"), "Sans 8px", DIM, MARGIN, PAGE_HEIGHT - MARGIN + 6, 0);
  draw_text (self, number, "Sans 8px", DIM, PAGE_WIDTH - MARGIN, PAGE_HEIGHT - MARGIN + 6, -1);
}

static void
next_page (Pages *self)
{
  draw_footer (self);
  cairo_show_page (self->cr);
  self->page++;
  self->y = MARGIN;
}

static void
need (Pages *self,
      double height)
{
  if (self->y + height > BOTTOM)
    next_page (self);
}

static void
draw_head (Pages *self)
{
  g_autofree char *span = clv_report_dup_span (self->findings);
  g_autofree char *basis = clv_report_dup_basis (self->findings);
  g_autoptr (GString) subtitle = g_string_new (self->origin->title);
  ClvMetric as_of = clv_findings_get_metric (self->findings, CLV_M_AS_OF_DATE);

  if (*span != '\0')
    g_string_append_printf (subtitle, " · %s", span);
  if (isfinite (as_of.value))
    {
      g_autofree char *day = clv_format_day ((ClvDay) as_of.value);

      g_string_append (subtitle, " · ");
      /* Translators: %s is a date */
      g_string_append_printf (subtitle, _("as of %s"), day);
    }
  g_string_append (subtitle, " · ");
  /* Translators: %s is such as “profit as in the file” */
  g_string_append_printf (subtitle, _("basis: %s"), basis);
  set_colour (self->cr, 0x1A5FB4);
  cairo_rectangle (self->cr, MARGIN, self->y, 3, 46);
  cairo_fill (self->cr);
  draw_text (self, _("What your customers are worth"), "Sans Bold 22px", NAVY, MARGIN + 12, self->y, INNER);
  self->y += 30;
  self->y += draw_text (self, subtitle->str, "Sans 10px", DIM, MARGIN + 12, self->y, INNER - 12) + 14;
}

static void
draw_card (Pages      *self,
           ClvMetricId id,
           double      x,
           double      y,
           double      width)
{
  ClvMetric metric = clv_findings_get_metric (self->findings, id);
  g_autofree char *value = clv_format_metric (id, metric.value, clv_findings_get_currency (self->findings));
  gboolean is_value = id == CLV_M_PROFIT || id == CLV_M_VALUE_PER_CUSTOMER || id == CLV_M_CLV_MARGIN_MULTIPLE;

  set_colour (self->cr, 0xF4F6FA);
  cairo_rectangle (self->cr, x, y, width, 66);
  cairo_fill (self->cr);
  set_colour (self->cr, is_value ? TEAL : BLUE);
  cairo_rectangle (self->cr, x, y, width, 2);
  cairo_fill (self->cr);
  draw_lines (self, clv_metric_get_title (id), "Sans 9px", DIM, x + 8, y + 8, width - 12, 1);
  draw_lines (self, value, "Sans Bold 17px", INK, x + 8, y + 20, width - 12, 1);
  draw_lines (self, isfinite (metric.value) ? clv_metric_get_formula (id) : clv_reason_get_text (metric.reason),
                     "Sans 7px", DIM, x + 8, y + 44, width - 12, 2);
}

static void
draw_cards (Pages *self)
{
  static const ClvMetricId with_profit[] = {
    CLV_M_CUSTOMERS, CLV_M_REVENUE, CLV_M_PROFIT,         CLV_M_VALUE_PER_CUSTOMER,
    CLV_M_AOV,       CLV_M_PURCHASE_FREQUENCY, CLV_M_RETENTION_RATE, CLV_M_CLV_MARGIN_MULTIPLE,
  };
  static const ClvMetricId without_profit[] = {
    CLV_M_CUSTOMERS, CLV_M_REVENUE, CLV_M_REFUNDS,        CLV_M_REVENUE_PER_CUSTOMER,
    CLV_M_AOV,       CLV_M_PURCHASE_FREQUENCY, CLV_M_RETENTION_RATE, CLV_M_TOP_DECILE_REVENUE_SHARE,
  };
  const ClvMetricId *ids = self->has_profit ? with_profit : without_profit;
  const double gap = 8, width = (INNER - 3 * gap) / 4;

  for (guint i = 0; i < G_N_ELEMENTS (with_profit); i++)
    draw_card (self, ids[i], MARGIN + (i % 4) * (width + gap), self->y + (i / 4) * 74, width);
  self->y += 2 * 74 + 10;
}

static void
draw_heading (Pages      *self,
              const char *text)
{
  need (self, 60);
  self->y += draw_text (self, text, "Sans Bold 13px", NAVY, MARGIN, self->y, INNER) + 6;
}

static void
draw_findings (Pages *self)
{
  guint n = clv_findings_get_n_sentences (self->findings);

  if (n == 0)
    return;
  draw_heading (self, _("Findings"));
  for (guint i = 0; i < n; i++)
    {
      need (self, 30);
      draw_text (self, "•", "Sans 10px", BLUE, MARGIN, self->y, 0);
      self->y += draw_text (self, clv_findings_get_sentence (self->findings, i)->text, "Sans 10px", INK, MARGIN + 12,
                            self->y, INNER - 12)
                 + 4;
    }
  self->y += 10;
}

static void
draw_best (Pages *self)
{
  const ClvCustomers *all = clv_findings_get_customers (self->findings);
  ClvLedger *ledger = clv_findings_get_ledger (self->findings);
  const char *currency = clv_findings_get_currency (self->findings);
  guint32 n;
  const guint32 *by_rank = clv_findings_get_by_rank (self->findings, &n);
  gboolean knows_orders = clv_report_knows_orders (self->findings);
  const double right[] = { MARGIN + 290, MARGIN + 370, MARGIN + 450, MARGIN + INNER };

  if (n == 0)
    return;
  draw_heading (self, _("Best customers"));
  draw_text (self, _("Orders"), "Sans 8px", DIM, right[0], self->y, -1);
  draw_text (self, _("Revenue"), "Sans 8px", DIM, right[1], self->y, -1);
  if (self->has_profit)
    draw_text (self, _("Profit"), "Sans 8px", DIM, right[2], self->y, -1);
  draw_text (self, _("Share"), "Sans 8px", DIM, right[3], self->y, -1);
  self->y += 13;
  /* Those whose figure is not known come last, without a rank. */
  for (guint32 i = 0; i < MIN (n, N_BEST) && all->rank[by_rank[i]] != 0; i++)
    {
      guint32 customer = by_rank[i];
      const char *id = clv_ledger_get_customer_id (ledger, customer);
      const char *name = clv_ledger_get_customer_name (ledger, customer);
      g_autofree char *who = *name != '\0' && strcmp (name, id) != 0 ? g_strdup_printf ("%u  %s (%s)", all->rank[customer], name, id)
                                                                      : g_strdup_printf ("%u  %s", all->rank[customer], id);
      g_autofree char *orders = clv_format_number (knows_orders ? all->orders[customer] : NAN, 0);
      g_autofree char *revenue = clv_format_money (all->revenue[customer], currency, 2);
      g_autofree char *profit = clv_format_money (all->profit[customer], currency, 2);
      g_autofree char *share = clv_format_percent (all->share[customer], 1);

      need (self, 16);
      draw_lines (self, who, "Sans 9px", INK, MARGIN, self->y, 240, 1);
      draw_text (self, orders, "Sans 9px", INK, right[0], self->y, -1);
      draw_text (self, revenue, "Sans 9px", INK, right[1], self->y, -1);
      if (self->has_profit)
        draw_text (self, profit, "Sans Bold 9px", all->profit[customer] < 0 ? 0xB0420F : INK, right[2], self->y, -1);
      draw_text (self, share, "Sans 9px", INK, right[3], self->y, -1);
      self->y += 14;
    }
}

static void
draw_proof (Pages *self)
{
  const ClvReconciliation *account = clv_book_get_reconciliation (clv_findings_get_book (self->findings));
  g_autofree char *text = NULL;

  if (account->rows_read == 0)
    return;
  self->y += 10;
  need (self, 20);
  text = clv_report_dup_account (self->findings);
  self->y += draw_text (self, text, "Sans 8px", DIM, MARGIN, self->y, INNER);
}

/* Two on a page, each with its finding as title. */
static void
draw_charts (Pages         *self,
             const ClvWork *work)
{
  const char *const *names = clv_report_chart_names ();
  const double height = (BOTTOM - MARGIN) / 2;
  ClvChartTheme theme = CLV_CHART_THEME_LIGHT;
  guint drawn = 0;

  theme.with_title = TRUE;
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (ClvChart) chart = clv_report_chart (self->findings, names[i], NULL, NULL);

      if (chart == NULL || clv_work_is_cancelled (work))
        continue;
      if (drawn % 2 == 0)
        next_page (self);
      cairo_save (self->cr);
      cairo_translate (self->cr, MARGIN, MARGIN + (drawn % 2) * height);
      cairo_scale (self->cr, CHART_SCALE, CHART_SCALE);
      clv_chart_draw (chart, self->cr, INNER / CHART_SCALE, (height - 24) / CHART_SCALE, &theme, NULL);
      cairo_restore (self->cr);
      drawn++;
    }
}

static void
draw_pages (Pages         *self,
            const ClvWork *work)
{
  draw_head (self);
  draw_cards (self);
  draw_findings (self);
  draw_best (self);
  draw_proof (self);
  draw_charts (self, work);
  draw_footer (self);
  cairo_show_page (self->cr);
}

/**
 * clv_report_write_pdf:
 * @findings: what the analysis found
 * @origin: where the data came from
 * @path: where the file shall appear
 * @work: (nullable): cancelling
 *
 * A4 pages: the most important figures and findings, then every chart that has something to show.
 *
 * Returns: FALSE with a CLV_REPORT_ERROR; nothing is left behind then
 */
gboolean
clv_report_write_pdf (const ClvFindings     *findings,
                      const ClvReportOrigin *origin,
                      const char            *path,
                      const ClvWork         *work,
                      GError               **error)
{
  ClvReportFile file;
  g_autoptr (GError) failure = NULL;
  Sink sink = { &file, &failure };
  cairo_surface_t *surface;
  Pages pages = {
    .findings = findings,
    .origin = origin,
    .y = MARGIN,
    .page = 1,
    .has_profit = clv_findings_has_profit (findings),
  };
  cairo_status_t status;

  if (!clv_report_file_begin (&file, path, error))
    return FALSE;
  surface = cairo_pdf_surface_create_for_stream (write_cb, &sink, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, _("What your customers are worth"));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Clientele " CLV_VERSION);
  pages.cr = cairo_create (surface);
  draw_pages (&pages, work);
  status = cairo_status (pages.cr);
  cairo_destroy (pages.cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (failure == NULL && clv_work_is_cancelled (work))
    g_set_error_literal (&failure, CLV_REPORT_ERROR, CLV_REPORT_ERROR_CANCELLED, _("Cancelled"));
  if (failure == NULL && status != CAIRO_STATUS_SUCCESS)
    g_set_error (&failure, CLV_REPORT_ERROR, CLV_REPORT_ERROR_WRITE, _("Could not make “%s”: %s."), path,
                 cairo_status_to_string (status));
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      clv_report_file_abandon (&file);
      return FALSE;
    }
  return clv_report_file_commit (&file, error);
}
