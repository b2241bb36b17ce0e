"""Random draws by name: whoever asks for the same fact gets the same samples, in any order."""

import zlib
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from opendecide.cost import sampler
from opendecide.errors import InvalidInputError
from opendecide.measures.performance import Floats
from opendecide.model.fact import Fact

_WORD_BITS = 32
_SEEDS, _SAMPLES = 2**63, 1_000_000


def _words(seed: int) -> tuple[int, ...]:
    """Return a seed as numpy reads it, 32 bits at a time: given as words it need not take it apart.

    Examples:
        >>> _words(7), _words(2**32 + 7)
        ((7,), (7, 1))
    """
    count = max(1, -(-seed.bit_length() // _WORD_BITS))
    return tuple(seed >> _WORD_BITS * place & (2**_WORD_BITS - 1) for place in range(count))


class Draws:
    """One seeded stream per name, so that neither file order nor ids of others matter."""

    def __init__(self, seed: int, samples: int) -> None:
        if not 0 <= seed < _SEEDS or not 1 <= samples <= _SAMPLES:
            raise InvalidInputError("the seed is 0 or more, and there are 1 to 1,000,000 samples")
        self.seed = seed
        self.samples = samples
        self._words = _words(seed)
        self._uniform: dict[str, Floats] = {}
        self._normal: dict[str, Floats] = {}
        self.memo: dict[Hashable, Any] = {}
        """What was drawn, by question; a question about facts names their values."""

    @contextmanager
    def briefly(self, *kinds: str) -> Iterator[None]:
        """Forget at the end what was drawn meanwhile for questions of some kinds, large and rare.

        Args:
            kinds: How such questions begin.
        """
        known = frozenset(self.memo)
        yield
        for question in self.memo.keys() - known:
            if isinstance(question, tuple) and question[0] in kinds:
                del self.memo[question]

    def _stream(self, key: str, kind: int) -> np.random.Generator:
        words = (*self._words, kind, zlib.crc32(key.encode()), len(key))
        return np.random.Generator(np.random.SFC64(np.array(words, dtype=np.uint32)))

    def uniform(self, key: str) -> Floats:
        """Return samples between 0 and 1, shape (s,)."""
        if key not in self._uniform:
            self._uniform[key] = self._stream(key, 0).random(self.samples)
        return self._uniform[key]

    def normal(self, key: str) -> Floats:
        """Return standard normal samples, shape (s,)."""
        if key not in self._normal:
            self._normal[key] = self._stream(key, 1).standard_normal(self.samples)
        return self._normal[key]

    def of(self, key: str, fact: Fact) -> Floats:
        """Return samples of a fact through its P10, P50 and P90, shape (s,)."""
        question = (key, fact.value, fact.low, fact.high)
        if question not in self.memo:
            self.memo[question] = sampler(self.seed, self.samples)(key, fact)
        found: Floats = self.memo[question]
        return found
