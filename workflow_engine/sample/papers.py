"""What stands in the personal files of the made-up people besides their posts."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from workflow_engine.registry import words
from workflow_engine.registry.models import (
    AssetDeclaration,
    BusinessRole,
    Clearance,
    Discipline,
    HealthCertificate,
    Planning,
    Proceeding,
    Qualification,
    Rating,
    Relationship,
    UnitCheck,
    WorkPeriod,
)
from workflow_engine.registry.models.bases import Record
from workflow_engine.registry.models.records import Matter
from workflow_engine.sample import cast
from workflow_engine.sample.people import Official, months_from
from workflow_engine.sample.structure import ISSUER, SECTOR, Layout

# The papers with which a procedure under the text in force until 31/07/2026 can be tried.
_BEFORE_JUNE_2026 = date(2026, 5, 12)
_FIRST_RATED_YEAR = 2021
_FRESH_DAYS = 18
_PLANNED_YEARS = 5
_TEAM_DAYS = 10


class PaperMaker:
    """Writes the records of the made-up people, none dated after `today`."""

    def __init__(self, rng: Random, today: date, layout: Layout) -> None:
        self.rng = rng
        self.today = today
        self.layout = layout
        self._fresh = today - timedelta(days=_FRESH_DAYS)
        self._number = 1000

    def records(self, official: Official) -> Iterator[Record]:
        """Return all records of the official but the posts held."""
        yield from self._qualifications(official)
        yield from self._ratings(official)
        yield from self._clearances(official)
        yield from self._health(official)
        if official.rank:
            yield self._earlier_work(official)
        if official.rank or official.planned:
            yield from self._declarations(official)
        if official.planned:
            yield self._planning(official)
        if official.trait == cast.DISCIPLINE_SERVED:
            yield self._discipline(official, Discipline.Form.WARNING, months_from(self.today, -5))
        if official.trait == cast.OPEN_DENUNCIATION:
            opened = months_from(self.today, -2)
            matter = self._proceeding(official, Matter.DENUNCIATION, opened, None)
            matter.kind = Proceeding.Kind.DENUNCIATION
            matter.team, matter.team_decided_on = True, opened + timedelta(days=_TEAM_DAYS)
            yield matter
        if official.trait == cast.BUSINESS_ROLE:
            yield self._business(official, months_from(self.today, -30), None)

    def unit_checks(self) -> Iterator[UnitCheck]:
        """Return the checks by which all who lead a unit are on record."""
        for unit in self.layout.units.values():
            for on in (_BEFORE_JUNE_2026, self._fresh):
                if on <= self.today:
                    paper = self._paper(on, "XM-MẪU")
                    yield UnitCheck(unit=unit, checked_on=on, clear=True, **paper)

    def odd_cases(self, officials: list[Official]) -> Iterator[Record]:
        """Return what befell a few others: old disciplines, closed matters, relatives."""
        others = [o for o in officials if not o.key and o.rank == 0]
        forms = Discipline.Form
        for official, form, ago in zip(
            others, (forms.REPRIMAND, forms.WARNING, forms.REMOVAL), (80, 26, 70), strict=False
        ):
            yield self._discipline(official, form, months_from(self.today, -ago))
        for official, matter, opened, closed in zip(
            others[3:],
            (Matter.DISCIPLINE, Matter.CRIMINAL, Matter.SUSPENSION),
            (20, 40, 3),
            (16, 31, None),
            strict=False,
        ):
            until = None if closed is None else months_from(self.today, -closed)
            yield self._proceeding(official, matter, months_from(self.today, -opened), until)
        for official, since, over in zip(others[6:], (60, 24), (20, None), strict=False):
            end = None if over is None else months_from(self.today, -over)
            yield self._business(official, months_from(self.today, -since), end)
        yield from self._relatives(officials, others[8:])

    def _relatives(self, officials: list[Official], others: list[Official]) -> Iterator[Record]:
        by_key = {official.key: official for official in officials if official.key}
        kinds = Relationship.Kind
        pairs = [(by_key["spouse"], by_key["deputy-director-1"], kinds.SPOUSE, kinds.SPOUSE)]
        if len(others) > 3:
            pairs.append((others[0], others[1], kinds.SIBLING, kinds.SIBLING))
            pairs.append((others[2], by_key["head-of-hr"], kinds.PARENT, kinds.CHILD))
        for one, other, kind, back in pairs:
            for person, relative, relation in ((one, other, kind), (other, one, back)):
                yield Relationship(
                    person=person.person,
                    relative=relative.person,
                    kind=relation,
                    **self._paper(months_from(self.today, -13), "TK-MẪU"),
                )

    def _qualifications(self, official: Official) -> Iterator[Qualification]:
        kinds, levels = Qualification.Kind, Qualification.Level
        graduated = months_from(official.person.birth_date, 22 * 12 + 8)
        degree = levels.MASTER if official.rank >= 30 else levels.UNIVERSITY
        if not official.rank and self.rng.random() < 0.1:
            degree = levels.COLLEGE
        rows = [(kinds.DEGREE, degree, "Quản lý công", graduated)]
        if official.rank or official.planned:
            wanted = self._rank_wanted(official)
            theory = levels.UNIVERSITY if wanted >= 30 else levels.INTERMEDIATE
            management = levels.COLLEGE if official.rank >= 50 else levels.INTERMEDIATE
            since = official.began[-1]
            rows.append((kinds.POLITICAL_THEORY, theory, "", months_from(since, -10)))
            rows.append((kinds.STATE_MANAGEMENT, management, "", months_from(since, -22)))
        elif self.rng.random() < 0.6:
            rows.append((kinds.STATE_MANAGEMENT, levels.ELEMENTARY, "", months_from(graduated, 30)))
        for kind, level, subject, on in rows:
            if on <= self.today:
                yield Qualification(
                    person=official.person,
                    kind=kind,
                    level=level,
                    field=subject,
                    awarded_on=on,
                    foreign=False,
                    **self._paper(on, "VB-MẪU"),
                )

    def _rank_wanted(self, official: Official) -> int:
        """Return the rank of the post held or planned for, whichever is higher."""
        planned = self.layout.posts.get(official.planned)
        return max(official.rank, planned.title.rank if planned else 0)

    def _ratings(self, official: Official) -> Iterator[Rating]:
        levels = Rating.Level
        for year in range(max(_FIRST_RATED_YEAR, official.began[0].year), self.today.year):
            level = levels.EXCELLENT if self.rng.random() < 0.18 else levels.GOOD
            if not official.key and not official.rank and self.rng.random() < 0.08:
                level = levels.COMPLETED
            on = date(year, 12, 15)
            yield Rating(
                person=official.person,
                year=year,
                level=level,
                decided_on=on,
                **self._paper(on, "QĐXL-MẪU"),
            )

    def _clearances(self, official: Official) -> Iterator[Clearance]:
        subjects = Clearance.Subject
        days = [self._fresh]
        if official.rank or official.planned:
            days.insert(0, _BEFORE_JUNE_2026)
        for subject in subjects.values:
            lacks = official.trait == cast.NO_CRIMINAL_CLEARANCE and subject == subjects.CRIMINAL
            for on in days:
                if on <= self.today and not lacks:
                    yield Clearance(
                        person=official.person,
                        subject=subject,
                        checked_on=on,
                        clear=True,
                        entered_as=words.body_of(Clearance, {"subject": subject}),
                        **self._paper(on, "XM-MẪU"),
                    )

    def _health(self, official: Official) -> Iterator[HealthCertificate]:
        if official.trait == cast.NO_HEALTH_CERTIFICATE:
            return
        for on in (_BEFORE_JUNE_2026, self._fresh):
            if on <= self.today:
                yield HealthCertificate(
                    person=official.person,
                    issued_on=on,
                    fit=True,
                    **self._paper(on, "GKSK-MẪU", "Bệnh viện Mẫu (dữ liệu minh họa)"),
                )

    def _declarations(self, official: Official) -> Iterator[AssetDeclaration]:
        kinds = AssetDeclaration.Kind
        rows: list[tuple[str, date, bool | None]] = [
            (kinds.ANNUAL, date(year, 12, 20), None)
            for year in range(max(2022, official.began[0].year), self.today.year)
        ]
        if official.planned:
            rows += [(kinds.PERSONNEL, on, True) for on in (_BEFORE_JUNE_2026, self._fresh)]
        for kind, on, verified in rows:
            if on <= self.today:
                yield AssetDeclaration(
                    person=official.person,
                    kind=kind,
                    completed_on=on,
                    verified=verified,
                    entered_as=words.body_of(AssetDeclaration, {"verified": verified}),
                    **self._paper(on, "KKTS-MẪU"),
                )

    def _earlier_work(self, official: Official) -> WorkPeriod:
        until = official.began[0]
        return WorkPeriod(
            person=official.person,
            organisation="Cơ quan Mẫu (dữ liệu minh họa)",
            sector=SECTOR,
            held_from=months_from(until, -18),
            held_until=until,
            **self._paper(until, "XN-MẪU"),
        )

    def _planning(self, official: Official) -> Planning:
        post = self.layout.posts[official.planned]
        on = months_from(self.today, -30).replace(day=20)
        return Planning(
            person=official.person,
            title=post.title,
            unit=post.unit,
            approved_on=on,
            period_from=on.year,
            period_until=on.year + _PLANNED_YEARS,
            **self._paper(on, "QĐQH-MẪU"),
        )

    def _discipline(self, official: Official, form: str, on: date) -> Discipline:
        return Discipline(
            person=official.person,
            form=form,
            effective_on=on,
            by_party=False,
            for_corruption=False,
            **self._paper(on, "QĐKL-MẪU"),
        )

    def _proceeding(
        self, official: Official, matter: str, opened: date, closed: date | None
    ) -> Proceeding:
        return Proceeding(
            person=official.person,
            matter=matter,
            opened_on=opened,
            closed_on=closed,
            entered_as=words.body_of(Proceeding, {"matter": matter}),
            **self._paper(opened, "TB-MẪU"),
            **self._ended(closed),
        )

    def _business(self, official: Official, since: date, until: date | None) -> BusinessRole:
        return BusinessRole(
            person=official.person,
            organisation="Công ty TNHH Mẫu (dữ liệu minh họa)",
            held_from=since,
            held_until=until,
            **self._paper(since, "ĐKKD-MẪU"),
            **self._ended(until),
        )

    def _ended(self, on: date | None) -> dict[str, object]:
        if on is None:
            return {}
        paper = self._paper(on, "CD-MẪU")
        return {
            "end_document_number": paper["document_number"],
            "end_document_date": paper["document_date"],
        }

    def _paper(self, on: date, sign: str, by: str = ISSUER) -> dict[str, object]:
        self._number += 1
        return {"document_number": f"{self._number}/{sign}", "document_date": on, "issued_by": by}
