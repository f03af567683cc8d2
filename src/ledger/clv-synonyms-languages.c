/* clv-synonyms-languages.c - the words of headers in further languages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-synonyms-private.h"

/* Normalised headers, by role: Danish and Norwegian, Finnish, Czech and Slovak, Hungarian, Greek, Romanian, Ukrainian,
 * Bulgarian, Croatian, Serbian and Slovene, Vietnamese, Thai, and more Japanese and Chinese; then Arabic, Persian, Hebrew,
 * Indonesian and more Korean. Greek ends in σ, Arabic has no hamza on its letters. */
const ClvSynonyms clv_synonyms_more_words[] = {
  { CLV_ROLE_CUSTOMER,
    "kundenummer|kundenr|kunde id|kundekode|kundekonto|debitornr|debitornummer|medlemsnummer|medlemsnr|køber|kjøper|"
    "medlems id|asiakasnumero|asiakasnro|asiakas|asiakas id|asiakastunnus|asiakaskoodi|ostaja|jasennumero|cislo zakaznika|"
    "id zakaznika|kod zakaznika|zakaznik|odberatel|zakaznicke cislo|cislo klienta|kupujici|kupujuci|vevo|vevokod|vevo kod|"
    "vevoszam|vevo azonosito|ugyfel|ugyfelkod|ugyfelszam|ugyfel azonosito|ugyfelazonosito|vasarlo|vasarlo azonosito|"
    "partner|partnerkod|κωδικοσ πελατη|πελατησ|id πελατη|αριθμοσ πελατη|κωδ πελατη|αγοραστησ|cod client|numar client|"
    "nr client|cumparator|cod partener|номер клієнта|клієнт|id клієнта|код клієнта|покупець|замовник|клиентски номер|"
    "номер на клиент|код на клиент|купувач|kupac|sifra kupca|broj kupca|id kupca|stranka|sifra stranke|stevilka stranke|"
    "stevilka kupca|kupec|ma khach hang|khach hang|ma kh|id khach hang|nguoi mua|รห สลูกค้า|ลูกค้า|หมายเลขลูกค้า|お客様id|"
    "お客様コード|顧客cd|得意先番号|得意先cd|会員コード|取引先cd|購入者id|お客様|客户编码|會員編號|會員|會員id|顧客編號|會員帳號|客户账号|买家会员名|会员名|客户代号|客戶代號|客戶代碼|買家帳號|買家|"
    "رقم العميل|العميل|عميل|كود العميل|معرف العميل|رقم الزبون|الزبون|المشتري|رقم المشتري|حساب العميل|مشتری|کد مشتری|"
    "شماره مشتری|شناسه مشتری|خریدار|מספר לקוח|לקוח|מזהה לקוח|קוד לקוח|רוכש|id pelanggan|pelanggan|kode pelanggan|"
    "no pelanggan|nomor pelanggan|pembeli|구매자명|회원아이디|주문자|구매자 아이디" },
  { CLV_ROLE_CUSTOMER_NAME,
    "kundenavn|navn|fornavn|efternavn|etternavn|firmanavn|virksomhed|bedriftsnavn|asiakkaan nimi|asiakasnimi|nimi|etunimi|"
    "sukunimi|yritys|yrityksen nimi|jmeno zakaznika|nazev zakaznika|jmeno|prijmeni|meno|priezvisko|nazev firmy|"
    "meno zakaznika|nazov firmy|vevo neve|ugyfel neve|vevonev|ugyfelnev|nev|vezeteknev|keresztnev|cegnev|ονομα πελατη|"
    "επωνυμια|ονοματεπωνυμο|ονομα|επωνυμο|nume client|nume|prenume|denumire client|nume complet|denumire firma|"
    "ім я клієнта|назва клієнта|піб|ім я|прізвище|назва компаніі|ime kupca|naziv kupca|ime i prezime|ime|prezime|"
    "ime stranke|naziv stranke|naziv firme|ten khach hang|ho ten|ho va ten|ten cong ty|ช ่อลูกค้า|ช ่อ|お客様名|購入者名|顧客氏名|注文者名|"
    "注文者氏名|會員姓名|顧客姓名|客戶姓名|收件人姓名|اسم العميل|الاسم|اسم الزبون|اسم المشتري|الاسم الكامل|اسم الشركة|نام مشتری|نام|نام خانوادگی|"
    "שם לקוח|שם הלקוח|שם|שם מלא|שם פרטי|שם משפחה|שם חברה|nama pelanggan|nama|nama pembeli|주문자명|고객 이름" },
  { CLV_ROLE_ORDER,
    "ordrenummer|ordrenr|ordre id|ordre|bestilling|bestillingsnr|bestillingsnummer|kvitteringsnummer|bilagsnummer|bilagsnr|"
    "transaktionsnummer|transaksjonsnummer|tilausnumero|tilausnro|tilaus|tilaus id|tilauksen numero|laskunumero|"
    "laskun numero|lasku|kuittinumero|tositenumero|cislo objednavky|id objednavky|objednavka|cislo faktury|cislo dokladu|"
    "doklad|cislo uctenky|kod objednavky|rendelesszam|rendeles|rendeles szama|rendeles azonosito|rendelesazonosito|"
    "rendelesi szam|megrendeles|megrendelesszam|megrendeles szama|szamlaszam|szamla sorszama|szamla|bizonylatszam|"
    "bizonylat|nyugtaszam|αριθμοσ παραγγελιασ|παραγγελια|κωδικοσ παραγγελιασ|αρ παραγγελιασ|αριθμοσ τιμολογιου|"
    "αρ τιμολογιου|τιμολογιο|αριθμοσ παραστατικου|παραστατικο|αρ παραστατικου|numar comanda|nr comanda|comanda|id comanda|"
    "cod comanda|numar factura|nr factura|numar document|nr document|numarul comenzii|номер замовлення|замовлення|"
    "no замовлення|id замовлення|номер рахунку|номер накладноі|рахунок|накладна|номер на поръчка|поръчка|no на поръчка|"
    "номер на фактура|фактура|номер на документ|broj narudzbe|narudzba|broj racuna|racun|broj porudzbine|porudzbina|"
    "stevilka narocila|narocilo|stevilka racuna|broj fakture|id narudzbe|ma đon hang|đon hang|so đon hang|ma đon|"
    "so hoa đon|hoa đon|so chung tu|ma hoa đon|เลขท ่ค าส ่งซ ้อ|หมายเลขค าส ่งซ ้อ|ค าส ่งซ ้อ|เลขท ่ใบแจ้งหน ้|"
    "เลขท ่เอกสาร|注文no|オーダー番号|オーダーid|受注no|受注id|伝票no|請求番号|注文コード|销售单号|訂單號碼|發票號碼|單號|訂單號|交易編號|销售订单号|单据编号|單據編號|子订单编号|رقم الطلب|"
    "الطلب|رقم الطلبية|الطلبية|معرف الطلب|رقم الفاتورة|الفاتورة|رقم المستند|رقم العملية|رقم المعاملة|شماره سفارش|سفارش|"
    "شناسه سفارش|کد سفارش|شماره فاکتور|فاکتور|מספר הזמנה|הזמנה|מס הזמנה|מזהה הזמנה|מספר חשבונית|חשבונית|מספר מסמך|"
    "מס חשבונית|מספר עסקה|nomor pesanan|no pesanan|id pesanan|pesanan|nomor faktur|no faktur|nomor invoice|no invoice|"
    "nomor transaksi|상품주문번호|주문 코드|거래 번호|전표 번호" },
  { CLV_ROLE_DATE,
    "ordredato|dato|fakturadato|købsdato|salgsdato|bestillingsdato|kjøpsdato|bilagsdato|transaktionsdato|transaksjonsdato|"
    "oprettet|bogføringsdato|bokføringsdato|maned|ar|tilauspaiva|tilauspvm|tilauspaivamaara|paivamaara|paivays|pvm|"
    "ostopaiva|myyntipaiva|laskun paiva|laskupaiva|laskun paivays|laskupvm|kirjauspaiva|kuukausi|vuosi|datum objednavky|"
    "datum vystaveni|datum prodeje|datum nakupu|datum faktury|datum dokladu|datum vytvoreni|datum vystavenia|datum predaja|"
    "vytvoreno|vytvorene|mesic|mesiac|rendeles datuma|rendelesi datum|vasarlas datuma|vasarlas napja|szamla kelte|kelt|"
    "szamla datuma|kiallitas datuma|eladas datuma|teljesites datuma|bizonylat kelte|letrehozva|honap|ev|"
    "ημερομηνια παραγγελιασ|ημερομηνια|ημ νια|ημ νια παραγγελιασ|ημερομηνια αγορασ|ημερομηνια πωλησησ|"
    "ημερομηνια τιμολογιου|ημερομηνια εκδοσησ|μηνασ|ετοσ|data comenzii|data comanda|data facturii|data factura|"
    "data achizitiei|data vanzarii|data tranzactiei|luna|дата замовлення|дата продажу|дата рахунку|дата оплати|місяць|рік|"
    "дата на поръчка|дата на поръчката|дата на фактура|дата на покупка|дата на продажба|дата на документ|datum narudzbe|"
    "datum racuna|datum prodaje|datum kupnje|datum porudzbine|datum narocila|datum nakupa|ngay đat hang|ngay|ngay đat|"
    "ngay mua|ngay ban|ngay hoa đon|ngay giao dich|ngay chung tu|thoi gian đat hang|ngay tao|ว นท ่ส ่งซ ้อ|ว นท ่|"
    "ว นท ่ใบแจ้งหน ้|ว นท ่ขาย|注文年月日|購入年月日|売上日付|受注日付|取引年月日|订单创建时间|订单付款时间|建立時間|下單時間|下單日期|付款時間|購買日期|銷售日期|開立日期|单据日期|單據日期|"
    "創建時間|时间戳|تاريخ الطلب|التاريخ|تاريخ|تاريخ الشراء|تاريخ الفاتورة|تاريخ البيع|تاريخ العملية|تاريخ المعاملة|تاريخ الانشاء|"
    "الشهر|السنة|تاریخ سفارش|تاریخ|تاریخ خرید|تاریخ فاکتور|تاریخ فروش|תאריך הזמנה|תאריך|תאריך רכישה|תאריך חשבונית|"
    "תאריך קנייה|תאריך מכירה|תאריך עסקה|תאריך מסמך|תאריך יצירה|חודש|שנה|tanggal pesanan|tanggal|tanggal pembelian|"
    "tanggal transaksi|tanggal faktur|tanggal penjualan|tgl pesanan|tgl|tanggal order|tanggal invoice|주문 일자|주문 날짜|거래 일자|"
    "구매 날짜" },
  { CLV_ROLE_AMOUNT,
    "beløb|beløp|samlet beløb|beløb i alt|i alt|total beløb|totalbeløb|totalbeløp|ordrebeløb|ordrebeløp|ordretotal|"
    "ordresum|ordreværdi|fakturabeløb|fakturabeløp|omsætning|omsetning|salg|salgsbeløp|salgsbeløb|nettobeløb|nettobeløp|"
    "bruttobeløb|bruttobeløp|sum eks moms|summa|loppusumma|kokonaissumma|yhteensa|tilauksen summa|tilaussumma|laskun summa|"
    "myynti|liikevaihto|arvo|nettosumma|bruttosumma|veroton summa|verollinen summa|hinta yhteensa|rivisumma|castka|celkem|"
    "celkova castka|cena celkem|celkova cena|hodnota objednavky|castka celkem|suma celkem|trzba|trzby|obrat|celkom|"
    "celkova suma|suma spolu|spolu|castka bez dph|cena bez dph|cena s dph|zaklad dane|osszeg|vegosszeg|osszesen|"
    "rendeles osszege|rendeles erteke|netto osszeg|brutto osszeg|netto ertek|brutto ertek|szamla osszege|fizetendo|"
    "fizetendo osszeg|arbevetel|bevetel|forgalom|ertek|teljes osszeg|ποσο|συνολο|αξια|συνολικο ποσο|γενικο συνολο|"
    "συνολο παραγγελιασ|καθαρη αξια|καθαρο ποσο|συνολικη αξια|τζιροσ|εσοδα|πωλησεισ|αξια παραγγελιασ|ποσο τιμολογιου|"
    "valoare|valoare totala|suma totala|total comanda|valoare comanda|total factura|valoare factura|valoare neta|incasari|"
    "venit|venituri|vanzari|total general|pret total|total fara tva|total cu tva|сума|сума замовлення|вартість|"
    "загальна сума|всього|разом|сума без пдв|виручка|дохід|сума продажу|сума покупки|обща сума|стоиност|общо|"
    "сума на поръчката|стоиност на поръчката|приход|приходи|iznos|ukupno|ukupan iznos|ukupni iznos|iznos narudzbe|"
    "vrijednost narudzbe|promet|prihod|znesek|skupaj|skupni znesek|vrednost|znesek narocila|neto iznos|so tien|tong tien|"
    "thanh tien|tong cong|gia tri đon hang|doanh thu|tong gia tri|tong thanh toan|gia tri|จ านวนเง น|ยอดรวม|ยอดเง น|"
    "ราคารวม|ยอดขาย|มูลค่า|ยอดสุทธ|ご請求金額|請求金額|お支払い金額|お支払金額|取引金額|販売金額|売上額|注文合計|購入額|受注金額|买家实际支付金额|"
    "價稅合計|价税合计|总计|總計|總金額|銷售金額|訂單金額|交易金額|實付金額|付款金額|营收|營業額|销售收入|应付金额|實收金額|实收金额|总额|總額|消费金额|消費金額|订单总额|訂單總額|المبلغ|مبلغ|"
    "الاجمالي|اجمالي المبلغ|المبلغ الاجمالي|قيمة الطلب|اجمالي الطلب|القيمة|المجموع|المجموع الكلي|الايرادات|المبيعات|"
    "صافي المبلغ|قيمة الفاتورة|المبلغ المدفوع|مبلغ کل|جمع کل|جمع|مبلغ سفارش|مبلغ فاکتور|مبلغ پرداختی|فروش|درامد|סכום|סה כ|"
    "סך הכל|סכום כולל|סכום הזמנה|סה כ הזמנה|סה כ לתשלום|סכום לתשלום|סכום חשבונית|מחזור|הכנסה|הכנסות|מכירות|סכום נטו|"
    "jumlah bayar|total bayar|jumlah pembayaran|total harga|total pembayaran|nilai|nilai pesanan|total penjualan|penjualan|"
    "pendapatan|total pesanan|총 주문금액|총주문금액|총결제금액|주문총액|최종결제금액|실결제금액|합계금액|공급가액" },
  { CLV_ROLE_QUANTITY,
    "antall|mængde|antal stk|stk|mengde|maara|kappalemaara|kpl|lukumaara|kappaletta|mnozstvi|pocet kusu|pocet|kusy|"
    "mnozstvo|pocet kusov|mennyiseg|darab|darabszam|ποσοτητα|τεμαχια|cantitate|buc|bucati|nr bucati|кількість|кіл ть|к сть|"
    "шт|брои|kolicina|kom|komada|kosov|so luong|จ านวน|ปร มาณ|數量|宝贝总数量|購買數量|件數|商品数量|商品數量|注文数量|購入数|購入数量|受注数|الكمية|كمية|"
    "العدد|تعداد|مقدار|כמות|יחידות|kuantitas|jumlah barang" },
  { CLV_ROLE_UNIT_PRICE,
    "stykpris|enhedspris|pris pr stk|stk pris|salgspris|yksikkohinta|kappalehinta|hinta|myyntihinta|a hinta|"
    "jednotkova cena|cena za kus|cena za ks|cena za jednotku|prodejni cena|predajna cena|egysegar|ar|netto egysegar|"
    "brutto egysegar|eladasi ar|τιμη μοναδασ|τιμη|τιμη πωλησησ|pret unitar|pret|pret de vanzare|pret vanzare|ціна|"
    "ціна за одиницю|ціна за шт|ціна продажу|единична цена|ед цена|jedinicna cijena|cijena|jedinicna cena|cena na enoto|"
    "đon gia|gia|gia ban|ราคาต่อหน่วย|ราคา|單位價格|售價|商品单价|商品單價|販売単価|税抜単価|税込単価|سعر الوحدة|السعر|سعر|سعر البيع|قیمت واحد|قیمت|"
    "فی|מחיר יחידה|מחיר|מחיר ליחידה|מחיר מכירה|harga satuan|harga|harga jual" },
  { CLV_ROLE_COST,
    "omkostning|omkostninger|vareforbrug|varekost|udgift|udgifter|annonceudgifter|annoncekostnader|kustannus|kustannukset|"
    "kulut|mainoskulut|naklady|naklad|nakupni cena celkem|vydaje|koltseg|koltsegek|onkoltseg|hirdetesi koltseg|κοστοσ|"
    "δαπανη|δαπανεσ|διαφημιστικη δαπανη|cost total|costuri|cheltuieli|cheltuiala|собівартість|витрати|витрата|trosak|"
    "troskovi|strosek|stroski|chi phi|gia von|التكلفة|تكلفة|التكاليف|المصروفات|עלות|עלויות|הוצאות|הוצאה|biaya" },
  { CLV_ROLE_UNIT_COST,
    "kostpris|indkøbspris|innkjøpspris|ostohinta|hankintahinta|omakustannushinta|nakupni cena|nakupna cena|porizovaci cena|"
    "beszerzesi ar|bekerulesi ar|τιμη αγορασ|τιμη κοστουσ|pret de achizitie|pret achizitie|cost unitar|закупівельна ціна|"
    "ціна закупівлі|nabavna cijena|nabavna cena|gia nhap|سعر التكلفة|سعر الشراء|מחיר עלות|מחיר קנייה|עלות יחידה|harga beli" },
  { CLV_ROLE_PROFIT,
    "fortjeneste|dækningsbidrag|avance|dekningsbidrag|voitto|kate|myyntikate|zisk|marze|hruby zisk|nyereseg|arres|κερδοσ|"
    "μικτο κερδοσ|profit brut|marja|прибуток|валовии прибуток|dobit|dobicek|loi nhuan|الربح|صافي الربح|רווח|רווח גולמי|"
    "laba|keuntungan" },
  { CLV_ROLE_DISCOUNT,
    "rabat i alt|rabatbeløb|rabattbeløp|alennus|alennusprosentti|sleva|zlava|kedvezmeny|engedmeny|εκπτωση|reducere|"
    "discount comanda|знижка|отстъпка|popust|giam gia|chiet khau|ส่วนลด|割引額|割引金額|値引額|値引き額|クーポン割引|折扣金额|折扣金額|优惠金额|優惠金額|折让|"
    "الخصم|خصم|قيمة الخصم|تخفیف|הנחה|סכום הנחה|diskon|potongan|할인금액|할인 금액" },
  { CLV_ROLE_TAX,
    "moms i alt|momsbeløb|mva|mva beløp|avgift|alv|alv summa|vero|veron maara|dph|castka dph|dan|suma dph|afa|afa osszege|"
    "afa osszeg|ado|φπα|ποσο φπα|φοροσ|valoare tva|пдв|сума пдв|податок|ддс|pdv|iznos pdv ddv|thue vat|thue|ภาษ|消費税額|稅額|稅金|"
    "稅|الضريبة|ضريبة|ضريبة القيمة المضافة|قيمة الضريبة|مالیات|מע מ|מעמ|סכום מע מ|pajak|ppn" },
  { CLV_ROLE_SHIPPING,
    "fragt|fragtpris|levering|leveringsomkostninger|forsendelse|toimituskulut|toimitusmaksu|rahti|postikulut|doprava|"
    "dopravne|postovne|cena dopravy|szallitasi koltseg|szallitasi dij|szallitas|postakoltseg|μεταφορικα|εξοδα αποστολησ|"
    "αποστολη|transport|cost transport|livrare|taxa livrare|вартість доставки|dostava|postarina|troskovi dostave|"
    "phi van chuyen|phi giao hang|ค่าจ ดส่ง|運費|快递费|邮费|الشحن|رسوم الشحن|تكلفة الشحن|رسوم التوصيل|משלוח|דמי משלוח|עלות משלוח|"
    "ongkos kirim|ongkir|biaya kirim" },
  { CLV_ROLE_REFUND,
    "refusion|refunderet|refundert|refusjon|refunderet beløb|refundert beløp|returneret|returnert|hyvitys|palautus|"
    "palautettu|hyvitetty|vraceno|refundace|vratene|vracena castka|vratena suma|dobropis|visszaterites|"
    "visszateritett osszeg|visszaru|visszateritve|επιστροφη|επιστροφη χρηματων|ποσο επιστροφησ|επιστροφεσ|rambursare|"
    "rambursat|suma rambursata|returnat|повернення|повернено|сума повернення|възстановена сума|връщане|povrat|hoan tien|"
    "so tien hoan|ค นเง น|退款金額|退貨金額|退貨|已退款金额|المرتجع|المبلغ المسترد|استرداد|المبلغ المرتجع|مرتجع|החזר|זיכוי|סכום החזר|"
    "החזרה|pengembalian dana" },
  { CLV_ROLE_STATUS,
    "ordrestatus|betalingsstatus|tila|tilauksen tila|maksun tila|stav|stav objednavky|stav platby|allapot|statusz|"
    "rendeles allapota|rendeles statusza|κατασταση|κατασταση παραγγελιασ|stare|stare comanda|status comanda|"
    "starea comenzii|статус замовлення|стан|състояние|статус на поръчка|status narudzbe|stanje|status narocila|trang thai|"
    "trang thai đon hang|สถานะ|สถานะค าส ่งซ ้อ|狀態|訂單狀態|交易狀態|受注ステータス|注文ステータス|الحالة|حالة الطلب|حالة الدفع|وضعیت|"
    "وضعیت سفارش|סטטוס|סטטוס הזמנה|מצב|מצב הזמנה|status pesanan|status order|주문 상태|결제상태" },
  { CLV_ROLE_CURRENCY,
    "valuutta|mena|penznem|deviza|νομισμα|tien te|loai tien|สกุลเง น|幣種|货币代码|貨幣|العملة|عملة|ارز|واحد پول|מטבע|mata uang" },
  { CLV_ROLE_PRODUCT,
    "varenummer|varenr|vare|varekode|varenavn|produktnavn|produktnummer|varebeskrivelse|tuote|tuotenumero|tuotekoodi|"
    "tuotteen nimi|tuotenimi|nimike|kod zbozi|zbozi|nazev zbozi|nazev produktu|polozka|tovar|kod tovaru|nazov produktu|"
    "termek|cikkszam|termekkod|termek neve|termeknev|cikk|megnevezes|προιον|κωδικοσ προιοντοσ|κωδικοσ ειδουσ|ειδοσ|"
    "περιγραφη|ονομα προιοντοσ|produs|cod produs|denumire produs|articol|cod articol|nume produs|код товару|назва товару|"
    "наименування|код на продукт|стока|proizvod|sifra proizvoda|artikl|sifra artikla|naziv proizvoda|izdelek|sifra izdelka|"
    "artikal|naziv izdelka|san pham|ma san pham|ten san pham|ma hang|ten hang|ส นค้า|รห สส นค้า|ช ่อส นค้า|物料编码|商品標題|商品标题|"
    "宝贝标题|商品名稱|產品名稱|商品編號|貨號|货号|产品编码|物料|商品no|品目|品目コード|المنتج|منتج|اسم المنتج|رقم المنتج|كود المنتج|الصنف|كود الصنف|محصول|"
    "کالا|کد کالا|نام کالا|نام محصول|מוצר|שם מוצר|קוד מוצר|פריט|מק ט|תיאור|produk|nama produk|kode produk|nama barang|"
    "kode barang|barang" },
  { CLV_ROLE_CATEGORY,
    "varegruppe|varekategori|tuoteryhma|tuotekategoria|kategorie zbozi|skupina zbozi|termekkategoria|termekcsoport|"
    "κατηγορια|κατηγορια προιοντοσ|categorie produs|grupa produse|категорія|категорія товару|група товарів|kategorija|"
    "danh muc|nhom hang|หมวดหมู่|類別|商品類別|產品類別|الفية|فية المنتج|التصنيف|القسم|קטגוריה|קטגוריית מוצר|kategori produk" },
  { CLV_ROLE_CHANNEL,
    "salgskanal|kanava|myyntikanava|lahde|prodejni kanal|zdroj|csatorna|ertekesitesi csatorna|forras|καναλι|καναλι πωλησησ|"
    "πηγη|canal vanzare|canal de vanzare|sursa|канал продажу|джерело|kenh|kenh ban hang|nguon|銷售渠道|通路|銷售通路|القناة|"
    "قناة البيع|المصدر|ערוץ|ערוץ מכירה|מקור|saluran" },
  { CLV_ROLE_SEGMENT,
    "kundegruppe|kundetype|kundesegment|asiakasryhma|asiakastyyppi|skupina zakazniku|typ zakaznika|zakaznicka skupina|"
    "vevocsoport|vevotipus|ugyfelcsoport|szegmens|ομαδα πελατων|τυποσ πελατη|grup clienti|tip client|група клієнтів|"
    "тип клієнта|會員等級|客戶類型|شريحة العميل|نوع العميل|فية العميل|סוג לקוח|קבוצת לקוחות|פלח" },
  { CLV_ROLE_COUNTRY,
    "maa|maakoodi|zeme|stat|krajina|kod zeme|orszag|χωρα|tara|краіна|държава|drzava|zemlja|quoc gia|nuoc|ประเทศ|البلد|"
    "الدولة|بلد|کشور|מדינה|ארץ|negara|국가코드" },
  { CLV_ROLE_OWNER,
    "sælger|selger|kundeansvarlig|myyja|asiakasvastaava|obchodnik|prodejce|obchodni zastupce|predajca|ertekesito|uzletkoto|"
    "πωλητησ|agent vanzari|vanzator|продавець|відповідальнии|nhan vien ban hang|業務員|銷售員|البايع|مندوب المبيعات|איש מכירות|"
    "סוכן" },
  { CLV_ROLE_EMAIL,
    "e mailadresse|e postadresse|sahkoposti|sahkopostiosoite|e mail zakaznika|emailova adresa|e mail cim|email cim|"
    "ηλεκτρονικο ταχυδρομειο|διευθυνση email|adresa email|adresa de email|пошта|електронна пошта|ел пошта|đia chi email|"
    "thu đien tu|อ เมล|電子郵件|電郵|邮件|电子邮箱|البريد الالكتروني|بريد الكتروني|الايميل|ایمیل|אימייל|דוא ל|מייל|דואר אלקטרוני|"
    "alamat email|surel|이메일 주소" },
  { CLV_ROLE_REVENUE,
    "samlet omsætning|samlet salg|total omsætning|kokonaismyynti|ostot yhteensa|celkove trzby|celkem utraceno|"
    "osszes vasarlas|osszes bevetel|συνολικεσ αγορεσ|συνολικα εσοδα|total cheltuit|total achizitii|загальна виручка|"
    "сума покупок|اجمالي المشتريات|اجمالي الانفاق|סך רכישות|סה כ רכישות" },
  { CLV_ROLE_ORDERS,
    "antal ordrer|antall ordrer|antall bestillinger|tilausten maara|tilauksia|tilausmaara|pocet objednavek|"
    "pocet objednavok|rendelesek szama|rendelesszam osszesen|αριθμοσ παραγγελιων|numar comenzi|nr comenzi|"
    "кількість замовлень|عدد الطلبات|מספר הזמנות" },
};

const guint clv_synonyms_n_more_words = G_N_ELEMENTS (clv_synonyms_more_words);

/* Days of birth, delivery and payment, postal codes, phones. */
const char clv_synonyms_more_decoys[] =
  "fødselsdato|leveringsdato|forfaldsdato|forfallsdato|afsendelsesdato|postnr|telefonnummer|syntymaaika|toimituspaiva|"
  "erapaiva|postinumero|puhelin|datum narozeni|datum dodani|datum splatnosti|psc|datum narodenia|datum dodania|"
  "szuletesi datum|szallitas datuma|szallitasi datum|fizetesi hatarido|esedekesseg|iranyitoszam|telefonszam|"
  "ημερομηνια γεννησησ|ημερομηνια παραδοσησ|ημερομηνια αποστολησ|τ κ|τηλεφωνο|data nasterii|data livrarii|data scadentei|"
  "cod postal|дата народження|дата доставки|дата відправки|індекс|телефон|ngay sinh|ngay giao hang|so đien thoai|"
  "تاريخ الميلاد|تاريخ التسليم|تاريخ الشحن|تاريخ الاستحقاق|الرمز البريدي|الهاتف|رقم الهاتف|תאריך לידה|תאריך אספקה|"
  "תאריך משלוח|תאריך פירעון|מיקוד|טלפון|tanggal lahir|tanggal pengiriman|tanggal kirim|kode pos|發貨日期|發貨時間|出生日期|郵遞區號|電話";
