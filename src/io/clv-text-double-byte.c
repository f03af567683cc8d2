/* clv-text-double-byte.c - how likely bytes are Chinese, Japanese or Korean text
 *
 * The bytes of most letters come in pairs whose values are bounded, and the standards have put the common letters of the
 * language into the first rows. The commonest of names, places and the headers of tables tell the languages apart.
 *
 * The layout of the codes: GB 2312, Big5 (ETEN), JIS X 0208:1997, KS X 1001.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-text-guess-private.h"

#include <string.h>

#define COST_OF_COMMON 6.0
#define COST_OF_KANA 4.8
#define COST_OF_FIRST_LEVEL 9.0
#define COST_OF_SIGN 8.5
#define COST_OF_SECOND_LEVEL 12.5
#define COST_OF_RARE 15.0
#define COST_OF_INVALID 20.0

static const char simplified[] =
  "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
  "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
  "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀英华玉平刚桂红建国志海燕霞梅兰婷雪琳慧巧美雅芝萍春菊凤洁琴云莲真环荣爱妹香月莺媛瑞凡佳嘉琼勤珍"
  "的一是不了在人有我他这个们中来上大为和地到以说时要就出会可也你对生能而子那得着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现"
  "客户姓名称编号订单日期金额数量价格产品商城市省区县路街电话邮箱地址公司有限科技股份集团合计总付款状态备注类别单位元销售北京上海广州深圳天津"
  "重庆成都武汉杭州南京西安苏州东莞青岛沈阳宁波昆明郑长沙福厦门山河湖浙川陕辽吉黑安徽贵云甘肃新疆内蒙古宁夏小花园店员男女先生士第号楼室";
static const char traditional[] =
  "陳林黃張李王吳劉蔡楊許鄭謝郭洪邱曾廖賴徐周葉蘇莊江呂何羅高蕭潘簡朱鍾彭游詹胡施沈余趙盧梁顏柯翁魏孫戴范宋方鄧杜傅侯曹薛丁馬蔣"
  "家豪志明俊傑建宏偉雅婷怡君淑芬美玲惠麗娟秀英慧佳宗翰冠宇承恩文華國榮金龍春月珠玉鳳雲芳靜儀欣怡詩涵宜蓁品妤子晴思穎"
  "的一是不了在人有我他這個們中來上大為和地到以說時要就出會可也你對生能而子那得著下自之年過發後作裡用道行所然種事成多經去法學如都同現"
  "客戶姓名稱編號訂單日期金額數量價格產品商城市省區縣路街電話郵箱地址公司有限科技股份集團合計總付款狀態備註類別單位元銷售臺台北中南高雄"
  "新竹桃園嘉義基隆花蓮宜蘭屏東彰化香港九龍灣仔銅鑼旺角尖沙咀島小先生士第號樓室段巷弄門";
static const char japanese[] =
  "佐藤鈴木高橋田中伊渡辺山本村小林加吉斎松井清水崎森池阿部石川島前岡後長谷近坂遠青福太西三浦原野竹内金和上杉丸大平河菊地今工横宮新千葉"
  "久保安武市北増柴酒関東京都道府県区町丁目番号室階株式会社有限商店"
  "一郎二太健美子花恵由香真理奈裕智直樹翔拓哉誠浩隆博正明和幸愛彩優結衣陽菜咲莉桜悠斗蓮湊律"
  "顧客名氏注文受売上日付年月金額数量価格商品計合税込送料住所電話郵便種別備考状態単位円個入出庫担当者先様"
  "横浜名古屋大阪神戸札幌仙台広岡沖縄埼玉静愛知兵庫福岡熊鹿児長崎奈良岐阜滋賀";
static const char korean[] =
  "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모"
  "영수철희미숙경자순은혜민준서윤예지호현우도윤하은수아지원지훈승재동상태용진성훈건호규빈나다라가는을를에의로으과와사시고객번호주문날짜일금액가격수량상품이름"
  "울부산대구광역특별시남북충청전라경상제주해운동길로층호회사식한국전화주소결제합계총배송상태비고단위원개월년남여성별지역무";

typedef enum
{
  GB,
  BIG5,
  SHIFT_JIS,
  EUC_JP,
  EUC_KR,
} Code;

static const struct
{
  const char *encoding;
  Code        code;
  const char *common;
  double      rarity;
} encodings[] = {
  { "GB18030", GB, simplified, 2.0 },         { "BIG5-HKSCS", BIG5, traditional, 3.0 },
  { "CP932", SHIFT_JIS, japanese, 2.0 },      { "EUC-JP", EUC_JP, japanese, 3.0 },
  { "CP949", EUC_KR, korean, 2.0 },
};

typedef struct
{
  Code    code;
  guint8  is_common[0x10000 / 8];
  double  cost;
} Reading;

static void
learn_common (Reading    *self,
              const char *encoding,
              const char *letters)
{
  for (const char *p = letters; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize n = 0;
      g_autofree char *bytes = g_convert (p, g_utf8_next_char (p) - p, encoding, "UTF-8", NULL, &n, NULL);

      if (bytes != NULL && n == 2)
        {
          guint pair = (guint) (guchar) bytes[0] << 8 | (guchar) bytes[1];

          self->is_common[pair / 8] |= (guint8) (1u << pair % 8);
        }
    }
}

static double
cost_of_gb (guchar lead,
            guchar trail)
{
  if (lead == 0x80 || lead == 0xFF || trail < 0x40 || trail == 0x7F || trail == 0xFF)
    return COST_OF_INVALID;
  if (trail < 0xA1)
    return COST_OF_RARE;
  if (lead >= 0xB0 && lead <= 0xD7)
    return COST_OF_FIRST_LEVEL;
  if (lead >= 0xD8 && lead <= 0xF7)
    return COST_OF_SECOND_LEVEL;
  return lead == 0xA1 || lead == 0xA3 ? COST_OF_SIGN : COST_OF_RARE;
}

static double
cost_of_big5 (guchar lead,
              guchar trail)
{
  if (lead < 0x87 || lead == 0xFF || trail < 0x40 || (trail > 0x7E && trail < 0xA1) || trail == 0xFF)
    return COST_OF_INVALID;
  if (lead >= 0xA4 && lead <= 0xC6)
    return COST_OF_FIRST_LEVEL;
  if (lead >= 0xC9 && lead <= 0xF9)
    return COST_OF_SECOND_LEVEL;
  return lead >= 0xA1 && lead <= 0xA3 ? COST_OF_SIGN : COST_OF_RARE;
}

static double
cost_of_shift_jis (guchar lead,
                   guchar trail)
{
  if (trail < 0x40 || trail == 0x7F || trail > 0xFC || lead == 0x80 || lead == 0xA0 || lead > 0xFC)
    return COST_OF_INVALID;
  if (lead == 0x82 && trail >= 0x9F && trail <= 0xF1)
    return COST_OF_KANA;
  if (lead == 0x83 && trail <= 0x96)
    return COST_OF_KANA;
  if (lead >= 0x81 && lead <= 0x84)
    return COST_OF_SIGN;
  if ((lead == 0x88 && trail >= 0x9F) || (lead >= 0x89 && lead <= 0x97) || (lead == 0x98 && trail <= 0x72))
    return COST_OF_FIRST_LEVEL;
  if ((lead >= 0x98 && lead <= 0x9F) || (lead >= 0xE0 && lead <= 0xEA))
    return COST_OF_SECOND_LEVEL;
  return lead == 0x87 || lead >= 0xED ? COST_OF_RARE : COST_OF_INVALID;
}

static double
cost_of_euc_jp (guchar lead,
                guchar trail)
{
  if (lead < 0xA1 || trail < 0xA1 || lead == 0xFF || trail == 0xFF)
    return COST_OF_INVALID;
  if (lead == 0xA4 || lead == 0xA5)
    return trail <= 0xF6 ? COST_OF_KANA : COST_OF_INVALID;
  if (lead >= 0xB0 && lead <= 0xCF)
    return COST_OF_FIRST_LEVEL;
  if (lead >= 0xD0 && lead <= 0xF4)
    return COST_OF_SECOND_LEVEL;
  return lead == 0xA1 || lead == 0xA3 ? COST_OF_SIGN : COST_OF_RARE;
}

static double
cost_of_euc_kr (guchar lead,
                guchar trail)
{
  if (lead == 0x80 || lead == 0xFF || trail < 0x41 || trail == 0xFF)
    return COST_OF_INVALID;
  if (lead >= 0xB0 && lead <= 0xC8 && trail >= 0xA1)
    return COST_OF_FIRST_LEVEL;
  if (trail < 0xA1 || lead < 0xA1)
    return lead <= 0xC6 ? COST_OF_RARE : COST_OF_INVALID;
  if (lead >= 0xCA)
    return COST_OF_SECOND_LEVEL + 1.0;
  return lead == 0xA1 || lead == 0xA3 ? COST_OF_SIGN : COST_OF_RARE;
}

/* The letter at @p, of which there are @length bytes; gives how many it takes. */
static gsize
add_letter (Reading      *self,
            const guchar *p,
            gsize         length)
{
  guint pair = length > 1 ? (guint) p[0] << 8 | p[1] : 0;
  double cost = COST_OF_INVALID;

  if (self->code == SHIFT_JIS && p[0] >= 0xA1 && p[0] <= 0xDF)
    {
      /* Katakana of half width. */
      self->cost += COST_OF_KANA;
      return 1;
    }
  if (self->code == EUC_JP && p[0] == 0x8E && length > 1 && p[1] >= 0xA1 && p[1] <= 0xDF)
    {
      self->cost += COST_OF_KANA + 2.0;
      return 2;
    }
  if (self->code == EUC_JP && p[0] == 0x8F && length > 2)
    {
      self->cost += COST_OF_RARE;
      return 3;
    }
  if (self->code == GB && length > 3 && p[1] >= 0x30 && p[1] <= 0x39 && p[2] >= 0x81 && p[3] >= 0x30 && p[3] <= 0x39)
    {
      self->cost += COST_OF_RARE;
      return 4;
    }
  if (length > 1 && (self->is_common[pair / 8] >> pair % 8 & 1) != 0)
    {
      self->cost += COST_OF_COMMON;
      return 2;
    }
  if (length > 1)
    switch (self->code)
      {
      case GB:
        cost = cost_of_gb (p[0], p[1]);
        break;
      case BIG5:
        cost = cost_of_big5 (p[0], p[1]);
        break;
      case SHIFT_JIS:
        cost = cost_of_shift_jis (p[0], p[1]);
        break;
      case EUC_JP:
        cost = cost_of_euc_jp (p[0], p[1]);
        break;
      case EUC_KR:
      default:
        cost = cost_of_euc_kr (p[0], p[1]);
        break;
      }
  self->cost += cost;
  return cost < COST_OF_INVALID ? 2 : 1;
}

guint
clv_text_n_double_byte (void)
{
  return G_N_ELEMENTS (encodings);
}

const char *
clv_text_cost_double_byte (guint               index,
                           const ClvTextField *fields,
                           guint               n_fields,
                           double             *cost)
{
  g_autofree Reading *self = g_new0 (Reading, 1);

  self->code = encodings[index].code;
  learn_common (self, encodings[index].encoding, encodings[index].common);
  for (guint i = 0; i < n_fields; i++)
    for (gsize k = 0; k < fields[i].length;)
      k += fields[i].bytes[k] < 0x80 ? 1 : add_letter (self, fields[i].bytes + k, fields[i].length - k);
  *cost = self->cost + encodings[index].rarity;
  return encodings[index].encoding;
}
