/* clv-ledger-deals.c - deals of a sales pipeline: which of them were won
 *
 * A list of deals holds those that were lost and those that are still talked about.
 * A column of stages proves it by the one that says “won”, a column “Won” by its yes
 * and no; nothing is taken for a deal otherwise.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-ledger-field.h"
#include "clv-synonyms.h"
#include "clv-words.h"

/* Normalised headers of stages. */
static const char stage_headers[] =
  "stage|deal stage|sales stage|opportunity stage|stage name|pipeline stage|dealstage|deal status|opportunity status|pipeline status|phase|"
  "verkaufsphase|vertriebsphase|verkaufsstufe|phase de vente|etape|etape de vente|etape du deal|etapa|etapa de venta|etapa del negocio|"
  "etapa da venda|etapa do negocio|fase|fase di vendita|fase trattativa|fase del negocio|verkoopfase|dealfase|etap|etap sprzedazy|"
  "forsaljningsfas|satıs asaması|этап|стадия|стадия сделки|阶段|销售阶段|商机阶段|단계|영업단계|ステージ|商談ステージ|フェーズ";
/* Of columns that say yes and no. */
static const char won_headers[] =
  "won|is won|deal won|closed won|gewonnen|gagne|gagnee|ganado|ganada|ganho|ganha|vinto|vinta|wygrana|vunnen|成交|성사|受注";

/* Stems; see clv_words_has(). */
static const char won_words[] =
  "=won|=win|gewonnen|=gagne|=gagnee|=ganado|=ganada|=ganho|=ganha|=vinto|=vinta|wygran|=vunnen|=vunnet|=vundet|kazanıl|выигран|успешно|"
  "赢单|成交|成单|수주|성사|受注|成約";
static const char lost_words[] =
  "=lost|verloren|=perdu|=perdue|=perdido|=perdida|=perso|=persa|przegran|=forlorad|=tapt|=tabt|kaybedil|проигран|输单|丢单|실주|失注";

typedef struct
{
  guint8 *is_open; /* by code: no sale, or none yet */
  gboolean any_won, any_lost, any_open;
} Stages;

static void
judge_stages (const ClvColumn *column,
              Stages          *stages)
{
  const guint32 n = clv_column_get_n_distinct (column);

  stages->is_open = g_malloc0 ((gsize) n + 1);
  for (guint32 code = 1; code < n; code++)
    {
      g_autofree char *text = clv_column_dup_text (column, code);
      const gboolean is_lost = clv_words_has (text, lost_words);
      const gboolean is_won = !is_lost && clv_words_has (text, won_words);

      stages->any_won |= is_won;
      stages->any_lost |= is_lost;
      stages->any_open |= stages->is_open[code] = !is_won;
    }
}

static void
judge_marks (const ClvColumn *column,
             Stages          *stages)
{
  const guint32 n = clv_column_get_n_distinct (column);

  stages->is_open = g_malloc0 ((gsize) n + 1);
  for (guint32 code = 1; code < n; code++)
    {
      g_autofree char *text = clv_column_dup_text (column, code);
      const gboolean is_no = clv_words_is_no (text);

      if (!is_no && !clv_words_is_yes (text))
        {
          stages->any_won = FALSE;
          return;
        }
      stages->any_won |= !is_no;
      stages->any_open |= stages->is_open[code] = is_no;
    }
}

/* Which codes of the column are of deals that were not won; NULL when it is about no deals. (transfer full) */
static guint8 *
find_open_deals (const ClvFact  *fact,
                 const ClvField *field)
{
  g_autofree char *header = clv_synonyms_normalise (clv_column_get_header (field->cells));
  Stages stages = { 0 };

  if (clv_synonyms_has_word (won_headers, header))
    judge_marks (field->cells, &stages);
  else if (clv_synonyms_has_word (stage_headers, header)
           || (field->column->role == CLV_ROLE_STATUS && clv_column_get_n_distinct (field->cells) <= 30))
    {
      judge_stages (field->cells, &stages);
      /* “Won” alone under “Status” may be a prize. */
      if (!clv_synonyms_has_word (stage_headers, header) && !stages.any_lost)
        stages.any_won = FALSE;
    }
  if (!stages.any_won || !stages.any_open)
    g_clear_pointer (&stages.is_open, g_free);
  return stages.is_open;
}

/**
 * clv_fact_flag_deals:
 *
 * Flags rows of deals that were lost or are not closed yet, and tells them.
 */
void
clv_fact_flag_deals (ClvLedgerBuilder *self,
                     const ClvFact    *fact)
{
  guint16 *flags = (guint16 *) CLV_ROWS (self, flags) + fact->first_row;

  for (guint c = 0; c < fact->mapping->n_columns; c++)
    {
      g_autofree guint8 *is_open = NULL;
      ClvField field;

      if (fact->mapping->columns[c].role != CLV_ROLE_NONE && fact->mapping->columns[c].role != CLV_ROLE_STATUS)
        continue;
      clv_field_open_column (fact->mapping, c, &field);
      is_open = find_open_deals (fact, &field);
      for (guint32 i = 0; is_open != NULL && i < fact->n_rows; i++)
        if (is_open[field.codes[i]] && !(flags[i] & CLV_ROW_NOT_WON))
          {
            flags[i] |= CLV_ROW_NOT_WON;
            clv_fact_tell (self, fact, i, &field, "deal-not-won", "kept");
          }
    }
}
