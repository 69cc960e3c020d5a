"""PyTorch: a model of torch_models.py, trained with its fused Adam, adjusted to Keras's formula."""

import time

from peer_server import serve


def start(workload, name):
    import torch
    from torch_models import MODELS

    model = MODELS[name](workload)
    loss_function = {
        "binaryCrossentropy": torch.nn.functional.binary_cross_entropy,
        "meanSquaredError": torch.nn.functional.mse_loss,
    }[workload.loss]
    parameters = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.Adam(parameters, lr=0.001, fused=True)
    steps = 0

    def train(x, y, epochs):
        nonlocal steps
        times, losses = [], []
        model.train()
        x, y = model.prepare(torch.from_numpy(x)), torch.from_numpy(y)
        for _ in range(epochs):
            for batch, labels in zip(x.split(workload.batchSize), y.split(workload.batchSize)):
                steps += 1
                # PyTorch adds epsilon after the second moment's bias correction, Keras before it.
                optimizer.param_groups[0]["eps"] = 1e-7 / (1 - 0.999**steps) ** 0.5
                optimizer.zero_grad()
                loss = loss_function(model(batch), labels)
                loss.backward()
                optimizer.step()
                losses.append(loss.item())
                times.append(time.perf_counter())
        return times, losses

    @torch.inference_mode()
    def predict(x):
        model.eval()
        return torch.cat([model(batch) for batch in model.prepare(torch.from_numpy(x)).split(500)]).numpy()

    variant = name.split()[0] if " " in name else ""
    return f"PyTorch {torch.__version__}{variant and f', {variant}'}", train, predict


serve(start)
