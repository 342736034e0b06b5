"""Pages as somebody without a script uses them: read the form, change some fields, send it."""

from __future__ import annotations

from dataclasses import fields as fields_of
from datetime import date
from html.parser import HTMLParser
from typing import Any

from workflow_engine.nodes.earlier import EarlierAct
from workflow_engine.nodes.notice import delivery_field


class _Forms(HTMLParser):
    """Collects the forms of a page: where each is sent, and what it would send unchanged."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self._select = self._textarea = ""
        self._option: str | None = None

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        given = dict(pairs)
        if tag == "form":
            self.forms.append({"action": given.get("action"), "fields": {}, "offered": {}})
        elif self.forms and tag == "input" and given.get("name"):
            self._input(given)
        elif self.forms and tag == "select":
            self._select = given.get("name", "")
            self.forms[-1]["offered"].setdefault(self._select, [])
        elif self.forms and tag == "option" and self._select:
            value = given.get("value", "")
            self.forms[-1]["offered"][self._select].append(value)
            if "selected" in given or self._select not in self.forms[-1]["fields"]:
                self.forms[-1]["fields"][self._select] = [value]
        elif self.forms and tag == "textarea":
            self._textarea = given.get("name", "")
            self.forms[-1]["fields"][self._textarea] = [""]

    def _input(self, given: dict[str, str | None]) -> None:
        fields, offered = self.forms[-1]["fields"], self.forms[-1]["offered"]
        name, value = given["name"], given.get("value") or ""
        kind = given.get("type", "text")
        if kind in ("checkbox", "radio"):
            offered.setdefault(name, []).append(value or "on")
            if "checked" in given:
                fields.setdefault(name, []).append(value or "on")
        elif kind not in ("file", "submit"):
            fields.setdefault(name, []).append(value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea" and self._textarea:
            fields = self.forms[-1]["fields"]
            fields[self._textarea] = [fields[self._textarea][0].removeprefix("\n")]
            self._textarea = ""

    def handle_data(self, data: str) -> None:
        if self._textarea and self.forms:
            self.forms[-1]["fields"][self._textarea][0] += data


class Page:
    """The main form of a page, filled in with what it showed."""

    def __init__(self, client: Any, url: str, *, which: int | None = None) -> None:
        self.read(client, url, client.get(url), which=which)

    def read(self, client: Any, url: str, response: Any, *, which: int | None = None) -> None:
        """Read the form of a page that was answered."""
        self.client, self.url, self.response = client, url, response
        self.html = self.response.content.decode()
        forms = _Forms()
        forms.feed(self.html)
        # Besides the switch of the language and the way out every page has in its head.
        own = [
            form
            for form in forms.forms
            if form["action"] not in ("/ngon-ngu/setlang/", "/dang-xuat/")
        ]
        self.form = own[which or 0] if own else {"fields": {}, "offered": {}}

    @property
    def fields(self) -> dict[str, list[str]]:
        """What the form would send."""
        return self.form["fields"]

    def offers(self, name: str) -> list[str]:
        """Return the choices that a field offers."""
        return self.form["offered"].get(name, [])

    def send(self, *, to: str = "", **changes: Any) -> Any:
        """Send the form with changes; None takes a field out, a list ticks several."""
        data = {name: list(values) for name, values in self.fields.items()}
        for name, value in changes.items():
            if value is None:
                data.pop(name, None)
            else:
                data[name] = [
                    one if hasattr(one, "read") else str(one)
                    for one in (value if isinstance(value, (list, tuple)) else [value])
                ]
        return self.client.post(to or self.url, data)


def posted(act: Any) -> dict[str, Any]:
    """Return an act as a client posts it without the page: what is left out is not sent."""
    return {name: said for name, said in sent(act).items() if said is not None}


def sent(act: Any) -> dict[str, Any]:
    """Return an act as its form sends it: what `walk.act_for` makes, typed into the page."""
    data: dict[str, Any] = {}
    for named in fields_of(act):
        value = getattr(act, named.name)
        if named.name == "lists":
            data |= {name: [one.person for one in rows] for name, rows in value.items()}
        elif named.name == "counts":
            for ballot, count in value.items():
                data |= counted(f"{ballot}-" if ballot else "", count)
        elif named.name == "opinions" and isinstance(value, tuple):
            for one in value:
                data[f"opinion-{one.candidate}"] = one.text
                data[f"new_matters-{one.candidate}"] = one.new_matters
        elif named.name == "papers":
            for one in value:
                row = f"paper-{one.candidate}-{one.kind}"
                data[f"{row}-number"] = one.number
                data[f"{row}-dated_on"] = day(one.dated_on)
                data[f"{row}-issued_by"] = one.issued_by
        elif named.name == "deliveries":
            for one in value:
                name = delivery_field(one.audience, one.candidate)
                for part in ("addressee", "channel", "receipt"):
                    data[f"{name}-{part}"] = getattr(one, part)
                data[f"{name}-served_on"] = day(one.served_on)
        elif named.name == "reports":
            for pk, one in value.items():
                data[f"dated_on-{pk}"] = day(one.dated_on)
                data[f"received_on-{pk}"] = day(one.received_on)
                data |= {f"text-{pk}": one.text, f"file-{pk}": one.file}
        elif named.name == "evaluated":
            for pk, one in value.items():
                data[f"text-{pk}"] = one.text
                data[f"proposed-{pk}"] = "yes" if one.proposed else "no"
        elif named.name == "earlier":
            data |= earlier_sent(value) if value else {}
        elif isinstance(value, date):
            data[named.name] = day(value)
        elif isinstance(value, bool):
            data[named.name] = "on" if value else None
        elif isinstance(value, (tuple, list, frozenset)):
            data[named.name] = sorted(value)
        else:
            data[named.name] = value
    return data


def counted(prefix: str, count: Any) -> dict[str, Any]:
    """Return the count of a ballot as the form of a conference sends it."""
    figures = {named.name: getattr(count, named.name) for named in fields_of(count)}
    votes = {f"votes-{option}": slips for option, slips in figures.pop("votes").items()}
    return {f"{prefix}{name}": value for name, value in (figures | votes).items()}


def earlier_sent(act: EarlierAct) -> dict[str, Any]:
    """Return an earlier act as the form of a proposal sends it."""
    return {
        "earlier_kind": act.kind,
        "earlier_number": act.number,
        "earlier_dated_on": day(act.dated_on),
        "earlier_issued_by": act.issued_by,
        **({"earlier_file": act.file} if act.file else {}),
    }


def day(on: date) -> str:
    """Return a day as somebody types it."""
    return f"{on:%d/%m/%Y}"
