"""SEARCH over decoded text.

pymap looks for BODY and TEXT in the encoded bytes and answers both alike; flags,
dates of arrival, sizes and sets are left to its own criteria.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from email.utils import parsedate_to_datetime

from pymap.interfaces.message import LoadedMessageInterface, MessageInterface
from pymap.parsing.specials import SearchKey, SequenceSet
from pymap.parsing.specials.flag import Recent
from pymap.search import SearchCriteria, SearchCriteriaSet, SearchParams

from botmail.sandbox.content import LazyContent
from botmail.sandbox.message import LoadedMessage
from botmail.sandbox.mime import unfold

Predicate = Callable[[LazyContent], bool]
Test = Callable[[int, MessageInterface, LoadedMessageInterface], bool]

_ADDRESSES_AND_SUBJECT = frozenset({b"FROM", b"TO", b"CC", b"BCC", b"SUBJECT"})
_SENT: dict[bytes, Callable[[date, date], bool]] = {
    b"SENTBEFORE": date.__lt__,
    b"SENTON": date.__eq__,
    b"SENTSINCE": date.__ge__,
}


class Search:
    """A SEARCH command made ready: all its keys must match."""

    def __init__(self, keys: Iterable[SearchKey], params: SearchParams) -> None:
        self._keys = list(keys)
        self._params = params
        self._criteria = [build_criteria(key, params) for key in self._keys]

    @property
    def sequence_set(self) -> SequenceSet:
        """The messages to look at; all of them unless the command names a set."""
        sets = [key for key in self._keys if key.value == b"SEQSET" and not key.inverse]
        return SearchCriteriaSet(sets, self._params).sequence_set

    def matches(self, sequence: int, message: MessageInterface, loaded: LoadedMessageInterface) -> bool:
        """Tell whether a message meets every key."""
        return all(each.matches(sequence, message, loaded) for each in self._criteria)


def build_criteria(key: SearchKey, params: SearchParams) -> SearchCriteria:
    """Choose the criteria for one key, the ones within it included."""
    if key.inverse:
        positive = build_criteria(key.not_inverse, params)
        return _Test(lambda *message: not positive.matches(*message))
    if key.value == b"KEYSET":
        every = [build_criteria(each, params) for each in key.filter_key_set]
        return _Test(lambda *message: all(each.matches(*message) for each in every))
    if key.value == b"OR":
        either = [build_criteria(each, params) for each in key.filter_key_or]
        return _Test(lambda *message: any(each.matches(*message) for each in either))
    if key.value == b"OLD":
        return _Test(lambda _, message, __: Recent not in message.get_flags(params.session_flags))
    predicate = _content_predicate(key)
    return _on_content(predicate) if predicate else SearchCriteria.of(key, params)


def _on_content(predicate: Predicate) -> SearchCriteria:
    return _Test(lambda _, __, loaded: isinstance(loaded, LoadedMessage) and predicate(loaded.lazy))


def _content_predicate(key: SearchKey) -> Predicate | None:
    name = key.value
    if name in _ADDRESSES_AND_SUBJECT:
        return _field_contains(name, key.filter_str)
    if name == b"HEADER":
        field, text = key.filter_header
        return _field_contains(field.encode(), text)
    if name == b"BODY":
        wanted = key.filter_str.casefold()
        return lambda content: wanted in content.search_text
    if name == b"TEXT":
        wanted = key.filter_str.casefold()
        return lambda content: wanted in content.search_headers or wanted in content.search_text
    if name in _SENT:
        return _sent(_SENT[name], key.filter_datetime.date())
    return None


def _field_contains(name: bytes, text: str) -> Predicate:
    wanted = text.casefold()
    return lambda content: any(wanted in value for value in content.folded_values(name))


def _sent(compare: Callable[[date, date], bool], day: date) -> Predicate:
    def matches(content: LazyContent) -> bool:
        sent = _sent_date(content)
        return sent is not None and compare(sent, day)

    return matches


def _sent_date(content: LazyContent) -> date | None:
    for field in content.fields:
        if field.name == b"date":
            with suppress(ValueError, TypeError):
                return parsedate_to_datetime(unfold(field.value).decode("ascii", "replace")).date()
    return None


class _Test(SearchCriteria):
    def __init__(self, test: Test) -> None:
        # Not the base class's: it keeps parameters that a test has no use for.
        self._test = test

    def matches(self, msg_seq: int, msg: MessageInterface, loaded_msg: LoadedMessageInterface) -> bool:
        return self._test(msg_seq, msg, loaded_msg)
