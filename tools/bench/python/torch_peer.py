"""PyTorch: Embedding, LSTM and Dense 1, trained with its fused Adam, adjusted to Keras's formula."""

import time

from peer_server import serve


def start(workload):
    import torch

    class SentimentLstm(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.embedding = torch.nn.Embedding(workload.vocabularySize, workload.embeddingDimension)
            self.lstm = torch.nn.LSTM(workload.embeddingDimension, workload.units, batch_first=True)
            self.dense = torch.nn.Linear(workload.units, 1)

        def forward(self, x):
            outputs, _ = self.lstm(self.embedding(x))
            return torch.sigmoid(self.dense(outputs[:, -1]))

    model = SentimentLstm()
    embeddings, kernel, recurrent_kernel, bias, dense_kernel, dense_bias = map(torch.tensor, workload.weights)
    with torch.no_grad():
        model.embedding.weight.copy_(embeddings)
        model.lstm.weight_ih_l0.copy_(kernel.T)
        model.lstm.weight_hh_l0.copy_(recurrent_kernel.T)
        model.lstm.bias_ih_l0.copy_(bias)
        model.lstm.bias_hh_l0.zero_()
        model.dense.weight.copy_(dense_kernel.T)
        model.dense.bias.copy_(dense_bias)
    # Keras's LSTM has one bias.
    model.lstm.bias_hh_l0.requires_grad_(False)

    parameters = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.Adam(parameters, lr=0.001, fused=True)
    steps = 0

    def train(x, y):
        nonlocal steps
        times, losses = [], []
        batches = zip(torch.from_numpy(x).split(workload.batchSize), torch.from_numpy(y).split(workload.batchSize))
        for batch, labels in batches:
            steps += 1
            # PyTorch adds epsilon after the second moment's bias correction, Keras before it.
            optimizer.param_groups[0]["eps"] = 1e-7 / (1 - 0.999**steps) ** 0.5
            optimizer.zero_grad()
            probabilities = model(batch)
            loss = torch.nn.functional.binary_cross_entropy(probabilities, labels)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
            times.append(time.perf_counter())
        return times, losses

    @torch.inference_mode()
    def predict(x):
        return torch.cat([model(batch) for batch in torch.from_numpy(x).split(500)]).numpy()

    return f"PyTorch {torch.__version__}", train, predict


serve(start)
