package dev.matchmill.jobs.erase;

import dev.matchmill.config.encryption.Decryption;
import dev.matchmill.config.encryption.EncryptedField;
import dev.matchmill.config.encryption.FieldAddress;
import dev.matchmill.config.encryption.FieldCipher;
import dev.matchmill.jobs.subject.SubjectMarkers;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the residual scan looks for, kept encrypted in the request from the moment the rows are gone
 * until the scan has found nothing: a process that dies in between does not take it along.
 */
final class StoredMarkers {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String KEEP =
            """
            UPDATE compliance.data_subject_requests
            SET markers_enc = :sealed, encryption_key_id = :key
            WHERE id = :id
            """;

    private static final String OTHERS =
            """
            SELECT DISTINCT right(ltrim(regexp_replace(phone, '[^0-9]', '', 'g'), '0'), 9)
            FROM candidates
            WHERE anonymized_at IS NULL
              AND right(ltrim(regexp_replace(phone, '[^0-9]', '', 'g'), '0'), 9)
                  = ANY (:numbers)
            """;

    private static final String READ =
            """
            SELECT encryption_key_id, markers_enc
            FROM compliance.data_subject_requests
            WHERE id = :id
              AND markers_enc IS NOT NULL
            """;

    private final JdbcClient jdbc;
    private final Supplier<FieldCipher> cipher;

    /**
     * @param cipher opened on first use: most runs have nothing to erase
     */
    StoredMarkers(JdbcClient jdbc, Supplier<FieldCipher> cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    /** In the transaction that sets the request's status to in progress, after that. */
    void keep(long request, SubjectMarkers markers) {
        String text =
                CanonicalJson.write(
                        List.of(
                                List.copyOf(markers.certain()),
                                List.copyOf(markers.numbers()),
                                List.copyOf(markers.possible())));
        EncryptedField sealed = cipher.get().encrypt(text, address(request));
        jdbc.sql(KEEP)
                .param("id", request)
                .param("sealed", sealed.toBytes())
                .param("key", sealed.keyId())
                .update();
    }

    /** Empty when they can't be read any more: their key was destroyed or they were damaged. */
    Optional<SubjectMarkers> read(long request) {
        return jdbc.sql(READ)
                .param("id", request)
                .query((row, _) -> new EncryptedField(row.getString(1), row.getBytes(2)))
                .optional()
                .flatMap(sealed ->
                        switch (cipher.get().decrypt(sealed, address(request))) {
                            case Decryption.Opened opened -> Optional.of(parse(opened.text()));
                            case Decryption.Shredded _, Decryption.Damaged _ -> Optional.empty();
                        });
    }

    /**
     * Without the numbers that somebody else has as well, such as a family's or an agency's: they
     * stay where they are that one's. To be called when the person's own rows are gone.
     */
    SubjectMarkers own(SubjectMarkers all) {
        if (all.numbers().isEmpty()) {
            return all;
        }
        NavigableSet<String> numbers = new TreeSet<>(all.numbers());
        jdbc.sql(OTHERS)
                .param("numbers", all.numbers().toArray(String[]::new))
                .query(String.class)
                .list()
                .forEach(numbers::remove);
        return new SubjectMarkers(all.certain(), numbers, all.possible());
    }

    /** Those of one person who is known in several ways. */
    static SubjectMarkers union(Collection<SubjectMarkers> all) {
        SortedSet<String> certain = new TreeSet<>();
        SortedSet<String> numbers = new TreeSet<>();
        SortedSet<String> possible = new TreeSet<>();
        all.forEach(markers -> {
            certain.addAll(markers.certain());
            numbers.addAll(markers.numbers());
            possible.addAll(markers.possible());
        });
        return new SubjectMarkers(certain, numbers, possible);
    }

    private static SubjectMarkers parse(String text) {
        JsonNode all = JSON.readTree(text);
        return new SubjectMarkers(texts(all.get(0)), texts(all.get(1)), texts(all.get(2)));
    }

    private static SortedSet<String> texts(JsonNode list) {
        SortedSet<String> texts = new TreeSet<>();
        list.forEach(text -> texts.add(text.asString()));
        return texts;
    }

    private static FieldAddress address(long request) {
        return FieldAddress.of("compliance.data_subject_requests", "markers_enc", request);
    }
}
