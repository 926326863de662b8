"""VUM: candidate profiles and vacancies as JSON with the names of the Dutch standard for exchanging matching data.

Names, codes and lengths are those of the interface contracts of VUM that the Inlichtingenbureau publishes (GitHub
``ibnext/vum-docs``, ``OAS_Contracten`` 1.0.0 and 1.1.0, ``src/components.yaml`` 3.0.0); what the codes mean is in
the contracts of the municipalities' pilot (``VNG-Realisatie/UM-Pilot``, 0.8.2 and 0.8.7). No exchange with a VUM
partner was tried.

**Read**: a profile or a vacancy, a list of them, an answer (``matches``), or one in its wrapping (``werkzoekende``,
``vacature``), of the pilot (names of occupations without a wrapping) up to 3.0.0. A question (``vraagObject``) is
nobody's profile and is refused.
**Written**: the form of 1.1.0, for 3.0.0 has occupations and skills as CompetentNL codes only, and Vonk has words.

Our own reading, which loses something: five levels of a language against our six (A1 and A2 are "redelijk", B1 and
B2 "goed"); office hours are morning and afternoon; ``indicatieBegeleiding`` is guidance or a job coach.

A profile has no name, birth date or address, so its number is all that says who it is. ``indicatieLdrRegistratie``
(the register of target groups) is never read and never written. What VUM has no place for (limits and why, wishes on
times, conditions) stays out, and so do telephone numbers and mail addresses: both sides have to say yes first.
"""

from eventapp.intake.vum.envelopes import Found, is_json, read_documents
from eventapp.intake.vum.table import table
from eventapp.intake.vum.writing import dumps, write_profile, write_vacancy

__all__ = ["Found", "dumps", "is_json", "read_documents", "table", "write_profile", "write_vacancy"]
