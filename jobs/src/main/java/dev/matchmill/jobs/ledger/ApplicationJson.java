package dev.matchmill.jobs.ledger;

import dev.matchmill.jobs.ledger.ListedItem.ApplicationInput;
import dev.matchmill.jobs.ledger.ListedItem.Sender;
import dev.matchmill.migrations.type.ApplicationSource;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a source knows of an application, as the ledger keeps it. */
public record ApplicationJson(JsonMapper json) {

    String write(ApplicationInput input) {
        Map<String, String> fields = new TreeMap<>();
        put(fields, "email", input.email());
        put(fields, "source", input.source() == null ? null : input.source().label());
        put(fields, "applied_at", input.appliedAt() == null ? null : input.appliedAt().toString());
        Sender sender = input.sender();
        put(fields, "sender", sender == null ? null : sender.address());
        put(fields, "sender_name", sender == null ? null : sender.name());
        return json.writeValueAsString(fields);
    }

    ApplicationInput read(String text) {
        JsonNode node = json.readTree(text);
        String source = text(node, "source");
        String appliedAt = text(node, "applied_at");
        String sender = text(node, "sender");
        return new ApplicationInput(
                text(node, "email"),
                source == null ? null : ApplicationSource.valueOf(source.toUpperCase(Locale.ROOT)),
                appliedAt == null ? null : Instant.parse(appliedAt),
                sender == null ? null : new Sender(sender, text(node, "sender_name")));
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.hasNonNull(name) ? node.get(name).asString() : null;
    }
}
