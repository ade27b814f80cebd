package dev.matchmill.jobs.retain;

import dev.matchmill.migrations.type.RetentionAction;
import dev.matchmill.migrations.type.RetentionAnchor;
import dev.matchmill.migrations.type.RetentionClass;
import dev.matchmill.migrations.type.RetentionRuleKind;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rules in short: {@code S * 24M status, m US-CA 48M status, M DE 6M activity to 2026-01-01} are a
 * standard rule for all, a minimum and a maximum; their numbers count from 1.
 */
final class RuleText {

    private static final Pattern RULE =
            Pattern.compile("([SmM]) (\\S+) (\\w+) (\\w+)(?: from (\\S+))?(?: to (\\S+))?");
    private static final Pattern SCOPE = Pattern.compile("(\\d*)/?([A-Z]{2})?(?:-([A-Z]{2}))?");
    private static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);

    private RuleText() {}

    static List<RetentionPolicy> rules(@Nullable String text) {
        List<RetentionPolicy> rules = new ArrayList<>();
        if (text != null) {
            for (String rule : text.split(", ", -1)) {
                rules.add(rule(rules.size() + 1, rule));
            }
        }
        return rules;
    }

    static RetentionPolicy rule(long id, String text) {
        Matcher rule = RULE.matcher(text);
        if (!rule.matches()) {
            throw new IllegalArgumentException(text);
        }
        String from = rule.group(5);
        String to = rule.group(6);
        return new RetentionPolicy(
                id,
                scope(rule.group(2)),
                RetentionClass.APPLICATION,
                RetentionAction.ANONYMISE,
                switch (rule.group(1)) {
                    case "m" -> RetentionRuleKind.MINIMUM;
                    case "M" -> RetentionRuleKind.MAXIMUM;
                    default -> RetentionRuleKind.STANDARD;
                },
                rule.group(4).equals("status")
                        ? RetentionAnchor.STATUS_CHANGED
                        : RetentionAnchor.LAST_ACTIVITY,
                Period.parse("P" + rule.group(3)),
                "basis",
                "source",
                from == null ? LONG_AGO : LocalDate.parse(from),
                to == null ? null : LocalDate.parse(to),
                false);
    }

    static Jurisdiction place(String text) {
        RetentionPolicy.Scope scope = scope(text);
        return new Jurisdiction(scope.organization(), scope.country(), scope.region());
    }

    private static RetentionPolicy.Scope scope(String text) {
        Matcher scope = SCOPE.matcher(text.replace("*", ""));
        if (!scope.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new RetentionPolicy.Scope(
                scope.group(1).isEmpty() ? null : Long.valueOf(scope.group(1)),
                scope.group(2),
                scope.group(3));
    }
}
