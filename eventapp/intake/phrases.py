"""How people say in Dutch what Vonk keeps: the patterns that ``meaning`` reads free text with.

All of them are for small letters without accents.
"""

from __future__ import annotations

import re
from typing import Final

from eventapp.fair.words import LICENCES


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SENTENCES: Final = re.compile(r"[\n|;•!]+|(?<=[a-z0-9)]{2})\.(?:\s+|$)|\s[-–]\s")
CLAUSES: Final = re.compile(r",?\s*\bmaar\b(?!\s+wel (?:met|tegen|van|voor|bij|aan)\b)\s*|,\s+(?!\d|maar\b)")
DENIED: Final = re.compile(
    r"\b(niet|geen|slecht|moeilijk|moeite|lastig|zonder|last|nooit|allergi\w*|bang|weinig"
    r"|minder|beperkt)\b|\bte (zwaar|lang|druk|veel)\b"
)
LIKES: Final = re.compile(r"\b(graag|liefst|wil|wenst|vindt|zoekt|houdt van|leuk|goed|kan wel|prima)\b")
NOT_YET: Final = re.compile(
    r"\b(bezig|halen|behalen|wil|wenst|bijna|theorie|verlopen|ingevorderd|ingeleverd|gaat"
    r"|volgt|nog niet|leert)\b"
)
REACHED: Final = re.compile(
    r"\b(bereikbaar|bereiken|whats ?app|appen|app|mailen|mail|voicemail|terugbellen"
    r"|contact)\b|\bbel(t|len)? (liever|alleen|niet|na|voor|na)\b|\bniet bellen\b"
)
NO_CAR: Final = re.compile(r"\b(geen|zonder) (eigen )?auto\b")
CAR: Final = re.compile(
    r"\b(eigen|wel( een)?|heeft( een| eigen)?|beschikt over( een)?|met de|met eigen"
    r"|in bezit van( een)?) auto\b"
)
TRANSPORT: Final = {
    "bike": r"\b(op de|met de|per|heeft( een)?|wel( een)?|eigen|komt op de) (e-?bike|fiets|elektrische fiets)\b",
    "public_transport": r"\b(met|reist met|per|met het) (de )?(ov|openbaar vervoer|bus|trein|tram)\b"
    r"|\bafhankelijk van (het )?(ov|openbaar vervoer)\b",
    "moped": r"\b(op de|met de|per|heeft( een)?|wel( een)?|eigen) (brommer|scooter|bromfiets)\b",
    "walking": r"\b(te voet|op loopafstand)\b",
}
CODES: Final = "|".join(sorted(LICENCES, key=len, reverse=True))
LICENCE: Final = re.compile(
    rf"\brijbewij(?:s|zen)\s*[:=-]?\s*(?:in bezit\s*)?((?:{CODES})(?:\s*(?:,|/|\+|&"
    rf"|en)\s*(?:{CODES}))*)(?![\w-])",
    re.IGNORECASE,
)
NO_LICENCE: Final = re.compile(
    r"\b(geen|zonder) (geldig )?rijbewijs\b(?!\s*[a-e]\b)|\brijbewijs\s*[:=-]?\s*(nee"
    r"|geen)\b"
)
CERTIFICATES: Final = {
    "VCA": r"\bvca(-?(vol|basis))?\b", "BHV": r"\bbhv\b", "EHBO": r"\behbo\b", "HACCP": r"\bhaccp\b",
    "code 95": r"\bcode ?95\b",
    "heftruckcertificaat": r"\bheftruck ?-?(certificaat|diploma|rijbewijs)\b", "reachtruckcertificaat":
        r"\breach ?truck ?-?(certificaat|diploma|rijbewijs)\b",
    "sociale hygiëne": r"\bsociale hygiene\b",
    "hoogwerkercertificaat": r"\bhoogwerker ?-?(certificaat|diploma)\b",
}  # fmt: skip
PARTS: Final = {
    "ochtend": r"'?s (ochtends|morgens)|(in de )?(ochtend|voormiddag)(en|uren)?", "middag":
        r"'?s (na)?middags|(in de )?(na)?middag(en|uren)?",
    "avond": r"'?s avonds|(in de )?avond(en|uren)?", "nacht": r"'?s nachts|(in de )?nacht(en)?", "weekend":
        r"(in )?(het )?weekend(en)?|in het weekeinde",
}  # fmt: skip
DAYTIME: Final = re.compile(
    r"\b(overdag|(binnen|onder|tijdens) (de )?schooltijd(en)?|schooltijden|kantooruren"
    r"|kantoortijden|dagdienst(en)?|hele dagen?)\b"
)
ONLY: Final = re.compile(r"\b(alleen|uitsluitend|enkel|slechts|beschikbaar|inzetbaar|kan|kunnen|werkt)\b")
SUPPORT: Final = {
    "jobcoach": r"\bjob ?-?coach(ing)?\b", "rustige werkplek": r"\b(rustige|prikkelarme|prikkelvrije"
                                                               r"|stille) (werk)?(plek|omgeving|plaats|ruimte)\b",
    "aangepast tempo": r"\b(eigen|aangepast|rustig|lager) (werk)?tempo\b", "taalondersteuning":
        r"\btaal(ondersteuning|maatje|hulp|les)\b",
    "begeleiding": r"\b(veel |extra |intensieve |goede )?(begeleiding|structuur)( is)? (nodig|gewenst|vereist)\b"
                   r"|\b(heeft|behoefte aan|vraagt) (veel |extra |duidelijke )?(begeleiding|structuur)\b",
    "jobcarving": r"\bjob ?carving\b",
}  # fmt: skip
HOURS: Final = re.compile(
    r"\b(?:(?:ongeveer|circa|ca\.?|minimaal|min\.?|minstens|maximaal|max\.?|hooguit|hoogstens|niet meer dan"
    r"|tot)\s*)?"
    r"\d{1,2}(?:[.,]\d)?(?:\s*(?:-|–|tot|à|a|of)\s*\d{1,2})?\s*(?:uur|uren|u\b|fte)(?:\s*(?:per week|p/?w|/w"
    r"|in de week|week))?"
    r"|\b(?:fulltime|full-time|voltijd|parttime|part-time|deeltijd)\b|\b0[.,]\d{1,2}\s*fte\b"
)
A_DAY: Final = re.compile(
    r"\buu?r(en)? (per|op een|p/?) ?dag\b|\bper dag\b|reis|onderweg|\b(na|om|vanaf|voor"
    r"|tussen|van) \d{1,2}([:.]\d\d)?\b(?!.*week)|\d[:.]\d\d"
)
SURE_HOURS: Final = re.compile(
    r"week|p/?w|max|min|hoog|niet meer|circa|ca\b|fulltime|full-time|voltijd|parttime"
    r"|part-time|deeltijd|fte|-"
)
KM: Final = re.compile(
    r"\b(?:max\.?|maximaal|niet verder dan|binnen|tot|straal van"
    r"|hooguit)\s*(?:een straal van )?(\d{1,3}) ?(?:km|kilometer)\b"
)
LEVEL: Final = re.compile(
    r"\b(?:taalniveau|nederlands|nt2|erk|niveau|taal)\b[^,.]{0,20}?\b([abc][0-2])\b"
    r"|\b([abc][0-2])[ -]niveau\b"
)
TONGUES: Final = _words(
    "engels duits frans spaans turks arabisch berbers tamazight pools oekraiens "
    "russisch tigrinya somalisch farsi dari pasjtoe portugees italiaans papiaments sranan "
    "hindi urdu chinees mandarijn vietnamees roemeens bulgaars koerdisch amhaars swahili "
    "thai hongaars "
)
SPEAKS: Final = re.compile(rf"\b(?:spreekt|taal|talen)\b[^.]*?\b(?:{'|'.join(TONGUES)})\b")
WANTS_AS: Final = re.compile(
    r"\b(?:zoekt|wil|wenst|zou graag|interesse in|graag)\b[^.]*?\b(?:als|functie van"
    r"|baan als)\s+([a-z][a-z /-]{2,40}?)(?=$|[,.]|\s+(?:in|bij|voor|met|werken|aan|of"
    r"|en|op|werk)\b)"
)
WANTS_IN: Final = re.compile(
    r"\b(?:zoekt|wil|wenst|zou graag)\b[^.]*?\b(?:werk |baan |werken )?in (?:de |het "
    r"|een )?([a-z]{3,20})(?=$|[,.]|\s+(?:werken|werk|aan)\b)"
)
WAS: Final = re.compile(
    r"\b(?:gewerkt|ervaring|werkte|werkzaam geweest|was"
    r"|jaar)\b[^.]*?\bals\s+([a-z][a-z /-]{2,40}?)(?=$|[,.]|\s+(?:in|bij|voor|met|van|gewerkt"
    r"|en|op)\b)"
)
FILLERS: Final = frozenset(
    _words(
        "ik hij zij ze je we wil wilt willen kan kunt kunnen mag moet graag liefst liever niet geen wel "
        "goed heel erg meer dan veel te lang lange de het een en of met in op aan bij voor per week uur "
        "uren u max min maximaal minimaal werken werk werkt beschikbaar inzetbaar alleen uitsluitend "
        "enkel slechts dagen dag momenteel nu is zijn heeft heb hebben van dit dat die er ook nog al als "
        "om door naar maar want omdat zou kandidaat client klant mevrouw meneer dhr mw betrokkene "
        "bezwaar tegen moeite problemen probleem bang last slecht moeilijk lastig zwaar zware zwaarder "
        "lukt gaat doen hele bezit van eigen zoekt wenst tot ca circa ongeveer s haar hem zich dus prima "
        "wordt worden nooit zonder houdt vindt leuk fijn nodig gewenst vereist spreekt taal talen niveau "
        "nederlands taalniveau baan ervaring jaar gewerkt rijbewijs vervoer verder hooguit zeer mogelijk "
        "stuk punt maakt uit hoeft "
    )
)
