"""The kiosk as visitors use it: a badge or a few letters, their own language, and nothing left for the next one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from browsing import Venue, expect, scan
from intake_support import people_file, person
from playwright.sync_api import Page
from serving import soon
from test_browser_offline import OTHER_FAIR, away, back, kept, unknown_code

from eventapp.messages import KIOSK_LANGUAGES, own_texts


def zuil(venue: Venue, language: str = "nl", size: tuple[int, int] | None = None) -> Page:
    """A kiosk where a visitor just chose this language."""
    page = venue.page("kiosk", size=size)
    page.locator(f"button[lang={language}]").click()
    expect(page.locator("h1")).to_have_text(own_texts(language)["zuil.scan"])
    return page


def somebody(venue: Venue) -> dict[str, str]:
    """Somebody whose first letters and birthday fit nobody else; from the end, for other tests scan the first few.

    Nobody of the 11th or 22nd, nor of November: typed twice, a digit walks through Chromium's list of days.
    """
    known = [one for one in venue.people.values() if one["birth_date"]]
    days = [one["birth_date"][5:] for one in known]
    return next(
        one
        for one in known[::-1]
        if days.count(one["birth_date"][5:]) == 1 and not {"11", "22"} & {*one["birth_date"].split("-")[1:]}
    )


def search(page: Page, letters: str, birth_date: str) -> None:
    """Fill in the form with the keyboard, as it stands there in Dutch."""
    page.get_by_role("button", name="Ik heb geen badge").click()
    _, month, day = birth_date.split("-")
    page.get_by_label("Eerste letters van uw naam").fill(letters)
    page.get_by_label("Geboren op dag").select_option(str(int(day)))
    page.get_by_label("Maand").select_option(str(int(month)))
    page.get_by_role("button", name="Zoek", exact=True).click()


def present(venue: Venue) -> int:
    return int(venue.ask("status")["seekers"]["present"])


def on_screen(page: Page) -> str:
    return page.locator("body").inner_text()


def test_bezoeker_checkt_zelf_in_met_een_badge(venue: Venue) -> None:
    balie, page = venue.page("desk"), venue.page("kiosk")
    mens = next(iter(venue.people.values()))
    scan(page, mens["code"])
    expect(page.locator("h1")).to_have_text(f"Welkom, {mens['first_name']}!")
    expect(page.locator("#screen")).to_contain_text(f"Nummer {mens['number']}")
    expect(page.locator(".where").first).to_have_text(re.compile(r"Stand \d+"))
    assert page.locator(".stands li").count() <= 3
    assert mens["last_name"] not in on_screen(page)
    expect(balie.locator("#count-present")).to_have_text("1")
    page.get_by_role("button", name="Klaar").click()
    expect(page.locator(".tongues button")).to_have_count(len(KIOSK_LANGUAGES))
    scan(page, mens["code"])
    expect(page.locator("#screen")).to_contain_text("U was al ingecheckt")
    assert venue.complaints == []
    assert venue.hosts == {venue.server.url.split("/")[2]}


def test_een_scan_werkt_waar_de_focus_ook_is(zaal: Venue) -> None:
    page, before = zuil(zaal), zaal.ask("status")["scans"]
    codes = [one["code"] for one in zaal.people.values()][:3]
    page.get_by_role("button", name="Ik heb geen badge").click()
    expect(page.get_by_label("Eerste letters van uw naam")).to_be_focused()
    scan(page, "jan " + codes[0])
    expect(page.locator("h1")).to_contain_text("Welkom")
    page.get_by_role("button", name="Klaar").focus()
    scan(page, codes[1])
    expect(page.locator("h1")).to_contain_text(list(zaal.people.values())[1]["first_name"])
    page.get_by_role("button", name="Opnieuw beginnen").click()
    zoek = page.locator("button[lang=nl]")
    zoek.click()
    page.get_by_role("button", name="Ik heb geen badge").click()
    page.get_by_label("Maand").focus()
    scan(page, codes[2])
    expect(page.locator("h1")).to_contain_text(list(zaal.people.values())[2]["first_name"])
    assert zaal.ask("status")["scans"] == before + 3


def test_bezoeker_zoekt_zichzelf_op_met_letters_en_geboortedag(zaal: Venue) -> None:
    page, mens, before = zuil(zaal), somebody(zaal), present(zaal)
    search(page, mens["last_name"][:3], mens["birth_date"])
    expect(page.locator("h1")).to_have_text(f"Bent u {mens['first_name']}?")
    expect(page.locator("#screen")).to_contain_text(mens["number"])
    assert mens["last_name"] not in on_screen(page)
    assert present(zaal) == before
    page.get_by_role("button", name="Ja, dat ben ik").click()
    expect(page.locator("h1")).to_have_text(f"Welkom, {mens['first_name']}!")
    assert present(zaal) == before + 1


def test_wie_het_niet_is_zegt_nee_en_wordt_niet_ingecheckt(zaal: Venue) -> None:
    page, mens, before = zuil(zaal), somebody(zaal), zaal.ask("status")["scans"]
    search(page, mens["first_name"][:2], mens["birth_date"])
    page.get_by_role("button", name="Nee").click()
    expect(page.locator("h1")).to_have_text("Ga naar de balie")
    assert mens["first_name"] not in on_screen(page)
    assert zaal.ask("status")["scans"] == before


def test_twee_mensen_passen_ga_naar_de_balie(zaal: Venue) -> None:
    organiser, page = zaal.server.paired("organiser"), zuil(zaal)
    tweeling = [
        person(nummer=f"ZZ{place}", roepnaam=name, achternaam="Oudzuil", geboortedatum="07-05-1990")
        for place, name in enumerate(("Jannigje", "Jannes"))
    ]
    answer = organiser.post("/api/v1/imports", files=[("files", ("kandidaten.csv", people_file(*tweeling)))])
    assert answer.json()["people"] == 2
    search(page, "Jann", "1990-05-07")
    expect(page.locator("h1")).to_have_text("Ga naar de balie")
    assert "Jann" not in on_screen(page)
    page.get_by_role("button", name="Opnieuw beginnen").click()
    page.locator("button[lang=nl]").click()
    search(page, "Jannig", "1990-05-07")
    expect(page.locator("h1")).to_have_text("Bent u Jannigje?")


def test_wie_vaak_zoekt_gaat_naar_de_balie(zaal: Venue) -> None:
    page = zuil(zaal)
    for _ in range(6):
        search(page, "Xq", "1990-01-01")
        expect(page.locator("h1")).to_have_text("Ga naar de balie")
        page.get_by_role("button", name="Opnieuw beginnen").click()
        page.locator("button[lang=nl]").click()
    search(page, "Xq", "1990-01-01")
    expect(page.locator("#screen")).to_contain_text("vaak gezocht")


@pytest.mark.parametrize("size", [(1280, 800), (375, 740)])
def test_in_het_arabisch_staat_alles_van_rechts_naar_links(zaal: Venue, size: tuple[int, int]) -> None:
    page, words = zuil(zaal, "ar", size), own_texts("ar")
    assert page.evaluate("[document.documentElement.dir, document.documentElement.lang]") == ["rtl", "ar"]
    mens = next(iter(zaal.people.values()))
    scan(page, mens["code"])
    expect(page.locator("#next h2")).to_have_text(words["zuil.next"])
    number = page.locator(".where").first.bounding_box()
    card = page.locator(".stands li").first.bounding_box()
    assert number and card
    assert card["x"] + card["width"] - number["x"] - number["width"] < number["x"] - card["x"], "it begins at the right"
    ours = page.locator("#screen h1, #screen h2, #screen button, .kiosk-foot").all_inner_texts()
    assert not re.search(r"\b(Welkom|Klaar|hulp|zuil\.)\b", "\n".join(ours))
    page.get_by_role("button", name=words["zuil.done"]).click()
    assert page.evaluate("document.documentElement.dir") == "ltr"


def test_elke_taal_zegt_alles_in_die_taal(zaal: Venue) -> None:
    page = zaal.page("kiosk")
    for language in KIOSK_LANGUAGES:
        words = own_texts(language)
        page.locator(f"button[lang={language}]").click()
        page.get_by_role("button", name=words["zuil.without_computer"]).click()
        expect(page.locator("h1")).to_have_text(words["zuil.no_computer"])
        expect(page.locator("#help-button")).to_have_text(words["zuil.help"])
        assert page.locator("#unreviewed").is_visible() == (language not in ("nl", "en"))
        assert page.locator("#screen [lang]").count() == 0, "no sentence had to come from another language"
        page.keyboard.press("Escape")


def test_wat_een_taal_mist_staat_er_in_het_engels_en_zegt_dat(zaal: Venue) -> None:
    page = zaal.page("kiosk", service_workers="block")  # what a service worker fetches, the page's route does not see
    page.route("**/messages/zuil.json", without_scan_in_arabic)
    page.reload()
    page.locator("button[lang=ar]").click()
    expect(page.locator("h1")).to_have_text("Scan your badge")
    assert page.locator("h1").get_attribute("lang") == "en"
    assert page.locator("h1").get_attribute("dir") == "ltr"


def test_na_zestig_tellen_is_alles_weg(zaal: Venue) -> None:
    page = zaal.page("kiosk")
    page.clock.install()
    page.reload()
    page.locator("button[lang=tr]").click()
    mens = next(iter(zaal.people.values()))
    page.locator(".choices-large button").first.click()
    page.locator("#letters").fill(mens["first_name"])
    expect(page.locator("#seconds")).to_contain_text("60")
    page.clock.run_for(30_000)
    expect(page.locator("#seconds")).to_contain_text("30")
    page.keyboard.press("Shift")  # whoever is still there gets a new minute
    expect(page.locator("#seconds")).to_contain_text("60")
    page.clock.run_for(45_000)
    expect(page.locator("#clears")).to_have_class(re.compile("nearly"))
    expect(page.locator("#nearly")).not_to_be_empty()
    page.clock.run_for(16_000)
    expect(page.locator(".tongues")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "nl", "nor does the language stay"
    assert mens["first_name"] not in page.content()
    assert page.locator("#scan").input_value() == ""
    assert page.evaluate("history.length") <= 3 and page.url.endswith("/zuil")


def test_een_welkom_verdwijnt_ook_en_met_terug_komt_niets_terug(zaal: Venue) -> None:
    page = zaal.page("kiosk")
    page.clock.install()
    page.reload()
    expect(page.locator(".tongues")).to_be_visible()
    # A clock that jumps makes the kiosk lose its patience: then it has to know by itself who this is.
    assert soon(lambda: kept(page)["people"] >= len(zaal.people), 20, pause=0.1)
    mens = next(iter(zaal.people.values()))
    scan(page, mens["code"])
    expect(page.locator("h1")).to_contain_text(mens["first_name"])
    page.clock.run_for(61_000)
    expect(page.locator(".tongues")).to_be_visible()
    assert mens["first_name"] not in page.content()
    page.clock.resume()
    scan(page, mens["code"])
    expect(page.locator("h1")).to_contain_text(mens["first_name"])
    page.goto(f"{zaal.server.url}/healthz")
    page.go_back()
    expect(page.locator(".tongues")).to_be_visible()
    assert mens["first_name"] not in page.content()


def test_de_taal_van_de_een_blijft_niet_voor_de_ander(zaal: Venue) -> None:
    page = zuil(zaal, "pl")
    een, twee = list(zaal.people.values())[:2]
    scan(page, een["code"])
    expect(page.locator("h1")).to_contain_text(een["first_name"])
    assert page.evaluate("document.documentElement.lang") == "pl"
    scan(page, twee["code"])
    expect(page.locator("h1")).to_contain_text(twee["first_name"])
    assert page.evaluate("document.documentElement.lang") == "nl"
    page.reload()
    assert page.evaluate("document.documentElement.lang") == "nl"


def test_ik_wil_hulp_gaat_af_aan_de_balie(venue: Venue) -> None:
    balie, een, twee = venue.page("desk"), zuil(venue), zuil(venue, "uk")
    expect(balie.locator("#help-card")).to_be_hidden()
    twee.locator("#help-button").click()
    expect(twee.locator("h1")).to_have_text(own_texts("uk")["zuil.help_asked"])
    expect(balie.locator("#help li")).to_contain_text("Zuil 2: iemand vraagt hulp")
    balie.get_by_role("button", name="Ik ga").click()
    expect(twee.locator("h1")).to_have_text(own_texts("uk")["zuil.help_coming"])
    expect(balie.locator("#help-card")).to_be_hidden()
    expect(een.locator("h1")).to_have_text("Scan uw badge")


def test_zonder_laptop_werkt_de_zuil(venue: Venue) -> None:
    page = venue.page("kiosk")
    everybody = len(venue.people) + venue.ask("status")["employers"]["registered"]
    assert soon(lambda: kept(page)["people"] == everybody, 15, pause=0.1), kept(page)
    een, twee = list(venue.people.values())[:2]
    away(venue, page)
    page.reload()
    expect(page.locator("#connection")).to_contain_text("Geen verbinding")
    page.locator("button[lang=ar]").click()
    scan(page, een["code"])
    expect(page.locator("h1")).to_contain_text(een["first_name"])
    expect(page.locator("#next")).to_contain_text(own_texts("ar")["zuil.ask_where"])
    page.get_by_role("button", name=own_texts("ar")["zuil.without_computer"]).click()
    page.locator("#restart").click()
    scan(page, een["code"])
    expect(page.locator("#screen")).to_contain_text("U was al ingecheckt")
    for code, sentence in ((unknown_code(venue), "kennen wij hier niet"), (OTHER_FAIR, "andere beurs")):
        scan(page, code)
        expect(page.locator("#screen")).to_contain_text(sentence)
    page.locator("#help-button").click()
    expect(page.locator("h1")).to_have_text("Loop naar de balie")
    page.locator("#restart").click()
    page.locator("button[lang=nl]").click()
    search(page, twee["last_name"][:3], "1990-01-01")
    expect(page.locator("#screen")).to_contain_text("Zoeken kan nu niet")
    back(venue, page)
    assert soon(lambda: kept(page)["outbox"] == 0)
    status = venue.ask("status")
    assert (status["seekers"]["present"], status["scans"]) == (1, 2)
    balie = venue.page("desk")
    expect(balie.locator("#help-card")).to_be_hidden()
    balie.keyboard.type(een["number"])
    balie.locator("#found").get_by_role(
        "button", name=re.compile("Waarheen|Volgende|stand", re.IGNORECASE)
    ).first.click()
    expect(balie.locator("#guide-without-computer")).to_be_checked()


def test_liever_zonder_computer(zaal: Venue) -> None:
    page = zuil(zaal)
    page.get_by_role("button", name="Liever zonder computer").click()
    expect(page.locator("#screen")).to_contain_text("Daar helpt een mens u verder")


def test_de_zuil_werkt_met_alleen_het_toetsenbord(zaal: Venue) -> None:
    page, mens = zaal.page("kiosk"), somebody(zaal)
    focus_on(page, "button[lang=en]")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    focus_on(page, ".choices-large button")
    page.keyboard.press("Space")
    expect(page.locator("#letters")).to_be_focused()
    page.keyboard.type(mens["last_name"][:3])
    _, month, day = mens["birth_date"].split("-")
    for value in (str(int(day)), str(int(month))):
        page.keyboard.press("Tab")
        page.keyboard.type(value)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(f"Are you {mens['first_name']}?")
    page.keyboard.press("Escape")
    expect(page.locator(".tongues")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "size"), [("nl", (1280, 800)), ("nl", (375, 740)), ("ar", (360, 640)), ("ti", (320, 200))]
)
def test_elk_scherm_past_en_alles_is_groot_genoeg_om_te_raken(
    zaal: Venue, language: str, size: tuple[int, int]
) -> None:
    """320 by 200 is what is left of 1280 by 800 at 400 percent."""
    page = zaal.page("kiosk", size=size)
    check(page)
    page.locator(f"button[lang={language}]").click()
    check(page)
    page.locator(".choices-large button").first.click()
    check(page)
    page.locator("#letters").fill("x")
    page.locator("form.search button").click()
    expect(page.locator(".problem")).to_be_visible()
    check(page)
    scan(page, next(iter(zaal.people.values()))["code"])
    expect(page.locator(".stands, #next .lead")).to_be_visible()
    check(page)
    page.locator("#help-button").click()
    expect(page.locator("h1")).to_have_text(own_texts(language)["zuil.help_asked"])
    check(page)


def test_de_zuil_leest_voor_met_een_stem_van_het_apparaat_zelf(zaal: Venue) -> None:
    page = zaal.page("kiosk")
    page.add_init_script(VOICES)
    page.reload()
    page.locator("button[lang=nl]").click()
    page.get_by_role("button", name="Lees voor").click()
    assert page.evaluate("globalThis.spoken") == [["nl-NL", True]]
    page.locator("#language").click()
    page.locator("button[lang=tr]").click()
    expect(page.locator("h1")).to_have_text(own_texts("tr")["zuil.scan"])
    expect(page.locator("#read")).to_be_hidden()


def test_de_organisator_koppelt_een_zuil(zaal: Venue) -> None:
    laptop = zaal.page("organiser")
    tile = laptop.locator("#tiles > div").filter(has_text="Zuil")
    tile.get_by_role("button").click()
    code = tile.locator(".code").inner_text().replace(" ", "")
    other = laptop.context.browser.new_context().new_page()  # type: ignore[union-attr]
    other.goto(f"{zaal.server.url}/koppel#{code}")
    other.wait_for_url("**/zuil")
    expect(laptop.locator("#devices")).to_contain_text("Zuil")


def without_scan_in_arabic(route: Any) -> None:
    answer = route.fetch()
    spoken = answer.json()
    for one in spoken["languages"]:
        if one["code"] == "ar":
            del one["texts"]["zuil.scan"]
    route.fulfill(response=answer, json=spoken)


def focus_on(page: Page, selector: str) -> None:
    """Tab until this has the focus."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never comes to {selector}")


def check(page: Page) -> None:
    """Nothing falls off the side, every target is 72 by 72 or more, has a name, and has enough contrast."""
    found: dict[str, Any] = page.evaluate(LOOK)
    assert found == {"wide": 0, "small": [], "nameless": [], "faint": []}


VOICES = """
globalThis.spoken = [];
const local = { lang: "nl-NL", localService: true, name: "here" };
const remote = { lang: "tr-TR", localService: false, name: "elsewhere" };
speechSynthesis.getVoices = () => [remote, local];
globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
speechSynthesis.speak = (words) => spoken.push([words.lang, words.text.includes("Scan uw badge")]);
"""
LOOK = """() => {
  const seen = (element) => element.getClientRects().length && !element.closest(".sr");
  const targets = [...document.querySelectorAll("button, select, input")].filter(seen);
  const size = (element) => element.getBoundingClientRect();
  const name = (element) => element.innerText?.trim() || element.labels?.[0]?.innerText.trim();
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    const colour = getComputedStyle(element).backgroundColor;
    return /, 0\\)$/.test(colour) && element.parentElement ? ground(element.parentElement) : colour;
  };
  const faint = [...document.querySelectorAll("body *")].filter((element) => seen(element) &&
    [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())).filter((element) => {
      const [one, other] = [light(getComputedStyle(element).color), light(ground(element))].sort((a, b) => b - a);
      return (one + 0.05) / (other + 0.05) < 4.5;
    });
  return {
    wide: Math.max(0, document.documentElement.scrollWidth - innerWidth),
    small: targets.filter((element) => size(element).width < 71.5 || size(element).height < 71.5).map((element) => element.outerHTML.slice(0, 80)),
    nameless: targets.filter((element) => !name(element)).map((element) => element.outerHTML.slice(0, 80)),
    faint: faint.map((element) => element.outerHTML.slice(0, 80)),
  };
}"""
