"""The look of the window: colours by token, fonts by role, icons by name, in light or dark.

One ``Theme`` is made by the application and handed to every widget. ``changed`` says that colours differ now;
widgets that keep a colour, font or icon take it anew, those that only paint just repaint.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QStyleFactory

from stepflow_desktop.gui import tokens
from stepflow_desktop.gui.accent import accent_tokens, system_accent
from stepflow_desktop.gui.bundled_fonts import add_bundled_fonts
from stepflow_desktop.gui.icons import Icons
from stepflow_desktop.gui.look import MODES, ROW_SHARES, Look
from stepflow_desktop.gui.pulse import Pulse
from stepflow_desktop.gui.style_sheet import style_sheet
from stepflow_desktop.settings import resources_dir

LEAST_PX = 8

# role: (pixel size, weight, monospaced)
_ROLES: dict[str, tuple[int, QFont.Weight, bool]] = {
    "page_title": (20, QFont.Weight.DemiBold, False),
    "dialog_title": (17, QFont.Weight.DemiBold, False),
    "hero": (26, QFont.Weight.DemiBold, False),
    "lead": (14, QFont.Weight.Normal, False),
    "card_title": (15, QFont.Weight.DemiBold, False),
    "brand": (14, QFont.Weight.Bold, False),
    "pane_title": (16, QFont.Weight.DemiBold, False),
    "body": (13, QFont.Weight.Normal, False),
    "body_medium": (13, QFont.Weight.Medium, False),
    "body_strong": (13, QFont.Weight.DemiBold, False),
    "small": (12, QFont.Weight.Normal, False),
    "small_medium": (12, QFont.Weight.Medium, False),
    "small_strong": (12, QFont.Weight.DemiBold, False),
    "micro": (11, QFont.Weight.Normal, False),
    "micro_medium": (11, QFont.Weight.Medium, False),
    "micro_strong": (11, QFont.Weight.DemiBold, False),
    "figure": (27, QFont.Weight.DemiBold, False),
    "mono": (12, QFont.Weight.Normal, True),
    "log": (12, QFont.Weight.Normal, True),
}


class Theme(QObject):
    """Colours, fonts and icons. ``dark`` is what is shown, ``mode`` what was asked for."""

    changed = Signal()

    def __init__(self, mode: str = "system", parent: QObject | None = None, *, look: Look | None = None) -> None:
        super().__init__(parent)
        self.look = look or Look(mode=mode if mode in MODES else "system")
        self.pulse = Pulse(self)
        self.pulse.set_reduced_motion(self.look.reduce_motion)
        self._app: QApplication | None = None
        self._icons = Icons()
        self._fonts: dict[str, QFont] = {}
        self._families: tuple[str, str] | None = None
        self._colors: dict[str, QColor] = {}
        self._ansi: tuple[QColor, ...] = ()
        self._of_log: Theme | None = None
        self._took_fonts = False
        self.dark = False
        self._take_colors()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        accessibility = getattr(hints, "accessibility", None)
        contrast = getattr(accessibility() if accessibility else None, "contrastPreferenceChanged", None)
        if contrast is not None:
            contrast.connect(self._on_system_changed)

    @property
    def mode(self) -> str:
        return self.look.mode

    def for_log(self) -> Theme:
        """The theme of the log, which may be dark in a light window; it follows this one."""
        if self._of_log is None:
            self._of_log = Theme(parent=self, look=self.look.of_log())
            self._of_log.pulse = self.pulse
            self._of_log._icons = self._icons  # a theme too; the archive of icons is read once
        return self._of_log

    # -- colours

    def color(self, token: str) -> QColor:
        """The colour of ``token``; KeyError for a name that is none."""
        return QColor(self._colors[token])

    def ansi(self, index: int) -> QColor:
        """Terminal colour 0 to 15."""
        return QColor(self._ansi[index])

    def set_mode(self, mode: str) -> None:
        """``system``, ``light`` or ``dark``, at once for the whole window."""
        if mode not in MODES:
            raise ValueError(f"there is no theme mode {mode!r}")
        self.set_look(replace(self.look, mode=mode))

    def set_look(self, look: Look) -> None:
        """Show everything like this from now on."""
        before, self.look = self.look, look
        self.pulse.set_reduced_motion(look.reduce_motion)
        if self._of_log is not None:
            self._of_log.set_look(look.of_log())
        self._refresh(fonts=replace(before, mode=look.mode) != look)

    # -- sizes and fonts

    def px(self, pixels: float) -> int:
        """What ``pixels`` beside text of the usual size become with the size that is set."""
        return round(pixels * self.look.percent / 100)

    def row(self, pixels: float) -> int:
        """The same for what lies in a row of a list, whose height people choose."""
        return round(pixels * self.look.percent / 100 * ROW_SHARES[self.look.row_height])

    def font(self, role: str) -> QFont:
        """The font of ``role``; digits are of one width, ligatures in monospaced text are off."""
        font = self._fonts.get(role)
        if font is None:
            font = self._fonts[role] = self._made_font(role)
        return QFont(font)

    def _made_font(self, role: str) -> QFont:
        size, weight, mono = _ROLES[role]
        if self._families is None:
            self._families = _families()
        font = QFont((self.look.log_font if mono else self.look.font) or self._families[mono])
        font.setPixelSize(self.look.log_px if role == "log" else max(LEAST_PX, self.px(size)))
        font.setWeight(weight)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if mono:
            font.setStyleHint(QFont.StyleHint.Monospace)
            font.setFeature(QFont.Tag("calt"), 0)
            font.setFeature(QFont.Tag("liga"), 0)
        else:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    # -- icons

    def pixmap(self, name: str, token: str = "text2", size: int = 16, dpr: float = 1.0) -> QPixmap:
        return self._icons.pixmap(name, self._colors[token], size, dpr)

    def icon(self, name: str, token: str = "text2", size: int = 16) -> QIcon:
        """A tinted icon, greyed by itself when its control is disabled. Take it anew after ``changed``."""
        icon = QIcon()
        for dpr in (1.0, 2.0):
            icon.addPixmap(self.pixmap(name, token, size, dpr))
            icon.addPixmap(self.pixmap(name, "border2", size, dpr), QIcon.Mode.Disabled)
        return icon

    # -- the whole application

    def apply(self, app: QApplication) -> None:
        """Dress ``app``, now and whenever the theme changes."""
        if self._app is None:
            app.setStyle(QStyleFactory.create("Fusion"))
            if self.look.percent != 100 or app.styleSheet():
                # A window before this one may have had text of another size.
                from stepflow_desktop.gui.scaling import begin_scale

                begin_scale(app, self.look.percent)
        app.setFont(self.font("body"))
        self._app = app
        # From one style sheet to another Qt goes down from every widget to all below it, which for a whole window takes
        # four times as long as taking one off and putting the other on.
        app.setStyleSheet("")
        scheme = {"system": Qt.ColorScheme.Unknown, "light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        app.styleHints().setColorScheme(scheme[self.mode])
        app.setPalette(self.palette())
        app.setStyleSheet(style_sheet(self._colors, self.dark))

    def palette(self) -> QPalette:
        """Our colours in Qt's roles, for everything that is not painted by hand."""
        palette = QPalette()
        role = QPalette.ColorRole
        for each, token in (
            (role.Window, "bg"),
            (role.WindowText, "text"),
            (role.Base, "surface"),
            (role.AlternateBase, "hover"),
            (role.Text, "text"),
            (role.PlaceholderText, "text3"),
            (role.Button, "surface"),
            (role.ButtonText, "text"),
            (role.BrightText, "failed"),
            (role.Highlight, "accent"),
            (role.HighlightedText, "on_accent"),
            (role.Link, "accent"),
            (role.LinkVisited, "accent"),
            (role.ToolTipBase, "raised"),
            (role.ToolTipText, "text"),
            (role.Light, "surface"),
            (role.Midlight, "border"),
            (role.Mid, "border2"),
            (role.Dark, "border3"),
            (role.Shadow, "border3"),
            (role.Accent, "accent"),
        ):
            palette.setColor(each, self._colors[token])
        for each in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, each, self._colors["border3"])
        return palette

    def _on_system_changed(self, *_: object) -> None:
        self._refresh()

    def _refresh(self, *, fonts: bool = False) -> None:
        before = self._colors
        self._take_colors()
        if before == self._colors and not fonts:
            return
        if self._app is not None and (fonts or self._took_fonts):
            self._apply_with_fonts(self._app, fonts)
        else:
            if fonts:
                self._fonts.clear()
            if self._app is not None:
                self.apply(self._app)
        self.changed.emit()

    def _apply_with_fonts(self, app: QApplication, new: bool) -> None:
        """Dress what stands anew; a style sheet would give it the fonts back that it was made with."""
        from stepflow_desktop.gui.scaling import font_key, fonts_in_use, lay_rows_out, set_fonts, set_scale

        self._took_fonts = True
        # Of two roles that look alike the earlier of the table counts; the log takes its font itself.
        known = {font_key(self._fonts[role]): role for role in reversed(_ROLES) if role in self._fonts}
        used = fonts_in_use(app, known)
        if new:
            self._fonts.clear()
        self.apply(app)
        set_scale(app, self.look.percent)
        set_fonts(used, self.font)
        if new:
            lay_rows_out(app)

    def _take_colors(self) -> None:
        system_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        self.dark = self.mode == "dark" or (self.mode == "system" and system_dark)
        names = tokens.colors(self.dark, self._status_colours())
        seed = system_accent() if self.look.system_accent else ""
        if seed:
            names |= accent_tokens(seed, self.dark)
        self._colors = {name: QColor(value) for name, value in names.items()}
        self._ansi = tuple(QColor(value) for value in (tokens.ANSI_DARK if self.dark else tokens.ANSI_LIGHT))

    def _status_colours(self) -> str:
        """As chosen; a desktop that asks for high contrast has it where nothing else was chosen."""
        chosen = self.look.status_colours
        return "high_contrast" if chosen == "standard" and _wants_contrast() else chosen


def _wants_contrast() -> bool:
    accessibility = getattr(QGuiApplication.styleHints(), "accessibility", None)
    preference = getattr(accessibility() if accessibility else None, "contrastPreference", None)
    return preference is not None and "High" in str(preference())


def _families() -> tuple[str, str]:
    """The families of text and of code: Inter and JetBrains Mono where installed, else the system's."""
    add_bundled_fonts(resources_dir() / "fonts")
    installed = set(QFontDatabase.families())
    text = next((name for name in ("Inter", "Inter Variable") if name in installed), "")
    mono = "JetBrains Mono" if "JetBrains Mono" in installed else ""
    system = QFontDatabase.SystemFont
    return (
        text or QFontDatabase.systemFont(system.GeneralFont).family(),
        mono or QFontDatabase.systemFont(system.FixedFont).family(),
    )
