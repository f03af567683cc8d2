/* clv-dialects.c - programs whose exports use words in a sense of their own
 *
 * “Name” is an order at Shopify and a customer in QuickBooks; “item-price” is the
 * money of a whole line at Amazon and the price of one piece elsewhere. No list of
 * words can tell; the headers that stand together can.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-dialects.h"

#include <string.h>

struct _ClvDialect
{
  const char *signature; /* all of these headers, '|' between */
  const char *roles;     /* header=role id, '|' between */
};

static const ClvDialect dialects[] = {
  /* Shopify: orders */
  { "name|financial status|lineitem name|created at", "name=order|id=none|billing name=customer-name" },
  /* … with some of the columns only */
  { "name|lineitem quantity|lineitem price", "name=order|id=none|billing name=customer-name" },
  /* Advanced Order Export for WooCommerce */
  { "order total amount|item cost|payment method title", "item cost=unit-price|order subtotal amount=none" },
  /* Stripe: payments. What the customer paid may be in any currency; what it was converted to can be added up. */
  { "id|amount refunded|converted amount|converted currency",
    "id=order|created utc=date|created date utc=date|amount=none|amount refunded=none|currency=none|converted amount=amount|"
    "converted amount refunded=refund|converted currency=currency|description=none|card address country=country" },
  /* PayPal: activity */
  { "gross|fee|net|transaction id",
    "gross=amount|fee=cost|net=none|transaction id=order|invoice number=none|name=customer-name|from email address=email|type=none" },
  { "brutto|netto|transaktionscode",
    "brutto=amount|gebuhr=cost|entgelt=cost|netto=none|transaktionscode=order|rechnungsnummer=none|name=customer-name|"
    "absender e mail adresse=email|empfanger e mail adresse=none|typ=none" },
  /* Square: items and transactions */
  { "gross sales|net sales|transaction id|event type", "gross sales=none|net sales=amount|event type=none|payment id=none" },
  /* Amazon: orders, and payments */
  { "amazon order id|item price|item tax", "item price=amount|product name=none" },
  { "order id|item price|item tax|buyer email", "item price=amount|product name=none" },
  { "order id|product sales|selling fees|fba fees",
    "date time=date|type=status|marketplace=channel|product sales=amount|product sales tax=tax|selling fees=cost|fba fees=cost|"
    "other transaction fees=cost|total=none|description=none" },
  /* Magento: orders */
  { "id|purchase date|bill to name|grand total base",
    "id=order|grand total base=amount|grand total purchased=none|subtotal=none|bill to name=none|customer name=customer-name" },
  /* PrestaShop */
  { "id|reference|new client|total", "id=none|reference=order" },
  { "id|reference|nouveau client|total", "id=none|reference=order" },
  /* HubSpot: contacts, and deals */
  { "record id|first name|last name|email|associated company",
    "record id=customer|associated company=account|create date=none|lead status=none|contact owner=owner" },
  { "record id|deal name|deal stage", "record id=order|associated company=customer|associated contact=none|create date=none|deal type=none" },
  /* Salesforce: opportunities */
  { "opportunity name|account name|stage", "account name=customer|lead source=channel|created date=none|type=none|age=none" },
  /* Dynamics 365 Business Central: posted invoices */
  { "no|customer no|posting date|amount including vat", "no=order|customer=customer-name|amount including vat=none" },
  /* DATEV: Buchungsstapel */
  { "umsatz ohne soll haben kz|konto|belegdatum", "konto=customer|belegfeld 1=order|belegfeld 2=none|basis umsatz=none|skonto=none" },
  /* Xero: sales invoices */
  { "contact name|invoice number|unit amount|account code",
    "contact name=customer|email address=email|total=none|tax total=none|tax amount=tax|inventory item code=product|"
    "description=none|line amount=amount|type=none" },
  /* QuickBooks: sales by customer or product, in detail */
  { "type|date|num|name|amount", "type=status|num=order|name=customer|memo=none" },
  { "transaction type|date|num|name|amount", "transaction type=status|num=order|name=customer" },
  /* Zoho Books: invoices */
  { "invoice id|invoice number|item total|item price", "invoice id=none|invoice number=order|item total=amount|item price=unit-price|total=none" },
};

static gsize
word_length (const char *word)
{
  return strchrnul (word, '|') - word;
}

static const char *
next_word (const char *word)
{
  const char *end = strchrnul (word, '|');

  return *end == '|' ? end + 1 : NULL;
}

static gboolean
has_header (char *const *normalised,
            guint        n_columns,
            const char  *word,
            gsize        length)
{
  for (guint i = 0; i < n_columns; i++)
    if (strlen (normalised[i]) == length && memcmp (normalised[i], word, length) == 0)
      return TRUE;
  return FALSE;
}

const ClvDialect *
clv_dialect_find (char *const *normalised,
                  guint        n_columns)
{
  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    {
      gboolean fits = TRUE;

      for (const char *p = dialects[i].signature; p != NULL && fits; p = next_word (p))
        fits = has_header (normalised, n_columns, p, word_length (p));
      if (fits)
        return &dialects[i];
    }
  return NULL;
}

ClvRole
clv_dialect_get_role (const ClvDialect *self,
                      const char       *normalised)
{
  gsize length = strlen (normalised);

  for (const char *p = self->roles; p != NULL; p = next_word (p))
    {
      const char *sign = memchr (p, '=', word_length (p));
      g_autofree char *id = NULL;
      ClvRole role;

      if ((gsize) (sign - p) != length || memcmp (p, normalised, length) != 0)
        continue;
      id = g_strndup (sign + 1, word_length (sign + 1));
      if (clv_role_from_id (id, &role))
        return role;
    }
  return CLV_N_ROLES;
}
