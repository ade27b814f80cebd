package dev.matchmill.readers.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.migrations.type.SkillCategory;
import dev.matchmill.readers.posting.FeedException;
import dev.matchmill.readers.posting.FeedLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyFileTest {

    private static final String ESCO_HEADER =
            "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,"
                    + "status,modifiedDate,scopeNote,definition,inScheme,description\n";

    @TempDir private Path folder;

    @Test
    void reads_skills_of_esco_with_their_labels_parted_by_line_ends() throws IOException {
        Path file =
                write(
                        "skills_en.csv",
                        ESCO_HEADER
                                + "KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/1,skill/competence,transversal,work"
                                + " in teams,\"teamwork\n"
                                + "cooperate with"
                                + " colleagues\",,released,2024-01-09T12:00:00Z,,,http://scheme/skills,\"Work,"
                                + " together.\"\n"
                                + "KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/2,knowledge,sector-specific,Python"
                                + " (computer programming),,,released,,,,,x\n"
                                + "KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/3,knowledge,sector-specific,old"
                                + " thing,,,obsolete,,,,,x\n");

        VocabularyFile known = VocabularyFile.recognize(file);
        List<VocabularyTerm> terms = terms(known);

        assertThat(known.format()).isEqualTo(VocabularyFormat.ESCO_SKILLS);
        assertThat(known.language()).isEqualTo("en");
        assertThat(terms.getFirst())
                .isEqualTo(
                        new VocabularyTerm(
                                "http://data.europa.eu/esco/skill/1",
                                List.of("work in teams", "teamwork", "cooperate with colleagues"),
                                true,
                                SkillCategory.SOFT,
                                List.of(),
                                false));
        assertThat(terms.get(1).names()).containsExactly("Python (computer programming)", "Python");
        assertThat(terms).extracting(VocabularyTerm::retired).containsExactly(false, false, true);
    }

    @Test
    void takes_the_language_from_the_name_of_the_file() throws IOException {
        Path file =
                write("skills_de.csv", ESCO_HEADER + "K,http://x/1,,,Holz s\u00E4gen,,,,,,,,\n");

        assertThat(VocabularyFile.recognize(file).language()).isEqualTo("de");
        assertThat(VocabularyFile.recognize(file).in("gsw").language()).isEqualTo("gsw");
    }

    @Test
    void reads_relations_and_occupations_of_esco() throws IOException {
        Path relations =
                write(
                        "broaderRelationsSkillPillar.csv",
                        """
                        conceptType,conceptUri,broaderType,broaderUri
                        KnowledgeSkillCompetence,http://x/1,SkillGroup,http://x/g
                        """);
        Path occupations =
                write(
                        "occupations_en.csv",
                        "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,status\n"
                                + "Occupation,http://x/o,2512,software developer,"
                                + "\"programmer\nsoftware engineer\",released\n");

        assertThat(terms(VocabularyFile.recognize(relations)).getFirst().broader())
                .containsExactly("http://x/g");
        VocabularyFile titles = VocabularyFile.recognize(occupations);
        assertThat(titles.format().kind()).isEqualTo(VocabularyKind.TITLES);
        assertThat(terms(titles).getFirst().names())
                .containsExactly("software developer", "programmer", "software engineer");
    }

    @Test
    void reads_the_tab_separated_files_of_onet() throws IOException {
        Path tools =
                write(
                        "tools.txt",
                        "O*NET-SOC Code\tTitle\tExample\tCommodity Code\tCommodity Title\t"
                                + "Hot Technology\tIn Demand\n"
                                + "11-1011.00\tChief Executives\tAdobe Acrobat\t43232202\t"
                                + "Document management software\tY\tN\n");
        Path titles =
                write(
                        "titles.txt",
                        "O*NET-SOC Code\tTitle\tAlternate Title\tShort Title\tSource(s)\n"
                                + "11-1011.00\tChief Executives\tChief Executive Officer (CEO)\t"
                                + "CEO\t08\n"
                                + "11-1011.00\tChief Executives\tAgency Owner\tn/a\t10\n");

        VocabularyTerm tool = terms(VocabularyFile.recognize(tools)).getFirst();
        assertThat(tool.id()).isEqualTo("adobe acrobat");
        assertThat(tool.broader()).containsExactly("document management software");
        assertThat(terms(VocabularyFile.recognize(titles)))
                .extracting(VocabularyTerm::names)
                .containsExactly(
                        List.of(
                                "Chief Executives",
                                "Chief Executive Officer (CEO)",
                                "CEO",
                                "Chief Executive Officer"),
                        List.of("Chief Executives", "Agency Owner"));
    }

    @Test
    void reads_a_list_of_programming_languages() throws IOException {
        Path file = write("languages.csv", "name,type,aliases\nAda,programming,ada95|ada2005\n");

        VocabularyFile known = VocabularyFile.recognize(file);

        assertThat(known.format().source()).isEqualTo(VocabularySource.LINGUIST);
        assertThat(terms(known).getFirst().names()).containsExactly("Ada", "ada95", "ada2005");
    }

    @Test
    void says_which_line_is_no_term_and_why_and_reads_the_others() throws IOException {
        Path file =
                write(
                        "skills_en.csv",
                        ESCO_HEADER
                                + "K,http://x/1,,,first,,,,,,,,\n"
                                + "K,http://x/2,,,,,,,,,,,\n"
                                + "K,http://x/3,,,"
                                + "long ".repeat(90)
                                + ",,,,,,,,\n"
                                + "K,http://x/4,,,\"never closed\n"
                                + "K,http://x/5,,,last,,,,,,,,\n");

        try (Stream<FeedLine<VocabularyTerm>> lines = VocabularyFile.recognize(file).terms()) {
            List<String> seen = lines.map(VocabularyFileTest::line).toList();

            assertThat(seen)
                    .containsExactly(
                            "2 first",
                            "3 preferredLabel is missing",
                            "4 preferredLabel has more than 300 characters",
                            "5 a quote is opened and never closed",
                            "6 last");
        }
    }

    @Test
    void refuses_a_file_with_the_columns_of_no_vocabulary() throws IOException {
        Path file = write("people.csv", "name,age\nAda,36\n");

        assertThatThrownBy(() -> VocabularyFile.recognize(file))
                .isInstanceOf(FeedException.class)
                .hasMessageContaining("columns of no vocabulary");
    }

    private static String line(FeedLine<VocabularyTerm> line) {
        return switch (line) {
            case FeedLine.Good<VocabularyTerm>(long number, VocabularyTerm term) ->
                    number + " " + term.names().getFirst();
            case FeedLine.Bad<VocabularyTerm>(long number, var _, String message) ->
                    number + " " + message;
        };
    }

    private static List<VocabularyTerm> terms(VocabularyFile file) {
        try (Stream<FeedLine<VocabularyTerm>> lines = file.terms()) {
            return lines.map(line -> ((FeedLine.Good<VocabularyTerm>) line).value()).toList();
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
