package dev.matchmill.jobs.launch;

import dev.matchmill.config.batch.BatchConfiguration;
import dev.matchmill.config.database.DatabaseConfiguration;
import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.database.WorkingConnections;
import dev.matchmill.config.encryption.EncryptionSettings;
import dev.matchmill.config.time.ClockConfiguration;
import dev.matchmill.embeddings.model.ModelSettings;
import dev.matchmill.embeddings.search.SearchSettings;
import dev.matchmill.jobs.backup.BackupSettings;
import dev.matchmill.jobs.duplicate.DuplicateSettings;
import dev.matchmill.jobs.duplicate.DuplicateSteps;
import dev.matchmill.jobs.embed.EmbedSettings;
import dev.matchmill.jobs.embed.EmbedSteps;
import dev.matchmill.jobs.ingest.IngestSettings;
import dev.matchmill.jobs.ingest.IngestSteps;
import dev.matchmill.jobs.maintain.MaintainSettings;
import dev.matchmill.jobs.match.MatchSettings;
import dev.matchmill.jobs.match.MatchSteps;
import dev.matchmill.jobs.match.QualitySettings;
import dev.matchmill.jobs.match.ShareSettings;
import dev.matchmill.jobs.posting.ImportSteps;
import dev.matchmill.jobs.retain.RetainSettings;
import dev.matchmill.jobs.run.CurrentRun;
import dev.matchmill.jobs.run.JobParts;
import dev.matchmill.jobs.run.JobRunner;
import dev.matchmill.jobs.run.Progress;
import dev.matchmill.jobs.run.RejectionThreshold;
import dev.matchmill.jobs.run.RunRegister;
import dev.matchmill.jobs.run.Spans;
import dev.matchmill.jobs.run.Steps;
import dev.matchmill.jobs.run.StopRequest;
import dev.matchmill.jobs.run.Throttle;
import dev.matchmill.jobs.run.Writes;
import dev.matchmill.jobs.schedule.ScheduleSettings;
import dev.matchmill.jobs.trace.TraceSettings;
import dev.matchmill.jobs.vocabulary.ImportedVocabulary;
import dev.matchmill.jobs.vocabulary.SkillRegister;
import dev.matchmill.jobs.vocabulary.VocabularySteps;
import dev.matchmill.readers.bucket.BucketSettings;
import dev.matchmill.readers.sandbox.SandboxSettings;
import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillVocabulary;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** How the program is put together. */
@Configuration(proxyBeanMethods = false)
@Import({
    DatabaseConfiguration.class,
    BatchConfiguration.class,
    ClockConfiguration.class,
    MaintenanceConfiguration.class,
    BackupConfiguration.class,
    ErasureConfiguration.class
})
@EnableConfigurationProperties({
    EncryptionSettings.class,
    BucketSettings.class,
    SandboxSettings.class,
    ModelSettings.class,
    SearchSettings.class,
    IngestSettings.class,
    DuplicateSettings.class,
    EmbedSettings.class,
    MatchSettings.class,
    QualitySettings.class,
    ShareSettings.class,
    RejectionThreshold.class,
    MaintainSettings.class,
    BackupSettings.class,
    RetainSettings.class,
    ScheduleSettings.class,
    TraceSettings.class,
    GeneralSettings.class
})
class ProgramConfiguration {

    @Bean
    JsonMapper jsonMapper() {
        return Json.mapper();
    }

    @Bean
    StopRequest stopRequest() {
        return Stopping.REQUEST;
    }

    @Bean
    Progress progress() {
        return Console.progress();
    }

    @Bean
    Spans spans(TraceSettings settings) {
        return settings.spans();
    }

    @Bean
    CurrentRun currentRun(Spans spans) {
        return new CurrentRun(spans);
    }

    @Bean
    Steps steps(
            JobRepository repository,
            PlatformTransactionManager transactions,
            CurrentRun run,
            StopRequest stop,
            Throttle throttle) {
        return new Steps(repository, transactions, run, stop, throttle);
    }

    @Bean
    Throttle throttle() {
        return new Throttle(System::nanoTime);
    }

    @Bean
    RunRegister runRegister(JdbcClient jdbc, Clock clock, JsonMapper json) {
        return new RunRegister(jdbc, clock, json);
    }

    @Bean
    JobRunner jobRunner(
            WorkingConnections connections,
            JobOperator operator,
            JobRepository repository,
            RunRegister register,
            CurrentRun run,
            RejectionThreshold threshold) {
        return new JobRunner(
                connections,
                operator,
                repository,
                register,
                run,
                threshold,
                failure -> Failure.of(failure).code());
    }

    @Bean
    JobParts jobParts(
            Steps steps,
            Transactions transactions,
            CurrentRun run,
            JdbcClient jdbc,
            Clock clock,
            JsonMapper json,
            Progress progress,
            Throttle throttle) {
        Writes writes = new Writes(run, transactions, jdbc);
        return new JobParts(steps, writes, run, jdbc, clock, json, progress, throttle);
    }

    @Bean
    @Lazy
    SkillVocabulary skillVocabulary() {
        return SkillVocabulary.shipped();
    }

    @Bean
    @Lazy
    SkillMatcher skillMatcher(SkillVocabulary vocabulary) {
        return new SkillMatcher(vocabulary);
    }

    @Bean
    SkillRegister skillRegister(JdbcClient jdbc, Transactions transactions) {
        return new SkillRegister(jdbc, transactions);
    }

    @Bean
    IngestSteps ingestSteps(JobParts parts, IngestSettings settings) {
        return new IngestSteps(parts, settings);
    }

    @Bean
    DuplicateSteps duplicateSteps(JobParts parts, DuplicateSettings settings) {
        return new DuplicateSteps(parts, settings);
    }

    @Bean
    ImportedVocabulary importedVocabulary(JdbcClient jdbc) {
        return new ImportedVocabulary(jdbc);
    }

    @Bean
    @Lazy
    VocabularySteps vocabularySteps(
            JobParts parts,
            SkillVocabulary vocabulary,
            SkillRegister register,
            ImportedVocabulary imported) {
        return new VocabularySteps(parts, vocabulary, register, imported);
    }

    @Bean
    ImportSteps importSteps(JobParts parts) {
        return new ImportSteps(parts);
    }

    @Bean
    EmbedSteps embedSteps(JobParts parts, DataSource dataSource, EmbedSettings settings) {
        return new EmbedSteps(parts, dataSource, settings);
    }

    @Bean
    MatchSteps matchSteps(
            JobParts parts,
            DataSource dataSource,
            MatchSettings settings,
            QualitySettings quality,
            SearchSettings search,
            ShareSettings share) {
        return new MatchSteps(parts, dataSource, settings, quality, search, share);
    }
}
