/* clv-recognise-groups.c - what a column is called where its header has two parts
 *
 * “Order / ID”, “Client / Nom”, “Bestellung / Datum”: a row of groups stood above the row of names. “Datum / Date” says the
 * same twice.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-recognise-private.h"

#include <string.h>

#include "clv-header-scale.h"
#include "clv-synonyms.h"
#include "clv-words.h"

#define SEPARATOR " / "

/* What a header means that is a synonym without doubt. */
#define EXACT 0.9

/* Headers that tell nothing but which of the group's columns this is. */
const char clv_number_headers[] =
  "id|ids|no|nr|num|number|code|key|n|nummer|kennung|schlussel|numero|reference|ref|codigo|codice|numer|kod|cislo|"
  "номер|код|编号|編號|番号|コード|번호|코드|รห ส|เลขท ่";
static const char name_words[] =
  "name|nom|nombre|nome|nazwa|nazev|naam|namn|navn|ad|adi|имя|название|名称|名稱|姓名|名前|氏名|이름|성명";

/* Groups whose dates and names are not those of orders and customers. */
static const char foreign_groups[] =
  "refund|return|ship|deliver|dispatch|supplier|vendor|birth|due|payment|payout|campaign|contact|visit|login|last|first|next|previous|"
  "retour|erstatt|gutschrift|liefer|versand|lieferant|geburt|fallig|zahlung|letzt|erst|rembours|livraison|fournisseur|naissance|paiement|"
  "dernier|reembols|devoluc|envio|entrega|proveedor|fornecedor|nacimiento|nascimento|pago|pagamento|ultim|rimbors|consegna|"
  "fornitore|退款|退货|发货|供应商|付款|환불|반품|배송|결제|返品|返金|発送|配送|仕入|支払";

/* Words of groups that tell nothing: “Customer details”, “Kundendaten”. */
static const char filler_words[] = "detail|details|info|information|infos|data|daten|angaben|informationen|informations|donnees|datos|dados|dati|情報|信息|정보";
static const char *const filler_endings[] = { "daten", "angaben", "informationen", "infos", "情報", "信息", "정보", "gegevens", NULL };

/* @is_compound: whether the word that is left begins a longer one. */
static char *
dup_without_filler (const char *normalised,
                    gboolean   *is_compound)
{
  const char *blank = strrchr (normalised, ' ');

  *is_compound = FALSE;
  if (blank != NULL && clv_synonyms_has_word (filler_words, blank + 1))
    return g_strndup (normalised, blank - normalised);
  for (guint i = 0; filler_endings[i] != NULL; i++)
    if (g_str_has_suffix (normalised, filler_endings[i]) && strlen (normalised) > strlen (filler_endings[i]))
      {
        *is_compound = TRUE;
        return g_strndup (normalised, strlen (normalised) - strlen (filler_endings[i]));
      }
  return g_strdup (normalised);
}

/* The role that @normalised says without doubt; CLV_ROLE_NONE if it says none. */
static ClvRole
find_exact_role (const char *normalised)
{
  g_autofree char *plain = clv_synonyms_without_currency (normalised, NULL);
  ClvRole best = CLV_ROLE_NONE;
  double best_score = EXACT;

  for (guint role = CLV_ROLE_NONE + 1; role < CLV_N_ROLES; role++)
    {
      double score = clv_synonyms_score (plain, role, NULL);

      if (score > best_score)
        {
          best = role;
          best_score = score;
        }
    }
  return best;
}

/* “Customers”, “Kunden”, “Clientes”: groups are many. */
static ClvRole
find_role_of_group (const char *group)
{
  static const char *const endings[] = { "", "s", "n", "en", "es", NULL };

  for (guint i = 0; endings[i] != NULL; i++)
    if (g_str_has_suffix (group, endings[i]) && strlen (group) > strlen (endings[i]) + 2)
      {
        g_autofree char *one = g_strndup (group, strlen (group) - strlen (endings[i]));
        ClvRole role = find_exact_role (one);

        if (role != CLV_ROLE_NONE)
          return role;
      }
  return find_exact_role (group);
}

/* The last part of @header, and the one before it without words that tell nothing; FALSE where it has one part. */
static gboolean
split_header (const char *header,
              char      **group,
              char      **name,
              gboolean   *is_compound)
{
  const char *last = g_strrstr (header, SEPARATOR);
  g_autofree char *above = NULL;
  g_autofree char *whole = NULL;
  const char *nearest;

  if (last == NULL)
    return FALSE;
  above = g_strndup (header, last - header);
  nearest = g_strrstr (above, SEPARATOR);
  whole = clv_synonyms_normalise (nearest != NULL ? nearest + strlen (SEPARATOR) : above);
  *group = dup_without_filler (whole, is_compound);
  *name = clv_synonyms_normalise (last + strlen (SEPARATOR));
  return TRUE;
}

static gboolean
says_customer (const char *header)
{
  g_autofree char *joined = clv_synonyms_normalise (header);
  g_autofree char *group = NULL;
  g_autofree char *name = NULL;
  gboolean is_compound;

  if (!split_header (header, &group, &name, &is_compound))
    return find_exact_role (joined) == CLV_ROLE_CUSTOMER;
  return find_role_of_group (group) == CLV_ROLE_CUSTOMER || find_exact_role (name) == CLV_ROLE_CUSTOMER;
}

/* Whether the numbers of @column say how many orders each customer has: there are fewer of them than customers. An order has
 * one customer, so that there are not fewer orders, however many lines each has. */
static gboolean
counts_orders (const ClvTable *table,
               guint           column)
{
  guint32 n_numbers = clv_column_get_n_distinct (clv_table_get_column (table, column));

  for (guint c = 0; c < clv_table_get_n_columns (table); c++)
    {
      const ClvColumn *other = clv_table_get_column (table, c);

      if (c != column && clv_column_get_n_distinct (other) > n_numbers && says_customer (clv_column_get_header (other)))
        return TRUE;
    }
  return FALSE;
}

/* “number” in the group “customer” is a customer number, in any language; NULL where the two say nothing together. */
static const char *
join_meanings (const char     *group,
               const char     *name,
               const ClvTable *table,
               guint           column)
{
  gboolean is_number = clv_synonyms_has_word (clv_number_headers, name), is_name = clv_synonyms_has_word (name_words, name);
  ClvRole of_group = is_number || is_name ? find_role_of_group (group) : CLV_ROLE_NONE;

  if (of_group == CLV_ROLE_CUSTOMER)
    return is_number ? "customer id" : "customer name";
  if (of_group == CLV_ROLE_PRODUCT)
    return is_number ? "product id" : "product name";
  if ((of_group != CLV_ROLE_ORDER && of_group != CLV_ROLE_ORDERS) || !is_number)
    return NULL;
  return of_group == CLV_ROLE_ORDERS && strcmp (name, "number") == 0 && counts_orders (table, column) ? "orders" : "order id";
}

/* Whether no other header of the table ends with this part. */
static gboolean
is_only_one (const ClvTable *table,
             guint           column,
             const char     *part)
{
  for (guint i = 0; i < clv_table_get_n_columns (table); i++)
    {
      const char *header = clv_column_get_header (clv_table_get_column (table, i));
      const char *last = g_strrstr (header, SEPARATOR);
      g_autofree char *normalised = clv_synonyms_normalise (last != NULL ? last + strlen (SEPARATOR) : header);

      if (i != column && strcmp (normalised, part) == 0)
        return FALSE;
    }
  return TRUE;
}

/**
 * clv_recogniser_dup_header:
 *
 * Returns: (transfer full): the header of a column, normalised, as it is compared with synonyms. Of two parts, both together
 *   where that is a synonym, else what they mean together, else the second alone, where the first does not change it
 */
char *
clv_recogniser_dup_header (const ClvTable *table,
                           guint           column)
{
  g_autofree char *header = clv_header_without_scale (clv_column_get_header (clv_table_get_column (table, column)));
  g_autofree char *joined = clv_synonyms_normalise (header);
  const char *last = g_strrstr (header, SEPARATOR);
  g_autofree char *above = NULL;
  g_autofree char *groups = NULL;
  g_autofree char *group = NULL;
  g_autofree char *name = NULL;
  g_autofree char *both = NULL;
  g_autofree char *plain = NULL;
  const char *meaning;
  gboolean is_compound;

  if (!split_header (header, &group, &name, &is_compound))
    return g_steal_pointer (&joined);
  plain = clv_synonyms_without_currency (joined, NULL);
  if (clv_synonyms_is_decoy (plain) || find_exact_role (joined) != CLV_ROLE_NONE)
    return g_steal_pointer (&joined);
  above = g_strndup (header, last - header);
  groups = clv_synonyms_normalise (above);
  both = g_strconcat (group, is_compound ? "" : " ", name, NULL);
  if (clv_synonyms_is_decoy (both) || find_exact_role (both) != CLV_ROLE_NONE)
    return g_steal_pointer (&both);
  meaning = join_meanings (group, name, table, column);
  if (meaning != NULL)
    return g_strdup (meaning);
  if (find_exact_role (name) != CLV_ROLE_NONE && !clv_synonyms_has_word (name_words, name) && !clv_words_has (groups, foreign_groups) &&
      is_only_one (table, column, name))
    return g_steal_pointer (&name);
  return g_steal_pointer (&joined);
}
