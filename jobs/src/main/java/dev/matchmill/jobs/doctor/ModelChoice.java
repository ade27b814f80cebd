package dev.matchmill.jobs.doctor;

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
        return same
                ? Finding.ok("active_model", active.get() + ", as configured")
                : Finding.warn(
                        "active_model",
                        active.get() + " in the database, " + configured + " configured",
                        "The next ./matchmill embed or run embeds everybody anew with the"
                                + " configured one; set matchmill.embeddings.model.path back if"
                                + " that is not meant.");
    }
}
