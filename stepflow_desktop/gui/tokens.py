"""The colours of the two themes by name, and the sixteen colours of a terminal.

A *token* says what a colour is for (``border3`` edges a field), never what it looks like. Each is measured for
contrast on the surfaces it is used on: body text 12:1, muted text 4.5:1, field edges 3:1.
"""

from __future__ import annotations

# token: (light, dark)
PAIRS: dict[str, tuple[str, str]] = {
    "bg": ("#F4F5F9", "#11131A"),
    "surface": ("#FFFFFF", "#181B24"),
    "side": ("#ECEEF4", "#0D0F15"),
    "raised": ("#F1F3F7", "#222632"),
    "hover": ("#F5F6FA", "#1E222D"),
    "border": ("#E3E6ED", "#282D3A"),
    "border2": ("#C8CEDA", "#414A5C"),
    "border3": ("#868FA2", "#636D82"),
    "text": ("#1A2030", "#E8EBF2"),
    "text2": ("#485164", "#B0B8C8"),
    "text3": ("#626C7F", "#8D97AB"),
    "accent": ("#5753D0", "#8F8CF5"),
    "on_accent": ("#FFFFFF", "#11121E"),
    "accent_hover": ("#4A46BD", "#A5A2FA"),
    "accent_soft": ("#EDECFC", "#26264A"),
    "accent_line": ("#C9C7F3", "#4A489A"),
    "running": ("#2563D9", "#6E9BFF"),
    "running_soft": ("#E4EDFC", "#1B2A4A"),
    "completed": ("#087A6E", "#41D9B5"),
    "completed_soft": ("#DDF3EE", "#12352F"),
    "failed": ("#BF3415", "#F26D55"),
    "failed_soft": ("#FCE9E3", "#3C1F1B"),
    "warning": ("#8F5600", "#F0B04A"),
    "warning_soft": ("#FBEFD9", "#392B14"),
    "queued": ("#626C7F", "#8D97AB"),
    "queued_soft": ("#ECEEF3", "#252A36"),
    "on_status": ("#FFFFFF", "#0D0F15"),
    "log_bg": ("#FAFBFD", "#0F1117"),
    "log_text": ("#2A3142", "#D5DAE5"),
    "log_dim": ("#6B7487", "#838DA1"),
    "log_gutter": ("#727C90", "#6F798D"),
    "match": ("#FFE58A", "#574A15"),
    "current_match": ("#FFB648", "#7D4F08"),
    "chart2": ("#0E9CB0", "#4CC6D9"),
    "chart3": ("#C77D0A", "#F0B04A"),
    # Parts of bars: what is still to come, and the unfilled rest of a running segment.
    "track": ("#E3E6ED", "#282D3A"),
    "running_rest": ("#C3D4F7", "#2A3A60"),
}

LIGHT = {name: pair[0] for name, pair in PAIRS.items()}
DARK = {name: pair[1] for name, pair in PAIRS.items()}

ANSI_LIGHT = (
    *("#2A3142", "#B3261E", "#08755A", "#8A5A00", "#1F5FCC", "#8A3FA0", "#0B7285", "#5A6377"),
    *("#6B7487", "#C8372B", "#0B7F5C", "#9A6700", "#2563D9", "#A044B8", "#0B7790", "#1A2030"),
)
ANSI_DARK = (
    *("#667086", "#F26D55", "#41D9B5", "#E5B04F", "#6E9BFF", "#C79BF0", "#56C8DC", "#C9D0DD"),
    *("#838DA1", "#FF8B75", "#6BE8C8", "#FFD07A", "#93B5FF", "#DDBBFF", "#84DDED", "#FFFFFF"),
)

# Colours of statuses for eyes that tell red and green apart badly, and for bright rooms: these win over the ones above.
# palette: token: (light, dark)
STATUS_COLOURS: dict[str, dict[str, tuple[str, str]]] = {
    "standard": {},
    "blue_orange": {
        "completed": ("#2563D9", "#6E9BFF"),
        "completed_soft": ("#E4EDFC", "#1B2A4A"),
        "failed": ("#C25100", "#F5964A"),
        "failed_soft": ("#FFFAF6", "#3D2613"),
        "running": ("#5F687B", "#AEB6C6"),
        "running_soft": ("#ECEEF3", "#2A303D"),
        "running_rest": ("#CFD4DE", "#3A4252"),
    },
    "high_contrast": {
        "completed": ("#005A4F", "#74F3D4"),
        "failed": ("#9A1F00", "#FFA08C"),
        "running": ("#0B3FB0", "#ABC7FF"),
        "warning": ("#6B4000", "#FFD07A"),
        "queued": ("#2A3142", "#D5DAE5"),
        "text2": ("#2A3142", "#D5DAE5"),
        "text3": ("#3A4356", "#C4CBD8"),
        "border2": ("#868FA2", "#7A849A"),
        "border3": ("#485164", "#B0B8C8"),
        "track": ("#B4BBC9", "#4A5366"),
    },
}


def colors(dark: bool, status_colours: str = "standard") -> dict[str, str]:
    """Every token's colour in a theme, with the status colours that were chosen."""
    chosen = STATUS_COLOURS[status_colours]
    return (DARK if dark else LIGHT) | {name: pair[dark] for name, pair in chosen.items()}
