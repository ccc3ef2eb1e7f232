"""Composes plain YAML with libyaml, some ten times faster; what is not plain is left to the reader in Python.

Lint reads some three hundred files, and parsing took most of its time. Only text that both read alike comes this way:
no anchors, aliases, tags, directives or documents, and nothing with a mistake, which the other one explains better.
"""

from __future__ import annotations

import re
from typing import Any

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.resolver import implicit_resolvers

try:
    import yaml

    _Base: Any = yaml.CSafeLoader
except (ImportError, AttributeError):  # no PyYAML here, or one without libyaml
    _Base = None

#: Deeper than content files go (`yaml_text` refuses them), and far from what could harm.
_DEEPEST = 40
_TAG = "tag:yaml.org,2002:"
#: A sign that begins an anchor, an alias, a tag or a directive, or a line that begins or ends a document.
_NOT_PLAIN = re.compile(r"(?:^|[\s\[\]{},:?-])[&*!]|^%|^(?:---|\.\.\.)", re.MULTILINE)


def compose(text: str) -> Node | None:
    """The root node of a plain YAML text, or None: read it the slow way."""
    if _Base is None or _NOT_PLAIN.search(text) or (not text.isprintable() and _odd(text)):
        return None
    parser = _loader()(text)
    try:
        return _root(parser)
    except yaml.YAMLError:
        return None
    finally:
        parser.dispose()


def _odd(text: str) -> bool:
    """Whether there are signs that the two readers may take differently (other line ends, marks of direction)."""
    return any(not c.isprintable() and c != "\n" for c in text)


def _loader() -> Any:
    """libyaml with the plain words of YAML 1.2: `yes` is a word, and 010 is ten."""
    global _made
    if _made is None:
        resolvers: dict[str, list[Any]] = {}
        for versions, tag, pattern, firsts in implicit_resolvers:
            if (1, 2) in versions:
                for first in firsts:
                    resolvers.setdefault(first, []).append((tag, pattern))
        _made = type("Loader", (_Base,), {"yaml_implicit_resolvers": resolvers})
    return _made


_made: Any = None
_COLLECTIONS: dict[Any, tuple[Any, str]] = (
    {yaml.MappingStartEvent: (MappingNode, f"{_TAG}map"), yaml.SequenceStartEvent: (SequenceNode, f"{_TAG}seq")}
    if _Base
    else {}
)


def _root(parser: Any) -> Node | None:
    """The nodes from the events of one document. Without recursion: an author may nest as deep as they like."""
    open_nodes: list[Any] = []
    root: Node | None = None
    while parser.check_event():
        event = parser.get_event()
        kind = type(event)
        if kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            open_nodes.pop()
            continue
        if kind is yaml.ScalarEvent:
            tag = parser.resolve(yaml.ScalarNode, event.value, event.implicit)
            node: Any = ScalarNode(tag, event.value, event.start_mark, event.end_mark)
        elif kind in _COLLECTIONS:
            made, tag = _COLLECTIONS[kind]
            node = made(tag, [], event.start_mark, event.end_mark)
        else:
            continue  # where the stream and its one document begin and end
        if open_nodes:
            open_nodes[-1].value.append(node)
        else:
            root = node
        if kind in _COLLECTIONS:
            open_nodes.append(node)
            if len(open_nodes) > _DEEPEST:
                return None
    return None if root is None else _paired(root)


def _paired(node: Any) -> Any:
    """With the keys and values of each mapping, which came one after another, in pairs."""
    for one in node.value if not isinstance(node, ScalarNode) else ():
        _paired(one)
    if isinstance(node, MappingNode):
        node.value = list(zip(node.value[::2], node.value[1::2], strict=True))
    return node
