package dev.matchmill.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import dev.matchmill.architecture.ArchitectureRules.Proven;
import java.util.List;
import java.util.Set;

/** The rules about what code may use, over any root package. */
record CodeRules(String root) {

    private static final Set<String> CLOCKS = Set.of("systemUTC", "systemDefaultZone", "system");

    List<Proven> all() {
        return List.of(
                new Proven(timeComesFromTheClock(), "ClocklessMatch"),
                new Proven(noFieldInjection(), "FieldInjectedMatch"),
                new Proven(namesSayWhat(), "CandidateUtils"),
                new Proven(noFrameworkBelowJobs(), "ReaderThatKnowsBatch"),
                new Proven(
                        GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING,
                        "JulLoggingMatch"),
                new Proven(stepsAreMadeInOnePlace(), "MatchThatBuildsSteps"),
                new Proven(noChunksOfTheFramework(), "MatchThatReadsItems"));
    }

    private ArchRule timeComesFromTheClock() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(root + ".config.time..", root + ".jobs.launch..")
                .should()
                .callMethodWhere(readsTheSystemClock())
                .orShould()
                .callConstructor(java.util.Date.class)
                .because("tests move time through the Clock");
    }

    private static DescribedPredicate<JavaMethodCall> readsTheSystemClock() {
        return DescribedPredicate.describe("the time of the system is read", CodeRules::readsTime);
    }

    private static boolean readsTime(JavaAccess<?> call) {
        String owner = call.getTargetOwner().getFullName();
        String name = call.getTarget().getName();
        boolean now =
                owner.startsWith("java.time.")
                        && name.equals("now")
                        && !call.getTarget().getFullName().contains("java.time.Clock");
        boolean clock = owner.equals("java.time.Clock") && CLOCKS.contains(name);
        return now
                || clock
                || (owner.equals("java.lang.System") && name.equals("currentTimeMillis"));
    }

    private ArchRule noFieldInjection() {
        return noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("jakarta.annotation.Resource")
                .because("a constructor shows what a class needs");
    }

    private ArchRule namesSayWhat() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager|Impl|Dto|Info|Data)")
                .because("a name says what a class does");
    }

    private ArchRule noFrameworkBelowJobs() {
        return noClasses()
                .that()
                .resideInAnyPackage(root + ".readers..", root + ".embeddings..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.batch..",
                        "org.springframework.boot.autoconfigure..",
                        "org.springframework.boot.batch..");
    }

    private ArchRule stepsAreMadeInOnePlace() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(root + ".jobs.run.Steps")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.batch.core.step.builder..");
    }

    private ArchRule noChunksOfTheFramework() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.batch.infrastructure.item..",
                        "org.springframework.batch.core.step.item..",
                        "org.springframework.batch.core.step.skip..",
                        "org.springframework.retry..",
                        "org.springframework.core.retry..")
                .because("correctness lives in the ledger, not in a reader's position or a skip");
    }
}
