"""The words in which values, roles and changes are told, in Vietnamese and in English."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from rules.definitions import FactDefinition
from rules.model import Month, SpecialDecision, Value, Words
from rules.suppliers import SUPPLIERS

LANGUAGES = ("vi", "en")
# The name of a fact or a figure in a text of the law, which its value takes the place of.
PLACEHOLDER = re.compile(r"\{([a-z0-9_]+)\}")
NOT_KNOWN: Words = {"vi": "chưa rõ", "en": "not known"}
YES_NO: Mapping[bool, Words] = {
    True: {"vi": "có", "en": "yes"},
    False: {"vi": "không", "en": "no"},
}
# One of a unit, and several; Vietnamese has one word for both.
UNITS: Mapping[str, tuple[str, str, str]] = {
    "month": ("tháng", "month", "months"),
    "day": ("ngày", "day", "days"),
    "working-day": ("ngày làm việc", "working day", "working days"),
    "year": ("năm", "year", "years"),
    "hour": ("giờ", "hour", "hours"),
    "minute": ("phút", "minute", "minutes"),
    "level": ("bậc", "level", "levels"),
    "dong": ("đồng", "đồng", "đồng"),
}


def day(on: date) -> str:
    """Write a day as dd/mm/yyyy."""
    return f"{on:%d/%m/%Y}"


def in_words(definition: FactDefinition, value: Value | None) -> Words:
    """Say the value of a fact in both languages; dates as dd/mm/yyyy."""
    if value is None:
        return NOT_KNOWN
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, date):
        return dict.fromkeys(LANGUAGES, day(value))
    if isinstance(value, Month):
        return dict.fromkeys(LANGUAGES, f"{value.month:02d}/{value.year}")
    if isinstance(value, frozenset):
        return {
            lang: ", ".join(definition.values[code][lang] for code in sorted(value))
            for lang in LANGUAGES
        }
    if isinstance(value, str):
        return definition.values[value]
    if value < 0 and definition.below_zero:
        away = counted(-value, definition.unit)
        return {lang: definition.below_zero[lang].format(n=away[lang]) for lang in LANGUAGES}
    return dict.fromkeys(LANGUAGES, str(value))


def counted(number: int, unit: str) -> Words:
    """Say a number with its unit, where that has a name."""
    if unit not in UNITS:
        return dict.fromkeys(LANGUAGES, str(number))
    vi, one, several = UNITS[unit]
    return {"vi": f"{number} {vi}", "en": f"{number} {one if number == 1 else several}"}


def missing_years(years: Sequence[str], lang: str) -> str:
    """Say of which years nothing is on record; nothing where there are none."""
    if not years:
        return ""
    listed = ", ".join(years)
    if lang == "vi":
        return f", còn thiếu năm {listed}"
    return f", missing for {listed}"


def reached(on: date, months: int, lang: str) -> str:
    """Say from which day on so many months are reached."""
    if lang == "vi":
        return f"Nếu không có gì thay đổi thì sớm nhất đến ngày {day(on)} mới đủ {months} tháng."
    return f"If nothing changes, {months} months are reached on {day(on)} at the earliest."


def by_special_decision(unmet: str, decision: SpecialDecision, lang: str, *, lifts: bool) -> str:
    """Say that a special decision lifts what is not met, or that its own conditions do not hold."""
    on = day(decision.decided_on)
    if lang == "vi":
        if lifts:
            special = "Được quyết định theo trường hợp đặc biệt"
            return f"{unmet} {special}, số {decision.number} ngày {on}."
        return f"{unmet} Quyết định đặc biệt số {decision.number} không đủ điều kiện áp dụng."
    if lifts:
        return f"{unmet} Decided as a special case, No. {decision.number} of {on}."
    return f"{unmet} Special decision No. {decision.number} does not meet its own conditions."


def in_place_of(definition: FactDefinition, now: Value | None, then: Value) -> Words:
    """Say what a fact would have to be: "Months in post: 12 instead of 11 (1 month more)"."""
    wanted, had = in_words(definition, then), in_words(definition, now)
    step = _step(definition, now, then)
    if now is None:
        return {
            "vi": f"{definition.label['vi']}: {wanted['vi']} (hiện {had['vi']})",
            "en": f"{definition.label['en']}: {wanted['en']} ({had['en']} now)",
        }
    return {
        "vi": f"{definition.label['vi']}: {wanted['vi']} thay vì {had['vi']}{step['vi']}",
        "en": f"{definition.label['en']}: {wanted['en']} instead of {had['en']}{step['en']}",
    }


def to_meet(
    parts: Sequence[Words],
    authorities: Sequence[str],
    *,
    lift_is_open: bool,
    fixed: bool = False,
) -> Words:
    """Say the nearest change whole; `lift_is_open` where it is not known whether a lift applies.

    `fixed` where nothing that the requirement reads can or may be changed in order to meet it.
    """
    if parts:
        said = {
            "vi": f"Để đạt: {'; '.join(part['vi'] for part in parts)}.",
            "en": f"To meet it: {'; '.join(part['en'] for part in parts)}.",
        }
    elif fixed:
        said = {
            "vi": "Không nêu cách để đạt: đây là sự việc, căn cứ hoặc kết quả đã có.",
            "en": "No way to meet it is told: this is a past event, a ground or a result.",
        }
    else:
        said = {
            "vi": "Không tìm thấy thay đổi nào của các dữ kiện này để đạt.",
            "en": "No change of these facts was found that meets it.",
        }
    if not authorities:
        return said
    who = {
        "vi": " hoặc ".join(SUPPLIERS[each]["vi"] for each in authorities),
        "en": " or ".join(SUPPLIERS[each]["en"] for each in authorities),
    }
    limit = {
        "vi": ", nếu đủ điều kiện áp dụng" if lift_is_open else "",
        "en": ", if its own conditions hold" if lift_is_open else "",
    }
    return {
        "vi": f"{said['vi']} Hoặc có quyết định theo trường hợp đặc biệt của {who['vi']}"
        f"{limit['vi']}.",
        "en": f"{said['en']} Or a special decision of {who['en']}{limit['en']}.",
    }


def _step(definition: FactDefinition, now: Value | None, then: Value) -> Words:
    """Say how far a number, a date or a month would move."""
    if isinstance(then, bool) or now is None:
        return dict.fromkeys(LANGUAGES, "")
    if isinstance(then, int) and isinstance(now, int):
        amount = counted(abs(then - now), definition.unit)
        more = ("thêm", "more") if then > now else ("bớt", "less")
        return {"vi": f" ({more[0]} {amount['vi']})", "en": f" ({amount['en']} {more[1]})"}
    if isinstance(then, date) and isinstance(now, date):
        return _later((then - now).days, "day")
    if isinstance(then, Month) and isinstance(now, Month):
        return _later(now.months_until(then), "month")
    return dict.fromkeys(LANGUAGES, "")


def _later(away: int, unit: str) -> Words:
    amount = counted(abs(away), unit)
    return {
        "vi": f" ({'muộn' if away > 0 else 'sớm'} hơn {amount['vi']})",
        "en": f" ({amount['en']} {'later' if away > 0 else 'earlier'})",
    }
