/* clv-synonyms-words.c - the words of headers, by what they mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-synonyms-private.h"

/* Normalised headers, by role: English, German, French, Spanish, Portuguese, Chinese, Korean, Japanese, and below
 * once more Italian, Dutch, Polish, Swedish, Turkish, Russian. The first ones of a line are the surest. */
const ClvSynonyms clv_synonyms_words[] = {
  { CLV_ROLE_CUSTOMER,
    "customer id|customer no|customer number|customer key|customer code|customer cd|customer|cust id|cust no|client id|client no|"
    "client number|client code|client|user id|userid|household id|household key|account id|account no|account number|"
    "member id|member no|buyer id|buyer user id|buyer|account|shopper|shopper id|contact id|patient id|donor id|donor no|donor number|donor|constituent id|constituent|spendernummer|spender id|spender|donateur|donante|donatore|subscriber id|master id|customer unique id|"
    "kundennummer|kunden nr|kundennr|kunden id|kundenid|kunde nr|kd nr|kdnr|kunde|debitor|debitorennummer|mitgliedsnummer|"
    "numero client|n client|no client|code client|id client|identifiant client|reference client|acheteur|"
    "id cliente|codigo cliente|codigo de cliente|numero de cliente|numero cliente|n cliente|cliente|comprador|"
    "id do cliente|codigo do cliente|cod cliente|numero do cliente|"
    "客户编号|客户号|客户id|客户代码|客户|客戶編號|客戶|会员编号|会员id|会员号|会员|顾客编号|顾客id|顾客|用户id|用户编号|买家id|买家|买家昵称|"
    "고객번호|고객id|고객코드|고객|회원번호|회원id|회원|구매자id|구매자|거래처코드|거래처|"
    "顧客id|顧客番号|顧客コード|顧客|取引先|取引先コード|取引先番号|お客様番号|会員id|会員番号|得意先コード|得意先|ユーザーid|購入者|"
    "buyer user id|buyer username|username|user name|sold to party|sold to|sold to customer no|bill to customer no|associated company|auftraggeber|debitoren nr|debitorennr|kunnr|kundenkonto" },
  { CLV_ROLE_CUSTOMER_NAME,
    "customer name|client name|name|full name|first name|last name|firstname|lastname|surname|company name|company|"
    "account name|buyer name|donor name|contact name|kundenname|name des kunden|vorname|nachname|firma|firmenname|"
    "nom client|nom du client|nom|prenom|raison sociale|societe|nombre cliente|nombre del cliente|nombre|apellido|apellidos|"
    "razon social|empresa|nome cliente|nome do cliente|nome|sobrenome|razao social|"
    "客户名称|客户姓名|客戶名稱|姓名|名称|公司名称|会员姓名|顾客姓名|고객명|고객이름|이름|성명|회사명|거래처명|회원명|"
    "顧客名|氏名|名前|会社名|得意先名|会員名|お名前|"
    "bill to name|name 1|name1|sold to customer name|sell to customer name|card name|kontaktname|debitorenname" },
  { CLV_ROLE_ORDER,
    "order id|order no|order number|order|order key|order code|invoice no|invoice id|invoice number|invoice|basket id|"
    "transaction id|transaction no|gift id|donation id|transaction num|transaction number|transaction|receipt no|receipt id|receipt number|"
    "document no|document number|sales order|bill no|bill number|purchase id|ticket no|so number|"
    "bestellnummer|bestell nr|bestellnr|bestellung|auftragsnummer|auftrags nr|auftragsnr|auftrag|rechnungsnummer|"
    "rechnungs nr|rechnungsnr|rechnung|belegnummer|beleg nr|belegnr|beleg|bon nr|bonnummer|"
    "numero commande|n commande|no commande|numero de commande|commande|numero facture|n facture|numero de facture|facture|"
    "numero de pedido|numero pedido|n pedido|id pedido|pedido|numero de factura|numero factura|factura|"
    "ordem de compra|numero do pedido|id do pedido|codigo do pedido|nota fiscal|numero da nota|fatura|id venda|"
    "订单编号|订单号|订单id|订单|訂單編號|訂單|发票号|发票号码|单据号|单号|交易号|流水号|주문번호|주문id|주문|송장번호|거래번호|영수증번호|전표번호|"
    "注文番号|注文id|注文|受注番号|伝票番号|請求書番号|レシート番号|取引番号|売上番号|"
    "amazon order id|sales document|sales document no|verkaufsbeleg|belegfeld 1|vbeln|deal id|opportunity id|doc no|num|reference|ref|auftrag nr" },
  { CLV_ROLE_DATE,
    "order date|invoice date|gift date|donation date|spendendatum|date du don|fecha de donacion|purchase date|transaction date|sale date|sales date|date of order|date of purchase|"
    "transaction timestamp|order timestamp|order datetime|timestamp|created at|ordered at|paid at|date|datetime|day|"
    "order time|year|quarter|jahr|quartal|ano|年|年份|季度|연도|분기|年度|四半期|order purchase timestamp|created|created on|order created at|placed at|placed on|purchased at|sold on|posting date|booking date|document date|time|week|month|period|"
    "bestelldatum|auftragsdatum|datum der bestellung|kauf datum|verkaufsdatum|transaktionsdatum|rechnungsdatum|kaufdatum|belegdatum|buchungsdatum|datum|monat|woche|zeitraum|"
    "date de commande|date commande|date de facture|date facture|date de facturation|date d ordre|date de transaction|date d achat|date achat|date de vente|jour|mois|annee|trimestre|"
    "fecha de pedido|fecha pedido|fecha de facturacion|fecha de transaccion|fecha del pedido|fecha de compra|fecha compra|fecha de factura|fecha factura|fecha de venta|fecha|mes|"
    "data da venda|data do pedido|data de compra|data da transacao|data de emissao|data de faturamento|data pedido|data da compra|data compra|data da fatura|data venda|data|"
    "订单日期|下单日期|订单时间|购买时间|开票日期|业务日期|成交日期|支付时间|支付日期|下单时间|购买日期|交易日期|发票日期|付款时间|成交时间|销售日期|日期|时间|月份|訂單日期|"
    "주문일|주문일자|주문날짜|구매날짜|구매일시|거래일시|매출일자|매출일|결제일자|주문일시|구매일|구매일자|거래일|거래일자|판매일|판매일자|결제일|일자|날짜|월|"
    "注文日|注文日時|受注日|受注日時|購入日時|出荷日|計上日|伝票日付|取引日時|購入日|取引日|売上日|販売日|請求日|日付|年月日|月|"
    "close date|closed date|closing date|date time|created date|creation date|document created|doc date|audat|erdat|reporting starts|day of sale|bestellt am|angelegt am|erstellt am" },
  { CLV_ROLE_AMOUNT,
    "amount|net amount|total amount|order amount|order total|order value|total|grand total|sales amount|sales value|"
    "sales|sale amount|revenue|net revenue|net sales|turnover|line total|line amount|subtotal|total price|total sales|"
    "invoice total|invoice amount|value|dollar value|spend|payment value|paid|paid amount|amount paid|transaction amount|"
    "purchase amount|gift amount|donation amount|donation|donated|gift|spendenbetrag|spende|montant du don|importe donado|extended price|net value|total value|net total|total paid|price paid|gross amount|sum|"
    "betrag|nettobetrag|netto betrag|gesamtbetrag|bruttobetrag|umsatz|nettoumsatz|erlos|summe|gesamtsumme|rechnungsbetrag|"
    "bestellwert|wert|warenwert|gesamtpreis|netto|"
    "montant|montant ht|montant ttc|montant total|total ht|total ttc|chiffre d affaires|ca|ca ht|prix total|ventes|"
    "importe|importe total|monto|monto total|ventas|ingresos|precio total|facturacion|total venta|"
    "valor|valor total|valor da venda|valor venda|receita|faturamento|total da venda|preco total|montante|vendas|"
    "金额|订单金额|销售额|销售金额|总金额|总价|实付金额|支付金额|成交金额|交易金额|收入|营业额|合计|金額|銷售額|"
    "금액|주문금액|결제금액|매출|매출액|판매금액|총액|합계|총금액|거래금액|구매금액|"
    "売上|売上金額|売上高|注文金額|購入金額|合計|合計金額|総額|税抜金額|支払金額|"
    "item total|product sales|gross|net|nettowert|netto wert|netwr|umsatz ohne soll haben kz|n revenue|小計|小计|明細金額|brutto betrag|brutto|bruttoumsatz|rechnungssumme|amount excluding vat|amount ex vat|amount incl vat" },
  { CLV_ROLE_QUANTITY,
    "quantity|qty|order quantity|order qty|units|unit quantity|quantity sold|qty sold|units sold|pieces|count|number of items|"
    "number of cds|items|menge|anzahl|stuck|stuckzahl|bestellmenge|quantite|qte|nombre d articles|"
    "cantidad|cant|unidades|quantidade|qtd|qtd vendida|quantidade vendida|qtde|数量|件数|购买数量|销售数量|수량|판매수량|주문수량|個数|点数|販売数量|"
    "quantity purchased|items sold|lineitem quantity|quantity refund|auftragsmenge|kwmeng|number of units|total quantity" },
  { CLV_ROLE_UNIT_PRICE,
    "unit price|price|product price|price each|item price|price per unit|list price|selling price|sales price|retail price|"
    "einzelpreis|stuckpreis|preis|verkaufspreis|vk preis|nettopreis|prix unitaire|prix|prix de vente|pu ht|pu|"
    "precio unitario|precio|precio de venta|preco unitario|preco|preco de venda|valor unitario|"
    "单价|价格|售价|单位价格|單價|단가|가격|판매가|판매단가|単価|価格|販売価格|"
    "unit amount|sold for|price per item|einzelpreis netto|einzelpreis brutto" },
  { CLV_ROLE_COST,
    "cost|costs|total cost|cost amount|cost of goods|cost of goods sold|cogs|goods cost|cost of sales|line cost|cost value|"
    "expense|expenses|spend|kosten|wareneinsatz|wareneinstand|herstellkosten|einkaufswert|aufwand|"
    "cout|couts|cout total|cout des marchandises|cout d achat|depense|depenses|coste|costes|costo|costos|coste total|"
    "costo de ventas|gasto|gastos|custo|custos|custo total|despesa|despesas|"
    "成本|总成本|成本金额|费用|支出|비용|원가|총비용|매출원가|비용액|原価|費用|コスト|売上原価|経費|"
    "amount spent|ad spend|ads spend|media spend|marketing spend|total spend|media cost|ad cost|advertising cost|marketing cost|spent|ausgaben|werbeausgaben|werbekosten|mediakosten|marketingkosten|fee|fees|transaction fee|transaction fees|processing fee|processing fees|card processing fees|payment fee|payment fees|gebuhr|gebuhren|zahlungsgebuhr|frais|commission" },
  { CLV_ROLE_UNIT_COST,
    "unit cost|product cost|cost price|cost per unit|item cost|purchase price|standard cost|einkaufspreis|ek preis|stuckkosten|"
    "einstandspreis|cout unitaire|prix d achat|coste unitario|costo unitario|precio de compra|precio de coste|"
    "custo unitario|preco de custo|单位成本|成本价|进价|단위원가|매입단가|원가단가|원가|原価単価|仕入単価|単位原価|原単価" },
  { CLV_ROLE_PROFIT,
    "profit|gross profit|net profit|contribution|contribution margin|margin amount|gross margin|earnings|"
    "gewinn|rohertrag|deckungsbeitrag|db|ertrag|rohgewinn|benefice|profit net|marge|marge brute|"
    "beneficio|ganancia|utilidad|margen|lucro|lucro bruto|margem|利润|毛利|净利润|毛利润|이익|순이익|매출이익|공헌이익|利益|粗利|売上総利益" },
  { CLV_ROLE_DISCOUNT,
    "discount|discount rate|discount pct|discount percent|discount amount|rabatt|nachlass|skonto|remise|rabais|reduction|"
    "descuento|desconto|折扣|优惠|折扣率|할인|할인율|할인액|割引|割引率|値引|値引き|"
    "discounts|total discount|discount total|rabattbetrag|discount per unit|discount per piece|per unit discount|unit discount|"
    "stuckrabatt|rabatt pro stuck|remise unitaire|descuento unitario|desconto unitario" },
  { CLV_ROLE_TAX,
    "tax|taxes|tax amount|vat|sales tax|gst|mwst|ust|mehrwertsteuer|umsatzsteuer|steuer|tva|taxe|iva|impuesto|imposto|"
    "税|税额|税金|增值税|세금|부가세|消費税|税額|"
    "order total tax amount|order total tax|order tax amount|total tax amount|tax total|total tax|mw st|u st|mw st betrag|item tax|product sales tax|seller collected tax|order sales tax|vat amount|gst amount|mwst betrag|steuerbetrag|montant tva|total tva|"
    "tax rate|vat rate|gst rate|sales tax rate|tax percent|tax percentage|vat percent|vat percentage|mwst satz|mw st satz|ust satz|u st satz|"
    "steuersatz|mehrwertsteuersatz|umsatzsteuersatz|taux tva|taux de tva|tipo de iva|tipo iva|taxa de iva|taxa iva|税率|세율" },
  { CLV_ROLE_SHIPPING,
    "shipping|shipping cost|shipping amount|freight|postage|delivery fee|freight value|versand|versandkosten|porto|fracht|"
    "frais de port|livraison|envio|gastos de envio|frete|运费|配送费|배송비|운임|送料|配送料|"
    "shipping and handling|shipping and handling amount|shipping handling|shipping charge|shipping charges|shipping price|shipping fee|shipping total|order shipping|delivery|delivery cost|delivery charge|delivery charges|lieferkosten|frachtkosten|livraison ttc" },
  { CLV_ROLE_REFUND,
    "refund|refunded|is refund|is return|refund amount|returned|return flag|erstattung|erstattet|retoure|gutschrift|"
    "rembourse|remboursement|reembolso|reembolsado|devolucion|devolvido|devolucao|estorno|退款|退货|是否退款|환불|환불액|반품|返金|返品|"
    "amount refunded|refunded amount|total refunded|refund total|partial refunds|refunds|return|return amount|return value|refund value|refunded value|amount returned|refunded total|order refund|order refunds|refund amt|retourenbetrag|ruckerstattung|ruckzahlung|gutschriftsbetrag|returned amount|erstattungsbetrag|montant rembourse|"
    "refunded total|refund value|refunded value|refund sum|order refund|order refunds|total refund|total refund amount|total refunds|"
    "total returned|total returns|return amount|return value|amount returned|returned value|returns|return|ruckerstattung|"
    "ruckerstattungen|ruckerstattungsbetrag|ruckzahlung|erstattungen|erstatteter betrag|retourenbetrag|retourenwert|montant retourne|"
    "montant du remboursement|remboursements|importe reembolsado|importe devuelto|importe reembolso|monto reembolsado|reembolsos|"
    "devoluciones|valor reembolsado|valor devolvido|valor do reembolso|devolucoes|退款金额|退款额|退货金额|환불금액|반품금액|返金額|返品金額" },
  { CLV_ROLE_STATUS,
    "status|order status|payment status|state of order|financial status|fulfillment status|transaction type|document type|"
    "bestellstatus|auftragsstatus|zahlungsstatus|belegart|statut|statut commande|etat|estado del pedido|estado pedido|estatus|"
    "status do pedido|situacao|状态|订单状态|交易状态|상태|주문상태|ステータス|注文状況|状態|"
    "invoice status|deal stage|stage|sales stage|status reason|opportunity stage|event type|zahlstatus|rechnungsstatus" },
  { CLV_ROLE_CURRENCY,
    "currency|currency code|wahrung|waehrung|devise|monnaie|moneda|divisa|moeda|币种|货币|幣別|통화|화폐|通貨|"
    "document currency|doc currency|belegwahrung|wkz umsatz|wkz|waerk|currency iso code|transaction currency" },
  { CLV_ROLE_PRODUCT,
    "product id|product no|product key|product code|product cd|stock keeping unit|material|material no|material number|product sku|sku|stock code|item id|item no|item code|item number|article no|"
    "product|product name|item|item name|article|description|asin|artikelnummer|artikel nr|artikelnr|artikel|produkt|"
    "produktname|bezeichnung|reference produit|code produit|produit|nom du produit|designation|codigo de producto|"
    "codigo producto|producto|articulo|codigo do produto|codigo produto|produto|nome do produto|descricao|"
    "商品编号|商品编码|产品编号|商品id|产品id|商品|产品|商品名称|产品名称|상품코드|상품번호|제품코드|상품|제품|상품명|제품명|품목|"
    "商品コード|商品番号|商品cd|商品名|製品|品番|品名|"
    "matnr|inventory item code|item title|listing id|lineitem sku|product service|leistung" },
  { CLV_ROLE_CATEGORY,
    "category|product category|category name|product group|product type|department|family|product line|kategorie|warengruppe|"
    "produktgruppe|sparte|categorie|famille|rayon|categoria|linea|familia|tipo do produto|tipo de produto|departamento|"
    "类别|品类|分类|产品类别|商品类别|카테고리|분류|상품분류|제품군|カテゴリ|カテゴリー|分類|商品分類" },
  { CLV_ROLE_CHANNEL,
    "channel|sales channel|marketing channel|acquisition channel|source|traffic source|utm source|campaign source|medium|kanal|"
    "vertriebskanal|verkaufskanal|quelle|canal|canal de vente|canal de venta|canal de venda|origem|origen|"
    "渠道|销售渠道|来源|通道|채널|판매채널|유입경로|유입채널|チャネル|販売チャネル|流入元|経路|"
    "purchase point|attribution|marketplace|lead source|original traffic source|original source|order source|source name|platform|plattform|marktplatz|werbekanal" },
  { CLV_ROLE_SEGMENT,
    "segment|customer segment|customer group|customer type|customer class|tier|kundensegment|kundengruppe|kundentyp|"
    "segment client|groupe client|type de client|segmento|grupo de clientes|tipo de cliente|"
    "客户类型|客户分类|客户等级|会员等级|细分|고객유형|고객등급|세그먼트|고객군|회원등급|顧客区分|会員ランク|セグメント|顧客層" },
  { CLV_ROLE_COUNTRY,
    "country|country code|ship country|billing country|shipping country|customer country|nation|land|pays|pais|"
    "国家|國家|国别|국가|나라|国|"
    "country region|country name|lander|landercode" },
  { CLV_ROLE_OWNER,
    "owner|account owner|account manager|sales rep|salesperson|sales person|rep|employee id|support rep id|"
    "betreuer|vertriebler|kundenbetreuer|verkaufer|sachbearbeiter|commercial|vendeur|vendedor|responsable|comercial|responsavel|"
    "销售员|业务员|客户经理|负责人|담당자|영업담당|영업사원|担当|担当者|営業担当|"
    "opportunity owner|deal owner|staff name|salesperson code|salesperson name|sales person|account executive|mitarbeiter|staff" },
  { CLV_ROLE_REFERRED_BY,
    "referred by|referrer|referrer id|referral|geworben von|empfohlen von|parrain|referido por|indicado por|"
    "推荐人|介绍人|추천인|추천회원|紹介者" },
  { CLV_ROLE_EMAIL,
    "email|e mail|email address|mail|customer email|courriel|adresse email|correo|correo electronico|邮箱|电子邮件|이메일|メール|メールアドレス|"
    "email addresses|from email address|buyer email|contact email|e mail adresse|emailadresse|mailadresse|e mail address|kunden e mail|adresse e mail|adresse mail|mail client|endereco de email" },
  { CLV_ROLE_COST_TYPE,
    "cost type|type|type of cost|expense type|cost category|expense category|kostenart|kostentyp|art|type de cout|"
    "tipo de coste|tipo de costo|tipo|tipo de custo|tipo de gasto|成本类型|费用类型|类型|비용유형|비용종류|구분|費用区分|費目|種類|種別" },
  { CLV_ROLE_REVENUE,
    "revenue|total revenue|customer revenue|total spent|total spend|amount spent|total sales|sales|lifetime revenue|lifetime value|"
    "customer value|total charges|total amount|total purchases|turnover|annual spend|monetary|total|"
    "umsatz|gesamtumsatz|kundenumsatz|jahresumsatz|chiffre d affaires|ca total|ca|ingresos|ingresos totales|ventas totales|ventas|"
    "receita|receita total|faturamento|总消费|消费总额|累计消费|总收入|销售额|收入|累计金额|총매출|매출|매출액|총구매액|총구매금액|누적구매금액|"
    "売上|総売上|累計売上|購入総額|累計購入金額|"
    "total amount spent|total money spent|lifetime amount spent|historic customer lifetime value|historic clv|gross revenue|total order value|total paid|lifetime spend|gesamtausgaben|montant total depense|total depense|gasto total|total gastado" },
  { CLV_ROLE_ORDERS,
    "orders|number of orders|order count|orders count|total orders|purchases|number of purchases|transactions|"
    "anzahl bestellungen|bestellungen|anzahl auftrage|nombre de commandes|commandes|numero de pedidos|pedidos|"
    "numero de compras|compras|订单数|订单数量|购买次数|주문수|주문횟수|구매횟수|注文数|注文回数|購入回数|"
    "historic number of orders|no of orders|order number total|anzahl kaufe|anzahl der bestellungen|nombre d achats|nb commandes" },
  { CLV_ROLE_ACQUISITION_COST,
    "acquisition cost|customer acquisition cost|cac|cost of acquisition|akquisekosten|akquisitionskosten|gewinnungskosten|"
    "cout d acquisition|coste de adquisicion|costo de adquisicion|custo de aquisicao|获客成本|고객획득비용|획득비용|獲得コスト|獲得費用" },
  { CLV_ROLE_SERVICE_COST,
    "service cost|support cost|cost to serve|servicekosten|betreuungskosten|cout de service|coste de servicio|costo de servicio|"
    "custo de servico|服务成本|서비스비용|サービスコスト" },
  { CLV_ROLE_AOV,
    "aov|average order value|avg order value|average order|average basket|average purchase value|average ticket|"
    "durchschnittlicher bestellwert|durchschnittsbestellwert|panier moyen|ticket medio|valor medio de pedido|valor medio do pedido|"
    "平均订单价值|客单价|평균주문금액|객단가|평균구매금액|平均注文額|客単価|平均購入単価" },
  { CLV_ROLE_FREQUENCY,
    "frequency|purchase frequency|orders per year|purchases per year|order frequency|kaufhaufigkeit|kauffrequenz|"
    "bestellungen pro jahr|frequence d achat|frecuencia|frecuencia de compra|frequencia|frequencia de compra|"
    "购买频率|年购买次数|구매빈도|연간구매횟수|購入頻度|年間購入回数" },
  { CLV_ROLE_RETENTION,
    "retention|retention rate|customer retention rate|kundenbindungsrate|bindungsrate|taux de retention|taux de fidelisation|"
    "tasa de retencion|retencion|taxa de retencao|retencao|留存率|保留率|유지율|재구매율|고객유지율|継続率|維持率|リテンション率" },
  { CLV_ROLE_LIFETIME,
    "lifetime|customer lifetime|lifespan|customer lifespan|lifetime years|kundenlebensdauer|lebensdauer|duree de vie|"
    "vida util|vida del cliente|tempo de vida|客户生命周期|生命周期|고객수명|수명|顧客寿命" },
  { CLV_ROLE_TENURE,
    "tenure|months as customer|months active|subscription length|membership months|vertragsdauer|anciennete|antiguedad|"
    "tempo de casa|在网时长|会员月数|가입기간|이용개월수|契約期間|利用月数" },
  { CLV_ROLE_MONTHLY_FEE,
    "monthly charges|monthly charge|monthly fee|mrr|monthly revenue|monthly payment|subscription fee|monatsbeitrag|"
    "monatsgebuhr|abonnement mensuel|mensualite|cuota mensual|mensalidade|月费|月租|월요금|월정액|월구독료|月額|月額料金" },
  { CLV_ROLE_CHURNED,
    "churn|churned|is churned|has churned|has left|cancelled|gekundigt|abgewandert|resilie|baja|cancelado|流失|是否流失|이탈|이탈여부|해지|解約|離反" },
  { CLV_ROLE_FIRST_DATE,
    "first order|first order date|first purchase|first purchase date|customer since|erstkauf|erste bestellung|premiere commande|"
    "primera compra|primeira compra|首次购买|首单日期|첫구매일|첫주문일|初回購入日" },
  { CLV_ROLE_LAST_DATE,
    "last order|last order date|last purchase|last purchase date|letzte bestellung|letzter kauf|derniere commande|ultima compra|"
    "最近购买|最后购买|最近订单|최근구매일|마지막주문일|最終購入日" },
  { CLV_ROLE_ACCOUNT,
    "parent account|parent account id|parent account name|parent company|parent customer|parent customer id|parent customer no|parent id|"
    "parent|master account|corporate account|corporate group|group account|group company|holding|headquarters|ultimate parent|"
    "konzern|konzernkunde|konzernzugehorigkeit|mutterfirma|muttergesellschaft|mutterunternehmen|hauptkunde|hauptkundennummer|"
    "ubergeordnetes konto|ubergeordneter kunde|compte parent|compte principal|societe mere|maison mere|groupe|cuenta principal|"
    "cuenta matriz|empresa matriz|empresa madre|matriz|grupo empresarial|conta principal|conta pai|empresa mae|grupo economico|"
    "母公司|上级客户|集团|总公司|모회사|상위계정|본사|그룹사|親会社|親取引先|グループ会社|本社|"
    "account padre|societa madre|capogruppo|moederbedrijf|moedermaatschappij|hoofdaccount|concern|firma macierzysta|społka matka|"
    "moderbolag|koncern|ana firma|ust hesap|ana sirket|головная компания|холдинг|группа компании" },
  { CLV_ROLE_RATE,
    "rate|exchange rate|fx rate|fx|conversion rate|currency rate|wechselkurs|kurs|umrechnungskurs|taux|taux de change|cours|"
    "tipo de cambio|tasa de cambio|taxa de cambio|cambio|cotacao|汇率|환율|為替レート|レート|換算レート|"
    "tasso di cambio|tasso|wisselkoers|koers|kurs walutowy|kurs waluty|vaxelkurs|doviz kuru|kur|курс|курс валюты" },
  { CLV_ROLE_CUSTOMER,
    "codice cliente|cod cliente|id cliente|numero cliente|cliente|acquirente|klantnummer|klantnr|klant nr|klant id|klant|"
    "debiteur|debiteurnummer|debiteurnr|relatienummer|afnemer|numer klienta|nr klienta|id klienta|kod klienta|klient|"
    "kontrahent|nabywca|kod kontrahenta|kundnummer|kundnr|kund nr|kund id|kund|musteri no|musteri id|musteri kodu|"
    "musteri numarası|musteri|cari kodu|cari|alıcı|номер клиента|id клиента|код клиента|клиент|покупатель|контрагент|"
    "заказчик|код контрагента" },
  { CLV_ROLE_CUSTOMER_NAME,
    "nome cliente|ragione sociale|denominazione|nominativo|cognome|nome e cognome|klantnaam|naam klant|bedrijfsnaam|naam|"
    "voornaam|achternaam|nazwa klienta|imie i nazwisko|imie|nazwisko|nazwa firmy|nazwa kontrahenta|kundnamn|namn|fornamn|"
    "efternamn|foretagsnamn|foretag|musteri adı|musteri adı soyadı|ad soyad|adı soyadı|unvan|firma adı|cari unvan|"
    "имя клиента|имя|фамилия|фио|наименование клиента|название компании|организация" },
  { CLV_ROLE_ORDER,
    "numero ordine|n ordine|nr ordine|id ordine|ordine|numero fattura|n fattura|nr fattura|fattura|numero documento|"
    "n documento|scontrino|numero scontrino|bestelnummer|bestelnr|ordernummer|ordernr|bestelling|factuurnummer|factuurnr|"
    "factuur|bonnummer|bonnr|numer zamowienia|nr zamowienia|id zamowienia|zamowienie|numer faktury|nr faktury|faktura|"
    "numer dokumentu|nr dokumentu|paragon|ordernr|bestallningsnummer|fakturanummer|fakturanr|kvittonummer|kvitto|"
    "siparis no|siparis numarası|siparis id|siparis|fatura no|fatura numarası|fis no|belge no|номер заказа|no заказа|"
    "id заказа|заказ|номер чека|чек|номер счета|счет|номер документа|накладная|номер накладнои" },
  { CLV_ROLE_DATE,
    "data ordine|data dell ordine|data fattura|data acquisto|data vendita|data documento|data registrazione|data|giorno|"
    "mese|anno|trimestre|besteldatum|orderdatum|factuurdatum|aankoopdatum|verkoopdatum|transactiedatum|boekdatum|datum|"
    "maand|data zamowienia|data sprzedazy|data faktury|data wystawienia|data zakupu|data transakcji|data dokumentu|miesiac|"
    "rok|fakturadatum|bestallningsdatum|kopdatum|forsaljningsdatum|manad|siparis tarihi|fatura tarihi|satıs tarihi|"
    "islem tarihi|belge tarihi|tarih|ay|yıl|дата заказа|дата покупки|дата продажи|дата документа|дата операции|дата оплаты|"
    "дата|месяц|год" },
  { CLV_ROLE_AMOUNT,
    "importo|importo totale|importo netto|totale ordine|totale fattura|totale documento|totale|imponibile|fatturato|ricavo|"
    "ricavi|prezzo totale|valore totale|bedrag|totaalbedrag|totaal|totaalprijs|omzet|nettobedrag|netto bedrag|brutobedrag|"
    "factuurbedrag|orderbedrag|bestelbedrag|orderwaarde|kwota|kwota netto|kwota brutto|wartosc|wartosc netto|"
    "wartosc brutto|wartosc zamowienia|wartosc sprzedazy|suma|razem|sprzedaz|przychod|obrot|belopp|nettobelopp|totalbelopp|"
    "totalt|ordersumma|ordervarde|fakturabelopp|omsattning|forsaljning|forsaljningsbelopp|intakt|tutar|toplam tutar|"
    "siparis tutarı|satıs tutarı|net tutar|fatura tutarı|genel toplam|toplam|ciro|gelir|сумма|сумма заказа|сумма продажи|"
    "сумма покупки|сумма без ндс|итого|выручка|стоимость|оборот|доход" },
  { CLV_ROLE_QUANTITY,
    "quantita|qta|pezzi|numero pezzi|aantal|hoeveelheid|stuks|ilosc|ilosc sztuk|liczba sztuk|sztuk|antal|kvantitet|adet|"
    "miktar|количество|кол во|штук" },
  { CLV_ROLE_UNIT_PRICE,
    "prezzo unitario|prezzo|prezzo di vendita|prezzo di listino|stukprijs|eenheidsprijs|prijs|verkoopprijs|"
    "cena jednostkowa|cena netto|cena brutto|cena|cena sprzedazy|styckpris|a pris|enhetspris|pris|forsaljningspris|"
    "birim fiyat|birim fiyatı|fiyat|satıs fiyatı|цена|цена за единицу|цена за штуку|цена продажи" },
  { CLV_ROLE_COST,
    "costo|costi|costo totale|costo del venduto|spesa|spese|spesa pubblicitaria|uitgaven|mediakosten|advertentiekosten|"
    "inkoopwaarde|koszt|koszty|koszt całkowity|wydatki|wydatek|kostnad|kostnader|totalkostnad|utgifter|annonskostnad|"
    "maliyet|toplam maliyet|gider|harcama|reklam harcaması|себестоимость|затраты|расход|расходы|рекламныи расход" },
  { CLV_ROLE_UNIT_COST,
    "costo unitario|prezzo di acquisto|prezzo di costo|kostprijs|inkoopprijs|koszt jednostkowy|cena zakupu|inkopspris|"
    "styckkostnad|birim maliyet|alıs fiyatı|закупочная цена|цена закупки|себестоимость единицы" },
  { CLV_ROLE_PROFIT,
    "profitto|utile|margine|utile lordo|margine lordo|winst|brutowinst|brutomarge|zysk|marza|zysk brutto|vinst|bruttovinst|"
    "tackningsbidrag|kar|brut kar|net kar|прибыль|валовая прибыль|маржа" },
  { CLV_ROLE_DISCOUNT,
    "sconto|sconti|sconto percentuale|korting|kortingsbedrag|kortingspercentage|rabat|upust|znizka|rabatt|indirim|iskonto|"
    "indirim tutarı|скидка|размер скидки" },
  { CLV_ROLE_TAX,
    "iva|imposta|imposte|importo iva|aliquota iva|aliquota|btw|btw bedrag|btw tarief|btw percentage|belasting|podatek|podatek vat|kwota vat|moms|momsbelopp|kdv|kdv tutarı|"
    "vergi|ндс|сумма ндс|налог" },
  { CLV_ROLE_SHIPPING,
    "spedizione|spese di spedizione|costo di spedizione|costo spedizione|trasporto|verzending|verzendkosten|wysyłka|"
    "koszt wysyłki|dostawa|koszt dostawy|frakt|fraktkostnad|fraktavgift|kargo|kargo ucreti|доставка|стоимость доставки" },
  { CLV_ROLE_REFUND,
    "rimborso|rimborsato|importo rimborsato|reso|terugbetaling|terugbetaald|retour|geretourneerd|zwrot|zwrocono|"
    "kwota zwrotu|aterbetalning|aterbetalt|retur|returnerad|iade|iade tutarı|возврат|сумма возврата|rimborsi|resi|importo rimborso|importo reso|"
    "terugbetaald bedrag|retourbedrag|zwroty|wartosc zwrotu|aterbetalt belopp|returbelopp|iadeler|возвраты|возвращено" },
  { CLV_ROLE_STATUS,
    "stato|stato ordine|stato dell ordine|tipo documento|orderstatus|bestelstatus|betaalstatus|status zamowienia|stan|"
    "stan zamowienia|typ dokumentu|betalningsstatus|durum|siparis durumu|статус|статус заказа|состояние" },
  { CLV_ROLE_CURRENCY,
    "valuta|divisa|waluta|para birimi|doviz|doviz cinsi|валюта" },
  { CLV_ROLE_PRODUCT,
    "codice articolo|codice prodotto|cod articolo|articolo|prodotto|nome prodotto|descrizione|productcode|artikelcode|"
    "productnaam|artikelnaam|kod produktu|kod towaru|nazwa produktu|nazwa towaru|produkt|towar|indeks|artikelnr|"
    "artikelnamn|produktnamn|vara|urun kodu|stok kodu|urun adı|urun|артикул|код товара|товар|наименование товара|"
    "номенклатура|продукт" },
  { CLV_ROLE_CATEGORY,
    "gruppo merceologico|reparto|categoria prodotto|categorie|productgroep|artikelgroep|kategoria|kategoria produktu|"
    "grupa towarowa|kategori|produktgrupp|varugrupp|urun grubu|категория|категория товара|группа товаров" },
  { CLV_ROLE_CHANNEL,
    "canale|canale di vendita|fonte|provenienza|kanaal|verkoopkanaal|bron|kanał|kanał sprzedazy|zrodło|forsaljningskanal|"
    "kalla|satıs kanalı|kaynak|канал|канал продаж|источник" },
  { CLV_ROLE_SEGMENT,
    "gruppo cliente|gruppo clienti|tipo cliente|tipologia cliente|klantgroep|klanttype|grupa klientow|typ klienta|"
    "kundgrupp|kundtyp|musteri grubu|musteri tipi|сегмент|группа клиентов|тип клиента" },
  { CLV_ROLE_COUNTRY,
    "paese|nazione|stato paese|kraj|ulke|страна" },
  { CLV_ROLE_OWNER,
    "venditore|agente|commerciale|verkoper|accountmanager|vertegenwoordiger|handlowiec|opiekun|opiekun klienta|sprzedawca|"
    "saljare|kundansvarig|satıs temsilcisi|plasiyer|менеджер|продавец|ответственныи" },
  { CLV_ROLE_REFERRED_BY,
    "segnalato da|aangebracht door|polecony przez|varvad av|referans|рекомендовал" },
  { CLV_ROLE_EMAIL,
    "indirizzo email|indirizzo e mail|posta elettronica|e mailadres|emailadres|mailadres|adres e mail|adres email|e post|"
    "epost|e postadress|mejl|mejladress|e posta|eposta|почта|эл почта|электронная почта|адрес почты" },
  { CLV_ROLE_COST_TYPE,
    "tipo di costo|tipo costo|tipo spesa|kostensoort|soort|soort kosten|rodzaj kosztu|typ kosztu|kostnadstyp|kostnadsslag|"
    "maliyet turu|gider turu|вид затрат|тип расхода|статья расходов" },
  { CLV_ROLE_REVENUE,
    "totale speso|totale acquisti|fatturato totale|totale omzet|totaal besteed|totale uitgaven|łaczna wartosc|łaczna kwota|"
    "suma zakupow|totalt kopt|total omsattning|toplam harcama|toplam alısveris|toplam ciro|общая сумма|сумма покупок|"
    "общая выручка" },
  { CLV_ROLE_ORDERS,
    "numero ordini|numero di ordini|numero acquisti|aantal bestellingen|aantal orders|liczba zamowien|ilosc zamowien|"
    "antal order|antal ordrar|antal kop|siparis sayısı|количество заказов|число заказов|количество покупок" },
  { CLV_ROLE_FIRST_DATE,
    "primo ordine|primo acquisto|eerste bestelling|eerste aankoop|pierwsze zamowienie|forsta kop|forsta order|ilk siparis|"
    "первыи заказ|первая покупка" },
  { CLV_ROLE_LAST_DATE,
    "ultimo ordine|ultimo acquisto|laatste bestelling|laatste aankoop|ostatnie zamowienie|senaste kop|senaste order|"
    "son siparis|последнии заказ|последняя покупка" },
  { CLV_ROLE_ACQUISITION_COST,
    "costo di acquisizione|acquisitiekosten|koszt pozyskania|anskaffningskostnad|kundanskaffningskostnad|"
    "musteri edinme maliyeti|стоимость привлечения" },
  { CLV_ROLE_AOV,
    "valore medio ordine|scontrino medio|gemiddelde bestelwaarde|gemiddelde orderwaarde|srednia wartosc zamowienia|"
    "genomsnittligt ordervarde|ortalama siparis tutarı|средний чек|среднии чек" },
  /* Names in databases, books and tills, and what people call an amount. */
  { CLV_ROLE_CUSTOMER,
    "customer uuid|customer reference|client uuid|client ref|customer ref|user|user key|user pseudo id|visitor id|"
    "full visitor id|ga client id|loyalty id|loyalty card|loyalty card number|loyalty number|card number|membership number|"
    "membership id|member number|member|party|party name|debtor|debtor no|debtor number|debtor id|partner id|"
    "business partner|card code|purchaser|purchaser id|consumer id|guest id|profile id|person id|customer account|"
    "account code|client reference|custkey|o custkey|c custkey|codigo del cliente|cod cli|num client|numero de client|"
    "id acheteur|kundencode|kunden number" },
  { CLV_ROLE_CUSTOMER_NAME,
    "customer full name|client full name|purchaser name|debtor name|customer first name|customer last name|contact person|"
    "user full name" },
  { CLV_ROLE_ORDER,
    "order uuid|order reference|order ref|order num|order guid|increment id|invoice num|invoice reference|invoice ref|"
    "receipt|receipt num|ticket|ticket id|ticket number|basket|basket no|cart id|checkout id|purchase no|purchase number|"
    "purchase reference|voucher no|voucher number|bill id|sale id|sale no|sale number|sales order no|sales order number|"
    "sales order id|sales id|sales no|sales order key|so no|web order id|orderkey|o orderkey|ga transaction id|document id|"
    "document num|booking id|booking no|booking reference|booking number|invoice and item number|transaction code|"
    "transaction reference|shop order id|external order id|rechnungs number|rechnungs nummer|renr|rgnr|re nr|beleg number|"
    "vorgangsnummer|no facture|n piece|numero piece|numero de piece|ref commande|reference commande|reference de commande|"
    "no pedido|no de pedido|no do pedido|no factura|folio|numero de orden|num pedido|num factura|n do pedido|n de pedido" },
  { CLV_ROLE_DATE,
    "ordered on|order placed|date placed|date ordered|date order|date purchased|date created|date sold|sold at|sold date|"
    "issued at|issue date|date issued|date of invoice|date of sale|billing date|bill date|purchase time|purchase timestamp|"
    "placed date|event date|event timestamp|ga date|shopping date|completed at|completed date|date completed|voucher date|"
    "receipt date|when|order created|order created date|date paid|o orderdate|transaction datetime|sale time|sale datetime|"
    "rechnungs datum|redatum|rgdatum|re datum|bestell datum|beleg datum|auftrags datum|date piece|date de piece|"
    "date de la commande|fecha de orden|fecha orden|fecha emision|fecha de emision|data emissao" },
  { CLV_ROLE_AMOUNT,
    "total due|sub total|sale|total charged|total charge|basket value|basket total|basket amount|cart total|cart value|"
    "amount charged|charged amount|order revenue|item revenue|line revenue|product revenue|purchase revenue|"
    "transaction revenue|ga transaction revenue|purchase value|purchase total|total purchase|total purchase amount|"
    "total revenue|total order value|total order amount|order grand total|order subtotal|sale total|sales total|total sale|"
    "sale value|total sale amount|total sales amount|transaction total|transaction value|total transaction amount|"
    "total payment|payment amount|payment total|amount billed|billed amount|invoiced amount|invoice value|"
    "invoice net amount|amount invoiced|amt|money spent|amount spent|sum total|total sum|final amount|final total|"
    "final price|order price|order sum|order net amount|order total amount|extended amount|extended sales|line item total|"
    "line value|line price|total line amount|total item price|ticket amount|ticket total|ticket value|receipt total|"
    "bill amount|bill total|bill value|sale dollars|sales dollars|dollar sales|monetary value|deal amount|deal value|"
    "booking value|booking amount|booking total|amount untaxed|taxable amount|amount total|base grand total|o totalprice|"
    "total amount paid|total received|amount received|debit|bestellsumme|auftragssumme|auftragswert|bestellbetrag|"
    "endbetrag|endsumme|zahlbetrag|gesamt|gesamtwert|gesamtumsatz|positionswert|umsatzerlose|rechnungswert|montant net|"
    "montant facture|montant de la facture|montant commande|montant de la commande|total commande|total facture|total net|"
    "prix total ht|net a payer|total a payer|base imponible|importe neto|importe bruto|importe factura|importe pedido|"
    "total pedido|total factura|total del pedido|total general|total a pagar|total neto|total do pedido|valor do pedido|"
    "valor pedido|valor da nota|valor bruto|valor pago|total pago|totale netto|totale lordo|subtotal price" },
  { CLV_ROLE_QUANTITY,
    "total qty|qty ordered|quantity ordered|ordered quantity|ordered qty|item quantity|item qty|item count|items count|"
    "product quantity|total items|number of products|no of items|no of units|bottles sold|nb articles|nombre de produits|"
    "num articulos" },
  { CLV_ROLE_UNIT_PRICE,
    "price unit|unit selling price|unit retail price|unit sale price|product unit price|lineitem price|price per piece|"
    "rate per unit|piece price|average price|stuck preis|precio unit|precio por unidad|preco por unidade|vlr unitario" },
  { CLV_ROLE_TAX,
    "tax amt|amount tax|total taxes|total vat|vat total|order tax|order total tax|sales tax amount|tax collected|total gst|"
    "hst|tax value|taxes amount|importe iva|cuota iva|total iva|valor iva|montant de la tva|mwst summe|steuersumme" },
  { CLV_ROLE_DISCOUNT,
    "total discounts|total discount amount|order discount|order discount amount|discount value|coupon amount|"
    "coupon discount|voucher amount|promo discount|promotion discount|coupon value|gutscheinbetrag|gutscheinwert|"
    "total remise|montant remise|total descuento|importe descuento|valor desconto|total desconto" },
  { CLV_ROLE_STATUS,
    "stage name|order state|sale status|transaction status|order status name|statut de la commande|statut paiement" },
  { CLV_ROLE_CURRENCY,
    "order currency|order currency code|base currency|currency iso|currency name|curr code|currency id|payment currency" },
};

const guint clv_synonyms_n_words = G_N_ELEMENTS (clv_synonyms_words);

/* They contain the words above and mean something else. */
const char clv_synonyms_decoys[] =
  "birth date|birthday|birth day|date of birth|dob|ship date|shipped date|shipping date|required date|due date|delivery date|"
  "delivered at|stock date|expiry date|updated at|modified at|application date|geburtsdatum|lieferdatum|versanddatum|"
  "falligkeitsdatum|date de naissance|date de livraison|date d expedition|fecha de nacimiento|fecha de entrega|fecha de envio|"
  "data de nascimento|data de entrega|data de envio|data devolucao|出生日期|生日|发货日期|发货时间|생년월일|배송일|출고일|生年月日|発送日|配送日|"
  "postal code|postal cd|zip|zip code|postcode|plz|code postal|codigo postal|cep|邮编|우편번호|郵便番号|"
  "phone|fax|telephone|tel no|telefon|age|alter|row id|row no|row number|line no|line number|order line|order line item|"
  "line item|position|pos|ship mode|ship via|ship name|ship address|ship city|ship region|store id|store cd|territory key|shop id|"
  "annual income|income|total children|quantity per unit|units in stock|units on order|reorder level|number of employees|"
  "loja|id loja|nome da loja|tax id|customer service|monthly income|product description|product size|product style|"
  "product color|model name|product subcategory key|contact title|day of week|weekday|hour|retail disc|coupon disc|"
  "coupon match disc|customer status|competitor sales|price index|time of day|first seen|qtd devolvida|quantidade colaboradores|"
  "to email address|customer reference id|reference txn id|item location|device name|net total|order net|"
  "adjusted order total|adjusted net order amount|adjusted card processing fees|expected revenue|"
  "predicted customer lifetime value|total customer lifetime value|predicted number of orders|conv value|"
  "conversion value|conversions value|purchases conversion value|cost conv|cost per result|cost per purchase|"
  "cost per conversion|gift card sales|total collected|insurance amount|amount due|invoice amount due|balance due|"
  "open amount|outstanding balance|offener betrag|amount in company currency|remaining amount|shipping tax|"
  "discount amount tax|discount tax|cart discount tax|order shipping tax amount|shipping tax amount|refund tax|refunded tax|fee tax|"
  "gift wrap price|gift wrap tax|item promotion discount|ship promotion discount|ship to name|ship to country|"
  "shipping discount|delivery discount|lineitem compare at price|compare at price|lineitem discount|sales document type|"
  "payment date|payments date|created by|modified by|customer note|customer notes|customer description|order notes|"
  "order type|revenue per conversion|impressions|clicks|reach|conversions|data di nascita|data di consegna|"
  "data di spedizione|geboortedatum|leverdatum|verzenddatum|vervaldatum|data urodzenia|data dostawy|termin płatnosci|"
  "fodelsedatum|leveransdatum|forfallodatum|dogum tarihi|teslim tarihi|дата рождения|дата доставки|срок оплаты|scadenza|"
  "data scadenza|cap|codice postale|postcode|kod pocztowy|postnummer|posta kodu|индекс|partita iva|codice fiscale|nip|"
  "nif|cif|siret|vat number|vat no|vat id|ust id|btw nummer|tax number|steuernummer|"
  "eligible for discount|discount eligible|is discountable|max discount|maximum discount|max discount pct|maximaler rabatt|max rabatt|"
  "remise maximale|descuento maximo|desconto maximo|code remise|code de remise|code reduction|codigo descuento|codigo desconto|codice sconto|"
  CLV_RETURNED_UNITS_HEADERS "|" CLV_REFUND_ID_HEADERS "|number of returns|number of refunds|no of returns|no of refunds|return count|"
  "returns count|refund count|refunds count|anzahl retouren|anzahl erstattungen|nombre de retours|nombre de remboursements|"
  "numero de devoluciones|numero de reembolsos|numero de devolucoes|numero resi|aantal retouren|liczba zwrotow|antal returer|"
  "退货次数|退款次数|반품횟수|환불횟수|返品回数|返金回数";
