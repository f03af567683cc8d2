/* test-exports.c - what shops, payment services, books and advertisers call their columns
 *
 * The headers are those of the exports themselves, as their makers document them or as public programs that read
 * them list them (named beside each). What a column means was decided by hand. The rows are made up.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-mapping.h"

#include "clv-test-tables.h"

typedef struct
{
  const char *name;
  const char *file;
  const char *rows;
  ClvTableKind kind;
  const char *roles; /* header=role, '|' between; every other column is not used */
} Export;

/* clang-format off */
static const Export exports[] = {
  /* github.com/laplace-live/shopify-csv-converter src/types, github.com/jadwro/allegro_csv_parser */
  { "shopify-orders", "orders_export_1.csv",
    "Name;Email;Financial Status;Paid at;Fulfillment Status;Fulfilled at;Accepts Marketing;Currency;Subtotal;Shipping;Taxes;Total;"
    "Discount Code;Discount Amount;Shipping Method;Created at;Lineitem quantity;Lineitem name;Lineitem price;Lineitem compare at price;"
    "Lineitem sku;Lineitem requires shipping;Lineitem taxable;Lineitem fulfillment status;Billing Name;Billing City;Billing Country;"
    "Shipping Country;Notes;Cancelled at;Payment Method;Refunded Amount;Vendor;Outstanding Balance;Employee;Id;Tags;Risk Level;Source;"
    "Lineitem discount;Phone\n"
    "#1001;ada@example.com;paid;2024-01-05 10:02:11 +0100;fulfilled;2024-01-06 09:00:00 +0100;yes;EUR;50.00;4.90;8.77;54.90;;0.00;"
    "Standard;2024-01-05 10:02:10 +0100;2;Tea tin;20.00;;TEA-1;true;true;fulfilled;Ada Lovelace;Berlin;DE;DE;;;Shopify Payments;"
    "0.00;Clientele;0.00;;5501001;vip;Low;web;0.00;\n"
    "#1001;;;;;;;;;;;;;;;;1;Cup;10.00;;CUP-2;true;true;fulfilled;;;;;;;;;Clientele;;;;;;;0.00;\n"
    "#1002;ben@example.com;refunded;2024-01-09 12:00:00 +0100;fulfilled;;no;EUR;10.00;4.90;2.38;14.90;WELCOME;1.00;Standard;"
    "2024-01-09 11:59:00 +0100;1;Cup;10.00;;CUP-2;true;true;fulfilled;Ben Bitdiddle;Paris;FR;FR;;;PayPal;14.90;Clientele;0.00;;"
    "5501002;;Low;pos;0.00;\n"
    "#1003;ada@example.com;paid;2024-02-15 08:30:00 +0100;fulfilled;;yes;EUR;20.00;0.00;3.19;20.00;;0.00;Standard;"
    "2024-02-15 08:29:00 +0100;1;Tea tin;20.00;;TEA-1;true;true;fulfilled;Ada Lovelace;Berlin;DE;DE;;;Shopify Payments;0.00;"
    "Clientele;0.00;;5501003;vip;Low;web;0.00;\n",
    CLV_KIND_LINES,
    "Name=order|Email=customer|Financial Status=status|Currency=currency|Shipping=shipping|Taxes=tax|Total=amount|"
    "Discount Amount=discount|Created at=date|Lineitem quantity=quantity|Lineitem price=unit-price|Lineitem sku=product|"
    "Billing Name=customer-name|Billing Country=country|Refunded Amount=refund|Source=channel" },

  /* help.shopify.com “Customer CSV file” */
  { "shopify-customers", "customers_export.csv",
    "Customer ID;First Name;Last Name;Email;Accepts Email Marketing;Default Address Company;Default Address City;"
    "Default Address Country Code;Phone;Total Spent;Total Orders;Note;Tax Exempt;Tags\n"
    "'7001;Ada;Lovelace;ada@example.com;yes;;Berlin;DE;;74.90;2;;no;vip\n"
    "'7002;Ben;Bitdiddle;ben@example.com;no;;Paris;FR;;14.90;1;;no;\n"
    "'7003;Cy;Dent;cy@example.com;no;;Rome;IT;;0.00;0;;no;\n",
    CLV_KIND_CUSTOMER_VALUES,
    "Customer ID=customer|First Name=customer-name|Last Name=customer-name|Email=email|Default Address Country Code=country|"
    "Total Spent=revenue|Total Orders=orders" },

  /* Advanced Order Export for WooCommerce, default columns: algolplus.com */
  { "woocommerce-orders", "orders-2024-03-01.csv",
    "Order Number;Order Status;Order Date;Customer Note;First Name (Billing);Last Name (Billing);Company (Billing);"
    "Address 1&2 (Billing);City (Billing);State Code (Billing);Postcode (Billing);Country Code (Billing);Email (Billing);"
    "Phone (Billing);First Name (Shipping);Last Name (Shipping);Country Code (Shipping);Payment Method Title;Cart Discount Amount;"
    "Order Subtotal Amount;Shipping Method Title;Order Shipping Amount;Order Refund Amount;Order Total Amount;"
    "Order Total Tax Amount;SKU;Item #;Item Name;Quantity (- Refund);Item Cost;Coupon Code;Discount Amount;Discount Amount Tax\n"
    "812;Completed;2024-01-05 10:02;;Ada;Lovelace;;Main St 1;Leeds;;LS1;GB;ada@example.com;0113;Ada;Lovelace;GB;Card;0;30;Flat rate;"
    "5;0;41;6;TEA-1;1;Tea tin;2;10;;;\n"
    "812;Completed;2024-01-05 10:02;;Ada;Lovelace;;Main St 1;Leeds;;LS1;GB;ada@example.com;0113;Ada;Lovelace;GB;Card;0;30;Flat rate;"
    "5;0;41;6;CUP-2;2;Cup;1;10;;;\n"
    "813;Completed;2024-01-09 12:00;;Ben;Bitdiddle;;High St 2;York;;YO1;GB;ben@example.com;01904;Ben;Bitdiddle;GB;PayPal;0;10.5;"
    "Flat rate;5;0;17.6;2.1;CUP-2;1;Cup;1;10.5;;;\n",
    CLV_KIND_LINES,
    "Order Number=order|Order Status=status|Order Date=date|First Name (Billing)=customer-name|Last Name (Billing)=customer-name|"
    "Country Code (Billing)=country|Email (Billing)=customer|Cart Discount Amount=discount|Order Shipping Amount=shipping|"
    "Order Refund Amount=refund|Order Total Amount=amount|Order Total Tax Amount=tax|SKU=product|Quantity (- Refund)=quantity|"
    "Item Cost=unit-price" },

  /* WooCommerce › Analytics › Orders › Download: woocommerce.com/document/woocommerce-analytics */
  { "woocommerce-analytics", "orders_2024.csv",
    "Date;Order #;N. Revenue (formatted);Status;Customer;Customer type;Product(s);Items sold;Coupon(s);N. Revenue;Attribution\n"
    "2024-01-05 10:02:11;812;£30.00;completed;Ada Lovelace;new;2× Tea tin, Cup;3;;30;Organic: Google\n"
    "2024-01-09 12:00:00;813;£10.50;completed;Ben Bitdiddle;new;Cup;1;;10.5;Direct\n"
    "2024-02-15 08:29:00;814;£20.00;completed;Ada Lovelace;returning;Tea tin;1;HI;20;Direct\n",
    CLV_KIND_ORDERS,
    "Date=date|Order #=order|Status=status|Customer=customer|Customer type=segment|Items sold=quantity|N. Revenue=amount|"
    "Attribution=channel" },

  /* github.com/gratipay/finances, the list of fields of _stripe-payments.csv */
  { "stripe-payments", "unified_payments.csv",
    "id;Description;Created (UTC);Amount;Amount Refunded;Currency;Converted Amount;Converted Amount Refunded;Fee;Tax;"
    "Converted Currency;Mode;Status;Statement Descriptor;Customer ID;Customer Description;Customer Email;Captured;Card ID;"
    "Card Last4;Card Brand;Card Exp Month;Card Exp Year;Card Name;Card Address Country;Card Issue Country\n"
    "ch_3Oa1;Plan Pro;2024-01-05 10:02;49.00;0.00;usd;44.76;0.00;1.55;0.00;eur;Live;Paid;CLIENTELE;cus_P1;Ada L;ada@example.com;"
    "true;card_1;4242;Visa;4;2027;Ada Lovelace;US;US\n"
    "ch_3Oa2;Plan Basic;2024-01-09 12:00;19.00;19.00;eur;19.00;19.00;0.53;0.00;eur;Live;Refunded;CLIENTELE;cus_P2;Ben B;"
    "ben@example.com;true;card_2;1881;MasterCard;5;2026;Ben Bitdiddle;FR;FR\n"
    "ch_3Ob3;Plan Pro;2024-02-05 10:02;49.00;0.00;usd;45.12;0.00;1.56;0.00;eur;Live;Paid;CLIENTELE;cus_P1;Ada L;ada@example.com;"
    "true;card_1;4242;Visa;4;2027;Ada Lovelace;US;US\n",
    CLV_KIND_ORDERS,
    "id=order|Created (UTC)=date|Converted Amount=amount|Converted Amount Refunded=refund|Fee=cost|Tax=tax|"
    "Converted Currency=currency|Status=status|Customer ID=customer|Customer Email=email|Card Address Country=country|"
    "Card Name=customer-name" },

  /* PayPal activity download, 2018 columns: hledger’s paypal.csv.rules */
  { "paypal-activity", "Download.CSV",
    "Date;Time;TimeZone;Name;Type;Status;Currency;Gross;Fee;Net;From Email Address;To Email Address;Transaction ID;"
    "Shipping Address;Address Status;Item Title;Item ID;Shipping and Handling Amount;Insurance Amount;Sales Tax;"
    "Reference Txn ID;Invoice Number;Custom Number;Quantity;Receipt ID;Balance;Country;Contact Phone Number;Subject;Note;"
    "Balance Impact\n"
    "15/01/2024;10:02:11;GMT;Ada Lovelace;Express Checkout Payment;Completed;EUR;54.90;-1.94;52.96;ada@example.com;"
    "shop@example.org;8AB1;Main St 1;Confirmed;Tea tin;TEA-1;4.90;0.00;8.77;;INV1;;1;;152.96;Germany;;;;Credit\n"
    "19/01/2024;12:00:00;GMT;Ben Bitdiddle;Express Checkout Payment;Completed;EUR;14.90;-0.78;14.12;ben@example.com;"
    "shop@example.org;8AB2;High St 2;Confirmed;Cup;CUP-2;4.90;0.00;2.38;;INV2;;1;;167.08;France;;;;Credit\n"
    "20/02/2024;09:00:00;GMT;Ada Lovelace;Express Checkout Payment;Completed;EUR;20.00;-0.93;19.07;ada@example.com;"
    "shop@example.org;8AB3;Main St 1;Confirmed;Tea tin;TEA-1;0.00;0.00;3.19;;INV3;;1;;186.15;Germany;;;;Credit\n",
    CLV_KIND_ORDERS,
    "Date=date|Name=customer-name|Status=status|Currency=currency|Gross=amount|Fee=cost|From Email Address=customer|"
    "Transaction ID=order|Item ID=product|Shipping and Handling Amount=shipping|Sales Tax=tax|Quantity=quantity|Country=country" },

  /* PayPal, Aktivitäten, German */
  { "paypal-activity-de", "Download.CSV",
    "Datum;Uhrzeit;Zeitzone;Name;Typ;Status;Währung;Brutto;Gebühr;Netto;Absender E-Mail-Adresse;Empfänger E-Mail-Adresse;"
    "Transaktionscode;Lieferadresse;Artikelbezeichnung;Artikelnummer;Rechnungsnummer;Anzahl;Guthaben;Land\n"
    "15.01.2024;10:02:11;CET;Ada Lovelace;Express-Kaufabwicklung;Abgeschlossen;EUR;54,90;-1,94;52,96;ada@example.com;shop@example.org;"
    "8AB1;Weg 1;Tee;TEA-1;INV1;1;152,96;Deutschland\n"
    "19.01.2024;12:00:00;CET;Ben Bitdiddle;Express-Kaufabwicklung;Abgeschlossen;EUR;14,90;-0,78;14,12;ben@example.com;shop@example.org;"
    "8AB2;Weg 2;Tasse;CUP-2;INV2;1;167,08;Frankreich\n"
    "20.02.2024;09:00:00;CET;Ada Lovelace;Express-Kaufabwicklung;Abgeschlossen;EUR;20,00;-0,93;19,07;ada@example.com;shop@example.org;"
    "8AB3;Weg 1;Tee;TEA-1;INV3;1;186,15;Deutschland\n",
    CLV_KIND_ORDERS,
    "Datum=date|Name=customer-name|Status=status|Währung=currency|Brutto=amount|Gebühr=cost|Absender E-Mail-Adresse=customer|"
    "Transaktionscode=order|Artikelnummer=product|Anzahl=quantity|Land=country" },

  /* Square, items: squareup.com/help “Export your sales” */
  { "square-items", "items-2024.csv",
    "Date;Time;Time Zone;Category;Item;Qty;Price Point Name;SKU;Modifiers Applied;Gross Sales;Discounts;Net Sales;Tax;Transaction ID;"
    "Payment ID;Device Name;Notes;Details;Event Type;Location;Dining Option;Customer ID;Customer Name;Customer Reference ID;Unit;Count\n"
    "2024-01-05;10:02:11;London;Tea;Tea tin;2.0;Regular;TEA-1;;$40.00;-$5.00;$35.00;$2.80;kZ1;pA1;Till 1;;url;Payment;Shop;;SQ01;"
    "Ada Lovelace;;ea;2\n"
    "2024-01-05;10:02:11;London;Cups;Cup;1.0;Regular;CUP-2;;$10.50;$0.00;$10.50;$0.80;kZ1;pA1;Till 1;;url;Payment;Shop;;SQ01;"
    "Ada Lovelace;;ea;1\n"
    "2024-01-09;12:00:00;London;Cups;Cup;1.0;Regular;CUP-2;;$10.50;$0.00;$10.50;$0.80;kZ2;pA2;Till 1;;url;Payment;Shop;;SQ02;"
    "Ben Bitdiddle;;ea;1\n",
    CLV_KIND_LINES,
    "Date=date|Category=category|Qty=quantity|SKU=product|Discounts=discount|Net Sales=amount|Tax=tax|Transaction ID=order|"
    "Customer ID=customer|Customer Name=customer-name" },

  /* Square, Sales › Transactions › Export: squareup.com/help “Export your sales” */
  { "square-transactions", "transactions-2024.csv",
    "Date;Time;Time Zone;Gross Sales;Discounts;Service Charges;Net Sales;Gift Card Sales;Tax;Tip;Partial Refunds;Total Collected;"
    "Source;Card;Cash;Square Gift Card;Other Tender;Fees;Net Total;Transaction ID;Payment ID;Card Brand;PAN Suffix;Device Name;"
    "Staff Name;Staff ID;Details;Description;Event Type;Location;Customer ID;Customer Name;Customer Reference ID\n"
    "2024-01-05;10:02:11;London;$50.00;-$5.00;$0.00;$45.00;$0.00;$3.60;$2.00;$0.00;$50.60;Register;$50.60;$0.00;$0.00;$0.00;-$1.42;"
    "$49.18;kZ1;pA1;Visa;4242;Till 1;Kim;S1;url;2 x Tea;Payment;Shop;SQ01;Ada Lovelace;\n"
    "2024-01-09;12:00:00;London;$10.00;$0.00;$0.00;$10.00;$0.00;$0.80;$0.00;$0.00;$10.80;Register;$10.80;$0.00;$0.00;$0.00;-$0.38;"
    "$10.42;kZ2;pA2;Visa;1881;Till 1;Kim;S1;url;Cup;Payment;Shop;SQ02;Ben Bitdiddle;\n"
    "2024-02-15;08:29:00;London;$20.00;$0.00;$0.00;$20.00;$0.00;$1.60;$1.00;$0.00;$22.60;Register;$0.00;$22.60;$0.00;$0.00;$0.00;"
    "$22.60;kZ3;pA3;;;Till 2;Lee;S2;url;Tea;Payment;Shop;SQ01;Ada Lovelace;\n",
    CLV_KIND_ORDERS,
    "Date=date|Net Sales=amount|Tax=tax|Partial Refunds=refund|Source=channel|Fees=cost|Transaction ID=order|Staff Name=owner|"
    "Customer ID=customer|Customer Name=customer-name|Discounts=discount|Description=product" },

  /* Amazon “All orders” report: developer-docs.amazon.com, GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL */
  { "amazon-all-orders", "all-orders.txt",
    "amazon-order-id;merchant-order-id;purchase-date;last-updated-date;order-status;fulfillment-channel;sales-channel;"
    "ship-service-level;product-name;sku;asin;item-status;quantity;currency;item-price;item-tax;shipping-price;shipping-tax;"
    "gift-wrap-price;gift-wrap-tax;item-promotion-discount;ship-promotion-discount;ship-city;ship-state;ship-postal-code;"
    "ship-country;promotion-ids\n"
    "302-1;;2024-01-05T10:02:11+00:00;2024-01-06T10:00:00+00:00;Shipped;Amazon;Amazon.de;Expedited;Tea tin;TEA-1;B01;Shipped;2;EUR;"
    "40.00;6.39;0.00;0.00;;;0.00;0.00;Berlin;;10115;DE;\n"
    "302-1;;2024-01-05T10:02:11+00:00;2024-01-06T10:00:00+00:00;Shipped;Amazon;Amazon.de;Expedited;Cup;CUP-2;B02;Shipped;1;EUR;"
    "10.50;1.60;0.00;0.00;;;0.00;0.00;Berlin;;10115;DE;\n"
    "302-2;;2024-01-09T12:00:00+00:00;2024-01-10T10:00:00+00:00;Cancelled;Merchant;Amazon.fr;Standard;Cup;CUP-2;B02;Cancelled;1;EUR;"
    "10.00;1.60;4.90;0.78;;;1.00;0.00;Paris;;75001;FR;\n",
    CLV_KIND_LINES,
    "amazon-order-id=order|purchase-date=date|order-status=status|sales-channel=channel|sku=product|quantity=quantity|"
    "currency=currency|item-price=amount|item-tax=tax|shipping-price=shipping|ship-country=country" },

  /* Amazon date range report of payments: eight public readers agree on this header */
  { "amazon-settlement", "CustomTransaction.csv",
    "date/time;settlement id;type;order id;sku;description;quantity;marketplace;account type;fulfillment;order city;order state;"
    "order postal;tax collection model;product sales;product sales tax;shipping credits;shipping credits tax;gift wrap credits;"
    "giftwrap credits tax;Regulatory Fee;Tax On Regulatory Fee;promotional rebates;promotional rebates tax;"
    "marketplace withheld tax;selling fees;fba fees;other transaction fees;other;total\n"
    "2024-01-05 10:02:11;18171;Order;302-1;TEA-1;Tea tin;2;amazon.com;Standard Orders;Amazon;Leeds;;LS1;Marketplace;40.00;3.20;0.00;"
    "0.00;0.00;0.00;0.00;0.00;-1.00;0.00;-3.20;-6.00;-5.30;0.00;0.00;27.70\n"
    "2024-01-05 10:02:11;18171;Order;302-1;CUP-2;Cup;1;amazon.com;Standard Orders;Amazon;Leeds;;LS1;Marketplace;10.50;0.80;0.00;0.00;"
    "0.00;0.00;0.00;0.00;0.00;0.00;-0.80;-1.50;-3.10;0.00;0.00;5.40\n"
    "2024-01-19 12:00:00;18171;Refund;302-1;CUP-2;Cup;1;amazon.com;Standard Orders;Amazon;Leeds;;LS1;Marketplace;-10.50;-0.80;0.00;"
    "0.00;0.00;0.00;0.00;0.00;0.00;0.00;0.80;1.20;0.00;0.00;0.00;-8.80\n",
    CLV_KIND_LINES,
    "date/time=date|type=status|order id=order|sku=product|quantity=quantity|marketplace=channel|product sales=amount|"
    "product sales tax=tax|selling fees=cost|fba fees=cost|other transaction fees=cost" },

  /* github.com/randomecho/shifted-sales-report README */
  { "ebay-orders", "eBay-OrdersReport.csv",
    "Sales Record Number;Order Number;Buyer Username;Buyer Name;Buyer Email;Buyer Note;Buyer Address 1;Buyer City;Buyer Zip;"
    "Buyer Country;Ship To Name;Ship To Phone;Ship To Country;Item Number;Item Title;Custom Label;Sold Via Promoted Listings;"
    "Quantity;Sold For;Shipping And Handling;Item Location;eBay Collect And Remit Tax Rate;Seller Collected Tax;"
    "eBay Collected Tax;Total Price;Payment Method;Sale Date;Paid On Date;Ship By Date;Shipped On Date;Feedback Left;"
    "PayPal Transaction ID;Tracking Number;Transaction ID\n"
    "101;01-1;ada_l;Ada Lovelace;ada@example.com;;Main St 1;Leeds;LS1;United Kingdom;Ada Lovelace;;United Kingdom;2255;Tea tin;"
    "TEA-1;No;1;20.00;4.90;Leeds;;0.00;0.00;24.90;PayPal;Jan-05-24;Jan-05-24;Jan-08-24;Jan-06-24;Yes;;;771\n"
    "102;01-2;ben_b;Ben Bitdiddle;ben@example.com;;High St 2;York;YO1;United Kingdom;Ben Bitdiddle;;United Kingdom;2256;Cup;CUP-2;"
    "No;2;10.00;4.90;Leeds;;0.00;0.00;24.90;PayPal;Jan-09-24;Jan-09-24;Jan-12-24;Jan-10-24;Yes;;;772\n"
    "103;01-3;ada_l;Ada Lovelace;ada@example.com;;Main St 1;Leeds;LS1;United Kingdom;Ada Lovelace;;United Kingdom;2256;Cup;CUP-2;"
    "Yes;1;10.00;0.00;Leeds;;0.00;0.00;10.00;PayPal;Feb-15-24;Feb-15-24;Feb-18-24;Feb-16-24;No;;;773\n",
    CLV_KIND_ORDERS,
    "Order Number=order|Buyer Username=customer|Buyer Name=customer-name|Buyer Email=email|Buyer Country=country|Item Number=product|"
    "Quantity=quantity|Sold For=unit-price|Shipping And Handling=shipping|Seller Collected Tax=tax|Total Price=amount|"
    "Sale Date=date" },

  /* github.com/YitongM/Etsy2ParcelMonkeyCSV EtsyImportModel.cs */
  { "etsy-orders", "EtsySoldOrders2024.csv",
    "Sale Date;Order ID;Buyer User ID;Full Name;First Name;Last Name;Number of Items;Payment Method;Date Shipped;Street 1;Ship City;"
    "Ship Zipcode;Ship Country;Currency;Order Value;Coupon Code;Coupon Details;Discount Amount;Shipping Discount;Shipping;Sales Tax;"
    "Order Total;Status;Card Processing Fees;Order Net;Adjusted Order Total;Adjusted Card Processing Fees;"
    "Adjusted Net Order Amount;Buyer;Order Type;Payment Type;SKU\n"
    "01/15/24;29001;adal;Ada Lovelace;Ada;Lovelace;2;CC;01/16/24;Main St 1;Leeds;LS1;United Kingdom;GBP;30.00;;;0.00;0.00;4.50;0.00;"
    "34.50;Complete;1.58;32.92;;;;Ada (adal);online;online_cc;TEA-1\n"
    "01/19/24;29002;benb;Ben Bitdiddle;Ben;Bitdiddle;1;CC;01/20/24;High St 2;York;YO1;United Kingdom;GBP;10.00;HI;10 % off;1.00;0.00;"
    "4.50;0.00;13.50;Complete;0.74;12.76;;;;Ben (benb);online;online_cc;CUP-2\n"
    "02/15/24;29003;adal;Ada Lovelace;Ada;Lovelace;1;CC;02/16/24;Main St 1;Leeds;LS1;United Kingdom;GBP;20.00;;;0.00;0.00;0.00;0.00;"
    "20.00;Complete;1.00;19.00;;;;Ada (adal);online;online_cc;TEA-1\n",
    CLV_KIND_ORDERS,
    "Sale Date=date|Order ID=order|Buyer User ID=customer|Full Name=customer-name|Number of Items=quantity|Ship Country=country|"
    "Currency=currency|Discount Amount=discount|Shipping=shipping|Sales Tax=tax|Order Total=amount|Status=status|"
    "Card Processing Fees=cost|SKU=product" },

  /* Etsy Shop Manager, order items: columns as in public analyses of EtsySoldOrderItems2021.csv */
  { "etsy-items", "EtsySoldOrderItems2024.csv",
    "Sale Date;Item Name;Buyer;Quantity;Price;Coupon Code;Discount Amount;Shipping Discount;Order Shipping;Order Sales Tax;"
    "Item Total;Currency;Transaction ID;Listing ID;Date Paid;Date Shipped;Ship Name;Ship City;Ship Country;Order ID;Variations;"
    "Order Type;Payment Type\n"
    "01/15/24;Tea tin;adal;2;10.00;;0.00;0.00;4.50;0.00;20.00;GBP;281501;953;01/15/24;01/16/24;Ada Lovelace;Leeds;United Kingdom;29001;;"
    "online;online_cc\n"
    "01/15/24;Cup;adal;1;10.00;;0.00;0.00;4.50;0.00;10.00;GBP;281502;954;01/15/24;01/16/24;Ada Lovelace;Leeds;United Kingdom;29001;;"
    "online;online_cc\n"
    "01/19/24;Cup;benb;1;10.00;HI;1.00;0.00;4.50;0.00;10.00;GBP;281503;954;01/19/24;01/20/24;Ben Bitdiddle;York;United Kingdom;29002;;"
    "online;online_cc\n",
    CLV_KIND_LINES,
    "Sale Date=date|Item Name=product|Buyer=customer|Quantity=quantity|Price=unit-price|Discount Amount=discount|"
    "Order Shipping=shipping|Order Sales Tax=tax|Item Total=amount|Currency=currency|Ship Country=country|Order ID=order" },

  /* docs.magento.com, “Orders workspace”, column descriptions */
  { "magento-orders", "export.csv",
    "ID;Purchase Point;Purchase Date;Bill-to Name;Ship-to Name;Grand Total (Base);Grand Total (Purchased);Status;Billing Address;"
    "Shipping Address;Shipping Information;Customer Email;Customer Group;Subtotal;Shipping and Handling;Customer Name;"
    "Payment Method;Total Refunded\n"
    "000000101;Main Website;2024-01-05 10:02:11;Ada Lovelace;Ada Lovelace;54.90;54.90;complete;Main St 1;Main St 1;Flat Rate;"
    "ada@example.com;General;50.00;4.90;Ada Lovelace;checkmo;0.00\n"
    "000000102;Main Website;2024-01-09 12:00:00;Ben Bitdiddle;Ben Bitdiddle;14.90;14.90;closed;High St 2;High St 2;Flat Rate;"
    "ben@example.com;Wholesale;10.00;4.90;Ben Bitdiddle;checkmo;14.90\n"
    "000000103;Main Website;2024-02-15 08:29:00;Ada Lovelace;Ada Lovelace;20.00;20.00;complete;Main St 1;Main St 1;Flat Rate;"
    "ada@example.com;General;20.00;0.00;Ada Lovelace;checkmo;0.00\n",
    CLV_KIND_ORDERS,
    "ID=order|Purchase Point=channel|Purchase Date=date|Grand Total (Base)=amount|Status=status|Customer Email=customer|"
    "Customer Group=segment|Shipping and Handling=shipping|Customer Name=customer-name|Total Refunded=refund" },

  /* BigCommerce, the fields of orders that an exporter lists: docs.shift.hypaapps.com/docs/guides/orders/template */
  { "bigcommerce-orders", "orders.csv",
    "Order ID;Status;Date Created;Subtotal Ex Tax;Subtotal Inc Tax;Date Modified;Date Shipped;Customer ID;Billing First Name;"
    "Billing Last Name;Billing City;Billing Country;Billing Zip;Billing email\n"
    "101;Completed;2024-01-05 14:21:24;40.00;48.00;2024-01-06;2024-01-06;7;Ada;Lovelace;Leeds;United Kingdom;LS1;ada@example.com\n"
    "102;Refunded;2024-01-09 09:02:10;10.50;12.60;2024-01-10;2024-01-10;8;Ben;Bitdiddle;Paris;France;75001;ben@example.com\n"
    "103;Completed;2024-02-15 08:29:00;20.00;24.00;2024-02-16;2024-02-16;7;Ada;Lovelace;Leeds;United Kingdom;LS1;ada@example.com\n",
    CLV_KIND_ORDERS,
    "Order ID=order|Status=status|Date Created=date|Subtotal Ex Tax=amount|Customer ID=customer|Billing First Name=customer-name|"
    "Billing Last Name=customer-name|Billing Country=country|Billing email=email" },

  /* Spryker, orders.csv: docs.spryker.com “Data Export Orders .csv Files Format”; the amounts stand in other files */
  { "spryker-orders", "orders.csv",
    "order_reference;customer_reference;order_created_at;order_updated_at;order_store;email;salutation;first_name;last_name;"
    "order_note;currency_iso_code;price_mode;locale_name\n"
    "DE--1;DE--21;2024-01-05 10:02:11;2024-01-06 10:00:00;DE;ada@example.com;Ms;Ada;Lovelace;;EUR;GROSS_MODE;de_DE\n"
    "DE--2;DE--22;2024-01-09 12:00:00;2024-01-10 10:00:00;DE;ben@example.com;Mr;Ben;Bitdiddle;;EUR;GROSS_MODE;de_DE\n"
    "DE--3;DE--21;2024-02-15 08:29:00;2024-02-16 10:00:00;DE;ada@example.com;Ms;Ada;Lovelace;;EUR;GROSS_MODE;de_DE\n",
    CLV_KIND_ORDERS,
    "order_reference=order|customer_reference=customer|order_created_at=date|email=email|first_name=customer-name|"
    "last_name=customer-name|currency_iso_code=currency" },

  /* PrestaShop back office, Orders › Export, in English and in French */
  { "prestashop-orders", "order_2024-03-01.csv",
    "ID;Reference;New client;Delivery;Customer;Total;Payment;Status;Date\n"
    "1;XKBKNABJK;1;France;A. Lovelace;€54.90;Bank wire;Delivered;2024-01-05 10:02:11\n"
    "2;OHSATSERP;1;Germany;B. Bitdiddle;€14.90;Check;Canceled;2024-01-09 12:00:00\n"
    "3;UOYEVOLI;0;France;A. Lovelace;€20.00;Bank wire;Delivered;2024-02-15 08:29:00\n",
    CLV_KIND_ORDERS, "Reference=order|Customer=customer|Total=amount|Status=status|Date=date" },
  { "prestashop-orders-fr", "order_2024-03-01.csv",
    "ID;Référence;Nouveau client;Livraison;Client;Total;Paiement;État;Date\n"
    "1;XKBKNABJK;1;France;A. Lovelace;54,90 €;Virement bancaire;Livré;2024-01-05 10:02:11\n"
    "2;OHSATSERP;1;Allemagne;B. Bitdiddle;14,90 €;Chèque;Annulé;2024-01-09 12:00:00\n"
    "3;UOYEVOLI;0;France;A. Lovelace;20,00 €;Virement bancaire;Livré;2024-02-15 08:29:00\n",
    CLV_KIND_ORDERS, "Référence=order|Client=customer|Total=amount|État=status|Date=date" },

  /* Klaviyo, list and segment export with predictive analytics: help.klaviyo.com */
  { "klaviyo-profiles", "Members_Export.csv",
    "Email;Klaviyo ID;First Name;Last Name;Organization;Title;Phone Number;City;Country;Source;Email Marketing Consent;First Active;"
    "Last Active;Profile Created On;Date Added;Historic Customer Lifetime Value;Predicted Customer Lifetime Value;"
    "Total Customer Lifetime Value;Historic Number Of Orders;Predicted Number Of Orders;Average Days Between Orders;"
    "Average Order Value;Churn Risk Prediction;Expected Date Of Next Order\n"
    "ada@example.com;01H1;Ada;Lovelace;;;;Berlin;Germany;Shopify;SUBSCRIBED;2024-01-05 10:02;2024-02-15 08:29;2024-01-05 10:02;"
    "2024-01-05 10:02;74.9;31.2;106.1;2;0.8;41;37.45;0.3;2024-03-27 00:00\n"
    "ben@example.com;01H2;Ben;Bitdiddle;;;;Paris;France;Shopify;NEVER_SUBSCRIBED;2024-01-09 12:00;2024-01-09 12:00;"
    "2024-01-09 12:00;2024-01-09 12:00;14.9;5.1;20.0;1;0.3;;14.9;0.7;\n"
    "cy@example.com;01H3;Cy;Dent;;;;Rome;Italy;Form;SUBSCRIBED;2024-02-01 12:00;2024-02-01 12:00;2024-02-01 12:00;"
    "2024-02-01 12:00;0;0;0;0;0;;;;\n",
    CLV_KIND_CUSTOMER_VALUES,
    "Email=customer|First Name=customer-name|Last Name=customer-name|Country=country|Source=channel|"
    "Historic Customer Lifetime Value=revenue|Historic Number Of Orders=orders|Average Order Value=aov" },

  /* HubSpot, export of contacts: knowledge.hubspot.com */
  { "hubspot-contacts", "hubspot-crm-exports-all-contacts.csv",
    "Record ID;First Name;Last Name;Email;Phone Number;Contact owner;Lead Status;Create Date;Associated Company\n"
    "101;Ada;Lovelace;ada@acme.example;1;Kim Lee;New;2024-01-05 10:00;Acme GmbH\n102;Ben;Bitdiddle;ben@acme.example;2;Kim Lee;Open;"
    "2024-01-06 10:00;Acme GmbH\n103;Cy;Dent;cy@bolt.example;3;Lou Ray;Open;2024-01-07 10:00;Bolt SA\n",
    CLV_KIND_CUSTOMERS,
    "Record ID=customer|First Name=customer-name|Last Name=customer-name|Email=email|Contact owner=owner|Associated Company=account" },

  /* HubSpot, export of deals: knowledge.hubspot.com */
  { "hubspot-deals", "hubspot-crm-exports-all-deals.csv",
    "Record ID;Deal Name;Deal Stage;Close Date;Deal owner;Amount;Amount in company currency;Currency;Pipeline;Deal Type;"
    "Create Date;Associated Company;Associated Contact;Original Traffic Source\n"
    "9001;Acme renewal;Closed Won;2024-01-05 10:02;Kim Lee;5400.50;5400.50;EUR;Sales;Renewal;2023-12-01 09:00;Acme GmbH;Ada;Direct\n"
    "9002;Bolt pilot;Closed Won;2024-01-09 12:00;Kim Lee;1490.00;1490.00;EUR;Sales;New;2023-12-11 09:00;Bolt SA;Ben;Paid search\n"
    "9003;Acme extra;Closed Lost;2024-02-15 08:29;Lou Ray;2000.00;2000.00;EUR;Sales;New;2024-01-20 09:00;Acme GmbH;Ada;Direct\n",
    CLV_KIND_ORDERS,
    "Record ID=order|Deal Stage=status|Close Date=date|Deal owner=owner|Amount=amount|Currency=currency|"
    "Associated Company=customer|Original Traffic Source=channel" },

  /* Salesforce, standard report “Opportunities”, Details only */
  { "salesforce-opportunities", "report1704450000.csv",
    "Opportunity Owner;Account Name;Opportunity Name;Stage;Fiscal Period;Amount;Expected Revenue;Probability (%);Age;Close Date;"
    "Created Date;Next Step;Lead Source;Type\n"
    "Kim Lee;Acme GmbH;Acme renewal;Closed Won;Q1-2024;5400.50;5400.50;100;35;15/01/2024;01/12/2023;;Web;Existing Business\n"
    "Kim Lee;Bolt SA;Bolt pilot;Closed Won;Q1-2024;1490.00;1490.00;100;29;19/01/2024;11/12/2023;;Trade show;New Business\n"
    "Lou Ray;Acme GmbH;Acme extra;Closed Lost;Q1-2024;2000.00;0.00;0;26;25/02/2024;20/01/2024;;Web;New Business\n",
    CLV_KIND_ORDERS,
    "Opportunity Owner=owner|Account Name=customer|Stage=status|Amount=amount|Close Date=date|Lead Source=channel" },

  /* Microsoft Dynamics 365 Business Central, “Posted Sales Invoices”, open in Excel */
  { "business-central-invoices", "Posted Sales Invoices.xlsx",
    "No.;Customer No.;Customer;Currency Code;Amount;Amount Including VAT;Remaining Amount;Location Code;No. Printed;Closed;Cancelled;"
    "Corrective;Posting Date;Due Date;Salesperson Code\n"
    "PS-INV103001;10000;Adatum Corporation;;5400.50;6426.60;0.00;;0;Yes;No;No;2024-01-05;2024-02-05;JO\n"
    "PS-INV103002;20000;Trey Research;;1490.00;1773.10;0.00;;0;Yes;No;No;2024-01-09;2024-02-09;JO\n"
    "PS-INV103003;10000;Adatum Corporation;;2000.00;2380.00;2380.00;;0;No;No;No;2024-02-15;2024-03-15;BD\n",
    CLV_KIND_ORDERS,
    "No.=order|Customer No.=customer|Customer=customer-name|Amount=amount|Posting Date=date|Salesperson Code=owner" },

  /* SAP list of sales orders (VA05), in English and German, and the fields of VBAK/VBAP */
  { "sap-va05", "VA05.xlsx",
    "Sales Document;Sold-to Party;Name 1;Document Date;Item;Material;Description;Order Quantity;Sales Unit;Net Value;"
    "Document Currency;Sales Document Type\n"
    "0000004711;0000100001;Acme GmbH;05.01.2024;10;TEA-1;Tea tin;20;PC;400.50;EUR;OR\n"
    "0000004711;0000100001;Acme GmbH;05.01.2024;20;CUP-2;Cup;10;PC;100.00;EUR;OR\n"
    "0000004712;0000100002;Bolt SA;29.01.2024;10;CUP-2;Cup;15;PC;150.00;EUR;OR\n",
    CLV_KIND_LINES,
    "Sales Document=order|Sold-to Party=customer|Name 1=customer-name|Document Date=date|Material=product|Order Quantity=quantity|"
    "Net Value=amount|Document Currency=currency" },
  { "sap-va05-de", "VA05.xlsx",
    "Verkaufsbeleg;Auftraggeber;Name 1;Belegdatum;Position;Material;Bezeichnung;Auftragsmenge;Nettowert;Belegwährung\n"
    "0000004711;0000100001;Acme GmbH;05.01.2024;10;TEA-1;Tee;20;400,50;EUR\n"
    "0000004711;0000100001;Acme GmbH;05.01.2024;20;CUP-2;Tasse;10;100,00;EUR\n"
    "0000004712;0000100002;Bolt SA;29.01.2024;10;CUP-2;Tasse;15;150,00;EUR\n",
    CLV_KIND_LINES,
    "Verkaufsbeleg=order|Auftraggeber=customer|Name 1=customer-name|Belegdatum=date|Material=product|Auftragsmenge=quantity|"
    "Nettowert=amount|Belegwährung=currency" },
  { "sap-fields", "VBAK_VBAP.csv",
    "VBELN;POSNR;KUNNR;NAME1;AUDAT;MATNR;KWMENG;NETWR;WAERK\n"
    "0000004711;000010;0000100001;Acme GmbH;20240105;TEA-1;20;400.50;EUR\n"
    "0000004711;000020;0000100001;Acme GmbH;20240105;CUP-2;10;100.00;EUR\n"
    "0000004712;000010;0000100002;Bolt SA;20240129;CUP-2;15;150.00;EUR\n",
    CLV_KIND_LINES,
    "VBELN=order|KUNNR=customer|NAME1=customer-name|AUDAT=date|MATNR=product|KWMENG=quantity|NETWR=amount|WAERK=currency" },

  /* DATEV Buchungsstapel, developer.datev.de; the dates with their year, as spreadsheets show them */
  { "datev-buchungen", "EXTF_Buchungsstapel.csv",
    "Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;WKZ Umsatz;Kurs;Basis-Umsatz;Konto;Gegenkonto (ohne BU-Schlüssel);"
    "BU-Schlüssel;Belegdatum;Belegfeld 1;Skonto;Buchungstext\n"
    "54,90;S;EUR;;;10001;8400;;05.01.2024;RE1001;;Lovelace\n14,90;S;EUR;;;10002;8400;;19.01.2024;RE1002;;Bitdiddle\n"
    "20,00;S;EUR;;;10001;8400;;15.02.2024;RE1003;;Lovelace\n",
    CLV_KIND_ORDERS,
    "Umsatz (ohne Soll/Haben-Kz)=amount|WKZ Umsatz=currency|Konto=customer|Belegdatum=date|Belegfeld 1=order" },

  /* Lexware faktura+auftrag, Auftragsliste; Lexware Office, Belegliste */
  { "lexware-auftragsliste", "Auftragsliste.xlsx",
    "Auftragsart;Auftrags-Nr.;Datum;Kunden-Nr.;Matchcode;Firma;Vorname;Nachname;Netto-Betrag;Brutto-Betrag;Währung;Status\n"
    "Rechnung;R2024-001;05.01.2024;10001;Lovelace;;Ada;Lovelace;46,13;54,90;EUR;gebucht\n"
    "Rechnung;R2024-002;19.01.2024;10002;Bitdiddle;;Ben;Bitdiddle;12,52;14,90;EUR;gebucht\n"
    "Rechnung;R2024-003;15.02.2024;10001;Lovelace;;Ada;Lovelace;16,81;20,00;EUR;storniert\n",
    CLV_KIND_ORDERS,
    "Auftrags-Nr.=order|Datum=date|Kunden-Nr.=customer|Vorname=customer-name|Nachname=customer-name|Netto-Betrag=amount|"
    "Währung=currency|Status=status" },
  { "lexware-office-belege", "Belegliste.csv",
    "Belegart;Belegnummer;Belegdatum;Fälligkeitsdatum;Kunde;Kundennummer;Nettobetrag;Umsatzsteuer;Bruttobetrag;Offener Betrag;Status\n"
    "Rechnung;RE0001;05.01.2024;19.01.2024;Acme GmbH;10001;46,13;8,77;54,90;0,00;bezahlt\n"
    "Rechnung;RE0002;19.01.2024;02.02.2024;Bolt SA;10002;12,52;2,38;14,90;0,00;bezahlt\n"
    "Rechnung;RE0003;15.02.2024;01.03.2024;Acme GmbH;10001;16,81;3,19;20,00;20,00;offen\n",
    CLV_KIND_ORDERS,
    "Belegnummer=order|Belegdatum=date|Kunde=customer-name|Kundennummer=customer|Nettobetrag=amount|Umsatzsteuer=tax|Status=status" },

  /* Xero, export of sales invoices: central.xero.com; totals stand on every line */
  { "xero-invoices", "SalesInvoices.csv",
    "ContactName;EmailAddress;POAddressLine1;POCity;POCountry;InvoiceNumber;Reference;InvoiceDate;DueDate;PlannedDate;Total;TaxTotal;"
    "InvoiceAmountPaid;InvoiceAmountDue;InventoryItemCode;Description;Quantity;UnitAmount;Discount;LineAmount;AccountCode;TaxType;"
    "TaxAmount;Currency;Type;Sent;Status\n"
    "Acme Ltd;ap@acme.example;Main St 1;Leeds;United Kingdom;INV-0001;PO1;15/01/2024;15/02/2024;;60.50;10.00;60.50;0.00;TEA-1;Tea;2;"
    "20.25;;40.50;200;20%;8.00;GBP;Sales invoice;Sent;Paid\n"
    "Acme Ltd;ap@acme.example;Main St 1;Leeds;United Kingdom;INV-0001;PO1;15/01/2024;15/02/2024;;60.50;10.00;60.50;0.00;CUP-2;Cup;1;"
    "10.00;;10.00;200;20%;2.00;GBP;Sales invoice;Sent;Paid\n"
    "Bolt plc;ap@bolt.example;High St 2;York;United Kingdom;INV-0002;PO2;19/01/2024;19/02/2024;;12.00;2.00;0.00;12.00;CUP-2;Cup;1;"
    "10.00;;10.00;200;20%;2.00;GBP;Sales invoice;Sent;Awaiting Payment\n",
    CLV_KIND_LINES,
    "ContactName=customer|EmailAddress=email|POCountry=country|InvoiceNumber=order|InvoiceDate=date|InventoryItemCode=product|"
    "Quantity=quantity|UnitAmount=unit-price|LineAmount=amount|TaxAmount=tax|Currency=currency|Status=status" },

  /* QuickBooks Desktop, “Sales by Customer Detail”, exported to Excel */
  { "quickbooks-sales", "Sales by Customer Detail.xlsx",
    "Type;Date;Num;Memo;Name;Item;Qty;Sales Price;Amount;Balance\n"
    "Invoice;01/15/2024;1001;Tea;Acme Inc;TEA-1;2;20.25;40.50;40.50\nInvoice;01/15/2024;1001;Cup;Acme Inc;CUP-2;1;10.00;10.00;50.50\n"
    "Credit Memo;02/19/2024;1002;Cup;Acme Inc;CUP-2;-1;10.00;-10.00;40.50\nInvoice;02/20/2024;1003;Cup;Bolt Inc;CUP-2;1;10.00;10.00;10.00\n",
    CLV_KIND_LINES,
    "Type=status|Date=date|Num=order|Name=customer|Item=product|Qty=quantity|Sales Price=unit-price|Amount=amount" },

  /* Zoho Books, export of invoices: zoho.com/books/help */
  { "zoho-invoices", "Invoice.csv",
    "Invoice Date;Invoice ID;Invoice Number;Invoice Status;Customer ID;Customer Name;Due Date;PurchaseOrder;Currency Code;"
    "Exchange Rate;SubTotal;Total;Balance;Adjustment;Item Name;Item Desc;Quantity;Discount;Item Total;Item Price;Item Tax Amount;"
    "Sales person;Shipping Charge;Billing Country\n"
    "2024-01-05;460001;INV-001;Closed;55001;Acme;2024-02-05;;EUR;1.00;50.50;60.10;0.00;0.00;Tea;Tin;2;0;40.50;20.25;7.70;Kim;0.00;Germany\n"
    "2024-01-05;460001;INV-001;Closed;55001;Acme;2024-02-05;;EUR;1.00;50.50;60.10;0.00;0.00;Cup;Big;1;0;10.00;10.00;1.90;Kim;0.00;Germany\n"
    "2024-01-19;460002;INV-002;Sent;55002;Bolt;2024-02-19;;EUR;1.00;10.00;11.90;11.90;0.00;Cup;Big;1;0;10.00;10.00;1.90;Lou;0.00;France\n",
    CLV_KIND_LINES,
    "Invoice Date=date|Invoice Number=order|Invoice Status=status|Customer ID=customer|Customer Name=customer-name|"
    "Currency Code=currency|Exchange Rate=rate|Item Name=product|Quantity=quantity|Discount=discount|Item Total=amount|Item Price=unit-price|"
    "Item Tax Amount=tax|Sales person=owner|Shipping Charge=shipping|Billing Country=country" },

  /* Mailchimp, export of an audience */
  { "mailchimp-audience", "subscribed_members_export.csv",
    "Email Address;First Name;Last Name;Address;Phone Number;Birthday;MEMBER_RATING;OPTIN_TIME;OPTIN_IP;CONFIRM_TIME;CONFIRM_IP;"
    "LATITUDE;LONGITUDE;LAST_CHANGED;LEID;EUID;NOTES;TAGS\n"
    "ada@example.com;Ada;Lovelace;;;;4;2023-05-01 10:00:00;;2023-05-01 10:00:00;1.2.3.4;;;2024-01-01 10:00:00;1;a1;;vip\n"
    "ben@example.com;Ben;Bitdiddle;;;;2;2023-06-01 10:00:00;;2023-06-01 10:00:00;1.2.3.5;;;2024-01-02 10:00:00;2;a2;;\n"
    "cy@example.com;Cy;Dent;;;;3;2023-07-01 10:00:00;;2023-07-01 10:00:00;1.2.3.6;;;2024-01-03 10:00:00;3;a3;;vip\n",
    CLV_KIND_CUSTOMERS, "Email Address=customer|First Name=customer-name|Last Name=customer-name" },

  /* Google Ads, campaign report by day: support.google.com/google-ads */
  { "google-ads", "Campaign report.csv",
    "Day;Campaign;Campaign type;Currency code;Cost;Impr.;Clicks;CTR;Avg. CPC;Conversions;Cost / conv.;Conv. value\n"
    "2024-01-05;Brand;Search;EUR;54.90;1200;80;6.67%;0.69;4;13.73;210.00\n"
    "2024-01-06;Brand;Search;EUR;44.10;1100;71;6.45%;0.62;3;14.70;150.00\n"
    "2024-01-05;Tea;Display;EUR;20.00;9200;40;0.43%;0.50;1;20.00;20.00\n",
    CLV_KIND_COSTS, "Day=date|Campaign=channel|Currency code=currency|Cost=cost" },

  /* Meta Ads Manager, export of campaigns: facebook.com/business/help */
  { "meta-ads", "Campaigns.csv",
    "Campaign name;Day;Campaign delivery;Reach;Impressions;Frequency;Attribution setting;Result type;Results;Amount spent (EUR);"
    "Cost per result;Purchases;Purchases conversion value;Purchase ROAS (return on ad spend);CPM (cost per 1,000 impressions);"
    "Link clicks;Reporting starts;Reporting ends\n"
    "Spring;2024-01-05;active;900;1200;1.33;7-day click;Purchases;4;54.90;13.73;4;210.00;3.83;45.75;80;2024-01-05;2024-01-05\n"
    "Spring;2024-01-06;active;800;1100;1.38;7-day click;Purchases;3;44.10;14.70;3;150.00;3.40;40.09;71;2024-01-06;2024-01-06\n"
    "Tea;2024-01-05;active;7000;9200;1.31;7-day click;Purchases;1;20.00;20.00;1;20.00;1.00;2.17;40;2024-01-05;2024-01-05\n",
    CLV_KIND_COSTS, "Campaign name=channel|Day=date|Amount spent (EUR)=cost" },
};
/* clang-format on */

static ClvRole
expected_role (const Export *one,
               const char   *header)
{
  g_auto (GStrv) pairs = g_strsplit (one->roles, "|", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *sign = strrchr (pairs[i], '=');
      ClvRole role = CLV_N_ROLES;

      g_assert_nonnull (sign);
      *sign = '\0';
      g_assert_true (clv_role_from_id (sign + 1, &role));
      if (strcmp (pairs[i], header) == 0)
        return role;
    }
  return CLV_ROLE_NONE;
}

static void
test_export (gconstpointer data)
{
  const Export *one = data;
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_table_unref);
  g_autoptr (ClvMapping) mapping = NULL;
  const ClvTableMapping *table;
  g_autoptr (GString) wrong = g_string_new (NULL);

  clv_test_add_table (tables, one->file, "", one->rows);
  mapping = clv_mapping_recognise (tables);
  table = clv_mapping_get_table (mapping, 0);

  g_assert_cmpstr (clv_table_kind_to_id (table->kind), ==, clv_table_kind_to_id (one->kind));
  for (guint i = 0; i < table->n_columns; i++)
    {
      const char *header = clv_column_get_header (clv_table_get_column (table->table, i));
      ClvRole expected = expected_role (one, header);

      if (table->columns[i].role != expected)
        g_string_append_printf (wrong, "\n%s is %s and not %s", header, clv_role_to_id (table->columns[i].role),
                                clv_role_to_id (expected));
    }
  g_assert_cmpstr (wrong->str, ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (exports); i++)
    {
      g_autofree char *path = g_strconcat ("/ledger/exports/", exports[i].name, NULL);

      g_test_add_data_func (path, &exports[i], test_export);
    }
  return g_test_run ();
}
