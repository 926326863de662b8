"""Words: limits in people's own Dutch, papers under other names, and titles linked to occupations."""

from __future__ import annotations

from functools import reduce
from operator import or_

import pytest

from eventapp.fair.words import DEMANDS
from eventapp.matching.demands import limits_in
from eventapp.matching.lexicon import FAMILY, OCCUPATION, read_vocabulary
from eventapp.matching.linker import link
from eventapp.matching.requirements import certificates_held, holds, requirements_in
from eventapp.matching.wishes import says_no, wishes_in


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("niet zwaar tillen", {"lifting"}),
        ("geen gesjouw", {"lifting"}),
        ("niet meer dan 5 kilo", {"lifting"}),
        ("kan niet lang staan", {"standing"}),
        ("lang staan gaat niet (zitten wel)", {"standing"}),
        ("staan lukt niet, zitten gaat prima", {"standing"}),
        ("niet de hele dag stilzitten", {"sitting"}),
        ("niet de hele dag op een stoel", {"sitting"}),
        ("uitsluitend zittend werk", {"standing", "walking"}),
        ("zittend werk nodig", {"standing", "walking"}),
        ("liever zittend werk", {"standing"}),
        ("niet in het water, handen blijven droog", {"wet_hands"}),
        ("geen trappen lopen", {"stairs"}),
        ("traplopen gaat niet", {"stairs"}),
        ("niet te veel lopen of trappen", {"walking", "stairs"}),
        ("geen klanten aan de balie", {"customers"}),
        ("niet achter een beeldscherm", {"screen_work"}),
        ("geen beelscherm", {"screen_work"}),
        ("geen computerwerk", {"screen_work"}),
        ("niet boven schouderhoogte werken", {"reaching"}),
        ("kan niet op een ladder", {"heights"}),
        ("knielen en bukken", {"bending"}),
        ("liever geen drukte", {"crowds"}),
        ("kan slecht tegen tijdsdruk", {"pressure"}),
        ("kan niet goed tegen herrie", {"noise"}),
        ("niet in de kou werken", {"cold"}),
        ("liever niet bellen", {"phoning"}),
        ("niet graag alleen werken", {"working_alone"}),
        ("geen wisselende diensten", {"shifts"}),
        ("geen nachtdienst", {"nights"}),
        ("lezen en schrijven gaat niet", {"reading_writing"}),
    ],
)
def test_a_limit_in_own_words_is_its_demands(text: str, codes: set[str]) -> None:
    assert limits_in(text) == codes


@pytest.mark.parametrize(
    "text",
    ["rekenen", "niet met honden werken", "geen avond, de kinderen zijn dan thuis", "niet tellen",
     "taarten bakken", "tillen is geen probleem", "alleen 's ochtends werken", "geen lopende band",
     "niet in het weekend", "geen vlees", "liever alleen werken", "", "?!"],
)  # fmt: skip
def test_what_is_no_demand_maps_to_nothing(text: str) -> None:
    assert limits_in(text) == set()


@pytest.mark.parametrize(("word", "code"), DEMANDS.items())
def test_every_word_of_the_list_is_its_own_demand_and_no_other(word: str, code: str) -> None:
    assert limits_in(word) == {code}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("op de vorkheftruck", "heftruckchauffeur"),
        ("trucker", "vrachtwagenchauffeur"),
        ("chauffeur vrachtauto", "vrachtwagenchauffeur"),
        ("vrachtwagenschaufeur", "vrachtwagenchauffeur"),
        ("caissières", "kassamedewerker"),
        ("vakkenvulster", "vakkenvuller"),
        ("haren knippen", "kapper"),
        ("electricien", "elektricien"),
        ("rijwielherstellers", "fietsenmaker"),
        ("kinderleidster", "pedagogisch medewerker"),
        ("Stratemaker", "stratenmaker"),
        ("software engineer", "programmeur"),
    ],
)
def test_a_title_in_peoples_words_links_to_its_occupation(text: str, title: str) -> None:
    assert link(text)[0][0] == title


def test_one_word_may_name_two_occupations() -> None:
    best = {title for title, strength in link("poetshulp") if strength > 0.9}
    assert {"schoonmaker", "huishoudelijke hulp"} <= best


@pytest.mark.parametrize("text", ["", "   ", "?!", "12345", "de het een", "qqqqqqq"])
def test_what_names_no_work_links_to_nothing(text: str) -> None:
    assert link(text) == []


def test_the_vocabulary_is_wide_and_whole() -> None:
    vocabulary = read_vocabulary()
    families = {node.key for node in vocabulary.nodes if node.kind == FAMILY}
    occupations = [node for node in vocabulary.nodes if node.kind == OCCUPATION]
    assert len(occupations) >= 300
    assert len({node.title for node in occupations}) == len(occupations)
    assert {node.family for node in occupations} == families
    assert (vocabulary.kinship == vocabulary.kinship.T).all()


@pytest.mark.parametrize(
    ("must", "licences", "certificates"),
    [
        ("rijbewijs B", {"B"}, set()),
        ("groot rijbewijs", {"C"}, set()),
        ("rijbewijs C/CE", {"C"}, set()),
        ("Rijbewijs", {"B"}, set()),
        ("B-rijbewijs", {"B"}, set()),
        ("rijbewjs be", {"BE"}, set()),
        ("rijbewijs C, D en T", {"C", "D", "T"}, set()),
        ("rijbewijs B en de code 95", {"B"}, {"code_95"}),
        ("rijbewijs B, VCA", {"B"}, {"vca"}),
        ("bereid om VCA te halen", set(), set()),
        ("ervaring in de beveiliging", set(), set()),
        ("code 95", set(), {"code_95"}),
        ("VCA-VOL", set(), {"vca"}),
        ("heftruck- en reachtruckcertificaat", set(), {"forklift", "reachtruck"}),
        ("hefruck certificaat", set(), {"forklift"}),
        ("diploma Beveiliger 2", set(), {"security_guard"}),
        ("VOG", set(), set()),
        ("ervaring in de bouw", set(), set()),
    ],
)
def test_what_must_be_had_on_paper_is_read(must: str, licences: set[str], certificates: set[str]) -> None:
    assert requirements_in([must]) == (licences, certificates)


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        ("VCA basis", "VCA"),
        ("bedrijfshulpverlener (BHV)", "BHV"),
        ("E.H.B.O. diploma", "EHBO"),
        ("vorkheftruk certificaat", "heftruckcertificaat"),
        ("lasdiploma niveau 3", "lasdiploma"),
        ("HACCP-certificaat", "haccp"),
        ("certificaat steigerbouw", "Steigerbouw certificaat"),
    ],
)
def test_a_paper_is_held_under_another_name(held: str, asked: str) -> None:
    _, codes = requirements_in([asked])
    assert codes and all(holds(certificates_held([held]), code) for code in codes)


def test_wishes_around_the_work_are_heard() -> None:
    said = ("een rustige plek", "'s avonds", "lekker buiten", "Nederlands leren", "geen machines", "een vaste baan")
    wishes = reduce(or_, map(wishes_in, said))
    assert "outdoors" in wishes.demands
    assert wishes.day_parts == {"evening"}
    assert {"quiet_place", "language_support"} <= wishes.support
    assert {"noise", "machines"} <= wishes.rather_not
    assert wishes.contracts == {"paid"}


def test_words_that_tell_a_limit_are_recognised() -> None:
    assert says_no("klussen zonder zwaar werk")
    assert not says_no("klussen")
