"""The closed word lists of the fair: English codes in the code, Dutch words in the files people make.

Each list maps the Dutch word of the file templates to the code that facts and matching use. Codes of the
Dutch exchange standard VUM are used where it has them.
"""

from __future__ import annotations

from typing import Final

# Tri-state of VUM: unknown is never "no".
UNKNOWN: Final = 0
YES: Final = 1
NO: Final = 2
TRI_STATE: Final = {"ja": YES, "nee": NO, "onbekend": UNKNOWN}

DAY_PARTS: Final = {
    "ochtend": "morning",
    "middag": "afternoon",
    "avond": "evening",
    "nacht": "night",
    "weekend": "weekend",
}

TRANSPORT: Final = {
    "lopend": "walking",
    "fiets": "bike",
    "ov": "public_transport",
    "brommer": "moped",
    "auto": "car",
}

# Lowest first: a step is one place in this list.
LANGUAGE_LEVELS: Final = ("A0", "A1", "A2", "B1", "B2", "C1")

SUPPORT: Final = {
    "begeleiding": "guidance",
    "jobcoach": "job_coach",
    "taalondersteuning": "language_support",
    "opleiding": "training",
    "certificering": "certification",
    "rustige werkplek": "quiet_place",
    "aangepast tempo": "own_pace",
    "vervoer": "transport",
    "jobcarving": "job_carving",
}

CONTRACTS: Final = {
    "betaald": "paid",
    "leerwerktraject": "learn_work_track",
    "werkervaringsplaats": "work_experience_placement",
    "proefplaatsing": "trial_placement",
    "detachering": "secondment",
    "vrijwilligerswerk": "volunteering",
}

# What work can ask of a body or a head. A person's limits and a vacancy's demands share this list.
DEMANDS: Final = {
    "tillen": "lifting",
    "staan": "standing",
    "zitten": "sitting",
    "lopen": "walking",
    "bukken": "bending",
    "hoogte": "heights",
    "trappen": "stairs",
    "reiken": "reaching",
    "kou": "cold",
    "hitte": "heat",
    "lawaai": "noise",
    "drukte": "crowds",
    "stof": "dust",
    "natte handen": "wet_hands",
    "ploegendienst": "shifts",
    "nachtdienst": "nights",
    "werkdruk": "pressure",
    "alleen werken": "working_alone",
    "samenwerken": "working_together",
    "klantcontact": "customers",
    "telefoneren": "phoning",
    "beeldscherm": "screen_work",
    "lezen en schrijven": "reading_writing",
    "autorijden": "driving",
    "machines": "machines",
    "buiten werken": "outdoors",
}

LICENCES: Final = ("AM", "A1", "A2", "A", "B", "BE", "C1", "C1E", "C", "CE", "D1", "D1E", "D", "DE", "T")

# VUM: 1 basisonderwijs, 2 VMBO, 3 HAVO/VWO, 4 MBO, 5 HBO, 6 WO, 9 anders.
EDUCATION: Final = {
    "basisonderwijs": 1,
    "vmbo": 2,
    "havo": 3,
    "vwo": 3,
    "mbo": 4,
    "hbo": 5,
    "wo": 6,
    "anders": 9,
}

# How a conversation can end.
OUTCOMES: Final = ("talked", "follow_up", "match", "no_match")
# After which of them somebody still has to hear something: a match is one only when the seeker said yes too.
FOLLOW_UPS: Final = frozenset({"follow_up", "match"})

# How somebody was followed up after the fair.
AFTERCARE_WAYS: Final = ("called", "visited", "wrote", "other")

# Which page a paired device may use.
ROLES: Final = ("desk", "stand", "screen", "kiosk", "organiser", "laptop")
