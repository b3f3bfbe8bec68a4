"""The tables of notices."""

from notices.models.letters import Notice, ServiceAttempt, ServiceProof
from notices.models.postings import Publication, PublicRow
from notices.models.proofs_of_posting import PostingPhoto, PostingSnapshot

__all__ = [
    "Notice",
    "PostingPhoto",
    "PostingSnapshot",
    "PublicRow",
    "Publication",
    "ServiceAttempt",
    "ServiceProof",
]
