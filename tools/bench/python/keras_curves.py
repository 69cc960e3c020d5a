"""Exports the reference of test/keras-curves.test.ts: for each of the notebook's three time series models, Keras's initial
weights and its loss per epoch. The row order comes from a seed that both sides share.

Usage: python3 keras_curves.py DEATHS_CSV FOLDER
"""

import csv
import json
import os
import pathlib
import sys

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np

EPOCHS = 50
DATA_SEED = 0
ORDER_SEED = 1


def windows(series, length):
    x = np.array([series[i : i + length] for i in range(len(series) - length)])
    return x.astype("float32"), series[length:].astype("float32")


def sine():
    series = np.sin(0.02 * np.arange(1000)) + 2 * np.random.RandomState(DATA_SEED).rand(1000)
    train = series[:800]
    x, y = windows(np.append(train, np.repeat(train[-1], 4)), 4)
    return x.reshape(-1, 1, 4), y


def deaths(path):
    with open(path, newline="") as file:
        values = np.array([float(row["value"]) for row in csv.DictReader(file)])
    clipped = np.minimum(values, 2000)
    x, y = windows((clipped - clipped.mean()) / clipped.std(), 7)
    return x.reshape(-1, 7, 1), y


def curve(layers, x, y, batch_size):
    model = keras.Sequential([keras.layers.Input(x.shape[1:]), *layers])
    model.compile(loss="mse", optimizer="adam")
    weights = model.get_weights()
    random = np.random.RandomState(ORDER_SEED)
    order = np.arange(len(x))
    losses = []
    for _ in range(EPOCHS):
        random.shuffle(order)
        history = model.fit(x[order], y[order], batch_size=batch_size, shuffle=False, verbose=0)
        losses.append(history.history["loss"][0])
    return weights, losses


def main(deaths_csv, folder):
    folder = pathlib.Path(folder)
    keras.utils.set_random_seed(0)
    layers = keras.layers
    models = {
        "sine": ([layers.SimpleRNN(32), layers.Dense(8, activation="tanh"), layers.Dense(1)], *sine(), 16),
        "deaths-rnn": ([layers.SimpleRNN(100), layers.Dense(1)], *deaths(deaths_csv), 32),
        "deaths-lstm": ([layers.LSTM(100), layers.Dense(1)], *deaths(deaths_csv), 32),
    }
    curves = {}
    for name, (stack, x, y, batch_size) in models.items():
        weights, losses = curve(stack, x, y, batch_size)
        np.concatenate([weight.ravel() for weight in weights]).astype("<f4").tofile(folder / f"{name}.f32")
        curves[name] = {"batchSize": batch_size, "losses": losses}
    document = {
        "keras": keras.__version__,
        "dataSeed": DATA_SEED,
        "orderSeed": ORDER_SEED,
        "curves": curves,
    }
    (folder / "curves.json").write_text(json.dumps(document, indent=1) + "\n")


main(*sys.argv[1:])
