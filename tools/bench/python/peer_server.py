"""Serves a benchmark's requests: one JSON object per line on stdin, answered by one line on stdout.

{"train": steps} trains on the next batches, or, if the workload has whole epochs, for as many epochs; {"predict": rows}
predicts the first rows. The first line on stdout is {"name": ...} when the peer is ready, or {"missing": module} if a
module is not installed.
"""

import json
import os
import sys
import time


class Workload:
    """The batches and the initial weights that every peer shares.

    x: int32 or float32, shape [rows, *rowShape]. y: float32, shape [rows, 1]. weights: float32 arrays in Keras's order.
    """

    def __init__(self, directory):
        import numpy

        with open(os.path.join(directory, "workload.json"), encoding="utf-8") as file:
            self.__dict__.update(json.load(file))
        read = lambda name, dtype: numpy.fromfile(os.path.join(directory, name), dtype)
        self.x = read("x.bin", numpy.dtype(self.dtype).newbyteorder("<")).reshape(-1, *self.rowShape)
        self.y = read("y.bin", "<f4").reshape(-1, 1)
        values = read("weights.bin", "<f4")
        self.weights = []
        for shape in self.weightShapes:
            size = int(numpy.prod(shape))
            self.weights.append(values[:size].reshape(shape))
            values = values[size:]

    def by_epoch(self, times, losses, epochs):
        """The time at the end of each epoch, and its rows' mean loss."""
        steps = len(times) // epochs
        sizes = [min(self.batchSize, len(self.x) - step * self.batchSize) for step in range(steps)]
        means = [
            sum(size * loss for size, loss in zip(sizes, losses[first:])) / len(self.x)
            for first in range(0, len(losses), steps)
        ]
        return times[steps - 1 :: steps], means


def serve(start):
    """Answers requests until stdin ends.

    start(workload, name of the model) returns a name with versions, a function train(x, y, epochs) and a function
    predict(x). train goes through the rows in order, batch by batch, and returns the time at the end of each step
    (time.perf_counter) and each step's loss. predict returns the model's outputs.
    """
    # Answers go to the real stdout; output of the libraries goes to stderr.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def answer(value):
        answers.write(json.dumps(value) + "\n")
        answers.flush()

    try:
        directory, model = sys.argv[1:]
        workload = Workload(directory)
        name, train, predict = start(workload, model)
    except ModuleNotFoundError as error:
        return answer({"missing": error.name})
    answer({"name": name})
    row = 0
    for line in sys.stdin:
        request = json.loads(line)
        if "predict" in request:
            started = time.perf_counter()
            probabilities = predict(workload.x[: request["predict"]])
            milliseconds = 1000 * (time.perf_counter() - started)
            answer({"milliseconds": milliseconds, "probabilities": probabilities.ravel().tolist()})
            continue
        if workload.wholeEpochs:
            epochs = request["train"]
            times, losses = workload.by_epoch(*train(workload.x, workload.y, epochs), epochs)
        else:
            end = row + request["train"] * workload.batchSize
            times, losses = train(workload.x[row:end], workload.y[row:end], 1)
            row = end
        answer({"times": [1000 * seconds for seconds in times], "losses": losses})
