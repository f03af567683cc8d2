/* clv-recognise-kind.c - what a table is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-recognise-private.h"
#include "clv-currency-list.h"
#include "clv-synonyms.h"
#include "clv-words.h"

/* Parts of names of sheets and files. */
#define COST_NAMES "cost|expense|ausgaben|kosten|cout|coste|costo|gasto|custo|despesa|depense|spesa|koszt|费用|成本|비용|費用|marketing spend"
#define SPEND_NAMES \
  COST_NAMES "|spend|marketing|advert|ads|werb|media|campaign|kampagne|budget|publicit|publicid|pubblicit|投放|广告|광고|広告"
#define CONTACT_NAMES \
  "contact|kontakt|contacto|contatto|touch|campaign|kampagne|campagne|campana|mailing|newsletter|send|call|visit|besuch|anruf|" \
  "visite|appel|activit|aktivit|联系|接触|연락|접촉|接触|連絡"

static gboolean
has (ClvRecogniser *self,
     ClvRole        role)
{
  return clv_recogniser_find (self, role) >= 0;
}

static gboolean
is_unique (ClvRecogniser *self,
           int            column)
{
  return column >= 0 && self->profiles[column].unique;
}

static gboolean
has_part (const char *normalised,
          const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, "|", -1);

  for (guint i = 0; list[i] != NULL; i++)
    for (const char *at = strstr (normalised, list[i]); at != NULL; at = strstr (at + 1, list[i]))
      /* “Custo” is a cost, “customer” is none. */
      if (!g_str_has_prefix (at, "custom"))
        return TRUE;
  return FALSE;
}

static gboolean
name_suggests (const ClvTable *table,
               const char     *words)
{
  g_autofree char *text = g_strdup_printf ("%s %s", clv_table_get_sheet (table), clv_table_get_file (table));
  g_autofree char *normalised = clv_synonyms_normalise (text);

  return has_part (normalised, words);
}

/* “Revenue (€)” is what customers paid, whatever the sheet is called. “Total” may be either. */
static gboolean
is_headed_revenue (ClvRecogniser *self,
                   int            column)
{
  return column >= 0 && strcmp (self->profiles[column].normalised, "total") != 0
         && strcmp (self->profiles[column].normalised, "total amount") != 0
         && clv_synonyms_score (self->profiles[column].normalised, CLV_ROLE_REVENUE, NULL) >= 0.9;
}

static gboolean
has_spend (ClvRecogniser *self)
{
  for (guint i = 0; i < self->mapping->n_columns; i++)
    if (self->is_spend[i])
      return TRUE;
  return FALSE;
}

static gboolean
is_about_advertising (ClvRecogniser *self)
{
  for (guint i = 0; i < self->mapping->n_columns; i++)
    if (clv_synonyms_is_advertising (self->profiles[i].full))
      return TRUE;
  return FALSE;
}

/* A column of “Invoice” and “Credit memo” looks like types of cost by its header. */
static gboolean
types_are_documents (ClvRecogniser *self)
{
  int index = clv_recogniser_find (self, CLV_ROLE_COST_TYPE);
  const ClvColumn *column = clv_table_get_column (self->mapping->table, index);

  for (guint32 code = 1; code < MIN (clv_column_get_n_distinct (column), 200u); code++)
    {
      g_autofree char *text = clv_column_dup_text (column, code);

      if (clv_words_has (text, "invoice|=sale|=order|refund|credit|receipt|rechnung|gutschrift|verkauf|bestell|facture|avoir|"
                               "vente|commande|factura|venta|pedido|fatura|venda|fattura|vendita|factuur|faktura|发票|销售|退款"))
        return TRUE;
    }
  return FALSE;
}

#define REFUND_NAMES "return|retour|retoure|devoluc|devolv|refund|ruckerstatt|erstattung|gutschrift|reembolso|rembours|rimbors|zwrot|退|返|반품|환불"
#define SALE_NAMES "order|sale|bestell|verkauf|umsatz|commande|vente|pedido|venta|venda|ordini|vendit|invoice|rechnung|facture"
#define REFUND_DATE_HEADERS \
  "refund date|date of refund|refunded at|refunded on|refund created at|return date|returned at|returned on|date of return|credit note date|" \
  "credit date|erstattungsdatum|erstattet am|retourendatum|gutschriftsdatum|date de remboursement|date remboursement|date de retour|" \
  "fecha de reembolso|fecha reembolso|fecha de devolucion|data do reembolso|data de devolucao|data rimborso|data reso|" \
  "退款日期|退款时间|退货日期|환불일|환불일자|반품일|返金日|返品日"

/* Each row is a refund with a number of its own; beside orders such a number stands where there was one. */
static gboolean
numbers_refunds (ClvRecogniser *self)
{
  int column = clv_recogniser_find_header (self, CLV_REFUND_ID_HEADERS);

  if (column < 0)
    return FALSE;
  return self->profiles[column].unique || !has (self, CLV_ROLE_CUSTOMER) || !has (self, CLV_ROLE_DATE);
}

/* Money that was given back, under the numbers of the orders: a column that says so, or amounts in a list that does. */
static gboolean
is_refund_list (ClvRecogniser *self)
{
  int refund = clv_recogniser_find (self, CLV_ROLE_REFUND);
  int amount = clv_recogniser_find (self, CLV_ROLE_AMOUNT);
  const ClvTable *table = self->mapping->table;

  if (!has (self, CLV_ROLE_ORDER) || has (self, CLV_ROLE_UNIT_PRICE))
    return FALSE;
  /* Orders of which the amounts stand in their lines may say as well what was given back, but not all of them do. */
  if (amount < 0 && refund >= 0 && has (self, CLV_ROLE_CUSTOMER) && has (self, CLV_ROLE_DATE)
      && (self->mapping->columns[refund].reading->n_filled < clv_table_get_n_rows (table)
          || (self->mapping->columns[refund].reading->min <= 0 && self->mapping->columns[refund].reading->max >= 0)))
    return FALSE;
  if (amount < 0)
    return refund >= 0 && self->mapping->columns[refund].reading->type == CLV_TYPE_NUMBER && !has (self, CLV_ROLE_QUANTITY)
           && (self->profiles[refund].has_fraction || self->mapping->columns[refund].reading->max > 1
               || self->mapping->columns[refund].reading->min < 0);
  if (refund >= 0 && refund != amount)
    return FALSE;
  return numbers_refunds (self)
         || (clv_recogniser_find_header (self, REFUND_DATE_HEADERS) >= 0 && !has (self, CLV_ROLE_DATE))
         || (name_suggests (table, REFUND_NAMES) && !name_suggests (table, SALE_NAMES)
             && (clv_recogniser_find (self, CLV_ROLE_CUSTOMER) < 0 || !has (self, CLV_ROLE_DATE)));
}

/* The day on which it was given back, which no list of orders means by its date. */
static void
find_refund_date (ClvRecogniser *self)
{
  int column = clv_recogniser_find_header (self, REFUND_DATE_HEADERS);

  if (column < 0 || self->mapping->columns[column].reading->type != CLV_TYPE_DATE)
    return;
  *clv_recogniser_score (self, column, CLV_ROLE_DATE) = 1.05;
  self->matched[column * CLV_N_ROLES + CLV_ROLE_DATE] = self->profiles[column].full;
}

/**
 * clv_table_mapping_lists_returns:
 *
 * Whether a table that is not used lists goods that came back, by its name or its headers: products and how many of them.
 * Without an order or a customer nothing can be done with it, but nobody may say that nothing was returned.
 */
gboolean
clv_table_mapping_lists_returns (const ClvTableMapping *mapping)
{
  const gboolean is_named = name_suggests (mapping->table, REFUND_NAMES) && !name_suggests (mapping->table, SALE_NAMES);
  gboolean is_headed = FALSE, has_date = FALSE, has_product = FALSE, has_quantity = FALSE;

  if (mapping->kind != CLV_KIND_IGNORED || mapping->kind_by_user || clv_table_get_n_rows (mapping->table) == 0)
    return FALSE;
  for (guint i = 0; i < mapping->n_columns; i++)
    {
      g_autofree char *header = clv_recogniser_dup_header (mapping->table, i);
      const gboolean is_of_returns = has_part (header, REFUND_NAMES);
      const ClvColumnType type = mapping->columns[i].reading->type;

      is_headed |= is_of_returns;
      has_date |= type == CLV_TYPE_DATE;
      has_product |= clv_synonyms_score (header, CLV_ROLE_PRODUCT, NULL) >= 0.9;
      has_quantity |= type == CLV_TYPE_NUMBER && (is_of_returns || clv_synonyms_score (header, CLV_ROLE_QUANTITY, NULL) >= 0.9
                                                  || clv_synonyms_score (header, CLV_ROLE_AMOUNT, NULL) >= 0.9);
    }
  return (is_named || (is_headed && has_date)) && has_product && has_quantity;
}

/* Words of headers that say how many. */
#define PIECES_WORDS "=qtd|=qtde|=qty|=quantity|=quantities|quantidade|=menge|=anzahl|=stuck|stuckzahl|=quantite|=cantidad|=quantita|=aantal|=ilosc|=antal|=adet|=pieces|=units|数量|수량"

ClvTableMapping *
clv_table_mapping_dup_returned_goods (const ClvTableMapping *mapping)
{
  ClvTableMapping *copy;
  int date = -1, product = -1, quantity = -1;

  if (!clv_table_mapping_lists_returns (mapping))
    return NULL;
  for (guint i = 0; i < mapping->n_columns; i++)
    {
      g_autofree char *header = clv_recogniser_dup_header (mapping->table, i);
      const ClvColumnType type = mapping->columns[i].reading->type;

      if (type == CLV_TYPE_DATE && date < 0)
        date = i;
      else if (type == CLV_TYPE_NUMBER && quantity < 0
               && (clv_synonyms_score (header, CLV_ROLE_QUANTITY, NULL) >= 0.9 || clv_words_has (clv_column_get_header (clv_table_get_column (mapping->table, i)), PIECES_WORDS)))
        quantity = i;
      else if (product < 0 && clv_synonyms_score (header, CLV_ROLE_PRODUCT, NULL) >= 0.9)
        product = i;
    }
  if (date < 0 || product < 0 || quantity < 0)
    return NULL;
  copy = clv_table_mapping_copy (mapping);
  copy->kind = CLV_KIND_RETURNS;
  for (guint i = 0; i < copy->n_columns; i++)
    copy->columns[i].role = CLV_ROLE_NONE;
  copy->columns[date].role = CLV_ROLE_DATE;
  copy->columns[product].role = CLV_ROLE_PRODUCT;
  copy->columns[quantity].role = CLV_ROLE_QUANTITY;
  return copy;
}

/* The same people again and again, each time with a day, perhaps with what was said to them. */
static gboolean
is_contact_list (ClvRecogniser *self,
                 gboolean       has_date,
                 gboolean       is_of_people)
{
  int customer = clv_recogniser_find (self, CLV_ROLE_CUSTOMER);
  gboolean is_named = name_suggests (self->mapping->table, CONTACT_NAMES);
  gboolean is_told = has (self, CLV_ROLE_CHANNEL) || clv_recogniser_find_header (self, CLV_CONTACT_HEADERS) >= 0;

  if (customer < 0)
    customer = clv_recogniser_find (self, CLV_ROLE_EMAIL);
  if (!has_date || !is_of_people || customer < 0 || has (self, CLV_ROLE_COST))
    return FALSE;
  return self->profiles[customer].unique ? is_named && is_told : is_named || is_told;
}

/* “Marketing” and “Budget” beside a date are money when nothing else there is. */
static void
find_budget (ClvRecogniser *self)
{
  static const char words[] =
    "marketing|marketing budget|marketing total|ads|ad budget|ads budget|advertising|advertising budget|advertisement|budget|media budget|"
    "paid media|promotion|werbung|werbebudget|marketingbudget|publicite|budget marketing|budget publicitaire|publicidad|presupuesto|"
    "presupuesto de marketing|publicidade|orcamento|orcamento de marketing|pubblicita|budget pubblicitario|reclame|reclamebudget|"
    "reklama|budzet|budzet marketingowy|reklam|reklambudget|annonsering|reklam butcesi|butce|pazarlama|реклама|маркетинг|бюджет|"
    "рекламныи бюджет|广告|广告预算|营销|预算|推广|광고|마케팅|광고예산|예산|広告|マーケティング|予算|広告予算";

  if (has (self, CLV_ROLE_COST) || has (self, CLV_ROLE_AMOUNT) || has (self, CLV_ROLE_UNIT_PRICE))
    return;
  for (guint i = 0; i < self->mapping->n_columns; i++)
    if (!self->mapping->columns[i].by_user && self->mapping->columns[i].reading->type == CLV_TYPE_NUMBER
        && clv_synonyms_has_word (words, self->profiles[i].normalised))
      {
        *clv_recogniser_score (self, i, CLV_ROLE_COST) = 0.85;
        self->matched[i * CLV_N_ROLES + CLV_ROLE_COST] = self->profiles[i].full;
        return;
      }
}

/**
 * clv_recogniser_find_spend:
 *
 * Tables of advertising often have a column a channel: “TV”, “Google spend”, “facebook_S”.
 */
void
clv_recogniser_find_spend (ClvRecogniser *self)
{
  const ClvTableMapping *mapping = self->mapping;
  gboolean is_named = name_suggests (mapping->table, SPEND_NAMES) || (mapping->kind_by_user && mapping->kind == CLV_KIND_COSTS);
  guint n_named = 0, n_marked = 0, n_totals = 0;

  if (mapping->kind_by_user && mapping->kind != CLV_KIND_COSTS)
    return;
  if (!has (self, CLV_ROLE_DATE) || has (self, CLV_ROLE_CUSTOMER) || has (self, CLV_ROLE_ORDER) || has (self, CLV_ROLE_QUANTITY))
    return;
  find_budget (self);
  for (guint i = 0; i < mapping->n_columns; i++)
    {
      ClvSpendHeader header = clv_synonyms_judge_spend (self->profiles[i].full);

      if (mapping->columns[i].by_user && mapping->columns[i].role == CLV_ROLE_COST)
        n_named += 2;
      if (mapping->columns[i].by_user || self->profiles[i].decoy || mapping->columns[i].reading->type != CLV_TYPE_NUMBER)
        continue;
      self->is_spend[i] = header == CLV_SPEND_OF_CHANNEL || (header == CLV_SPEND_CHANNEL && is_named);
      n_marked += self->is_spend[i];
      n_totals += header == CLV_SPEND_TOTAL && has (self, CLV_ROLE_COST);
    }
  /* One column that says which channel is a cost table like any other, if nothing else says what was spent. */
  if (n_named > 0 || n_marked == 0 || (n_marked == 1 && n_totals > 0))
    memset (self->is_spend, 0, sizeof *self->is_spend * mapping->n_columns);
}

static guint
count_value_roles (ClvRecogniser *self)
{
  static const ClvRole value_roles[] = {
    CLV_ROLE_REVENUE, CLV_ROLE_ORDERS, CLV_ROLE_AOV, CLV_ROLE_FREQUENCY, CLV_ROLE_RETENTION, CLV_ROLE_LIFETIME,
    CLV_ROLE_TENURE, CLV_ROLE_MONTHLY_FEE, CLV_ROLE_ACQUISITION_COST, CLV_ROLE_CHURNED, CLV_ROLE_LAST_DATE,
  };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (value_roles); i++)
    n += has (self, value_roles[i]);
  return n;
}

/* “Rate” beside orders may be a price; “Exchange rate” beside a currency is none. */
gboolean
clv_recogniser_is_exchange_rate (ClvRecogniser *self,
                                 guint          column)
{
  static const char *const parts[] = { "exchange", "fx", "conversion", "currency", "wechselkurs", "umrechnungskurs", "change",
                                       "cambio", "汇率", "환율", "為替", "換算", "wisselkoers", "walut", "vaxelkurs", "doviz", "курс" };
  gboolean is_named = FALSE, has_currency = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    is_named |= strstr (self->profiles[column].normalised, parts[i]) != NULL;
  for (guint i = 0; i < self->mapping->n_columns; i++)
    has_currency |= *clv_recogniser_score (self, i, CLV_ROLE_CURRENCY) > 0 || self->mapping->columns[i].role == CLV_ROLE_CURRENCY;
  return is_named && has_currency;
}

/* Days, and columns of numbers that are headed by nothing but a currency each. */
static gboolean
has_a_column_for_each_currency (ClvRecogniser *self)
{
  const int date = clv_recogniser_find (self, CLV_ROLE_DATE);
  guint n = 0;

  for (guint i = 0; i < self->mapping->n_columns; i++)
    {
      const ClvColumnType type = self->mapping->columns[i].reading->type;

      if ((int) i == date || type == CLV_TYPE_EMPTY)
        continue;
      if (!clv_currency_list_has_word (clv_column_get_header (clv_table_get_column (self->mapping->table, i))))
        return FALSE;
      n += type == CLV_TYPE_NUMBER;
    }
  return date >= 0 && n >= 2;
}

/**
 * clv_recogniser_guess_kind:
 * @why: (out) (optional): the reason, translated
 *
 * What the table is, by what its columns could be.
 */
ClvTableKind
clv_recogniser_guess_kind (ClvRecogniser *self,
                           const char   **why)
{
  const ClvTable *table = self->mapping->table;
  int customer_column = clv_recogniser_find (self, CLV_ROLE_CUSTOMER);
  int order_column = clv_recogniser_find (self, CLV_ROLE_ORDER);
  int product_column = clv_recogniser_find (self, CLV_ROLE_PRODUCT);
  gboolean named = customer_column >= 0 || has (self, CLV_ROLE_EMAIL) || has (self, CLV_ROLE_CUSTOMER_NAME);
  gboolean date = has (self, CLV_ROLE_DATE);
  gboolean order = order_column >= 0;
  gboolean amount = has (self, CLV_ROLE_AMOUNT);
  gboolean quantity = has (self, CLV_ROLE_QUANTITY);
  gboolean price = has (self, CLV_ROLE_UNIT_PRICE);
  gboolean money = amount || price;
  gboolean customer_unique = customer_column < 0 || self->profiles[customer_column].unique;
  guint n_values = count_value_roles (self);

  if (clv_table_get_n_rows (table) == 0)
    return CLV_KIND_IGNORED;
  if (has (self, CLV_ROLE_RATE) && has (self, CLV_ROLE_CURRENCY) && !order && !named && !amount && !quantity
      && !has (self, CLV_ROLE_COST) && self->mapping->n_columns <= 8)
    {
      *why = _("currencies and their rates");
      return CLV_KIND_RATES;
    }
  if (has_a_column_for_each_currency (self))
    {
      *why = _("days, and a column of rates for each currency");
      return CLV_KIND_RATES;
    }
  if (has_spend (self))
    {
      *why = _("a date, and what was spent on each channel");
      return CLV_KIND_COSTS;
    }
  if (date && !order && customer_column < 0 && !quantity && has (self, CLV_ROLE_COST) && is_about_advertising (self))
    {
      *why = _("days, advertising and what it cost");
      return CLV_KIND_COSTS;
    }
  if (date && !order && !quantity
      && (has (self, CLV_ROLE_COST) || (amount && !is_headed_revenue (self, clv_recogniser_find (self, CLV_ROLE_AMOUNT))))
      && ((has (self, CLV_ROLE_COST_TYPE) && !types_are_documents (self))
          || name_suggests (table, COST_NAMES)))
    {
      *why = _("a date, an amount and a type of cost, but no order");
      return CLV_KIND_COSTS;
    }
  if (date && !order && !named && !quantity && has (self, CLV_ROLE_COST) && (has (self, CLV_ROLE_CHANNEL) || !amount))
    {
      *why = _("a date and a cost, but neither customer nor order");
      return CLV_KIND_COSTS;
    }
  if (is_refund_list (self))
    {
      find_refund_date (self);
      *why = _("order numbers, and how much of them was given back");
      return CLV_KIND_RETURNS;
    }
  if (order && named && date && (money || quantity))
    {
      *why = self->profiles[order_column].unique ? _("order, customer, date and amount; every order stands once")
                                                 : _("order, customer, date and amount; several rows share an order");
      return self->profiles[order_column].unique ? CLV_KIND_ORDERS : CLV_KIND_LINES;
    }
  if (order && !money && !quantity && !date && self->mapping->n_columns <= 4
      && (has (self, CLV_ROLE_REFUND) || self->mapping->n_columns == 1
          || name_suggests (table, "return|retour|devoluc|devoluç|refund|退|返|반품|환불")))
    {
      *why = _("order numbers without amounts");
      return CLV_KIND_RETURNS;
    }
  if (order && named && date)
    {
      *why = _("order, customer and date; the amounts stand elsewhere");
      return CLV_KIND_ORDERS;
    }
  if (order && (money || quantity) && (money || product_column >= 0))
    {
      *why = _("order numbers and amounts; customer and date stand elsewhere");
      return CLV_KIND_LINES;
    }
  if (!order && n_values >= 2 && customer_unique && (has (self, CLV_ROLE_REVENUE) || has (self, CLV_ROLE_AOV)
                                                     || has (self, CLV_ROLE_MONTHLY_FEE)))
    {
      *why = _("every row is one customer, with figures");
      return CLV_KIND_CUSTOMER_VALUES;
    }
  if (named && date && (money || quantity))
    {
      *why = _("customer, date and amount");
      return CLV_KIND_ORDERS;
    }
  if (product_column >= 0 && self->profiles[product_column].unique && !date && !order && customer_column < 0
      && (price || has (self, CLV_ROLE_UNIT_COST)))
    {
      *why = _("every row is one product, with its price or cost");
      return CLV_KIND_PRODUCTS;
    }
  if (!order && !date && n_values >= 1 && customer_unique && (customer_column >= 0 || named)
      && (has (self, CLV_ROLE_REVENUE) || has (self, CLV_ROLE_AOV) || has (self, CLV_ROLE_MONTHLY_FEE)))
    {
      *why = _("every row is one customer, with figures");
      return CLV_KIND_CUSTOMER_VALUES;
    }
  if (!order && !date && has (self, CLV_ROLE_REVENUE)
      && self->mapping->columns[clv_recogniser_find (self, CLV_ROLE_REVENUE)].by_user)
    {
      *why = _("you said which column is the revenue of the customer");
      return CLV_KIND_CUSTOMER_VALUES;
    }
  if (is_contact_list (self, date, named && !order && !money && !quantity))
    {
      *why = _("dates and customers, but no amount: who was contacted when");
      return CLV_KIND_CONTACTS;
    }
  if (is_unique (self, customer_column)
      || (customer_column < 0 && named && !amount && !quantity && !order && product_column < 0
          && (is_unique (self, clv_recogniser_find (self, CLV_ROLE_EMAIL))
              || is_unique (self, clv_recogniser_find_header (self, "id")))))
    {
      *why = _("every row is one customer");
      return CLV_KIND_CUSTOMERS;
    }
  if (customer_column >= 0 && !order && !money && !quantity && product_column < 0 && !has (self, CLV_ROLE_COST)
      && self->profiles[customer_column].n_values > (date ? 0.9 : 0.5) * clv_table_get_n_rows (table)
      && (has (self, CLV_ROLE_CUSTOMER_NAME) || has (self, CLV_ROLE_EMAIL) || has (self, CLV_ROLE_SEGMENT) || has (self, CLV_ROLE_COUNTRY)
          || has (self, CLV_ROLE_CHANNEL) || has (self, CLV_ROLE_OWNER) || has (self, CLV_ROLE_ACCOUNT)))
    {
      *why = _("customers, of whom some stand there more than once");
      return CLV_KIND_CUSTOMERS;
    }
  if (date && amount)
    {
      *why = _("date and amount, but no customer");
      return CLV_KIND_ORDERS;
    }
  if (named && amount && quantity)
    {
      *why = _("customer and amount, but no date");
      return CLV_KIND_ORDERS;
    }
  *why = _("neither orders, customers, products nor costs were recognised");
  return CLV_KIND_IGNORED;
}

