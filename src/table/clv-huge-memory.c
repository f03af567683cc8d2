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

#include <string.h>
#include <sys/mman.h>

#define MIN_HUGE_BYTES (CLV_HUGE_PAGE_BYTES / 2)

static gsize
round_up (gsize n_bytes)
{
  return (n_bytes + CLV_HUGE_PAGE_BYTES - 1) & ~(CLV_HUGE_PAGE_BYTES - 1);
}

/* Places for @n_bytes, a multiple of CLV_HUGE_PAGE_BYTES, that begin where a page of 2 MB can. NULL when there are none. */
static char *
reserve (gsize n_bytes)
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
  return memory + n_before;
}

/* @n_bytes are a multiple of CLV_HUGE_PAGE_BYTES. NULL when the system has none; else it goes back by munmap(). */
gpointer
clv_huge_memory_map (gsize n_bytes)
{
  char *memory = reserve (n_bytes);

#ifdef MADV_HUGEPAGE
  if (memory != NULL)
    madvise (memory, n_bytes, MADV_HUGEPAGE);
#endif
  return memory;
}

/* The same, and the first @n_old bytes are what @memory, which came from clv_huge_memory_map() or here, was. Nothing is
 * copied: the system notes for whole pages that they are elsewhere. A page that it gives anew has to be filled with zeros
 * first, and was a seventh of the time that a long text file took. Where there is no place for both, @memory grows where the
 * system sees fit, perhaps without pages of 2 MB. NULL leaves @memory as it is. */
gpointer
clv_huge_memory_remap (gpointer memory,
                       gsize    n_old,
                       gsize    n_bytes)
{
  char *target;
#if CLV_MEMORY_CAN_MOVE
  gpointer moved;

  target = reserve (n_bytes);
  /* Where this fails, the target may be gone already, and the place be of somebody else: it is not given back. */
  if (target != NULL && mremap (memory, n_old, n_bytes, MREMAP_MAYMOVE | MREMAP_FIXED, target) == target)
    return target;
  moved = mremap (memory, n_old, n_bytes, MREMAP_MAYMOVE);
  if (moved != MAP_FAILED)
    return moved;
#endif
  target = clv_huge_memory_map (n_bytes);
  if (target == NULL)
    return NULL;
  memcpy (target, memory, n_old);
  munmap (memory, n_old);
  return target;
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

/* What clv_huge_memory_new0() gave grows from @n_old to @n_bytes, of which the new ones are zero. */
gpointer
clv_huge_memory_grow0 (gpointer memory,
                       gsize    n_old,
                       gsize    n_bytes)
{
  gpointer grown;

  if (n_old >= MIN_HUGE_BYTES)
    {
      if (round_up (n_old) == round_up (n_bytes))
        return memory;
      grown = clv_huge_memory_remap (memory, round_up (n_old), round_up (n_bytes));
      if (grown == NULL)
        g_error ("No memory for %" G_GSIZE_FORMAT " bytes", n_bytes);
      return grown;
    }
  grown = clv_huge_memory_new0 (n_bytes);
  memcpy (grown, memory, n_old);
  g_free (memory);
  return grown;
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
