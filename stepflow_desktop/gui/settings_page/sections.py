"""The sections that are plain lists of settings."""

from __future__ import annotations

from collections.abc import Callable

from stepflow_desktop.gui.autostart import Autostart
from stepflow_desktop.gui.preferences import Preferences
from stepflow_desktop.gui.settings_page.language_row import LanguageRow
from stepflow_desktop.gui.settings_page.rows import (
    ChoiceRow,
    FieldRow,
    FolderRow,
    ProgramRow,
    Row,
    SegmentRow,
    SwitchRow,
)
from stepflow_desktop.gui.settings_page.section import Section
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, Switch

MIB = 1024 * 1024


class General(Section):
    """``has_tray`` is False where the desktop has no tray; what needs one is then not offered.

    ``reopen`` closes the window and opens it anew.
    """

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        autostart: Autostart,
        *,
        has_tray: bool,
        awake_problem: str = "",
        reopen: Callable[[], None],
    ) -> None:
        self._reopen = reopen
        self._autostart, self._has_tray, self._awake_problem = autostart, has_tray, awake_problem
        super().__init__(theme, preferences)

    def fill(self) -> None:
        self.title, self.reset_text = self.tr("General"), self.tr("Reset general")
        theme, preferences = self._theme, self._preferences
        self.add_card(
            self.tr("Window"),
            LanguageRow(theme, preferences, self._reopen),
            *self._tray_rows(),
        )
        awake = SwitchRow(
            theme,
            preferences,
            "keep_awake",
            self.tr("Keep the computer awake"),
            self.tr("While something runs it does not go to sleep by itself"),
        )
        awake.say(self._awake_problem)
        self.add_card(self.tr("Computer"), *self._autostart_rows(), awake)
        self.add_card(
            self.tr("Folders"),
            FolderRow(
                theme,
                preferences,
                "working_directory",
                self.tr("Working folder"),
                self.tr("Where a command runs that names no folder"),
            ),
        )

    def _tray_rows(self) -> list[Row]:
        if not self._has_tray:
            return []
        return [
            SwitchRow(
                self._theme,
                self._preferences,
                "tray_icon",
                self.tr("Show an icon in the tray"),
                self.tr("It tells what runs and what failed"),
            ),
            SwitchRow(
                self._theme,
                self._preferences,
                "close_to_tray",
                self.tr("Closing the window keeps StepFlow in the tray"),
                self.tr("Quit ends it"),
            ),
        ]

    def _autostart_rows(self) -> list[Row]:
        if not self._autostart.is_possible:
            return []
        row = Row(self._theme, self.tr("Start at login"), self.tr("StepFlow opens when you log in to this computer"))
        switch = Switch(self._theme)
        switch.setObjectName("setting_start_at_login")
        switch.setAccessibleName(row.title)
        switch.setChecked(self._autostart.is_on)

        def take(on: bool) -> None:
            problem = self._autostart.set_on(on)
            row.say(problem, "failed")
            switch.setChecked(self._autostart.is_on)

        switch.clicked.connect(take)
        row.add(switch)
        return [row]


class Logs(Section):
    def fill(self) -> None:
        self.title, self.reset_text = self.tr("Logs"), self.tr("Reset logs")
        theme, preferences = self._theme, self._preferences
        times = (
            ("clock", self.tr("Clock time")),
            ("start", self.tr("Since the start")),
            ("step", self.tr("Since the start of the step")),
            ("off", self.tr("Off")),
        )
        self.add_card(
            self.tr("How lines are shown"),
            ChoiceRow(theme, preferences, "log_timestamps", self.tr("Timestamps"), times),
            SwitchRow(
                theme, preferences, "log_wrap", self.tr("Wrap lines"), self.tr("Long lines go on in the next row")
            ),
            SwitchRow(
                theme,
                preferences,
                "log_follow",
                self.tr("Follow what runs"),
                self.tr("The end of the log stays in sight until you scroll up"),
            ),
            SwitchRow(
                theme,
                preferences,
                "log_guess_levels",
                self.tr("Find warnings and errors by their words"),
                self.tr("Off: only what a command states as such. For logs that are opened from now on"),
            ),
            SwitchRow(
                theme,
                preferences,
                "log_caret",
                self.tr("Read with a caret"),
                self.tr("Arrow keys move a caret through the lines, as screen readers need it, instead of scrolling"),
            ),
        )
        self.add_card(
            self.tr("Size limit"),
            FieldRow(
                theme,
                preferences,
                "log_limit_bytes",
                self.tr("Largest log of an execution"),
                self.tr("0 is no limit. A log is never cut, whatever is set here"),
                unit=self.tr("MiB"),
                factor=MIB,
            ),
            SegmentRow(
                theme,
                preferences,
                "log_limit_action",
                self.tr("When a log grows beyond it"),
                (("warn", self.tr("Remark on it")), ("stop", self.tr("Stop the execution"))),
            ),
        )


class Running(Section):
    def fill(self) -> None:
        self.title, self.reset_text = self.tr("Running"), self.tr("Reset running")
        theme, preferences = self._theme, self._preferences
        self.add_card(
            self.tr("Queue"),
            FieldRow(
                theme,
                preferences,
                "slots",
                self.tr("Executions at the same time"),
                self.tr("The others wait, first in, first out"),
            ),
            FieldRow(
                theme,
                preferences,
                "queue_limit",
                self.tr("Executions that may wait"),
                self.tr("Further ones are refused"),
            ),
        )
        self.add_card(
            self.tr("Commands"),
            ProgramRow(
                theme,
                preferences,
                "shell",
                self.tr("Shell"),
                self.tr("Runs command lines of the form and of REST. Programs with arguments need none"),
                "/bin/sh",
            ),
            SwitchRow(
                theme,
                preferences,
                "terminal",
                self.tr("Run in a terminal (PTY)"),
                self.tr("New executions of the form start with it on: colours, and output that arrives line by line"),
            ),
            FieldRow(
                theme,
                preferences,
                "grace_s",
                self.tr("Time to end by itself"),
                self.tr("Between the polite and the forced end of a command that is stopped"),
                unit=self.tr("seconds"),
            ),
            SwitchRow(
                theme,
                preferences,
                "implicit_progress",
                self.tr("Read progress off the output"),
                self.tr("Lines such as 42 % and the bars of tqdm move the bar of the step"),
            ),
        )


class Storage(Section):
    def __init__(self, theme: Theme, preferences: Preferences, clean_up: Callable[[], None]) -> None:
        self._clean_up = clean_up
        super().__init__(theme, preferences)

    def fill(self) -> None:
        self.title, self.reset_text = self.tr("Artifacts and storage"), self.tr("Reset artifacts and storage")
        self.add_card(self.tr("Limits"), *self._limits())
        self.add_card(self.tr("How long things are kept"), *self._kept())
        self.add_card(self.tr("Folders"), *self._folders())

    def _limits(self) -> list[Row]:
        theme, preferences = self._theme, self._preferences
        unit = self.tr("MiB")
        return [
            FieldRow(
                theme,
                preferences,
                "artifact_limit_bytes",
                self.tr("Largest artifact"),
                self.tr("A larger file is not copied; the execution says so"),
                unit=unit,
                factor=MIB,
            ),
            FieldRow(theme, preferences, "artifact_limit_count", self.tr("Artifacts of one execution")),
            FieldRow(
                theme,
                preferences,
                "upload_limit_bytes",
                self.tr("Largest upload of a client"),
                self.tr("From the next start on"),
                unit=unit,
                factor=MIB,
            ),
        ]

    def _kept(self) -> list[Row]:
        theme, preferences = self._theme, self._preferences
        clean_up = Row(theme, self.tr("Clean up now"), self.tr("Look at what can go before anything is deleted"))
        button = Button(theme, self.tr("Clean up…"))
        button.setObjectName("settings_clean_up")
        button.clicked.connect(lambda: self._clean_up())
        clean_up.add(button)
        days = self.tr("days")
        return [
            FieldRow(
                theme,
                preferences,
                "retention_days",
                self.tr("Executions"),
                self.tr("Days after their end; 0 keeps them for ever. What an execution says itself comes first"),
                unit=days,
            ),
            FieldRow(
                theme,
                preferences,
                "artifact_retention_days",
                self.tr("Artifacts"),
                self.tr("Days after they were made; 0 keeps them as long as their execution"),
                unit=days,
            ),
            clean_up,
        ]

    def _folders(self) -> list[Row]:
        theme, preferences = self._theme, self._preferences
        return [
            FolderRow(
                theme,
                preferences,
                "storage_path",
                self.tr("Storage folder"),
                self.tr("From the next start on. What is in the present folder stays there"),
            ),
            FieldRow(
                theme,
                preferences,
                "artifact_roots",
                self.tr("Further folders for artifacts"),
                self.tr("Scripts may name files in the working folder, and in these (separated by commas)"),
                width=300,
            ),
        ]


class ServerFields(Section):
    """Where the servers listen. Who may use them is changed on the page Server."""

    def __init__(self, theme: Theme, preferences: Preferences, show_server: Callable[[], None]) -> None:
        self._show_server = show_server
        super().__init__(theme, preferences)

    def fill(self) -> None:
        self.title, self.reset_text = self.tr("Server and access"), self.tr("Reset server")
        theme, preferences = self._theme, self._preferences
        later = self.tr("From the next start on; 0 takes a free one")
        self.add_card(
            self.tr("Ports"),
            FieldRow(theme, preferences, "http_port", self.tr("Port of REST"), later),
            FieldRow(theme, preferences, "websocket_port", self.tr("Port of WebSocket"), later),
        )
        self.add_card(
            self.tr("Web pages and names"),
            FieldRow(
                theme,
                preferences,
                "allowed_origins",
                self.tr("Web pages that may use the servers"),
                self.tr("Each as https://name:port, separated by commas. From the next start on"),
                width=300,
            ),
            FieldRow(
                theme,
                preferences,
                "allowed_hosts",
                self.tr("Further names of this computer"),
                self.tr("Under which clients may address the servers. From the next start on"),
                width=300,
            ),
        )
        access = Row(
            theme,
            self.tr("Network, token and what clients may do"),
            self.tr("Both servers on and off, the token to show, copy and renew, and who is connected"),
        )
        button = Button(theme, self.tr("Open Server"), "server")
        button.setObjectName("settings_open_server")
        button.clicked.connect(lambda: self._show_server())
        access.add(button)
        self.add_card(self.tr("Access"), access)
