"""One class per decision that a caller can take."""


class BruggenError(Exception):
    """A trouble of ours with a message that says where, what was seen and what was expected."""


class SourceError(BruggenError):
    """A source file is wrong: fix the TOML."""


class JudgementError(BruggenError):
    """A judgement is wrong: fix the TOML."""


class PageChanged(BruggenError):
    """A page no longer holds what its reader expects: fix the reader or the source."""


class UnreadableText(BruggenError):
    """A text, component or page cannot be read: skip it and count it."""


class UnknownZone(UnreadableText):
    """A time zone that nobody can resolve."""


class StoreError(BruggenError):
    """The database cannot be used as it stands."""


class RefusedRelease(BruggenError):
    """A release failed its assertions: the visible one stays until a person decides."""


class WriteError(BruggenError):
    """A release cannot be written: the disk is full or may not be written to."""
