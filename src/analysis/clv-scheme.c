/* clv-scheme.c - schemes that the findings hold already, columns and pairs of columns
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-scheme-private.h"

#include "clv-best-customers.h"
#include "clv-clusters.h"
#include "clv-journey.h"
#include "clv-priority.h"

#include <stdlib.h>
#include <string.h>

/* More than this nobody reads: what is smaller stands together. */
#define MAX_PAIRS 1000u

ClvScheme *
clv_scheme_start (const ClvFindings *findings,
                  const char        *id,
                  const char        *title,
                  const char *const *names,
                  guint              n,
                  gboolean           has_order,
                  guint              rest)
{
  ClvScheme *self = g_new0 (ClvScheme, 1);

  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->has_order = has_order;
  self->n = n;
  self->names = g_new0 (char *, (gsize) n + 1);
  for (guint i = 0; i < n; i++)
    self->names[i] = g_strdup (names[i]);
  /* Columns tell what customers are; all else is about what they did. */
  self->by_behaviour = TRUE;
  self->rest = rest;
  self->n_customers = findings->customers.n;
  self->by_customer = g_new (guint32, (gsize) self->n_customers + 1);
  memset (self->by_customer, 0xff, ((gsize) self->n_customers + 1) * sizeof *self->by_customer);
  return self;
}

void
clv_scheme_free (ClvScheme *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; self->details != NULL && i < self->n; i++)
    g_free (self->details[i]);
  g_free (self->details);
  g_strfreev (self->names);
  g_free (self->by_customer);
  g_free (self->sentence);
  g_free (self->title);
  g_free (self->id);
  g_free (self);
}

typedef struct
{
  guint       segment;
  guint32     customers;
  gboolean    is_rest;
  double      value;
  const char *name;
} Place;

static int
compare_places (const void *a,
                const void *b)
{
  const Place *x = a, *y = b;

  if ((x->customers == 0) != (y->customers == 0))
    return x->customers == 0 ? 1 : -1;
  if (x->is_rest != y->is_rest)
    return x->is_rest - y->is_rest;
  if (x->value != y->value)
    return x->value > y->value ? -1 : 1;
  return strcmp (x->name, y->name);
}

void
clv_scheme_sort_by_value (ClvScheme         *self,
                          const ClvFindings *findings)
{
  g_autofree Place *places = g_new0 (Place, (gsize) self->n + 1);
  g_autofree ClvSum *values = g_new0 (ClvSum, (gsize) self->n + 1);
  g_autofree guint32 *position = g_new (guint32, (gsize) self->n + 1);
  g_autofree char **names = self->names;
  guint rest = G_MAXUINT, n = 0;

  for (guint32 c = 0; c < self->n_customers; c++)
    if (self->by_customer[c] != CLV_NOBODY)
      {
        places[self->by_customer[c]].customers++;
        if (!isnan (findings->customers.value[c]))
          clv_sum_add (&values[self->by_customer[c]], findings->customers.value[c]);
      }
  for (guint i = 0; i < self->n; i++)
    {
      places[i].segment = i;
      places[i].is_rest = i == self->rest;
      places[i].value = clv_analysis_ranking_key (clv_sum_get (&values[i]));
      places[i].name = names[i];
    }
  qsort (places, self->n, sizeof *places, compare_places);
  self->names = g_new0 (char *, (gsize) self->n + 1);
  for (guint i = 0; i < self->n; i++)
    {
      position[places[i].segment] = i;
      if (places[i].customers == 0)
        {
          g_free (names[places[i].segment]);
          continue;
        }
      if (places[i].is_rest)
        rest = i;
      self->names[n++] = names[places[i].segment];
    }
  for (guint32 c = 0; c < self->n_customers; c++)
    if (self->by_customer[c] != CLV_NOBODY)
      self->by_customer[c] = position[self->by_customer[c]];
  self->n = n;
  self->rest = rest;
}

/**
 * clv_scheme_new_of_known:
 * @from: of these findings
 *
 * Returns: (transfer full): the same segments in the same order, each customer in one
 */
ClvScheme *
clv_scheme_new_of_known (const ClvFindings      *findings,
                         const ClvSegmentScheme *from)
{
  const gboolean has_order = g_str_equal (from->id, "tier") || g_str_equal (from->id, "rfm");
  const char *none = g_str_equal (from->id, "rfm") ? _("No net purchase") : _("(none)");
  g_autofree const char **names = g_new (const char *, (gsize) from->n_segments + 1);
  ClvScheme *self;
  guint rest = G_MAXUINT;

  for (guint i = 0; i < from->n_segments; i++)
    names[i] = from->segments[i].name;
  /* It stands last; a value of that very name does not. */
  if (from->n_segments > 0 && strcmp (names[from->n_segments - 1], none) == 0)
    rest = from->n_segments - 1;
  self = clv_scheme_start (findings, from->id, from->title, names, from->n_segments, has_order, rest);
  if (from->by_customer != NULL)
    memcpy (self->by_customer, from->by_customer, self->n_customers * sizeof *self->by_customer);
  self->by_behaviour = has_order;
  if (from->overlapping)
    {
      self->by_rows = from;
      self->sentence = g_strdup (_("A customer may stand in several of these segments: orders and money go by row, and what needs "
                                   "one segment of each customer, such as retention, by where most of their revenue is."));
    }
  return self;
}

static ClvScheme *
new_of_deciles (const ClvFindings *findings)
{
  char *numbered[10];
  const char *names[11];
  ClvScheme *self;

  for (guint i = 0; i < 10; i++)
    {
      /* Translators: the best, second best, … tenth of the customers */
      numbered[i] = g_strdup_printf (_("Tenth %u"), i + 1);
      names[i] = numbered[i];
    }
  names[10] = _("(none)");
  self = clv_scheme_start (findings, "decile", _("Tenths by value"), names, 11, TRUE, 10);
  for (guint32 c = 0; c < self->n_customers; c++)
    if (findings->customers.counted[c])
      self->by_customer[c] = findings->customers.decile[c] != 0 ? findings->customers.decile[c] - 1u : 10;
  for (guint i = 0; i < 10; i++)
    g_free (numbered[i]);
  return self;
}

/* “country+channel”; ids may hold a “+” themselves. */
static gboolean
split_pair (const ClvFindings       *findings,
            const char              *id,
            const ClvSegmentScheme **first,
            const ClvSegmentScheme **second)
{
  for (const char *plus = strchr (id, '+'); plus != NULL; plus = strchr (plus + 1, '+'))
    {
      g_autofree char *left = g_strndup (id, plus - id);

      *first = clv_findings_find_scheme (findings, left);
      *second = clv_findings_find_scheme (findings, plus + 1);
      if (*first != NULL && *second != NULL && (*first)->by_customer != NULL && (*second)->by_customer != NULL)
        return TRUE;
    }
  return FALSE;
}

typedef struct
{
  guint32 code, customers;
} Cell;

static int
compare_cells (const void *a,
               const void *b)
{
  const Cell *x = a, *y = b;

  return x->customers != y->customers ? (x->customers > y->customers ? -1 : 1) : x->code < y->code ? -1 : x->code > y->code;
}

static ClvScheme *
new_of_pair (const ClvFindings      *findings,
             const char             *id,
             const ClvSegmentScheme *first,
             const ClvSegmentScheme *second)
{
  const gsize n_cells = (gsize) first->n_segments * second->n_segments;
  g_autofree Cell *cells = g_new0 (Cell, n_cells + 1);
  g_autofree guint32 *segment = g_new (guint32, n_cells + 1);
  g_autofree char *title = g_strdup_printf ("%s × %s", first->title, second->title);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const guint32 n_customers = findings->customers.n;
  ClvScheme *self;
  guint n_named = 0;
  gboolean has_others;

#define CELL(c) ((gsize) first->by_customer[c] * second->n_segments + second->by_customer[c])
  for (gsize i = 0; i < n_cells; i++)
    cells[i].code = (guint32) i;
  for (guint32 c = 0; c < n_customers; c++)
    if (findings->customers.counted[c])
      cells[CELL (c)].customers++;
  /* Codes stand in the order of the segments, which does not depend on that of the rows. */
  qsort (cells, n_cells, sizeof *cells, compare_cells);
  while (n_named < n_cells && n_named < MAX_PAIRS && cells[n_named].customers > 0)
    n_named++;
  has_others = n_named < n_cells && cells[n_named].customers > 0;
  for (guint i = 0; i < n_cells; i++)
    segment[cells[i].code] = MIN (i, n_named);
  for (guint i = 0; i < n_named; i++)
    g_ptr_array_add (names, g_strdup_printf ("%s · %s", first->segments[cells[i].code / second->n_segments].name,
                                             second->segments[cells[i].code % second->n_segments].name));
  if (has_others)
    g_ptr_array_add (names, g_strdup (_("(all others)")));
  self = clv_scheme_start (findings, id, title, (const char *const *) names->pdata, names->len, FALSE,
                           has_others ? n_named : G_MAXUINT);
  self->by_behaviour = FALSE;
  for (guint32 c = 0; c < n_customers; c++)
    if (findings->customers.counted[c])
      self->by_customer[c] = segment[CELL (c)];
#undef CELL
  if (first->overlapping || second->overlapping)
    self->sentence = g_strdup (_("A customer may have several of these values: each counts where most of the revenue is."));
  clv_scheme_sort_by_value (self, findings);
  return self;
}

static void
free_offer (gpointer data)
{
  ClvSchemeOffer *offer = data;

  g_free (offer->id);
  g_free (offer->title);
  g_free (offer);
}

static void
add_offer (GPtrArray  *offers,
           const char *id,
           const char *title,
           gboolean    is_column)
{
  ClvSchemeOffer *offer = g_new (ClvSchemeOffer, 1);

  *offer = (ClvSchemeOffer) { g_strdup (id), g_strdup (title), is_column };
  g_ptr_array_add (offers, offer);
}

/* A column may have the name of a scheme; the scheme goes first. */
static const char *const own_ids[] = { "tier", "rfm", "decile", "best", "journey", "priority", "clusters", NULL };

/**
 * clv_scheme_list:
 *
 * Returns: (transfer full) (element-type ClvSchemeOffer): the schemes that clv_scheme_new() makes of these data
 */
GPtrArray *
clv_scheme_list (const ClvFindings *findings)
{
  GPtrArray *offers = g_ptr_array_new_with_free_func (free_offer);
  const gboolean has_rows = findings->customer_start != NULL;

  for (guint i = 0; i < findings->schemes->len; i++)
    {
      const ClvSegmentScheme *scheme = findings->schemes->pdata[i];

      if (g_str_equal (scheme->id, "tier") || g_str_equal (scheme->id, "rfm"))
        add_offer (offers, scheme->id, scheme->title, FALSE);
    }
  if (findings->n_by_rank > 0)
    {
      add_offer (offers, "decile", _("Tenths by value"), FALSE);
      if (has_rows)
        {
          add_offer (offers, "best", _("High value, volume, loyalty"), FALSE);
          add_offer (offers, "journey", _("Stage of the customer"), FALSE);
          if (findings->valuation != NULL && !findings->valuation->is_contracts && findings->valuation->value_at_risk != NULL)
            add_offer (offers, "priority", _("Whom to look after first"), FALSE);
          add_offer (offers, "clusters", _("Groups that are alike"), FALSE);
        }
    }
  for (guint i = 0; i < findings->schemes->len; i++)
    {
      const ClvSegmentScheme *scheme = findings->schemes->pdata[i];

      if (!g_strv_contains (own_ids, scheme->id))
        add_offer (offers, scheme->id, scheme->title, TRUE);
    }
  return offers;
}

static void
set_unknown (const ClvFindings *findings,
             const char        *id,
             GError           **error)
{
  g_autoptr (GPtrArray) offers = clv_scheme_list (findings);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < offers->len; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", ((const ClvSchemeOffer *) offers->pdata[i])->id);
  /* Translators: a name of segments, and all that there are */
  g_set_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_KEY,
               _("Customers cannot be put into segments by “%s”. There are: %s; two columns together as “country+channel”."),
               id, list->str);
}

/**
 * clv_scheme_new:
 * @id: one of clv_scheme_list(), or two columns as “country+channel”
 * @work: (nullable): asked whether to go on
 *
 * Puts the customers into segments. Time O(customers), but for clusters, which take some passes over them.
 *
 * Errors: CLV_ANALYSIS_ERROR_KEY when these data have no such scheme; CLV_ANALYSIS_ERROR_CANCELLED and
 * CLV_ANALYSIS_ERROR_NO_MEMORY of clusters.
 *
 * Returns: (transfer full): the scheme, or NULL with @error
 */
ClvScheme *
clv_scheme_new (const ClvFindings *findings,
                const char        *id,
                const ClvWork     *work,
                GError           **error)
{
  const gboolean has_rows = findings->customer_start != NULL && findings->n_by_rank > 0;
  const ClvSegmentScheme *first, *second;
  ClvScheme *priority = g_str_equal (id, "priority") && has_rows ? clv_scheme_new_of_priority (findings) : NULL;

  if (priority != NULL)
    return priority;
  if (g_str_equal (id, "decile") && findings->n_by_rank > 0)
    return new_of_deciles (findings);
  if (g_str_equal (id, "best") && has_rows)
    return clv_scheme_new_of_best (findings, NULL);
  if (g_str_equal (id, "journey") && has_rows)
    return clv_scheme_new_of_journey (findings);
  if (g_str_equal (id, "clusters") && has_rows)
    return clv_scheme_new_of_clusters (findings, NULL, work, NULL, error);
  first = clv_findings_find_scheme (findings, id);
  if (first != NULL && first->by_customer != NULL)
    return clv_scheme_new_of_known (findings, first);
  if (split_pair (findings, id, &first, &second))
    return new_of_pair (findings, id, first, second);
  set_unknown (findings, id, error);
  return NULL;
}

guint
clv_scheme_find (const ClvScheme *self,
                 const char      *name)
{
  for (guint i = 0; i < self->n; i++)
    if (strcmp (self->names[i], name) == 0)
      return i;
  return G_MAXUINT;
}

guint32 *
clv_scheme_dup_members (const ClvScheme *self,
                        guint            segment,
                        guint32         *n)
{
  guint32 *members = g_new (guint32, (gsize) self->n_customers + 1);

  *n = 0;
  for (guint32 c = 0; c < self->n_customers; c++)
    if (self->by_customer[c] == segment)
      members[(*n)++] = c;
  return g_realloc_n (members, (gsize) *n + 1, sizeof *members);
}
