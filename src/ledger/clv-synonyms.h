/* clv-synonyms.h - what spreadsheets call things, in the languages we know
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-role.h"

G_BEGIN_DECLS

/* Lower case, words split at case changes and marks, accents off: “InvoiceNo.” → “invoice no”. (transfer full) */
char    *clv_synonyms_normalise (const char *header);
/* “amount eur” → “amount”. (transfer full) @currency (out) (nullable): “eur”. */
char    *clv_synonyms_without_currency (const char *normalised,
                                        char      **currency);
/* “billing country” → “country”. (transfer full) */
char    *clv_synonyms_without_qualifier (const char *normalised);
/* “txn amt” → “transaction amount”; NULL when nothing is abbreviated. (transfer full) (nullable) */
char    *clv_synonyms_without_abbreviations (const char *normalised);
typedef enum
{
  CLV_TAX_UNKNOWN,
  CLV_TAX_EXCLUDED,
  CLV_TAX_INCLUDED,
  CLV_TAX_NET,   /* of tax, of discounts or of refunds: nobody knows */
  CLV_TAX_GROSS,
} ClvTaxWords;

/* “total excl vat” → “total”; NULL when nothing is said of taxes. (transfer full) (nullable) */
char    *clv_synonyms_without_tax (const char  *normalised,
                                   ClvTaxWords *tax);
/* Whether @list, with '|' between its words, has the header. */
gboolean clv_synonyms_has_word  (const char *list,
                                 const char *normalised);
/* 0 to 1: how well a normalised header fits @role; 1 is an exact synonym. @matched (out) (nullable): the synonym. */
double   clv_synonyms_score     (const char  *normalised,
                                 ClvRole      role,
                                 const char **matched);
/* Headers that look like a role and are none: birth date, postal code … */
gboolean clv_synonyms_is_decoy  (const char *normalised);
/* Addresses, phones, postal codes: they tell customers apart and make no segments. */
gboolean clv_synonyms_is_contact (const char *normalised);

/* Which campaign a cost is of, and which occasion a contact. */
#define CLV_CAMPAIGN_HEADERS \
  "campaign|campaign name|ad campaign|kampagne|kampagnenname|campagne|nom de la campagne|campana|nombre de la campana|campanha|" \
  "nome da campanha|campagna|nome campagna|kampania|kampanj|kampanya|кампания|广告系列|推广计划|캠페인|キャンペーン"
#define CLV_CONTACT_HEADERS \
  CLV_CAMPAIGN_HEADERS "|contact type|type of contact|activity|activity type|touchpoint|touch point|event|event type|action|type|method|" \
  "contact method|kontaktart|kontakttyp|aktivitat|massnahme|type de contact|activite|tipo de contacto|actividad|tipo de contato|" \
  "tipo di contatto|接触方式|联系方式|접촉유형|接触種別"

/* How many pieces came back. */
#define CLV_RETURNED_UNITS_HEADERS \
  "returned quantity|returned qty|quantity returned|qty returned|return quantity|return qty|returned units|units returned|returned items|" \
  "items returned|refunded quantity|refunded qty|quantity refunded|qty refunded|cancelled quantity|cancelled qty|quantity cancelled|" \
  "qty cancelled|canceled quantity|canceled qty|quantity canceled|qty canceled|retourmenge|retourenmenge|menge retourniert|" \
  "retournierte menge|stornierte menge|stornomenge|zuruckgegebene menge|ruckgabemenge|quantite retournee|qte retournee|quantite remboursee|" \
  "quantite annulee|cantidad devuelta|cantidad cancelada|unidades devueltas|quantidade devolvida|quantidade cancelada|qtd devolvida|" \
  "quantita resa|quantita restituita|quantita annullata|geretourneerd aantal|aantal geretourneerd|zwrocona ilosc|ilosc zwrocona|" \
  "returnerat antal|iade adedi|退货数量|退貨數量|取消数量|반품수량|취소수량|返品数|返品数量|キャンセル数量"

/* Which refund a row is about. */
#define CLV_REFUND_ID_HEADERS \
  "refund id|refund no|refund number|refund key|refund transaction id|return id|return no|return number|rma|rma no|rma number|credit note no|" \
  "credit note id|credit note number|credit memo no|erstattungsnummer|erstattungs nr|retourennummer|retouren nr|gutschriftnummer|gutschrift nr|" \
  "id remboursement|numero avoir|id reembolso|id devolucion|id devolucao|id rimborso|退款编号|退款单号|退货单号|환불번호|반품번호|返金番号|返品番号"

/* clv-synonyms-spend.c */
typedef enum
{
  CLV_SPEND_NO,
  CLV_SPEND_OF_CHANNEL, /* “Google spend”, “tv_S” */
  CLV_SPEND_CHANNEL,    /* “Google Ads”: spending only if the table is about that */
  CLV_SPEND_TOTAL,      /* “Ad spend”: of no channel */
} ClvSpendHeader;

/* Whether the header of a number is about what was spent on one channel. */
ClvSpendHeader clv_synonyms_judge_spend (const char *normalised);
/* The channel in such a header, as it is written there; NULL when it names none. (transfer full) */
char    *clv_synonyms_dup_channel (const char *header);
/* Impressions, clicks, campaigns: the table is an advertiser's report. */
gboolean clv_synonyms_is_advertising (const char *normalised);

G_END_DECLS
