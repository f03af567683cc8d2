/* test-date-spellings.c - every spelling of dates, in columns that prove it, contradict it, or leave it open
 *
 * The values were typed by hand, from the conventions of those who write so; none was copied from this program.
 * What a column must say follows from them by one rule: a reading is chosen when all cells allow it and no other
 * allowed one gives other values.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-reading.h"
#include "clv-spelling-test.h"
#include "clv-test.h"

typedef struct
{
  const char *text;
  const char *day_first; /* NULL: no date then */
  const char *month_first;
} DateSpelling;

#define FIXED(text, iso) { text, iso, iso }

static const DateSpelling dates[] = {
  /* Day and month as numbers, day above 12. */
  { "13/04/2024", "2024-04-13", NULL },
  { "13-04-2024", "2024-04-13", NULL },
  { "13.04.2024", "2024-04-13", NULL },
  { "13 04 2024", "2024-04-13", NULL },
  { "13.4.24", "2024-04-13", NULL },
  { "13.4.24", "2024-04-13", NULL },
  { "04/13/2024", NULL, "2024-04-13" },
  { "4-13-2024", NULL, "2024-04-13" },
  { "04 13 2024", NULL, "2024-04-13" },
  { "4/13/24", NULL, "2024-04-13" },
  { "13/04/2024 10:15", "2024-04-13", NULL },
  { "13/04/2024 10:15:30", "2024-04-13", NULL },
  { "13/04/2024, 10:15:30", "2024-04-13", NULL },
  { "13.04.2024 10:15 Uhr", "2024-04-13", NULL },
  { "13.04.2024 10.15", "2024-04-13", NULL },
  { "13/04/2024 22h15", "2024-04-13", NULL },
  { "4/13/2024 10:15 PM", NULL, "2024-04-13" },
  { "4/13/2024 10:15:30 p.m.", NULL, "2024-04-13" },
  { "13/04/68", "2068-04-13", NULL },
  { "13/04/69", "1969-04-13", NULL },
  { "29/02/2024", "2024-02-29", NULL },
  { "१३/०४/२०२४", "2024-04-13", NULL },
  { "١٣/٠٤/٢٠٢٤", "2024-04-13", NULL },
  { "۱۳/۰۴/۲۰۲۴", "2024-04-13", NULL },
  { "１３／０４／２０２４", "2024-04-13", NULL },
  { "Sat 13/04/2024", "2024-04-13", NULL },
  /* Twelve or less in both places. */
  { "03/04/2024", "2024-04-03", "2024-03-04" },
  { "3/4/2024", "2024-04-03", "2024-03-04" },
  { "03-04-2024", "2024-04-03", "2024-03-04" },
  { "03 04 2024", "2024-04-03", "2024-03-04" },
  { "3/4/24", "2024-04-03", "2024-03-04" },
  { "03/04/2024 10:15", "2024-04-03", "2024-03-04" },
  { "03/04/2024 10:15 AM", "2024-04-03", "2024-03-04" },
  { "5/5/2024", "2024-05-05", "2024-05-05" },
  /* The year first, or a word: no choice. */
  FIXED ("2024-03-05", "2024-03-05"),
  FIXED ("2024/3/5", "2024-03-05"),
  FIXED ("2024.03.05", "2024-03-05"),
  FIXED ("2024. 3. 5.", "2024-03-05"),
  FIXED ("2024 03 05", "2024-03-05"),
  FIXED ("2024-Mar-05", "2024-03-05"),
  FIXED ("2024-03-05T23:59:59Z", "2024-03-05"),
  FIXED ("2024-03-05T23:59:59+02:00", "2024-03-05"),
  FIXED ("2024-03-05T23:59:59.123-0500", "2024-03-05"),
  FIXED ("2024-03-05 23:59:59 UTC", "2024-03-05"),
  FIXED ("2024-03-05 23:59:59 +0100", "2024-03-05"),
  FIXED ("20240305T101500", "2024-03-05"),
  FIXED ("20240305T101500Z", "2024-03-05"),
  FIXED ("2024-W10", "2024-03-04"),
  FIXED ("2024-W10-2", "2024-03-05"),
  FIXED ("2024W10", "2024-03-04"),
  /* ISO 8601: 1 January 2021 lies in the last week of 2020. */
  FIXED ("2020-W53-5", "2021-01-01"),
  FIXED ("2024-02-29", "2024-02-29"),
  FIXED ("5 Mar 2024", "2024-03-05"),
  FIXED ("5-Mar-2024", "2024-03-05"),
  FIXED ("05-MAR-24", "2024-03-05"),
  FIXED ("5 March 2024", "2024-03-05"),
  FIXED ("March 5, 2024", "2024-03-05"),
  FIXED ("Mar 5 2024", "2024-03-05"),
  FIXED ("Mar. 5th, 2024", "2024-03-05"),
  FIXED ("5th of March 2024", "2024-03-05"),
  FIXED ("Tue, 5 Mar 2024", "2024-03-05"),
  FIXED ("Tuesday, March 5, 2024", "2024-03-05"),
  FIXED ("Tue, 5 Mar 2024 10:15:00 +0000", "2024-03-05"),
  FIXED ("Tue Mar 05 2024 10:15:00 GMT+0100 (Central European Standard Time)", "2024-03-05"),
  FIXED ("5. März 2024", "2024-03-05"),
  FIXED ("5. Mrz. 2024", "2024-03-05"),
  FIXED ("Di., 5. März 2024", "2024-03-05"),
  FIXED ("Dienstag, 5. März 2024 um 10:15", NULL),
  FIXED ("5 mars 2024", "2024-03-05"),
  FIXED ("mardi 5 mars 2024", "2024-03-05"),
  FIXED ("1er févr. 2024", "2024-02-01"),
  FIXED ("5 AOÛT 2024", "2024-08-05"),
  FIXED ("5 de marzo de 2024", "2024-03-05"),
  FIXED ("mar, 5 mar 2024", "2024-03-05"),
  FIXED ("5 sept. 2024", "2024-09-05"),
  FIXED ("5 marzo 2024", "2024-03-05"),
  FIXED ("5 gen 2024", "2024-01-05"),
  FIXED ("lunedì 5 agosto 2024", "2024-08-05"),
  FIXED ("5 de março de 2024", "2024-03-05"),
  FIXED ("terça-feira, 5 de março de 2024", "2024-03-05"),
  FIXED ("5 dez 2024", "2024-12-05"),
  FIXED ("5 maart 2024", "2024-03-05"),
  FIXED ("5 mrt 2024", "2024-03-05"),
  FIXED ("5 mei 2024", "2024-05-05"),
  FIXED ("5 marca 2024 r.", "2024-03-05"),
  FIXED ("5 paź 2024", "2024-10-05"),
  FIXED ("5 WRZEŚNIA 2024", "2024-09-05"),
  FIXED ("5 lis 2024", "2024-11-05"),
  FIXED ("5 maj 2024", "2024-05-05"),
  FIXED ("den 5 mars 2024", NULL),
  FIXED ("5 augusti 2024", "2024-08-05"),
  FIXED ("5. marts 2024", "2024-03-05"),
  FIXED ("5. desember 2024", "2024-12-05"),
  FIXED ("5. března 2024", "2024-03-05"),
  FIXED ("5. ŘÍJNA 2024", "2024-10-05"),
  FIXED ("5. čvc 2024", "2024-07-05"),
  FIXED ("5. června 2024", "2024-06-05"),
  FIXED ("5 марта 2024 г.", "2024-03-05"),
  FIXED ("5 МАР 2024", "2024-03-05"),
  FIXED ("вт, 5 мар. 2024", "2024-03-05"),
  FIXED ("5 Ağustos 2024", "2024-08-05"),
  FIXED ("5 Kas 2024", "2024-11-05"),
  FIXED ("5 Şubat 2024 Pazartesi", "2024-02-05"),
  FIXED ("2024年3月5日", "2024-03-05"),
  FIXED ("2024年03月05日 10:15:00", "2024-03-05"),
  FIXED ("2024年3月5日(火)", "2024-03-05"),
  FIXED ("2024年3月5日 星期二", "2024-03-05"),
  FIXED ("2024年3月5日 下午3:20", "2024-03-05"),
  FIXED ("2024年3月5日 10时15分30秒", "2024-03-05"),
  FIXED ("２０２４年３月５日", "2024-03-05"),
  FIXED ("2024/03/05(火) 10:15", "2024-03-05"),
  FIXED ("令和6年3月5日", "2024-03-05"),
  FIXED ("令和元年5月1日", "2019-05-01"),
  FIXED ("平成31年4月30日", "2019-04-30"),
  FIXED ("2024년 3월 5일", "2024-03-05"),
  FIXED ("2024년 3월 5일 화요일", "2024-03-05"),
  FIXED ("2024년 3월 5일 오후 3시 20분", "2024-03-05"),
  FIXED ("2024-03-05 오후 3:20", "2024-03-05"),
  FIXED ("２０２４／０３／０５", "2024-03-05"),
  FIXED ("٢٠٢٤-٠٣-٠٥", "2024-03-05"),
  FIXED ("۲۰۲۴/۰۳/۰۵", "2024-03-05"),
  /* No dates. */
  FIXED ("2024-02-30", NULL),
  FIXED ("2024-13-05", NULL),
  FIXED ("2023-02-29", NULL),
  FIXED ("32/01/2024", NULL),
  FIXED ("13/13/2024", NULL),
  FIXED ("5 Foo 2024", NULL),
  FIXED ("Foo 5 Mar 2024", NULL),
  FIXED ("2024-03-05 25:00", NULL),
  FIXED ("2024-03-05 10:61", NULL),
  FIXED ("2024-W54", NULL),
  FIXED ("2024-W60-9", NULL),
  FIXED ("03/04/2024/5", NULL),
  FIXED ("1.234.567", NULL),
  FIXED ("10.0.0.1", NULL),
};

static const char *const date_companies[N_COMPANIES][4] = {
  [ALONE] = { NULL },
  /* Here the point stands for the day first, and the comma for the month first. */
  [WITH_POINT] = { "25/12/2023", "24/12/2023" },
  [WITH_COMMA] = { "12/25/2023", "12/24/2023" },
  [WITH_BOTH] = { "25/12/2023", "12/25/2023" },
  [WITH_BLANKS] = { "", "N/A", "-" },
  [WITH_JUNK] = { "soon" },
};

static void
assert_day (const ClvReading *reading,
            const ClvColumn  *column,
            const char       *expected)
{
  g_autofree ClvDay *days = clv_reading_days (reading, column);
  char iso[16];

  clv_day_to_iso (days[clv_column_get_codes (column)[0]], iso);
  g_assert_cmpstr (iso, ==, expected != NULL ? expected : "");
}

static void
test_dates_in_all_companies (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    for (guint company = 0; company < N_COMPANIES; company++)
      {
        const DateSpelling *spelling = &dates[i];
        g_autoptr (ClvTable) table = spelling_test_make_column (spelling->text, company, date_companies);
        const ClvColumn *column = clv_table_get_column (table, 0);
        g_autoptr (ClvReading) reading = clv_reading_force (column, CLV_TYPE_DATE, CLV_DECIMAL_UNDECIDED, CLV_DATE_ORDER_UNDECIDED);
        gboolean is_date = spelling->day_first != NULL || spelling->month_first != NULL;
        gboolean is_equal = g_strcmp0 (spelling->day_first, spelling->month_first) == 0;
        gboolean has_day = (is_date && spelling->month_first == NULL) || company == WITH_POINT || company == WITH_BOTH;
        gboolean has_month = (is_date && spelling->day_first == NULL) || company == WITH_COMMA || company == WITH_BOTH;

        g_test_message ("“%s” in company %u: %s", spelling->text, company, reading->evidence);
        if ((has_day && has_month) || (!has_day && !has_month && !is_equal))
          {
            g_assert_true (reading->ambiguous);
            g_assert_nonnull (strstr (reading->evidence, "“"));
          }
        else
          {
            g_assert_false (reading->ambiguous);
            assert_day (reading, column, has_month ? spelling->month_first : spelling->day_first);
          }

        if (!is_equal)
          for (guint order = CLV_DATE_ORDER_DMY; order <= CLV_DATE_ORDER_MDY; order++)
            {
              g_autoptr (ClvReading) forced = clv_reading_force (column, CLV_TYPE_DATE, CLV_DECIMAL_UNDECIDED, order);

              g_assert_false (forced->ambiguous);
              assert_day (forced, column, order == CLV_DATE_ORDER_DMY ? spelling->day_first : spelling->month_first);
            }
      }
}

/* Nobody needs to say that such a column holds dates. */
static void
test_dates_are_told_from_numbers_and_texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autoptr (ClvTable) table = spelling_test_make_column (dates[i].text, ALONE, date_companies);
      g_autoptr (ClvReading) reading = clv_reading_decide (clv_table_get_column (table, 0));
      gboolean is_date = dates[i].day_first != NULL || dates[i].month_first != NULL;

      g_test_message ("“%s”: %s", dates[i].text, reading->evidence);
      g_assert_cmpint (reading->type == CLV_TYPE_DATE, ==, is_date);
    }
}

/* Dots are day first by convention, unless a cell proves otherwise. */
static void
test_dots_are_day_first_until_a_cell_proves_otherwise (void)
{
  static const char *const plain[] = { "03.04.2024", "05.06.2024" };
  static const char *const american[] = { "03.04.2024", "05.16.2024" };
  g_autoptr (ClvTable) a = table_test_make_column (plain, 2);
  g_autoptr (ClvTable) b = table_test_make_column (american, 2);
  g_autoptr (ClvReading) day = clv_reading_decide (clv_table_get_column (a, 0));
  g_autoptr (ClvReading) month = clv_reading_decide (clv_table_get_column (b, 0));

  g_assert_false (day->ambiguous);
  assert_day (day, clv_table_get_column (a, 0), "2024-04-03");
  g_assert_false (month->ambiguous);
  assert_day (month, clv_table_get_column (b, 0), "2024-03-04");
}

static void
test_numbers_count_days_and_seconds_in_columns_of_dates (void)
{
  static const struct
  {
    const char *text;
    const char *day; /* NULL: none */
  } cases[] = {
    /* From a calendar: 45356 days after 1899-12-30, and 19,787 days of 86,400 seconds after 1970-01-01. */
    { "45356", "2024-03-05" },         { "45356.75", "2024-03-05" },      { "45356,75", "2024-03-05" },
    { "20240305", "2024-03-05" },      { "1709634600", "2024-03-05" },    { "1709634600000", "2024-03-05" },
    { "1709683199", "2024-03-05" },    { "1709683200", "2024-03-06" },    { "٤٥٣٥٦", "2024-03-05" },
    { "１７０９６３４６００", "2024-03-05" }, { "20241305", NULL },              { "7", NULL },
    { "99999", NULL },                 { "123456789", NULL },             { "631151999", NULL },
    { "631152000", "1990-01-01" },     { "4102444799", "2099-12-31" },    { "4102444800", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const cells[] = { cases[i].text };
      g_autoptr (ClvTable) table = table_test_make_column (cells, 1);
      const ClvColumn *column = clv_table_get_column (table, 0);
      g_autoptr (ClvReading) reading = clv_reading_force (column, CLV_TYPE_DATE, CLV_DECIMAL_UNDECIDED, CLV_DATE_ORDER_UNDECIDED);

      g_test_message ("%s: %s", cases[i].text, reading->evidence);
      g_assert_false (reading->ambiguous);
      assert_day (reading, column, cases[i].day);
    }
}

static void
test_short_years_may_come_first (void)
{
  static const char *const proved[] = { "99-12-31", "01-05-25", "00-02-29" };
  static const char *const contradicted[] = { "99-12-31", "25-12-00" };
  static const char *const shaped[] = { "24-03-01", "24-03-05", "24-03-09", "24-03-12", "24-03-15", "24-03-18",
                                        "24-04-21", "24-04-24", "24-04-28", "24-04-30", "24-05-02", "24-05-31" };
  g_autoptr (ClvTable) a = table_test_make_column (proved, G_N_ELEMENTS (proved));
  g_autoptr (ClvTable) b = table_test_make_column (contradicted, G_N_ELEMENTS (contradicted));
  g_autoptr (ClvTable) c = table_test_make_column (shaped, G_N_ELEMENTS (shaped));
  g_autoptr (ClvReading) year = clv_reading_decide (clv_table_get_column (a, 0));
  g_autoptr (ClvReading) both = clv_reading_decide (clv_table_get_column (b, 0));
  g_autoptr (ClvReading) shape = clv_reading_decide (clv_table_get_column (c, 0));
  g_autoptr (ClvReading) settled = clv_reading_force (clv_table_get_column (c, 0), CLV_TYPE_DATE, CLV_DECIMAL_UNDECIDED,
                                                      CLV_DATE_ORDER_YMD);

  g_assert_false (year->ambiguous);
  g_assert_cmpstr (clv_reading_to_id (year), ==, "year-first");
  g_assert_cmpuint (year->n_readable, ==, 3);
  g_assert_cmpfloat (year->max, ==, clv_day_from_ymd (2001, 5, 25));
  g_assert_true (both->ambiguous);
  /* 24 March 2001 to 24 May 2031, or all in the spring of 2024: likely, but not proved. */
  g_assert_true (shape->ambiguous);
  g_assert_cmpstr (clv_reading_to_id (shape), ==, "year-first");
  g_assert_false (settled->ambiguous);
  assert_day (settled, clv_table_get_column (c, 0), "2024-03-01");
}

/* A calendar and nothing else: the 21st of November 2010 and the 10th of November 2021 are both days. */
static void
test_short_years_at_either_end_are_asked_for (void)
{
  static const char *const days[] = { "21-11-10", "22-03-12", "23-05-09" };
  static const char *const any[] = { "03.04.05", "05.05.05" };
  static const char *const months[] = { "03/25/10", "04/12/10" };
  static const char *const same[] = { "05-05-05", "07-07-07" };
  static const char *const twice[] = { "30-02-28", "31-06-29" };
  g_autoptr (ClvTable) a = table_test_make_column (days, G_N_ELEMENTS (days));
  g_autoptr (ClvTable) b = table_test_make_column (any, G_N_ELEMENTS (any));
  g_autoptr (ClvTable) c = table_test_make_column (months, G_N_ELEMENTS (months));
  g_autoptr (ClvTable) d = table_test_make_column (same, G_N_ELEMENTS (same));
  g_autoptr (ClvTable) e = table_test_make_column (twice, G_N_ELEMENTS (twice));
  g_autoptr (ClvReading) two = NULL;
  g_autoptr (ClvReading) three = NULL;
  g_autoptr (ClvReading) month = NULL;
  g_autoptr (ClvReading) equal = NULL;
  g_autoptr (ClvReading) year = NULL;

  clv_test_speak_plainly ();
  two = clv_reading_decide (clv_table_get_column (a, 0));
  three = clv_reading_decide (clv_table_get_column (b, 0));
  month = clv_reading_decide (clv_table_get_column (c, 0));
  equal = clv_reading_decide (clv_table_get_column (d, 0));
  year = clv_reading_decide (clv_table_get_column (e, 0));

  g_assert_true (two->ambiguous);
  g_assert_nonnull (strstr (two->evidence, "“21-11-10” may be 10 November 2021 or 21 November 2010:"));
  g_assert_true (three->ambiguous);
  g_assert_nonnull (strstr (three->evidence, "“03.04.05” may be 5 April 2003, 3 April 2005 or 4 March 2005:"));
  g_assert_false (month->ambiguous);
  assert_day (month, clv_table_get_column (c, 0), "2010-03-25");
  g_assert_false (equal->ambiguous);
  assert_day (equal, clv_table_get_column (d, 0), "2005-05-05");
  /* Neither February has a 30th, nor June a 31st, and no month is the 30th. */
  g_assert_false (year->ambiguous);
  assert_day (year, clv_table_get_column (e, 0), "2030-02-28");
}

static void
test_short_years_stand_where_numbers_hardly_change (void)
{
  static const char *const days[] = { "01.02.23", "03.02.23", "05.02.23", "08.02.23", "11.02.23", "12.03.23", "14.03.23",
                                      "16.03.23", "19.03.24", "20.04.24", "23.04.24", "27.04.24", "29.04.24", "31.05.24" };
  static const char *const ends[] = { "05-12-31", "06-11-30", "07-12-31", "08-02-29", "09-02-28", "10-12-31", "11-12-31",
                                      "12-12-31", "13-12-31", "14-12-31", "15-12-31", "16-12-31", "17-12-31", "18-12-31" };
  g_autoptr (ClvTable) a = table_test_make_column (days, G_N_ELEMENTS (days));
  g_autoptr (ClvTable) b = table_test_make_column (ends, G_N_ELEMENTS (ends));
  g_autoptr (ClvReading) day = clv_reading_decide (clv_table_get_column (a, 0));
  g_autoptr (ClvReading) end = clv_reading_decide (clv_table_get_column (b, 0));

  g_assert_false (day->ambiguous);
  assert_day (day, clv_table_get_column (a, 0), "2023-02-01");
  g_assert_nonnull (strstr (day->evidence, "from 1 to 31, the last ones from 23 to 24 only"));
  /* The ends of months, or days of 2028 to 2031. */
  g_assert_true (end->ambiguous);
}

static void
test_years_of_other_calendars_are_told_and_kept (void)
{
  static const char *const thai[] = { "2567-03-05", "2567-04-01" };
  static const char *const persian[] = { "1402/12/15", "1403/01/20" };
  g_autoptr (ClvTable) a = table_test_make_column (thai, 2);
  g_autoptr (ClvTable) b = table_test_make_column (persian, 2);
  g_autoptr (ClvReading) buddhist = clv_reading_decide (clv_table_get_column (a, 0));
  g_autoptr (ClvReading) jalali = clv_reading_decide (clv_table_get_column (b, 0));

  g_assert_cmpfloat (buddhist->min, ==, clv_day_from_ymd (2567, 3, 5));
  g_assert_nonnull (strstr (buddhist->evidence, "Buddhist"));
  g_assert_cmpfloat (jalali->min, ==, clv_day_from_ymd (1402, 12, 15));
  g_assert_nonnull (strstr (jalali->evidence, "Persian"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/table/spellings/" path, function)
  ADD ("dates-in-all-companies", test_dates_in_all_companies);
  ADD ("dates-are-told-from-numbers-and-texts", test_dates_are_told_from_numbers_and_texts);
  ADD ("dots-are-day-first-until-a-cell-proves-otherwise", test_dots_are_day_first_until_a_cell_proves_otherwise);
  ADD ("numbers-count-days-and-seconds-in-columns-of-dates", test_numbers_count_days_and_seconds_in_columns_of_dates);
  ADD ("short-years-at-either-end-are-asked-for", test_short_years_at_either_end_are_asked_for);
  ADD ("short-years-may-come-first", test_short_years_may_come_first);
  ADD ("short-years-stand-where-numbers-hardly-change", test_short_years_stand_where_numbers_hardly_change);
  ADD ("years-of-other-calendars-are-told-and-kept", test_years_of_other_calendars_are_told_and_kept);
#undef ADD
  return g_test_run ();
}
