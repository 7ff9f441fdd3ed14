"""How a first-talk protection stands on a day: protecting, or over and waiting for a person to release it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

ON, OVER, ENDED = "on", "over", "ended"
STATE_NAMES = {ON: "保护中", OVER: "到期待解除", ENDED: "已解除"}
LIGHT_NAMES = {"red": "红灯", "yellow": "黄灯", "green": "正常", "": "—"}


@dataclass(frozen=True)
class Standing:
    """`days_left`: days that still protect, today among them; 0 when over. `reasons` say why a light."""

    state: str
    light: str
    days_left: int
    reasons: tuple[str, ...] = ()


def standing(
    *, ends_on: date, is_ended: bool, last_entry_on: date, rule: Mapping[str, Any] | Any, on: date
) -> Standing:
    """`ends_on` is exclusive; `rule` is the rule "protection". What is over protects no longer."""
    if is_ended:
        return Standing(ENDED, "", 0)
    left = (ends_on - on).days
    if left <= 0:
        return Standing(OVER, "red", 0, ("保护期已满，待解除",))
    quiet = (on - last_entry_on).days
    reasons = [f"{quiet}天没有进展"] if quiet >= rule["quiet_yellow"] else []
    reasons += [f"{left}天后到期"] if left <= rule["warn"] else []
    light = "red" if quiet >= rule["quiet_red"] else "yellow" if reasons else "green"
    return Standing(ON, light, left, tuple(reasons))
