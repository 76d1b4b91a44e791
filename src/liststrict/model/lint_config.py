"""The `lint` section of pack.yaml."""

from liststrict.model.basis import Frozen


class Suppression(Frozen):
    """Problems of one rule that are accepted; without `entry` and `file` in the whole pack.

    Reason and expiry are optional here, so that lint itself can say that they are missing.
    """

    rule: str
    entry: str | None = None
    file: str | None = None
    reason: str | None = None
    until: str | None = None


class LintConfig(Frozen):
    """`units` is the closed list of unit names that the pack may use, where it is given."""

    units: tuple[str, ...] = ()
    ignore: tuple[Suppression, ...] = ()
