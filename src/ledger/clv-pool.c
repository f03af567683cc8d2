/* clv-pool.c - distinct texts and their codes
 *
 * Open addressing over one arena. The first column of a pool is distinct by
 * construction: its texts are only appended, and the index over them is made
 * when somebody looks for one. A file with one table never pays for it.
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
  Slot       *slots;     /* NULL until somebody looks for a text */
  guint32     n_slots;   /* a power of two */
};

ClvPool *
clv_pool_new (void)
{
  ClvPool *self = g_new0 (ClvPool, 1);

  self->arena = g_byte_array_new ();
  self->offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
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
put_slot (ClvPool *self,
          guint32  hash,
          guint32  code)
{
  guint32 at = hash & (self->n_slots - 1);

  while (self->slots[at].code_plus_1 != 0)
    at = (at + 1) & (self->n_slots - 1);
  self->slots[at] = (Slot) { hash, code + 1 };
}

/* Makes the index, with room for twice the texts. */
static void
build_index (ClvPool *self)
{
  self->n_slots = 64;
  while (self->n_slots / 4 < self->offsets->len)
    self->n_slots *= 2;
  g_free (self->slots);
  self->slots = g_new0 (Slot, self->n_slots);
  for (guint32 i = 0; i < self->offsets->len; i++)
    {
      const char *text = clv_pool_get (self, i);

      put_slot (self, hash_text (text, strlen (text)), i);
    }
}

static guint32
append (ClvPool    *self,
        const char *text,
        gsize       length)
{
  gsize offset = self->arena->len;

  g_byte_array_append (self->arena, (const guint8 *) text, length);
  g_byte_array_append (self->arena, (const guint8 *) "", 1);
  g_array_append_val (self->offsets, offset);
  return self->offsets->len - 1;
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
  Slot *slot;
  guint32 code;

  if (self->slots == NULL)
    build_index (self);
  slot = find_slot (self, text, length, hash);
  if (slot->code_plus_1 != 0)
    return slot->code_plus_1 - 1;
  code = append (self, text, length);
  *slot = (Slot) { hash, code + 1 };
  if (self->offsets->len > self->n_slots / 2)
    build_index (self);
  return code;
}

guint32
clv_pool_find (ClvPool    *self,
               const char *text)
{
  gsize length = strlen (text);

  if (self->slots == NULL)
    build_index (self);
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

  if (strchr ("N#nN(", text[0]) == NULL || strlen (text) > 6)
    return FALSE;
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
  gboolean distinct;

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

  /* Different cells give different texts unless something is cut off, or a number looks like a text. */
  distinct = clv_pool_get_n (self) == 0 && self->slots == NULL && n_zero == 0;
  for (guint32 code = 1; code < n && distinct; code++)
    distinct = clv_column_get_kind (column, code) == CLV_CELL_TEXT;

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
          map[code] = distinct ? append (self, cell.text, length) : clv_pool_intern (self, cell.text, length);
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
