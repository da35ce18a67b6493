"""PREVIEW ON"""

from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, verb


@verb(
    "PREVIEW ON",
    effect=Effect.PURE,
    result="nothing",
    topic="automate",
    example="""
        PREVIEW ON
        SEND MAIL "recipient@example.com", "Subject", "This is only planned"
        PREVIEW OFF
    """,
)
def preview_on(context: VerbContext) -> None:
    """From here on, change and send nothing: what would happen becomes rows of a plan, which is shown at the end."""
    context.services.automation.preview_on()
