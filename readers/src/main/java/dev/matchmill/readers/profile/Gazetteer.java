package dev.matchmill.readers.profile;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names of countries, states, provinces and cities; marks and case of letters do not count. */
final class Gazetteer {

    private static final Map<String, Location> COUNTRIES = new HashMap<>();
    private static final Map<String, Location> REGIONS = new HashMap<>();
    private static final Map<String, Location> AREAS = new HashMap<>();
    private static final Map<String, Location> BIG_CITIES = new HashMap<>();
    private static final Map<String, Location> TOWNS = new HashMap<>();
    private static final Map<String, Location> VILLAGES = new HashMap<>();
    private static final Map<String, Set<String>> PROVINCES = new HashMap<>();

    static {
        for (String[] row : Words.table("places.tsv")) {
            Location known = place(row[2], row[3]);
            switch (row[0]) {
                case "region" -> REGIONS.putIfAbsent(regionKey(row[1]), known);
                case "area" -> AREAS.put(key(row[1]), known);
                case "city" -> BIG_CITIES.putIfAbsent(key(row[1]), known);
                default -> throw new IllegalArgumentException("kind of place: " + row[0]);
            }
        }
        for (String[] row : Words.table("countries.tsv")) {
            for (String name : names(row[1])) {
                COUNTRIES.putIfAbsent(key(name), place("", row[0]));
            }
        }
        for (String[] row : Words.table("cities.tsv")) {
            Map<String, Location> cities =
                    row[0].equals("1") ? BIG_CITIES : row[0].equals("2") ? TOWNS : VILLAGES;
            names(row[3]).forEach(name -> cities.putIfAbsent(key(name), place(row[2], row[1])));
        }
        for (String[] row : Words.table("regions.tsv")) {
            Set<String> names = PROVINCES.computeIfAbsent(row[0], _ -> new HashSet<>());
            names(row[1]).forEach(name -> names.add(key(name)));
        }
    }

    private Gazetteer() {}

    static Optional<Location> country(String name) {
        String plain = name.strip();
        // Codes are words too ("per", "can"): they count in capitals only.
        boolean code = plain.length() <= 3 && !plain.equals(plain.toUpperCase(Locale.ROOT));
        return code ? Optional.empty() : Optional.ofNullable(COUNTRIES.get(key(plain)));
    }

    /** A state or province that needs no other proof; two letters count in capitals only. */
    static Optional<Location> region(String name) {
        return Optional.ofNullable(REGIONS.get(regionKey(name)));
    }

    /** Whether a country has a state or province of that name. */
    static boolean isProvince(String name, String country) {
        return PROVINCES.getOrDefault(country, Set.of()).contains(key(name));
    }

    /** A part of the land that is no city, such as the San Francisco Bay Area. */
    static Optional<Location> area(String name) {
        return Optional.ofNullable(AREAS.get(key(name)));
    }

    /** A city that everybody knows, from about 300,000 inhabitants on. */
    static Optional<Location> city(String name) {
        return Optional.ofNullable(BIG_CITIES.get(key(name)));
    }

    /** A city that may stand alone, from about 100,000 inhabitants on. */
    static Optional<Location> knownCity(String name) {
        return city(name).or(() -> Optional.ofNullable(TOWNS.get(key(name))));
    }

    /** Any listed city: a name that needs something else to be believed a place. */
    static Optional<Location> anyCity(String name) {
        return knownCity(name).or(() -> Optional.ofNullable(VILLAGES.get(key(name))));
    }

    static boolean isPlace(String name) {
        return country(name)
                .or(() -> region(name))
                .or(() -> area(name))
                .or(() -> city(name))
                .isPresent();
    }

    private static String regionKey(String name) {
        String plain = name.strip();
        return plain.length() == 2 ? plain : key(plain);
    }

    private static String key(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT).replace('\u2019', '\'');
        if (lower.chars().allMatch(sign -> sign < 0x80)) {
            return lower;
        }
        return Normalizer.normalize(lower.replace("\u00DF", "ss"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('\u0131', 'i')
                .replace('\u0142', 'l')
                .replace('\u00F8', 'o');
    }

    private static Location place(String region, String country) {
        return new Location(null, region.isEmpty() ? null : region, country);
    }

    private static List<String> names(String cell) {
        return List.of(cell.split("\\|", -1));
    }
}
