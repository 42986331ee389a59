"""How much work expanding may cost: counted in steps, so that the same calendar always ends at the same place."""

from schemas.errors import BruggenError

STEPS = 400_000
STEPS_OF_ONE = 40_000


class OutOfSteps(BruggenError):
    """The budget is spent: what was found so far is right, but not all."""


class Budget:
    """Steps left for one calendar, of which one schedule may take `of_one` at most.

    A step is looking at one period or one candidate moment: one to two microseconds (docs/recurrence.md).
    """

    __slots__ = ("_of_one", "left", "left_of_one")

    def __init__(self, steps: int = STEPS, *, of_one: int = STEPS_OF_ONE) -> None:
        self.left = steps
        self._of_one = of_one
        self.left_of_one = min(of_one, steps)

    def next_schedule(self) -> None:
        """Another schedule begins: it has a full share again, as far as there is one."""
        self.left_of_one = min(self._of_one, self.left)

    def spend(self, steps: int = 1) -> None:
        """Raises OutOfSteps, and takes nothing, where fewer than `steps` are left."""
        if steps > self.left_of_one:
            raise OutOfSteps(f"more than {self._of_one if self.left > self.left_of_one else self.left} steps")
        self.left_of_one -= steps
        self.left -= steps
