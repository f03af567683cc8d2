/* test-damage.c - files that were cut off, and files with a bit the wrong way round
 *
 * Every sample is cut at each hundredth of its length, and bits of all of them are turned, ten thousand times. None
 * of it may crash, take long, or read what is not there: archives have checksums, so a damaged one is refused, or
 * reads as before. The seed is fixed: a failure comes again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

#include "clv-check-source.h"
#include "clv-io-test.h"

#define N_FLIPS 10000
#define MAX_SAMPLE_BYTES 60000
#define MAX_SECONDS 10

/* Other readers’ files in full take minutes under the sanitizers. */
#if defined (__SANITIZE_ADDRESS__)
#define CORPUS_SHARE 10
#else
#define CORPUS_SHARE 1
#endif

typedef struct
{
  char    *name;
  char    *bytes;
  gsize    length;
  char    *digest;     /* of what is read of it undamaged; NULL when it is refused */
  gboolean is_checked; /* it has checksums */
} Sample;

static void
sample_free (gpointer data)
{
  Sample *sample = data;

  g_free (sample->name);
  g_free (sample->bytes);
  g_free (sample->digest);
  g_free (sample);
}

static const char csv[] =
  "Order,Customer,Date,Amount\n1,\"Anna, B\",2024-01-01,10.5\n2,\"say \"\"hi\"\"\",2024-01-02,\"1,200.00\"\n"
  "3,\"two\nlines\",2024-01-03,-5\n4,M\303\274ller,2024-01-04,7.25\nTotal,,,1212.75\n";

static const char page[] =
  "<html><head><meta charset='utf-8'></head><body><h1>Sales</h1><table border=1><tr><th>Order<th>Customer<th>Amount</tr>"
  "<tr><td>1</td><td rowspan=2>Anna &amp; Co</td><td>1.234,50</td></tr><tr><td>2<td>7&nbsp;500,00<tr><td>3<td>B<td>1,25"
  "</table><table><tr><td>x</td><td>y</td></tr><tr><td>1<td>2</table></body></html>";

static const char xml2003[] =
  "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook "
  "xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">"
  "<Worksheet ss:Name=\"S\"><Table><Row><Cell><Data ss:Type=\"String\">Date</Data></Cell><Cell><Data ss:Type=\"String\">"
  "Amount</Data></Cell></Row><Row><Cell><Data ss:Type=\"DateTime\">2024-05-03T00:00:00.000</Data></Cell><Cell>"
  "<Data ss:Type=\"Number\">1.5</Data></Cell></Row></Table></Worksheet></Workbook>";

/* Reads these bytes, and aborts when that takes too long or gives something that is not whole. (nullable): the digest */
static char *
read_bytes (const char *bytes,
            gsize       length)
{
  static int fd = -1;
  static char *path;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = NULL;

  if (fd < 0)
    {
      fd = memfd_create ("clv-damage", MFD_CLOEXEC);
      path = g_strdup_printf ("/proc/self/fd/%d", fd);
    }
  g_assert_true (fd >= 0 && ftruncate (fd, 0) == 0 && pwrite (fd, bytes, length, 0) == (gssize) length);
  source = clv_source_read (path, NULL, &error);
  g_assert_cmpint (g_get_monotonic_time () - start, <, MAX_SECONDS * G_USEC_PER_SEC);
  g_assert_true ((source != NULL) != (error != NULL));
  if (source == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return NULL;
    }
  clv_check_source (source);
  return clv_check_dup_digest (source);
}

static void
add_sample (GPtrArray  *samples,
            const char *name,
            const char *bytes,
            gsize       length)
{
  Sample *sample = g_new0 (Sample, 1);

  sample->name = g_strdup (name);
  sample->bytes = g_memdup2 (bytes, length);
  sample->length = length;
  sample->digest = read_bytes (bytes, length);
  sample->is_checked = length > 2 && (memcmp (bytes, "PK", 2) == 0 || memcmp (bytes, "\037\213", 2) == 0);
  g_ptr_array_add (samples, sample);
}

static void
add_gzip (GPtrArray *samples)
{
  guchar packed[2048];
  z_stream stream = { 0 };

  g_assert_cmpint (deflateInit2 (&stream, 6, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY), ==, Z_OK);
  stream.next_in = (guchar *) csv;
  stream.avail_in = sizeof csv - 1;
  stream.next_out = packed;
  stream.avail_out = sizeof packed;
  g_assert_cmpint (deflate (&stream, Z_FINISH), ==, Z_STREAM_END);
  add_sample (samples, "orders.csv.gz", (char *) packed, sizeof packed - stream.avail_out);
  deflateEnd (&stream);
}

static void
add_file (GPtrArray  *samples,
          const char *path)
{
  g_autofree char *bytes = NULL;
  g_autofree char *name = g_path_get_basename (path);
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  if (length > 0 && length <= MAX_SAMPLE_BYTES)
    add_sample (samples, name, bytes, length);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static GPtrArray *
make_samples (void)
{
  static const IoTestPart zipped[] = { { "orders.csv", csv } };
  GPtrArray *samples = g_ptr_array_new_with_free_func (sample_free);
  g_autofree char *folder_path = clv_test_file ("io");
  g_autoptr (GDir) folder = g_dir_open (folder_path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *archive = io_test_zip ("orders.zip", zipped, 1);
  g_autoptr (GString) utf16 = g_string_new ("\377\376");
  const char *name;

  add_sample (samples, "orders.csv", csv, sizeof csv - 1);
  for (const char *p = csv; *p != '\0'; p++)
    {
      g_string_append_c (utf16, (guchar) *p < 0x80 ? *p : '?');
      g_string_append_c (utf16, '\0');
    }
  add_sample (samples, "utf-16.csv", utf16->str, utf16->len);
  add_sample (samples, "page.xls", page, sizeof page - 1);
  add_sample (samples, "2003.xml", xml2003, sizeof xml2003 - 1);
  add_gzip (samples);
  add_file (samples, archive);
  while ((name = g_dir_read_name (folder)) != NULL)
    if (strchr (name, '.') != NULL) /* folders have none */
      g_ptr_array_add (names, g_build_filename (folder_path, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    add_file (samples, names->pdata[i]);
  return samples;
}

/* The small files of other readers’ suites; NULL where they are not. */
static GPtrArray *
read_corpus (void)
{
  g_autofree char *manifest = clv_test_data ("spreadsheets/MANIFEST.tsv");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *samples;

  if (manifest == NULL)
    return NULL;
  g_assert_true (g_file_get_contents (manifest, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  samples = g_ptr_array_new_with_free_func (sample_free);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", 9);
      g_autofree char *name = NULL, *path = NULL;

      if (g_strv_length (fields) < 9 || strcmp (fields[7], "hostile") == 0)
        continue;
      name = g_build_filename ("spreadsheets", fields[0], NULL);
      path = clv_test_data (name);
      if (path != NULL)
        add_file (samples, path);
    }
  return samples;
}

/* What the checksums of archives are for. */
static void
check_damaged (const Sample *sample,
               const char   *bytes,
               gsize         length,
               const char   *how,
               gsize         where)
{
  g_autofree char *digest = NULL;

  g_test_message ("%s %s %" G_GSIZE_FORMAT, sample->name, how, where);
  digest = read_bytes (bytes, length);
  /* Of two or three letters nobody can tell what they were the start of. */
  if (sample->is_checked && length >= 4 && digest != NULL && g_strcmp0 (digest, sample->digest) != 0)
    {
      g_autofree char *message = g_strdup_printf ("%s, %s %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT
                                                  ", is read with other values", sample->name, how, where, length);

      g_printerr ("%s\n", message);
      g_test_message ("%s", message);
      g_test_fail ();
    }
}

static void
truncate_all (const GPtrArray *samples,
              guint            step)
{
  for (guint i = 0; i < samples->len; i++)
    {
      const Sample *sample = samples->pdata[i];

      for (guint percent = 1; percent < 100; percent += step)
        {
          gsize length = MAX (sample->length * percent / 100, 1);

          check_damaged (sample, sample->bytes, length, "cut at", length);
        }
    }
}

static void
flip_all (const GPtrArray *samples,
          guint            n_flips)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20240503);

  for (guint i = 0; i < n_flips; i++)
    {
      const Sample *sample = samples->pdata[i % samples->len];
      gsize at = (gsize) g_rand_int_range (random, 0, (gint32) sample->length);
      char before = sample->bytes[at];

      sample->bytes[at] = (char) (before ^ (1 << g_rand_int_range (random, 0, 8)));
      check_damaged (sample, sample->bytes, sample->length, "bit turned at", at);
      sample->bytes[at] = before;
    }
}

static void
test_samples_cut_off (void)
{
  g_autoptr (GPtrArray) samples = make_samples ();

  for (guint i = 0; i < samples->len; i++)
    {
      const Sample *sample = samples->pdata[i];

      g_test_message ("%s", sample->name);
      g_assert_nonnull (sample->digest);
    }
  truncate_all (samples, 1);
}

static void
test_samples_with_turned_bits (void)
{
  g_autoptr (GPtrArray) samples = make_samples ();

  flip_all (samples, N_FLIPS);
}

static void
test_corpus_cut_off (void)
{
  g_autoptr (GPtrArray) samples = read_corpus ();

  if (samples != NULL)
    truncate_all (samples, CORPUS_SHARE);
}

static void
test_corpus_with_turned_bits (void)
{
  g_autoptr (GPtrArray) samples = read_corpus ();

  if (samples != NULL)
    flip_all (samples, N_FLIPS / CORPUS_SHARE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/damage/samples-cut-off", test_samples_cut_off);
  g_test_add_func ("/io/damage/samples-with-turned-bits", test_samples_with_turned_bits);
  g_test_add_func ("/io/damage/corpus-cut-off", test_corpus_cut_off);
  g_test_add_func ("/io/damage/corpus-with-turned-bits", test_corpus_with_turned_bits);
  return g_test_run ();
}
