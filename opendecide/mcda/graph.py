"""Choose from an outranking graph: its kernel, and its layers from the top."""

import numpy as np

from opendecide.mcda.arrays import Bools, Ints


def kernel(relation: Bools) -> list[int]:
    """Return the kernel: no member outranks another, and each other row is outranked by a member.

    Alternatives on a circuit outrank each other and stand or fall together; on a graph without
    circuits the kernel is unique.

    Args:
        relation: Shape (n, n), true where the row outranks the column.

    Examples:
        >>> kernel(np.array([[0, 1, 0], [0, 0, 1], [0, 0, 0]], dtype=bool))
        [0, 2]
    """
    reach = reachable(relation)
    together = reach & reach.T | np.eye(len(relation), dtype=bool)
    waiting = set(range(len(relation)))
    members: set[int] = set()
    while waiting:
        first = next(
            row
            for row in waiting
            if not any(reach[other, row] and not together[other, row] for other in waiting)
        )
        circuit = {other for other in waiting if together[first, other]}
        members |= circuit
        beaten = {row for row in waiting if any(relation[member, row] for member in circuit)}
        waiting -= circuit | beaten
    return sorted(members)


def reachable(relation: Bools) -> Bools:
    """Return whether a path leads from one row to another, by Warshall's algorithm."""
    paths = relation.copy()
    for middle in range(len(paths)):
        paths |= paths[:, middle, None] & paths[None, middle, :]
    return paths


def layers(relation: Bools) -> Ints:
    """Peel the graph from the top and return the layer of each row, from 1.

    Rows on or below a circuit are never free, and share the last layer.

    Examples:
        >>> layers(np.array([[0, 1, 1], [0, 0, 1], [0, 0, 0]], dtype=bool))
        array([1, 2, 3])
    """
    positions = np.zeros(len(relation), dtype=np.int64)
    left = np.arange(len(relation))
    layer = 0
    while left.size:
        layer += 1
        free = np.asarray(~relation[np.ix_(left, left)].any(axis=0))
        if not free.any():
            free = np.ones_like(free)
        positions[left[free]] = layer
        left = left[~free]
    return positions
