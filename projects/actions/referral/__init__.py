"""The first referrer: claimed by anybody, proposed in public, objected to, arbitrated, decided, appealed, revoked."""

from projects.actions.referral.claims import claim_from_outside, claim_referral
from projects.actions.referral.deciding import arbitrate_referral, decide_referral, revoke_referral
from projects.actions.referral.objecting import (
    answer_objection,
    appeal_referral,
    raise_objection,
    withdraw_objection,
)
from projects.actions.referral.proposing import propose_first_referrer, refer_to_arbitration
from projects.actions.referral.protecting import extend_protection, grant_protection, release_protection

__all__ = [
    "answer_objection",
    "appeal_referral",
    "arbitrate_referral",
    "claim_from_outside",
    "claim_referral",
    "decide_referral",
    "extend_protection",
    "grant_protection",
    "propose_first_referrer",
    "raise_objection",
    "refer_to_arbitration",
    "release_protection",
    "revoke_referral",
    "withdraw_objection",
]
