package dev.matchmill.jobs.doctor;

import dev.matchmill.embeddings.model.ModelDescription;
import java.util.Optional;

/**
 * The model that matching uses and the one that is configured.
 *
 * @param configured name and version
 * @param active name and version, empty before the first embedding
 * @param same whether both are one row of {@code embedding_models}
 */
record ModelChoice(String configured, Optional<String> active, boolean same) implements Check {

    @Override
    public Finding judge() {
        if (active.isEmpty()) {
            return Finding.ok("active_model", "none yet; the first embedding sets it");
        }
        String there = active.get();
        if (same) {
            return Finding.ok("active_model", there + ", as configured");
        }
        boolean ships = configured.startsWith(ModelDescription.SHIPPED);
        if (!there.startsWith(ModelDescription.SHIPPED) && ships) {
            return Finding.ok("active_model", there + "; the settings name none");
        }
        String found = there + " in the database, " + configured + " configured";
        return Finding.warn(
                "active_model",
                found,
                ships
                        ? "This release computes it in another way: the next ./matchmill embed or"
                                + " run embeds everybody anew."
                        : "The one in the database is used. To change it: ./matchmill models add,"
                                + " build, compare and activate; or set"
                                + " matchmill.embeddings.model.path back.");
    }
}
