"""Tables that map the types, fields and values of BibTeX and biblatex to those of CSL.

BibTeX and biblatex: https://ctan.org/pkg/biblatex, manual, sections 2.1 and 2.2.
CSL: https://docs.citationstyles.org/en/stable/specification.html, appendices III and IV.
"""

from collections.abc import Mapping

TYPES: Mapping[str, str] = {
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "song",
    "bibnote": "document",
    "book": "book",
    "bookinbook": "chapter",
    "booklet": "pamphlet",
    "codefragment": "software",
    "collection": "book",
    "commentary": "document",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "image": "graphic",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legal": "treaty",
    "legislation": "legislation",
    "letter": "personal_communication",
    "manual": "book",
    "mastersthesis": "thesis",
    "misc": "document",
    "movie": "motion_picture",
    "music": "song",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "newspaper": "article-newspaper",
    "online": "webpage",
    "webpage": "webpage",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "software": "software",
    "softwaremodule": "software",
    "softwareversion": "software",
    "standard": "standard",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "suppperiodical": "article-journal",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
}
"""The CSL type of each entry type."""

NON_REFERENCE_TYPES = frozenset({"xdata", "set"})
"""Entry types that only provide fields to other entries."""

SUBTYPES: Mapping[str, str] = {
    "magazine": "article-magazine",
    "newspaper": "article-newspaper",
    "blog": "post-weblog",
    "speech": "speech",
    "interview": "interview",
}
"""The CSL type for each value of `entrysubtype`."""

GENRES: Mapping[str, str] = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master’s thesis",
    "mathesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate’s thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
    "patentus": "U.S. patent", "patentuk": "British patent", "patenteu": "European patent",
    "patentde": "German patent", "patentfr": "French patent", "patreq": "Patent request",
    "patrequs": "U.S. patent request", "patrequk": "British patent request",
    "patreqde": "German patent request", "patreqeu": "European patent request",
}  # fmt: skip
"""The text shown for a type of entry, or for a word that biblatex defines for the field `type`."""

TYPE_NAMES: Mapping[str, str] = {
    "article": "article-journal",
    "article; proceedings paper": "article-journal",
    "book": "book",
    "book section": "chapter",
    "computer program": "software",
    "conference paper": "paper-conference",
    "conference proceedings": "paper-conference",
    "edited book": "book",
    "electronic article": "article-journal",
    "electronic book": "book",
    "electronic book section": "chapter",
    "generic": "document",
    "journal article": "article-journal",
    "magazine article": "article-magazine",
    "newspaper article": "article-newspaper",
    "online multimedia": "webpage",
    "proceedings paper": "paper-conference",
    "web page": "webpage",
}
"""What EndNote and Web of Science write in `type` of every entry: their name for its type, not a genre."""

ROLES: Mapping[str, str] = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "bookauthor": "container-author",
    "director": "director",
    "holder": "author",
    "editora": "contributor",
    "editorb": "contributor",
    "editorc": "contributor",
    "annotator": "contributor",
    "commentator": "contributor",
    "collaborator": "contributor",
    "introduction": "contributor",
    "foreword": "contributor",
    "afterword": "contributor",
}
"""The CSL role of each list of names."""

NUMBERED_EDITORS = frozenset({"editora", "editorb", "editorc"})
"""Lists of names whose role is in a field of its own, such as `editoratype`."""

EDITORS: Mapping[str, str] = {
    "compiler": "compiler",
    "director": "director",
    "editor": "editor",
    "organizer": "organizer",
    "organiser": "organizer",
    "producer": "producer",
    "translator": "translator",
}
"""The CSL role for each value of biblatex's `editoratype` and similar fields; others are contributors."""

TEXTS: Mapping[str, str] = {
    "volumes": "number-of-volumes",
    "pagetotal": "number-of-pages",
    "edition": "edition",
    "part": "part-number",
    "version": "version",
    "series": "collection-title",
    "shorttitle": "title-short",
    "shortjournal": "container-title-short",
    "journalabbr": "container-title-short",
    "venue": "event-place",
    "eventtitle": "event-title",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "abstract": "abstract",
    "keywords": "keyword",
    "library": "call-number",
    "origpublisher": "original-publisher",
    "origlocation": "original-publisher-place",
    "origtitle": "original-title",
}
"""Fields that map directly to one CSL variable. If two map to the same one, the first has priority."""

RICH_TEXT_VARIABLES = frozenset({"collection-title", "title-short", "event-title", "original-title"})
"""CSL variables of `TEXTS` that may have markup."""

DATES: Mapping[str, str] = {
    "urldate": "accessed",
    "origdate": "original-date",
    "eventdate": "event-date",
}
"""Fields that map to one CSL date."""

ANNOTATION_FIELDS: Mapping[str, str] = {
    "annotation": "annotation",
    "balance": "balance",
    "asprinted": "as_printed",
    "urlnote": "url_note",
    "datenote": "date_note",
    "citedfor": "cited_for",
    "uncited": "uncited",
}
"""Fields with a review's own comments on a reference, and the attributes of `Reference` for them."""

ARCHIVES: Mapping[str, str] = {
    "arxiv": "https://arxiv.org/abs/",
    "jstor": "https://www.jstor.org/stable/",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/",
    "hdl": "https://hdl.handle.net/",
}
"""The address at each archive that `eprinttype` can name; the number of the document is appended."""

LATEX_LANGUAGES: Mapping[str, str] = {
    "acadian": "fr-CA",
    "american": "en-US",
    "australian": "en-AU",
    "austrian": "de-AT",
    "brazil": "pt-BR",
    "brazilian": "pt-BR",
    "british": "en-GB",
    "canadian": "en-CA",
    "canadien": "fr-CA",
    "farsi": "fa",
    "francais": "fr",
    "frenchb": "fr",
    "germanb": "de",
    "magyar": "hu",
    "mexican": "es-MX",
    "naustrian": "de-AT",
    "newzealand": "en-NZ",
    "ngerman": "de",
    "norsk": "nb",
    "nswissgerman": "de-CH",
    "nynorsk": "nn",
    "polutonikogreek": "el",
    "portuges": "pt",
    "slovene": "sl",
    "swissgerman": "de-CH",
    "uk english": "en-GB",
    "ukenglish": "en-GB",
    "us english": "en-US",
    "usenglish": "en-US",
}
"""The language tags of names in the LaTeX packages babel and polyglossia, which `langid` uses, other than
English names of languages."""

ADDRESSES = ("urlraw", "link", "weblink", "website", "www", "ee", "webpage_url")
"""Fields in which programs write an address, beside `url`."""

ARTICLE_NUMBERS = (
    "eid", "articleno", "article-number", "article_number", "articlenumber", "art_number", "elocation-id",
    "elocationid",
)  # fmt: skip
"""Fields with the number of an article that has no pages, by biblatex, ACM, Web of Science and Scopus."""

PAGE_COUNTS = ("numpages", "page_count", "number-of-pages")
"""Fields with the number of pages, beside `pagetotal`."""

STATUSES: Mapping[str, str] = {"inpress": "in press", "inpreparation": "in preparation"}
"""The words that biblatex prints for a `pubstate`, if they differ from it."""

COUNTRIES: Mapping[str, str] = {
    "countryde": "Germany",
    "countryeu": "European Union",
    "countryep": "European Union",
    "countryfr": "France",
    "countryuk": "United Kingdom",
    "countryus": "United States",
}
"""The country that each word of biblatex means, in the `location` of patents."""

PLACES = ("address", "location")
"""Fields with the place of publication."""

PUBLISHERS = ("school", "university", "institution", "organization", "howpublished", "publisher")
"""Fields that together name the publisher, in this order; EndNote writes `university`."""

READ_BY_NAME = frozenset(
    {
        "title", "subtitle", "titleaddon", "descriptivetitle", "journal", "journaltitle", "journalsubtitle",
        "booktitle", "booksubtitle", "booktitleaddon", "maintitle", "mainsubtitle", "maintitleaddon",
        "volume", "number", "issue", "pages", "chapter", "pubstate", *ARTICLE_NUMBERS,
        *PAGE_COUNTS, *ADDRESSES, *PLACES, "doi", "url", "note", "addendum", "type", "entrysubtype",
        "eprint", "eprinttype", "archiveprefix", "eprintclass", "primaryclass", "langid", "language",
        "hyphenation", "date", "year", "month", "day", "crossref", "xdata", "annote", "archiveurl",
        "archive-url", "archivedate", "archive-date", "urlstatus", "url-status",
    }
)  # fmt: skip
"""Fields that other modules of `conversion` read by name."""

IGNORED = frozenset(
    {
        "accessed", "affiliation", "bdsk-url-1", "bdsk-url-2", "bibsource",
        "biburl",
        "copyright", "date-added", "date-modified", "editoratype",
        "collaboration", "eissn", "mid", "editorbtype", "editortype", "execute", "file", "gender", "groups",
        "ids", "indexsorttitle", "indextitle", "isan", "ismn", "isrn", "issuetitle",
        "issuesubtitle", "iswc", "key", "label", "month_numeric", "nameaddon", "options", "origlanguage",
        "owner", "presort", "related", "relatedstring", "relatedtype", "reprinttitle", "rights",
        "shortauthor",
        "shorteditor", "shorthand", "shorthandintro", "shortseries", "sortkey", "sortname", "sortshorthand",
        "sorttitle", "sortyear", "timestamp", "urn", "xref", "bookpagination", "pagination", "place",
        "translation", "mendeley-groups", "mendeley-tags", "creationdate", "modificationdate", "priority",
        "ranking", "readstatus", "issue_date", "mrnumber", "zblnumber", "lccn",
        "size", "issn-l", "bibdate", "acknowledgement", "fjournal", "ajournal", "journal-url", "coden",
        "bookpages", "remark", "subject", "abstract-url", "author-dates", "mrclass", "mrreviewer", "zblno",
        "adsurl", "adsnote", "keyword",
        "tags", "comment", "citeulike-article-id", "posted-at",
        "author+an", "editor+an", "relatedoptions",
        "author_keywords",
        "correspondence_address1", "document_type", "source", "abbrev_source_title",

        "unique-id", "web-of-science-categories", "keywords-plus", "research-areas", "funding-text",
        "cited-references", "number-of-cited-references", "times-cited", "usage-count-since-2013", "da",
        "doc-delivery-number", "journal-iso", "orcid-numbers", "researcherid-numbers", "author-email",
        "funding-acknowledgement", "citation-key",
    }
)  # fmt: skip
"""Known fields that are not used."""

KNOWN_FIELDS = frozenset({*ROLES, *TEXTS, *DATES, *ANNOTATION_FIELDS, *PUBLISHERS, *READ_BY_NAME, *IGNORED})
"""All known fields; others may be misspelt."""

NOT_INHERITED = frozenset(
    {
        "crossref", "xref", "xdata", "ids", "label", "options", "presort", "related", "relatedtype",
        "relatedstring", "shorthand", "shorthandintro", "sortkey", "sortname", "sorttitle", "sortyear",
        "entrysubtype", "title", "subtitle", "titleaddon", "shorttitle", "pages", "doi", "url",
        "urldate", "eprint", "eprinttype", "abstract", "keywords", "file", "note", "addendum", "annote",
        "pagetotal", "descriptivetitle", *ANNOTATION_FIELDS,
    }
)  # fmt: skip
"""Fields that describe only the parent. Its DOI and address would lead to the book, not the chapter."""

TITLES = frozenset({"title", "subtitle", "titleaddon", "shorttitle"})
"""Fields that an entry without a title inherits, unless the parent contains it, as a book does a chapter."""

FROM_BOOK: Mapping[str, str] = {
    "booktitle": "title",
    "booksubtitle": "subtitle",
    "booktitleaddon": "titleaddon",
    "bookauthor": "author",
}
"""Fields that a chapter inherits under another name: the field of the chapter, and that of the book."""

FROM_MULTIVOLUME: Mapping[str, str] = {
    "maintitle": "title",
    "mainsubtitle": "subtitle",
    "maintitleaddon": "titleaddon",
}
"""Fields that a volume, or a chapter in it, inherits from the multi-volume work under another name."""

MULTIVOLUME_TYPES = frozenset({"mvbook", "mvcollection", "mvproceedings", "mvreference"})
"""Entry types of multi-volume works."""

FROM_PERIODICAL: Mapping[str, str] = {"journaltitle": "title", "journalsubtitle": "subtitle"}
"""Fields that an article inherits from its periodical under another name."""

VOLUMES = frozenset(
    {"book", "collection", "mvbook", "mvcollection", "mvproceedings", "mvreference", "proceedings",
     "reference"}
)  # fmt: skip
"""Entry types that may be one volume of a multi-volume work."""

IN_BOOKS = frozenset({"bookinbook", "inbook", "incollection", "inproceedings", "conference", "inreference",
                      "suppbook", "suppcollection"})  # fmt: skip
"""Entry types of parts of a book."""

IN_PERIODICALS = frozenset({"article", "suppperiodical", "review"})
"""Entry types of parts of a periodical."""
