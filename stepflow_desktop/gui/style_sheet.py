"""The few rules that Qt's standard controls need beyond the palette: menus, fields, scroll bars, tips.

Buttons, chips, switches and ribbons paint themselves (``widgets``). Heights are never set here: a ``min-height`` in
a style sheet beats ``setFixedHeight``.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

from PySide6.QtGui import QColor

from stepflow_desktop.settings import resources_dir

_RULES = Template("""
QToolTip { background: $raised; color: $text; border: 1px solid $border2; padding: 4px 7px; }
QMenuBar { background: transparent; color: $text2; border: none; }
QMenuBar::item { background: transparent; padding: 6px 9px; border-radius: 6px; }
QMenuBar::item:selected { background: $border; color: $text; }
QMenu { background: $surface; color: $text; border: 1px solid $border2; padding: 6px; }
QMenu::item { padding: 6px 26px 6px 10px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $border3; }
QMenu::icon { padding-left: 8px; }
QMenu::icon:checked { background: $accent_soft; border: 1px solid $accent; border-radius: 5px; padding: 2px; }
QMenu::separator { height: 1px; background: $border; margin: 5px 6px; }
QLineEdit, QPlainTextEdit[field="true"] {
    background: $surface; color: $text; border: 1px solid $border3; border-radius: 7px; padding: 0 9px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit[field="true"]:focus { border: 2px solid $accent; padding: 0 8px; }
QLineEdit:disabled { color: $border3; border-color: $border2; }
QLineEdit[invalid="true"] { border: 1px solid $failed; }
QLineEdit[look="search"] { background: $search; border-color: $search_edge; padding-right: 64px; }
QListWidget[look="popup"] {
    background: $surface; color: $text; border: 1px solid $border2; border-radius: 10px; padding: 6px; outline: none; }
QListWidget[look="popup"]::item { padding: 6px 8px; border-radius: 6px; height: 18px; }
QListWidget[look="popup"]::item:selected { background: $accent_soft; color: $text; }
QComboBox {
    background: $raised; color: $text; border: 1px solid $raised; border-radius: 7px; padding: 0 10px; }
QComboBox:focus { border: 2px solid $accent; padding: 0 9px; }
QComboBox[look="field"] { background: $surface; border-color: $border3; }
QComboBox[look="field"]:focus { border-color: $accent; }
QComboBox:disabled { color: $border3; border-color: $border2; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url("$chevron"); width: 12px; height: 12px; }
QComboBox QAbstractItemView {
    background: $surface; border: 1px solid $border2; padding: 4px; selection-background-color: $accent_soft;
    selection-color: $text; outline: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $border2; border-radius: 4px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 30px; }
QScrollBar::handle:horizontal { min-width: 30px; }
QScrollBar::handle:hover { background: $border3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QMessageBox QPushButton {
    background: $button; color: $text; border: 1px solid $border2; border-radius: 7px; padding: 6px 13px;
    font-weight: 600; }
QMessageBox QPushButton:hover { background: $button_hover; }
QMessageBox QPushButton:default {
    background: $accent; color: $on_accent; border-color: $accent; }
QMessageBox QPushButton:default:hover { background: $accent_hover; }
QMessageBox QPushButton:focus { border: 2px solid $accent; padding: 5px 12px; }
QMessageBox QPushButton:default:focus { border-color: $text; }
QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QHeaderView:horizontal { background: $raised; border: none; }
QHeaderView::section {
    background: $raised; color: $text2; border: none; border-bottom: 1px solid $border; padding: 0 10px; }
QHeaderView[inset="true"]::section:first { padding-left: 17px; }
QHeaderView[inset="true"]::section:last { padding-right: 17px; }
""")


def style_sheet(colors: Mapping[str, QColor], dark: bool) -> str:
    """The rules in these colours."""
    names = {name: color.name() for name, color in colors.items()}
    names["search"] = names["raised" if dark else "surface"]
    names["search_edge"] = names["border" if dark else "border3"]
    names["button"] = names["raised" if dark else "surface"]
    names["button_hover"] = names["border" if dark else "hover"]
    chevron = resources_dir() / "icons" / ("chevron-dark.svg" if dark else "chevron-light.svg")
    return _RULES.substitute(names, chevron=chevron.as_posix())
