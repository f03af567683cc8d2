/* clv-code-memory.c - memory for the codes of a column, free where there are none
 *
 * All but small arrays are mapped: memory from the system that nothing was
 * written to is zero, and costs nothing. So a stray cell in the last row of a
 * sheet of 16,384 columns takes a page for each, and not all the rows above.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-code-memory-private.h"

#include <string.h>
#include <sys/mman.h>

#include "clv-huge-memory-private.h"

#define PAGE_BYTES 4096u
#define MIN_MAPPED_BYTES (2 * PAGE_BYTES)
#define MIN_HUGE_BYTES (1u << 20)

void
clv_code_memory_clear (ClvCodeMemory *self)
{
  if (self->n_mapped > 0)
    munmap (self->codes, self->n_mapped);
  else
    g_free (self->codes);
  self->codes = NULL;
  self->n_mapped = 0;
  self->n_allocated = 0;
  self->is_huge = FALSE;
}

/* A page of 2 MB for one cell would undo it all. */
static void
forbid_huge_pages (guint32 *codes,
                   gsize    n_bytes)
{
#ifdef MADV_NOHUGEPAGE
  madvise (codes, n_bytes, MADV_NOHUGEPAGE);
#endif
}

void
clv_code_memory_note_gap (ClvCodeMemory *self,
                          guint32        n)
{
  if (self->is_sparse || n < PAGE_BYTES / sizeof (guint32))
    return;
  self->is_sparse = TRUE;
  if (self->n_mapped > 0)
    forbid_huge_pages (self->codes, self->n_mapped);
}

/* NULL when the system has none: the heap may still have some. */
static guint32 *
map (ClvCodeMemory *self,
     gsize          n_bytes)
{
  void *codes;

  if (CLV_MEMORY_CAN_MOVE && self->n_mapped > 0)
    {
      codes = mremap (self->codes, self->n_mapped, n_bytes, MREMAP_MAYMOVE);
      if (codes != MAP_FAILED)
        self->codes = NULL;
    }
  else
    codes = mmap (NULL, n_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (codes == MAP_FAILED)
    return NULL;
  if (self->is_sparse)
    forbid_huge_pages (codes, n_bytes);
  return codes;
}

/* Whether each page of the first @n codes holds one. */
static gboolean
is_filled (const ClvCodeMemory *self,
           guint32              n)
{
  guint32 page = PAGE_BYTES / sizeof (guint32);

  for (guint32 start = 0; start + page <= n; start += page)
    {
      guint32 at = start;

      while (at < start + page && self->codes[at] == 0)
        at++;
      if (at == start + page)
        return FALSE;
    }
  return TRUE;
}

void
clv_code_memory_resize (ClvCodeMemory *self,
                        guint32        n,
                        guint32        n_kept)
{
  gsize n_bytes = (gsize) n * sizeof (guint32);
  /* Long columns without gaps grow by pages of 2 MB, of which there are few to be had and to be known. */
  gboolean is_huge = !self->is_sparse && n > self->n_allocated && n_bytes >= MIN_HUGE_BYTES && is_filled (self, n_kept);
  gsize page = is_huge ? CLV_HUGE_PAGE_BYTES : PAGE_BYTES;
  gsize n_mapped = n_bytes >= MIN_MAPPED_BYTES ? (n_bytes + page - 1) / page * page : 0;
  guint32 *codes = NULL;

  if (n == self->n_allocated || (n_mapped > 0 && n_mapped == self->n_mapped))
    {
      self->n_allocated = n;
      return;
    }
  if (is_huge && self->is_huge)
    {
      codes = clv_huge_memory_remap (self->codes, self->n_mapped, n_mapped);
      if (codes != NULL)
        self->codes = NULL;
    }
  else if (is_huge)
    codes = clv_huge_memory_map (n_mapped);
  self->is_huge = is_huge && codes != NULL;
  if (codes == NULL && n_mapped > 0)
    codes = map (self, n_mapped);
  if (codes == NULL)
    {
      n_mapped = 0;
      codes = g_new0 (guint32, n);
    }
  /* Without it, the system has moved them already. */
  if (self->codes != NULL)
    {
      if (n_kept > 0)
        memcpy (codes, self->codes, n_kept * sizeof (guint32));
      clv_code_memory_clear (self);
    }
  self->codes = codes;
  self->n_mapped = n_mapped;
  self->n_allocated = is_huge && n_mapped > 0 ? (guint32) MIN (n_mapped / sizeof (guint32), G_MAXUINT32) : n;
}
