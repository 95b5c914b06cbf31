"""The type of compiled code: a function from a context to a value."""

from collections.abc import Callable
from typing import TypeAlias

from forms.engine.xpath.context import Context
from forms.engine.xpath.conversion import Value
from forms.engine.xpath.nodes import Node

Thunk: TypeAlias = Callable[[Context], Value]
NodesThunk: TypeAlias = Callable[[Context], list[Node]]
