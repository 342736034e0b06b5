"""Questions about an entry, and what was answered: an answer holds for what was asked.

A question is known again by its digest: where it was asked, about which entry, in which words.
Another entry is another question. An import and a form keep theirs here.
"""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Q

from workflow_engine.base.messages import recorded
from workflow_engine.registry.models import KeptAnswer

KEPT = timedelta(days=31)


def digest_of(where: str, field: str, about: Any, question: str) -> str:
    """Return by what a question is known again, whatever language it was read in."""
    asked = [where, field, about, recorded(question)]
    return sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def given_by(account: int, *, at: datetime) -> frozenset[str]:
    """Return what somebody accepted of late."""
    return _of(account, Q(given_at__gt=at - KEPT))


def asked_of(account: int, *, at: datetime) -> frozenset[str]:
    """Return what somebody was asked of late by a form that is not stored yet."""
    return _of(account, Q(asked_at__gt=at - KEPT))


def keep_asked(account: int, questions: Iterable[str], *, at: datetime) -> None:
    """Keep that questions were shown to somebody."""
    _keep(account, questions, at, "asked_at")


def keep_given(account: int, questions: Iterable[str], *, at: datetime) -> None:
    """Keep that somebody accepted what questions say."""
    _keep(account, questions, at, "given_at")


def forget(account: int, questions: Iterable[str]) -> None:
    """Forget questions of a form that is stored: the next time they are asked again."""
    KeptAnswer.objects.filter(account=account, answer__in=set(questions)).delete()


def _of(account: int, when: Q) -> frozenset[str]:
    rows = KeptAnswer.objects.filter(when, account=account)
    return frozenset(rows.values_list("answer", flat=True))


def _keep(account: int, questions: Iterable[str], at: datetime, name: str) -> None:
    late = Q(given_at__isnull=True) | Q(given_at__lte=at - KEPT)
    late &= Q(asked_at__isnull=True) | Q(asked_at__lte=at - KEPT)
    with transaction.atomic():
        KeptAnswer.objects.filter(late).delete()
        KeptAnswer.objects.bulk_create(
            (KeptAnswer(account=account, answer=q, **{name: at}) for q in sorted(set(questions))),
            update_conflicts=True,
            unique_fields=["account", "answer"],
            update_fields=[name],
        )
