"""What tweets say about a stock's own move: a ridge regression on words and pairs of words.

The weights of words are learnt on the train days alone. A stock without tweets scores 0.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
from sklearn.linear_model import Ridge

from forecasting.evaluation.splits import Fold
from forecasting.movement.movements import Matrix
from forecasting.movement.tweets import Tweets

COLUMNS = 2**16
PENALTY = 30.0
WORD = r"[a-z$%+\-]+"
TOLERANCE = 1e-3


@dataclass(frozen=True, eq=False)
class Documents:
    """How often each word was written about a stock before a day's open.

    Attributes:
        rows, columns: shape (D,), the days and stocks about which anything was written.
        words: shape (D, W), the number of tweets with a word or pair of words.
        shape: (T, N) of the movements.
    """

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    words: csr_matrix
    shape: tuple[int, int]


def documents(found: Tweets, shape: tuple[int, int]) -> Documents:
    """The tweets of each day and stock put together."""
    place = found.rows * shape[1] + found.columns
    places, document = np.unique(place, return_inverse=True)
    hashing = HashingVectorizer(
        n_features=COLUMNS,
        ngram_range=(1, 2),
        alternate_sign=False,
        token_pattern=WORD,
    )
    ones = np.ones(len(place))
    member = csr_matrix((ones, (document, np.arange(len(place)))), shape=(len(places), len(place)))
    said = csr_matrix(hashing.transform(found.texts))
    said.data = np.ones_like(said.data)  # in a tweet or not: the vectorizer weighs long tweets less
    words = csr_matrix(member @ said)
    return Documents(places // shape[1], places % shape[1], words, shape)


def word_scores(found: Documents, own_move: Matrix, fold: Fold) -> Matrix:
    """The expected own move of each stock on the fold's test days from what was written, shape (rows, N).

    Args:
        own_move: shape (T, N), what is learnt from, on the fold's train days alone; NaN is left out.
    """
    scores = np.zeros(found.shape)
    move = own_move[found.rows, found.columns]
    learnt = np.isin(found.rows, fold.train) & np.isfinite(move)
    asked = np.isin(found.rows, fold.test)
    if learnt.any() and asked.any():
        weighing = TfidfTransformer(sublinear_tf=True).fit(found.words[learnt])
        ridge = Ridge(alpha=PENALTY, solver="sparse_cg", tol=TOLERANCE)
        ridge.fit(weighing.transform(found.words[learnt]), move[learnt])
        expected = ridge.predict(weighing.transform(found.words[asked])) - float(ridge.intercept_)
        scores[found.rows[asked], found.columns[asked]] = expected
    return scores[fold.test]
