"""Text that is stored: worded in Vietnamese, in whatever language somebody acts.

A reason or a title is stored with the dossier for everybody who reads it later. What only whoever
acts is told, such as an error, stays in the language of the page.
"""

from typing import Any

from django.conf import settings
from django.utils.translation import override


def stored(text: Any, *arguments: Any) -> str:
    """Return a lazy text, with its lazy arguments, as it is stored."""
    with override(settings.LANGUAGE_CODE):
        return str(text) % arguments if arguments else str(text)
