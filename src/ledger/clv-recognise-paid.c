/* clv-recognise-paid.c - which of several columns of money says what was paid
 *
 * A catalogue price beside the price that was asked, what is still open beside the
 * total: both fit their roles as well as the other by their words alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-recognise-private.h"

#include <math.h>
#include <string.h>

#include "clv-synonyms.h"

/* What is left to pay. */
static const char open_words[] = "total due|total outstanding|total open|total remaining|total unpaid";
/* What is left to pay, where no other column has the money of the order. */
static const char open_alone_words[] = "amount due|invoice amount due|balance due|open amount|offener betrag|montant du|importe pendiente|valor em aberto";
/* Totals that are the whole of an order. */
static const char total_words[] =
  "total|order total|grand total|invoice total|total amount|amount|order amount|invoice amount|total price|order value|total value|total sales|"
  "total order value|total order amount|order grand total|order total amount|receipt total|transaction total|net total|net amount";

/* A price that was lowered. */
static const char reduced_words[] =
  "sale price|sales price|discounted price|discount price|price after discount|effective price|new price|promo price|promotional price|"
  "promotion price|special price|offer price|reduced price|unit sale price|discounted unit price|aktionspreis|angebotspreis|reduzierter preis|"
  "rabattierter preis|sonderpreis|neuer preis|effektiver preis|effektivpreis|prix remise|prix reduit|prix solde|prix promo|prix promotionnel|"
  "nouveau prix|prix effectif|precio rebajado|precio de oferta|precio oferta|precio con descuento|precio nuevo|nuevo precio|precio efectivo|"
  "preco promocional|preco com desconto|preco novo|novo preco|preco efetivo|prezzo scontato|prezzo promozionale|nuovo prezzo|prezzo effettivo|"
  "actieprijs|aanbiedingsprijs|nieuwe prijs|cena promocyjna|cena po rabacie|nowa cena|reapris|kampanjpris|nytt pris|indirimli fiyat|"
  "цена со скидкои|折后价|优惠价|促销价|成交价|折後價|할인가|할인가격|セール価格|割引価格|割引後価格";
/* Prices that were asked, where a price of the catalogue stands beside them. */
static const char asked_words[] =
  "net price|net unit price|selling price|unit selling price|actual price|current price|your price|price|unit price|price each|nettopreis|"
  "verkaufspreis|vk preis|einzelpreis|preis|prix net|prix de vente|prix unitaire|prix|precio neto|precio de venta|precio unitario|precio|"
  "preco liquido|preco de venda|preco unitario|preco|prezzo netto|prezzo di vendita|prezzo unitario|prezzo|nettoprijs|verkoopprijs|stukprijs|"
  "prijs|cena netto|cena sprzedazy|cena jednostkowa|cena|nettopris|styckpris|pris|售价|单价|판매가|판매단가|단가|販売価格|単価";
/* Prices of the catalogue. */
static const char list_words[] =
  "list price|unit list price|original price|original unit price|old price|regular price|catalogue price|catalog price|full price|full unit price|"
  "msrp|rrp|recommended retail price|recommended price|retail price|unit retail price|price before discount|undiscounted price|was price|"
  "normal price|standard price|compare at price|lineitem compare at price|listenpreis|originalpreis|alter preis|katalogpreis|uvp|normalpreis|"
  "ursprungspreis|prix catalogue|prix d origine|prix initial|ancien prix|prix public|prix normal|prix barre|precio de lista|precio lista|"
  "precio original|precio anterior|precio de catalogo|precio normal|pvp recomendado|preco de tabela|preco original|preco de lista|preco antigo|"
  "preco cheio|prezzo di listino|prezzo originale|prezzo pieno|vecchio prezzo|catalogusprijs|oude prijs|oorspronkelijke prijs|adviesprijs|"
  "cena katalogowa|cena regularna|stara cena|ordinarie pris|listpris|liste fiyatı|eski fiyat|прежняя цена|старая цена|原价|吊牌价|标价|市场价|"
  "原價|정가|소비자가|定価|通常価格|元値";

static gboolean
is_named (const ClvRecogniser *self,
          guint                column,
          const char          *words)
{
  return clv_synonyms_has_word (words, self->profiles[column].normalised);
}

static gboolean
is_number (const ClvRecogniser *self,
           guint                column)
{
  return !self->mapping->columns[column].by_user && self->mapping->columns[column].reading->type == CLV_TYPE_NUMBER;
}

/* The first column of numbers with such a name; -1 if none. */
static int
find_named (const ClvRecogniser *self,
            const char          *words)
{
  for (guint i = 0; i < self->mapping->n_columns; i++)
    if (is_number (self, i) && is_named (self, i, words))
      return i;
  return -1;
}

static void
prefer_totals (ClvRecogniser *self)
{
  gboolean has_total = FALSE;

  for (guint i = 0; i < self->mapping->n_columns; i++)
    has_total |= is_named (self, i, total_words) && *clv_recogniser_score (self, i, CLV_ROLE_AMOUNT) > 0;
  for (guint i = 0; has_total && i < self->mapping->n_columns; i++)
    if (is_number (self, i) && is_named (self, i, open_words))
      *clv_recogniser_score (self, i, CLV_ROLE_AMOUNT) = 0;
}

/* Better what is open than no money at all. */
static void
take_what_is_open (ClvRecogniser *self)
{
  static const ClvRole money[] = { CLV_ROLE_AMOUNT, CLV_ROLE_UNIT_PRICE, CLV_ROLE_REVENUE, CLV_ROLE_COST, CLV_ROLE_REFUND, CLV_ROLE_MONTHLY_FEE };
  int column = find_named (self, open_alone_words);

  for (guint k = 0; k < G_N_ELEMENTS (money) && column >= 0; k++)
    if (clv_recogniser_find (self, money[k]) >= 0)
      return;
  if (column < 0 || clv_recogniser_find (self, CLV_ROLE_DATE) < 0)
    return;
  *clv_recogniser_score (self, column, CLV_ROLE_AMOUNT) = 0.65;
  self->matched[column * CLV_N_ROLES + CLV_ROLE_AMOUNT] = self->profiles[column].full;
}

/* By row, NaN where there is none. (transfer full) */
static double *
dup_numbers (const ClvRecogniser *self,
             guint                column)
{
  const ClvColumn *cells = clv_table_get_column (self->mapping->table, column);
  g_autofree double *by_code = clv_reading_numbers (self->mapping->columns[column].reading, cells);
  const guint32 *codes = clv_column_get_codes (cells);
  const guint32 n = clv_table_get_n_rows (self->mapping->table);
  double *numbers = g_new (double, (gsize) n + 1);

  for (guint32 i = 0; i < n; i++)
    numbers[i] = by_code[codes[i]];
  return numbers;
}

/* The reduced price stands wherever the other one does, and is hardly ever above it. */
static gboolean
is_reduced (const ClvRecogniser *self,
            guint                paid,
            guint                full)
{
  g_autofree double *paids = dup_numbers (self, paid);
  g_autofree double *fulls = dup_numbers (self, full);
  guint32 n = 0, n_lower = 0;

  for (guint32 i = 0; i < clv_table_get_n_rows (self->mapping->table); i++)
    {
      if (isnan (fulls[i]))
        continue;
      if (isnan (paids[i]))
        return FALSE;
      n++;
      n_lower += fabs (paids[i]) <= fabs (fulls[i]) + 0.005;
    }
  return n > 0 && n_lower >= 0.9 * n;
}

/* The discount is what lies between both prices: nothing is taken off the lower one again. */
static gboolean
is_discount_between (ClvRecogniser *self,
                     guint          discount,
                     guint          paid,
                     guint          full)
{
  g_autofree double *paids = dup_numbers (self, paid);
  g_autofree double *fulls = dup_numbers (self, full);
  g_autofree double *discounts = dup_numbers (self, discount);
  int quantity = clv_recogniser_find (self, CLV_ROLE_QUANTITY);
  g_autofree double *quantities = quantity >= 0 ? dup_numbers (self, quantity) : NULL;
  guint32 n = 0, n_same[4] = { 0 };

  for (guint32 i = 0; i < clv_table_get_n_rows (self->mapping->table); i++)
    {
      const double off = fabs (discounts[i]), pieces = quantities != NULL ? fabs (quantities[i]) : 1;
      const double left[] = { fulls[i] * (1 - off), fulls[i] * (1 - off / 100), fulls[i] - off, fulls[i] - off / pieces };

      if (!(off > 0) || isnan (fulls[i]) || isnan (paids[i]))
        continue;
      n++;
      for (guint k = 0; k < G_N_ELEMENTS (left); k++)
        n_same[k] += fabs (left[k] - paids[i]) < 0.0051;
    }
  for (guint k = 0; k < G_N_ELEMENTS (n_same); k++)
    if (n > 0 && n_same[k] >= 0.9 * n)
      return TRUE;
  return FALSE;
}

static void
prefer_paid_prices (ClvRecogniser *self)
{
  int paid = find_named (self, reduced_words), full = find_named (self, list_words);
  int discount = clv_recogniser_find (self, CLV_ROLE_DISCOUNT);

  if (paid >= 0 && full < 0)
    full = find_named (self, asked_words);
  else if (paid < 0 && full >= 0)
    paid = find_named (self, asked_words);
  if (paid < 0 || full < 0 || !is_reduced (self, paid, full))
    return;
  if (discount >= 0 && discount != paid && discount != full)
    {
      if (self->mapping->columns[discount].by_user || !is_number (self, discount) || !is_discount_between (self, discount, paid, full))
        return;
      *clv_recogniser_score (self, discount, CLV_ROLE_DISCOUNT) = 0;
    }
  *clv_recogniser_score (self, full, CLV_ROLE_UNIT_PRICE) = 0;
  *clv_recogniser_score (self, full, CLV_ROLE_AMOUNT) = 0;
  *clv_recogniser_score (self, paid, CLV_ROLE_AMOUNT) = 0;
  *clv_recogniser_score (self, paid, CLV_ROLE_UNIT_PRICE) = 0.97;
  self->matched[paid * CLV_N_ROLES + CLV_ROLE_UNIT_PRICE] = self->profiles[paid].full;
}

/**
 * clv_recogniser_prefer_paid:
 *
 * After the columns were scored one by one: takes back scores of money that was not paid, where a column beside says what was.
 */
void
clv_recogniser_prefer_paid (ClvRecogniser *self)
{
  prefer_totals (self);
  take_what_is_open (self);
  prefer_paid_prices (self);
}

/**
 * clv_recogniser_find_sides:
 *
 * “Debit” beside “Credit”, of which each row fills one: the smaller side gives money back. As much back as forth is a
 * ledger of invoices and their payments, where nothing is guessed.
 */
void
clv_recogniser_find_sides (ClvRecogniser *self)
{
  const int debit = find_named (self, "debit|debits|debit amount|soll|sollbetrag|debe|debito|dare");
  const int credit = find_named (self, "credit|credits|credit amount|haben|habenbetrag|haber|credito|avere");
  const int amount = clv_recogniser_find (self, CLV_ROLE_AMOUNT);
  g_autofree double *debits = NULL;
  g_autofree double *credits = NULL;
  double forth = 0, back = 0;
  int sold, returned;

  if (debit < 0 || credit < 0 || (amount >= 0 && amount != debit && amount != credit))
    return;
  debits = dup_numbers (self, debit);
  credits = dup_numbers (self, credit);
  for (guint32 i = 0; i < clv_table_get_n_rows (self->mapping->table); i++)
    {
      const double a = isfinite (debits[i]) ? debits[i] : 0, b = isfinite (credits[i]) ? credits[i] : 0;

      if ((a != 0 && b != 0) || a < 0 || b < 0)
        return;
      forth += a;
      back += b;
    }
  if (!(forth > 0 && back > 0) || MIN (forth, back) >= 0.8 * MAX (forth, back))
    return;
  sold = forth > back ? debit : credit;
  returned = forth > back ? credit : debit;
  *clv_recogniser_score (self, returned, CLV_ROLE_AMOUNT) = 0;
  *clv_recogniser_score (self, sold, CLV_ROLE_AMOUNT) = 0.9;
  *clv_recogniser_score (self, returned, CLV_ROLE_REFUND) = 0.9;
  self->matched[sold * CLV_N_ROLES + CLV_ROLE_AMOUNT] = self->profiles[sold].full;
  self->matched[returned * CLV_N_ROLES + CLV_ROLE_REFUND] = self->profiles[returned].full;
}

/* Exchange rates beside orders are headed so as well: numbers near each other in every row. */
static gboolean
are_amounts (const ClvRecogniser *self,
             guint                column)
{
  const ClvReading *reading = self->mapping->columns[column].reading;

  return is_number (self, column)
         && (reading->n_filled < clv_table_get_n_rows (self->mapping->table) || reading->min <= 0 || reading->max > 3 * reading->min);
}

/**
 * clv_recogniser_find_bare_currencies:
 *
 * “USD” and “EUR” over amounts, and nothing else that says what was paid: they are the amounts.
 */
void
clv_recogniser_find_bare_currencies (ClvRecogniser *self)
{
  static const ClvRole others[] = { CLV_ROLE_AMOUNT, CLV_ROLE_UNIT_PRICE, CLV_ROLE_REVENUE, CLV_ROLE_COST };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (clv_recogniser_find (self, others[i]) >= 0)
      return;
  if (clv_recogniser_find (self, CLV_ROLE_DATE) < 0
      || (clv_recogniser_find (self, CLV_ROLE_CUSTOMER) < 0 && clv_recogniser_find (self, CLV_ROLE_EMAIL) < 0
          && clv_recogniser_find (self, CLV_ROLE_CUSTOMER_NAME) < 0))
    return;
  for (guint i = 0; i < self->mapping->n_columns; i++)
    {
      g_autofree char *currency = NULL;
      g_autofree char *stem = clv_table_mapping_dup_stem (self->mapping, i, &currency);

      if (currency == NULL || (*stem != '\0' && strcmp (stem, "in") != 0) || !are_amounts (self, i))
        continue;
      *clv_recogniser_score (self, i, CLV_ROLE_AMOUNT) = 0.8;
      self->matched[i * CLV_N_ROLES + CLV_ROLE_AMOUNT] = self->profiles[i].full;
    }
}
