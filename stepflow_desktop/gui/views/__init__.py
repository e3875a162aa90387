"""Views: the places of the window, put together from widgets and fed by the bridge."""
