/* clv-sample-shop.c - an invented tea shop: three years of orders, costs and customers
 *
 * Every name is invented. The shop is made so that each page of the window has
 * something to tell: most customers buy once, a few cafés carry the profit,
 * some resellers are given more discount than the goods earn, goods come back,
 * and a handful of rows are as careless as in a real spreadsheet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-sample-shop.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define N_DAYS 1096 /* 2023, the leap year 2024, and 2025 */
#define N_CUSTOMERS 960
#define N_PROSPECTS 8

typedef struct
{
  const char *category;
  const char *name;
  double      price;
  double      cost;
} Product;

static const Product products[] = {
  { "Tea", "Foglight Assam 250 g", 9.90, 4.60 },
  { "Tea", "Harbour Earl Grey 250 g", 10.50, 4.80 },
  { "Tea", "Moss Garden Sencha 100 g", 12.90, 6.30 },
  { "Tea", "Winter Orchard Infusion 200 g", 8.50, 3.70 },
  { "Tea", "Silver Needle Reserve 50 g", 24.00, 13.20 },
  { "Tea", "Café Blend, catering bag 1 kg", 29.00, 14.80 },
  { "Coffee", "Night Ferry Espresso 500 g", 14.90, 8.20 },
  { "Coffee", "Meadow Filter Roast 500 g", 13.90, 7.60 },
  { "Coffee", "Counter Espresso 3 kg", 69.00, 41.00 },
  { "Coffee", "Decaf Lantern 250 g", 8.90, 5.10 },
  { "Teaware", "Stoneware Pot Tern 1.1 l", 39.00, 20.50 },
  { "Teaware", "Cup Pebble, set of two", 22.00, 11.40 },
  { "Teaware", "Glass Infuser Column", 18.50, 9.20 },
  { "Teaware", "Cast Kettle Anvil 0.9 l", 64.00, 41.00 },
  { "Teaware", "Paper Filters, box of 100", 4.50, 1.70 },
  { "Sweets", "Oat Biscuits Drift 180 g", 5.20, 2.60 },
  { "Sweets", "Dark Chocolate Slate 100 g", 4.90, 2.50 },
  { "Sweets", "Candied Ginger 150 g", 6.40, 3.10 },
  { "Sweets", "Honey Linden 250 g", 8.20, 4.60 },
  { "Gift sets", "Gift Box Small Harbour", 29.00, 15.50 },
  { "Gift sets", "Gift Box Long Evening", 54.00, 29.00 },
  { "Gift sets", "Advent Calendar 24 teas", 34.00, 17.20 },
};

/* How a kind of customer behaves. The weights of categories follow
 * the order Tea, Coffee, Teaware, Sweets, Gift sets. */
typedef struct
{
  const char *name;
  double      share;          /* of all customers */
  double      orders_per_year;
  double      leaves;         /* chance after each order that it was the last */
  double      lines;          /* mean lines of an order above the first */
  double      quantity;       /* mean quantity of a line above one */
  double      usual_discount; /* on every order; resellers have up to 25 points more */
  double      comes_back;     /* chance that an order is followed by a credit note */
  double      weights[5];
} Kind;

static const Kind kinds[] = {
  { "Private", 0.810, 4.6, 0.36, 1.7, 0.5, 0.00, 0.035, { 44, 14, 14, 18, 10 } },
  { "Café", 0.070, 11.0, 0.06, 2.2, 3.0, 0.05, 0.015, { 34, 40, 8, 18, 0 } },
  { "Company", 0.075, 3.0, 0.22, 1.2, 5.0, 0.05, 0.020, { 18, 12, 4, 10, 56 } },
  { "Reseller", 0.045, 6.0, 0.12, 1.8, 4.0, 0.30, 0.120, { 30, 12, 34, 10, 14 } },
};

static const struct { const char *name; double share; } channels[] = {
  { "Search ads", 0.30 }, { "Social ads", 0.24 }, { "Fairs", 0.10 },
  { "Referral", 0.14 }, { "Direct", 0.22 },
};

static const struct { const char *name; double share; } countries[] = {
  { "Germany", 0.46 }, { "Austria", 0.16 }, { "Netherlands", 0.14 },
  { "Denmark", 0.10 }, { "France", 0.09 }, { "Belgium", 0.05 },
};

static const char *const first_names[] = {
  "Alva", "Bruno", "Carla", "Dario", "Elin", "Femke", "Gideon", "Hanna", "Ilja", "Jette",
  "Kaspar", "Lotte", "Milan", "Nora", "Otis", "Paula", "Quirin", "Rosa", "Stellan", "Thea",
  "Ulla", "Viktor", "Wanda", "Yara", "Zeno", "Anouk", "Bastian", "Cleo", "Emil", "Frida",
};

static const char *const last_names[] = {
  "Achterberg", "Brandvold", "Castellane", "Dorrenhaus", "Eskelund", "Fennwick", "Grünental",
  "Hollmar", "Isenbrück", "Jorsdal", "Kettelaar", "Lindwurm", "Moorkamp", "Nettelau", "Ostergren",
  "Pellworm", "Quastberg", "Rosenau", "Sandvliet", "Thornquist", "Uhlenbrok", "Vandersteen",
  "Wesselow", "Ysbrand", "Zellinger", "Amrath",
};

static const char *const company_heads[] = {
  "Birnbaum", "Nordlicht", "Kupferkanne", "Seestern", "Alte Post", "Windrose", "Morgenrot",
  "Drei Linden", "Papierboot", "Hafenkante", "Goldregen", "Steinbock", "Blauer Reiher", "Lerchenfeld",
};

static const char *const company_tails[] = {
  "am Markt", "& Partner", "Nord", "Süd", "West", "am Kanal", "Ost", "im Hof",
};

static const char *const owners[] = { "Mara Lindholt", "Jonas Terveer", "Ines Kowarik" };

/* What is needed while the shop grows and not afterwards. */
typedef struct
{
  ClvSampleShop *shop;
  guint64        state; /* of the PRNG */
  int            n_documents;
  int            n_of_kind[G_N_ELEMENTS (kinds)];
} Builder;

/* The PRNG is our own so that the sample is the same on every machine: splitmix64,
 * Steele, Lea & Flood (2014), “Fast splittable pseudorandom number generators”. */
static double
next_share (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  z ^= z >> 31;
  return (z >> 11) * (1.0 / 9007199254740992.0);
}

static double
next_exponential (guint64 *state,
                  double   mean)
{
  return -mean * log (1.0 - next_share (state));
}

static int
next_below (guint64 *state,
            int      n)
{
  return (int) (next_share (state) * n);
}

static double
round_cents (double money)
{
  return round (money * 100.0) / 100.0;
}

/**
 * clv_sample_day_to_civil:
 * @day: days since 1 January of the first year, 0 <= @day < 1096
 * @year: (out): the year
 * @month: (out): 1 to 12
 * @day_of_month: (out): 1 to 31
 *
 * The civil date of a day of the sample.
 */
void
clv_sample_day_to_civil (int  day,
                         int *year,
                         int *month,
                         int *day_of_month)
{
  g_autoptr (GDate) date = g_date_new_dmy (1, G_DATE_JANUARY, CLV_SAMPLE_FIRST_YEAR);

  g_date_add_days (date, (guint) day);
  *year = g_date_get_year (date);
  *month = (int) g_date_get_month (date);
  *day_of_month = g_date_get_day (date);
}

/* Presents before Christmas, a small rise in spring, a quiet summer, and a
 * business that grows: between 0 and 1, 1 at the last peak. */
static double
season (int day)
{
  static const double months[] = { 0.62, 0.58, 0.66, 0.72, 0.74, 0.56, 0.48, 0.50, 0.66, 0.80, 1.25, 1.50 };
  int year, month, day_of_month;

  clv_sample_day_to_civil (day, &year, &month, &day_of_month);
  /* Nothing is sent after the 22nd of December: too late for the feast. */
  if (month == 12 && day_of_month > 22)
    return 0.10;
  return months[month - 1] * (0.70 + 0.15 * (year - CLV_SAMPLE_FIRST_YEAR)) / 1.5;
}

static int
pick_kind (guint64 *state)
{
  double u = next_share (state);
  int i = 0;

  while (i < (int) G_N_ELEMENTS (kinds) - 1 && u >= kinds[i].share)
    u -= kinds[i++].share;
  return i;
}

static void
append_customer (Builder *builder,
                 int      kind)
{
  ClvSampleCustomer customer = { .segment = kinds[kind].name };
  guint index = builder->shop->customers->len;
  guint n = (guint) builder->n_of_kind[kind]++;
  double u = next_share (&builder->state);
  guint country = 0;

  /* Numbers as a shop gives them: with gaps, and with leading zeros that must survive. */
  g_snprintf (customer.id, sizeof customer.id, "%05u", 412 + index * 7);
  if (kind == 0)
    {
      /* 30 and 26 names have the factor 2 in common: the pairs repeat after 390, unless moved by one. */
      g_snprintf (customer.name, sizeof customer.name, "%s %s",
                  first_names[n % G_N_ELEMENTS (first_names)],
                  last_names[(n + n / 390) % G_N_ELEMENTS (last_names)]);
    }
  else
    {
      static const char *const forms[] = { "", "Café", "Office", "Shop" };

      g_snprintf (customer.name, sizeof customer.name, "%s %s %s", forms[kind],
                  company_heads[n % G_N_ELEMENTS (company_heads)],
                  company_tails[n / G_N_ELEMENTS (company_heads) % G_N_ELEMENTS (company_tails)]);
    }
  while (country < G_N_ELEMENTS (countries) - 1 && u >= countries[country].share)
    u -= countries[country++].share;
  customer.country = countries[country].name;
  customer.owner = kind == 0 ? "" : owners[n % G_N_ELEMENTS (owners)];
  g_array_append_val (builder->shop->customers, customer);
}

static const Product *
pick_product (const Kind *kind,
              int         day,
              guint64    *state)
{
  static const char *const categories[] = { "Tea", "Coffee", "Teaware", "Sweets", "Gift sets" };

  for (;;)
    {
      double u = next_share (state) * 100.0;
      int category = 0;
      const Product *product;
      int year, month, day_of_month;

      while (category < 4 && u >= kind->weights[category])
        u -= kind->weights[category++];
      product = &products[next_below (state, G_N_ELEMENTS (products))];
      if (strcmp (product->category, categories[category]) != 0)
        continue;
      clv_sample_day_to_civil (day, &year, &month, &day_of_month);
      if (strstr (product->name, "Advent") != NULL && month < 10)
        continue;
      /* Catering packs are not for the kitchen at home. */
      if (kind == &kinds[0] && (strstr (product->name, "1 kg") || strstr (product->name, "3 kg")))
        continue;
      return product;
    }
}

/* Whether an order that begins at @first names the product already. */
static gboolean
has_product (const GArray  *lines,
             guint          first,
             const Product *product)
{
  for (guint i = first; i < lines->len; i++)
    if (g_array_index (lines, ClvSampleLine, i).product == product->name)
      return TRUE;
  return FALSE;
}

static double
line_amount (const ClvSampleLine *line)
{
  return round_cents (line->quantity * line->unit_price * (1.0 - line->discount_share));
}

/* Adds the lines of one order, and sometimes the credit note that follows it.
 * The documents get their numbers later, when all are in the order of their dates. */
static void
add_order (Builder    *builder,
           int         customer,
           const Kind *kind,
           int         day,
           const char *channel)
{
  GArray *lines = builder->shop->lines;
  guint64 *state = &builder->state;
  int n_lines = 1 + (int) next_exponential (state, kind->lines);
  guint first = lines->len;
  int document = builder->n_documents++;
  double discount = kind->usual_discount;

  if (discount >= 0.25)
    discount += 0.05 * (customer % 6);
  else if (next_share (state) < 0.14)
    discount += 0.10;
  for (int i = 0; i < MIN (n_lines, 7); i++)
    {
      const Product *product = pick_product (kind, day, state);
      ClvSampleLine line = { .day = day, .customer = customer, .channel = channel };
      /* Prices rise a little each year, as costs do. */
      double dearer = 1.0 + 0.03 * (day / 365);

      if (has_product (lines, first, product))
        continue;
      g_snprintf (line.order, sizeof line.order, "O%d", document);
      line.category = product->category;
      line.product = product->name;
      line.quantity = 1 + (int) next_exponential (state, kind->quantity);
      line.unit_price = round_cents (product->price * dearer);
      line.discount_share = discount;
      line.amount = line_amount (&line);
      line.cost = round_cents (line.quantity * product->cost * dearer);
      g_array_append_val (lines, line);
    }

  if (next_share (state) < kind->comes_back)
    {
      int back = day + 4 + next_below (state, 24);
      ClvSampleLine line = g_array_index (lines, ClvSampleLine, first);

      if (back >= N_DAYS)
        return;
      document = builder->n_documents++;
      g_snprintf (line.order, sizeof line.order, "C%d", document);
      line.day = back;
      line.quantity = -(1 + next_below (state, line.quantity));
      line.cost = -round_cents (-line.quantity * line.cost / g_array_index (lines, ClvSampleLine, first).quantity);
      line.amount = line_amount (&line);
      /* Broken on the way: the money goes back, the goods are lost. */
      if (next_share (state) < 0.4)
        line.cost = 0.0;
      g_array_append_val (lines, line);
    }
}

static void
add_customer (Builder *builder)
{
  guint64 *state = &builder->state;
  int index = (int) builder->shop->customers->len;
  int kind_index = pick_kind (state);
  const Kind *kind = &kinds[kind_index];
  guint channel = 0;
  double u;
  int day;

  append_customer (builder, kind_index);
  u = next_share (state);
  while (channel < G_N_ELEMENTS (channels) - 1 && u >= channels[channel].share)
    u -= channels[channel++].share;

  /* An eighth were customers before the books begin: their first order here is an early one. */
  if (next_share (state) < 0.12)
    day = next_below (state, 90);
  else
    do
      day = next_below (state, N_DAYS);
    while (next_share (state) >= season (day));

  /* Who came through social ads leaves earlier, who was recommended stays longer. */
  double leaves = kind->leaves * (channel == 1 ? 1.35 : channel == 3 ? 0.70 : 1.0);
  /* Some buy often, many seldom: a mixture of rates, as in every shop. */
  double rate = kind->orders_per_year / 365.25 * (0.35 + next_exponential (state, 0.65));

  add_order (builder, index, kind, day, channels[channel].name);
  while (next_share (state) >= leaves)
    {
      const char *by = next_share (state) < 0.55 ? "Newsletter" : "Direct";

      /* Thinning keeps the season in the repeat orders too: Lewis & Shedler (1979). */
      do
        day += 1 + (int) next_exponential (state, 0.75 / rate);
      while (day < N_DAYS && next_share (state) >= season (day));
      if (day >= N_DAYS)
        break;
      add_order (builder, index, kind, day, by);
    }
}

/* A café orders on the last day of the books, so that the last year counts as complete. */
static void
add_last_order (Builder *builder)
{
  for (guint i = 0; i < builder->shop->customers->len; i++)
    if (g_array_index (builder->shop->customers, ClvSampleCustomer, i).segment == kinds[1].name)
      {
        add_order (builder, (int) i, &kinds[1], N_DAYS - 1, "Direct");
        return;
      }
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  const ClvSampleLine *left = a, *right = b;

  if (left->day != right->day)
    return left->day < right->day ? -1 : 1;
  /* The provisional number breaks ties, so that the lines of an order stay together. */
  return atoi (left->order + 1) - atoi (right->order + 1);
}

static void
number_documents (ClvSampleShop *self)
{
  int next_order = 20117, next_credit = 301;
  char last[16] = "";
  char number[16] = "";

  for (guint i = 0; i < self->lines->len; i++)
    {
      ClvSampleLine *line = &g_array_index (self->lines, ClvSampleLine, i);

      if (strcmp (last, line->order) != 0)
        {
          g_strlcpy (last, line->order, sizeof last);
          if (line->order[0] == 'C')
            g_snprintf (number, sizeof number, "CN-%05d", next_credit++);
          else
            g_snprintf (number, sizeof number, "%05d", next_order++);
        }
      g_strlcpy (line->order, number, sizeof line->order);
    }
}

/* What happens to every spreadsheet that people keep by hand. */
static void
add_flaws (ClvSampleShop *self)
{
  /* Places in thousandths of the list, from the last to the first, because a copy moves what follows. */
  static const struct { guint place; gboolean copied; ClvSampleFlaw flaw; } flaws[] = {
    { 870, TRUE, CLV_SAMPLE_FLAW_NONE },        { 744, FALSE, CLV_SAMPLE_FLAW_NO_CUSTOMER },
    { 660, TRUE, CLV_SAMPLE_FLAW_NONE },        { 561, FALSE, CLV_SAMPLE_FLAW_TEXT_AMOUNT },
    { 458, FALSE, CLV_SAMPLE_FLAW_NO_CUSTOMER }, { 434, TRUE, CLV_SAMPLE_FLAW_NONE },
    { 317, FALSE, CLV_SAMPLE_FLAW_NO_DATE },    { 255, FALSE, CLV_SAMPLE_FLAW_NO_CUSTOMER },
    { 135, TRUE, CLV_SAMPLE_FLAW_NONE },        { 67, FALSE, CLV_SAMPLE_FLAW_NO_CUSTOMER },
  };
  guint n_lines = self->lines->len;

  for (guint i = 0; i < G_N_ELEMENTS (flaws); i++)
    {
      guint place = flaws[i].place * n_lines / 1000;
      ClvSampleLine *line = &g_array_index (self->lines, ClvSampleLine, place);

      line->flaw = flaws[i].flaw;
      if (flaws[i].copied)
        {
          ClvSampleLine copy = *line;
          g_array_insert_val (self->lines, place + 1, copy);
        }
    }
}

static void
add_cost (ClvSampleShop *self,
          int            month,
          const char    *type,
          const char    *channel,
          int            customer,
          double         amount)
{
  ClvSampleCost cost = { month, type, channel, customer, round_cents (amount) };
  g_array_append_val (self->costs, cost);
}

static void
add_costs (ClvSampleShop *self,
           guint64       *state)
{
  for (int month = 0; month < CLV_SAMPLE_N_MONTHS; month++)
    {
      int year = month / 12;
      double busy = season (year * 365 + (month % 12) * 30 + 12);

      add_cost (self, month, "Acquisition", "Search ads", -1, 90 + 240 * busy + next_share (state) * 30);
      add_cost (self, month, "Acquisition", "Social ads", -1, 110 + 260 * busy + 40 * year + next_share (state) * 40);
      if (month % 12 == 2 || month % 12 == 9)
        add_cost (self, month, "Acquisition", "Fairs", -1, 780 + 60 * year);
      add_cost (self, month, "Retention", "Newsletter", -1, 49 + 6 * year);
      add_cost (self, month, "Service", "", -1, 160 + 220 * busy + next_share (state) * 35);
    }
}

/* A reseller who telephones a lot costs more than one who does not: cases
 * that the shop has booked to their customer. */
static void
add_service_cases (ClvSampleShop *self,
                   guint64       *state)
{
  for (guint i = 0; i < self->customers->len; i++)
    {
      const ClvSampleCustomer *customer = &g_array_index (self->customers, ClvSampleCustomer, i);

      if (strcmp (customer->segment, "Reseller") != 0 || next_share (state) >= 0.4)
        continue;
      for (guint j = 0; j < self->lines->len; j++)
        {
          const ClvSampleLine *line = &g_array_index (self->lines, ClvSampleLine, j);

          if (line->customer == (int) i && line->quantity < 0)
            {
              int year, month, day_of_month;

              clv_sample_day_to_civil (line->day, &year, &month, &day_of_month);
              add_cost (self, (year - CLV_SAMPLE_FIRST_YEAR) * 12 + month - 1, "Service", "", (int) i,
                        25 + next_share (state) * 60);
            }
        }
    }
}

static int
compare_costs (gconstpointer a,
               gconstpointer b)
{
  const ClvSampleCost *left = a, *right = b;

  if (left->month != right->month)
    return left->month < right->month ? -1 : 1;
  if (left->customer != right->customer)
    return left->customer < right->customer ? -1 : 1;
  return strcmp (left->type, right->type) != 0 ? strcmp (left->type, right->type)
                                               : strcmp (left->channel, right->channel);
}

/**
 * clv_sample_shop_new:
 * @seed: any number; the same seed gives the same shop
 *
 * Makes up three years of a shop.
 *
 * Returns: (transfer full): the shop
 */
ClvSampleShop *
clv_sample_shop_new (guint64 seed)
{
  ClvSampleShop *self = g_new0 (ClvSampleShop, 1);
  Builder builder = { .shop = self, .state = seed };

  self->customers = g_array_new (FALSE, TRUE, sizeof (ClvSampleCustomer));
  self->lines = g_array_new (FALSE, TRUE, sizeof (ClvSampleLine));
  self->costs = g_array_new (FALSE, TRUE, sizeof (ClvSampleCost));

  for (int i = 0; i < N_CUSTOMERS; i++)
    add_customer (&builder);
  add_last_order (&builder);
  /* Companies in the list that have not bought anything yet. */
  for (int i = 0; i < N_PROSPECTS; i++)
    append_customer (&builder, 1 + i % 2);

  g_array_sort (self->lines, compare_lines);
  number_documents (self);
  add_costs (self, &builder.state);
  add_service_cases (self, &builder.state);
  g_array_sort (self->costs, compare_costs);
  add_flaws (self);
  return self;
}

/**
 * clv_sample_shop_free:
 * @self: (transfer full) (nullable): a shop
 *
 * Frees all of it.
 */
void
clv_sample_shop_free (ClvSampleShop *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->customers);
  g_array_unref (self->lines);
  g_array_unref (self->costs);
  g_free (self);
}
