/* clv-huge-memory.c - memory for what is looked at here and there
 *
 * A processor knows the places of some thousand pages of memory. A hash table of
 * some MB has as many, and looking up the place of another one takes longer than
 * looking at it. So large pieces are made of pages of 2 MB, where the system has
 * any.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-huge-memory-private.h"

#include <sys/mman.h>

#define MIN_HUGE_BYTES (CLV_HUGE_PAGE_BYTES / 2)

static gsize
round_up (gsize n_bytes)
{
  return (n_bytes + CLV_HUGE_PAGE_BYTES - 1) & ~(CLV_HUGE_PAGE_BYTES - 1);
}

/* @n_bytes are a multiple of CLV_HUGE_PAGE_BYTES. NULL when the system has none; else it goes back by munmap(). */
gpointer
clv_huge_memory_map (gsize n_bytes)
{
  char *memory = mmap (NULL, n_bytes + CLV_HUGE_PAGE_BYTES, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  gsize n_before;

  if (memory == MAP_FAILED)
    return NULL;
  n_before = round_up ((gsize) memory) - (gsize) memory;
  if (n_before > 0)
    munmap (memory, n_before);
  if (n_before < CLV_HUGE_PAGE_BYTES)
    munmap (memory + n_before + n_bytes, CLV_HUGE_PAGE_BYTES - n_before);
#ifdef MADV_HUGEPAGE
  madvise (memory + n_before, n_bytes, MADV_HUGEPAGE);
#endif
  return memory + n_before;
}

gpointer
clv_huge_memory_new0 (gsize n_bytes)
{
  gpointer memory;

  if (n_bytes < MIN_HUGE_BYTES)
    return g_malloc0 (n_bytes);
  memory = clv_huge_memory_map (round_up (n_bytes));
  if (memory == NULL)
    g_error ("No memory for %" G_GSIZE_FORMAT " bytes", n_bytes);
  return memory;
}

void
clv_huge_memory_free (gpointer memory,
                      gsize    n_bytes)
{
  if (n_bytes < MIN_HUGE_BYTES)
    g_free (memory);
  else if (memory != NULL)
    munmap (memory, round_up (n_bytes));
}
