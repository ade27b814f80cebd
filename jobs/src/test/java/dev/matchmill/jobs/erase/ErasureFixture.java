package dev.matchmill.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.encryption.DataKeys;
import dev.matchmill.config.encryption.FieldCipher;
import dev.matchmill.config.encryption.MasterKey;
import dev.matchmill.jobs.erase.CertificateFile.Verdict;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
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
        PersonRows.insert(owner(), id, address, name, file);
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

    TestDatabase database() {
        return database;
    }

    DataSource privacySource() {
        return privacy;
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

    /** The certificate of a request, which must verify. */
    Verdict.Genuine verified(long id) {
        String document = new Certificates(jdbc()).document(id).orElseThrow();
        Verdict verdict =
                CertificateFile.verify(
                        document.getBytes(StandardCharsets.UTF_8), Optional.of(key().verifying()));
        assertThat(verdict).isInstanceOf(Verdict.Genuine.class);
        return (Verdict.Genuine) verdict;
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
