"""Writes the scalars of runs as TensorBoard event files, one folder per run.

Prints {"version": ...} or {"missing": module}.
"""

import json
import os
import struct
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"


def varint(number):
    digits = bytearray()
    while number > 127:
        digits.append(number & 127 | 128)
        number >>= 7
    digits.append(number)
    return bytes(digits)


def field(number, content):
    return bytes([number << 3 | 2]) + varint(len(content)) + content


def event(time, step, tag, value):
    """tensorflow.Event{wall_time, step, summary{value{tag, simple_value}}}; protobuf's writer is far slower."""
    scalar = field(1, tag) + b"\x15" + struct.pack("<f", value)
    return b"\x09" + struct.pack("<d", time) + b"\x10" + varint(step) + field(5, field(1, scalar))


def write(tensorflow, run, folder):
    os.makedirs(folder)
    path = os.path.join(folder, "events.out.tfevents.0.bench")
    with open(run) as lines, tensorflow.io.TFRecordWriter(path) as writer:
        writer.write(b"\x09" + struct.pack("<d", 0.0) + field(3, b"brain.Event:2"))
        for line in lines:
            row = json.loads(line)
            for metric in ("loss", "accuracy"):
                if metric in row:
                    tag = f"{row['kind']}/{row['split']}/{metric}".encode()
                    writer.write(event(row["time"] / 1000, row["step"], tag, float(row[metric])))


def main(runs, logs):
    try:
        import tensorboard
        import tensorflow
    except ImportError as error:
        print(json.dumps({"missing": error.name}))
        return
    for name in sorted(os.listdir(runs)):
        run = os.path.join(runs, name, "metrics.jsonl")
        if os.path.exists(run):
            write(tensorflow, run, os.path.join(logs, name))
    print(json.dumps({"version": tensorboard.__version__}))


main(*sys.argv[1:])
