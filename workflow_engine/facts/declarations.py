"""The papers of the candidate: personal file, asset declaration, health certificate."""

from __future__ import annotations

from rules.compute.dates import Rounding, months_begun
from workflow_engine.facts.reading import UNKNOWN, Case, Reading, gathers, latest
from workflow_engine.registry.models import AssetDeclaration, Clearance, HealthCertificate


@gathers("profile_verified")
def profile_verified(case: Case) -> Reading:
    """Boolean, from the checks: the result of the latest verification of the personal file.

    NĐ 170/2025, art. 29, cl. 4. The article sets no age for the verification.
    """
    check = case.check(Clearance.Subject.PROFILE, recent=False)
    if check is None:
        return Reading(None, case.uncounted(Clearance.Subject.PROFILE))
    later = [row for row in case.uncounted(Clearance.Subject.PROFILE) if row.clear]
    if not check.clear and any(row.checked_on > check.checked_on for row in later):
        return Reading(None, [check, *later])
    return Reading(check.clear, [check])


def _declaration(case: Case) -> AssetDeclaration | None:
    """Return the declaration made for this appointment.

    Interpretation: it is the latest one for personnel work, if it is not older than a paper of the
    file may be; an older one was made for another appointment.
    """
    kind = AssetDeclaration.Kind.PERSONNEL
    own = [row for row in case.rows(AssetDeclaration) if row.kind == kind]
    found = latest(own, merit=lambda row: (False, None, True).index(row.verified))
    return found if found and case.register.recent(found.completed_on) else None


def _ahead(case: Case) -> list[AssetDeclaration]:
    rows = case.ahead(AssetDeclaration)
    return [row for row in rows if row.kind == AssetDeclaration.Kind.PERSONNEL]


@gathers("asset_declaration_days_before_planned_date")
def asset_declaration_days_before_planned_date(case: Case) -> Reading:
    """Days, from the registry: from the declaration to the date of effect (Luật PCTN, art. 36)."""
    row = _declaration(case)
    if ahead := _ahead(case):
        return Reading(None, ahead)
    if row is None:
        return UNKNOWN
    return Reading((case.register.effective_on - row.completed_on).days, [row])


@gathers("asset_declaration_verified")
def asset_declaration_verified(case: Case) -> Reading:
    """Boolean, from the registry: what the receiving body found in it (art. 29, cl. 4)."""
    row = _declaration(case)
    if ahead := _ahead(case):
        return Reading(None, ahead)
    if row is None or row.verified is None:
        return UNKNOWN
    return Reading(row.verified, [row])


def _certificate(case: Case) -> HealthCertificate | None:
    return latest(case.rows(HealthCertificate), merit=lambda row: row.fit)


@gathers("health_fit")
def health_fit(case: Case) -> Reading:
    """Boolean, from the registry: what the latest health certificate concludes (art. 29, cl. 8)."""
    row = _certificate(case)
    if ahead := case.ahead(HealthCertificate):
        return Reading(None, ahead)
    return Reading(row.fit, [row]) if row else UNKNOWN


@gathers("health_certificate_age_months")
def health_certificate_age_months(case: Case) -> Reading:
    """Months, begun ones counted whole: the age of the latest certificate (art. 35, cl. 10).

    Until 31/07/2026 the article counted to the day on which the file is submitted.
    Interpretation: a certificate issued after that day is newer than the article asks.
    """
    row = _certificate(case)
    if ahead := case.ahead(HealthCertificate):
        return Reading(None, ahead)
    if row is None:
        return UNKNOWN
    counted_to = max(row.issued_on, case.register.papers_counted_to)
    return Reading(months_begun(row.issued_on, counted_to, rounding=Rounding.LAST_DAY), [row])
