"""Text that is stored: worded in Vietnamese, in whatever language somebody acts.

A title that is written into a row, such as that of a time limit, is there for everybody who reads
it later. Reasons and refusals are not stored so: see `workflow_engine.base.messages`.
"""

from typing import Any

from django.conf import settings
from django.utils.translation import override


def stored(text: Any) -> str:
    """Return a lazy text as it is stored."""
    with override(settings.LANGUAGE_CODE):
        return str(text)
