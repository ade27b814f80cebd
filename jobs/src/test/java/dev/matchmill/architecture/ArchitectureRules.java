package dev.matchmill.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rules about who may know whom, over any root package, so that a small tree of violations can
 * prove each of them.
 */
record ArchitectureRules(String root) {

    static final List<String> MODULES =
            List.of("migrations", "config", "readers", "embeddings", "jobs");

    private static final String[] SHARED = {
        "run",
        "ledger",
        "rejection",
        "organization",
        "vocabulary",
        "profile",
        "report",
        "upsert",
        "recurring",
        "subject"
    };

    private static final String[] FEATURES = {
        "ingest",
        "duplicate",
        "embed",
        "match",
        "posting",
        "shortlist",
        "doctor",
        "demo",
        "keys",
        "legacy",
        "maintain",
        "model",
        "archive",
        "retain",
        "erase",
        "hold",
        "backup",
        "schedule"
    };

    /**
     * A rule and the proof that it bites.
     *
     * @param culprit simple name of a class in the tree of violations that breaks the rule
     */
    record Proven(ArchRule rule, String culprit) {

        @Override
        public String toString() {
            return rule.getDescription();
        }
    }

    List<Proven> all() {
        return Stream.concat(directions().stream(), new CodeRules(root).all().stream()).toList();
    }

    private List<Proven> directions() {
        return List.of(
                new Proven(
                        unaware("migrations", "config", "readers", "embeddings", "jobs"),
                        "MigrationThatKnowsReaders"),
                new Proven(
                        unaware("config", "migrations", "readers", "embeddings", "jobs"),
                        "SettingsThatKnowReaders"),
                new Proven(
                        unaware("readers", "config", "embeddings", "jobs"),
                        "ReaderThatKnowsEmbeddings"),
                new Proven(
                        unaware("embeddings", "config", "readers", "jobs"),
                        "EmbeddingThatKnowsReaders"),
                new Proven(featuresMeetInTables(), "IngestThatKnowsMatch"),
                new Proven(sharedIsBelowFeatures(), "RunThatKnowsIngest"),
                new Proven(nobodyKnowsLaunch(), "IngestThatKnowsLaunch"),
                new Proven(noCycles(), "CycleStart"));
    }

    private ArchRule unaware(String module, String... forbidden) {
        return noClasses()
                .that()
                .resideInAPackage(inside(module))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        Arrays.stream(forbidden).map(this::inside).toArray(String[]::new));
    }

    private ArchRule featuresMeetInTables() {
        return slices().matching(root + ".jobs.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAnyPackage(jobs(SHARED)))
                .ignoreDependency(resideInAPackage(inside("jobs.launch")), alwaysTrue());
    }

    private ArchRule sharedIsBelowFeatures() {
        return noClasses()
                .that()
                .resideInAnyPackage(jobs(SHARED))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(jobs(FEATURES));
    }

    private ArchRule nobodyKnowsLaunch() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(inside("jobs.launch"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(inside("jobs.launch"));
    }

    private ArchRule noCycles() {
        return slices().matching(root + ".(*).(*)..").should().beFreeOfCycles();
    }

    private String[] jobs(String... packages) {
        return Arrays.stream(packages).map(name -> inside("jobs." + name)).toArray(String[]::new);
    }

    private String inside(String packageName) {
        return root + "." + packageName + "..";
    }
}
