"""Two ways to show progress: META:PROGRESS from the script, and a bar such as many programs draw, read off the line."""

import sys
import time

ITEMS = 40


def announced():
    print("STEP_START:Resize pictures", flush=True)
    for number in range(1, ITEMS + 1):
        time.sleep(0.02)
        print(f"META:PROGRESS:{number}/{ITEMS}", flush=True)
    print("STEP_COMPLETE:Resize pictures", flush=True)


def drawn():
    print("STEP_START:Download", flush=True)
    for number in range(1, ITEMS + 1):
        time.sleep(0.02)
        bar = "#" * (number * 20 // ITEMS)
        sys.stdout.write(f"\r{number * 100 // ITEMS}%|{bar:<20}| {number}/{ITEMS}")
        sys.stdout.flush()
    print(flush=True)
    print("STEP_COMPLETE:Download", flush=True)


if __name__ == "__main__":
    announced()
    drawn()
