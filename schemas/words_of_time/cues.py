"""Words that tell what a day or time beside them is about, in Dutch and English.

The value says what they do: `past` a report, `deadline` the end of registration, `stamp` a date of publication,
`closed` a time without activity, `observance` a day of remembrance; `open` opening hours; `contact`
hours to call; `byline` and `named_day` date a message or name a day, where little else is said; the rest is a status.
"""

from schemas.words_of_time.row import Row

CUES: tuple[Row, ...] = (
    Row(
        "cue",
        "coming",
        "has been scheduled|have been scheduled|is scheduled|are scheduled|has been set|has been planned",
    ),
    Row("cue", "moved", "has been rescheduled|have been rescheduled|has been moved|have been moved|has been moved to"),
    Row("cue", "moved", "has been rescheduled to|rescheduled to|postponed to|postponed until|has been postponed to"),
    Row("cue", "moved", "uitgesteld naar|uitgesteld tot|verschoven naar|verzet naar"),
    Row("cue", "cancelled", "has been cancelled|has been canceled|have been cancelled|have been canceled"),
    Row("cue", "postponed", "has been postponed|have been postponed"),
    Row("cue", "coming", "vieren we|vieren wij|we vieren|wij vieren|viering van|kom naar|kom langs|welkom"),
    Row(
        "cue",
        "contact",
        "telefonisch bereikbaar|te bereiken|bel ons|bel voor|bel naar|bel met|bellen kan|kunt u bellen",
    ),
    Row(
        "cue",
        "contact",
        "kun je bellen|call us|call for|by phone|call the office|reach us|phone us|ring us|per telefoon",
    ),
    Row("cue", "byline", "nieuws|nieuwsbericht|nieuwsbrief|nieuwsflits|persbericht|blog|weblog|column|news|newsletter"),
    Row("cue", "byline", "press release|nieuwsoverzicht|actueel|actualiteiten|uncategorized|geen categorie"),
    Row(
        "cue", "named_day", "vrouwendag|mannendag|dag van de arbeid|moederdag|vaderdag|dierendag|bevrijdingsdag|ramadan"
    ),
    Row(
        "cue",
        "named_day",
        "bestaat|internationale vrouwendag|dodenherdenking|suikerfeest|offerfeest|valentijnsdag",
    ),
    Row("cue", "stamp", "laatste wijziging|d.d.|by admin|door admin|door de redactie|by the editor|min read|leestijd"),
    Row("cue", "stamp", "in news|besluit van|wet van|geschreven door|geplaatst in|gepost op|gepost door|dd."),
    Row(
        "cue",
        "past",
        "reikte|reikten|besloot|besloten op|winnaars van|winnaar van|uitslag van|legde|legden|zette|maakte",
    ),
    Row(
        "cue", "past", "werkte|lukte|stapte|bedankte|plantten|bakten|deed|schreef|schreven|arrived|thank you for coming"
    ),
    Row(
        "cue",
        "past",
        "thanks for coming|bedankt voor jullie komst|bedankt voor uw komst|opened in|opened its doors|moved here",
    ),
    Row("cue", "past", "uitgereikt|tekenden|tekende|gespeeld|gezongen|speelde|speelden|zongen|dansten|danste|kookten"),
    Row("cue", "past", "wandelden|fietsten|vertelde|vertelden|luisterden|keken|won|wonnen|verloor|ontstond|verhuisde"),
    Row("cue", "past", "bedankten|hielp|hielpen|zagen|kozen|nam|kookte|zong|mocht|bezocht|verwelkomden|verwelkomde"),
    Row(
        "cue", "past", "was aanwezig|waren aanwezig|dank voor|bedankt voor|dank je wel aan|met dank aan|came|thanks to"
    ),
    Row("cue", "past", "thank you to|built in|joined|welcomed|hosted|played|sang|danced|helped|learned|shared their"),
    Row(
        "cue", "closing", "aanmelding opent|inschrijving opent|inschrijving start|applications open|registration opens"
    ),
    Row("cue", "closing", "bookings open|booking opens|tickets go on sale|lever je|lever uw|stuur je|stuur uw|mail je"),
    Row("cue", "past", "hielden|viel|foto's van|foto’s van|photos of|beelden van|dank aan"),
    Row("cue", "stamp", "ingezonden brief|ingezonden"),
    Row(
        "cue",
        "closing",
        "deadline|uiterlijk|no later than|at the latest|inschrijving sluit|aanmelding sluit|applications close",
    ),
    Row(
        "cue", "closing", "registration closes|kaartverkoop|voorverkoop|ticket sale|bestel uw kaarten|bestel je kaarten"
    ),
    Row("cue", "closing", "sluitingsdatum|sluitdatum|deadline kopij|kopij|uiterste|tickets on sale|inschrijftermijn"),
    Row("cue", "opening_times", "openingstijden|openingsuren|opening hours|opening times|openingstijd"),
    Row(
        "cue",
        "past",
        "was|waren|werd|werden|vond plaats|vonden plaats|had plaats|jl.|j.l.|jl|jongstleden|afgelopen|vorige",
    ),
    Row("cue", "past", "geleden|gisteren|eergisteren|kwamen|kwam|vierden|hadden|kregen|gaf|gaven|ging|gingen|deden"),
    Row(
        "cue",
        "past",
        "hebben we|heeft plaatsgevonden|is geweest|zijn geweest|plaatsgevonden|terugblik|verslag|besloten in",
    ),
    Row(
        "cue",
        "past",
        "opgericht|sindsdien|bestond|bestaat sinds|opende|openden|verscheen|overleden|geboren|trok",
    ),
    Row(
        "cue",
        "past",
        "mochten|konden|bezochten|organiseerden|organiseerde|vierde feest|overhandigde|ontving|ontvingen|gehouden",
    ),
    Row(
        "cue", "past", "begon|startte|startten|sprak|spraken|werd gevierd|verzamelden|stonden|stond|liepen|liep|genoten"
    ),
    Row("cue", "past", "vonden|vond|brachten|bracht|maakten|namen deel|deelgenomen|geslaagd|geslaagde|was er|notulen"),
    Row("cue", "past", "werd gehouden|vorig jaar|vorige week|vorige maand|eerder dit jaar|in het verleden|destijds"),
    Row(
        "cue",
        "past",
        "were|went|turned out|took place|ago|yesterday|last week|last month|last year|happened|had|celebrated",
    ),
    Row(
        "cue",
        "past",
        "attended|held|report of|report on|visited|opened on|founded|established|joined us|came together|was held",
    ),
    Row("cue", "past", "looked back|looking back|has been|have been|enjoyed|gathered|met on|participated|organised on"),
    Row(
        "cue",
        "deadline",
        "opgeven|opgave|aanmelden|meld je aan|meld u aan|aanmelding|aanmeldingen|inschrijven|inschrijving",
    ),
    Row(
        "cue",
        "deadline",
        "inschrijven kan|uiterlijk|deadline|reserveren|aangemeld|opgeven kan|geef je op|geef u op|inleveren",
    ),
    Row(
        "cue",
        "deadline",
        "uiterste|reageren|inschrijfdatum|reacties|sluitingsdatum|schrijf je in|schrijf u in|aanleveren",
    ),
    Row(
        "cue",
        "deadline",
        "aan te melden|op te geven|in te schrijven|sluitdatum|reageer|solliciteren|stemmen kan|laat weten",
    ),
    Row(
        "cue",
        "deadline",
        "graag bericht|aanmelddatum|kaarten bestellen|voorverkoop|inschrijftermijn|indienen|inzenden|laat het weten",
    ),
    Row(
        "cue",
        "deadline",
        "sign up|register|rsvp|registration|register by|deadline is|no later than|at the latest|apply|book before",
    ),
    Row("cue", "deadline", "registrations|signing up|please register|let us know|applications|book by|reserve"),
    Row(
        "cue",
        "stamp",
        "laatst gewijzigd|gewijzigd|geplaatst|gepubliceerd|redactie|gepubliceerd op|geplaatst op|bijgewerkt",
    ),
    Row(
        "cue",
        "stamp",
        "laatst bijgewerkt|laatste update|last update|publicatiedatum|geplaatst door|nieuwsbericht|datum publicatie",
    ),
    Row(
        "cue",
        "stamp",
        "laatst aangepast|aangemaakt op|door redactie|copyright|toegevoegd op|bericht van|auteur|online sinds",
    ),
    Row(
        "cue",
        "stamp",
        "posted|posted on|published|last updated|last modified|updated|0 comments|no comments|written by|posted by",
    ),
    Row(
        "cue",
        "closed",
        "gesloten|dicht|gaat dicht|geen inloop|closed|geen spreekuur|gaat niet open|vakantiesluiting|zomerstop",
    ),
    Row(
        "cue",
        "closed",
        "geen repetitie|geen taalcafé|geen activiteiten|vrij van|winterstop|zomerreces|reces|zomersluiting",
    ),
    Row(
        "cue",
        "observance",
        "valt op|valt elk jaar op|viert|wereldwijd|internationale dag|herdenken|werelddag van|wereldwijde",
    ),
    Row(
        "cue",
        "observance",
        "herdenkt|wordt gevierd|is celebrated|is observed|celebrates|is it world|is het wereld|is de dag van",
    ),
    Row(
        "cue",
        "open",
        "open|geopend|opened|opengesteld|bereikbaar|bemand",
    ),
    Row(
        "cue",
        "cancelled",
        "afgelast|geannuleerd|gaat niet door|gaan niet door|vervalt|vervallen|cancelled|canceled|komt te vervallen",
    ),
    Row(
        "cue",
        "closed",
        "is er geen|zijn er geen|is er dan geen|geen cursus|geen training|geen bijeenkomsten|no class|no classes",
    ),
    Row(
        "cue",
        "closed",
        "no meeting|no meetings|no session|no sessions|not meeting|does not meet|there is no|there are no",
    ),
    Row(
        "cue",
        "observance",
        "is bevrijdingsdag|is koningsdag|is het koningsdag|is het bevrijdingsdag|is moederdag|is vaderdag",
    ),
    Row(
        "cue",
        "observance",
        "is het moederdag|is het vaderdag|is het dodenherdenking|is het pasen|is het kerst|is het pinksteren",
    ),
    # Held in time to come; the longer words go before "held".
    Row(
        "cue",
        "coming",
        "will be held|to be held|is held|are held|being held|wordt gehouden|worden gehouden|gehouden wordt",
    ),
    Row("cue", "cancelled", "niet door|is called off|called off|geen doorgang|annulering|afgeblazen"),
    Row(
        "cue",
        "postponed",
        "uitgesteld|wordt uitgesteld|verschoven|postponed|tot nader order|opgeschort|tot nader bericht",
    ),
    Row(
        "cue",
        "moved",
        "verplaatst|verplaatst naar|verzet naar|moved to|rescheduled|verhuisd naar|andere locatie",
    ),
    Row("cue", "full", "vol|volgeboekt|uitverkocht|volzet|sold out|fully booked|wachtlijst|waiting list|volgeboekt"),
    Row("cue", "online", "online|via zoom|via teams|digitaal via|via google meet|webinar|videobellen"),
    Row("cue", "tentative", "onder voorbehoud|ovb|o.v.b.|provisional|voorlopig|tentative|to be confirmed|mits"),
)
