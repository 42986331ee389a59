"""Dutch. The compounds of weekday and daypart ("dinsdagavond") are made by the scanner."""

from schemas.words_of_time.row import Row

DUTCH: tuple[Row, ...] = (
    Row("weekday", 0, "maandag|maandags"),
    Row("weekday", 1, "dinsdag|dinsdags|disdag|dindsag"),
    Row("weekday", 2, "woensdag|woensdags|woendag|woensag"),
    Row("weekday", 3, "donderdag|donderdags|dondedag|donderag"),
    Row("weekday", 4, "vrijdag|vrijdags|vrjdag|vridag"),
    Row("weekday", 5, "zaterdag|zaterdags|zaterag|zatedag"),
    Row("weekday", 6, "zondag|zondags|zodag"),
    Row("weekday", 0, "maandagen|'s maandags|’s maandags", plural=True),
    Row("weekday", 1, "dinsdagen|'s dinsdags|’s dinsdags", plural=True),
    Row("weekday", 2, "woensdagen|'s woensdags|’s woensdags", plural=True),
    Row("weekday", 3, "donderdagen|'s donderdags|’s donderdags", plural=True),
    Row("weekday", 4, "vrijdagen|'s vrijdags|’s vrijdags", plural=True),
    Row("weekday", 5, "zaterdagen|'s zaterdags|’s zaterdags", plural=True),
    Row("weekday", 6, "zondagen|'s zondags|’s zondags", plural=True),
    # Short forms count only beside a number, a time, or another short form: "zo" and "do" are words of their own.
    Row("short_weekday", 0, "ma|maa"),
    Row("short_weekday", 1, "di|din|dins"),
    Row("short_weekday", 2, "wo|woe|woens"),
    Row("short_weekday", 3, "do|don|dond"),
    Row("short_weekday", 4, "vr|vrij|vrijd"),
    Row("short_weekday", 5, "za|zat"),
    Row("short_weekday", 6, "zo|zon"),
    Row("month", 1, "januari|jan|januarie"),
    Row("month", 2, "februari|feburari|feb|febr|febuari|februarie"),
    Row("month", 3, "maart|mrt"),
    Row("month", 4, "april|apr"),
    Row("month", 5, "mei"),
    Row("month", 6, "juni|jun"),
    Row("month", 7, "juli|jul"),
    Row("month", 8, "augustus|aug|augstus"),
    Row("month", 9, "september|sept|sep"),
    Row("month", 10, "oktober|okt|octover"),
    Row("month", 11, "november|nov|novemer"),
    Row("month", 12, "december|dec"),
    Row("ordinal", 1, "eerste"),
    Row("ordinal", 2, "tweede"),
    Row("ordinal", 3, "derde"),
    Row("ordinal", 4, "vierde"),
    Row("ordinal", 5, "vijfde"),
    Row("ordinal", -1, "laatste"),
    Row("ordinal", -2, "voorlaatste|op een na laatste|op één na laatste|een na laatste|één na laatste"),
    Row("number_word", 1, "één|een|eén"),
    Row("number_word", 2, "twee"),
    Row("number_word", 3, "drie"),
    Row("number_word", 4, "vier"),
    Row("number_word", 5, "vijf"),
    Row("number_word", 6, "zes"),
    Row("number_word", 7, "zeven"),
    Row("number_word", 8, "acht"),
    Row("number_word", 9, "negen"),
    Row("number_word", 10, "tien"),
    Row("number_word", 11, "elf"),
    Row("number_word", 12, "twaalf"),
    Row("number_word", 20, "twintig"),
    Row(
        "daypart",
        "morning",
        "ochtend|ochtenden|morgens|ochtends|'s ochtends|’s ochtends|'s morgens|’s morgens|voormiddag|"
        "in de ochtend|in de morgen|s ochtends|s morgens|ochtendsessie",
    ),
    Row("daypart", "afternoon", "middag|middagen|'s middags|’s middags|namiddag|in de middag|in de namiddag|s middags"),
    Row("daypart", "evening", "avond|avonden|'s avonds|’s avonds|in de avond|s avonds|avonds"),
    Row("daypart", "night", "'s nachts|’s nachts"),
    Row("every", 1, "elke|iedere|elk|ieder|wekelijks op|wekelijks elke|alle|elken|iederen|ied.|wekelijkse"),
    Row(
        "weekly",
        1,
        "wekelijks|elke week|iedere week|eens per week|1x per week|een keer per week|één keer per week|"
        "wekelijks terugkerend|1 keer per week|eenmaal per week|eens in de week",
    ),
    Row(
        "weekly",
        2,
        "om de week|tweewekelijks|tweewekelijkse|om-de-week|twee wekelijks|2-wekelijks|veertiendaags|om de andere week",
    ),
    # "Elke drie weken", "1x per 14 dagen" are made of their words by a rule (schedules/rhythms.py).
    Row("weekly", 3, "driewekelijks|3-wekelijks"),
    Row("weekly", 4, "vierwekelijks|4-wekelijks"),
    Row("weekly", 6, "zeswekelijks|6-wekelijks"),
    Row("weeks", 1, "weken|week"),
    Row("days_word", 1, "dagen"),
    Row("months_word", 1, "maanden"),
    Row("times", 1, "keer|maal|x|keren"),
    Row("times_word", 1, "eens|eenmaal|éénmaal"),
    Row("times_word", 2, "tweemaal"),
    Row("times_word", 3, "driemaal"),
    Row("times_word", 4, "viermaal"),
    Row("times_word", 5, "vijfmaal"),
    Row("times_word", 6, "zesmaal"),
    Row("day_word", 1, "dag"),
    Row("year_word", 12, "jaar"),
    Row(
        "lessons",
        1,
        "lessen|bijeenkomsten|sessies|avonden|ochtenden|middagen|workshops|cursusavonden|ontmoetingen|"
        "cursusochtenden|cursusmiddagen|cursusdagen|trainingen|lesdagen|repetities",
    ),
    Row("per_period", "WEEKLY", "per week|in de week|p/w"),
    Row("per_period", "MONTHLY", "per maand|p/m|per kwartaal"),
    Row("per_period", "YEARLY", "per jaar|in het jaar|per seizoen|p/j"),
    Row("alternate", 2, "om de|elke oneven|iedere oneven|elke even|iedere even|elke andere|iedere andere"),
    Row("daily", 1, "dagelijks|elke dag|iedere dag|alle dagen"),
    # "Op werkdagen" alone may be when somebody is reached by telephone; with hours it is a rule.
    Row("workdays", 0, "op werkdagen|werkdagen|doordeweeks|door de week|op doordeweekse dagen"),
    Row(
        "workdays",
        1,
        "elke werkdag|iedere werkdag|elke doordeweekse dag|alle werkdagen|elke doordeweekse|iedere doordeweekse",
    ),
    Row("weekends", 1, "elk weekend|ieder weekend|in de weekenden"),
    Row("monthly", 1, "maandelijks|elke maand|iedere maand|maandelijkse"),
    Row("monthly", 2, "om de maand|tweemaandelijks|tweemaandelijkse|om de andere maand"),
    # "Twee keer per maand" is made by a rule; here is what names no number.
    Row("seldom", "MONTHLY", "een paar keer per maand|enkele keren per maand|enkele malen per maand|regelmatig op"),
    Row("seldom", "WEEKLY", "een paar keer per week|meerdere keren per week|meermaals per week"),
    Row(
        "seldom",
        "YEARLY",
        "keer per jaar|avonden per jaar|middagen per jaar|ochtenden per jaar|maal per jaar|x per jaar|"
        "keren per jaar|dagen per jaar|bijeenkomsten per jaar|avonden in het jaar",
    ),
    Row("yearly", 1, "elk jaar|ieder jaar|jaarlijks"),
    # A period of so many months: "elke laatste woensdag van het kwartaal".
    Row("period", 1, "maand|mnd|mnd."),
    Row("period", 3, "kwartaal"),
    Row("period", 6, "halfjaar|half jaar"),
    Row(
        "parity",
        0,
        "in de even weken|even weken|even week|elke even week|iedere even week|in even weken|de even weken|"
        "even weeknummers",
    ),
    Row(
        "parity",
        1,
        "in de oneven weken|oneven weken|oneven week|elke oneven week|iedere oneven week|in oneven weken|"
        "de oneven weken|oneven weeknummers",
    ),
    Row("relative_day", 0, "vandaag|vanavond|vanmiddag|vanochtend"),
    Row("relative_day", 1, "morgenavond|morgenmiddag|morgenochtend|morgen"),
    Row("relative_day", 2, "overmorgen"),
    Row("once", 1, "komende|aanstaande|a.s.|a.s|as.|eerstvolgende|aankomende|deze|eerst komende|eerstkomende|volgende"),
    Row("next_week", 1, "volgende week"),
    # So much later that nobody counts it here.
    Row("later", 1, "over een week|over twee weken|over 14 dagen|over veertien dagen|over een maand"),
    Row("this_week", 0, "deze week"),
    Row("edge", "begin", "begin van|het begin van"),
    Row("edge", "end", "eind|einde van|eind van|het einde van"),
    Row("season", "6,7,8", "zomermaanden|in de zomer|in de zomermaanden|'s zomers|’s zomers|in de zomerperiode"),
    Row("season", "12,1,2", "wintermaanden|in de winter|in de wintermaanden|'s winters|’s winters"),
    Row("season", "3,4,5", "in het voorjaar|in de lente|voorjaarsmaanden|lentemaanden"),
    Row("season", "9,10,11", "in het najaar|in de herfst|najaarsmaanden|herfstmaanden"),
    Row("in_month", 1, "in de maand|gedurende de maand|de hele maand|heel"),
    Row("in_months", 1, "in de maanden|gedurende de maanden|in de periode|de maanden"),
    Row("weekend", 1, "weekend|het weekend van|in het weekend van|weekend van|in het weekend"),
    Row("hour", 1, "uur|u|hr|uren|uurtjes|u."),
    Row("half", 1, "half|hald"),
    Row("quarter", 15, "kwart|kwartier"),
    Row("minutes", 1, "minuten|min|minuut"),
    Row("before", 1, "voor|vóór"),
    Row("past", 1, "over"),
    Row("from", 1, "van|v.a.|va"),
    Row(
        "from_on",
        1,
        "vanaf|met ingang van|m.i.v.|per|start op|startend op|van af|te beginnen op|starten op|we starten op|"
        "startdatum|eerste keer op|voor het eerst op|eerste keer|eerst op",
    ),
    # What began then says something of a rule; alone it is history.
    Row("begun_on", 1, "sinds|gestart op|begonnen op|begonnen in"),
    Row("between", 1, "tussen"),
    Row("no", 1, "geen"),
    Row("not", 1, "niet"),
    Row("to", 1, "tot|tot uiterlijk|tot ongeveer|tot circa|tot ca.|tot plm."),
    Row("through", 1, "t/m|tot en met|t.e.m.|tem|t/ m|tm|t / m|t.m.|tot/met|t.e.m"),
    Row("or", 1, "of"),
    Row(
        "and",
        1,
        "en|en/of|als|alsook|en ook|plus|én|en op|en de|en elke|en iedere|zowel|evenals|en soms|en/ of|en tevens",
    ),
    Row("on", 1, "op|op de|op elke|op een"),
    Row(
        "at",
        1,
        "om|rond|rond de klok van|omstreeks|circa|ca.|ca|ongeveer|plm.|om ongeveer|om ca.|om circa|tegen|"
        "om precies|als de klok|rond de|stipt om",
    ),
    Row("of", 1, "van de|van het|in de|in het|v.d.|vd|van elke|van iedere|van|van een"),
    Row("the", 1, "de|het|'t|evt.|eventueel"),
    Row("in", 1, "in"),
    Row("noon", 720, "twaalf uur 's middags|12 uur 's middags"),
    Row("midnight", 1440, "middernacht"),
    Row(
        "begins",
        1,
        "aanvang|begin|start|starttijd|aanvangstijd|begint om|start om|aanvang om|beginnen om|starten om|"
        "startend om|we beginnen om|we starten om|van start om|opening om|welkom vanaf|begintijd|aanvang is|"
        "het begint om",
    ),
    Row(
        "ends",
        1,
        "einde|afsluiting|eindigt om|einde om|sluiting|eindtijd|slot|klaar om|duurt tot|prijsuitreiking|"
        "afgelopen om|eindigt op|eindigen op|eindigt|einddatum|eind tijd|t/m uiterlijk",
    ),
    Row("begins", 1, "beginnen we|starten we|begint op|start datum|gaan we van start|beginnen wij|starten wij"),
    Row("ends", 1, "terug om|terug rond|terug omstreeks|terug ca.|thuiskomst|weer thuis om|tot uiterlijk"),
    Row(
        "doors",
        1,
        "inloop|inloop vanaf|inloop om|zaal open|deuren open|deur open|ontvangst|ontvangst vanaf|welkom om|"
        "zaal open om|zaal open vanaf|deuren open om|deuren open vanaf|deuren gaan open om|ontvangst om|"
        "kerk open|kerk open vanaf|inloop is vanaf|inloop is om|zaal gaat open om|deur open vanaf|deur open om",
    ),
    Row(
        "coffee",
        1,
        "koffie vanaf|koffie om|koffie en thee vanaf|koffie/thee vanaf|koffie staat klaar vanaf|"
        "koffie klaar vanaf|vooraf koffie vanaf|koffie drinken vanaf|de koffie staat klaar vanaf|"
        "koffie staat klaar om|koffie vooraf om",
    ),
    Row("meal", 1, "aan tafel|gaan we aan tafel|eten we|wordt gegeten|gaan we eten|warm eten"),
    Row("aside", 1, "zonsondergang|zonsopkomst|zonsopgang|pauze|pauze om|met pauze"),
    Row("short_daypart", "morning", "vm|ocht|ochtend|vrm"),
    Row("short_daypart", "afternoon", "nm|mi|midd|mid"),
    Row("short_daypart", "evening", "av"),
    # What comes in the place of something else does not take place on its day.
    Row("instead", 1, "i.p.v.|ipv|in plaats van|niet meer op"),
    # Feasts on a fixed day, as month-day; they announce something only with an hour.
    Row("feast", "12-24", "kerstavond"),
    Row("feast", "12-25", "eerste kerstdag|1e kerstdag|kerstochtend"),
    Row("feast", "12-26", "tweede kerstdag|2e kerstdag"),
    Row("feast", "12-31", "oudejaarsavond|oudejaarsdag|oudjaar"),
    Row("feast", "1-1", "nieuwjaarsdag"),
    Row("long", 1, "lang|durend|per keer|per dag|durende"),
    Row(
        "except",
        1,
        "m.u.v.|behalve|uitgezonderd|met uitzondering van|niet in|niet op|niet tijdens|buiten|muv|excl.|"
        "exclusief|uitgez.|niet met|m.u.v",
    ),
    # All school holidays (""), or one by its name in pipeline/normalise/school_holidays.csv.
    Row(
        "school_holidays",
        "",
        "schoolvakanties|schoolvakantie|de schoolvakanties|vakanties|vakantie|vakantieperiodes|de vakanties|"
        "de vakantie|vakantieperiode|schoolweken|lesweken|de schoolvakantie",
    ),
    Row("school_holidays", "zomervakantie", "zomervakantie|de zomervakantie|grote vakantie|de grote vakantie"),
    Row("school_holidays", "herfstvakantie", "herfstvakantie|de herfstvakantie"),
    Row("school_holidays", "kerstvakantie", "kerstvakantie|de kerstvakantie"),
    Row("school_holidays", "meivakantie", "meivakantie|de meivakantie"),
    Row("school_holidays", "voorjaarsvakantie", "voorjaarsvakantie|de voorjaarsvakantie|krokusvakantie"),
    Row(
        "public_holidays",
        1,
        "feestdagen|de feestdagen|officiële feestdagen|nationale feestdagen|christelijke feestdagen|vrije dagen",
    ),
    Row(
        "measure",
        1,
        "jarigen|jarige|km|kilometer|kilometers|euro|eur|cent|personen|deelnemers|mensen|plaatsen|meter|m2|"
        "graden|procent|stuks|vrijwilligers|leden|kinderen|kg|minuten lopen|bezoekers|inwoners|woningen|"
        "afleveringen|pagina's|gram|liter|sterren|nachten",
    ),
    Row(
        "not_number",
        1,
        "jaargang|nummer|nr.|nr|tel.|tel|telefoon|lokaal|zaal|kamer|groep|bus|lijn|hal|huisnummer|niveau",
    ),
)
