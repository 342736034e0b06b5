"""Whatever is tried, in whatever order: nobody gets past a condition, a ballot or a paper.

One dossier after the other of every edition of every procedure is driven through random acts, legal
and not: forged keys, wrong accounts, stale windows, minutes that do not add up, records that come
and go between the steps. After each it is asked what must hold: `tests/soak/machine.py` says it.

Here it is a few acts, the same in every run; `make soak` goes on for as long as one says.
"""

import json
import os
import random
import time
from collections import Counter

import pytest
from django.db import transaction

from tests.soak import tries
from tests.soak.crowd import crowd
from tests.soak.machine import Machine
from workflow_engine.flows.flow import procedures

ACTS = 20
# How long `make soak` gives each edition, the seed it begins with, and where it wants the numbers.
SECONDS = float(os.environ.get("SOAK_SECONDS", "0"))
SEED = os.environ.get("SOAK_SEED", "")
REPORT = os.environ.get("SOAK_REPORT", "")


@pytest.mark.django_db
@pytest.mark.parametrize("flow", procedures(), ids=lambda flow: flow.edition.code)
def test_no_order_of_acts_leads_past_a_condition_a_ballot_or_a_paper(flow):
    tried = Counter()
    with transaction.atomic():
        machine = Machine(crowd(flow), tried)
        rng = random.Random(f"{flow.edition.code}{SEED}")  # noqa: S311 no secret
        until = time.monotonic() + SECONDS
        try:
            while machine.acts < ACTS or time.monotonic() < until:
                tries.act(machine, rng)
            machine.finish()
        finally:
            machine.leave()
            transaction.set_rollback(True)
    if REPORT:
        with open(REPORT, "a") as report:
            report.write(json.dumps([flow.edition.code, tried]) + "\n")

    # The search is worth nothing where all is refused, or nothing is.
    accepted = sum(n for what, n in tried.items() if what.endswith(": accepted"))
    assert 0 < accepted < machine.acts, tried
