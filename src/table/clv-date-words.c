/* clv-date-words.c - names of months and weekdays
 *
 * English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Czech, Swedish, Danish, Norwegian, Russian
 * and Turkish, long and short, in each form that stands in a date. A name that means different months in two
 * languages is in neither list (there is none among these).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-date-words-private.h"

#include <string.h>

/* In lower case, short forms without their dot. Words without accents are what some programs leave of them. */
static const char *const months[12] = {
  "jan january januar januari jänner jän janv janvier ene enero janeiro gen genn gennaio styczeń stycznia sty styczen led leden ledna "
  "январь января янв ocak oca",
  "feb february februar februari febr févr fevr fév février fevrier febrero fev fevereiro febbr febbraio luty lutego lut úno únor února "
  "unor unora февраль февраля фев февр şubat şub subat sub",
  "mar march märz mär mrz maerz mars marzo março marco maart mrt marzec marca marts bře březen března brezen brezna март марта мар mart",
  "apr april avr avril abr abril aprile kwiecień kwietnia kwi kwiecien dub duben dubna апрель апреля апр nisan nis",
  "may mai mayo maio mag magg maggio mei maj maja kvě květen května kve kveten kvetna май мая mayıs mayis",
  "jun june juni juin junio junho giu giugno czerwiec czerwca cze čvn červen června cerven cervna июнь июня июн haziran haz",
  "jul july juli juil juillet julio julho lug luglio lipiec lipca lip čvc červenec července cervenec cervence июль июля июл temmuz tem",
  "aug august août aout ago agosto augustus augusti sierpień sierpnia sie sierpien srp srpen srpna август августа авг ağustos ağu agustos agu",
  "sep sept september septembre septiembre setiembre set sett settembre setembro wrzesień września wrz wrzesien wrzesnia zář září zari "
  "сентябрь сентября сен сент eylül eyl eylul",
  "oct october okt oktober octobre octubre out ott ottobre outubro październik października paź pazdziernik pazdziernika paz říj říjen "
  "října rijen rijna октябрь октября окт ekim eki",
  "nov november novembre noviembre novembro listopad listopada lis lst ноябрь ноября ноя нояб kasım kas kasim",
  "dec december dez dezember déc décembre decembre dic diciembre dezembro dicembre grudzień grudnia gru grudzien des desember pro "
  "prosinec prosince декабрь декабря дек aralık ara aralik",
};

static const char weekdays[] =
  "mo tu we th fr sa su mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday "
  "di mi do so montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lun mer jeu ven sam dim lundi mardi mercredi "
  "jeudi vendredi samedi dimanche mié mie jue vie sáb sab dom lunes martes miércoles miercoles jueves viernes sábado sabado domingo "
  "gio lunedì martedì mercoledì giovedì venerdì sabato domenica lunedi martedi mercoledi giovedi venerdi seg ter qua qui sex segunda "
  "terça terca quarta quinta sexta ma wo vr za zo maandag dinsdag woensdag donderdag vrijdag zaterdag zondag pon wt śr czw pt sob niedz "
  "poniedziałek wtorek środa czwartek piątek sobota niedziela po út st čt pá ne pondělí úterý středa čtvrtek pátek neděle mån tis ons tor "
  "tors fre lör sön måndag tisdag onsdag torsdag fredag lördag söndag man tir lør søn mandag tirsdag lørdag søndag пн вт ср чт пт сб вс "
  "понедельник вторник среда четверг пятница суббота воскресенье pzt sal çar per cum cmt paz pazartesi salı çarşamba perşembe cuma "
  "cumartesi pazar";

#define MAX_WORD 40

/* The names, and how those of Latin letters begin: most texts are turned away by three bytes. */
typedef struct
{
  GHashTable *values;
  guint8      has_start[1 << 15];
} Words;

static guint
letter_number (char c)
{
  return g_ascii_isalpha (c) ? (guint) c & 0x1F : 0;
}

/* Of up to three letters; FALSE when there are others among them. */
static gboolean
get_start (const char *text,
           guint      *start)
{
  *start = 0;
  for (guint i = 0; i < 3; i++)
    {
      guint letter = letter_number (text[i]);

      if ((guchar) text[i] >= 0x80)
        return FALSE;
      *start |= letter << (5 * i);
      if (letter == 0)
        break;
    }
  return TRUE;
}

static void
add_words (Words      *table,
           const char *words,
           int         value)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);
  guint start;

  /* “paz” is October in Polish and Sunday in Turkish: the month goes first, and is added first. */
  for (guint i = 0; list[i] != NULL; i++)
    {
      if (!g_hash_table_contains (table->values, list[i]))
        g_hash_table_insert (table->values, g_strdup (list[i]), GINT_TO_POINTER (value));
      if (get_start (list[i], &start))
        table->has_start[start] = TRUE;
    }
}

static const Words *
get_words (void)
{
  static gsize table = 0;

  if (g_once_init_enter (&table))
    {
      Words *words = g_new0 (Words, 1);

      words->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (int i = 0; i < 12; i++)
        add_words (words, months[i], i + 1);
      add_words (words, weekdays, CLV_WEEKDAY);
      g_once_init_leave (&table, (gsize) words);
    }
  return (const Words *) table;
}

/* One word in lower case; 0 when it is longer than any name. */
static gsize
scan_word (const char *p,
           char        word[MAX_WORD])
{
  gsize n = 0, n_read = 0;

  for (;;)
    {
      gunichar c;

      if (n + 7 >= MAX_WORD)
        return 0;
      if (g_ascii_isalpha (p[n_read]))
        {
          word[n++] = g_ascii_tolower (p[n_read++]);
          continue;
        }
      if ((guchar) p[n_read] < 0xC3)
        break;
      c = g_utf8_get_char (p + n_read);
      /* Latin with accents, and Cyrillic. */
      if (c > 0x04FF || !g_unichar_isalpha (c))
        break;
      n += (gsize) g_unichar_to_utf8 (g_unichar_tolower (c), word + n);
      n_read += (gsize) g_utf8_skip[(guchar) p[n_read]];
    }
  word[n] = '\0';
  return n_read;
}

int
clv_date_words_scan (const char **p)
{
  const Words *words = get_words ();
  char word[MAX_WORD];
  guint start;
  gsize n;
  int value;

  if (get_start (*p, &start) && !words->has_start[start])
    return 0;
  n = scan_word (*p, word);
  if (n < 2)
    return 0;
  value = GPOINTER_TO_INT (g_hash_table_lookup (words->values, word));
  if (value == 0)
    return 0;
  *p += n;
  if (**p == '.')
    (*p)++;
  return value;
}
