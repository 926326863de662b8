r"""The words of ``sensitive``: patterns for small letters without accents, between word boundaries.

Health, addiction, debt, justice, religion, origin and benefits; with the abbreviations and slips of the pen that
registers are full of. A word that is common in talk of work as well ("specialist", "rechter", "clean") is here only
with what makes it about a person ("bij de specialist"). A "statushouder" is a target group, and so is kept out too.
"""

from __future__ import annotations

from typing import Final

BODY: Final = (
    r"(?:rug|nek|knie(?:en)?|schouders?|pols(?:en)?|hart|long(?:en)?|maag|heup(?:en)?|voet(?:en)?|been|benen"
    r"|hand(?:en)?|enkels?|ogen|oren|gehoor|huid|hoofd|darmen|gewrichten|spieren)"
)
MIND: Final = (
    r"autis\w*|asperger|ad(?:h|/)d|add|add/adhd|ass(?!\.? ?(?:manager|medewerker|bedrijfsleider|accountant))"
    r"|ptss|ptsd|ptts|pdd-?nos|mcdd|odd|ocd|dwangstoornis|depress\w*|depri|burn-? ?out\w*|bore-? ?out"
    r"|overspannen\w*|overbelast|overbelasting"
    r"|angst(?:en|aanval\w*|klacht\w*)?|angststoornis\w*|paniek\w*|fobi\w*|psychos\w*|psychoti\w*|psychisch\w*"
    r"|psychiatri\w*|psychiater|psycholoog|psychologe|schizo\w*|borderline|bipolair\w*|manisch\w*|trauma\w*|verward"
    r"|persoonlijkheidsproblematiek|suicid\w*|zelfdoding|zelfmoord\w*|rouw(?:verwerking|t)|eetstoornis\w*|anorexi\w*"
    r"|boulimi\w*|hooggevoelig|hsp|therapie|emdr|ggz(?:-\w+)?|g\.g\.z\.?|riagg|ribw|beschermd wonen|beschermde woon\w*"
    r"|verstandelijk\w*|lvb|l\.v\.b\.?|mlk|zwakbegaafd\w*|laagbegaafd\w*|iq|dyslex\w*|dyscalcul\w*|dyspraxi\w*"
    r"|dement\w*|alzheimer|nah|hersen(?:letsel|tumor|bloeding|infarct|schudding)|niet[ -]?aangeboren"
    r"|psych\w+ (?:klachten|problemen|beperking)|mentale? (?:klachten|problemen|gezondheid)"
)
BODILY: Final = (
    r"epilep\w*|diabet\w*|suikerziekte|suikerpatient\w*|kanker\w*|chemo\w*|bestraling\w*|tumor\w*|reuma\w*|rheuma\w*"
    r"|artrose|artritis|fibromyalgi\w*|hernia\w*|astma\w*|asthma\w*|copd|hiv|aids|hepatitis|tbc|cva|tia|beroerte"
    r"|parkinson|whiplash|ms(?! ?(?:office|word|excel|teams|project|access))|multiple sclerose|als-?patient|me/cvs"
    r"|zwanger\w*|long-? ?covid|postcovid|ziek|ziekte\w*|zieke|ziek(?:melding|gemeld)|aandoening\w*|handicap\w*"
    r"|gehandicapt\w*|invalide|stoornis\w*|diagnos\w*|gediagnosticeerd|(?:na|een|zijn|haar|rug|knie|hart)[ -]?operatie"
    r"|geopereerd|revalid\w*|medicijn\w*|medicatie|antidepress\w*|ritalin"
    r"|medische? (?:beperk|klacht|reden|problem|urenbeperk|behandel|situatie|achtergrond|oorza|indicatie|keuring)\w*"
    r"|medische? (?:advies|grond|onderzoek|dossier|verleden|traject)\w*|om medische|blind(?! typen)|doof"
    r"|slechthorend\w*|slechtziend\w*|klachten(?! (?:afhandel|behandel|aannem|oplos|van klant)\w*)|pijn|pijnstillers"
    r"|bloeddruk|(?:hart)?infarct|hartfalen|hartritme\w*"
    r"|migraine\w*|allergi\w*|nier(?:ziekte|falen|patient|problemen)|dialyse|crohn|colitis|spierziekte|slaapapneu"
    r"|slaapproblemen|rsi|tinnitus|scoliose|ischias|jicht|duizelig\w*|flauwval\w*|vermoeid\w*|chronisch\w*"
    r"|arbeidsongeschikt\w*|keuringsarts|bedrijfsarts|verzekeringsarts|huisarts"
    r"|(?:bij|naar|van) (?:de|een) (?:\w+ )?specialist|rolstoel\w*|rollator|scootmobiel|prothese|gehoorapparaat"
    r"|insuline"
    r"|ziekenhuisopname|opgenomen (?:geweest|in|voor)|opname|kliniek|afgekeurd|syndroom|down ?syndroom|lymf\w*"
    r"|bechterew|lupus|eczeem|psoriasis|incontinen\w*|in de overgang|menopauze|miskraam|kraambed|transgender"
    rf"|slechte? {BODY}|(?:ongeluk|ongeval) gehad|bedrijfsongeval|slecht ?(?:horend|ziend)|hoort slecht|ziet slecht"
    rf"|lichamelijke beperking|{BODY}[ -]?(?:klacht\w*|probleem|problemen|pijn\w*|blessure\w*|patient\w*|letsel\w*)"
)
ADDICTION: Final = (
    r"verslaa[fv]\w*|verslavings?\w*|gok(?:ken|te|t)|(?:game|gok|drugs|alcohol|drank)-?versla\w*|afkick\w*"
    r"|clean(?! ?(?:desk|room|team))|blow(?:t|en|de)|drinkt|drinken te veel|te veel drinken|alcohol\w*|drank"
    r"|drankprobleem|drankgebruik|middelen(?:gebruik|misbruik)|drugs\w*|cocaine|coke|heroine|methadon|ghb|xtc|wiet"
    r"|softdrugs|harddrugs|jellinek|brijder|tactus verslaving\w*|aa-groep"
)
DEBT: Final = (
    r"schuld(?:en\w*|hulp\w*|sanering\w*|bemiddeling|problematiek|traject|eisers?|dienstverlening)|loonbeslag"
    r"|beslag op|budgetbeheer|budgetcoach|betalings(?:achterstand\w*|regeling|problemen)|huurachterstand|deurwaarders?"
    r"|wsnp|msnp|wsnp-traject|bewind\s?voer\w*|onder bewind|beschermingsbewind|curatele|curator|failliet|faillissement"
    r"|kredietbank|voedselbank|huisuitzetting|dakloos|dakloze|thuisloos|financiele problemen|geldproblemen|in de schuld"
)
JUSTICE: Final = (
    r"justitie\w*|detentie\w*|gedetineerd\w*|ex-?gedetineerde?|gevangenis\w*|gevangen (?:gezeten|geweest)|strafblad"
    r"|veroordeel\w*|vonnis|reclassering\w*|enkelband\w*|taakstraf|werkstraf|celstraf|jeugddetentie|halt-?straf|tbs"
    r"|pij(?:-maatregel)?|vastgezeten|vast gezeten|heeft gezeten|voorwaardelijk\w* (?:straf|vrij\w*)|proeftijd justitie"
    r"|delict\w*|zeden\w*|huiselijk geweld|mishandel\w*|diefstal|crimine\w*|rechtszaak|strafzaak"
    r"|(?:voor|van|bij) de rechter(?! (?:hand|arm|kant|zijde|knie|schouder|voet|been|pols))|politiecontact\w*"
    r"|(?:contact(?:en)? met|opgepakt door|bekend bij|aangehouden door) (?:de )?politie|antecedenten"
    r"|geen vog|vog[ -]?(?:niet|geweigerd|afgewezen|probleem|problemen|lastig|moeilijk|kwestie)"
    r"|(?:krijgt|kan) (?:\w+ )?geen vog|problemen? met (?:de |een )?vog"
)
FAITH: Final = (
    r"moslim\w*|moslem\w*|islam\w*|soenni\w*|sjii\w*|alevi\w*|koran|imam|moskee|ramadan|vasten|suikerfeest|halal"
    r"|hoofddoek\w*|nikab|niqab|christen\w*|christelijk\w*|katholiek\w*|protestants?\w*|gereformeerd\w*|evangelisch\w*"
    r"|pinkstergemeente|jehova\w*|kerk|kerkelijk\w*|kerkgang|zondagsrust|joods?|joodse|jood|sabbat|hindoe\w*|boeddhis\w*"
    r"|sikh|geloof(?! (?:ik|in (?:zichzelf|mezelf|zich)))|geloofs\w*|gelovig\w*|religi\w*|gebed|gebeds\w+|bidt|bidden"
)
_COUNTRIES: Final = (
    r"syrie|eritrea|afghanistan|turkije|marokko|somalie|irak|iran|oekraine|polen|suriname|ethiopie|soedan|nigeria|ghana"
    r"|congo|kongo|pakistan|bulgarije|roemenie|china|vietnam|colombia|venezuela|curacao|aruba|de antillen|rusland|india"
    r"|indonesie|jemen|libie|tunesie|algerije|egypte|palestina|libanon|kaapverdie|sri lanka|angola|guinee|gambia"
    r"|burundi|kameroen|armenie|georgie|azerbeidzjan|tsjetsjenie|bosnie|joegoslavie|kosovo|servie|hongarije"
)
ORIGIN: Final = (
    r"(?:\w+(?:se|s) )?(?:afkomst|komaf|nationaliteit|herkomst|migratieachtergrond)|allochtoon|allochtone|gevlucht"
    r"|statushouders?|status ?houder|asiel\w*|azc|coa-?locatie|vluchteling\w*|ontheemd\w*|vergunninghouder\w*"
    r"|verblijfs\w*"
    r"|inburger\w*|ind(?![.-])|gezinshereniging|ongedocumenteerd\w*|uitgeprocedeerd\w*|roma|sinti|woonwagen\w*"
    rf"|(?:komt|kwam|komend|afkomstig|gevlucht|oorspronkelijk|geboren) (?:uit|in) (?:{_COUNTRIES})"
    r"|(?:syrische?|eritrese?|afghaanse?|marokkaanse?|somalische?|irakese?|iraanse?|oekraiense?|surinaamse?"
    r"|antilliaanse?|turkse?) (?:man|vrouw|achtergrond|jongen|meisje|dame|heer|vluchteling\w*|nederlander|familie)"
)
BENEFIT: Final = (
    r"uitkering\w*|bijstand\w*|wajong\w*|wia|wao|waz|wga|iva|ww|ww-uitkering|ziektewet|zw|ioaw|ioaz|bbz|p-?wet"
    r"|participatiewet|participatieladder|loonkostensubsidie|lks|loonwaarde|loondispensatie|garantiebaan|banenafspraak"
    r"|doelgroepregister|doelgroepverklaring|beschut werk|sw-?indicatie|wsw|praktijkroute|no-?risk|wmo|wlz|pgb"
)
# What no work is about: sensitive in what somebody can and wants too.
NEVER_WORK: Final = (
    r"strafblad|wajong|wia|iva|wga|ioaw|ww|p-?wet|participatiewet|bijstand|banenafspraak|doelgroepregister|loonwaarde"
    r"|statushouder|enkelband|wsnp|(?:\w+se|van \w+) (?:afkomst|komaf|nationaliteit)"
)
# About somebody, even in a cell that holds a name or a place, and nobody's surname.
NEVER_A_NAME: Final = (
    r"autis\w*|adhd|ptss|depressi\w*|verslaafd\w*|verslavings?\w*|schuld(?:en|hulp\w*|sanering\w*)|wsnp|bewindvoer\w*"
    r"|reclassering\w*|detentie|gedetineerd\w*|gevangenis\w*|wajong|uitkering\w*|bijstand|statushouder\w*|asiel\w*|azc"
    r"|ggz|psychiat\w*|psycholo\w*|beschermd wonen|verslavingszorg|curator|vluchteling\w*"
)
# Of a contact: surnames, first names and forms of address that are such a word as well.
SURNAMES: Final = r"christen(?:s|sen)?|kerk|imam|joode?|roma|iva|tia|ms\.?|blind|drank|vasten|pijn|coke|(?:de )?rechter"
LANGUAGES: Final = r"hindoe\w*|roma(?:nes|ni)?|sinti\w*|joods|ass"
# A school or a study, not somebody's faith or illness.
_FAITHS: Final = r"christelijke?|katholieke?|protestantse?|gereformeerde?|evangelische?|islamitische?|joodse?|hindoe"
_STUDIED: Final = (
    r"gehandicaptenzorg|psychiatrie|psychiatrische (?:zorg|verpleegkunde|hulpverlening)|psychologie|verslavingszorg"
    r"|verslavingskunde|schuldhulpverlening|schulddienstverlening|reclassering|islamstudies|islamitische theologie"
    r"|religie(?:wetenschap\w*)?|geloofscommunicatie|justitie|revalidatie|medische? (?:beeldvorming\w*|techniek\w*"
    r"|laborato\w*|administrati\w*|terminologie|fitness|pedicure|hulpverlening)"
)
SCHOOLS: Final = (
    rf"(?:{_FAITHS}) (?:\w*school|college|lyceum|pabo|universiteit|academie|mavo|havo|vmbo|vwo|atheneum"
    rf"|gymnasium|mbo|hbo|lts|mts|onderwijs|scholengemeenschap)"
    rf"|(?:mbo|hbo|hbo-v|wo|cursus|opleiding|training|studie|diploma|bachelor|master|module|certificaat|leergang"
    rf"|verpleegkundige?|verzorgende|begeleider|verpleegkunde)(?: (?:niveau )?\d)? (?:in (?:de )?)?(?:{_STUDIED})"
    r"|(?:omgaan|werken) met (?:mensen met )?(?:dementie|autisme|verslaafden|verstandelijk gehandicapten)"
)
# Somebody at work there, not somebody in care there. "In de gevangenis gewerkt" may be either, so it needs the trade.
_PLACES_OF_WORK: Final = (
    r"(?:verslavings|gehandicapten|gezondheids|psychiatrische |geestelijke gezondheids|ouderen)zorg|zorgboerderij"
    r"|verslavingskliniek|kliniek|revalidatie\w*|ziekenhuis|ggz(?:-\w+)?|psychiatrie|schuldhulp\w*|reclassering|azc"
    r"|asielzoekerscentrum|vluchtelingenwerk|politie|justitie|jeugdzorg|kredietbank|deurwaarderskantoor|uwv"
)
_GUARDS: Final = (
    r"beveilig\w+|bewaker|bewaarder|inrichtingswerker|docent\w*|leraar|verpleegkundige|verzorgende|arts|medewerker"
    r"|schoonma\w+|receptionist\w*|portier|vrijwilliger|begeleider|hulpverlener|consulent|stagiaire?"
)
_WHOM: Final = (
    r"dementie|dementerenden|dementerende ouderen|autisme|een (?:\w+ )?(?:beperking|handicap)|gehandicapten|verslaafden"
    r"|vluchtelingen|statushouders|asielzoekers|schulden|zieken|gehandicapte \w+|psychische (?:klachten|problemen)"
)
WORK: Final = (
    rf"(?:gewerkt|werkte|werkzaam|ervaring|stage(?: gelopen)?|vrijwilligerswerk|baan|functie|diploma|opleiding)"
    rf"(?: (?:geweest|gedaan|als \w+))? (?:in|bij|binnen) (?:de |het |een )?(?:{_PLACES_OF_WORK})"
    rf"|(?:in|bij) (?:de |het |een )?(?:{_PLACES_OF_WORK}) (?:gewerkt|werkzaam geweest|stage gelopen)"
    rf"|(?:{_GUARDS}) (?:\w+ )?(?:in|bij|van|binnen) (?:de |het |een )?(?:gevangenis|tbs-?kliniek|{_PLACES_OF_WORK})"
    rf"|(?:{_GUARDS}) (?:{_PLACES_OF_WORK})"
    r"|gevangenisbewa\w+|schuldhulpverlen(?:er|ing)(?: gewerkt)|(?:als|functie van|beroep) (?:schuldhulpverlener"
    r"|bewindvoerder|deurwaarder|psycholoog|psychiater|huisarts|reclasseringswerker|reclasseringsmedewerker|curator)"
    r"|reclasserings(?:werker|medewerker)|psychiatrisch verpleegkundige|verpleegkundige psychiatrie|medisch"
    r" (?:secretaresse|secretariaat|pedicure|assistent\w*)|(?:docent|leraar|les|juf|meester) (?:\w+ )?religie"
    rf"|(?:zorgen?|zorgt|zorg|werken|werkte|gewerkt|werk|begeleiden|begeleidt|koken|omgaan|ervaring|helpen) "
    rf"(?:voor|met|van) (?:ouderen |mensen |kinderen |jongeren |clienten )?(?:met )?(?:{_WHOM})"
)
# Long words that people misspell: one letter wrong, left out or changed places. The first one is nearly always right.
OFTEN_MISSPELT: Final = (
    "autisme", "autistisch", "alcohol", "bewindvoerder", "bewindvoering", "bipolair", "borderline", "burnout",
    "depressie", "depressief", "deurwaarder", "diabetes", "dyslexie", "dyslectisch", "enkelband", "epilepsie",
    "fibromyalgie", "gedetineerd", "gevangenis", "medicijnen", "migraine", "psychose", "psychisch", "psycholoog",
    "psychiater", "reclassering", "rugklachten", "rugpijn", "schizofrenie", "schulden", "schuldsanering",
    "statushouder", "strafblad", "suikerziekte", "uitkering", "verslaafd", "verslaving", "vluchteling", "zwanger",
)  # fmt: skip
SHORT_SLIPS: Final = r"ruma|hernea|autsime|autisem|verslaaft|dislexi\w*|dislect\w*|adht|moslin|diabeet|epilepci\w*"
