"""Words by which `name_problems` tells people from organisations, and one name from two."""

ORGANISATION_WORDS = frozenset(
    {
        "academy", "administration", "agence", "agencia", "agency", "agentur", "agenzia", "agência",
        "akademie", "alliance", "amt", "archives", "asociación", "association", "associazione",
        "associação", "authority", "banco", "bank", "banque", "board", "bundesamt", "bundesministerium",
        "bureau", "campaign", "campus", "center", "centre", "centro", "chamber", "clinic", "coalition",
        "collaboration", "college", "comisión", "comissão", "comitato", "comité", "comitê", "commission",
        "commissione", "committee", "companies", "company", "confederation", "conseil", "consejo",
        "conselho", "consiglio", "consortium", "consulting", "corporation", "corps", "council",
        "departamento", "department", "directorate", "division", "département", "embassy", "escuela",
        "faculty", "fakultät", "federation", "fondation", "fondazione", "force", "forum", "foundation",
        "fund", "fundación", "fundação", "gemeente", "gesellschaft", "gobierno", "gouvernement",
        "government", "governo", "group", "gruppe", "hochschule", "hospital", "initiative", "inspectorate",
        "institut", "institute", "institution", "instituto", "instituut", "instytut", "inštitut",
        "istituto", "kommission", "laboratories", "laboratory", "league", "library", "ministerie",
        "ministeriet", "ministerio", "ministerium", "ministeriö", "ministero", "ministerstvo",
        "ministerstwo", "ministry", "ministère", "ministério", "movement", "museum", "national", "nations",
        "network", "observatorio", "observatory", "office", "organisation", "organización", "organization",
        "parliament", "partnership", "police", "politie", "press", "program", "programme", "project",
        "royal", "school", "secretaria", "secretariat", "secretaría", "services", "sociedad", "sociedade",
        "society", "société", "statistics", "statistik", "stichting", "stiftung", "team", "technologies",
        "treasury", "trust", "union", "unit", "universidad", "universidade", "universiteit", "universitet",
        "university", "università", "universität", "université", "univerzita", "uniwersytet", "verband",
        "verein", "vereniging", "yliopisto", "zentrum", "ústav", "институт", "министерство", "университет",
        "大学", "研究所",
    }
)  # fmt: skip
"""Words in names of organisations, in fourteen languages."""

GIVEN_NAMES = frozenset(
    {
        "ada", "adam", "alan", "alex", "alexander", "alice", "amy", "ana", "andrea", "andreas",
        "andrew", "angela", "anita", "ann", "anna", "anne", "antonio", "barbara", "ben", "benjamin",
        "bill", "bob", "brian", "carl", "carla", "carlos", "carol", "caroline", "catherine",
        "charles", "chris", "christian", "christine", "claire", "claudia", "daniel", "daniela",
        "david", "deborah", "diana", "donald", "edward", "elena", "elisabeth", "elizabeth", "emily",
        "emma", "eric", "erik", "eva", "evelyn", "fiona", "florian", "frances", "francesco",
        "frank", "fred", "gabriel", "george", "gerald", "giovanni", "grace", "hannah", "hans",
        "heather", "helen", "helena", "henry", "ian", "ingrid", "irene", "isabel", "jack", "jacob",
        "james", "jan", "jane", "janet", "jason", "jean", "jeff", "jennifer", "jenny", "jessica",
        "jim", "joan", "joe", "johan", "johannes", "john", "jonathan", "jose", "josef", "joseph",
        "josé", "juan", "judith", "julia", "julian", "julie", "karen", "karin", "karl", "kate",
        "katherine", "keith", "ken", "kevin", "klaus", "lars", "laura", "laurent", "lena", "leo",
        "linda", "lisa", "lucas", "lucia", "luis", "luke", "marc", "marco", "margaret", "maria",
        "marie", "mark", "markus", "martha", "mary", "matthew", "matthias", "maya", "mia",
        "michael", "michel", "miguel", "mike", "monica", "nancy", "nicholas", "nicole", "nina",
        "olga", "oliver", "olivia", "pablo", "pamela", "patricia", "patrick", "paul", "paula",
        "pedro", "peter", "petra", "philip", "pierre", "rachel", "rebecca", "richard", "robert",
        "roger", "rosa", "ruth", "sandra", "sara", "sarah", "sebastian", "silvia", "simon", "sofia",
        "sophie", "stefan", "stephen", "steven", "sue", "susan", "teresa", "thomas", "tim",
        "timothy", "tom", "ulrich", "ursula", "valerie", "vera", "victoria", "walter", "william",
        "wolfgang", "yuki", "zoe",
    }
)  # fmt: skip
"""Frequent given names, by which `Ada Lane, Ben Moor` differs from `Pérez López, María José`."""

SHORT_FAMILY_NAMES = frozenset(
    {
        "BAI", "CHU", "CUI", "DAI", "DU", "FAN", "FU", "GAO", "GU", "GUO", "HAN", "HE", "HO", "HU", "JIN",
        "KIM", "LAI", "LE", "LEE", "LEI", "LI", "LIN", "LIU", "LU", "LUO", "MA", "MAO", "MO", "NI", "NGO",
        "OH", "PAN", "QIN", "REN", "SHI", "SU", "SUN", "TAN", "VU", "WEI", "WEN", "WU", "XIE", "XU", "YAN",
        "YAO", "YE", "YI", "YIN", "YU", "ZHU", "ZOU",
    }
)  # fmt: skip
"""Family names in capitals that are no initials, as in `Wei LI`."""
