"""The words for the status of recommendations and for relations between entities, with their meanings.

The keys that a word requires, and the words that may follow it, are below its vocabulary.
"""

from collections.abc import Mapping

from evidence_review.vocabulary import Tone, Vocabulary


class Response(Vocabulary):
    """How has the organisation that was asked responded? Recorded for each addressee separately."""

    NOT_SOUGHT = (
        "not-sought",
        "Not put to them",
        "As far as we know, no one has put this to the organisation.",
        Tone.UNKNOWN,
    )
    AWAITING = (
        "awaiting",
        "Awaiting an answer",
        "Someone put it to the organisation on a recorded date, and there is still time to answer.",
        Tone.PENDING,
    )
    NO_RESPONSE = (
        "no-response",
        "No answer",
        "The time to answer has run out, or a dated search found no published answer.",
    )
    ACCEPTED = "accepted", "Agreed", "The organisation says that it will do all of it.", Tone.FAVOURABLE
    ACCEPTED_IN_PART = (
        "accepted-in-part",
        "Partly agreed",
        "The organisation says which part it will do, and why not the rest.",
        Tone.PARTLY,
    )
    ACCEPTED_IN_PRINCIPLE = (
        "accepted-in-principle",
        "Agreed in principle",
        "The organisation shares the aim but makes no commitment. We never count this as agreed.",
    )
    NOTED = (
        "noted",
        "Noted",
        "The organisation acknowledges it and neither agrees nor disagrees.",
    )
    REJECTED = (
        "rejected",
        "Not agreed",
        "The organisation says that it will not do it.",
        Tone.ADVERSE,
    )
    NOT_FOR_US = (
        "not-for-us",
        "Not theirs to answer",
        "The organisation says that someone else must answer.",
    )
    BODY_CEASED = (
        "body-ceased",
        "Organisation has closed",
        "The organisation closed before it answered. We name its successors.",
    )


RESPONSE_REQUIRED_FIELD: Mapping[Response, str] = {
    Response.AWAITING: "put_on",
    Response.ACCEPTED_IN_PART: "reason",
    Response.ACCEPTED_IN_PRINCIPLE: "reason",
    Response.NOTED: "reason",
    Response.REJECTED: "reason",
    Response.NOT_FOR_US: "reason",
}
"""The key that a response with each word must also have."""


class Delivery(Vocabulary):
    """What does public evidence show? The editors' judgement of whether the aim is met, however it is met."""

    UNKNOWN = (
        "unknown",
        "Nothing found",
        "We looked and found nothing that does what was recommended. Related events may be listed.",
        Tone.UNKNOWN,
    )
    NOT_STARTED = "not-started", "Not started", "There is evidence that nothing has begun.", Tone.PENDING
    RELATED_STEPS = (
        "related-steps",
        "Related steps only",
        "Someone has taken related steps, but not this one. A guidance page alone is not a step.",
        Tone.PENDING,
    )
    PLANNED = "planned", "Planned", "There is a dated commitment or a funded plan.", Tone.PLANNED
    IN_PROGRESS = (
        "in-progress",
        "In progress",
        "Someone has taken a concrete step towards it. A guidance page alone is not a step.",
        Tone.UNDER_WAY,
    )
    PART_IMPLEMENTED = (
        "part-implemented",
        "Partly done",
        "Part of the aim is met, and we name the part that is not.",
        Tone.UNDER_WAY,
    )
    IMPLEMENTED = "implemented", "Done", "The aim is met.", Tone.DONE
    IMPLEMENTED_DIFFERENTLY = (
        "implemented-differently",
        "Done another way",
        "The aim is met in a different way from the one recommended.",
        Tone.DONE,
    )
    NOT_IMPLEMENTED = (
        "not-implemented",
        "Not done",
        "The matter is closed and the aim is not met.",
        Tone.ADVERSE,
    )
    LAPSED = "lapsed", "Lapsed", "It was done, and later stopped or reversed.", Tone.ADVERSE

    @property
    def is_done(self) -> bool:
        """Whether the aim has been met."""
        return self.tone is Tone.DONE


DELIVERY_REQUIRED_FIELD: Mapping[Delivery, str] = {Delivery.PART_IMPLEMENTED: "outstanding"}
"""The key that an assessment with each word must also have, besides a reason."""

_DONE = tuple(word for word in Delivery if word.is_done)

NEXT_DELIVERY: Mapping[Delivery, tuple[Delivery, ...]] = {
    **dict.fromkeys(_DONE, (*_DONE, Delivery.LAPSED)),
    Delivery.NOT_IMPLEMENTED: (
        Delivery.NOT_IMPLEMENTED,
        Delivery.PLANNED,
        Delivery.IN_PROGRESS,
        Delivery.PART_IMPLEMENTED,
        Delivery.IMPLEMENTED,
        Delivery.IMPLEMENTED_DIFFERENTLY,
    ),
}
"""The words that may follow each word in a later assessment that is not a correction; any word may follow the
others."""


class Lifecycle(Vocabulary):
    """Is the recommendation still live?"""

    OPEN = "open", "Open", "Live."
    DORMANT = (
        "dormant",
        "Dormant",
        "No one has assessed or searched for 24 months before the site's date. Worked out, never written.",
    )
    CLOSED = "closed", "Closed", "The editors follow it no further; the reason is given."
    SUPERSEDED = "superseded", "Superseded", "Another recommendation, named here, took its place."
    MERGED = "merged", "Merged", "It continues inside another, named here."
    NO_LONGER_APPLICABLE = (
        "no-longer-applicable",
        "No longer applicable",
        "What it was about no longer exists; the reason and a source are given.",
    )
    WITHDRAWN = "withdrawn", "Withdrawn", "Whoever made it took it back.", Tone.ADVERSE
    DISPUTED = (
        "disputed",
        "Disputed",
        "The organisation or whoever made it contests the record; the statement is shown.",
        Tone.ADVERSE,
    )


class Timeliness(Vocabulary):
    """How does it compare with the date promised? Worked out from the due dates, never written."""

    NO_DATE = "no-date", "No date set", "No one has promised a date."
    ON_TIME = "on-time", "On time", "The date promised lies ahead and has not been moved."
    DUE_SOON = "due-soon", "Due soon", "The date promised is at most 90 days ahead."
    OVERDUE = "overdue", "Overdue", "The date promised has passed and the aim is not met."
    MOVED = "moved", "Date moved", "The date has been put off; the first one is shown too."
    MET = "met", "Met", "Done by the first date promised."
    MET_LATE = "met-late", "Met late", "Done after the first date promised."


DERIVED_LIFECYCLES = frozenset({Lifecycle.DORMANT})
"""The words that are derived from dates and never written."""

LIFECYCLE_REQUIRED_FIELD: Mapping[Lifecycle, str] = {
    Lifecycle.CLOSED: "lifecycle_reason",
    Lifecycle.SUPERSEDED: "continued_in",
    Lifecycle.MERGED: "continued_in",
    Lifecycle.NO_LONGER_APPLICABLE: "lifecycle_reason",
    Lifecycle.DISPUTED: "statement",
}
"""The key that an assessment with each word must also have."""


class Effect(Vocabulary):
    """How is an event relevant to a recommendation?"""

    PRECEDENT = "precedent", "Precedent", "It existed before or during the interviews.", Tone.UNKNOWN
    SUPPORTS = (
        "supports",
        "Supports",
        "Evidence, opinion or a stated intention in favour of the recommendation.",
        Tone.FAVOURABLE,
    )
    PARTLY_ADDRESSES = (
        "partly-addresses",
        "Partly addresses",
        "Something was done that meets part of the aim.",
        Tone.UNDER_WAY,
    )
    ADDRESSES = (
        "addresses",
        "Addresses",
        "Something was done that meets the aim, at least where it was done.",
        Tone.DONE,
    )
    CONTRADICTS = (
        "contradicts",
        "Cuts across",
        "Evidence or a change that works against the recommendation or complicates it.",
        Tone.ADVERSE,
    )
    OVERTAKES = (
        "overtakes",
        "Overtakes",
        "Circumstances have changed, so it no longer applies as written. A new addressee is not enough.",
        Tone.ADVERSE,
    )
    PROBLEM_PERSISTS = (
        "problem-persists",
        "Problem persists",
        "Evidence that the problem behind the recommendation remains.",
        Tone.ADVERSE,
    )
    CONTEXT = (
        "context",
        "Background",
        "It changes the setting, and neither meets the recommendation nor speaks for or against it.",
        Tone.UNKNOWN,
    )


class ClaimLevel(Vocabulary):
    """How well is what an event says established?"""

    ASSERTED = "asserted", "Asserted", "Someone says so.", Tone.PENDING
    DOCUMENTED = "documented", "Documented", "We have seen a first-hand document."
    VERIFIED = (
        "verified",
        "Verified",
        "An inspection, audit, statute or court record shows it, or two independent documents do.",
    )


class DocumentKind(Vocabulary, published_as="document"):
    """What kind of document is the source of an event? All documents of a kind have the same grade."""

    LAW = "law", "Law", "An Act, a statutory instrument or the official notes on one."
    INSPECTION = "inspection", "Inspection or audit", "What an inspectorate or an auditor found."
    STATISTICS = "statistics", "Official statistics", "Figures that a government body publishes regularly."
    PARLIAMENT = (
        "parliament",
        "Parliamentary record",
        "A committee's report, a minister's answer or statement, or a briefing for members.",
    )
    OFFICIAL = (
        "official",
        "Official statement",
        "A government body's announcement, or its description of a service that it runs or commissions.",
    )
    GUIDANCE = (
        "guidance",
        "Official guidance",
        "What a government body advises. It shows what should be done, not what is done.",
    )
    RESEARCH = "research", "Research", "A study, a survey or a review of evidence."
    OWN_ACCOUNT = "own-account", "Own account", "What an organisation says about its own work."
    NEWS = "news", "News or commentary", "What a newspaper, a campaign or a commentator says."


GRADE: Mapping[DocumentKind, ClaimLevel] = {
    DocumentKind.LAW: ClaimLevel.VERIFIED,
    DocumentKind.INSPECTION: ClaimLevel.VERIFIED,
    DocumentKind.STATISTICS: ClaimLevel.DOCUMENTED,
    DocumentKind.PARLIAMENT: ClaimLevel.DOCUMENTED,
    DocumentKind.OFFICIAL: ClaimLevel.DOCUMENTED,
    DocumentKind.GUIDANCE: ClaimLevel.DOCUMENTED,
    DocumentKind.RESEARCH: ClaimLevel.DOCUMENTED,
    DocumentKind.OWN_ACCOUNT: ClaimLevel.ASSERTED,
    DocumentKind.NEWS: ClaimLevel.ASSERTED,
}
"""How well an event is established by a document of each kind that was read, at least in part."""


class Confidence(Vocabulary, published_as="certainty"):
    """How sure are the editors of what they say about an event?"""

    HIGH = "high", "High", "The source says it plainly."
    MEDIUM = "medium", "Medium", "Part of it is inferred, or rests on one indirect account."
    LOW = "low", "Low", "It may well be otherwise; said only because nothing better was found.", Tone.PENDING


class ReadExtent(Vocabulary, published_as="read"):
    """How much of the source was read?"""

    WHOLE = "whole", "Read whole", "We read the whole document."
    EXCERPT = "excerpt", "Read in part", "We read part of the document."
    LANDING_PAGE = (
        "landing page",
        "Landing page only",
        "We read only the page that presents the document.",
    )
    SECONDARY_REPORT = (
        "secondary report",
        "Through another's account",
        "We read someone else's account of it.",
    )

    @property
    def is_first_hand(self) -> bool:
        """Whether at least a part of the document itself was read."""
        return self in {ReadExtent.WHOLE, ReadExtent.EXCERPT}


class Stance(Vocabulary):
    """How does an excerpt or a work relate to the claim beside it?"""

    SUPPORTS = "supports", "Supports", "It is evidence for the claim.", Tone.FAVOURABLE
    QUALIFIES = "qualifies", "Qualifies", "It limits the claim or adds a condition.", Tone.PLANNED
    CONTRADICTS = "contradicts", "Contradicts", "It is evidence against the claim.", Tone.ADVERSE
    CONTEXT = "context", "Context", "It gives background.", Tone.UNKNOWN


class ChangeType(Vocabulary, published_as="kind"):
    """What sort of change does a recommendation ask for?"""

    PRACTICE = "practice", "Practice", "How practitioners work."
    SERVICE_DESIGN = "service-design", "Service design", "How a service is built."
    POLICY = "policy", "Policy", "Rules, law or eligibility."
    RESOURCE = "resource", "Resources", "Money, staff, places."
    TRAINING = "training", "Training", "What people are taught, and how."
    SAFEGUARD = "safeguard", "Safeguard", "Protection for the people involved."
    RESEARCH = "research", "Research", "What should be found out."


class Origin(Vocabulary, published_as="strength"):
    """Whose view is it? A participant's recommendation is a view, not a duty, and is never graded."""

    VOICE = "voice", "A participant's recommendation", "Made by one of the people interviewed."
    AUTHOR = (
        "author",
        "The author's",
        "Recommended or implied by the author of the report.",
    )


class RaisedIn(Vocabulary, published_as="occasion"):
    """Where in the report was it said?"""

    RECOMMENDATIONS = (
        "recommendations",
        "Given as a recommendation",
        "Said when people were invited to say what should be done.",
    )
    FINDINGS = "findings", "Said in passing", "Said while speaking of something else."
    AUTHOR = "author", "The author's own", "Said by the author, not by someone interviewed."


class AddresseeSource(Vocabulary, published_as="chooser"):
    """Who chose the organisations that a recommendation is addressed to?"""

    EDITOR = "editor", "The editors", "The report names no organisation; the editors chose it and say why."
    SOURCE = "source", "The report", "The report itself names the organisation."
