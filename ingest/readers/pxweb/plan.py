"""Cutting a table into as few rectangular requests as its publisher's limits allow."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product
from math import ceil, prod

Span = tuple[int, int]
Block = tuple[Span, ...]
Sizes = tuple[int, ...]

# How many of the best cuts are followed, and how many times what is left is cut again in another way. Nearly every
# table is planned by the first line; the others are for the rare shape that comes out more than 3 % over the bound.
_SEARCHES = ((8, 0, False), (8, 1, False), (8, 3, False), (3, 1, True), (3, 3, True))


@dataclass(frozen=True)
class _Cut:
    """One way to take `taken` places along `axis` off a box: in blocks of `steps` places along each axis."""

    axis: int
    taken: int
    steps: Sizes

    def requests(self, sizes: Sizes) -> int:
        """Return the number of blocks it makes of what it takes."""
        sides = (self.taken if axis == self.axis else size for axis, size in enumerate(sizes))
        return prod(ceil(side / step) for side, step in zip(sides, self.steps, strict=True))


Cutting = tuple[int, tuple[_Cut, ...]]


def plan(sizes: Sizes, max_cells: int, max_values: int, *, whole: int | None = None) -> tuple[Block, ...]:
    """Return blocks (a half-open span of places for each variable) that cover every cell exactly once.

    No block has more than `max_cells` cells or `max_values` values of one variable. Every table of a realistic shape
    takes at most max(bound + 1, 1.03 x bound) blocks, bound = ceil(cells / max_cells). Empty when a size is 0.
    whole: a variable that is not cut; it fits into one block.
    """
    if whole is not None and sizes[whole]:
        rest = plan((*sizes[:whole], *sizes[whole + 1 :]), max_cells // sizes[whole], max_values)
        return tuple((*block[:whole], (0, sizes[whole]), *block[whole:]) for block in rest)
    if 0 in sizes:
        return ()
    pieces = product(*(_even(size, ceil(size / max_values)) for size in sizes))
    return tuple(block for piece in pieces for block in _blocks(piece, max_cells))


def halves(block: Block) -> tuple[Block, Block] | None:
    """Cut a block in two across its longest side; None when it is a single cell."""
    axis = max(range(len(block)), key=lambda place: block[place][1] - block[place][0], default=-1)
    if axis < 0 or block[axis][1] - block[axis][0] < 2:
        return None
    start, stop = block[axis]
    middle = (start + stop) // 2
    return _with(block, axis, (start, middle)), _with(block, axis, (middle, stop))


def _blocks(box: Block, max_cells: int) -> Iterator[Block]:
    """Blocks of one box."""
    _, cuts = _best(tuple(stop - start for start, stop in box), max_cells)
    rest = box
    for cut in cuts:
        start, stop = rest[cut.axis]
        taken = _with(rest, cut.axis, (start, start + cut.taken))
        yield from product(*(_runs(span, step) for span, step in zip(taken, cut.steps, strict=True)))
        rest = _with(rest, cut.axis, (start + cut.taken, stop))
    if all(start < stop for start, stop in rest):
        yield rest


def _runs(span: Span, step: int) -> list[Span]:
    return [(low, min(low + step, span[1])) for low in range(*span, step)]


def _best(sizes: Sizes, max_cells: int) -> Cutting:
    """Return number of requests and cuts, by the first of ever wider searches that comes close to the bound."""
    bound = ceil(prod(sizes) / max_cells)
    best: Cutting | None = None
    for followed, depth, is_fine in _SEARCHES:
        found = _search(max_cells, followed, is_fine)(sizes, depth)
        best = found if best is None or found[0] < best[0] else best
        if best[0] <= max(bound + 1, 1.03 * bound):
            break
    assert best is not None, "there is at least one search"
    return best


def _search(max_cells: int, followed: int, is_fine: bool) -> Callable[[Sizes, int], Cutting]:
    @cache
    def search(sizes: Sizes, depth: int) -> Cutting:
        """Take one cut off the box and cut what is left up to `depth` times in other ways."""
        if 0 in sizes:
            return 0, ()
        if prod(sizes) <= max_cells:
            return 1, ()
        found: list[Cutting] = []
        for cut in _cuts(sizes, max_cells, is_fine=is_fine)[:followed]:
            if depth == 0:
                all_of_it = _Cut(cut.axis, sizes[cut.axis], cut.steps)
                found.append((all_of_it.requests(sizes), (all_of_it,)))
                continue
            requests, cuts = search(_replaced(sizes, cut.axis, sizes[cut.axis] - cut.taken), depth - 1)
            found.append((cut.requests(sizes) + requests, (cut, *cuts)))
        return min(found, key=lambda cutting: cutting[0])

    return search


def _cuts(sizes: Sizes, max_cells: int, *, is_fine: bool) -> list[_Cut]:
    """The cuts, those first whose blocks fill their requests best."""
    cuts: list[tuple[float, _Cut]] = []
    for axis, size in enumerate(sizes):
        for sides in _sides(_replaced(sizes, axis, 1), is_fine=is_fine):
            step = max_cells // prod(sides)
            if 0 < step < size:
                cut = _Cut(axis, size // step * step, _replaced(sides, axis, step))
                filled = prod(_replaced(sizes, axis, cut.taken)) / cut.requests(sizes)
                cuts.append((filled, cut))
    cuts.sort(key=lambda cut: -cut[0])
    return [cut for _, cut in cuts]


def _sides(sizes: Sizes, *, is_fine: bool) -> Iterator[Sizes]:
    """Sides of blocks: every axis whole or single; when fine, one axis may also be cut into even parts."""
    choices = [(1, size) if size > 1 else (1,) for size in sizes]
    yield from product(*choices)
    if not is_fine:
        return
    for axis, size in enumerate(sizes):
        parts = {ceil(size / count) for count in range(2, min(size, 60))} - {1, size}
        yield from product(*(sorted(parts) if place == axis else choice for place, choice in enumerate(choices)))


def _even(size: int, parts: int) -> list[Span]:
    edges = [size * part // parts for part in range(parts + 1)]
    return list(pairwise(edges))


def _replaced(sizes: Sizes, axis: int, size: int) -> Sizes:
    return (*sizes[:axis], size, *sizes[axis + 1 :])


def _with(block: Block, axis: int, span: Span) -> Block:
    return (*block[:axis], span, *block[axis + 1 :])
