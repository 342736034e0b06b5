"""Facts for the gates, as the registry and the dossier knew them on a date.

`gather` answers every fact of the vocabulary for every candidate: a value with the records it
stands on, or None where nobody knows. Nothing is concluded from silence: that there is no
proceeding, no relative, no discipline is known only from a check that says so.

One module a subject; each gatherer is a function over rows that were read beforehand, so the
number of queries does not grow with the number of candidates. Imports run: subjects -> reading ->
register.
"""

from workflow_engine.facts.gathering import gather

__all__ = ["gather"]
