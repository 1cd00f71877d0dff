"""What can go wrong in a refresh, in words a person can act on."""


class IngestError(Exception):
    """Base of every error of a refresh; its text is one line for the run ledger."""


class SourceUnavailable(IngestError):
    """The publisher did not answer, or not usably: try later; the last good data stay."""


class BadAnswer(SourceUnavailable):
    """An answer came, but it is not the data that was asked for: short, foreign, malformed or HTML."""


class SourceChanged(IngestError):
    """The publisher's table no longer fits its description: a person must look."""


class CheckFailed(IngestError):
    """A guarantee on the built data does not hold: nothing is published."""


class BuildFailed(IngestError):
    """The warehouse could not be built: the old one stays."""


class RefreshRunning(IngestError):
    """Another refresh of the same data holds the lock."""


class LakeUnavailable(IngestError):
    """The lake cannot be reached or written: it stays as it was."""


class RollbackRefused(IngestError):
    """What was asked to be served is not there or cannot be read: nothing was moved."""
