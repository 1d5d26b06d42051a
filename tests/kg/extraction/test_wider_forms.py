"""English families of verbs, nouns and forms, each by sentences that no rule was written for, and the same that state nothing."""

import pytest

from kg.extraction.english_verbs import forms
from kg.extraction.reading import RuleExtractor
from tests.kg.extraction.stated import EN_A, EN_B, EN_C, Events, Relations, events, read, relations


@pytest.mark.parametrize(
    ("verb", "wanted"),
    [
        ("buy", ("bought", "buy", "buying", "buys")),
        ("snap up", ("snap up", "snapped up", "snapping up", "snaps up")),
        ("carry", ("carried", "carries", "carry", "carrying")),
        ("write", ("write", "writes", "writing", "written", "wrote")),
        ("reach", ("reach", "reached", "reaches", "reaching")),
    ],
)
def test_a_verb_is_written_out_in_all_its_forms(verb: str, wanted: tuple[str, ...]) -> None:
    assert forms(verb) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            f"{EN_A} sued the landlord, while its perennial foe {EN_B} kept quiet.",
            ("COMPETES_WITH", EN_A, EN_B),
        ),
        (f"{EN_A} and {EN_B}, longtime rivals, report on Friday.", ("COMPETES_WITH", EN_A, EN_B)),
        (
            f"{EN_A} does not sell there, but its Peruvian offshoot {EN_B} does.",
            ("SUBSIDIARY_OF", EN_B, EN_A),
        ),
        (f"Loss-making {EN_A} weighs on parent {EN_B}.", ("SUBSIDIARY_OF", EN_A, EN_B)),
        (f"{EN_A} lent its stablemate {EN_B} forty buses.", ("AFFILIATE_OF", EN_A, EN_B)),
        (f"{EN_A}, whose biggest client is {EN_B}, is hiring.", ("SUPPLIES", EN_A, EN_B)),
    ],
)
def test_a_noun_says_who_is_whose_in_any_phrase(
    extractor: RuleExtractor, text: str, wanted: tuple[str, str, str]
) -> None:
    assert wanted in relations(read(extractor, text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{EN_A} has gobbled up the Danish pump house {EN_B}, a maker of valves, on Monday.",
         ("ACQUIRES", EN_A, EN_B)),
        (f"The buyout of {EN_B} by {EN_A} closed overnight.", ("ACQUIRES", EN_A, EN_B)),
        (f"{EN_C} offloaded its bakery chain {EN_B} to {EN_A} for $90 million.", ("ACQUIRES", EN_A, EN_B)),
        (f"{EN_A} ploughed $40 million into robotics hopeful {EN_B}.", ("INVESTS_IN", EN_A, EN_B)),
        (f"{EN_B} bagged $30 million from {EN_A} in a Series B round.", ("INVESTS_IN", EN_A, EN_B)),
        (f"{EN_A} is sitting on 12% of {EN_B}.", ("HOLDS", EN_A, EN_B)),
        (f"{EN_B}, in which {EN_A} owns 21%, opened a plant.", ("HOLDS", EN_A, EN_B)),
        (f"{EN_A} inked a co-marketing pact with {EN_B}.", ("PARTNERS_WITH", EN_A, EN_B)),
        (f"{EN_A} crossed swords with {EN_B} in parcel delivery.", ("COMPETES_WITH", EN_A, EN_B)),
        (f"{EN_A} and {EN_B} are under common control.", ("AFFILIATE_OF", EN_A, EN_B)),
        (f"{EN_A} stitches seat covers for {EN_B}.", ("SUPPLIES", EN_A, EN_B)),
        (f"{EN_A} unveiled its Zentora headphones.", ("MAKES", EN_A, "Zentora")),
    ],
)  # fmt: skip
def test_a_relation_is_read_from_verbs_of_its_family(
    extractor: RuleExtractor, text: str, wanted: tuple[str, str, str]
) -> None:
    assert wanted in relations(read(extractor, text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"Fitters at {EN_A} downed tools on Monday over pay.", {("strike", EN_A)}),
        (f"{EN_A} hikes payout 8%", {("dividend", EN_A)}),
        (f"{EN_A} yanks 9,000 kettles from stores over faulty lids", {("recall", EN_A)}),
        (f"{EN_A} trounced estimates.", {("earnings_surprise", EN_A)}),
        (f"{EN_A} jacked up its full-year profit forecast.", {("guidance", EN_A)}),
        (f"A broker bumped {EN_A} up to overweight.", {("rating_change", EN_A)}),
        (f"{EN_A} took {EN_B} to court over two patents.", {("litigation", EN_B)}),
        (f"{EN_A}, in which {EN_B} has a 30% holding, kicked off a share repurchase.", {("buyback", EN_A)}),
        (f"{EN_A} subscribed for 8 million new shares of {EN_B}.", {("capital_increase", EN_B)}),
    ],
)
def test_an_event_is_read_from_verbs_of_its_family_and_of_its_own_company(
    extractor: RuleExtractor, text: str, wanted: Events
) -> None:
    assert events(read(extractor, text)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        f"Unions at {EN_A} will ballot members on industrial action.",
        f"{EN_A} averts walkout with pay accord",
        f"{EN_A} dismissed suggestions that its chief executive would be replaced.",
        f"{EN_A} said reports of a capital increase were premature.",
        f"Will {EN_A} raise its guidance?",
        f"{EN_A} mothballs its partnership with {EN_B}",
        f"No partnership exists between {EN_A} and {EN_B}.",
        f"{EN_A} in pole position to supply {EN_B} with axles",
    ],
)
def test_what_is_averted_dismissed_or_over_is_not_stated(extractor: RuleExtractor, text: str) -> None:
    found = read(extractor, text)
    assert (found.relations, found.events) == ((), ())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{EN_A} named Hangyeol Seo, formerly of {EN_B}, as its chief executive.",
         {("LEADS", "Hangyeol Seo", EN_A)}),
        (f"{EN_A}'s Zentora pickup goes head-to-head with {EN_B}.",
         {("COMPETES_WITH", EN_A, EN_B), ("MAKES", EN_A, "Zentora")}),
    ],
)  # fmt: skip
def test_a_name_stands_for_whom_it_means(extractor: RuleExtractor, text: str, wanted: Relations) -> None:
    assert relations(read(extractor, text)) == wanted
