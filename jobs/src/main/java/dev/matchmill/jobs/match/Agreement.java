package dev.matchmill.jobs.match;

import dev.matchmill.config.lock.LockHeldException;
import dev.matchmill.embeddings.search.SearchSettings;
import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.type.ModelId;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What workers have in common who share a refresh: whatever else its matches follow from than
 * postings and candidates, and whether they are shown.
 *
 * @param settings by the name under which an operator knows them
 * @param stock what the database says, by name: other values are nobody's fault
 */
record Agreement(Map<String, String> settings, Map<String, String> stock) {

    private static final TypeReference<Map<String, Map<String, String>>> SHAPE =
            new TypeReference<>() {};

    Agreement {
        settings = Map.copyOf(settings);
        stock = Map.copyOf(stock);
    }

    static Agreement of(
            ModelId model,
            MatchSettings match,
            QualitySettings quality,
            SearchSettings search,
            SkillHierarchy hierarchy) {
        return new Agreement(
                Map.of(
                        "the release of the program", Generations.CONFIG_VERSION,
                        "matchmill.jobs.match", match.toString(),
                        "matchmill.jobs.quality", quality.toString(),
                        "matchmill.embeddings.search (--engine)", search.toString()),
                Map.of(
                        "the active model", Long.toString(model.value()),
                        "the imported skills", Integer.toString(hierarchy.fingerprint())));
    }

    static Agreement parse(String text, JsonMapper json) {
        Map<String, Map<String, String>> maps = json.readValue(text, SHAPE);
        return new Agreement(
                maps.getOrDefault("settings", Map.of()), maps.getOrDefault("stock", Map.of()));
    }

    String text(JsonMapper json) {
        return json.writeValueAsString(
                Map.of("settings", new TreeMap<>(settings), "stock", new TreeMap<>(stock)));
    }

    /**
     * Makes sure that a worker may join those who agreed on this.
     *
     * @throws PreconditionException when its settings are other ones
     * @throws LockHeldException when the model or the vocabulary changed since they began
     */
    void demand(Agreement worker) {
        Set<String> other = differences(settings, worker.settings);
        if (!other.isEmpty()) {
            throw new PreconditionException(
                    "the workers that share this refresh have other settings than this one: "
                            + String.join(", ", other)
                            + ". Start all of them with the same, or this one when they have"
                            + " ended.");
        }
        Set<String> changed = differences(stock, worker.stock);
        if (!changed.isEmpty()) {
            throw new LockHeldException(
                    "workers share a refresh that began before "
                            + String.join(" and ", changed)
                            + " changed; try again when they have ended");
        }
    }

    private static Set<String> differences(Map<String, String> these, Map<String, String> those) {
        Set<String> names = new TreeSet<>(these.keySet());
        names.addAll(those.keySet());
        names.removeIf(name -> Objects.equals(these.get(name), those.get(name)));
        return names;
    }
}
