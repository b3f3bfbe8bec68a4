"""The tables of notices."""

from notices.models.letters import Notice, ServiceAttempt, ServiceProof
from notices.models.postings import Publication, PublicRow

__all__ = ["Notice", "PublicRow", "Publication", "ServiceAttempt", "ServiceProof"]
