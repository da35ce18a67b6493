"""VALIDATE ADDRESS"""

from botmail.domain.outcome import Outcome
from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.types import TEXT


@verb(
    "VALIDATE ADDRESS",
    effect=Effect.PURE,
    parameters=(Parameter("address", TEXT, "one address, with or without a name"),),
    result="Outcome",
    topic="accounts",
    example='IF VALIDATE ADDRESS("bob@example") THEN PRINT "good" ELSE PRINT "not an address"',
)
def validate_address(context: VerbContext, address: str) -> Outcome:
    """Tell whether an address is well formed: valid or invalid, and why. Nobody is asked over the network."""
    return context.services.delivery.validate(address)
