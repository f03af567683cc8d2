/* clv-mapping-pairs.c - columns that say the same money in several currencies
 *
 * “Total (USD)” beside “Total (EUR)”: where a row fills one of them, that is what it is
 * in. Where it fills both, they were proved to be one sale (clv-mapping-pair-proof.c), and the
 * currency that most rows have counts.
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
  double          *numbers;  /* by code, in whole units */
} Member;

static void
member_clear (gpointer data)
{
  Member *self = data;

  g_free (self->numbers);
}

/* What a cell says, by what goes before what: files fill in 0 or “-” where another column says the amount. */
typedef enum
{
  SAYS_NOTHING,
  SAYS_TEXT,
  SAYS_ZERO,
  SAYS_MONEY,
} Said;

static Said
get_said (const Member *self,
          guint32       row)
{
  const guint32 code = self->codes[row];

  if (code == CLV_CODE_EMPTY)
    return SAYS_NOTHING;
  if (!isfinite (self->numbers[code]))
    return SAYS_TEXT;
  return self->numbers[code] == 0 ? SAYS_ZERO : SAYS_MONEY;
}

static Said
get_most_said (const GArray *group,
               guint32       row)
{
  Said most = SAYS_NOTHING;

  for (guint k = 0; k < group->len; k++)
    most = MAX (most, get_said (&g_array_index (group, Member, k), row));
  return most;
}

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

  g_array_set_clear_func (group, member_clear);

  for (guint i = first; i < mapping->n_columns; i++)
    {
      g_autofree char *currency = NULL;
      g_autofree char *stem = NULL;
      Member member = { .column = i, .currency = CLV_NO_CURRENCY };

      if (mapping->columns[i].role != mapping->columns[first].role
          || (i != first && !clv_table_mapping_are_paired (mapping, first, i, self->currencies)))
        continue;
      stem = clv_table_mapping_dup_stem (mapping, i, &currency);
      if (currency != NULL)
        member.currency = clv_currency_intern (self->names, NULL, currency);
      member.numbers = clv_table_mapping_read_numbers (mapping, i);
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
                 const char       *wanted,
                 const ClvWork    *work)
{
  guint32 n_rows[256] = { 0 }, n_of_first[256] = { 0 };
  guint8 best = CLV_NO_CURRENCY;

  for (guint k = 0; k < group->len; k++)
    {
      const Member *member = &g_array_index (group, Member, k);

      for (guint32 i = 0; i < clv_table_get_n_rows (self->mapping->table); i++)
        {
          guint8 currency;

          if ((i & 0xffff) == 0 && clv_work_is_cancelled (work))
            return CLV_NO_CURRENCY;
          if (get_said (member, i) != SAYS_MONEY)
            continue;
          currency = currency_of (self, member, i);
          n_rows[currency]++;
          n_of_first[currency] += k == 0;
        }
    }
  for (guint i = 0; i < self->names->len; i++)
    if (n_rows[i] > 0 && *wanted != '\0' && g_ascii_strcasecmp (self->names->pdata[i], wanted) == 0)
      return i;
  for (guint i = 0; i < self->names->len; i++)
    if (n_rows[i] > 0
        && (best == CLV_NO_CURRENCY || n_rows[i] > n_rows[best] || (n_rows[i] == n_rows[best] && n_of_first[i] > n_of_first[best])))
      best = i;
  return best;
}

/* The member that speaks for the row: in @currency, else the first one. -1: none does. */
static int
find_member (const Currencies *self,
             const GArray     *group,
             guint32           row,
             guint8            currency)
{
  const Said most = get_most_said (group, row);
  int found = -1;

  if (most == SAYS_NOTHING)
    return -1;
  for (guint k = 0; k < group->len; k++)
    {
      const Member *member = &g_array_index (group, Member, k);

      if (get_said (member, row) != most)
        continue;
      if (currency_of (self, member, row) == currency)
        return k;
      if (found < 0)
        found = k;
    }
  return found;
}

/* With its currency where that is not the one of the row, so that it is told and left out like all that is foreign. */
static void
add_money (ClvTableBuilder *builder,
           guint            at,
           const Member    *member,
           guint32          row,
           const char      *foreign)
{
  const guint32 code = member->codes[row];
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *text = NULL;

  if (!isfinite (member->numbers[code]))
    clv_table_mapping_copy_cell (builder, at, member->cells, code);
  else if (foreign == NULL)
    clv_table_builder_add_number (builder, at, member->numbers[code]);
  else
    {
      g_ascii_formatd (number, sizeof number, "%.15g", member->numbers[code]);
      text = g_strdup_printf ("%s %s", number, foreign);
      clv_table_builder_add_text (builder, at, text, strlen (text));
    }
}

/* What the leading group says of the rows, by row: its member or -1, and the currency. */
typedef struct
{
  int    *members;
  guint8 *currencies;
} Leaders;

/* Whether money of @role in another currency than the row is left out, and told, once all currencies are known. */
static gboolean
is_judged_later (ClvRole role)
{
  return role != CLV_ROLE_UNIT_PRICE && role != CLV_ROLE_DISCOUNT;
}

static void
add_money_of_row (const Currencies *self,
                  ClvTableBuilder  *builder,
                  guint             at,
                  const Member     *member,
                  guint32           row,
                  guint8            currency,
                  ClvProblemList   *told)
{
  const ClvTable *table = self->mapping->table;
  const ClvRole role = self->mapping->columns[at].role;
  const guint8 own = currency_of (self, member, row);
  const gboolean is_foreign = currency != CLV_NO_CURRENCY && own != CLV_NO_CURRENCY && own != currency && get_said (member, row) == SAYS_MONEY;
  g_autofree char *text = NULL;

  if (!is_foreign || is_judged_later (role))
    {
      add_money (builder, at, member, row, is_foreign ? self->names->pdata[own] : NULL);
      return;
    }
  if (role != CLV_ROLE_DISCOUNT)
    return;
  text = clv_column_dup_text (member->cells, member->codes[row]);
  clv_problem_list_add (told, "mixed-currencies", "left-out", clv_table_get_file (table), clv_table_get_sheet (table),
                        clv_table_get_source_row (table, row), text);
}

static ClvTable *
build (const Currencies *self,
       GArray          **groups,
       guint             leader,
       const Leaders    *leaders,
       const ClvWork    *work,
       ClvProblemList   *told)
{
  const ClvTableMapping *mapping = self->mapping;
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new (clv_table_get_file (mapping->table), clv_table_get_sheet (mapping->table));
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();

  clv_table_builder_set_header_row (builder, 1);
  clv_table_builder_keep_rows (builder);
  clv_table_builder_set_hidden (builder, clv_table_is_hidden (mapping->table));
  for (guint k = 0; k < mapping->n_columns; k++)
    {
      g_autofree char *currency = NULL;
      g_autofree char *stem = clv_table_mapping_dup_stem (mapping, k, &currency);
      const char *header = groups[k] == NULL ? clv_column_get_header (clv_table_get_column (mapping->table, k))
                           : *stem != '\0'  ? stem
                                            : "amount";

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
          const int at = groups[k] == NULL ? -1 : k == leader ? leaders->members[row] : find_member (self, groups[k], row, leaders->currencies[row]);

          if (groups[k] == NULL)
            clv_table_mapping_copy_cell (builder, k, cells, clv_column_get_codes (cells)[row]);
          else if (at >= 0)
            add_money_of_row (self, builder, k, &g_array_index (groups[k], Member, at), row, leaders->currencies[row], told);
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
      const ClvWork    *work,
      ClvProblemList   *problems,
      GPtrArray        *choices)
{
  const ClvTable *table = self->mapping->table;

  for (guint32 row = 0; row < clv_table_get_n_rows (table); row++)
    {
      g_autoptr (GString) text = NULL;
      guint n = 0;

      if ((row & 0xffff) == 0 && clv_work_is_cancelled (work))
        return;
      for (guint k = 0; k < group->len; k++)
        n += get_said (&g_array_index (group, Member, k), row) == SAYS_MONEY;
      if (n < 2)
        continue;
      if (leaders->currencies[row] != CLV_NO_CURRENCY)
        add_choice (choices, self->names->pdata[leaders->currencies[row]]);
      for (guint k = 0; k < group->len; k++)
        {
          const Member *member = &g_array_index (group, Member, k);
          const guint8 currency = currency_of (self, member, row);

          if (get_said (member, row) == SAYS_MONEY && currency != CLV_NO_CURRENCY && (int) k != leaders->members[row]
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

          if (get_said (member, row) == SAYS_MONEY)
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
              const ClvWork    *work,
              Leaders          *leaders)
{
  const guint32 n = clv_table_get_n_rows (self->mapping->table);
  const guint8 currency = group != NULL ? choose_currency (self, group, wanted, work) : CLV_NO_CURRENCY;
  g_autofree char *of_header = NULL;
  g_autofree char *stem = column < self->mapping->n_columns ? clv_table_mapping_dup_stem (self->mapping, column, &of_header) : NULL;
  const guint8 of_all = of_header != NULL ? clv_currency_intern (self->names, NULL, of_header) : CLV_NO_CURRENCY;
  const Member rows = { .currency = CLV_NO_CURRENCY };

  leaders->members = g_new (int, (gsize) n + 1);
  leaders->currencies = g_malloc ((gsize) n + 1);
  for (guint32 i = 0; i < n; i++)
    {
      if ((i & 0xffff) == 0 && clv_work_is_cancelled (work))
        return;
      leaders->members[i] = group != NULL ? find_member (self, group, i, currency) : -1;
      leaders->currencies[i] = leaders->members[i] >= 0 ? currency_of (self, &g_array_index (group, Member, leaders->members[i]), i)
                                                        : currency_of (self, &rows, i);
      if (leaders->currencies[i] == CLV_NO_CURRENCY)
        leaders->currencies[i] = group != NULL ? currency : of_all;
    }
}

/* The mapping of the table that was made. NULL when it is not row by row what it was made of. (transfer full) (nullable) */
static ClvTableMapping *
adopt (const Currencies *self,
       GArray          **groups,
       guint             leader,
       ClvTable         *table)
{
  const ClvTableMapping *mapping = self->mapping;
  const gboolean has_leader = leader < mapping->n_columns;
  ClvTableMapping *merged;

  if (clv_table_get_n_rows (table) != clv_table_get_n_rows (mapping->table) || clv_table_get_n_columns (table) != mapping->n_columns + has_leader)
    return NULL;
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
  if (!has_leader)
    return merged;
  if (self->currencies >= 0)
    merged->columns[self->currencies].role = CLV_ROLE_NONE;
  merged->columns[mapping->n_columns].role = CLV_ROLE_CURRENCY;
  return merged;
}

/* Columns that look as if they said money of the orders in another currency, but do not say the same: they are not used. */
static void
tell_unused (const ClvTableMapping *mapping,
             ClvProblemList        *problems)
{
  for (guint i = 0; i < mapping->n_columns; i++)
    {
      const ClvColumnMapping *column = &mapping->columns[i];
      gboolean is_like_other = FALSE;

      if (column->role != CLV_ROLE_NONE || column->by_user)
        continue;
      for (guint k = 0; k < mapping->n_columns && !is_like_other; k++)
        is_like_other = clv_role_may_be_paired (mapping->columns[k].role) && !mapping->columns[k].by_user
                        && clv_table_mapping_have_same_stem (mapping, k, i);
      if (is_like_other)
        clv_problem_list_add (problems, "amounts-in-currencies", "ignored", clv_table_get_file (mapping->table),
                              clv_table_get_sheet (mapping->table), 0, clv_column_get_header (clv_table_get_column (mapping->table, i)));
    }
}

/* Of groups that cannot be put together, the first member counts. */
static void
tell_members (const ClvTableMapping *mapping,
              GArray               **groups,
              ClvProblemList        *problems)
{
  for (guint i = 0; i < mapping->n_columns; i++)
    for (guint m = 1; groups[i] != NULL && m < groups[i]->len; m++)
      clv_problem_list_add (problems, "amounts-in-currencies", "ignored", clv_table_get_file (mapping->table), clv_table_get_sheet (mapping->table),
                            0, clv_column_get_header (g_array_index (groups[i], Member, m).cells));
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
  g_autoptr (ClvProblemList) told = clv_problem_list_new ();
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
  tell_unused (mapping, problems);
  if (!any)
    return NULL;
  if (self.currencies >= 0)
    {
      self.rows_in = clv_table_get_column (mapping->table, self.currencies);
      self.by_code = by_code = clv_ledger_dup_currencies (names, &mapping->columns[self.currencies], self.rows_in);
    }
  find_leaders (&self, leader < mapping->n_columns ? groups[leader] : NULL, leader, wanted, work, &leaders);
  if (leader < mapping->n_columns && groups[leader] == NULL)
    leader = mapping->n_columns;
  /* What was found is complete unless somebody cancelled. */
  if (!clv_work_is_cancelled (work))
    table = build (&self, groups, leader, &leaders, work, told);
  if (table != NULL)
    {
      merged = adopt (&self, groups, leader, table);
      if (merged != NULL)
        clv_problem_list_merge (problems, told);
      else
        tell_members (mapping, groups, problems);
      if (merged != NULL && leader < mapping->n_columns)
        tell (&self, groups[leader], &leaders, work, problems, choices);
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
  g_autofree char *stem = clv_table_mapping_dup_stem (mapping, column, &written);
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

  for (guint i = 0; i < self->tables->len && !clv_work_is_cancelled (work); i++)
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
