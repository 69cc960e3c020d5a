"""Writes numpy_figures.json in this folder: results of NumPy's RandomState, for the tests.

A stream is one RandomState and a sequence of calls. The file has the first values of each result, and the SHA-256 of the
whole result as little-endian float64. `shuffle` shuffles `arange` of its argument.

    python numpy_figures.py
"""

import hashlib
import json
import pathlib

import numpy as np

CALLS = [
    ("rand", []),
    ("random_sample", [3]),
    ("random_sample", [20_000]),
    ("rand", [2, 3, 4]),
    ("uniform", [-0.05, 0.05, 1_000]),
    ("normal", []),
    ("randint", [10]),
    ("normal", [0, 1, 50_001]),
    ("uniform", []),
    ("normal", [2.5, 0.3, [3, 5]]),
    ("randint", [0, 2**32, 700]),
    ("randint", [-5, 5, 1_000]),
    ("randint", [3, 4, 5]),
    ("randint", [0, 2**40 + 12_345, 1_000]),
    ("randint", [-(2**31), 2**31, 200]),
    ("permutation", [0]),
    ("permutation", [1]),
    ("permutation", [25_000]),
    ("shuffle", [10]),
    ("shuffle", [1_999]),
    ("permutation", [[5, 3, 1, 4]]),
    ("normal", [0, 1, 3]),
    ("random_sample", [2]),
]
SEEDS = [0, 1, 42, 113, 1234, 2**31, 2**32 - 1]


def call(random, method, args):
    if method == "shuffle":
        shuffled = np.arange(args[0])
        random.shuffle(shuffled)
        return shuffled
    return getattr(random, method)(*args)


def figures(result):
    values = np.asarray(result, dtype="<f8").ravel()
    return {"length": values.size, "head": values[:4].tolist(), "sha256": hashlib.sha256(values.tobytes()).hexdigest()}


def stream(seed):
    random = np.random.RandomState(seed)
    return {"seed": seed, "calls": [{"method": m, "args": a, **figures(call(random, m, a))} for m, a in CALLS]}


def derived(seed, purpose):
    return int.from_bytes(hashlib.sha256(f"{seed}/{purpose}".encode()).digest()[:4], "big")


document = {
    "numpy": np.__version__,
    "streams": [stream(seed) for seed in SEEDS],
    "derivedSeeds": [
        {"seed": seed, "purpose": purpose, "derived": derived(seed, purpose)}
        for seed in (0, 1, 2**32 - 1)
        for purpose in ("data", "weights", "order", "dropout")
    ],
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(document) + "\n")
