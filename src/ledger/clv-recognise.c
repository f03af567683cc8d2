/* clv-recognise.c - what a table is and what its columns mean, from headers and values
 *
 * Every column gets a score for every role: how well its header fits a synonym,
 * times how well its values fit the role. The scores say what kind of table this
 * is; then the roles of that kind go to the best columns, best pair first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-recognise-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "clv-currency-names.h"
#include "clv-dialects.h"
#include "clv-synonyms.h"
#include "clv-words.h"

/* A header part that fits less is not a guess worth making. */
#define THRESHOLD 0.6

static void
profile_column (const ClvTableMapping *mapping,
                guint                  index,
                ClvColumnProfile      *profile)
{
  const ClvColumn *column = clv_table_get_column (mapping->table, index);
  const guint32 *counts = clv_column_get_counts (column);
  guint32 n = clv_column_get_n_distinct (column);
  guint32 n_rows = clv_column_get_n_rows (column);

  g_autofree char *normalised = clv_synonyms_normalise (clv_column_get_header (column));
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
static gboolean
holds_document_numbers (const ClvColumn *column)
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
      && holds_document_numbers (clv_table_get_column (self->mapping->table, column)))
    return 0;
  return MAX (score_words (&self->profiles[column], role, matched), score_without_tax (self, column, role, matched));
}

static void
score_columns (ClvRecogniser *self)
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
              if (role == CLV_ROLE_DATE && is_year (column->reading, &self->profiles[i]))
                score = 0.8;
              /* 45356 or 1709596800 under “date”; true dates beside them go first. */
              else if (role == CLV_ROLE_DATE && header >= 0.8 && clv_reading_may_count_days (column->reading))
                score = 0.9 * header;
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

int
clv_recogniser_find (ClvRecogniser *self,
                     ClvRole        role)
{
  int best = -1;

  for (guint i = 0; i < self->mapping->n_columns; i++)
    if (*clv_recogniser_score (self, i, role) > 0
        && (best < 0 || *clv_recogniser_score (self, i, role) > *clv_recogniser_score (self, best, role)))
      best = i;
  return best;
}

int
clv_recogniser_find_header (ClvRecogniser *self,
                            const char    *words)
{
  for (guint i = 0; i < self->mapping->n_columns; i++)
    if (!self->mapping->columns[i].by_user && clv_synonyms_has_word (words, self->profiles[i].normalised))
      return i;
  return -1;
}

static gboolean
has (ClvRecogniser *self,
     ClvRole        role)
{
  return clv_recogniser_find (self, role) >= 0;
}

/* Headers that say plainly what an order needs, over cells that do not look so: the rows are unusable, and the
 * reason must be about the cells and not about missing columns. */
static gboolean
score_by_headers (ClvRecogniser *self)
{
  static const ClvRole needed[] = { CLV_ROLE_CUSTOMER, CLV_ROLE_DATE, CLV_ROLE_AMOUNT };
  int columns[G_N_ELEMENTS (needed)] = { -1, -1, -1 };

  for (guint k = 0; k < G_N_ELEMENTS (needed); k++)
    for (guint i = 0; i < self->mapping->n_columns && columns[k] < 0; i++)
      if (!self->profiles[i].decoy && (!self->mapping->columns[i].by_user || self->mapping->columns[i].role == needed[k])
          && clv_synonyms_score (self->profiles[i].normalised, needed[k], &self->matched[i * CLV_N_ROLES + needed[k]]) > 0.9)
        columns[k] = i;
  for (guint k = 0; k < G_N_ELEMENTS (needed); k++)
    if (columns[k] < 0)
      return FALSE;
  for (guint k = 0; k < G_N_ELEMENTS (needed); k++)
    *clv_recogniser_score (self, columns[k], needed[k]) = 0.9;
  return TRUE;
}

/* Without a header, or with one in no language we know, the values alone can propose what an order needs. */
static void
score_by_values (ClvRecogniser *self)
{
  int date = -1, amount = -1, customer = -1;

  if (clv_table_get_header_row (self->mapping->table) != 0)
    return;
  for (guint i = 0; i < self->mapping->n_columns; i++)
    {
      const ClvReading *reading = self->mapping->columns[i].reading;

      if (self->mapping->columns[i].by_user)
        continue;
      if (reading->type == CLV_TYPE_DATE && date < 0)
        date = i;
      else if (reading->type == CLV_TYPE_NUMBER && self->profiles[i].has_fraction)
        amount = i;
      else if (customer < 0 && (reading->identifier || reading->type == CLV_TYPE_TEXT)
               && !self->profiles[i].unique && self->profiles[i].n_values > 1)
        customer = i;
    }
  if (date >= 0 && !has (self, CLV_ROLE_DATE))
    *clv_recogniser_score (self, date, CLV_ROLE_DATE) = 0.7;
  if (amount >= 0 && !has (self, CLV_ROLE_AMOUNT))
    *clv_recogniser_score (self, amount, CLV_ROLE_AMOUNT) = 0.65;
  if (customer >= 0 && !has (self, CLV_ROLE_CUSTOMER))
    *clv_recogniser_score (self, customer, CLV_ROLE_CUSTOMER) = 0.6;
}

static char *
describe (ClvRecogniser *self,
          guint       column,
          ClvRole     role)
{
  const ClvReading *reading = self->mapping->columns[column].reading;
  const char *header = clv_column_get_header (clv_table_get_column (self->mapping->table, column));
  const char *what = reading->type == CLV_TYPE_DATE     ? _("are dates")
                     : reading->type == CLV_TYPE_NUMBER ? _("are numbers")
                                                        : _("are filled");
  guint32 n = reading->type == CLV_TYPE_TEXT ? reading->n_filled : reading->n_readable;

  if (self->matched[column * CLV_N_ROLES + role] == NULL)
    /* Translators: “412 of 412 cells are dates” */
    return g_strdup_printf (_("by the values only: %u of %u cells %s"), n, clv_table_get_n_rows (self->mapping->table), what);
  /* Translators: header, then “412 of 412 cells are dates” */
  return g_strdup_printf (_("header “%s”, %u of %u cells %s"), header, n, clv_table_get_n_rows (self->mapping->table), what);
}

/**
 * clv_mapping_fit_reading:
 *
 * Whole numbers such as 2024 are numbers until the column is said to hold dates: then they are years.
 */
void
clv_mapping_fit_reading (ClvTableMapping *mapping,
                         guint            column)
{
  ClvColumnMapping *target = &mapping->columns[column];
  g_autoptr (ClvReading) dates = NULL;

  if (clv_role_get_type (target->role) != CLV_TYPE_DATE || target->reading->type != CLV_TYPE_NUMBER)
    return;
  dates = clv_reading_force (clv_table_get_column (mapping->table, column), CLV_TYPE_DATE, CLV_DECIMAL_UNDECIDED,
                             CLV_DATE_ORDER_UNDECIDED);
  if (dates->n_readable == 0)
    return;
  clv_reading_free (target->reading);
  target->reading = g_steal_pointer (&dates);
}

static void
give_role (ClvRecogniser *self,
           guint       column,
           ClvRole     role,
           double      confidence)
{
  ClvColumnMapping *mapping = &self->mapping->columns[column];

  mapping->role = role;
  mapping->confidence = confidence;
  clv_mapping_fit_reading (self->mapping, column);
  g_free (mapping->evidence);
  mapping->evidence = describe (self, column, role);
}

static gboolean
is_taken (ClvRecogniser *self,
          ClvRole     role)
{
  for (guint i = 0; i < self->mapping->n_columns; i++)
    if (self->mapping->columns[i].role == role)
      return TRUE;
  return FALSE;
}

/* “First name” and “last name” are one name; “company” and “contact name” are two. */
static gboolean
is_name_part (const ClvColumnProfile *profile)
{
  static const char *const parts[] = {
    "first name", "firstname", "last name", "lastname", "surname", "vorname", "nachname", "prenom", "apellido", "apellidos",
    "sobrenome", "given name", "family name",
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strcmp (profile->normalised, parts[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
may_take (ClvRecogniser *self,
          guint       column,
          ClvRole     role)
{
  if (role == CLV_ROLE_RATE && self->mapping->kind != CLV_KIND_RATES && !clv_recogniser_is_exchange_rate (self, column))
    return FALSE;
  if (!is_taken (self, role))
    return TRUE;
  /* Fees that a known export splits up; other figures are added up only where the user says so. */
  if (role == CLV_ROLE_COST && *clv_recogniser_score (self, column, role) > 1)
    return TRUE;
  if (role != CLV_ROLE_CUSTOMER_NAME || !is_name_part (&self->profiles[column]))
    return FALSE;
  for (guint i = 0; i < self->mapping->n_columns; i++)
    if (self->mapping->columns[i].role == role && !is_name_part (&self->profiles[i]))
      return FALSE;
  return TRUE;
}

/* Where every line of an order says what the line and what the whole order came to, the line is what is added up. */
static void
prefer_amounts_of_lines (ClvRecogniser *self)
{
  static const char words[] =
    "line total|line amount|item total|line item total|item amount|line sum|line net amount|extended price|extended amount|"
    "positionsbetrag|zeilenbetrag|positionssumme|zeilensumme|montant ligne|total ligne|importe linea|total linea|valor do item|"
    "total do item|importo riga|totale riga|regeltotaal|regelbedrag|明细金额|小计|明細金額";

  for (guint i = 0; i < self->mapping->n_columns; i++)
    if (*clv_recogniser_score (self, i, CLV_ROLE_AMOUNT) > 0 && clv_synonyms_has_word (words, self->profiles[i].normalised))
      *clv_recogniser_score (self, i, CLV_ROLE_AMOUNT) += 0.05;
}

/* The best pair of column and role first; a role that may repeat goes to every column that fits it well. */
static void
assign_roles (ClvRecogniser *self)
{
  ClvTableKind kind = self->mapping->kind;

  for (guint i = 0; i < self->mapping->n_columns; i++)
    if (!self->mapping->columns[i].by_user)
      {
        self->mapping->columns[i].role = CLV_ROLE_NONE;
        self->mapping->columns[i].confidence = 1;
        g_clear_pointer (&self->mapping->columns[i].evidence, g_free);
      }
  if (kind == CLV_KIND_IGNORED)
    return;
  for (guint i = 0; i < self->mapping->n_columns && kind == CLV_KIND_COSTS; i++)
    if (self->is_spend[i])
      {
        self->matched[i * CLV_N_ROLES + CLV_ROLE_COST] = self->profiles[i].full;
        give_role (self, i, CLV_ROLE_COST, 0.9);
      }
  if (kind == CLV_KIND_LINES)
    prefer_amounts_of_lines (self);
  for (;;)
    {
      guint best_i = 0, best_role = CLV_ROLE_NONE;
      double best = 0;

      for (guint i = 0; i < self->mapping->n_columns; i++)
        {
          if (self->mapping->columns[i].by_user || self->mapping->columns[i].role != CLV_ROLE_NONE)
            continue;
          for (guint role = CLV_ROLE_NONE + 1; role < CLV_N_ROLES; role++)
            if (*clv_recogniser_score (self, i, role) > best && clv_role_is_for_kind (role, kind)
                && may_take (self, i, role))
              {
                best = *clv_recogniser_score (self, i, role);
                best_i = i;
                best_role = role;
              }
        }
      if (best_role == CLV_ROLE_NONE)
        break;
      give_role (self, best_i, best_role, MIN (best, 1));
    }
}

static int
find_role (ClvRecogniser *self,
           ClvRole     role)
{
  for (guint i = 0; i < self->mapping->n_columns; i++)
    if (self->mapping->columns[i].role == role)
      return i;
  return -1;
}

static int
find_unused (ClvRecogniser *self,
             const char    *words)
{
  for (guint i = 0; i < self->mapping->n_columns; i++)
    if (self->mapping->columns[i].role == CLV_ROLE_NONE && !self->mapping->columns[i].by_user
        && self->mapping->columns[i].reading->type != CLV_TYPE_EMPTY && clv_synonyms_has_word (words, self->profiles[i].normalised))
      return i;
  return -1;
}

/* Some of a few texts name a refund or a credit note. */
static gboolean
tells_refunds (const ClvTableMapping *mapping,
               guint                  index)
{
  const ClvColumn *column = clv_table_get_column (mapping->table, index);
  const guint32 n = clv_column_get_n_distinct (column);

  if (mapping->columns[index].reading->type != CLV_TYPE_TEXT || n > 60)
    return FALSE;
  for (guint32 code = 1; code < n; code++)
    {
      g_autofree char *text = clv_column_dup_text (column, code);

      if (clv_words_is_credit (text))
        return TRUE;
    }
  return FALSE;
}

/* What an order cannot do without may stand under another name. */
static void
assign_substitutes (ClvRecogniser *self)
{
  ClvTableKind kind = self->mapping->kind;
  gboolean is_orderly = kind == CLV_KIND_ORDERS || kind == CLV_KIND_LINES;
  gboolean is_of_customers = kind == CLV_KIND_CUSTOMERS || kind == CLV_KIND_CUSTOMER_VALUES;
  int column;

  if (is_orderly && find_role (self, CLV_ROLE_ORDER) < 0)
    {
      column = find_unused (self, "id");
      if (column < 0)
        column = find_unused (self, "name");
      if (column >= 0 && (self->profiles[column].unique || kind == CLV_KIND_LINES)
          && holds_document_numbers (clv_table_get_column (self->mapping->table, column)))
        give_role (self, column, CLV_ROLE_ORDER, 0.7);
    }
  if (is_orderly && find_role (self, CLV_ROLE_STATUS) < 0)
    {
      /* “Type” says what a row is only where it says so. */
      column = find_unused (self, "type|kind|event|order type|record type|entry type|line type|sale type|sales type|document|art|vorgang|"
                                  "vorgangsart|typ|tipo|tipo de documento|nature|evento|soort|类型|유형|구분|種別|区分");
      if (column >= 0 && tells_refunds (self->mapping, column))
        give_role (self, column, CLV_ROLE_STATUS, 0.7);
    }
  if (is_of_customers && find_role (self, CLV_ROLE_CUSTOMER) < 0)
    {
      column = find_unused (self, "id");
      if (column >= 0 && self->profiles[column].unique)
        give_role (self, column, CLV_ROLE_CUSTOMER, 0.7);
    }
  if (is_orderly || is_of_customers || kind == CLV_KIND_CONTACTS)
    {
      if (find_role (self, CLV_ROLE_CUSTOMER) < 0)
        {
          column = find_role (self, CLV_ROLE_EMAIL);
          if (column < 0)
            column = find_role (self, CLV_ROLE_CUSTOMER_NAME);
          if (column >= 0 && !self->mapping->columns[column].by_user
              && (kind != CLV_KIND_LINES || find_role (self, CLV_ROLE_DATE) >= 0))
            give_role (self, column, CLV_ROLE_CUSTOMER, 0.7);
        }
    }
  if (find_role (self, CLV_ROLE_CUSTOMER) >= 0 && find_role (self, CLV_ROLE_CUSTOMER_NAME) < 0
      && (is_orderly || is_of_customers))
    {
      /* “Kundennummer” and “Kunde”: the second is the name. */
      column = find_unused (self, "customer|client|kunde|cliente|klant|klient|kund|musteri|клиент|контрагент|客户|고객|顧客|取引先|得意先");
      if (column >= 0 && self->mapping->columns[column].reading->type == CLV_TYPE_TEXT)
        give_role (self, column, CLV_ROLE_CUSTOMER_NAME, 0.8);
    }
  if ((is_orderly || is_of_customers) && find_role (self, CLV_ROLE_ACCOUNT) < 0)
    {
      /* A person is the customer, and several of them are of one company. */
      column = find_unused (self, "company|company name|account|account name|firma|firmenname|unternehmen|societe|empresa|azienda|bedrijf|foretag|"
                                  "organization|organisation|公司|公司名称|회사명|会社名");
      if (column >= 0 && is_of_customers && self->mapping->columns[column].reading->type == CLV_TYPE_TEXT
          && self->profiles[column].n_values < self->mapping->columns[column].reading->n_filled)
        give_role (self, column, CLV_ROLE_ACCOUNT, 0.7);
    }
  if (is_orderly && find_role (self, CLV_ROLE_AMOUNT) < 0 && find_role (self, CLV_ROLE_UNIT_PRICE) < 0)
    {
      /* What customers spend is no cost to the shop. */
      column = find_role (self, CLV_ROLE_COST);
      if (column >= 0 && !self->mapping->columns[column].by_user
          && clv_synonyms_has_word ("spend|spent|amount spent|total spend|total spent|gasto|depense", self->profiles[column].normalised))
        give_role (self, column, CLV_ROLE_AMOUNT, 0.75);
    }
  if (is_orderly && find_role (self, CLV_ROLE_AMOUNT) < 0
      && find_role (self, CLV_ROLE_QUANTITY) < 0)
    {
      column = find_role (self, CLV_ROLE_UNIT_PRICE);
      if (column >= 0 && !self->mapping->columns[column].by_user)
        give_role (self, column, CLV_ROLE_AMOUNT, 0.75);
    }
  if (kind == CLV_KIND_COSTS && find_role (self, CLV_ROLE_COST) < 0)
    {
      column = clv_recogniser_find (self, CLV_ROLE_AMOUNT);
      if (column >= 0 && self->mapping->columns[column].role == CLV_ROLE_NONE)
        give_role (self, column, CLV_ROLE_COST, 0.9);
    }
  if ((kind == CLV_KIND_COSTS || kind == CLV_KIND_CONTACTS) && find_role (self, CLV_ROLE_CHANNEL) < 0)
    {
      column = find_unused (self, kind == CLV_KIND_COSTS ? CLV_CAMPAIGN_HEADERS : CLV_CONTACT_HEADERS);
      if (column >= 0)
        give_role (self, column, CLV_ROLE_CHANNEL, 0.8);
    }
  if (kind == CLV_KIND_COSTS)
    {
      /* “Customer” in a cost sheet is often a name; that serves as well. */
      column = clv_recogniser_find (self, CLV_ROLE_CUSTOMER_NAME);
      if (find_role (self, CLV_ROLE_CUSTOMER) < 0 && column >= 0 && self->mapping->columns[column].role == CLV_ROLE_NONE)
        give_role (self, column, CLV_ROLE_CUSTOMER, 0.7);
    }
}

static gboolean
tells_tax (const ClvColumnProfile *profile)
{
  return profile->tax == CLV_TAX_EXCLUDED || profile->tax == CLV_TAX_INCLUDED;
}

/* Of two amounts that differ by the tax, people are told which one is used. */
static void
tell_tax (ClvRecogniser *self)
{
  int amount = find_role (self, CLV_ROLE_AMOUNT);
  ClvColumnMapping *mapping;

  if (amount < 0 || self->mapping->columns[amount].by_user || !tells_tax (&self->profiles[amount]))
    return;
  mapping = &self->mapping->columns[amount];
  for (guint i = 0; i < self->mapping->n_columns; i++)
    if (tells_tax (&self->profiles[i]) && self->profiles[i].tax != self->profiles[amount].tax
        && self->mapping->columns[i].reading->type == CLV_TYPE_NUMBER)
      {
        const char *header = clv_column_get_header (clv_table_get_column (self->mapping->table, i));
        g_autofree char *evidence = g_steal_pointer (&mapping->evidence);

        mapping->evidence = self->profiles[amount].tax == CLV_TAX_EXCLUDED
                              /* Translators: why this column, then the header of another one */
                              ? g_strdup_printf (_("%s; without tax, “%s” can be chosen instead"), evidence, header)
                              : g_strdup_printf (_("%s; with tax, “%s” can be chosen instead"), evidence, header);
        return;
      }
}

static void
recognise (ClvTableMapping *mapping,
           gboolean         guesses_kind)
{
  guint n = mapping->n_columns;
  g_autofree double *scores = g_new0 (double, MAX (n, 1) * CLV_N_ROLES);
  g_autofree const char **matched = g_new0 (const char *, MAX (n, 1) * CLV_N_ROLES);
  g_autofree ClvColumnProfile *profiles = g_new0 (ClvColumnProfile, MAX (n, 1));
  g_autofree gboolean *is_spend = g_new0 (gboolean, MAX (n, 1));
  ClvRecogniser self = { mapping, profiles, scores, matched, is_spend };

  for (guint i = 0; i < n; i++)
    profile_column (mapping, i, &profiles[i]);
  score_columns (&self);
  score_by_values (&self);
  clv_recogniser_find_spend (&self);
  if (guesses_kind)
    {
      const char *why = NULL;

      mapping->kind = clv_recogniser_guess_kind (&self, &why);
      if ((mapping->kind == CLV_KIND_IGNORED || mapping->kind == CLV_KIND_CUSTOMERS)
          && clv_table_get_n_rows (mapping->table) > 0 && score_by_headers (&self))
        {
          mapping->kind = CLV_KIND_ORDERS;
          why = _("headers for customer, date and amount");
        }
      g_free (mapping->evidence);
      mapping->evidence = g_strdup (why);
    }
  assign_roles (&self);
  assign_substitutes (&self);
  tell_tax (&self);
  for (guint i = 0; i < n; i++)
    {
      g_free (profiles[i].full);
      g_free (profiles[i].normalised);
      g_free (profiles[i].taxless);
      g_free (profiles[i].written_out);
    }
}

/**
 * clv_recognise_table:
 * @mapping: readings are there; roles and kind that the user set are kept
 *
 * Guesses what the user did not say, with the evidence for each guess.
 */
void
clv_recognise_table (ClvTableMapping *mapping)
{
  recognise (mapping, !mapping->kind_by_user);
  if (mapping->kind_by_user)
    {
      g_free (mapping->evidence);
      mapping->evidence = g_strdup (_("chosen by you"));
    }
}

/**
 * clv_recognise_roles:
 * @mapping: with its kind
 *
 * Guesses the roles that the user did not choose.
 */
void
clv_recognise_roles (ClvTableMapping *mapping)
{
  recognise (mapping, FALSE);
}
