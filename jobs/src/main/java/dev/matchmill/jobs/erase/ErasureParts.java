package dev.matchmill.jobs.erase;

import dev.matchmill.config.encryption.FieldCipher;
import dev.matchmill.jobs.recurring.PrivacyAccess;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.subject.Inventory;
import dev.matchmill.jobs.subject.StoredObjects;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import java.util.function.Supplier;

/**
 * What the execution of erasures is made of.
 *
 * @param cipher as the role of erasure; opened on first use
 * @param program the version that certificates name
 */
public record ErasureParts(
        RecurringParts recurring,
        PipelinePause.Guard pause,
        Supplier<FieldCipher> cipher,
        String program) {

    Erasures.Parts parts() {
        PrivacyAccess privacy = recurring.privacy().get();
        Inventory inventory = Inventory.declared();
        return new Erasures.Parts(
                privacy.writes()::inNew,
                privacy.jdbc(),
                inventory,
                SubjectFingerprint.of(recurring.home(), privacy.jdbc()),
                new StoredObjects(recurring.documents()),
                cipher,
                () ->
                        new Certificates.Issuer(
                                SigningKey.of(recurring.home()),
                                program,
                                InventoryHash.of(inventory)));
    }
}
