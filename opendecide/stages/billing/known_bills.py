"""Bills that are made already: a search asks about the same few deployments dozens of times.

A bill holds a dozen arrays of samples, and hundreds would fill the memory: it is known as long as
somebody holds it, as today's answer does.
"""

from collections.abc import Callable, Mapping
from weakref import ref

from opendecide.cost import Bill, Demand, DoesNotFit, Unpriced
from opendecide.measures.draws import Draws
from opendecide.measures.view import View

Answer = Bill | Unpriced | DoesNotFit


class _Known:
    """An answer, as long as it is there."""

    __slots__ = ("_bill", "_none", "demands", "paid")

    def __init__(self, found: Answer, demands: Mapping[str, Demand]) -> None:
        self.demands = demands  # named by id in the question, so that the ids stay theirs
        self.paid: float | None = None
        """What is expected to be paid over the horizon, where a ceiling asked for it: one figure
        stays when nobody holds the bill any more."""
        self.keep(found)

    def keep(self, found: Answer) -> None:
        """Take an answer made anew; that there is no bill takes no memory."""
        self._bill = ref(found) if isinstance(found, Bill) else None
        self._none = None if isinstance(found, Bill) else found

    @property
    def answer(self) -> Answer | None:
        """What was found; None when nobody holds it any more."""
        return self._none if self._bill is None else self._bill()


def known_bill(
    view: View, demands: Mapping[str, Demand], draws: Draws, make: Callable[[View], Answer]
) -> Answer:
    """Return what a deployment costs, made once for all cases that differ in nothing it reads.

    Args:
        view: The deployment, in a case with today's planning figures.
        demands: The workloads of its case.
        draws: The samples.
        make: Makes the bill, from no more of the case than it reads.
    """
    made: list[Answer] = []  # holds it until it is returned

    def first(new: View) -> _Known:
        made.append(make(new))
        return _Known(made[0], demands)

    known = view.case.share(_question(view, demands, draws), lambda part: first(view.of(part)))
    found = known.answer
    if found is None:
        found = make(view)
        known.keep(found)
    if view.case.ceiling is not None and isinstance(found, Bill):
        known.paid = found.paid_spread.p50
    return found


def known_cost(view: View, demands: Mapping[str, Demand], draws: Draws) -> float | None:
    """Return what is expected to be paid, if that was found out already."""
    known: _Known | None = view.case.shared(_question(view, demands, draws))
    return None if known is None else known.paid


def _question(view: View, demands: Mapping[str, Demand], draws: Draws) -> tuple[object, ...]:
    served = tuple([(need, model.id) for need, model in view.serving.items()])
    work = [id(one) for one in demands.values()]
    return ("bill", view.deployment.id, served, draws.seed, draws.samples, *work)
