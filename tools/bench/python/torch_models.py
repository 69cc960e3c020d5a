"""The models in PyTorch. They start with the workload's weights, which are in Keras's order and shapes."""

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

# Keras has the gates of an LSTM in PyTorch's order, and those of a GRU as z, r, h.
GATES = {nn.LSTM: [0, 1, 2, 3], nn.GRU: [1, 0, 2]}


class Recurrent(nn.Module):
    """Embedding (for word ids), recurrent layers, and Dense 1 at the last time step."""

    def __init__(self, cell, workload):
        super().__init__()
        *layers, dense_kernel, dense_bias = workload.weights
        self.is_text = workload.dtype == "int32"
        self.embedding = embedding(layers.pop(0)) if self.is_text else nn.Identity()
        features, units = layers[0].shape[0], layers[1].shape[0]
        self.recurrent = cell(features, units, num_layers=len(layers) // 3, batch_first=True)
        for i in range(self.recurrent.num_layers):
            load(self.recurrent, f"l{i}", *layers[3 * i : 3 * i + 3])
        self.dense = linear(dense_kernel, dense_bias)

    def prepare(self, x):
        return x

    def forward(self, x):
        outputs, _ = self.recurrent(self.embedding(x))
        output = self.dense(outputs[:, -1])
        return torch.sigmoid(output) if self.is_text else output


class PooledBiLstm(nn.Module):
    """Embedding, bidirectional LSTM, maximum and mean over the words, dropout, and Dense 1. Padding isn't read."""

    def __init__(self, workload):
        super().__init__()
        self.dropout = nn.Dropout(workload.dropout)
        kernel, recurrent_kernel, *others, dense_kernel, dense_bias = self.create_embedding(workload.weights)
        directions = [kernel, recurrent_kernel, *others]
        self.create_lstms(kernel.shape[0], recurrent_kernel.shape[0], directions[:3], directions[3:])
        self.dense = linear(dense_kernel, dense_bias)

    def create_embedding(self, weights):
        """Returns the weights of the other layers."""
        embeddings, *others = weights
        self.embedding = embedding(embeddings)
        return others

    def prepare(self, x):
        """Moves the padding from the front to the end, where PyTorch expects it."""
        steps = torch.arange(x.shape[1])
        return x.gather(1, (steps + (x == 0).sum(1, keepdim=True)) % x.shape[1])

    def forward(self, x):
        lengths = (x != 0).sum(1)
        outputs = self.outputs(x, lengths)
        padding = (x == 0).unsqueeze(-1)
        maximum = outputs.masked_fill(padding, -torch.inf).amax(1).masked_fill(lengths.unsqueeze(-1) == 0, 0)
        mean = outputs.masked_fill(padding, 0).sum(1) / lengths.clamp(min=1).unsqueeze(-1)
        return torch.sigmoid(self.dense(self.dropout(torch.cat([maximum, mean], 1))))


class PackedBiLstm(PooledBiLstm):
    """One bidirectional LSTM over packed sequences."""

    def create_lstms(self, features, units, forward, backward):
        self.lstm = nn.LSTM(features, units, batch_first=True, bidirectional=True)
        load(self.lstm, "l0", *forward)
        load(self.lstm, "l0_reverse", *backward)

    def outputs(self, x, lengths):
        # PyTorch can't pack an empty row: it gets one padding word, which pooling ignores.
        packed = pack_padded_sequence(x, lengths.clamp(min=1), batch_first=True, enforce_sorted=False)
        outputs, _ = self.lstm(packed._replace(data=self.embedding(packed.data)))
        return pad_packed_sequence(outputs, batch_first=True, total_length=x.shape[1])[0]


class PaddedBiLstm(PooledBiLstm):
    """Two LSTMs over padded sequences; the second reads every row's words from the last to the first."""

    def create_lstms(self, features, units, forward, backward):
        self.forwards = nn.LSTM(features, units, batch_first=True)
        self.backwards = nn.LSTM(features, units, batch_first=True)
        load(self.forwards, "l0", *forward)
        load(self.backwards, "l0", *backward)

    def outputs(self, x, lengths):
        reverse = (lengths.unsqueeze(1) - 1 - torch.arange(x.shape[1])) % x.shape[1]
        forwards, _ = self.forwards(self.embedding(x))
        backwards, _ = self.backwards(self.embedding(x.gather(1, reverse)))
        backwards = backwards.gather(1, reverse.unsqueeze(-1).expand_as(backwards))
        return torch.cat([forwards, backwards], 2)


class Subwords(nn.Module):
    """A word's own vector plus the mean of its n-grams' vectors."""

    def __init__(self, words, ngrams, bags):
        super().__init__()
        self.words = embedding(words)
        self.ngrams = nn.EmbeddingBag.from_pretrained(torch.tensor(ngrams), freeze=False, mode="mean", padding_idx=0)
        self.bags = torch.tensor(bags).long()

    def forward(self, ids):
        means = self.ngrams(self.bags[ids.flatten()])
        return self.words(ids) + means.view(*ids.shape, -1)


class OfSubwords:
    """Its words are dropped out, too."""

    def create_embedding(self, weights):
        words, ngrams, *others, bags = weights
        self.embedding = nn.Sequential(Subwords(words, ngrams, bags), self.dropout)
        return others


class PackedSubwords(OfSubwords, PackedBiLstm):
    pass


class PaddedSubwords(OfSubwords, PaddedBiLstm):
    pass


def embedding(embeddings):
    return nn.Embedding.from_pretrained(torch.tensor(embeddings), freeze=False)


def linear(kernel, bias):
    layer = nn.Linear(*kernel.shape)
    with torch.no_grad():
        layer.weight.copy_(torch.tensor(kernel.T))
        layer.bias.copy_(torch.tensor(bias))
    return layer


def load(layer, suffix, *weights):
    """Sets the weights of one layer and direction: kernel, recurrent kernel and bias."""
    gates = GATES[type(layer)]
    kernel, recurrent_kernel, bias = (
        torch.cat([torch.tensor(weight).chunk(len(gates), -1)[gate] for gate in gates], -1) for weight in weights
    )
    with torch.no_grad():
        getattr(layer, f"weight_ih_{suffix}").copy_(kernel.T)
        getattr(layer, f"weight_hh_{suffix}").copy_(recurrent_kernel.T)
        getattr(layer, f"bias_ih_{suffix}").copy_(bias)
        # Keras's layers have one bias.
        getattr(layer, f"bias_hh_{suffix}").zero_().requires_grad_(False)


MODELS = {
    "LSTM": lambda workload: Recurrent(nn.LSTM, workload),
    "GRU": lambda workload: Recurrent(nn.GRU, workload),
    "packed BiLSTM": PackedBiLstm,
    "padded BiLSTM": PaddedBiLstm,
    "packed subwords": PackedSubwords,
    "padded subwords": PaddedSubwords,
}
