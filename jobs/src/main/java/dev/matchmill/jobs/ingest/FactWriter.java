package dev.matchmill.jobs.ingest;

import dev.matchmill.embeddings.store.ContentHash;
import dev.matchmill.readers.blind.BlindText;
import dev.matchmill.readers.profile.EducationEntry;
import dev.matchmill.readers.profile.WorkEntry;
import dev.matchmill.readers.skill.SkillMention;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes what resumes say one by one: skills, positions, degrees, and the blind text. Facts of the
 * parser are replaced; those of people stay. A statement for each kind, however many resumes.
 */
final class FactWriter {

    private static final String DROP_SKILLS =
            """
            DELETE FROM candidate_skills cs
            USING skills s
            WHERE s.id = cs.skill_id
              AND cs.candidate_id = ANY (:candidates)
              AND cs.origin = 'parser'
              AND (cs.candidate_id, s.canonical_name) NOT IN (
                  SELECT n.candidate_id, n.skill
                  FROM unnest(:owners, CAST(:skills AS text[])) AS n (candidate_id, skill))
            """;

    private static final String ADD_SKILLS =
            """
            INSERT INTO candidate_skills (candidate_id, skill_id, origin)
            SELECT n.candidate_id, s.id, 'parser'
            FROM unnest(:owners, CAST(:skills AS text[])) AS n (candidate_id, skill)
            JOIN skills s ON s.canonical_name = n.skill
            ORDER BY n.candidate_id, s.id
            ON CONFLICT (candidate_id, skill_id) DO NOTHING
            """;

    private static final String DROP_WORK =
            """
            DELETE FROM candidate_experiences
            WHERE candidate_id = ANY (:candidates)
              AND origin = 'parser'
            """;

    private static final String ADD_WORK =
            """
            INSERT INTO candidate_experiences
                (candidate_id, title, company, start_date, end_date, is_current, description, origin)
            SELECT n.candidate_id, n.title, n.company, n.start_date, n.end_date, n.is_current,
                   n.description, 'parser'
            FROM unnest(:owners, CAST(:titles AS text[]), CAST(:companies AS text[]),
                        CAST(:starts AS date[]), CAST(:ends AS date[]),
                        CAST(:currents AS boolean[]), CAST(:descriptions AS text[]))
                 WITH ORDINALITY
                 AS n (candidate_id, title, company, start_date, end_date, is_current, description,
                       row_no)
            ORDER BY n.row_no
            """;

    private static final String DROP_EDUCATION =
            """
            DELETE FROM candidate_educations
            WHERE candidate_id = ANY (:candidates)
              AND origin = 'parser'
            """;

    private static final String ADD_EDUCATION =
            """
            INSERT INTO candidate_educations
                (candidate_id, degree, field_of_study, school, level, start_date, end_date, origin)
            SELECT n.candidate_id, n.degree, n.field, n.school, n.level, n.start_date, n.end_date,
                   'parser'
            FROM unnest(:owners, CAST(:degrees AS text[]), CAST(:fields AS text[]),
                        CAST(:schools AS text[]), CAST(:levels AS education_level[]),
                        CAST(:starts AS date[]), CAST(:ends AS date[]))
                 WITH ORDINALITY
                 AS n (candidate_id, degree, field, school, level, start_date, end_date, row_no)
            ORDER BY n.row_no
            """;

    private static final String TEXT =
            """
            INSERT INTO pipeline.candidate_texts AS t
                (candidate_id, text_content, text_version, text_sha256)
            SELECT n.candidate_id, n.text_content, :version, decode(n.hash, 'hex')
            FROM unnest(:candidates, CAST(:texts AS text[]), CAST(:hashes AS text[]))
                 AS n (candidate_id, text_content, hash)
            ORDER BY n.candidate_id
            ON CONFLICT (candidate_id) DO UPDATE
            SET text_content = EXCLUDED.text_content,
                text_version = EXCLUDED.text_version,
                text_sha256 = EXCLUDED.text_sha256
            WHERE t.text_sha256 <> EXCLUDED.text_sha256
            """;

    private final JdbcClient jdbc;

    FactWriter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes the facts of resumes; of one candidate's, those of the last. */
    void write(List<StoredResume> stored) {
        if (stored.isEmpty()) {
            return;
        }
        SortedMap<Long, StoredResume> last = new TreeMap<>();
        stored.forEach(resume -> last.put(resume.candidate().value(), resume));
        Collection<StoredResume> resumes = last.values();
        Long[] candidates = last.keySet().toArray(Long[]::new);
        skills(candidates, Fact.all(resumes, FactWriter::skills));
        work(candidates, Fact.all(resumes, FactWriter::work));
        education(candidates, Fact.all(resumes, FactWriter::education));
        jdbc.sql(TEXT)
                .param("candidates", candidates)
                .param("texts", array(resumes, resume -> resume.resume().blindText()))
                .param("version", BlindText.VERSION)
                .param(
                        "hashes",
                        array(resumes, one -> ContentHash.of(one.resume().blindText()).hex()))
                .update();
    }

    /** One value of one candidate. */
    private record Fact<T>(Long candidate, T value) {

        static <T> List<Fact<T>> all(
                Collection<StoredResume> resumes, Function<StoredResume, List<T>> values) {
            return resumes.stream()
                    .flatMap(resume ->
                            values.apply(resume).stream()
                                    .map(value -> new Fact<>(resume.candidate().value(), value)))
                    .toList();
        }

        static Long[] owners(List<? extends Fact<?>> facts) {
            return facts.stream().map(Fact::candidate).toArray(Long[]::new);
        }
    }

    private void skills(Long[] candidates, List<Fact<String>> skills) {
        jdbc.sql(DROP_SKILLS)
                .param("candidates", candidates)
                .param("owners", Fact.owners(skills))
                .param("skills", array(skills, Fact::value))
                .update();
        jdbc.sql(ADD_SKILLS)
                .param("owners", Fact.owners(skills))
                .param("skills", array(skills, Fact::value))
                .update();
    }

    private void work(Long[] candidates, List<Fact<WorkEntry>> work) {
        jdbc.sql(DROP_WORK).param("candidates", candidates).update();
        jdbc.sql(ADD_WORK)
                .param("owners", Fact.owners(work))
                .param("titles", array(work, fact -> fact.value().title()))
                .param("companies", array(work, fact -> fact.value().company()))
                .param("starts", array(work, fact -> firstDay(fact.value().start())))
                .param("ends", array(work, fact -> end(fact.value())))
                .param("currents", array(work, fact -> fact.value().current()))
                .param("descriptions", array(work, fact -> fact.value().description()))
                .update();
    }

    private void education(Long[] candidates, List<Fact<EducationEntry>> education) {
        jdbc.sql(DROP_EDUCATION).param("candidates", candidates).update();
        jdbc.sql(ADD_EDUCATION)
                .param("owners", Fact.owners(education))
                .param("degrees", array(education, fact -> fact.value().degree()))
                .param("fields", array(education, fact -> fact.value().field()))
                .param("schools", array(education, fact -> fact.value().school()))
                .param("levels", array(education, fact -> fact.value().level().label()))
                .param("starts", array(education, fact -> firstDay(fact.value().start())))
                .param(
                        "ends",
                        array(education, fact -> lastDay(fact.value().start(), fact.value().end())))
                .update();
    }

    private static List<String> skills(StoredResume stored) {
        return stored.resume().profile().skills().stream()
                .map(SkillMention::skill)
                .distinct()
                .toList();
    }

    private static List<WorkEntry> work(StoredResume stored) {
        return stored.resume().profile().workHistory().stream()
                .filter(entry -> entry.title() != null || entry.company() != null)
                .toList();
    }

    private static List<EducationEntry> education(StoredResume stored) {
        return stored.resume().profile().education().stream()
                .filter(entry ->
                        entry.degree() != null || entry.field() != null || entry.school() != null)
                .toList();
    }

    // The text form of each value, for the database to read.
    private static <T> @Nullable String[] array(
            Collection<T> values, Function<T, @Nullable Object> part) {
        return values.stream()
                .map(value -> {
                    Object given = part.apply(value);
                    return given == null ? null : given.toString();
                })
                .toArray(String[]::new);
    }

    private static @Nullable LocalDate end(WorkEntry entry) {
        return entry.current() ? null : lastDay(entry.start(), entry.end());
    }

    private static @Nullable LocalDate firstDay(@Nullable YearMonth month) {
        return month == null ? null : month.atDay(1);
    }

    // A range that ends before it starts is a misreading: the end is dropped, not the entry.
    private static @Nullable LocalDate lastDay(@Nullable YearMonth start, @Nullable YearMonth end) {
        return end == null || (start != null && end.isBefore(start)) ? null : end.atEndOfMonth();
    }
}
