"""Showing the content of a file without trusting it.

A file has a *kind* (``kinds``): picture, table, tree, page and so on, told by its name. A *reader* (``readers``) takes
the file apart; it runs in a small process of its own with limits on time and memory, because what a job wrote may be
made to hang or to eat memory, and because parsing would hold up the window. The window's side of that is the
``ReaderProcess``: it asks, one question at a time, and kills a reader that does not answer.

A *previewer* is the widget for a kind: it asks its reader, shows the answers and offers *tools*. The ``PreviewPane``
chooses the previewer, and says in words what cannot be shown and why. Only pictures made of pixels are decoded here,
in a thread, after a look at the size in their header. Nothing is ever loaded that a file names, neither from the
network nor from the disk.
"""
