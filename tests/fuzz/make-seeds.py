#!/usr/bin/env python3
"""Writes the files that the fuzz targets start from: make-seeds.py FOLDER

One folder a target. Where Gnumeric is installed, it adds .xls files, and where
test files of other readers lie beside the project, these are added too.
"""
import gzip
import io
import pathlib
import shutil
import subprocess
import sys
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
SAMPLES = HERE.parent / "data" / "io"
CORPUS = HERE.parents[2] / "shared" / "data" / "spreadsheets"
LARGEST = 60_000
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

TEXTS = {
    "comma": "Order,Customer,Date,Amount\n1,\"Anna, B\",2024-01-01,10.5\n2,\"say \"\"hi\"\"\",2024-01-02,\"1,200.00\"\n"
             "3,\"two\nlines\",2024-01-03,-5\nTotal,,,1205.5\n",
    "semicolon": "Kunde;Ort;Betrag\r\nMüller;Köln;1.234,56\r\nMeier;;99,90\r\n;;\r\nSumme;;1.334,46\r\n",
    "blanks": " 0001  19970101  1  11.77\n 0002  19970112  5  77.00\n",
    "return": "name\tamount\rA\t1\rB\t2\r",
    "named": "sep=|\nid|when|what\n007|13/02/2024|x\n008|14/02/2024|y\n",
    "title": "Sales report\n\nRegion,2024,,2025\n,Orders,Amount,Orders\nNorth,1,2.50,3\nSouth,4,5.50,6\nSum,5,8,9\n",
    "cjk": "注文,顧客,日付,金額\n1,山田,2024年1月2日,¥1200\n2,佐藤,2024年1月3日,¥900\n",
    "ragged": "a,b,c\n1,2\n3,4,5,6\n\"open,7\n8,9,10\n",
}
CELLS = [
    "1.234,56\n1,234.56\n1 234,56\n1'234.56\n(12.50)\n12.50-\n12,5 %\n€ 12\n12 kr\nUS$12\n１２３\n١٢٣\n१२३\n",
    "2024-05-03\n03/05/2024\n13.5.24\n3 May 2024\nMay 3, 2024\n2024-05-03T08:30:00Z\n45415\n1714694400\n1714694400000\n",
    "2024年5月3日\n2024년 5월 3일\n令和6年5月3日\nQ1 2024\n2024-05\nMai 2024\n2024\n05.2024\n",
    "yyyy-mm-dd\n[$-409]d\\-mmm;@\n#,##0.00\\ [$€-407]\n[h]:mm:ss\nm/d/yy h:mm\n\"year\" 0\nGeneral\n0.00E+00\n",
    "NULL\nN/A\n-\n#N/A\nNaN\n1e5\n0012\n12345678901234567890\nPT08H30M00S\n2024-05-03T08:30:00.5\n",
]
SHEETS = [
    "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>"
    "<row r='2'><c r='A2' t='inlineStr'><is><t>A_x0041_</t></is></c><c r='B2' s='1'><v>44562</v></c></row>"
    "<row><c t='b'><v>1</v></c><c t='e'><v>#N/A</v></c><c><f>x</f></c></row></sheetData>"
    "<mergeCells><mergeCell ref='A1:B1'/></mergeCells></worksheet>",
    "<?xml version='1.0' encoding='UTF-8'?>\n<x:worksheet xmlns:x='m'><x:dimension ref='A1:C3'/><x:sheetData>"
    "<x:row r='1' spans='1:3'><x:c r='A1' t='str'><x:v>Date</x:v></x:c><x:c r='C1' t='inlineStr'><x:is><x:r><x:t>Am"
    "</x:t></x:r><x:r><x:t xml:space='preserve'> ount</x:t></x:r></x:is></x:c></x:row>"
    "<x:row r='3'><x:c r='A3' t='d'><x:v>2024-05-03</x:v></x:c><x:c r='C3'><x:f>1+1</x:f><x:v>2.5e3</x:v></x:c></x:row>"
    "</x:sheetData></x:worksheet>",
    '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[a<b]]></t></is></c>'
    '<c r="XFD1"><v>1</v></c></row><row r="1048576"><c r="A1048576" s="2"><v>0.5</v></c></row></sheetData></worksheet>\x1e'
    "<sst count='1' uniqueCount='1'><si><r><t>Am</t></r><r><t>ount</t></r><rPh sb='0' eb='1'><t>x</t></rPh></si></sst>\x1e"
    "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='[$-409]d\\-mmm;@'/></numFmts><cellXfs><xf numFmtId='0'/>"
    "<xf numFmtId='164'/></cellXfs></styleSheet>\x1e"
    "<workbook><workbookPr date1904='1'/><sheets><sheet name='S' state='hidden' r:id='r1'/></sheets></workbook>",
]
CONTENTS = [
    "<office:document-content><office:automatic-styles><style:style style:name='t'><style:table-properties "
    "table:display='false'/></style:style></office:automatic-styles><office:body><table:table table:name='S' "
    "table:style-name='t'><table:table-row><table:table-cell office:value-type='string'><text:p>Customer</text:p>"
    "</table:table-cell><table:table-cell office:value-type='string'><text:p>Am<text:s text:c='2'/>ount</text:p>"
    "</table:table-cell></table:table-row><table:table-row table:number-rows-repeated='3'><table:table-cell/>"
    "<table:table-cell table:number-columns-repeated='2' office:value-type='float' office:value='7'/></table:table-row>"
    "<table:table-row><table:table-cell office:value-type='date' office:date-value='2024-05-03T08:30:00'/>"
    "<table:table-cell office:value-type='time' office:time-value='PT1H'/></table:table-row></table:table>"
    "</office:body></office:document-content>",
]
PAGES = [
    "<html><head><meta charset='utf-8'></head><body><table border=1><tr><th>Order<th>Customer<th>Amount</tr>"
    "<tr><td>1</td><td rowspan=2>Anna &amp; Co</td><td>1.234,50</td></tr><tr><td>2<td colspan='2'>7&nbsp;500</table>"
    "<table><tr><td>x</td></tr></table></body></html>",
    "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:"
    "spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"S\"><Table><Row>"
    "<Cell><Data ss:Type=\"String\">Date</Data></Cell><Cell ss:Index=\"3\"><Data ss:Type=\"String\">Amount</Data></Cell>"
    "</Row><Row ss:Index=\"3\"><Cell><Data ss:Type=\"DateTime\">2024-05-03T00:00:00.000</Data></Cell><Cell ss:MergeAcross"
    "=\"1\"><Data ss:Type=\"Number\">1.5</Data></Cell></Row></Table></Worksheet></Workbook>",
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"b\"\n\n--b\nContent-Type: text/html\n\n"
    "<table><tr><td>a<td>b<tr><td>1<td>2</table>\n--b--\n",
]
MAPPINGS = [
    "[table 0]\nkind=orders\ncolumn-0=order-id 1 0 0\ncolumn-1=customer-id 1 0 0\ncolumn-2=order-date 3 0 1\n"
    "column-3=revenue 2 1 0\n\n[table 1]\nkind=costs\ncolumn-0=date 3 0 1\ncolumn-1=channel 1 0 0\ncolumn-2=cost 2 0 0\n"
    "\x1emargin=0.4\ndiscount-rate=0.1\nreturns=subtract\nduplicates=keep\nhorizon=5\nas-of-date=2024-05-03\n",
    "\x1etax=subtract\nshipping=keep\nrates=USD=0.92 GBP=1.17\ncurrency=EUR\nfiscal-year-start=4\nperiod=quarter\n"
    "customer-key=email\ndecimal=comma\ndate-order=dmy\n",
]


RULES = [
    "last-order > 90 days ago and profit > 200",
    "Good: margin >= 40 % and not (tier in (C, D) or country = \"United Kingdom\")\nLate: last-order between 30 and 90 days ago",
    "stage is first purchase or ship-mode does not contain air or aov is unknown",
]


def archive(parts, method=zipfile.ZIP_DEFLATED):
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", method) as package:
        for name, content in parts:
            package.writestr(name, content)
    return memory.getvalue()


def workbook(sheet, method=zipfile.ZIP_DEFLATED):
    return archive([
        ("_rels/.rels", f"<Relationships><Relationship Id='a' Type='{RELS}officeDocument' Target='xl/w.xml'/></Relationships>"),
        ("xl/w.xml", "<workbook><sheets><sheet name='S' r:id='r1'/></sheets></workbook>"),
        ("xl/_rels/w.xml.rels", f"<Relationships><Relationship Id='r1' Type='{RELS}worksheet' Target='s.xml'/></Relationships>"),
        ("xl/s.xml", sheet)], method)


def document(content, method=zipfile.ZIP_DEFLATED):
    return archive([("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content)], method)


def seeds():
    """Target, name and bytes of each file."""
    for name, text in TEXTS.items():
        yield "csv", name, text.encode()
        for number, encoding in enumerate(["utf-16", "utf-16-le", "cp1252", "shift_jis", "gb18030", "euc_kr"]):
            try:
                yield "encoding", f"{name}-{encoding}", b"\0" + text.encode(encoding)
                yield "encoding", f"{name}-{encoding}-said", bytes([4 + number]) + text.encode(encoding)
            except UnicodeEncodeError:
                pass
        yield "compressed", name + ".gz", gzip.compress(text.encode(), mtime=0)
        yield "compressed", name + ".zip", archive([("data.csv", text)])
        yield "compressed", name + ".stored.zip", archive([("a/data.csv", text), ("b.txt", "x")], zipfile.ZIP_STORED)
    for number, text in enumerate(CELLS):
        yield "cells", str(number), text.encode()
    for number, text in enumerate(SHEETS):
        yield "xlsx-parts", str(number), text.encode()
        sheet = text.split("\x1e")[0]
        yield "xlsx", f"{number}.xlsx", workbook(sheet)
        yield "xlsx", f"{number}-stored.xlsx", workbook(sheet, zipfile.ZIP_STORED)
        yield "compressed", f"{number}.xlsx.zip", archive([("book.xlsx", workbook(sheet))])
    for number, text in enumerate(CONTENTS):
        yield "ods-parts", str(number), text.encode()
        yield "ods", f"{number}.ods", document(text)
        yield "ods", f"{number}-stored.ods", document(text, zipfile.ZIP_STORED)
    for number, text in enumerate(PAGES):
        yield "html", str(number), text.encode()
    for number, text in enumerate(MAPPINGS):
        yield "mapping", str(number), text.encode()
    for number, text in enumerate(RULES):
        yield "rules", str(number), text.encode()
    for path in sorted(SAMPLES.iterdir()):
        if path.suffix in (".xlsx", ".ods"):
            yield path.suffix[1:], path.name, path.read_bytes()


def gnumeric_seeds(folder):
    """The sample workbook as .xls of two ages and as HTML, if Gnumeric can say it."""
    ssconvert = shutil.which("ssconvert")
    forms = {"xls/biff8.xls": "Gnumeric_Excel:excel_biff8", "xls/biff7.xls": "Gnumeric_Excel:excel_biff7",
             "html/page.html": "Gnumeric_html:html40"}
    for name, form in forms.items() if ssconvert else ():
        subprocess.run([ssconvert, "-T", form, SAMPLES / "libreoffice.xlsx", folder / name],
                       check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def corpus_seeds():
    targets = {".csv": "csv", ".tsv": "csv", ".xlsx": "xlsx", ".xlsm": "xlsx", ".ods": "ods", ".xls": "xls", ".xlsb": "xlsx"}
    for path in sorted(CORPUS.rglob("*")) if CORPUS.is_dir() else ():
        if path.suffix in targets and "_expected" not in path.parts and path.stat().st_size <= LARGEST:
            yield targets[path.suffix], f"{path.parent.name}-{path.name}", path.read_bytes()


def main():
    folder = pathlib.Path(sys.argv[1])
    for target in ("cells", "compressed", "csv", "encoding", "html", "mapping", "ods", "ods-parts", "rules", "xls",
                   "xlsx", "xlsx-parts"):
        (folder / target).mkdir(parents=True, exist_ok=True)
    for source in (seeds(), corpus_seeds()):
        for target, name, content in source:
            (folder / target / name).write_bytes(content)
    gnumeric_seeds(folder)


main()
