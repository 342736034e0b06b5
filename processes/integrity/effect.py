"""What a declaration of assets that was received writes into the registry: that it was made."""

from workflow_engine.dossiers.models import Candidate
from workflow_engine.journal.journal import Journal
from workflow_engine.nodes.receipt import Received
from workflow_engine.registry.models import AssetDeclaration


def declared(journal: Journal, candidate: Candidate, received: Received) -> None:
    """Enter the declaration of its own date, under its number in the register of receipts.

    The register is that of art. 37, cl. 1, pt. c of Luật PCTN 36/2018. Whether the declaration was
    verified is the word of the body that does so, and is asked of it.
    """
    AssetDeclaration.objects.create(
        person=candidate.person,
        kind=AssetDeclaration.Kind.PERSONNEL,
        completed_on=received.dated_on,
        document_number=received.number,
        document_date=received.dated_on,
        issued_by=candidate.person.full_name,
        note=journal.dossier.number,
    )
