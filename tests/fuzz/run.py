#!/usr/bin/env python3
"""Runs the fuzz targets: run.py BUILD_DIR [--seconds N] [--jobs N] [--corpus FOLDER] [--log FILE] [TARGET...]

BUILD_DIR was set up with CC=clang -Db_sanitize=address,undefined -Db_lundef=false
-Dc_args=-fsanitize=fuzzer-no-link. Each target (all of them, where none is named)
runs for so many seconds, some at a time, first over the inputs that once went
wrong. An input that goes wrong is kept, its path is printed, and the exit status is 1.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
DICTIONARIES = {"cells": "csv", "csv": "csv", "encoding": "csv", "mapping": "csv", "html": "xml", "ods-parts": "xml",
                "rules": "rule", "xlsx-parts": "xml"}
# Inputs far longer than a seed only slow the search down.
LONGEST = {"cells": 400, "mapping": 2000, "csv": 4000, "encoding": 2000, "html": 4000, "xlsx-parts": 6000, "ods-parts": 6000,
           "rules": 400}
ENVIRONMENT = {
    "ASAN_OPTIONS": "allocator_may_return_null=1:detect_stack_use_after_return=0:quarantine_size_mb=16",
    "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1",
    "G_DEBUG": "fatal-criticals", "G_SLICE": "always-malloc", "LC_ALL": "C.UTF-8", "TZ": "UTC",
}


def targets(build):
    return sorted(path.name[5:] for path in (build / "tests" / "fuzz").glob("fuzz-*") if path.is_file())


def run(options, target, seeds, artefacts):
    """Returns a line about the run, and whether it went well."""
    corpus = options.corpus / target
    regressions = HERE / "regressions" / target
    for folder in (corpus, artefacts):
        folder.mkdir(parents=True, exist_ok=True)
    command = [options.build / "tests" / "fuzz" / f"fuzz-{target}", corpus, seeds / target]
    if regressions.is_dir():
        command.append(regressions)
    command += [f"-max_total_time={options.seconds}", "-timeout=10", "-rss_limit_mb=2048", f"-seed={options.seed}", "-print_final_stats=1",
                "-verbosity=1", f"-max_len={LONGEST.get(target, 65536)}", f"-artifact_prefix={artefacts}/{target}-"]
    if target in DICTIONARIES:
        command.append(f"-dict={HERE / DICTIONARIES[target]}.dict")
    start = time.monotonic()
    with tempfile.TemporaryFile("w+", errors="replace") as output:
        status = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, env=os.environ | ENVIRONMENT).returncode
        output.seek(0)
        text = output.read()
    counts = dict(re.findall(r"stat::(\w+):\s+(\d+)", text))
    cover = re.findall(r"cov: (\d+)", text)
    line = (f"{target}: {counts.get('number_of_executed_units', '?')} inputs in {time.monotonic() - start:.0f} s, "
            f"{cover[-1] if cover else '?'} places reached")
    if status == 0:
        return line, True
    kept = re.findall(r"Test unit written to (\S+)", text)
    # Without what libFuzzer says of its progress.
    tail = "\n".join(line for line in text.splitlines() if not line.startswith("#") or line.startswith("    #"))[-6000:]
    return f"{tail}\n{line}: FAILED, kept as {' '.join(kept) or 'nothing'}", False


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--seconds", type=int, default=60)
    # The same way through the inputs each time, so that a finding belongs to a change; 0 goes another way each time.
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--corpus", type=pathlib.Path)
    parser.add_argument("--log", type=pathlib.Path)
    parser.add_argument("targets", nargs="*")
    options = parser.parse_intermixed_args()
    options.build = options.build.resolve()
    options.corpus = (options.corpus or options.build / "fuzz-corpus").resolve()
    artefacts = options.build / "fuzz-found"
    seeds = options.build / "fuzz-seeds"
    subprocess.run([sys.executable, "-B", HERE / "make-seeds.py", seeds], check=True)
    is_fine = True
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        jobs = [pool.submit(run, options, target, seeds, artefacts) for target in options.targets or targets(options.build)]
        for job in concurrent.futures.as_completed(jobs):
            line, was_fine = job.result()
            is_fine = is_fine and was_fine
            print(line, flush=True)
            if options.log:
                with options.log.open("a", encoding="utf-8") as log:
                    log.write(f"{time.strftime('%H:%M:%S')} {line.splitlines()[-1]}\n")
    return 0 if is_fine else 1


sys.exit(main())
