/* clv-recognise-score.c - how well columns fit roles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-recognise-private.h"

#include <math.h>
#include <string.h>

#include "clv-currency-list.h"
#include "clv-currency-names.h"
#include "clv-dialects.h"
#include "clv-rate-headers.h"
#include "clv-synonyms.h"

/* A header part that fits less is not a guess worth making. */
#define THRESHOLD 0.6

/**
 * clv_recogniser_profile_column:
 * @profile: (out caller-allocates): free its texts
 *
 * What can be said of a column without regard to roles.
 */
void
clv_recogniser_profile_column (const ClvTableMapping *mapping,
                               guint                  index,
                               ClvColumnProfile      *profile)
{
  const ClvColumn *column = clv_table_get_column (mapping->table, index);
  const guint32 *counts = clv_column_get_counts (column);
  guint32 n = clv_column_get_n_distinct (column);
  guint32 n_rows = clv_column_get_n_rows (column);

  g_autofree char *normalised = clv_recogniser_dup_header (mapping->table, index);
  g_autofree char *plain = clv_synonyms_without_currency (normalised, NULL);
  ClvTaxWords tax;

  profile->full = g_steal_pointer (&normalised);
  profile->normalised = clv_synonyms_without_qualifier (plain);
  profile->taxless = clv_synonyms_without_tax (profile->normalised, &tax);
  profile->tax = tax;
  profile->written_out = clv_synonyms_without_abbreviations (profile->normalised);
  profile->decoy = clv_synonyms_is_decoy (plain)
                   || (profile->written_out != NULL && clv_synonyms_is_decoy (profile->written_out));
  profile->n_values = n > 0 ? n - 1 : 0;
  profile->unique = n_rows > 0 && n > 0 && counts[CLV_CODE_EMPTY] == 0 && profile->n_values == n_rows;
  if (mapping->columns[index].reading->type == CLV_TYPE_NUMBER)
    for (guint32 code = 1; code < MIN (n, 2000u) && !profile->has_fraction; code++)
      {
        ClvCell cell;
        double number;

        clv_column_get_cell (column, code, &cell);
        profile->has_fraction = clv_reading_number (mapping->columns[index].reading, &cell, &number)
                                && number != floor (number);
      }
}

/* 0 to 1: do the values allow this role? */
static double
fit_values (const ClvReading       *reading,
            const ClvColumnProfile *profile,
            ClvRole                 role)
{
  double readable = reading->n_filled > 0 ? (double) reading->n_readable / reading->n_filled : 0;

  if (reading->type == CLV_TYPE_EMPTY)
    return 0;
  switch (role)
    {
    case CLV_ROLE_RETENTION:
      return reading->type == CLV_TYPE_NUMBER && reading->min >= 0 && reading->max <= 100 ? 1 : 0;
    case CLV_ROLE_REFUND:
      return reading->type == CLV_TYPE_NUMBER || profile->n_values <= 4 ? 1 : 0;
    case CLV_ROLE_CUSTOMER:
    case CLV_ROLE_ORDER:
      return reading->type == CLV_TYPE_DATE ? 0.2 : 1;
    case CLV_ROLE_STATUS:
      return reading->type == CLV_TYPE_TEXT && profile->n_values <= 60 ? 1 : 0.2;
    case CLV_ROLE_CHURNED:
      return profile->n_values <= 3 ? 1 : 0;
    case CLV_ROLE_CURRENCY:
      return reading->type == CLV_TYPE_TEXT && profile->n_values <= 60 ? 1 : 0;
    case CLV_ROLE_COST_TYPE:
      return reading->type == CLV_TYPE_TEXT && profile->n_values <= 100 ? 1 : 0;
    case CLV_ROLE_PRODUCT:
    case CLV_ROLE_ACCOUNT:
    case CLV_ROLE_OWNER:
    case CLV_ROLE_REFERRED_BY:
      return reading->type == CLV_TYPE_DATE ? 0 : 1;
    case CLV_ROLE_CUSTOMER_NAME:
    case CLV_ROLE_EMAIL:
      return reading->type == CLV_TYPE_TEXT ? 1 : 0;
    case CLV_ROLE_CATEGORY:
    case CLV_ROLE_CHANNEL:
    case CLV_ROLE_SEGMENT:
    case CLV_ROLE_COUNTRY:
      return reading->type == CLV_TYPE_TEXT ? 1 : reading->type == CLV_TYPE_NUMBER && profile->n_values <= 200 ? 0.85 : 0;
    default:
      /* Dates and numbers: as many as can be read as such. */
      return clv_role_get_type (role) == reading->type && reading->type != CLV_TYPE_TEXT ? 0.5 + 0.5 * readable : 0;
    }
}

static gboolean
is_year (const ClvReading       *reading,
         const ClvColumnProfile *profile)
{
  static const char *const words[] = { "year", "fiscal year", "jahr", "geschaftsjahr", "annee", "ano", "年", "年份", "年度", "연도" };

  if (reading->type != CLV_TYPE_NUMBER || profile->has_fraction || !(reading->min >= 1900 && reading->max <= 2100))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (profile->normalised, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* “#1001”, “SO-000123”: what stands under “Name” where orders have names. */
gboolean
clv_column_holds_document_numbers (const ClvColumn *column)
{
  guint32 n = clv_column_get_n_distinct (column);

  for (guint32 code = 1; code < MIN (n, 500u); code++)
    {
      g_autofree char *text = clv_column_dup_text (column, code);
      const char *p = text;
      guint n_digits = 0;

      for (; *p != '\0' && *p != ' '; p++)
        n_digits += g_ascii_isdigit (*p);
      if (*p != '\0' || n_digits < 2)
        return FALSE;
    }
  return n > 1;
}

/* “txn amt” is a transaction amount. */
static double
score_words (const ClvColumnProfile *profile,
             ClvRole                 role,
             const char            **matched)
{
  double score = clv_synonyms_score (profile->normalised, role, matched);
  const char *word = NULL;
  double other = profile->written_out != NULL ? 0.98 * clv_synonyms_score (profile->written_out, role, &word) : 0;

  if (other > score)
    *matched = word;
  return MAX (score, other);
}

/* “Total incl. VAT” is a total; where “Total excl. VAT” stands beside it, that is the revenue. */
static double
score_without_tax (ClvRecogniser *self,
                   guint          column,
                   ClvRole        role,
                   const char   **matched)
{
  const ClvColumnProfile *profile = &self->profiles[column];
  const char *word = NULL;
  double score;

  if (profile->taxless == NULL || (role != CLV_ROLE_AMOUNT && role != CLV_ROLE_UNIT_PRICE))
    return 0;
  score = clv_synonyms_score (profile->taxless, role, &word);
  if (score < 0.9)
    return 0;
  if (*matched == NULL)
    *matched = word;
  return score * 0.97 + (profile->tax == CLV_TAX_EXCLUDED || profile->tax == CLV_TAX_NET ? 0.015 : 0);
}

static double
score_header (ClvRecogniser    *self,
              const ClvDialect *dialect,
              guint             column,
              ClvRole           role,
              const char      **matched)
{
  const char *normalised = self->profiles[column].normalised;
  ClvRole meant = dialect != NULL ? clv_dialect_get_role (dialect, self->profiles[column].full) : CLV_N_ROLES;

  if (meant != CLV_N_ROLES)
    {
      *matched = self->profiles[column].full;
      return meant == role ? 1.1 : 0;
    }
  if (self->profiles[column].decoy)
    return 0;
  if (role == CLV_ROLE_CUSTOMER_NAME && strcmp (normalised, "name") == 0
      && clv_column_holds_document_numbers (clv_table_get_column (self->mapping->table, column)))
    return 0;
  return MAX (score_words (&self->profiles[column], role, matched), score_without_tax (self, column, role, matched));
}

/* Text that the role wants as something else: half of it must be readable, or somebody must have said so. */
static ClvReading *
read_text_as (const ClvTableMapping *mapping,
              guint                  column,
              ClvColumnType          type)
{
  g_autoptr (ClvReading) forced = clv_reading_force (clv_table_get_column (mapping->table, column), type,
                                                     CLV_DECIMAL_UNDECIDED, CLV_DATE_ORDER_UNDECIDED);

  if (forced->n_readable == 0 || (!mapping->columns[column].by_user && forced->n_readable * 2 < forced->n_filled))
    return NULL;
  return g_steal_pointer (&forced);
}

/**
 * clv_mapping_fit_reading:
 *
 * Whole numbers such as 2024 are numbers until the column is said to hold dates: then they are years. Amounts and dates
 * with many remarks among them are text until the column is said to hold them: then the remarks are what cannot be read.
 */
void
clv_mapping_fit_reading (ClvTableMapping *mapping,
                         guint            column)
{
  static const ClvRole needed[] = {
    CLV_ROLE_AMOUNT, CLV_ROLE_QUANTITY, CLV_ROLE_UNIT_PRICE, CLV_ROLE_COST, CLV_ROLE_UNIT_COST, CLV_ROLE_REVENUE, CLV_ROLE_DATE,
  };
  ClvColumnMapping *target = &mapping->columns[column];
  ClvColumnType type = clv_role_get_type (target->role);
  g_autoptr (ClvReading) other = NULL;

  if (type == CLV_TYPE_DATE && target->reading->type == CLV_TYPE_NUMBER)
    {
      other = clv_reading_force (clv_table_get_column (mapping->table, column), CLV_TYPE_DATE, CLV_DECIMAL_UNDECIDED,
                                 CLV_DATE_ORDER_UNDECIDED);
      if (other->n_readable == 0)
        return;
    }
  else if (type != target->reading->type && target->reading->type == CLV_TYPE_TEXT)
    for (guint i = 0; i < G_N_ELEMENTS (needed) && other == NULL; i++)
      if (needed[i] == target->role)
        other = read_text_as (mapping, column, type);
  if (other == NULL)
    return;
  clv_reading_free (target->reading);
  target->reading = g_steal_pointer (&other);
}

/* A header that says plainly what the cells are, over cells of which half are so. */
static gboolean
is_half_readable (ClvRecogniser *self,
                  guint          column,
                  ClvRole        role)
{
  g_autoptr (ClvReading) reading = NULL;

  if (self->mapping->columns[column].reading->type == CLV_TYPE_TEXT)
    reading = read_text_as (self->mapping, column, clv_role_get_type (role));
  return reading != NULL;
}

/* Codes, names or numbers; banks and payment services write 978 for the euro. */
static gboolean
are_currencies (const ClvColumn *column)
{
  const guint32 n = clv_column_get_n_distinct (column);

  for (guint32 code = 1; code < n; code++)
    {
      g_autofree char *text = clv_column_dup_text (column, code);

      if (clv_currency_list_find (text) == NULL)
        return FALSE;
    }
  return n > 1;
}

/* “From”, “To” and a rate. */
static gboolean
is_side_of_rates (const ClvRecogniser *self,
                  guint                column)
{
  static const char *const from[] = { "from", "source", "von", "de", "desde", NULL };
  static const char *const to[] = { "to", "target", "nach", "a", "vers", "hacia", NULL };
  const ClvColumnProfile *profiles = self->profiles;

  if (self->mapping->n_columns > 8 || !g_strv_contains (from, profiles[column].normalised))
    return FALSE;
  for (guint i = 0; i < self->mapping->n_columns; i++)
    if (g_strv_contains (to, profiles[i].normalised))
      return are_currencies (clv_table_get_column (self->mapping->table, i))
             && are_currencies (clv_table_get_column (self->mapping->table, column));
  return FALSE;
}

/**
 * clv_recogniser_score_columns:
 *
 * How well each column fits each role, by its header and its values.
 */
void
clv_recogniser_score_columns (ClvRecogniser *self)
{
  g_autofree char **headers = g_new (char *, MAX (self->mapping->n_columns, 1));
  const ClvDialect *dialect;

  for (guint i = 0; i < self->mapping->n_columns; i++)
    headers[i] = self->profiles[i].full;
  dialect = clv_dialect_find (headers, self->mapping->n_columns);

  for (guint i = 0; i < self->mapping->n_columns; i++)
    {
      const ClvColumnMapping *column = &self->mapping->columns[i];
      double best = 0;

      for (guint role = CLV_ROLE_NONE + 1; role < CLV_N_ROLES; role++)
        {
          const char *matched = NULL;
          double score = 0;

          if (column->by_user)
            score = column->role == role ? 1 : 0;
          else
            {
              double header = score_header (self, dialect, i, role, &matched);

              /* “USD per EUR” is nothing else. */
              if (role == CLV_ROLE_RATE
                  && clv_currency_is_header_of_rates (clv_column_get_header (clv_table_get_column (self->mapping->table, i))))
                header = MAX (header, 0.95);
              score = header * fit_values (column->reading, &self->profiles[i], role);
              /* 978 and 840 are the euro and the dollar; and there are more than a few currencies. */
              if (role == CLV_ROLE_CURRENCY && header >= 0.8 && score == 0
                  && clv_currency_is_column (clv_table_get_column (self->mapping->table, i)))
                score = header;
              if (role == CLV_ROLE_CURRENCY && is_side_of_rates (self, i))
                score = 0.95;
              else if (role == CLV_ROLE_CURRENCY && score == 0 && header > 0.9
                       && are_currencies (clv_table_get_column (self->mapping->table, i)))
                score = header;
              /* “From” and “To” over codes, and pairs of these. */
              if (role == CLV_ROLE_CURRENCY && column->reading->type == CLV_TYPE_TEXT && score < 0.8)
                {
                  const ClvColumn *cells = clv_table_get_column (self->mapping->table, i);

                  if ((clv_rate_header_get_side (clv_column_get_header (cells)) != CLV_RATE_SIDE_NONE && clv_currency_is_column (cells))
                      || clv_currency_is_column_of_pairs (cells))
                    score = 0.85;
                }
              if (role == CLV_ROLE_DATE && is_year (column->reading, &self->profiles[i]))
                score = 0.8;
              /* 45356 or 1709596800 under “date”; true dates beside them go first. */
              else if (role == CLV_ROLE_DATE && header >= 0.8 && clv_reading_may_count_days (column->reading))
                score = 0.9 * header;
              else if ((role == CLV_ROLE_AMOUNT || role == CLV_ROLE_DATE) && header > 0.9 && is_half_readable (self, i, role))
                score = 0.66;
              /* “2024.1” may be an id, when the header says plainly that it is one. */
              if ((role == CLV_ROLE_CUSTOMER || role == CLV_ROLE_ORDER) && self->profiles[i].has_fraction && header < 0.9)
                score = 0;
            }
          *clv_recogniser_score (self, i, role) = score;
          self->matched[i * CLV_N_ROLES + role] = matched;
          best = MAX (best, score);
        }
      /* “last order date” is no “order date”: what fits much better elsewhere does not count here. */
      for (guint role = CLV_ROLE_NONE + 1; role < CLV_N_ROLES; role++)
        if (*clv_recogniser_score (self, i, role) < MAX (best - 0.12, THRESHOLD))
          *clv_recogniser_score (self, i, role) = 0;
    }
}
