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
#include <string.h>

#include "clv-header-scale.h"
#include "clv-synonyms.h"
#include "clv-words.h"

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
  clv_table_mapping_tell_scale (self->mapping, column);
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

/* “Total (USD)” beside “Total (EUR)”, which has the role: the currency of the results decides. */
static gboolean
is_pair_of_taken (ClvRecogniser *self,
                  guint          column,
                  ClvRole        role)
{
  const ClvTableKind kind = self->mapping->kind;

  if ((kind != CLV_KIND_ORDERS && kind != CLV_KIND_LINES) || !clv_role_may_be_paired (role))
    return FALSE;
  for (guint i = 0; i < self->mapping->n_columns; i++)
    if (self->mapping->columns[i].role == role)
      return !self->mapping->columns[i].by_user
             && clv_table_mapping_are_paired (self->mapping, i, column, clv_recogniser_find (self, CLV_ROLE_CURRENCY));
  return FALSE;
}

static gboolean
may_take (ClvRecogniser *self,
          guint       column,
          ClvRole     role)
{
  if (role == CLV_ROLE_RATE && self->mapping->kind != CLV_KIND_RATES && !clv_recogniser_is_exchange_rate (self, column))
    return FALSE;
  if (!is_taken (self, role) || is_pair_of_taken (self, column, role))
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

/* Beside a monthly fee, dates that begin and end something begin and end what the fee is for. */
static void
give_terms (ClvRecogniser *self)
{
  static const struct { ClvRole role; const char *headers; } terms[] = {
    { CLV_ROLE_FIRST_DATE, "start|start date|started|started on|begin|begin date|subscription start|subscription start date|subscribed on|"
                           "contract start|contract start date|signup date|sign up date|member since|beginn|vertragsbeginn|abobeginn|"
                           "debut|date de debut|inicio|fecha de inicio|开始日期|订阅开始日期|合同开始日期" },
    { CLV_ROLE_LAST_DATE, "end|end date|ended|ended on|subscription end|subscription end date|contract end|contract end date|"
                          "cancelled on|canceled on|cancellation date|cancel date|churn date|churned on|ende|vertragsende|"
                          "kundigungsdatum|gekundigt am|fin|date de fin|date de resiliation|fecha de fin|fecha de baja|结束日期|取消日期|"
                          "合同结束日期" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
    {
      const int column = find_role (self, terms[i].role) < 0 ? find_unused (self, terms[i].headers) : -1;

      if (column >= 0 && self->mapping->columns[column].reading->type == CLV_TYPE_DATE)
        give_role (self, column, terms[i].role, 0.8);
    }
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

/* Whether the texts are marks that are set or not: “yes”, “returned”. */
static gboolean
are_marks (const ClvTableMapping *mapping,
           guint                  index)
{
  const ClvColumn *column = clv_table_get_column (mapping->table, index);
  const guint32 n = MIN (clv_column_get_n_distinct (column), 60u);

  for (guint32 code = 1; code < n; code++)
    {
      g_autofree char *text = clv_column_dup_text (column, code);

      if (!clv_words_is_yes (text) && !clv_words_is_no (text))
        return FALSE;
    }
  return TRUE;
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
      if (column < 0)
        column = find_unused (self, clv_number_headers);
      if (column >= 0 && (self->profiles[column].unique || kind == CLV_KIND_LINES)
          && clv_column_holds_document_numbers (clv_table_get_column (self->mapping->table, column)))
        give_role (self, column, CLV_ROLE_ORDER, 0.7);
    }
  if (is_orderly && find_role (self, CLV_ROLE_STATUS) < 0)
    {
      /* “Type” says what a row is only where it says so. */
      column = find_unused (self, "type|kind|event|order type|record type|entry type|line type|sale type|sales type|document|document type|doc type|"
                                  "txn type|trans type|art|vorgang|vorgangsart|belegart|typ|tipo|tipo de documento|tipo documento|nature|evento|soort|"
                                  "类型|유형|구분|種別|区分");
      /* “Sale/Return” over “Sale” and “Return” says as much. */
      if (column < 0)
        column = find_role (self, CLV_ROLE_REFUND);
      if (column >= 0 && self->mapping->columns[column].role == CLV_ROLE_REFUND && are_marks (self->mapping, column))
        column = -1;
      if (column >= 0 && !self->mapping->columns[column].by_user && tells_refunds (self->mapping, column))
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
  if (kind == CLV_KIND_CUSTOMER_VALUES && find_role (self, CLV_ROLE_MONTHLY_FEE) >= 0)
    give_terms (self);
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

/* “Total (USD)” and “Total (EUR)” are both the amount; whoever reads the list of columns must not add them up. */
static void
tell_pairs (ClvRecogniser *self)
{
  for (guint i = 0; i < self->mapping->n_columns; i++)
    {
      ClvColumnMapping *mapping = &self->mapping->columns[i];
      gboolean is_one_of_several = FALSE;

      for (guint k = 0; k < self->mapping->n_columns && !is_one_of_several; k++)
        is_one_of_several = k != i && self->mapping->columns[k].role == mapping->role && clv_role_may_be_paired (mapping->role)
                            && clv_table_mapping_have_same_stem (self->mapping, MIN (i, k), MAX (i, k));
      if (is_one_of_several && mapping->evidence != NULL && !mapping->by_user)
        {
          g_autofree char *evidence = g_steal_pointer (&mapping->evidence);

          /* Translators: why this column */
          mapping->evidence = g_strdup_printf (_("%s; of the columns for several currencies one counts in each row"), evidence);
        }
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
    clv_recogniser_profile_column (mapping, i, &profiles[i]);
  clv_recogniser_score_columns (&self);
  clv_recogniser_prefer_paid (&self);
  clv_recogniser_find_sides (&self);
  clv_recogniser_find_bare_currencies (&self);
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
  tell_pairs (&self);
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
