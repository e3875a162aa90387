"""Steps inside a step, two of them at the same time. `id` gives a step a short name for the lines that follow."""

import sys
import threading
import time


def say(text):
    # One write for a whole line: print() writes the line end by itself, and another thread may come in between.
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def build(name, pieces):
    say(f"STEP_START:Build {name}[id={name},parent=build,parallel=true]")
    for piece in range(1, pieces + 1):
        time.sleep(0.1)
        say(f"{name}: piece {piece} of {pieces}")
    say(f"STEP_COMPLETE:Build {name}")


def main():
    say("STEP_START:Build everything[id=build]")
    workers = [
        threading.Thread(target=build, args=("server", 6)),
        threading.Thread(target=build, args=("client", 4)),
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    say("STEP_COMPLETE:Build everything")
    say("STEP_START:Put together")
    time.sleep(0.3)
    say("STEP_COMPLETE:Put together")


if __name__ == "__main__":
    main()
