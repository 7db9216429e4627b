"""The words for the status of recommendations and for relations between entities, with their meanings.

The keys that a word requires, and the words that may follow it, are below its vocabulary.
"""

from collections.abc import Mapping

from evidence_review.vocabulary import Tone, Vocabulary


class Response(Vocabulary):
    """What has the body that was asked answered? Held for each addressee by itself."""

    NOT_SOUGHT = (
        "not-sought",
        "Not put to them",
        "Nobody is known to have put this to the body.",
        Tone.UNKNOWN,
    )
    AWAITING = (
        "awaiting",
        "Awaiting an answer",
        "It was put to the body on a recorded date, and the time to answer has not run out.",
        Tone.PENDING,
    )
    NO_RESPONSE = (
        "no-response",
        "No answer",
        "The time to answer ran out, or a dated search found no published answer.",
    )
    ACCEPTED = "accepted", "Agreed", "The body says it will do all of it.", Tone.FAVOURABLE
    ACCEPTED_IN_PART = (
        "accepted-in-part",
        "Partly agreed",
        "The body names the part it will do and why not the rest.",
        Tone.PARTLY,
    )
    ACCEPTED_IN_PRINCIPLE = (
        "accepted-in-principle",
        "Agreed in principle",
        "The body shares the aim but commits itself to nothing. Never counted as agreed.",
    )
    NOTED = "noted", "Noted", "The body acknowledges it and neither agrees nor disagrees."
    REJECTED = "rejected", "Not agreed", "The body says it will not do it.", Tone.ADVERSE
    NOT_FOR_US = "not-for-us", "Not theirs to answer", "The body says that another must answer."
    BODY_CEASED = (
        "body-ceased",
        "Body has ceased",
        "The body ended before it answered. Its successors are named.",
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
    """What does public evidence show? The editors' judgement, on whether the aim is met, not the letter."""

    UNKNOWN = (
        "unknown",
        "Nothing found",
        "No evidence is entered. The date and the places of the last search are given.",
        Tone.UNKNOWN,
    )
    NOT_STARTED = "not-started", "Not started", "There is evidence that nothing has begun.", Tone.PENDING
    PLANNED = "planned", "Planned", "There is a dated commitment or a funded plan.", Tone.PLANNED
    IN_PROGRESS = "in-progress", "In progress", "A concrete step has been taken.", Tone.UNDER_WAY
    PART_IMPLEMENTED = (
        "part-implemented",
        "Partly done",
        "Some of the aim is met and a named part is outstanding.",
        Tone.UNDER_WAY,
    )
    IMPLEMENTED = "implemented", "Done", "The aim is met.", Tone.DONE
    IMPLEMENTED_DIFFERENTLY = (
        "implemented-differently",
        "Done another way",
        "The aim is met by another road than the one asked for.",
        Tone.DONE,
    )
    NOT_IMPLEMENTED = "not-implemented", "Not done", "Closed with the aim unmet.", Tone.ADVERSE
    LAPSED = "lapsed", "Lapsed", "It was done and later stopped or was undone.", Tone.ADVERSE

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
        "Nobody has assessed or searched for 24 months before the site's date. Worked out, never written.",
    )
    CLOSED = "closed", "Closed", "The editors follow it no further; the reason is given."
    SUPERSEDED = "superseded", "Superseded", "Another recommendation, named here, took its place."
    MERGED = "merged", "Merged", "It continues inside another, named here."
    NO_LONGER_APPLICABLE = (
        "no-longer-applicable",
        "No longer applicable",
        "What it was about has gone; the reason and a source are given.",
    )
    WITHDRAWN = "withdrawn", "Withdrawn", "Whoever made it took it back.", Tone.ADVERSE
    DISPUTED = (
        "disputed",
        "Disputed",
        "The body or the maker contests the record; the statement is shown.",
        Tone.ADVERSE,
    )


class Timeliness(Vocabulary):
    """How does it stand against the date promised? Worked out from the due dates, never written."""

    NO_DATE = "no-date", "No date set", "Nobody has promised a date."
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
    """How does an event bear on a recommendation?"""

    PRECEDENT = "precedent", "Precedent", "It was there before or during the fieldwork.", Tone.UNKNOWN
    SUPPORTS = "supports", "Supports", "Evidence or opinion in favour of the request.", Tone.FAVOURABLE
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
        "Evidence or a change that runs against the request or complicates it.",
        Tone.ADVERSE,
    )
    OVERTAKES = (
        "overtakes",
        "Overtakes",
        "The ground has moved, so that the request no longer fits as worded.",
        Tone.ADVERSE,
    )
    PROBLEM_PERSISTS = (
        "problem-persists",
        "Problem persists",
        "Evidence that the trouble behind the request remains.",
        Tone.ADVERSE,
    )


class ClaimLevel(Vocabulary):
    """How well is what an event says established?"""

    ASSERTED = "asserted", "Asserted", "Somebody says so.", Tone.PENDING
    DOCUMENTED = "documented", "Documented", "A first-hand document has been seen."
    VERIFIED = (
        "verified",
        "Verified",
        "Shown by an inspection, audit, statute or court record, or by two independent documents.",
    )


class Confidence(Vocabulary, published_as="certainty"):
    """How sure are the editors of what they say about an event?"""

    HIGH = "high", "High", "The source says it plainly."
    MEDIUM = "medium", "Medium", "Part of it is inferred, or rests on one indirect account."
    LOW = "low", "Low", "It may well be otherwise; said only because nothing better was found.", Tone.PENDING


class ReadExtent(Vocabulary, published_as="read"):
    """How much of the source was read?"""

    WHOLE = "whole", "Read whole", "The whole document was read."
    EXCERPT = "excerpt", "Read in part", "A part of the document was read."
    LANDING_PAGE = (
        "landing page",
        "Landing page only",
        "Only the page that presents the document was read.",
    )
    SECONDARY_REPORT = (
        "secondary report",
        "Through another's account",
        "Somebody else's account of it was read.",
    )


class Stance(Vocabulary):
    """How does an excerpt or a work stand to the claim it is set beside?"""

    SUPPORTS = "supports", "Supports", "It speaks for the claim.", Tone.FAVOURABLE
    QUALIFIES = "qualifies", "Qualifies", "It limits the claim or adds a condition.", Tone.PLANNED
    CONTRADICTS = "contradicts", "Contradicts", "It speaks against the claim.", Tone.ADVERSE
    CONTEXT = "context", "Context", "It sets the scene.", Tone.UNKNOWN


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
    """In whose voice is it said? A participant's request is a voice, not a duty, and is never graded."""

    VOICE = "voice", "A participant's request", "Asked for by one of the people interviewed."
    AUTHOR = (
        "author",
        "The author's",
        "Recommended, suggested or implied by the author of the report.",
    )


class RaisedIn(Vocabulary, published_as="occasion"):
    """Where in the report was it said?"""

    RECOMMENDATIONS = (
        "recommendations",
        "Asked for as a recommendation",
        "Said when people were invited to say what should be done.",
    )
    FINDINGS = "findings", "Said in passing", "Said while speaking of something else."
    AUTHOR = "author", "The author's own", "Said by the author, not by somebody interviewed."


class AddresseeSource(Vocabulary, published_as="chooser"):
    """Who chose the bodies that a recommendation is addressed to?"""

    EDITOR = "editor", "The editors", "The report names no body; the editors chose it and say why."
    SOURCE = "source", "The report", "The report itself names the body."
