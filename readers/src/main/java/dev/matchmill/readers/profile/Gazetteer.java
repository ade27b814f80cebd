package dev.matchmill.readers.profile;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names of countries, of the states of the United States and Canada, and of big cities. */
final class Gazetteer {

    private static final Map<String, Location> COUNTRIES = new HashMap<>();
    private static final Map<String, Location> REGIONS = new HashMap<>();
    private static final Map<String, Location> CITIES = new HashMap<>();

    static {
        for (String[] row : Words.table("places.tsv")) {
            String region = row[2];
            Location known = new Location(null, region.isEmpty() ? null : region, row[3]);
            String key = row[1].toLowerCase(Locale.ROOT);
            switch (row[0]) {
                case "country" -> COUNTRIES.putIfAbsent(key, known);
                // Postal codes are words too ("in", "or"): they count in capitals only.
                case "region" -> REGIONS.putIfAbsent(key.length() == 2 ? row[1] : key, known);
                case "city" -> CITIES.putIfAbsent(key, known);
                default -> throw new IllegalArgumentException("kind of place: " + row[0]);
            }
        }
    }

    private Gazetteer() {}

    static Optional<Location> country(String name) {
        return Optional.ofNullable(COUNTRIES.get(name.strip().toLowerCase(Locale.ROOT)));
    }

    static Optional<Location> region(String name) {
        String plain = name.strip();
        String key = plain.length() == 2 ? plain : plain.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(REGIONS.get(key));
    }

    static Optional<Location> city(String name) {
        return Optional.ofNullable(CITIES.get(name.strip().toLowerCase(Locale.ROOT)));
    }

    static boolean isPlace(String name) {
        return country(name).or(() -> region(name)).or(() -> city(name)).isPresent();
    }
}
