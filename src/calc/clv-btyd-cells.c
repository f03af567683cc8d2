/* clv-btyd-cells.c - customers with equal histories, counted once
 *
 * A million customers of a young shop have some hundred thousand different histories:
 * a fit that asks each of these once an evaluation is ten times faster.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-btyd-fit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  uint64_t key;
  uint32_t cell; /* 0: free; else one more than the cell */
} Slot;

/* x and the two times in one number; -1 where they are out of its range. */
static inline int64_t
key_of (int32_t x,
        int32_t t_x,
        int32_t T)
{
  if (x < 0 || t_x < 0 || t_x > T || x >= 1 << 23 || T >= 1 << 20 || (x == 0) != (t_x == 0))
    return -1;
  return (int64_t) x << 40 | (int64_t) t_x << 20 | T;
}

static inline uint64_t
scatter (uint64_t key)
{
  key *= UINT64_C (0x9e3779b97f4a7c15);
  return key ^ key >> 29;
}

static bool
grow (Slot  **slots,
      size_t *n_slots)
{
  size_t n = *n_slots * 2;
  Slot *larger = calloc (n, sizeof (Slot));

  if (larger == NULL)
    return false;
  for (size_t i = 0; i < *n_slots; i++)
    if ((*slots)[i].cell != 0)
      {
        size_t at = scatter ((*slots)[i].key) & (n - 1);

        while (larger[at].cell != 0)
          at = (at + 1) & (n - 1);
        larger[at] = (*slots)[i];
      }
  free (*slots);
  *slots = larger;
  *n_slots = n;
  return true;
}

/* Up to half of the room is empty, and cells stay for long. */
static void
give_back (ClvBtydCells *self)
{
  ClvBtydCell *smaller = realloc (self->cells, (self->n_cells + 1) * sizeof (ClvBtydCell));

  if (smaller != NULL)
    self->cells = smaller;
}

/**
 * clv_btyd_cells_init:
 * @self: (out caller-allocates): the cells, in the order of their first customers; free with clv_btyd_cells_clear()
 * @n: number of customers, below 2³²
 * @x: (array length=n): repeat purchase days
 * @t_x: (array length=n): days from the first to the last of them
 * @T: (array length=n): days from the first purchase to the end
 * @days: of a unit of time
 *
 * Returns: CLV_OK; CLV_DOMAIN for a history that cannot be; CLV_NO_MEMORY
 */
ClvStatus
clv_btyd_cells_init (ClvBtydCells  *self,
                     size_t         n,
                     const int32_t *x,
                     const int32_t *t_x,
                     const int32_t *T,
                     double         days)
{
  size_t n_slots = 1024, n_allocated = 512;
  Slot *slots = calloc (n_slots, sizeof (Slot));
  ClvStatus status = CLV_OK;

  memset (self, 0, sizeof *self);
  self->cell_of = malloc ((n + 1) * sizeof (uint32_t));
  self->cells = malloc (n_allocated * sizeof (ClvBtydCell));
  if (slots == NULL || self->cell_of == NULL || self->cells == NULL)
    status = CLV_NO_MEMORY;
  for (size_t i = 0; status == CLV_OK && i < n; i++)
    {
      int64_t key = key_of (x[i], t_x[i], T[i]);
      size_t at;

      if (key < 0)
        {
          status = CLV_DOMAIN;
          break;
        }
      for (at = scatter ((uint64_t) key) & (n_slots - 1); slots[at].cell != 0 && slots[at].key != (uint64_t) key;)
        at = (at + 1) & (n_slots - 1);
      if (slots[at].cell == 0)
        {
          if (self->n_cells == n_allocated)
            {
              ClvBtydCell *larger = realloc (self->cells, 2 * n_allocated * sizeof (ClvBtydCell));

              if (larger == NULL)
                {
                  status = CLV_NO_MEMORY;
                  break;
                }
              self->cells = larger;
              n_allocated *= 2;
            }
          self->cells[self->n_cells++] = (ClvBtydCell) { { x[i], t_x[i] / days, T[i] / days }, 0 };
          slots[at] = (Slot) { (uint64_t) key, (uint32_t) self->n_cells };
        }
      self->cell_of[i] = slots[at].cell - 1;
      self->cells[self->cell_of[i]].weight++;
      self->n_repeats += x[i];
      self->n_repeat_buyers += x[i] > 0;
      if (self->n_cells > n_slots / 2 && !grow (&slots, &n_slots))
        status = CLV_NO_MEMORY;
    }
  self->n_customers = n;
  self->days = days;
  free (slots);
  if (status != CLV_OK)
    clv_btyd_cells_clear (self);
  else
    give_back (self);
  return status;
}

/**
 * clv_btyd_cells_thin:
 * @self: (out caller-allocates): free with clv_btyd_cells_clear()
 * @cells: many customers
 * @n_wanted: how many of them, above 0
 *
 * Every so manieth customer, once among those who came back, and once among the others, who tell less: half of @n_wanted
 * each. The weights are made to stand for all, so that a likelihood comes out as large as that of @cells.
 *
 * Returns: CLV_OK; CLV_NO_MEMORY
 */
ClvStatus
clv_btyd_cells_thin (ClvBtydCells       *self,
                     const ClvBtydCells *cells,
                     double              n_wanted)
{
  const double n_repeat = cells->n_repeat_buyers, n_once = (double) cells->n_customers - n_repeat;
  const double stride[2] = { fmax (n_once / (n_wanted / 2), 1), fmax (n_repeat / (n_wanted / 2), 1) };
  double passed[2] = { 0, 0 };
  size_t n_allocated = 0;

  *self = (ClvBtydCells) { .n_customers = cells->n_customers, .n_repeat_buyers = n_repeat,
                           .n_repeats = cells->n_repeats, .days = cells->days };
  for (size_t i = 0; i < cells->n_cells; i++)
    {
      const ClvBtydCell *cell = &cells->cells[i];
      const int stratum = cell->history.x > 0;
      const double before = floor (passed[stratum] / stride[stratum] + 0.5);
      double n_taken;

      passed[stratum] += cell->weight;
      n_taken = floor (passed[stratum] / stride[stratum] + 0.5) - before;
      if (n_taken == 0)
        continue;
      if (self->n_cells == n_allocated)
        {
          ClvBtydCell *larger;

          n_allocated = n_allocated * 2 + 1024;
          larger = realloc (self->cells, n_allocated * sizeof (ClvBtydCell));
          if (larger == NULL)
            {
              clv_btyd_cells_clear (self);
              return CLV_NO_MEMORY;
            }
          self->cells = larger;
        }
      self->cells[self->n_cells++] = (ClvBtydCell) { cell->history, n_taken * stride[stratum] };
    }
  return CLV_OK;
}

/**
 * clv_btyd_cells_clear:
 *
 * Frees what the cells hold.
 */
void
clv_btyd_cells_clear (ClvBtydCells *self)
{
  free (self->cells);
  free (self->cell_of);
  memset (self, 0, sizeof *self);
}
