"""What the window tells the desktop: notifications, the tray, the badge of the task bar, that it should stay awake.

All of it is a courtesy: where the desktop cannot be asked, nothing happens and nobody is told.
"""
