"""The parameters of a notebook: what it declares, what it is given (笔记本参数)."""

from __future__ import annotations

import ast
import difflib
import json
from collections.abc import Mapping, Sequence

from zoneanalysis.errors import Fault, InputError, Location

__all__ = ["Value", "check", "declared", "guard", "injected"]

Value = str | int | float | bool | list[str] | None

_INJECTED = "# Parameters"  # the first line of the cell that papermill puts in


def declared(source: str) -> dict[str, Value]:
    """Return the parameters that a cell declares, with their defaults.

    Parameters
    ----------
    source : str
        The cell: lines ``name: type = literal`` or ``name = literal``.

    Raises
    ------
    InputError
        Where a line is anything else.
    """
    found: dict[str, Value] = {}
    for node in ast.parse(source).body:
        target: ast.expr | None = None
        value: ast.expr | None = None
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target, value = node.targets[0], node.value
        elif isinstance(node, ast.AnnAssign):
            target, value = node.target, node.value
        try:
            if not isinstance(target, ast.Name) or value is None:
                raise ValueError
            found[target.id] = ast.literal_eval(value)
        except ValueError:
            raise InputError.single(
                must="the cell tagged parameters must hold only NAME: TYPE = LITERAL lines",
                came=ast.unparse(node),
                do="move the computed value into a later cell",
            ) from None
    return found


def check(given: Mapping[str, Value], known: Mapping[str, Value], name: str) -> None:
    """Refuse parameters that a notebook doesn't declare, and values of another type.

    Raises
    ------
    InputError
        With every fault; ``name`` is what it calls the notebook.
    """
    faults = []
    for key, value in given.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"it has: {', '.join(known) or 'none'}"
            faults.append(
                Fault("a parameter must be one of the notebook's", key, Location(name), hint)
            )
            continue
        default = known[key]
        if default is not None and value is not None and type(value) is not type(default):
            kind = type(default).__name__
            ways = {
                "str": f"; papermill passes text as it stands with `-r {key} …`",
                "list": f"; papermill takes a list with `-y '{key}: [a, b]'`",
            }
            faults.append(
                Fault(
                    f"{key} must be of type {kind}",
                    f"{value!r} ({type(value).__name__})",
                    Location(name),
                    f"pass a value of that type{ways.get(kind, '')}",
                )
            )
    if faults:
        raise InputError(faults)


def injected(parameters: Mapping[str, Value]) -> str:
    r"""Return the cell that papermill puts in for parameters.

    Examples
    --------
    >>> injected({"report": "linfen-2023h1", "areas": ["a"], "short": True})
    '# Parameters\nreport = "linfen-2023h1"\nareas = ["a"]\nshort = True\n'
    """
    lines = [_INJECTED]
    for name, value in parameters.items():
        text = json.dumps(value, ensure_ascii=False) if isinstance(value, str | list) else value
        lines.append(f"{name} = {text}")
    return "\n".join((*lines, ""))


def guard(history: Sequence[str]) -> None:
    r"""Stop a notebook whose injected parameters are not those that it declares.

    papermill itself only warns of an unknown name and runs on with the defaults.

    Parameters
    ----------
    history : sequence of str
        The cells run so far: IPython's ``In``.

    Raises
    ------
    InputError
        With every parameter that is unknown or of another type.

    Examples
    --------
    >>> guard(['report: str = "linfen-2023h1"', '# Parameters\nreport = "lvliang-2023h1"'])
    """
    known: dict[str, Value] = {}
    for source in history:
        if source.startswith(_INJECTED):
            check(declared(source), known, "")
        elif (tree := _parsed(source)) and all(isinstance(n, ast.AnnAssign) for n in tree):
            known = declared(source)


def _parsed(source: str) -> list[ast.stmt]:
    try:
        return ast.parse(source).body
    except SyntaxError:
        return []
