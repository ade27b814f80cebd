"""Reads a master: one person's resume as plain text, and the files that are made of it."""

from dataclasses import dataclass, field
from pathlib import Path

MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
    "long": "January February March April May June July August September October November"
    " December".split(),
    "fr": "janv. févr. mars avril mai juin juil. août sept. oct. nov. déc.".split(),
}
WORK = {
    "Experience", "Work experience", "Work", "Employment", "Career", "Career History",
    "Work history", "Professional Experience", "Nursing Experience", "Teaching Experience",
    "Appointments", "Work Experience", "Berufserfahrung", "Expérience professionnelle",
}


@dataclass(frozen=True)
class Entry:
    title: str
    organization: str
    place: str
    start: str
    end: str  # empty: still there

    def dates(self, style: str) -> str:
        if "-" not in self.start:
            style = "year"
        last = {"de": "heute", "fr": "aujourd'hui", "to": "date", "num": "present"}
        end = _date(self.end, style) if self.end else last.get(style, "Present")
        if style == "to":
            return f"{_date(self.start, style)} to {end}"
        return f"{_date(self.start, style)} – {end}"


@dataclass
class Section:
    heading: str
    items: list = field(default_factory=list)  # (kind, value): p, li, entry, kv, row


@dataclass
class Target:
    path: str
    options: dict


@dataclass
class Person:
    fields: dict
    targets: list
    sections: list

    def __getattr__(self, name: str) -> str:
        return self.fields.get(name, "")

    @property
    def phone_shown(self) -> str:
        return self.phone.split("|")[0].strip()

    @property
    def links_shown(self) -> list:
        return [link.strip() for link in self.links.split(";") if link.strip()]

    def contact(self) -> list:
        return [part for part in [self.address, self.phone_shown, self.email] if part] + (
            self.links_shown
        )

    def work(self) -> list:
        return [
            value
            for section in self.sections
            if section.heading in WORK
            for kind, value in section.items
            if kind == "entry"
        ]


def _date(text: str, style: str) -> str:
    year, _, month = text.partition("-")
    if style == "year" or not month:
        return year
    number = int(month)
    if style in ("num", "de"):
        return f"{number:02d}/{year}"
    names = MONTHS["long"] if style == "month" else MONTHS.get(style, MONTHS["en"])
    return f"{names[number - 1]} {year}"


def read(path: Path) -> Person:
    person = Person({}, [], [])
    for line in path.read_text("utf-8").splitlines():
        line = line.strip()
        if not line:
            continue
        if line.startswith("# "):
            person.sections.append(Section(line[2:]))
        elif person.sections:
            person.sections[-1].items.append(_item(line))
        else:
            key, _, value = line.partition(":")
            if key == "file":
                person.targets.append(_target(value))
            else:
                person.fields[key] = value.strip()
    return person


def _item(line: str):
    if line.startswith("## "):
        parts = [part.strip() for part in line[3:].split("|")]
        start, _, end = parts[3].partition("..")
        return "entry", Entry(parts[0], parts[1], parts[2], start.strip(), end.strip())
    if line.startswith("- "):
        return "li", line[2:]
    if line.startswith("| "):
        return "row", [cell.strip() for cell in line[2:].split("|")]
    key, colon, value = line.partition(": ")
    if colon and len(key) < 28:
        return "kv", (key, value)
    return "p", line


def _target(text: str) -> Target:
    path, _, options = text.partition("|")
    pairs = [option.partition("=") for option in options.split()]
    return Target(path.strip(), {key: value for key, _, value in pairs})
