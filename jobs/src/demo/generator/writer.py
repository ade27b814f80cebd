"""Lays a person out as a flat ODF text, which LibreOffice turns into docx, doc, odt, rtf and pdf."""

from xml.sax.saxutils import escape

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0">
<office:meta><dc:title>TITLE</dc:title></office:meta>
<office:font-face-decls><style:font-face style:name="F" svg:font-family="'FONT'"/></office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:paragraph-properties fo:margin-top="0cm"
 fo:margin-bottom="0cm"/><style:text-properties style:font-name="F" fo:font-size="SIZEpt"
 fo:language="LANG" fo:country="COUNTRY"/></style:default-style>
STYLES
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm"
 fo:page-height="29.7cm" fo:margin-top="1.8cm" fo:margin-bottom="1.8cm" fo:margin-left="2cm"
 fo:margin-right="2cm"/></style:page-layout>
<style:style style:name="Wide" style:family="table"><style:table-properties
 style:width="17cm" table:align="margins"/></style:style>
<style:style style:name="C1" style:family="table-column"><style:table-column-properties
 style:column-width="NARROWcm"/></style:style>
<style:style style:name="C2" style:family="table-column"><style:table-column-properties
 style:column-width="BROADcm"/></style:style>
<style:style style:name="Open" style:family="table-cell"><style:table-cell-properties
 fo:padding="0.15cm" fo:border="none"/></style:style>
<style:style style:name="Shade" style:family="table-cell"><style:table-cell-properties
 fo:padding="0.3cm" fo:border="none" fo:background-color="#eef1f4"/></style:style>
<style:style style:name="Ruled" style:family="table-cell"><style:table-cell-properties
 fo:padding="0.1cm" fo:border="0.5pt solid #aaaaaa"/></style:style>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<text:list-style style:name="Dots"><text:list-level-style-bullet text:level="1" text:bullet-char="•">
<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">
<style:list-level-label-alignment text:label-followed-by="listtab" fo:margin-left="0.6cm"
 fo:text-indent="-0.4cm"/></style:list-level-properties></text:list-level-style-bullet></text:list-style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"/></office:master-styles>
<office:body><office:text>
"""
TAIL = "</office:text></office:body></office:document>\n"


def document(person, options: dict) -> str:
    layout = options.get("layout", "single")
    language = {"de": ("de", "DE"), "fr": ("fr", "FR")}.get(person.language, ("en", "US"))
    narrow = 5.6 if layout == "sidebar" else 4.2
    head = HEAD
    for name, value in {
        "STYLES": _styles(options, centred=layout == "centred"),
        "TITLE": escape(person.headline),
        "FONT": options.get("font", "Carlito").replace("_", " "),
        "SIZE": options.get("size", "10.5"),
        "LANG": language[0],
        "COUNTRY": language[1],
        "NARROW": str(narrow),
        "BROAD": str(17 - narrow),
    }.items():
        head = head.replace(name, value)
    body = {"sidebar": _sidebar, "euro": _euro, "table": _table}.get(layout, _single)
    return head + body(person, options) + TAIL


def _styles(options, centred: bool) -> str:
    accent = options.get("accent", "#000000")
    size = f'fo:font-size="{options.get("size", "10.5")}pt"'
    align = ' fo:text-align="center"' if centred else ""
    rule = f' fo:border-bottom="0.75pt solid {accent}" fo:padding-bottom="0.05cm"'
    return (
        _style("Name", align, f'fo:font-size="20pt" fo:font-weight="bold" fo:color="{accent}"')
        + _style("Headline", align, 'fo:font-size="12pt" fo:color="#555555"')
        + _style("Contact", align + ' fo:margin-bottom="0.25cm"', f'{size} fo:color="#333333"')
        + _style(
            "Heading_1",
            ' fo:margin-top="0.4cm" fo:margin-bottom="0.12cm" fo:keep-with-next="always"' + rule,
            f'fo:font-size="12pt" fo:font-weight="bold" fo:color="{accent}"',
            outline=True,
        )
        + _style("Row", "", f'{size} fo:font-weight="bold" fo:color="{accent}"')
        + _style("Text", ' fo:margin-bottom="0.1cm"', size)
        + _style("Entry", ' fo:margin-top="0.18cm" fo:keep-with-next="always"',
                 f'{size} fo:font-weight="bold"', tab=True)
        + _style("Organization", ' fo:keep-with-next="always"', f'{size} fo:font-style="italic"', tab=True)
        + _style("Bullet", "", size)
    )


def _style(name, paragraph, text, outline=False, tab=False) -> str:
    level = ' style:default-outline-level="1"' if outline else ""
    stops = '<style:tab-stops><style:tab-stop style:position="17cm" style:type="right"/></style:tab-stops>'
    return (
        f'<style:style style:name="{name}" style:family="paragraph"{level}>'
        f"<style:paragraph-properties{paragraph}>{stops if tab else ''}</style:paragraph-properties>"
        f'<style:text-properties style:font-name="F" {text}/></style:style>\n'
    )


def _p(style: str, text: str) -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>\n'


def _heading(text: str, options) -> str:
    shown = text.upper() if options.get("caps") else text
    return f'<text:h text:style-name="Heading_1" text:outline-level="1">{escape(shown)}</text:h>\n'


def _top(person, options) -> str:
    title = options.get("title", "").replace("_", " ")
    separator = "  |  " if options.get("layout") == "centred" else "  •  "
    return (
        (_p("Headline", escape(title)) if title else "")
        + _p("Name", escape(person.name))
        + _p("Headline", escape(person.headline))
        + _p("Contact", escape(separator.join(person.contact())))
    )


def _single(person, options) -> str:
    return _top(person, options) + "".join(
        _heading(s.heading, options) + _items(s, options) for s in person.sections
    )


def _table_of(rows, cell="Open") -> str:
    """Rows of two cells, each already laid out."""
    body = "".join(
        f'<table:table-row><table:table-cell table:style-name="{first}">{left}</table:table-cell>'
        f'<table:table-cell table:style-name="{cell}">{right}</table:table-cell></table:table-row>\n'
        for first, left, right in rows
    )
    return (
        '<table:table table:style-name="Wide"><table:table-column table:style-name="C1"/>'
        f'<table:table-column table:style-name="C2"/>{body}</table:table>\n'
    )


def _sidebar(person, options) -> str:
    aside = {name.replace("_", " ") for name in options["aside"].split(",")}
    narrow = options | {"entry": "stacked"}
    side = _heading("Contact", options) + "".join(_p("Text", escape(c)) for c in person.contact())
    main = _p("Name", escape(person.name)) + _p("Headline", escape(person.headline))
    for section in person.sections:
        laid = _heading(section.heading, options) + _items(section, narrow)
        if section.heading in aside:
            side += laid
        else:
            main += laid
    return _table_of([("Shade", side, main)]) + _p("Text", "")


def _table(person, options) -> str:
    narrow = options | {"entry": "stacked"}
    rows = [("Open", _p("Row", escape(s.heading)), _items(s, narrow)) for s in person.sections]
    return _top(person, options) + _table_of(rows) + _p("Text", "")


def _euro(person, options) -> str:
    """The European form: dates and labels on the left, what they are about on the right."""
    html = _top(person, options)
    for section in person.sections:
        rows, left, right = [], "", ""
        for kind, value in _merged(section.items):
            if kind in ("entry", "kv"):
                if left or right:
                    rows.append(("Open", left or _p("Text", ""), right))
                if kind == "entry":
                    left = _p("Text", escape(value.dates(options.get("dates", "mon"))))
                    place = f"{value.organization}, {value.place}"
                    right = _p("Entry", escape(value.title)) + _p("Organization", escape(place))
                else:
                    left, right = _p("Text", escape(value[0])), _p("Text", escape(value[1]))
            else:
                right += _item(kind, value, options)
        rows.append(("Open", left or _p("Text", ""), right))
        html += _heading(section.heading, options) + _table_of(rows)
    return html + _p("Text", "")


def _merged(items):
    """Neighbouring bullets become one list, neighbouring rows one table."""
    merged = []
    for kind, value in items:
        if kind in ("li", "row"):
            if merged and merged[-1][0] == kind:
                merged[-1][1].append(value)
            else:
                merged.append((kind, [value]))
        else:
            merged.append((kind, value))
    return merged


def _items(section, options) -> str:
    return "".join(_item(kind, value, options) for kind, value in _merged(section.items))


def _item(kind, value, options) -> str:
    match kind:
        case "entry":
            return _entry(value, options)
        case "li":
            points = "".join(
                f"<text:list-item>{_p('Bullet', escape(point))}</text:list-item>" for point in value
            )
            return f'<text:list text:style-name="Dots">{points}</text:list>\n'
        case "row":
            columns = f'<table:table-column table:number-columns-repeated="{len(value[0])}"/>'
            rows = "".join(
                "<table:table-row>"
                + "".join(
                    f'<table:table-cell table:style-name="Ruled">{_p("Text", escape(cell))}'
                    "</table:table-cell>"
                    for cell in row
                )
                + "</table:table-row>"
                for row in value
            )
            return f'<table:table table:style-name="Wide">{columns}{rows}</table:table>\n'
        case "kv":
            label = f'<text:span text:style-name="B">{escape(value[0])}:</text:span>'
            return _p("Text", f"{label} {escape(value[1])}")
        case _:
            return _p("Text", escape(value))


def _entry(entry, options) -> str:
    dates = escape(entry.dates(options.get("dates", "mon")))
    title = escape(entry.title)
    where = escape(f"{entry.organization}, {entry.place}")
    match options.get("entry", "title-first"):
        case "company-first":
            return _p("Entry", f"{where}<text:tab/>{dates}") + _p("Organization", title)
        case "inline":
            return _p("Entry", f"{title}, {where} ({dates})")
        case "dash":
            return _p("Entry", f"{dates}: {title}") + _p("Organization", where)
        case "stacked":
            return _p("Entry", title) + _p("Organization", f"{where}, {dates}")
        case _:
            return _p("Entry", f"{title}<text:tab/>{dates}") + _p("Organization", where)
