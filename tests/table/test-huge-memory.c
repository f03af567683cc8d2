/* test-huge-memory.c - memory in pages of 2 MB, and what becomes of it where there is little
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-huge-memory-private.h"

#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "clv-test.h"

#define N_OLD (16 * CLV_HUGE_PAGE_BYTES)
#define N_NEW (24 * CLV_HUGE_PAGE_BYTES)

static void
assert_is_counted (const guint32 *numbers,
                   gsize          n_bytes)
{
  for (gsize i = 0; i < n_bytes / sizeof *numbers; i++)
    g_assert_cmpuint (numbers[i], ==, (guint32) i);
}

static guint32 *
count_up (gsize n_bytes)
{
  guint32 *numbers = clv_huge_memory_new0 (n_bytes);

  for (gsize i = 0; i < n_bytes / sizeof *numbers; i++)
    numbers[i] = i;
  return numbers;
}

static void
what_grows_keeps_what_it_has (void)
{
  static const gsize sizes[] = { 1000, CLV_HUGE_PAGE_BYTES / 2, CLV_HUGE_PAGE_BYTES + 4, 5 * CLV_HUGE_PAGE_BYTES };
  guint32 *numbers = count_up (sizes[0]);

  for (guint i = 1; i < G_N_ELEMENTS (sizes); i++)
    {
      numbers = clv_huge_memory_grow0 (numbers, sizes[i - 1], sizes[i]);
      assert_is_counted (numbers, sizes[i - 1]);
      for (gsize k = sizes[i - 1] / sizeof *numbers; k < sizes[i] / sizeof *numbers; k++)
        {
          g_assert_cmpuint (numbers[k], ==, 0);
          numbers[k] = k;
        }
    }
  clv_huge_memory_free (numbers, sizes[G_N_ELEMENTS (sizes) - 1]);
}

/* How many bytes of addresses the process has (proc(5), statm). */
static gsize
get_n_addresses (void)
{
  unsigned long n_pages = 0;
  FILE *file = fopen ("/proc/self/statm", "r");

  if (file == NULL)
    return 0;
  if (fscanf (file, "%lu", &n_pages) != 1)
    n_pages = 0;
  fclose (file);
  return (gsize) n_pages * (gsize) sysconf (_SC_PAGESIZE);
}

/* 32 MB grow to 48 where there is no place for 32 and 48, but for what is added. */
static void
what_has_no_second_place_grows_where_it_is (void)
{
  guint32 *numbers = count_up (N_OLD);
  const gsize n_addresses = get_n_addresses ();
  struct rlimit before, less;
  guint32 *grown;

  if (!CLV_MEMORY_CAN_MOVE || n_addresses == 0)
    {
      clv_huge_memory_free (numbers, N_OLD);
      g_test_skip ("memory cannot move here");
      return;
    }
  g_assert_cmpint (getrlimit (RLIMIT_AS, &before), ==, 0);
  less = before;
  less.rlim_cur = n_addresses + (N_NEW - N_OLD) + 4 * CLV_HUGE_PAGE_BYTES;
  g_assert_cmpint (setrlimit (RLIMIT_AS, &less), ==, 0);
  grown = clv_huge_memory_remap (numbers, N_OLD, N_NEW);
  g_assert_cmpint (setrlimit (RLIMIT_AS, &before), ==, 0);
  g_assert_nonnull (grown);
  assert_is_counted (grown, N_OLD);
  g_assert_cmpuint (grown[N_NEW / sizeof *grown - 1], ==, 0);
  clv_huge_memory_free (grown, N_NEW);
}

/* Without any place, what is there stays. */
static void
what_cannot_grow_stays (void)
{
  guint32 *numbers = count_up (N_OLD);
  const gsize n_addresses = get_n_addresses ();
  struct rlimit before, less;

  if (n_addresses == 0)
    {
      clv_huge_memory_free (numbers, N_OLD);
      g_test_skip ("nobody says how much memory there is");
      return;
    }
  g_assert_cmpint (getrlimit (RLIMIT_AS, &before), ==, 0);
  less = before;
  less.rlim_cur = n_addresses + CLV_HUGE_PAGE_BYTES;
  g_assert_cmpint (setrlimit (RLIMIT_AS, &less), ==, 0);
  g_assert_null (clv_huge_memory_remap (numbers, N_OLD, N_NEW));
  g_assert_cmpint (setrlimit (RLIMIT_AS, &before), ==, 0);
  assert_is_counted (numbers, N_OLD);
  clv_huge_memory_free (numbers, N_OLD);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/huge-memory/what-grows-keeps-what-it-has", what_grows_keeps_what_it_has);
  g_test_add_func ("/table/huge-memory/what-has-no-second-place-grows-where-it-is", what_has_no_second_place_grows_where_it_is);
  g_test_add_func ("/table/huge-memory/what-cannot-grow-stays", what_cannot_grow_stays);
  return g_test_run ();
}
