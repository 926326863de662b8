"""Intake: files (bytes) in, plain entries and a report out. Pure: nothing is stored, logged or written here.

The way of a file: ``sniff`` tells what it is, ``text`` or ``workbook`` makes rows of it, ``proposing`` finds the
header and says which column is which, ``record`` cleans and guards the cells of one row, ``people`` and ``vacancies``
read the row's fields, ``joining`` finds out who is who, and ``taking`` gathers it all into one ``Intake``.
"""

from eventapp.intake.columns import fingerprint
from eventapp.intake.employers import employer_key
from eventapp.intake.entries import BadFile, EmployerEntry, Intake, Known, PersonEntry, Probable, VacancyEntry
from eventapp.intake.proposal import Proposal, ProposedColumn, propose
from eventapp.intake.taking import take_in
from eventapp.intake.templates import template

__all__ = [
    "BadFile",
    "EmployerEntry",
    "Intake",
    "Known",
    "PersonEntry",
    "Probable",
    "Proposal",
    "ProposedColumn",
    "VacancyEntry",
    "employer_key",
    "fingerprint",
    "propose",
    "take_in",
    "template",
]
