"""Validates linked data against schema.org's own vocabulary.

`python tests/schema_org.py FILE` makes `fixtures/schema.org.jsonld` again from a release's
`schemaorg-current-https.jsonld` (https://github.com/schemaorg/schemaorg, `data/releases`): the classes in
`KEPT` with all they inherit from, every property that one of these may have, and no prose. Nothing is added
or changed.
"""

import json
import re
import sys
from pathlib import Path

VOCABULARY = Path(__file__).parent / "fixtures" / "schema.org.jsonld"
RELEASE = "30.0"
LICENCE = (
    f"Reduced from the vocabulary of schema.org {RELEASE} by tests/schema_org.py. Copyright schema.org's "
    "sponsors, https://schema.org/docs/terms.html; Creative Commons Attribution-ShareAlike 3.0, "
    "https://creativecommons.org/licenses/by-sa/3.0/"
)
KEPT = ("Course", "LearningResource", "Article", "Organization", "Person", "CreativeWork")
FIELDS = ("@id", "@type", "rdfs:subClassOf", "schema:domainIncludes", "schema:rangeIncludes")
TEXTS = {
    "Text": r"(?s).*\S.*",
    "URL": r"[^\s<>\"{}|\\^`]+",
    "Date": r"\d{4}(-\d\d(-\d\d)?)?",
    "Duration": r"P(?=.)(\d+[YMWD])*(T(\d+[HMS])+)?",
}
"""What a value of text may be taken for; a shorter date is one of ISO 8601 all the same."""
REQUIRED = {
    # https://developers.google.com/search/docs/appearance/structured-data/course, which recommends a provider
    "Course": {"name", "description", "provider"},
    # https://bioschemas.org/profiles/TrainingMaterial, less what only a portal can know
    "LearningResource": {"name", "description"},
}
"""What a page's own record must have; what is only named in it needs a name."""


def listed(value):
    return value if isinstance(value, list) else [value]


def names(row, key):
    return {found["@id"].removeprefix("schema:") for found in listed(row.get(key, []))}


class Vocabulary:
    """Classes with what they inherit from, and properties with what may have them and what they may be."""

    def __init__(self, rows):
        self.above, self.properties = {}, {}
        for row in rows:
            name = row["@id"].removeprefix("schema:")
            if "rdf:Property" in listed(row["@type"]):
                found = (names(row, "schema:domainIncludes"), names(row, "schema:rangeIncludes"))
                self.properties[name] = found
            else:
                self.above[name] = names(row, "rdfs:subClassOf")

    @classmethod
    def of(cls, path=VOCABULARY):
        return cls(json.loads(path.read_text(encoding="utf-8"))["@graph"])

    def kinds(self, name):
        """Return a class and all it inherits from."""
        return {name}.union(*(self.kinds(above) for above in self.above.get(name, ())))

    def faults(self, record):
        """Return what is wrong with a page's record."""
        given = dict(record)
        found = [] if given.pop("@context", None) == "https://schema.org" else ["no context of schema.org"]
        missing = REQUIRED.get(given.get("@type"), {"name"}) - set(given)
        return [
            *found,
            *(f"{given.get('@type')} needs {name}" for name in sorted(missing)),
            *self.node(given),
        ]

    def node(self, node):
        """Return what is wrong with a thing and with what is in it."""
        kind = node.get("@type")
        if kind not in self.above:
            return [f"{kind} is no type"]
        found = [] if {"name", "headline"} & set(node) else [f"a {kind} has no name"]
        for name, value in node.items():
            if name.startswith("@"):
                continue
            domain, wanted = self.properties.get(name, (None, None))
            if domain is None:
                found.append(f"{name} is no property")
            elif not domain & self.kinds(kind):
                found.append(f"{name} is no property of {kind}")
            else:
                found += [fault for one in listed(value) for fault in self.value(name, one, wanted)]
        return found

    def value(self, name, value, wanted):
        """Return what is wrong with a value; a class that is wanted allows those that inherit from it."""
        if isinstance(value, dict):
            kind = value.get("@type")
            right = bool(wanted & self.kinds(kind))
            return ([] if right else [f"{name} may not be a {kind}"]) + self.node(value)
        if isinstance(value, bool):
            right = "Boolean" in wanted
        elif isinstance(value, int):
            right = bool(wanted & {"Integer", "Number"})
        else:
            texts = [TEXTS[kind] for kind in TEXTS if kind in wanted]
            right = isinstance(value, str) and any(re.fullmatch(text, value) for text in texts)
        return [] if right else [f"{name} may not be {value!r}"]


def reduced(whole):
    """Return the rows of a vocabulary that bear on the classes in `KEPT`."""
    classes = {row["@id"]: row for row in whole if "rdfs:Class" in listed(row["@type"])}
    kept, waiting = set(), [f"schema:{name}" for name in KEPT]
    while waiting:
        name = waiting.pop()
        if name in classes and name not in kept:
            kept.add(name)
            waiting += [above["@id"] for above in listed(classes[name].get("rdfs:subClassOf", []))]
    rows = [classes[name] for name in kept]
    rows += [
        row
        for row in whole
        if "rdf:Property" in listed(row["@type"])
        and kept & {domain["@id"] for domain in listed(row.get("schema:domainIncludes", []))}
    ]
    return [
        {key: row[key] for key in FIELDS if key in row} for row in sorted(rows, key=lambda row: row["@id"])
    ]


if __name__ == "__main__":
    release = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in reduced(release["@graph"]))
    context = json.dumps({key: release["@context"][key] for key in ("rdf", "rdfs", "schema")})
    said = json.dumps(LICENCE)
    VOCABULARY.write_text(
        f'{{"rdfs:comment":{said},\n"@context":{context},\n"@graph":[\n{lines}\n]}}\n', "utf-8"
    )
