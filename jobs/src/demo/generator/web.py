"""Lays a person out as HTML: for browsers, and for the PDFs that Chromium prints."""

from html import escape

CSS = """
@page { size: A4; margin: MARGIN }
* { box-sizing: border-box }
body { font: 10pt/1.42 'FONT', sans-serif; color: #222; margin: 0 }
h1 { font-size: 23pt; line-height: 1.1; margin: 0; color: ACCENT; font-weight: 700 }
.headline { font-size: 12pt; color: #555; margin: 2pt 0 4pt }
.contact { color: #444; font-size: 9pt; margin: 0 }
h2 { font-size: 11.5pt; color: ACCENT; margin: 12pt 0 4pt; padding-bottom: 2pt;
  border-bottom: 1px solid ACCENT; break-after: avoid }
h3 { font-size: 10.2pt; margin: 7pt 0 0; break-after: avoid }
h3 .dates { float: right; font-weight: 400; color: #555; font-size: 9pt }
.org { color: #555; font-style: italic; margin: 0 0 2pt }
p { margin: 2pt 0 }
ul { margin: 2pt 0 4pt; padding-left: 13pt }
li { margin: 1pt 0 }
table { border-collapse: collapse; width: 100% }
td { padding: 3pt 6pt; border: 1px solid #bbb; vertical-align: top }
table.page > tbody > tr > td { border: 0; padding: 4pt 8pt }
table.page > tbody > tr > td:first-child { width: 24%; color: ACCENT; font-weight: 700 }
.centred header { text-align: center }
.band header { background: ACCENT; color: #fff; padding: 16pt 16mm 14pt }
.band header * { color: #fff }
.band > section, .band > main { padding: 0 16mm }
.cols { display: grid; grid-template-columns: 31% 1fr }
.cols.right { grid-template-columns: 1fr 31% }
.cols > * { padding: 10mm 8mm }
.cols > aside { padding: 10mm 6mm }
aside .mail { white-space: nowrap; font-size: 8.6pt }
.band .cols > * { padding-top: 4mm }
aside { background: #eef1f4; min-height: 297mm; font-size: 9.2pt; overflow-wrap: anywhere }
.band aside { min-height: 269mm }
.sidebar.band header { padding: 16pt 8mm 14pt }
aside ul { padding-left: 0; list-style: none }
aside h3 .dates { float: none; display: block }
aside h1 { font-size: 19pt; overflow-wrap: normal }
.grid { display: grid; grid-template-columns: 33% 1fr; column-gap: 10mm; padding: 0 }
.grid header { grid-column: 1 / 3; border-top: 5pt solid ACCENT; padding-top: 8pt }
.grid .l { grid-column: 1 } .grid .r { grid-column: 2 }
.grid .l h3 .dates { float: none; display: block }
.bar { display: flex; align-items: center; gap: 6pt; margin: 3pt 0 }
.bar b { font-weight: 400; width: 48% }
.bar i { flex: 1; height: 5pt; background: #d8dbe0; border-radius: 3pt }
.bar u { display: block; height: 5pt; background: ACCENT; border-radius: 3pt }
.pills span { display: inline-block; border: 1px solid ACCENT; border-radius: 9pt;
  padding: 1pt 7pt; margin: 2pt 3pt 2pt 0; font-size: 8.8pt }
.hidden { color: #fff; font-size: 4pt; line-height: 4pt; margin: 0 }
@media screen { body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; font-size: 1rem }
  li, p { font-size: 1rem } }
"""


def page(person, options: dict) -> str:
    layout = options.get("layout", "single")
    full_bleed = layout == "sidebar" or options.get("header") == "band"
    css = (
        CSS.replace("MARGIN", "0" if full_bleed else "16mm 17mm")
        .replace("FONT", options.get("font", "Carlito").replace("_", " "))
        .replace("ACCENT", options.get("accent", "#222"))
    )
    body = {"sidebar": _sidebar, "grid": _grid, "table": _table}.get(layout, _single)
    classes = " ".join([layout, options.get("header", "")]).strip()
    hidden = f'<p class="hidden">{escape(person.hidden)}</p>' if person.hidden else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{person.language or "en"}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(person.name)}</title>\n<style>{css}</style>\n</head>\n"
        f'<body class="{classes}">\n{body(person, options)}{hidden}\n</body>\n</html>\n'
    )


def _header(person, contact: bool = True) -> str:
    line = " · ".join(escape(part) for part in person.contact())
    return (
        f"<header>\n<h1>{escape(person.name)}</h1>\n"
        f'<p class="headline">{escape(person.headline)}</p>\n'
        + (f'<p class="contact">{line}</p>\n' if contact else "")
        + "</header>\n"
    )


def _single(person, options) -> str:
    return _header(person) + "".join(_section(s, options) for s in person.sections)


def _table(person, options) -> str:
    rows = "".join(
        f"<tr><td>{escape(s.heading)}</td><td>{_items(s, options)}</td></tr>\n"
        for s in person.sections
    )
    return _header(person) + f'<table class="page"><tbody>\n{rows}</tbody></table>\n'


def _sidebar(person, options) -> str:
    aside = {name.replace("_", " ") for name in options["aside"].split(",")}
    band = options.get("header") == "band"
    contact = "".join(
        f'<p class="{"mail" if part == person.email else "line"}">{escape(part)}</p>\n'
        for part in person.contact()
    )
    label = {"fr": "Coordonnées"}.get(person.language, "Contact")
    side = f"<h2>{label}</h2>\n{contact}" + "".join(
        _section(s, options) for s in person.sections if s.heading in aside
    )
    main = "".join(_section(s, options) for s in person.sections if s.heading not in aside)
    top = _header(person, contact=False)
    left, right = f"<aside>\n{side}</aside>\n", f"<main>\n{'' if band else top}{main}</main>\n"
    if options.get("side") == "right":
        columns = f'<div class="cols right">\n{right}{left}</div>\n'
    else:
        columns = f'<div class="cols">\n{left}{right}</div>\n'
    return (top if band else "") + columns


def _grid(person, options) -> str:
    """Rows of a left and a right section: in the PDF the columns' texts take turns."""
    sections = {s.heading: _section(s, options) for s in person.sections}
    contact = "".join(f"<p>{escape(part)}</p>" for part in person.contact())
    sections["Contact"] = f"<section><h2>Contact</h2>{contact}</section>"
    left = [sections[name] for name in options["left"].split(",")]
    right = [sections[name] for name in options["right"].split(",")]
    html = _header(person, contact=False)
    for row in range(max(len(left), len(right))):
        for side, cells in (("l", left), ("r", right)):
            if row < len(cells):
                html += f'<div class="{side}">{cells[row]}</div>\n'
    return html


def _section(section, options) -> str:
    return (
        f"<section>\n<h2>{_heading(section, options)}</h2>\n{_items(section, options)}</section>\n"
    )


def _heading(section, options) -> str:
    text = section.heading.upper() if options.get("caps") else section.heading
    return escape(text)


def _items(section, options) -> str:
    if options.get("bars") == section.heading:
        return "".join(_bar(text) for _, text in section.items)
    if options.get("pills") == section.heading:
        pills = "\n".join(f"<span>{escape(text)}</span>" for _, text in section.items)
        return f'<div class="pills">\n{pills}\n</div>\n'
    html, open_tag = "", ""
    for kind, value in section.items:
        tag = {"li": "ul", "row": "table"}.get(kind, "")
        if tag != open_tag:
            html += (f"</{open_tag}>\n" if open_tag else "") + (f"<{tag}>\n" if tag else "")
            open_tag = tag
        html += _item(kind, value, options)
    return html + (f"</{open_tag}>\n" if open_tag else "")


def _bar(text: str) -> str:
    name, _, percent = text.rpartition(" ")
    return (
        f'<div class="bar"><b>{escape(name)}</b>'
        f'<i><u style="width:{percent}%"></u></i></div>\n'
    )


def _item(kind, value, options) -> str:
    match kind:
        case "entry":
            dates = value.dates(options.get("dates", "mon"))
            return (
                f"<h3>{escape(value.title)} "
                f'<span class="dates">{escape(dates)}</span></h3>\n'
                f'<p class="org">{escape(value.organization)}, {escape(value.place)}</p>\n'
            )
        case "li":
            return f"<li>{escape(value)}</li>\n"
        case "row":
            return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in value) + "</tr>\n"
        case "kv":
            return f"<p><strong>{escape(value[0])}:</strong> {escape(value[1])}</p>\n"
        case _:
            return f"<p>{escape(value)}</p>\n"
