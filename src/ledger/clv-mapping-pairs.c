/* clv-mapping-pairs.c - columns that say the same money in several currencies
 *
 * “Total (USD)” beside “Total (EUR)”: where a row fills one of them, that is what it is
 * in; where it fills both, it is one sale, and the currency that most rows have counts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "clv-currency-names.h"
#include "clv-header-scale.h"
#include "clv-mapping-private.h"
#include "clv-ledger-private.h"
#include "clv-synonyms.h"
#include "clv-table-builder.h"

#define CENT 0.01

/* (transfer full): what the header says without its currency */
static char *
dup_stem (const char *header,
          const char *currency)
{
  static const char *const links[] = { " in", " en", " em", NULL };
  g_autofree char *folded = g_utf8_strdown (header, -1);
  g_autofree char *wanted = currency != NULL ? g_utf8_strdown (currency, -1) : NULL;
  char *at = wanted != NULL ? strstr (folded, wanted) : NULL;
  g_autofree char *stem = NULL;

  /* Case is of no use any more: what it split stays together in all of them. */
  if (at != NULL)
    memset (at, ' ', strlen (wanted));
  stem = clv_synonyms_normalise (folded);
  for (guint i = 0; links[i] != NULL && currency != NULL; i++)
    if (g_str_has_suffix (stem, links[i]))
      stem[strlen (stem) - strlen (links[i])] = '\0';
  return g_steal_pointer (&stem);
}

static char *
dup_stem_of (const ClvTableMapping *mapping,
             guint                  column,
             char                 **currency)
{
  g_autofree char *header = clv_header_without_scale (clv_column_get_header (clv_table_get_column (mapping->table, column)));

  *currency = clv_currency_dup_of_header (header);
  return dup_stem (header, *currency);
}

static double *
dup_numbers (const ClvTableMapping *mapping,
             guint                  column)
{
  return clv_table_mapping_read_numbers (mapping, column);
}

/* Where a row is in the currency of @fixed, both say the same. */
static gboolean
are_equal_in (const ClvTableMapping *mapping,
              guint                  own,
              guint                  fixed,
              guint                  currencies,
              const char            *currency)
{
  const ClvColumn *cells = clv_table_get_column (mapping->table, currencies);
  const guint32 *codes_own = clv_column_get_codes (clv_table_get_column (mapping->table, own));
  const guint32 *codes_fixed = clv_column_get_codes (clv_table_get_column (mapping->table, fixed));
  g_autofree double *numbers_own = dup_numbers (mapping, own);
  g_autofree double *numbers_fixed = dup_numbers (mapping, fixed);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const guint8 wanted = clv_currency_intern (names, NULL, currency);
  g_autofree guint8 *by_code = g_malloc (clv_column_get_n_distinct (cells) + 1);
  guint32 n = 0, n_same = 0;

  for (guint32 code = 0; code < clv_column_get_n_distinct (cells); code++)
    {
      g_autofree char *text = clv_column_dup_text (cells, code);

      by_code[code] = clv_currency_intern (names, NULL, text);
    }
  for (guint32 i = 0; i < clv_table_get_n_rows (mapping->table); i++)
    {
      const double x = numbers_own[codes_own[i]], y = numbers_fixed[codes_fixed[i]];

      if (by_code[clv_column_get_codes (cells)[i]] != wanted || !isfinite (x) || !isfinite (y))
        continue;
      n++;
      n_same += fabs (x - y) < CENT;
    }
  return n_same >= 0.9 * n;
}

/**
 * clv_table_mapping_are_paired:
 * @currencies: the column of currencies, -1 without one
 *
 * Whether two columns of numbers are the same money in different currencies: their headers are the same but for the
 * currency. One of them may name none where a column says in which currency each row is.
 */
gboolean
clv_table_mapping_are_paired (const ClvTableMapping *mapping,
                              guint                  a,
                              guint                  b,
                              int                    currencies)
{
  g_autofree char *currency_a = NULL;
  g_autofree char *currency_b = NULL;
  g_autofree char *stem_a = dup_stem_of (mapping, a, &currency_a);
  g_autofree char *stem_b = dup_stem_of (mapping, b, &currency_b);
  g_autofree char *code = NULL;

  if (a == b || strcmp (stem_a, stem_b) != 0 || (currency_a == NULL && currency_b == NULL)
      || mapping->columns[a].reading->type != CLV_TYPE_NUMBER || mapping->columns[b].reading->type != CLV_TYPE_NUMBER)
    return FALSE;
  if (currency_a == NULL)
    return currencies >= 0 && are_equal_in (mapping, a, b, currencies, currency_b);
  if (currency_b == NULL)
    return currencies >= 0 && are_equal_in (mapping, b, a, currencies, currency_a);
  code = clv_currency_dup_code (currency_b);
  return !clv_currency_fits (currency_a, code);
}

/* Of orders. */
gboolean
clv_role_may_be_paired (ClvRole role)
{
  return role == CLV_ROLE_AMOUNT || role == CLV_ROLE_UNIT_PRICE || role == CLV_ROLE_COST || role == CLV_ROLE_UNIT_COST
         || role == CLV_ROLE_PROFIT || role == CLV_ROLE_TAX || role == CLV_ROLE_SHIPPING || role == CLV_ROLE_REFUND
         || role == CLV_ROLE_DISCOUNT;
}

/* One column of money of the group, and what its cells are in. */
typedef struct
{
  guint            column;
  const ClvColumn *cells;
  const guint32   *codes;
  guint8           currency; /* of its header; CLV_NO_CURRENCY: of the row */
  double           scale;    /* likewise */
} Member;

typedef struct
{
  const ClvTableMapping *mapping;
  GPtrArray             *names;      /* of the currencies */
  const ClvColumn       *rows_in;    /* (nullable) the column of currencies */
  guint8                *by_code;    /* of its cells */
  int                    currencies; /* its index, -1 */
} Currencies;

/* Columns of the role of @first that say the same in other currencies, and @first itself. (element-type Member) (transfer full) */
static GArray *
find_group (const Currencies *self,
            guint             first)
{
  GArray *group = g_array_new (FALSE, FALSE, sizeof (Member));
  const ClvTableMapping *mapping = self->mapping;

  for (guint i = first; i < mapping->n_columns; i++)
    {
      g_autofree char *currency = NULL;
      g_autofree char *stem = NULL;
      Member member = { .column = i, .currency = CLV_NO_CURRENCY };

      if (mapping->columns[i].role != mapping->columns[first].role
          || (i != first && !clv_table_mapping_are_paired (mapping, first, i, self->currencies)))
        continue;
      stem = dup_stem_of (mapping, i, &currency);
      if (currency != NULL)
        member.currency = clv_currency_intern (self->names, NULL, currency);
      member.scale = clv_table_mapping_get_scale (mapping, i);
      member.cells = clv_table_get_column (mapping->table, i);
      member.codes = clv_column_get_codes (member.cells);
      g_array_append_val (group, member);
    }
  return group;
}

static guint8
currency_of (const Currencies *self,
             const Member     *member,
             guint32           row)
{
  if (member->currency != CLV_NO_CURRENCY || self->rows_in == NULL)
    return member->currency;
  return self->by_code[clv_column_get_codes (self->rows_in)[row]];
}

/* The currency of the rules where some column has it, else the one that most rows have; of equals that of the first column. */
static guint8
choose_currency (const Currencies *self,
                 const GArray     *group,
                 const char       *wanted)
{
  guint32 n_rows[256] = { 0 };
  guint8 best = CLV_NO_CURRENCY;

  for (guint k = 0; k < group->len; k++)
    {
      const Member *member = &g_array_index (group, Member, k);

      for (guint32 i = 0; i < clv_table_get_n_rows (self->mapping->table); i++)
        if (member->codes[i] != CLV_CODE_EMPTY)
          n_rows[currency_of (self, member, i)]++;
    }
  n_rows[CLV_NO_CURRENCY] = 0;
  for (guint i = 0; i < self->names->len; i++)
    if (n_rows[i] > 0 && *wanted != '\0' && g_ascii_strcasecmp (self->names->pdata[i], wanted) == 0)
      return i;
  for (guint i = 0; i < self->names->len; i++)
    if (n_rows[i] > (best != CLV_NO_CURRENCY ? n_rows[best] : 0))
      best = i;
  return best;
}

/* The member that speaks for the row: in @currency, else, for @any, the first one that says something. -1: none does. */
static int
find_member (const Currencies *self,
             const GArray     *group,
             guint32           row,
             guint8            currency,
             gboolean          any)
{
  int found = -1;

  for (guint k = group->len; k-- > 0;)
    {
      const Member *member = &g_array_index (group, Member, k);

      if (member->codes[row] == CLV_CODE_EMPTY)
        continue;
      if (any && (found < 0 || currency_of (self, &g_array_index (group, Member, found), row) != currency))
        found = k;
      if (currency_of (self, member, row) == currency)
        found = k;
    }
  return found;
}

static void
add_number (ClvTableBuilder       *builder,
            guint                  at,
            const ClvTableMapping *mapping,
            guint                  column,
            double                 scale,
            guint32                code)
{
  const ClvColumn *cells = clv_table_get_column (mapping->table, column);
  ClvCell cell;
  double number;

  clv_column_get_cell (cells, code, &cell);
  if (clv_reading_number (mapping->columns[column].reading, &cell, &number))
    clv_table_builder_add_number (builder, at, scale < 1 ? number / round (1 / scale) : number * scale);
  else
    clv_table_mapping_copy_cell (builder, at, cells, code);
}

/* What the leading group says of the rows, by row: its member or -1, and the currency. */
typedef struct
{
  int    *members;
  guint8 *currencies;
} Leaders;

static ClvTable *
build (const Currencies *self,
       GArray          **groups,
       guint             leader,
       const Leaders    *leaders,
       const ClvWork    *work)
{
  const ClvTableMapping *mapping = self->mapping;
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new (clv_table_get_file (mapping->table), clv_table_get_sheet (mapping->table));
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();

  clv_table_builder_set_header_row (builder, 1);
  clv_table_builder_set_hidden (builder, clv_table_is_hidden (mapping->table));
  for (guint k = 0; k < mapping->n_columns; k++)
    {
      g_autofree char *currency = NULL;
      g_autofree char *stem = dup_stem_of (mapping, k, &currency);
      const char *header = groups[k] != NULL ? stem : clv_column_get_header (clv_table_get_column (mapping->table, k));

      clv_table_builder_add_text (builder, k, header, strlen (header));
    }
  if (leader < mapping->n_columns)
    clv_table_builder_add_text (builder, mapping->n_columns, "currency", strlen ("currency"));
  clv_table_builder_end_row (builder, 1);
  for (guint32 row = 0; row < clv_table_get_n_rows (mapping->table); row++)
    {
      if ((row & 0xffff) == 0 && clv_work_is_cancelled (work))
        return NULL;
      for (guint k = 0; k < mapping->n_columns; k++)
        {
          const ClvColumn *cells = clv_table_get_column (mapping->table, k);
          const int at = groups[k] == NULL ? -1
                         : k == leader     ? leaders->members[row]
                                           : find_member (self, groups[k], row, leaders->currencies[row], leaders->currencies[row] == CLV_NO_CURRENCY);

          if (groups[k] == NULL)
            clv_table_mapping_copy_cell (builder, k, cells, clv_column_get_codes (cells)[row]);
          else if (at >= 0)
            {
              const Member *member = &g_array_index (groups[k], Member, at);

              add_number (builder, k, mapping, member->column, member->scale, member->codes[row]);
            }
        }
      if (leader < mapping->n_columns && leaders->currencies[row] != CLV_NO_CURRENCY)
        {
          const char *name = self->names->pdata[leaders->currencies[row]];

          clv_table_builder_add_text (builder, mapping->n_columns, name, strlen (name));
        }
      clv_table_builder_end_row (builder, clv_table_get_source_row (mapping->table, row));
    }
  return clv_table_builder_finish (builder, problems);
}

static void
add_choice (GPtrArray  *choices,
            const char *currency)
{
  if (!g_ptr_array_find_with_equal_func (choices, currency, g_str_equal, NULL))
    g_ptr_array_add (choices, g_strdup (currency));
}

/* Rows that say their money more than once, and what is done about it. */
static void
tell (const Currencies *self,
      const GArray     *group,
      const Leaders    *leaders,
      ClvProblemList   *problems,
      GPtrArray        *choices)
{
  const ClvTable *table = self->mapping->table;

  for (guint32 row = 0; row < clv_table_get_n_rows (table); row++)
    {
      g_autoptr (GString) text = NULL;
      guint n = 0;

      for (guint k = 0; k < group->len; k++)
        n += g_array_index (group, Member, k).codes[row] != CLV_CODE_EMPTY;
      if (n < 2)
        continue;
      if (leaders->currencies[row] != CLV_NO_CURRENCY)
        add_choice (choices, self->names->pdata[leaders->currencies[row]]);
      for (guint k = 0; k < group->len; k++)
        {
          const Member *member = &g_array_index (group, Member, k);
          const guint8 currency = currency_of (self, member, row);

          if (member->codes[row] != CLV_CODE_EMPTY && currency != CLV_NO_CURRENCY && (int) k != leaders->members[row]
              && currency != leaders->currencies[row])
            add_choice (choices, self->names->pdata[currency]);
        }
      if (clv_problem_list_is_full (problems, "amounts-in-currencies", "used"))
        {
          clv_problem_list_count (problems, "amounts-in-currencies", "used", 1);
          continue;
        }
      text = g_string_new (NULL);
      for (guint k = 0; k < group->len; k++)
        {
          const Member *member = &g_array_index (group, Member, k);
          g_autofree char *cell = clv_column_dup_text (member->cells, member->codes[row]);

          if (member->codes[row] != CLV_CODE_EMPTY)
            g_string_append_printf (text, "%s%s: %s", text->len > 0 ? " · " : "", clv_column_get_header (member->cells), cell);
        }
      clv_problem_list_add (problems, "amounts-in-currencies", "used", clv_table_get_file (table), clv_table_get_sheet (table),
                            clv_table_get_source_row (table, row), text->str);
    }
}

static guint
find_leader (const ClvTableMapping *mapping)
{
  int column = clv_table_mapping_find (mapping, CLV_ROLE_AMOUNT);

  if (column < 0)
    column = clv_table_mapping_find (mapping, CLV_ROLE_UNIT_PRICE);
  return column >= 0 ? (guint) column : mapping->n_columns;
}

static void
find_leaders (const Currencies *self,
              const GArray     *group,
              guint             column,
              const char       *wanted,
              Leaders          *leaders)
{
  const guint32 n = clv_table_get_n_rows (self->mapping->table);
  const guint8 currency = group != NULL ? choose_currency (self, group, wanted) : CLV_NO_CURRENCY;
  g_autofree char *of_header = NULL;
  g_autofree char *stem = column < self->mapping->n_columns ? dup_stem_of (self->mapping, column, &of_header) : NULL;
  const guint8 of_all = of_header != NULL ? clv_currency_intern (self->names, NULL, of_header) : CLV_NO_CURRENCY;
  const Member rows = { .currency = CLV_NO_CURRENCY };

  leaders->members = g_new (int, (gsize) n + 1);
  leaders->currencies = g_malloc ((gsize) n + 1);
  for (guint32 i = 0; i < n; i++)
    {
      leaders->members[i] = group != NULL ? find_member (self, group, i, currency, TRUE) : -1;
      leaders->currencies[i] = leaders->members[i] >= 0 ? currency_of (self, &g_array_index (group, Member, leaders->members[i]), i)
                                                        : currency_of (self, &rows, i);
      if (leaders->currencies[i] == CLV_NO_CURRENCY)
        leaders->currencies[i] = group != NULL ? currency : of_all;
    }
}

/* The table with one column for each money, in one currency a row. (transfer full) (nullable): NULL when nothing is told twice */
static ClvTableMapping *
merge (const ClvTableMapping *mapping,
       const char            *wanted,
       const ClvWork         *work,
       ClvProblemList        *problems,
       GPtrArray             *choices)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree GArray **groups = g_new0 (GArray *, mapping->n_columns + 1);
  g_autofree guint8 *by_code = NULL;
  g_autoptr (ClvTable) table = NULL;
  Currencies self = { .mapping = mapping, .names = names, .currencies = clv_table_mapping_find (mapping, CLV_ROLE_CURRENCY) };
  ClvTableMapping *merged = NULL;
  guint leader = find_leader (mapping);
  Leaders leaders = { NULL, NULL };
  gboolean any = FALSE;

  for (guint i = 0; i < mapping->n_columns; i++)
    {
      g_autoptr (GArray) group = NULL;
      gboolean is_taken = FALSE;

      for (guint k = 0; k < i && !is_taken; k++)
        for (guint m = 0; groups[k] != NULL && m < groups[k]->len; m++)
          is_taken |= g_array_index (groups[k], Member, m).column == i;
      if (is_taken || !clv_role_may_be_paired (mapping->columns[i].role))
        continue;
      group = find_group (&self, i);
      if (group->len < 2)
        continue;
      groups[i] = g_steal_pointer (&group);
      any = TRUE;
    }
  if (!any)
    return NULL;
  if (self.currencies >= 0)
    {
      self.rows_in = clv_table_get_column (mapping->table, self.currencies);
      self.by_code = by_code = clv_ledger_dup_currencies (names, &mapping->columns[self.currencies], self.rows_in);
    }
  find_leaders (&self, leader < mapping->n_columns ? groups[leader] : NULL, leader, wanted, &leaders);
  if (leader < mapping->n_columns && groups[leader] == NULL)
    leader = mapping->n_columns;
  table = build (&self, groups, leader, &leaders, work);
  if (table != NULL && clv_table_get_n_rows (table) == clv_table_get_n_rows (mapping->table))
    {
      merged = clv_table_mapping_new (table);
      merged->kind = mapping->kind;
      for (guint i = 0; i < mapping->n_columns; i++)
        {
          clv_reading_free (merged->columns[i].reading);
          merged->columns[i].reading =
            groups[i] != NULL ? clv_reading_force (clv_table_get_column (table, i), CLV_TYPE_NUMBER, CLV_DECIMAL_POINT, CLV_DATE_ORDER_UNDECIDED)
                              : clv_reading_copy (mapping->columns[i].reading);
          merged->columns[i].role = mapping->columns[i].role;
        }
      for (guint i = 0; i < mapping->n_columns; i++)
        for (guint m = 1; groups[i] != NULL && m < groups[i]->len; m++)
          merged->columns[g_array_index (groups[i], Member, m).column].role = CLV_ROLE_NONE;
      if (leader < mapping->n_columns)
        {
          if (self.currencies >= 0)
            merged->columns[self.currencies].role = CLV_ROLE_NONE;
          merged->columns[mapping->n_columns].role = CLV_ROLE_CURRENCY;
          tell (&self, groups[leader], &leaders, problems, choices);
        }
    }
  for (guint i = 0; i < mapping->n_columns; i++)
    g_clear_pointer (&groups[i], g_array_unref);
  g_free (leaders.members);
  g_free (leaders.currencies);
  return merged;
}

/* Money of customers. */
static gboolean
is_figure_of_customer (ClvRole role)
{
  return role == CLV_ROLE_REVENUE || role == CLV_ROLE_PROFIT || role == CLV_ROLE_COST || role == CLV_ROLE_ACQUISITION_COST
         || role == CLV_ROLE_SERVICE_COST || role == CLV_ROLE_AOV || role == CLV_ROLE_MONTHLY_FEE;
}

/* Columns that say the figures of customers in another currency than column @first of the table; NULL where none does.
 * (element-type guint) (transfer full) (nullable) */
static GArray *
find_other_currencies (const ClvTableMapping *mapping,
                       guint                  first)
{
  g_autoptr (GArray) others = NULL;

  if (mapping->kind != CLV_KIND_CUSTOMER_VALUES || !is_figure_of_customer (mapping->columns[first].role))
    return NULL;
  for (guint i = 0; i < mapping->n_columns; i++)
    {
      const ClvColumnMapping *other = &mapping->columns[i];

      if ((other->role != CLV_ROLE_NONE && (i < first || other->role != mapping->columns[first].role))
          || (other->role == CLV_ROLE_NONE && other->by_user) || !clv_table_mapping_are_paired (mapping, first, i, -1))
        continue;
      if (others == NULL)
        others = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_val (others, i);
    }
  return g_steal_pointer (&others);
}

/* Whether the header of the column names the currency; @choices gets what it names. */
static gboolean
is_in (const ClvTableMapping *mapping,
       guint                  column,
       const char            *wanted,
       GPtrArray             *choices)
{
  g_autofree char *written = NULL;
  g_autofree char *stem = dup_stem_of (mapping, column, &written);
  g_autofree char *code = written != NULL ? clv_currency_dup_code (written) : NULL;

  if (code != NULL)
    add_choice (choices, code);
  return code != NULL && *wanted != '\0' && g_ascii_strcasecmp (code, wanted) == 0;
}

/* Figures of customers that are told in several currencies: the column in that of the rules counts, else the first one.
 * (transfer full) (nullable): NULL when nothing is told twice */
static ClvTableMapping *
choose_figures (const ClvTableMapping *mapping,
                const char            *wanted,
                ClvProblemList        *problems,
                GPtrArray             *choices)
{
  g_autofree gboolean *is_chosen = g_new0 (gboolean, mapping->n_columns + 1);
  ClvTableMapping *chosen = NULL;

  for (guint first = 0; first < mapping->n_columns; first++)
    {
      g_autoptr (GArray) others = is_chosen[first] ? NULL : find_other_currencies (chosen != NULL ? chosen : mapping, first);
      g_autoptr (GString) text = NULL;
      const ClvRole role = mapping->columns[first].role;
      guint best = first;

      if (others == NULL)
        continue;
      if (chosen == NULL)
        chosen = clv_table_mapping_copy (mapping);
      text = g_string_new (clv_column_get_header (clv_table_get_column (mapping->table, first)));
      is_in (mapping, first, wanted, choices);
      for (guint k = 0; k < others->len; k++)
        {
          const guint other = g_array_index (others, guint, k);

          if (is_in (mapping, other, wanted, choices))
            best = other;
          chosen->columns[other].role = CLV_ROLE_NONE;
          g_string_append_printf (text, " · %s", clv_column_get_header (clv_table_get_column (mapping->table, other)));
        }
      chosen->columns[first].role = CLV_ROLE_NONE;
      chosen->columns[best].role = role;
      clv_problem_list_add (problems, "amounts-in-currencies", "used", clv_table_get_file (mapping->table),
                            clv_table_get_sheet (mapping->table), 0, text->str);
      is_chosen[best] = TRUE;
    }
  return chosen;
}

/**
 * clv_mapping_has_pairs:
 *
 * Whether some table of orders says its money in a column for each of several currencies, so that the currency of the
 * results decides which of them counts.
 */
gboolean
clv_mapping_has_pairs (const ClvMapping *self)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      const ClvTableMapping *mapping = self->tables->pdata[i];
      const guint leader = find_leader (mapping);

      for (guint k = 0; mapping->kind == CLV_KIND_CUSTOMER_VALUES && k < mapping->n_columns; k++)
        {
          g_autoptr (GArray) others = find_other_currencies (mapping, k);

          if (others != NULL)
            return TRUE;
        }
      for (guint k = leader + 1; clv_table_mapping_is_orderly (mapping) && k < mapping->n_columns; k++)
        if (mapping->columns[k].role == mapping->columns[leader].role)
          return TRUE;
    }
  return FALSE;
}

/**
 * clv_mapping_merge_pairs:
 * @problems: what is told of rows that say their money in several currencies
 *
 * Returns: (transfer full) (nullable): @self with one column for each money of each table, and with the currency of each
 *   row; NULL where that is so already, or when cancelled
 */
ClvMapping *
clv_mapping_merge_pairs (const ClvMapping *self,
                         const ClvWork    *work,
                         ClvProblemList   *problems)
{
  /* What counts stands first. */
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ClvMapping) copy = NULL;

  for (guint i = 0; i < self->tables->len; i++)
    {
      const ClvTableMapping *mapping = self->tables->pdata[i];
      ClvTableMapping *merged = clv_table_mapping_is_orderly (mapping) ? merge (mapping, self->currency, work, problems, choices)
                                                                       : choose_figures (mapping, self->currency, problems, choices);

      if (merged == NULL)
        continue;
      if (copy == NULL)
        copy = clv_mapping_copy (self);
      clv_table_mapping_free (copy->tables->pdata[i]);
      copy->tables->pdata[i] = merged;
    }
  if (choices->len > 0)
    {
      g_autofree char *list = NULL;

      g_ptr_array_add (choices, NULL);
      list = g_strjoinv (" ", (char **) choices->pdata);
      clv_problem_list_set_choices (problems, "amounts-in-currencies", list);
    }
  return g_steal_pointer (&copy);
}
