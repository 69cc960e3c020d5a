"""The models in Keras. Their sizes are those of the workload's weights, which they get afterwards."""

import keras
from keras import layers, ops


class MaskedPooling(layers.Layer):
    """Maximum and mean over the time steps that aren't masked; 0 for a row without any."""

    def call(self, inputs, mask=None):
        weights = ops.expand_dims(ops.cast(mask, inputs.dtype), -1)
        counts = ops.sum(weights, 1)
        maximum = ops.max(ops.where(weights > 0, inputs, -1e9), 1)
        mean = ops.sum(inputs * weights, 1) / ops.maximum(counts, 1)
        return ops.concatenate([ops.where(counts > 0, maximum, 0), mean], -1)


def recurrent(layer, workload, **options):
    """Embedding (for word ids), recurrent layers, and Dense 1."""
    *weights, _, _ = workload.weights
    is_text = workload.dtype == "int32"
    stack = [layers.Embedding(*weights.pop(0).shape)] if is_text else []
    units = [recurrent_kernel.shape[0] for recurrent_kernel in weights[1::3]]
    for i, size in enumerate(units):
        stack.append(layer(size, return_sequences=i + 1 < len(units), **options))
    return [*stack, layers.Dense(1, activation="sigmoid" if is_text else None)]


def bidirectional_lstm(workload):
    embeddings, _, recurrent_kernel, *_ = workload.weights
    return [
        layers.Embedding(*embeddings.shape, mask_zero=True),
        layers.Bidirectional(layers.LSTM(recurrent_kernel.shape[0], return_sequences=True)),
        MaskedPooling(),
        layers.Dropout(workload.dropout),
        layers.Dense(1, activation="sigmoid"),
    ]


STACKS = {
    "LSTM": lambda workload: recurrent(layers.LSTM, workload),
    "GRU": lambda workload: recurrent(layers.GRU, workload, reset_after=False),
    "BiLSTM": bidirectional_lstm,
}


def create(name, workload):
    return keras.Sequential([layers.Input(workload.rowShape, dtype=workload.dtype), *STACKS[name](workload)])
