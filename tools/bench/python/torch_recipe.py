"""The notebook's LSTM on lung deaths in PyTorch, with its own initial weights and fused Adam.

Same arguments and output as keras_recipe.py.
"""

import csv
import json
import os
import sys
import time


def deaths(path):
    with open(path, newline="") as file:
        values = torch.tensor([min(float(row["value"]), 2000) for row in csv.DictReader(file)])
    series = (values - values.mean()) / values.std(correction=0)
    x, y = series.unfold(0, 7, 1)[:-1].unsqueeze(-1).contiguous(), series[7:].unsqueeze(-1)
    lstm, dense = torch.nn.LSTM(1, 100, batch_first=True), torch.nn.Linear(100, 1)
    output = lambda batch: dense(lstm(batch)[0][:, -1])
    optimizer = torch.optim.Adam([*lstm.parameters(), *dense.parameters()], lr=0.001, eps=1e-7, fused=True)
    started = time.perf_counter()
    for _ in range(1000):
        total = 0.0
        for rows in torch.randperm(len(x)).split(32):
            optimizer.zero_grad()
            loss = torch.nn.functional.mse_loss(output(x[rows]), y[rows])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
    seconds = time.perf_counter() - started
    with torch.no_grad():
        train = torch.nn.functional.mse_loss(output(x), y).item()
    results = {"train": {"loss": train}}
    return {"model": "lstm", "results": results, "lastEpochLoss": total / len(x), "seconds": seconds}


experiment, data, seed, deaths_csv, dictionary = sys.argv[1:]
try:
    import torch

    torch.manual_seed(int(seed))
    print(json.dumps({"name": f"PyTorch {torch.__version__}", "runs": [deaths(deaths_csv)]}))
except ModuleNotFoundError as error:
    print(json.dumps({"missing": error.name}))
