/* test-csv.c - text files with separated columns
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-io-test.h"

#define N_LONG_ROWS 30000

static ClvTable *
first_table (ClvSource *source)
{
  return clv_source_get_table (source, 0);
}

static void
test_separators_are_found (void)
{
  static const struct
  {
    const char *text;
    const char *separator;
  } files[] = {
    { "name,amount,n\nA,1.5,1\nB,2.5,2\n", "“,”" },
    { "name;amount;n\nA;1,5;1\nB;2,5;2\n", "“;”" },
    { "name\tamount\tn\nA\t1,5\t1\nB\t2,5\t2\n", "tabs" },
    { "name|amount|n\nA|1,5|1\nB|2,5|2\n", "“|”" },
    { "sep=;\nname;amount;n\nA;1,5;1\nB;2,5;2\n", "“;”" },
    { "\357\273\277sep=|\r\nname|amount|n\r\nA|1,5|1\r\nB|2,5|2\r\n", "“|”" },
    { " name   amount  n\n 01      1.5    1\n 02      2.5    2\n", "blanks" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (ClvSource) source = io_test_read ("separators.csv", files[i].text, -1);

      assert_size (first_table (source), 2, 3);
      assert_header (first_table (source), 1, "amount");
      assert_cell (first_table (source), 1, 2, "2");
      g_assert_nonnull (strstr (clv_source_get_evidence (source), files[i].separator));
      g_assert_cmpuint (clv_table_get_source_row (first_table (source), 0), ==, 2);
    }
}

static void
test_line_ends_are_all_understood (void)
{
  static const char *const files[] = {
    "a,b\n1,x\n2,y\n", "a,b\r\n1,x\r\n2,y\r\n", "a,b\r1,x\r2,y\r", "a,b\n1,x\n2,y", "a,b\r\n1,x\r\n2,y", "a,b\r1,x\r2,y",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (ClvSource) source = io_test_read ("ends.csv", files[i], -1);

      assert_size (first_table (source), 2, 2);
      assert_cell (first_table (source), 1, 1, "y");
    }
}

/* What Excel shows for these cells. */
static void
test_signs_of_texts_are_no_part_of_them (void)
{
  g_autoptr (ClvSource) source = io_test_read ("signs.csv",
                                               "id,amount,place\n=\"0012\",\"=\"\"12.50\"\"\",'s-Hertogenbosch\n"
                                               "'0013,'-7.25,=\" Lyon \"\n'12',=\"\",=\"a\"&\"b\"\n",
                                               -1);
  ClvTable *table = first_table (source);

  assert_size (table, 3, 3);
  assert_cell (table, 0, 0, "0012");
  assert_cell (table, 0, 1, "12.50");
  assert_cell (table, 0, 2, "'s-Hertogenbosch");
  assert_cell (table, 1, 0, "0013");
  assert_cell (table, 1, 1, "-7.25");
  assert_cell (table, 1, 2, "Lyon");
  assert_cell (table, 2, 0, "'12'");
  assert_cell (table, 2, 1, "");
  assert_cell (table, 2, 2, "=\"a\"&\"b\"");
}

static void
test_quoted_newline_stays_in_cell (void)
{
  g_autoptr (ClvSource) source = io_test_read ("quoted.csv",
                                               "name,note,n\r\n\"A, B\",\"two\r\nlines\",1\r\n"
                                               "\"say \"\"hi\"\"\",\"\",2\r\n\"\"\"q\"\"\", x ,3\r\n",
                                               -1);
  ClvTable *table = first_table (source);

  assert_size (table, 3, 3);
  assert_cell (table, 0, 0, "A, B");
  assert_cell (table, 0, 1, "two\r\nlines");
  assert_cell (table, 1, 0, "say \"hi\"");
  assert_cell (table, 1, 1, "");
  assert_cell (table, 2, 0, "\"q\"");
  assert_cell (table, 2, 1, "x");
  /* Rows are counted as a spreadsheet program shows them, not as lines. */
  g_assert_cmpuint (clv_table_get_source_row (table, 1), ==, 3);
}

static void
test_quotation_marks_inside_a_text_are_letters (void)
{
  g_autoptr (ClvSource) source = io_test_read ("inches.csv", "item,n\n5\" pipe,1\n\"6\"\" pipe\"x,2\nplain,3\n", -1);

  assert_cell (first_table (source), 0, 0, "5\" pipe");
  /* As Python’s csv module reads it. */
  assert_cell (first_table (source), 1, 0, "6\" pipex");
  assert_size (first_table (source), 3, 2);
}

static void
test_a_blank_may_stand_before_a_quotation_mark (void)
{
  g_autoptr (ClvSource) source = io_test_read ("blanks.csv",
                                               "name, amount, city\nA, 1.5, Ulm\nB, 2.5, Rom\nC, 3.5, \"x, y\"\n", -1);

  assert_size (first_table (source), 3, 3);
  assert_cell (first_table (source), 2, 2, "x, y");
}

static void
test_an_unclosed_quote_costs_no_row (void)
{
  g_autoptr (GString) text = g_string_new ("item,n\n\"never closed,1\n");
  g_autoptr (ClvSource) source = NULL;
  const ClvProblem *problem;

  for (guint i = 2; i <= N_LONG_ROWS; i++)
    g_string_append_printf (text, "item %u,%u\n", i, i);
  source = io_test_read ("unclosed.csv", text->str, -1);

  assert_size (first_table (source), N_LONG_ROWS, 2);
  assert_cell (first_table (source), 0, 0, "\"never closed");
  assert_cell (first_table (source), N_LONG_ROWS - 1, 1, "30000");
  problem = clv_problem_list_find (clv_source_get_problems (source), "unclosed-quote");
  g_assert_cmpuint (problem->count, ==, 1);
  g_assert_cmpuint (((ClvProblemExample *) problem->examples->pdata[0])->row, ==, 2);
}

static void
test_a_quote_closed_rows_later_is_unclosed (void)
{
  g_autoptr (ClvSource) source = io_test_read ("late.csv", "item,n\n\"a,1\nb,2\n\"c\",3\nd,4\n", -1);

  assert_size (first_table (source), 4, 2);
  assert_cell (first_table (source), 2, 0, "c");
  g_assert_cmpuint (io_test_count (source, "unclosed-quote"), ==, 1);
}

static void
test_ragged_rows_are_told_and_kept (void)
{
  g_autoptr (ClvSource) source = io_test_read ("ragged.csv",
                                               "name,city,n\nA,X,1\nB,Y\nC,Z,3,4\nD,W,5,,\n\nE,V,6\n", -1);
  ClvTable *table = first_table (source);
  const ClvProblem *problem = clv_problem_list_find (clv_source_get_problems (source), "ragged-row");

  g_assert_cmpuint (clv_table_get_n_rows (table), ==, 5);
  assert_cell (table, 2, 3, "4");
  g_assert_cmpuint (problem->count, ==, 2);
  g_assert_cmpuint (((ClvProblemExample *) problem->examples->pdata[1])->row, ==, 4);
  g_assert_cmpstr (((ClvProblemExample *) problem->examples->pdata[1])->text, ==, "C,Z,3,4");
  g_assert_cmpuint (clv_table_get_source_row (table, 4), ==, 7);
}

static void
test_split_addresses_are_joined_again (void)
{
  g_autoptr (ClvSource) source = io_test_read ("addresses.csv",
                                               "id,name,address,city,amount\n1,A,Hauptstr. 1,Ulm,10\n"
                                               "2,B,Rua do Paço, 67,Rio,20\n3,C,2, rue du Commerce,Lyon,30\n"
                                               /* Two parts too many, one of them may be anything: not touched. */
                                               "4,D,a,b, c,Bonn,40\n5,E,x,Rom,50\n6,F,x,Rom,50\n",
                                               -1);
  ClvTable *table = first_table (source);

  assert_cell (table, 1, 2, "Rua do Paço, 67");
  assert_cell (table, 1, 4, "20");
  assert_cell (table, 2, 2, "2, rue du Commerce");
  assert_cell (table, 3, 3, "b");
  g_assert_cmpuint (io_test_count (source, "shifted-row-repaired"), ==, 2);
  g_assert_cmpuint (io_test_count (source, "ragged-row"), ==, 1);
}

static void
test_encodings_are_recognised (void)
{
  static const struct
  {
    const char *bytes;
    gsize       length;
    const char *encoding;
    gboolean    is_guessed;
  } files[] = {
#define FILE_OF(bytes) bytes, sizeof (bytes) - 1
    { FILE_OF ("name,n\nH\303\244berlin,1\nZo\303\253,2\n"), "UTF-8", FALSE },
    { FILE_OF ("\357\273\277name,n\nH\303\244berlin,1\nZo\303\253,2\n"), "UTF-8", FALSE },
    { FILE_OF ("name,n\nH\344berlin,1\nZo\353,2\n"), "Windows-1252", TRUE },
    { FILE_OF ("name,n\rH\212berlin,1\rZo\221,2\r"), "Mac Roman", TRUE },
    { FILE_OF ("\377\376n\0a\0m\0e\0,\0n\0\n\0H\0\344\0b\0e\0r\0l\0i\0n\0,\0" "1\0\n\0Z\0o\0\353\0,\0" "2\0\n\0"), "UTF-16",
      FALSE },
    { FILE_OF ("\376\377\0n\0a\0m\0e\0,\0n\0\n\0H\0\344\0b\0e\0r\0l\0i\0n\0,\0" "1\0\n\0Z\0o\0\353\0,\0" "2\0\n"), "UTF-16",
      FALSE },
    { FILE_OF ("n\0a\0m\0e\0,\0n\0\n\0H\0\344\0b\0e\0r\0l\0i\0n\0,\0" "1\0\n\0Z\0o\0\353\0,\0" "2\0\n\0"), "UTF-16", FALSE },
#undef FILE_OF
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (ClvSource) source = io_test_read ("encoding.csv", files[i].bytes, (gssize) files[i].length);

      assert_header (first_table (source), 0, "name");
      assert_cell (first_table (source), 0, 0, "Häberlin");
      assert_cell (first_table (source), 1, 0, "Zoë");
      g_assert_nonnull (strstr (clv_source_get_evidence (source), files[i].encoding));
      g_assert_cmpuint (io_test_count (source, "encoding-guessed"), ==, files[i].is_guessed ? 1 : 0);
    }
}

/* Bytes by iconv; small files too, of which a detector by statistics sees little. */
static void
test_asian_encodings_are_recognised (void)
{
  static const struct
  {
    const char *encoding;
    const char *text;
    gboolean    needs_detector;
  } files[] = {
    { "CP932", "顧客名,金額\n山田太郎さん,100\n鈴木花子さま,200\n東京都渋谷区の佐藤です,300\n", FALSE },
    { "CP932", "注文番号,顧客ID,注文日,金額\n1,A,2024/01/05,100\n2,B,2024/01/06,50\n", FALSE },
    { "CP932", "受注番号,顧客コード,受注日,売上金額\n1,A,2024年1月5日,100円\n2,B,2024年1月6日,50円\n", FALSE },
    { "CP932", "id,顧客名\n1,佐藤花子\n2,鈴木一郎\n3,高橋健太\n4,田中美咲\n5,髙﨑\n", FALSE },
    { "CP932", "注文番号,商品名\n1,ﾃﾞｽｸﾗﾝﾌﾟ\n2,デスクランプ\n3,ラーメン\n", FALSE },
    { "CP932", "日付,売上\n2024/01/05,100\n", FALSE },
    { "EUC-JP", "顧客名,金額\n山田太郎さん,100\n鈴木花子さま,200\n東京都渋谷区の佐藤です,300\n", TRUE },
    { "GB18030", "客户名称,金额\n北京市朝阳区的王小明,100\n上海市浦东新区的李雷,200\n广州市天河区的韩梅梅,300\n", TRUE },
    { "GB18030", "订单编号,客户编号,客户名称,订单日期,金额\n1,A,王伟,2024-01-05,100\n2,B,李娜,2024-01-06,50\n", TRUE },
    { "BIG5", "訂單編號,客戶名稱,訂單日期,金額\n1,王小明,2024/01/05,100\n2,陳美麗,2024/01/06,50\n", TRUE },
    { "EUC-KR", "고객명,금액\n서울특별시 강남구의 김철수,100\n부산광역시 해운대구의 이영희,200\n대구광역시의 박민수,300\n", TRUE },
    { "EUC-KR", "주문번호,고객명,고객번호,주문일,결제금액\n1,김철수,A,2024-01-05,100\n2,이영희,B,2024-01-06,50\n", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      gsize length;
      g_autofree char *bytes = g_convert (files[i].text, -1, files[i].encoding, "UTF-8", NULL, &length, NULL);
      g_autoptr (ClvSource) from_utf8 = io_test_read ("utf8.csv", files[i].text, -1);
      g_autoptr (ClvSource) source = NULL;
      guint n_columns = clv_table_get_n_columns (first_table (from_utf8));

      if (files[i].needs_detector && !CLV_HAVE_UCHARDET)
        continue;
      g_assert_nonnull (bytes);
      source = io_test_read ("asian.csv", bytes, (gssize) length);
      g_test_message ("%u: %s: %s", i, files[i].encoding, clv_source_get_evidence (source));
      g_assert_cmpuint (clv_table_get_n_columns (first_table (source)), ==, n_columns);
      for (guint column = 0; column < n_columns; column++)
        {
          g_autofree char *expected = io_test_dup_text (first_table (from_utf8), 0, column);

          assert_header (first_table (source), column,
                         clv_column_get_header (clv_table_get_column (first_table (from_utf8), column)));
          assert_cell (first_table (source), 0, column, expected);
        }
    }
}

/* Letters of these files make valid Shift JIS here and there, some of them everywhere. */
static void
test_western_text_is_not_taken_for_japanese (void)
{
  static const struct
  {
    const char *encoding;
    const char *text;
    const char *told;
  } files[] = {
    { "WINDOWS-1252", "name,n\nMüller,1\nHäberlin,2\n", "Windows-1252" },
    { "WINDOWS-1252", "name,n\nHélène,1\nGarçon,2\nmétéo,3\n", "Windows-1252" },
    { "WINDOWS-1252", "name,n\nMacy’s,1\nit’s,2\nRock’n’Roll,3\n", "Windows-1252" },
    { "WINDOWS-1252", "name,n\n“Best” offer,1\nthe “Über” box,2\n", "Windows-1252" },
    { "WINDOWS-1252", "name,n\n€ 5,1\ntea – green,2\nand so on…,3\n", "Windows-125" },
    /* DOS text is not recognised as such, but neither is it Japanese. */
    { "CP850", "créée,n\nQuébec,1\ncréée,2\nSeñor,3\n", NULL },
    { "MACINTOSH", "name,n\rHélène,1\rtélévision,2\rcréée,3\rüöä,4\r", "Mac Roman" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      gsize length;
      g_autofree char *bytes = g_convert (files[i].text, -1, files[i].encoding, "UTF-8", NULL, &length, NULL);
      g_autoptr (ClvSource) from_utf8 = io_test_read ("utf8.csv", files[i].text, -1);
      g_autoptr (ClvSource) source = NULL;

      g_assert_nonnull (bytes);
      source = io_test_read ("western.csv", bytes, (gssize) length);
      g_test_message ("%u: %s", i, clv_source_get_evidence (source));
      g_assert_null (strstr (clv_source_get_evidence (source), "Shift JIS"));
      if (files[i].told == NULL)
        continue;
      g_assert_nonnull (strstr (clv_source_get_evidence (source), files[i].told));
      for (guint row = 0; row < clv_table_get_n_rows (first_table (from_utf8)); row++)
        {
          g_autofree char *expected = io_test_dup_text (first_table (from_utf8), row, 0);

          assert_cell (first_table (source), row, 0, expected);
        }
    }
}

static void
test_two_byte_order_marks_are_dropped (void)
{
  g_autoptr (ClvSource) source = io_test_read ("marks.csv",
                                               "\357\273\277\357\273\277\"code, major\",n\n01,1\n02,2\n", -1);

  assert_header (first_table (source), 0, "code, major");
}

static void
test_nul_bytes_are_dropped (void)
{
  static const char bytes[] = "name,n\nA\0B,1\nC,2\nD,3\nE,4\nF,5\n";
  g_autoptr (ClvSource) source = io_test_read ("nul.csv", bytes, sizeof bytes - 1);

  assert_cell (first_table (source), 0, 0, "AB");
}

/* Pieces of the file end anywhere: in a quoted text, a letter, a line end. */
static void
test_long_files_are_read_as_short_ones (void)
{
  g_autoptr (GString) text = g_string_new ("id;text;n\r\n");
  g_autoptr (ClvSource) source = NULL;
  ClvTable *table;

  for (guint i = 0; i < N_LONG_ROWS; i++)
    g_string_append_printf (text, "%05u;\"Ünï%.*s;\r\n\"\"%u\"\"\";%u\r\n", i, (int) (i % 90),
                            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                            i, i);
  /* A text longer than a piece. */
  g_string_append (text, "last;");
  for (guint i = 0; i < 1500000; i++)
    g_string_append_c (text, 'y');
  g_string_append (text, ";30000\r\n");
  source = io_test_read ("long.csv", text->str, (gssize) text->len);
  table = first_table (source);

  g_assert_cmpuint (text->len, >, 3u << 20);
  assert_size (table, N_LONG_ROWS + 1, 3);
  for (guint i = 0; i < N_LONG_ROWS; i++)
    {
      g_autofree char *cell = io_test_dup_text (table, i, 1);
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_autofree char *end = g_strdup_printf (";\r\n\"%u\"", i);

      g_assert_true (g_str_has_prefix (cell, "Ünï"));
      g_assert_true (g_str_has_suffix (cell, end));
      assert_cell (table, i, 2, number);
    }
}

static void
test_one_column_is_enough (void)
{
  g_autoptr (ClvSource) source = io_test_read ("one.csv", "Customer\nAnna, the first\nBen\nCarl\n", -1);

  assert_size (first_table (source), 3, 1);
  assert_cell (first_table (source), 0, 0, "Anna, the first");
}

static void
test_a_header_alone_is_a_table_without_rows (void)
{
  g_autoptr (ClvSource) source = io_test_read ("header.csv", "name,city,amount\n", -1);

  assert_size (first_table (source), 0, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/io/csv/" path, function)
  ADD ("separators-are-found", test_separators_are_found);
  ADD ("line-ends-are-all-understood", test_line_ends_are_all_understood);
  ADD ("quoted-newline-stays-in-cell", test_quoted_newline_stays_in_cell);
  ADD ("quotation-marks-inside-a-text-are-letters", test_quotation_marks_inside_a_text_are_letters);
  ADD ("a-blank-may-stand-before-a-quotation-mark", test_a_blank_may_stand_before_a_quotation_mark);
  ADD ("an-unclosed-quote-costs-no-row", test_an_unclosed_quote_costs_no_row);
  ADD ("a-quote-closed-rows-later-is-unclosed", test_a_quote_closed_rows_later_is_unclosed);
  ADD ("ragged-rows-are-told-and-kept", test_ragged_rows_are_told_and_kept);
  ADD ("split-addresses-are-joined-again", test_split_addresses_are_joined_again);
  ADD ("encodings-are-recognised", test_encodings_are_recognised);
  ADD ("signs-of-texts-are-no-part-of-them", test_signs_of_texts_are_no_part_of_them);
  ADD ("asian-encodings-are-recognised", test_asian_encodings_are_recognised);
  ADD ("western-text-is-not-taken-for-japanese", test_western_text_is_not_taken_for_japanese);
  ADD ("two-byte-order-marks-are-dropped", test_two_byte_order_marks_are_dropped);
  ADD ("nul-bytes-are-dropped", test_nul_bytes_are_dropped);
  ADD ("long-files-are-read-as-short-ones", test_long_files_are_read_as_short_ones);
  ADD ("one-column-is-enough", test_one_column_is_enough);
  ADD ("a-header-alone-is-a-table-without-rows", test_a_header_alone_is_a_table_without_rows);
#undef ADD
  return g_test_run ();
}
