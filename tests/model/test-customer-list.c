/* test-customer-list.c - order, search, filter, and the laws of a list model
 *
 * Under ThreadSanitizer: see test-job.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "clv-customer-list.h"
#include "clv-findings-fixture.h"
#include "clv-test.h"

/* Worked out by hand. Revenue: A-1 100; B-2 50 + 25.50; C-3 75.50, a tie with B-2; D-4 has only a credit note
 * of 20; E-5 300. F-6 never bought. */
static const char orders_text[] =
  "Customer|Order|Date|Amount#|Country\n"
  "C-3|o1|2024-01-02|75.5|France\n"
  "A-1|o2|2024-01-05|100|Germany\n"
  "B-2|o3|2024-02-01|50|Germany\n"
  "B-2|o4|2024-03-01|25.5|France\n"
  "E-5|o5|2024-03-09|300|Italy\n"
  "D-4|o6|2024-03-10|-20|France\n";
static const char master_text[] =
  "Customer|Name\n"
  "A-1|Zoë Weiß\n"
  "B-2|adam\n"
  "C-3|Bert\n"
  "E-5|Adam\n"
  "F-6|Never Bought\n";

/* Replays items-changed: after each, what it has seen must be what the model says. */
typedef struct
{
  GListModel *model;
  GPtrArray  *seen;
  guint       n_signals;
} Validator;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  Validator *self = user_data;

  self->n_signals++;
  g_assert_cmpuint (position + removed, <=, self->seen->len);
  g_assert_true (removed > 0 || added > 0);
  if (removed > 0)
    g_ptr_array_remove_range (self->seen, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->seen, position + i, g_list_model_get_item (model, position + i));
  g_assert_cmpuint (self->seen->len, ==, g_list_model_get_n_items (model));
  g_assert_null (g_list_model_get_item (model, self->seen->len));
  for (guint i = 0; i < self->seen->len; i++)
    {
      g_autoptr (ClvCustomer) item = g_list_model_get_item (model, i);

      g_assert_true (item == self->seen->pdata[i]);
      g_assert_cmpuint (clv_customer_get_row (item), ==, clv_customer_list_get_row (CLV_CUSTOMER_LIST (model), i));
    }
}

static Validator *
validator_new (ClvCustomerList *list)
{
  Validator *self = g_new0 (Validator, 1);

  self->model = G_LIST_MODEL (list);
  self->seen = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (self->model); i++)
    g_ptr_array_add (self->seen, g_list_model_get_item (self->model, i));
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), self);
  return self;
}

/* What is held is what stands there, also after changes without a signal. */
static void
validator_check (Validator *self)
{
  g_assert_cmpuint (self->seen->len, ==, g_list_model_get_n_items (self->model));
  for (guint i = 0; i < self->seen->len; i++)
    {
      g_autoptr (ClvCustomer) item = g_list_model_get_item (self->model, i);
      guint32 row = clv_customer_list_get_row (CLV_CUSTOMER_LIST (self->model), i);

      g_assert_true (item == self->seen->pdata[i]);
      g_assert_cmpuint (clv_customer_get_row (item), ==, row);
      g_assert_cmpuint (clv_customer_list_find_row (CLV_CUSTOMER_LIST (self->model), row), ==, i);
    }
}

static void
validator_free (Validator *self)
{
  g_signal_handlers_disconnect_by_data (self->model, self);
  g_ptr_array_unref (self->seen);
  g_free (self);
}

static void
wait_until_idle (ClvCustomerList *list)
{
  while (clv_customer_list_is_busy (list))
    g_main_context_iteration (NULL, TRUE);
}

static ClvCustomerList *
new_list (ClvFindings *findings)
{
  ClvCustomerList *list = clv_customer_list_new ();

  clv_customer_list_set_findings (list, findings);
  wait_until_idle (list);
  return list;
}

/* The ids from top to bottom, separated by blanks. */
static void
assert_order (ClvCustomerList *list,
              const char      *expected)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  wait_until_idle (list);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (ClvCustomer) item = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autofree char *id = clv_customer_dup_text (item, CLV_CUSTOMER_COLUMN_ID);

      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", id);
    }
  g_assert_cmpstr (ids->str, ==, expected);
}

static void
test_counted (void)
{
  g_autoptr (ClvFindings) findings = clv_fixture_findings (orders_text, master_text, NULL);
  ClvCustomerList *list = clv_customer_list_new ();

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  clv_customer_list_set_findings (list, findings);
  assert_order (list, "E-5 A-1 B-2 C-3 D-4");
  clv_customer_list_set_findings (list, NULL);
  assert_order (list, "");
  g_assert_finalize_object (list);
}

static void
test_ties (void)
{
  g_autoptr (ClvFindings) findings = clv_fixture_findings (orders_text, master_text, NULL);
  ClvCustomerList *list = new_list (findings);

  clv_customer_list_sort (list, CLV_CUSTOMER_COLUMN_REVENUE, TRUE);
  assert_order (list, "E-5 A-1 B-2 C-3 D-4");
  clv_customer_list_sort (list, CLV_CUSTOMER_COLUMN_REVENUE, FALSE);
  assert_order (list, "D-4 B-2 C-3 A-1 E-5");
  clv_customer_list_sort (list, CLV_CUSTOMER_COLUMN_ID, TRUE);
  assert_order (list, "E-5 D-4 C-3 B-2 A-1");
  clv_customer_list_sort (list, CLV_CUSTOMER_COLUMN_ORDERS, TRUE);
  assert_order (list, "B-2 A-1 C-3 E-5 D-4");
  g_assert_finalize_object (list);
}

static void
test_undefined_last (void)
{
  g_autoptr (ClvFindings) findings = clv_fixture_findings (orders_text, master_text, NULL);
  ClvCustomerList *list = new_list (findings);

  /* D-4 has no order, hence no average: it is 300, 100, 75.50, 37.75 for the others. And it has no name. */
  clv_customer_list_sort (list, CLV_CUSTOMER_COLUMN_AOV, FALSE);
  assert_order (list, "B-2 C-3 A-1 E-5 D-4");
  clv_customer_list_sort (list, CLV_CUSTOMER_COLUMN_AOV, TRUE);
  assert_order (list, "E-5 A-1 C-3 B-2 D-4");
  clv_customer_list_sort (list, CLV_CUSTOMER_COLUMN_NAME, FALSE);
  assert_order (list, "B-2 E-5 C-3 A-1 D-4");
  clv_customer_list_sort (list, CLV_CUSTOMER_COLUMN_NAME, TRUE);
  assert_order (list, "A-1 C-3 B-2 E-5 D-4");
  g_assert_finalize_object (list);
}

static void
test_numeric_ids (void)
{
  g_autoptr (ClvFindings) findings =
    clv_fixture_findings ("Customer|Order|Date|Amount#|Country\n"
                          "10|o1|2024-01-02|1|x\n"
                          "9|o2|2024-01-02|1|x\n"
                          "100|o3|2024-01-02|1|x\n",
                          NULL, NULL);
  ClvCustomerList *list = new_list (findings);

  clv_customer_list_sort (list, CLV_CUSTOMER_COLUMN_ID, FALSE);
  assert_order (list, "9 10 100");
  g_assert_finalize_object (list);
}

static void
test_search (void)
{
  g_autoptr (ClvFindings) findings = clv_fixture_findings (orders_text, master_text, NULL);
  ClvCustomerList *list = new_list (findings);
  const struct { const char *text, *expected; } searches[] = {
    { "ADAM", "E-5 B-2" },
    { "weiss", "A-1" },        /* Unicode folds ß to ss */
    { "ZOE\xcc\x88", "A-1" },  /* ë as two characters */
    { "  -3 ", "C-3" },
    { "nobody of that name", "" },
    { "", "E-5 A-1 B-2 C-3 D-4" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      clv_customer_list_search (list, searches[i].text);
      assert_order (list, searches[i].expected);
    }
  g_assert_finalize_object (list);
}

static guint
find_segment (ClvFindings *findings,
              const char  *scheme_id,
              const char  *name)
{
  const ClvSegmentScheme *scheme = clv_findings_find_scheme (findings, scheme_id);

  g_assert_nonnull (scheme);
  for (guint i = 0; i < scheme->n_segments; i++)
    if (g_str_equal (scheme->segments[i].name, name))
      return i;
  g_assert_not_reached ();
}

static void
test_filter (void)
{
  g_autoptr (ClvFindings) findings = clv_fixture_findings (orders_text, master_text, NULL);
  ClvCustomerList *list = new_list (findings);

  /* B-2 bought in Germany and in France and stands in both. */
  clv_customer_list_filter (list, "country", find_segment (findings, "country", "France"));
  assert_order (list, "B-2 C-3 D-4");
  clv_customer_list_filter (list, "country", find_segment (findings, "country", "Germany"));
  assert_order (list, "A-1 B-2");
  clv_customer_list_search (list, "adam");
  assert_order (list, "B-2");
  clv_customer_list_search (list, "");
  clv_customer_list_filter (list, NULL, 0);
  assert_order (list, "E-5 A-1 B-2 C-3 D-4");
  /* Of five, the second stands in the third tenth. */
  clv_customer_list_filter (list, CLV_CUSTOMERS_BEST, 2);
  assert_order (list, "E-5 A-1");
  clv_customer_list_filter (list, CLV_CUSTOMERS_TENTH, 2);
  assert_order (list, "A-1");
  g_assert_finalize_object (list);
}

/* By hand, from the table above. Only with a margin of 20 % is there a profit. */
static void
test_sums (void)
{
  ClvAssumptions assumptions;
  g_autoptr (ClvFindings) findings = NULL;
  g_autoptr (ClvCustomerList) list = clv_customer_list_new ();
  double revenue = NAN, profit = NAN;

  clv_assumptions_init_default (&assumptions);
  g_assert_true (clv_assumptions_set (&assumptions, "margin", "20 %", NULL));
  findings = clv_fixture_findings (orders_text, master_text, &assumptions);
  clv_customer_list_get_sums (list, &revenue, &profit);
  clv_assert_near (revenue, 0, 0);
  clv_customer_list_set_findings (list, findings);
  wait_until_idle (list);
  clv_customer_list_get_sums (list, &revenue, &profit);
  clv_assert_near (revenue, 531, 1e-9);
  clv_assert_near (profit, 0.2 * 531, 1e-9);
  clv_customer_list_filter (list, "country", find_segment (findings, "country", "Germany"));
  wait_until_idle (list);
  clv_customer_list_get_sums (list, &revenue, NULL);
  clv_assert_near (revenue, 175.5, 1e-9);
  clv_customer_list_set_findings (list, NULL);
  clv_customer_list_get_sums (list, &revenue, &profit);
  clv_assert_near (revenue, 0, 0);
  clv_assert_near (profit, 0, 0);
}

static void
test_filter_stays (void)
{
  g_autoptr (ClvFindings) findings = clv_fixture_findings (orders_text, master_text, NULL);
  /* Germany sells most here, so that the segments stand in another order. */
  g_autoptr (ClvFindings) other = clv_fixture_findings ("Customer|Order|Date|Amount#|Country\n"
                                                        "X-1|o1|2024-01-02|900|Germany\n"
                                                        "Y-2|o2|2024-01-02|10|Italy\n"
                                                        "Z-3|o3|2024-01-03|20|Italy\n",
                                                        NULL, NULL);
  ClvCustomerList *list = new_list (findings);

  clv_customer_list_filter (list, "country", find_segment (findings, "country", "Italy"));
  clv_customer_list_sort (list, CLV_CUSTOMER_COLUMN_REVENUE, FALSE);
  assert_order (list, "E-5");
  clv_customer_list_set_findings (list, other);
  assert_order (list, "Y-2 Z-3");
  g_assert_finalize_object (list);
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *n)
{
  ++*n;
}

static void
test_slots (void)
{
  g_autoptr (ClvFindings) findings = clv_fixture_findings (orders_text, master_text, NULL);
  ClvCustomerList *list = new_list (findings);
  Validator *validator = validator_new (list);
  g_autoptr (ClvCustomer) top = g_list_model_get_item (G_LIST_MODEL (list), 0);
  guint32 row = clv_customer_get_row (top);
  guint n_notified = 0;
  g_autofree char *id = NULL;

  g_signal_connect (top, "notify::row", G_CALLBACK (count_cb), &n_notified);
  clv_customer_list_sort (list, CLV_CUSTOMER_COLUMN_REVENUE, FALSE);
  wait_until_idle (list);

  /* The same item stands there and shows another customer; nothing was added or removed. */
  g_assert_cmpuint (validator->n_signals, ==, 0);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpuint (clv_customer_get_row (top), !=, row);
  validator_check (validator);
  /* A row id is still the same customer, who stands last now. */
  g_assert_cmpuint (clv_customer_list_find_row (list, row), ==, 4);
  id = g_strdup (clv_ledger_get_customer_id (clv_findings_get_ledger (findings), row));
  g_assert_cmpstr (id, ==, "E-5");

  /* An item is one object as long as somebody holds it. */
  {
    g_autoptr (ClvCustomer) again = g_list_model_get_item (G_LIST_MODEL (list), 0);

    g_assert_true (again == top);
  }
  /* Filtered out: one signal for the difference in length. */
  clv_customer_list_search (list, "b-2");
  wait_until_idle (list);
  g_assert_cmpuint (validator->n_signals, ==, 1);
  g_assert_cmpuint (clv_customer_list_find_row (list, row), ==, G_MAXUINT);
  validator_check (validator);
  validator_free (validator);
  g_assert_finalize_object (list);
}

static void
test_newer_wish_wins (void)
{
  g_autoptr (ClvFindings) findings = clv_fixture_many (20000);
  ClvCustomerList *list = new_list (findings);
  guint n_notified = 0;

  g_signal_connect (list, "notify::busy", G_CALLBACK (count_cb), &n_notified);
  clv_customer_list_sort (list, CLV_CUSTOMER_COLUMN_NAME, FALSE);
  clv_customer_list_search (list, "name 1");
  clv_customer_list_search (list, "name 12");
  clv_customer_list_sort (list, CLV_CUSTOMER_COLUMN_ID, FALSE);
  clv_customer_list_search (list, "c1234");
  g_assert_true (clv_customer_list_is_busy (list));
  /* c1234 and c12340 … c12349, in the order of their texts. */
  assert_order (list, "c1234 c12340 c12341 c12342 c12343 c12344 c12345 c12346 c12347 c12348 c12349");
  g_assert_cmpuint (n_notified, ==, 2);
  g_assert_finalize_object (list);
}

/* NaN last, then @descending or not, ties in the order of the ids. */
static void
assert_sorted (ClvCustomerList  *list,
               ClvFindings      *findings,
               ClvCustomerColumn column,
               gboolean          descending)
{
  const guint32 *id_order = clv_ledger_get_id_order (clv_findings_get_ledger (findings));

  for (guint i = 1; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (ClvCustomer) a = g_list_model_get_item (G_LIST_MODEL (list), i - 1);
      g_autoptr (ClvCustomer) b = g_list_model_get_item (G_LIST_MODEL (list), i);
      double va = clv_customer_get_number (a, column);
      double vb = clv_customer_get_number (b, column);

      if (isnan (va))
        g_assert_true (isnan (vb));
      if (va == vb || isnan (va))
        g_assert_cmpuint (id_order[clv_customer_get_row (a)], <, id_order[clv_customer_get_row (b)]);
      else if (!isnan (vb))
        g_assert_true (descending ? va > vb : va < vb);
    }
}

static void
test_random_changes (void)
{
  g_autoptr (ClvFindings) findings = clv_fixture_many (400);
  ClvAssumptions assumptions;
  g_autoptr (ClvFindings) with_margin = NULL;
  ClvFindings *shown = findings;
  ClvCustomerList *list = new_list (findings);
  Validator *validator = validator_new (list);
  ClvCustomerColumn column = CLV_CUSTOMER_COLUMN_RANK;
  gboolean descending = FALSE;

  clv_assumptions_init_default (&assumptions);
  assumptions.margin = 0.25;
  with_margin = clv_fixture_again (findings, &assumptions);
  for (guint i = 0; i < 300; i++)
    {
      const char *const searches[] = { "", "1", "c2", "name 3", "nobody at all", "" };

      switch (g_test_rand_int_range (0, 4))
        {
        case 0:
          column = g_test_rand_int_range (CLV_CUSTOMER_COLUMN_ORDERS, CLV_N_CUSTOMER_COLUMNS);
          descending = g_test_rand_bit ();
          clv_customer_list_sort (list, column, descending);
          break;
        case 1:
          clv_customer_list_search (list, searches[g_test_rand_int_range (0, G_N_ELEMENTS (searches))]);
          break;
        case 2:
          clv_customer_list_filter (list, g_test_rand_bit () ? "country" : NULL, g_test_rand_int_range (0, 5));
          break;
        default:
          shown = g_test_rand_bit () ? findings : with_margin;
          clv_customer_list_set_findings (list, shown);
        }
      /* Now and then several wishes at once. */
      if (g_test_rand_bit ())
        continue;
      wait_until_idle (list);
      validator_check (validator);
      assert_sorted (list, shown, column, descending);
      /* The view scrolls: items come and go. */
      if (validator->seen->len > 0 && g_test_rand_bit ())
        {
          guint at = g_test_rand_int_range (0, validator->seen->len);

          g_object_unref (validator->seen->pdata[at]);
          validator->seen->pdata[at] = g_list_model_get_item (G_LIST_MODEL (list), at);
        }
    }
  wait_until_idle (list);
  validator_check (validator);
  g_assert_cmpuint (validator->n_signals, >, 0);
  validator_free (validator);
  g_assert_finalize_object (list);
}

static void
test_range (void)
{
  g_autoptr (ClvFindings) findings = clv_fixture_findings (orders_text, master_text, NULL);
  ClvCustomerList *list = clv_customer_list_new ();
  double min = 0, max = 0;

  clv_customer_list_get_range (list, CLV_CUSTOMER_COLUMN_REVENUE, &min, &max);
  g_assert_true (isnan (min) && isnan (max));
  clv_customer_list_set_findings (list, findings);
  clv_customer_list_search (list, "adam");
  wait_until_idle (list);
  /* Of all customers, so that a bar means the same whatever is searched. */
  clv_customer_list_get_range (list, CLV_CUSTOMER_COLUMN_REVENUE, &min, &max);
  g_assert_cmpfloat (min, ==, -20);
  g_assert_cmpfloat (max, ==, 300);
  clv_customer_list_get_range (list, CLV_CUSTOMER_COLUMN_NAME, &min, NULL);
  g_assert_true (isnan (min));
  /* No costs, no profit. */
  clv_customer_list_get_range (list, CLV_CUSTOMER_COLUMN_PROFIT, &min, NULL);
  g_assert_true (isnan (min));
  g_assert_finalize_object (list);
}

static void
test_cells (void)
{
  clv_test_speak_plainly ();

  g_autoptr (ClvFindings) findings = clv_fixture_findings (orders_text, master_text, NULL);
  ClvCustomerList *list = new_list (findings);
  const struct { guint position; ClvCustomerColumn column; const char *text; double number; } cells[] = {
    { 2, CLV_CUSTOMER_COLUMN_ID, "B-2", NAN },
    { 2, CLV_CUSTOMER_COLUMN_NAME, "adam", NAN },
    { 2, CLV_CUSTOMER_COLUMN_ORDERS, "2", 2 },
    { 2, CLV_CUSTOMER_COLUMN_REVENUE, "75.50", 75.5 },
    { 2, CLV_CUSTOMER_COLUMN_AOV, "37.75", 37.75 },
    { 2, CLV_CUSTOMER_COLUMN_COST, "–", NAN },
    { 2, CLV_CUSTOMER_COLUMN_PROFIT, "–", NAN },
    { 2, CLV_CUSTOMER_COLUMN_MARGIN, "–", NAN },
    { 2, CLV_CUSTOMER_COLUMN_RANK, "3", 3 },
    { 3, CLV_CUSTOMER_COLUMN_RANK, "3", 3 }, /* a tie shares the lowest rank */
    { 4, CLV_CUSTOMER_COLUMN_REVENUE, "−20.00", -20 },
    { 4, CLV_CUSTOMER_COLUMN_REFUNDS, "20.00", 20 },
    { 4, CLV_CUSTOMER_COLUMN_AOV, "–", NAN },
    /* 2024-03-10, the day of the credit note, is day 19792: as in the report, dates are those of all rows. */
    { 4, CLV_CUSTOMER_COLUMN_LAST_DATE, NULL, 19792 },
    { 4, CLV_CUSTOMER_COLUMN_TIER, "D", NAN },
    { 0, CLV_CUSTOMER_COLUMN_TIER, "A", NAN },
    /* 2024-03-09 is day 19791 */
    { 0, CLV_CUSTOMER_COLUMN_LAST_DATE, NULL, 19791 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (ClvCustomer) item = g_list_model_get_item (G_LIST_MODEL (list), cells[i].position);
      g_autofree char *text = clv_customer_dup_text (item, cells[i].column);
      double number = clv_customer_get_number (item, cells[i].column);

      if (cells[i].text != NULL)
        g_assert_cmpstr (text, ==, cells[i].text);
      if (isnan (cells[i].number))
        g_assert_true (isnan (number));
      else
        g_assert_cmpfloat (number, ==, cells[i].number);
    }
  g_assert_finalize_object (list);
}

static void
test_dies_while_busy (void)
{
  g_autoptr (ClvFindings) findings = clv_fixture_many (20000);
  ClvCustomerList *list = clv_customer_list_new ();

  clv_customer_list_set_findings (list, findings);
  clv_customer_list_sort (list, CLV_CUSTOMER_COLUMN_NAME, FALSE);
  g_assert_true (clv_customer_list_is_busy (list));
  g_assert_finalize_object (list);
  /* What it started comes to an end without it. */
  for (guint i = 0; i < 50; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static void
test_item_outlives_list (void)
{
  g_autoptr (ClvFindings) findings = clv_fixture_findings (orders_text, master_text, NULL);
  ClvCustomerList *list = new_list (findings);
  ClvCustomer *item = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_autofree char *id = NULL;

  g_assert_finalize_object (list);
  id = clv_customer_dup_text (item, CLV_CUSTOMER_COLUMN_ID);
  g_assert_cmpstr (id, ==, "A-1");
  g_assert_finalize_object (item);
}

static void
test_columns (void)
{
  for (guint i = 0; i < CLV_N_CUSTOMER_COLUMNS; i++)
    {
      g_assert_cmpstr (clv_customer_column_get_title (i), !=, "");
      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (clv_customer_column_to_id (i), !=, clv_customer_column_to_id (j));
    }
  g_assert_false (clv_customer_column_is_number (CLV_CUSTOMER_COLUMN_NAME));
  g_assert_false (clv_customer_column_is_number (CLV_CUSTOMER_COLUMN_TIER));
  g_assert_true (clv_customer_column_is_number (CLV_CUSTOMER_COLUMN_LAST_DATE));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/customer-list/shows-counted-customers-only", test_counted);
  g_test_add_func ("/model/customer-list/ties-stand-in-the-order-of-ids-in-both-directions", test_ties);
  g_test_add_func ("/model/customer-list/undefined-stands-last-in-both-directions", test_undefined_last);
  g_test_add_func ("/model/customer-list/customer-numbers-sort-by-value", test_numeric_ids);
  g_test_add_func ("/model/customer-list/search-ignores-case-and-looks-in-id-and-name", test_search);
  g_test_add_func ("/model/customer-list/filter-shows-all-customers-of-a-segment", test_filter);
  g_test_add_func ("/model/customer-list/sums-are-of-those-that-are-shown", test_sums);
  g_test_add_func ("/model/customer-list/filter-follows-its-segment-to-other-findings", test_filter_stays);
  g_test_add_func ("/model/customer-list/items-stay-and-rows-move", test_slots);
  g_test_add_func ("/model/customer-list/the-newest-wish-wins", test_newer_wish_wins);
  g_test_add_func ("/model/customer-list/laws-hold-over-random-changes", test_random_changes);
  g_test_add_func ("/model/customer-list/range-is-that-of-all-customers", test_range);
  g_test_add_func ("/model/customer-list/cells-say-what-the-findings-say", test_cells);
  g_test_add_func ("/model/customer-list/may-die-while-busy", test_dies_while_busy);
  g_test_add_func ("/model/customer-list/an-item-may-outlive-the-list", test_item_outlives_list);
  g_test_add_func ("/model/customer-list/columns-have-distinct-ids", test_columns);

  return g_test_run ();
}
