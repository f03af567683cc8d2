/* clv-report-json-relations.c - what goes with value, as JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-report-json-parts.h"

#include <math.h>

#include "clv-relations.h"

static void
write_figures (ClvJson               *json,
               const char            *key,
               const ClvGroupFigures *figures)
{
  clv_json_begin_line (json, key);
  clv_json_integer (json, "customers", figures->customers);
  clv_json_number (json, "repeat_rate", figures->repeat_rate);
  clv_json_number (json, "aov", figures->aov);
  clv_json_number (json, "purchase_frequency_per_year", figures->frequency_per_year);
  clv_json_number (json, "value_per_customer", figures->value_per_customer);
  clv_json_number (json, "retention_cost_per_customer", figures->retention_cost_per_customer);
  clv_json_number (json, "clv", figures->clv);
  clv_json_end_object (json);
}

static void
write_uplift (ClvJson         *json,
              const char      *key,
              const ClvUplift *uplift)
{
  clv_json_begin_line (json, key);
  clv_json_number (json, "difference", uplift->difference);
  clv_json_number (json, "low", uplift->low);
  clv_json_number (json, "high", uplift->high);
  clv_json_integer (json, "members", uplift->members);
  clv_json_integer (json, "others", uplift->others);
  clv_json_end_object (json);
}

static void
write_loyalty (ClvJson           *json,
               const ClvFindings *findings)
{
  ClvLoyalty loyalty;

  if (!clv_relation_measure_loyalty (findings, NULL, &loyalty))
    {
      clv_json_null (json, "loyalty");
      return;
    }
  clv_json_begin_object (json, "loyalty");
  clv_json_text (json, "column", loyalty.column);
  write_figures (json, "members", &loyalty.members);
  write_figures (json, "others", &loyalty.others);
  write_uplift (json, "naive", &loyalty.naive);
  write_uplift (json, "matched", &loyalty.matched);
  clv_json_integer (json, "strata", loyalty.n_strata);
  clv_json_end_object (json);
  clv_loyalty_clear (&loyalty);
}

static void
write_referrals (ClvJson           *json,
                 const ClvFindings *findings,
                 guint32            n_customers)
{
  ClvLedger *ledger = clv_findings_get_ledger (findings);
  ClvReferrals referrals;

  if (!clv_relation_measure_referrals (findings, &referrals))
    {
      clv_json_null (json, "referrals");
      return;
    }
  clv_json_begin_object (json, "referrals");
  clv_json_integer (json, "referred", referrals.n_referred);
  clv_json_integer (json, "referrers", referrals.n);
  clv_json_integer (json, "unknown_referrers", referrals.n_unknown);
  clv_json_number (json, "cac", referrals.cac_all);
  clv_json_number (json, "cac_without_referred", referrals.cac_without_referred);
  clv_json_number (json, "saved_cac", referrals.saved_cac);
  write_figures (json, "referred_customers", &referrals.referred);
  write_figures (json, "other_customers", &referrals.others);
  /* Names only where customers were asked for. */
  clv_json_begin_array (json, "best");
  for (guint i = 0; i < MIN (referrals.n, n_customers); i++)
    {
      const ClvReferrer *one = &referrals.referrers[i];

      clv_json_begin_line (json, NULL);
      clv_json_text (json, "id", clv_ledger_get_customer_id (ledger, one->customer));
      clv_json_integer (json, "referred", one->referred);
      clv_json_number (json, "referred_value", one->referred_value);
      clv_json_number (json, "referred_clv", one->referred_clv);
      clv_json_number (json, "saved_cac", one->saved_cac);
      clv_json_end_object (json);
    }
  clv_json_end_array (json);
  clv_json_end_object (json);
  clv_referrals_clear (&referrals);
}

static void
write_engagement (ClvJson           *json,
                  const ClvFindings *findings)
{
  static const char *const keys[2][2] = { { "low_engagement_low_value", "low_engagement_high_value" },
                                          { "high_engagement_low_value", "high_engagement_high_value" } };
  ClvEngagement engagement;

  if (!clv_relation_measure_engagement (findings, &engagement))
    {
      clv_json_null (json, "engagement");
      return;
    }
  clv_json_begin_object (json, "engagement");
  clv_json_begin_array (json, "columns");
  for (guint i = 0; i < engagement.n_parts; i++)
    {
      clv_json_begin_line (json, NULL);
      clv_json_text (json, "column", engagement.parts[i].title);
      clv_json_number (json, "weight", engagement.parts[i].weight);
      clv_json_number (json, "rho", engagement.parts[i].rho);
      clv_json_integer (json, "customers", engagement.parts[i].customers);
      clv_json_end_object (json);
    }
  clv_json_end_array (json);
  clv_json_integer (json, "customers", engagement.n);
  clv_json_number (json, "rho", engagement.rho);
  clv_json_number (json, "rho_low", engagement.low);
  clv_json_number (json, "rho_high", engagement.high);
  clv_json_begin_object (json, "quadrants");
  for (guint engaged = 0; engaged < 2; engaged++)
    for (guint valuable = 0; valuable < 2; valuable++)
      {
        clv_json_begin_line (json, keys[engaged][valuable]);
        clv_json_integer (json, "customers", engagement.customers[engaged][valuable]);
        clv_json_number (json, "value", engagement.value[engaged][valuable]);
        clv_json_end_object (json);
      }
  clv_json_end_object (json);
  clv_json_end_object (json);
  clv_engagement_clear (&engagement);
}

static void
write_owners (ClvJson           *json,
              const ClvFindings *findings)
{
  char before[16], last[16];
  ClvOwners owners;

  if (!clv_relation_measure_owners (findings, NULL, &owners))
    {
      clv_json_null (json, "owners");
      return;
    }
  clv_day_to_iso (owners.before->start, before);
  clv_day_to_iso (owners.last->start, last);
  clv_json_begin_object (json, "owners");
  clv_json_text (json, "before", before);
  clv_json_text (json, "last", last);
  clv_json_integer (json, "minimum_customers", CLV_MIN_OWNER_CUSTOMERS);
  clv_json_begin_array (json, "owner");
  for (guint i = 0; i < owners.n; i++)
    {
      const ClvOwner *owner = &owners.owners[i];

      clv_json_begin_line (json, NULL);
      clv_json_text (json, "name", owner->name);
      clv_json_integer (json, "owners", owner->n_owners);
      clv_json_integer (json, "customers_before", owner->customers_before);
      clv_json_integer (json, "customers_last", owner->customers_last);
      clv_json_number (json, "value_before", owner->before);
      clv_json_number (json, "value_last", owner->last);
      clv_json_number (json, "gained", owner->gained);
      clv_json_number (json, "lost", owner->lost);
      clv_json_number (json, "changed", owner->changed);
      clv_json_number (json, "transferred", owner->transferred);
      clv_json_number (json, "retention_rate", owner->retention);
      clv_json_end_object (json);
    }
  clv_json_end_array (json);
  clv_json_end_object (json);
  clv_owners_clear (&owners);
}

static void
write_names (ClvJson    *json,
             const char *key,
             char      **names,
             guint       n)
{
  clv_json_begin_row (json, key);
  for (guint i = 0; i < n; i++)
    clv_json_text (json, NULL, names[i]);
  clv_json_end_array (json);
}

static void
write_mix (ClvJson           *json,
           const ClvFindings *findings)
{
  ClvMix mix;

  if (!clv_relation_measure_mix (findings, "tier", &mix))
    {
      clv_json_null (json, "mix");
      return;
    }
  clv_json_begin_object (json, "mix");
  clv_json_text (json, "scheme", "tier");
  write_names (json, "category", mix.categories, mix.n_categories);
  write_names (json, "segment", mix.segments, mix.n_segments);
  clv_json_begin_array (json, "value");
  for (guint i = 0; i < mix.n_categories; i++)
    {
      clv_json_begin_row (json, NULL);
      for (guint j = 0; j < mix.n_segments; j++)
        clv_json_number (json, NULL, mix.value[(gsize) i * mix.n_segments + j]);
      clv_json_end_array (json);
    }
  clv_json_end_array (json);
  clv_json_end_object (json);
  clv_mix_clear (&mix);
}

static void
write_discounts (ClvJson           *json,
                 const ClvFindings *findings)
{
  ClvDiscounts discounts;

  if (!clv_relation_measure_discounts (findings, &discounts))
    {
      clv_json_null (json, "discounts");
      return;
    }
  clv_json_begin_object (json, "discounts");
  clv_json_integer (json, "orders", discounts.orders);
  clv_json_integer (json, "discounted_orders", discounts.discounted_orders);
  clv_json_number (json, "revenue", discounts.revenue);
  clv_json_number (json, "discounted_revenue", discounts.discounted_revenue);
  clv_json_number (json, "value", discounts.value);
  clv_json_number (json, "discounted_value", discounts.discounted_value);
  write_figures (json, "discount_acquired", &discounts.discount_acquired);
  write_figures (json, "full_price_acquired", &discounts.full_price);
  clv_json_end_object (json);
}

/**
 * clv_report_json_write_relations:
 * @n_customers: how many may be named
 *
 * Writes “relations”: null stands where the data do not have the column.
 */
void
clv_report_json_write_relations (ClvJson           *json,
                                 const ClvFindings *findings,
                                 guint32            n_customers)
{
  clv_json_begin_object (json, "relations");
  clv_json_text (json, "value", clv_findings_has_profit (findings) ? "profit" : "revenue");
  clv_json_number (json, "level", CLV_RELATION_LEVEL);
  write_loyalty (json, findings);
  write_referrals (json, findings, n_customers);
  write_engagement (json, findings);
  write_owners (json, findings);
  write_mix (json, findings);
  write_discounts (json, findings);
  clv_json_end_object (json);
}
