package dev.matchmill.jobs.doctor;

import dev.matchmill.jobs.report.TextTable;
import java.util.List;
import java.util.Locale;

/**
 * All findings, in the order of the checks.
 *
 * @param databaseAway whether the database did not answer
 */
public record Diagnosis(List<Finding> findings, boolean databaseAway) {

    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** Whether only the database's absence stands in the way: later may do. */
    public boolean onlyWaits() {
        return databaseAway && count(Verdict.FAIL) == 1;
    }

    /** How many checks ended so. */
    public long count(Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    /** One line a check, its cure below where it needs one, and a summary. */
    public String toTable() {
        TextTable table = new TextTable("verdict", "check", "found");
        findings.forEach(finding -> table.row(label(finding), finding.check(), finding.found()));
        List<String> lines = table.render().lines().toList();
        int indent = lines.getFirst().indexOf("found");
        StringBuilder text = new StringBuilder();
        text.append(lines.getFirst()).append('\n');
        for (int i = 0; i < findings.size(); i++) {
            text.append(lines.get(i + 1)).append('\n');
            String cure = findings.get(i).cure().strip();
            if (!cure.isEmpty()) {
                text.append(" ".repeat(indent)).append("→ ").append(cure).append('\n');
            }
        }
        return text.append('\n').append(summary()).append('\n').toString();
    }

    private String summary() {
        long failed = count(Verdict.FAIL);
        long warned = count(Verdict.WARN);
        String numbers =
                "%d checks: %d ok, %d to watch, %d failed."
                        .formatted(findings.size(), count(Verdict.OK), warned, failed);
        return numbers + (failed == 0 ? " Matchmill can run." : " Put right what failed first.");
    }

    private static String label(Finding finding) {
        return switch (finding.verdict()) {
            case OK -> "ok";
            case WARN, FAIL -> finding.verdict().name().toUpperCase(Locale.ROOT);
        };
    }
}
