/* clv-synonyms-spend.c - headers of advertising: which channel, and is it money?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-synonyms.h"

#include <string.h>

/* Words that say that money was spent. “s” is the sign of the spending columns of Robyn (“tv_S”). */
static const char spend_words[] =
  "spend|spends|spent|spending|cost|costs|expense|expenses|kosten|ausgaben|werbekosten|werbeausgaben|depense|depenses|cout|couts|"
  "gasto|gastos|coste|costes|inversion|custo|custos|investimento|spesa|spese|costo|costi|uitgaven|koszt|koszty|wydatki|kostnad|"
  "harcama|расход|расходы|花费|费用|消耗|成本|비용|광고비|費用|広告費|s";

/* Beside these a number is a ratio or a count, or the cost of something else. */
static const char other_words[] =
  "per|pro|par|por|je|conv|conversion|conversions|result|click|clicks|impression|impressions|impr|cpc|cpm|cpa|roas|goods|sold|sales|"
  "revenue|unit|shipping|product|item|delivery|order|orders|customer|customers|acquisition|return|returns|reach|frequency|rate|ctr|"
  "wareneinsatz|waren|einstand|material|versand|service|support|total|gesamt|sum|all|overall";

static const char channel_words[] =
  "google|googleads|adwords|facebook|meta|instagram|tiktok|youtube|bing|microsoft|linkedin|pinterest|twitter|x|snapchat|reddit|amazon|"
  "criteo|taboola|outbrain|tv|television|fernsehen|ctv|radio|podcast|podcasts|print|zeitung|magazine|ooh|dooh|outdoor|billboard|"
  "plakat|direct|post|flyer|seo|sem|sea|search|display|social|email|newsletter|affiliate|affiliates|influencer|influencers|"
  "retargeting|remarketing|referral|programmatic|video|shopping|kakao|naver|line|wechat|weibo|baidu|yandex|vk|douyin|xiaohongshu|"
  "谷歌|百度|抖音|微信|微博|小红书|电视|네이버|카카오|구글|페이스북|テレビ|新聞|ラジオ";

/* They belong to a name of a channel and are none by themselves. */
static const char filler_words[] =
  "ads|ad|advertising|marketing|media|mail|paid|organic|online|offline|brand|campaign|campaigns|werbung|anzeigen|kampagne|"
  "publicite|publicidad|amount|total|net|daily|weekly|monthly|budget|our";

static gboolean
is_in (const char *list,
       const char *word)
{
  return clv_synonyms_has_word (list, word);
}

/**
 * clv_synonyms_judge_spend:
 * @normalised: of clv_synonyms_normalise()
 */
ClvSpendHeader
clv_synonyms_judge_spend (const char *normalised)
{
  g_autofree char *plain = clv_synonyms_without_currency (normalised, NULL);
  g_auto (GStrv) words = g_strsplit (plain, " ", -1);
  guint n_spend = 0, n_other = 0, n_channels = 0, n_names = 0;

  for (guint i = 0; words[i] != NULL; i++)
    if (is_in (spend_words, words[i]))
      n_spend++;
    else if (is_in (other_words, words[i]))
      n_other++;
    else if (is_in (channel_words, words[i]))
      n_channels++;
    else if (*words[i] != '\0' && !is_in (filler_words, words[i]))
      n_names++;
  if (n_other > 0)
    return CLV_SPEND_NO;
  if (n_spend > 0)
    return n_channels + n_names > 0 ? CLV_SPEND_OF_CHANNEL : CLV_SPEND_TOTAL;
  return n_channels > 0 && n_names == 0 ? CLV_SPEND_CHANNEL : CLV_SPEND_NO;
}

/**
 * clv_synonyms_dup_channel:
 * @header: as it stands in the file
 *
 * Returns: (transfer full) (nullable): “Google Ads” of “Google Ads Spend (EUR)”, “tv” of “tv_S”
 */
char *
clv_synonyms_dup_channel (const char *header)
{
  g_autofree char *normalised = clv_synonyms_normalise (header);
  ClvSpendHeader judged = clv_synonyms_judge_spend (normalised);
  g_autofree char *spaced = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GString) channel = g_string_new (NULL);

  if (judged != CLV_SPEND_OF_CHANNEL && judged != CLV_SPEND_CHANNEL)
    return NULL;
  spaced = g_strdelimit (g_strdup (header), "_-()[]/:", ' ');
  words = g_strsplit (spaced, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = clv_synonyms_normalise (words[i]);

      if (*word == '\0' || is_in (spend_words, word) || is_in ("in|en|em|eur|usd|gbp|chf|jpy|cny|krw|brl|sek|pln|try|rub|r", word))
        continue;
      if (channel->len > 0)
        g_string_append_c (channel, ' ');
      g_string_append (channel, words[i]);
    }
  return channel->len > 0 ? g_string_free (g_steal_pointer (&channel), FALSE) : g_strdup (header);
}

/**
 * clv_synonyms_is_advertising:
 * @normalised: of clv_synonyms_normalise()
 */
gboolean
clv_synonyms_is_advertising (const char *normalised)
{
  return is_in (CLV_CAMPAIGN_HEADERS, normalised)
         || is_in ("impr|impressions|impressionen|einblendungen|clicks|link clicks|klicks|clics|ctr|cpc|avg cpc|cpm|ad set name|ad group|"
                   "ad name|anzeigengruppe|reach|reichweite|展现量|点击量|노출수|클릭수|表示回数|クリック数",
                   normalised);
}
