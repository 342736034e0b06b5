"""A procedure without its drawing, or half written, is told by a check and blocks no models."""

from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.urls import reverse

from tests import walk
from workflow_engine.flows.checks.drawings import DRAWINGS
from workflow_engine.flows.checks.procedures import PROCEDURES
from workflow_engine.flows.drawing import bpmn
from workflow_engine.flows.management.commands.layout_diagrams import Command as Layout

HALF_WRITTEN = "tests.workflow_engine.flows.half_written.HalfWrittenFlow"


@pytest.fixture
def undrawn(monkeypatch, tmp_path):
    monkeypatch.setattr(bpmn, "path_of", lambda flow: Path(tmp_path, "none.bpmn"))
    bpmn.labelled.cache_clear()


@pytest.fixture(params=[HALF_WRITTEN, "tests.workflow_engine.no_module.Flow"])
def half_written(request, settings):
    settings.PROCEDURES = [*settings.PROCEDURES, request.param]
    return request.param


def ids(tag):
    return {message.id for message in run_checks(tags=[tag])}


def test_every_procedure_of_the_project_is_drawn():
    assert ids(DRAWINGS) == set()


@pytest.mark.usefixtures("undrawn")
def test_a_procedure_without_its_drawing_is_refused():
    assert ids(DRAWINGS) == {"chuan.E018"}


@pytest.mark.usefixtures("undrawn")
def test_the_command_that_draws_does_not_wait_for_the_drawing():
    assert run_checks(tags=list(Layout.requires_system_checks)) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("undrawn")
def test_a_drawing_that_is_not_there_is_not_found_and_no_failure(client):
    account = walk.world().account("hr_officer")
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")

    answer = client.get(reverse("desk:bpmn", args=["appointment-on-site-2026"]))

    assert answer.status_code == 404


def test_a_half_written_procedure_is_named(half_written):
    [message] = run_checks(tags=[PROCEDURES])

    assert message.id == "chuan.E017"
    assert half_written in message.msg


@pytest.mark.django_db
@pytest.mark.usefixtures("half_written")
def test_a_half_written_procedure_does_not_hold_up_the_models():
    call_command("makemigrations", "--check", "--dry-run", skip_checks=False, verbosity=0)

    with pytest.raises(SystemCheckError):
        call_command("check")
