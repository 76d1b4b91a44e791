"""All numbers that decide, named and explained. Changed only with the measurements beside them."""

from typing import Final

# Prior strength of a pack's own vocabulary, for entries that the learned weights do not know
# (a town's new list): a name points to its entry, objects and acts only suggest it.
SLOT_PRIOR: Final[dict[str, float]] = {
    "names": 8.0,
    "objects": 2.0,
    "acts": 2.0,
    "purposes": 2.0,
    "actors": 0.5,
    "excludes": -6.0,
}

# So many entries that the weights do not know take part where words only suggest them, those with most of
# these words: in a pack of ten thousand a common word alone speaks for hundreds, and tells none apart.
PRIORS_KEPT: Final = 32

# Cost of answering one outcome where another is right, as the evaluation weighs them: a dangerous
# error 20, a wrong verdict 3. They choose the outcome from the probabilities.
COST_DANGEROUS: Final = 20.0
COST_WRONG: Final = 3.0
COST_REVIEW: Final = 1.0
# The dangerous direction weighs in the choice only by this share. On dev the sum of these costs falls
# all the way to 1, but there every doubtful text becomes `unlisted` and the offices are left alone with
# it. With 0.2, 0.3, 0.4, 0.5, 0.6 and 0.8 the verdicts of dev were right in 96.1, 96.2, 96.2, 96.2, 96.2 and
# 96.2 %, and 0.42, 0.32, 0.28, 0.23, 0.23 and 0.28 % dangerous.
DANGER_SHARE: Final = 0.5

# Below this confidence the verdict is kept, but a person must look at it.
REVIEW_BELOW: Final = 0.7

# A fact that the lists refuse and an exception to it must have this share together, so that nothing but the
# purpose is in doubt. On dev one request is decided by it, rightly; without a bound a second one, wrongly.
GENERAL_FROM: Final = 0.9

# Where nothing is decided, lists with at least this share are named as near.
NAMED_FROM: Final = 0.1

# Share of the assisting duties from which a matter of both lists, asked by a unit, is handed down.
HANDED_DOWN_FROM: Final = 0.1

# A short text, in characters, is searched for several tasks only from these odds on (their logarithm, as
# the words of the whole tell them). On dev, where two of three texts fall out, none was lost by it.
SHORT: Final = 60
SEVERAL_FROM: Final = -5.0

# A sentence of a longer text is background from these odds on that it asks nothing (their logarithm). Where
# the odds that the text holds several tasks are below ONE_TASK_BELOW, it is so already if it is this far
# apart from the sentence that asks most. With 60 to 250 characters of situation before them, 97 % of dev's requests
# were answered rightly so, and 60 % with nothing left out; of 208 longer texts that nobody had learned from 199 and 187.
BACKGROUND_FROM: Final = 0.0
BACKGROUND_APART: Final = 5.0
ONE_TASK_BELOW: Final = -4.0

# A short text asks nothing of the village from these odds on (their logarithm): it speaks to another office, or of
# what is done. On dev 6 answers became right by it and 2 wrong, of 731 requests that nobody had learned from 8 and 0.
NOTHING_FROM: Final = 1.0

# Where a text is looked at closely for a further task, by its form, and where it is then cut, by what
# is said before and behind: probabilities that a task begins. A missed task hides what is asked, a
# false one turns a lawful duty into something else; both were weighed on dev.
LOOK_FROM: Final = 0.15
# Numbers, semicolons and the like (strong) divide more often than full stops, and these than commas (weak).
CUT_FROM: Final[dict[str, float]] = {"strong": 0.3, "sentence": 0.4, "weak": 0.5}

# rapidfuzz ratio (0–100) from which a wording counts as near.
NEAR_WORDING: Final = 75.0
SEARCH_CUTOFF: Final = 45.0

# Alternatives shown beside the answer: how many, and from which share of probability on.
RUNNERS_UP: Final = 3
RUNNER_UP_FLOOR: Final = 0.02
EVIDENCE_SHOWN: Final = 6
# Near wording of an entry without learned weights: its strength, and the share of neighbouring
# characters from which the wording is compared at all.
NEAR_PRIOR: Final = 11.0
NEAR_SHARED: Final = 0.5
