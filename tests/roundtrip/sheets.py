"""The tables that the round trips type once, and an OpenDocument file that holds them."""
import dataclasses
import datetime
import zipfile
from xml.sax.saxutils import escape, quoteattr

EPOCH = datetime.datetime(1970, 1, 1)


@dataclasses.dataclass(frozen=True)
class Error:
    text: str


@dataclasses.dataclass(frozen=True)
class Formula:
    """A formula with the value that was computed when it was saved."""
    text: str
    value: float


@dataclasses.dataclass(frozen=True)
class Merged:
    """A cell that covers the ones below it."""
    value: str
    n_rows: int


COVERED = object()
DATE, TIME = datetime.date, datetime.time

VALUES = [
    ["Id", "Number", "Date", "Moment", "Flag", "Mixed", "Text", "Account", "Sum"],
    ["007", 0, DATE(1900, 3, 1), TIME(8, 30), True, 1, 'say "hi", twice; or|not', "1234567890123456", Formula("of:=[.B2]+2", 2)],
    ["0042", -1, DATE(1904, 1, 1), TIME(0, 0, 1), False, "text", "two\nlines", "00012345678901234567", Formula("of:=1/4", 0.25)],
    ["A1", 0.1, DATE(1904, 1, 2), TIME(23, 59, 59), True, DATE(2024, 2, 29), "emoji 😀 and é", "4111111111111111", Formula("of:=2*3", 6)],
    ["1e5", 1 / 3, DATE(1999, 12, 31), TIME(12, 0), False, True, "山田太郎・東京都", "9007199254740993", None],
    ["1/2", 1e-9, DATE(2000, 2, 29), datetime.datetime(2024, 5, 3, 8, 30), True, Error("#N/A"), "שלום עולם مرحبا", "79927398713", Formula("of:=10-1", 9)],
    ["3-4", 123456789012345, DATE(2024, 2, 29), datetime.datetime(1999, 12, 31, 23, 59, 59), False, None, "=1+1", "5500000000000004", None],
    ["TRUE", 1e300, DATE(2024, 12, 31), datetime.datetime(2000, 1, 1), True, 2.5, "_x0041_ stays", "340000000000009", Formula("of:=7", 7)],
    ["+49 30 1", -2.5, DATE(9999, 12, 31), TIME(6, 0), True, "x", "'quoted", "30000000000004", None],
    ["-", 777.32, DATE(2038, 1, 19), TIME(18, 45), False, -3, "<b>&amp;</b>", "6011000000000004", Formula("of:=100/8", 12.5)],
    ["#1", 1234.56, None, None, True, "y", "a  b", "3530111333300000", None],
    ["Z", 99999.99, DATE(1970, 1, 1), TIME(1, 2, 3), False, 0.5, "Zürich – “naïve” ß", "0", Formula("of:=0.5+0.25", 0.75)],
]
HIDDEN = [["Secret", "Amount"], ["a", 1.5], ["b", 2], ["c", 3]]
MERGED = [
    ["Region", "City", "Orders"],
    [Merged("North", 3), "Oslo", 10], [COVERED, "Bergen", 7], [COVERED, "Tromsø", 2],
    [Merged("South", 2), "Rome", 12], [COVERED, "Bari", 4],
    ["West", "Lisbon", 5],
]
# Around the day that only Excel knows, 29 February 1900.
OLD = [["Event", "Day", "Count"], ["first", DATE(1900, 1, 1), 1], ["before", DATE(1900, 2, 28), 2],
       ["after", DATE(1900, 3, 1), 3]]
SHEETS = {"Values": VALUES, "Hidden": HIDDEN, "Merged": MERGED, "Old": OLD}


def days(value):
    """Days since 1970-01-01; the part of a day for a time."""
    if isinstance(value, datetime.time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86400
    if not isinstance(value, datetime.datetime):
        value = datetime.datetime(value.year, value.month, value.day)
    delta = value - EPOCH
    return delta.days + delta.seconds / 86400


def paragraphs(text):
    lines = []
    for line in text.split("\n"):
        line = escape(line).replace("  ", " <text:s/>")
        lines.append(f"<text:p>{line}</text:p>")
    return "".join(lines)


def ods_cell(value):
    if value is None:
        return "<table:table-cell/>"
    if value is COVERED:
        return "<table:covered-table-cell/>"
    attributes, inside = "", ""
    if isinstance(value, Merged):
        attributes = f' table:number-rows-spanned="{value.n_rows}" table:number-columns-spanned="1"'
        value = value.value
    if isinstance(value, Formula):
        attributes = f" table:formula={quoteattr(value.text)}"
        value = value.value
    if isinstance(value, bool):
        kind = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
        inside = f"<text:p>{str(value).upper()}</text:p>"
    elif isinstance(value, (int, float)):
        kind = f'office:value-type="float" office:value="{value!r}"'
        inside = f"<text:p>{value!r}</text:p>"
    elif isinstance(value, datetime.datetime):
        kind = f'table:style-name="moment" office:value-type="date" office:date-value="{value.isoformat()}"'
        inside = f"<text:p>{value}</text:p>"
    elif isinstance(value, datetime.date):
        kind = f'table:style-name="date" office:value-type="date" office:date-value="{value.isoformat()}"'
        inside = f"<text:p>{value}</text:p>"
    elif isinstance(value, datetime.time):
        kind = f'table:style-name="time" office:value-type="time" office:time-value="{value.strftime("PT%HH%MM%SS")}"'
        inside = f"<text:p>{value}</text:p>"
    elif isinstance(value, Error):
        kind = 'table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"'
        inside = f"<text:p>{value.text}</text:p>"
    else:
        kind, inside = 'office:value-type="string"', paragraphs(value)
    return f"<table:table-cell {kind}{attributes}>{inside}</table:table-cell>"


NAMESPACES = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for short, name in [
    ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle")])
NAMESPACES += ' xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"' \
              ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.2"'
STYLES = """
<number:date-style style:name="d"><number:year number:style="long"/><number:text>-</number:text>
<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>
<number:date-style style:name="m"><number:year number:style="long"/><number:text>-</number:text>
<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/><number:text> </number:text>
<number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/>
<number:text>:</number:text><number:seconds number:style="long"/></number:date-style>
<number:time-style style:name="t"><number:hours number:style="long"/><number:text>:</number:text>
<number:minutes number:style="long"/><number:text>:</number:text><number:seconds number:style="long"/></number:time-style>
<style:style style:name="date" style:family="table-cell" style:data-style-name="d"/>
<style:style style:name="moment" style:family="table-cell" style:data-style-name="m"/>
<style:style style:name="time" style:family="table-cell" style:data-style-name="t"/>
<style:style style:name="shown" style:family="table"><style:table-properties table:display="true"/></style:style>
<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>
""".replace("\n", "")
MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""


def write_ods(path, sheets):
    """An OpenDocument spreadsheet of @sheets as somebody typed them; the one called Hidden is hidden."""
    tables = []
    for name, rows in sheets.items():
        style = "hidden" if name == "Hidden" else "shown"
        inside = "".join("<table:table-row>" + "".join(map(ods_cell, row)) + "</table:table-row>" for row in rows)
        tables.append(f'<table:table table:name="{name}" table:style-name="{style}"><table:table-column '
                      f'table:number-columns-repeated="{len(rows[0])}"/>{inside}</table:table>')
    content = (f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {NAMESPACES}><office:automatic-styles>'
               f'{STYLES}</office:automatic-styles><office:body><office:spreadsheet>{"".join(tables)}'
               '</office:spreadsheet></office:body></office:document-content>')
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", MANIFEST)
        package.writestr("content.xml", content)
