package dev.matchmill.jobs.legacy;

import dev.matchmill.config.encryption.FieldCipher;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over what an imported database keeps in plain: identifiers of the former provider, tokens
 * of accounts, reset links. Each step finds its work in the imported tables, so a start after a
 * crash goes on, and one after the end does nothing. Tables that are not there are left out.
 *
 * @param cipher for the tokens
 * @param cutOver day of the move
 * @param limit rows of one transaction
 */
public record Adoption(
        LegacyWrites writes,
        LegacySchema schema,
        FieldCipher cipher,
        LocalDate cutOver,
        int limit) {

    private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

    /** What a run would do; changes nothing. */
    public List<Adopted> plan() {
        return List.of(tokens().plan(), identities().plan(), new VoidResets(writes, schema).plan());
    }

    /** Does it. The columns of a table go when all of its values were taken over. */
    public List<Adopted> run() {
        List<Adopted> done =
                List.of(tokens().run(), identities().run(), new VoidResets(writes, schema).run());
        done.forEach(it ->
                LOG.info(
                        "{}: {} {} done, {} unknown",
                        it.table(),
                        it.done(),
                        it.what(),
                        it.unknown()));
        return done;
    }

    private EncryptTokens tokens() {
        return new EncryptTokens(writes, schema, cipher, limit);
    }

    private AdoptIdentities identities() {
        return new AdoptIdentities(writes, schema, cutOver, limit);
    }
}
