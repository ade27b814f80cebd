package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The shipped alert rules are rules, and ask for metrics that there are. */
class AlertRulesTest {

    private static final Path RULES = Path.of("../config/deploy/prometheus/alerts.yaml");
    private static final Path MEASURES = Path.of("src/main/java/dev/matchmill/jobs/metrics");
    private static final Pattern METRIC = Pattern.compile("matchmill_[a-z0-9_]+");

    @Test
    void each_alert_names_what_to_do_and_metrics_that_exist() throws IOException {
        Set<String> known = known();

        List<Map<String, Object>> rules = rules();

        assertThat(rules)
                .extracting(rule -> rule.get("alert"))
                .doesNotHaveDuplicates()
                .contains(
                        "MatchmillJobOverdue",
                        "MatchmillBackupOld",
                        "MatchmillCriticalFinding",
                        "MatchmillConnectionsHigh",
                        "MatchmillJobHalted",
                        "MatchmillQueueOld",
                        "MatchmillMatchesStale");
        for (Map<String, Object> rule : rules) {
            assertThat(known).containsAll(metrics(String.valueOf(rule.get("expr"))));
            assertThat(rule).containsKeys("for", "labels", "annotations");
            assertThat(String.valueOf(rule.get("annotations"))).contains("summary=", "action=");
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rules() throws IOException {
        Map<String, List<Map<String, Object>>> file = new Yaml().load(Files.readString(RULES));
        Map<String, Object> group = Objects.requireNonNull(file.get("groups")).getFirst();
        return (List<Map<String, Object>>) Objects.requireNonNull(group.get("rules"));
    }

    /** Every metric that the program has. */
    static Set<String> known() throws IOException {
        Set<String> known = new TreeSet<>();
        try (Stream<Path> sources = Files.list(MEASURES)) {
            for (Path source : sources.toList()) {
                known.addAll(metrics(Files.readString(source)));
            }
        }
        return known;
    }

    /** Names of our metrics in a text. */
    static Set<String> metrics(String text) {
        Set<String> names = new TreeSet<>();
        Matcher metric = METRIC.matcher(text);
        while (metric.find()) {
            names.add(metric.group());
        }
        return names;
    }
}
