/* clv-model-checks.c - what models take for granted, looked at in these data
 *
 * That spend has nothing to do with frequency, that neither it nor the pace of buying
 * drifts, that no season matters, that histories begin with the first purchase and are
 * complete to the last day, and that customers won early and late are alike. A sentence is
 * made only where it would change what people do.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-holdout-private.h"

#include "clv-format.h"

/* Both: a difference has to be seen, and to be more than chance. */
#define MIN_CORRELATION 0.2
#define MIN_CORRELATION_Z 2.6
#define MIN_TREND 0.05
#define MIN_TREND_T 3.0
#define MIN_TREND_DAYS 365
#define MIN_SEASON 0.15
#define MIN_RATE_CHANGE 0.1
#define MIN_RATE_Z 3.0
#define MIN_COHORT_DIFFERENCE 0.2
#define MIN_COHORT_Z 3.0

/* So many customers from before make the history one that begins in the middle. */
#define MIN_TRUNCATED_SHARE 0.05

#define DAYS_A_YEAR 365
/* So many days more or less than whole years make no season. */
#define MAX_REST_DAYS 15
#define MIN_YEARS 2
#define MAX_YEARS 10

#define MAX_RETURN_DAYS 180

/* The last weeks against those before, and by how much and how surely they have to be emptier. */
#define LAST_DAYS 28
#define BEFORE_DAYS 84
#define MAX_LAST_SHARE 0.6
#define MIN_LAST_Z 4.0

/* Over repeat buyers. */
static void
check_spend_and_frequency (ClvModelChecks    *checks,
                           const ClvAnalysis *analysis,
                           GPtrArray         *sentences)
{
  const ClvCustomerColumns *columns = &analysis->findings->columns;
  g_autofree double *x = g_new (double, (gsize) analysis->n_customers + 1);
  g_autofree double *spend = g_new (double, (gsize) analysis->n_customers + 1);
  ClvAccuracy accuracy;
  ClvTruth truth;
  gsize n = 0;

  checks->spend_frequency_correlation = NAN;
  for (guint32 c = 0; c < analysis->n_customers; c++)
    if (columns->frequency[c] > 0 && !isnan (columns->monetary[c]))
      {
        x[n] = columns->frequency[c];
        /* Means of equal amounts differ in their last digits: that is no rank. */
        spend[n++] = round (columns->monetary[c] / CLV_HALF_CENT) * CLV_HALF_CENT;
      }
  if (n < 3 || clv_truth_init (&truth, n, x, 1) != CLV_OK)
    return;
  if (clv_accuracy_measure (&truth, spend, 1, &accuracy) == CLV_OK)
    checks->spend_frequency_correlation = accuracy.rank_correlation;
  clv_truth_clear (&truth);
  if (fabs (checks->spend_frequency_correlation) >= MIN_CORRELATION &&
      fabs (checks->spend_frequency_correlation) * sqrt ((double) n - 1) >= MIN_CORRELATION_Z)
    {
      g_autofree char *rho = clv_format_number (checks->spend_frequency_correlation, 2);

      /* Translators: %s is a correlation such as 0.31 */
      g_ptr_array_add (sentences, g_strdup_printf (
        checks->spend_frequency_correlation > 0
          ? _("Customers who buy more often also spend more on a purchase (rank correlation %s). "
              "The model of spend takes the two as unrelated: rare buyers may be valued somewhat too high.")
          : _("Customers who buy more often spend less on a purchase (rank correlation %s). "
              "The model of spend takes the two as unrelated: rare buyers may be valued somewhat too low."), rho));
    }
}

/* First purchases are often smaller, and stand early: only those that repeat. */
static inline gboolean
is_repeat (const ClvPurchases *purchases,
           guint32             entry,
           gboolean           *has_bought)
{
  const gboolean before = *has_bought;

  *has_bought = before || clv_purchases_is_purchase (purchases, entry);
  return before && clv_analysis_is_above_zero (purchases->amount[entry]);
}

/* Time and ln (amount) of the repeat purchases of a customer, from the customer's own means on. */
typedef struct
{
  double n, time, amount;  /* sums */
  double tt, ta, first, last; /* sums of products; first and last time */
} Drift;

static void
read_drift (const ClvPurchases *purchases,
            guint32             customer,
            Drift              *drift)
{
  gboolean has_bought = FALSE;

  *drift = (Drift) { .first = INFINITY, .last = -INFINITY };
  for (guint32 i = purchases->start[customer]; i < purchases->start[customer + 1]; i++)
    if (is_repeat (purchases, i, &has_bought))
      {
        const double years = purchases->day[i] / CLV_DAYS_PER_YEAR, ln = log (purchases->amount[i]);
        const double before = drift->n++ > 0 ? years - drift->time / (drift->n - 1) : 0;

        /* Welford's update: years since 1970 squared would swallow days. */
        drift->time += years;
        drift->tt += before * (years - drift->time / drift->n);
        drift->ta += before * (ln - (drift->amount + ln) / drift->n);
        drift->amount += ln;
        drift->first = MIN (drift->first, years);
        drift->last = MAX (drift->last, years);
      }
}

/* Slope of ln (amount) over years within customers, by least squares: who comes and goes moves the mean of all, but the
 * model knows each one's own. The error is over customers, whose purchases resemble each other (Liang & Zeger 1986,
 * Biometrika 73, 13-22): the residuals of a customer, weighed by time, add up to ta - slope · tt. */
static void
check_trend (ClvModelChecks     *checks,
             const ClvPurchases *purchases,
             GPtrArray          *sentences)
{
  ClvSum tt = { 0 }, ta = { 0 }, squares = { 0 };
  double first = INFINITY, last = -INFINITY, n = 0, slope, error;

  checks->spend_trend_per_year = checks->spend_trend_t = NAN;
  for (guint32 c = 0; c < purchases->n_customers; c++)
    {
      Drift drift;

      read_drift (purchases, c, &drift);
      clv_sum_add (&tt, drift.tt);
      clv_sum_add (&ta, drift.ta);
      first = MIN (first, drift.first);
      last = MAX (last, drift.last);
      n += drift.n;
    }
  if (n < 3 || (last - first) * CLV_DAYS_PER_YEAR < MIN_TREND_DAYS || !(clv_sum_get (&tt) > 0))
    return;
  slope = clv_sum_get (&ta) / clv_sum_get (&tt);
  for (guint32 c = 0; c < purchases->n_customers; c++)
    {
      Drift drift;

      read_drift (purchases, c, &drift);
      clv_sum_add (&squares, (drift.ta - slope * drift.tt) * (drift.ta - slope * drift.tt));
    }
  error = sqrt (clv_sum_get (&squares)) / clv_sum_get (&tt);
  checks->spend_trend_per_year = expm1 (slope);
  checks->spend_trend_t = error > 0 ? slope / error : NAN;
  if (fabs (checks->spend_trend_per_year) >= MIN_TREND && fabs (checks->spend_trend_t) >= MIN_TREND_T)
    {
      g_autofree char *share = clv_format_percent (fabs (checks->spend_trend_per_year), 0);

      /* Translators: %s is a percentage */
      g_ptr_array_add (sentences, g_strdup_printf (
        slope > 0 ? _("The same customers spend %s more on a purchase each year. Predictions take it as it was on average: they may be too low.")
                  : _("The same customers spend %s less on a purchase each year. Predictions take it as it was on average: they may be too high."),
        share));
    }
}

/* Purchases of the last year and of those before, each weighed by the share of the other that is expected. */
typedef struct
{
  ClvSum last, before, squares;
} Pace;

static void
add_pace (Pace  *pace,
          double n_last,
          double n_before,
          double share_of_last)
{
  const double last = n_last * (1 - share_of_last), before = n_before * share_of_last;

  clv_sum_add (&pace->last, last);
  clv_sum_add (&pace->before, before);
  clv_sum_add (&pace->squares, (last - before) * (last - before));
}

/* FALSE: nothing to compare. */
static gboolean
compare_pace (const Pace *pace,
              double     *change,
              double     *z)
{
  const double last = clv_sum_get (&pace->last), before = clv_sum_get (&pace->before);

  if (!(last > 0) || !(before > 0))
    return FALSE;
  *change = last / before - 1;
  *z = (last - before) / sqrt (clv_sum_get (&pace->squares));
  return TRUE;
}

static gboolean
is_another_pace (double change,
                 double z)
{
  return fabs (change) >= MIN_RATE_CHANGE && fabs (z) >= MIN_RATE_Z;
}

/* Whether the same customers buy at another pace in the last year than in the years before: whole years, so that each has
 * every season once, and those alone who were customers all that time. A model of a steady pace says how a customer's
 * purchases should lie in the two, those who leave allowed for; the ratio of the paces is that of Mantel & Haenszel (1959,
 * J. of the National Cancer Institute 22, 719-748), its error over customers. A
 * model that takes the months between two seasons for leaving allows for too much: more often it is only when more was
 * bought without allowing for anything. */
static void
check_pace (ClvModelChecks     *checks,
            const ClvAnalysis  *analysis,
            const ClvPurchases *purchases,
            GPtrArray          *sentences)
{
  const ClvModelFits *fits = analysis->findings->model_set->fits;
  const ClvBuyingHistory *history = fits != NULL ? &fits->history : NULL;
  const ClvBtyd *model;
  gint32 longest = 0;
  g_autofree double *expected = NULL;
  Pace allowed = { 0 }, plain = { 0 };
  double change, z;

  checks->pace_change = checks->pace_change_z = NAN;
  if (fits == NULL || !fits->is_fitted[CLV_BUYING_MBGCNBD])
    return;
  /* That one knows a rhythm: the first purchase is followed by a gap. */
  model = &fits->buying[CLV_BUYING_MBGCNBD].model;
  for (guint32 i = 0; i < history->n; i++)
    longest = MAX (longest, history->T[i]);
  if (longest < MIN_YEARS * DAYS_A_YEAR)
    return;
  expected = g_new (double, (gsize) longest + 1);
  for (gint32 days = 0; days <= longest; days++)
    expected[days] = clv_btyd_expected_new (model, days / CLV_DAYS_PER_WEEK);
  for (guint32 i = 0; i < history->n; i++)
    {
      const gint32 T = history->T[i], whole = T / DAYS_A_YEAR * DAYS_A_YEAR;
      const ClvDay first = history->cut - whole, start = history->cut - DAYS_A_YEAR;
      const guint32 c = history->customer[i];
      double n_last = 0, n_before = 0;

      if (whole < MIN_YEARS * DAYS_A_YEAR || history->x[i] == 0)
        continue;
      for (guint32 k = purchases->start[c]; k < purchases->start[c + 1]; k++)
        if (clv_purchases_is_purchase (purchases, k) && purchases->day[k] > first && purchases->day[k] <= history->cut)
          *(purchases->day[k] > start ? &n_last : &n_before) += 1;
      add_pace (&allowed, n_last, n_before, (expected[T] - expected[T - DAYS_A_YEAR]) / (expected[T] - expected[T - whole]));
      add_pace (&plain, n_last, n_before, (double) DAYS_A_YEAR / whole);
    }
  if (!compare_pace (&allowed, &checks->pace_change, &checks->pace_change_z) || !compare_pace (&plain, &change, &z))
    return;
  if (is_another_pace (checks->pace_change, checks->pace_change_z) &&
      (checks->pace_change < 0 || (change > 0 && is_another_pace (change, z))))
    {
      g_autofree char *share = clv_format_percent (fabs (checks->pace_change), 0);

      /* Translators: %s is a percentage */
      g_ptr_array_add (sentences, g_strdup_printf (
        checks->pace_change > 0
          ? _("In the last year the same customers bought %s more often than before, those who left allowed for. The models take each one’s pace as steady: predictions may be too low.")
          : _("In the last year the same customers bought %s less often than before, those who left allowed for. The models take each one’s pace as steady: predictions may be too high."),
        share));
    }
}

/* Purchases of the last weeks and of the weeks before them. */
static void
count_weeks (const ClvPurchases *purchases,
             ClvDay              end,
             double              n[2])
{
  n[0] = n[1] = 0;
  for (guint32 i = 0; i < purchases->start[purchases->n_customers]; i++)
    {
      const gint32 ago = end - purchases->day[i];

      if (ago >= 0 && ago < LAST_DAYS + BEFORE_DAYS && clv_purchases_is_purchase (purchases, i))
        n[ago < LAST_DAYS]++;
    }
}

/* Nothing at all is no share of what is usual, and shops close for the season: it is told when nobody has bought for longer
 * than ever before, where that is no chance. */
static void
check_silence (const ClvAnalysis  *analysis,
               const ClvPurchases *purchases,
               GPtrArray          *sentences)
{
  const ClvDay first = clv_book_get_first_day (analysis->book);
  const gint32 history = first != CLV_DAY_NONE ? analysis->as_of - first + 1 : 0;
  g_autofree guint8 *has_purchase = g_malloc0 ((gsize) MAX (history, 0) + 1);
  gint32 last = -1, longest = 0, silent;
  double n = 0;
  g_autofree char *days = NULL;
  g_autofree char *date = NULL;

  for (guint32 i = 0; i < purchases->start[purchases->n_customers]; i++)
    if (purchases->day[i] >= first && purchases->day[i] <= analysis->as_of && clv_purchases_is_purchase (purchases, i))
      {
        has_purchase[purchases->day[i] - first] = TRUE;
        n++;
      }
  for (gint32 day = 0; day < history; day++)
    if (has_purchase[day])
      {
        if (last >= 0)
          longest = MAX (longest, day - last);
        last = day;
      }
  silent = history - 1 - last;
  if (last < 1 || silent <= longest || !(sqrt (n / (last + 1) * silent) >= MIN_LAST_Z))
    return;
  days = clv_format_count ((guint) silent);
  date = clv_format_day (first + last);
  /* Translators: a date, then a number of days */
  g_ptr_array_add (sentences, g_strdup_printf (
    ngettext ("No purchase is known after %s, %s day before the as-of date. If later ones are not in the data, set an earlier "
              "as-of date: the models take silence for leaving.",
              "No purchase is known after %s, %s days before the as-of date. If later ones are not in the data, set an earlier "
              "as-of date: the models take silence for leaving.", (gulong) silent), date, days));
}

/* Orders that are not in the file yet look like customers who have left. A season that a year ago had too is none. */
static void
check_last_weeks (const ClvAnalysis  *analysis,
                  const ClvPurchases *purchases,
                  GPtrArray          *sentences)
{
  const double usual = (double) LAST_DAYS / BEFORE_DAYS;
  double now[2], then[2], expected, share;
  g_autofree char *less = NULL;
  g_autofree char *days = NULL;

  count_weeks (purchases, analysis->as_of, now);
  count_weeks (purchases, analysis->as_of - DAYS_A_YEAR, then);
  share = then[0] * usual >= 1 ? MIN (then[1] / then[0], usual) : usual;
  expected = now[0] * share;
  if (now[1] == 0)
    {
      check_silence (analysis, purchases, sentences);
      return;
    }
  if (!(now[1] <= MAX_LAST_SHARE * expected) || !((expected - now[1]) / sqrt (expected) >= MIN_LAST_Z))
    return;
  less = clv_format_percent (1 - now[1] / expected, 0);
  days = clv_format_count (LAST_DAYS);
  /* Translators: a number of days, then a percentage */
  g_ptr_array_add (sentences, g_strdup_printf (
    _("In the last %s days up to the as-of date there were %s fewer purchases than usual. If they are not all in the data yet, "
      "set an earlier as-of date: the models take silence for leaving."), days, less));
}

/* Share of a year's purchases that @days at its start have when they grow evenly from year to year. */
static double
even_share (double days,
            double growth)
{
  const double share = days / DAYS_A_YEAR;

  return fabs (growth - 1) < 1e-6 ? share : (pow (growth, share) - 1) / (growth - 1);
}

/* Share of purchases that the whole years before @start put into the days of the year from @start to @end, over what an
 * even growth would put there; each year counts the same, whatever its size. One year alone cannot tell a season from
 * growth, or from customers who come at first and then stay away: NaN. */
static double
find_season (const ClvPurchases *purchases,
             ClvDay              first_day,
             ClvDay              start,
             ClvDay              end)
{
  /* Whole years have no season; what is left over has. */
  const gint32 all_days = end - start + 1, rest = all_days % DAYS_A_YEAR;
  const gint32 days = rest, n_years = MIN ((start - first_day) / DAYS_A_YEAR, MAX_YEARS);
  guint64 all[MAX_YEARS] = { 0 }, inside[MAX_YEARS] = { 0 };
  double sum = 0, growth;

  if (rest <= all_days / DAYS_A_YEAR * MAX_REST_DAYS || rest >= DAYS_A_YEAR - MAX_REST_DAYS)
    return 1;
  if (n_years < MIN_YEARS)
    return NAN;
  for (guint32 i = 0; i < purchases->start[purchases->n_customers]; i++)
    {
      const gint32 before = start - 1 - purchases->day[i];

      if (before < 0 || before / DAYS_A_YEAR >= n_years || !clv_purchases_is_purchase (purchases, i))
        continue;
      all[before / DAYS_A_YEAR]++;
      inside[before / DAYS_A_YEAR] += DAYS_A_YEAR - 1 - before % DAYS_A_YEAR < days;
    }
  for (gint32 year = 0; year < n_years; year++)
    if (all[year] == 0)
      return NAN;
  growth = pow ((double) all[0] / (double) all[n_years - 1], 1.0 / (n_years - 1));
  for (gint32 year = 0; year < n_years; year++)
    sum += (double) inside[year] / (double) all[year] / even_share (days, growth);
  return (all_days - rest + rest * sum / n_years) / all_days;
}

static void
check_season (ClvModelChecks     *checks,
              const ClvAnalysis  *analysis,
              const ClvPurchases *purchases,
              const ClvHoldout   *holdout,
              GPtrArray          *sentences)
{
  const ClvDay first_day = clv_book_get_first_day (analysis->book);
  const ClvDay ahead = analysis->as_of + (ClvDay) round (analysis->assumptions->prediction_days);

  checks->holdout_season = checks->horizon_season = NAN;
  if (first_day == CLV_DAY_NONE)
    return;
  if (holdout->reason == NULL)
    checks->holdout_season = find_season (purchases, first_day, holdout->start, holdout->end);
  checks->horizon_season = find_season (purchases, first_day, analysis->as_of + 1, ahead);
  if (fabs (checks->holdout_season - 1) >= MIN_SEASON)
    {
      g_autofree char *share = clv_format_percent (fabs (checks->holdout_season - 1), 0);

      /* Translators: %s is a percentage */
      g_ptr_array_add (sentences, g_strdup_printf (
        checks->holdout_season > 1
          ? _("The models were tried on months that bring %s more purchases than the rest of the year. They know no seasons, and look too low there.")
          : _("The models were tried on months that bring %s fewer purchases than the rest of the year. They know no seasons, and look too high there."),
        share));
    }
  if (fabs (checks->horizon_season - 1) >= MIN_SEASON)
    {
      g_autofree char *share = clv_format_percent (fabs (checks->horizon_season - 1), 0);

      /* Translators: %s is a percentage */
      g_ptr_array_add (sentences, g_strdup_printf (
        checks->horizon_season > 1
          ? _("The months ahead bring %s more purchases than the rest of the year. The models know no seasons: expect more than predicted.")
          : _("The months ahead bring %s fewer purchases than the rest of the year. The models know no seasons: expect less than predicted."),
        share));
    }
}

/* Who came back within @days of the first purchase: of those won up to @middle, and of those won later. */
static void
count_returns (const ClvPurchases *purchases,
               ClvDay              as_of,
               ClvDay              middle,
               gint32              days,
               double              n[2],
               double              back[2])
{
  n[0] = n[1] = back[0] = back[1] = 0;
  for (guint32 c = 0; c < purchases->n_customers; c++)
    {
      ClvDay first = CLV_DAY_NONE;
      gboolean is_late, came_back = FALSE;

      for (guint32 i = purchases->start[c]; i < purchases->start[c + 1] && !came_back; i++)
        if (clv_purchases_is_purchase (purchases, i))
          {
            if (first == CLV_DAY_NONE)
              first = purchases->day[i];
            else
              came_back = purchases->day[i] - first <= days;
          }
      if (first == CLV_DAY_NONE || first + days > as_of)
        continue;
      is_late = first > middle;
      n[is_late]++;
      back[is_late] += came_back;
    }
}

/* Everybody gets the same time to come back. Where the data start late, the first customers are no beginners, and prove
 * nothing. */
static void
check_cohorts (const ClvModelChecks *checks,
               const ClvAnalysis    *analysis,
               const ClvPurchases   *purchases,
               GPtrArray            *sentences)
{
  const ClvDay first_day = clv_book_get_first_day (analysis->book);
  const gint32 history = first_day != CLV_DAY_NONE ? analysis->as_of - first_day + 1 : 0;
  const gint32 days = MIN (history / 4, MAX_RETURN_DAYS);
  double n[2], back[2], early, late, both, z;

  if (checks->is_left_truncated || days < 1)
    return;
  count_returns (purchases, analysis->as_of, first_day + (history - days) / 2, days, n, back);
  if (n[0] == 0 || n[1] == 0 || back[0] + back[1] == 0)
    return;
  early = back[0] / n[0];
  late = back[1] / n[1];
  both = (back[0] + back[1]) / (n[0] + n[1]);
  z = (late - early) / sqrt (both * (1 - both) * (1 / n[0] + 1 / n[1]));
  if (fabs (late - early) >= MIN_COHORT_DIFFERENCE * MAX (early, late) && fabs (z) >= MIN_COHORT_Z)
    {
      g_autofree char *early_share = clv_format_percent (early, 0);
      g_autofree char *late_share = clv_format_percent (late, 0);

      /* Translators: two percentages, and a number of days */
      g_ptr_array_add (sentences, g_strdup_printf (
        late > early
          ? ngettext ("Of customers won later, %1$s came back within %3$u day; of those won earlier, %2$s. "
                      "One model for all may be too low for new customers.",
                      "Of customers won later, %1$s came back within %3$u days; of those won earlier, %2$s. "
                      "One model for all may be too low for new customers.", days)
          : ngettext ("Of customers won later, %1$s came back within %3$u day; of those won earlier, %2$s. "
                      "One model for all may be too high for new customers.",
                      "Of customers won later, %1$s came back within %3$u days; of those won earlier, %2$s. "
                      "One model for all may be too high for new customers.", days),
        late_share, early_share, (guint) days));
    }
}

/* Buyers whom a customer table knows from before the first order in the data. */
static guint32
count_acquired_before (const ClvAnalysis *analysis,
                       guint32           *n_buyers)
{
  const ClvCustomerValues *values = clv_ledger_get_values (analysis->ledger);
  const ClvDay *acquired = values != NULL ? values->first_day : NULL;
  const ClvDay first_day = clv_book_get_first_day (analysis->book);
  guint32 n = 0;

  *n_buyers = 0;
  for (guint32 c = 0; c < analysis->n_customers; c++)
    if (analysis->findings->columns.purchase_days[c] > 0)
      {
        ++*n_buyers;
        n += acquired != NULL && acquired[c] != CLV_DAY_NONE && acquired[c] < first_day;
      }
  return n;
}

static void
check_start (ClvModelChecks    *checks,
             const ClvAnalysis *analysis,
             GPtrArray         *sentences)
{
  guint32 n_first, n_typical, n_buyers;

  checks->n_acquired_before = count_acquired_before (analysis, &n_buyers);
  if (checks->n_acquired_before > 0)
    {
      g_autofree char *before = clv_format_count (checks->n_acquired_before);
      g_autofree char *buyers = clv_format_count (n_buyers);

      checks->is_left_truncated = checks->n_acquired_before >= MIN_TRUNCATED_SHARE * n_buyers;
      /* Translators: two numbers of customers */
      g_ptr_array_add (sentences, g_strdup_printf (
        ngettext ("%s of %s customers was won before the data begin, by the dates in the customer table. What was bought before is "
                  "unknown: the models start with the first order they see.",
                  "%s of %s customers were won before the data begin, by the dates in the customer table. What they bought before is "
                  "unknown: the models start with the first order they see.", checks->n_acquired_before), before, buyers));
      return;
    }

  checks->is_left_truncated = clv_analysis_starts_late (analysis, &n_first, &n_typical);
  if (checks->is_left_truncated)
    {
      g_autofree char *first = clv_format_count (n_first);
      g_autofree char *typical = clv_format_count (n_typical);

      /* Translators: two numbers of customers */
      g_ptr_array_add (sentences, g_strdup_printf (
        _("Many were customers before the data begin: %s first orders in the first 30 days, later on %s. "
          "The models take them for new, and know too little of their past."), first, typical));
    }
}

/**
 * clv_model_checks_fill:
 * @checks: (out): free with clv_model_checks_free()
 * @holdout: what was held out
 *
 * Looks at what the models take for granted. Time O(purchases) and two sorts of the repeat buyers.
 *
 * Returns: FALSE when cancelled
 */
gboolean
clv_model_checks_fill (ClvModelChecks     *checks,
                       const ClvAnalysis  *analysis,
                       const ClvPurchases *purchases,
                       const ClvHoldout   *holdout)
{
  GPtrArray *sentences = g_ptr_array_new ();

  check_start (checks, analysis, sentences);
  check_last_weeks (analysis, purchases, sentences);
  check_season (checks, analysis, purchases, holdout, sentences);
  check_spend_and_frequency (checks, analysis, sentences);
  check_trend (checks, purchases, sentences);
  check_pace (checks, analysis, purchases, sentences);
  check_cohorts (checks, analysis, purchases, sentences);
  checks->n_sentences = sentences->len;
  g_ptr_array_add (sentences, NULL);
  checks->sentences = (char **) g_ptr_array_free (sentences, FALSE);
  return !clv_work_is_cancelled (analysis->work);
}

static void
clear_checks (gpointer data)
{
  g_strfreev (((ClvModelChecks *) data)->sentences);
}

/**
 * clv_model_checks_release:
 *
 * Drops a reference to checks; NULL is nothing.
 */
void
clv_model_checks_release (ClvModelChecks *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_checks);
}
