package dev.matchmill.jobs.erase;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.encryption.DataKeys;
import dev.matchmill.config.encryption.FieldCipher;
import dev.matchmill.config.encryption.MasterKey;
import dev.matchmill.jobs.subject.Inventory;
import dev.matchmill.jobs.subject.StoredObjects;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.TestLogin;
import dev.matchmill.migrations.server.DatabaseAddress;
import dev.matchmill.migrations.type.SubjectRequestScope;
import dev.matchmill.migrations.type.SubjectRequestType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A database with one person in it, and erasures that work there as the role of erasure. */
final class ErasureFixture implements AutoCloseable {

    static final String ADDRESS = "ada@example.org";
    static final long PERSON = 7;

    private final TestDatabase database = TestDatabase.create();
    private final TestLogin login = TestLogin.of(database, "ats_privacy");
    private final DataSource privacy = source(login.address());
    private final Transactions transactions = new Transactions(new JdbcTransactionManager(privacy));
    private final List<String> vacuumed = new ArrayList<>();
    private final Path home;
    final SubjectFingerprint fingerprint;
    final Inventory inventory = Inventory.declared();

    ErasureFixture(Path home) {
        this.home = home;
        this.fingerprint = SubjectFingerprint.of(home);
        person(PERSON, ADDRESS, "Ada Fenwick", "ada.pdf");
        person(8, "ben@example.org", "Ben Marlow", "ben.pdf");
    }

    /** A candidate with an application to posting 1, a file, its text and its ledger row. */
    void person(long id, String address, String name, String file) {
        JdbcClient jdbc = owner();
        jdbc.sql(
                        """
                        INSERT INTO organizations (id, name) VALUES (1, 'Harbour Works') ON CONFLICT DO NOTHING;
                        INSERT INTO jobs (id, organization_id, title, description, external_ref)
                        VALUES (1, 1, 'Engineer', 'Builds', 'ENG-1') ON CONFLICT DO NOTHING;
                        INSERT INTO pipeline.ingestion_sources (id, organization_id, name, kind, item_type, location)
                        VALUES (1, 1, 'in', 'filesystem', 'resume', '/in') ON CONFLICT DO NOTHING
                        """)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO candidates (id, email, full_name, phone) VALUES (:id, :email, :name, '+49 30 5550' || :id);
                        """)
                .param("id", id)
                .param("email", address)
                .param("name", name)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO files (id, organization_id, candidate_id, kind, original_name, storage_backend, storage_key, mime_type, size_bytes, content_sha256, processing_status)
                        VALUES (:id, 1, :id, 'resume', :file, 'filesystem', :key, 'application/pdf', 5, sha256(convert_to(:file, 'UTF8')), 'completed')
                        """)
                .param("id", id)
                .param("file", file)
                .param("key", "aa/" + id)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO applications (id, job_id, organization_id, candidate_email, candidate_id, resume_file_id, source)
                        VALUES (:id, 1, 1, :email, :id, :id, 'import')
                        """)
                .param("id", id)
                .param("email", address)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO pipeline.document_texts (file_id, content_sha256, text_sha256, extractor, extractor_version, char_count, text_content)
                        VALUES (:id, sha256('x'), sha256('y'), 'matchmill', '1', char_length(:text), :text)
                        """)
                .param("id", id)
                .param("text", name + " writes " + address)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO pipeline.source_records (id, source_id, external_id, posting_ref, state, candidate_id, application_id, file_id, content_hash)
                        VALUES (:id, 1, 'ENG-1/' || :file, 'ENG-1', 'stored', :id, :id, :id, sha256(convert_to(:file, 'UTF8')))
                        """)
                .param("id", id)
                .param("file", file)
                .update();
        try {
            Files.createDirectories(original(id).getParent());
            Files.writeString(original(id), name);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    Path original(long file) {
        return home.resolve("documents/aa/" + file);
    }

    /** A request that is approved and due then. */
    long approved(@Nullable Long candidate, @Nullable String contact, Instant received) {
        return approved(candidate, contact, received, null);
    }

    long approved(
            @Nullable Long candidate,
            @Nullable String contact,
            Instant received,
            @Nullable Long organization) {
        Requests requests = new Requests(jdbc());
        long id =
                requests.receive(
                        new Requests.Wish(
                                SubjectRequestType.ERASURE,
                                organization == null
                                        ? SubjectRequestScope.PLATFORM
                                        : SubjectRequestScope.ORGANIZATION,
                                organization,
                                candidate,
                                HexFormat.of().formatHex(fingerprint.fingerprint(ADDRESS)),
                                contact),
                        received);
        requests.verify(requests.find(id).orElseThrow(), Verification.IN_PERSON, null, received);
        requests.decide(requests.find(id).orElseThrow(), RequestStep.APPROVE, null, null, received);
        return id;
    }

    /** Both parts of an erasure. */
    Progress execute(long id, Instant now) {
        return switch (new Erasures(parts()).begin(id, now)) {
            case Erasures.Begun.Yes _ -> finish(id, now);
            case Erasures.Begun.No(Progress why) -> why;
        };
    }

    Progress finish(long id, Instant now) {
        try {
            return new FinishErasure(
                            parts(),
                            leaves -> {
                                vacuumed.addAll(leaves);
                                return new TreeSet<>();
                            })
                    .finish(id, now);
        } catch (SQLException away) {
            throw new AssertionError(away);
        }
    }

    Erasures.Parts parts() {
        return new Erasures.Parts(
                transactions::inNew,
                jdbc(),
                inventory,
                fingerprint,
                new StoredObjects(home.resolve("documents")),
                () ->
                        new FieldCipher(
                                DataKeys.open(jdbc(), MasterKey.ofHome(home, true), transactions)),
                () -> new Certificates.Issuer(key(), "matchmill 9", InventoryHash.of(inventory)));
    }

    SigningKey key() {
        return SigningKey.of(home);
    }

    Path home() {
        return home;
    }

    List<String> vacuumed() {
        return vacuumed;
    }

    /** As the role of erasure. */
    JdbcClient jdbc() {
        return JdbcClient.create(privacy);
    }

    DataSource ownerSource() {
        return database.dataSource();
    }

    JdbcClient owner() {
        return JdbcClient.create(database.dataSource());
    }

    void sql(String statement) {
        owner().sql(statement).update();
    }

    List<String> texts(String query) {
        return owner().sql(query).query(String.class).list();
    }

    long count(String from) {
        return owner().sql("SELECT count(*) FROM " + from).query(Long.class).single();
    }

    SubjectRequest request(long id) {
        return new Requests(jdbc()).find(id).orElseThrow();
    }

    /** How many rows of each table hold a text somewhere. */
    List<String> found(String text) {
        List<String> tables =
                texts(
                        """
                        SELECT format('%I.%I', n.nspname, c.relname)
                        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                          AND n.nspname IN ('public', 'pipeline', 'compliance', 'archive', 'ops', 'batch')
                        ORDER BY 1
                        """);
        return tables.stream()
                .filter(table ->
                        owner().sql(
                                        "SELECT EXISTS (SELECT FROM "
                                                + table
                                                + " t WHERE strpos(lower(t::text), :text) > 0)")
                                .param("text", text)
                                .query(Boolean.class)
                                .single())
                .toList();
    }

    private static DataSource source(DatabaseAddress address) {
        String password = address.password();
        return new DriverManagerDataSource(
                address.url(), address.username(), password == null ? "" : password);
    }

    @Override
    public void close() {
        login.close();
        database.close();
    }
}
