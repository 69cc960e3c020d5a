"""Converts a run's model/ folder to Keras 3: python packages/export/python/to_keras.py runs/<run>/model model.keras

The folder is what TensorFlow.js Layers saves: model.json and the weights. A target that ends in .keras gets the whole model,
one that ends in .weights.h5 the weights. In Python, load_model(folder) returns the model.

What has no exact equivalent in Keras is here: import this module before keras.saving.load_model. Everything that isn't
converted exactly is refused by name.
"""

import argparse
import json
from pathlib import Path

import keras
import numpy as np
from keras import ops

PACKAGE = "rnn_lab"


class ConversionError(Exception):
    """What can't be converted, and where it is."""


@keras.saving.register_keras_serializable(PACKAGE)
def hard_sigmoid(x):
    """TensorFlow.js's and Keras 2's hard sigmoid, clip(0.2·x + 0.5). Keras 3's is clip(x / 6 + 0.5)."""
    return ops.clip(0.2 * x + 0.5, 0.0, 1.0)


class MaskedPooling(keras.layers.Layer):
    """Pooling over the time steps that aren't masked, [rows, steps, features] → [rows, features]; 0 for a row without any."""

    def __init__(self, **options):
        super().__init__(**options)
        self.supports_masking = True

    def compute_mask(self, inputs, previous_mask=None):
        return None

    def compute_output_shape(self, input_shape):
        return (input_shape[0], input_shape[2])

    def call(self, inputs, mask=None):
        if mask is None:
            mask = ops.ones_like(inputs[..., 0], dtype="bool")
        return self.pool(inputs, ops.expand_dims(mask, -1))


@keras.saving.register_keras_serializable(PACKAGE)
class MaskedGlobalMaxPooling1D(MaskedPooling):
    def pool(self, inputs, mask):
        largest = ops.max(ops.where(mask, inputs, -float("inf")), axis=1)
        return ops.where(ops.any(mask, axis=1), largest, 0.0)


@keras.saving.register_keras_serializable(PACKAGE)
class MaskedGlobalAveragePooling1D(MaskedPooling):
    def pool(self, inputs, mask):
        weights = ops.cast(mask, inputs.dtype)
        return ops.sum(inputs * weights, axis=1) / ops.maximum(ops.sum(weights, axis=1), 1.0)


@keras.saving.register_keras_serializable(PACKAGE)
class EmbeddingBag(keras.layers.Layer):
    """For each id the mean of the rows of a table that its bag names, where 0 is none."""

    def __init__(self, input_dim, output_dim, table_size, bag_size, mask_zero=False, **options):
        super().__init__(**options)
        self.sizes = {
            "input_dim": input_dim,
            "output_dim": output_dim,
            "table_size": table_size,
            "bag_size": bag_size,
            "mask_zero": mask_zero,
        }
        self.supports_masking = mask_zero

    def build(self, input_shape):
        sizes = self.sizes
        self.embeddings = self.add_weight(
            name="embeddings", shape=(sizes["table_size"], sizes["output_dim"]), initializer="uniform"
        )
        self.bags = self.add_weight(
            name="bags", shape=(sizes["input_dim"], sizes["bag_size"]), initializer="zeros", trainable=False
        )

    def compute_mask(self, inputs, previous_mask=None):
        return ops.not_equal(inputs, 0) if self.sizes["mask_zero"] else None

    def compute_output_shape(self, input_shape):
        return (*input_shape, self.sizes["output_dim"])

    def call(self, inputs):
        rows = ops.cast(ops.take(self.bags, ops.cast(inputs, "int32"), axis=0), "int32")
        used = ops.expand_dims(ops.cast(ops.greater(rows, 0), self.embeddings.dtype), -1)
        sums = ops.sum(ops.take(self.embeddings, rows, axis=0) * used, axis=2)
        return sums / ops.maximum(ops.sum(used, axis=2), 1.0)

    def get_config(self):
        return super().get_config() | self.sizes


ACTIVATIONS = {name: name for name in ("linear", "tanh", "sigmoid", "relu", "elu", "softplus", "gelu", "softmax")}
ACTIVATIONS["hard_sigmoid"] = hard_sigmoid

WEIGHTS = {
    f"{weight}_{kind}"
    for weight in ("kernel", "recurrent", "bias", "embeddings", "beta", "gamma", "moving_mean", "moving_variance")
    for kind in ("initializer", "regularizer", "constraint")
} | {"activity_regularizer"}
RECURRENT = WEIGHTS | {
    "units",
    "activation",
    "use_bias",
    "dropout",
    "recurrent_dropout",
    "return_sequences",
    "go_backwards",
    "unroll",
}

# The options of each layer that mean the same in Keras.
LAYERS = {
    "Activation": {"activation"},
    "Add": set(),
    "Average": set(),
    "BatchNormalization": WEIGHTS | {"axis", "momentum", "epsilon", "center", "scale"},
    "Bidirectional": {"layer", "merge_mode"},
    "Concatenate": {"axis"},
    "Dense": WEIGHTS | {"units", "activation", "use_bias"},
    "Dropout": {"rate", "seed"},
    "Embedding": WEIGHTS | {"input_dim", "output_dim", "mask_zero"},
    "EmbeddingBag": {"input_dim", "output_dim", "table_size", "bag_size", "mask_zero"},
    "Flatten": set(),
    "GlobalAveragePooling1D": set(),
    "GlobalMaxPooling1D": set(),
    "GRU": RECURRENT | {"recurrent_activation", "reset_after"},
    "LayerNormalization": WEIGHTS | {"axis", "epsilon", "center", "scale"},
    "LSTM": RECURRENT | {"recurrent_activation", "unit_forget_bias"},
    "MaskedGlobalAveragePooling1D": set(),
    "MaskedGlobalMaxPooling1D": set(),
    "Masking": {"mask_value"},
    "Maximum": set(),
    "Multiply": set(),
    "RepeatVector": {"n"},
    "Reshape": {"target_shape"},
    "SimpleRNN": RECURRENT,
    "SpatialDropout1D": {"rate", "seed"},
    "TimeDistributed": {"layer"},
}
OWN_LAYERS = {layer.__name__: layer for layer in (EmbeddingBag, MaskedGlobalAveragePooling1D, MaskedGlobalMaxPooling1D)}

# How TensorFlow.js computes, and the input's shape, which is read from the model.
WITHOUT_EFFECT = {"implementation", "input_length", "batch_input_shape", "dtype"}
# TensorFlow.js takes null for false here, and so Keras must not take its own default.
FALSE_IF_NULL = {"mask_zero", "unit_forget_bias"}


def convert_layer(class_name, config):
    where = f'layer "{config["name"]}" ({class_name})'
    if class_name not in LAYERS:
        raise ConversionError(f"There is no Keras equivalent of {where}; to_keras.py converts {', '.join(LAYERS)}.")
    options = {"name": config["name"]}
    for key, value in config.items():
        if key in {"name", "trainable"} | WITHOUT_EFFECT:
            continue
        if key in LAYERS[class_name]:
            options[key] = convert_option(key, value, where)
        elif value not in (None, False):
            raise ConversionError(f"{key} {json.dumps(value)} of {where} has no equivalent in Keras.")
    create = OWN_LAYERS.get(class_name) or getattr(keras.layers, class_name)
    layer = create(**options)
    # Only if false: a wrapper would pass true on to a frozen layer in it.
    if config.get("trainable") is False:
        layer.trainable = False
    return layer


def convert_option(key, value, where):
    if key.endswith("activation"):
        if value not in ACTIVATIONS:
            raise ConversionError(
                f"The {key} {json.dumps(value)} of {where} has no Keras equivalent; "
                f"to_keras.py converts {', '.join(ACTIVATIONS)}."
            )
        return ACTIVATIONS[value]
    if key == "layer":
        return convert_layer(value["class_name"], value["config"])
    if key == "target_shape":
        return [-1 if length is None else length for length in value]
    return bool(value) if key in FALSE_IF_NULL else value


def convert_input(config):
    return keras.Input(
        batch_shape=config["batch_input_shape"],
        dtype=config.get("dtype") or "float32",
        name=config["name"],
    )


def convert_sequential(config):
    model = keras.Sequential(name=config["name"])
    specs = config["layers"]
    first = specs[0]["config"]
    if "batch_input_shape" not in first:
        raise ConversionError(f'The first layer "{first["name"]}" of the model has no input shape.')
    if specs[0]["class_name"] == "InputLayer":
        specs = specs[1:]
        model.add(convert_input(first))
    else:
        model.add(convert_input(first | {"name": f"{first['name']}_input"}))
    for spec in specs:
        model.add(convert_layer(spec["class_name"], spec["config"]))
    return model


def convert_functional(config):
    specs = {spec["name"]: spec for spec in config["layers"]}
    layers = {}
    outputs = {}

    def output_of(reference):
        """The output of a layer's application; references are [layer, application, output]."""
        name, application, index, *arguments = reference
        if index != 0 or any(arguments):
            raise ConversionError(f'The input {json.dumps(reference)} of the model "{config["name"]}" isn\'t supported.')
        if (name, application) not in outputs:
            spec = specs[name]
            if spec["class_name"] == "InputLayer":
                outputs[name, application] = convert_input(spec["config"])
            else:
                inputs = [output_of(inner) for inner in spec["inbound_nodes"][application]]
                if name not in layers:
                    layers[name] = convert_layer(spec["class_name"], spec["config"])
                outputs[name, application] = layers[name](inputs if len(inputs) > 1 else inputs[0])
        return outputs[name, application]

    ends = [[output_of(reference) for reference in config[key]] for key in ("input_layers", "output_layers")]
    inputs, results = [tensors if len(tensors) > 1 else tensors[0] for tensors in ends]
    return keras.Model(inputs, results, name=config["name"])


CONVERTERS = {"Sequential": convert_sequential, "Model": convert_functional, "Functional": convert_functional}


def read_weights(folder, manifest):
    """The weights by layer, in the saved order: {layer: [(name within the layer, values)]}."""
    weights = {}
    for group in manifest:
        data = b"".join((folder / path).read_bytes() for path in group["paths"])
        begin = 0
        for spec in group["weights"]:
            name, shape = spec["name"], spec["shape"]
            if spec["dtype"] != "float32" or "quantization" in spec:
                raise ConversionError(f'The weight "{name}" isn\'t saved as float32.')
            end = begin + 4 * int(np.prod(shape))
            if end > len(data):
                raise ConversionError(f'The weight "{name}" is missing in {", ".join(group["paths"])}.')
            layer, _, variable = name.partition("/")
            values = np.frombuffer(data[begin:end], dtype="<f4").reshape(shape)
            weights.setdefault(layer, []).append((variable, values))
            begin = end
        if begin != len(data):
            raise ConversionError(f"{', '.join(group['paths'])} holds {len(data)} bytes, but model.json lists {begin}.")
    return weights


def load_model(folder):
    """The Keras model of a run's model/ folder, not compiled.

    Raises ConversionError if a part of it has no exact equivalent in Keras.
    """
    folder = Path(folder)
    saved = json.loads((folder / "model.json").read_text(encoding="utf8"))
    topology = saved["modelTopology"]
    topology = topology.get("model_config", topology)
    if topology["class_name"] not in CONVERTERS:
        raise ConversionError(f"The model is a {topology['class_name']}; to_keras.py converts {', '.join(CONVERTERS)}.")
    model = CONVERTERS[topology["class_name"]](topology["config"])
    weights = read_weights(folder, saved["weightsManifest"])
    for layer in model.layers:
        values = weights.pop(layer.name, [])
        found = [(name.rpartition("/")[2], array.shape) for name, array in values]
        expected = [(weight.name, tuple(weight.shape)) for weight in layer.weights]
        if found != expected:
            raise ConversionError(f'The layer "{layer.name}" has the weights {found}, but Keras needs {expected}.')
        layer.set_weights([array for _, array in values])
    if weights:
        raise ConversionError(f"The model has weights of {', '.join(weights)}, but no such layers.")
    return model


def main():
    parser = argparse.ArgumentParser(description="Converts a run's model/ folder to Keras 3.")
    parser.add_argument("folder", help="with model.json and the weights")
    parser.add_argument("target", help="a file that ends in .keras or .weights.h5")
    arguments = parser.parse_args()
    if not arguments.target.endswith((".keras", ".weights.h5")):
        parser.error(f"The target {arguments.target} must end in .keras or .weights.h5.")
    try:
        model = load_model(arguments.folder)
    except (ConversionError, OSError) as error:
        parser.exit(2, f"{error}\n")
    if arguments.target.endswith(".keras"):
        model.save(arguments.target)
    else:
        model.save_weights(arguments.target)


if __name__ == "__main__":
    main()
