"""Controls that every view is made of: buttons, chips, ribbons, banners.

They are real Qt controls painted with the theme, so focus, roles and values come from Qt. None knows an execution.
"""

from stepflow_desktop.gui.pulse import Pulse
from stepflow_desktop.gui.widgets.banner import Banner
from stepflow_desktop.gui.widgets.buttons import Button, IconButton
from stepflow_desktop.gui.widgets.card import Card
from stepflow_desktop.gui.widgets.chip import Chip, Pill
from stepflow_desktop.gui.widgets.empty_state import EmptyState
from stepflow_desktop.gui.widgets.fields import SearchField, Switch, TextField
from stepflow_desktop.gui.widgets.labels import ElidedLabel, Label, ThemedIcon
from stepflow_desktop.gui.widgets.ribbon import Ribbon, Segment, merged, paint_ribbon
from stepflow_desktop.gui.widgets.toast import Toast, ToastArea

__all__ = [
    "Banner",
    "Button",
    "Card",
    "Chip",
    "ElidedLabel",
    "EmptyState",
    "IconButton",
    "Label",
    "Pill",
    "Pulse",
    "Ribbon",
    "SearchField",
    "Segment",
    "Switch",
    "TextField",
    "ThemedIcon",
    "Toast",
    "ToastArea",
    "merged",
    "paint_ribbon",
]
