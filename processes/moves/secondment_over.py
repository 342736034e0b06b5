"""What is decided when the time of a secondment ends: NĐ 170/2025, art. 26, cl. 2.

The agency that sent the person decides to end the secondment or to extend it. These are two
procedures about the post to which the person is seconded; each is opened by the one who wants it,
and carries one decision. What an edition has of its own stands in its module.

Interpretation: cl. 5 orders a secondment, and not what becomes of it: it gives the person and the
receiving agency no step here. That the task is unfinished the receiving agency says in writing.
Interpretation: the article names no ground on which a secondment ends before its time.
"""

from workflow_engine.access.roles import Role
from workflow_engine.flows.about import About, Aim, Considers, Kind, Whoever

HR = (Role.HR_OFFICER, Role.HEAD_OF_HR)


class SecondmentOver:
    """The secondment whose time ends, with the person who is seconded (cl. 2)."""

    about = About(Kind.HOLDING, choose="secondments_that_end", plans="secondment_ends_on")
    considers = Considers(post=Aim.OF_SUBJECT, whoever=Whoever.HOLDER)
    # NĐ 300/2026, art. 35, cl. 2, as of a secondment.
    governed_by = "proposed_on"
    takes_effect = "secondment_ends_on"
    # Art. 26, cl. 2 and 4: the agency that sent the person decides.
    decided_where_held = True
    # The article lists no papers.
    asks_for_papers = False
    instrument = "170/2025/NĐ-CP"
