/* clv-text-guess.c - the likeliest encoding
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-text-encoding-private.h"
#include "clv-shift-jis-private.h"
#if CLV_HAVE_UCHARDET
#include <uchardet.h>
#endif
#define MAX_SAMPLE_BYTES (1u << 20)
#if CLV_HAVE_UCHARDET
/* What the detector says about the lines that are not ASCII; NULL when it does not know. (transfer full) */
static char *
ask_detector (const char *data,
              gsize       length)
{
  uchardet_t detector = uchardet_new ();
  gsize n_shown = 0;
  char *answer;

  for (gsize i = 0; i < length && n_shown < MAX_SAMPLE_BYTES;)
    {
      gsize end = i;
      gboolean is_ascii = TRUE;

      while (end < length && data[end] != '\n' && data[end] != '\r')
        is_ascii &= (guchar) data[end++] < 0x80;
      if (!is_ascii)
        {
          uchardet_handle_data (detector, data + i, end - i);
          uchardet_handle_data (detector, "\n", 1);
          n_shown += end - i;
        }
      i = end + 1;
    }
  uchardet_data_end (detector);
  answer = g_strdup (uchardet_get_charset (detector));
  uchardet_delete (detector);
  if (*answer == '\0')
    g_clear_pointer (&answer, g_free);
  return answer;
}
#else
static char *
ask_detector (const char *data,
              gsize       length)
{
  return NULL;
}
#endif

/* Encodings that the detector recognises well. Others it gives for a few western letters. */
static const struct
{
  const char *answer;
  const char *name; /* for iconv */
  gboolean    is_multibyte;
} trusted[] = {
  { "BIG5", "BIG5", TRUE },
  { "EUC-JP", "EUC-JP", TRUE },
  { "EUC-KR", "CP949", TRUE },
  { "EUC-TW", "EUC-TW", TRUE },
  { "GB18030", "GB18030", TRUE },
  { "IBM866", "CP866", FALSE },
  { "ISO-2022-JP", "ISO-2022-JP", TRUE },
  { "ISO-8859-5", "ISO-8859-5", FALSE },
  { "ISO-8859-7", "WINDOWS-1253", FALSE },
  { "KOI8-R", "KOI8-R", FALSE },
  { "SHIFT_JIS", "CP932", TRUE },
  { "UHC", "CP949", TRUE },
  { "WINDOWS-1250", "WINDOWS-1250", FALSE },
  { "WINDOWS-1251", "WINDOWS-1251", FALSE },
  { "WINDOWS-1253", "WINDOWS-1253", FALSE },
  { "WINDOWS-1255", "WINDOWS-1255", FALSE },
  { "WINDOWS-1256", "WINDOWS-1256", FALSE },
};

/* Western text in Windows-1252 uses the letters from 0xC0 on; bytes 0x80 to 0x9F are mostly
 * punctuation there, but nearly all accented letters in Mac Roman. */
static gboolean
looks_like_mac_roman (const char *data,
                      gsize       length)
{
  gsize n_low = 0, n_high = 0;

  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) data[i];

      n_low += c >= 0x80 && c <= 0x9F ? 1 : 0;
      n_high += c >= 0xC0 ? 1 : 0;
    }
  return n_low > n_high;
}

const char *
clv_text_guess (const char *data,
       gsize       length, gboolean only_cr)
{
  g_autofree char *answer = NULL;
  const char *name = "WINDOWS-1252";

  /* Only programs of the old Mac end lines that way. */
  if (only_cr && looks_like_mac_roman (data, length))
    return "MACINTOSH";
  answer = ask_detector (data, length);
  for (guint i = 0; answer != NULL && i < G_N_ELEMENTS (trusted); i++)
    if (g_ascii_strcasecmp (answer, trusted[i].answer) == 0)
      {
        if (trusted[i].is_multibyte)
          return trusted[i].name;
        name = trusted[i].name;
      }
  /* A few Japanese words among numbers are not enough for the detector. */
  return clv_shift_jis_is_likely (data, length) ? "CP932" : name;
}

