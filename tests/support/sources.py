"""Takes Python sources apart for the house rules, where what a rule looks for can stand in them at all."""

import ast
from collections.abc import Iterator


def nodes(source: str, *words: str) -> Iterator[ast.AST]:
    """Every node of a source in which one of these words stands; one without any is not taken apart."""
    return ast.walk(ast.parse(source)) if any(word in source for word in words) else iter(())
