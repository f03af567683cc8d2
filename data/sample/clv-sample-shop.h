/* clv-sample-shop.h - an invented tea shop: three years of orders, costs and customers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char        id[8];
  char        name[64];
  const char *segment;
  const char *country;
  const char *owner;
} ClvSampleCustomer;

/* What stands in a cell that cannot be read as what its column promises. */
typedef enum
{
  CLV_SAMPLE_FLAW_NONE,
  CLV_SAMPLE_FLAW_NO_CUSTOMER,
  CLV_SAMPLE_FLAW_NO_DATE,
  CLV_SAMPLE_FLAW_TEXT_AMOUNT,
} ClvSampleFlaw;

typedef struct
{
  char          order[16];
  int           day; /* days since the shop opened its books */
  int           customer; /* index into customers */
  const char   *channel;
  const char   *category;
  const char   *product;
  int           quantity; /* negative on a credit note */
  double        unit_price;
  double        discount_share;
  double        amount;
  double        cost;
  ClvSampleFlaw flaw;
} ClvSampleLine;

typedef struct
{
  int         month; /* 0 is the first month of the books */
  const char *type;
  const char *channel; /* "" if it belongs to no channel */
  int         customer; /* index into customers, -1 if it belongs to nobody */
  double      amount;
} ClvSampleCost;

typedef struct
{
  GArray *customers; /* ClvSampleCustomer */
  GArray *lines;     /* ClvSampleLine, by date */
  GArray *costs;     /* ClvSampleCost, by month */
} ClvSampleShop;

#define CLV_SAMPLE_FIRST_YEAR 2023
#define CLV_SAMPLE_N_MONTHS 36

ClvSampleShop *clv_sample_shop_new  (guint64        seed);
void           clv_sample_shop_free (ClvSampleShop *self);
void           clv_sample_day_to_civil (int  day,
                                        int *year,
                                        int *month,
                                        int *day_of_month);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvSampleShop, clv_sample_shop_free)

G_END_DECLS
