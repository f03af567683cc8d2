/* clv-income.c - kinds of income: of customers, other, and what no business with customers brought
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-income.h"

#include "clv-analysis-private.h"

#include <string.h>

static gboolean
is_service (const char *text)
{
  static const char *const words[] = {
    "service", "services", "customer service", "maintenance", "support", "repair", "repairs", "dienstleistung", "dienstleistungen",
    "kundendienst", "wartung", "reparatur", "entretien", "réparation", "servicio", "servicios", "mantenimiento", "reparación",
    "服务", "维护", "维修", NULL,
  };
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return g_strv_contains (words, g_strstrip (folded));
}

/* Revenue of the rows whose category is service. */
static double
sum_service (const ClvFindings *self)
{
  const double *amount = clv_book_get_amounts (self->book);
  const guint8 *left_out = clv_book_get_left_out (self->book);

  for (guint i = 0; i < clv_ledger_get_n_attributes (self->ledger); i++)
    {
      const ClvAttribute *attribute = clv_ledger_get_attribute (self->ledger, i);
      g_autofree guint8 *is_meant = NULL;
      gboolean any = FALSE;
      ClvSum sum = { 0 };

      if (attribute->by_row == NULL || attribute->role == CLV_ROLE_CHANNEL || attribute->role == CLV_ROLE_OWNER)
        continue;
      is_meant = g_new0 (guint8, (gsize) attribute->n_values + 1);
      for (guint32 v = 0; v < attribute->n_values; v++)
        {
          is_meant[v] = is_service (attribute->values[v]);
          any = any || is_meant[v];
        }
      if (!any)
        continue;
      for (guint32 row = 0; row < clv_ledger_get_rows (self->ledger)->n; row++)
        if (left_out[row] == CLV_LEFT_OUT_NO && attribute->by_row[row] != CLV_NOBODY && is_meant[attribute->by_row[row]])
          clv_sum_add (&sum, amount[row]);
      return clv_sum_get (&sum);
    }
  return NAN;
}

/**
 * clv_findings_get_income:
 * @income: (out): what came in, by kind
 *
 * Time O(rows).
 */
void
clv_findings_get_income (const ClvFindings *self,
                         ClvIncome         *income)
{
  const double *amount = clv_book_get_amounts (self->book);
  const guint8 *left_out = clv_book_get_left_out (self->book);
  const double revenue = self->metrics[CLV_M_REVENUE].value;
  ClvSum non_operational = { 0 };

  *income = (ClvIncome) {
    .of_customers = self->metrics[CLV_M_REVENUE_OF_CUSTOMERS].value,
    .other_operational = self->metrics[CLV_M_REVENUE_WITHOUT_CUSTOMER].value,
    .cost_to_serve = self->metrics[CLV_M_COST_SERVICE].value,
    .service = self->allocation != NULL ? sum_service (self) : NAN,
  };
  for (guint32 row = 0; self->allocation != NULL && row < clv_ledger_get_rows (self->ledger)->n; row++)
    if (left_out[row] == CLV_LEFT_OUT_NON_OPERATIONAL)
      {
        clv_sum_add (&non_operational, amount[row]);
        income->n_non_operational++;
      }
  income->non_operational = clv_sum_get (&non_operational);
  income->total = income->of_customers + income->other_operational + income->non_operational;
  income->cost_to_serve_share = clv_analysis_is_above_zero (revenue) ? income->cost_to_serve / revenue : NAN;
}
