"""A department with leaders, of whom each test says since when and for how long they lead."""

from dataclasses import dataclass, field
from datetime import date
from itertools import count

import pytest

from workflow_engine.calendar import loading
from workflow_engine.registry.models import Person, Post, PostHolding, Title, Unit

_numbers = count(1)


@dataclass
class Department:
    agency: Unit
    title: Title
    posts: list[Post] = field(default_factory=list)

    def person(self, **given):
        number = f"0790{next(_numbers):08d}"
        values = {
            "full_name": "Người Mẫu",
            "sex": "male",
            "birth_date": date(1980, 5, 20),
            "kind": Person.Kind.CIVIL_SERVANT,
        }
        return Person.objects.create(personal_number=number, **(values | given))

    def leader(self, *, since, months=None, kind=PostHolding.Kind.APPOINTED, **given):
        """Put somebody into a post of its own; the term is that of the law unless months say."""
        who = given.pop("person", None) or self.person()
        post = given.pop("post", None) or Post.objects.create(
            code=f"P-{next(_numbers)}",
            unit=self.agency,
            title=self.title,
            standing=Post.Standing.DEPUTY,
        )
        return PostHolding.objects.create(
            person=who,
            post=post,
            kind=kind,
            held_from=since,
            term_months=months,
            document_number="12/QĐ-SNV",
            document_date=since,
            issued_by="Sở Mẫu",
            **given,
        )


@pytest.fixture
def department(db):
    loading.load()
    number = next(_numbers)
    agency = Unit.objects.create(code=f"S{number}", name="Sở Mẫu", kind=Unit.Kind.AGENCY)
    title = Title.objects.create(code=f"PGD{number}", name="Phó Giám đốc", rank=5)
    return Department(agency, title)
