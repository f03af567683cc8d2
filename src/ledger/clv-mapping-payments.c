/* clv-mapping-payments.c - lists of payments beside the orders that were paid
 *
 * What was ordered and what was paid for it is the same money.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#include "clv-mapping-private.h"
#include "clv-synonyms.h"

static const char payment_headers[] =
  "payment id|payment no|payment number|payment ref|payment reference|payment key|payment date|date of payment|paid on|paid at|"
  "date paid|payment method|method of payment|payment type|payment sequential|payment installments|payment provider|"
  "zahlungsnummer|zahlungs nr|zahlungs id|zahlungsdatum|zahlungsart|zahlart|bezahlt am|zahlungseingang|"
  "id paiement|numero paiement|date de paiement|date paiement|mode de paiement|moyen de paiement|paye le|"
  "id pago|numero de pago|fecha de pago|fecha pago|metodo de pago|forma de pago|"
  "id pagamento|id do pagamento|data de pagamento|data do pagamento|data pagamento|forma de pagamento|metodo di pagamento|"
  "betaling id|betalingsnummer|betaaldatum|betaalmethode|betaalwijze|id płatnosci|data płatnosci|metoda płatnosci|"
  "betalnings id|betalningsdatum|betalningsmetod|odeme no|odeme tarihi|odeme yontemi|номер платежа|дата платежа|способ оплаты|"
  "支付编号|支付单号|支付流水号|付款日期|支付方式|付款方式|결제번호|결제수단|결제방법|決済番号|支払日|支払方法|決済方法";

/* Numbers of orders, an amount and how or when it was paid, but neither who bought nor what. */
static gboolean
is_payment_list (const ClvTableMapping *mapping)
{
  if (!clv_table_mapping_is_orderly (mapping) || !clv_table_mapping_has (mapping, CLV_ROLE_ORDER) || !clv_table_mapping_has (mapping, CLV_ROLE_AMOUNT)
      || clv_table_mapping_has (mapping, CLV_ROLE_CUSTOMER) || clv_table_mapping_has (mapping, CLV_ROLE_PRODUCT) || clv_table_mapping_has (mapping, CLV_ROLE_QUANTITY)
      || clv_table_mapping_has (mapping, CLV_ROLE_UNIT_PRICE))
    return FALSE;
  for (guint i = 0; i < mapping->n_columns; i++)
    {
      g_autofree char *header = clv_synonyms_normalise (clv_column_get_header (clv_table_get_column (mapping->table, i)));

      if (clv_synonyms_has_word (payment_headers, header))
        return TRUE;
    }
  return FALSE;
}

/* A day and money in columns that say nothing of orders, under a header that names payments or quotations: each customer stands
 * there once by chance, and what is known of customers does not stand there. */
static gboolean
is_list_of_other_deeds (const ClvTableMapping *mapping)
{
  static const char *const words[] = {
    "payment", "paid", "quote", "quotation", "estimate", "proposal", "zahlung", "angebot", "kostenvoranschlag", "paiement", "devis",
    "pago", "presupuesto", "cotizacion", "pagamento", "orcamento", "preventivo", "betaling", "offerte", "oferta", "付款", "报价", "견적", "見積", "支払",
  };
  gboolean has_day = FALSE, has_money = FALSE, is_named = FALSE;

  if (mapping->kind != CLV_KIND_CUSTOMERS || mapping->kind_by_user)
    return FALSE;
  for (guint i = 0; i < mapping->n_columns; i++)
    {
      const ClvColumnMapping *column = &mapping->columns[i];
      g_autofree char *header = clv_synonyms_normalise (clv_column_get_header (clv_table_get_column (mapping->table, i)));

      if (column->role == CLV_ROLE_CUSTOMER_NAME || column->role == CLV_ROLE_EMAIL || column->by_user)
        return FALSE;
      if (column->role != CLV_ROLE_NONE)
        continue;
      has_day |= column->reading->type == CLV_TYPE_DATE;
      has_money |= column->reading->type == CLV_TYPE_NUMBER;
      for (guint k = 0; k < G_N_ELEMENTS (words); k++)
        is_named |= strstr (header, words[k]) != NULL && column->reading->type == CLV_TYPE_DATE;
    }
  return has_day && has_money && is_named;
}

/**
 * clv_mapping_ignore_payments:
 *
 * Payments are not used where other tables say who bought, when, and for how much; where they alone have the money,
 * they are. Lists of payments and quotations that name customers are no lists of customers.
 */
void
clv_mapping_ignore_payments (ClvMapping *self)
{
  gboolean has_orders = FALSE, has_amounts = FALSE;

  for (guint i = 0; i < self->tables->len; i++)
    {
      const ClvTableMapping *mapping = self->tables->pdata[i];

      if (!clv_table_mapping_is_orderly (mapping) || !clv_table_mapping_has (mapping, CLV_ROLE_ORDER) || is_payment_list (mapping))
        continue;
      has_orders |= clv_table_mapping_has (mapping, CLV_ROLE_CUSTOMER) && clv_table_mapping_has (mapping, CLV_ROLE_DATE);
      has_amounts |= clv_table_mapping_has (mapping, CLV_ROLE_AMOUNT)
                     || (clv_table_mapping_has (mapping, CLV_ROLE_QUANTITY) && clv_table_mapping_has (mapping, CLV_ROLE_UNIT_PRICE));
    }
  for (guint i = 0; has_orders && has_amounts && i < self->tables->len; i++)
    {
      ClvTableMapping *mapping = self->tables->pdata[i];

      if (!mapping->kind_by_user && is_payment_list (mapping))
        clv_table_mapping_ignore (mapping, g_strdup (_("payments of orders whose amounts stand in another table")));
      else if (is_list_of_other_deeds (mapping))
        clv_table_mapping_ignore (mapping, g_strdup (_("payments or quotations of customers, beside the orders")));
    }
}
