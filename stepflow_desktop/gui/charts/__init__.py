"""Charts: painted by us, read by everybody.

A *chart* is a widget that paints *marks* (a bar, a dot, a row); a mark is a link, and ``activated`` carries its key.
The mouse and the arrow keys go from mark to mark, and a *card* says what is under them. What a chart shows is also a
*chart table*: the accessible version, and what is exported as CSV. *Scales* turn values into places and choose
ticks that people like; they are pure.
"""
