"""The demo that fails: a pretended database migration that stops half-way, to show how a failure is presented."""

import argparse
import sys
import time
import traceback

STEPS = ["Back up database", "Migrate tables", "Restart service"]
TABLES = ["customers", "orders", "invoices", "payments"]
RED, GREEN, DIM, RESET = (f"\x1b[{code}m" for code in (31, 32, 2, 0))


class MigrationFailed(Exception):
    """A statement of the migration could not be carried out."""


def say(text):
    print(text, flush=True)


def back_up(wait):
    say("STEP_START:Back up database")
    for share in (25, 50, 75, 100):
        wait(0.7)
        say(f"copied {share} %")
        say(f"META:PROGRESS:{share}%")
    say(f"{GREEN}✓{RESET} backup is complete")
    say("STEP_COMPLETE:Back up database")


def migrate(wait):
    say("STEP_START:Migrate tables")
    for number, table in enumerate(TABLES):
        wait(1)
        say(f"ALTER TABLE {table} ADD COLUMN region TEXT NOT NULL {DIM}…{RESET}")
        add_region(table, rows_without_region=17 if table == "invoices" else 0)
        say(f"{GREEN}✓{RESET} {table}")
        say(f"META:PROGRESS:{number + 1}/{len(TABLES)}")
    say("STEP_COMPLETE:Migrate tables")


def add_region(table, rows_without_region):
    if rows_without_region:
        raise MigrationFailed(f"{rows_without_region} rows of table {table} have no region")


def main():
    parser = argparse.ArgumentParser(description="The StepFlow Desktop demo that fails.")
    parser.add_argument("--speed", type=float, default=1.0, help="how many times faster than seven seconds")
    options = parser.parse_args()
    if not options.speed > 0:
        parser.error("--speed must be more than 0")
    sys.stdout.reconfigure(encoding="utf-8")

    def wait(seconds):
        time.sleep(seconds / options.speed)

    say("META:STEPS:" + "|".join(STEPS))
    say("META:TAGS:demo")
    back_up(wait)
    try:
        migrate(wait)
    except MigrationFailed as error:
        say(f"{RED}rolled back: no table was changed{RESET}")
        say("::notice::This failure is part of the demo. The red card names the step and the reason, F8 goes there.")
        traceback.print_exc(file=sys.stdout)
        say(f"STEP_ERROR:{error}")
        sys.exit(1)


if __name__ == "__main__":
    main()
