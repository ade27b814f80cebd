package dev.matchmill.readers.profile;

import dev.matchmill.readers.profile.Section.Kind;
import dev.matchmill.readers.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where the candidate lives: in the contact block, where a known place proves it. */
final class LocationFinder {

    private static final int HEADER_LINES = 14;
    private static final Pattern LABEL =
            Pattern.compile(
                    "\\b(?:address|location|based in|residence|city|wohnort|anschrift|adresse|ort"
                            + "|domicilio|direcci\u00F3n|ciudad|ville)\\s?[:\\-]",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern PIECE_END =
            Pattern.compile(
                    "[|\u2022\u00B7\u25CF;"
                            + "\t\u2502]|\\s[-\u2013]\\s|\\s{3,}|\\b(?:in|near)\\s(?=\\p{Lu})");
    private static final Pattern POSTCODE_BEFORE =
            Pattern.compile("^(?:[A-Z]{1,2}-)?\\d{4,5}(?:\\s?[A-Z]{2})?\\s+(?=\\p{L})");
    private static final Pattern POSTCODE_BEHIND =
            Pattern.compile(
                    "[\\s,]+(?:\\d{5}(?:-\\d{4})?|\\d{4,6}|[A-Z]\\d[A-Z]\\s?\\d[A-Z]\\d"
                            + "|[A-Z]{1,2}\\d[A-Z\\d]?\\s?\\d[A-Z]{2})$");
    private static final Pattern OUTWARD_BEHIND = Pattern.compile("\\s[A-Z]{1,2}\\d[A-Z\\d]?$");
    private static final Pattern NO_PLACE =
            Pattern.compile("@|https?:|www\\.|\\.com\\b|\\+\\d|(?:\\d[\\s().-]{0,3}){7}");
    private static final Pattern STATE_AT_END = Pattern.compile("^(.{2,40}?)\\s+([A-Z]{2})$");
    private static final Pattern PLACE_NAME =
            Pattern.compile(
                    "\\p{Lu}[\\p{L}.'\u2019-]*(?:["
                        + " -](?:\\p{Lu}[\\p{L}.'\u2019]*|de|la|del|am|an|der|of|upon|on|do|en|sur|le)){0,3}");

    private LocationFinder() {}

    static Optional<Field<Location>> find(List<Section> sections) {
        Optional<Field<Location>> found = Optional.empty();
        for (Section section : sections) {
            boolean contacts = section.is(Kind.HEADER) || section.is(Kind.PERSONAL);
            int limit = contacts ? HEADER_LINES : 6;
            for (int at = 0; at < Math.min(limit, section.lines().size()); at++) {
                Line line = section.lines().get(at);
                boolean labelled = LABEL.matcher(line.text()).find();
                // A name may be a city's as well: the first line needs a comma to be a place.
                boolean name = section.is(Kind.HEADER) && at == 0 && line.text().indexOf(',') < 0;
                if ((contacts || labelled) && !name && line.text().length() < 200) {
                    Optional<Field<Location>> here = in(line, labelled);
                    if (here.isPresent() && isSurer(here, found)) {
                        found = here;
                    }
                }
            }
        }
        return found;
    }

    private static boolean isSurer(
            Optional<Field<Location>> here, Optional<Field<Location>> found) {
        return found.isEmpty() || here.orElseThrow().confidence() > found.get().confidence();
    }

    private static Optional<Field<Location>> in(Line line, boolean labelled) {
        String text = line.text();
        Matcher ends = PIECE_END.matcher(text);
        int from = 0;
        while (from < text.length()) {
            boolean more = ends.find(from);
            int to = more ? ends.start() : text.length();
            Optional<Field<Location>> piece = piece(line, from, to, labelled);
            if (piece.isPresent()) {
                return piece;
            }
            from = more ? ends.end() : text.length();
        }
        return Optional.empty();
    }

    private static Optional<Field<Location>> piece(Line line, int from, int to, boolean labelled) {
        Matcher label = LABEL.matcher(line.text()).region(from, to);
        int start = label.find() ? label.end() : from;
        String words = line.text().substring(start, to);
        // Address and number may stand behind commas as well: "Leeds, United Kingdom, 0113 ...".
        int end = start;
        List<String> kept = new ArrayList<>();
        for (String part : words.split(",", 8)) {
            if (NO_PLACE.matcher(part).find()) {
                if (!kept.isEmpty()) {
                    break;
                }
                start += part.length() + 1;
                end = start;
            } else {
                end =
                        start
                                + String.join(",", kept).length()
                                + (kept.isEmpty() ? 0 : 1)
                                + part.length();
                kept.add(part);
            }
        }
        if (kept.isEmpty()
                || kept.stream().mapToInt(part -> part.strip().split("\\s+", 32).length).sum()
                        > 14) {
            return Optional.empty();
        }
        int first = start;
        int last = Math.min(end, to);
        PlaceParts parts = new PlaceParts(kept);
        return parts.read()
                .map(place ->
                        new Field<>(
                                place, trimmed(line, first, last), confidence(place, labelled)));
    }

    private static double confidence(Location place, boolean labelled) {
        double base = place.city() == null ? 0.5 : 0.85;
        return labelled ? Math.min(1, base + 0.1) : base;
    }

    private static Span trimmed(Line line, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && !Character.isLetterOrDigit(line.text().charAt(start))) {
            start++;
        }
        while (end > start && !Character.isLetterOrDigit(line.text().charAt(end - 1))) {
            end--;
        }
        return line.span(start, end);
    }

    /** The parts of an address between commas, read from the end: country, state, city. */
    private record PlaceParts(List<String> parts) {

        Optional<Location> read() {
            int last = parts.size() - 1;
            String tail = plain(parts.get(last));
            Optional<Location> country = Gazetteer.country(tail);
            if (country.isPresent() && last > 0 && !isState(tail, last)) {
                last--;
                tail = plain(parts.get(last));
            } else if (tail.isEmpty() && last > 0) {
                last--;
                tail = plain(parts.get(last));
                country = Optional.empty();
            } else {
                country = Optional.empty();
            }
            Optional<Location> region = Gazetteer.region(tail);
            if (region.isPresent()
                    && last > 0
                    && (country.isEmpty() || Gazetteer.city(tail).isEmpty())) {
                return city(parts.get(last - 1)).map(city -> with(city, region.get()));
            }
            if (country.isPresent() && last > 0 && Gazetteer.city(tail).isEmpty()) {
                // "Bengaluru, Karnataka, India": a region that nobody listed.
                Optional<String> before =
                        city(parts.get(last - 1)).filter(c -> Gazetteer.city(c).isPresent());
                tail = before.orElse(tail);
            }
            Matcher state = STATE_AT_END.matcher(tail);
            if (state.matches() && Gazetteer.region(state.group(2)).isPresent()) {
                Location known = Gazetteer.region(state.group(2)).get();
                return city(state.group(1)).map(city -> with(city, known));
            }
            Optional<String> city = city(tail);
            Optional<Location> known = city.flatMap(Gazetteer::city);
            if (country.isPresent()) {
                String code = country.get().country();
                Optional<Location> same =
                        known.filter(place -> code != null && code.equals(place.country()));
                return city.map(name ->
                        same.map(place -> with(name, place))
                                .orElse(new Location(name, null, code)));
            }
            if (known.isPresent()) {
                return Optional.of(with(city.get(), known.get()));
            }
            return parts.size() == 1 ? Gazetteer.country(tail) : Optional.empty();
        }

        /**
         * "Atlanta, Georgia": of a name that is both, the state counts behind a city of that state.
         */
        private boolean isState(String tail, int last) {
            return Gazetteer.region(tail).isPresent() && last == 1;
        }

        private static Location with(String city, Location known) {
            return new Location(city, known.region(), known.country());
        }

        private static Optional<String> city(String words) {
            String name = POSTCODE_BEFORE.matcher(plain(words)).replaceFirst("");
            boolean named =
                    PLACE_NAME.matcher(name).matches()
                            && name.length() <= 40
                            && !name.equalsIgnoreCase("city")
                            && !SectionFinder.isHeading(name)
                            && !JobTitles.hasRole(name);
            return named ? Optional.of(name) : Optional.empty();
        }

        private static String plain(String words) {
            String trimmed =
                    words.replaceAll("^[^\\p{L}\\p{N}]{1,20}|[^\\p{L}\\p{N}.)]{1,20}$", "");
            String name = POSTCODE_BEHIND.matcher(trimmed).replaceFirst("").strip();
            return OUTWARD_BEHIND.matcher(name).replaceFirst("").strip();
        }
    }
}
