"""Reads a table, cleans it and sums it up. Every stage is a step; both tables and the totals are kept as artifacts."""

import csv
import json
import os
import tempfile
from collections import defaultdict
from pathlib import Path

ORDERS = """region,product,amount
north,apples,12
north,pears,7
south,apples,
south,plums,31
east,pears,abc
east,plums,18
"""


def say(text):
    print(text, flush=True)


def extract(folder):
    say("STEP_START:Extract")
    path = folder / "orders.csv"
    path.write_text(ORDERS, encoding="utf-8")
    say(f"ARTIFACT:{path}:Orders as they came")
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    say(f"{len(rows)} orders")
    say("STEP_COMPLETE:Extract")
    return rows


def clean(rows):
    say("STEP_START:Clean")
    good = []
    for number, row in enumerate(rows, start=2):
        if row["amount"].isdigit():
            good.append({**row, "amount": int(row["amount"])})
        else:
            say(f"::warning file=orders.csv,line={number}::amount {row['amount']!r} is not a number, order left out")
    say(f"META:left_out:{len(rows) - len(good)}")
    say("STEP_COMPLETE:Clean")
    return good


def sum_up(folder, rows):
    say("STEP_START:Sum up")
    totals = defaultdict(int)
    for row in rows:
        totals[row["region"]] += row["amount"]
    path = folder / "totals.json"
    path.write_text(json.dumps(totals, indent=2) + "\n", encoding="utf-8")
    say(f"ARTIFACT:{path}:Totals by region")
    say("STEP_COMPLETE:Sum up")


def main():
    say("META:STEPS:Extract|Clean|Sum up")
    folder = Path(tempfile.mkdtemp(prefix="orders-", dir=os.environ.get("STEPFLOW_ARTIFACTS_DIR") or None))
    sum_up(folder, clean(extract(folder)))


if __name__ == "__main__":
    main()
