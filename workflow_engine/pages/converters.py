"""What may stand in an address: the key of a row, the number of a dossier, the name of a step."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class KeyConverter:
    """The key of a row: digits, no more than the database can hold."""

    regex = "[0-9]{1,15}"

    def to_python(self, value: str) -> int:
        """Return the number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return the digits."""
        return str(value)


class FileNumberConverter(StringConverter):
    """The number of a dossier, as numbers are made."""

    regex = "[A-Z]{1,8}-[0-9]{4}-[0-9]{1,8}"


class StepConverter(StringConverter):
    """The name of a step."""

    regex = "[a-z][a-z_]{0,59}"


register_converter(KeyConverter, "key")
register_converter(FileNumberConverter, "file")
register_converter(StepConverter, "step")
