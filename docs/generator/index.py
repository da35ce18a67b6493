"""The first page of the reference."""

from __future__ import annotations

from docs.generator.functions import function_index
from docs.generator.markdown import page
from docs.generator.verbs import verb_index


def index_page() -> str:
    """What there is, with links."""
    intro = "Every word of the language, one by one. For reading, there is [the manual](../manual/README.md)."
    others = (
        "- [Members](members.md): what stands behind the point\n"
        "- [Errors](errors.md): every code, with a program that gives it\n"
        "- [Settings](settings.md): what the environment can say"
    )
    return page("Reference", intro, "## Verbs", verb_index(), "## Functions", function_index(), "## Further", others)
