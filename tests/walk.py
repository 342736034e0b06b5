"""A small world of its own, and a walk of a dossier through it.

    world = walk.world()                          an agency, its people with whole files, accounts
    dossier = walk.open_dossier(world)            a dossier of the edition that the day chooses
    walk.until(world, dossier, "hold_extended_conference")
    walk.take(world, dossier, votes={first: 3, second: 2})
    walk.to_the_end(world, dossier)

Everything goes through `workflow_engine.acts.steps` and `side_acts`, as the screens do. What an act
is made up so that the step accepts it; keyword arguments change one thing at a time. The day is
of the world: pass `walk.world(on=date(2026, 6, 15))` for the edition of 2025.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.timezone import get_current_timezone
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from rules.compute.dates import Rounding, add_months
from workflow_engine import nodes
from workflow_engine.access.models import Account, Assignment
from workflow_engine.access.roles import Role
from workflow_engine.acts import steps
from workflow_engine.acts.beside import answers
from workflow_engine.acts.steps import Opening
from workflow_engine.dossiers.models import Candidate, Dossier, FactRequest, InterestDeclaration
from workflow_engine.facts.integrity import participants
from workflow_engine.flows.flow import choose_edition
from workflow_engine.nodes.conference.act import MoveAct
from workflow_engine.registry.models import (
    AssetDeclaration,
    Clearance,
    HealthCertificate,
    PartyRole,
    Person,
    Planning,
    Post,
    PostHolding,
    Qualification,
    Rating,
    Title,
    TitleStandard,
    Unit,
)

CONFIRMED = {
    "confirmed_time_in_post",
    "confirmed_assessment_of_short_service",
    "confirmed_other_conditions",
    "confirmed_no_other_bar",
    "experience_assessed_fit",
    "political_standard_concluded",
}
BASIS = "QĐ 1/QĐ-THỬ"
# Made up: code, name, rank.
TITLES = (
    ("T-CT", "Chủ tịch", 90),
    ("T-GD", "Giám đốc Sở", 60),
    ("T-PGD", "Phó Giám đốc Sở", 50),
    ("T-TP", "Trưởng phòng", 30),
    ("T-PTP", "Phó Trưởng phòng", 20),
    ("T-CV", "Chuyên viên", 0),
)
NAMES = (
    "Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung", "Hoàng Văn Đức",
    "Vũ Thị Giang", "Đặng Văn Hải", "Bùi Thị Hoa", "Đỗ Văn Khánh", "Hồ Thị Lan",
    "Ngô Văn Minh", "Dương Thị Nga", "Lý Văn Phong", "Đinh Thị Quỳnh", "Mai Văn Sơn",
    "Trịnh Thị Tâm", "Cao Văn Uy", "Phan Thị Vân", "Tô Văn Xuân", "Lâm Thị Yến",
)  # fmt: skip


@dataclass
class World:
    """The people and places of a test, as they stand on `on`."""

    on: date
    units: dict[str, Unit] = field(default_factory=dict)
    titles: dict[str, Title] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    acts: int = 0

    @property
    def agency(self) -> Unit:
        return self.units["SO"]

    @property
    def post(self) -> Post:
        """The vacant post: the third deputy director."""
        return self.posts["SO-PGD"]

    @property
    def eligible(self) -> list[Person]:
        """Those planned for the post who meet every condition, by their keys `candidate-1` ..."""
        return [person for key, person in self.people.items() if key.startswith("candidate-")]

    def account(self, role: str) -> Account:
        return self.accounts[role]

    def at(self, on: date | None = None) -> datetime:
        """Return a moment of the day, each later than the one before."""
        self.acts += 1
        morning = datetime.combine(on or self.on, time(8), get_current_timezone())
        return morning + timedelta(seconds=self.acts)


# ------------------------------------------------------------------------------------- the world


def world(*, on: date | None = None, candidates: int = 2, staff: int = 3) -> World:
    """Build an agency with one vacant post, people with whole files, and an account a role."""
    made = World(on=on or timezone.localdate())
    _units_and_posts(made)
    _officials(made, candidates, staff)
    for role, key in (
        (Role.HR_OFFICER, "hr-officer"),
        (Role.HEAD_OF_HR, "head-of-hr"),
        (Role.LEADER, "director"),
        (Role.APPOINTING_AUTHORITY, "chairman"),
        (Role.PARTY_COMMITTEE, "deputy-director-1"),
        (Role.INSPECTOR, "inspector"),
        (Role.ADMINISTRATOR, "administrator"),
    ):
        top = role in (Role.APPOINTING_AUTHORITY, Role.INSPECTOR, Role.ADMINISTRATOR)
        made.accounts[role.value] = account(
            made, role.value, made.people[key], (role.value,), made.units["TP" if top else "SO"]
        )
    return made


def _units_and_posts(made: World) -> None:
    kinds = Unit.Kind
    for code, name, kind, parent in (
        ("TP", "Ủy ban nhân dân Thành phố Thử", kinds.AGENCY, None),
        ("SO", "Sở Thử", kinds.AGENCY, "TP"),
        ("P1", "Phòng Một", kinds.CONSTITUENT, "SO"),
        ("P2", "Phòng Hai", kinds.CONSTITUENT, "SO"),
    ):
        made.units[code] = Unit.objects.create(
            code=code,
            name=name,
            kind=kind,
            parent=made.units.get(parent),
            party_form=Unit.PartyForm.GRASSROOTS if code == "SO" else Unit.PartyForm.NONE,
            sector="thu",
        )
    for code, name, rank in TITLES:
        made.titles[code] = Title.objects.create(code=code, name=name, rank=rank, rank_basis=BASIS)
        if 0 < rank < 90:
            TitleStandard.objects.create(
                title=made.titles[code],
                in_force_from=date(2020, 1, 1),
                degree_level=4,
                political_theory_level=4 if rank >= 50 else 2,
                state_management_level=2,
                field_years=3,
                citation=BASIS,
                confidence="seen",
            )
    for code, unit, title, standing, seats in (
        ("TP-CT", "TP", "T-CT", Post.Standing.HEAD, 1),
        ("TP-CV", "TP", "T-CV", Post.Standing.STAFF, 20),
        ("SO-GD", "SO", "T-GD", Post.Standing.HEAD, 1),
        ("SO-PGD", "SO", "T-PGD", Post.Standing.DEPUTY, 3),
        ("SO-CV", "SO", "T-CV", Post.Standing.STAFF, 90),
        ("P1-TP", "P1", "T-TP", Post.Standing.HEAD, 1),
        ("P1-PTP", "P1", "T-PTP", Post.Standing.DEPUTY, 9),
        ("P2-TP", "P2", "T-TP", Post.Standing.HEAD, 9),
    ):
        made.posts[code] = Post.objects.create(
            code=code,
            unit=made.units[unit],
            title=made.titles[title],
            standing=standing,
            seats=seats,
            seats_basis=BASIS,
        )


def _officials(made: World, candidates: int, staff: int) -> None:
    for key, post in (
        ("chairman", "TP-CT"),
        ("inspector", "TP-CV"),
        ("administrator", "TP-CV"),
        ("director", "SO-GD"),
        ("deputy-director-1", "SO-PGD"),
        ("deputy-director-2", "SO-PGD"),
        ("head-of-hr", "P1-TP"),
        ("hr-officer", "SO-CV"),
        *((f"candidate-{n}", "P2-TP") for n in range(1, candidates + 1)),
        *((f"staff-{n}", "SO-CV") for n in range(1, staff + 1)),
    ):
        add_person(made, key, post=post, planned=key.startswith("candidate-"))
    for key in ("director", "deputy-director-1"):
        PartyRole.objects.create(
            person=made.people[key],
            unit=made.agency,
            kind=PartyRole.Kind.STANDING,
            held_from=_ago(made, 20),
            document_number=BASIS,
        )


def add_person(
    made: World,
    key: str,
    *,
    post: str = "P2-TP",
    planned: bool = True,
    leave_out: Sequence[type] = (),
    **person: Any,
) -> Person:
    """Add somebody with a whole file who holds `post`; `leave_out` names models to leave out."""
    place = len(made.people)
    values = {
        "personal_number": f"0790{place:08d}",
        "full_name": NAMES[place % len(NAMES)],
        "birth_date": date(made.on.year - 43, 1 + place % 12, 15),
        "sex": Person.Sex.FEMALE if place % 2 else Person.Sex.MALE,
        "party_member": True,
        "party_joined_on": date(2010, 5, 19),
    }
    made.people[key] = Person.objects.create(**(values | person))
    for record in _records(made, made.people[key], made.posts[post], planned):
        if type(record) not in leave_out:
            record.save()
    return made.people[key]


def account(
    made: World, username: str, person: Person | None, roles: Sequence[str], unit: Unit
) -> Account:
    """Make an account with roles in a unit, held since long ago."""
    found = Account.objects.create_user(username=username, password="mật khẩu thử", person=person)
    for role in roles:
        Assignment.objects.create(
            account=found, role=role, unit=unit, held_from=_ago(made, 24), basis=BASIS
        )
    return found


def _ago(made: World, months: int) -> date:
    return add_months(made.on, -months, rounding=Rounding.LAST_DAY)


def _records(made: World, person: Person, post: Post, planned: bool) -> list[Any]:
    fresh = made.on - timedelta(days=18)
    paper = {
        "person": person,
        "document_number": BASIS,
        "document_date": fresh,
        "issued_by": "Sở Thử",
    }
    rank = post.title.rank
    kinds, levels = Qualification.Kind, Qualification.Level
    appointed = PostHolding.Kind.APPOINTED if rank else PostHolding.Kind.ASSIGNED
    since = _ago(made, 20)
    rows: list[Any] = [
        PostHolding(
            post=post,
            kind=appointed,
            held_from=since,
            held_until=add_months(since, 60, rounding=Rounding.LAST_DAY) if rank else None,
            term_months=60 if rank else None,
            **paper,
        ),
        PostHolding(
            post=made.posts["P1-PTP"] if rank else made.posts["SO-CV"],
            kind=appointed,
            held_from=_ago(made, 80),
            held_until=since,
            left=PostHolding.Left.MOVED,
            **paper,
        ),
        Qualification(
            kind=kinds.DEGREE,
            level=levels.MASTER,
            field="Luật",
            awarded_on=date(2008, 6, 1),
            **paper,
        ),
        Qualification(
            kind=kinds.POLITICAL_THEORY,
            level=levels.UNIVERSITY,
            awarded_on=date(2016, 6, 1),
            **paper,
        ),
        Qualification(
            kind=kinds.STATE_MANAGEMENT, level=levels.COLLEGE, awarded_on=date(2015, 6, 1), **paper
        ),
        HealthCertificate(issued_on=fresh, fit=True, **paper),
        AssetDeclaration(
            kind=AssetDeclaration.Kind.PERSONNEL, completed_on=fresh, verified=True, **paper
        ),
        *(
            Rating(year=year, level=Rating.Level.GOOD, decided_on=date(year, 12, 10), **paper)
            for year in range(made.on.year - 5, made.on.year)
        ),
        *(
            Clearance(subject=subject, checked_on=fresh, clear=True, **paper)
            for subject in Clearance.Subject.values
        ),
    ]
    if planned:
        rows.append(
            Planning(
                title=made.titles["T-PGD"], unit=made.agency, approved_on=_ago(made, 30), **paper
            )
        )
    return rows


# -------------------------------------------------------------------------------------- the walk


def open_dossier(
    made: World,
    *,
    account: Account | None = None,
    first_conference_on: date | None = None,
    override: str = "",
    **changes: Any,
) -> Dossier:
    """Open a dossier for the vacant post; keyword arguments change the proposal."""
    first = first_conference_on or made.on
    act = nodes.ProposalAct(
        need="Khuyết một Phó Giám đốc Sở phụ trách khối nội bộ.",
        minutes_number="01/BB-SO",
        minutes_date=made.on,
        request_number="02/TTr-SO",
        submitted_on=made.on,
        first_conference_on=first,
        planned_effective_on=first + timedelta(days=30),
    )
    chosen = choose_edition(
        "appointment-on-site",
        first_conference_on=first,
        override=override,
        override_reason="Quy trình đã bắt đầu trước ngày 01/08/2026." if override else "",
    )
    return steps.open_dossier(
        opening=Opening(made.agency, made.post, chosen, 60),
        act=replace(act, **changes),
        account=account or made.account("hr_officer"),
        at=made.at(),
    )


def task(dossier: Dossier) -> Task | None:
    """Return the task at which the dossier waits, or None once it is over."""
    return Task.objects.filter(process=dossier, status=STATUS.NEW).order_by("-pk").first()


def step(dossier: Dossier) -> str:
    """Return the name of the step at which the dossier waits, or its outcome."""
    waiting = task(dossier)
    return waiting.flow_task.name if waiting else Dossier.objects.get(pk=dossier.pk).outcome


def taken(dossier: Dossier) -> list[str]:
    """Return the steps that the dossier took, in their order, gates and the end included."""
    rows = Task.objects.filter(process=dossier, status=STATUS.DONE).order_by("pk")
    return [row.flow_task.name for row in rows]


def candidates(dossier: Dossier, *status: str) -> list[Candidate]:
    """Return the candidates by name; those in consideration unless statuses are named."""
    wanted = status or (Candidate.Status.STANDING,)
    return list(dossier.candidates.filter(status__in=wanted).select_related("person"))


def act_for(made: World, dossier: Dossier, **changes: Any) -> Any:
    """Return an act that the step accepts, with what the keyword arguments change."""
    dossier = Dossier.objects.select_related("agency", "post__unit", "post__title").get(
        pk=dossier.pk
    )
    node = task(dossier).flow_task
    return _ACTS[type(node)](made, dossier, node, changes)


def take(
    made: World, dossier: Dossier, *, account: Account | None = None, **changes: Any
) -> Dossier:
    """Take the step at which the dossier waits; a gate is taken by supplying what it asks for."""
    waiting = task(dossier)
    node = waiting.flow_task
    if node.kind == "gate":
        supply_all(made, dossier)
        return dossier
    return steps.perform(
        task_id=waiting.pk,
        act=act_for(made, dossier, **changes),
        account=account or made.account(node.roles[0]),
        at=made.at(),
    )


def until(made: World, dossier: Dossier, name: str) -> Task:
    """Take every step before `name`; return the task that then waits."""
    for _ in range(40):
        if step(dossier) == name:
            return task(dossier)
        if task(dossier) is None:
            break
        take(made, dossier)
    raise AssertionError(f"{name} was not reached: {taken(dossier)}, then {step(dossier)}")


def to_the_end(made: World, dossier: Dossier) -> Dossier:
    """Take every step that is left."""
    for _ in range(40):
        if task(dossier) is None:
            return Dossier.objects.get(pk=dossier.pk)
        take(made, dossier)
    raise AssertionError(f"the dossier does not end: {taken(dossier)}")


def supply_all(made: World, dossier: Dossier) -> None:
    """Supply every fact that the gate asks for, as those who can would.

    Fails where something is asked for that a whole file should have answered.
    """
    for _ in range(40):
        asked = FactRequest.objects.filter(dossier=dossier, closed=False).order_by("pk").first()
        if asked is None:
            break
        supply(made, asked)
    waiting = task(dossier)
    if waiting and waiting.flow_task.kind == "gate":
        steps.run_gate(task_id=waiting.pk, account=made.account("hr_officer"), at=made.at())
        waiting = task(dossier)
    if waiting and waiting.flow_task.kind == "gate":
        left = list(FactRequest.objects.filter(dossier=dossier, closed=False))
        raise AssertionError(f"the gate holds: {[row.fact for row in left]}")


def supply(made: World, asked: FactRequest, *, confirmed: bool = True) -> None:
    """Supply one fact: a confirmation, or the declarations of everybody who took part."""
    if asked.fact == "conflict_declarations_missing":
        declare_interests(made, asked.dossier)
        waiting = task(asked.dossier)
        steps.run_gate(task_id=waiting.pk, account=made.account("hr_officer"), at=made.at())
        return
    if asked.fact not in CONFIRMED:
        raise AssertionError(f"{asked.candidate} lacks {asked.fact}")
    answers.confirm_fact(
        request_id=asked.pk,
        confirmed=confirmed,
        reason="Đã đối chiếu hồ sơ.",
        document_number="03/BC-SO",
        document_date=made.on,
        account=made.account(asked.role),
        at=made.at(),
    )


def declare_interests(made: World, dossier: Dossier) -> None:
    """Let everybody who took part so far declare that there is no conflict of interest."""
    missing = participants(dossier.sign_offs.all(), dossier.summonses.all()) - set(
        dossier.interest_declarations.values_list("person", flat=True)
    )
    for person in sorted(missing):
        InterestDeclaration.objects.create(
            dossier=dossier,
            person_id=person,
            declared_on=made.on,
            conflict=False,
            document_number=BASIS,
            recorded_by=made.account("hr_officer"),
        )


# -------------------------------------------------------------------------------------- the acts


def _revision(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    return nodes.RevisionAct(
        **{
            "need": dossier.need,
            "minutes_number": "11/BB-SO",
            "minutes_date": made.on,
            "request_number": "12/TTr-SO",
            "submitted_on": made.on,
            "first_conference_on": dossier.first_conference_on,
            "planned_effective_on": dossier.planned_effective_on,
            **changes,
        }
    )


def _approval(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    given = {"decision": "approved", "number": "20/QĐ-TP", "dated_on": made.on}
    if changes.get("decision", "approved") != "approved":
        given["reason"] = "Cần làm rõ thêm."
    return nodes.ApprovalAct(**(given | changes))


def _nomination(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    people = () if node.optional else tuple(person.pk for person in made.eligible)
    return nodes.NominationAct(**({"people": people} | changes))


def _summons(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    lists = {
        conference.name: tuple(
            nodes.Summoned(member.person, member.capacity)
            for member in conference.composition(dossier, on=made.on)
        )
        for conference in node.conferences()
    }
    return nodes.SummonsAct(**({"lists": lists} | changes))


def _conference(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    if "first_conference_on" in changes:
        return MoveAct(**({"reason": "Người chủ trì đi công tác đột xuất."} | changes))
    summonses = node.summonses(dossier)
    able = [row.person_id for row in summonses if row.attendance != row.Attendance.EXCUSED]
    present = frozenset(changes.pop("present", able))
    superior = node.superior_presides(dossier, on=made.on)
    presided_as = changes.get("presided_as", "superior" if superior else "head")
    given: dict[str, Any] = {
        "held_on": dossier.first_conference_on if node.opens_the_procedure else made.on,
        "presided_as": presided_as,
        "presided_by": made.people["director" if presided_as == "head" else "chairman"].pk,
        "presider_role": "" if presided_as == "head" else "Chủ tịch Ủy ban nhân dân Thành phố Thử",
        "minutes_number": "30/BB-HN",
        "announced": bool(node.announced),
        "present": present,
    }
    if node.ballot is not None:
        votes = changes.pop("votes", None)
        standing = candidates(dossier)
        if votes is None:
            votes = {standing[0].pk: len(present)}
        votes = {
            **{candidate.pk: 0 for candidate in standing},
            **{getattr(key, "pk", key): slips for key, slips in votes.items()},
        }
        blank = changes.get("blank_or_spoiled", len(present) - sum(votes.values()))
        given |= {
            "count_minutes_number": "31/BBKP-HN",
            "slips_prepared": len(summonses),
            "slips_distributed": len(present),
            "slips_returned": sum(votes.values()) + blank,
            "blank_or_spoiled": blank,
            "slips_stamped": True,
            "votes": votes,
        }
    return nodes.ConferenceAct(**(given | changes))


def _choice(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    given = {"candidate": candidates(dossier)[0].pk, "opinions": "Ý kiến được báo cáo đầy đủ."}
    return nodes.ChoiceAct(**(given | changes))


def _disclosure(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    given = {
        "disclosed_on": made.on,
        "minutes_number": "40/BB-CK",
        "copies_handed_out": True,
        "read_out": True,
    }
    return nodes.DisclosureAct(**(given | changes))


def _opinion(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    given = {
        "body": "Đảng ủy Sở Thử",
        "number": "50/CV-ĐU",
        "dated_on": made.on,
        "opinions": tuple(
            nodes.OpinionOnCandidate(candidate.pk, "Nhất trí giới thiệu.")
            for candidate in candidates(dossier)
        ),
    }
    return nodes.OpinionAct(**(given | changes))


def _papers(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    given = {
        "papers": tuple(
            nodes.PaperFiled(candidate.pk, paper.kind, "60/TL", made.on, "Sở Thử")
            for candidate in candidates(dossier)
            for paper in node.required
        )
    }
    return nodes.PapersAct(**(given | changes))


def _report(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    given = {
        "number": "70/BC-SO",
        "dated_on": made.on,
        "addressed_to": "Ủy ban nhân dân Thành phố Thử",
        "text": "Không có người được lựa chọn.",
    }
    return nodes.ReportAct(**(given | changes))


def _decision(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    candidate = candidates(dossier)[0]
    held = PostHolding.objects.filter(
        person=candidate.person,
        voided=False,
        kind=PostHolding.Kind.APPOINTED,
        held_from__lte=made.on,
    ).exclude(held_until__lte=made.on)
    given = {
        "decision": "approved",
        "candidate": candidate.pk,
        "number": "80/QĐ-TP",
        "effective_on": max(dossier.planned_effective_on, made.on),
        "ends": tuple(held.values_list("pk", flat=True)),
    }
    if changes.get("decision", "approved") != "approved":
        given["reason"] = "Cần xem xét lại."
    return nodes.DecisionAct(**(given | changes))


_ACTS: dict[type, Callable[[World, Dossier, Any, dict], Any]] = {
    nodes.Revision: _revision,
    nodes.Approval: _approval,
    nodes.Nomination: _nomination,
    nodes.Summons: _summons,
    nodes.Conference: _conference,
    nodes.Choice: _choice,
    nodes.Disclosure: _disclosure,
    nodes.Opinion: _opinion,
    nodes.PapersCheck: _papers,
    nodes.Report: _report,
    nodes.Decision: _decision,
}
