"""Words of job titles that stand for each other, and what titles mean without saying it. Written for Vonk."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from eventapp.matching.spelling import plain, stem, words_of

# One line, one kind of work, trade or place: near enough to find an occupation by another name.
ALIKE: Final = """
docent leraar lerares leerkracht onderwijzer onderwijzeres vakdocent lector lesgever onderwijsgevende hoogleraar
chauffeur bestuurder rijder koerier
operator bediener machinist machinebediende machineoperator bedieningspersoneel
hoofd leidinggevende teamleider chef afdelingshoofd coordinator supervisor voorman ploegbaas opzichter ploegleider
manager bedrijfsleider ondernemer directeur beheerder verantwoordelijke filiaalmanager eigenaar exploitant uitbater
verkoper verkoopmedewerker winkelmedewerker verkoopspecialist verkoopadviseur winkelbediende
monteur technicus mecanicien installateur reparateur hersteller onderhoudstechnicus
adviseur consultant consulent raadgever deskundige specialist expert
ontwikkelaar developer programmeur
ingenieur engineer technoloog
assistent hulp helpende aide
schoonmaker reiniger poetser interieurverzorger
kweker teler tuinder tuinbouwer
houder fokker boer veehouder
onderzoeker wetenschapper wetenschappelijk
inspecteur controleur keurmeester keurder
begeleider hulpverlener
trainer coach instructeur opleider praktijkopleider
vertegenwoordiger accountmanager verkoopvertegenwoordiger acquisiteur
tolk vertaler
ontwerper vormgever designer
tekenaar constructeur
militair officier onderofficier soldaat
brandweer brandweerman brandwacht
ict it informatica computer automatisering software
auto voertuig motorvoertuig wagen bedrijfsauto personenauto
vrachtwagen vrachtauto truck kipauto
kleding mode confectie dameskleding herenkleding
voeding levensmiddelen voedsel voedingsmiddelen
elektro elektrisch elektrotechniek elektronica
winkel detailhandel supermarkt zaak
slager vlees slachterij slagerij
vliegtuig luchtvaart luchtmacht
trein spoor spoorweg rail metro
schip vaartuig scheepvaart scheep marine
vakman werker arbeider
klant client
planologie stedenbouw
maken vervaardigen fabriceren produceren
fabricage productie
bouwer maker
leer leder
sanitair loodgieter badkamer
hotel herberg accommodatie
film video
geld financieel
personeel hr
zorg verzorging verzorgende verpleging verpleegkundige
kapper haarstylist barbier
kok chef-kok keukenmedewerker
ober kelner serveerster bediening gastheer gastvrouw
bakker banketbakker patissier
schilder lakspuiter
metselaar stratenmaker bouwvakker
timmerman schrijnwerker meubelmaker
lasser constructiebankwerker
bankwerker metaalbewerker
beveiliger bewaker portier
secretaresse secretaris secretariaat
administratief administrateur kantoormedewerker
boekhouder accountant
inkoper inkoop
planner planning
magazijn logistiek distributie expeditie
matroos dekhand
kapitein schipper gezagvoerder stuurman
schoonheidsspecialist visagist kosmetiek
bos bosbouw
tuin groen groenvoorziening hovenier plantsoen
boom fruit
bloem plant sierteelt
koe rund melkvee veehouderij
kip pluimvee
varken
vis visserij aquacultuur
hout timmer
metaal staal
kunststof plastic rubber
papier karton
druk drukker grafisch
textiel stof
schoen schoeisel
steen beton
weg straat asfalt
riool afvalwater
gas water leiding pijp
dak dakdekker
vloer parket laminaat
verwarming koel klimaat
kraan hijs takel
graaf grondverzet
journalist verslaggever redacteur
acteur toneel theater
muzikant musicus muziek
museum tentoonstelling
bibliotheek archief
rechter advocaat jurist juridisch
notaris
politie agent opsporing
gevangenis bewaarder
arts dokter geneeskundige medicus
tandarts tandheelkunde
apotheek apotheker farmacie
fysiotherapeut fysiotherapie
psycholoog psychologie
maatschappelijk sociaal welzijn
jeugd kind jongere
ouder bejaarde
gehandicapt beperking
kerk geestelijke priester pastor dominee
uitvaart begrafenis crematorium
reis toerisme reisbureau
sport fitness
spel spelletje casino
verzekering polis
bank krediet
belasting fiscaal fiscalist
makelaar vastgoed onroerend woning
reclame advertentie marketing
communicatie voorlichting
opleiding scholing onderwijs
laborant laboratorium
milieu
energie stroom
mijnbouw steengroeve
"""

# What a title says between the lines: a pattern, and the words that it stands for.
_SAID: Final = (
    (r"\buniversitair|\bhoogleraar\b", "docent hoger onderwijs"),
    (r"\b[23]e graads\b", "leerkracht voortgezet onderwijs vakdocent beroepsonderwijs"),
    (r"\b1e graads\b", "leerkracht voortgezet onderwijs"),
    (r"^docent\b(?!.*graads)", "hoger onderwijs"),
    (
        r"\b(engels|frans|duits|spaans|russisch|hongaars|fries|italiaans|arabisch|turks|chinees|nederlands|esperanto"
        r"|portugees|pools|zweeds|japans|grieks|latijn)\b",
        "moderne talen",
    ),
    (r"\b(bedrijfsleider|ondernemer|manager|afdelingsmanager)\b.*\bverkoop\b", "winkel detailhandel"),
)
_SHORT: Final = {
    "mdw": "medewerker", "medew": "medewerker", "ass": "assistent", "asst": "assistent", "alg": "algemeen",
    "adm": "administratief", "admin": "administratief", "tech": "technisch", "techn": "technisch",
    "med": "medisch", "log": "logistiek", "verpl": "verpleegkundige", "psych": "psychiatrisch", "mgr": "manager",
    "coord": "coordinator", "elektr": "elektrotechnisch", "wtb": "werktuigbouwkunde", "gww": "grond weg waterbouw",
    "hovenier": "hovenier tuinman", "chauff": "chauffeur", "secr": "secretaresse",
}  # fmt: skip


def written_out(title: str) -> str:
    """Plain words, short forms in full, and what stands between brackets inside a word as a word of its own."""
    text = re.sub(r"\((\w+)\)(?=\w)", r"\1 ", plain(title))
    return " ".join(_SHORT.get(word, word) for word in words_of(text))


def between_the_lines(title: str) -> str:
    """The words that a title (as ``written_out`` gives it) means without saying them."""
    return " ".join(words for pattern, words in _SAID if re.search(pattern, title))


@cache
def kinds() -> dict[str, str]:
    """Per stem the kind that it is of, where it stands in ``ALIKE``."""
    found: dict[str, str] = {}
    for number, line in enumerate(ALIKE.split("\n")):
        for word in line.split():
            found.setdefault(stem(word), f"~{number}")
    return found
