/* clv-customer.c - one customer on screen, and what its columns say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-customer-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"
#include "clv-prediction.h"

/* Money columns that reach this are shown without cents, all of their cells alike. */
#define CENTS_BELOW 1000.0

typedef enum
{
  KIND_TEXT,
  KIND_CLASS, /* shown as text, sorted by a number */
  KIND_COUNT,
  KIND_MONEY,
  KIND_NUMBER,
  KIND_SHARE,
  KIND_DAY,
} ColumnKind;

static const struct
{
  const char *id;
  const char *title;
  ColumnKind  kind;
} columns[CLV_N_CUSTOMER_COLUMNS] = {
  [CLV_CUSTOMER_COLUMN_ID]               = { "id", N_("Customer"), KIND_TEXT },
  [CLV_CUSTOMER_COLUMN_NAME]             = { "name", N_("Name"), KIND_TEXT },
  [CLV_CUSTOMER_COLUMN_RANK]             = { "rank", N_("Rank"), KIND_COUNT },
  [CLV_CUSTOMER_COLUMN_TIER]             = { "tier", N_("Tier"), KIND_CLASS },
  [CLV_CUSTOMER_COLUMN_RFM]              = { "rfm", N_("Segment"), KIND_CLASS },
  [CLV_CUSTOMER_COLUMN_ORDERS]           = { "orders", N_("Orders"), KIND_COUNT },
  [CLV_CUSTOMER_COLUMN_REVENUE]          = { "revenue", N_("Revenue"), KIND_MONEY },
  [CLV_CUSTOMER_COLUMN_COST]             = { "cost", N_("Cost"), KIND_MONEY },
  [CLV_CUSTOMER_COLUMN_PROFIT]           = { "profit", N_("Profit"), KIND_MONEY },
  [CLV_CUSTOMER_COLUMN_MARGIN]           = { "margin", N_("Margin"), KIND_SHARE },
  [CLV_CUSTOMER_COLUMN_AOV]              = { "aov", N_("Average order"), KIND_MONEY },
  [CLV_CUSTOMER_COLUMN_FIRST_DATE]       = { "first-date", N_("First date"), KIND_DAY },
  [CLV_CUSTOMER_COLUMN_LAST_DATE]        = { "last-date", N_("Last date"), KIND_DAY },
  [CLV_CUSTOMER_COLUMN_SHARE]            = { "share", N_("Share of value"), KIND_SHARE },
  [CLV_CUSTOMER_COLUMN_CUMULATIVE_SHARE] = { "cumulative-share", N_("Cumulative share"), KIND_SHARE },
  [CLV_CUSTOMER_COLUMN_DECILE]           = { "decile", N_("Decile"), KIND_COUNT },
  [CLV_CUSTOMER_COLUMN_REFUNDS]          = { "refunds", N_("Refunds"), KIND_MONEY },
  [CLV_CUSTOMER_COLUMN_P_ALIVE]          = { "p-alive", N_("Still active"), KIND_SHARE },
  [CLV_CUSTOMER_COLUMN_EXPECTED_ORDERS]  = { "expected-orders", N_("Expected purchases"), KIND_NUMBER },
  [CLV_CUSTOMER_COLUMN_CLV_LOW]          = { "clv-low", N_("Expected value, low"), KIND_MONEY },
  [CLV_CUSTOMER_COLUMN_CLV]              = { "clv", N_("Expected value"), KIND_MONEY },
  [CLV_CUSTOMER_COLUMN_CLV_HIGH]         = { "clv-high", N_("Expected value, high"), KIND_MONEY },
  [CLV_CUSTOMER_COLUMN_VALUE_AT_RISK]    = { "value-at-risk", N_("Value at risk"), KIND_MONEY },
};

struct _ClvCustomer
{
  GObject parent_instance;

  ClvFindings      *findings; /* owned */
  ClvCustomerScale *scale;    /* owned */
  guint32           row;
};

enum
{
  PROP_0,
  PROP_ROW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ClvCustomer, clv_customer, G_TYPE_OBJECT)

static void
clv_customer_finalize (GObject *object)
{
  ClvCustomer *self = CLV_CUSTOMER (object);

  clv_findings_unref (self->findings);
  clv_customer_scale_unref (self->scale);
  G_OBJECT_CLASS (clv_customer_parent_class)->finalize (object);
}

static void
clv_customer_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  ClvCustomer *self = CLV_CUSTOMER (object);

  switch (id)
    {
    case PROP_ROW:
      g_value_set_uint (value, self->row);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
clv_customer_class_init (ClvCustomerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = clv_customer_finalize;
  object_class->get_property = clv_customer_get_property;

  properties[PROP_ROW] = g_param_spec_uint ("row", NULL, NULL, 0, G_MAXUINT32, 0,
                                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
clv_customer_init (ClvCustomer *self)
{
}

ClvCustomer *
clv_customer_new (ClvFindings      *findings,
                  ClvCustomerScale *scale,
                  guint32           row)
{
  ClvCustomer *self = g_object_new (CLV_TYPE_CUSTOMER, NULL);

  self->findings = clv_findings_ref (findings);
  self->scale = clv_customer_scale_ref (scale);
  self->row = row;
  return self;
}

void
clv_customer_rebind (ClvCustomer      *self,
                     ClvFindings      *findings,
                     ClvCustomerScale *scale,
                     guint32           row)
{
  if (self->findings != findings)
    {
      clv_findings_unref (self->findings);
      self->findings = clv_findings_ref (findings);
    }
  if (self->scale != scale)
    {
      clv_customer_scale_unref (self->scale);
      self->scale = clv_customer_scale_ref (scale);
    }
  self->row = row;
}

void
clv_customer_notify_row (ClvCustomer *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROW]);
}

static double
predicted_value (ClvFindings      *findings,
                 ClvCustomerColumn column,
                 guint32           row)
{
  const ClvValuation *valuation = clv_findings_get_valuation (findings);

  if (valuation == NULL)
    return NAN;
  switch (column)
    {
    case CLV_CUSTOMER_COLUMN_P_ALIVE:
      return valuation->p_alive[row];
    case CLV_CUSTOMER_COLUMN_EXPECTED_ORDERS:
      return valuation->expected_orders[row];
    case CLV_CUSTOMER_COLUMN_CLV_LOW:
      return valuation->clv_low[row];
    case CLV_CUSTOMER_COLUMN_CLV:
      return valuation->clv[row];
    case CLV_CUSTOMER_COLUMN_CLV_HIGH:
      return valuation->clv_high[row];
    case CLV_CUSTOMER_COLUMN_VALUE_AT_RISK:
      return valuation->value_at_risk[row];
    default:
      return NAN;
    }
}

double
clv_customer_column_value (ClvFindings      *findings,
                           ClvCustomerColumn column,
                           guint32           row)
{
  const ClvCustomers *customers = clv_findings_get_customers (findings);

  switch (column)
    {
    case CLV_CUSTOMER_COLUMN_RANK:
      return customers->rank[row] != 0 ? customers->rank[row] : NAN;
    case CLV_CUSTOMER_COLUMN_TIER:
      return customers->tier[row] != 0 ? customers->tier[row] : NAN;
    case CLV_CUSTOMER_COLUMN_RFM:
      return customers->rfm_segment[row] != 255 ? customers->rfm_segment[row] : NAN;
    case CLV_CUSTOMER_COLUMN_ORDERS:
      return customers->orders[row];
    case CLV_CUSTOMER_COLUMN_REVENUE:
      return customers->revenue[row];
    case CLV_CUSTOMER_COLUMN_COST:
      /* Without any cost the sum is 0, which would read as “costs nothing”. */
      return clv_findings_has_profit (findings) ? customers->cost[row] : NAN;
    case CLV_CUSTOMER_COLUMN_PROFIT:
      return customers->profit[row];
    case CLV_CUSTOMER_COLUMN_MARGIN:
      return customers->revenue[row] > 0 ? customers->profit[row] / customers->revenue[row] : NAN;
    case CLV_CUSTOMER_COLUMN_AOV:
      return customers->orders[row] > 0 ? customers->revenue[row] / customers->orders[row] : NAN;
    case CLV_CUSTOMER_COLUMN_FIRST_DATE:
      return customers->first_day[row] != CLV_DAY_NONE ? customers->first_day[row] : NAN;
    case CLV_CUSTOMER_COLUMN_LAST_DATE:
      return customers->last_day[row] != CLV_DAY_NONE ? customers->last_day[row] : NAN;
    case CLV_CUSTOMER_COLUMN_SHARE:
      return customers->share[row];
    case CLV_CUSTOMER_COLUMN_CUMULATIVE_SHARE:
      return customers->cumulative_share[row];
    case CLV_CUSTOMER_COLUMN_DECILE:
      return customers->decile[row] != 0 ? customers->decile[row] : NAN;
    case CLV_CUSTOMER_COLUMN_REFUNDS:
      return customers->refunds[row];
    case CLV_CUSTOMER_COLUMN_P_ALIVE:
    case CLV_CUSTOMER_COLUMN_EXPECTED_ORDERS:
    case CLV_CUSTOMER_COLUMN_CLV_LOW:
    case CLV_CUSTOMER_COLUMN_CLV:
    case CLV_CUSTOMER_COLUMN_CLV_HIGH:
    case CLV_CUSTOMER_COLUMN_VALUE_AT_RISK:
      return predicted_value (findings, column, row);
    case CLV_CUSTOMER_COLUMN_ID:
    case CLV_CUSTOMER_COLUMN_NAME:
    case CLV_N_CUSTOMER_COLUMNS:
    default:
      return NAN;
    }
}

ClvCustomerScale *
clv_customer_scale_new (ClvFindings *findings)
{
  ClvCustomerScale *self = g_new (ClvCustomerScale, 1);
  const ClvCustomers *customers = clv_findings_get_customers (findings);

  self->ref_count = 1;
  for (guint column = 0; column < CLV_N_CUSTOMER_COLUMNS; column++)
    {
      double min = INFINITY, max = -INFINITY;

      for (guint32 row = 0; row < customers->n; row++)
        if (customers->counted[row])
          {
            /* NaN compares false to everything and so changes nothing. */
            double value = clv_customer_column_value (findings, column, row);

            if (value < min)
              min = value;
            if (value > max)
              max = value;
          }
      self->min[column] = min <= max ? min : NAN;
      self->max[column] = min <= max ? max : NAN;
    }
  return self;
}

ClvCustomerScale *
clv_customer_scale_ref (ClvCustomerScale *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
clv_customer_scale_unref (ClvCustomerScale *self)
{
  if (g_atomic_int_dec_and_test (&self->ref_count))
    g_free (self);
}

static char *
dup_class (ClvCustomer      *self,
           ClvCustomerColumn column)
{
  const ClvCustomers *customers = clv_findings_get_customers (self->findings);
  const ClvSegmentScheme *scheme = clv_findings_find_scheme (self->findings, columns[column].id);
  guint segment = CLV_NOBODY;

  if (column == CLV_CUSTOMER_COLUMN_TIER)
    return customers->tier[self->row] != 0 ? g_strdup_printf ("%c", customers->tier[self->row]) : g_strdup ("–");

  if (scheme != NULL && scheme->by_customer != NULL)
    segment = scheme->by_customer[self->row];
  return g_strdup (segment != CLV_NOBODY && segment < scheme->n_segments ? scheme->segments[segment].name : "–");
}

/**
 * clv_customer_column_to_id:
 *
 * Returns: a stable name of the column, “last-date”, for settings and widgets
 */
const char *
clv_customer_column_to_id (ClvCustomerColumn column)
{
  g_return_val_if_fail (column < CLV_N_CUSTOMER_COLUMNS, NULL);

  return columns[column].id;
}

/**
 * clv_customer_column_get_title:
 *
 * Returns: the heading of the column, translated
 */
const char *
clv_customer_column_get_title (ClvCustomerColumn column)
{
  g_return_val_if_fail (column < CLV_N_CUSTOMER_COLUMNS, NULL);

  return _(columns[column].title);
}

/**
 * clv_customer_column_is_number:
 *
 * Returns: whether its cells are aligned to the right: numbers and dates
 */
gboolean
clv_customer_column_is_number (ClvCustomerColumn column)
{
  g_return_val_if_fail (column < CLV_N_CUSTOMER_COLUMNS, FALSE);

  return columns[column].kind != KIND_TEXT && columns[column].kind != KIND_CLASS;
}

/**
 * clv_customer_get_row:
 *
 * Returns: the row id, which means the same customer as long as the ledger lives
 */
guint32
clv_customer_get_row (ClvCustomer *self)
{
  g_return_val_if_fail (CLV_IS_CUSTOMER (self), 0);

  return self->row;
}

/**
 * clv_customer_get_findings:
 *
 * Returns: (transfer none): the findings that its cells show
 */
ClvFindings *
clv_customer_get_findings (ClvCustomer *self)
{
  g_return_val_if_fail (CLV_IS_CUSTOMER (self), NULL);

  return self->findings;
}

/**
 * clv_customer_dup_text:
 *
 * The cell as people read it. Money stands without its currency, which belongs into the heading, and
 * without cents when some customer reaches 1,000 in this column.
 *
 * Returns: (transfer full): the text; “–” for what is undefined
 */
char *
clv_customer_dup_text (ClvCustomer      *self,
                       ClvCustomerColumn column)
{
  double value;
  double largest;

  g_return_val_if_fail (CLV_IS_CUSTOMER (self), NULL);
  g_return_val_if_fail (column < CLV_N_CUSTOMER_COLUMNS, NULL);

  if (column == CLV_CUSTOMER_COLUMN_ID)
    return g_strdup (clv_ledger_get_customer_id (clv_findings_get_ledger (self->findings), self->row));
  if (column == CLV_CUSTOMER_COLUMN_NAME)
    return g_strdup (clv_ledger_get_customer_name (clv_findings_get_ledger (self->findings), self->row));

  value = clv_customer_column_value (self->findings, column, self->row);
  switch (columns[column].kind)
    {
    case KIND_CLASS:
      return dup_class (self, column);
    case KIND_MONEY:
      largest = fmax (fabs (self->scale->min[column]), fabs (self->scale->max[column]));
      return clv_format_money (value, "", largest >= CENTS_BELOW ? 0 : 2);
    case KIND_NUMBER:
      return clv_format_number (value, 2);
    case KIND_SHARE:
      return clv_format_percent (value, column == CLV_CUSTOMER_COLUMN_P_ALIVE ? 0 : 1);
    case KIND_DAY:
      return clv_format_day (isnan (value) ? CLV_DAY_NONE : (ClvDay) value);
    case KIND_COUNT:
    case KIND_TEXT:
    default:
      return isnan (value) ? g_strdup ("–") : clv_format_count ((guint64) value);
    }
}

/**
 * clv_customer_get_number:
 *
 * Returns: the number behind the cell, dates as days since 1970-01-01; NaN for text and for what is undefined
 */
double
clv_customer_get_number (ClvCustomer      *self,
                         ClvCustomerColumn column)
{
  g_return_val_if_fail (CLV_IS_CUSTOMER (self), NAN);
  g_return_val_if_fail (column < CLV_N_CUSTOMER_COLUMNS, NAN);

  return clv_customer_column_is_number (column) ? clv_customer_column_value (self->findings, column, self->row) : NAN;
}
