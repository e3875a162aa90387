"""A week of a made-up solar roof: readings every quarter of an hour, and a model that learns to predict them."""

import datetime
import math
import random
from dataclasses import dataclass, replace

DAYS = 7
FORECAST_DAYS = 2
PER_DAY = 96
FIRST_DAY = datetime.datetime(2026, 6, 1)
PEAK_KW = 8.4


@dataclass(frozen=True)
class Reading:
    """``power_kw`` is None where the inverter sent nothing."""

    time: datetime.datetime
    cloud: float
    temperature_c: float
    power_kw: float | None


def sunlight(time):
    """How high the sun stands, 0 to 1: up at five, down at nine in the evening."""
    hour = time.hour + time.minute / 60
    return max(0.0, math.sin(math.pi * (hour - 5) / 16)) if 5 < hour < 21 else 0.0


def weather(seed):
    """(time, cloud, temperature) for the measured days and the days to forecast."""
    chance = random.Random(seed)
    drift = 0.0
    for day in range(DAYS + FORECAST_DAYS):
        overcast = chance.choice((0.05, 0.1, 0.2, 0.35, 0.55, 0.75))
        for quarter in range(PER_DAY):
            time = FIRST_DAY + datetime.timedelta(days=day, minutes=15 * quarter)
            drift = 0.9 * drift + chance.gauss(0, 0.05)
            cloud = min(1.0, max(0.0, overcast + drift))
            yield time, cloud, 12 + 13 * sunlight(time) * (1 - 0.5 * cloud) + chance.gauss(0, 0.3)


def readings(seed):
    """The measured days, with two outages as real inverters have them."""
    chance = random.Random(seed + 1)
    outages = [range(2 * PER_DAY + 50, 2 * PER_DAY + 57), range(5 * PER_DAY + 38, 5 * PER_DAY + 43)]
    rows = []
    for number, (time, cloud, temperature) in enumerate(weather(seed)):
        if number >= DAYS * PER_DAY:
            break
        clear = PEAK_KW * sunlight(time) ** 1.25 * (1 - 0.72 * cloud) * (1 - 0.004 * (temperature - 20))
        power = max(0.0, clear + chance.gauss(0, 0.12) * (sunlight(time) > 0))
        missing = any(number in outage for outage in outages)
        rows.append(Reading(time, round(cloud, 3), round(temperature, 1), None if missing else round(power, 3)))
    return rows


def gaps(rows):
    """(first, last) index of each stretch without readings."""
    found = []
    for index, row in enumerate(rows):
        if row.power_kw is None:
            if found and found[-1][1] == index - 1:
                found[-1] = (found[-1][0], index)
            else:
                found.append((index, index))
    return found


def filled(rows):
    """The rows with straight lines where readings are missing."""
    whole = list(rows)
    for first, last in gaps(rows):
        before, after = rows[first - 1].power_kw, rows[last + 1].power_kw
        for index in range(first, last + 1):
            share = (index - first + 1) / (last - first + 2)
            whole[index] = replace(rows[index], power_kw=round(before + (after - before) * share, 3))
    return whole


def daily_energy(rows):
    """(day, kWh) of each measured day."""
    totals = {}
    for row in rows:
        totals[row.time.date()] = totals.get(row.time.date(), 0.0) + row.power_kw * 24 / PER_DAY
    return [(day, round(total, 2)) for day, total in totals.items()]


class Model:
    """Power from sun and cloud: a handful of weights, learnt by gradient descent on the daylight readings."""

    def __init__(self):
        self.weights = [0.0] * 5

    def learn(self, rows, rounds=8, rate=0.9):
        """Goes ``rounds`` times over the daylight rows; returns the root mean square error in kW before the last."""
        rows = [row for row in rows if sunlight(row.time)]
        error = 0.0
        for _ in range(rounds):
            slope = [0.0] * len(self.weights)
            total = 0.0
            for row in rows:
                features = _features(row.time, row.cloud)
                miss = self._raw(features) - row.power_kw
                total += miss * miss
                for i, feature in enumerate(features):
                    slope[i] += miss * feature
            self.weights = [w - rate * s / len(rows) for w, s in zip(self.weights, slope, strict=True)]
            error = math.sqrt(total / len(rows))
        return error

    def predict(self, time, cloud):
        return max(0.0, self._raw(_features(time, cloud))) if sunlight(time) else 0.0

    def _raw(self, features):
        return sum(w * f for w, f in zip(self.weights, features, strict=True))


def _features(time, cloud):
    sun = sunlight(time)
    return (0.5, sun, sun * sun, sun * cloud, sun * sun * cloud)
