"""Says why a total moved: splits its change into the effects of its factors, with nothing left over (LMDI-I).

Sources: Ang (2005), "The LMDI approach to decomposition analysis: a practical guide", Energy Policy 33; zeros
by their analytic limits as Wood & Lenzen (2006), Energy Policy 34, ask for. Where several factors of one
product leave zero together, the limit of letting them shrink at the same pace gives each an equal part.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Table = Sequence[Sequence[float]] | Array


class Effects(NamedTuple):
    """One number per factor, in the order of the columns.

    additive: in the unit of the total, summing to its change. multiplicative: ratios whose product is the
    ratio of the totals; NaN where a total is zero, because no such ratio exists.
    """

    additive: Array
    multiplicative: Array


def lmdi(before: Table, after: Table) -> Effects:
    """Effects of each factor on the change of Σ_i Π_k x_ik from `before` to `after`.

    Both are tables of sub-sectors × factors of the same shape (activity, structure, intensity …), not
    negative, in any units whose product is the total's unit. ΔV_k = Σ_i L(V_i^T, V_i^0)·ln(x_ik^T/x_ik^0),
    D_k = exp(ΔV_k/L(V^T, V^0)).
    ValueError when the shapes differ, are not two-dimensional or empty, or a number is negative or not
    finite. Source: see the module.
    """
    additive: Array = contributions(before, after).sum(axis=0)
    total_before = float(_volumes(_table(before, "before")).sum())
    total_after = float(_volumes(_table(after, "after")).sum())
    if total_before == 0 or total_after == 0:
        return Effects(additive, np.full_like(additive, np.nan))
    log_ratio = np.array([np.log(total_after) - np.log(total_before)])
    mean = _logarithmic_mean(np.array([total_before]), np.array([total_after]), log_ratio)
    return Effects(additive, np.exp(additive / mean))


def contributions(before: Table, after: Table) -> Array:
    """The additive effects before they are summed over sub-sectors: an array of sub-sectors × factors.

    A row sums to the change of that sub-sector, a column to the effect of that factor; input, unit and errors
    as in `lmdi`. A sub-sector that appears or vanishes is explained by the factors that left or became zero,
    in equal parts; one that is zero at both ends explains nothing.
    """
    start, end = _table(before, "before"), _table(after, "after")
    if start.shape != end.shape:
        raise ValueError(f"before has the shape {start.shape} and after {end.shape}; they must be the same.")
    empty_start, empty_end = start == 0, end == 0
    was, still = ~empty_start.any(axis=1), ~empty_end.any(axis=1)
    effects = np.zeros_like(start)
    alive, born, gone = was & still, ~was & still, was & ~still
    logs = np.log(end[alive]) - np.log(start[alive])
    means = _logarithmic_mean(_volumes(start[alive]), _volumes(end[alive]), logs.sum(axis=1))
    effects[alive] = means[:, np.newaxis] * logs
    effects[born] = _shared(_volumes(end[born]), empty_start[born])
    effects[gone] -= _shared(_volumes(start[gone]), empty_end[gone])
    return effects


def _table(numbers: Table, name: str) -> Array:
    table = np.asarray(numbers, dtype=np.float64)
    if table.ndim != 2 or table.size == 0:
        raise ValueError(f"{name} must be a table of sub-sectors × factors, not of shape {table.shape}.")
    if not np.isfinite(table).all() or (table < 0).any():
        raise ValueError(f"{name} must hold finite numbers that are not negative; logarithms need them.")
    return table


def _volumes(table: Array) -> Array:
    volumes: Array = table.prod(axis=1)
    return volumes


def _logarithmic_mean(start: Array, end: Array, log_ratio: Array) -> Array:
    """L(end, start) of positive numbers whose logarithms differ by `log_ratio`."""
    # Near equality the plain quotient loses digits; (e^r − 1)/r does not.
    near = np.abs(log_ratio) < 1
    small = np.where(near, log_ratio, 0)
    close: Array = start * np.divide(np.expm1(small), small, out=np.ones_like(small), where=small != 0)
    apart: Array = (end - start) / np.where(near, 1, log_ratio)
    mean: Array = np.where(near, close, apart)
    return mean


def _shared(volumes: Array, zeros: NDArray[np.bool_]) -> Array:
    """Each row's volume in equal parts over the factors that were zero at the other end."""
    parts: Array = volumes[:, np.newaxis] * zeros / zeros.sum(axis=1, keepdims=True)
    return parts
