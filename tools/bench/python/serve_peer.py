"""FastAPI and PyTorch: serves the LSTM of a run's model folder on a free port of 127.0.0.1.

POST /predict takes {"ids": [[...]]}, the tokens' ids, and returns {"probabilities": [...]}. The first line on stdout is
{"name": ..., "port": ...} when the server listens, or {"missing": module} if a module is not installed.
"""

import json
import socket
import sys
from pathlib import Path
from types import SimpleNamespace


def read_weights(folder):
    import numpy

    (group,) = json.loads((folder / "model.json").read_text("utf8"))["weightsManifest"]
    values = numpy.fromfile(folder / group["paths"][0], "<f4")
    weights = []
    for spec in group["weights"]:
        size = int(numpy.prod(spec["shape"]))
        weights.append(values[:size].reshape(spec["shape"]))
        values = values[size:]
    return weights


def main():
    try:
        import fastapi
        import torch
        import uvicorn
        from torch_models import MODELS
    except ModuleNotFoundError as error:
        print(json.dumps({"missing": error.name}), flush=True)
        return
    model = MODELS["LSTM"](SimpleNamespace(weights=read_weights(Path(sys.argv[1])), dtype="int32")).eval()
    app = fastapi.FastAPI()

    @app.post("/predict")
    def predict(request: dict[str, list[list[int]]]) -> dict[str, list[float]]:
        with torch.inference_mode():
            return {"probabilities": model(torch.tensor(request["ids"])).ravel().tolist()}

    listener = socket.create_server(("127.0.0.1", 0))
    name = f"FastAPI {fastapi.__version__}, PyTorch {torch.__version__}"
    print(json.dumps({"name": name, "port": listener.getsockname()[1]}), flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])


main()
