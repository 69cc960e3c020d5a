"""Writes keras_figures.json in this folder: Keras's IMDB data and validation splits, and NumPy's sine.

    RNN_LAB_DATA=<data folder> python keras_figures.py
"""

import hashlib
import json
import os
import pathlib

import keras
import keras.src.datasets.imdb
import numpy as np
from keras.src.trainers.data_adapters.array_slicing import train_validation_split

IMDB_NUM_WORDS = 20_000


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def imdb():
    path = pathlib.Path(os.environ["RNN_LAB_DATA"], "imdb", "imdb.npz")
    # Keras would download the archive again unless its hash is the official one.
    keras.src.datasets.imdb.get_file = lambda *_, **__: path
    splits = dict(zip(("train", "test"), keras.datasets.imdb.load_data(num_words=IMDB_NUM_WORDS)))
    return {
        "numWords": IMDB_NUM_WORDS,
        "tokens": {name: sum(map(len, x)) for name, (x, _) in splits.items()},
        "labels": {name: sha256(y.astype("u1").tobytes()) for name, (_, y) in splits.items()},
    }


def sine():
    """The notebook's series, seeded; every 100th value."""
    random_state = np.random.RandomState(0)
    series = np.sin(0.02 * np.arange(0, 1000)) + 2 * random_state.rand(1000)
    return {"seed": 0, "length": len(series), "every": 100, "values": series[::100].tolist()}


def split(rows, fraction):
    (train,), (validation,) = train_validation_split((keras.ops.zeros(rows),), fraction)
    return {"rows": rows, "fraction": fraction, "train": len(train), "validation": len(validation)}


document = {
    "keras": keras.__version__,
    "imdb": imdb(),
    "sine": sine(),
    "splits": [split(rows, f) for rows in (2, 7, 10, 1_000, 4_999, 149_995) for f in (0.1, 0.2, 0.3, 0.5)],
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(document, ensure_ascii=False) + "\n")
