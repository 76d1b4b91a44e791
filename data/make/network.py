"""The learning behind `weights.py`: networks with a direct layer and one small hidden layer.

    scores of entries, of lists and of signs = features @ direct
    scores of lists and of signs, besides = relu(features @ hidden) @ deep

Entries and lists have a softmax each, the signs ("several tasks", "background", "request") are logistic;
all are learned together. Trained by AdamW with one cycle of the learning rate; features and hidden units
are dropped at random, so that no answer rests on one word alone. Four are trained from different seeds and
put together, which errs less than each of them and less than a larger one. Same seeds, same machine: same
weights.
"""

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

HIDDEN = 24
EPOCHS = 10
BATCH = 256
LEARNING_RATE = 6e-3
DECAY = 1e-2
DROPPED_FEATURES = 0.4
DROPPED_UNITS = 0.3
WARM_UP = 0.1
SEEDS = (7, 8, 9, 10)
# Of a sign that a row says nothing of.
UNTOLD = -1.0


class Network(NamedTuple):
    """Arrays of float32: (features, all scores), (features, hidden), (hidden, scores but entries')."""

    direct: np.ndarray
    hidden: np.ndarray
    deep: np.ndarray

    def scores(self, features):
        direct = features @ self.direct
        direct[:, -self.deep.shape[1] :] += np.maximum(features @ self.hidden, 0) @ self.deep
        return direct


def softmax(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


class AdamW:
    """One array's moments; decay is decoupled from the gradient.

    Most features stand in few texts, so only the rows that a batch touches are updated.
    """

    def __init__(self, array):
        self.array, self.step = array, 0
        self.mean, self.square = np.zeros_like(array), np.zeros_like(array)

    def update(self, gradient, rate, rows=slice(None)):
        self.step += 1
        mean, square = self.mean[rows], self.square[rows]
        mean += 0.1 * (gradient - mean)
        square += 0.001 * (gradient * gradient - square)
        self.mean[rows], self.square[rows] = mean, square
        root = np.sqrt(square / (1 - 0.999**self.step)) + 1e-8
        change = (rate / (1 - 0.9**self.step)) * mean / root
        self.array[rows] -= change + rate * DECAY * self.array[rows]


def rate_at(share):
    """One cycle: up along a cosine, then down to nothing; `share` is how much of it is done."""
    if share < WARM_UP:
        return LEARNING_RATE * (1.04 - np.cos(np.pi * share / WARM_UP)) / 2.04
    return LEARNING_RATE * (1 + np.cos(np.pi * (share - WARM_UP) / (1 - WARM_UP))) / 2


def thinned(features, random):
    """A batch with some features of each row dropped, and the columns that are left.

    The others are raised so that sums keep their size.
    """
    kept = random.random(features.nnz) >= DROPPED_FEATURES
    data = np.where(kept, features.data / (1 - DROPPED_FEATURES), 0).astype(np.float32)
    columns, numbers = np.unique(features.indices, return_inverse=True)
    shape = features.shape[0], len(columns)
    return csr_matrix((data, numbers, features.indptr), shape=shape), columns


class Targets(NamedTuple):
    """What is right for each row: shares of entries and of lists, and which signs hold (1, 0, or
    UNTOLD where a row says nothing of it).

    `weight` counts a row for entries and lists; a text with several tasks counts for none of these.
    """

    entries: np.ndarray
    lists: np.ndarray
    signs: np.ndarray
    weight: np.ndarray


def errors(logits, right, rows):
    """How far the shares are from what is right: the gradient of the loss by the scores."""
    entries, lists = right.entries.shape[1], right.lists.shape[1]
    by_entry = softmax(logits[:, :entries]) - right.entries[rows]
    by_list = softmax(logits[:, entries : entries + lists]) - right.lists[rows]
    signs = right.signs[rows]
    by_sign = (1 / (1 + np.exp(-logits[:, entries + lists :])) - signs) * (signs != UNTOLD)
    weight = right.weight[rows, None]
    return np.hstack([by_entry * weight, by_list * weight, by_sign]) / len(rows)


def train(features, right, seed):
    """Learns from rows of features."""
    random = np.random.default_rng(seed)
    count, width = features.shape
    entries = right.entries.shape[1]
    besides = right.lists.shape[1] + right.signs.shape[1]
    network = Network(
        np.zeros((width, entries + besides), np.float32),
        random.normal(0, 0.1, (width, HIDDEN)).astype(np.float32),
        random.uniform(-1, 1, (HIDDEN, besides)).astype(np.float32) / np.float32(np.sqrt(HIDDEN)),
    )
    optimisers = [AdamW(array) for array in network]
    steps = EPOCHS * -(-count // BATCH)
    step = 0
    for _ in range(EPOCHS):
        order = random.permutation(count)
        for start in range(0, count, BATCH):
            rows = order[start : start + BATCH]
            batch, columns = thinned(features[rows], random)
            before = batch @ network.hidden[columns]
            mask = (random.random(before.shape) >= DROPPED_UNITS) / (1 - DROPPED_UNITS)
            mask = (mask * (before > 0)).astype(np.float32)
            units = before * mask
            logits = batch @ network.direct[columns]
            logits[:, entries:] += units @ network.deep
            error = errors(logits, right, rows)
            back = (error[:, entries:] @ network.deep.T) * mask
            rate = np.float32(rate_at(step / steps))
            transposed = batch.T.tocsr()
            direct, hidden, deep = optimisers
            direct.update(transposed @ error, rate, columns)
            hidden.update(transposed @ back, rate, columns)
            deep.update(units.T @ error[:, entries:], rate)
            step += 1
    return network


def train_several(features, right, seeds=SEEDS):
    """Several networks as one: direct layers averaged, hidden ones side by side."""
    networks = [train(features, right, seed) for seed in seeds]
    count = np.float32(len(networks))
    return Network(
        sum(network.direct for network in networks) / count,
        np.hstack([network.hidden for network in networks]),
        np.vstack([network.deep for network in networks]) / count,
    )
