/* clv-ledger-costs.c - cost tables: what was spent on whom, when, for what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "clv-header-scale.h"
#include "clv-ledger-private.h"
#include "clv-synonyms.h"

/* Parts of normalised texts, by type; the first type that fits wins. */
static const struct
{
  ClvCostType type;
  const char *words;
} type_words[] = {
  { CLV_COST_ACQUISITION,
    "acqui|adquis|aquis|akquise|gewinnung|marketing|advert|ads|ad spend|ad cost|ad budget|media|werbe|werbung|anzeige|publicit|publicid|campaign|kampagne|campagne|campaña|"
    "campanha|promo|seo|sem|search|social|获客|营销|广告|推广|획득|광고|마케팅|獲得|広告|マーケティング|cac" },
  { CLV_COST_RETENTION,
    "retention|retenc|retenç|bindung|fidel|loyal|treue|bonus|newsletter|email|crm|留存|维系|忠诚|会员|유지|충성|維持|ロイヤル" },
  { CLV_COST_SERVICE,
    "service|servic|support|betreuung|hotline|helpdesk|atenci|atend|logist|versand|shipping|服务|客服|서비스|지원|고객센터|サービス|サポート" },
  { CLV_COST_GOODS,
    "goods|cogs|waren|material|purchase|einkauf|production|herstell|marchandise|mercanc|mercadoria|商品|货物|采购|상품|원가|매입|仕入|原価" },
};

static ClvCostType
classify (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (type_words); i++)
    for (const char *p = type_words[i].words; p != NULL; p = strchr (p, '|') != NULL ? strchr (p, '|') + 1 : NULL)
      if (memmem (lower, strlen (lower), p, strchrnul (p, '|') - p) != NULL)
        return type_words[i].type;
  return CLV_COST_OTHER;
}

static void
tell (ClvLedgerBuilder      *self,
      const ClvTableMapping *mapping,
      guint32                row,
      const ClvColumn       *column,
      const char            *kind)
{
  g_autofree char *text = clv_column_dup_text (column, clv_column_get_codes (column)[row]);

  clv_problem_list_add (self->ledger->problems, kind, "left-out", clv_table_get_file (mapping->table),
                        clv_table_get_sheet (mapping->table), clv_table_get_source_row (mapping->table, row), text);
}

/* “Google” and “google” are one channel; the first spelling stays. (transfer full) */
static guint32 *
intern_channels (ClvLedger       *ledger,
                 const ClvColumn *column)
{
  guint32 *map = clv_pool_intern_column (ledger->cost_channels, column);
  guint32 n = clv_pool_get_n (ledger->cost_channels);
  g_autofree guint32 *first = g_new (guint32, n + 1);
  g_autoptr (GHashTable) by_text = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint32 i = 0; i < n; i++)
    {
      char *folded = g_utf8_casefold (clv_pool_get (ledger->cost_channels, i), -1);
      gpointer found = g_hash_table_lookup (by_text, folded);

      first[i] = found != NULL ? GPOINTER_TO_UINT (found) - 1 : i;
      if (found == NULL)
        g_hash_table_insert (by_text, folded, GUINT_TO_POINTER (i + 1));
      else
        g_free (folded);
    }
  for (guint32 code = 0; code < clv_column_get_n_distinct (column); code++)
    if (map[code] != G_MAXUINT32)
      map[code] = first[map[code]];
  return map;
}

/* One channel of its own name, as a header names it. */
static guint32
intern_channel (ClvLedger  *ledger,
                const char *text)
{
  g_autofree char *wanted = g_utf8_casefold (text, -1);

  for (guint32 i = 0; i < clv_pool_get_n (ledger->cost_channels); i++)
    {
      g_autofree char *other = g_utf8_casefold (clv_pool_get (ledger->cost_channels, i), -1);

      if (strcmp (other, wanted) == 0)
        return i;
    }
  return clv_pool_intern (ledger->cost_channels, text, strlen (text));
}

/* What stands beside the amounts of a cost table. */
typedef struct
{
  const ClvTableMapping *mapping;
  const guint32         *customers; /* by row */
  ClvDay                *days;      /* (nullable), by code, as the next ones */
  const guint32         *day_codes;
  guint32               *channels;
  const guint32         *channel_codes;
  ClvCostType           *types;
  const guint32         *type_codes;
  guint8                *currencies;
  const guint32         *currency_codes;
  ClvCostType            default_type;
  gboolean               is_wide;   /* a column a channel */
} CostTable;

static const ClvColumn *
open_column (const ClvTableMapping *mapping,
             ClvRole                role,
             const guint32        **codes)
{
  int index = clv_table_mapping_find (mapping, role);
  const ClvColumn *column = index >= 0 ? clv_table_get_column (mapping->table, index) : NULL;

  if (column != NULL)
    *codes = clv_column_get_codes (column);
  return column;
}

static gboolean
is_advertising (const ClvTableMapping *mapping)
{
  for (guint i = 0; i < mapping->n_columns; i++)
    {
      g_autofree char *header = clv_synonyms_normalise (clv_column_get_header (clv_table_get_column (mapping->table, i)));

      if (clv_synonyms_is_advertising (header))
        return TRUE;
    }
  return FALSE;
}

/* What is spent on a channel is advertising, also by e-mail, unless the name says what else it is for, or people do. */
static ClvCostType
classify_channel (const char     *text,
                  ClvChannelCosts wish)
{
  static const ClvCostType wished[] = {
    [CLV_CHANNEL_COSTS_ACQUISITION] = CLV_COST_ACQUISITION, [CLV_CHANNEL_COSTS_RETENTION] = CLV_COST_RETENTION,
    [CLV_CHANNEL_COSTS_SERVICE] = CLV_COST_SERVICE, [CLV_CHANNEL_COSTS_OTHER] = CLV_COST_OTHER,
  };
  g_autofree char *normalised = clv_synonyms_normalise (text);
  ClvCostType type = classify (text);

  if (type == CLV_COST_OTHER || (type == CLV_COST_RETENTION && clv_synonyms_judge_spend (normalised) == CLV_SPEND_CHANNEL))
    return wished[wish];
  return type;
}

/* The types of the channels, where nothing else tells what the costs are for. */
static void
read_types_of_channels (ClvLedgerBuilder *self,
                        CostTable        *table,
                        const ClvColumn  *column)
{
  table->types = g_new (ClvCostType, clv_column_get_n_distinct (column) + 1);
  table->type_codes = table->channel_codes;
  for (guint32 code = 0; code < clv_column_get_n_distinct (column); code++)
    {
      g_autofree char *text = clv_column_dup_text (column, code);

      table->types[code] = classify_channel (text, self->mapping->choices.channel_costs);
    }
  clv_problem_list_add (self->ledger->problems, "cost-type-assumed", "used", clv_table_get_file (table->mapping->table),
                        clv_table_get_sheet (table->mapping->table), 0, clv_column_get_header (column));
}

/* The amounts of one column. Spending that a bank or a service writes with a minus is spending as well. */
static void
read_amounts (ClvLedgerBuilder *self,
              const CostTable  *table,
              guint             index)
{
  const ClvTableMapping *mapping = table->mapping;
  const ClvColumn *column = clv_table_get_column (mapping->table, index);
  const guint32 *codes = clv_column_get_codes (column);
  g_autofree double *amounts = clv_table_mapping_read_numbers (mapping, index);
  g_autofree guint8 *currencies = NULL;
  g_autofree char *channel = table->channels == NULL ? clv_synonyms_dup_channel (clv_column_get_header (column)) : NULL;
  ClvCostType type = table->default_type;
  double sign = mapping->columns[index].reading->max <= 0 && mapping->columns[index].reading->min < 0 ? -1 : 1;
  guint32 channel_code = CLV_NOBODY;

  if (table->currencies == NULL)
    currencies = clv_ledger_dup_currencies (self->ledger->currencies, &mapping->columns[index], column);
  if (channel != NULL && table->types == NULL)
    {
      type = classify (clv_column_get_header (column));
      /* What has no other purpose and names a channel is advertising. */
      if (type == CLV_COST_OTHER)
        type = table->default_type == CLV_COST_OTHER ? CLV_COST_ACQUISITION : table->default_type;
    }
  else if (type == CLV_COST_OTHER && table->types == NULL)
    type = classify (clv_column_get_header (column));
  if (channel != NULL && (type == CLV_COST_ACQUISITION || type == CLV_COST_RETENTION))
    channel_code = intern_channel (self->ledger, channel);
  if (table->is_wide)
    clv_problem_list_add (self->ledger->problems, "costs-by-column", "used", clv_table_get_file (mapping->table),
                          clv_table_get_sheet (mapping->table), 0, clv_column_get_header (column));

  for (guint32 row = 0; row < clv_table_get_n_rows (mapping->table); row++)
    {
      ClvCostRow cost = {
        table->days != NULL ? table->days[table->day_codes[row]] : CLV_DAY_NONE,
        table->customers[row],
        table->channels != NULL ? table->channels[table->channel_codes[row]] : channel_code,
        table->types != NULL ? table->types[table->type_codes[row]] : type,
        sign * amounts[codes[row]],
        table->currencies != NULL ? table->currencies[table->currency_codes[row]]
        : currencies != NULL      ? currencies[codes[row]]
                                  : CLV_NO_CURRENCY,
        self->ledger->cost_tables->len - 1,
        clv_table_get_source_row (mapping->table, row),
      };

      /* Nothing was spent on this channel. */
      if (table->is_wide && codes[row] == CLV_CODE_EMPTY)
        continue;
      if (!isfinite (cost.amount))
        {
          tell (self, mapping, row, column, codes[row] == CLV_CODE_EMPTY ? "missing-amount" : "unreadable-amount");
          continue;
        }
      if (cost.day == CLV_DAY_NONE && table->days != NULL)
        {
          tell (self, mapping, row, clv_table_get_column (mapping->table, clv_table_mapping_find (mapping, CLV_ROLE_DATE)),
                table->day_codes[row] == CLV_CODE_EMPTY ? "missing-date" : "unreadable-date");
          continue;
        }
      g_array_append_val (self->ledger->costs, cost);
    }
}

static void
read_table (ClvLedgerBuilder      *self,
            const ClvTableMapping *mapping,
            const guint32         *customers)
{
  CostTable table = { .mapping = mapping, .customers = customers };
  const ClvLedgerPart part = { .file = g_strdup (clv_table_get_file (mapping->table)), .sheet = g_strdup (clv_table_get_sheet (mapping->table)) };
  g_autofree char *name = g_strdup_printf ("%s %s", clv_table_get_sheet (mapping->table), clv_table_get_file (mapping->table));
  const ClvColumn *column;
  guint n_amounts = 0;

  for (guint i = 0; i < mapping->n_columns; i++)
    n_amounts += mapping->columns[i].role == CLV_ROLE_COST;
  table.is_wide = n_amounts > 1;
  g_array_append_val (self->ledger->cost_tables, part);
  table.default_type = classify (name);
  if (table.default_type == CLV_COST_OTHER && is_advertising (mapping))
    table.default_type = CLV_COST_ACQUISITION;
  if ((column = open_column (mapping, CLV_ROLE_DATE, &table.day_codes)) != NULL)
    table.days = clv_reading_days (mapping->columns[clv_table_mapping_find (mapping, CLV_ROLE_DATE)].reading, column);
  if ((column = open_column (mapping, CLV_ROLE_CHANNEL, &table.channel_codes)) != NULL)
    table.channels = intern_channels (self->ledger, column);
  if ((column = open_column (mapping, CLV_ROLE_CURRENCY, &table.currency_codes)) != NULL)
    table.currencies = clv_ledger_dup_currencies (self->ledger->currencies,
                                                  &mapping->columns[clv_table_mapping_find (mapping, CLV_ROLE_CURRENCY)], column);
  if ((column = open_column (mapping, CLV_ROLE_COST_TYPE, &table.type_codes)) != NULL)
    {
      table.types = g_new (ClvCostType, clv_column_get_n_distinct (column) + 1);
      for (guint32 code = 0; code < clv_column_get_n_distinct (column); code++)
        {
          g_autofree char *text = clv_column_dup_text (column, code);

          table.types[code] = *text == '\0' ? table.default_type : classify (text);
        }
    }
  else if (table.channels != NULL && table.default_type == CLV_COST_OTHER && clv_table_mapping_find (mapping, CLV_ROLE_CUSTOMER) < 0)
    read_types_of_channels (self, &table, clv_table_get_column (mapping->table, clv_table_mapping_find (mapping, CLV_ROLE_CHANNEL)));
  for (guint i = 0; i < mapping->n_columns; i++)
    if (mapping->columns[i].role == CLV_ROLE_COST)
      read_amounts (self, &table, i);
  g_free (table.days);
  g_free (table.channels);
  g_free (table.types);
  g_free (table.currencies);
}

/**
 * clv_ledger_read_costs:
 *
 * Reads every cost table. A cost without a type column takes its type from the names of sheet and file.
 */
void
clv_ledger_read_costs (ClvLedgerBuilder *self)
{
  for (guint i = 0; i < clv_mapping_get_n_tables (self->mapping); i++)
    if (clv_mapping_get_table (self->mapping, i)->kind == CLV_KIND_COSTS)
      read_table (self, clv_mapping_get_table (self->mapping, i), self->customers_of_rows->pdata[i]);
}
