package dev.matchmill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.matchmill.architecture.ArchitectureRules.Proven;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static final String PROGRAM = "dev.matchmill";
    private static final String VIOLATIONS = "dev.matchmill.architecture.violation";

    static final List<String> MODULES = ArchitectureRules.MODULES;

    private static final class Program {
        static final JavaClasses CLASSES =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .withImportOption(location -> !location.contains("-tests.jar"))
                        .importPackages(PROGRAM);
    }

    private static final class Violations {
        static final JavaClasses CLASSES = new ClassFileImporter().importPackages(VIOLATIONS);
    }

    static List<Proven> rules() {
        return new ArchitectureRules(PROGRAM).all();
    }

    static List<Proven> rulesOfViolations() {
        return new ArchitectureRules(VIOLATIONS).all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_program_keeps_the_rule(Proven proven) {
        proven.rule().check(Program.CLASSES);
    }

    @ParameterizedTest
    @MethodSource("rulesOfViolations")
    void the_rule_finds_its_culprit(Proven proven) {
        var result = proven.rule().evaluate(Violations.CLASSES);

        assertThat(result.getFailureReport().getDetails())
                .anyMatch(detail -> detail.contains("." + proven.culprit()));
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void every_module_has_classes(String module) {
        assertThat(Program.CLASSES)
                .anyMatch(c -> c.getPackageName().startsWith(PROGRAM + "." + module));
    }

    @Test
    void the_rules_look_at_no_test() {
        assertThat(Program.CLASSES).noneMatch(c -> c.getSimpleName().endsWith("Test"));
        assertThat(Program.CLASSES).noneMatch(c -> c.getPackageName().startsWith(VIOLATIONS));
    }
}
