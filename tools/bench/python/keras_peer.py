"""Keras on TensorFlow: Embedding, LSTM and Dense 1, trained by model.fit."""

import os
import time

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

from peer_server import serve


def start(workload):
    import keras
    import tensorflow

    class DenseAdam(keras.optimizers.Adam):
        """Adam over the embedding's summed gradient.

        TensorFlow returns an embedding's gradient as one slice per looked-up word. Keras 3 squares the slices
        before it sums those of the same word, unlike Adam's formula, which squares the sum.
        """

        def update_step(self, gradient, variable, learning_rate):
            super().update_step(tensorflow.convert_to_tensor(gradient), variable, learning_rate)

    class StepRecorder(keras.callbacks.Callback):
        def on_train_begin(self, logs=None):
            self.times, self.means = [], []

        def on_train_batch_end(self, batch, logs=None):
            self.times.append(time.perf_counter())
            self.means.append(logs["loss"])

    model = keras.Sequential(
        [
            keras.layers.Input((workload.length,), dtype="int32"),
            keras.layers.Embedding(workload.vocabularySize, workload.embeddingDimension),
            keras.layers.LSTM(workload.units),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(loss="binary_crossentropy", optimizer=DenseAdam())
    model.set_weights(workload.weights)

    def train(x, y):
        recorder = StepRecorder()
        model.fit(x, y, batch_size=workload.batchSize, shuffle=False, verbose=0, callbacks=[recorder])
        # Keras reports the running mean of the losses.
        sums = [0] + [mean * (step + 1) for step, mean in enumerate(recorder.means)]
        return recorder.times, [after - before for before, after in zip(sums, sums[1:])]

    def predict(x):
        return model.predict(x, batch_size=500, verbose=0)

    return f"Keras {keras.__version__}, TensorFlow {tensorflow.__version__}", train, predict


serve(start)
