/* clv-chart-view.c - one chart on screen: title, picture, menu, and its twin as a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-chart-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-chart-copy.h"
#include "clv-chart-draw.h"
#include "clv-compat.h"
#include "clv-text-table.h"

struct _ClvChartView
{
  AdwBin        parent_instance;

  /* template */
  GtkWidget    *header;
  GtkLabel     *title;
  GtkLabel     *subtitle;
  GtkStack     *stack;
  GtkWidget    *area;
  GtkOverlay   *overlay;
  GtkLabel     *cut_label;
  ClvTextTable *table;
  GtkLabel     *message;

  /* owned */
  ClvChart     *chart;

  /* state */
  ClvChartHit   hover;
  gboolean      hovering;
  gboolean      dragging;
  gboolean      show_table;
  double        cut_step, cut_page;
};

enum
{
  PROP_CHART_HEIGHT = 1,
  PROP_SHOW_HEADER,
  PROP_SHOW_TABLE,
  N_PROPS
};

enum
{
  CUT_MOVED,
  POINT_ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ClvChartView, clv_chart_view, ADW_TYPE_BIN)

/* The same size as the picture on the Summary sheet, so that text keeps its proportion. */
#define SAVED_WIDTH 960
#define SAVED_HEIGHT 540

static ClvChartTheme
screen_theme (ClvChartView *self)
{
  ClvChartTheme theme = CLV_CHART_THEME_LIGHT;

  theme.dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  return theme;
}

static ClvChartTheme
paper_theme (void)
{
  ClvChartTheme theme = CLV_CHART_THEME_LIGHT;

  theme.with_title = TRUE;
  theme.opaque = TRUE;
  return theme;
}

static void
draw_cb (GtkDrawingArea *area,
         cairo_t        *cr,
         int             width,
         int             height,
         gpointer        user_data)
{
  ClvChartView *self = user_data;
  ClvChartTheme theme = screen_theme (self);

  if (self->chart != NULL)
    clv_chart_draw (self->chart, cr, width, height, &theme, self->hovering ? &self->hover : NULL);
}

static gboolean
hit_at (ClvChartView *self,
        double        x,
        double        y,
        ClvChartHit  *hit)
{
  ClvChartTheme theme = screen_theme (self);

  return clv_chart_hit (self->chart, gtk_widget_get_width (self->area), gtk_widget_get_height (self->area),
                        &theme, x, y, hit);
}

static double
value_at (ClvChartView *self,
          double        x)
{
  ClvChartTheme theme = screen_theme (self);

  return clv_chart_x_at (self->chart, gtk_widget_get_width (self->area), gtk_widget_get_height (self->area), &theme, x);
}

static void
describe (ClvChartView *self)
{
  g_autofree char *description = NULL;

  if (self->chart == NULL)
    return;
  description = g_strdup_printf ("%s%s%s%s%s", self->chart->description != NULL ? self->chart->description : "",
                                 self->hovering ? "\n" : "", self->hovering ? self->hover.text : "",
                                 gtk_widget_get_visible (GTK_WIDGET (self->cut_label)) ? "\n" : "",
                                 gtk_widget_get_visible (GTK_WIDGET (self->cut_label))
                                   ? gtk_label_get_text (self->cut_label) : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL, self->chart->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

static void
set_hover (ClvChartView      *self,
           const ClvChartHit *hit)
{
  if (hit == NULL && !self->hovering)
    return;
  if (hit != NULL && self->hovering && hit->series == self->hover.series && hit->point == self->hover.point)
    return;
  self->hovering = hit != NULL;
  if (hit != NULL)
    self->hover = *hit;
  describe (self);
  gtk_widget_queue_draw (self->area);
}

static void
motion_cb (ClvChartView *self,
           double        x,
           double        y)
{
  ClvChartHit hit;

  if (self->chart == NULL || self->dragging)
    return;
  set_hover (self, hit_at (self, x, y, &hit) ? &hit : NULL);
}

static void
leave_cb (ClvChartView *self)
{
  set_hover (self, NULL);
}

/* The chart layer tells what lies under a pixel and not where a point stands; walking
 * the pixels in one direction until another point answers gives the neighbour. */
static void
step_hover (ClvChartView *self,
            int           dx,
            int           dy)
{
  double width = gtk_widget_get_width (self->area), height = gtk_widget_get_height (self->area);
  double x = self->hovering ? self->hover.anchor_x : (dx < 0 ? width : 0);
  double y = self->hovering ? self->hover.anchor_y : height / 2;
  ClvChartHit hit;

  if (!self->hovering && dy != 0)
    x = width / 2, y = dy < 0 ? height : 0;
  for (; x >= 0 && x <= width && y >= 0 && y <= height; x += dx, y += dy)
    if (hit_at (self, x, y, &hit)
        && (!self->hovering || hit.point != self->hover.point || hit.series != self->hover.series))
      {
        set_hover (self, &hit);
        return;
      }
}

static gboolean
has_cut (ClvChartView *self)
{
  return self->chart != NULL && isfinite (self->chart->cut);
}

static void
move_cut (ClvChartView *self,
          double        value)
{
  value = CLAMP (value, 0, 1);
  if (!has_cut (self) || value == self->chart->cut)
    return;
  clv_chart_view_set_cut (self, value);
  g_signal_emit (self, signals[CUT_MOVED], 0, value);
}

static gboolean
key_cb (ClvChartView    *self,
        guint            keyval,
        guint            keycode,
        GdkModifierType  state)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int forward = mirrored ? -1 : 1;

  if (self->chart == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      if (has_cut (self))
        move_cut (self, self->chart->cut - forward * self->cut_step);
      else
        step_hover (self, -1, 0);
      return GDK_EVENT_STOP;

    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      if (has_cut (self))
        move_cut (self, self->chart->cut + forward * self->cut_step);
      else
        step_hover (self, 1, 0);
      return GDK_EVENT_STOP;

    case GDK_KEY_Page_Up:
      if (!has_cut (self))
        return GDK_EVENT_PROPAGATE;
      move_cut (self, self->chart->cut + self->cut_page);
      return GDK_EVENT_STOP;

    case GDK_KEY_Page_Down:
      if (!has_cut (self))
        return GDK_EVENT_PROPAGATE;
      move_cut (self, self->chart->cut - self->cut_page);
      return GDK_EVENT_STOP;

    case GDK_KEY_Up:
    case GDK_KEY_Down:
      /* Only charts of horizontal bars and of cells have something above and below. */
      if (self->chart->y.categories == NULL && self->chart->series->len > 0
          && ((ClvChartSeries *) self->chart->series->pdata[0])->mark != CLV_MARK_BAR
          && ((ClvChartSeries *) self->chart->series->pdata[0])->mark != CLV_MARK_HEAT)
        return GDK_EVENT_PROPAGATE;
      step_hover (self, 0, keyval == GDK_KEY_Up ? -1 : 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      if (!self->hovering)
        return GDK_EVENT_PROPAGATE;
      g_signal_emit (self, signals[POINT_ACTIVATED], 0, self->hover.series, (guint) self->hover.point);
      return GDK_EVENT_STOP;

    case GDK_KEY_Escape:
      if (!self->hovering)
        return GDK_EVENT_PROPAGATE;
      set_hover (self, NULL);
      return GDK_EVENT_STOP;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
focus_left_cb (ClvChartView *self)
{
  set_hover (self, NULL);
}

static void
pressed_cb (ClvChartView *self,
            int           n_press,
            double        x,
            double        y)
{
  gtk_widget_grab_focus (self->area);
}

static void
released_cb (ClvChartView *self,
             int           n_press,
             double        x,
             double        y)
{
  ClvChartHit hit;

  if (self->chart != NULL && !has_cut (self) && hit_at (self, x, y, &hit))
    g_signal_emit (self, signals[POINT_ACTIVATED], 0, hit.series, (guint) hit.point);
}

static void
drag_to (ClvChartView *self,
         double        x)
{
  double value = value_at (self, x);

  /* Beyond the plot the line stays at its end. */
  if (isnan (value))
    value = x < gtk_widget_get_width (self->area) / 2 ? 0 : 1;
  move_cut (self, value);
}

static void
drag_begin_cb (ClvChartView   *self,
               double          x,
               double          y,
               GtkGestureDrag *gesture)
{
  if (!has_cut (self))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  self->dragging = TRUE;
  set_hover (self, NULL);
  drag_to (self, x);
}

static void
drag_update_cb (ClvChartView   *self,
                double          offset_x,
                double          offset_y,
                GtkGestureDrag *gesture)
{
  double x, y;

  if (self->dragging && gtk_gesture_drag_get_start_point (gesture, &x, &y))
    drag_to (self, x + offset_x);
}

static void
drag_end_cb (ClvChartView *self)
{
  self->dragging = FALSE;
}

/* The pixel of a value on the x axis: the inverse of clv_chart_x_at(), which grows with the pixel. */
static double
pixel_of (ClvChartView *self,
          double        value)
{
  double low = 0, high = gtk_widget_get_width (self->area);

  while (low < high && isnan (value_at (self, low)))
    low += 1;
  while (high > low && isnan (value_at (self, high)))
    high -= 1;
  while (high - low > 0.5)
    {
      double middle = (low + high) / 2;

      if (value_at (self, middle) < value)
        low = middle;
      else
        high = middle;
    }
  return (low + high) / 2;
}

static gboolean
get_child_position_cb (ClvChartView *self,
                       GtkWidget    *child,
                       GdkRectangle *allocation)
{
  GtkRequisition size;
  int width = gtk_widget_get_width (GTK_WIDGET (self->overlay));
  int height = gtk_widget_get_height (GTK_WIDGET (self->overlay));
  double x;

  if (child != GTK_WIDGET (self->cut_label) || !has_cut (self))
    return FALSE;
  gtk_widget_get_preferred_size (child, NULL, &size);
  x = pixel_of (self, self->chart->cut) + 14;
  if (x + size.width > width)
    x -= size.width + 28;
  *allocation = (GdkRectangle) { MAX (0, (int) x), MAX (0, (int) (height * 0.62 - size.height / 2)), size.width, size.height };
  return TRUE;
}

static void
toast (ClvChartView *self,
       const char   *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
save_chosen_cb (GListModel *files,
                gpointer    user_data)
{
  g_autoptr (ClvChartView) self = user_data;
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  const char *path = file != NULL ? g_file_peek_path (file) : NULL;
  ClvChartTheme theme = paper_theme ();
  g_autoptr (GError) error = NULL;

  if (file == NULL || self->chart == NULL)
    return;
  if (path == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-error", "(ss)", _("The Chart Was Not Saved"),
                                _("That place is not a folder of this computer. Choose one that is, and copy the chart from there."));
  else if (!clv_chart_save (self->chart, path, SAVED_WIDTH, SAVED_HEIGHT, &theme, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-error", "(ss)", _("The Chart Was Not Saved"), error->message);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.file-saved", "s", path);
}

static void
save_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  ClvChartView *self = CLV_CHART_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autofree char *name = NULL;

  if (self->chart == NULL)
    return;
  name = g_strdup_printf ("%s.%s", self->chart->id, g_variant_get_string (parameter, NULL));
  clv_compat_save_file (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _("Save Chart"), name, NULL,
                        save_chosen_cb, g_object_ref (self));
}

static void
copy_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  ClvChartView *self = CLV_CHART_VIEW (widget);
  ClvChartTheme theme = paper_theme ();
  cairo_surface_t *surface;

  if (self->chart == NULL)
    return;
  surface = clv_chart_to_surface (self->chart, SAVED_WIDTH, SAVED_HEIGHT, 2, &theme);
  clv_chart_copy_to_clipboard (self->chart, surface, gtk_widget_get_clipboard (widget));
  cairo_surface_destroy (surface);
  toast (self, _("Copied as picture and table"));
}

static void
update_stack (ClvChartView *self)
{
  gtk_stack_set_visible_child_name (self->stack, self->chart == NULL ? "message" : self->show_table ? "table" : "chart");
  if (self->chart != NULL && self->show_table)
    clv_chart_copy_to_table (self->chart, self->table);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.save", self->chart != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.copy", self->chart != NULL);
}

static void
clv_chart_view_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  ClvChartView *self = CLV_CHART_VIEW (object);

  switch (prop_id)
    {
    case PROP_CHART_HEIGHT:
      g_value_set_int (value, gtk_drawing_area_get_content_height (GTK_DRAWING_AREA (self->area)));
      break;

    case PROP_SHOW_HEADER:
      g_value_set_boolean (value, gtk_widget_get_visible (self->header));
      break;

    case PROP_SHOW_TABLE:
      g_value_set_boolean (value, self->show_table);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
clv_chart_view_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  ClvChartView *self = CLV_CHART_VIEW (object);

  switch (prop_id)
    {
    case PROP_CHART_HEIGHT:
      gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->area), g_value_get_int (value));
      break;

    case PROP_SHOW_HEADER:
      gtk_widget_set_visible (self->header, g_value_get_boolean (value));
      break;

    case PROP_SHOW_TABLE:
      self->show_table = g_value_get_boolean (value);
      update_stack (self);
      g_object_notify_by_pspec (object, pspec);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
clv_chart_view_dispose (GObject *object)
{
  ClvChartView *self = CLV_CHART_VIEW (object);

  g_clear_pointer (&self->chart, clv_chart_free);
  G_OBJECT_CLASS (clv_chart_view_parent_class)->dispose (object);
}

static void
clv_chart_view_class_init (ClvChartViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = clv_chart_view_get_property;
  object_class->set_property = clv_chart_view_set_property;
  object_class->dispose = clv_chart_view_dispose;

  properties[PROP_CHART_HEIGHT] = g_param_spec_int ("chart-height", NULL, NULL, 0, 10000, 0,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_HEADER] = g_param_spec_boolean ("show-header", NULL, NULL, TRUE,
                                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_TABLE] = g_param_spec_boolean ("show-table", NULL, NULL, FALSE,
                                                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * ClvChartView::cut-moved:
   * @value: where the user put the cut line, on the x axis
   */
  signals[CUT_MOVED] = g_signal_new ("cut-moved", CLV_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[POINT_ACTIVATED] = g_signal_new ("point-activated", CLV_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-chart-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvChartView, header);
  gtk_widget_class_bind_template_child (widget_class, ClvChartView, title);
  gtk_widget_class_bind_template_child (widget_class, ClvChartView, subtitle);
  gtk_widget_class_bind_template_child (widget_class, ClvChartView, stack);
  gtk_widget_class_bind_template_child (widget_class, ClvChartView, area);
  gtk_widget_class_bind_template_child (widget_class, ClvChartView, overlay);
  gtk_widget_class_bind_template_child (widget_class, ClvChartView, cut_label);
  gtk_widget_class_bind_template_child (widget_class, ClvChartView, table);
  gtk_widget_class_bind_template_child (widget_class, ClvChartView, message);
  gtk_widget_class_bind_template_callback (widget_class, motion_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_update_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_end_cb);
  gtk_widget_class_bind_template_callback (widget_class, get_child_position_cb);

  gtk_widget_class_install_action (widget_class, "chart.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "chart.save", "s", save_action);
  gtk_widget_class_install_property_action (widget_class, "chart.show-table", "show-table");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "chart.copy", NULL);
}

static void
clv_chart_view_init (ClvChartView *self)
{
  g_type_ensure (CLV_TYPE_TEXT_TABLE);
  gtk_widget_init_template (GTK_WIDGET (self));

  self->cut_step = 0.001;
  self->cut_page = 0.01;
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->area), draw_cb, self, NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw),
                           self->area, G_CONNECT_SWAPPED);
  update_stack (self);
}

GtkWidget *
clv_chart_view_new (void)
{
  return g_object_new (CLV_TYPE_CHART_VIEW, NULL);
}

/**
 * clv_chart_view_take_chart:
 * @chart: (transfer full) (nullable): what to show
 *
 * Shows another chart. The cut line comes with the chart.
 */
void
clv_chart_view_take_chart (ClvChartView *self,
                           ClvChart     *chart)
{
  g_return_if_fail (CLV_IS_CHART_VIEW (self));

  self->hovering = FALSE;
  g_clear_pointer (&self->chart, clv_chart_free);
  self->chart = chart;
  gtk_label_set_text (self->title, chart != NULL ? chart->title : "");
  gtk_label_set_text (self->subtitle, chart != NULL ? chart->subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), chart != NULL && chart->subtitle != NULL && *chart->subtitle != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->cut_label), has_cut (self) && *gtk_label_get_text (self->cut_label) != '\0');
  describe (self);
  update_stack (self);
  gtk_widget_queue_draw (self->area);
}

/**
 * clv_chart_view_get_chart:
 *
 * Returns: (transfer none) (nullable): what is shown
 */
const ClvChart *
clv_chart_view_get_chart (ClvChartView *self)
{
  g_return_val_if_fail (CLV_IS_CHART_VIEW (self), NULL);

  return self->chart;
}

void
clv_chart_view_set_message (ClvChartView *self,
                            const char   *message)
{
  g_return_if_fail (CLV_IS_CHART_VIEW (self));

  clv_chart_view_take_chart (self, NULL);
  gtk_label_set_text (self->message, message);
}

void
clv_chart_view_set_cut_step (ClvChartView *self,
                             double        step,
                             double        page)
{
  g_return_if_fail (CLV_IS_CHART_VIEW (self));

  self->cut_step = step;
  self->cut_page = page;
}

void
clv_chart_view_set_cut (ClvChartView *self,
                        double        value)
{
  g_return_if_fail (CLV_IS_CHART_VIEW (self));

  if (self->chart == NULL || self->chart->cut == value)
    return;
  self->chart->cut = value;
  gtk_widget_queue_draw (self->area);
  gtk_widget_queue_allocate (GTK_WIDGET (self->overlay));
}

/**
 * clv_chart_view_get_cut:
 *
 * Returns: where the cut line stands on the x axis; NaN without one
 */
double
clv_chart_view_get_cut (ClvChartView *self)
{
  g_return_val_if_fail (CLV_IS_CHART_VIEW (self), NAN);

  return self->chart != NULL ? self->chart->cut : NAN;
}

void
clv_chart_view_set_cut_text (ClvChartView *self,
                             const char   *markup)
{
  g_return_if_fail (CLV_IS_CHART_VIEW (self));

  gtk_label_set_markup (self->cut_label, markup);
  gtk_widget_set_visible (GTK_WIDGET (self->cut_label), has_cut (self) && *markup != '\0');
  describe (self);
}
