/* clv-assumption-words.c - what the value of an assumption means, in the words of people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-assumptions.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "clv-format.h"
#include "clv-kind-list-private.h"

typedef struct
{
  const char *key;   /* NULL: of all keys */
  const char *value;
  const char *words;
} Words;

/* A key of its own comes first: the same value means other things elsewhere. */
static const Words words[] = {
  { "period", "month", N_("Month") },
  { "period", "quarter", N_("Quarter") },
  { "period", "year", N_("Year") },
  { "model", "auto", N_("The best in the test") },
  { "model", "bgnbd", N_("Leaves only after coming back") },
  { "model", "mbgnbd", N_("May leave after any purchase") },
  { "model", "mbgcnbd", N_("Buys in a rhythm") },
  { "model", "paretonbd", N_("May leave at any moment") },
  { "model", "bgbb", N_("Comes back once a year, or not") },
  { "order-key", "id", N_("Order number, else day") },
  { "order-key", "customer-day", N_("Customer and day") },
  { "customer-key", "id", N_("Customer number") },
  { "customer-key", "email", N_("E-mail address") },
  { "customer-key", "account", N_("Account") },
  { "returns", "ignore", N_("Only tell") },
  { "returns", "remove", N_("Take off revenue") },
  { "refund-column", "subtract", N_("Take off revenue") },
  { "refund-column", "ignore", N_("Only tell") },
  { "refunded-orders", "keep", N_("Count in full") },
  { "refunded-orders", "subtract", N_("Take off revenue") },
  { "refunded-orders", "negate", N_("Count as money given back") },
  { "contradicted-amounts", "amount", N_("Believe the amount") },
  { "contradicted-amounts", "price", N_("Believe the price") },
  { "amounts-before-discount", "keep", N_("Amounts as they are") },
  { "amounts-before-discount", "subtract", N_("Take off the amounts") },
  { "tax", "keep", N_("Amounts as they are") },
  { "tax", "subtract", N_("Take off the amounts") },
  { "tax", "add", N_("Add to the amounts") },
  { "shipping", "keep", N_("Amounts as they are") },
  { "shipping", "subtract", N_("Take off the amounts") },
  { "shipping", "add", N_("Add to the amounts") },
  { "rfm-scores", "quintiles", N_("Fifths; equal customers stay together") },
  { "rfm-scores", "nested", N_("Fifths within fifths") },
  { "rfm-scores", "even", N_("Groups of one size") },
  { "rfm-f", "days", N_("Days with a purchase") },
  { "rfm-f", "orders", N_("Orders") },
  { "rfm-m", "total", N_("All that was bought") },
  { "rfm-m", "mean", N_("Mean of an order") },
  { "repeated-orders", "keep", N_("Count each") },
  { "repeated-orders", "first", N_("Count the first") },
  { "repeated-orders", "last", N_("Count the last") },
  { "deals", "won", N_("Only those won") },
  { "deals", "all", N_("All") },
  { "missing-costs", "assume", N_("Take the usual share") },
  { "missing-costs", "zero", N_("Take no cost") },
  { "rate-direction", "base-per-foreign", N_("What a foreign unit is worth") },
  { "rate-direction", "foreign-per-base", N_("What one’s own unit buys") },
  { "currency-conflict", "sign", N_("Believe the sign") },
  { "currency-conflict", "column", N_("Believe the column") },
  { "order-totals", "lines", N_("Believe the lines") },
  { "order-totals", "total", N_("Believe the total") },
  { "repeated-totals", "share", N_("Count once, shared out") },
  { "repeated-totals", "keep", N_("Count each line’s") },
  { "similar-ids", "apart", N_("Different customers") },
  { "similar-ids", "merge", N_("The same customer") },
  { "merged-ids", "merge", N_("The same") },
  { "merged-ids", "apart", N_("Different") },
  { "several-rates", "last", N_("Take the last") },
  { "several-rates", "first", N_("Take the first") },
  { "channel-costs", "acquisition", N_("Winning customers") },
  { "channel-costs", "retention", N_("Keeping customers") },
  { "channel-costs", "service", N_("Service") },
  { "channel-costs", "other", N_("Something else") },
  { "swapped-dates", "keep", N_("Use as they stand") },
  { "swapped-dates", "swap", N_("Swap day and month") },
  { "returned-goods", "ignore", N_("Only tell") },
  { "returned-goods", "subtract", N_("Take off revenue") },
  { "repeated-customers", "first", N_("Take the first") },
  { "repeated-customers", "last", N_("Take the last") },
  { "discount", "percent", N_("Percent") },
  { "discount", "money", N_("Money") },
  { "decimal", "point", N_("Point") },
  { "decimal", "comma", N_("Comma") },
  { "date-order", "ymd", N_("Year, month, day") },
  { "date-order", "dmy", N_("Day, month, year") },
  { "date-order", "mdy", N_("Month, day, year") },
  { NULL, "acquired", N_("Customers acquired in its period") },
  { NULL, "orders", N_("Orders of its period") },
  { NULL, "revenue", N_("Customers by their revenue") },
  { NULL, "equal", N_("All who bought in its period") },
  { "snapshots", "none", N_("Never") },
  { "snapshots", "month", N_("Each month") },
  { "snapshots", "quarter", N_("Each quarter") },
  { "snapshots", "year", N_("Each year") },
  { NULL, "none", N_("Nobody") },
  { "cac-lag", "0", N_("In the same month") },
  { "cac-lag", "1", N_("After one month") },
  { "cac-lag", "2", N_("After two months") },
  { "cac-lag", "3", N_("After three months") },
  { NULL, "keep", N_("Keep") },
  { NULL, "drop", N_("Leave out") },
  { NULL, "evidence", N_("What the data prove") },
};

static const char *const share_keys[] = { "margin", "discount-rate", "retention", "growth", "interval", "high-share", NULL };

/**
 * clv_assumptions_get_words:
 * @key: one of clv_assumptions_keys()
 * @value: one of its choices
 *
 * Returns: (nullable): the translated meaning; NULL for what is no choice
 */
const char *
clv_assumptions_get_words (const char *key,
                           const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if ((words[i].key == NULL || g_str_equal (words[i].key, key)) && g_str_equal (words[i].value, value))
      return _(words[i].words);
  return NULL;
}

/**
 * clv_assumptions_dup_words:
 * @key: one of clv_assumptions_keys()
 *
 * Returns: (transfer full) (nullable): what holds, as people say it; NULL when it is left to the data
 */
char *
clv_assumptions_dup_words (const ClvAssumptions *self,
                           const char           *key)
{
  g_autofree char *value = clv_assumptions_dup_value (self, key);
  const char *choice;

  if (value == NULL)
    return NULL;
  choice = clv_assumptions_get_words (key, value);
  if (choice != NULL)
    return g_strdup (choice);
  if (g_strv_contains (share_keys, key))
    return clv_format_percent (g_ascii_strtod (value, NULL), 1);
  if (g_str_equal (key, "leave-out"))
    return clv_kind_list_dup_words (self->rules.leave_out);
  if (g_str_equal (key, "count-as-zero"))
    return clv_kind_list_dup_words (self->rules.count_as_zero);
  if (g_str_equal (key, "fiscal-year-start"))
    {
      g_autoptr (GDateTime) month = g_date_time_new_utc (2000, CLAMP (atoi (value), 1, 12), 1, 0, 0, 0);

      return g_date_time_format (month, "%OB");
    }
  return g_steal_pointer (&value);
}
