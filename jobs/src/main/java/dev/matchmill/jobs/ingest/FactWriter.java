package dev.matchmill.jobs.ingest;

import dev.matchmill.embeddings.store.ContentHash;
import dev.matchmill.jobs.ingest.ReadOutcome.Resume;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.readers.blind.BlindText;
import dev.matchmill.readers.profile.EducationEntry;
import dev.matchmill.readers.profile.WorkEntry;
import dev.matchmill.readers.skill.SkillMention;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes what a resume says one by one: skills, positions, degrees, and the blind text. Facts of
 * the parser are replaced; those of people stay.
 */
final class FactWriter {

    private static final String DROP_SKILLS =
            """
            DELETE FROM candidate_skills cs
            USING skills s
            WHERE s.id = cs.skill_id
              AND cs.candidate_id = :candidate
              AND cs.origin = 'parser'
              AND s.canonical_name <> ALL (CAST(:skills AS text[]))
            """;

    private static final String ADD_SKILLS =
            """
            INSERT INTO candidate_skills (candidate_id, skill_id, origin)
            SELECT :candidate, s.id, 'parser'
            FROM skills s
            WHERE s.canonical_name = ANY (CAST(:skills AS text[]))
            ORDER BY s.id
            ON CONFLICT (candidate_id, skill_id) DO NOTHING
            """;

    private static final String DROP_WORK =
            "DELETE FROM candidate_experiences WHERE candidate_id = :candidate AND origin ="
                    + " 'parser'";

    private static final String ADD_WORK =
            """
            INSERT INTO candidate_experiences
                (candidate_id, title, company, start_date, end_date, is_current, description, origin)
            VALUES (:candidate, :title, :company, :start, :end, :current, :description, 'parser')
            """;

    private static final String DROP_EDUCATION =
            "DELETE FROM candidate_educations WHERE candidate_id = :candidate AND origin ="
                    + " 'parser'";

    private static final String ADD_EDUCATION =
            """
            INSERT INTO candidate_educations
                (candidate_id, degree, field_of_study, school, level, start_date, end_date, origin)
            VALUES (:candidate, :degree, :field, :school, CAST(:level AS education_level),
                    :start, :end, 'parser')
            """;

    private static final String TEXT =
            """
            INSERT INTO pipeline.candidate_texts AS t
                (candidate_id, text_content, text_version, text_sha256, updated_at)
            VALUES (:candidate, :text, :version, decode(:hash, 'hex'), :now)
            ON CONFLICT (candidate_id) DO UPDATE
            SET text_content = EXCLUDED.text_content,
                text_version = EXCLUDED.text_version,
                text_sha256 = EXCLUDED.text_sha256,
                updated_at = EXCLUDED.updated_at
            WHERE t.text_sha256 <> EXCLUDED.text_sha256
            """;

    private static final String HASH =
            """
            UPDATE candidates
            SET content_hash = decode(:hash, 'hex'), last_activity_at = :now
            WHERE id = :candidate
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    FactWriter(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void write(CandidateId candidate, Resume resume) {
        skills(candidate, resume);
        jdbc.sql(DROP_WORK).param("candidate", candidate.value()).update();
        resume.profile().workHistory().forEach(entry -> work(candidate, entry));
        jdbc.sql(DROP_EDUCATION).param("candidate", candidate.value()).update();
        resume.profile().education().forEach(entry -> education(candidate, entry));
        text(candidate, resume.blindText());
    }

    private void skills(CandidateId candidate, Resume resume) {
        String[] skills =
                resume.profile().skills().stream()
                        .map(SkillMention::skill)
                        .distinct()
                        .toArray(String[]::new);
        for (String statement : new String[] {DROP_SKILLS, ADD_SKILLS}) {
            jdbc.sql(statement)
                    .param("candidate", candidate.value())
                    .param("skills", skills)
                    .update();
        }
    }

    private void work(CandidateId candidate, WorkEntry entry) {
        if (entry.title() == null && entry.company() == null) {
            return;
        }
        jdbc.sql(ADD_WORK)
                .param("candidate", candidate.value())
                .param("title", entry.title())
                .param("company", entry.company())
                .param("start", firstDay(entry.start()))
                .param("end", entry.current() ? null : lastDay(entry.start(), entry.end()))
                .param("current", entry.current())
                .param("description", entry.description())
                .update();
    }

    private void education(CandidateId candidate, EducationEntry entry) {
        if (entry.degree() == null && entry.field() == null && entry.school() == null) {
            return;
        }
        jdbc.sql(ADD_EDUCATION)
                .param("candidate", candidate.value())
                .param("degree", entry.degree())
                .param("field", entry.field())
                .param("school", entry.school())
                .param("level", entry.level().label())
                .param("start", firstDay(entry.start()))
                .param("end", lastDay(entry.start(), entry.end()))
                .update();
    }

    private void text(CandidateId candidate, String text) {
        String hash = ContentHash.of(text).hex();
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql(TEXT)
                .param("candidate", candidate.value())
                .param("text", text)
                .param("version", BlindText.VERSION)
                .param("hash", hash)
                .param("now", now)
                .update();
        jdbc.sql(HASH)
                .param("candidate", candidate.value())
                .param("hash", hash)
                .param("now", now)
                .update();
    }

    private static @Nullable LocalDate firstDay(@Nullable YearMonth month) {
        return month == null ? null : month.atDay(1);
    }

    // A range that ends before it starts is a misreading: the end is dropped, not the entry.
    private static @Nullable LocalDate lastDay(@Nullable YearMonth start, @Nullable YearMonth end) {
        return end == null || (start != null && end.isBefore(start)) ? null : end.atEndOfMonth();
    }
}
