"""Writes keras_figures.json: what Keras 3 and scikit-learn compute for small inputs.

pip install keras tensorflow-cpu==2.21.0 scikit-learn
KERAS_BACKEND=tensorflow python packages/engine/test/keras_figures.py && npx prettier --write packages/engine/test
"""

import json
import types
from pathlib import Path

import keras
import numpy as np
import sklearn.metrics
import tensorflow as tf

random = np.random.default_rng(7)
ROWS, FEATURES, CLASSES = 11, 4, 3


def numbers(array):
    return np.asarray(array, dtype="float64").ravel().tolist()


x = random.normal(size=(ROWS, FEATURES)).astype("float32")
kernel = random.normal(size=(FEATURES, CLASSES)).astype("float32")
bias = random.normal(size=CLASSES).astype("float32")
values = (3 * random.normal(size=(ROWS, CLASSES))).astype("float32")
labels = random.integers(0, 2, (ROWS, CLASSES)).astype("float32")
classes = random.integers(0, CLASSES, (ROWS, 1)).astype("float32")
one_hot = np.eye(CLASSES, dtype="float32")[classes.astype(int).ravel()]

LOSSES = [
    ({"name": "meanSquaredError"}, "values", keras.losses.MeanSquaredError()),
    ({"name": "meanAbsoluteError"}, "values", keras.losses.MeanAbsoluteError()),
    ({"name": "huber"}, "values", keras.losses.Huber()),
    ({"name": "huber", "delta": 2.5}, "values", keras.losses.Huber(delta=2.5)),
    ({"name": "binaryCrossentropy"}, "labels", keras.losses.BinaryCrossentropy()),
    (
        {"name": "binaryCrossentropy", "labelSmoothing": 0.2},
        "labels",
        keras.losses.BinaryCrossentropy(label_smoothing=0.2),
    ),
    ({"name": "categoricalCrossentropy"}, "oneHot", keras.losses.CategoricalCrossentropy()),
    (
        {"name": "categoricalCrossentropy", "labelSmoothing": 0.1},
        "oneHot",
        keras.losses.CategoricalCrossentropy(label_smoothing=0.1),
    ),
    ({"name": "sparseCategoricalCrossentropy"}, "classes", keras.losses.SparseCategoricalCrossentropy()),
]
TARGETS = {"values": values, "labels": labels, "oneHot": one_hot, "classes": classes}
ACTIVATIONS = {"values": "linear", "labels": "sigmoid", "oneHot": "softmax", "classes": "softmax"}
CLASS_WEIGHT = {0: 0.5, 2: 3.0}


def train(targets, loss, class_weight=None):
    model = keras.Sequential(
        [keras.Input((FEATURES,)), keras.layers.Dense(CLASSES, activation=ACTIVATIONS[targets])]
    )
    model.set_weights([kernel, bias])
    model.compile(keras.optimizers.Adam(0.1), loss, metrics=["accuracy"])
    y = TARGETS[targets]
    evaluated = model.evaluate(x, y, verbose=0)
    history = model.fit(
        x, y, epochs=3, batch_size=4, shuffle=False, validation_data=(x, y), class_weight=class_weight, verbose=0
    ).history
    return {
        "evaluated": evaluated[0],
        "accuracy": evaluated[1],
        "loss": history["loss"],
        "trainAccuracy": history["accuracy"],
        "valLoss": history["val_loss"],
        "weights": [numbers(w) for w in model.get_weights()],
    }


losses = []
for config, targets, loss in LOSSES:
    case = {"loss": config, "targets": targets, "plain": train(targets, loss)}
    if targets != "values":
        case["weighted"] = train(targets, loss, CLASS_WEIGHT)
    losses.append(case)

# Metrics, over two batches.
binary = {"targets": random.integers(0, 2, 40).astype("float32"), "width": 1}
binary["predictions"] = np.clip(np.round(0.3 * binary["targets"] + random.random(40) * 0.7, 1), 0, 1).astype("float32")
several = {"targets": one_hot, "width": CLASSES}
several["predictions"] = keras.ops.convert_to_numpy(keras.ops.softmax(random.normal(size=(ROWS, CLASSES)).astype("float32")))
sparse = {"targets": classes, "width": CLASSES, "predictions": several["predictions"]}
regression = {"targets": values, "width": CLASSES}
regression["predictions"] = values + random.normal(size=values.shape).astype("float32")


def keras_metric(metric, data):
    t, p = (np.asarray(data[key]).reshape(len(data["targets"]), -1) for key in ("targets", "predictions"))
    half = len(t) // 2
    metric.update_state(t[:half], p[:half])
    metric.update_state(t[half:], p[half:])
    return float(np.asarray(metric.result()).ravel()[0])


b, s = binary, several
METRICS = {
    "binary": {
        "binaryAccuracy": keras_metric(keras.metrics.BinaryAccuracy(), b),
        "precision": keras_metric(keras.metrics.Precision(), b),
        "recall": keras_metric(keras.metrics.Recall(), b),
        "f1Score": keras_metric(keras.metrics.F1Score(threshold=0.5), b),
        "auc": float(sklearn.metrics.roc_auc_score(b["targets"], b["predictions"])),
        "meanAbsoluteError": keras_metric(keras.metrics.MeanAbsoluteError(), b),
    },
    "several": {
        "categoricalAccuracy": keras_metric(keras.metrics.CategoricalAccuracy(), s),
        "f1Score": keras_metric(keras.metrics.F1Score(average="macro"), s),
        "precision": keras_metric(keras.metrics.Precision(), s),
        "recall": keras_metric(keras.metrics.Recall(), s),
        "auc": float(sklearn.metrics.roc_auc_score(s["targets"].ravel(), s["predictions"].ravel())),
    },
    "sparse": {
        "sparseCategoricalAccuracy": keras_metric(keras.metrics.SparseCategoricalAccuracy(), sparse),
        "f1Score": float(
            sklearn.metrics.f1_score(classes.ravel(), sparse["predictions"].argmax(-1), average="macro")
        ),
    },
    "regression": {
        "meanAbsoluteError": keras_metric(keras.metrics.MeanAbsoluteError(), regression),
        "rootMeanSquaredError": keras_metric(keras.metrics.RootMeanSquaredError(), regression),
        "r2Score": keras_metric(keras.metrics.R2Score(), regression),
    },
}
metrics = {
    name: {
        "width": data["width"],
        "targets": numbers(data["targets"]),
        "predictions": numbers(data["predictions"]),
        "results": METRICS[name],
    }
    for name, data in {"binary": b, "several": s, "sparse": sparse, "regression": regression}.items()
}


class Model:
    """What the callbacks use of a model. Its weights are the number of the epoch."""

    def __init__(self):
        self.stop_training = False
        self.epoch = 0
        self.metrics = []
        self.optimizer = types.SimpleNamespace(learning_rate=1.0)

    def get_weights(self):
        return self.epoch

    def set_weights(self, weights):
        self.epoch = weights


def follow(callback, curve):
    model = Model()
    callback.set_model(model)
    callback.on_train_begin()
    rates = []
    for epoch, value in enumerate(curve):
        model.epoch = epoch + 1
        callback.on_epoch_end(epoch, {"val_loss": value})
        rates.append(model.optimizer.learning_rate)
        if model.stop_training:
            break
    callback.on_train_end()
    return {"epochs": len(rates), "weights": model.epoch, "rates": rates}


callbacks = []
for _ in range(60):
    curve = np.round(np.cumsum(random.normal(-0.1, 1, 14)), 2).tolist()
    mode = str(random.choice(["min", "max"]))
    common = {
        "mode": mode,
        "minDelta": float(random.choice([0, 0.3])),
        "patience": int(random.integers(0, 4)),
    }
    stopping = {
        **common,
        "restoreBestWeights": bool(random.integers(0, 2)),
        "startFromEpoch": int(random.integers(0, 3)),
        **({"baseline": float(random.choice([-1, 0, 1]))} if random.integers(0, 2) else {}),
    }
    plateau = {
        **common,
        "factor": 0.5,
        "cooldown": int(random.integers(0, 3)),
        "minFactor": float(random.choice([0, 0.2])),
    }
    callbacks.append(
        {
            "curve": curve,
            "earlyStopping": {
                "options": stopping,
                **follow(
                    keras.callbacks.EarlyStopping(
                        mode=mode,
                        min_delta=stopping["minDelta"],
                        patience=stopping["patience"],
                        baseline=stopping.get("baseline"),
                        restore_best_weights=stopping["restoreBestWeights"],
                        start_from_epoch=stopping["startFromEpoch"],
                    ),
                    curve,
                ),
            },
            "plateau": {
                "options": plateau,
                **follow(
                    keras.callbacks.ReduceLROnPlateau(
                        mode=mode,
                        min_delta=plateau["minDelta"],
                        patience=plateau["patience"],
                        factor=0.5,
                        cooldown=plateau["cooldown"],
                        min_lr=plateau["minFactor"],
                    ),
                    curve,
                ),
            },
        }
    )

fixture = {
    "versions": {"keras": keras.__version__, "tensorflow": tf.__version__, "scikit-learn": sklearn.__version__},
    "x": numbers(x),
    "kernel": numbers(kernel),
    "bias": numbers(bias),
    "targets": {name: {"shape": t.shape, "data": numbers(t)} for name, t in TARGETS.items()},
    "classWeight": CLASS_WEIGHT,
    "losses": losses,
    "metrics": metrics,
    "callbacks": callbacks,
}
path = Path(__file__).with_name("keras_figures.json")
path.write_text(json.dumps(fixture) + "\n")
