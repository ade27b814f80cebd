package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The shipped Kubernetes manifests against the models of Kubernetes' schema, and our own rules. */
class ManifestsTest {

    private static final Path FOLDER = Path.of("../config/deploy/kubernetes");

    /** Kinds that we ship; the models of another one would have to be named here. */
    private static final Set<String> KINDS =
            Set.of(
                    "CronJob",
                    "Deployment",
                    "Job",
                    "Namespace",
                    "NetworkPolicy",
                    "PersistentVolumeClaim",
                    "PodDisruptionBudget",
                    "Service",
                    "ServiceAccount");

    @Test
    void each_manifest_has_the_fields_of_its_kind_and_no_other() throws Exception {
        Set<String> seen = new TreeSet<>();
        for (JsonObject manifest : manifests()) {
            String kind = manifest.get("kind").getAsString();
            seen.add(kind);
            validate(kind, manifest);
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(KINDS);
    }

    @Test
    void the_check_finds_a_field_that_is_none() throws Exception {
        JsonObject broken = of("CronJob").getFirst().deepCopy();
        pod(broken).addProperty("contaners", "x");

        assertThatThrownBy(() -> validate("CronJob", broken)).hasMessageContaining("contaners");
    }

    @Test
    void every_container_is_locked_down_bounded_and_stopped_gracefully() throws Exception {
        for (JsonObject workload : workloads()) {
            JsonObject pod = pod(workload);
            JsonObject container = container(workload);
            assertThat(text(pod, "automountServiceAccountToken")).isEqualTo("false");
            assertThat(text(pod, "securityContext", "runAsNonRoot")).isEqualTo("true");
            assertThat(text(pod, "securityContext", "seccompProfile", "type"))
                    .isEqualTo("RuntimeDefault");
            assertThat(text(container, "securityContext", "readOnlyRootFilesystem"))
                    .isEqualTo("true");
            assertThat(text(container, "securityContext", "allowPrivilegeEscalation"))
                    .isEqualTo("false");
            assertThat(text(container, "securityContext", "capabilities", "drop"))
                    .isEqualTo("[\"ALL\"]");
            assertThat(text(container, "resources", "limits", "memory")).isNotEmpty();
            assertThat(text(container, "resources", "requests", "cpu")).isNotEmpty();
            assertThat(pod.get("terminationGracePeriodSeconds").getAsInt()).isGreaterThan(25);
        }
    }

    @Test
    void every_job_has_a_deadline_never_overlaps_and_retries_by_exit_code() throws Exception {
        for (JsonObject job : of("CronJob")) {
            JsonObject spec = at(job, "spec");
            assertThat(text(spec, "concurrencyPolicy")).isEqualTo("Forbid");
            assertThat(text(spec, "timeZone")).isEqualTo("Etc/UTC");
            jobSpec(at(spec, "jobTemplate", "spec"), "backoffLimit");
        }
        JsonObject backfill = at(of("Job").getFirst(), "spec");
        assertThat(text(backfill, "completionMode")).isEqualTo("Indexed");
        jobSpec(backfill, "backoffLimitPerIndex");
    }

    @Test
    void every_verb_and_option_is_one_of_the_program() throws Exception {
        for (JsonObject workload : workloads()) {
            List<String> arguments = new ArrayList<>();
            container(workload)
                    .getAsJsonArray("args")
                    .forEach(it -> arguments.add(it.getAsString()));
            CommandLines.assertParses(arguments);
        }
    }

    @Test
    void each_kustomization_names_what_is_there_and_overlays_the_image() throws Exception {
        int images = 0;
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file :
                    files.filter(it -> it.endsWith("kustomization.yaml")).sorted().toList()) {
                JsonObject text =
                        new Gson()
                                .toJsonTree(new Yaml().<Object>load(Files.readString(file)))
                                .getAsJsonObject();
                for (JsonElement resource : text.getAsJsonArray("resources")) {
                    assertThat(file.resolveSibling(resource.getAsString())).exists();
                }
                images += text.has("images") ? text.getAsJsonArray("images").size() : 0;
            }
        }
        // The overlay and its backfill: nothing is started with the name that stands in base.
        assertThat(images).isEqualTo(2);
    }

    private static void jobSpec(JsonObject spec, String limit) {
        assertThat(spec.get("activeDeadlineSeconds").getAsInt()).isPositive();
        assertThat(spec.get(limit).getAsInt()).isBetween(1, 10);
        List<String> rules =
                StreamSupport.stream(
                                at(spec, "podFailurePolicy").getAsJsonArray("rules").spliterator(),
                                false)
                        .map(JsonElement::getAsJsonObject)
                        .map(rule ->
                                text(rule, "action")
                                        + " "
                                        + (rule.has("onExitCodes")
                                                ? text(rule, "onExitCodes", "values")
                                                : "disruption"))
                        .toList();
        assertThat(rules)
                .containsExactly("Ignore [75]", "Ignore disruption", "FailJob [3,4,64,78]");
        assertThat(text(at(spec, "template", "spec"), "restartPolicy")).isEqualTo("Never");
    }

    private static void validate(String kind, JsonObject manifest) throws Exception {
        try {
            Class.forName("io.kubernetes.client.openapi.models.V1" + kind)
                    .getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, manifest);
        } catch (InvocationTargetException refused) {
            throw new IllegalArgumentException(
                    kind + ": " + refused.getTargetException().getMessage(), refused);
        }
    }

    private static List<JsonObject> manifests() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<JsonObject> all = new ArrayList<>();
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".yaml"))
                            .filter(it -> !it.endsWith("kustomization.yaml"))
                            .sorted()
                            .toList()) {
                for (Object document : new Yaml().loadAll(Files.readString(file))) {
                    all.add(new Gson().toJsonTree(document).getAsJsonObject());
                }
            }
            return all;
        }
    }

    private static List<JsonObject> of(String kind) throws IOException {
        return manifests().stream().filter(it -> text(it, "kind").equals(kind)).toList();
    }

    private static List<JsonObject> workloads() throws IOException {
        List<JsonObject> all =
                manifests().stream()
                        .filter(it ->
                                Set.of("CronJob", "Job", "Deployment").contains(text(it, "kind")))
                        .toList();
        assertThat(all).hasSizeGreaterThan(8);
        return all;
    }

    private static JsonObject pod(JsonObject workload) {
        return text(workload, "kind").equals("CronJob")
                ? at(workload, "spec", "jobTemplate", "spec", "template", "spec")
                : at(workload, "spec", "template", "spec");
    }

    private static JsonObject container(JsonObject workload) {
        return pod(workload).getAsJsonArray("containers").get(0).getAsJsonObject();
    }

    private static JsonObject at(JsonObject from, String... path) {
        JsonObject found = from;
        for (String name : path) {
            assertThat(found.has(name)).as("%s in %s", name, from).isTrue();
            found = found.getAsJsonObject(name);
        }
        return found;
    }

    private static String text(JsonObject from, String... path) {
        JsonObject parent = from;
        for (int i = 0; i < path.length - 1; i++) {
            parent = at(parent, path[i]);
        }
        JsonElement value = parent.get(path[path.length - 1]);
        assertThat(value).as("%s in %s", String.join(".", path), from).isNotNull();
        return value.isJsonPrimitive() ? value.getAsString() : value.toString();
    }
}
