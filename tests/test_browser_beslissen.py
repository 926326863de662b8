"""People decide over the machine: the stop button, never again, by hand with a reason, and rather without a computer."""

from __future__ import annotations

from browsing import Venue, expect, scan
from playwright.sync_api import Locator

SOON = 5000
# Whether what has the focus is what one sees and can tap at its place.
UNCOVERED = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === at;
}"""


def test_organisator_zet_de_suggesties_uit_en_de_stand_krijgt_een_lijst_om_in_te_zoeken(venue: Venue) -> None:
    organisator, vrijwilliger = venue.page("organiser"), venue.page("desk")
    werkgever = venue.page("stand", stand="1")
    bedrijf = werkgever.locator("h1").inner_text().split("·")[1].strip()
    past = venue.who_fits(bedrijf)[0]
    ander = next(number for number in venue.people if number not in venue.who_fits(bedrijf))
    for nummer in (past, ander):
        scan(vrijwilliger, venue.code(nummer))
    kaarten = werkgever.locator("#people .person")
    kaart = kaarten.filter(has_text=past)
    expect(kaart.locator(".reasons li").first).to_be_visible(timeout=SOON)

    # Nobody told of themselves what groups are counted by, and then there are no figures.
    organisator.get_by_role("button", name="Krijgt elke groep gelijke kansen?").click()
    expect(organisator.locator("#bias p")).to_be_visible()
    expect(organisator.locator("#bias")).not_to_contain_text("false")

    # One button, one question: and every stand follows by itself.
    organisator.on("dialog", lambda dialog: dialog.accept())
    organisator.get_by_role("button", name="Zet de suggesties uit").click()
    expect(organisator.locator("#stopped")).to_be_visible(timeout=SOON)
    expect(werkgever.locator("#stopped")).to_be_visible(timeout=SOON)
    expect(vrijwilliger.locator("#stopped")).to_be_visible(timeout=SOON)
    expect(kaarten).to_have_count(2, timeout=SOON)
    assert werkgever.locator("#people .reasons li").count() == 0, "the machine gives no reasons now"
    werkgever.get_by_label("Zoek op nummer").fill(ander)
    expect(kaarten).to_have_count(1)
    expect(kaarten).to_contain_text(venue.people[ander]["first_name"])
    assert venue.people[ander]["last_name"] not in werkgever.content()
    kaarten.get_by_role("button", name="Nodig uit").click()
    expect(vrijwilliger.locator("#calls")).to_contain_text(ander, timeout=SOON)

    # And on again.
    organisator.get_by_role("button", name="Zet de suggesties aan").click()
    expect(werkgever.locator("#stopped")).to_be_hidden(timeout=SOON)
    expect(kaart.locator(".reasons li").first).to_be_visible(timeout=SOON)
    expect(werkgever.locator("#hall-form")).to_be_hidden()
    assert venue.complaints == []


def test_werkgever_verbergt_iemand_en_voegt_een_ander_toe_met_een_reden(venue: Venue) -> None:
    vrijwilliger = venue.page("desk")
    werkgever = venue.page("stand", stand="1")
    bedrijf = werkgever.locator("h1").inner_text().split("·")[1].strip()
    past = venue.who_fits(bedrijf)[0]
    ander = next(number for number in venue.people if number not in venue.who_fits(bedrijf))
    scan(vrijwilliger, venue.code(past))
    kaart = werkgever.locator("#people .person").filter(has_text=past)
    kaart.get_by_role("button", name="Niet meer tonen").click()
    expect(kaart).to_have_count(0)
    # Going out and coming in again, and a new page: gone is gone.
    vrijwilliger.keyboard.type(past)
    vrijwilliger.locator("#found").get_by_role("button", name="Uitchecken").click()
    expect(vrijwilliger.locator("#count-present")).to_have_text("0", timeout=SOON)
    scan(vrijwilliger, venue.code(past))
    scan(vrijwilliger, venue.code(ander))
    expect(vrijwilliger.locator("#count-present")).to_have_text("2", timeout=SOON)
    werkgever.reload()
    expect(werkgever.locator("#hidden-people")).to_contain_text(past)
    expect(kaart).to_have_count(0)

    # Somebody whom nobody suggested, by number.
    werkgever.get_by_role("button", name="Iemand toevoegen").click()
    formulier = werkgever.locator("#adding")
    formulier.get_by_label("Badgenummer").fill(ander.lower())
    formulier.get_by_label("Waarom?").select_option(label="Vroeg er zelf naar.")
    formulier.get_by_role("button", name="Voeg toe").click()
    erbij = werkgever.locator("#people .person").filter(has_text=ander)
    expect(erbij).to_contain_text("Vroeg er zelf naar.", timeout=SOON)
    expect(vrijwilliger.locator("#by-hand")).to_contain_text(ander, timeout=SOON)

    # Hiding can be taken back.
    werkgever.locator("#hidden-section summary").click()
    werkgever.get_by_role("button", name="Toch weer tonen").click()
    expect(kaart).to_be_visible(timeout=SOON)
    assert venue.complaints == []


def test_vrijwilliger_helpt_iemand_die_liever_zonder_computer_wil(venue: Venue) -> None:
    vrijwilliger, zaal = venue.page("desk"), venue.page("screen")
    werkgever = venue.page("stand", stand="1")
    bedrijf = werkgever.locator("h1").inner_text().split("·")[1].strip()
    nummer = venue.who_fits(bedrijf)[0]
    scan(vrijwilliger, venue.code(nummer))
    kaart = werkgever.locator("#people .person").filter(has_text=nummer)
    kaart.get_by_role("button", name="Nodig uit").click()
    expect(zaal.locator("#calls")).to_contain_text(nummer, timeout=SOON)
    vrijwilliger.keyboard.type(nummer)
    vrijwilliger.locator("#found").get_by_role("button", name="Stands").click()
    blad = vrijwilliger.locator("#guide")
    expect(blad.locator("#guide-next li").first).to_be_visible(timeout=SOON)
    blad.get_by_label("Liever zonder computer").check()
    expect(kaart).to_have_count(0, timeout=SOON)
    expect(zaal.locator("#calls")).not_to_contain_text(nummer, timeout=SOON)

    # The same service: the stands with reasons, to say aloud; and why not elsewhere.
    expect(blad.locator("#guide-next .reasons li").first).to_be_visible()
    blad.locator("[name=employer]").select_option(index=5)
    expect(blad.locator("#guide-why dt").first).to_be_visible()
    assert not [code for code in ("why.", "exclusion.", "reason.") if code in blad.inner_text()]
    blad.get_by_role("button", name="Sluiten").click()

    # A scan says so at once, with the stands one press away.
    vrijwilliger.locator("#scan").click()
    scan(vrijwilliger, venue.code(nummer))
    vrijwilliger.locator("#result").get_by_role("button", name="Volgende stands").click()
    expect(blad).to_be_visible()
    assert venue.complaints == []


def test_werkgever_bedenkt_zich_en_de_focus_blijft_waar_hij_was(venue: Venue) -> None:
    vrijwilliger, zaal = venue.page("desk"), venue.page("screen")
    werkgever = venue.page("stand", stand="1", size=(360, 740))
    bedrijf = werkgever.locator("h1").inner_text().split("·")[1].strip()
    nummers = venue.who_fits(bedrijf)[:3]
    for nummer in nummers:
        scan(vrijwilliger, venue.code(nummer))
    kaarten = werkgever.locator("#people .person")
    expect(kaarten).to_have_count(3, timeout=SOON)
    kaart = kaarten.filter(has_text=nummers[1])

    def knop(naam: str) -> Locator:
        return kaart.get_by_role("button", name=naam, exact=True)

    # An invitation ends the break, and can be taken back; the answer is in view.
    pauze = werkgever.locator("#pause")
    onder = pauze.evaluate("at => at.getBoundingClientRect().bottom")
    werkgever.set_viewport_size({"width": 360, "height": int(onder) + 60})
    pauze.press("Enter")
    expect(werkgever.locator("#notice")).to_contain_text("Fijne pauze")
    expect(werkgever.locator("#notice")).to_have_class("notice good above")  # the button is low in the window
    werkgever.set_viewport_size({"width": 360, "height": 740})
    expect(werkgever.locator("#paused")).to_be_visible(timeout=SOON)
    knop("Nodig uit").focus()
    werkgever.keyboard.press("Enter")
    expect(zaal.locator("#calls")).to_contain_text(nummers[1], timeout=SOON)
    expect(werkgever.locator("#paused")).to_be_hidden()
    expect(werkgever.locator("#notice")).to_be_in_viewport(ratio=1)
    expect(knop("Toch niet")).to_be_focused()
    werkgever.keyboard.press("Enter")
    expect(zaal.locator("#calls")).not_to_contain_text(nummers[1], timeout=SOON)
    expect(knop("Nodig uit")).to_be_focused()
    assert werkgever.evaluate(UNCOVERED), "and is not under the answer"

    # On top, and then hidden while invited: no call stays behind, and the focus goes to the next card.
    knop("Zet bovenaan").press("Enter")
    expect(knop("Niet meer bovenaan")).to_be_focused()
    knop("Nodig uit").press("Enter")
    expect(zaal.locator("#calls")).to_contain_text(nummers[1], timeout=SOON)
    knop("Niet meer tonen").press("Enter")
    expect(zaal.locator("#calls")).not_to_contain_text(nummers[1], timeout=SOON)
    expect(kaarten).to_have_count(2)
    expect(kaarten.first).to_be_focused()

    # In the conversation is what to ask; who sits down takes the focus along, who left gives it on.
    redenen = kaarten.first.locator(".reasons li").all_inner_texts()
    kaarten.first.get_by_role("button", name="Gesprek starten").press("Enter")
    hier = werkgever.locator("#here .person")
    expect(hier).to_be_focused()
    assert hier.locator(".reasons li").all_inner_texts() == redenen
    expect(hier).to_contain_text("Voor: ")
    werkgever.get_by_role("button", name="Gesprek afronden").press("Enter")
    werkgever.locator("#ending input").first.check()
    werkgever.get_by_role("button", name="Opslaan").press("Enter")
    expect(hier).to_have_count(0)
    expect(werkgever.locator("h1")).to_be_focused()
    assert venue.complaints == []
