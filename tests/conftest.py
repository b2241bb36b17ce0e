"""What holds for every test."""

import gc

gc.set_threshold(50_000, 10, 10)
"""Objects made before any are looked through for cycles. A recommendation makes millions and leaves
few cycles, so the usual 700 take a third of the time of the tests."""
