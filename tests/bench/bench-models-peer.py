#!/usr/bin/env python3
"""The same fits as bench-models, by lifetimes: the other side of the benchmark.

Usage: bench-models-peer.py CUSTOMERS.csv [KIND…]

Prints lines of a key and numbers, as bench-models does. CPU seconds.
"""
import math
import sys
import time
import warnings

warnings.simplefilter("ignore")

import pandas as pd
from lifetimes import BetaGeoFitter, GammaGammaFitter, ModifiedBetaGeoFitter, ParetoNBDFitter

FITTERS = {"bgnbd": BetaGeoFitter, "mbgnbd": ModifiedBetaGeoFitter, "paretonbd": ParetoNBDFitter}
LETTERS = {"bgnbd": "r alpha a b", "mbgnbd": "r alpha a b", "paretonbd": "r alpha s beta"}


def log_likelihood(kind, model, table):
    """In weeks: lifetimes measures time so that the oldest customer is 10 of its units old; NaN where it says none."""
    if kind == "paretonbd":
        return math.nan
    return -model._negative_log_likelihood_ * len(table) + table["frequency"].sum() * math.log(model._scale)


def main():
    table = pd.read_csv(sys.argv[1])
    history = [table[name].to_numpy() for name in ("frequency", "recency", "T")]
    buyers = table[(table["frequency"] > 0) & (table["monetary_value"] > 0)]
    start = time.process_time()
    spend = GammaGammaFitter()
    spend.fit(buyers["frequency"], buyers["monetary_value"])
    print("fit_gammagamma", time.process_time() - start)
    print("parameters_gammagamma", *(spend.params_[letter] for letter in "pqv"), 0,
          -spend._negative_log_likelihood_ * len(buyers))
    for kind in sys.argv[2:] or FITTERS:
        start = time.process_time()
        model = FITTERS[kind]()
        model.fit(*history)
        print(f"fit_{kind}", time.process_time() - start)
        print(f"parameters_{kind}", *(model.params_[letter] for letter in LETTERS[kind].split()),
              log_likelihood(kind, model, table), flush=True)
        start = time.process_time()
        model.conditional_probability_alive(*history)
        model.conditional_expected_number_of_purchases_up_to_time(52, *history)
        print(f"predict_{kind}", time.process_time() - start)
        start = time.process_time()
        spend.customer_lifetime_value(model, *(table[name] for name in ("frequency", "recency", "T", "monetary_value")),
                                      time=12, discount_rate=0.01, freq="W")
        print(f"twelve_months_{kind}", time.process_time() - start, flush=True)


if __name__ == "__main__":
    main()
