"""PREVIEW OFF"""

from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, verb


@verb(
    "PREVIEW OFF",
    effect=Effect.PURE,
    result="nothing",
    topic="automate",
    example="""
        PREVIEW ON
        CREATE TASK "Only planned"
        PREVIEW OFF
    """,
)
def preview_off(context: VerbContext) -> None:
    """Let effects happen again; the plan is shown at the end."""
    context.services.automation.preview_off()
