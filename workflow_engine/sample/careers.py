"""The posts that the made-up people hold and have held."""

from datetime import date
from random import Random

from workflow_engine.registry.models import PartyRole, PostHolding
from workflow_engine.sample import cast
from workflow_engine.sample.people import Official, months_from
from workflow_engine.sample.structure import CITY, DEPARTMENT, ISSUER, MASS_ORGANISATIONS, Layout

_TERM = 60
_NO_END = None

# By the rank held now: how many months ago each post of the career began, and its rank.
_LADDERS = {
    90: ((260, 0), (100, 80), (34, 90)),
    80: ((240, 0), (30, 80)),
    60: ((264, 0), (190, 20), (148, 30), (96, 50), (40, 60)),
    50: ((240, 0), (170, 20), (128, 30), (32, 50)),
    30: ((200, 0), (104, 20), (44, 30)),
    20: ((140, 0), (33, 20)),
}
_COMMITTEE = (
    "director",
    "deputy-director-1",
    "deputy-director-2",
    "head-of-hr",
    "qualified-2",
    "near-retirement",
    "no-clearance",
)
_STANDING = ("director", "deputy-director-1", "deputy-director-2")


class CareerMaker:
    """Writes the careers of the made-up people."""

    def __init__(self, rng: Random, today: date, layout: Layout) -> None:
        self.rng = rng
        self.today = today
        self.layout = layout
        self._decision = 100

    def posts_held(self, official: Official) -> list[PostHolding]:
        """Return the posts of the career, from the first; `began` is set on the official."""
        if official.trait == cast.BROKEN_SERVICE:
            rows = self._broken(official)
        else:
            rows = self._climbed(official)
        official.began = [row.held_from for row in rows]
        if official.trait == cast.ACTING:
            head = official.post.code.replace("-PTP", "-TP")
            since = months_from(self.today, -9).replace(day=1)
            rows.append(
                self._held(
                    official, head, since, months_from(since, 12), PostHolding.Kind.ACTING, None
                )
            )
        return rows

    def mass_organisations(self, officials: list[Official]) -> list[PostHolding]:
        """Return the heads of the mass organisations: officials with another post besides."""
        deputies = [o for o in officials if o.rank == 20 and not o.key]
        since = months_from(self.today, -28).replace(day=1)
        return [
            self._held(
                official,
                f"{DEPARTMENT}-{short}-CT",
                since,
                months_from(since, _TERM),
                PostHolding.Kind.ASSIGNED,
                _TERM,
            )
            for official, (short, _name, _title) in zip(deputies, MASS_ORGANISATIONS, strict=False)
        ]

    def party_roles(self, officials: list[Official]) -> list[PartyRole]:
        """Return the Party committee of the department and its standing committee."""
        since = months_from(self.today, -16).replace(day=1)
        by_key = {official.key: official for official in officials if official.key}
        return [
            PartyRole(
                person=by_key[key].person,
                unit=self.layout.units[DEPARTMENT],
                kind=kind,
                held_from=since,
                **self._decided(since, "Đảng ủy Sở Mẫu (dữ liệu minh họa)", "QĐ/ĐU-MẪU"),
            )
            for kind, keys in (("standing", _STANDING), ("committee", _COMMITTEE))
            for key in keys
        ]

    def _climbed(self, official: Official) -> list[PostHolding]:
        ladder = _LADDERS.get(official.rank)
        if ladder is None:
            years = (self.today - official.person.birth_date).days // 365 - 23
            months = self.rng.randint(6, max(12, 12 * years))
            since = months_from(self.today, -months).replace(day=1)
            kind = PostHolding.Kind.ASSIGNED
            return [self._held(official, official.post.code, since, _NO_END, kind, None)]
        starts = [(months_from(self.today, -ago).replace(day=1), rank) for ago, rank in ladder]
        rows = []
        for place, (since, rank) in enumerate(starts):
            last = place == len(starts) - 1
            code = official.post.code if last else self._earlier_post(official, rank)
            until = _NO_END if last else starts[place + 1][0]
            if rank == 0:
                row = self._held(official, code, since, until, PostHolding.Kind.ASSIGNED, None)
            else:
                until = until or months_from(since, _TERM)
                row = self._held(official, code, since, until, PostHolding.Kind.APPOINTED, _TERM)
            if not last:
                row.left = PostHolding.Left.MOVED
            rows.append(row)
        return rows

    def _broken(self, official: Official) -> list[PostHolding]:
        """Seven months as a head, three years elsewhere, a head again for eight months."""
        appointed, assigned = PostHolding.Kind.APPOINTED, PostHolding.Kind.ASSIGNED
        first, deputy, head, aside, again = (
            months_from(self.today, -ago).replace(day=1) for ago in (210, 120, 51, 44, 8)
        )
        plan = (
            (f"{DEPARTMENT}-TTH-CV", first, deputy, assigned, None),
            (f"{DEPARTMENT}-TTH-PTP", deputy, head, appointed, _TERM),
            (f"{DEPARTMENT}-TTH-TP", head, aside, appointed, _TERM),
            (f"{DEPARTMENT}-KHTC-CV", aside, again, assigned, None),
            (official.post.code, again, months_from(again, _TERM), appointed, _TERM),
        )
        rows = [self._held(official, *row) for row in plan]
        for row in rows[:-1]:
            row.left = PostHolding.Left.MOVED
        return rows

    def _earlier_post(self, official: Official, rank: int) -> str:
        unit = official.post.unit.code
        if rank >= 80:
            return f"{CITY}-PCT"
        if rank == 50:
            return f"{DEPARTMENT}-PGD"
        if official.post.unit.code == DEPARTMENT or unit == CITY:
            unit = f"{DEPARTMENT}-{self.rng.choice(['TTH', 'NV2', 'CDS'])}"
        affiliated = {0: "VC", 20: "PGD", 30: "GD"}
        inner = {0: "CV", 20: "PTP", 30: "TP"}
        known = affiliated if f"{unit}-VC" in self.layout.posts else inner
        return f"{unit}-{known[rank]}"

    def _held(
        self,
        official: Official,
        code: str,
        since: date,
        until: date | None,
        kind: str,
        term: int | None,
    ) -> PostHolding:
        return PostHolding(
            person=official.person,
            post=self.layout.posts[code],
            kind=kind,
            held_from=since,
            held_until=until,
            term_months=term,
            **self._decided(since, ISSUER, "QĐ-MẪU"),
        )

    def _decided(self, on: date, by: str, sign: str) -> dict[str, object]:
        self._decision += 1
        return {
            "document_number": f"{self._decision}/{sign}",
            "document_date": on,
            "issued_by": by,
        }
