"""The page of verbs, by topic."""

from __future__ import annotations

from itertools import chain

from botmail.keywords import LATER, VERBS
from botmail.lang.definition import Clause, Parameter, Verb
from botmail.lang.functions import VERBS as LANGUAGE_VERBS
from botmail.lang.signatures import verb_signature
from docs.generator.markdown import capitalised, fence, link, page, table

ALL_VERBS: tuple[Verb, ...] = (*VERBS, *LANGUAGE_VERBS)
_EFFECTS = {
    "pure": "changes nothing",
    "reads": "reads, and changes nothing",
    "stores": "changes botmail's own store",
    "changes": "changes the mailbox",
    "sends": "sends mail",
    "waits": "waits",
}


def verbs_by_topic() -> dict[str, list[Verb]]:
    """Every verb under its topic, topics in the order of the vocabulary."""
    topics: dict[str, list[Verb]] = {}
    for verb in ALL_VERBS:
        topics.setdefault(verb.topic, []).append(verb)
    return topics


def verbs_page() -> str:
    """What each verb takes, does and gives."""
    intro = (
        "Blanks and underscores are the same in a verb: `GET EMAILS` is `GET_EMAILS`. What stands in square brackets "
        "may be left out."
    )
    sections = (
        [f"## {capitalised(topic)}", *chain.from_iterable(_section(verb) for verb in verbs)]
        for topic, verbs in verbs_by_topic().items()
    )
    return page("Verbs", intro, *chain.from_iterable(sections), *_to_come())


def verb_index() -> str:
    """A line for each topic with links to its verbs."""
    rows = [
        [capitalised(topic), ", ".join(link(verb.phrase, "verbs.md") for verb in verbs)]
        for topic, verbs in verbs_by_topic().items()
    ]
    return table(["topic", "verbs"], rows)


def _to_come() -> list[str]:
    intro = (
        "These are read and checked already. Running one says that it is not there yet, and what to write meanwhile."
    )
    signatures = "\n".join(sorted(verb_signature(verb) for verb in LATER))
    return ["## To come", intro, fence("text", signatures)] if LATER else []


def _section(verb: Verb) -> list[str]:
    parts = [f"### {verb.phrase}", fence("text", verb_signature(verb)), verb.summary, verb.text, _takes(verb)]
    parts.append(fence("basic", verb.example))
    facts = [_EFFECTS[verb.effect.value]]
    facts += [f"gives {verb.result}"] if verb.result else []
    facts += [f"also written {', '.join(verb.aliases)}"] if verb.aliases else []
    parts.append(capitalised("; ".join(facts)) + ".")
    return [part for part in parts if part]


def _takes(verb: Verb) -> str:
    rows = [*map(_parameter_row, verb.parameters), *map(_clause_row, verb.clauses)]
    return table(["part", "what it is", ""], rows) if rows else ""


def _parameter_row(parameter: Parameter) -> list[str]:
    return [f"`{parameter.name}`", parameter.type.name, parameter.help]


def _clause_row(clause: Clause) -> list[str]:
    return [f"`{clause.words}`", clause.type.name if clause.type else "a word alone", clause.help]
