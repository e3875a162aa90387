"""The written results of the demo: table, figures, Markdown, a page, and one archive of all. Same input, same bytes."""

import csv
import html
import json
import zipfile

import solar

_STYLE = """
body { font-family: sans-serif; color: #1a2030; max-width: 46em; margin: 2em auto; }
table { border-collapse: collapse; width: 100%; }
td, th { padding: 4px 10px; text-align: left; border-bottom: 1px solid #e3e6ed; }
"""


def write_table(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["time", "cloud", "temperature_c", "power_kw"])
        for row in rows:
            power = "" if row.power_kw is None else f"{row.power_kw:.3f}"
            table.writerow([row.time.isoformat(timespec="minutes"), row.cloud, row.temperature_c, power])


def write_figures(path, figures):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(figures, file, indent=2)
        file.write("\n")


def figures(rows, days, model, error_kw, weather):
    """Everything the report says in numbers."""
    expected = {}
    for time, cloud, _ in weather[len(rows) :]:
        day = time.date()
        expected[day] = expected.get(day, 0.0) + model.predict(time, cloud) * 24 / solar.PER_DAY
    return {
        "readings": len(rows),
        "error_kw": round(error_kw, 3),
        "weights": [round(weight, 3) for weight in model.weights],
        "energy_kwh": {day.isoformat(): energy for day, energy in days},
        "expected_kwh": {day.isoformat(): round(energy, 1) for day, energy in expected.items()},
    }


def markdown(figures):
    """The report in Markdown; it also serves as the summary of the execution."""
    energy = figures["energy_kwh"]
    best = max(energy, key=energy.get)
    lines = [
        "# Rooftop power, first week of June",
        "",
        f"The roof gave **{sum(energy.values()):.0f} kWh** in {len(energy)} days; "
        f"the best was {best} with {energy[best]:.1f} kWh.",
        f"The model misses by {figures['error_kw'] * 1000:.0f} W on average.",
        "",
        "| Day | Energy | |",
        "|---|---:|---|",
    ]
    lines += [f"| {day} | {amount:.1f} kWh | measured |" for day, amount in energy.items()]
    lines += [f"| {day} | {amount:.1f} kWh | expected |" for day, amount in figures["expected_kwh"].items()]
    return "\n".join(lines) + "\n"


def page(figures):
    """The report as one HTML page that loads nothing."""
    highest = max(figures["energy_kwh"].values())
    rows = []
    for kind, colour in (("energy_kwh", "#5753d0"), ("expected_kwh", "#c77d0a")):
        for day, amount in figures[kind].items():
            width = round(300 * amount / highest)
            bar = f'<table><tr><td bgcolor="{colour}" width="{width}">&nbsp;</td><td></td></tr></table>'
            rows.append(f"<tr><td>{html.escape(day)}</td><td>{amount:.1f} kWh</td><td>{bar}</td></tr>")
    return (
        "<!doctype html>\n<html lang='en'><head><meta charset='utf-8'><title>Rooftop power</title>"
        f"<style>{_STYLE}</style></head><body>\n<h1>Rooftop power</h1>\n"
        "<p>Measured days in violet, expected days in amber.</p>\n"
        "<table>\n<tr><th>Day</th><th>Energy</th><th></th></tr>\n" + "\n".join(rows) + "\n</table>\n</body></html>\n"
    )


def write_archive(path, files):
    """A zip of ``files`` whose bytes do not depend on the clock."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(zipfile.ZipInfo(file.name, (2026, 6, 8, 0, 0, 0)), file.read_bytes(), zipfile.ZIP_DEFLATED)
