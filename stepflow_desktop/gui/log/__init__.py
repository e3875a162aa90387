"""The log of one execution, straight from its file, however long it is.

The *file* is read in blocks. The *index* knows where lines begin; a line longer than 64 KiB is cut into *pieces* of
that size, so a piece is what one row of text shows. The *scanner* works in its own thread: it indexes what has grown,
notes *marks* (marker lines, which are hidden, and lines with a level) and carries out a *search*. From marks, steps
and artifacts it makes a *layout* of *sections*; the *row map* adds which steps are folded and says what each *row* of
the view shows: a step header, an artifact or a piece. The *view* paints the rows that can be seen, the *panel* puts
bar, view and footer together.

Everything up to the row map knows no Qt.
"""
