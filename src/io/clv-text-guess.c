/* clv-text-guess.c - the likeliest encoding of text that is neither ASCII nor UTF-8
 *
 * Each encoding is tried on the fields of the table that are not ASCII, and the one in which they look most like text of
 * some language is taken. Equal fields count once: a name on every row says no more than one. Where the library for
 * detection is there, its answer counts too, a little: it was made for whole pages.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-text-guess-private.h"

#include <math.h>
#include <string.h>

#include "clv-text-encoding-private.h"

#if CLV_HAVE_UCHARDET
#include <uchardet.h>
#endif

#define MAX_FIELDS 2000
#define MAX_FIELD_BYTES 200
/* What the answer of the detector is worth. */
#define DETECTOR_BONUS 3.0
/* Only programs of the old Mac end lines with a carriage return alone. */
#define CARRIAGE_RETURN_BONUS 8.0

static gboolean
ends_field (char c)
{
  /* None of them is the second byte of a letter. */
  return c == ',' || c == ';' || c == '\t' || c == '\n' || c == '\r' || c == '"';
}

static guint
collect_fields (const char   *lines,
                gsize         length,
                ClvTextField *fields)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  guint n = 0;

  for (gsize start = 0, end; start < length && n < MAX_FIELDS; start = end + 1)
    {
      gboolean is_ascii = TRUE;
      GBytes *field;

      for (end = start; end < length && !ends_field (lines[end]); end++)
        is_ascii = is_ascii && (guchar) lines[end] < 0x80;
      if (is_ascii)
        continue;
      field = g_bytes_new (lines + start, MIN (end - start, MAX_FIELD_BYTES));
      if (g_hash_table_add (seen, field))
        fields[n++] = (ClvTextField) { (const guchar *) lines + start, MIN (end - start, MAX_FIELD_BYTES) };
    }
  return n;
}

#if CLV_HAVE_UCHARDET
/* What the detector says, by our names; "" when it does not know. */
static const char *
ask_detector (const char *lines,
              gsize       length)
{
  static const char *const others[][2] = {
    { "EUC-KR", "CP949" },       { "UHC", "CP949" },            { "SHIFT_JIS", "CP932" },
    { "BIG5", "BIG5-HKSCS" },    { "ISO-8859-1", "WINDOWS-1252" }, { "IBM866", "CP866" },
    { "TIS-620", "CP874" },
  };
  uchardet_t detector = uchardet_new ();
  const char *answer;

  uchardet_handle_data (detector, lines, length);
  uchardet_data_end (detector);
  answer = g_intern_string (uchardet_get_charset (detector));
  uchardet_delete (detector);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_ascii_strcasecmp (answer, others[i][0]) == 0)
      return others[i][1];
  return answer;
}
#else
static const char *
ask_detector (const char *lines,
              gsize       length)
{
  return "";
}
#endif

const char *
clv_text_guess (const char *lines,
                gsize       length,
                gboolean    has_only_carriage_returns)
{
  g_autofree ClvTextField *fields = g_new (ClvTextField, MAX_FIELDS);
  guint n_fields = collect_fields (lines, length, fields);
  const char *answer = ask_detector (lines, length);
  const char *best = "WINDOWS-1252";
  double best_cost = HUGE_VAL;

  for (guint i = 0; i < clv_text_n_single_byte () + clv_text_n_double_byte (); i++)
    {
      double cost;
      const char *encoding = i < clv_text_n_single_byte ()
                               ? clv_text_cost_single_byte (i, fields, n_fields, &cost)
                               : clv_text_cost_double_byte (i - clv_text_n_single_byte (), fields, n_fields, &cost);

      if (g_ascii_strcasecmp (encoding, answer) == 0)
        cost -= DETECTOR_BONUS;
      if (has_only_carriage_returns && strcmp (encoding, "MACINTOSH") == 0)
        cost -= CARRIAGE_RETURN_BONUS;
      if (cost < best_cost)
        {
          best = encoding;
          best_cost = cost;
        }
    }
  return best;
}
