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
    """Show the plan, and let effects happen again."""
    plan = context.services.automation.current.take_unshown_plan()
    if plan is not None:
        context.display.show(plan)
    context.services.automation.preview_off()
