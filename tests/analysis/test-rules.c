/* test-rules.c - rules of people's own: read, said, met
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-segment-figures.h"
#include "clv-segment-rules.h"
#include "clv-test-analysis.h"
#include "clv-test.h"

#include <math.h>
#include <string.h>

static ClvFindings *
toy (void)
{
  return clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "as-of-date=2024-12-31");
}

/* The ids of those who meet the rule, in the order of their ids. */
static char *
who_meets (const ClvFindings *findings,
           const char        *text)
{
  ClvLedger *ledger = clv_findings_get_ledger (findings);
  const guint32 n = clv_ledger_get_n_customers (ledger);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvRule) rule = clv_rule_parse (text, NULL, &error);
  g_autofree guint8 *matches = g_new (guint8, n + 1);
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_true (clv_rule_match (rule, findings, matches, &error));
  g_assert_no_error (error);
  for (guint32 position = 0; position < n; position++)
    for (guint32 c = 0; c < n; c++)
      if (clv_ledger_get_id_order (ledger)[c] == position && matches[c])
        g_string_append (found, clv_ledger_get_customer_id (ledger, c));
  return g_string_free (g_steal_pointer (&found), FALSE);
}

/* FEATURES.md, part C, by hand: profits A 270, B 20, C 390, D 0, E 80, F -25; last orders A 2024-02-10 (325 days ago), B 2023-03-05 (667),
 * C 2024-11-20 (41), D 2024-05-01 (244), E 2024-12-12 (19). */
static void
rules_over_the_toy_data (void)
{
  static const struct { const char *rule, *who; } expected[] = {
    { "last-order > 90 days ago and profit > 200", "A" },
    { "last-order more than 90 days ago", "ABD" },
    { "last order > 90 days ago", NULL },
    { "last-order within 90 days", "CE" },
    { "last-order was within the last 41 days", "CE" },
    { "last-order < 41 days ago", "E" },
    { "last-order between 100 and 400 days ago", "AD" },
    { "last-order before 2024-01-01 or last-order after 2024-12-01", "BE" },
    { "last-order on 2024-02-10", "A" },
    { "last-order > 8 months ago", "AB" },   /* before 2024-04-30 */
    { "last-order > 1 year ago", "B" },
    { "first-order until 2023-03-05", "AB" },
    { "days-since <= 41", "CE" },
    { "orders >= 3", "AE" },
    { "revenue between 50 and 300", "ABE" },
    { "revenue is at least 300", "AC" },
    { "margin > 50 %", "AC" },
    { "margin > 50", "AC" },
    { "margin > 0.45", "AC" },
    { "tier in (A, D)", "ACDF" },
    { "tier is not A", "BDEF" },
    { "stage = slowing", "A" },
    { "stage in (first purchase, prospect)", "DF" },
    { "rfm is unknown", "DF" },
    { "aov is unknown", "F" },
    { "not (profit > 0)", "DF" },
    { "not profit > 0 or profit > 300", "CDF" },
    { "profit > 0 and (orders = 1 or revenue = 420)", "BC" },
    { "orders in 2, 3", "ACE" },
    { "purchase-days != 1", "ACEF" },
    { "acquisition_cost = 100", "E" },
  };
  g_autoptr (ClvFindings) findings = toy ();

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    if (expected[i].who != NULL)
      {
        g_autofree char *who = who_meets (findings, expected[i].rule);

        g_test_message ("%s", expected[i].rule);
        g_assert_cmpstr (who, ==, expected[i].who);
      }
    else
      g_assert_null (clv_rule_parse (expected[i].rule, NULL, NULL));
}

static const char columns[] = "Order;Customer;Date;Amount;Country;Ship Mode;Segment\n"
                              "1;A;2024-01-02;100;Germany;Air;3\n1;A;2024-01-02;50;Germany;Sea;12\n"
                              "2;B;2024-01-15;200;United Kingdom;Sea;5\n3;C;2024-03-20;300;;Air, fast;\n"
                              "4;D;2024-03-27;20;Bosnia and Herzegovina;;\n";

/* A has an order by air and one by sea: of a column of rows, any will do. */
static void
rules_about_columns (void)
{
  static const struct { const char *rule, *who; } expected[] = {
    { "country = germany", "A" },
    { "country is United Kingdom", "B" },
    { "country = \"Bosnia and Herzegovina\"", "D" },
    { "Country is unknown", "C" },
    { "country != Germany", "BD" },
    { "\"Ship Mode\" = sea", "AB" },
    { "ship-mode in (air, \"air, fast\")", "AC" },
    { "ship-mode contains air", "AC" },
    { "ship-mode does not contain air", "B" },
    { "ship-mode != air", "BC" },
    { "segment > 4", "AB" },
    { "segment <= 3 and country is known", "A" },
  };
  g_autoptr (ClvFindings) findings = clv_test_analyse (columns, NULL, "");

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *who = who_meets (findings, expected[i].rule);

      g_test_message ("%s", expected[i].rule);
      g_assert_cmpstr (who, ==, expected[i].who);
    }
}

static void
a_fault_is_told_with_its_place (void)
{
  static const struct { const char *rule; guint position; const char *expected; } faults[] = {
    { "", 0, "the name of a figure" },
    { "profit >", 8, "a number" },
    { "profit > abc", 9, "a number" },
    { "profit 200", 7, "a comparison" },
    { "profit > 200 nonsense", 13, "“and”, “or” or the end" },
    { "(profit > 200", 13, "“and”, “or” or “)”" },
    { "tier = E", 7, "one of: A, B, C, D" },
    { "last-order > soon", 13, "a date such as" },
    { "last-order > 90 moons ago", 16, "“days”" },
    { "profit contains 3", 16, "a comparison that “profit” can have" },
    { "tier in (A", 10, "“,” or “)”" },
    { "country = ", 10, "a text" },
    { "“Größe” = 3 and profit < §", 25, "a number" },
    { "profit > 1 and ", 15, "the name of a figure" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      guint position = 77;

      g_assert_null (clv_rule_parse (faults[i].rule, &position, &error));
      g_assert_error (error, CLV_RULE_ERROR, CLV_RULE_ERROR_SYNTAX);
      g_test_message ("%s: %s", faults[i].rule, error->message);
      g_assert_cmpuint (position, ==, faults[i].position);
      g_assert_nonnull (strstr (error->message, faults[i].expected));
    }
}

static void
a_column_that_is_not_there_is_told (void)
{
  g_autoptr (ClvFindings) findings = toy ();
  g_autoptr (ClvRule) rule = clv_rule_parse ("profit > 3 and color = red", NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (clv_rule_check (rule, findings, &error));
  g_assert_error (error, CLV_RULE_ERROR, CLV_RULE_ERROR_COLUMN);
  g_assert_nonnull (strstr (error->message, "color"));
  g_assert_nonnull (strstr (error->message, "last-order"));
}

/* What is written is read again as the same. */
static void
text_comes_back_the_same (void)
{
  static const struct { const char *rule, *text; } expected[] = {
    { "last-order more than 90 days ago and profit over 200", "last-order > 90 days ago and profit > 200" },
    { "LAST_ORDER within 3 months", "last-order <= 3 months ago" },
    { "margin < 40", "margin < 40 %" },
    { "country = United Kingdom", "country = \"United Kingdom\"" },
    { "\"profit\" = high or not(tier in (A,B) and orders<3)", "\"profit\" = \"high\" or not (tier in (\"A\", \"B\") and orders < 3)" },
    { "“Ship \"Mode\"” is unknown", "\"Ship \\\"Mode\\\"\" is unknown" },
    { "clv between 1.5 and 3", "clv >= 1.5 and clv <= 3" },
    { "a = b or c = d and e = f", "a = \"b\" or (c = \"d\" and e = \"f\")" },
    { "first-order since 2024-02-29", "first-order >= 2024-02-29" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ClvRule) rule = clv_rule_parse (expected[i].rule, NULL, &error);
      g_autoptr (ClvRule) again = NULL;
      g_autofree char *text = NULL, *same = NULL;

      g_assert_no_error (error);
      text = clv_rule_to_text (rule);
      g_assert_cmpstr (text, ==, expected[i].text);
      again = clv_rule_parse (text, NULL, &error);
      g_assert_no_error (error);
      same = clv_rule_to_text (again);
      g_assert_cmpstr (same, ==, text);
    }
}

static void
sentences_are_for_people (void)
{
  g_autoptr (ClvFindings) findings = NULL;
  static const struct { const char *rule, *sentence; } expected[] = {
    { "last-order > 90 days ago and profit > 200", "Last order was more than 90 days ago and Profit is above 200" },
    { "last-order within 1 month", "Last order was within the last 1 month" },
    { "rfm in (champions, at-risk) or not (\"ship mode\" = sea)", "RFM segment is one of “Champions”, “At risk” or not: Ship Mode is “sea”" },
    { "p-alive < 50 % and (tier = A or tier = B)",
      "Chance of still being a customer is below 50% and (Value tier is “A” or Value tier is “B”)" },
    { "country is unknown", "Country is unknown" },
  };

  clv_test_speak_plainly ();
  findings = clv_test_analyse (columns, NULL, "");
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (ClvRule) rule = clv_rule_parse (expected[i].rule, NULL, NULL);
      g_autofree char *sentence = clv_rule_to_sentence (rule, findings);
      g_autoptr (GString) plain = g_string_new (sentence);

      /* Blanks before percent signs are the locale's. */
      g_string_replace (plain, "\u202f", "", 0);
      g_string_replace (plain, " %", "%", 0);
      g_assert_cmpstr (plain->str, ==, expected[i].sentence);
    }
}

/* What an editor puts together is what is typed. */
static void
an_editor_makes_the_same_rule (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvRule) late = clv_rule_new_condition ("last-order", CLV_RULE_ABOVE, "90 days ago", &error);
  g_autoptr (ClvRule) where = clv_rule_new_condition ("Country", CLV_RULE_IN, "DE, United Kingdom", &error);
  g_autoptr (ClvRule) known = clv_rule_new_condition ("aov", CLV_RULE_KNOWN, "", &error);
  ClvRule *parts[] = { late, where, known };
  g_autoptr (ClvRule) rule = clv_rule_new_of (CLV_RULE_ALL, parts, 3);
  g_autofree char *text = clv_rule_to_text (rule), *value = clv_rule_dup_value (late), *list = clv_rule_dup_value (where);
  ClvCustomerFigure figure;

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "last-order > 90 days ago and Country in (\"DE\", \"United Kingdom\") and aov is known");
  g_assert_cmpstr (value, ==, "90 days ago");
  g_assert_cmpstr (list, ==, "\"DE\", \"United Kingdom\"");
  g_assert_cmpuint (clv_rule_get_n_children (rule), ==, 3);
  g_assert_true (clv_rule_is_figure (clv_rule_get_child (rule, 0), &figure));
  g_assert_cmpint (figure, ==, CLV_FIGURE_LAST_ORDER);
  g_assert_false (clv_rule_is_figure (clv_rule_get_child (rule, 1), NULL));
  g_assert_null (clv_rule_new_condition ("profit", CLV_RULE_ABOVE, "much", &error));
  g_assert_error (error, CLV_RULE_ERROR, CLV_RULE_ERROR_SYNTAX);
}

/* The first rule that is met counts. Good: A 270, C 390; Recent: C, E; the others B, D, F. */
static void
the_first_rule_takes_the_customer (void)
{
  g_autoptr (ClvFindings) findings = toy ();
  g_autoptr (ClvSegmentRules) rules = clv_segment_rules_new ();
  g_autoptr (ClvSegmentRuleCounts) counts = NULL;
  g_autoptr (ClvScheme) scheme = NULL, turned = NULL;
  g_autoptr (ClvSegmentFigures) figures = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *restored_text = NULL;
  g_autoptr (ClvSegmentRules) restored = NULL;

  g_assert_true (clv_segment_rules_add_text (rules, "Good: profit > 200", &error));
  g_assert_true (clv_segment_rules_add_text (rules, "Recent: last-order within 90 days", &error));
  g_assert_no_error (error);
  scheme = clv_scheme_new_of_rules (findings, rules, &counts, &error);
  g_assert_no_error (error);
  figures = clv_segment_figures_new (findings, scheme);

  g_assert_cmpstr (scheme->id, ==, "own");
  g_assert_cmpuint (scheme->n, ==, 3);
  g_assert_cmpuint (counts->meets[0], ==, 2);
  g_assert_cmpuint (counts->meets[1], ==, 2);
  g_assert_cmpuint (counts->both[0 * 2 + 1], ==, 1);
  g_assert_cmpuint (counts->gets[0], ==, 2);
  g_assert_cmpuint (counts->gets[1], ==, 1);
  g_assert_cmpuint (counts->rest, ==, 3);
  g_assert_cmpuint (counts->customers, ==, 6);
  clv_assert_near (clv_segment_figures_get (figures, 0, CLV_SF_PROFIT).value, 660, 1e-9);
  clv_assert_near (clv_segment_figures_get (figures, 1, CLV_SF_PROFIT).value, 80, 1e-9);
  clv_assert_near (clv_segment_figures_get (figures, 2, CLV_SF_PROFIT).value, -5, 1e-9);

  text = clv_segment_rules_serialise (rules);
  restored = clv_segment_rules_restore (text);
  restored_text = clv_segment_rules_serialise (restored);
  g_assert_cmpstr (restored_text, ==, text);
  clv_segment_rules_move (restored, 1, 0);
  turned = clv_scheme_new_of_rules (findings, restored, NULL, NULL);
  g_assert_cmpstr (turned->names[turned->by_customer[clv_test_customer (findings, "C")]], ==, "Recent");

  g_assert_false (clv_segment_rules_add_text (rules, "Good: profit > 3", &error));
  g_assert_error (error, CLV_RULE_ERROR, CLV_RULE_ERROR_SYNTAX);
  g_clear_error (&error);
  g_assert_false (clv_segment_rules_add_text (rules, "profit > 3", &error));
  g_assert_error (error, CLV_RULE_ERROR, CLV_RULE_ERROR_SYNTAX);
}

/* No text brings the parser down, and what it takes it writes. */
static void
any_text_is_read_or_refused (void)
{
  static const char *const pieces[] = { "profit", "last-order", "tier", "country", "and", "or", "not", "(", ")", ",", "=", "<=", "in", "is",
                                        "90", "days", "ago", "A", "\"x y\"", "“", "%", "between", "contains", "unknown", "2024-02-30", "'" };
  g_autoptr (GRand) random = g_rand_new_with_seed (12);
  g_autoptr (GString) deep = g_string_new (NULL);
  guint n_read = 0;

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (ClvRule) rule = NULL;
      g_autoptr (GError) error = NULL;

      for (int k = g_rand_int_range (random, 1, 9); k > 0; k--)
        g_string_append_printf (text, "%s ", pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      rule = clv_rule_parse (text->str, NULL, &error);
      g_assert_true ((rule == NULL) == (error != NULL));
      if (rule != NULL)
        {
          g_autofree char *written = clv_rule_to_text (rule);
          g_autoptr (ClvRule) again = clv_rule_parse (written, NULL, NULL);
          g_autofree char *same = again != NULL ? clv_rule_to_text (again) : NULL;

          n_read++;
          g_assert_cmpstr (same, ==, written);
        }
    }
  g_assert_cmpuint (n_read, >, 100);
  for (guint i = 0; i < 5000; i++)
    g_string_append (deep, "(");
  g_assert_null (clv_rule_parse (deep->str, NULL, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/rules/rules-over-the-toy-data", rules_over_the_toy_data);
  g_test_add_func ("/analysis/rules/rules-about-columns", rules_about_columns);
  g_test_add_func ("/analysis/rules/a-fault-is-told-with-its-place", a_fault_is_told_with_its_place);
  g_test_add_func ("/analysis/rules/a-column-that-is-not-there-is-told", a_column_that_is_not_there_is_told);
  g_test_add_func ("/analysis/rules/text-comes-back-the-same", text_comes_back_the_same);
  g_test_add_func ("/analysis/rules/sentences-are-for-people", sentences_are_for_people);
  g_test_add_func ("/analysis/rules/an-editor-makes-the-same-rule", an_editor_makes_the_same_rule);
  g_test_add_func ("/analysis/rules/the-first-rule-takes-the-customer", the_first_rule_takes_the_customer);
  g_test_add_func ("/analysis/rules/any-text-is-read-or-refused", any_text_is_read_or_refused);
  return g_test_run ();
}
