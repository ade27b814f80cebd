package dev.matchmill.jobs.retain;

import dev.matchmill.jobs.report.TextTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Rules, plans and explanations, for people and as JSON. Holds numbers of rows, no names. */
public record RetentionText(JsonMapper json) {

    public String policiesTable(List<RetentionPolicy> policies) {
        TextTable table =
                new TextTable(
                        "rule",
                        "class",
                        "action",
                        "kind",
                        "period",
                        "after",
                        "organization",
                        "country",
                        "basis",
                        "source",
                        "confirmed");
        for (RetentionPolicy it : policies) {
            table.row(
                    it.id(),
                    it.retentionClass().label(),
                    it.action().label(),
                    it.kind().label(),
                    words(it),
                    it.anchor().label(),
                    orEmpty(it.scope().organization()),
                    place(it.scope().country(), it.scope().region()),
                    it.basis(),
                    it.source(),
                    it.isConfirmed() ? "yes" : "confirm with counsel");
        }
        return table.render();
    }

    public String policiesJson(List<RetentionPolicy> policies) {
        return json.writeValueAsString(policies.stream().map(RetentionText::map).toList());
    }

    /** A plan with its number; {@code states} says what became of its rows, by label. */
    public String planTable(StoredPlan plan, Map<String, Long> states) {
        TextTable table =
                new TextTable(
                        "organization",
                        "class",
                        "action",
                        "table",
                        "rows",
                        "due",
                        "held",
                        "blocked",
                        "restrict",
                        "release",
                        "by");
        for (PlanShare it : plan.shares()) {
            if (it.isOfInterest()) {
                table.row(
                        it.organization() == null ? "-" : it.organization(),
                        it.retentionClass(),
                        it.action(),
                        it.table(),
                        it.seen(),
                        it.due(),
                        it.held(),
                        it.blocked(),
                        it.restrict(),
                        it.release(),
                        it.doer());
            }
        }
        String rows = table.isEmpty() ? "nothing is due\n" : table.render();
        return rows
                + "plan %d as of %s: %d rows to be ended, %d held%s%n"
                        .formatted(plan.id(), plan.asOf(), plan.due(), plan.held(), became(states))
                + (plan.appliedAt().isPresent()
                        ? "applied\n"
                        : "apply it: matchmill retain apply " + plan.id() + "\n");
    }

    // "; of its rows 3 done, 1 held"; nothing of a plan without rows.
    private static String became(Map<String, Long> states) {
        return states.isEmpty()
                ? ""
                : states.entrySet().stream()
                        .map(it -> it.getValue() + " " + it.getKey())
                        .collect(Collectors.joining(", ", "; of its rows ", ""));
    }

    public String planJson(StoredPlan plan, Map<String, Long> states) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("plan", plan.id());
        map.put("as_of", plan.asOf().toString());
        map.put("due", plan.due());
        map.put("held", plan.held());
        map.put("rows", states);
        map.put("applied_at", plan.appliedAt().map(Object::toString).orElse(null));
        map.put("shares", plan.shares());
        return json.writeValueAsString(map);
    }

    public String explanationTable(List<Explanation> all) {
        TextTable table =
                new TextTable(
                        "table",
                        "row",
                        "class",
                        "action",
                        "rule",
                        "kind",
                        "period",
                        "clock",
                        "started",
                        "due",
                        "holds",
                        "what will happen",
                        "basis",
                        "source");
        for (Explanation it : all) {
            table.row(
                    it.table(),
                    it.row(),
                    it.retentionClass(),
                    it.action(),
                    orEmpty(it.policy()),
                    orEmpty(it.kind()),
                    orEmpty(it.period()),
                    orEmpty(it.anchor()),
                    orEmpty(it.started()),
                    orEmpty(it.due()),
                    it.holds().isEmpty() ? "" : it.holds().toString(),
                    it.outcome(),
                    orEmpty(it.basis()),
                    orEmpty(it.source()));
        }
        return table.isEmpty() ? "no records of that candidate are left\n" : table.render();
    }

    public String json(List<?> records) {
        return json.writeValueAsString(records);
    }

    /** What is due now and by week, as {@code before -> after} where they differ. */
    public String differenceTable(List<PolicyDifference> differences) {
        if (differences.isEmpty()) {
            return "these rules make the same rows due, now and in the next "
                    + PolicyDifference.WEEKS
                    + " weeks\n";
        }
        List<String> header = new ArrayList<>(List.of("when"));
        differences.forEach(
                it -> header.add(it.retentionClass() + " " + it.action() + " " + it.table()));
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (int week = 0; week <= PolicyDifference.WEEKS; week++) {
            List<Object> cells = new ArrayList<>();
            cells.add(week == 0 ? "now" : "week " + week);
            for (PolicyDifference it : differences) {
                cells.add(change(it.before().get(week), it.after().get(week)));
            }
            table.row(cells.toArray());
        }
        return table.render();
    }

    private static String change(long before, long after) {
        return before == after ? Long.toString(before) : before + " -> " + after;
    }

    private static Map<String, @Nullable Object> map(RetentionPolicy it) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("rule", it.id());
        map.put("organization", it.scope().organization());
        map.put("country", it.scope().country());
        map.put("region", it.scope().region());
        map.put("class", it.retentionClass().label());
        map.put("action", it.action().label());
        map.put("kind", it.kind().label());
        map.put("anchor", it.anchor().label());
        map.put("period", it.period().toString());
        map.put("basis", it.basis());
        map.put("source", it.source());
        map.put("from", it.from().toString());
        LocalDate to = it.to();
        map.put("to", to == null ? null : to.toString());
        map.put("confirmed", it.isConfirmed());
        return map;
    }

    @SuppressWarnings("JavaPeriodGetDays") // the months stand before them
    private static String words(RetentionPolicy policy) {
        long months = policy.period().toTotalMonths();
        int days = policy.period().getDays();
        String day = days == 1 ? "1 day" : days + " days";
        String month = months == 1 ? "1 month" : months + " months";
        if (months == 0) {
            return day;
        }
        return days == 0 ? month : month + " " + day;
    }

    private static String place(@Nullable String country, @Nullable String region) {
        return orEmpty(country) + (region == null ? "" : "-" + region);
    }

    private static String orEmpty(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
