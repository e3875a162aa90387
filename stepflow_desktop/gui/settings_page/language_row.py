"""The language of the window: another one needs a new window, which is one click away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stepflow_desktop.gui.preferences import Preferences
from stepflow_desktop.gui.settings_page.rows import ChoiceRow
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.translation import LANGUAGES, chosen_language, spoken, translate
from stepflow_desktop.gui.widgets import Button


class LanguageRow(ChoiceRow):
    """``reopen`` closes the window and opens it in the language of the setting."""

    def __init__(self, theme: Theme, preferences: Preferences, reopen: Callable[[], None]) -> None:
        # Before the base shows the value.
        self.reopen = Button(theme, translate("LanguageRow", "Reopen window"), "refresh-cw")
        self.reopen.setObjectName("reopen_window")
        self.reopen.setToolTip(translate("LanguageRow", "Commands go on, and the servers too"))
        self.reopen.clicked.connect(lambda: reopen())
        choices = [("system", translate("General", "System language")), *LANGUAGES.items()]
        super().__init__(theme, preferences, "language", translate("General", "Language"), choices)
        self.add(self.reopen)

    def show_value(self, value: Any) -> None:
        super().show_value(value)
        differs = chosen_language(str(value)) != spoken()
        self.reopen.setVisible(differs)
        if not self._preferences.fixed_by(self.name):
            self.say(self.tr("The window has to be opened anew for it.") if differs else "", "text2")

    def take(self, value: Any) -> bool:
        taken = super().take(value)
        # Which takes away what was said before.
        self.show_value(self._preferences.value(self.name))
        return taken
