package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.type.ApplicationSource;
import dev.matchmill.migrations.type.BackupKind;
import dev.matchmill.migrations.type.DatabaseLabel;
import dev.matchmill.migrations.type.DuplicateState;
import dev.matchmill.migrations.type.EducationLevel;
import dev.matchmill.migrations.type.EmploymentType;
import dev.matchmill.migrations.type.ExperienceLevel;
import dev.matchmill.migrations.type.FindingKind;
import dev.matchmill.migrations.type.FindingSeverity;
import dev.matchmill.migrations.type.HoldSubjectType;
import dev.matchmill.migrations.type.JobFrequency;
import dev.matchmill.migrations.type.LedgerState;
import dev.matchmill.migrations.type.LocationType;
import dev.matchmill.migrations.type.MergeChangeKind;
import dev.matchmill.migrations.type.PostingStatus;
import dev.matchmill.migrations.type.Recommendation;
import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.migrations.type.RetentionAction;
import dev.matchmill.migrations.type.RetentionAnchor;
import dev.matchmill.migrations.type.RetentionClass;
import dev.matchmill.migrations.type.RetentionEffect;
import dev.matchmill.migrations.type.RetentionItemState;
import dev.matchmill.migrations.type.RetentionRuleKind;
import dev.matchmill.migrations.type.RunStatus;
import dev.matchmill.migrations.type.SkillCategory;
import dev.matchmill.migrations.type.SourceKind;
import dev.matchmill.migrations.type.SubjectRequestScope;
import dev.matchmill.migrations.type.SubjectRequestStatus;
import dev.matchmill.migrations.type.SubjectRequestType;
import dev.matchmill.migrations.type.TaskStatus;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class EnumsIT {

    private static final Map<Class<? extends DatabaseLabel>, String> TYPES =
            Map.ofEntries(
                    Map.entry(ApplicationSource.class, "application_source"),
                    Map.entry(BackupKind.class, "backup_kind"),
                    Map.entry(DuplicateState.class, "duplicate_state"),
                    Map.entry(SourceKind.class, "ingestion_source_kind"),
                    Map.entry(EducationLevel.class, "education_level"),
                    Map.entry(EmploymentType.class, "employment_type"),
                    Map.entry(ExperienceLevel.class, "experience_level"),
                    Map.entry(FindingKind.class, "finding_kind"),
                    Map.entry(FindingSeverity.class, "finding_severity"),
                    Map.entry(HoldSubjectType.class, "hold_subject_type"),
                    Map.entry(RetentionClass.class, "retention_class"),
                    Map.entry(RetentionAction.class, "retention_action"),
                    Map.entry(RetentionAnchor.class, "retention_anchor"),
                    Map.entry(RetentionRuleKind.class, "retention_rule_kind"),
                    Map.entry(RetentionEffect.class, "retention_effect"),
                    Map.entry(RetentionItemState.class, "retention_item_state"),
                    Map.entry(JobFrequency.class, "job_frequency"),
                    Map.entry(LedgerState.class, "ledger_state"),
                    Map.entry(LocationType.class, "location_type"),
                    Map.entry(MergeChangeKind.class, "merge_change_kind"),
                    Map.entry(PostingStatus.class, "job_status"),
                    Map.entry(Recommendation.class, "recommendation_level"),
                    Map.entry(RejectionReason.class, "rejection_code"),
                    Map.entry(RunStatus.class, "run_status"),
                    Map.entry(SkillCategory.class, "skill_category"),
                    Map.entry(SubjectRequestScope.class, "subject_request_scope"),
                    Map.entry(SubjectRequestStatus.class, "subject_request_status"),
                    Map.entry(SubjectRequestType.class, "subject_request_type"),
                    Map.entry(TaskStatus.class, "task_status"));

    @Test
    void each_enum_has_the_labels_of_the_database_in_its_order() {
        try (TestDatabase database = TestDatabase.create()) {
            JdbcClient jdbc = JdbcClient.create(database.dataSource());

            TYPES.forEach((type, name) -> {
                List<String> labels =
                        jdbc.sql(
                                        "SELECT enumlabel FROM pg_enum WHERE enumtypid ="
                                                + " CAST(:name AS regtype) ORDER BY"
                                                + " enumsortorder")
                                .param("name", name)
                                .query(String.class)
                                .list();
                assertThat(Arrays.stream(type.getEnumConstants()).map(DatabaseLabel::label))
                        .as(name)
                        .containsExactlyElementsOf(labels);
            });
        }
    }

    @Test
    void no_enum_of_the_package_is_left_out() throws IOException, URISyntaxException {
        Path folder =
                Path.of(DatabaseLabel.class.getResource("DatabaseLabel.class").toURI()).getParent();

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(
                            files.map(it -> it.getFileName().toString())
                                    .filter(it -> it.endsWith(".class") && !it.contains("-"))
                                    .map(it -> it.substring(0, it.length() - ".class".length()))
                                    .map(EnumsIT::load)
                                    .filter(DatabaseLabel.class::isAssignableFrom)
                                    .filter(Class::isEnum))
                    .containsExactlyInAnyOrderElementsOf(TYPES.keySet());
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(DatabaseLabel.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
