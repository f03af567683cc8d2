/* test-text-encodings.c - lists of customers in each encoding, short and long
 *
 * The bytes are made by iconv from texts in a language that uses the encoding, and must come back as they were.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <time.h>

#include "clv-io-test.h"
#include "clv-text-encoding-private.h"

typedef struct
{
  const char *encoding;  /* for iconv */
  const char *mark;      /* put before the text */
  gsize       n_mark;
  const char *header;    /* of the second column */
  const char *names[8];  /* of customers, in an order as lists have it */
  gboolean    is_certain;
} Language;

#define GERMAN { "Müller Jürgen", "Schäfer Käthe", "Großmann Jörg", "Weiß Sabine", "Köhler Dörte", "Bäcker Günther", "Öztürk Emine", "Schröder Uwe" }
#define FRENCH { "Hélène Lefèvre", "François Gérard", "Renée Moreau", "Benoît Lemaître", "Aurélie Françoise", "Noël Béranger", "Zoé Château", "Rémi Côté" }
#define SPANISH { "José Muñoz", "María Núñez", "Begoña Ibáñez", "Iñaki Peña", "Ramón García", "Sofía Martínez", "Andrés Gómez", "Inés López" }
#define NORDIC { "Åse Sørensen", "Jørgen Bjørn", "Øyvind Håkonsen", "Bjørg Ødegård", "Søren Kjær", "Märta Sjöberg", "Björn Åkesson", "Pär Lindström" }
#define POLISH { "Łukasz Wiśniewski", "Małgorzata Wójcik", "Paweł Dąbrowski", "Zofia Żurek", "Świętosława Nowak", "Stanisław Kozłowski", "Józef Pająk", "Bożena Gołąb" }
#define CZECH { "Jiří Dvořák", "Božena Němcová", "Tomáš Růžička", "Lucie Černá", "Ondřej Kříž", "Zdeněk Šťastný", "Věra Čechová", "Řehoř Žák" }
#define HUNGARIAN { "Kőszegi Ödön", "Szűcs Győző", "Tóth Jenő", "Erdős Pál", "Bartók Béla", "Fűzfa Ágnes", "Gyöngyösi Őrs", "Hódmezővásárhelyi Éva" }
#define TURKISH { "Ayşe Yıldız", "Çağrı Öztürk", "Gökhan Şahin", "İbrahim Doğan", "Işıl Çelik", "Uğur Güneş", "Şükrü Kılıç", "Müge Aydın" }
#define LITHUANIAN { "Žydrūnas Šilėnas", "Agnė Česnauskienė", "Ąžuolas Jonušas", "Rūta Vaitkūnė", "Jūratė Būdvytytė", "Kęstutis Žukauskas", "Eglė Šarūnė", "Giedrė Ėringytė" }
#define RUSSIAN { "Иванов Сергей", "Петрова Анна", "Кузнецов Дмитрий", "Смирнова Ольга", "Попов Алексей", "Васильева Мария", "Соколов Иван", "Новикова Елена" }
#define GREEK { "Γιώργος Παπαδόπουλος", "Μαρία Νικολάου", "Ελένη Γεωργίου", "Κώστας Δημητρίου", "Σοφία Ιωάννου", "Νίκος Βασιλείου", "Άννα Χριστοδούλου", "Δημήτρης Οικονόμου" }
#define HEBREW { "דוד כהן", "שרה לוי", "משה מזרחי", "רחל פרץ", "יוסף ביטון", "מרים אברהם", "אברהם פרידמן", "לאה דהן" }
#define ARABIC { "محمد أحمد", "فاطمة علي", "خالد حسن", "عائشة إبراهيم", "يوسف محمود", "مريم صالح", "عمر عبد الله", "زينب خليل" }
#define THAI { "สมชาย ใจดี", "สมหญิง รักไทย", "วิชัย ศรีสุข", "มาลี แก้วใส", "ประเสริฐ ทองดี", "นงลักษณ์ สุขใจ", "อนันต์ มั่นคง", "สุดา วงศ์ไทย" }
#define SIMPLIFIED { "王伟", "李秀英", "张丽", "刘洋", "陈静", "杨勇", "赵敏", "黄晓明" }
#define TRADITIONAL { "陳美麗", "林志明", "黃淑芬", "張家豪", "李雅婷", "王小明", "吳宗翰", "劉怡君" }
#define JAPANESE { "佐藤花子", "鈴木一郎", "高橋健太", "田中美咲", "渡辺あゆみ", "伊藤ケンジ", "山本さくら", "中村太郎" }
#define KOREAN { "김철수", "이영희", "박민수", "최지우", "정수진", "강호동", "조인성", "윤서연" }

#define MARK(bytes) bytes, sizeof (bytes) - 1

static const Language languages[] = {
  { "UTF-8", MARK (""), "Kunde", GERMAN, TRUE },
  { "UTF-8", MARK ("\357\273\277"), "Kunde", GERMAN, TRUE },
  { "UTF-8", MARK (""), "顧客名", JAPANESE, TRUE },
  { "UTF-16LE", MARK ("\377\376"), "Kunde", GERMAN, TRUE },
  { "UTF-16BE", MARK ("\376\377"), "Kunde", GERMAN, TRUE },
  { "UTF-16LE", MARK ("\377\376"), "顧客名", JAPANESE, TRUE },
  { "UTF-16LE", MARK (""), "Kunde", GERMAN, TRUE },
  { "UTF-16BE", MARK (""), "Kunde", GERMAN, TRUE },
  { "UTF-16LE", MARK (""), "客户名称", SIMPLIFIED, TRUE },
  { "UTF-16BE", MARK (""), "고객명", KOREAN, TRUE },
  { "UTF-32LE", MARK ("\377\376\0\0"), "Kunde", GERMAN, TRUE },
  { "UTF-32BE", MARK ("\0\0\376\377"), "Kunde", GERMAN, TRUE },
  { "UTF-32LE", MARK (""), "Kunde", GERMAN, TRUE },
  { "UTF-32BE", MARK (""), "客户名称", SIMPLIFIED, TRUE },
  { "WINDOWS-1252", MARK (""), "Kunde", GERMAN, FALSE },
  { "WINDOWS-1252", MARK (""), "Prénom", FRENCH, FALSE },
  { "WINDOWS-1252", MARK (""), "Teléfono", SPANISH, FALSE },
  { "WINDOWS-1252", MARK (""), "Navn", NORDIC, FALSE },
  { "ISO-8859-1", MARK (""), "Kunde", GERMAN, FALSE },
  { "ISO-8859-15", MARK (""), "Prénom", FRENCH, FALSE },
  { "MACINTOSH", MARK (""), "Kunde", GERMAN, FALSE },
  { "MACINTOSH", MARK (""), "Prénom", FRENCH, FALSE },
  { "MACINTOSH", MARK (""), "Teléfono", SPANISH, FALSE },
  { "CP850", MARK (""), "Kunde", GERMAN, FALSE },
  { "CP850", MARK (""), "Prénom", FRENCH, FALSE },
  { "CP850", MARK (""), "Teléfono", SPANISH, FALSE },
  { "CP850", MARK (""), "Navn", NORDIC, FALSE },
  { "CP437", MARK (""), "Kunde", GERMAN, FALSE },
  { "WINDOWS-1250", MARK (""), "Klient", POLISH, FALSE },
  { "WINDOWS-1250", MARK (""), "Zákazník", CZECH, FALSE },
  { "WINDOWS-1250", MARK (""), "Ügyfél", HUNGARIAN, FALSE },
  { "ISO-8859-2", MARK (""), "Klient", POLISH, FALSE },
  { "CP852", MARK (""), "Klient", POLISH, FALSE },
  { "WINDOWS-1254", MARK (""), "Müşteri", TURKISH, FALSE },
  { "WINDOWS-1257", MARK (""), "Klientas", LITHUANIAN, FALSE },
  { "WINDOWS-1251", MARK (""), "Клиент", RUSSIAN, FALSE },
  { "KOI8-R", MARK (""), "Клиент", RUSSIAN, FALSE },
  { "ISO-8859-5", MARK (""), "Клиент", RUSSIAN, FALSE },
  { "CP866", MARK (""), "Клиент", RUSSIAN, FALSE },
  { "WINDOWS-1253", MARK (""), "Πελάτης", GREEK, FALSE },
  { "WINDOWS-1255", MARK (""), "לקוח", HEBREW, FALSE },
  { "WINDOWS-1256", MARK (""), "العميل", ARABIC, FALSE },
  { "CP874", MARK (""), "ลูกค้า", THAI, FALSE },
  { "GB18030", MARK (""), "客户名称", SIMPLIFIED, FALSE },
  { "BIG5", MARK (""), "客戶名稱", TRADITIONAL, FALSE },
  { "CP932", MARK (""), "顧客名", JAPANESE, FALSE },
  { "EUC-JP", MARK (""), "顧客名", JAPANESE, FALSE },
  { "EUC-KR", MARK (""), "고객명", KOREAN, FALSE },
  { "ISO-2022-JP", MARK (""), "顧客名", JAPANESE, TRUE },
};

static char *
write_list (const Language *language,
            guint           n_rows)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "id,%s,date,amount\r\n", language->header);
  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (text, "%u,%s,2024-%02u-%02u,%u.50\r\n", 1000 + i, language->names[i % 8], 1 + i % 12, 1 + i % 28,
                            10 + i % 90);
  return g_string_free (text, FALSE);
}

static void
read_back (const Language *language,
           guint           n_rows)
{
  g_autofree char *text = write_list (language, n_rows);
  gsize n = 0, n_mark = language->n_mark;
  g_autofree char *bytes = g_convert (text, -1, language->encoding, "UTF-8", NULL, &n, NULL);
  g_autofree char *file = g_malloc (n_mark + n);
  g_autoptr (ClvSource) source = NULL;
  ClvTable *table;

  g_assert_nonnull (bytes);
  memcpy (file, language->mark, n_mark);
  memcpy (file + n_mark, bytes, n);
  source = io_test_read ("customers.csv", file, (gssize) (n_mark + n));
  g_test_message ("%s, %u rows: %s", language->encoding, n_rows, clv_source_get_evidence (source));
  table = clv_source_get_table (source, 0);
  g_assert_cmpuint (clv_table_get_n_rows (table), ==, n_rows);
  assert_header (table, 1, language->header);
  for (guint i = 0; i < n_rows; i++)
    assert_cell (table, i, 1, language->names[i % 8]);
  g_assert_cmpuint (io_test_count (source, "encoding-guessed"), ==, language->is_certain ? 0 : 1);
  g_assert_cmpuint (io_test_count (source, "broken-letter"), ==, 0);
}

static void
test_lists_of_customers_are_read_in_any_encoding (void)
{
  static const guint sizes[] = { 3, 30, 3000 };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
      read_back (&languages[i], sizes[k]);
}

/* 0xA0 is “á” under DOS. */
static void
test_blanks_of_web_pages_are_blanks (void)
{
  static const char text[] = "id,product,n\n1,Konftel 250 Conference\240phone\240- Charcoal,1\n2,Imation\2408GB Mini\240Drive,2\n"
                             "3,Logitech\240P710e Mobile,3\n4,Anna H\344berlin,4\n5,USB 2.0\240Flash Drive,5\n";
  g_autoptr (ClvSource) source = io_test_read ("blanks.csv", text, sizeof text - 1);

  g_assert_cmpstr (clv_source_get_encoding (source), ==, "Windows-1252");
  assert_cell (clv_source_get_table (source, 0), 3, 1, "Anna Häberlin");
  assert_cell (clv_source_get_table (source, 0), 1, 1, "Imation\302\2408GB Mini\302\240Drive");
}

static ClvSource *
read_with (const char           *text,
           gsize                 length,
           const ClvReadOptions *options)
{
  g_autofree char *path = io_test_write ("forced.csv", text, (gssize) length);
  g_autoptr (GError) error = NULL;
  ClvSource *source = clv_source_read_with (path, options, NULL, &error);

  g_assert_no_error (error);
  return source;
}

static void
test_people_choose_the_encoding (void)
{
  /* In Windows-1252 “Ž” is 0x8E, which is “é” in Mac Roman. */
  static const char text[] = "name,n\nCaf\216,1\n";
  ClvReadOptions options = { .encoding = "windows-1252" };
  g_autoptr (ClvSource) western = read_with (text, sizeof text - 1, &options);
  g_autoptr (ClvSource) mac = NULL;

  options.encoding = "macintosh";
  mac = read_with (text, sizeof text - 1, &options);
  assert_cell (clv_source_get_table (western, 0), 0, 0, "CafŽ");
  assert_cell (clv_source_get_table (mac, 0), 0, 0, "Café");
  g_assert_cmpstr (clv_source_get_encoding (western), ==, "Windows-1252");
  g_assert_cmpuint (io_test_count (mac, "encoding-guessed"), ==, 0);
}

static void
test_an_unknown_encoding_is_told (void)
{
  g_autofree char *path = io_test_write ("forced.csv", "a,b\n1,2\n", -1);
  static const char *const names[] = { "klingon-8", "UTF-16X", "UTF-32LEX" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      ClvReadOptions options = { .encoding = names[i] };
      g_autoptr (GError) error = NULL;

      g_assert_null (clv_source_read_with (path, &options, NULL, &error));
      g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_FAILED);
      g_assert_nonnull (strstr (error->message, names[i]));
      g_assert_nonnull (strstr (error->message, "forced.csv"));
    }
}

static void
assert_broken (const char *text,
               gsize       length,
               const char *encoding,
               guint32     row)
{
  ClvReadOptions options = { .encoding = encoding };
  g_autoptr (ClvSource) source = read_with (text, length, &options);
  const ClvProblem *problem = clv_problem_list_find (clv_source_get_problems (source), "broken-letter");

  g_assert_nonnull (problem);
  g_assert_cmpuint (problem->count, ==, 1);
  g_assert_cmpuint (((ClvProblemExample *) problem->examples->pdata[0])->row, ==, row);
}

static void
test_bytes_that_are_no_letter_are_told_with_their_row (void)
{
  static const char utf8[] = "name,n\nZo\303\253,1\nK\344the,2\nJ\303\266rg,3\n";
  static const char western[] = "name,n\nZo\353,1\nx\201y,2\nJ\366rg,3\n";
  static const char japanese[] = "name,n\n\260\304,1\n\377,2\n\260\304,3\n";
  static const char wide[] = "n\0a\0,\0n\0\n\0x\0,\0" "1\0\n\0\0\330,\0" "2\0\n\0";

  assert_broken (utf8, sizeof utf8 - 1, "utf-8", 3);
  assert_broken (western, sizeof western - 1, "windows-1252", 3);
  assert_broken (japanese, sizeof japanese - 1, "euc-jp", 3);
  assert_broken (wide, sizeof wide - 1, "utf-16le", 3);
}

/* “Müller” five times in UTF-8, and one “Zoë” that somebody added in Windows-1252. */
static void
test_one_wrong_byte_makes_no_other_encoding (void)
{
  static const char text[] = "name,n\nM\303\274ller,1\nM\303\274ller,2\nM\303\274ller,3\nM\303\274ller,4\n"
                             "M\303\274ller,5\nZo\353,6\n";
  g_autoptr (ClvSource) source = io_test_read ("glued.csv", text, sizeof text - 1);
  const ClvProblem *problem = clv_problem_list_find (clv_source_get_problems (source), "broken-letter");

  g_assert_cmpstr (clv_source_get_encoding (source), ==, "UTF-8");
  assert_cell (clv_source_get_table (source, 0), 0, 0, "Müller");
  g_assert_nonnull (problem);
  g_assert_cmpuint (problem->count, ==, 1);
  g_assert_cmpuint (((ClvProblemExample *) problem->examples->pdata[0])->row, ==, 7);
}

static void
test_nul_bytes_are_told_with_their_row (void)
{
  static const char text[] = "name,n\nA,1\nB\0C,2\nD,3\nE,4\nF,5\nG,6\nH,7\n";
  g_autoptr (ClvSource) source = io_test_read ("nul.csv", text, sizeof text - 1);
  const ClvProblem *problem = clv_problem_list_find (clv_source_get_problems (source), "nul-byte");

  assert_cell (clv_source_get_table (source, 0), 1, 0, "BC");
  g_assert_nonnull (problem);
  g_assert_cmpuint (((ClvProblemExample *) problem->examples->pdata[0])->row, ==, 3);
  g_assert_cmpuint (io_test_count (source, "encoding-guessed"), ==, 0);
}

/* NUL bytes are counted in rows: as many as there are, one by one, wherever a piece of the text ends. */
static void
test_rows_of_nul_bytes_are_counted (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20240507);

  for (guint round = 0; round < 2000; round++)
    {
      enum { N = 200 };
      char text[N];
      guint64 n_even = 0, n_odd = 0;
      ClvTextScan scan;

      for (guint i = 0; i < N;)
        {
          gboolean is_nul = g_rand_boolean (random);

          for (int n = g_rand_int_range (random, 1, 30); n > 0 && i < N; n--, i++)
            {
              text[i] = is_nul ? '\0' : 'a';
              n_even += is_nul && i % 2 == 0 ? 1 : 0;
              n_odd += is_nul && i % 2 == 1 ? 1 : 0;
            }
        }
      clv_text_scan_init (&scan);
      for (guint i = 0; i < N;)
        {
          guint n = (guint) g_rand_int_range (random, 1, 90);

          n = MIN (n, N - i);
          clv_text_scan_update (&scan, text + i, n);
          i += n;
        }
      g_assert_cmpuint (scan.n_nul_even, ==, n_even);
      g_assert_cmpuint (scan.n_nul_odd, ==, n_odd);
    }
}

/* Next to nothing is UTF-16 in these 16 MB, and there is a line end beside a NUL every 64 KB. Looking at each byte took seconds
 * for files that were made to do harm; CPU time counts. */
static void
test_megabytes_of_nul_bytes_take_no_time (void)
{
  enum { N_BYTES = 16 << 20, N_ROUNDS = 16 };
  g_autoptr (ClvTextEvidence) evidence = clv_text_evidence_new ();
  g_autofree char *bytes = g_malloc0 (N_BYTES);
  ClvTextVerdict verdict;
  clock_t start;

  for (gsize i = 0; i < N_BYTES; i += 64u << 10)
    bytes[i + 1] = '\n';
  start = clock ();
  for (guint i = 0; i < N_ROUNDS; i++)
    clv_text_evidence_add (evidence, bytes, N_BYTES);
  clv_text_evidence_finish (evidence);
  clv_text_evidence_judge (evidence, &verdict);
  g_test_message ("%.2f s", (double) (clock () - start) / CLOCKS_PER_SEC);
#if !defined (__SANITIZE_ADDRESS__) && !defined (__SANITIZE_THREAD__)
  /* It takes a quarter of a second, and took more than two. */
  g_assert_cmpfloat ((double) (clock () - start) / CLOCKS_PER_SEC, <, 1.0);
#endif
  g_assert_false (verdict.is_clean);
}

/* All samples of the file are ASCII. */
static void
test_a_letter_far_down_decides (void)
{
  enum { N_ROWS = 60000, AT = 23456 };
  g_autoptr (GString) text = g_string_new ("id,name,n\n");
  g_autoptr (ClvSource) source = NULL;

  for (guint i = 0; i < N_ROWS; i++)
    g_string_append_printf (text, "%06u,%s,%u\n", i, i == AT ? "M\374ller" : "Miller", i);
  source = io_test_read ("far.csv", text->str, (gssize) text->len);

  g_assert_cmpuint (clv_table_get_n_rows (clv_source_get_table (source, 0)), ==, N_ROWS);
  assert_cell (clv_source_get_table (source, 0), AT, 1, "Müller");
  assert_cell (clv_source_get_table (source, 0), N_ROWS - 1, 0, "059999");
  g_assert_cmpstr (clv_source_get_encoding (source), ==, "Windows-1252");
  g_assert_cmpuint (strlen (clv_source_get_sha256 (source)), ==, 64);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/io/text-encodings/" path, function)
  ADD ("lists-of-customers-are-read-in-any-encoding", test_lists_of_customers_are_read_in_any_encoding);
  ADD ("blanks-of-web-pages-are-blanks", test_blanks_of_web_pages_are_blanks);
  ADD ("people-choose-the-encoding", test_people_choose_the_encoding);
  ADD ("an-unknown-encoding-is-told", test_an_unknown_encoding_is_told);
  ADD ("bytes-that-are-no-letter-are-told-with-their-row", test_bytes_that_are_no_letter_are_told_with_their_row);
  ADD ("one-wrong-byte-makes-no-other-encoding", test_one_wrong_byte_makes_no_other_encoding);
  ADD ("nul-bytes-are-told-with-their-row", test_nul_bytes_are_told_with_their_row);
  ADD ("rows-of-nul-bytes-are-counted", test_rows_of_nul_bytes_are_counted);
  ADD ("megabytes-of-nul-bytes-take-no-time", test_megabytes_of_nul_bytes_take_no_time);
  ADD ("a-letter-far-down-decides", test_a_letter_far_down_decides);
#undef ADD
  return g_test_run ();
}
