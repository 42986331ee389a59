"""What reading schedules costs: phrases beside dateparser, page text that announces nothing.

Method: one process, CPU seconds (`time.process_time`), interleaved rounds after one for warming up, medians. Phrases
are those of ../shared/bench/phrases.jsonl, or our own tables where that is absent; `dateparser.search_dates` gets the
same texts, with the two languages that they are in. The page is written here, in the manner of the pages that every
organisation has: about us, house rules, prices, privacy. It names weeks, months and years and announces nothing; every
copy has other numbers, so that nothing can be remembered. Prints one JSON line per figure.
"""

import gc
import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from dateparser.search import search_dates

from pipeline.normalise.schedules import announcements

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "bench" / "phrases.jsonl"
TABLES = ROOT / "tests" / "pipeline" / "normalise" / "schedules" / "phrases"
ON = date(2026, 11, 24)
ROUNDS = 5
TIMES = 10  # that we read all phrases while dateparser reads them once, so that either takes long enough to be timed
PAGES = 400
PAGE = """Welkom bij buurthuis De Brug

De Brug is een ontmoetingsplek voor iedereen uit de wijk. Onze deur staat open voor jong en oud, voor mensen die
hier al hun hele leven wonen en voor mensen die net zijn aangekomen. We drinken koffie, koken samen, repareren
wat kapot is en helpen elkaar met brieven, formulieren en de eerste woorden Nederlands.

Wie zijn wij?

In {year} begonnen enkele buurvrouwen met een kan koffie in een leeg winkelpand. Nu zijn er {number}
vrijwilligers en komen er ruim {number}0 bezoekers over de vloer. Het bestuur bestaat uit zeven leden; de
dagelijkse leiding ligt bij twee coördinatoren en een beheerder. De stichting is een ANBI, het KvK-nummer is
4123{number} en onze rekening is NL00 BANK 0123 4567 {number}.

Waar vind je ons?

Het gebouw ligt aan de Lange Kade {number}, 1234 AB Brugdam, naast de speeltuin en schuin tegenover de kerk. Er
is een lift en een rolstoeltoilet, de ingang heeft geen drempel. Fietsen kunnen onder het afdak, parkeren kan op
het plein. Bel 030 123 {number} of schrijf naar info@debrug.example; wij antwoorden binnen enkele werkdagen.

Wat kost het?

Meedoen is meestal gratis. Voor een maaltijd vragen we € {number},50, voor kinderen tot 12 jaar de helft. Een
kopje koffie kost € 0,80. Wie lid wordt, betaalt € 3,75 per maand of € 40,- per jaar. Heb je een stadspas, dan
krijg je 50 % korting.

Vrijwilliger worden

We zoeken gastvrouwen, koks, taalmaatjes en mensen met twee rechterhanden. Je bepaalt zelf hoeveel tijd je
geeft, de meesten werken drie of vier uur per week. Je krijgt een vergoeding van de reiskosten, een cursus en
elk jaar een etentje. Ervaring is niet nodig, een goed humeur wel. Een Verklaring Omtrent het Gedrag vragen wij
voor je aan, die kost je niets.

Huisregels

We groeten elkaar, luisteren naar elkaar en laten elkaar uitpraten. Roken doen we buiten, alcohol schenken we
niet. Honden mogen mee als ze aangelijnd zijn, de keuken blijft voor de koks. Wie de zaal huurt, ruimt haar ook
weer op. Schade meld je bij de beheerder. Foto's maken we alleen als iedereen het goed vindt; wie er niet op
wil, zegt het even.

Zaalhuur

Onze zalen zijn te huur voor vergaderingen, repetities en feesten: de grote zaal voor {number} personen met
podium en beamer, de huiskamer voor 25, het atelier voor 12. Prijzen beginnen bij € 18,- per uur.
Bewonersgroepen uit de wijk betalen niets.

Privacy

Wij bewaren niet meer dan nodig is: je naam en je telefoonnummer als je lid bent, en die gooien we weg zodra je
opzegt. Deze website plaatst geen cookies van anderen. Je mag altijd vragen wat wij van je weten en het laten
verbeteren of wissen. Vragen of een klacht? Schrijf naar het bestuur of naar de Autoriteit Persoonsgegevens.
Versie {number} van deze verklaring.

About us in English

The Bridge is a place to meet your neighbours. You do not need to speak Dutch, you do not need to sign up and it
does not cost a thing. Bring a friend, a recipe or a broken toaster. Our volunteers speak Arabic, English,
Tigrinya, Turkish and Ukrainian.

Onze partners

Wij werken samen met de bibliotheek, de huisartsen, drie scholen, de woningbouwvereniging, de moskee, de
wijkverpleging en de gemeente Brugdam. Steun kregen wij van het fonds voor de wijk ({year}), van de provincie en
van meer dan {number} donateurs.
"""


def phrases() -> list[str]:
    """The texts of the phrases, in the order of their files."""
    files = [SHARED] if SHARED.is_file() else sorted(TABLES.glob("*.jsonl"))
    return [json.loads(line)["text"] for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def page_text() -> str:
    """All copies of the page, one after the other."""
    return "\n\n".join(PAGE.format(number=11 + n % 88, year=1971 + n % 50) for n in range(PAGES))


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one call, with the garbage of the one before collected first."""
    gc.collect()
    before = time.process_time()
    work()
    return time.process_time() - before


def main() -> None:
    texts, page = phrases(), page_text()
    if announcements(page, reference=ON):
        raise SystemExit("the page is taken to announce something")
    works: dict[str, Callable[[], object]] = {
        "ours": lambda: [announcements(text, reference=ON) for text in texts * TIMES],
        "dateparser": lambda: [search_dates(text, languages=["nl", "en"]) for text in texts],
        "page": lambda: announcements(page, reference=ON),
    }
    rounds = [{name: seconds(work) for name, work in works.items()} for _ in range(ROUNDS + 1)][1:]
    cost = {name: median(round_[name] for round_ in rounds) for name in works}
    figures = (
        (
            f"read {len(texts)} phrases: phrases per second over dateparser's",
            TIMES * cost["dateparser"] / cost["ours"],
            50,
        ),
        ("megabytes of page text that announces nothing per second", len(page.encode()) / 1e6 / cost["page"], 10),
    )
    for name, ratio, aim in figures:
        print(json.dumps({"name": name, "ratio": round(ratio, 3), "aim": aim, "higher_is_better": True}))


if __name__ == "__main__":
    main()
