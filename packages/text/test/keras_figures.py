"""Writes keras_figures.json in this folder: how Keras encodes small texts, the Naver reviews and IMDB.

    RNN_LAB_DATA=<data folder> python keras_figures.py
"""

import hashlib
import json
import os
import pathlib
import random

import keras
import keras.src.datasets.imdb
from keras.src.legacy.preprocessing.text import Tokenizer
from keras.utils import pad_sequences

NUM_WORDS = 35_000
MAX_LENGTH = 30
IMDB_NUM_WORDS = 20_000
IMDB_MAX_LENGTH = 80


def small(seed):
    """Words of very different frequency, many of them equally frequent, some capital."""
    choice = random.Random(seed)
    words = ["영화", "재미", "Film", "film", "FILM", "최고", "Ünder", "ß", "ΣΑΣ", "İ", ""] + [f"w{i}" for i in range(20)]
    texts = [choice.choices(words, k=choice.randrange(0, 12)) for _ in range(30)]
    unseen = texts[:5] + [["새것", "film", "w0", "w19"], [], ["새것"]]
    cases = []
    for num_words in (2, 3, 10, 1_000):
        tokenizer = Tokenizer(num_words=num_words)
        tokenizer.fit_on_texts(texts)
        sequences = tokenizer.texts_to_sequences(unseen)
        kept = [word for word, index in tokenizer.word_index.items() if index < num_words]
        padded = [pad_sequences(sequences, maxlen=length).tolist() for length in (1, 4, 9)]
        cases.append({"numWords": num_words, "words": kept, "sequences": sequences, "padded": padded})
    return {"texts": texts, "unseen": unseen, "cases": cases}


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def nsmc():
    """The reviews split at spaces: real words without an analyzer."""
    texts = {}
    for split in ("train", "test"):
        path = pathlib.Path(os.environ["RNN_LAB_DATA"], "nsmc", f"ratings_{split}.txt")
        documents = [line.split("\t")[1] for line in path.read_text(encoding="utf-8").split("\n")[1:-1]]
        texts[split] = [document.split(" ") for document in documents if document]
    tokenizer = Tokenizer(num_words=NUM_WORDS)
    tokenizer.fit_on_texts(texts["train"])
    words = list(tokenizer.word_index)[: NUM_WORDS - 1]
    padded = {
        split: sha256(pad_sequences(tokenizer.texts_to_sequences(texts[split]), maxlen=MAX_LENGTH).astype("<i4").tobytes())
        for split in texts
    }
    return {
        "rows": {split: len(texts[split]) for split in texts},
        "numWords": NUM_WORDS,
        "maxLength": MAX_LENGTH,
        "words": sha256("\n".join(words).encode()),
        "padded": padded,
    }


def imdb():
    path = pathlib.Path(os.environ["RNN_LAB_DATA"], "imdb", "imdb.npz")
    # Keras would download the archive anew unless its hash is the official one.
    keras.src.datasets.imdb.get_file = lambda *_, **__: path
    splits = dict(zip(("train", "test"), keras.datasets.imdb.load_data(num_words=IMDB_NUM_WORDS)))
    return {
        "numWords": IMDB_NUM_WORDS,
        "maxLength": IMDB_MAX_LENGTH,
        "padded": {
            name: sha256(pad_sequences(x, maxlen=IMDB_MAX_LENGTH).astype("<i4").tobytes()) for name, (x, _) in splits.items()
        },
    }


document = {
    "keras": keras.__version__,
    "small": [small(seed) for seed in range(3)],
    "nsmc": nsmc(),
    "imdb": imdb(),
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(document, ensure_ascii=False) + "\n")
