package dev.matchmill.readers.profile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of an address between commas, read from the end: country, state, city.
 *
 * @param parts as written, at least one
 * @param labelled whether the resume says that this is a place
 */
record PlaceParts(List<String> parts, boolean labelled) {

    private static final Pattern POSTCODE_BEFORE =
            Pattern.compile(
                    "^(?:[A-Z]{1,3}-)?\\d{2,3}[ -]?\\d{2,3}(?:\\s?[A-Z]{2})?\\s+(?=\\p{L})");
    private static final Pattern COUNTRY_OF_POSTCODE =
            Pattern.compile("^([DAFILBE]|CH|AT|DE|PL|NL|BE|ES|IT|FR|LU|SE)-\\d{4,5}\\s");
    private static final Pattern POSTCODE_BEHIND =
            Pattern.compile(
                    "[\\s,\u2013-]+(?:\\d{5}[-\u2013]\\d{3,4}|\\d{4,6}|\\d{3}\\s\\d{3}|[A-Z]\\d[A-Z]\\s?\\d[A-Z]\\d"
                        + "|[A-Z]{1,2}\\d[A-Z\\d]?\\s?\\d[A-Z]{2})$");
    private static final Pattern BRITISH_POSTCODE =
            Pattern.compile("\\b[A-Z]{1,2}\\d[A-Z\\d]?\\s\\d[A-Z]{2}$");
    private static final Pattern OUTWARD_BEHIND = Pattern.compile("\\s[A-Z]{1,2}\\d[A-Z\\d]?$");
    private static final Pattern STATE_AT_END =
            Pattern.compile("^(.{2,80}?)\\s+([A-Z]{2,3}|[A-Z]\\p{L}{3,20})$");
    private static final Pattern STREET =
            Pattern.compile(
                    ".*?\\d.*?\\b(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|blvd|boulevard|way|court|ct|place|pl|circle|apt\\.?"
                        + " \\w+|unit \\w+|suite \\w+)\\.?\\s+(?=\\p{Lu})",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern PLACE_NAME =
            Pattern.compile(
                    "[\\p{Lu}\\p{Lo}][\\p{L}\\p{M}.'\u2019-]*(?:["
                        + " -](?:\\p{Lu}[\\p{L}\\p{M}.'\u2019]*|[dl]['\u2019]\\p{Lu}\\p{L}*|de|la|las|los|el|del|di|da|do|dos|am|an|der|of|upon|on|en|sur|le|les|in|im|bei)){0,4}");

    PlaceParts {
        parts = List.copyOf(parts);
    }

    /** The place, when a country, a state or a known city proves one. */
    Optional<Location> read() {
        // "Austin, TX, willing to relocate": what is no place may stand behind one.
        for (int end = parts.size(); end > Math.max(0, parts.size() - 3); end--) {
            // "Reading, Speech and Arts": a city before other words needs more than its name.
            boolean enough = end == parts.size() || end > 1 || labelled;
            Optional<Location> place = enough ? read(end - 1) : Optional.empty();
            if (place.isPresent()) {
                return place;
            }
        }
        return Optional.empty();
    }

    private Optional<Location> read(int last) {
        String tail = plain(parts.get(last));
        if (tail.isEmpty()) {
            return Optional.empty();
        }
        if (last > 0) {
            Optional<Location> land = landOf(tail, cityIn(parts.get(last - 1)));
            if (land.isPresent()) {
                return inCountry(last - 1, String.valueOf(land.get().country()));
            }
            Optional<Location> region = Gazetteer.region(tail);
            if (region.isPresent()) {
                return cityIn(parts.get(last - 1)).map(city -> with(city, region.get()));
            }
            Optional<String> city = cityIn(parts.get(last - 1));
            Optional<Location> known = city.flatMap(Gazetteer::anyCity);
            if (known.isPresent() && Gazetteer.isProvince(tail, country(known.get()))) {
                return Optional.of(new Location(city.get(), tail, known.get().country()));
            }
        }
        return alone(tail, parts.get(last));
    }

    /** A country; a name or code that is a state's too counts where the city lies in it. */
    private static Optional<Location> landOf(String tail, Optional<String> city) {
        Optional<Location> known = city.flatMap(Gazetteer::anyCity);
        boolean code = tail.length() == 2 && tail.equals(tail.toUpperCase(Locale.ROOT));
        if (code && known.isPresent() && tail.equals(known.get().country())) {
            return known;
        }
        Optional<Location> land = Gazetteer.country(tail);
        boolean state = Gazetteer.region(tail).isPresent();
        return land.filter(
                l -> !state || known.filter(k -> country(k).equals(l.country())).isPresent());
    }

    private Optional<Location> inCountry(int last, String country) {
        String tail = plain(parts.get(last));
        Optional<Location> region = Gazetteer.region(tail).filter(r -> country.equals(r.country()));
        Optional<String> before = last > 0 ? cityIn(parts.get(last - 1)) : Optional.empty();
        boolean province = region.isPresent() || Gazetteer.isProvince(tail, country);
        boolean alsoCity =
                Gazetteer.anyCity(tail).filter(c -> country.equals(c.country())).isPresent();
        if (province && before.isPresent() && (!alsoCity || isListed(before.get(), country))) {
            String name = region.map(Location::region).orElse(tail);
            return Optional.of(new Location(before.get(), name, country));
        }
        if (region.isPresent() && !alsoCity) {
            return Optional.of(
                    new Location(null, region.map(Location::region).orElse(tail), country));
        }
        Optional<Location> stated = stateAtEnd(tail).filter(s -> country.equals(s.country()));
        return stated.or(() -> cityIn(parts.get(last)).map(city -> listed(city, country)))
                .or(() -> Optional.of(new Location(null, null, country)));
    }

    private Optional<Location> alone(String tail, String written) {
        Optional<Location> area = Gazetteer.area(tail);
        if (area.isPresent()) {
            return area.map(known -> with(tail, known));
        }
        Optional<Location> stated = stateAtEnd(tail);
        if (stated.isPresent()) {
            return stated;
        }
        Matcher code = COUNTRY_OF_POSTCODE.matcher(written.strip());
        Optional<String> city = cityIn(written);
        if (city.isPresent() && code.find()) {
            return Optional.of(new Location(city.get(), null, countryOf(code.group(1))));
        }
        if (city.isPresent() && BRITISH_POSTCODE.matcher(written.strip()).find()) {
            return Optional.of(new Location(city.get(), null, "GB"));
        }
        boolean proved = labelled || !plainPostcode(written).equals(written.strip());
        Optional<Location> known = city.flatMap(proved ? Gazetteer::anyCity : Gazetteer::knownCity);
        if (known.isPresent()) {
            return known.map(place -> with(city.orElseThrow(), place));
        }
        Optional<Location> land = Gazetteer.country(tail);
        boolean person = NameShape.GIVEN.contains(tail.toLowerCase(Locale.ROOT));
        Optional<Location> region =
                tail.length() > 3 && !person ? Gazetteer.region(tail) : Optional.empty();
        return parts.size() == 1 ? land.or(() -> region) : Optional.empty();
    }

    /** "Springfield IL", "Austin Texas". */
    private static Optional<Location> stateAtEnd(String words) {
        Matcher state = STATE_AT_END.matcher(words);
        if (!state.matches()) {
            return Optional.empty();
        }
        Optional<String> city = cityIn(state.group(1));
        Optional<Location> region = Gazetteer.region(state.group(2));
        boolean proved =
                state.group(2).length() <= 3 || city.flatMap(Gazetteer::anyCity).equals(region);
        Optional<Location> land = Gazetteer.country(state.group(2)).filter(_ -> region.isEmpty());
        if (land.isPresent() && city.filter(c -> isListed(c, country(land.get()))).isPresent()) {
            return city.map(name -> with(name, land.get()));
        }
        return city.filter(_ -> proved).flatMap(name -> region.map(r -> with(name, r)));
    }

    private static boolean isListed(String city, String country) {
        return Gazetteer.anyCity(city).filter(c -> country.equals(c.country())).isPresent();
    }

    private static Location listed(String city, String country) {
        return Gazetteer.anyCity(city)
                .filter(known -> country.equals(known.country()))
                .map(known -> with(city, known))
                .orElse(new Location(city, null, country));
    }

    private static String countryOf(String mark) {
        return switch (mark) {
            case "D" -> "DE";
            case "A" -> "AT";
            case "F" -> "FR";
            case "I" -> "IT";
            case "L" -> "LU";
            case "B" -> "BE";
            case "E" -> "ES";
            default -> mark;
        };
    }

    private static String country(Location place) {
        return String.valueOf(place.country());
    }

    private static Location with(String city, Location known) {
        return new Location(city, known.region(), known.country());
    }

    /** The city that the words are, or that stands behind a street and a postal code. */
    private static Optional<String> cityIn(String words) {
        String name = POSTCODE_BEFORE.matcher(plain(words)).replaceFirst("");
        Matcher street = STREET.matcher(name);
        if (street.lookingAt()) {
            name = name.substring(street.end());
        }
        if (!Character.isLetter(name.isEmpty() ? ' ' : name.charAt(0))) {
            name = listedEnd(name);
        }
        boolean named =
                PLACE_NAME.matcher(name).matches()
                        && name.length() <= 40
                        && name.length() > 1
                        && !name.equalsIgnoreCase("city")
                        && !name.equalsIgnoreCase("remote")
                        && !SectionFinder.isHeading(name)
                        && !JobTitles.hasRole(name);
        return named ? Optional.of(name) : Optional.empty();
    }

    private static String listedEnd(String words) {
        String[] parts = words.split(" ", -1);
        for (int from = Math.max(1, parts.length - 4); from < parts.length; from++) {
            String end = String.join(" ", List.of(parts).subList(from, parts.length));
            if (Gazetteer.anyCity(end).isPresent()) {
                return end;
            }
        }
        return words;
    }

    private static String plain(String words) {
        String name = plainPostcode(words);
        return OUTWARD_BEHIND.matcher(name).replaceFirst("").strip();
    }

    private static String plainPostcode(String words) {
        String trimmed =
                words.replaceAll("^[^\\p{L}\\p{N}]{1,20}|[^\\p{L}\\p{M}\\p{N}.]{1,20}$", "");
        String name = POSTCODE_BEHIND.matcher(" " + trimmed).replaceFirst("").strip();
        return name.matches("\\d{5}-\\d{4}") ? "" : name;
    }
}
