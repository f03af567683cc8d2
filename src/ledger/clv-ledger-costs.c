/* clv-ledger-costs.c - cost tables: what was spent on whom, when, for what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "clv-ledger-private.h"

/* Parts of normalised texts, by type; the first type that fits wins. */
static const struct
{
  ClvCostType type;
  const char *words;
} type_words[] = {
  { CLV_COST_ACQUISITION,
    "acqui|adquis|aquis|akquise|gewinnung|marketing|advert|ads|werbung|anzeige|publicit|publicid|campaign|kampagne|campagne|campaña|"
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

static void
read_table (ClvLedgerBuilder      *self,
            const ClvTableMapping *mapping)
{
  int amount_index = clv_table_mapping_find (mapping, CLV_ROLE_COST);
  int date_index = clv_table_mapping_find (mapping, CLV_ROLE_DATE);
  int type_index = clv_table_mapping_find (mapping, CLV_ROLE_COST_TYPE);
  int channel_index = clv_table_mapping_find (mapping, CLV_ROLE_CHANNEL);
  int customer_index = clv_table_mapping_find (mapping, CLV_ROLE_CUSTOMER);
  const ClvColumn *amount_column, *column;
  int currency_index = clv_table_mapping_find (mapping, CLV_ROLE_CURRENCY);
  g_autofree guint8 *currencies = NULL;
  g_autofree double *amounts = NULL;
  g_autofree ClvDay *days = NULL;
  g_autofree guint32 *channels = NULL;
  g_autofree guint32 *customers = NULL;
  g_autofree ClvCostType *types = NULL;
  g_autofree char *name = g_strdup_printf ("%s %s", clv_table_get_sheet (mapping->table), clv_table_get_file (mapping->table));
  ClvCostType default_type = classify (name);

  if (amount_index < 0)
    return;
  amount_column = clv_table_get_column (mapping->table, amount_index);
  amounts = clv_reading_numbers (mapping->columns[amount_index].reading, amount_column);
  if (currency_index < 0)
    currency_index = amount_index;
  currencies = clv_ledger_dup_currencies (self->ledger->currencies, &mapping->columns[currency_index],
                                          clv_table_get_column (mapping->table, currency_index));
  if (date_index >= 0)
    days = clv_reading_days (mapping->columns[date_index].reading, clv_table_get_column (mapping->table, date_index));
  if (channel_index >= 0)
    channels = intern_channels (self->ledger, clv_table_get_column (mapping->table, channel_index));
  if (customer_index >= 0)
    customers = clv_pool_intern_column (self->ledger->customers, clv_table_get_column (mapping->table, customer_index));
  if (type_index >= 0)
    {
      column = clv_table_get_column (mapping->table, type_index);
      types = g_new (ClvCostType, clv_column_get_n_distinct (column) + 1);
      for (guint32 code = 0; code < clv_column_get_n_distinct (column); code++)
        {
          g_autofree char *text = clv_column_dup_text (column, code);

          types[code] = *text == '\0' ? default_type : classify (text);
        }
    }

  for (guint32 row = 0; row < clv_table_get_n_rows (mapping->table); row++)
    {
#define CODE(index) (clv_column_get_codes (clv_table_get_column (mapping->table, (index)))[row])
      ClvCostRow cost = {
        days != NULL ? days[CODE (date_index)] : CLV_DAY_NONE,
        customers != NULL ? customers[CODE (customer_index)] : CLV_NOBODY,
        channels != NULL ? channels[CODE (channel_index)] : CLV_NOBODY,
        types != NULL ? types[CODE (type_index)] : default_type,
        amounts[CODE (amount_index)],
        currencies != NULL ? currencies[CODE (currency_index)] : CLV_NO_CURRENCY,
      };

      if (!isfinite (cost.amount))
        {
          tell (self, mapping, row, amount_column, CODE (amount_index) == CLV_CODE_EMPTY ? "missing-amount" : "unreadable-amount");
          continue;
        }
      if (cost.day == CLV_DAY_NONE && date_index >= 0)
        {
          tell (self, mapping, row, clv_table_get_column (mapping->table, date_index),
                CODE (date_index) == CLV_CODE_EMPTY ? "missing-date" : "unreadable-date");
          continue;
        }
      /* Dollars cannot be taken off euros; under which currency is the book's to say. */
      if (cost.currency != CLV_NO_CURRENCY && *self->ledger->currency != '\0'
          && strcmp (self->ledger->currencies->pdata[cost.currency], self->ledger->currency) != 0)
        tell (self, mapping, row, amount_column, "mixed-currencies");
      g_array_append_val (self->ledger->costs, cost);
#undef CODE
    }
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
      read_table (self, clv_mapping_get_table (self->mapping, i));
}
