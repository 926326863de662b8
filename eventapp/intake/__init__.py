"""Intake: files (bytes) in, plain entries and a report out. Pure: nothing is stored, logged or written here.

The way of a file: ``sniff`` tells what it is, ``text`` or ``workbook`` makes rows of it, ``columns`` finds
the header and names the columns, ``record`` cleans and guards the cells of one row, ``people`` and
``vacancies`` read the row's fields, and ``taking`` gathers it all into one ``Intake``.
"""

from eventapp.intake.employers import employer_key
from eventapp.intake.entries import BadFile, EmployerEntry, Intake, Known, PersonEntry, VacancyEntry
from eventapp.intake.taking import take_in
from eventapp.intake.templates import template

__all__ = [
    "BadFile",
    "EmployerEntry",
    "Intake",
    "Known",
    "PersonEntry",
    "VacancyEntry",
    "employer_key",
    "take_in",
    "template",
]
