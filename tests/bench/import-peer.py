#!/usr/bin/env python3
"""Reads the table of the import benchmark with another program's reader.

Usage: import-peer.py pandas|pandas-typed|openpyxl FILE

Prints the CPU seconds of the reading alone (neither Python's start nor the sums
count), and the sums that show that all of it was read.
"""
import datetime
import json
import resource
import sys

EPOCH = datetime.date(1970, 1, 1)


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def read_pandas(path, **options):
    import pandas as pd
    start = cpu_seconds()
    table = pd.read_csv(path, **options)
    seconds = cpu_seconds() - start
    columns = []
    for name in table.columns:
        column = table[name]
        if column.dtype.kind == "M":
            total = float((column - pd.Timestamp(EPOCH)).dt.days.sum())
        elif column.dtype.name == "category":
            total = 0.0
        elif column.dtype != object:
            total = float(column.sum())
        elif column.iloc[0][4:5] == "-" and column.iloc[0][:4].isdigit():
            total = float((pd.to_datetime(column) - pd.Timestamp(EPOCH)).dt.days.sum())
        else:
            total = 0.0
        columns.append({"sum": total, "distinct": int(column.nunique())})
    return seconds, len(table), columns


def read_pandas_typed(path):
    """With dates read, and a dictionary of each text column: what Clientele does too."""
    texts = ["Order", "E-mail", "Product", "City", "Channel"]
    return read_pandas(path, parse_dates=["Order date", "Delivered"], dtype=dict.fromkeys(texts, "category"))


def read_openpyxl(path):
    import openpyxl
    start = cpu_seconds()
    book = openpyxl.load_workbook(path, read_only=True)
    rows = list(book.worksheets[0].iter_rows(values_only=True))[1:]
    seconds = cpu_seconds() - start
    columns = []
    for cells in zip(*rows):
        if isinstance(cells[0], datetime.datetime):
            total = sum((cell.date() - EPOCH).days for cell in cells)
        else:
            total = 0.0 if isinstance(cells[0], str) else float(sum(cells))
        columns.append({"sum": total, "distinct": len(set(cells))})
    return seconds, len(rows), columns


READERS = {"pandas": read_pandas, "pandas-typed": read_pandas_typed, "openpyxl": read_openpyxl}
cpu, n_rows, sums = READERS[sys.argv[1]](sys.argv[2])
json.dump({"cpu": cpu, "rows": n_rows, "columns": sums}, sys.stdout)
