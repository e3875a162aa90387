"""The demo: a pipeline of six steps that looks after a made-up solar roof, in about forty seconds.

It shows what a script can tell StepFlow Desktop by printing lines: a plan, steps, progress, remarks, files, and a
step that may fail. It needs nothing but Python and touches nothing but a new folder of its own.
"""

import argparse
import itertools
import os
import platform
import sys
import tempfile
import time
from pathlib import Path

import charts
import report
import solar

STEPS = ["Prepare", "Collect readings", "Check readings", "Train model", "Write report", "Publish report"]
SECONDS = [3, 8, 5, 13, 8, 3]

BOLD, DIM, GREEN, YELLOW, RED, BLUE, RESET = (f"\x1b[{code}m" for code in (1, 2, 32, 33, 31, 34, 0))


def say(text):
    print(text, flush=True)


def note(text, value=""):
    say(f"{BLUE}•{RESET} {text}{f'  {DIM}{value}{RESET}' if value else ''}")


def done(text):
    say(f"{GREEN}✓{RESET} {text}")


class Pace:
    """Spreads the work over time as a real pipeline would; a higher speed makes every wait shorter."""

    def __init__(self, speed):
        self.speed = speed

    def wait(self, seconds):
        time.sleep(seconds / self.speed)

    def start(self, number, description):
        say(f"STEP_START:{STEPS[number]}[duration={SECONDS[number] / self.speed:.3f}]")
        say(f"META:DESCRIPTION:{description}")


def new_folder():
    """A folder nobody else uses: where StepFlow collects files if it started us, else a temporary one."""
    collected = os.environ.get("STEPFLOW_ARTIFACTS_DIR")
    if collected:
        Path(collected).mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix="solar-roof-", dir=collected or None))


def prepare(pace):
    pace.start(0, "Looks around and makes a folder")
    say("::group::Environment")
    note("Python", platform.python_version())
    note("System", f"{platform.system()} {platform.machine()}")
    note("Execution", os.environ.get("STEPFLOW_EXECUTION_ID", "started by hand"))
    say("::endgroup::")
    pace.wait(1.5)
    folder = new_folder()
    note("Working in", folder)
    pace.wait(1.5)
    done("Ready")
    say("STEP_COMPLETE:Prepare")
    return folder


def collect(pace, folder, seed):
    pace.start(1, "One reading every quarter of an hour, for a week")
    rows = solar.readings(seed)
    for day in range(solar.DAYS):
        of_day = rows[day * solar.PER_DAY : (day + 1) * solar.PER_DAY]
        for hour in range(0, 24, 4):
            row = of_day[hour * 4]
            power = "   –   " if row.power_kw is None else f"{row.power_kw:5.2f} kW"
            say(f"{DIM}{row.time:%d %b %H:%M}{RESET}  {power}  {row.temperature_c:4.1f} °C  cloud {row.cloud:4.0%}")
            pace.wait(8 / (solar.DAYS * 6))
        say(f"META:PROGRESS:{day + 1}/{solar.DAYS}")
    path = folder / "readings.csv"
    report.write_table(path, rows)
    say(f"META:rows:{len(rows)}")
    say(f"ARTIFACT:{path}:Readings of the week[type=data]")
    done(f"{len(rows)} readings")
    say("STEP_COMPLETE:Collect readings")
    return rows


def check(pace, rows):
    pace.start(2, "Finds outages and bridges them")
    checks = {
        "times are in order": all(a.time < b.time for a, b in itertools.pairwise(rows)),
        "power is never negative": all((row.power_kw or 0) >= 0 for row in rows),
        "temperatures are plausible": all(-30 < row.temperature_c < 45 for row in rows),
    }
    for question, holds in checks.items():
        pace.wait(1)
        done(question) if holds else say(f"::error::Not so: {question}")
    for first, last in solar.gaps(rows):
        pace.wait(1)
        say(
            f"::warning title=Outage::The inverter was silent for {(last - first + 1) * 15} min"
            f" from {rows[first].time:%d %b %H:%M}; bridged with a straight line"
        )
    say("STEP_COMPLETE:Check readings")
    return solar.filled(rows)


def train(pace, rows, epochs=26):
    pace.start(3, "Learns the power from sun and cloud")
    model = solar.Model()
    error_kw = 0.0
    for epoch in range(1, epochs + 1):
        error_kw = model.learn(rows)
        pace.wait(13 / epochs)
        bar = f"{BLUE}{'▪' * round(error_kw * 40)}{RESET}"
        say(f"epoch {BOLD}{epoch:2d}{RESET}/{epochs}  error {error_kw:.3f} kW  {bar}")
        say(f"META:PROGRESS:{epoch}/{epochs}")
    say(f"META:error_kw:{error_kw:.3f}")
    say(f"::notice title=Model::Misses by {error_kw * 1000:.0f} W on average")
    say("STEP_COMPLETE:Train model")
    return model, error_kw


def write_report(pace, folder, rows, model, error_kw, seed):
    pace.start(4, "Two charts, figures, a report in two formats, and an archive")
    weather = list(solar.weather(seed))
    days = solar.daily_energy(rows)
    figures = report.figures(rows, days, model, error_kw, weather)
    written = [folder / "readings.csv"]

    def keep(name, description, write):
        path = folder / name
        write(path)
        written.append(path)
        done(f"{name}  {DIM}{path.stat().st_size:,} bytes{RESET}")
        say(f"ARTIFACT:{path}:{description}")
        say(f"META:PROGRESS:{len(written) - 1}/6")
        pace.wait(8 / 6)

    keep("power.png", "Power, measured and predicted", lambda p: charts.draw_forecast(p, rows, model, weather))
    keep("days.png", "Energy of each day", lambda p: charts.draw_days(p, days))
    keep("figures.json", "All figures of the report", lambda p: report.write_figures(p, figures))
    keep("report.md", "Report", lambda p: p.write_text(report.markdown(figures), encoding="utf-8"))
    keep("report.html", "Report as a page", lambda p: p.write_text(report.page(figures), encoding="utf-8"))
    keep("solar-roof.zip", "Everything in one archive", lambda p: report.write_archive(p, list(written)))
    summary = os.environ.get("STEPFLOW_STEP_SUMMARY")
    if summary:
        Path(summary).write_text(report.markdown(figures), encoding="utf-8")
    say("STEP_COMPLETE:Write report")


def publish(pace):
    pace.start(5, "Meant to fail: a step may fail without failing the run")
    for attempt in range(1, 4):
        say(f"{YELLOW}attempt {attempt} of 3{RESET}: there is no web page to publish to")
        pace.wait(1)
    say(f"{RED}Not published.{RESET} The pipeline ends with exit code 0 all the same, so this failure is allowed.")
    say("STEP_ERROR:The demo has no web page to publish to")


def main():
    parser = argparse.ArgumentParser(description="The StepFlow Desktop demo.")
    parser.add_argument("--speed", type=float, default=1.0, help="how many times faster than forty seconds")
    parser.add_argument("--seed", type=int, default=7, help="another seed makes another week of weather")
    options = parser.parse_args()
    if not options.speed > 0:
        parser.error("--speed must be more than 0")
    sys.stdout.reconfigure(encoding="utf-8")

    pace = Pace(options.speed)
    say("META:STEPS:" + "|".join(STEPS))
    say("META:TAGS:demo")
    folder = prepare(pace)
    rows = check(pace, collect(pace, folder, options.seed))
    model, error_kw = train(pace, rows)
    write_report(pace, folder, rows, model, error_kw, options.seed)
    publish(pace)
    say(f"{BOLD}All done.{RESET} Your own scripts can do this too: they only have to print lines.")


if __name__ == "__main__":
    main()
