"""ELECTRE II: two rankings from a strong and a weak outranking relation."""

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import Floats, Outcome
from opendecide.mcda.graph import layers
from opendecide.mcda.outranking import concordance, discordance, outranks, prescaled


def electre2(  # noqa: PLR0913 - the thresholds are the method's own parameters
    matrix: Floats,
    weights: Floats,
    signs: Floats,
    /,
    *,
    p0: float = 0.65,
    p1: float = 0.5,
    p2: float = 0.35,
    q0: float = 0.65,
    q1: float = 0.35,
    prescale: str | None = "sum",
) -> Outcome:
    """Score each alternative by the mean of its ranks from the top and from the bottom.

    One outranks another only if its concordance is the greater of the two. A circuit shares a rank
    with all that is left.

    Args:
        matrix: Shape (n, m).
        weights: Shape (m,), scaled to sum 1.
        signs: Shape (m,), +1 to maximise and -1 to minimise.
        p0: Concordance of a strong outranking with discordance up to `q0`.
        p1: Concordance of a strong outranking with discordance up to `q1`.
        p2: Concordance of a weak outranking with discordance up to `q0`.
        q0: The larger discordance threshold.
        q1: The smaller discordance threshold.
        prescale: As in `electre1`.

    Returns:
        Mean ranks, shape (n,), lower is better; `direct` and `inverse` ranks, `strong` and `weak`
        relations, `concordance`, `discordance`.

    Source:
        Roy & Bertier (1973), La methode ELECTRE II: une application au media-planning.
    """
    if not (1 >= p0 >= p1 >= p2 >= 0 and 1 >= q0 >= q1 >= 0):
        raise InvalidInputError(
            f"p0, p1, p2, q0, q1: are {p0}, {p1}, {p2}, {q0}, {q1}; "
            "give 1 >= p0 >= p1 >= p2 >= 0 and 1 >= q0 >= q1 >= 0"
        )
    scaled = prescaled(matrix, prescale)
    agreement = concordance(scaled, weights, signs)
    disagreement = discordance(scaled, signs)
    more = agreement > agreement.T + 1e-9  # beyond rounding
    strong = more & (
        outranks(agreement, disagreement, at_least=p0, at_most=q0)
        | outranks(agreement, disagreement, at_least=p1, at_most=q1)
    )
    weak = more & outranks(agreement, disagreement, at_least=p2, at_most=q0)
    either = strong | weak
    direct = layers(either)
    upward = layers(either.T)
    inverse = upward.max() + 1 - upward
    return (direct + inverse) / 2, {
        "direct": direct,
        "inverse": inverse,
        "strong": strong,
        "weak": weak,
        "concordance": agreement,
        "discordance": disagreement,
    }
