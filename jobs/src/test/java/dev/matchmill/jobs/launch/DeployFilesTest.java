package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.support.CronExpression;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What config/deploy says about cron, systemd, the container and the dashboard is true. */
class DeployFilesTest {

    private static final Path FOLDER = Path.of("../config/deploy");

    private static final Pattern CRON_LINE =
            Pattern.compile(
                    "((?:\\S+ ){5})matchmill /opt/matchmill/config/deploy/cron/again \\d+ (.*)");

    @Test
    void each_line_of_the_crontab_is_a_time_a_user_and_a_verb() throws IOException {
        List<String> lines =
                Files.readAllLines(FOLDER.resolve("cron/matchmill")).stream()
                        .filter(line -> line.matches("[\\d*].*"))
                        .toList();

        assertThat(lines).hasSize(8);
        for (String line : lines) {
            Matcher parts = CRON_LINE.matcher(line);
            assertThat(parts.matches()).as(line).isTrue();
            assertThat(CronExpression.isValidExpression("0 " + parts.group(1).strip()))
                    .as(line)
                    .isTrue();
            CommandLines.assertParses(List.of(parts.group(2).split(" ")));
        }
    }

    @Test
    void cron_systemd_and_kubernetes_run_the_same_verbs() throws IOException {
        Set<String> byCron = new TreeSet<>();
        for (String line : Files.readAllLines(FOLDER.resolve("cron/matchmill"))) {
            Matcher parts = CRON_LINE.matcher(line);
            if (parts.matches()) {
                byCron.add(parts.group(2));
            }
        }
        Set<String> byTimer = new TreeSet<>();
        for (Path timer : files("systemd", ".timer")) {
            String unit = timer.getFileName().toString().replace(".timer", ".service");
            Matcher instance = Pattern.compile("(.*@)(.*)(\\.service)").matcher(unit);
            String file = instance.matches() ? instance.group(1) + instance.group(3) : unit;
            String argument = instance.matches() ? instance.group(2) : "";
            byTimer.add(call(FOLDER.resolve("systemd").resolve(file)).replace("%i", argument));
        }
        byTimer.add(call(FOLDER.resolve("backup/matchmill-backup.service")));
        Set<String> byCluster = new TreeSet<>();
        Matcher args =
                Pattern.compile("args: \\[(.*)]")
                        .matcher(Files.readString(FOLDER.resolve("kubernetes/cron/cronjobs.yaml")));
        while (args.find()) {
            byCluster.add(args.group(1).replace("\"", "").replace(", ", " "));
        }

        assertThat(byTimer).isEqualTo(byCron);
        assertThat(byCluster).isEqualTo(byCron);
    }

    @Test
    void each_service_calls_a_verb_and_knows_the_exit_codes() throws IOException {
        List<Path> services = new ArrayList<>(files("systemd", ".service"));
        services.addAll(files("backup", ".service"));
        for (Path service : services) {
            String text = Files.readString(service);
            CommandLines.assertParses(
                    Arrays.asList(call(service).replace("%i", "daily").split(" ")));
            assertThat(text)
                    .as(service.toString())
                    .containsPattern("RestartPreventExitStatus=(3 4 )?64 78")
                    .contains("LoadCredential=", "ProtectSystem=strict", "NoNewPrivileges=true")
                    .contains("MATCHMILL_HOME=/var/lib/matchmill", "User=matchmill");
        }
    }

    @Test
    void both_ways_to_an_image_start_the_program_the_same_way() throws IOException {
        String file = Files.readString(FOLDER.resolve("container/Dockerfile"));
        String pom = Files.readString(Path.of("pom.xml"));

        Matcher flags = Pattern.compile("<jvmFlag>(.*?)</jvmFlag>").matcher(pom);
        int count = 0;
        while (flags.find()) {
            assertThat(file).contains("\"" + flags.group(1) + "\"");
            count++;
        }
        assertThat(count).isGreaterThan(5);
        assertThat(pom).contains("<user>10001:10001</user>");
        assertThat(file).contains("USER 10001:10001").doesNotContain("COPY . ");
        assertThat(file.lines().filter(line -> line.startsWith("FROM ")).toList())
                .allMatch(line -> pom.contains(line.substring("FROM ".length())));
    }

    @Test
    void what_the_guide_installs_is_there_and_can_be_started() throws IOException {
        String guide = Files.readString(FOLDER.resolve("README.md"));
        Matcher file = Pattern.compile("/opt/matchmill/(config/[\\w./-]+)").matcher(guide);
        int files = 0;
        while (file.find()) {
            assertThat(Path.of("..").resolve(file.group(1))).exists();
            files++;
        }
        assertThat(files).isGreaterThan(4);
        for (String program : List.of("by-hand.sh", "cron/again", "backup/archive-wal.sh")) {
            assertThat(FOLDER.resolve(program)).isExecutable();
        }
    }

    @Test
    void the_dashboard_shows_every_metric_and_no_other() throws IOException {
        Set<String> known = AlertRulesTest.known();
        JsonNode dashboard =
                JsonMapper.shared()
                        .readTree(Files.readString(FOLDER.resolve("grafana/matchmill.json")));
        Set<String> asked = new TreeSet<>();
        Set<String> ids = new TreeSet<>();
        for (JsonNode panel : dashboard.get("panels")) {
            assertThat(ids.add(panel.get("id").asString())).isTrue();
            for (JsonNode target : panel.get("targets")) {
                Set<String> metrics = AlertRulesTest.metrics(target.get("expr").asString());
                assertThat(metrics).isNotEmpty();
                asked.addAll(metrics);
            }
        }

        assertThat(asked).isEqualTo(known);
    }

    @Test
    void what_the_schedule_runs_by_default_is_of_the_program() {
        for (List<String> arguments :
                List.of(
                        List.of("run"),
                        List.of("match"),
                        List.of("match", "--full"),
                        List.of("maintain", "daily", "--only", "sessionCleanup"))) {
            CommandLines.assertParses(arguments);
        }
    }

    private static String call(Path service) throws IOException {
        return Files.readAllLines(service).stream()
                .filter(line -> line.startsWith("ExecStart=/opt/matchmill/matchmill "))
                .map(line -> line.substring("ExecStart=/opt/matchmill/matchmill ".length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(service + " calls nothing"));
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            List<Path> found = files.filter(it -> it.toString().endsWith(ending)).sorted().toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }
}
