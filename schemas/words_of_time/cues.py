"""Words that tell what a day or time beside them is about, in Dutch and English; the value says what they do."""

from schemas.words_of_time.row import Row

CUES: tuple[Row, ...] = (
    # Still to come, whatever else the sentence says; longer than "held" and "has been", so that they go first.
    Row(
        "cue",
        "coming",
        "has been scheduled|have been scheduled|is scheduled|are scheduled|has been set|has been planned|"
        "vieren we|vieren wij|we vieren|wij vieren|viering van|kom naar|kom langs|welkom|daarom weer|"
        "ook dit jaar|dit jaar weer|opnieuw op|this year again|will be held|to be held|"
        "is held|are held|being held|wordt gehouden|worden gehouden|gehouden wordt",
    ),
    # It takes place at another time or place.
    Row(
        "cue",
        "moved",
        "has been rescheduled|have been rescheduled|has been moved|have been moved|has been moved to|"
        "has been rescheduled to|rescheduled to|postponed to|postponed until|has been postponed to|"
        "uitgesteld naar|uitgesteld tot|verschoven naar|verzet naar|verplaatst|verplaatst naar|moved to|"
        "rescheduled|verhuisd naar|andere locatie",
    ),
    # It does not take place.
    Row(
        "cue",
        "cancelled",
        "has been cancelled|has been canceled|have been cancelled|have been canceled|afgelast|geannuleerd|"
        "gaat niet door|gaan niet door|vervalt|vervallen|cancelled|canceled|komt te vervallen|niet door|"
        "is called off|called off|geen doorgang|annulering|afgeblazen",
    ),
    # It takes place later, nobody says when.
    Row(
        "cue",
        "postponed",
        "has been postponed|have been postponed|uitgesteld|wordt uitgesteld|verschoven|postponed|tot nader order|"
        "opgeschort|tot nader bericht",
    ),
    # Nothing takes place.
    Row(
        "cue",
        "closed",
        "gesloten|dicht|gaat dicht|geen inloop|closed|geen spreekuur|gaat niet open|vakantiesluiting|zomerstop|"
        "geen repetitie|geen taalcafé|geen activiteiten|vrij van|winterstop|zomerreces|reces|zomersluiting|"
        "geen les|geen lessen|geen bijeenkomst|is er geen|zijn er geen|is er dan geen|geen cursus|"
        "geen training|geen bijeenkomsten|no class|no classes|"
        "no meeting|no meetings|no session|no sessions|not meeting|does not meet|there is no|there are no",
    ),
    # A report of the past. The forms of weak verbs ("organiseerde") are known by their ending (scan.py).
    Row(
        "cue",
        "past",
        "reikte|reikten|besloot|besloten op|winnaars van|winnaar van|uitslag van|legde|legden|zette|maakte|"
        "werkte|lukte|stapte|bedankte|plantten|bakten|deed|schreef|schreven|arrived|thank you for coming|"
        "thanks for coming|bedankt voor jullie komst|bedankt voor uw komst|opened in|opened its doors|moved here|"
        "uitgereikt|tekenden|tekende|gespeeld|gezongen|speelde|speelden|zongen|dansten|danste|kookten|wandelden|"
        "fietsten|vertelde|vertelden|luisterden|keken|won|wonnen|verloor|ontstond|verhuisde|bedankten|hielp|"
        "hielpen|zagen|kozen|nam|kookte|zong|mocht|bezocht|verwelkomden|verwelkomde|was aanwezig|waren aanwezig|"
        "dank voor|bedankt voor|dank je wel aan|met dank aan|came|thanks to|thank you to|built in|joined|"
        "welcomed|hosted|played|sang|danced|helped|learned|shared their|hielden|viel|foto's van|foto’s van|"
        "photos of|beelden van|dank aan|was|waren|werd|werden|vond plaats|vonden plaats|had plaats|jl.|j.l.|jl|"
        "jongstleden|afgelopen|vorige|geleden|gisteren|eergisteren|kwamen|kwam|vierden|hadden|kregen|gaf|gaven|"
        "ging|gingen|deden|hebben we|heeft plaatsgevonden|is geweest|zijn geweest|plaatsgevonden|terugblik|"
        "verslag|besloten in|opgericht|sindsdien|bestond|bestaat sinds|opende|openden|verscheen|overleden|"
        "geboren|trok|mochten|konden|bezochten|organiseerden|organiseerde|vierde feest|overhandigde|ontving|"
        "ontvingen|gehouden|begon|startte|startten|sprak|spraken|werd gevierd|verzamelden|stonden|stond|liepen|"
        "liep|genoten|vonden|vond|brachten|bracht|maakten|namen deel|deelgenomen|geslaagd|geslaagde|was er|"
        "notulen|werd gehouden|vorige week|vorige maand|eerder dit jaar|in het verleden|destijds|were|"
        "went|turned out|took place|ago|yesterday|last week|last month|happened|had|celebrated|"
        "attended|held|report of|report on|visited|opened on|founded|established|joined us|came together|"
        "was held|looked back|looking back|has been|have been|enjoyed|gathered|met on|participated|organised on",
    ),
    # When something was published, or who did.
    Row(
        "cue",
        "stamp",
        "laatste wijziging|d.d.|by admin|door admin|door de redactie|by the editor|min read|leestijd|in news|"
        "besluit van|wet van|geschreven door|geplaatst in|gepost op|gepost door|dd.|ingezonden brief|ingezonden|"
        "laatst gewijzigd|gewijzigd|geplaatst|gepubliceerd|redactie|gepubliceerd op|geplaatst op|bijgewerkt|"
        "laatst bijgewerkt|laatste update|last update|publicatiedatum|geplaatst door|datum publicatie|"
        "laatst aangepast|aangemaakt op|door redactie|copyright|toegevoegd op|bericht van|auteur|online sinds|"
        "posted|posted on|published|last updated|last modified|updated|0 comments|no comments|written by|"
        "posted by",
    ),
    # A message; its date is that of an announcement only where more is said.
    Row(
        "cue",
        "byline",
        "nieuws|nieuwsbericht|nieuwsbrief|nieuwsflits|persbericht|blog|weblog|column|news|newsletter|"
        "press release|nieuwsoverzicht|actueel|actualiteiten|uncategorized|geen categorie",
    ),
    # Days with a name; they are announced only where more is said.
    Row(
        "cue",
        "named_day",
        "vrouwendag|mannendag|dag van de arbeid|moederdag|vaderdag|dierendag|bevrijdingsdag|ramadan|bestaat|"
        "internationale vrouwendag|dodenherdenking|suikerfeest|offerfeest|valentijnsdag",
    ),
    # A day of remembrance, or one of every year.
    Row(
        "cue",
        "observance",
        "valt op|valt elk jaar op|viert|wereldwijd|internationale dag|herdenken|werelddag van|wereldwijde|"
        "herdenkt|wordt gevierd|is celebrated|is observed|celebrates|is it world|is het wereld|is de dag van|"
        "is bevrijdingsdag|is koningsdag|is het koningsdag|is het bevrijdingsdag|is moederdag|is vaderdag|"
        "is het moederdag|is het vaderdag|is het dodenherdenking|is het pasen|is het kerst|is het pinksteren",
    ),
    # Signing up: the day right behind it, or the last day near it, is a deadline.
    Row(
        "cue",
        "deadline",
        "opgeven|opgave|aanmelden|meld je aan|meld u aan|aanmelding|aanmeldingen|inschrijven|inschrijving|"
        "inschrijven kan|reserveren|aangemeld|opgeven kan|geef je op|geef u op|inleveren|reageren|inschrijfdatum|"
        "reacties|schrijf je in|schrijf u in|aanleveren|aan te melden|op te geven|in te schrijven|reageer|"
        "solliciteren|stemmen kan|laat weten|graag bericht|aanmelddatum|kaarten bestellen|indienen|inzenden|"
        "laat het weten|sign up|register|rsvp|registration|register by|deadline is|apply|book before|"
        "registrations|signing up|please register|let us know|applications|book by|reserve",
    ),
    # Signing up: whatever day stands near it begins or ends it.
    Row(
        "cue",
        "closing",
        "aanmelding opent|inschrijving opent|inschrijving start|applications open|registration opens|"
        "bookings open|booking opens|tickets go on sale|lever je|lever uw|stuur je|stuur uw|mail je|deadline|"
        "uiterlijk|no later than|at the latest|inschrijving sluit|aanmelding sluit|applications close|"
        "registration closes|kaartverkoop|voorverkoop|ticket sale|bestel uw kaarten|bestel je kaarten|"
        "sluitingsdatum|sluitdatum|deadline kopij|kopij|uiterste|tickets on sale|inschrijftermijn",
    ),
    # Hours to call, not to come.
    Row(
        "cue",
        "contact",
        "telefonisch bereikbaar|te bereiken|bel ons|bel voor|bel naar|bel met|bellen kan|kunt u bellen|"
        "kun je bellen|call us|call for|by phone|call the office|reach us|phone us|ring us|per telefoon",
    ),
    # Hours during which a place is open, where they stand right beside it.
    Row(
        "cue",
        "open",
        "open|geopend|opened|opengesteld|bereikbaar|bemand",
    ),
    # The same, wherever the hours stand in the sentence.
    Row(
        "cue",
        "opening_times",
        "overige dagen gesloten|verder gesloten|andere dagen gesloten|openingstijden|openingsuren|"
        "opening hours|opening times|openingstijd",
    ),
    # No places left.
    Row(
        "cue",
        "full",
        "vol|volgeboekt|uitverkocht|volzet|sold out|fully booked|wachtlijst|waiting list",
    ),
    # From afar.
    Row(
        "cue",
        "online",
        "online|via zoom|via teams|digitaal via|via google meet|webinar|videobellen",
    ),
    # Perhaps.
    Row(
        "cue",
        "tentative",
        "onder voorbehoud|ovb|o.v.b.|provisional|voorlopig|tentative|to be confirmed|mits",
    ),
)
