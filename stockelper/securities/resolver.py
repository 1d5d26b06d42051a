"""From the words of a text to securities, in code and never by a model's memory.

    resolver.resolve("삼성전자랑 하이닉스 비교해줘").mentions

Codes and marked tickers are found first, then names (the longest at each place), then bare tickers. A name
that is also a word counts only with a cue beside it or joined to another company; what is left over is
checked for misspellings and for names that no listing knows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from stockelper.errors import AmbiguousSecurity, BadInput, UnknownSecurity
from stockelper.language.normalise import normalise
from stockelper.markets import registry
from stockelper.securities.codes import bare_tickers, codes, marked_tickers, stands_beside, ticker_id
from stockelper.securities.cues import Cues, cues
from stockelper.securities.folding import fold
from stockelper.securities.joining import confirmed
from stockelper.securities.listing import FUNDS, Listing, bundled, bundled_aliases
from stockelper.securities.meaning import meant
from stockelper.securities.misread import has_latin, is_possessive, is_ticker_abroad, is_word
from stockelper.securities.names import Names, names_of
from stockelper.securities.scanning import Hit, How, Scan, places
from stockelper.securities.spelling import Speller
from stockelper.securities.strangers import strangers
from stockelper.types import Security


@dataclass(frozen=True)
class Mention:
    """`text` stands at `start:end` of the normalised text and means one of `candidates`.

    One candidate is a resolved security; several are ambiguous: ask back. `framed`: a word of every day that
    its place in the sentence makes a company.
    """

    start: int
    end: int
    text: str
    candidates: tuple[str, ...]
    how: How
    framed: bool = False


@dataclass(frozen=True)
class Resolution:
    """The mentions of a text in order, and the names in it that no listing knows."""

    mentions: tuple[Mention, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def securities(self) -> tuple[str, ...]:
        """The ids of the resolved mentions, each once, in order."""
        return tuple(dict.fromkeys(m.candidates[0] for m in self.mentions if len(m.candidates) == 1))

    @property
    def ambiguous(self) -> tuple[Mention, ...]:
        """The mentions that several securities fit."""
        return tuple(mention for mention in self.mentions if len(mention.candidates) > 1)


class Resolver:
    """Resolves names against one listing. Building it takes a moment; it is safe from any thread."""

    def __init__(self, listing: Listing, aliases: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self.listing = listing
        self.aliases = bundled_aliases() if aliases is None else aliases
        self._cues: Cues = cues()

    @cached_property
    def _known(self) -> frozenset[str]:
        """The securities that are asked about often: those of the table of aliases, and the bundled funds."""
        funds = (one.id for one in bundled().records() if one.sector == FUNDS)
        return frozenset(self.aliases).union(funds)

    @cached_property
    def _names(self) -> Names:
        return names_of(self.listing, self.aliases, self._cues)

    @cached_property
    def _speller(self) -> Speller:
        return Speller(self._names, self._cues, frozenset(self.aliases))

    def resolve(self, text: str, *, of_stocks: bool = False) -> Resolution:
        """Every security that the text names. Offsets are into `normalise(text)`.

        `of_stocks` tells that the text is about shares though no word of it says so: a capital is enough then, and
        where nothing is named for sure, what looks like a name is one.
        """
        text = normalise(text)
        scan, hits = self._hits(text, of_stocks=of_stocks)
        firm = [hit for hit in hits if not hit.loose]
        slips = list(self._speller.hits(text, firm))
        slipped = places(slips)
        hits = [*firm, *(hit for hit in hits if hit.loose and not hit.touches(slipped)), *slips]
        mentions = tuple(
            Mention(hit.start, hit.end, text[hit.start : hit.end], hit.ids, hit.how, hit.framed)
            for hit in self._narrowed(hits)
        )
        return Resolution(mentions, tuple(self._unknown(text, hits, scan.of_stocks)))

    def written(self, text: str) -> tuple[Mention, ...]:
        """The mentions of `resolve` without misspelt ones and words in small letters. Fast: for texts, not for questions."""
        text = normalise(text)
        _, hits = self._hits(text, asked=False)
        hits = [hit for hit in hits if not is_word(text[hit.start : hit.end])]
        return tuple(
            Mention(hit.start, hit.end, text[hit.start : hit.end], hit.ids, hit.how, hit.framed)
            for hit in self._narrowed(hits)
        )

    def tag(self, text: str) -> tuple[str, ...]:
        """The securities that a headline names beyond doubt, each once, in order; no misspellings. Fast."""
        text = normalise(text)
        _, hits = self._hits(text, asked=False)
        sure = [hit for hit in hits if len(hit.ids) == 1 and not is_word(text[hit.start : hit.end])]
        return tuple(dict.fromkeys(hit.ids[0] for hit in sure))

    def lookup(self, symbol: str, market: str | None = None) -> Security:
        """The one security that a command-line argument means: an id, code, ticker or name.

        Raises:
            BadInput: the symbol is empty.
            UnknownSecurity: nothing fits.
            AmbiguousSecurity: several fit; its `candidates` parameter names them.
        """
        symbol = normalise(symbol)
        if not symbol:
            raise BadInput("malformed_symbol", symbol=symbol, market=market or "")
        found = self._securities(self._fitting(symbol, market))
        if not found:
            raise UnknownSecurity(symbol=symbol)
        if len(found) > 1:
            names = ", ".join(f"{security.name} ({security.id})" for security in found)
            raise AmbiguousSecurity(symbol=symbol, candidates=names)
        return found[0]

    def search(self, prefix: str, limit: int = 10) -> list[Security]:
        """Securities with a name or code that begins with `prefix`, the shortest such names first."""
        key = fold(normalise(prefix))
        if not key:
            return []
        named = [(len(name), name, security) for name, security in self._searchable if name.startswith(key)]
        ids = dict.fromkeys(security for _, _, security in sorted(named))
        return self._securities(list(ids)[:limit])

    def _securities(self, ids: Iterable[str]) -> list[Security]:
        return [found for security in ids if (found := self.listing.get(security)) is not None]

    def _hits(self, text: str, *, of_stocks: bool = False, asked: bool = True) -> tuple[Scan, list[Hit]]:
        """The hits that count, in order; unknown codes are among them, without ids. Faint ones count in what is `asked`."""
        strong = (*codes(text, self.listing), *marked_tickers(text, self.listing))
        scan = Scan(text, self._names, self._cues, strong, told=of_stocks)
        named, bare = self._named_or_bare(text, scan)
        taken = places((*strong, *named))
        bare = [hit for hit in bare if not hit.touches(taken)]
        if any(hit.sure and hit.ids for hit in (*strong, *named)):
            named, bare = ([self._beside_others(text, hit) for hit in some] for some in (named, bare))
        found = [hit for hit in (*strong, *named, *bare) if asked or not hit.faint]
        counted = confirmed(text, found, self._cues)
        if of_stocks and not any(hit.ids for hit in counted):
            counted = [hit for hit in found if hit.ids and not (hit.shy or hit.loose or hit.faint)]
        if of_stocks and not scan.is_korean:
            counted = [*counted, *meant(text, found, counted, self._cues, self._known)]
        return scan, counted

    def _named_or_bare(self, text: str, scan: Scan) -> tuple[list[Hit], list[Hit]]:
        """The hits of names and those of bare tickers, without names that are better read as a ticker."""
        named = [hit for hit in scan.hits() if not is_possessive(text, hit)]
        if not has_latin(text):
            return named, []
        bare = list(bare_tickers(text, self.listing, self._cues, scan.of_stocks, self._known))
        if not scan.is_korean:
            abroad = places(one for one in bare if not one.faint)
            named = [hit for hit in named if not is_ticker_abroad(hit, abroad)]
        faint, sure = places(bare), places(one for one in bare if one.sure)
        return [
            hit
            for hit in named
            if not (hit.faint and hit.touches(faint))
            and (hit.sure or not hit.touches(sure))
            and not self._is_better_a_ticker(hit, bare)
        ], bare

    def _is_better_a_ticker(self, hit: Hit, bare: Sequence[Hit]) -> bool:
        """Whether a word is the name of a company that is hardly asked about and the ticker of one that is: hims."""
        unknown = hit.shy and self._known.isdisjoint(hit.ids)
        return unknown and any(one.start == hit.start and one.end == hit.end for one in bare)

    def _beside_others(self, text: str, hit: Hit) -> Hit:
        """A ticker in a text that names a company, sure where it is no word."""
        written = text[hit.start : hit.end]
        ticker = hit.ids == (ticker_id(written, self.listing),)
        told = ticker and not hit.faint and stands_beside(written, self._cues)
        return replace(hit, sure=True) if told else hit

    def _narrowed(self, hits: list[Hit]) -> Iterator[Hit]:
        """Hits with securities, in order; a group's name goes when one of its companies is named as well."""
        sure = {hit.ids[0] for hit in hits if len(hit.ids) == 1}
        for hit in sorted(hits, key=lambda hit: hit.start):
            if hit.ids and (len(hit.ids) == 1 or sure.isdisjoint(hit.ids)):
                yield hit

    def _unknown(self, text: str, hits: list[Hit], of_stocks: bool) -> Iterator[str]:
        found = {hit.start: hit.written for hit in hits if not hit.ids and hit.how == "code"}
        found.update(
            (hit.start, text[hit.start : hit.end])
            for hit in hits
            if not hit.ids and hit.written in self._cues.unlisted
        )
        found.update(strangers(text, hits, self._cues, of_stocks))
        return iter(dict.fromkeys(name for _, name in sorted(found.items())))

    @cached_property
    def _searchable(self) -> list[tuple[str, str]]:
        names = [(key, name.ids[0]) for key, name in self._names.table.items() if len(name.ids) == 1]
        return names + [(fold(r.id.partition(":")[2]), r.id) for r in self.listing.records()]

    def _fitting(self, symbol: str, market: str | None) -> tuple[str, ...]:
        markets = [registry.market(market)] if market else list(registry.MARKETS.values())
        for one in markets:
            try:
                security = one.security_id(symbol)
            except BadInput:
                continue
            if security in self.listing:
                return (security,)
        name = self._names.table.get(fold(symbol))
        ids = name.ids if name and name.ids else self.resolve(symbol).securities
        return tuple(
            security for security in ids if market is None or security.startswith(f"{markets[0].prefix}:")
        )
