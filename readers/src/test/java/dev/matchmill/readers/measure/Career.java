package dev.matchmill.readers.measure;

import dev.matchmill.migrations.type.EducationLevel;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What somebody learned and did.
 *
 * @param positions latest first
 * @param degree as written, with its level
 * @param skills as people write them
 */
record Career(
        List<Position> positions,
        EducationLevel level,
        String degree,
        String field,
        String school,
        int graduated,
        List<String> skills) {

    static final YearMonth TODAY = YearMonth.of(2026, 11);
    private static final List<List<List<String>>> OCCUPATIONS = Rows.of("occupations.tsv", "[,;]");
    private static final List<String> CITIES =
            List.of("Chicago, IL", "Manchester", "Berlin", "Toronto", "Madrid", "Austin, TX");

    static Career of(Dice dice) {
        List<List<String>> row = dice.one(OCCUPATIONS);
        List<String> titles = row.getFirst();
        int jobs = dice.between(1, titles.size());
        List<Position> positions = new ArrayList<>();
        boolean lasting = dice.chance(0.75);
        YearMonth end = lasting ? TODAY : TODAY.minusMonths(dice.between(2, 20));
        for (int job = 0; job < jobs; job++) {
            YearMonth start = end.minusMonths(dice.between(10, 70));
            positions.add(
                    new Position(
                            titles.get(job),
                            company(dice),
                            dice.one(CITIES),
                            start,
                            job == 0 && lasting ? null : end,
                            dice.some(row.get(3), dice.between(1, 3))));
            end = start.minusMonths(dice.between(1, 5));
        }
        EducationLevel level =
                dice.one(
                        EducationLevel.BACHELOR,
                        EducationLevel.BACHELOR,
                        EducationLevel.MASTER,
                        EducationLevel.ASSOCIATE,
                        EducationLevel.DOCTORATE);
        return new Career(
                List.copyOf(positions),
                level,
                degree(level, dice),
                dice.one(row.get(1)),
                school(dice),
                end.getYear() - dice.between(0, 2),
                dice.some(row.get(2), dice.between(4, 8)));
    }

    /** Years in work by today, months counted once. */
    double years() {
        Set<YearMonth> months = new HashSet<>();
        for (Position position : positions) {
            YearMonth end = position.end();
            YearMonth last = end == null ? TODAY : end;
            for (YearMonth m = position.start(); !m.isAfter(last); m = m.plusMonths(1)) {
                months.add(m);
            }
        }
        return Math.round(months.size() / 1.2) / 10.0;
    }

    private static String degree(EducationLevel level, Dice dice) {
        return switch (level) {
            case DOCTORATE -> dice.one("PhD", "Ph.D.", "Doctor of Philosophy");
            case MASTER ->
                    dice.one("Master of Science", "M.Sc.", "MSc", "Master's degree", "MA", "MBA");
            case BACHELOR ->
                    dice.one(
                            "Bachelor of Science",
                            "B.Sc.",
                            "BSc (Hons)",
                            "BA",
                            "Bachelor's degree",
                            "B.S.");
            default -> dice.one("Associate of Applied Science", "Associate Degree", "A.A.S.");
        };
    }

    private static String school(Dice dice) {
        String place = dice.one("Northmoor", "Valemont", "Aldgrove", "San Telmo", "Kesterfield");
        return dice.one(
                place + " University",
                "University of " + place,
                place + " College",
                place + " Institute of Technology",
                "Technische Universität " + place,
                "Universidad de " + place);
    }

    private static String company(Dice dice) {
        String word =
                dice.one(
                        "Northgate",
                        "Bluefin",
                        "Kestrel",
                        "Morandelle",
                        "Halden",
                        "Quillon",
                        "Tarnbrook",
                        "Ostervik",
                        "Larkspur",
                        "Brightwater",
                        "Calder",
                        "Veridane");
        return dice.one(
                word,
                word + " & Sons",
                word + " Logistics GmbH",
                word + " Foods, Inc.",
                word + " Ltd",
                word + " Health",
                word + " Medical Center",
                "The " + word + " Group",
                "Hotel " + word,
                "St. " + word + "'s Hospital",
                word + " Public Schools",
                word + "-Werke AG",
                "Groupe " + word,
                "TRQ " + word,
                word + " B.V.",
                word + " S.L.");
    }
}
