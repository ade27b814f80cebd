package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.database.WorkingConnections;
import dev.matchmill.config.lock.ScopeLock;
import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.embeddings.model.EmbeddingModels;
import dev.matchmill.embeddings.model.ModelDescription;
import dev.matchmill.embeddings.model.ModelSettings;
import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.ModelRows;
import dev.matchmill.embeddings.store.StoredModel;
import dev.matchmill.jobs.embed.ModelOpener;
import dev.matchmill.jobs.embed.PostingCoverage;
import dev.matchmill.jobs.match.QualitySettings;
import dev.matchmill.jobs.model.ActivateModel;
import dev.matchmill.jobs.model.Activation;
import dev.matchmill.jobs.model.DropModel;
import dev.matchmill.jobs.model.ModelListing;
import dev.matchmill.jobs.model.ModelWrites;
import dev.matchmill.jobs.model.QualityGate;
import dev.matchmill.jobs.run.Scope;
import dev.matchmill.migrations.PreconditionException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the verbs of models do, on an open session. */
record ModelWork(Session session) {

    /** What one writes for the model that comes with the program. */
    static final String SHIPPED = "shipped";

    /** The model that an argument means: id, name, or name and the start of its version. */
    static StoredModel find(List<StoredModel> rows, String text) {
        List<StoredModel> found = rows.stream().filter(row -> isMeant(row, text)).toList();
        List<StoredModel> present = found.stream().filter(row -> !row.isDropped()).toList();
        List<StoredModel> choice = present.isEmpty() ? found : present;
        if (choice.size() == 1) {
            return choice.getFirst();
        }
        throw new IllegalUsageException(
                choice.isEmpty()
                        ? "there is no model '" + text + "'; see matchmill models list."
                        : "'"
                                + text
                                + "' are several models: name one by its id, as matchmill models"
                                + " list shows it.");
    }

    private static boolean isMeant(StoredModel row, String text) {
        int at = text.indexOf('@');
        return text.equals(Long.toString(row.id().value()))
                || text.equals(row.name())
                || text.equals(row.label())
                || (text.equals(SHIPPED) && row.isShipped())
                || (at > 0
                        && text.substring(0, at).equals(row.name())
                        && row.version().startsWith(text.substring(at + 1)));
    }

    List<StoredModel> rows() {
        return new ModelRows(jdbc()).all();
    }

    StoredModel model(String text) {
        return find(rows(), text);
    }

    StoredModel active() {
        return rows().stream()
                .filter(StoredModel::isActive)
                .findFirst()
                .orElseThrow(() ->
                        new PreconditionException(
                                "no model is active yet: run matchmill embed first."));
    }

    /** What to tell whoever adds files that are a model under another name already. */
    static Optional<String> otherName(Path folder, StoredModel added) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null || added.name().equals(name.toString())
                ? Optional.empty()
                : Optional.of(
                        "these are the files of a model that was added before: it keeps its name"
                                + " and is read from "
                                + added.folder()
                                + " from now on");
    }

    /**
     * Opens the folder, which checks everything about it, and registers what is in it.
     *
     * @param folder null for the model that ships
     */
    StoredModel add(
            Optional<Path> folder,
            Optional<String> license,
            Optional<String> queryPrefix,
            Optional<String> passagePrefix)
            throws SQLException {
        ModelSettings configured = session.get(ModelSettings.class);
        ModelSettings settings =
                new ModelSettings(
                        folder.map(ModelOpener::place).orElse(""),
                        configured.threads(),
                        configured.maxTokens(),
                        queryPrefix.orElse(null),
                        passagePrefix.orElse(null));
        ModelDescription found;
        try (EmbeddingModel model = EmbeddingModels.open(settings, Home.path())) {
            found = model.description();
        }
        ModelDescription described =
                new ModelDescription(
                        found.name(),
                        found.version(),
                        found.dimension(),
                        found.maxTokens(),
                        found.queryPrefix(),
                        found.passagePrefix(),
                        found.artifactSha256(),
                        license.orElse(found.license()));
        try (ScopeLock lock = lock(ModelWrites.SCOPE, "models add")) {
            return writes(lock, "models add")
                    .inNew(() ->
                            new ModelRows(jdbc())
                                    .find(store().add(described, settings.path()))
                                    .orElseThrow());
        }
    }

    ModelListing listing() {
        return new ModelListing(jdbc(), embeddings(), coverage()::missing);
    }

    ActivateModel.Activated activate(String text, boolean acceptDrop) throws SQLException {
        QualitySettings quality = session.get(QualitySettings.class);
        try (ScopeLock lock = lock(ModelWrites.SCOPE, "models activate")) {
            List<StoredModel> rows = rows();
            StoredModel wanted = find(rows, text);
            Activation activation =
                    new Activation(
                            embeddings(),
                            coverage()::missing,
                            new QualityGate(
                                    source(), quality.largestDrop(), quality.leastPostings()));
            Optional<String> accepted =
                    wanted.isActive()
                            ? Optional.empty()
                            : activation.admit(wanted, rows, acceptDrop);
            ModelWrites writes = writes(lock, "models activate");
            return new ActivateModel(
                            jdbc(),
                            store(),
                            accepted.map(drop -> writes.noting("accepted that " + drop))
                                    .orElse(writes),
                            session.get(Clock.class))
                    .activate(wanted);
        }
    }

    DropModel.Plan drop(String text, boolean apply) throws SQLException {
        DropModel drop = new DropModel(jdbc(), store());
        StoredModel model = model(text);
        if (!apply) {
            return drop.plan(model);
        }
        // A build of it would fill what is being dropped.
        try (ScopeLock lock = lock(Scope.MODELS.label(), "models drop")) {
            DropModel.Plan plan = drop.plan(model);
            drop.apply(model, writes(lock, "models drop"));
            return plan;
        }
    }

    JdbcClient jdbc() {
        return session.get(JdbcClient.class);
    }

    DataSource source() {
        return session.get(DataSource.class);
    }

    private EmbeddingModelStore store() {
        return new EmbeddingModelStore(source());
    }

    private EmbeddingStore embeddings() {
        return new EmbeddingStore(source());
    }

    private PostingCoverage coverage() {
        return new PostingCoverage(jdbc(), embeddings());
    }

    private ScopeLock lock(String scope, String command) throws SQLException {
        return ScopeLock.acquire(
                session.get(WorkingConnections.class),
                scope,
                command + ", process " + ProcessHandle.current().pid());
    }

    private ModelWrites writes(ScopeLock lock, String command) {
        return new ModelWrites(session.get(Transactions.class), jdbc(), lock.fence(), command);
    }
}
