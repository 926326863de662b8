"""Words about health, addiction, debt, justice, religion and origin in what a register says of a person.

Vonk keeps what somebody can, wants and cannot do, never why. A value with such a word is held back and named
in the report, so that a person can write it as a functional limit; what it says of limits is still used,
without the words. In what people can and want the same words are often about work ("koken voor mensen met
dementie"), so there they count only where they are about the person: "door mijn", "heb", "last van".
"""

from __future__ import annotations

import re
from typing import Final

from eventapp.matching.demands import plain

_BODY: Final = (
    r"(?:rug|nek|knie(?:en)?|schouders?|pols(?:en)?|hart|long(?:en)?|maag|heup(?:en)?|voet(?:en)?|been|benen"
    r"|hand(?:en)?|enkels?|ogen|oren|gehoor|huid|hoofd|darmen|gewrichten|spieren)"
)
_HEALTH: Final = (
    r"autis\w*|asperger|adhd|add|ptss|pdd-?nos|depressi\w*|burn-? ?out|overspannen\w*|angst(?:en|aanval\w*)?"
    r"|angststoornis\w*|psychos\w*|psychisch\w*|psychiatri\w*|schizofren\w*|borderline|bipolair\w*|trauma\w*"
    r"|verstandelijk\w*|lvb|ggz|epileps\w*|diabet\w*|suikerziekte|kanker|chemo\w*|tumor|reuma\w*|artrose"
    r"|fibromyalgie|hernia|astma\w*|copd|hiv|hersenletsel|nah|cva|beroerte|dement\w*|parkinson|whiplash"
    r"|ms(?! ?(?:office|word|excel|teams))"
    r"|dyslex\w*|zwanger\w*|long-? ?covid|ziek|ziekte\w*|zieke|aandoening\w*|handicap\w*|gehandicapt\w*"
    r"|stoornis\w*|diagnose\w*|operatie|geopereerd|revalid\w*|medicijn\w*|medicatie|medisch\w*|psycholoog"
    r"|psychiater|therapie|blind|doof|slechthorend\w*|slechtziend\w*|klachten|pijn"
    r"|autist\w*|add/adhd|eetstoornis\w*|anorexi\w*|boulimi\w*|paniek\w*|fobi\w*|hooggevoelig|overbelast"
    r"|overbelasting|bloeddruk|hartinfarct|infarct"
    r"|migraine|allergi\w*|nier(?:ziekte|falen|patient|problemen)|dialyse|crohn|colitis|spierziekte"
    r"|multiple sclerose|slaapapneu|slaapproblemen|rsi|tinnitus"
    r"|duizelig\w*|flauwval\w*|vermoeid\w*|vermoeidheid\w*|chronisch\w*|zwakbegaafd\w*|laagbegaafd\w*|iq"
    r"|arbeidsongeschikt\w*|keuringsarts|bedrijfsarts|huisarts|specialist"
    r"|ribw|beschermd wonen|rolstoel\w*|rollator|scootmobiel|prothese|gehoorapparaat|insuline|ziekenhuisopname"
    r"|opgenomen geweest|opname|kliniek|afgekeurd|ziektebeeld|syndroom|down ?syndroom"
    r"|hersentumor|hersenbloeding|herseninfarct|niet[ -]?aangeboren|lymf\w*|bechterew|lupus|eczeem|psoriasis"
    r"|incontinen\w*|overgang|menopauze|miskraam|kraambed|licht verstandelijk\w*"
    rf"|slechte? {_BODY}|ongeluk gehad|ongeval gehad|bedrijfsongeval|slecht ?(?:horend|ziend)|hoort slecht"
    rf"|ziet slecht|lichamelijke beperking|psych\w+ (?:klachten|problemen|beperking)"
    rf"|{_BODY}[ -]?(?:klacht\w*|probleem|problemen|pijn\w*|blessure\w*|patient\w*|letsel\w*)"
)
_OTHER: Final = (
    r"afkick\w*|clean|blow(?:t|en)\b|drinkt|drinken te veel|cocaine|coke|heroine|methadon|ghb|gameverslaa?\w*"
    r"|drugsgebruik|drankprobleem|middelengebruik"
    r"|schuldhulp\w*|loonbeslag|beslag op|budgetbeheer|betalingsachterstand\w*|huurachterstand|deurwaarders"
    r"|failliet|faillissement|kredietbank"
    r"|justitie|tbs|taakstraf|politie|rechter|rechtszaak|celstraf|vastgezeten|gezeten|delict|huiselijk geweld"
    r"|mishandel\w*|ontslagen wegens diefstal|diefstal|pij"
    r"|geen vog|vog (?:niet|geweigerd|afgewezen|probleem|lastig)|crimineel|criminaliteit"
    r"|moskee|kerk|ramadan|gebed|gebedstijden|bidt?|bidden|hoofddoek|halal|sabbat|jehova\w*|protestants?"
    r"|gereformeerd\w*|hindoestaans\w*|boeddhis\w*|religieu\w*"
    r"|(?:\w+(?:se|s) )?(?:afkomst|komaf|nationaliteit|herkomst|migratieachtergrond)|allochtoon|gevlucht"
    r"|ontheemd\w*|inburger\w*|azc|vergunninghouder|statushouders|ind"
    r"|(?:komt|afkomstig|gevlucht|oorspronkelijk|geboren) (?:uit|in) (?:syrie|eritrea|afghanistan|turkije|marokko"
    r"|somalie|irak|iran|oekraine|polen|suriname|ethiopie|soedan|nigeria|ghana|congo|kongo|pakistan|bulgarije"
    r"|roemenie|china|vietnam|colombia|venezuela|curacao|aruba|de antillen|rusland|india|indonesie|jemen|libie"
    r"|tunesie|algerije|egypte|palestina|libanon)"
    r"|(?:syrische?|eritrese?|afghaanse?|marokkaanse?|somalische?|irakese?|iraanse?|oekraiense?|surinaamse?"
    r"|antilliaanse?|turkse?) (?:man|vrouw|achtergrond|jongen|dame|vluchteling\w*|nederlander)"
    r"|p-?wet|participatiewet|ww|ioaw|ioaz|wga|iva|zw|bbz|loonkostensubsidie|lks|loonwaarde|loondispensatie"
    r"|garantiebaan|beschut werk|sw-?indicatie|wsw|praktijkroute|no-?risk"
    r"|verslaa?f\w*|verslaving\w*|alcohol\w*|drank|drugs|wiet|gokken|gokverslaa?f\w*|schuld(?:en|sanering)\w*"
    r"|wsnp|bewindvoer\w*|deurwaarder|detentie|gedetineerd\w*|gevangenis\w*|strafblad|veroordeeld|reclassering"
    r"|enkelband|moslim\w*|islam\w*|christen\w*|katholiek|joods\w*|hindoe\w*|geloof\w*|religi\w*|asiel\w*"
    r"|statushouder|vluchteling\w*|verblijfs\w*|uitkering\w*|bijstand|wajong|wia|wao|ziektewet"
    r"|doelgroepregister|banenafspraak"
)
_WORD: Final = re.compile(rf"\b(?:{_HEALTH}|{_OTHER})\b")
_CAUSE: Final = re.compile(
    rf"\b(?:i\.?v\.?m\.?|vanwege|wegens|door|omdat|in verband met|last van|na een)\s(?:\S+\s){{0,3}}{_BODY}\b"
)
_ABOUT_ONESELF: Final = re.compile(
    r"\b(?:mijn|m'n|heb|heeft|had|ben|door|i\.?v\.?m\.?|vanwege|wegens|last van|verleden|na een|zit in|komt uit"
    r"|afkomstig|gevlucht|gebruikt"
    r"|gediagnosticeerd|drinkt|is (?:\w+ )?(?:ziek|verslaafd|zwanger|doof|blind|dyslectisch|autistisch|moslim"
    r"|christen|vluchteling|statushouder))\b"
)
# What no work is about.
_NEVER_WORK: Final = re.compile(
    r"\b(?:strafblad|wajong|wia|iva|wga|ioaw|ww|p-?wet|participatiewet|bijstand|banenafspraak|doelgroepregister"
    r"|loonwaarde|statushouder"
    r"|(?:\w+se|van \w+) (?:afkomst|komaf|nationaliteit))\b"
)
_ABOUT_WORK: Final = frozenset({"beroepen", "kan", "wil", "certificaten", "opleiding"})
# Names and numbers are no sentences; "Christen" is a surname.
_NO_SENTENCES: Final = frozenset({
    "nummer", "roepnaam", "tussenvoegsel", "achternaam", "geboortedatum", "postcode", "plaats", "telefoon",
    "e-mail", "contactpersoon", "andere_talen",
})  # fmt: skip


def is_sensitive(text: str, column: str) -> bool:
    """Whether one value of a column of kandidaten says why somebody cannot do something, or what they are."""
    if column in _NO_SENTENCES:
        return False
    text = plain(text)
    if column in _ABOUT_WORK and not _ABOUT_ONESELF.search(text):
        return _NEVER_WORK.search(text) is not None
    return bool(_WORD.search(text) or _CAUSE.search(text))
