/* clv-customer-months.c - what each customer did in each month
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-allocation-private.h"

/* Rows sorted by customer stand all over the columns: asking ahead shortens the wait. */
#define PREFETCH_DISTANCE 16u

/**
 * clv_customer_months_init:
 * @self: (out): a reader
 *
 * Gets ready to read customers, each at most once. Release with clv_customer_months_clear().
 */
void
clv_customer_months_init (ClvCustomerMonths *self,
                          const ClvFindings *findings)
{
  const ClvAllocation *allocation = findings->allocation;
  const double *goods = allocation->filled_goods != NULL ? allocation->filled_goods
                                                         : clv_book_get_goods_costs (findings->book);

  *self = (ClvCustomerMonths) {
    .findings = findings,
    .allocation = allocation,
    .amount = clv_book_get_amounts (findings->book),
    .goods = goods,
    .day = clv_ledger_get_rows (findings->ledger)->day,
    .row_document = clv_book_get_row_documents (findings->book),
    .documents = clv_book_get_documents (findings->book),
    .seen = g_malloc0 ((gsize) clv_book_get_n_documents (findings->book) / 8 + 1),
    .months = g_new (ClvCustomerMonth, (gsize) allocation->n_months + 1),
  };
}

void
clv_customer_months_clear (ClvCustomerMonths *self)
{
  g_free (self->seen);
  g_free (self->months);
}

static inline double
goods_of_row (const ClvCustomerMonths *self,
              guint32                  row)
{
  const double cost = self->goods != NULL ? self->goods[row] : NAN;

  if (!isnan (cost))
    return cost;
  return self->allocation->fill_from_margin ? self->amount[row] * (1 - self->findings->assumptions.margin) : 0;
}

/* An order belongs to the day of its earliest row, which is read first. */
static inline gboolean
begins_order (ClvCustomerMonths *self,
              guint32            row)
{
  const guint32 document = self->row_document[row];
  const guint8 bit = (guint8) (1u << (document % 8));

  if (document == CLV_NOBODY || (self->seen[document / 8] & bit) != 0)
    return FALSE;
  self->seen[document / 8] |= bit;
  return self->documents[document].kind == CLV_DOCUMENT_ORDER;
}

/**
 * clv_customer_months_read:
 * @customer: one that was not read before; the number of customers for the rows without
 *
 * Adds up the months with a used row in self->months, ascending.
 */
void
clv_customer_months_read (ClvCustomerMonths *self,
                          guint32            customer)
{
  const guint32 *order = self->findings->row_order;
  const guint32 from = self->findings->customer_start[customer], to = self->findings->customer_start[customer + 1];
  const guint32 end = self->findings->customer_start[self->findings->customers.n + 1];
  ClvCustomerMonth *month = NULL;
  ClvSum revenue = { 0 }, goods = { 0 };

  self->n = 0;
  for (guint32 i = from; i < to; i++)
    {
      const guint32 row = order[i], ahead = order[MIN (i + PREFETCH_DISTANCE, end - 1)];
      const guint32 number = clv_allocation_month_of (self->allocation, self->day[row]);

      __builtin_prefetch (&self->day[ahead]);
      __builtin_prefetch (&self->row_document[ahead]);
      __builtin_prefetch (&self->amount[ahead]);
      if (month == NULL || month->month != number)
        {
          month = &self->months[self->n++];
          *month = (ClvCustomerMonth) { .month = number, .first_day = self->day[row] };
          clv_sum_init (&revenue);
          clv_sum_init (&goods);
        }
      clv_sum_add (&revenue, self->sorted_amount != NULL ? self->sorted_amount[i] : self->amount[row]);
      month->revenue = clv_sum_get (&revenue);
      if (self->allocation->has_goods)
        {
          clv_sum_add (&goods, self->sorted_goods != NULL ? self->sorted_goods[i] : goods_of_row (self, row));
          month->goods = clv_sum_get (&goods);
        }
      month->orders += begins_order (self, row);
    }
}
