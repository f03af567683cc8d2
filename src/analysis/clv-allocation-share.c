/* clv-allocation-share.c - the shares of each customer in the pools of cost
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-allocation-private.h"

void
clv_pool_weights_init (ClvPoolWeights      *self,
                       const ClvAllocation *allocation)
{
  self->weight = g_new0 (double, (gsize) allocation->pools->len + 1);
  self->first_month = g_new (guint32, (gsize) allocation->pools->len + 1);
  self->touched = g_new (guint32, (gsize) allocation->pools->len + 1);
  self->is_touched = g_new0 (guint8, (gsize) allocation->pools->len + 1);
  self->n_touched = 0;
}

void
clv_pool_weights_clear (ClvPoolWeights *self)
{
  g_free (self->weight);
  g_free (self->first_month);
  g_free (self->touched);
  g_free (self->is_touched);
}

static inline const ClvCostPool *
get_pool (const ClvAllocation *self,
          guint                pool)
{
  return &g_array_index (self->pools, ClvCostPool, pool);
}

/* Whom acquisition is shared over: those acquired in the period of the pool, and in its channel. */
static inline gboolean
is_of_channel (const ClvAllocation *self,
               const ClvCostPool   *pool,
               guint32              customer)
{
  return self->channel_of == NULL || pool->channel == CLV_NOBODY || self->channel_of[customer] == pool->channel;
}

typedef void (*WeightFunc) (guint32  customer,
                            guint    pool,
                            guint32  month,
                            double   weight,
                            gpointer data);

static void
touch (ClvPoolWeights *weights,
       guint           pool,
       guint32         month,
       double          weight,
       gboolean        adds)
{
  if (weights->is_touched[pool])
    {
      if (adds)
        weights->weight[pool] += weight;
      return;
    }
  weights->is_touched[pool] = TRUE;
  weights->touched[weights->n_touched++] = pool;
  weights->weight[pool] = weight;
  weights->first_month[pool] = month;
}

/* Calls @func with each weight above 0 of @customer. Orders are told month by month; who is active counts once, and revenue
 * as far as more came in than was given back, over the whole of what a pool covers. */
static void
each_weight (const ClvAllocation     *self,
             const ClvFindings       *findings,
             ClvPoolWeights          *weights,
             guint32                  customer,
             const ClvCustomerMonths *months,
             WeightFunc               func,
             gpointer                 data)
{
  const gboolean is_nobody = customer == findings->customers.n;
  const ClvDay acquired = is_nobody ? CLV_DAY_NONE : findings->columns.acquired_day[customer];

  weights->n_touched = 0;
  if (acquired != CLV_DAY_NONE)
    {
      const guint32 month = clv_allocation_month_of (self, acquired);

      for (guint32 i = self->covering_start[month]; i < self->covering_start[month + 1]; i++)
        {
          const ClvCostPool *pool = get_pool (self, self->covering[i]);

          if (pool->rule == CLV_ALLOCATE_ACQUIRED && is_of_channel (self, pool, customer))
            func (customer, self->covering[i], month, 1, data);
        }
    }
  if (!self->needs_months)
    return;
  for (guint32 m = 0; m < months->n; m++)
    {
      const ClvCustomerMonth *month = &months->months[m];

      for (guint32 i = self->covering_start[month->month]; i < self->covering_start[month->month + 1]; i++)
        {
          const guint32 index = self->covering[i];

          switch (get_pool (self, index)->rule)
            {
            case CLV_ALLOCATE_ORDERS:
              if (month->orders > 0)
                func (customer, index, month->month, month->orders, data);
              break;
            case CLV_ALLOCATE_REVENUE:
              touch (weights, index, month->month, month->revenue, TRUE);
              break;
            case CLV_ALLOCATE_EQUAL:
              if (!is_nobody)
                touch (weights, index, month->month, 1, FALSE);
              break;
            case CLV_ALLOCATE_ACQUIRED:
            case CLV_ALLOCATE_NONE:
            default:
              break;
            }
        }
    }
  for (guint i = 0; i < weights->n_touched; i++)
    {
      const guint32 index = weights->touched[i];

      weights->is_touched[index] = FALSE;
      if (clv_analysis_is_above_zero (weights->weight[index]))
        func (customer, index, weights->first_month[index], weights->weight[index], data);
    }
}

static void
add_unit (guint32  customer,
          guint    pool,
          guint32  month,
          double   weight,
          gpointer data)
{
  ClvSum *units = data;

  clv_sum_add (&units[pool], weight);
}

/**
 * clv_allocation_count_units:
 * @months: (nullable): a reader; NULL where needs_months is FALSE
 *
 * Finds out over how many customers, orders, or how much revenue, each pool is shared.
 */
void
clv_allocation_count_units (ClvAllocation     *self,
                            const ClvFindings *findings,
                            ClvCustomerMonths *months)
{
  const guint32 n = findings->customers.n;
  g_autofree ClvSum *units = g_new0 (ClvSum, (gsize) self->pools->len + 1);
  g_autofree ClvSum *of_nobody = g_new0 (ClvSum, (gsize) self->pools->len + 1);
  ClvPoolWeights weights;

  clv_pool_weights_init (&weights, self);
  for (guint32 c = 0; c <= n; c++)
    {
      if (months != NULL)
        clv_customer_months_read (months, c);
      each_weight (self, findings, &weights, c, months, add_unit, c == n ? of_nobody : units);
    }
  clv_pool_weights_clear (&weights);
  for (guint i = 0; i < self->pools->len; i++)
    {
      ClvCostPool *pool = &g_array_index (self->pools, ClvCostPool, i);

      pool->units_of_nobody = clv_sum_get (&of_nobody[i]);
      pool->units = clv_sum_get (&units[i]) + pool->units_of_nobody;
    }
}

typedef struct
{
  const ClvAllocation *allocation;
  ClvBearFunc          bear;
  gpointer             data;
} Bearing;

static void
bear_weight (guint32  customer,
             guint    pool,
             guint32  month,
             double   weight,
             gpointer data)
{
  const Bearing *bearing = data;
  const ClvCostPool *of = get_pool (bearing->allocation, pool);

  if (of->units > 0)
    bearing->bear (customer, pool, month, of->amount * weight / of->units, bearing->data);
}

/**
 * clv_allocation_bear:
 * @customer: one of the ledger
 * @months: (nullable): what @customer did
 *
 * Calls @bear with everything that @customer bears of costs that name nobody.
 */
void
clv_allocation_bear (const ClvAllocation     *self,
                     const ClvFindings       *findings,
                     ClvPoolWeights          *weights,
                     guint32                  customer,
                     const ClvCustomerMonths *months,
                     ClvBearFunc              bear,
                     gpointer                 data)
{
  Bearing bearing = { self, bear, data };

  each_weight (self, findings, weights, customer, months, bear_weight, &bearing);
}

/**
 * clv_cost_pool_get_unallocated:
 *
 * Returns: the part of its amount that no customer bears
 */
double
clv_cost_pool_get_unallocated (const ClvCostPool *self)
{
  return self->units > 0 ? self->amount * self->units_of_nobody / self->units : self->amount;
}

void
clv_allocation_free (ClvAllocation *self)
{
  g_free (self->month_of_day);
  g_free (self->month_start);
  g_free (self->filled_goods);
  g_free (self->channel_of);
  g_clear_pointer (&self->named_costs, g_array_unref);
  g_array_unref (self->pools);
  g_free (self->covering_start);
  g_free (self->covering);
  g_free (self);
}

/**
 * clv_findings_get_cost_pools:
 * @n: (out): length of the result
 *
 * Returns: (transfer none) (array length=n): the costs that name no customer, by type and time; none at customer level
 */
const ClvCostPool *
clv_findings_get_cost_pools (const ClvFindings *self,
                             guint             *n)
{
  *n = self->allocation != NULL ? self->allocation->pools->len : 0;
  return *n > 0 ? (const ClvCostPool *) (const void *) self->allocation->pools->data : NULL;
}

static const struct
{
  const char *id, *text;
} rules[] = {
  [CLV_ALLOCATE_ACQUIRED] = { "acquired", N_("Equally to the customers acquired in its period") },
  [CLV_ALLOCATE_ORDERS] = { "orders", N_("The same to each order of its period") },
  [CLV_ALLOCATE_REVENUE] = { "revenue", N_("By what customers brought in its period") },
  [CLV_ALLOCATE_EQUAL] = { "equal", N_("Equally to the customers who bought in its period") },
  [CLV_ALLOCATE_NONE] = { "none", N_("To nobody") },
};

/**
 * clv_allocation_rule_to_id:
 *
 * Returns: “acquired”, “orders”, “revenue”, “equal” or “none”
 */
const char *
clv_allocation_rule_to_id (ClvAllocationRule rule)
{
  return rules[rule].id;
}

/**
 * clv_allocation_rule_get_text:
 *
 * Returns: who bears a cost, translated
 */
const char *
clv_allocation_rule_get_text (ClvAllocationRule rule)
{
  return _(rules[rule].text);
}

/**
 * clv_cost_type_to_id:
 *
 * Returns: “goods”, “acquisition”, “retention”, “service” or “other”
 */
const char *
clv_cost_type_to_id (ClvCostType type)
{
  static const char *const ids[CLV_N_COST_TYPES] = {
    [CLV_COST_GOODS] = "goods", [CLV_COST_ACQUISITION] = "acquisition", [CLV_COST_RETENTION] = "retention",
    [CLV_COST_SERVICE] = "service", [CLV_COST_OTHER] = "other",
  };

  return ids[type];
}
