"""The dialog's few style rules beyond the application's: the edge of a field that is wrong, in two pixels."""

from __future__ import annotations

from stepflow_desktop.gui.theme import Theme

_RULES = """
QLineEdit[invalid="true"], QPlainTextEdit[field="true"][invalid="true"] {{
    border: 2px solid {failed}; padding: 0 8px; }}
QPlainTextEdit[field="true"] {{ padding: 0 2px; }}
QPlainTextEdit[field="true"]:focus, QPlainTextEdit[field="true"][invalid="true"] {{ padding: 0 1px; }}
QScrollArea {{ background: transparent; border: none; }}
QListWidget#past_commands {{ background: transparent; border: none; outline: none; }}
"""


def dialog_rules(theme: Theme) -> str:
    return _RULES.format(failed=theme.color("failed").name())
