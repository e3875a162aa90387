"""The window: Qt widgets over the engine, on the loop that the servers share.

The *application* makes the loop and the *main window*; the *theme* gives every widget its *tokens* (colours), fonts
and icons; the *bridge* is the one way to call the engine and the one place its updates arrive. *Widgets* know nothing
of executions, *views* put them together, *models* turn updates into rows.
"""
