"""What a reader should find in a file, taken from the master that the file is made of."""

AS_OF = "2026-11-01"


def of(person, target) -> dict:
    state, _, reason = target.options.get("expect", "stored").partition(":")
    posting, slash, _ = target.path.partition("/")
    fact = {"file": target.path, "state": state}
    if reason:
        return fact | {"reason": reason}
    city, country = [part.strip() for part in person.place.split("|")]
    latest = max(person.work(), key=lambda entry: (entry.end or "9999", entry.start))
    found = {
        "posting": posting if slash else None,
        "person": person.truth_name or person.name,
        "name": person.truth_name or person.name,
        "email": person.email or None,
        "phone": person.phone.partition("|")[2].strip() or None,
        "city": city,
        "country": country,
        "title": latest.title,
        "company": latest.organization,
        "as_of": AS_OF,
        "years": years(person.work()),
        "degree_level": person.degree,
        "language": person.language or "en",
        "skills": split(person.skills),
        "absent_skills": split(person.absent),
    }
    return fact | found


def split(text: str) -> list:
    return [part.strip() for part in text.split(";") if part.strip()]


def years(entries) -> float:
    """Years in work by AS_OF, overlaps counted once.

    The last month counts; a year without a month is its January.
    """
    months = set()
    for entry in entries:
        end = _month(entry.end) + ("-" in entry.end) if entry.end else _month(AS_OF)
        months.update(range(_month(entry.start), end))
    return round(len(months) / 12, 1)


def _month(text: str) -> int:
    parts = text.split("-")
    return int(parts[0]) * 12 + (int(parts[1]) - 1 if len(parts) > 1 else 0)
