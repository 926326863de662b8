"""What work asks of a body or a head, read from Dutch free text ("niet zwaar tillen" -> lifting).

The words are general Dutch; nothing medical is looked for. What no rule recognises maps to nothing, so that
whoever reads the register can keep it as a question instead of throwing it away.
"""

from __future__ import annotations

import re
from typing import Final

from eventapp.matching.spelling import any_of, corrected, plain

__all__ = ["demands_in", "limits_in", "plain", "rest_without_demands", "says_it_goes"]

# In this order: a phrase that is recognised is taken out of the text, so "trappen lopen" is stairs and
# never walking as well. ``None`` takes a phrase out that only looks like a demand.
_RULES: Final[tuple[tuple[str | None, str], ...]] = (
    (None, r"lopende (band|zaken)|band ?werk|van start|in staat|bestaan\w*|ontstaan|verstaan"),
    (None, r"vrijstaand\w*"),
    (None, r"\bliever (graag |het liefst )?alleen (te )?werken"),
    (None, r"(vuile|natte) kleren|stofzuig\w*|(heftruck|brommer|scooter|fiets)\w* rijden"),
    (None, r"buiten de (deur|stad)"),
    ("nights", r"nacht ?(dienst|werk|ploeg)\w*|\bnachten\b|'?s nachts|in de nacht|\bnacht\b"),
    ("shifts", r"(wissel|draai|rooster|onregelmatig)\w* ?(dienst|tijd|rooster|uren|werk)\w*|ploegen?\w*"),
    ("shifts", r"\w*ploegendienst\w*|onregelmatig\w*|wisseldienst\w*|(vroege|late) dienst\w*"),
    ("stairs", r"trap(pen)?[ -]?(op|af|lopen|loopen|klimmen)\b( en (op|af))?|\btrap(pen)?\w*|traplopen"),
    ("stairs", r"verdiepingen"),
    ("heights", r"\bhoogte(s|n)?\b(?! ?van)|\bhoogte ?(vrees|werk)\b|\bladders?\b|\w*steigers?\b|\bdak(en)?\b"
                r"|klimmen"),
    ("heights", r"hoogwerker"),
    ("reaching", r"(boven|tot) (\w+ )?(schouder|hoofd)\w*( ?hoogte)?|schouderhoogte|bovenhands\w*"),
    ("reaching", r"\breiken?\b"),
    ("reaching", r"armen? (omhoog|optillen|boven)|omhoog (werken|reiken)|ver reiken"),
    ("sitting", r"stil ?(te )?zitten|\w*zitten\b|\bzittend\w*|\bop (een|de|mijn) stoel"),
    ("sitting", r"achter (een|het|mijn) bureau"),
    ("standing", r"\bsta(an|ande?)\b|stil ?(te )?staan|op (mijn|de) benen|\bstaand werk"),
    ("driving", r"auto ?(te )?rijden|achter het stuur|\brijden\b|\bchauffeur\w*|\bautorij\w*"),
    ("driving", r"aan het verkeer"),
    ("walking", r"\w*(?<!trap)(?<!ver)lopen\b|\blopend\b|\bloopwerk|slecht ter been|wandel\w*"),
    ("walking", r"\bgelopen\b"),
    ("bending", r"\bbuk(ken)?\b|\bbukwerk|buigen|knielen|\bknieen\b|hurken|gebukt|gebogen|kruipen"),
    ("bending", r"voorover\w*"),
    ("lifting", r"\w*til(len|t|werk)\b|\btilen\b|sjouw\w*|gesjouw|versjouw\w*"),
    ("lifting", r"zware? (werk|dingen|spullen|dozen|lasten)"),
    ("lifting", r"lichamelijk zwaar\w*|zwaar (lichamelijk|werk)|\bsjorren|\bdragen\b|kracht zetten"),
    ("lifting", r"\d+ ?(kg|kilo)\b"),
    ("cold", r"\bkoud?e?\b|\w*koelcel\w*|\w*vriescel\w*|vriezer\w*|\bkoeling\b|vrieskou|\bvriezen\b"),
    ("cold", r"\btocht\b"),
    ("heat", r"\bhitte\b|\bheet\b|\bhete\b|\bwarmte\b|(hoge|hete) temperatu\w*|te warm|erg warm"),
    ("noise", r"lawaai\w*|\bherrie\b|geluid\w*|\bgeluiden|\bkabaal|hard geluid"),
    ("pressure", r"werkdruk|tijds?druk|stress\w*|\bhaast\w*|hoge druk|onder druk|hoog (werk)?tempo"),
    ("pressure", r"deadlines?"),
    ("pressure", r"gejaagd"),
    ("pressure", r"(heel |te )?snel (moeten )?werken|te snel|jachtig|prestatiedruk|\btempo\b"),
    ("crowds", r"\w*drukte\b|\bdrukke? (plek|omgeving|ruimte|winkel|werk)\w*|te druk|\bmassa'?s?\b"),
    ("crowds", r"prikkels?"),
    ("crowds", r"mensenmassa"),
    ("crowds", r"(veel|te veel|grote groepen) mensen( om (me|mij) heen)?|grote groepen|volle ruimte\w*"),
    ("crowds", r"kantoortuin"),
    ("dust", r"\bstof\b|\bstoffige?\b|\bfijnstof"),
    ("wet_hands", r"natte? (handen|werk)|handen (nat|in (het )?water)|schoonmaakmiddel\w*|\bafwaswater"),
    ("wet_hands", r"in het water"),
    ("working_alone", r"(helemaal |steeds )?alleen (te )?(werk|zijn|staan|op pad)\w*|in (mijn|m'?n) eentje"),
    ("working_alone", r"alleen op een?"),
    ("working_together", r"samen ?(te )?werken|in (een )?(team|groep)s?\b|teamwerk|(met|veel) collega'?s?"),
    ("working_together", r"groepswerk"),
    ("customers", r"klant\w*|\bpubliek\w*|\bbalie\w*|gasten|bezoekers|verkooppraat\w*|vreemde mensen"),
    ("customers", r"omgaan met mensen"),
    ("phoning", r"telefo\w*|\bbellen\b|\bbelwerk|opbellen|callcenter|call center"),
    ("screen_work", r"\w*beeldscherm\w*|\bscherm(en|werk)?\b|\w*computer\w*|\bpc'?s?\b|laptops?"),
    ("reading_writing", r"\blezen\b|\bschrijven\b|\bspellen\b|\blees\w*|\bschrijf\w*|formulieren|papierwerk"),
    ("reading_writing", r"\blange teksten"),
    ("machines", r"\w*machines?\b|\bapparaten\b|zaagmachine|draaiende delen"),
    ("machines", r"gevaarlijke? (apparat|gereed)\w*"),
    ("outdoors", r"\bbuiten(werk|lucht|dienst)?\b|in (de|weer en) (regen|wind)|in weer en wind"),
    ("outdoors", r"buitenwerk\w*"),
)  # fmt: skip
_COMPILED: Final = tuple((code, re.compile(pattern)) for code, pattern in _RULES)
_ANY: Final = any_of(pattern for _, pattern in _RULES)  # most phrases are about none of this
_NEGATION: Final = re.compile(
    r"\b(niet|geen|slecht|moeilijk|moeite|lastig|zonder|last|nooit|liever|allergi\w*|weinig|bang|minder|bezwaar"
    r"|hekel|problemen)\b"
    r"|\bte (veel|lang|zwaar|druk|vaak)\b"
)
_FINE: Final = re.compile(r"\b(wel|prima|goed|mag|graag|makkelijk)\b")
# Two denials make it fine: "geen bezwaar tegen nachtdienst", "niet bang voor hoogtes".
_NO_PROBLEM: Final = re.compile(
    r"\b(is |zijn )?(geen|zonder) (enkele? )?(probleem|problemen|moeite|bezwaar|bezwaren|hekel aan|last|angst|punt"
    r"|hinder|hoogtevrees)\b"
    r"|\bniet (\w+ )?(bang|vies|erg|bezwaarlijk|moeilijk|lastig|gevoelig|afkerig|benauwd)\b|\bmaakt niet uit\b"
    r"|\bniet uit de weg\b"
)
# What a "but" turns round again: "geen moeite met staan, maar wel met tillen".
_BUT_A_PROBLEM: Final = re.compile(r"[, ]*\b(maar )?wel (?=(met|tegen|van|voor|bij|aan)\b)")
_ONLY_SITTING: Final = re.compile(
    r"\b(?:(alleen|uitsluitend)|liefst|liever) (?:maar )?zitten(?:d\w*)?( werk)?|\bzittend werk (nodig)"
)
_CLAUSES: Final = re.compile(r"[(),;.:/]|\bmaar\b|\bbehalve\b")
# Long words that people misspell; short ones ("tillen") are too near to other words ("tellen") to guess.
_OFTEN_MISSPELT: Final = (
    "beeldscherm", "telefoneren", "nachtdienst", "ploegendienst", "traplopen", "klantcontact", "autorijden",
    "werkdruk", "machines", "samenwerken", "schrijven", "computer", "klanten", "stilzitten", "lawaaierig",
)  # fmt: skip


def demands_in(text: str) -> set[str]:
    """Codes of the demands that a phrase talks about, whether it wants them or not."""
    return _read(text)[0]


def rest_without_demands(text: str) -> str:
    """What is left of a phrase, in plain letters, when all that talks of demands is taken out."""
    return _read(text)[1]


def limits_in(text: str) -> set[str]:
    """Codes of what somebody cannot (or would rather not) do, from what they wrote in ``kan_niet``.

    A bare word ("tillen") is a limit too, for that is what the cell is for. A part that says what does go
    ("zitten wel", "geen bezwaar tegen staan") is no limit. An empty set means: ask what was meant.
    """
    found: set[str] = set()
    text = plain(text)
    if _NO_PROBLEM.search(text):
        text = _BUT_A_PROBLEM.sub("; niet ", _NO_PROBLEM.sub(" prima ", text))
    if seated := _ONLY_SITTING.search(text):
        found |= {"standing", "walking"} if seated.group(1) or seated.group(3) else {"standing"}
        text = _ONLY_SITTING.sub(" ", text)
    for clause in _CLAUSES.split(text):
        if not (_FINE.search(clause) and not _NEGATION.search(clause)):
            found |= demands_in(clause)
    return found


def says_it_goes(text: str) -> bool:
    """Whether a phrase only says what is no problem: "geen bezwaar tegen nachtdienst", "zitten wel"."""
    return _FINE.search(_NO_PROBLEM.sub(" prima ", plain(text))) is not None


def _read(text: str) -> tuple[set[str], str]:
    found: set[str] = set()
    rest = corrected(plain(text), _OFTEN_MISSPELT)
    if not _ANY.search(rest):
        return found, rest
    for code, pattern in _COMPILED:
        if pattern.search(rest):
            rest = pattern.sub(" ", rest)
            found.update({code} if code else ())
    return found, rest
