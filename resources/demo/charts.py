"""The two charts of the demo's report."""

import datetime
import itertools

import solar
from picture import Picture

PAPER = (255, 255, 255)
INK = (26, 32, 48)
MUTED = (98, 108, 127)
GRID = (227, 230, 237)
SHADE = (237, 236, 252)
MEASURED = (87, 83, 208)
PREDICTED = (199, 125, 10)

LEFT, TOP, RIGHT, BOTTOM = 78, 92, 1168, 520
HIGHEST_KW = 9.0


def draw_forecast(path, rows, model, weather):
    """Measured and predicted power of the week, and the two days to come on a tinted ground."""
    picture = Picture(1200, 600, PAPER)
    _title(picture, "Rooftop power, measured and predicted", 1200)
    until = solar.FIRST_DAY + datetime.timedelta(days=solar.DAYS + solar.FORECAST_DAYS)
    last_measured = solar.FIRST_DAY + datetime.timedelta(days=solar.DAYS)

    def at(time, power_kw):
        share = (time - solar.FIRST_DAY) / (until - solar.FIRST_DAY)
        return LEFT + (RIGHT - LEFT) * share, BOTTOM - (BOTTOM - TOP) * power_kw / HIGHEST_KW

    picture.rectangle(at(last_measured, 0)[0], TOP, RIGHT, BOTTOM, SHADE)
    for power_kw in range(0, 10, 2):
        _rule(picture, LEFT, RIGHT, round(at(until, power_kw)[1]), f"{power_kw}")
    picture.text("kW", LEFT - 14, TOP - 4, 11, MUTED, align=1)
    for day in range(solar.DAYS + solar.FORECAST_DAYS):
        noon = solar.FIRST_DAY + datetime.timedelta(days=day, hours=12)
        picture.text(f"{noon.day} June", at(noon, 0)[0], BOTTOM + 30, 11, MUTED, align=0.5)
    picture.text("forecast", (at(last_measured, 0)[0] + RIGHT) / 2, TOP + 24, 11, MUTED, align=0.5)

    measured = [at(row.time, row.power_kw) for row in rows]
    for (x, y), (next_x, _) in itertools.pairwise(measured):
        for column in range(round(x), round(next_x)):
            picture.column(column, y, BOTTOM, MEASURED, 0.30)
    picture.line(measured, MEASURED, 2.2)
    predicted = [at(time, model.predict(time, cloud)) for time, cloud, _ in weather]
    picture.line(predicted[: len(rows)], PREDICTED, 1.4)
    picture.line(predicted[len(rows) - 1 :], PREDICTED, 2.2, dash=(7, 5))
    picture.line([(LEFT, BOTTOM), (RIGHT, BOTTOM)], MUTED, 1.2)
    _legend(picture, 820, [("measured", MEASURED), ("predicted", PREDICTED)])
    picture.save(path)


def draw_days(path, days):
    """A column for the energy of each day."""
    picture = Picture(800, 480, PAPER)
    _title(picture, "Energy of each day in kWh", 800)
    top, bottom, left, right = 100, 410, 78, 768
    best = max(energy for _, energy in days)
    highest = 20 * (int(best) // 20 + 1)
    for energy in range(0, highest + 1, 20):
        _rule(picture, left, right, round(bottom - (bottom - top) * energy / highest), f"{energy}")
    width = (right - left) / len(days)
    for number, (day, energy) in enumerate(days):
        x, y = left + width * (number + 0.5), bottom - (bottom - top) * energy / highest
        picture.rectangle(x - width * 0.3, y, x + width * 0.3, bottom, MEASURED, 1.0 if energy == best else 0.72)
        picture.text(f"{energy:.1f}", x, y - 9, 11, INK, align=0.5)
        picture.text(f"{day.day} June", x, bottom + 28, 11, MUTED, align=0.5)
    picture.line([(left, bottom), (right, bottom)], MUTED, 1.2)
    picture.save(path)


def _title(picture, text, width):
    picture.text(text, 32, 48, 17, INK, thickness=2.4)
    picture.rectangle(32, 66, width - 32, 67, GRID)


def _rule(picture, left, right, y, label):
    picture.rectangle(left, y, right, y + 1, GRID)
    picture.text(label, left - 14, y + 6, 11, MUTED, align=1)


def _legend(picture, x, entries):
    for name, colour in entries:
        picture.line([(x, 42), (x + 26, 42)], colour, 3.2)
        x = picture.text(name, x + 36, 47, 11, MUTED) + 40
