/* clv-pool.c - distinct texts and their codes
 *
 * Open addressing over one arena: half a million order numbers cost some 30 ms
 * and 25 bytes each, a third of a GHashTable of strings.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-pool.h"

#include <string.h>

typedef struct
{
  guint32 hash;
  guint32 code_plus_1;
} Slot;

struct _ClvPool
{
  GByteArray *arena;
  GArray     *offsets; /* gsize, by code */
  Slot       *slots;
  guint32     n_slots; /* a power of two */
};

ClvPool *
clv_pool_new (void)
{
  ClvPool *self = g_new0 (ClvPool, 1);

  self->arena = g_byte_array_new ();
  self->offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->n_slots = 64;
  self->slots = g_new0 (Slot, self->n_slots);
  return self;
}

void
clv_pool_free (ClvPool *self)
{
  if (self == NULL)
    return;
  g_byte_array_unref (self->arena);
  g_array_unref (self->offsets);
  g_free (self->slots);
  g_free (self);
}

static guint32
hash_text (const char *text,
           gsize       length)
{
  guint64 h = 0xcbf29ce484222325ull ^ length;

  for (; length >= 8; text += 8, length -= 8)
    {
      guint64 word;

      memcpy (&word, text, 8);
      h = (h ^ word) * 0x9e3779b97f4a7c15ull;
      h ^= h >> 29;
    }
  for (; length > 0; text++, length--)
    h = (h ^ (guchar) *text) * 0x100000001b3ull;
  h ^= h >> 32;
  return (guint32) (h * 0x9e3779b97f4a7c15ull >> 32);
}

static void
grow (ClvPool *self)
{
  guint32 n = self->n_slots * 2;
  Slot *slots = g_new0 (Slot, n);

  for (guint32 i = 0; i < self->n_slots; i++)
    if (self->slots[i].code_plus_1 != 0)
      {
        guint32 at = self->slots[i].hash & (n - 1);

        while (slots[at].code_plus_1 != 0)
          at = (at + 1) & (n - 1);
        slots[at] = self->slots[i];
      }
  g_free (self->slots);
  self->slots = slots;
  self->n_slots = n;
}

static Slot *
find_slot (const ClvPool *self,
           const char    *text,
           gsize          length,
           guint32        hash)
{
  guint32 at = hash & (self->n_slots - 1);

  for (; self->slots[at].code_plus_1 != 0; at = (at + 1) & (self->n_slots - 1))
    if (self->slots[at].hash == hash)
      {
        const char *other = clv_pool_get (self, self->slots[at].code_plus_1 - 1);

        if (strncmp (other, text, length) == 0 && other[length] == '\0')
          break;
      }
  return &self->slots[at];
}

guint32
clv_pool_intern (ClvPool    *self,
                 const char *text,
                 gsize       length)
{
  guint32 hash = hash_text (text, length);
  Slot *slot = find_slot (self, text, length, hash);
  gsize offset;

  if (slot->code_plus_1 != 0)
    return slot->code_plus_1 - 1;
  offset = self->arena->len;
  g_byte_array_append (self->arena, (const guint8 *) text, length);
  g_byte_array_append (self->arena, (const guint8 *) "", 1);
  g_array_append_val (self->offsets, offset);
  slot->hash = hash;
  slot->code_plus_1 = self->offsets->len;
  if (self->offsets->len > self->n_slots / 2)
    grow (self);
  return self->offsets->len - 1;
}

guint32
clv_pool_find (const ClvPool *self,
               const char    *text)
{
  gsize length = strlen (text);

  return find_slot (self, text, length, hash_text (text, length))->code_plus_1 - 1;
}

guint32
clv_pool_get_n (const ClvPool *self)
{
  return self->offsets->len;
}

const char *
clv_pool_get (const ClvPool *self,
              guint32        code)
{
  return (const char *) self->arena->data + g_array_index (self->offsets, gsize, code);
}

/* “17850.0”: 1 when it ends in a zero fraction, -1 when the fraction means something, 0 otherwise. */
static int
zero_fraction (const char *text)
{
  const char *p = text;

  while (g_ascii_isdigit (*p))
    p++;
  if (p == text || *p != '.' || p[1] == '\0')
    return 0;
  for (p++; *p == '0'; p++)
    ;
  return *p == '\0' ? 1 : g_ascii_isdigit (*p) ? -1 : 0;
}

static gboolean
is_missing (const char *text)
{
  static const char *const words[] = { "NULL", "N/A", "#N/A", "NaN", "nan", "null", "None", "n/a", "NA", "(null)" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (text, words[i]) == 0)
      return TRUE;
  return FALSE;
}

guint32 *
clv_pool_intern_column (ClvPool         *self,
                        const ClvColumn *column)
{
  guint32 n = clv_column_get_n_distinct (column);
  guint32 *map = g_new (guint32, MAX (n, 1));
  guint n_zero = 0, n_meant = 0;

  for (guint32 code = 1; code < n && n_meant == 0; code++)
    {
      ClvCell cell;

      clv_column_get_cell (column, code, &cell);
      if (cell.kind != CLV_CELL_TEXT)
        continue;
      if (zero_fraction (cell.text) > 0)
        n_zero++;
      else if (zero_fraction (cell.text) < 0)
        n_meant++;
    }

  map[CLV_CODE_EMPTY] = G_MAXUINT32;
  for (guint32 code = 1; code < n; code++)
    {
      ClvCell cell;

      clv_column_get_cell (column, code, &cell);
      if (cell.kind == CLV_CELL_TEXT)
        {
          gsize length = strlen (cell.text);

          if (is_missing (cell.text))
            {
              map[code] = G_MAXUINT32;
              continue;
            }
          if (n_zero > 0 && n_meant == 0 && zero_fraction (cell.text) > 0)
            length = strchr (cell.text, '.') - cell.text;
          map[code] = clv_pool_intern (self, cell.text, length);
        }
      else if (cell.kind == CLV_CELL_ERROR || cell.kind == CLV_CELL_EMPTY)
        map[code] = G_MAXUINT32;
      else
        {
          g_autofree char *text = clv_column_dup_text (column, code);

          map[code] = clv_pool_intern (self, text, strlen (text));
        }
    }
  return map;
}
