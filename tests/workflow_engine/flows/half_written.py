"""A procedure that is still being written: a step leads to one that is not there yet."""

from viewflow import this

from tests import made_up
from workflow_engine.flows.flow import StatutoryFlow


class HalfWrittenFlow(StatutoryFlow):
    """Thử."""

    edition = made_up.EDITION
    notify = made_up.Notified().Next(this.not_written_yet)
