"""What a text states, in the form that tables of tests compare: companies of the practice market, and readings of one text."""

from datetime import date

from kg.extraction.reading import RuleExtractor
from kg.extraction.records import Document, Extracted

A, B, C = "온새미반도체", "마파람모터스", "별하늬전자"
EN_A, EN_B, EN_C = "Onsaemi Semiconductor", "Maparam Motors", "Byeolhani Electronics"
Relations = set[tuple[str, str, str]]
Events = set[tuple[str, str]]


def read(extractor: RuleExtractor, text: str, title: str = "") -> Extracted:
    return extractor.extract(Document("1", title, text, date(2025, 11, 20)))


def relations(found: Extracted) -> Relations:
    return {(one.type, one.head.text, one.tail.text) for one in found.relations}


def events(found: Extracted) -> Events:
    return {(one.type, one.company.text) for one in found.events}
