"""scikit-learn's linear model of the Naver reviews: prints one line of JSON.

    python sklearn_linear.py <data folder>
"""

import json
import sys
import time

started = time.perf_counter()
try:
    import numpy as np
    import sklearn
    from scipy.sparse import diags
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
except ModuleNotFoundError as error:
    print(json.dumps({"missing": error.name}))
    sys.exit()


def reviews(part):
    with open(f"{sys.argv[1]}/nsmc/ratings_{part}.txt", encoding="utf8", newline="\n") as file:
        rows = [line.rstrip("\n").split("\t") for line in file][1:]
    rows = [row for row in rows if row[1]]
    return [row[1] for row in rows], np.array([row[2] == "1" for row in rows])


texts, positive = reviews("train")
test_texts, test_labels = reviews("test")
vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True, min_df=3)
train = vectorizer.fit_transform(texts)
p = 1 + train[positive].astype(bool).sum(0)
q = 1 + train[~positive].astype(bool).sum(0)
ratios = diags(np.asarray(np.log((p / p.sum()) / (q / q.sum()))).ravel())
model = LogisticRegression(C=4, solver="liblinear", dual=True, tol=1e-2, max_iter=1000, random_state=0)
model.fit(train @ ratios, positive)
accuracy = model.score(vectorizer.transform(test_texts) @ ratios, test_labels)
seconds = time.perf_counter() - started
print(json.dumps({"name": f"scikit-learn {sklearn.__version__}", "seconds": seconds, "accuracy": accuracy}))
