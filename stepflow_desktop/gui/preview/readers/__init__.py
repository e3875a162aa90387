"""Readers: each takes one file apart and answers questions about it, in a process of its own.

A reader is made with the path and has one method per question; what it answers is a mapping of plain values and some
bytes. ``Refused`` is the answer when a file cannot be read, with a code that the window has words for. Nothing here
knows a window; only the readers of drawings, frames and pages know Qt, and draw without a screen.
"""
