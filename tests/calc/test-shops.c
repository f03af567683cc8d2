/* test-shops.c - all models on the customers of real shops
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "clv-forecast.h"
#include "clv-test.h"

typedef struct
{
  GArray *x, *t_x, *T; /* gint32 */
  GArray *mean;        /* double */
  GArray *x_star;      /* gint32; purchases held out, where the file has them */
} Customers;

static void
customers_clear (Customers *self)
{
  g_array_unref (self->x);
  g_array_unref (self->t_x);
  g_array_unref (self->T);
  g_array_unref (self->mean);
  g_array_unref (self->x_star);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Customers, customers_clear)

static int
column_of (char      **header,
           const char *name)
{
  for (int i = 0; header[i] != NULL; i++)
    if (g_str_equal (header[i], name))
      return i;
  return -1;
}

/* A table of customers in days, with the columns of that name; FALSE after skipping. */
static gboolean
read_customers (Customers  *self,
                const char *path_in_data,
                const char *x,
                const char *t_x,
                const char *T,
                const char *mean)
{
  g_autofree char *path = clv_test_data (path_in_data);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) header = NULL;
  int column[5];

  self->x = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->t_x = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->T = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->mean = g_array_new (FALSE, FALSE, sizeof (double));
  self->x_star = g_array_new (FALSE, FALSE, sizeof (gint32));
  if (path == NULL)
    return FALSE;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (g_strstrip (text), "\n", -1);
  header = g_strsplit (g_strstrip (lines[0]), ",", -1);
  column[0] = column_of (header, x);
  column[1] = column_of (header, t_x);
  column[2] = column_of (header, T);
  column[3] = column_of (header, mean);
  column[4] = column_of (header, "x_star");
  for (int i = 0; i < 4; i++)
    g_assert_cmpint (column[i], >=, 0);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) field = g_strsplit (lines[i], ",", -1);
      gint32 n = atoi (field[column[0]]), last = atoi (field[column[1]]), age = atoi (field[column[2]]);
      gint32 held_out = column[4] >= 0 ? atoi (field[column[4]]) : 0;
      double amount = g_ascii_strtod (field[column[3]], NULL);

      g_array_append_val (self->x, n);
      g_array_append_val (self->t_x, last);
      g_array_append_val (self->T, age);
      g_array_append_val (self->mean, amount);
      g_array_append_val (self->x_star, held_out);
    }
  return TRUE;
}

static ClvStatus
fit_model (int                 which,
           const ClvBtydCells *cells,
           ClvBtydFit         *fit)
{
  if (which == 3)
    return clv_btyd_fit (CLV_BTYD_MBGNBD, 2, cells, 0, NULL, NULL, fit);
  return clv_btyd_fit ((ClvBtydKind) which, 1, cells, 0, NULL, NULL, fit);
}

static void
model_shop (const Customers *customers)
{
  const gsize n = customers->x->len;
  const double *mean = (const double *) customers->mean->data;
  ClvBtydCells cells;

  g_assert_cmpint (clv_btyd_cells_init (&cells, n, (gint32 *) customers->x->data, (gint32 *) customers->t_x->data,
                                        (gint32 *) customers->T->data, 7), ==, CLV_OK);
  for (int which = 0; which < 4; which++)
    for (int kind = CLV_SPEND_GAMMA_GAMMA; kind <= CLV_SPEND_SHRUNKEN_MEAN; kind++)
      {
        ClvForecastSum purchases, value;
        ClvForecast *forecast;
        ClvSpendFit spend;
        ClvBtydFit fit;

        g_assert_cmpint (fit_model (which, &cells, &fit), ==, CLV_OK);
        g_assert_true (clv_btyd_is_valid (&fit.model));
        g_assert_true (isfinite (fit.log_likelihood));
        g_assert_cmpfloat (fit.gradient, <, 1e-3);
        g_assert_cmpint (clv_spend_fit ((ClvSpendKind) kind, n, (int *) customers->x->data, mean, NULL, NULL, &spend), ==, CLV_OK);
        g_assert_cmpint (clv_forecast_new (&cells, &fit, &spend, 365, 0.8, &forecast), ==, CLV_OK);
        g_assert_cmpint (clv_forecast_fill (forecast, 0, cells.n_cells, NULL, NULL), ==, CLV_OK);
        for (gsize i = 0; i < n; i++)
          {
            ClvForecastCustomer customer;

            if (kind == CLV_SPEND_SHRUNKEN_MEAN && i % 50 != 0)
              continue;
            clv_forecast_customer (forecast, cells.cell_of[i], mean[i], &customer);
            g_assert_true (customer.alive >= 0 && customer.alive <= 1);
            g_assert_true (isfinite (customer.purchases) && isfinite (customer.value));
            g_assert_true (isfinite (customer.value_low) && isfinite (customer.value_high));
            g_assert_cmpfloat (customer.value_low, <=, customer.value_high);
          }
        g_assert_cmpint (clv_forecast_sum (forecast, n, NULL, mean, NULL, 0.8, &purchases, &value), ==, CLV_OK);
        g_assert_true (purchases.low <= purchases.expected && purchases.expected <= purchases.high);
        g_assert_true (isfinite (value.low) && isfinite (value.high) && value.low <= value.high);
        if (kind == CLV_SPEND_GAMMA_GAMMA)
          g_test_message ("model %d: quality %d, prior %d, condition %.3g; spend quality %d; year %.0f (%.0f to %.0f)", which,
                          fit.quality, fit.has_prior, fit.condition, spend.quality, purchases.expected, purchases.low,
                          purchases.high);
        clv_forecast_free (forecast);
      }
  clv_btyd_cells_clear (&cells);
}

/* Files of customers, made from the orders by other programs. */
static void
shop_has_a_forecast (gconstpointer data)
{
  g_auto (Customers) customers = { NULL };

  if (read_customers (&customers, data, "frequency", "recency_days", "T_days", "monetary_repeat"))
    model_shop (&customers);
}

static void
cdnow_has_a_forecast (void)
{
  g_auto (Customers) customers = { NULL };

  if (read_customers (&customers, "models/cdnow_full_cbs.csv", "x", "tx_days", "T_days", "mx"))
    model_shop (&customers);
}

/* The last 39 weeks of the CDNOW sample were held out: predicted totals as in reference_holdout_totals.csv, and how many
 * customers kept to their intervals. */
static void
cdnow_keeps_to_its_intervals (void)
{
  static const double totals[] = { 1653.4087, 1576.7283, 1665.5131 };
  g_auto (Customers) customers = { NULL };
  ClvBtydCells cells;

  if (!read_customers (&customers, "models/cdnow_sample_cbs.csv", "x", "tx_days", "T_days", "mx"))
    return;
  g_assert_cmpint (clv_btyd_cells_init (&cells, customers.x->len, (gint32 *) customers.x->data,
                                        (gint32 *) customers.t_x->data, (gint32 *) customers.T->data, 7), ==, CLV_OK);
  for (int which = 0; which < 3; which++)
    {
      ClvForecastSum purchases;
      ClvForecast *forecast;
      guint inside = 0;
      ClvBtydFit fit;

      g_assert_cmpint (fit_model (which, &cells, &fit), ==, CLV_OK);
      g_assert_cmpint (clv_forecast_new (&cells, &fit, NULL, 39 * 7, 0.8, &forecast), ==, CLV_OK);
      g_assert_cmpint (clv_forecast_fill (forecast, 0, cells.n_cells, NULL, NULL), ==, CLV_OK);
      for (guint i = 0; i < customers.x->len; i++)
        {
          gint32 actual = g_array_index (customers.x_star, gint32, i);
          ClvForecastCustomer customer;

          clv_forecast_customer (forecast, cells.cell_of[i], 0, &customer);
          inside += actual >= customer.purchases_low && actual <= customer.purchases_high;
        }
      g_assert_cmpint (clv_forecast_sum (forecast, customers.x->len, NULL, NULL, NULL, 0.8, &purchases, NULL), ==, CLV_OK);
      g_test_message ("model %d: %.4f of customers inside; total %.1f (%.1f to %.1f), really 1882", which,
                      inside / (double) customers.x->len, purchases.expected, purchases.low, purchases.high);
      clv_assert_near (purchases.expected, totals[which], 1e-6 * totals[which]);
      g_assert_cmpfloat (inside / (double) customers.x->len, >=, 0.79);
      clv_forecast_free (forecast);
    }
  clv_btyd_cells_clear (&cells);
}

int
main (int   argc,
      char *argv[])
{
  static const char *const shops[][2] = {
    { "chinook", "oracle/chinook_asis_customers.csv" },
    { "northwind", "oracle/northwind_asis_customers.csv" },
    { "online-retail", "oracle/online_retail_cut_asis_customers.csv" },
    { "online-retail-clean", "oracle/online_retail_cut_clean_customers.csv" },
    { "adventure-works", "oracle/packt_adventureworks_asis_customers.csv" },
    { "superstore", "oracle/superstore_eu_asis_customers.csv" },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (shops); i++)
    {
      g_autofree char *name = g_strdup_printf ("/calc/shops/%s-has-a-forecast", shops[i][0]);

      g_test_add_data_func (name, shops[i][1], shop_has_a_forecast);
    }
  g_test_add_func ("/calc/shops/cdnow-has-a-forecast", cdnow_has_a_forecast);
  g_test_add_func ("/calc/shops/cdnow-keeps-to-its-intervals", cdnow_keeps_to_its_intervals);
  return g_test_run ();
}
