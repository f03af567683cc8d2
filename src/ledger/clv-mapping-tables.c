/* clv-mapping-tables.c - what tables are beside each other: parts of one, or summaries of another
 *
 * Twelve monthly sheets are one table of orders; the sheet “By month” beside them is
 * none, or every sale would count twice.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "clv-header-scale.h"
#include "clv-mapping-private.h"
#include "clv-synonyms.h"

void
clv_table_mapping_ignore (ClvTableMapping *mapping,
                          char            *evidence)
{
  mapping->kind = CLV_KIND_IGNORED;
  clv_recognise_roles (mapping);
  g_free (mapping->evidence);
  mapping->evidence = evidence;
}

/* Figures without a customer beside them can only be customers when nothing else is: beside a table that names its
 * customers they are sums of periods or groups. */
static void
settle_customer_tables (ClvMapping *self)
{
  gboolean are_named = FALSE;

  for (guint i = 0; i < self->tables->len; i++)
    {
      const ClvTableMapping *mapping = self->tables->pdata[i];

      are_named |= mapping->kind != CLV_KIND_IGNORED && mapping->kind != CLV_KIND_COSTS && clv_table_mapping_has (mapping, CLV_ROLE_CUSTOMER);
    }
  for (guint i = 0; are_named && i < self->tables->len; i++)
    {
      ClvTableMapping *mapping = self->tables->pdata[i];

      if (mapping->kind != CLV_KIND_CUSTOMER_VALUES || mapping->kind_by_user || clv_table_mapping_has (mapping, CLV_ROLE_CUSTOMER))
        continue;
      clv_table_mapping_ignore (mapping, g_strdup (_("figures without a customer, beside a table that names customers")));
    }
}

static char *
dup_normalised_header (const ClvTableMapping *mapping,
                       guint                  column)
{
  return clv_synonyms_normalise (clv_column_get_header (clv_table_get_column (mapping->table, column)));
}

int
clv_table_mapping_find_same (const ClvTableMapping *mapping,
                             guint                  column,
                             const ClvTableMapping *other)
{
  const char *written = clv_column_get_header (clv_table_get_column (mapping->table, column));
  g_autofree char *wanted = NULL;

  /* Mostly it stands in the same place. */
  if (column < other->n_columns && strcmp (clv_column_get_header (clv_table_get_column (other->table, column)), written) == 0)
    return column;
  wanted = dup_normalised_header (mapping, column);
  for (guint i = 0; i < other->n_columns; i++)
    {
      g_autofree char *header = dup_normalised_header (other, i);

      if (strcmp (header, wanted) == 0)
        return i;
    }
  return -1;
}

/* More columns than this are no list that goes on in another sheet, and take long to compare. */
#define MAX_COLUMNS 500

static gboolean
may_be_joined (const ClvTableMapping *mapping)
{
  return clv_table_get_n_rows (mapping->table) > 0 && !clv_table_is_hidden (mapping->table) && mapping->n_columns <= MAX_COLUMNS;
}

static int
compare_hashes (const void *a,
                const void *b)
{
  const guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

/* The headers as sorted hashes, so that hundreds of sheets can be compared with each other. (transfer full) */
static guint *
hash_headers (const ClvTableMapping *mapping)
{
  guint *hashes = g_new (guint, MAX (mapping->n_columns, 1));

  for (guint i = 0; i < mapping->n_columns; i++)
    {
      g_autofree char *header = dup_normalised_header (mapping, i);

      hashes[i] = g_str_hash (header);
    }
  qsort (hashes, mapping->n_columns, sizeof *hashes, compare_hashes);
  return hashes;
}

/* Three of four headers are the same; columns may stand in another order. */
static gboolean
is_same_shape (const ClvTableMapping *a,
               const guint           *hashes_of_a,
               const ClvTableMapping *b,
               const guint           *hashes_of_b)
{
  guint n_same = 0;

  if (clv_table_get_header_row (a->table) == 0 || clv_table_get_header_row (b->table) == 0)
    return a->n_columns == b->n_columns && clv_table_get_header_row (a->table) == clv_table_get_header_row (b->table);
  for (guint i = 0, j = 0; i < a->n_columns && j < b->n_columns;)
    {
      n_same += hashes_of_a[i] == hashes_of_b[j];
      if (hashes_of_a[i] <= hashes_of_b[j])
        i++;
      else
        j++;
    }
  return n_same >= 2 && n_same * 4 >= 3 * (a->n_columns + b->n_columns - n_same);
}

/**
 * clv_mapping_dup_groups:
 *
 * Returns: (transfer full): for each table the first table of the same shape, which is itself where there is none
 */
guint *
clv_mapping_dup_groups (const ClvMapping *self)
{
  guint *groups = g_new (guint, MAX (self->tables->len, 1));
  g_autoptr (GPtrArray) hashes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->tables->len; i++)
    g_ptr_array_add (hashes, hash_headers (self->tables->pdata[i]));
  for (guint i = 0; i < self->tables->len; i++)
    {
      groups[i] = i;
      for (guint j = 0; j < i && groups[i] == i && may_be_joined (self->tables->pdata[i]); j++)
        if (groups[j] == j && may_be_joined (self->tables->pdata[j])
            && is_same_shape (self->tables->pdata[i], hashes->pdata[i], self->tables->pdata[j], hashes->pdata[j]))
          groups[i] = j;
    }
  return groups;
}

/* The table that is read as the others are: the one with most rows knows most. */
static ClvTableMapping *
find_leader (ClvMapping  *self,
             const guint *groups,
             guint        group)
{
  ClvTableMapping *leader = self->tables->pdata[group];

  for (guint i = group + 1; i < self->tables->len; i++)
    {
      ClvTableMapping *mapping = self->tables->pdata[i];

      if (groups[i] == group
          && ((mapping->kind != CLV_KIND_IGNORED && leader->kind == CLV_KIND_IGNORED)
              || (clv_table_get_n_rows (mapping->table) > clv_table_get_n_rows (leader->table)
                  && (mapping->kind != CLV_KIND_IGNORED || leader->kind == CLV_KIND_IGNORED))))
        leader = mapping;
    }
  return leader;
}

/* The leader gives the column the role that it has. */
static gboolean
has_same_role (const ClvTableMapping *mapping,
               guint                  column,
               const ClvTableMapping *leader)
{
  int same = clv_table_mapping_find_same (mapping, column, leader);

  return same >= 0 && leader->columns[same].role == mapping->columns[column].role;
}

static void
follow_roles (ClvTableMapping       *mapping,
              const ClvTableMapping *leader)
{
  for (guint i = 0; i < mapping->n_columns; i++)
    {
      int column = clv_table_mapping_find_same (mapping, i, leader);
      ClvRole wanted = column >= 0 ? leader->columns[column].role : CLV_ROLE_NONE;

      if (column < 0 || wanted == mapping->columns[i].role || wanted == CLV_ROLE_NONE || mapping->columns[i].by_user)
        continue;
      for (guint j = 0; j < mapping->n_columns; j++)
        if (mapping->columns[j].role == wanted && !mapping->columns[j].by_user && !clv_role_may_repeat (wanted)
            && !has_same_role (mapping, j, leader))
          {
            mapping->columns[j].role = CLV_ROLE_NONE;
            g_clear_pointer (&mapping->columns[j].evidence, g_free);
          }
      mapping->columns[i].role = wanted;
      mapping->columns[i].confidence = leader->columns[column].confidence;
      g_free (mapping->columns[i].evidence);
      mapping->columns[i].evidence = g_strdup_printf (_("as in %s"), *clv_table_get_sheet (leader->table) != '\0'
                                                                       ? clv_table_get_sheet (leader->table)
                                                                       : clv_table_get_file (leader->table));
      clv_mapping_fit_reading (mapping, i);
    }
}

/* One program wrote both, as far as can be seen: what it does in one it does in the other. */
static gboolean
is_of_same_program (const ClvTableMapping *a,
                    const ClvTableMapping *b)
{
  return clv_table_get_separator (a->table) == clv_table_get_separator (b->table);
}

/* What one of the tables proves of its dates and numbers holds for the same column of the others. */
static void
settle_readings (ClvMapping  *self,
                 const guint *groups,
                 guint        group,
                 guint        at,
                 guint        column)
{
  ClvTableMapping *mapping = self->tables->pdata[at];
  const ClvReading *now = mapping->columns[column].reading;
  ClvDecimalMark decimal = CLV_DECIMAL_UNDECIDED;
  ClvDateOrder order = CLV_DATE_ORDER_UNDECIDED;
  const ClvTable *source = NULL;
  g_autoptr (ClvReading) wanted = NULL;

  if (!now->ambiguous || (now->type != CLV_TYPE_DATE && now->type != CLV_TYPE_NUMBER))
    return;
  for (guint i = group; i < self->tables->len; i++)
    {
      const ClvTableMapping *other = self->tables->pdata[i];
      int same = groups[i] == group && i != at && is_of_same_program (mapping, other)
                   ? clv_table_mapping_find_same (mapping, column, other)
                   : -1;
      const ClvReading *proof = same >= 0 ? other->columns[same].reading : NULL;

      if (proof == NULL || proof->ambiguous || proof->type != now->type)
        continue;
      /* Two tables that prove different things prove nothing for a third. */
      if ((decimal != CLV_DECIMAL_UNDECIDED && proof->decimal != CLV_DECIMAL_UNDECIDED && proof->decimal != decimal)
          || (order != CLV_DATE_ORDER_UNDECIDED && proof->date_order != CLV_DATE_ORDER_UNDECIDED && proof->date_order != order))
        return;
      if (proof->type == CLV_TYPE_NUMBER ? proof->decimal != CLV_DECIMAL_UNDECIDED : proof->date_order != CLV_DATE_ORDER_UNDECIDED)
        source = other->table;
      decimal = proof->decimal != CLV_DECIMAL_UNDECIDED ? proof->decimal : decimal;
      order = proof->date_order != CLV_DATE_ORDER_UNDECIDED ? proof->date_order : order;
    }
  if (now->type == CLV_TYPE_DATE ? order == CLV_DATE_ORDER_UNDECIDED : decimal == CLV_DECIMAL_UNDECIDED)
    return;
  wanted = clv_reading_force (clv_table_get_column (mapping->table, column), now->type,
                              now->type == CLV_TYPE_NUMBER ? decimal : CLV_DECIMAL_UNDECIDED,
                              now->type == CLV_TYPE_DATE ? order : CLV_DATE_ORDER_UNDECIDED);
  if (wanted->n_readable < now->n_readable)
    return;
  wanted->ambiguous = FALSE;
  g_free (wanted->evidence);
  /* Translators: a sheet or a file */
  wanted->evidence = g_strdup_printf (_("As in “%s”, whose cells prove it"), *clv_table_get_sheet (source) != '\0'
                                                                                 ? clv_table_get_sheet (source)
                                                                                 : clv_table_get_file (source));
  clv_reading_free (mapping->columns[column].reading);
  mapping->columns[column].reading = g_steal_pointer (&wanted);
}

/* Tables of one shape are one table: the same kind, the same roles, the same marks. */
static void
settle_group (ClvMapping  *self,
              const guint *groups,
              guint        group)
{
  ClvTableMapping *leader = find_leader (self, groups, group);
  ClvTableKind kind = leader->kind;
  guint n = 0;

  for (guint i = group; i < self->tables->len; i++)
    if (groups[i] == group)
      {
        const ClvTableMapping *mapping = self->tables->pdata[i];

        n++;
        /* Where one month has several rows an order, so may the next one. */
        if (kind == CLV_KIND_ORDERS && mapping->kind == CLV_KIND_LINES)
          kind = CLV_KIND_LINES;
      }
  for (guint i = group; i < self->tables->len && n > 1; i++)
    {
      ClvTableMapping *mapping = self->tables->pdata[i];

      if (groups[i] != group)
        continue;
      if (mapping->kind != kind && !mapping->kind_by_user)
        {
          mapping->kind = kind;
          if (mapping != leader)
            clv_recognise_roles (mapping);
          g_free (mapping->evidence);
          mapping->evidence = g_strdup (leader->evidence);
        }
      if (mapping != leader && mapping->kind == kind)
        follow_roles (mapping, leader);
      for (guint j = 0; j < mapping->n_columns; j++)
        settle_readings (self, groups, group, i, j);
    }
}

/* The money of an order table, as its rows say it; NaN when it has none of its own. */
static double
add_up (const ClvTableMapping *mapping)
{
  int amount = clv_table_mapping_find (mapping, CLV_ROLE_AMOUNT);
  int quantity = clv_table_mapping_find (mapping, CLV_ROLE_QUANTITY), price = clv_table_mapping_find (mapping, CLV_ROLE_UNIT_PRICE);
  const ClvColumn *column;
  g_autofree double *numbers = NULL;
  double sum = 0;

  if (amount < 0 && (quantity < 0 || price < 0))
    return NAN;
  column = clv_table_get_column (mapping->table, amount >= 0 ? amount : price);
  numbers = clv_table_mapping_read_numbers (mapping, amount >= 0 ? amount : price);
  if (amount >= 0)
    {
      for (guint32 code = 0; code < clv_column_get_n_distinct (column); code++)
        if (isfinite (numbers[code]))
          sum += numbers[code] * clv_column_get_counts (column)[code];
    }
  else
    {
      const ClvColumn *pieces = clv_table_get_column (mapping->table, quantity);
      g_autofree double *quantities = clv_reading_numbers (mapping->columns[quantity].reading, pieces);

      for (guint32 row = 0; row < clv_table_get_n_rows (mapping->table); row++)
        {
          double product = quantities[clv_column_get_codes (pieces)[row]] * numbers[clv_column_get_codes (column)[row]];

          if (isfinite (product))
            sum += product;
        }
    }
  return sum;
}

static gboolean
is_pivot (const ClvTableMapping *mapping)
{
  static const char *const parts[] = {
    "sum of ", "count of ", "average of ", "summe von ", "anzahl von ", "mittelwert von ", "somme de ", "nombre de lignes", "suma de ",
    "cuenta de ", "soma de ", "contagem de ", "somma di ", "conteggio di ", "som van ", "求和项", "计数项", NULL
  };

  for (guint i = 0; i < mapping->n_columns; i++)
    {
      g_autofree char *header = dup_normalised_header (mapping, i);

      if (clv_synonyms_has_word ("row labels|zeilenbeschriftungen|etiquettes de lignes|etiquetas de fila|rotulos de linha|"
                                 "etichette di riga|rijlabels|etykiety wierszy|行标签|行ラベル|행 레이블",
                                 header))
        return TRUE;
      for (guint k = 0; parts[k] != NULL; k++)
        if (g_str_has_prefix (header, parts[k]))
          return TRUE;
    }
  return FALSE;
}

static gboolean
is_named_summary (const ClvTableMapping *mapping)
{
  static const char *const words[] = {
    "pivot", "summary", "summaries", "overview", "dashboard", "totals", "zusammenfassung", "ubersicht", "auswertung", "resumen",
    "resumo", "recap", "recapitulatif", "synthese", "riepilogo", "samenvatting", "podsumowanie", "by month", "by year", "by quarter",
    "by week", "by day", "by customer", "by product", "by country", "per month", "per customer", "per year", "nach monat", "nach kunde",
    "nach jahr", "forecast", "budget", "target", "prognose", "planung", "objectif", "prevision", "previsao", "presupuesto", "预算", "予算", "par mois", "par client", "por mes", "por cliente", "por ano", "汇总", "透视", "汇總", "集計", "ピボット", "요약", "피벗", NULL
  };
  g_autofree char *name = clv_synonyms_normalise (clv_table_get_sheet (mapping->table));

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (name, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_of_same_file (const ClvTableMapping *a,
                 const ClvTableMapping *b)
{
  return strcmp (clv_table_get_file (a->table), clv_table_get_file (b->table)) == 0;
}

/* Of all tables of one shape. */
static double
add_up_group (const ClvMapping *self,
              const guint      *groups,
              guint             group,
              guint32          *n_rows)
{
  double sum = 0;

  *n_rows = 0;
  for (guint i = group; i < self->tables->len; i++)
    if (groups[i] == group)
      {
        const ClvTableMapping *mapping = self->tables->pdata[i];

        sum += add_up (mapping);
        *n_rows += clv_table_get_n_rows (mapping->table);
      }
  return sum;
}

static gboolean
is_equal (double a,
          double b)
{
  return isfinite (b) && fabs (a - b) < 0.005 + 1e-7 * fabs (b);
}

/* Sales that are told row by row somewhere are not taken a second time from a table that adds them up. */
static void
ignore_summaries (ClvMapping  *self,
                  const guint *groups)
{
  /* Before the first of them is ignored. */
  g_autofree double *sums = g_new0 (double, self->tables->len + 1);
  g_autofree guint32 *n_rows_of = g_new0 (guint32, self->tables->len + 1);

  for (guint i = 0; i < self->tables->len; i++)
    if (groups[i] == i)
      sums[i] = add_up_group (self, groups, i, &n_rows_of[i]);
  for (guint i = 0; i < self->tables->len; i++)
    {
      ClvTableMapping *mapping = self->tables->pdata[i];
      double total;

      if (!clv_table_mapping_is_orderly (mapping) || mapping->kind_by_user || clv_table_mapping_has (mapping, CLV_ROLE_ORDER))
        continue;
      total = add_up (mapping);
      for (guint j = 0; j < self->tables->len && clv_table_mapping_is_orderly (mapping); j++)
        {
          const ClvTableMapping *other = self->tables->pdata[j];

          if (groups[j] != j || j == groups[i] || !clv_table_mapping_is_orderly (other) || !clv_table_mapping_has (other, CLV_ROLE_CUSTOMER))
            continue;
          if (n_rows_of[j] <= clv_table_get_n_rows (mapping->table))
            continue;
          if (is_of_same_file (mapping, other) && is_pivot (mapping))
            clv_table_mapping_ignore (mapping, g_strdup (_("a pivot table, beside the rows that it adds up")));
          else if (is_equal (total, sums[j]) || (n_rows_of[groups[i]] < n_rows_of[j] && is_equal (sums[groups[i]], sums[j])))
            /* Translators: a sheet or a file */
            clv_table_mapping_ignore (mapping, g_strdup_printf (_("its amounts add up to those of “%s”"),
                                                                *clv_table_get_sheet (other->table) != '\0'
                                                                  ? clv_table_get_sheet (other->table)
                                                                  : clv_table_get_file (other->table)));
          else if (is_of_same_file (mapping, other) && is_named_summary (mapping))
            clv_table_mapping_ignore (mapping, g_strdup (_("a summary or a plan by its name, beside the rows of the sales")));
        }
    }
}

/* The header, or the sheet, speaks of sales. */
static gboolean
speaks_of_sales (const ClvTableMapping *mapping)
{
  static const char *const words[] = {
    "sale", "revenue", "turnover", "order", "till", "cash", "shop", "store", "online", "pos", "umsatz", "verkauf", "kasse", "laden",
    "bestell", "erlos", "vente", "caisse", "magasin", "boutique", "commande", "chiffre", "venta", "caja", "tienda", "pedido", "venda",
    "loja", "receita", "vendita", "negozio", "incasso", "fatturato", "omzet", "verkoop", "winkel", "sprzedaz", "forsaljning", "satıs",
    "продаж", "выручка", "касса", "销售", "收入", "门店", "매출", "판매", "売上", "販売", "店", NULL
  };
  int amount = clv_table_mapping_find (mapping, CLV_ROLE_AMOUNT);
  g_autofree char *header = amount >= 0 ? dup_normalised_header (mapping, amount) : g_strdup ("");
  g_autofree char *names = g_strconcat (clv_table_get_sheet (mapping->table), " ", clv_table_get_file (mapping->table), NULL);
  g_autofree char *name = clv_synonyms_normalise (names);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (header, words[i]) != NULL || strstr (name, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Days and amounts of nobody, for nothing, may be a bank account: beside orders that name their customers they are no
 * sales unless they say so. */
static void
ignore_nameless_amounts (ClvMapping *self)
{
  gboolean are_named = FALSE;

  for (guint i = 0; i < self->tables->len; i++)
    {
      const ClvTableMapping *mapping = self->tables->pdata[i];

      are_named |= clv_table_mapping_is_orderly (mapping) && clv_table_mapping_has (mapping, CLV_ROLE_CUSTOMER) && clv_table_mapping_has (mapping, CLV_ROLE_DATE);
    }
  for (guint i = 0; are_named && i < self->tables->len; i++)
    {
      ClvTableMapping *mapping = self->tables->pdata[i];

      if (!clv_table_mapping_is_orderly (mapping) || mapping->kind_by_user || clv_table_mapping_has (mapping, CLV_ROLE_CUSTOMER) || clv_table_mapping_has (mapping, CLV_ROLE_ORDER)
          || clv_table_mapping_has (mapping, CLV_ROLE_PRODUCT) || clv_table_mapping_has (mapping, CLV_ROLE_QUANTITY) || clv_table_mapping_has (mapping, CLV_ROLE_CATEGORY)
          || speaks_of_sales (mapping))
        continue;
      clv_table_mapping_ignore (mapping, g_strdup (_("dates and amounts of nobody, beside orders that name their customers")));
    }
}

/**
 * clv_mapping_settle_tables:
 *
 * Looks at all tables together, after each was recognised by itself. What the user said stays.
 */
void
clv_mapping_settle_tables (ClvMapping *self)
{
  g_autofree guint *groups = clv_mapping_dup_groups (self);

  for (guint i = 0; i < self->tables->len; i++)
    if (groups[i] == i)
      settle_group (self, groups, i);
  settle_customer_tables (self);
  clv_mapping_ignore_payments (self);
  ignore_summaries (self, groups);
  ignore_nameless_amounts (self);
}
