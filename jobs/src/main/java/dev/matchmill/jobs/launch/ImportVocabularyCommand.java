package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.run.Scope;
import dev.matchmill.jobs.vocabulary.VocabularySteps;
import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.readers.posting.FeedException;
import dev.matchmill.readers.vocabulary.VocabularyFile;
import dev.matchmill.readers.vocabulary.VocabularyKind;
import dev.matchmill.readers.vocabulary.VocabularySource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports files of one kind of vocabulary. */
abstract sealed class ImportVocabularyCommand extends StageCommand
        permits ImportSkillsCommand, ImportTitlesCommand {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "files of the publisher")
    private List<Path> files = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "esco, onet or linguist; by the columns when not given")
    private @Nullable String format;

    @Option(
            names = "--language",
            paramLabel = "CODE",
            description = "of the names: by the file's name (skills_de.csv) when not given, or en")
    private @Nullable String language;

    @Option(
            names = "--source-version",
            paramLabel = "VERSION",
            description = "kept with each name; a digest of the file when not given")
    private @Nullable String version;

    private final VocabularyKind kind;

    ImportVocabularyCommand(VocabularyKind kind) {
        super("import", Scope.IMPORT);
        this.kind = kind;
    }

    @Override
    void check() {
        if (language != null && !language.matches("[a-z]{2,3}")) {
            throw new IllegalUsageException("--language takes a code such as de.");
        }
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new PreconditionException("there is no file " + file + ".");
            }
            recognized(file);
        }
    }

    @Override
    void plan(Session session, Pipeline pipeline) {
        List<VocabularySteps.Edition> editions = new ArrayList<>();
        for (Path file : files) {
            VocabularyFile known = recognized(file.toAbsolutePath().normalize());
            editions.add(
                    new VocabularySteps.Edition(
                            known, version == null ? FileDigest.of(known.path()) : version));
        }
        pipeline.importVocabulary(editions, session.get(GeneralSettings.class).organization());
    }

    private VocabularyFile recognized(Path file) {
        VocabularyFile known;
        try {
            known = VocabularyFile.recognize(file);
        } catch (FeedException unknown) {
            throw new PreconditionException(String.valueOf(unknown.getMessage()), unknown);
        }
        VocabularySource source = known.format().source();
        if (format != null && !source.label().equalsIgnoreCase(format)) {
            throw new PreconditionException(
                    "the columns of " + file + " are those of " + source.label() + ".");
        }
        if (known.format().kind() != kind) {
            throw new PreconditionException(
                    "the file "
                            + file
                            + " has "
                            + known.format().kind().label()
                            + "; see: matchmill import "
                            + known.format().kind().label());
        }
        String given = language;
        return given == null ? known : known.in(given);
    }
}
