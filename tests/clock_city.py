"""A city whose clock stood still for ten days, for processes of their own.

python -m tests.clock_city fill     agencies, leaders whose terms end, and the last day done
python -m tests.clock_city count    days done, duties, duties opened twice, is the trail whole
"""

import os
import sys
from datetime import timedelta

AGENCIES, LEADERS, DAYS = 12, 4, 10
# Each leader's term ends within the time in which three duties of it open.
DUTIES = AGENCIES * LEADERS * 3


def fill() -> None:
    """Make the city."""
    from django.utils import timezone

    from rules.compute.dates import Rounding, add_months
    from workflow_engine.clock.models import ClockDay
    from workflow_engine.registry.models import Person, Post, PostHolding, Title, Unit

    today = timezone.localdate()
    title = Title.objects.create(code="PGD", name="Phó Giám đốc", rank=5)
    for number in range(AGENCIES):
        agency = Unit.objects.create(code=f"S{number}", name="Sở Mẫu", kind=Unit.Kind.AGENCY)
        for place in range(LEADERS):
            key = number * LEADERS + place
            since = add_months(today + timedelta(days=20), -60, rounding=Rounding.LAST_DAY)
            PostHolding.objects.create(
                person=Person.objects.create(
                    personal_number=f"0790{key:08d}",
                    full_name="Người Mẫu",
                    sex="male",
                    kind=Person.Kind.CIVIL_SERVANT,
                    birth_date=today - timedelta(days=365 * 40),
                ),
                post=Post.objects.create(
                    code=f"P-{key}", unit=agency, title=title, standing=Post.Standing.DEPUTY
                ),
                held_from=since,
                document_number="12/QĐ-SNV",
                document_date=since,
                issued_by="Sở Mẫu",
            )
        ClockDay.objects.create(
            on=today - timedelta(days=DAYS), agency=agency, done_at=timezone.now()
        )


def count() -> None:
    """Say what the clock has done."""
    from compliance import trail
    from workflow_engine.clock.models import ClockDay, Duty

    opened = list(Duty.objects.values_list("kind", "holding", "event_on"))
    whole = "whole" if trail.verify().whole else "broken"
    done = ClockDay.objects.count() - AGENCIES
    sys.stdout.write(f"{done} {len(opened)} {len(opened) - len(set(opened))} {whole}\n")


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workflow_engine.settings")
    django.setup()
    {"fill": fill, "count": count}[sys.argv[1]]()
