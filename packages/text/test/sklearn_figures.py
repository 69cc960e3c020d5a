"""Writes sklearn_figures.json in this folder: scikit-learn's features and linear models of small texts, and its accuracy on
the Naver reviews.

    RNN_LAB_DATA=<data folder> python sklearn_figures.py
"""

import json
import os
import pathlib
import random
import re

import numpy as np
import sklearn
from scipy.sparse import diags
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

COST = 4


def vectorizer(analyzer, longest, min_texts):
    return TfidfVectorizer(
        analyzer=analyzer,
        token_pattern=r"\S+",
        ngram_range=(1, longest),
        sublinear_tf=True,
        min_df=min_texts,
    )


def log_ratios(X, positive):
    """Naive Bayes on the presence of a feature (Wang and Manning 2012)."""
    p = 1 + X[positive].astype(bool).sum(0)
    q = 1 + X[~positive].astype(bool).sum(0)
    return np.asarray(np.log((p / p.sum()) / (q / q.sum()))).ravel()


def fit(X, positive, tolerance):
    model = LogisticRegression(C=COST, solver="liblinear", dual=True, tol=tolerance, max_iter=100_000, random_state=0)
    return model.fit(X, positive)


def small():
    """Texts with repeated words, other scripts, characters beyond 16 bits and all of Python's white space."""
    choice = random.Random(0)
    words = ["영화", "영화가", "재미", "재미없다", "최고", "Film", "FILMS", "a", "ΣΑΣ", "İ", "😀", "😀👍🏽", "ㅋㅋㅋ", "!!!", "ﬁ"]
    spaces = [" ", "  ", "\t", "\n", "\x1c", "\x85", "\u3000", "\u2003"]
    texts = []
    for _ in range(36):
        picked = choice.choices(words, k=choice.randrange(0, 12))
        texts.append("".join(word + choice.choice(spaces) for word in picked))
    texts += ["", " ", "\ufeff영화", "영화\u200b재미"]
    labels = [choice.randrange(3) for _ in texts]
    train = 30
    cases = []
    for analyzer, longest, min_texts in (("char_wb", 4, 1), ("char_wb", 4, 3), ("char_wb", 2, 2), ("word", 2, 1), ("word", 3, 2)):
        vectors = vectorizer(analyzer, longest, min_texts)
        X = vectors.fit_transform(texts[:train])
        names = vectors.get_feature_names_out()
        rows = [
            {names[j]: round(float(row[0, j]), 7) for j in row.indices} for row in (vectors.transform([t]) for t in texts)
        ]
        cases.append({"analyzer": analyzer, "longest": longest, "minTexts": min_texts, "rows": rows})

    vectors = vectorizer("char_wb", 4, 3)
    X = vectors.fit_transform(texts[:train])
    rest = vectors.transform(texts[train:])
    models = []
    for label in range(3):
        positive = np.array([each == label for each in labels[:train]])
        for naive_bayes in (False, True):
            scales = diags(log_ratios(X, positive) if naive_bayes else np.ones(X.shape[1]))
            model = fit(X @ scales, positive, 1e-10)
            scores = model.decision_function(rest @ scales).round(6).tolist()
            models.append({"label": label, "naiveBayes": naive_bayes, "scores": scores})
    return {
        "texts": texts,
        "words": [re.findall(r"\S+", text.lower()) for text in texts],
        "labels": labels,
        "train": train,
        "cost": COST,
        "cases": cases,
        "models": models,
    }


def reviews(part):
    path = pathlib.Path(os.environ["RNN_LAB_DATA"], f"nsmc/ratings_{part}.txt")
    lines = path.read_text(encoding="utf8").split("\n")[1:]
    rows = [row for row in (line.split("\t") for line in lines if line) if row[1]]
    return [row[1] for row in rows], np.array([row[2] == "1" for row in rows])


def nsmc():
    texts, positive = reviews("train")
    vectors = vectorizer("char_wb", 4, 3)
    X = vectors.fit_transform(texts)
    texts, labels = reviews("test")
    test = vectors.transform(texts)
    ratios = diags(log_ratios(X, positive))
    return {
        "accuracy": {
            "tfIdf": fit(X, positive, 1e-2).score(test, labels),
            "naiveBayes": fit(X @ ratios, positive, 1e-2).score(test @ ratios, labels),
        },
    }


figures = {"sklearn": sklearn.__version__, "small": small(), "nsmc": nsmc()}
path = pathlib.Path(__file__).with_name("sklearn_figures.json")
path.write_text(json.dumps(figures, ensure_ascii=False) + "\n", encoding="utf8")
