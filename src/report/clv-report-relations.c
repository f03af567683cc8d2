/* clv-report-relations.c - what goes with value as cards: a sentence, and a table of a few rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-report-relations.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"
#include "clv-relations.h"
#include "clv-report-charts-private.h"

#define MAX_REFERRERS 20

static void
clear_column (gpointer data)
{
  g_free (((ClvRelationColumn *) data)->header);
}

static void
clear_cell (gpointer data)
{
  g_free (((ClvRelationCell *) data)->text);
}

static void
free_card (gpointer data)
{
  ClvRelationCard *self = data;

  g_free (self->sentence);
  g_free (self->note);
  g_array_unref (self->columns);
  g_array_unref (self->cells);
  g_free (self);
}

static ClvRelationCard *
new_card (const char *id,
          const char *name)
{
  ClvRelationCard *self = g_new0 (ClvRelationCard, 1);

  self->id = id;
  self->name = name;
  self->columns = g_array_new (FALSE, FALSE, sizeof (ClvRelationColumn));
  self->cells = g_array_new (FALSE, FALSE, sizeof (ClvRelationCell));
  g_array_set_clear_func (self->columns, clear_column);
  g_array_set_clear_func (self->cells, clear_cell);
  return self;
}

static void
add_column (ClvRelationCard *self,
            const char      *header,
            ClvRelationUnit  unit)
{
  const ClvRelationColumn column = { g_strdup (header), unit };

  g_array_append_val (self->columns, column);
}

static void
add_text (ClvRelationCard *self,
          const char      *text)
{
  const ClvRelationCell cell = { g_strdup (text), NAN };

  g_array_append_val (self->cells, cell);
}

static void
add_number (ClvRelationCard *self,
            double           value)
{
  const ClvRelationCell cell = { NULL, value };

  g_array_append_val (self->cells, cell);
}

/* Says what would light the card up. (transfer full) */
static ClvRelationCard *
finish_unknown (ClvRelationCard *self,
                const char      *missing)
{
  self->sentence = g_strdup (missing);
  self->note = g_strdup ("");
  return self;
}

static ClvRelationCard *
finish (ClvRelationCard *self,
        char            *sentence, /* (transfer full) */
        const char      *note)
{
  self->sentence = sentence;
  self->note = g_strdup (note);
  self->is_known = TRUE;
  self->n_rows = self->cells->len / self->columns->len;
  return self;
}

static void
add_figure_columns (ClvRelationCard   *self,
                    const ClvFindings *findings,
                    const char        *first)
{
  add_column (self, first, CLV_RELATION_TEXT);
  add_column (self, _("Customers"), CLV_RELATION_COUNT);
  add_column (self, _("Bought again"), CLV_RELATION_PERCENT);
  add_column (self, _("Average order"), CLV_RELATION_MONEY);
  add_column (self, _("Orders a year"), CLV_RELATION_NUMBER);
  add_column (self, clv_findings_has_profit (findings) ? _("Profit each") : _("Revenue each"), CLV_RELATION_MONEY);
}

static void
add_figures (ClvRelationCard       *self,
             const char            *name,
             const ClvGroupFigures *figures)
{
  add_text (self, name);
  add_number (self, figures->customers);
  add_number (self, figures->repeat_rate);
  add_number (self, figures->aov);
  add_number (self, figures->frequency_per_year);
  add_number (self, figures->value_per_customer);
}

static char *
dup_more (const ClvFindings *findings,
          double             difference)
{
  g_autofree char *money = clv_report_chart_money (findings, fabs (difference));

  /* Translators: %s is money: how much more, or less, some customers bring than others */
  return g_strdup_printf (difference >= 0 ? _("%s more") : _("%s less"), money);
}

static char *
loyalty_sentence (const ClvFindings *findings,
                  const ClvLoyalty  *loyalty)
{
  g_autofree char *naive = NULL, *matched = NULL, *low = NULL, *high = NULL;

  if (isnan (loyalty->naive.difference))
    return g_strdup (_("No customer has been there for twelve months yet"));
  naive = dup_more (findings, loyalty->naive.difference);
  if (!loyalty->has_matched)
    /* Translators: %s is “€20.00 more” */
    return g_strdup_printf (_("Members bring %s in their first year; nobody is like them, so nobody knows why"), naive);
  matched = dup_more (findings, loyalty->matched.difference);
  low = clv_report_chart_money (findings, loyalty->matched.low);
  high = clv_report_chart_money (findings, loyalty->matched.high);
  if (loyalty->matched.low <= 0 && loyalty->matched.high >= 0)
    /* Translators: “€40.00 more”, then the ends of an interval of money */
    return g_strdup_printf (_("Members bring %s in their first year, but no more than customers like them (%s to %s)"), naive, low, high);
  /* Translators: “€20.00 more”, the ends of its interval, “€40.00 more” */
  return g_strdup_printf (_("Members bring %s in their first year than customers like them (%s to %s); than all others %s"), matched, low,
                          high, naive);
}

static ClvRelationCard *
make_loyalty (const ClvFindings *findings,
              const ClvWork     *work)
{
  ClvRelationCard *self = new_card ("loyalty", _("Loyalty programme"));
  ClvLoyalty loyalty;

  if (!clv_relation_measure_loyalty (findings, work, &loyalty))
    return finish_unknown (self, _("A column such as “Loyalty member” with yes and no, beside orders or in a list of customers, shows "
                                   "whether members bring more than customers like them."));
  add_figure_columns (self, findings, loyalty.column);
  add_figures (self, _("Members"), &loyalty.members);
  add_figures (self, _("Others"), &loyalty.others);
  finish (self, loyalty_sentence (findings, &loyalty),
          _("Whoever buys much joins: so members are compared with customers of the same month, tenth and channel of the first order. "
            "Interval of 95 %; what goes together need not be cause and effect."));
  clv_loyalty_clear (&loyalty);
  return self;
}

static ClvRelationCard *
make_referrals (const ClvFindings *findings)
{
  ClvRelationCard *self = new_card ("referrals", _("Referrals"));
  ClvLedger *ledger = clv_findings_get_ledger (findings);
  ClvReferrals referrals;
  g_autofree char *n = NULL, *all = NULL, *saved = NULL;
  char *sentence;

  if (!clv_relation_measure_referrals (findings, &referrals))
    return finish_unknown (self, _("A column “Referred by” with the customer number of whoever brought a customer shows what referrals "
                                   "bring and save."));
  n = clv_format_count (referrals.n);
  all = clv_format_count (referrals.n_referred);
  if (isnan (referrals.saved_cac))
    /* Translators: numbers of customers */
    sentence = g_strdup_printf (ngettext ("%s customer brought %s others", "%s customers brought %s others", referrals.n), n, all);
  else
    {
      saved = clv_report_chart_money (findings, referrals.saved_cac);
      /* Translators: numbers of customers, money */
      sentence = g_strdup_printf (ngettext ("%s customer brought %s others, which saved %s of acquisition",
                                            "%s customers brought %s others, which saved %s of acquisition", referrals.n), n, all, saved);
    }
  add_column (self, _("Customer"), CLV_RELATION_TEXT);
  add_column (self, _("Brought"), CLV_RELATION_COUNT);
  add_column (self, clv_findings_has_profit (findings) ? _("Their profit") : _("Their revenue"), CLV_RELATION_MONEY);
  if (!isnan (referrals.saved_cac))
    add_column (self, _("Saved acquisition"), CLV_RELATION_MONEY);
  for (guint i = 0; i < MIN (referrals.n, MAX_REFERRERS); i++)
    {
      const ClvReferrer *one = &referrals.referrers[i];
      const char *name = clv_ledger_get_customer_name (ledger, one->customer);

      add_text (self, *name != '\0' ? name : clv_ledger_get_customer_id (ledger, one->customer));
      add_number (self, one->referred);
      add_number (self, one->referred_value);
      if (!isnan (referrals.saved_cac))
        add_number (self, one->saved_cac);
    }
  finish (self, sentence, _("What those who were brought are worth is theirs, and is not added to whoever brought them. Each saves what it "
                            "costs to win a customer who was not referred."));
  clv_referrals_clear (&referrals);
  return self;
}

static ClvRelationCard *
make_engagement (const ClvFindings *findings)
{
  ClvRelationCard *self = new_card ("engagement", _("Engagement"));
  const char *const names[2][2] = { { _("Little engaged, little value"), _("Little engaged, much value: at risk") },
                                    { _("Much engaged, little value: room to grow"), _("Much engaged, much value") } };
  g_autoptr (GString) note = g_string_new (NULL);
  g_autofree char *rho = NULL, *low = NULL, *high = NULL, *n = NULL;
  ClvEngagement engagement;
  char *sentence;

  if (!clv_relation_measure_engagement (findings, &engagement))
    return finish_unknown (self, _("Columns such as “Visits”, “E-mails opened”, “NPS” or “Tickets” in a list of customers, or a list of "
                                   "contacts, show whether engaged customers are worth more."));
  rho = clv_format_number (engagement.rho, 2);
  low = clv_format_number (engagement.low, 2);
  high = clv_format_number (engagement.high, 2);
  n = clv_format_count (engagement.n);
  if (isnan (engagement.rho))
    sentence = g_strdup (_("All customers are equally engaged, or worth the same"));
  else if (engagement.low > 0)
    /* Translators: a rank correlation and the ends of its interval, then a number of customers */
    sentence = g_strdup_printf (_("Engaged customers are worth more: rank correlation %s (%s to %s), %s customers"), rho, low, high, n);
  else if (engagement.high < 0)
    sentence = g_strdup_printf (_("Engaged customers are worth less: rank correlation %s (%s to %s), %s customers"), rho, low, high, n);
  else
    sentence = g_strdup_printf (_("Engagement and value do not clearly go together: rank correlation %s (%s to %s), %s customers"), rho, low,
                                high, n);
  add_column (self, _("Customers"), CLV_RELATION_TEXT);
  add_column (self, _("Number"), CLV_RELATION_COUNT);
  add_column (self, clv_findings_has_profit (findings) ? _("Profit") : _("Revenue"), CLV_RELATION_MONEY);
  for (int engaged = 1; engaged >= 0; engaged--)
    for (int valuable = 1; valuable >= 0; valuable--)
      {
        add_text (self, names[engaged][valuable]);
        add_number (self, engagement.customers[engaged][valuable]);
        add_number (self, engagement.value[engaged][valuable]);
      }
  g_string_append (note, _("Mean percentile, all with the same weight, of: "));
  for (guint i = 0; i < engagement.n_parts; i++)
    g_string_append_printf (note, "%s%s", i > 0 ? ", " : "", engagement.parts[i].title);
  g_string_append (note, _(". Much and little: above the median or not. Association, not cause; interval of 95 %."));
  finish (self, sentence, note->str);
  clv_engagement_clear (&engagement);
  return self;
}

static ClvRelationCard *
make_owners (const ClvFindings *findings,
             const ClvWork     *work)
{
  ClvRelationCard *self = new_card ("owners", _("Account owners"));
  const ClvPeriodKind kind = clv_findings_get_period_kind (findings);
  g_autofree char *before = NULL, *last = NULL, *difference = NULL;
  double change = 0;
  ClvOwners owners;
  char *sentence;

  if (!clv_relation_measure_owners (findings, work, &owners))
    return finish_unknown (self, _("A column “Account owner”, and two complete years, quarters or months, show how the value of each "
                                   "owner’s customers changed."));
  before = clv_format_period (owners.before->start, kind);
  last = clv_format_period (owners.last->start, kind);
  for (guint i = 0; i < owners.n; i++)
    change += owners.owners[i].last - owners.owners[i].before;
  difference = dup_more (findings, change);
  /* Translators: “€40.00 more”, period, period */
  sentence = g_strdup_printf (_("Customers of all owners brought %s in %s than in %s"), difference, last, before);
  add_column (self, _("Owner"), CLV_RELATION_TEXT);
  add_column (self, _("Customers"), CLV_RELATION_COUNT);
  add_column (self, before, CLV_RELATION_MONEY);
  add_column (self, _("New"), CLV_RELATION_MONEY);
  add_column (self, _("Lost"), CLV_RELATION_MONEY);
  add_column (self, _("Changed"), CLV_RELATION_MONEY);
  add_column (self, _("Taken over"), CLV_RELATION_MONEY);
  add_column (self, last, CLV_RELATION_MONEY);
  add_column (self, _("Stayed"), CLV_RELATION_PERCENT);
  for (guint i = 0; i < owners.n; i++)
    {
      const ClvOwner *owner = &owners.owners[i];
      g_autofree char *rest = g_strdup_printf (ngettext ("%u owner with fewer than %u customers", "%u owners with fewer than %u customers each",
                                                         owner->n_owners), owner->n_owners, CLV_MIN_OWNER_CUSTOMERS);

      add_text (self, owner->name != NULL ? owner->name : rest);
      add_number (self, owner->customers_last);
      add_number (self, owner->before);
      add_number (self, owner->gained);
      add_number (self, owner->lost);
      add_number (self, owner->changed);
      add_number (self, owner->transferred);
      add_number (self, owner->last);
      add_number (self, owner->retention);
    }
  finish (self, sentence, _("A customer who moves to another owner is taken over, and nobody’s gain. Few customers vary by chance, and owners do "
                            "not choose theirs: this is no measure to decide about people by itself."));
  clv_owners_clear (&owners);
  return self;
}

static ClvRelationCard *
make_mix (const ClvFindings *findings)
{
  ClvRelationCard *self = new_card ("mix", _("Categories by value of customers"));
  g_autofree char *share = NULL;
  guint best = 0;
  double total = 0, largest = -INFINITY;
  char *sentence;
  ClvMix mix;

  if (!clv_relation_measure_mix (findings, "tier", &mix))
    return finish_unknown (self, _("A column “Category” beside orders shows which customers earn what with which goods."));
  add_column (self, _("Category"), CLV_RELATION_TEXT);
  for (guint j = 0; j < mix.n_segments; j++)
    add_column (self, mix.segments[j], CLV_RELATION_MONEY);
  add_column (self, _("Together"), CLV_RELATION_MONEY);
  for (guint i = 0; i < mix.n_categories; i++)
    {
      const double *row = mix.value + (gsize) i * mix.n_segments, *revenue = mix.revenue + (gsize) i * mix.n_segments;
      double sum = 0;
      gboolean is_empty = TRUE;

      for (guint j = 0; j < mix.n_segments; j++)
        {
          sum += row[j];
          is_empty = is_empty && row[j] == 0 && revenue[j] == 0;
        }
      total += sum;
      if (sum > largest)
        {
          largest = sum;
          best = i;
        }
      if (is_empty)
        continue;
      add_text (self, mix.categories[i]);
      for (guint j = 0; j < mix.n_segments; j++)
        add_number (self, row[j]);
      add_number (self, sum);
    }
  share = clv_format_percent (largest / total, 0);
  if (total > 0 && largest > 0)
    /* Translators: a category of goods, a percentage */
    sentence = g_strdup_printf (clv_findings_has_profit (findings) ? _("“%s” makes %s of profit") : _("“%s” brings %s of revenue"),
                                mix.categories[best], share);
  else
    sentence = g_strdup (_("Which customers earn what with which goods"));
  finish (self, sentence, _("Tiers A to D by value, as on the page of segments. What a customer costs beside goods is spread over all of that "
                            "customer’s rows equally, so that rows and columns are the whole."));
  clv_mix_clear (&mix);
  return self;
}

static ClvRelationCard *
make_discounts (const ClvFindings *findings)
{
  ClvRelationCard *self = new_card ("discounts", _("Discounts"));
  g_autofree char *orders = NULL, *revenue = NULL, *value = NULL;
  ClvDiscounts discounts;
  char *sentence;

  if (!clv_relation_measure_discounts (findings, &discounts))
    return finish_unknown (self, _("A column “Discount” beside orders shows how much hangs on discounts, and whether customers who came "
                                   "by one stay."));
  orders = clv_format_percent (discounts.orders > 0 ? (double) discounts.discounted_orders / discounts.orders : NAN, 0);
  revenue = clv_format_percent (discounts.revenue > 0 ? discounts.discounted_revenue / discounts.revenue : NAN, 0);
  value = clv_format_percent (discounts.value > 0 ? discounts.discounted_value / discounts.value : NAN, 0);
  if (clv_findings_has_profit (findings) && discounts.value > 0)
    /* Translators: percentages */
    sentence = g_strdup_printf (_("%s of orders have a discount; they bring %s of revenue and %s of profit"), orders, revenue, value);
  else
    sentence = g_strdup_printf (_("%s of orders have a discount; they bring %s of revenue"), orders, revenue);
  add_figure_columns (self, findings, _("First order"));
  add_figures (self, _("With a discount"), &discounts.discount_acquired);
  add_figures (self, _("At full price"), &discounts.full_price);
  return finish (self, sentence, _("Association, not cause: who waits for a discount may be somebody else."));
}

/**
 * clv_report_relation_cards:
 * @work: (nullable): whether to go on
 *
 * Seconds for a million customers: for a thread.
 *
 * Returns: (transfer full) (element-type ClvRelationCard) (nullable): NULL when cancelled
 */
GPtrArray *
clv_report_relation_cards (const ClvFindings *findings,
                           const ClvWork     *work)
{
  GPtrArray *cards = g_ptr_array_new_with_free_func (free_card);

  g_ptr_array_add (cards, make_loyalty (findings, work));
  g_ptr_array_add (cards, make_referrals (findings));
  if (!clv_work_is_cancelled (work))
    g_ptr_array_add (cards, make_engagement (findings));
  g_ptr_array_add (cards, make_owners (findings, work));
  g_ptr_array_add (cards, make_mix (findings));
  g_ptr_array_add (cards, make_discounts (findings));
  if (clv_work_is_cancelled (work))
    g_clear_pointer (&cards, g_ptr_array_unref);
  return cards;
}

/**
 * clv_relation_card_get_cell:
 *
 * Returns: (transfer none): a cell of the table
 */
const ClvRelationCell *
clv_relation_card_get_cell (const ClvRelationCard *self,
                            guint                  row,
                            guint                  column)
{
  return &g_array_index (self->cells, ClvRelationCell, row * self->columns->len + column);
}

char *
clv_relation_card_dup_text (const ClvRelationCard *self,
                            const ClvFindings     *findings,
                            guint                  row,
                            guint                  column)
{
  const ClvRelationCell *cell = clv_relation_card_get_cell (self, row, column);

  if (cell->text != NULL)
    return g_strdup (cell->text);
  if (isnan (cell->value))
    return g_strdup ("–");
  switch (g_array_index (self->columns, ClvRelationColumn, column).unit)
    {
    case CLV_RELATION_COUNT:
      return clv_format_count ((guint64) cell->value);
    case CLV_RELATION_MONEY:
      return clv_format_money (cell->value, clv_findings_get_currency (findings), fabs (cell->value) < 1000 ? 2 : 0);
    case CLV_RELATION_PERCENT:
      return clv_format_percent (cell->value, 0);
    case CLV_RELATION_NUMBER:
    case CLV_RELATION_TEXT:
    default:
      return clv_format_number (cell->value, 2);
    }
}
