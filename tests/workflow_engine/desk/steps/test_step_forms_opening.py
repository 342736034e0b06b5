"""Opening a dossier: the post, the proposal, and the edition that is shown before it governs."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import walk
from tests.pages import Page, day, earlier_sent
from workflow_engine.dossiers.models import Dossier
from workflow_engine.flows.choosers import posts_to_fill
from workflow_engine.flows.flow import procedures
from workflow_engine.registry.models import Post, Unit

pytestmark = pytest.mark.django_db

OPEN = "desk:open-procedure"
PROCEDURE = "appointment-on-site"
EDITION = "appointment-on-site.2026"


@pytest.fixture
def officer(world, client):
    client.force_login(
        world.account("hr_officer"), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


@pytest.fixture
def proposal(world):
    return {
        "post": world.post.pk,
        "need": "Khuyết một Phó Giám đốc.",
        "minutes_number": "01/BB",
        "minutes_date": day(world.on),
        "request_number": "02/TTr",
        "request_date": day(world.on),
        "submitted_on": day(world.on),
        "first_conference_on": day(world.on + timedelta(days=7)),
        "planned_effective_on": day(world.on + timedelta(days=40)),
        "edition_shown": EDITION,
    }


def test_a_dossier_is_opened_under_the_edition_that_was_shown(world, officer, proposal):
    answer = Page(officer, reverse(OPEN, args=[PROCEDURE])).send(**proposal)

    dossier = Dossier.objects.get()
    assert answer.status_code == 302
    assert answer.url == reverse("desk:dossier", kwargs={"number": dossier.number})
    assert dossier.flow_class.edition.code == EDITION
    assert dossier.subject.what == world.post
    assert str(dossier.about) == str(world.post)
    assert not dossier.edition_overridden


def test_nothing_is_opened_before_the_edition_was_shown(world, officer, proposal):
    first = Page(officer, reverse(OPEN, args=[PROCEDURE])).send(
        **(proposal | {"edition_shown": None})
    )

    assert first.status_code == 200
    assert not Dossier.objects.exists()
    assert f'name="edition_shown" value="{EDITION}"' in first.content.decode()


def test_the_edition_is_told_as_the_date_is_typed(world, officer):
    before = officer.get(
        reverse("desk:chosen-edition", args=[PROCEDURE]), {"first_conference_on": "31/07/2026"}
    )
    after = officer.get(
        reverse("desk:chosen-edition", args=[PROCEDURE]), {"first_conference_on": "01/08/2026"}
    )
    none = officer.get(
        reverse("desk:chosen-edition", args=[PROCEDURE]), {"first_conference_on": "01/06/2020"}
    )
    no_date = officer.get(
        reverse("desk:chosen-edition", args=[PROCEDURE]), {"first_conference_on": "31/02/2026"}
    )

    assert before.context["chosen"].flow_class.edition.code == "appointment-on-site.2025"
    assert after.context["chosen"].flow_class.edition.code == EDITION
    assert none.context["chosen"] is None
    assert none.context["edition_problem"]
    assert no_date.context["edition_problem"]


def test_another_edition_is_chosen_by_an_act_with_its_paper_and_kept(world, officer, proposal):
    code = "appointment-on-site.2025"
    other = {"override": code, "edition_shown": code, "override_reason": "Đã tiến hành."}
    act = walk.earlier_act(code, before=world.on)
    scan = SimpleUploadedFile("chu-truong.pdf", b"%PDF-1.7 scan")
    page = Page(officer, reverse(OPEN, args=[PROCEDURE]))

    without = page.send(**(proposal | other))
    answer = page.send(**(proposal | other | earlier_sent(act) | {"earlier_file": scan}))

    dossier = Dossier.objects.get()
    paper = dossier.papers.get(kind=act.kind)
    assert without.status_code == 422
    assert {"earlier_kind", "earlier_dated_on"} <= set(without.context["form"].errors)
    assert answer.status_code == 302
    assert dossier.edition_overridden
    assert dossier.governing_date == paper.dated_on == act.dated_on
    assert paper.sha256
    shown = officer.get(answer.url).content.decode()
    assert paper.number in shown
    assert paper.sha256 in shown


def test_the_authority_sees_the_choice_and_confirms_it_on_its_page(world, client, officer):
    dossier = walk.open_dossier(world, override="appointment-on-site.2025")
    client.force_login(
        world.account("appointing_authority"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    task = walk.task(dossier)
    address = reverse(
        "desk:step", kwargs={"number": dossier.number, "step": "decide_policy", "task_id": task.pk}
    )
    page = Page(client, address)
    sent = {"decision": "approved", "number": "20/QĐ", "dated_on": day(world.on)}

    without = page.send(**sent)
    confirmed = page.send(**sent, edition_confirmed="on")

    assert "19/QĐ-TP" in page.html
    assert str(procedures()[1].edition.title) in page.html
    assert without.status_code == 422
    assert "edition_confirmed" in without.context["form"].errors
    assert confirmed.status_code == 302
    assert walk.step(dossier) == "list_candidates"


PROBLEMS = [
    ("post", {"post": "999999"}),
    ("post", {"post": ""}),
    ("need", {"need": "   "}),
    ("need", {"need": "x" * 5001}),
    ("minutes_number", {"minutes_number": "a\x00b"}),
    ("minutes_date", {"minutes_date": "25.12.26"}),
    ("minutes_date", {"minutes_date": timedelta(days=1)}),
    ("submitted_on", {"submitted_on": timedelta(days=2)}),
    ("request_date", {"request_date": timedelta(days=2)}),
    ("first_conference_on", {"first_conference_on": timedelta(days=-1)}),
    ("first_conference_on", {"first_conference_on": "30/02/2027"}),
    ("planned_effective_on", {"planned_effective_on": timedelta(days=1)}),
    ("planned_effective_on", {"planned_effective_on": "01/01/9999"}),
    ("override", {"override": "appointment-on-site.1999"}),
    ("earlier_number", {"earlier_dated_on": "31/07/2026"}),
    ("earlier_dated_on", {"override": "appointment-on-site.2025"}),
]


def test_a_proposal_that_contradicts_itself_is_told_beside_its_field(
    world, officer, proposal, subtests
):
    page = Page(officer, reverse(OPEN, args=[PROCEDURE]))
    for field, changes in PROBLEMS:
        with subtests.test(msg=f"{changes!r:.50}"):
            sent = {
                name: day(world.on + value) if isinstance(value, timedelta) else value
                for name, value in changes.items()
            }

            answer = page.send(**(proposal | sent))

            assert answer.status_code == 422
            assert field in answer.context["form"].errors
            assert f'href="#id_{field}"' in answer.content.decode()

    assert not Dossier.objects.exists()


def test_a_post_without_a_free_seat_is_not_offered(world, officer, proposal):
    page = Page(officer, reverse(OPEN, args=[PROCEDURE]))

    answer = page.send(**(proposal | {"post": world.posts["TP-CT"].pk}))

    assert str(world.post.pk) in page.offers("post")
    assert str(world.posts["SO-CV"].pk) not in page.offers("post")
    assert answer.status_code == 422


def test_the_posts_offered_are_those_that_can_be_opened(world):
    """A post of an agency below is filled by that agency."""
    above, below = world.units["TP"], world.agency
    world.posts["TP-CT"].seats = 2
    world.posts["TP-CT"].save()

    for agency, some in ((above, "TP-CT"), (below, "SO-PGD"), (below, "P2-TP")):
        offered = {each.key for each in posts_to_fill(agency, world.on)}

        assert world.posts[some].pk in offered
        assert {post.unit.agency for post in Post.objects.filter(pk__in=offered)} == {agency}


def test_an_agency_out_of_reach_cannot_be_opened_in(world, officer, proposal):
    other = Unit.objects.create(
        code="KHAC", name="Sở Khác", kind=Unit.Kind.AGENCY, parent=world.units["TP"]
    )

    answer = officer.post(reverse(OPEN, args=[PROCEDURE]), {**proposal, "agency": other.pk})

    assert not Dossier.objects.exists()
    assert list(answer.context["agencies"]) == [world.agency]


@pytest.mark.parametrize("role", ["inspector", "administrator", "appointing_authority", "leader"])
def test_whoever_may_not_propose_is_told_so(world, client, proposal, role):
    client.force_login(world.account(role), backend="django.contrib.auth.backends.ModelBackend")

    client.post(reverse(OPEN, args=[PROCEDURE]), {**proposal, "agency": world.agency.pk})

    assert not Dossier.objects.exists()
