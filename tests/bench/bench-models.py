#!/usr/bin/env python3
"""Measures the predictive models beside lifetimes, on the same simulated customers, in one run.

Usage: bench-models.py BENCH_MODELS [--customers N] [--peer KIND…] [--check]

lifetimes runs on numpy, scipy, pandas and dill, with its own sources and those of
autograd on PYTHONPATH; where it is not found, that is said and our times stand alone.
CPU seconds of the process, one core. Fits must agree: the log-likelihood of ours is
not lower, parameters are equal to what the peer's optimiser can do. What fits, predictions
and intervals hold in memory beside the customers themselves must stay below 100 bytes each.

--peer names the models that lifetimes fits too: Pareto/NBD takes it minutes for a million.
--check compares the fits on a few customers, without a measurement; 77 when there is no peer.
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
KINDS = ("bgnbd", "mbgnbd", "paretonbd", "gammagamma")
STEPS = ("fit", "predict", "flow", "twelve_months", "sixty_months", "purchase_intervals", "value_intervals", "interval_of_the_sum")
# Of a million, a tenth of whom have a history of their own.
MOST_BYTES = 100
# What lifetimes reaches: Nelder and Mead's method for Pareto/NBD ends with three digits.
TOLERANCE = {"paretonbd": 3e-2}


def lines(text):
    result = {}
    for line in text.splitlines():
        key, *numbers = line.split()
        result[key] = [float(number) for number in numbers]
    return result


def peer_python():
    for python in (sys.executable, "/usr/bin/python3"):
        if subprocess.run([python, "-W", "ignore", "-c", "import lifetimes"], capture_output=True).returncode == 0:
            return python
    return None


def agree(ours, theirs):
    """Sentences about what does not."""
    for kind in KINDS:
        if f"parameters_{kind}" not in theirs:
            continue
        mine, other = ours[f"parameters_{kind}"], theirs[f"parameters_{kind}"]
        # Sums of a million logarithms differ in their last digits by themselves.
        if mine[-1] < other[-1] - 1e-9 * abs(other[-1]) - 1e-6:
            yield f"{kind}: log-likelihood {mine[-1]:.6f}, the peer has {other[-1]:.6f}"
        for a, b in zip(mine[:-1], other[:-1]):
            if abs(a - b) > TOLERANCE.get(kind, 2e-3) * abs(b):
                yield f"{kind}: {a:.6g} where the peer has {b:.6g}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--peer", nargs="+", choices=KINDS[:3], default=KINDS[:3])
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    customers = 3000 if options.check else options.customers
    python = peer_python()
    if python is None:
        print("lifetimes is not found: nothing to compare with")
        if options.check:
            return 77

    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "customers.csv"
        ours = lines(subprocess.run([options.program, "speed", str(customers), path], check=True, capture_output=True,
                                    text=True).stdout)
        theirs = {}
        if python is not None:
            theirs = lines(subprocess.run([python, "-B", HERE / "bench-models-peer.py", path, *options.peer],
                                          check=True, capture_output=True, text=True).stdout)

    if not options.check:
        print(f"{customers:,} customers, {int(ours['cells_count'][0]):,} different histories "
              f"(counted in {ours['cells'][0]:.3f} s); CPU seconds on one core")
        print(f"{'':34}{'ours':>9}{'lifetimes':>11}{'ratio':>9}")
        for kind in KINDS:
            for step in STEPS:
                key = f"{step}_{kind}"
                if key not in ours:
                    continue
                text = f"{kind + ' ' + step.replace('_', ' '):34}{ours[key][0]:9.3f}"
                if key in theirs:
                    text += f"{theirs[key][0]:11.2f}{theirs[key][0] / max(ours[key][0], 1e-6):9.0f}"
                print(text)
    wrong = list(agree(ours, theirs))
    if not options.check:
        memory = lines(subprocess.run([options.program, "memory", "1000000"], check=True, capture_output=True,
                                      text=True).stdout)
        most = memory["at_most"][0]
        print(f"at most {most:.1f} bytes each of 1,000,000 customers beside the customers themselves, 72 of them results")
        if most >= MOST_BYTES:
            wrong.append(f"that is not below {MOST_BYTES}")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
