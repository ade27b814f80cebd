package dev.matchmill.jobs.evaluate;

import dev.matchmill.jobs.report.TextTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Selection rates of an organization's applicants by their voluntary equal-opportunity answers, and
 * each group's ratio to the group of the highest rate. Below four fifths is evidence of adverse
 * impact (29 CFR 1607.4 D); it is no proof, and needs a person to look. Groups below ten people are
 * left out by the database, and nobody is named to this program.
 */
public record AdverseImpact(JdbcClient jdbc) {

    private static final double FOUR_FIFTHS = 0.8;

    private static final String GROUPS =
            """
            SELECT dimension, answer, applicants, recommended
            FROM compliance.adverse_impact(:organization)
            ORDER BY dimension, answer
            """;

    /**
     * One group.
     *
     * @param recommended applicants with the recommendation yes or strong yes
     * @param rate share of the applicants, in [0, 1]
     * @param ratio to the highest rate of the dimension, in [0, 1]; 1 when nobody is recommended
     */
    public record Group(
            String dimension,
            String answer,
            long applicants,
            long recommended,
            double rate,
            double ratio) {

        /** Whether the ratio is below four fifths. */
        public boolean isNotable() {
            return ratio < FOUR_FIFTHS;
        }
    }

    record Counted(String dimension, String answer, long applicants, long recommended) {

        double rate() {
            return (double) recommended / applicants;
        }

        // One division of whole numbers: four fifths exactly are not below four fifths.
        double ratioTo(Counted best) {
            return best.recommended == 0
                    ? 1
                    : (double) (recommended * best.applicants) / (applicants * best.recommended);
        }
    }

    /** All groups of ten people and more, by dimension and answer. */
    public List<Group> of(String organization) {
        List<Counted> counted =
                jdbc.sql(GROUPS)
                        .param("organization", organization)
                        .query((row, _) ->
                                new Counted(
                                        row.getString("dimension"),
                                        row.getString("answer"),
                                        row.getLong("applicants"),
                                        row.getLong("recommended")))
                        .list();
        return compared(counted);
    }

    /** Each with its ratio to the group of the highest rate of its dimension. */
    static List<Group> compared(List<Counted> counted) {
        Map<String, Counted> highest = new HashMap<>();
        for (Counted group : counted) {
            highest.merge(
                    group.dimension(),
                    group,
                    (one, other) -> other.rate() > one.rate() ? other : one);
        }
        List<Group> groups = new ArrayList<>();
        for (Counted group : counted) {
            groups.add(
                    new Group(
                            group.dimension(),
                            group.answer(),
                            group.applicants(),
                            group.recommended(),
                            group.rate(),
                            group.ratioTo(highest.getOrDefault(group.dimension(), group))));
        }
        return groups;
    }

    /** For people. Whether there is such an organization, the role of reports can't see. */
    public static String render(List<Group> groups, String organization) {
        if (groups.isEmpty()) {
            return "no group of ten applicants or more answered at an organization named '"
                    + organization
                    + "'\n";
        }
        TextTable table =
                new TextTable(
                        "dimension", "answer", "applicants", "recommended", "rate", "ratio", "");
        for (Group group : groups) {
            table.row(
                    group.dimension(),
                    group.answer(),
                    group.applicants(),
                    group.recommended(),
                    figure(group.rate()),
                    figure(group.ratio()),
                    group.isNotable() ? "below four fifths" : "");
        }
        return table.render();
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
