/* clv-report-text.c - the most important figures and findings on one screen of a terminal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-report-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "clv-format.h"

#define N_BEST 5
#define MAX_FINDINGS 6
#define WIDTH 78

/* Columns of a terminal that @text takes: East Asian letters are two wide, combining marks none. */
static guint
text_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

static void
pad (GString *text,
     guint    columns)
{
  for (guint i = 0; i < columns; i++)
    g_string_append_c (text, ' ');
}

static void
append_left (GString    *text,
             const char *cell,
             guint       columns)
{
  guint width = text_width (cell);

  g_string_append (text, cell);
  pad (text, width < columns ? columns - width : 0);
}

static void
append_right (GString    *text,
              const char *cell,
              guint       columns)
{
  guint width = text_width (cell);

  pad (text, width < columns ? columns - width : 0);
  g_string_append (text, cell);
}

/* Cuts by characters, so that the table stays aligned. */
static char *
dup_fitting (const char *cell,
             guint       columns)
{
  g_autoptr (GString) cut = g_string_new (NULL);
  guint width = 0;

  if (text_width (cell) <= columns)
    return g_strdup (cell);
  for (const char *p = cell; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
      if (width >= columns)
        break;
      g_string_append_unichar (cut, c);
    }
  g_string_append (cut, "…");
  return g_strdup (cut->str);
}

/* Breaks at blanks; later lines are indented by @indent. */
static void
append_wrapped (GString    *text,
                const char *paragraph,
                guint       indent)
{
  g_auto (GStrv) words = g_strsplit (paragraph, " ", -1);
  guint column = indent;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint width = text_width (words[i]);

      if (i > 0 && column + 1 + width > WIDTH)
        {
          g_string_append_c (text, '\n');
          pad (text, indent);
          column = indent;
        }
      else if (i > 0)
        {
          g_string_append_c (text, ' ');
          column++;
        }
      g_string_append (text, words[i]);
      column += width;
    }
  g_string_append_c (text, '\n');
}

/* Half a screen is too narrow for some titles. */
static const char *
short_title (ClvMetricId id)
{
  switch ((int) id)
    {
    case CLV_M_CLV_MARGIN_MULTIPLE:
      return _("Lifetime value (B)");
    case CLV_M_TOP_DECILE_REVENUE_SHARE:
      return _("Revenue of best tenth");
    default:
      return clv_metric_get_title (id);
    }
}

static void
append_metrics (GString           *text,
                const ClvFindings *findings)
{
  static const ClvMetricId with_profit[] = {
    CLV_M_CUSTOMERS,    CLV_M_REVENUE,          CLV_M_ORDERS,           CLV_M_PROFIT,
    CLV_M_AOV,          CLV_M_VALUE_PER_CUSTOMER, CLV_M_PURCHASE_FREQUENCY, CLV_M_MARGIN,
    CLV_M_REPEAT_RATE,  CLV_M_RETENTION_RATE,   CLV_M_REFUNDS,          CLV_M_UNPROFITABLE_CUSTOMERS,
    CLV_M_CAC,          CLV_M_CLV_MARGIN_MULTIPLE,
  };
  static const ClvMetricId without_profit[] = {
    CLV_M_CUSTOMERS,   CLV_M_REVENUE,        CLV_M_ORDERS,
    CLV_M_REFUNDS,     CLV_M_AOV,            CLV_M_REVENUE_PER_CUSTOMER,
    CLV_M_PURCHASE_FREQUENCY, CLV_M_TOP_DECILE_REVENUE_SHARE, CLV_M_REPEAT_RATE,
    CLV_M_RETENTION_RATE,
  };
  gboolean profit = clv_findings_has_profit (findings);
  const ClvMetricId *ids = profit ? with_profit : without_profit;
  guint n = profit ? G_N_ELEMENTS (with_profit) : G_N_ELEMENTS (without_profit);

  for (guint i = 0; i < n; i++)
    {
      ClvMetric metric = clv_findings_get_metric (findings, ids[i]);
      g_autofree char *title = dup_fitting (short_title (ids[i]), 25);
      g_autofree char *value = clv_format_metric (ids[i], metric.value, clv_findings_get_currency (findings));

      g_string_append (text, "  ");
      append_left (text, title, 25);
      append_right (text, value, 12);
      g_string_append (text, i % 2 == 1 || i + 1 == n ? "\n" : " ");
    }
}

static void
append_findings (GString           *text,
                 const ClvFindings *findings)
{
  guint n = MIN (clv_findings_get_n_sentences (findings), MAX_FINDINGS);

  if (n == 0)
    return;
  g_string_append_printf (text, "\n%s\n", _("Findings"));
  for (guint i = 0; i < n; i++)
    {
      g_string_append (text, "  • ");
      append_wrapped (text, clv_findings_get_sentence (findings, i)->text, 4);
    }
}

static void
append_best (GString           *text,
             const ClvFindings *findings)
{
  const ClvCustomers *all = clv_findings_get_customers (findings);
  ClvLedger *ledger = clv_findings_get_ledger (findings);
  const char *currency = clv_findings_get_currency (findings);
  gboolean profit = clv_findings_has_profit (findings);
  gboolean knows_orders = clv_report_knows_orders (findings);
  guint32 n;
  const guint32 *by_rank = clv_findings_get_by_rank (findings, &n);

  if (n == 0)
    return;
  g_string_append_c (text, '\n');
  append_left (text, _("Best customers"), 34);
  append_right (text, _("Orders"), 8);
  append_right (text, _("Revenue"), 14);
  if (profit)
    append_right (text, _("Profit"), 14);
  append_right (text, _("Share"), 8);
  g_string_append_c (text, '\n');
  /* Those whose figure is not known come last, without a rank. */
  for (guint32 i = 0; i < MIN (n, N_BEST) && all->rank[by_rank[i]] != 0; i++)
    {
      guint32 customer = by_rank[i];
      const char *id = clv_ledger_get_customer_id (ledger, customer);
      const char *name = clv_ledger_get_customer_name (ledger, customer);
      g_autofree char *who = *name != '\0' && strcmp (name, id) != 0 ? g_strdup_printf ("%s (%s)", name, id)
                                                                      : g_strdup (id);
      g_autofree char *label = g_strdup_printf ("%3u  %s", all->rank[customer], who);
      g_autofree char *fitting = dup_fitting (label, 33);
      g_autofree char *orders = clv_format_number (knows_orders ? all->orders[customer] : NAN, 0);
      g_autofree char *revenue = clv_format_money (all->revenue[customer], currency, 2);
      g_autofree char *share = clv_format_percent (all->share[customer], 1);

      append_left (text, fitting, 34);
      append_right (text, orders, 8);
      append_right (text, revenue, 14);
      if (profit)
        {
          g_autofree char *value = clv_format_money (all->profit[customer], currency, 2);

          append_right (text, value, 14);
        }
      append_right (text, share, 8);
      g_string_append_c (text, '\n');
    }
}

/* “The customer base has become worth more: €21,687, after €9,514 (31 Dec 2024): new +€10,000, …” */
static void
append_change (GString           *text,
               const ClvFindings *findings)
{
  g_autofree char *title = clv_report_dup_base_title (findings);
  g_autoptr (GString) parts = g_string_new (NULL);
  g_autofree char *line = NULL;
  ClvBaseStep steps[CLV_BASE_STEPS];

  if (title == NULL || !clv_report_base_steps (findings, steps))
    return;
  for (guint i = 0; i < CLV_BASE_STEPS; i++)
    {
      g_autofree char *money = clv_format_money (steps[i].value, clv_findings_get_currency (findings), 0);

      if (steps[i].is_step)
        g_string_append_printf (parts, "%s%s %s%s", parts->len > 0 ? " · " : "", steps[i].what, steps[i].value > 0 ? "+" : "", money);
    }
  /* Translators: a sentence about two amounts, the date of the second; then what the change is made of */
  line = g_strdup_printf (_("%s on %s. %s."), title, steps[0].what, parts->str);
  append_wrapped (text, line, 0);
  clv_report_base_steps_clear (steps);
}

/* Who has probably left, and what speaks against that. */
static void
append_at_risk (GString           *text,
                const ClvFindings *findings)
{
  g_autofree char *risk = clv_report_dup_at_risk (findings);
  g_auto (GStrv) doubts = clv_findings_dup_risk_doubts (findings);
  g_autofree char *said = g_strjoinv (" ", doubts);
  g_autofree char *line = NULL;

  if (risk == NULL)
    return;
  line = g_strdup_printf ("%s.%s%s", risk, *said != '\0' ? " " : "", said);
  append_wrapped (text, line, 0);
}

/* What comes next, and whether that has been right. */
static void
append_outlook (GString           *text,
                const ClvFindings *findings)
{
  const ClvHoldout *holdout = clv_findings_get_holdout (findings);
  g_autofree char *outlook = clv_report_dup_outlook (findings);

  if (*outlook == '\0')
    return;
  g_string_append_c (text, '\n');
  append_wrapped (text, outlook, 0);
  append_at_risk (text, findings);
  append_change (text, findings);
  if (holdout != NULL && holdout->verdict != NULL)
    append_wrapped (text, holdout->verdict, 0);
}

static void
append_proof (GString           *text,
              const ClvFindings *findings)
{
  const ClvReconciliation *account = clv_book_get_reconciliation (clv_findings_get_book (findings));
  const ClvProblemList *problems = clv_findings_get_problems (findings);
  guint n = clv_problem_list_get_n (problems), serious = 0;
  g_autofree char *read = clv_format_count (account->rows_read);
  g_autofree char *used = clv_format_count (account->rows_used);

  g_string_append_c (text, '\n');
  if (account->rows_read > 0)
    {
      g_autofree char *proof = clv_report_dup_account (findings);
      /* Translators: rows read, rows used */
      g_autofree char *rows = g_strdup_printf (_("%s rows read, %s used."), read, used);
      g_autofree char *line = g_strdup_printf ("%s %s", rows, proof);

      append_wrapped (text, line, 0);
    }
  for (guint i = 0; i < n; i++)
    if (clv_problem_get_severity (clv_problem_list_get (problems, i)) != CLV_SEVERITY_INFO)
      serious++;
  if (n > 0)
    {
      g_autofree char *kinds = g_strdup_printf (ngettext ("%u kind of oddity was found in the data",
                                                          "%u kinds of oddities were found in the data", n),
                                                n);
      g_autofree char *look = g_strdup_printf (ngettext ("%u needs a look", "%u need a look", serious), serious);
      /* Translators: “7 kinds of oddities were found in the data”, “2 need a look” */
      g_autofree char *line = g_strdup_printf (_("%s; %s. “--inspect” lists them."), kinds, look);

      append_wrapped (text, line, 0);
    }
}

/**
 * clv_report_to_text:
 * @findings: what the analysis found
 * @origin: where the data came from
 *
 * Returns: (transfer full): the most important figures, findings and customers, aligned for a terminal
 *   80 columns wide, with basis and as-of date
 */
GString *
clv_report_to_text (const ClvFindings     *findings,
                    const ClvReportOrigin *origin)
{
  GString *text = g_string_new (NULL);
  g_autofree char *span = clv_report_dup_span (findings);
  g_autofree char *basis = clv_report_dup_basis (findings);
  ClvMetric as_of = clv_findings_get_metric (findings, CLV_M_AS_OF_DATE);
  g_autoptr (GString) second = g_string_new (NULL);
  /* Translators: %s is the name of a file */
  g_autofree char *title = g_strdup_printf (_("What the customers of %s are worth"), origin->title);

  append_wrapped (text, title, 0);
  if (*span != '\0')
    g_string_append_printf (second, "%s · ", span);
  if (isfinite (as_of.value))
    {
      g_autofree char *day = clv_format_day ((ClvDay) as_of.value);

      /* Translators: %s is a date */
      g_string_append_printf (second, _("as of %s"), day);
      g_string_append (second, " · ");
    }
  /* Translators: %s is such as “profit as in the file” */
  g_string_append_printf (second, _("basis: %s"), basis);
  append_wrapped (text, second->str, 0);
  g_string_append_c (text, '\n');
  append_metrics (text, findings);
  append_findings (text, findings);
  append_best (text, findings);
  append_outlook (text, findings);
  append_proof (text, findings);
  return text;
}
