/* clv-problem-kinds.c - the kinds of problems: how much each matters, what can be done, what to say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-problem-kinds-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define INFO CLV_SEVERITY_INFO
#define WARNING CLV_SEVERITY_WARNING
#define ERROR CLV_SEVERITY_ERROR

/* In alphabetical order. Those without choices state a fact, or can be mended in the file alone: why, each for itself, stands
 * in tests/analysis/test-treatments.c. */
static const ClvProblemKind kinds[] = {
  { "after-as-of", INFO, "", N_("Rows after the as-of date"),
    N_("These orders or costs are later than the as-of date in the assumptions, and are left out of all figures. "
       "Choose a later date to include them.") },
  { "ambiguous-date-order", WARNING, "day-first month-first", N_("Day or month first?"),
    N_("Some of these dates could be read with the day or the month first, and the column does not prove one "
       "order for all of them. Choose the right one before you trust figures by month.") },
  { "ambiguous-decimal-mark", WARNING, "decimal-point decimal-comma", N_("Decimal mark or thousands separator?"),
    N_("Numbers such as 1.000 could mean one or one thousand, and nothing in the column proves which. "
       "Choose the right one before you trust the amounts.") },
  { "ambiguous-discount", WARNING, "money percent", N_("Discounts in percent or in money?"),
    N_("Discounts such as 10 could be a tenth of the price or money, and nothing in the table proves which. They are taken for "
       "money unless you choose percent.") },
  { "amount-before-discount", WARNING, "kept subtracted", N_("Amounts before their discounts"),
    N_("The amounts of these rows are, or seem to be, before the discounts that stand beside them. They count as they stand, unless "
       "you take the discounts off, or choose a column of amounts after discounts.") },
  { "amount-differs-from-price", WARNING, "used price left-out", N_("Amounts that quantity and unit price contradict"),
    N_("The amount of these rows is not what quantity × unit price comes to, unlike that of other rows. The amount counts, unless you "
       "have the price count instead, or leave these rows out.") },
  { "amount-from-price", INFO, "used left-out", N_("Amounts from quantity and unit price"),
    N_("These rows leave their amount out, and have a quantity and a unit price. What these come to counts, unless you "
       "leave the rows out.") },
  { "amount-in-other-column", WARNING, "", N_("Rows whose amount may stand in another column"),
    N_("These rows have no amount and are left out, but a column that is not used holds a number in just these rows. If it is what was "
       "paid, write all amounts into one column, with their currencies beside them if they differ, and open the file again.") },
  { "amounts-in-currencies", WARNING, "", N_("Amounts in a column for each currency"),
    N_("These rows fill the columns of several currencies with what is in proportion, and each of them was counted once: in the currency "
       "of most rows, or the one that you choose. Columns that are not in proportion to the one before are not used; if they are sales of "
       "their own, put their rows below each other.") },
  { "broken-letter", WARNING, "kept left-out", N_("Letters that are damaged"),
    N_("These rows hold bytes that are no letter in the encoding of the file; a � stands for each. They count all the same. Choose "
       "the right encoding, or export the file again as “CSV UTF-8”.") },
  { "cancelled-or-test", INFO, "kept left-out", N_("Cancelled or test orders"),
    N_("Their status or number says that these orders were cancelled or are tests. "
       "They are kept unless you leave them out.") },
  { "contact-of-unknown-customer", WARNING, "", N_("Contacts with customers who are not in the data"),
    N_("These contacts name customers that no order and no customer list has. They count as contacts, and for no "
       "customer with an order.") },
  { "continued-order", INFO, "repaired left-out", N_("Lines that leave out what the first line of their order says"),
    N_("Customer, date and total stand only in the first line of these orders, as shop systems write them. "
       "The lines below take them from there, and the total is shared out over the lines by their price.") },
  { "cost-of-unknown-customer", WARNING, "used left-out", N_("Costs of customers who are not in the data"),
    N_("These costs name customers that no order and no customer list has. They count as costs of customers "
       "without a purchase, unless you leave them out.") },
  { "cost-type-assumed", INFO, "used retention service other", N_("Costs by channel without a type"),
    N_("Nothing says what these costs are for. What is spent on a channel is taken for the cost of winning customers. "
       "Say what they are for, or add a column with the type, such as “acquisition” or “service”, if it is not.") },
  { "costs-by-column", INFO, "", N_("Costs with a column for each channel"),
    N_("Each of these columns is read as the spending of one channel, named by its header.") },
  { "credit-note", INFO, "kept left-out", N_("Credit notes and refunds"),
    N_("These rows give money back. They lower the value of their customer, and do not count as orders. Leave them out to see "
       "sales before refunds.") },
  { "currency-conflict", WARNING, "sign column", N_("Signs that are not the currency of their row"),
    N_("The sign beside these amounts, or the header above them, names another currency than the column of currencies does. Signs "
       "that differ from row to row are believed, and one that all amounts have is not. Choose which of them is right.") },
  { "customer-id-merged", INFO, "used apart", N_("Ids written in several ways"),
    N_("The same number of a customer, an order or a product is written in different ways, with leading zeros or in "
       "other letters. Where nothing else fits, they are taken for the same one.") },
  { "customer-id-similar", INFO, "kept merged", N_("Customers whose ids differ by their spelling only"),
    N_("These ids of different customers are the same but for leading zeros, capitals or blanks. They may be one "
       "customer, as when a spreadsheet program read “00420” as 420. They are counted apart, unless you say that they are one.") },
  { "customer-named-income", WARNING, "kept left-out", N_("Customers who are called interest, dividends and the like"),
    N_("These rows may be income that no customer brought. They count as purchases of somebody of that name, unless you leave them "
       "out.") },
  { "customer-without-order", INFO, "", N_("Customers without an order"),
    N_("These customers stand in the customer list, but no order names them. They count only once they order or "
       "cost something.") },
  { "deal-not-won", WARNING, "left-out kept", N_("Deals that were not won"),
    N_("Their stage says that these deals were lost, or are not closed yet. Only deals that were won are sales, unless you "
       "keep the others.") },
  { "discount-in-percent", INFO, "used money", N_("Discounts in percent"),
    N_("The header or the numbers prove that these discounts are percent, so that 10 takes a tenth off the price. If the header is wrong, take them for "
       "money.") },
  { "email-of-several-names", WARNING, "", N_("One e-mail address, different people"),
    N_("These e-mail addresses are used with several customer ids and different names. Look at them before you "
       "take the e-mail for the customer.") },
  { "encoding-guessed", INFO, "", N_("Text encoding was guessed"),
    N_("The file does not say how its letters are stored. If names look wrong, save it again as “CSV UTF-8”.") },
  { "error-cell", ERROR, "left-out zero", N_("Cells with a spreadsheet error"),
    N_("These cells hold an error such as #N/A or #DIV/0! and are left out. "
       "Correct the formula in the spreadsheet and open it again; or have rows whose amount is such a cell count as 0.") },
  { "exact-duplicate", WARNING, "kept left-out", N_("Rows that repeat another row exactly"),
    N_("Every cell equals another row’s. They may be two equal purchases or the same one twice. "
       "They are kept unless you leave them out.") },
  { "formula-without-value", ERROR, "left-out zero", N_("Formulas without a saved result"),
    N_("The file holds these formulas but not their results. "
       "Open it once in Excel or LibreOffice, save it, and open it here again; or have rows without an amount count as 0.") },
  { "future-date", WARNING, "kept left-out", N_("Dates in the future"),
    N_("These dates lie after today. Check whether day and month, or the year, are right. They count, and the last one moves the "
       "as-of date, unless you leave them out.") },
  { "gift-card", WARNING, "kept left-out", N_("Sales of gift cards"),
    N_("Somebody bought a gift card here. If the purchase that is paid with it stands in the data too, the money counts twice: "
       "leave the sales of gift cards out, so that it counts when the card is redeemed.") },
  { "gift-card-redeemed", INFO, "kept left-out", N_("Purchases paid with a gift card"),
    N_("These orders were paid with a gift card. They count as purchases; that the card was sold before is told by itself.") },
  { "guest-customers", WARNING, "id email", N_("Customers who share an e-mail address"),
    N_("Shops give a guest a new id, or none, with each order. These customers have the same e-mail address as "
       "another one, and may be the same person. Take the e-mail for the customer to put them together.") },
  { "hidden-sheet", INFO, "", N_("Hidden sheets"),
    N_("These sheets are hidden in the workbook. They are not used unless you choose them.") },
  { "history-starts", INFO, "", N_("Customers who are new because the data start there"),
    N_("Far more customers have their first order in the first month than in a month later on. Many of them were "
       "customers before the data begin, so that new customers and cohorts of that time are too many. Add earlier orders if you "
       "have them, or look at later cohorts only. No figure is changed.") },
  { "id-merged", INFO, "used apart", N_("Order and product numbers written in two ways"),
    N_("One sheet writes these numbers with leading zeros, capitals or blanks, and the other does not. Where nothing else fits, "
       "they are taken for the same one.") },
  { "ignored-table", INFO, "", N_("Sheets that are not used"),
    N_("Why stands beside each: nothing that the analysis needs was recognised there, or what it says stands row by row in "
       "other sheets already. Say what a sheet is, or give its columns roles, to use it.") },
  { "line-of-unknown-order", WARNING, "", N_("Lines of unknown orders"),
    N_("These order lines name orders that are not in the table of orders. Without a date and a customer they are "
       "left out.") },
  { "missing-amount", ERROR, "left-out zero", N_("Rows without an amount"),
    N_("There is no amount, so that these rows are left out. Fill them in and open the file again; or count them as orders of 0.") },
  { "missing-cost", WARNING, "assumed zero", N_("Rows without a cost"),
    N_("Other rows say what the goods cost, and these do not. Their cost is assumed from the margin: the one you entered, else that "
       "of the other rows, of the same category where there is one. Enter the costs, or have them count as 0 if there were none.") },
  { "missing-currency", WARNING, "left-out", N_("Amounts without a currency"),
    N_("Nothing says in which currency these amounts are, though other rows say theirs. When all of those are in one, these are "
       "taken for the same; when they are in several, these are left out. Say what they are in, or leave them out.") },
  { "missing-customer", WARNING, "kept left-out", N_("Rows without a customer"),
    N_("Nobody can be given these sales. They count in the totals, but are part of no customer’s value, unless you leave them "
       "out of both.") },
  { "missing-date", WARNING, "", N_("Rows without a date"),
    N_("Without a date these rows cannot be part of any period, and nothing but a date can change that. Fill them in and open the "
       "file again.") },
  { "mixed-currencies", ERROR, "converted", N_("More than one currency"),
    N_("Amounts in different currencies cannot be added up. Keep one of them, or say what the others are worth, and they are "
       "converted: enter rates, or add a sheet with date, currency and rate.") },
  { "negative-amount-outside-credit-note", WARNING, "kept left-out", N_("Negative amounts that are no credit note"),
    N_("These rows have a negative amount but are not marked as a credit note or return. "
       "They are counted as money given back, unless you leave them out.") },
  { "no-costs", INFO, "", N_("No costs in the data"),
    N_("Without a cost column, profit is revenue times the margin in the assumptions. "
       "Enter your margin there, or add costs to the file.") },
  { "no-rate", ERROR, "", N_("Rows without an exchange rate"),
    N_("There is no rate for the currency of these rows on or before their day, so that they are left out. "
       "Add an earlier rate to the table of rates, or enter one.") },
  { "non-customer-line", INFO, "kept left-out", N_("Lines that are no product"),
    N_("Postage, bank charges, adjustments and the like. They are kept unless you leave them out.") },
  { "non-operational-income", INFO, "left-out kept", N_("Income that no customer brought"),
    N_("Interest, dividends and the like are income, but not from the business with customers. They are left out of every value and "
       "stand in the account, unless you have them count as revenue.") },
  { "nul-byte", WARNING, "kept left-out", N_("Rows with NUL bytes"),
    N_("Bytes of zero, which no text has, stand in these rows and were left out. The file may be damaged: compare a few "
       "of these rows with the program it comes from.") },
  { "odd-date", WARNING, "kept left-out", N_("Dates far from all others"),
    N_("These dates lie more than thirty years from the middle one: a mistyped year, perhaps. They count, and the last one "
       "may have moved the as-of date. Correct them and open the file again, or leave them out.") },
  { "odd-rate", ERROR, "", N_("Exchange rates that cannot be"),
    N_("One unit of these currencies was never worth anything like that. The rate may be for a hundred units, or go the other way. "
       "It is not used: correct the table, or enter the rate.") },
  { "order-of-several-customers", WARNING, "kept left-out", N_("Order numbers shared by several customers"),
    N_("The same order number belongs to more than one customer. "
       "Each customer’s part is counted as an order of its own.") },
  { "order-total-repeated", INFO, "repaired kept", N_("Totals of orders on each of their lines"),
    N_("Every line of these orders says what the whole order came to. It is counted once, and shared out over the "
       "lines by their price, unless you have each line count with the amount that stands there.") },
  { "order-without-lines", WARNING, "used left-out", N_("Orders without any lines"),
    N_("These orders stand in the list of orders, but no line belongs to them. Where such an order says itself what it came "
       "to, that counts; the others add nothing. Open the sheet that has their lines as well.") },
  { "outsized-amount", WARNING, "kept left-out", N_("Amounts a hundred times too large"),
    N_("These amounts are a hundred or a thousand times what is usual for the same product or in the same column, and would be "
       "usual when divided: a decimal mark that was read as a thousands separator, or cents instead of whole units, perhaps. Or "
       "one is larger than all others together, by far. They count unless you leave them out. Look at the rows in the file.") },
  { "overlapping-sheets", WARNING, "kept left-out", N_("Sheets or files that overlap"),
    N_("Equal rows of the same days stand in more than one sheet or file. "
       "These sales count twice unless you leave the copies out.") },
  { "parent-accounts", INFO, "id account", N_("Customers that belong to a parent account"),
    N_("Several customers have the same parent account. They are counted one by one, unless you take the account "
       "for the customer.") },
  { "parent-cycle", WARNING, "", N_("Parent accounts that go round in a circle"),
    N_("Each of these accounts is, over some others, its own parent. Where the account is the customer, all of them together are "
       "one, under the id that comes first in the alphabet. Correct the parents in the file.") },
  { "partly-refunded", WARNING, "kept left-out", N_("Orders refunded in part"),
    N_("Their status says that a part was given back, but no column says how much, so that they count in full. "
       "Give the column of refunded amounts its role, or add the refunds as rows of their own.") },
  { "positive-refund", WARNING, "kept subtracted negated", N_("Refunds with a positive amount"),
    N_("Their status says refunded or credit note, but the amount is positive, so that they raise the revenue. "
       "If the orders were given back in full, take them off, and they count as orders of 0. If the rows are the returns or "
       "credit notes, count them as money given back. If only a part was given back, correct the amounts in the file.") },
  { "possible-total", WARNING, "kept left-out", N_("Rows that may be totals"),
    N_("These rows have no name, and their numbers add up rows above, as a total would, or a sale by chance. They count as sales. "
       "Leave them out if they are totals.") },
  { "ragged-row", WARNING, "kept left-out", N_("Rows with too many or too few fields"),
    N_("These rows do not have as many fields as the header, so that cells may stand in the wrong column. "
       "They count as they were read, unless you leave them out. Put texts that hold the separator into quotes.") },
  { "rate-direction", INFO, "base-per-foreign foreign-per-base", N_("Exchange rates: multiply or divide"),
    N_("A rate may be what one unit is worth, or how many units are paid for one. The example says how these were taken; choose "
       "the other way if it is wrong.") },
  { "refund-already-net", INFO, "ignored used", N_("Amounts that are net of refunds already"),
    N_("A column says how much was given back, and the amount of the row seems to be what was left. Nothing is taken off twice. "
       "If the amounts are before refunds, have the column taken off.") },
  { "refund-list", INFO, "used left-out", N_("Refunds from a list of their own"),
    N_("These amounts were given back for orders of another table. They are taken off on the day of the refund, "
       "unless you leave them out.") },
  { "refund-subtracted", INFO, "used ignored", N_("Refunds taken off the amount"),
    N_("A column says what was given back, and that is taken off the amount of the row. "
       "If the amounts are net of refunds already, ignore the column.") },
  { "refund-unmatched", WARNING, "kept left-out", N_("Refunds without a purchase"),
    N_("No purchase can be found for these refunds: none with their order number, and the customer bought too little before. "
       "The purchase may lie before the first row of the file. They lower the customer’s value below what was earned in the data; "
       "add the earlier orders if you have them.") },
  { "repeated-customer", INFO, "ignored last", N_("Customers who stand in a list more than once"),
    N_("What the first row with a customer says is used, unless you have the last one count.") },
  { "repeated-header", INFO, "", N_("Headers repeated among the data"),
    N_("These rows repeat the header, as exports do on each page. They are left out.") },
  { "repeated-order", WARNING, "kept first last", N_("Orders that stand more than once"),
    N_("These order numbers stand more than once for the same customer, in several rows or in several files, and their money counts as "
       "often. If a later row or file corrects the one before, count the last only; if they overlap, the first or the last.") },
  { "repeated-order-row", INFO, "", N_("Orders that are listed more than once beside their lines"),
    N_("These rows say the same order, customer, day and amount as another row of the list. The lines of the order count, and they "
       "stand there once.") },
  { "returns-without-amount", INFO, "ignored left-out", N_("Returns without an amount"),
    N_("These returns name an order, but no money. They change nothing unless you choose to take the orders off the revenue.") },
  { "returns-without-order", WARNING, "", N_("Returns that nobody can be given"),
    N_("These returns name neither an order nor a customer, so that nothing is taken off for them unless you choose so. Add a column "
       "with the order number, or the customer and the amount given back, and open the file again. Where a list of products has "
       "their prices, you can take them off at these, and charge no customer; returns that are credit notes among the orders too "
       "would then be taken off twice.") },
  { "rounded-id", WARNING, "kept left-out", N_("Ids that a spreadsheet program rounded"),
    N_("Spreadsheet programs keep fifteen digits of a number, and show long ones as 1.23457E+15. Different customers or orders "
       "may have become the same here. Export these ids as text from the program they come from, and open that file.") },
  { "several-rates", WARNING, "last first", N_("Several exchange rates for one day"),
    N_("One currency has different rates for one day, such as a mean and a closing rate. The last one of the file is taken, "
       "unless you take the first.") },
  { "shifted-row-repaired", WARNING, "repaired left-out", N_("Rows with a separator inside a text"),
    N_("An unquoted separator split a text such as an address in two. The parts were joined again; "
       "look at a few rows to see that they are right.") },
  { "shipping-column", INFO, "kept subtracted added", N_("A column of shipping"),
    N_("Amounts count as they stand. If they include shipping that you pass on, take it off; if shipping is revenue and stands "
       "beside the amounts, add it.") },
  { "skipped-file", INFO, "", N_("Files of the archive that are no spreadsheets"),
    N_("These files stand beside the spreadsheets in the archive, and were not read. "
       "If one of them holds orders, save it as .csv or .xlsx and open it as well.") },
  { "swapped-dates", WARNING, "kept swapped", N_("Dates whose day and month may be swapped"),
    N_("All true dates of the column are of the 1st to 12th, and all others are texts of days after the 12th. So it is when a "
       "program opens a file whose days come first while it expects the month there, or the other way round: it swaps what it "
       "can, and leaves the rest as text. The dates are used as they stand, unless you swap day and month of the true ones "
       "back.") },
  { "tables-joined", INFO, "", N_("Sheets or files put together"),
    N_("These sheets have the same columns, so their rows are read as one table.") },
  { "tax-column", INFO, "kept subtracted added", N_("A column of taxes"),
    N_("Amounts count as they stand. If they include tax, take it off, so that revenue is what you keep; if they do not, and you "
       "want figures with tax, add it.") },
  { "too-many-fields", WARNING, "kept left-out", N_("Rows with more fields than a sheet has columns"),
    N_("Only the first 16,384 fields of these rows were read. Something is missing between them, such as the ends "
       "of lines. Look at the rows, and export the file again.") },
  { "total-differs-from-lines", WARNING, "used total", N_("Totals of orders that their lines do not add up to"),
    N_("The list of orders says another amount for these orders than their lines add up to, as with shipping, tax or "
       "discounts in one of them only. The lines are used, unless you have the total count, shared out over the lines, with its tax "
       "and shipping. That is not offered for orders with refunds, returns, lines that cannot be read, or another currency.") },
  { "totals-row", INFO, "left-out kept", N_("Rows of totals"),
    N_("These rows add up the rows above. They are left out, so that nothing is counted twice, unless you know better and have "
       "them count like all other rows.") },
  { "unclear-refund", WARNING, "ignored left-out", N_("Refund marks that are neither yes nor no"),
    N_("The refund column holds texts that are not understood. These rows count as not refunded; write yes or no.") },
  { "unclosed-quote", WARNING, "kept left-out", N_("Quotation marks that are never closed"),
    N_("A quotation mark opens a text that does not end. The row was read as if the mark were a letter, and counts. Look at it in the "
       "file, or leave it out.") },
  { "undersized-amount", WARNING, "kept left-out", N_("Amounts a thousand times too small"),
    N_("These amounts have three decimals where others have two, and would be usual if they were a thousand times as much: 4.243 may "
       "be 4,243, whose separator was read as a decimal mark. They count as they stand unless you leave them out. Look at the rows in "
       "the file.") },
  { "unknown-customer", WARNING, "kept left-out", N_("Customers missing from the customer list"),
    N_("These orders name customers that the customer list does not have. The orders count all the same, unless you leave "
       "them out.") },
  { "unknown-order", WARNING, "", N_("Returns of unknown orders"),
    N_("These returns name orders that are not in the data. Without an amount and a day of their own they are left out.") },
  { "unknown-product", WARNING, "left-out zero", N_("Products missing from the product list"),
    N_("These rows name products without a price in the product list. They have no amount, and are left out; or count them as "
       "orders of 0.") },
  { "unread-column", WARNING, "", N_("Columns of which only a part can be read"),
    N_("These columns seem to hold costs or discounts, but some of their cells are no numbers, so that nothing in them counts. "
       "Correct the cells, or choose what the columns are.") },
  { "unreadable-amount", ERROR, "left-out zero", N_("Amounts that cannot be read"),
    N_("These cells should hold a number but hold something else, and are left out. "
       "Correct them and open the file again; or count the rows as orders of 0.") },
  { "unreadable-date", ERROR, "", N_("Dates that cannot be read"),
    N_("These cells should hold a date but hold something else, and are left out: no period could hold their rows. "
       "Correct them and open the file again.") },
  { "unrelated-files", WARNING, "", N_("Files with no customers in common"),
    N_("No customer of one of these files is in the other. They are counted together, as one business. If they are different shops, open "
       "each of them alone; if they name the same customers in different ways, use names that are the same in both.") },
  { "zero-amount", INFO, "kept left-out", N_("Rows with an amount of zero"),
    N_("Gifts, samples or corrections, perhaps. They count as orders, but add nothing to revenue.") },
};

#undef INFO
#undef WARNING
#undef ERROR

/**
 * clv_problem_kind_get_n:
 *
 * Returns: how many kinds there are
 */
guint
clv_problem_kind_get_n (void)
{
  return G_N_ELEMENTS (kinds);
}

/**
 * clv_problem_kind_get:
 * @index: 0 to clv_problem_kind_get_n() - 1
 * @choices: (out): blank-separated ids of what can be done; "" when nothing can, or the data decide
 *
 * Returns: the id, in alphabetical order
 */
const char *
clv_problem_kind_get (guint        index,
                      const char **choices)
{
  *choices = kinds[index].choices;
  return kinds[index].kind;
}

/**
 * clv_problem_kind_find:
 * @kind: an id such as “ragged-row”
 *
 * Returns: (nullable): what is known of it; NULL when there is no such kind
 */
const ClvProblemKind *
clv_problem_kind_find (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, kind) == 0)
      return &kinds[i];
  return NULL;
}
