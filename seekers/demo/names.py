"""Names as people of Asahan bear them: one word to four, with and without a marga."""

import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from seekers.enums import Sex

DATA = Path(__file__).with_name("data") / "names.toml"
ONE_WORD, FOUR_WORDS, MARGA, DAUGHTER = 0.06, 0.05, 0.65, 0.4  # shares of names
MOST = 4  # words


def draw_name(sex: Sex, chance: Random) -> str:
    """Return a name; "Br." stands before the marga of many daughters."""
    words = _words()
    first, second = words["first"][str(sex.value)], words["second"][str(sex.value)]
    name = [chance.choice(first)]
    length = chance.random()
    if length < ONE_WORD:
        return name[0]
    if length < ONE_WORD + FOUR_WORDS:
        name.append(chance.choice(first))
    has_marga = chance.random() < MARGA
    if not has_marga or chance.random() < MARGA:
        name.append(chance.choice(second))
    if has_marga:
        is_told = sex == Sex.FEMALE and len(name) < MOST - 1 and chance.random() < DAUGHTER
        name += ["Br."] * is_told + [chance.choice(words["last"]["words"])]
    return " ".join(dict.fromkeys(name))


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text())
