"""Why somebody cannot do something is never kept; what they cannot do is."""

from __future__ import annotations

import pytest
from intake_support import people_file, person, table_file, take, take_person, take_vacancy

from eventapp.fair.correcting import cleaned
from eventapp.intake.sensitive import is_sensitive, sensitive_spans

QUESTION = "In kolom kan_niet stond iets dat wij niet bewaren. Vraag wat dit voor het werk betekent."


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("kan ivm rug niet lang staan", ["standing"]),
        ("niet zwaar tillen door een hernia", ["lifting"]),
        ("heeft autisme, geen drukte", ["crowds"]),
        ("vanwege mijn knie geen trappen", ["stairs"]),
        ("last van epilepsie, niet op een ladder", ["heights"]),
    ],
)
def test_the_limit_is_used_and_its_cause_is_dropped(text: str, limits: list[str]) -> None:
    fields, warned = take_person(kan_niet=text)
    assert fields["limits"] == limits
    assert "limits_text" not in fields
    assert fields["questions"] == [QUESTION]
    assert text not in repr(fields)
    assert warned == {("sensitive_text", "kan_niet")}


@pytest.mark.parametrize(
    "text",
    [
        "ADHD", "in de schuldsanering", "verslaafd geweest", "strafblad", "i.v.m. geloof",
        "heeft een Wajong-uitkering", "rugklachten", "zwanger", "statushouder", "burn-out gehad",
    ],
)  # fmt: skip
@pytest.mark.parametrize("column", ["kan_niet", "dagdelen", "steun_nodig", "uren_max", "rijbewijs", "toestemming"])
def test_nothing_of_such_words_is_left_in_any_column(text: str, column: str) -> None:
    intake = take(people_file(person(**{column: text})))
    assert text not in repr(intake)
    assert [warning["code"] for warning in intake.report["files"][0]["warnings"]] == ["sensitive_text"]


def test_only_the_value_with_such_a_word_is_held_back() -> None:
    fields, _ = take_person(kan_niet="tillen|door mijn rug niet bukken|rekenen")
    assert fields["limits_text"] == ["tillen", "rekenen"]
    assert fields["limits"] == ["lifting", "bending"]
    assert fields["questions"] == [QUESTION, "kan niet: rekenen"]


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("kan", "zorgen voor ouderen met dementie"),
        ("wil", "werken met vluchtelingen"),
        ("beroepen", "psychiatrisch verpleegkundige"),
        ("beroepen", "schuldhulpverlener"),
        ("kan", "heb ervaring met MS Office"),
        ("kan_niet", "natte handen"),
        ("kan_niet", "niet in een ziekenhuis"),
        ("achternaam", "Christen"),
    ],
)
def test_words_about_work_and_names_are_kept(column: str, text: str) -> None:
    fields, warned = take_person(**{column: text})
    assert text in repr(fields)
    assert warned == set()


@pytest.mark.parametrize("text", ["ik heb autisme", "ervaring door eigen verslaving", "koken, ben nu in therapie"])
def test_in_what_people_can_and_want_only_what_is_about_themselves_is_held_back(text: str) -> None:
    fields, warned = take_person(kan=text, wil=text)
    assert not {"can", "wants"} & set(fields)
    assert warned == {("sensitive_text", "kan"), ("sensitive_text", "wil")}


def test_what_an_employer_writes_is_about_work() -> None:
    assert take_vacancy(taken="zorgen voor mensen met dementie|medicijnen klaarzetten")[1] == set()


# --- which words ---

ABOUT_A_PERSON = {
    "health": "GGZ|heeft ADHD|ASS.|PTSS|burn-out|burnout gehad|reuma|hernia|zwaar depressief|rug klachten|suikerziekte"
    "|allergisch voor honden|onder behandeling bij de specialist|niet tillen ivm zijn knie|wegens zwangerschap",
    "addiction": "verslaving|alcoholist|clean sinds 2020|zit in de verslavingszorg|drinkt te veel|blowt",
    "debt": "schuldsanering|WSNP|bewindvoerder|onder bewind|schuldenproblematiek|loonbeslag|in de MSNP",
    "justice": "reclassering|enkelband|VOG-probleem|problemen met VOG|detentie|in de gevangenis gezeten|taakstraf"
    "|heeft vastgezeten|moet voor de rechter komen|krijgt geen VOG",
    "religion": "is moslim|gaat naar de kerk|bidt vijf keer per dag|draagt hoofddoek|geloofsovertuiging|katholiek",
    "origin": "statushouder|komt uit Eritrea|Syrische vluchteling|asielzoeker|woont op azc|van Turkse afkomst",
    "benefits": "heeft bijstand|Wajong|WIA-uitkering|valt onder de Participatiewet",
    "slips of the pen": "ruma|hernea|depresie|epilepcie|diabetis|medicijen|schitzofrenie|verslaaft|shuldsanering"
    "|autsime|reclasering|psycoloog",
}
ABOUT_WORK = (
    "beveiliger in een gevangenis|gewerkt in de verslavingszorg|ervaring bij de GGZ|werkte als schuldhulpverlener"
    "|stage gelopen in de psychiatrie|begeleider in de gehandicaptenzorg|koken voor mensen met dementie"
    "|werken met vluchtelingen|medisch secretaresse|tuinman in de kerktuin|winkel in kerstspullen|Kerkrade"
    "|wil ICT-specialist worden|kan blind typen|rechterhand van de baas|rechter arm niet boven schouderhoogte"
    "|klachten afhandelen|ervaring met MS Office|clean desk|wil bij de politie werken|ass. manager|verslag maken"
    "|gelooft in zichzelf|magazijn, heftruck|schilder|expressie|CV's schrijven|roman lezen|drankenhandel|zwart geld"
)


@pytest.mark.parametrize("text", [text for texts in ABOUT_A_PERSON.values() for text in texts.split("|")])
def test_a_word_about_a_person_is_found(text: str) -> None:
    assert is_sensitive(text, "opmerkingen")
    assert sensitive_spans(text, "opmerkingen")


@pytest.mark.parametrize("text", ABOUT_WORK.split("|"))
def test_an_ordinary_word_about_work_is_no_alarm(text: str) -> None:
    assert not is_sensitive(text, "opmerkingen")


def test_work_in_care_hides_nothing_about_the_person() -> None:
    assert is_sensitive("gewerkt in de verslavingszorg na eigen verslaving", "opmerkingen")
    assert is_sensitive("heeft in de gevangenis gewerkt", "opmerkingen"), "that may be either: privacy goes first"


def test_the_words_are_marked_where_they_stand() -> None:
    text = "Magazijn, suikerziekte; autïsme ivm rug"
    assert [text[start:end] for start, end in sensitive_spans(text, "opmerkingen")] == [
        "suikerziekte", "autïsme", "ivm rug",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("column", "text"), [("contactpersoon", "mevr. Bos (bewindvoerder)"), ("plaats", "azc Overberg")]
)
def test_a_name_or_place_that_tells_why_is_held_and_a_surname_is_not(column: str, text: str) -> None:
    assert is_sensitive(text, column)
    assert not is_sensitive("J. Christen-de Rechter", column)


FREE_TEXT = {
    "contactpersoon": (
        "mevr. Bos, burn-out|J. Jansen (moslim)|mw. de Vries: heeft ADHD|Karim (broer, ex-gedetineerd)|zit in detentie"
        "|klantmanager bijstand|komt uit Eritrea",
        "Ms. Jansen|Iva Petrov|jobcoach Anouk Bos|W. Kerk|A. Blind|team Werk en Inkomen|consulent participatie",
    ),
    "andere_talen": (
        "Arabisch, is statushouder|Turks (van Turkse afkomst)|Tigrinya, komt uit Eritrea|gebarentaal want doof"
        "|Frans, heeft dyslexie|Pools (verslaafd)",
        "Arabisch|Turks|Koerdisch|Syrisch-Arabisch|Hindoestaans|Romani|Gebarentaal|Berbers|Hebreeuws|Eritrees",
    ),
    "opleiding": (
        "MBO niet afgemaakt, depressie|havo (autisme)|vmbo gestopt ivm schulden|gestopt door burn-out|VSO ADHD"
        "|mbo 2 psychiatrisch verleden|mbo 2, autisme|opleiding gestopt wegens medische redenen",
        "MBO niet afgemaakt|Christelijk Lyceum|mbo gehandicaptenzorg|verpleegkundige psychiatrie|Katholieke Pabo"
        "|cursus omgaan met dementie|opleiding schuldhulpverlening|hbo medische beeldvorming|mbo justitie en veiligheid",
    ),
}


@pytest.mark.parametrize("column", FREE_TEXT)
def test_contact_languages_and_schooling_are_searched_as_every_other_free_text(column: str) -> None:
    held, kept = (texts.split("|") for texts in FREE_TEXT[column])
    assert [text for text in held if not is_sensitive(text, column)] == []
    assert [text for text in kept if is_sensitive(text, column)] == []


def test_what_is_held_of_them_is_nowhere_and_the_level_of_schooling_is_kept() -> None:
    fields, warned = take_person(
        opleiding="MBO 3, gestopt door depressie", andere_talen="Arabisch|Turks (van Turkse afkomst)",
        contactpersoon="mevr. Bos, burn-out",
    )  # fmt: skip
    assert fields["other_languages"] == ["Arabisch"] and not {"education_text", "contact"} & set(fields)
    assert fields["education"] == take_person(opleiding="MBO 3")[0]["education"]
    assert warned == {("sensitive_text", name) for name in ("opleiding", "andere_talen", "contactpersoon")}


@pytest.mark.parametrize(("name", "text"), [("contact", "mevr. Bos, burn-out"), ("education_text", "havo (autisme)")])
def test_by_hand_they_are_not_taken_either(name: str, text: str) -> None:
    with pytest.raises(ValueError, match=name):
        cleaned({name: text})
    assert cleaned({"other_languages": ["Arabisch", "Turks, heeft ADHD"]}) == {"other_languages": ["Arabisch"]}


def test_a_sentence_where_a_name_belongs_is_read_as_a_sentence() -> None:
    assert is_sensitive("bidt vijf keer per dag, is moslim", "contactpersoon")
    assert not is_sensitive("mevr. A. Christen (gemeente Eemdal)", "contactpersoon")


# --- what is held ---


def test_a_mixed_remark_is_held_whole_and_its_limits_come_in_at_once() -> None:
    intake = take(people_file(person(nummer="K1")), "x.csv")
    assert intake.held == []
    file = table_file(
        "Naam;Geboortedatum;Opmerkingen", "Duinmaker, S.;1-2-1980;magazijn, suikerziekte, niet lang staan"
    )
    intake = take(file, "kaartenbak.csv")
    [held] = intake.held
    assert (held.source, held.title, held.column) == (("kaartenbak.csv", 2), "Opmerkingen", "opmerkingen")
    assert held.text == "magazijn, suikerziekte, niet lang staan" and held.limits == ("standing",)
    fields = intake.people[0].fields
    assert fields["limits"] == ["standing"] and fields["questions"] == [held.question]
    assert "suikerziekte" not in repr(intake) + repr(held)


def test_a_row_that_stays_out_leaves_nothing_to_decide() -> None:
    assert take(people_file(person(kan_niet="reuma", toestemming="nee"))).held == []
    assert len(take(people_file(person(kan_niet="reuma"), person(kan_niet="hernia"))).held) == 1, "one number twice"


def test_a_column_of_ticks_keeps_no_cause_either() -> None:
    file = table_file("Naam;Geboortedatum;Rijbewijs B;Woonplaats", "Duinmaker, S.;1-2-1980;soms, ivm epilepsie;Delft")
    intake = take(file)
    assert "epilepsie" not in repr(intake)
    assert [held.text for held in intake.held] == ["soms, ivm epilepsie"]
