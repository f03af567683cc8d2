#!/usr/bin/env python3
# test_predictions.py - what clientele-report predicts: laws on a simulated shop, and the published CDNOW data
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: clientele-report, folder of the real data. Output: TAP.

CDNOW: models/reference_*.csv of the real data, an independent exact fit whose parameters and likelihoods agree with the
published ones (Fader, Hardie and Lee 2005: BG/NBD .243/4.414/.793/2.426, -9582.4)."""

import csv
import datetime
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
import zipfile

PROGRAM = sys.argv[1]
DATA = os.environ.get("CLIENTELE_DATA", sys.argv[2])
REFERENCE = os.path.join(DATA, "models")

# The reference says “pnbd” and “gg”.
MODELS = {"bgnbd": "bgnbd", "mbgnbd": "mbgnbd", "pnbd": "paretonbd", "gg": "gammagamma"}


# fontconfig keeps what it read about fonts, which charts need, until the process ends.
LEAKS_FOLDER = tempfile.TemporaryDirectory()
with open(os.path.join(LEAKS_FOLDER.name, "leaks"), "w", encoding="utf-8") as leaks:
    leaks.write("leak:libfontconfig\n")
LEAKS = f"suppressions={LEAKS_FOLDER.name}/leaks:print_suppressions=0"


class Skip(Exception):
    pass


class Case:
    """A folder, and the program in it."""

    def __init__(self, folder):
        self.folder = folder
        self.shop = os.path.join(folder, "shop.csv")
        write_shop(self.shop)

    def path(self, name):
        return os.path.join(self.folder, name)

    def run(self, *arguments):
        environment = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="", LSAN_OPTIONS=LEAKS)
        return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, env=environment,
                              stdin=subprocess.DEVNULL)

    def report(self, *arguments):
        run = self.run("--json", "-", "--customers", *arguments)
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout)


def write_shop(path):
    """400 customers over three years who buy at gamma rates and leave at gamma rates; the seed is fixed."""
    dice = random.Random(20250101)
    start = datetime.date(2022, 1, 1)
    with open(path, "w", encoding="utf-8") as stream:
        stream.write("Order ID,Customer ID,Date,Amount,Cost\n")
        number = 0
        for customer in range(400):
            rate, gone = dice.gammavariate(1.2, 1 / 60), dice.expovariate(dice.gammavariate(1.0, 1 / 300))
            spend = dice.gammavariate(6, 8)
            day = birth = dice.uniform(0, 900)
            while day < 1095 and day - birth <= gone:
                amount = round(spend * dice.gammavariate(4, 0.25) + 1, 2)
                stream.write(f"{number},K{customer:03},{start + datetime.timedelta(int(day))},{amount:.2f},{amount * 0.6:.2f}\n")
                number += 1
                day += dice.expovariate(rate)


def close(found, expected, relative=1e-9, absolute=1e-9):
    assert found is not None, expected
    assert math.isclose(found, expected, rel_tol=relative, abs_tol=absolute), (found, expected)


def sums_over_customers_are_the_figures_of_all(case):
    result = case.report(case.shop)
    metrics, customers = result["metrics"], result["customers"]
    predicted = [customer for customer in customers if customer["clv"] is not None]
    assert len(predicted) == metrics["customers"] == 400
    close(sum(customer["clv"] for customer in predicted), metrics["customer_equity"])
    close(sum(customer["expected_orders"] for customer in predicted), metrics["expected_orders"])
    close(metrics["customer_equity"] / 400, metrics["clv_predicted_before_cac"])
    at_risk = result["at_risk"]
    assert len(at_risk) == metrics["customers_at_risk"] == sum(
        customer["p_alive"] < 0.5 and customer["frequency"] >= 1 for customer in predicted)
    close(sum(risk["value_at_risk"] for risk in at_risk), metrics["value_at_risk"])
    assert [risk["value_at_risk"] for risk in at_risk] == sorted((risk["value_at_risk"] for risk in at_risk), reverse=True)


def intervals_hold_the_mean_of_all_and_sums_are_narrower(case):
    result = case.report(case.shop)
    metrics, customers = result["metrics"], result["customers"]
    for customer in customers:
        assert 0 <= customer["p_alive"] <= 1, customer
        assert 0 <= customer["clv_low"] <= customer["clv"] <= customer["clv_high"], customer
    low, mean, high = (metrics["clv_predicted_" + name] for name in ("low", "before_cac", "high"))
    assert low < mean < high
    # The sum of lower ends is far below the lower end of the sum.
    assert sum(customer["clv_low"] for customer in customers) < 400 * low
    assert sum(customer["clv_high"] for customer in customers) > 400 * high
    wide = case.report("--set", "interval=0.95", case.shop)["metrics"]
    assert wide["clv_predicted_low"] < low and wide["clv_predicted_high"] > high
    close(wide["clv_predicted_before_cac"], mean)


def margin_discount_and_horizon_do_what_they_say(case):
    base = case.report(case.shop)
    # The margin of the data is 40 % (cost 60 % of each amount, rounded to cents).
    half = case.report("--set", "margin=20 %", case.shop)
    ratio = 0.2 / base["metrics"]["margin"]
    for one, other in zip(base["customers"], half["customers"]):
        if one["id"] == other["id"]:
            close(other["clv"], one["clv"] * ratio)
    free = case.report("--set", "discount-rate=0", case.shop)
    assert free["metrics"]["customer_equity"] > base["metrics"]["customer_equity"]
    close(free["metrics"]["expected_orders"], base["metrics"]["expected_orders"])
    longer = case.report("--set", "prediction-days=730", case.shop)
    assert base["metrics"]["customer_equity"] < longer["metrics"]["customer_equity"] < 2 * base["metrics"]["customer_equity"]
    # 10 % a year on what comes within a year takes between 0 and 10 % off.
    share = base["metrics"]["customer_equity"] / free["metrics"]["customer_equity"]
    assert 1 / 1.1 < share < 1, share


def the_same_file_gives_the_same_bytes(case):
    one, other = (case.run("--json", "-", "--customers", case.shop).stdout for _ in range(2))
    assert one == other and one


def the_proof_adds_up(case):
    result = case.report(case.shop)
    holdout, models = result["holdout"], result["models"]
    assert holdout["reason"] is None and models["chosen"] in holdout["methods"]
    assert models["recommended"] in holdout["methods"]
    assert set(("last-year", "cohort-average", "simple")) <= set(holdout["methods"])
    assert holdout["inside"] + holdout["above"] + holdout["below"] == holdout["customers"]
    close(holdout["methods"][models["chosen"]]["coverage"], holdout["inside"] / holdout["customers"])
    close(sum(holdout["lift"]), 1)
    close(sum(group["customers"] * group["actual"] for group in holdout["calibration"]), holdout["actual"])
    for method in holdout["methods"].values():
        close(method["bias"], method["predicted"] / holdout["actual"] - 1)
    # Purchase days of customers known before, counted from the file itself.
    days = {}
    with open(case.shop, encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            days.setdefault(row["Customer ID"], set()).add(row["Date"])
    known = [dates for dates in days.values() if min(dates) < holdout["start"]]
    assert len(known) == holdout["customers"]
    assert sum(holdout["start"] <= date <= holdout["end"] for dates in known for date in dates) == holdout["actual"]
    # Where money went another way than purchases, the verdict says so.
    model = holdout["methods"][models["chosen"]]
    apart = abs(model["value_bias"] - model["bias"]) >= 0.1 and holdout["methods"][models["recommended"]]["is_model"]
    assert ("In money it was" in holdout["verdict"]) == apart, holdout["verdict"]
    change = result["base_change"]
    close(change["before"] + change["new_customers"] + change["lost"] + change["behaviour"] + change["model"], change["after"])
    close(change["after"], result["metrics"]["customer_equity"])


def workbook_csv_and_charts_carry_predictions(case):
    book, table = case.path("r.xlsx"), case.path("r.csv")
    charts = ["clv-histogram", "alive-value", "base-change", "tracking", "calibration", "lift"]
    arguments = [word for name in charts for word in ("--chart", f"{name}={case.path(name + '.svg')}")]
    result = case.report("--output", book, *arguments, case.shop)
    for name in charts:
        with open(case.path(name + ".svg"), encoding="utf-8") as stream:
            assert "<svg" in stream.read(400), name
    with zipfile.ZipFile(book) as archive:
        names = archive.read("xl/workbook.xml").decode()
        assert 'name="Proof"' in names and 'name="At risk"' in names
        strings = archive.read("xl/sharedStrings.xml").decode()
        assert "Really bought" in strings and "Still a customer" in strings
        # The sheet of the base: its total and mean, and a change whose steps add up to what is shown as its end.
        sheets = re.findall(r'<sheet name="([^"]*)"', names)
        assert sheets.index("Value of the base") < sheets.index("At risk")
        base = archive.read(f"xl/worksheets/sheet{sheets.index('Value of the base') + 1}.xml").decode()
        total = result["valuation"]["total"]
        numbers = [float(value) for value in re.findall(r"<v>(-?[0-9.eE+]+)</v>", base)]
        assert any(abs(number - total) < 1e-6 * abs(total) for number in numbers)
        column = {int(row): float(value) for row, value in re.findall(r'<c r="C([0-9]+)"[^>]*>(?:<f>[^<]*</f>)?<v>(-?[0-9.eE+]+)</v>', base)}
        end, = [int(row) for row in re.findall(r'<c r="C([0-9]+)"[^>]*><f>SUM', base)]
        close(sum(column[row] for row in range(end - 5, end)), column[end])
        assert column[end] == round(result["base_change"]["after"]) and column[end - 5] == round(result["base_change"]["before"])
        assert "recommended" in strings and "won" not in re.findall(r"<t[^>]*>([^<]*)</t>", strings)
        assert sum(name.startswith("xl/charts/chart") for name in archive.namelist()) >= 8
    run = case.run("--output", table, case.shop)
    assert run.returncode == 0, run.stderr
    by_id = {customer["id"]: customer for customer in result["customers"]}
    with open(table, encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 400
    for row in rows:
        for column in ("p_alive", "expected_orders", "clv_low", "clv", "clv_high"):
            close(float(row[column]), by_id[row["id"]][column], 1e-12, 1e-12)


def too_little_is_said_and_never_made_up(case):
    path = case.path("few.csv")
    with open(path, "w", encoding="utf-8") as stream:
        stream.write("Order ID,Customer ID,Date,Amount\n1,A,2024-01-05,10\n2,B,2024-01-05,20\n3,C,2024-01-05,30\n")
    result = case.report(path)
    assert result["models"]["chosen"] is None and result["models"]["reason"]
    assert result["metrics"]["clv_predicted_before_cac"] is None
    assert result["undefined"]["clv_predicted_before_cac"]
    assert all(customer["clv"] is None for customer in result["customers"])
    few = case.path("some.csv")
    with open(few, "w", encoding="utf-8") as stream:
        stream.write("Order ID,Customer ID,Date,Amount\n")
        for i in range(12):
            stream.write(f"{i},K{i},2024-{1 + i % 6:02}-{3 + i:02},25\n")
            if i % 3 == 0:
                stream.write(f"9{i},K{i},2024-{8 + i % 4:02}-11,30\n")
    result = case.report(few)
    assert result["models"][result["models"]["chosen"]]["status"] == "too-little-data"
    assert all(customer["clv_high"] > customer["clv_low"] for customer in result["customers"])


def write_contracts(path):
    """“Regular” of Fader and Hardie (2007), table 1: so many of 1,000 were there after 0 to 7 periods."""
    survivors = [1000, 631, 468, 382, 326, 289, 262, 241]
    with open(path, "w", encoding="utf-8") as table:
        table.write("customerID,tenure,MonthlyCharges,Plan,Churn\n")
        for period, (before, after) in enumerate(zip(survivors, survivors[1:]), 1):
            for i in range(after, before):
                table.write(f"C{i:04},{period},{20 + i % 5},{'Big' if i % 2 else 'Small'},Yes\n")
        for i in range(survivors[-1]):
            table.write(f"C{i:04},{7 - i % 3},{20 + i % 5},{'Big' if i % 2 else 'Small'},No\n")


def payments_by_hand(alpha, beta, renewals, months, discount):
    """Expected payments and their worth today, each at the end of its month."""
    stays, payments, worth = 1.0, 0.0, 0.0
    for i in range(1, months + 1):
        stays *= (beta + renewals + i - 1) / (alpha + beta + renewals + i - 1)
        payments += stays
        worth += stays * (1 + discount) ** (-i / 12)
    return payments, worth


def contracts_are_valued_like_all_others(case):
    contracts = case.path("contracts.csv")
    write_contracts(contracts)
    result = case.report("--set", "margin=50%", "--set", "prediction-days=730", contracts)
    model = result["models"]["sbg"]["parameters"]
    assert result["models"]["chosen"] == "sbg" and result["models"]["reason"] is None
    valuation, metrics = result["valuation"], result["metrics"]
    values = {customer["id"]: customer for customer in result["customers"]}
    assert len(values) == 1000 and sum(customer["p_alive"] for customer in values.values()) == 241
    for i in range(1000):
        customer = values[f"C{i:04}"]
        payments, worth = payments_by_hand(model["alpha"], model["beta"], 7 - i % 3, 24, 0.1) if i < 241 else (0, 0)
        close(customer["expected_orders"], payments)
        close(customer["clv"], 0.5 * (20 + i % 5) * worth)
        assert customer["clv_low"] <= customer["clv"] <= customer["clv_high"]
    total = sum(customer["clv"] for customer in values.values())
    close(valuation["total"], total)
    assert valuation["customers"] == 1000
    close(metrics["customer_equity"], total)
    close(metrics["clv_predicted_before_cac"], total / 1000)
    close(metrics["clv_predicted_low"], valuation["total_low"] / 1000)
    close(metrics["expected_orders"], sum(customer["expected_orders"] for customer in values.values()))
    # Sums are narrower than the sum of intervals, and those of parts not narrower than their share of the whole.
    assert valuation["total_high"] - valuation["total_low"] < sum(c["clv_high"] - c["clv_low"] for c in values.values())
    plans = result["segments"]["plan"]
    close(sum(plan["clv"] for plan in plans), total)
    assert sum(plan["clv_high"] - plan["clv_low"] for plan in plans) > valuation["total_high"] - valuation["total_low"]
    assert metrics["customers_at_risk"] is None and result["undefined"]["customers_at_risk"] == "no-dates"

    asked = case.report("--set", "margin=50%", "--set", "prediction-days=730", "--set", "model=sbg", contracts)
    assert asked["valuation"] == valuation
    refused = case.run("--set", "model=sbg", "--json", "-", case.shop)
    assert refused.returncode == 1 and "contracts" in refused.stderr, refused.stderr
    refused = case.run("--set", "model=bgbb", "--json", "-", case.shop)
    assert refused.returncode == 1 and "once a year" in refused.stderr, refused.stderr
    assert case.run("--output", case.path("c.xlsx"), contracts).returncode == 0
    with zipfile.ZipFile(case.path("c.xlsx")) as book:
        texts = book.read("xl/sharedStrings.xml").decode()
    assert "Expected payments" in texts and "Expected purchases" not in texts


def the_sheet_of_the_base_names_own_margins(case):
    orders = case.path("margins.csv")
    with open(orders, "w", encoding="utf-8") as table:
        table.write("Customer,Date,Amount,Cost\n")
        for customer in range(60):
            for month in range(1, 13):
                table.write(f"K{customer},2023-{month:02}-{1 + (customer * month) % 28:02},100,{60 if customer % 2 else 120}\n")
    result = case.report("--output", case.path("margins.xlsx"), orders)
    assert result["valuation"]["own_margins"] and result["valuation"]["customers"] == 60
    with zipfile.ZipFile(case.path("margins.xlsx")) as book:
        texts = book.read("xl/sharedStrings.xml").decode()
    assert "at each customer’s own margin (10.0" in texts and "at a margin of" not in texts


def cdnow(name):
    path = os.path.join(DATA, "cdnow", name)
    if not os.path.exists(path) or not os.path.exists(os.path.join(REFERENCE, "reference_mle.csv")):
        raise Skip("no CDNOW data")
    return path


def rows_of(name):
    with open(os.path.join(REFERENCE, name), encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def cdnow_is_fitted_as_by_others(case):
    result = case.report("--set", "as-of-date=1997-09-30", cdnow("CDNOW_master.txt"))
    n = 0
    for row in rows_of("reference_mle.csv"):
        if row["dataset"] == "cdnow_full" and row["model"] in MODELS:
            model = result["models"][MODELS[row["model"]]]
            close(model["parameters"][row["param"]], float(row["value"]), 1e-6)
            close(model["standard_errors"][row["param"]], float(row["se"]), 1e-4)
            close(model["log_likelihood"], float(row["loglik"]), 0, 1e-6)
            n += 1
    assert n == 15, n


def cdnow_customers_are_valued_as_by_others(case):
    master = cdnow("CDNOW_master.txt")
    expected = {int(row["id"]): row for row in rows_of("reference_predictions_cdnow_full.csv")}
    for theirs, ours in (("bgnbd", "bgnbd"), ("mbgnbd", "mbgnbd"), ("pnbd", "paretonbd")):
        result = case.report("--set", "as-of-date=1997-09-30", "--set", "prediction-days=273", "--set", f"model={ours}", master)
        assert result["models"]["chosen"] == ours
        n = 0
        for customer in result["customers"]:
            row = expected.get(int(customer["id"]))
            if row is not None:
                close(customer["p_alive"], float(row[theirs + "_palive"]), 1e-6)
                close(customer["expected_orders"], float(row[theirs + "_cet39w"]), 1e-6)
                n += 1
        assert n == len(expected), n


def cdnow_holdout_is_that_of_others(case):
    result = case.report("--set", "as-of-date=1998-06-30", "--set", "holdout-days=273", cdnow("CDNOW_master.txt"))
    holdout = result["holdout"]
    assert holdout["start"] == "1997-10-01" and holdout["end"] == "1998-06-30"
    for row in rows_of("reference_holdout_totals.csv"):
        if row["dataset"] == "full":
            method = holdout["methods"][MODELS[row["model"]]]
            assert holdout["customers"] == int(row["n"])
            assert holdout["actual"] == float(row["actual_holdout_tx"])
            close(method["predicted"], float(row["predicted_cet39w"]), 1e-6)
            close(method["mae"], float(row["mae"]), 1e-6)
            close(method["rmse"], float(row["rmse"]), 1e-6)


def what_a_model_has_learned_is_no_change_of_the_base(case):
    folder = os.path.join(DATA, "vendas_br")
    if not os.path.isdir(folder):
        raise Skip("the real data are not here")
    # The model of half a year expected 259 of customers who then brought four million.
    result = case.report(*(os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".xlsx")))
    assert result["valuation"]["total"] > 1e6
    assert result["base_change"] is None


CASES = [
    sums_over_customers_are_the_figures_of_all,
    intervals_hold_the_mean_of_all_and_sums_are_narrower,
    margin_discount_and_horizon_do_what_they_say,
    the_same_file_gives_the_same_bytes,
    the_proof_adds_up,
    workbook_csv_and_charts_carry_predictions,
    too_little_is_said_and_never_made_up,
    contracts_are_valued_like_all_others,
    the_sheet_of_the_base_names_own_margins,
    cdnow_is_fitted_as_by_others,
    cdnow_customers_are_valued_as_by_others,
    cdnow_holdout_is_that_of_others,
    what_a_model_has_learned_is_no_change_of_the_base,
]


def main():
    print(f"1..{len(CASES)}")
    failed = False
    for number, function in enumerate(CASES, 1):
        name = "/cli/predictions/" + function.__name__.replace("_", "-")
        with tempfile.TemporaryDirectory() as folder:
            try:
                function(Case(folder))
                print(f"ok {number} {name}")
            except Skip as reason:
                print(f"ok {number} {name} # SKIP {reason}")
            except Exception as error:  # a missing key fails one case, not all
                failed = True
                print(f"not ok {number} {name}\n# {type(error).__name__}: {str(error)[:600]}")
    sys.exit(failed)


main()
