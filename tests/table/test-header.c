/* test-header.c - which rows name the columns, and how they are put together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-table-test.h"

typedef struct
{
  const char *name;
  const char *rows;
  guint32     header_row; /* source row; 0: none */
  guint32     n_rows;
  guint       n_notes;
  const char *headers; /* in “|” */
} HeaderCase;

static const HeaderCase cases[] = {
  { "title, date of print and blank rows above",
    "Sales report\nPrinted on|2024-03-05\n\nCustomer|Date|Amount\nA|2024-01-01|1\nB|2024-01-02|2\nC|2024-01-03|3\n", 4, 3, 2,
    "Customer|Date|Amount" },
  { "years over pairs of columns, with gaps where they were merged",
    "|2023||2024|\nCustomer|Revenue|Cost|Revenue|Cost\nA|10|1|20|2\nB|11|1|21|2\nC|12|1|22|2\n", 2, 3, 0,
    "Customer|2023 / Revenue|2023 / Cost|2024 / Revenue|2024 / Cost" },
  { "the last group ends where it stops to be like the others",
    "|2023||2024||\nCustomer|Revenue|Cost|Revenue|Cost|Orders\nA|10|1|20|2|1\nB|11|1|21|2|2\nC|12|1|22|2|3\n", 2, 3, 0,
    "Customer|2023 / Revenue|2023 / Cost|2024 / Revenue|2024 / Cost|Orders" },
  { "words merged down beside words merged right",
    "Customer|Date|Amount|\n||Net|Gross\nA|2024-01-01|10|12\nB|2024-01-02|11|13\nC|2024-01-03|10|12\n", 2, 3, 0,
    "Customer|Date|Amount / Net|Amount / Gross" },
  { "a unit in brackets below",
    "Customer|Date|Amount\n||(EUR)\nA|2024-01-01|10\nB|2024-01-02|11\nC|2024-01-03|12\n", 1, 3, 0,
    "Customer|Date|Amount (EUR)" },
  { "units below every name",
    "Date|Customer|Amount|Weight\nyyyy-mm-dd|text|EUR|kg\n2024-01-01|A|10|1.5\n2024-01-02|B|11|2\n2024-01-03|C|12|3\n", 1, 3, 1,
    "Date|Customer|Amount (EUR)|Weight (kg)" },
  { "what people wrote below the names to explain them",
    "Order|Customer ID|Date|Amount\nthe number of the order|who bought it|when it was bought|how much in euro\n"
    "1|A|2024-01-01|10\n2|B|2024-01-02|11\n3|C|2024-01-03|12\n", 1, 3, 1, "Order|Customer ID|Date|Amount" },
  { "names right below a line of single words",
    "at|the|top|of\nOrder number|Customer ID|Date|Amount paid\n1|A|2024-01-01|10\n2|B|2024-01-02|11\n3|C|2024-01-03|12\n", 2, 3, 1,
    "Order number|Customer ID|Date|Amount paid" },
  { "names that could be units, below a title",
    "Orders of 2024\nid|date|text|number\n1|2024-01-01|A|10\n2|2024-01-02|B|11\n3|2024-01-03|C|12\n", 2, 3, 1,
    "id|date|text|number" },
  { "a title right above the names is none of them",
    "Orders of 2024\nCustomer|Date|Amount\nA|2024-01-01|1\nB|2024-01-02|2\nC|2024-01-03|3\n", 2, 3, 1, "Customer|Date|Amount" },
  { "two words right above the names are none of them either",
    "Orders||Page 1\nCustomer|Date|Amount\nA|2024-01-01|1\nB|2024-01-02|2\nC|2024-01-03|3\n", 2, 3, 1, "Customer|Date|Amount" },
  { "groups that the names below cannot do without",
    "Order||Customer|Amount\nID|Date|Name|EUR\n1|2024-01-01|A|10\n2|2024-01-02|B|11\n3|2024-01-03|C|12\n", 2, 3, 0,
    "Order / ID|Order / Date|Customer / Name|Amount (EUR)" },
  { "a group that stands over each of its columns",
    "Order|Order|Customer|Revenue\nNo.|Date|Number|net\n1|2024-01-01|A|10\n2|2024-01-02|B|11\n3|2024-01-03|C|12\n", 2, 3, 0,
    "Order / No.|Order / Date|Customer / Number|Revenue / net" },
  { "an empty row between groups and names, and a title above",
    "Sales report\n\nOrder||Customer|Amount\n\nID|Date|Name|EUR\n1|2024-01-01|A|10\n2|2024-01-02|B|11\n3|2024-01-03|C|12\n", 5, 3, 1,
    "Order / ID|Order / Date|Customer / Name|Amount (EUR)" },
  { "groups over names that tell all themselves",
    "Order details||Customer details||\nOrder ID|Date|Customer ID|Name|Amount\n1|2024-01-01|A|a|10\n2|2024-01-02|B|b|11\n"
    "3|2024-01-03|C|c|12\n", 2, 3, 1, "Order ID|Date|Customer ID|Name|Amount" },
  { "a last group of several currencies",
    "Order||Customer||Amount|||\nNo|Date|ID|Name|USD|EUR|£|City\n1|2024-01-01|A|a|10||5|X\n2|2024-01-02|B|b||11|6|Y\n3|2024-01-03|C|c|12|13||Z\n",
    2, 3, 0, "Order / No|Order / Date|Customer / ID|Customer / Name|Amount (USD)|Amount (EUR)|Amount (£)|City" },
  { "a name that has its group in it", "Order||Customer|Amount\nOrder ID|No.|Name|EUR\n1|2024-01-01|A|10\n2|2024-01-02|B|11\n"
    "3|2024-01-03|C|12\n", 2, 3, 0, "Order ID|Order / No.|Customer / Name|Amount (EUR)" },
  { "what a report is about beside its name, over names that need a group",
    "Branch|North||\nID|Date|Name|Amount\n1|2024-01-01|A|10\n2|2024-01-02|B|11\n3|2024-01-03|C|12\n", 2, 3, 1, "ID|Date|Name|Amount" },
  { "a page number over a name that needs no group",
    "Orders|||Confidential\nID|Date|Name|Amount\n1|2024-01-01|A|10\n2|2024-01-02|B|11\n3|2024-01-03|C|12\n", 2, 3, 1,
    "ID|Date|Name|Amount" },
  { "a title on the left and a country on the right, over names that need a group",
    "Returns report||||Germany\n\nID|Date|Customer|Amount|Code\n1|2024-01-01|A|10|x\n2|2024-01-02|B|11|y\n3|2024-01-03|C|12|x\n", 3, 3, 1,
    "ID|Date|Customer|Amount|Code" },
  { "what the list is called, and the branch",
    "Customers||||Webshop\n\nID|Date|Client|Amount|Code\n1|2024-01-01|A|10|x\n2|2024-01-02|B|11|y\n3|2024-01-03|C|12|x\n", 3, 3, 1,
    "ID|Date|Client|Amount|Code" },
  { "the same right above the names",
    "Customers||||Webshop\nID|Date|Client|Amount|Code\n1|2024-01-01|A|10|x\n2|2024-01-02|B|11|y\n3|2024-01-03|C|12|x\n", 2, 3, 1,
    "ID|Date|Client|Amount|Code" },
  { "the same, with a word for groups on the right",
    "Customers||||Store\nID|Date|Client|Amount|Code\n1|2024-01-01|A|10|x\n2|2024-01-02|B|11|y\n3|2024-01-03|C|12|x\n", 2, 3, 1,
    "ID|Date|Client|Amount|Code" },
  { "two words for groups over an empty row",
    "Orders||||Store\n\nID|Date|Client|Amount|Code\n1|2024-01-01|A|10|x\n2|2024-01-02|B|11|y\n3|2024-01-03|C|12|x\n", 3, 3, 1,
    "ID|Date|Client|Amount|Code" },
  { "a title and a word over two columns",
    "Shop contact|||Confidential|\nNo.|Order date|Customer|Net|Country\n1|2024-01-01|A|10|x\n2|2024-01-02|B|11|y\n3|2024-01-03|C|12|x\n",
    2, 3, 1, "No.|Order date|Customer|Net|Country" },
  { "a group by another name beside groups that are known",
    "Order||Warehouse||Amount\nID|Date|Code|City|EUR\n1|2024-01-01|A|X|10\n2|2024-01-02|B|Y|11\n3|2024-01-03|C|Z|12\n", 2, 3, 0,
    "Order / ID|Order / Date|Warehouse / Code|Warehouse / City|Amount (EUR)" },
  { "somebody who never bought, below a name for two columns",
    "Name||Last order|Revenue|Orders\nAnders|Hansen|||\nBodil|Jensen|2024-01-09|200|3\nCarl|Holm|2024-02-09|300|2\n"
    "Dorte|Lund|2024-03-09|120|1\n", 1, 4, 0, "Name|Column 2|Last order|Revenue|Orders" },
  { "the same in the first row of sales",
    "Customer||Date|Amount\nMiller|London||\nSchulz|Berlin|2024-01-09|20\nJones|Paris|2024-02-11|30\nWeber|Rome|2024-03-05|12\n", 1, 4, 0,
    "Customer|Column 2|Date|Amount" },
  { "words for names that are data, because they come back",
    "Article||Date|Amount\nItem|Code||\nItem|Key|2024-01-09|20\nOrder|Key|2024-02-11|30\nOrder|Code|2024-03-05|12\n", 1, 4, 0,
    "Article|Column 2|Date|Amount" },
  { "names of texts below one word for both, again on each page",
    "Order|Date|Customer||Amount\n||ID|Name|\n1|2024-01-01|A|a|10\n2|2024-01-02|B|b|11\nOrder|Date|Customer||Amount\n||ID|Name|\n"
    "3|2024-01-03|C|c|12\n4|2024-01-03|C|c|12\n", 2, 4, 2, "Order|Date|Customer / ID|Customer / Name|Amount" },
  { "groups, names and units",
    "Order||Customer|Amount\nID|Date|Name|net\n|yyyy-mm-dd||EUR\n1|2024-01-01|A|10\n2|2024-01-02|B|11\n3|2024-01-03|C|12\n", 2, 3, 1,
    "Order / ID|Order / Date|Customer / Name|Amount / net (EUR)" },
  { "names of texts below one word for both",
    "Order|Date|Customer||Amount\n||ID|Name|\n1|2024-01-01|A|a|10\n2|2024-01-02|B|b|11\n3|2024-01-03|C|c|12\n", 2, 3, 0,
    "Order|Date|Customer / ID|Customer / Name|Amount" },
  { "names of texts below one word for both, and a unit",
    "Order|Date|Customer||Amount\n||ID|Name|\n||||EUR\n1|2024-01-01|A|a|10\n2|2024-01-02|B|b|11\n3|2024-01-03|C|c|12\n", 2, 3, 0,
    "Order|Date|Customer / ID|Customer / Name|Amount (EUR)" },
  { "how values are written, in brackets, and nothing",
    "Order|Date|Customer|Amount\n-|(date)|-|[EUR]\n1|2024-01-01|A|10\n2|2024-01-02|B|11\n3|2024-01-03|C|12\n", 1, 3, 1,
    "Order|Date|Customer|Amount [EUR]" },
  { "numbers of the columns below their names",
    "Order|Date|Customer|Amount\n(1)|(2)|(3)|(4)\nX1|2024-01-01|A|10\nX2|2024-01-02|B|11\nX3|2024-01-03|C|12\n", 1, 3, 1,
    "Order|Date|Customer|Amount" },
  { "numbers of the columns above their names",
    "1|2|3|4\nOrder|Date|Customer|Amount\nX1|2024-01-01|A|10\nX2|2024-01-02|B|11\nX3|2024-01-03|C|12\n", 2, 3, 1,
    "Order|Date|Customer|Amount" },
  { "codes of the columns below their names",
    "Order|Date|Customer|Amount\nF01|F02|F03|F04\nX1|2024-01-01|A|10\nX2|2024-01-02|B|11\nX3|2024-01-03|C|12\n", 1, 3, 1,
    "Order|Date|Customer|Amount" },
  { "data that count up from 1", "a|b|c\n1|2|3\n4|5|6\n7|8|9\n", 1, 3, 0, "a|b|c" },
  { "the same names in another language",
    "Bestellnummer|Datum|Kunde|Betrag\nOrder ID|Date|Customer|Amount\n1|2024-01-01|A|10\n2|2024-01-02|B|11\n3|2024-01-03|C|12\n", 2, 3, 1,
    "Order ID|Date|Customer|Amount" },
  { "months as headers", "Customer|Jan 2024|Feb 2024|Mar 2024\nA|10|20|30\nB|11|22|33\nC|1|2|3\n", 1, 3, 0,
    "Customer|Jan 2024|Feb 2024|Mar 2024" },
  { "days as headers", "Customer|2024-01-01|2024-02-01|2024-03-01\nA|10|20|30\nB|11|22|33\nC|1|2|3\n", 1, 3, 0,
    "Customer|2024-01-01|2024-02-01|2024-03-01" },
  { "numbers that count up as headers", "Customer|1|2|3|4|5|6\nA|10|20|30|1|2|3\nB|11|22|33|1|2|3\nC|1|2|3|5|5|5\n", 1, 3, 0,
    "Customer|1|2|3|4|5|6" },
  { "days that rise in each row of data",
    "Order|Customer|Ordered|Sent|Due|Amount\n1|A|2024-01-01|2024-01-02|2024-02-01|0.55\n2|B|2024-01-04|2024-01-05|2024-02-04|1.55\n"
    "3|C|2024-01-07|2024-01-08|2024-02-07|2.55\n", 1, 3, 0, "Order|Customer|Ordered|Sent|Due|Amount" },
  { "days that rise in the only row of data", "Order|Customer|Ordered|Sent|Due|Amount\n1|A|2024-01-01|2024-01-02|2024-02-01|0.55\n",
    1, 1, 0, "Order|Customer|Ordered|Sent|Due|Amount" },
  { "days that fall in the first row of data, and no header",
    "A|2024-03-01|2024-02-01|2024-01-01\nB|2024-03-04|2024-02-05|2024-01-03\nC|2024-03-05|2024-02-06|2024-01-04\n", 0, 3, 0,
    "Column 1|Column 2|Column 3|Column 4" },
  { "no header at all", "A|2024-01-01|10\nB|2024-01-02|20\nC|2024-01-03|30\n", 0, 3, 0, "Column 1|Column 2|Column 3" },
  { "no header, and values above texts", "2019-11-04\n11-04-2019\n2019-11-04T10:17:55\n00210PRG1\n1234-5thisisnotadate\n", 0, 5, 0,
    "Column 1" },
  { "no header, and a text among the numbers", "A|2024-01-01|10\nB|2024-01-02|free\nC|2024-01-03|30\nD|2024-01-04|30\n", 0, 4, 0,
    "Column 1|Column 2|Column 3" },
};

static char *
dup_headers (const ClvTable *table)
{
  GString *headers = g_string_new (NULL);

  for (guint c = 0; c < clv_table_get_n_columns (table); c++)
    g_string_append_printf (headers, "%s%s", c > 0 ? "|" : "", clv_column_get_header (clv_table_get_column (table, c)));
  return g_string_free (headers, FALSE);
}

static void
test_headers_of_many_shapes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ClvTable) table = table_test_make (cases[i].rows, NULL);
      g_autofree char *headers = dup_headers (table);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (headers, ==, cases[i].headers);
      g_assert_cmpuint (clv_table_get_header_row (table), ==, cases[i].header_row);
      g_assert_cmpuint (clv_table_get_n_rows (table), ==, cases[i].n_rows);
      g_assert_cmpuint (clv_table_get_n_notes (table), ==, cases[i].n_notes);
    }
}

/* In each of the first fifty rows, under titles of one and two cells, and with few rows of data. */
static void
test_the_header_may_be_in_any_of_the_first_fifty_rows (void)
{
  for (guint n_above = 0; n_above < 50; n_above++)
    for (guint n_data = 3; n_data <= 300; n_data *= 10)
      {
        g_autoptr (GString) rows = g_string_new (NULL);
        g_autoptr (ClvTable) table = NULL;

        for (guint i = 0; i < n_above; i++)
          g_string_append (rows, i % 7 == 3 ? "\n" : i % 5 == 1 ? "Branch|North\n" : "a note about the sheet\n");
        g_string_append (rows, "Customer|Date|Amount|City\n");
        for (guint i = 0; i < n_data; i++)
          g_string_append_printf (rows, "C%u|2024-01-%02u|%u.5|Rome\n", i, i % 28 + 1, i);
        table = table_test_make (rows->str, NULL);
        g_test_message ("%u rows above, %u of data", n_above, n_data);
        g_assert_cmpuint (clv_table_get_header_row (table), ==, n_above + 1);
        g_assert_cmpuint (clv_table_get_n_rows (table), ==, n_data);
        g_assert_cmpint (clv_table_find_column (table, "Amount"), ==, 2);
      }
}

static ClvTable *
make_with_merge (const char *rows,
                 gboolean    before,
                 guint       first_column,
                 guint       last_column)
{
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("test.xlsx", "");
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();

  if (before)
    clv_table_builder_add_merge (builder, 1, first_column, 1, last_column);
  table_test_add (builder, rows);
  if (!before)
    clv_table_builder_add_merge (builder, 1, first_column, 1, last_column);
  return clv_table_builder_finish (builder, problems);
}

static void
test_merged_names_stand_over_all_their_columns (void)
{
  static const char rows[] = "||Amount||\nCustomer|Date|Net|Gross|City\nA|2024-01-01|1|2|X\nB|2024-01-02|2|3|Y\nC|2024-01-03|3|4|Z\n";

  for (guint before = 0; before < 2; before++)
    {
      g_autoptr (ClvTable) table = make_with_merge (rows, before == 1, 2, 3);
      g_autofree char *headers = dup_headers (table);

      g_assert_cmpstr (headers, ==, "Customer|Date|Amount / Net|Amount / Gross|City");
      g_assert_cmpuint (clv_table_get_n_notes (table), ==, 0);
    }
}

static void
test_a_title_merged_over_the_table_is_a_note (void)
{
  g_autoptr (ClvTable) table = make_with_merge ("Orders of 2024\nCustomer|Date|Amount\nA|2024-01-01|1\nB|2024-01-02|2\n", FALSE, 0, 2);
  g_autofree char *headers = dup_headers (table);

  g_assert_cmpstr (headers, ==, "Customer|Date|Amount");
  g_assert_cmpuint (clv_table_get_n_notes (table), ==, 1);
}

/* As in deaths.xlsx of readxl: notes above the table, of which one fills a line by a merge. */
static void
test_a_note_with_a_merge_in_it_is_a_note (void)
{
  g_autoptr (ClvTable) table = make_with_merge ("or|merging||cells\nName|Job|Age|Died\nA|singer|69|2016-01-10\nB|actor|60|2016-12-27\n",
                                                FALSE, 1, 2);
  g_autofree char *headers = dup_headers (table);

  g_assert_cmpstr (headers, ==, "Name|Job|Age|Died");
  g_assert_cmpuint (clv_table_get_n_notes (table), ==, 1);
}

static ClvTable *
make_with_header_row (const char *rows,
                      guint32     header_row)
{
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("test.xlsx", "");
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();

  clv_table_builder_set_header_row (builder, header_row);
  table_test_add (builder, rows);
  return clv_table_builder_finish (builder, problems);
}

static void
test_people_say_where_the_header_is (void)
{
  static const char rows[] = "Customer|Date|Amount\nA|2024-01-01|1\n\nB|2024-01-02|2\nC|2024-01-03|3\n";
  static const struct
  {
    guint32     wish, header_row, n_rows;
    guint       n_notes;
    const char *headers;
  } wishes[] = {
    { 0, 1, 3, 0, "Customer|Date|Amount" },
    { 1, 1, 3, 0, "Customer|Date|Amount" },
    { 2, 2, 2, 1, "A|2024-01-01|1" },
    /* The third row is empty: the next one. */
    { 3, 4, 1, 2, "B|2024-01-02|2" },
    { 5, 5, 0, 3, "C|2024-01-03|3" },
    { 6, 0, 0, 4, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    {
      g_autoptr (ClvTable) table = make_with_header_row (rows, wishes[i].wish);
      g_autofree char *headers = dup_headers (table);

      g_test_message ("row %u", wishes[i].wish);
      g_assert_cmpstr (headers, ==, wishes[i].headers);
      g_assert_cmpuint (clv_table_get_header_row (table), ==, wishes[i].header_row);
      g_assert_cmpuint (clv_table_get_n_rows (table), ==, wishes[i].n_rows);
      g_assert_cmpuint (clv_table_get_n_notes (table), ==, wishes[i].n_notes);
    }
}

static void
test_the_header_may_be_far_down_when_people_say_so (void)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (ClvTable) table = NULL;
  guint32 row;

  for (guint i = 1; i < 1000; i++)
    g_string_append_printf (rows, "%u|2024-01-01|%u\n", i, i);
  g_string_append (rows, "Customer|Date|Amount\nA|2024-01-01|1\nB|2024-01-02|2\n");
  table = make_with_header_row (rows->str, 1000);

  g_assert_cmpuint (clv_table_get_header_row (table), ==, 1000);
  g_assert_cmpuint (clv_table_get_n_rows (table), ==, 2);
  g_assert_cmpuint (clv_table_get_n_notes (table), ==, 999);
  g_assert_cmpstr (clv_table_get_note (table, 998, &row), ==, "999 · 2024-01-01 · 999");
  g_assert_cmpuint (row, ==, 999);
  g_assert_cmpint (clv_table_find_column (table, "Amount"), ==, 2);
  g_assert_cmpuint (clv_table_get_source_row (table, 1), ==, 1002);
}

/* Half a million letters took a minute. */
static void
test_a_text_that_is_too_long_names_a_column_by_its_start (void)
{
  g_autoptr (GString) rows = g_string_new ("Customer|");
  g_autoptr (ClvTable) table = NULL;
  const char *header;

  for (guint i = 0; i < 500000; i++)
    g_string_append (rows, "ä");
  g_string_append (rows, "\nA|1\nB|2\nC|3\n");
  table = table_test_make (rows->str, NULL);
  header = clv_column_get_header (clv_table_get_column (table, 1));
  g_assert_true (g_str_has_prefix (header, "äää"));
  g_assert_cmpint (g_utf8_strlen (header, -1), ==, 1000);
  g_assert_cmpuint (clv_table_get_n_rows (table), ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/table/header/" path, function)
  ADD ("headers-of-many-shapes", test_headers_of_many_shapes);
  ADD ("the-header-may-be-in-any-of-the-first-fifty-rows", test_the_header_may_be_in_any_of_the_first_fifty_rows);
  ADD ("merged-names-stand-over-all-their-columns", test_merged_names_stand_over_all_their_columns);
  ADD ("a-title-merged-over-the-table-is-a-note", test_a_title_merged_over_the_table_is_a_note);
  ADD ("a-note-with-a-merge-in-it-is-a-note", test_a_note_with_a_merge_in_it_is_a_note);
  ADD ("people-say-where-the-header-is", test_people_say_where_the_header_is);
  ADD ("the-header-may-be-far-down-when-people-say-so", test_the_header_may_be_far_down_when_people_say_so);
  ADD ("a-text-that-is-too-long-names-a-column-by-its-start", test_a_text_that_is_too_long_names_a_column_by_its_start);
#undef ADD
  return g_test_run ();
}
