"""A picture of RGB pixels with smooth lines and lettering, written as PNG, with the standard library only."""

import itertools
import math
import struct
import zlib

from lettering import strokes


class Picture:
    """``width`` by ``height`` pixels; x grows to the right, y downwards; colours are (red, green, blue), 0 to 255."""

    def __init__(self, width, height, background):
        self.width = width
        self.height = height
        self._pixels = bytearray(bytes(background) * (width * height))

    def rectangle(self, left, top, right, bottom, colour, opacity=1.0):
        for y in range(max(0, round(top)), min(self.height, round(bottom))):
            for x in range(max(0, round(left)), min(self.width, round(right))):
                self._blend(y * self.width + x, colour, opacity)

    def column(self, x, top, bottom, colour, opacity):
        """One column of pixels whose opacity fades from ``opacity`` at the top to nothing at the bottom."""
        for y in range(max(0, round(top)), min(self.height, round(bottom))):
            self._blend(y * self.width + x, colour, opacity * (bottom - y) / max(1.0, bottom - top))

    def line(self, points, colour, thickness, dash=None):
        """A polyline with soft edges and round joints; ``dash`` is (drawn, left out) in pixels."""
        coverage = {}
        for (x1, y1), (x2, y2) in _dashed(points, dash) if dash else itertools.pairwise(points):
            self._cover(coverage, x1, y1, x2, y2, thickness / 2)
        for index, amount in coverage.items():
            self._blend(index, colour, amount)

    def text(self, text, x, y, size, colour, align=0.0, thickness=None):
        """Letters whose capitals are ``size`` pixels high; ``align`` 0 starts at ``x``, 0.5 centres, 1 ends there."""
        _, end = strokes(text, 0, 0, size)
        lines, end = strokes(text, x - align * end, y, size)
        for points in lines:
            self.line(points, colour, thickness or max(1.2, size / 8))
        return end

    def save(self, path):
        stride = self.width * 3
        rows = b"".join(b"\0" + self._pixels[y * stride : (y + 1) * stride] for y in range(self.height))
        with open(path, "wb") as file:
            file.write(b"\x89PNG\r\n\x1a\n")
            file.write(_chunk(b"IHDR", struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)))
            file.write(_chunk(b"IDAT", zlib.compress(rows, 6)))
            file.write(_chunk(b"IEND", b""))

    def _cover(self, coverage, x1, y1, x2, y2, radius):
        """Notes how much of each pixel a thick segment covers, from the pixel's distance to the segment."""
        dx, dy = x2 - x1, y2 - y1
        length_squared = dx * dx + dy * dy or 1.0
        reach = radius + 1
        left, right = max(0, math.floor(min(x1, x2) - reach)), min(self.width - 1, math.ceil(max(x1, x2) + reach))
        top, bottom = max(0, math.floor(min(y1, y2) - reach)), min(self.height - 1, math.ceil(max(y1, y2) + reach))
        for y in range(top, bottom + 1):
            for x in range(left, right + 1):
                along = min(1.0, max(0.0, ((x - x1) * dx + (y - y1) * dy) / length_squared))
                amount = radius + 0.5 - math.hypot(x - x1 - along * dx, y - y1 - along * dy)
                if amount > 0:
                    index = y * self.width + x
                    coverage[index] = max(coverage.get(index, 0.0), min(1.0, amount))

    def _blend(self, index, colour, opacity):
        pixels, at, share = self._pixels, index * 3, int(opacity * 256)
        pixels[at] += (colour[0] - pixels[at]) * share >> 8
        pixels[at + 1] += (colour[1] - pixels[at + 1]) * share >> 8
        pixels[at + 2] += (colour[2] - pixels[at + 2]) * share >> 8


def _dashed(points, dash):
    """The drawn segments of a dashed polyline."""
    drawn, period = dash[0], sum(dash)
    position = 0.0
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
        length = math.hypot(x2 - x1, y2 - y1)
        pieces = max(1, math.ceil(length))
        for i in range(pieces):
            if (position + length * i / pieces) % period < drawn:
                start, end = i / pieces, (i + 1) / pieces
                yield (
                    (x1 + (x2 - x1) * start, y1 + (y2 - y1) * start),
                    (x1 + (x2 - x1) * end, y1 + (y2 - y1) * end),
                )
        position += length


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
