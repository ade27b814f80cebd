package dev.matchmill.jobs.retain;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What other rules would make due, set against those of now: how many rows of a table become due
 * today or before, and in each of the next 26 weeks. Counts days, not what keeps a row: holds and
 * running applications are not looked at.
 *
 * @param before rows by the present rules: first what is due now, then by week
 * @param after the same by the other rules
 */
public record PolicyDifference(
        @JsonProperty("class") String retentionClass,
        String action,
        String table,
        List<Long> before,
        List<Long> after) {

    /** Weeks that are looked ahead. */
    public static final int WEEKS = 26;

    /** One line for each table on which the rules differ; changes nothing. */
    public static List<PolicyDifference> between(
            JdbcClient jdbc, PolicySet present, PolicySet other, Instant now) {
        RetentionRules otherRules = other.rules();
        RetentionScan scan = new RetentionScan(jdbc, present.rules(), now);
        Map<RetainedTable, Counts> counts = new LinkedHashMap<>();
        for (RetainedTable table : RetainedTables.all()) {
            Counts of = new Counts();
            scan.pages(
                    table,
                    () -> false,
                    page ->
                            page.forEach(judged -> {
                                LocalDate today =
                                        now.atZone(judged.row().starts().zone()).toLocalDate();
                                of.add(of.before, judged.decision(), today);
                                of.add(
                                        of.after,
                                        Judgement.of(table, judged.row(), otherRules, now)
                                                .decision(),
                                        today);
                            }));
            counts.put(table, of);
        }
        return counts.entrySet().stream()
                .filter(it -> !Arrays.equals(it.getValue().before, it.getValue().after))
                .map(it ->
                        new PolicyDifference(
                                it.getKey().retentionClass().label(),
                                it.getKey().action().label(),
                                it.getKey().name(),
                                list(it.getValue().before),
                                list(it.getValue().after)))
                .toList();
    }

    /**
     * Which of the counts a due day belongs to.
     *
     * @return 0 for today or before, 1 for the seven days after it, and so on; empty: later
     */
    static Optional<Integer> week(LocalDate due, LocalDate today) {
        if (!due.isAfter(today)) {
            return Optional.of(0);
        }
        long week = 1 + (ChronoUnit.DAYS.between(today, due) - 1) / 7;
        return week > WEEKS ? Optional.empty() : Optional.of((int) week);
    }

    private static List<Long> list(long[] counts) {
        return Arrays.stream(counts).boxed().toList();
    }

    private static final class Counts {

        private final long[] before = new long[WEEKS + 1];
        private final long[] after = new long[WEEKS + 1];

        void add(long[] counts, Optional<Decision> decision, LocalDate today) {
            decision.flatMap(it -> week(it.due(), today)).ifPresent(week -> counts[week]++);
        }
    }
}
