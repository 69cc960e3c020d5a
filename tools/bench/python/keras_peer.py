"""Keras on TensorFlow: a model of keras_models.py, trained by model.fit."""

import os
import time

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

from peer_server import serve


def start(workload, name):
    import keras
    import tensorflow
    from keras_models import create

    class DenseAdam(keras.optimizers.Adam):
        """Adam over the embedding's summed gradient.

        TensorFlow returns an embedding's gradient as one slice per looked-up word. Keras 3 squares the slices
        before it sums those of the same word, unlike Adam's formula, which squares the sum.
        """

        def update_step(self, gradient, variable, learning_rate):
            super().update_step(tensorflow.convert_to_tensor(gradient), variable, learning_rate)

    class StepRecorder(keras.callbacks.Callback):
        def __init__(self, rows):
            super().__init__()
            self.rows = rows
            self.times, self.losses = [], []

        def on_epoch_begin(self, epoch, logs=None):
            self.seen, self.total = 0, 0

        def on_train_batch_end(self, batch, logs=None):
            self.times.append(time.perf_counter())
            # Keras reports the mean loss of the epoch's rows so far.
            seen = min(self.seen + workload.batchSize, self.rows)
            total = logs["loss"] * seen
            self.losses.append((total - self.total) / (seen - self.seen))
            self.seen, self.total = seen, total

    loss = {"binaryCrossentropy": "binary_crossentropy", "meanSquaredError": "mse"}[workload.loss]
    model = create(name, workload)
    model.compile(loss=loss, optimizer=DenseAdam())
    model.set_weights(workload.weights)

    def train(x, y, epochs):
        recorder = StepRecorder(len(x))
        options = {"batch_size": workload.batchSize, "epochs": epochs, "shuffle": False, "verbose": 0}
        model.fit(x, y, callbacks=[recorder], **options)
        return recorder.times, recorder.losses

    def predict(x):
        return model.predict(x, batch_size=500, verbose=0)

    return f"Keras {keras.__version__}, TensorFlow {tensorflow.__version__}", train, predict


serve(start)
