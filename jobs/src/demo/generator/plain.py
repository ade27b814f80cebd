"""Lays a person out as a plain text file, the way people type them."""

import textwrap


def page(person, options: dict) -> str:
    lines = [person.name.upper(), person.headline, *person.contact(), ""]
    for section in person.sections:
        heading = section.heading.upper() if options.get("caps") else section.heading
        lines += [heading, ("=" if options.get("caps") else "-") * len(heading)]
        for kind, value in section.items:
            lines += _item(kind, value, options)
        lines.append("")
    return "\n".join(lines)


def _item(kind, value, options) -> list:
    match kind:
        case "entry":
            dates = value.dates(options.get("dates", "mon")).replace("–", "-")
            return [f"{value.title}, {value.organization}", f"{value.place}, {dates}"]
        case "li":
            return textwrap.wrap(value, 76, initial_indent="  * ", subsequent_indent="    ")
        case "kv":
            return textwrap.wrap(f"{value[0]}: {value[1]}", 78)
        case "row":
            return ["  ".join(value)]
        case _:
            return textwrap.wrap(value, 78)
