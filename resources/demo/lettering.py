"""A small stroke typeface of our own, so that the demo can label its charts without any font or library.

A glyph is a list of strokes and a stroke is a list of points. The baseline is y = 0 and y grows upwards; capitals
are 7 units high, small letters 5.
"""

import math


def _arc(centre_x, centre_y, radius_x, radius_y, start, end):
    """Points of an arc from ``start`` to ``end``, in degrees counter-clockwise from three o'clock."""
    count = max(2, math.ceil(abs(end - start) / 15))
    angles = (math.radians(start + (end - start) * i / count) for i in range(count + 1))
    return [(centre_x + radius_x * math.cos(a), centre_y + radius_y * math.sin(a)) for a in angles]


def _line(*numbers):
    return list(zip(numbers[::2], numbers[1::2], strict=True))


_BOWL = _arc(2.2, 2.5, 2.2, 2.5, 0, 360)
_ARCH = [*_arc(2.1, 2.8, 2.1, 2.2, 180, 0), (4.2, 0)]

GLYPHS = {
    " ": [[(0.6, 0)]],
    ".": [_line(0, 0, 0, 0.3)],
    ",": [_line(0.4, 0.3, 0, -1.2)],
    "-": [_line(0, 2.6, 2.6, 2.6)],
    "%": [_arc(1.3, 5.6, 1.3, 1.4, 0, 360), _arc(5.1, 1.4, 1.3, 1.4, 0, 360), _line(5, 7, 1.4, 0)],
    "0": [_arc(2.3, 3.5, 2.3, 3.5, 0, 360)],
    "1": [_line(0, 5.6, 1.8, 7, 1.8, 0)],
    "2": [[*_arc(2.2, 4.9, 2.1, 2.1, 165, -35), (0, 0), (4.5, 0)]],
    "3": [_arc(2.1, 5.2, 1.9, 1.8, 150, -90) + _arc(2.1, 1.75, 2.2, 1.75, 80, -150)],
    "4": [_line(3.4, 0, 3.4, 7, 0, 2.1, 4.7, 2.1)],
    "5": [_line(4.1, 7, 0.8, 7, 0.4, 3.9) + _arc(2.2, 2.3, 2.3, 2.3, 130, -150)],
    "6": [_arc(2.25, 2.2, 2.25, 2.2, 0, 360), _line(3.6, 7, 1.7, 5.2, 0.5, 3.4, 0, 2.2)],
    "7": [_line(0, 7, 4.4, 7, 1.4, 0)],
    "8": [_arc(2.2, 5.25, 1.9, 1.75, 0, 360), _arc(2.2, 1.75, 2.2, 1.75, 0, 360)],
    "9": [_arc(2.25, 4.8, 2.25, 2.2, 0, 360), _line(0.9, 0, 2.8, 1.8, 4, 3.6, 4.5, 4.8)],
    "D": [[*_line(0, 0, 0, 7), *_arc(1.4, 3.5, 3.5, 3.5, 90, -90), (0, 0)]],
    "E": [_line(4, 7, 0, 7, 0, 0, 4, 0), _line(0, 3.6, 3.5, 3.6)],
    "J": [[(3.2, 7), *_arc(1.6, 1.7, 1.6, 1.7, 0, -170)]],
    "M": [_line(0, 0, 0, 7, 3, 1.6, 6, 7, 6, 0)],
    "R": [[*_line(0, 0, 0, 7), *_arc(2.4, 5.2, 2, 1.8, 90, -90), (0, 3.4)], _line(2.2, 3.4, 4.6, 0)],
    "W": [_line(0, 7, 1.9, 0, 3.9, 6.6, 5.9, 0, 7.8, 7)],
    "a": [_BOWL, _line(4.4, 5, 4.4, 0)],
    "b": [_BOWL, _line(0, 7.4, 0, 0)],
    "c": [_arc(2.3, 2.5, 2.3, 2.5, 50, 310)],
    "d": [_BOWL, _line(4.4, 7.4, 4.4, 0)],
    "e": [[(0.1, 2.7), *_arc(2.2, 2.7, 2.2, 2.3, 0, 180), *_arc(2.2, 2.5, 2.2, 2.5, 180, 315)]],
    "f": [[(1.2, 0), *_arc(2.7, 5.6, 1.5, 1.8, 180, 70)], _line(0, 4.9, 2.7, 4.9)],
    "g": [_BOWL, [(4.4, 5), *_arc(2.3, -0.4, 2.1, 1.8, 0, -150)]],
    "h": [_line(0, 7.4, 0, 0), _ARCH],
    "i": [_line(0, 5, 0, 0), _line(0, 6.8, 0, 7.1)],
    "j": [[(1, 5), *_arc(-0.2, -0.8, 1.2, 1.3, 0, -90)], _line(1, 6.8, 1, 7.1)],
    "k": [_line(0, 7.4, 0, 0), _line(3.7, 5, 0, 1.9), _line(1.4, 3.1, 4, 0)],
    "l": [_line(0, 7.4, 0, 0)],
    "m": [
        _line(0, 5, 0, 0),
        [*_arc(1.65, 3.1, 1.65, 1.9, 180, 0), (3.3, 0)],
        [*_arc(4.95, 3.1, 1.65, 1.9, 180, 0), (6.6, 0)],
    ],
    "n": [_line(0, 5, 0, 0), _ARCH],
    "o": [_arc(2.3, 2.5, 2.3, 2.5, 0, 360)],
    "p": [_BOWL, _line(0, 5, 0, -2.2)],
    "q": [_BOWL, _line(4.4, 5, 4.4, -2.2)],
    "r": [_line(0, 5, 0, 0), _arc(1.9, 2.8, 1.9, 2.2, 180, 65)],
    "s": [_arc(1.8, 3.75, 1.6, 1.25, 35, 270) + _arc(1.8, 1.25, 1.8, 1.25, 90, -145)],
    "t": [[(1.2, 6.6), *_arc(2.5, 1.3, 1.3, 1.3, 180, 280)], _line(0, 4.9, 2.7, 4.9)],
    "u": [[(0, 5), *_arc(2.1, 2.1, 2.1, 2.1, 180, 360)], _line(4.2, 5, 4.2, 0)],
    "v": [_line(0, 5, 2.1, 0, 4.2, 5)],
    "w": [_line(0, 5, 1.5, 0, 3, 4.6, 4.5, 0, 6, 5)],
    "x": [_line(0, 5, 4, 0), _line(4, 5, 0, 0)],
    "y": [_line(0, 5, 2.1, 0), _line(4.2, 5, 1.2, -2.2)],
    "z": [_line(0, 5, 4, 5, 0, 0, 4, 0)],
}

_GAP = 2.0  # units between two glyphs


def strokes(text, x, y, size):
    """Polylines of ``text`` on a picture whose y grows downwards: start ``x``, baseline ``y``, capital height ``size``.

    Returns the polylines and the x at which the text ends.
    """
    scale = size / 7
    lines = []
    for character in text:
        glyph = GLYPHS[character]
        lines += [[(x + px * scale, y - py * scale) for px, py in stroke] for stroke in glyph if len(stroke) > 1]
        x += (max(px for stroke in glyph for px, _ in stroke) + _GAP) * scale
    return lines, x - _GAP * scale
