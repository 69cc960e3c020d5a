"""An experiment of the notebook in Keras, from the raw files to the evaluated model.

Usage: python3 keras_recipe.py sine|deaths|imdb|nsmc DATA_FOLDER SEED DEATHS_CSV DICTIONARY

DICTIONARY is for nsmc, which pipes the reviews through the program `mecab`. Prints one JSON object: {"missing": module}, or
{"name": ..., "runs": [{"model", "results", "lastEpochLoss", "seconds"}]}, with the seconds that model.fit takes.
"""

import csv
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import time

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

STOPWORDS = set("의 가 이 은 들 는 좀 잘 걍 과 도 를 으로 자 에 와 한 하다".split())


def windows(series, length):
    x = np.array([series[i : i + length] for i in range(len(series) - length)])
    return x.astype("float32"), series[length:].astype("float32")


def sine(seed):
    series = np.sin(0.02 * np.arange(1000)) + 2 * np.random.RandomState(seed).rand(1000)
    parts = []
    for part in (series[:800], series[800:]):
        x, y = windows(np.append(part, np.repeat(part[-1], 4)), 4)
        parts.append((x.reshape(-1, 1, 4), y))
    stack = [layers.SimpleRNN(32), layers.Dense(8, activation="tanh"), layers.Dense(1)]
    return [fit("rnn", stack, *parts, loss="mse", epochs=100, batch_size=16)]


def deaths(path):
    with open(path, newline="") as file:
        values = np.array([float(row["value"]) for row in csv.DictReader(file)])
    clipped = np.minimum(values, 2000)
    x, y = windows((clipped - clipped.mean()) / clipped.std(), 7)
    train = x.reshape(-1, 7, 1), y
    options = {"loss": "mse", "epochs": 1000, "batch_size": 32}
    return [
        fit("rnn", [layers.SimpleRNN(100), layers.Dense(1)], train, **options),
        fit("lstm", [layers.LSTM(100), layers.Dense(1)], train, **options),
    ]


def imdb(folder):
    # Skips Keras's hash check, which refuses an archive with the same members that was zipped again.
    keras.src.datasets.imdb.get_file = lambda *_, **__: folder / "imdb/imdb.npz"
    (x, y), (test_x, test_y) = keras.datasets.imdb.load_data(num_words=20_000)
    pad = lambda sequences: keras.utils.pad_sequences(sequences, 80)
    train, test = (pad(x), y), (pad(test_x), test_y)
    stack = [layers.Embedding(20_000, 128), layers.LSTM(128), layers.Dense(1, activation="sigmoid")]
    return [fit("imdb_lstm", stack, train, test, loss="binary_crossentropy", batch_size=32, validation_data=test)]


def nsmc(folder, dictionary):
    train, test = (reviews(folder / f"nsmc/ratings_{part}.txt") for part in ("train", "test"))
    tokens, test_tokens = (morphemes(texts, dictionary) for texts, _ in (train, test))
    tokenizer = Tokenizer(num_words=35_000)
    tokenizer.fit_on_texts(tokens)
    pad = lambda texts: keras.utils.pad_sequences(tokenizer.texts_to_sequences(texts), 30)
    train, test = (pad(tokens), train[1]), (pad(test_tokens), test[1])
    stack = [layers.Embedding(35_000, 100), layers.LSTM(128), layers.Dense(1, activation="sigmoid")]
    return [fit("nsmc_lstm", stack, train, test, loss="binary_crossentropy", batch_size=60, validation_split=0.2)]


def reviews(path):
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n")[1:] if line]
    rows = [row for row in rows if row[1]]
    texts = [re.sub("[^ㄱ-ㅎㅏ-ㅣ가-힣 ]", "", text) for _, text, _ in rows]
    return texts, np.array([int(label) for _, _, label in rows])


def morphemes(texts, dictionary):
    command = ["mecab", "-r", os.devnull, "-d", dictionary, "-Owakati", "-b", "100000"]
    output = subprocess.run(command, input="\n".join(texts) + "\n", capture_output=True, text=True, check=True)
    lines = output.stdout.split("\n")
    return [[token for token in line.split() if token not in STOPWORDS] for line in lines[: len(texts)]]


def fit(name, stack, train, test=None, *, loss, epochs=2, **options):
    model = keras.Sequential([keras.layers.Input(train[0].shape[1:]), *stack])
    model.compile(loss=loss, optimizer="adam", metrics=[] if loss == "mse" else ["accuracy"])
    started = time.perf_counter()
    history = model.fit(*train, epochs=epochs, verbose=0, **options).history
    seconds = time.perf_counter() - started
    evaluate = lambda rows: model.evaluate(*rows, verbose=0, return_dict=True)
    last = {metric: history[metric][-1] for metric in ("loss", "accuracy") if metric in history}
    results = {"train": evaluate(train) if loss == "mse" else last}
    if test:
        results["test"] = evaluate(test)
    return {"model": name, "results": results, "lastEpochLoss": last["loss"], "seconds": seconds}


# Output of the libraries goes to stderr, so that stdout has only the answer.
answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)
experiment, data, seed, deaths_csv, dictionary = sys.argv[1:]
try:
    import keras
    import numpy as np
    import tensorflow
    from keras import layers
    from keras.src.legacy.preprocessing.text import Tokenizer

    # Not keras.utils.set_random_seed: it seeds TensorFlow too, which then shuffles every epoch in the same order.
    random.seed(int(seed))
    runs = {
        "sine": lambda: sine(int(seed)),
        "deaths": lambda: deaths(deaths_csv),
        "imdb": lambda: imdb(pathlib.Path(data)),
        "nsmc": lambda: nsmc(pathlib.Path(data), dictionary),
    }[experiment]()
    name = f"Keras {keras.__version__}, TensorFlow {tensorflow.__version__}"
    json.dump({"name": name, "runs": runs}, answer)
except ModuleNotFoundError as error:
    json.dump({"missing": error.name}, answer)
answer.close()
