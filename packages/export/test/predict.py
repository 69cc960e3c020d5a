"""Prints what Keras predicts with saved models, a line of JSON each: the converted one, and after each way of saving it.

A model that can't be converted prints the error.
"""

import json
import sys
import tempfile
from pathlib import Path

import keras
import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "python"))
import to_keras

with tempfile.TemporaryDirectory() as scratch:
    for case in json.loads(sys.argv[1]):
        x = np.array(case["x"]["data"], dtype="float32").reshape(case["x"]["shape"])
        try:
            converted = to_keras.load_model(case["folder"])
        except to_keras.ConversionError as error:
            print(json.dumps(str(error)))
            continue
        converted.save(f"{scratch}/model.keras")
        converted.save_weights(f"{scratch}/model.weights.h5")
        loaded = keras.saving.load_model(f"{scratch}/model.keras")
        again = to_keras.load_model(case["folder"])
        again.set_weights([np.zeros_like(weight) for weight in again.get_weights()])
        again.load_weights(f"{scratch}/model.weights.h5")
        models = {"converted": converted, "keras": loaded, "weights": again}
        print(json.dumps({name: np.asarray(model(x)).ravel().tolist() for name, model in models.items()}))
