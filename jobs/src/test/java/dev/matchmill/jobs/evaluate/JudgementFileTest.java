package dev.matchmill.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.migrations.PreconditionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgementFileTest {

    @TempDir private Path folder;

    @Test
    void columns_come_in_any_order_and_others_are_left_alone() throws IOException {
        Path file = write("Grade,who,Candidate,Posting\n3,me,17,ENG-1\n0,me,a b.pdf,ENG-1\n");

        assertThat(JudgementFile.read(file))
                .containsExactly(
                        new Judgement("ENG-1", "17", 3), new Judgement("ENG-1", "a b.pdf", 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    posting,candidate~ENG-1,1               | have no column 'grade'
                    posting,candidate,grade~ENG-1,1,4       | line 2 of the judgements needs a grade
                    posting,candidate,grade~ENG-1,1,        | line 2 of the judgements needs a grade
                    posting,candidate,grade~,1,2            | line 2 of the judgements needs a posting
                    posting,candidate,grade~A,1,2~A,1,3     | line 3 of the judgements judges again what line 2
                    posting,candidate,grade~A,1,2~A,1       | line 3 of the judgements has another number
                    posting,candidate,grade~~A,1,2~~~A,2,9  | line 6 of the judgements needs a grade
                    posting,candidate,grade~A,"1,2~A,2,2    | is a quotation mark missing or too many
                    posting,candidate,grade~A,"1"x,2        | is a quotation mark missing or too many
                    grade,posting,candidate~3,A,x, y.pdf    | line 2 of the judgements has another number
                    posting,candidate,grade,grade~A,1,2,3   | have a column twice
                    """)
    void a_wrong_line_is_named_and_none_is_taken(String text, String sentence) throws IOException {
        Path file = write(text.replace('~', '\n'));

        assertThatThrownBy(() -> JudgementFile.read(file))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "\uFEFF"})
    void an_empty_file_lacks_the_columns(String text) throws IOException {
        Path file = write(text.replace('~', '\n'));

        assertThatThrownBy(() -> JudgementFile.read(file))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("have no column 'posting'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"P;C;G~A;17;3", "P\tC\tG~A\t17\t3", "P,C,G,,~A,17,3,,", "P,C,G\r~A,17,3\r"})
    void what_spreadsheets_write_is_read(String text) throws IOException {
        String named =
                text.replaceFirst("P", "posting")
                        .replaceFirst("C", "candidate")
                        .replaceFirst("G", "grade")
                        .replace('~', '\n');

        assertThat(JudgementFile.read(write(named)))
                .isEqualTo(JudgementFile.read(write("\uFEFF" + named)))
                .containsExactly(new Judgement("A", "17", 3));
    }

    @Test
    void what_is_not_utf_8_is_told_so_and_a_nul_too() throws IOException {
        Path file = folder.resolve("judgements.csv");
        String text = "posting,candidate,grade\nA,J\u00fcrgen.pdf,2\n";
        Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> JudgementFile.read(file))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("not CSV in UTF-8");

        write("posting,candidate,grade\nA,a\0b,2\n");
        assertThatThrownBy(() -> JudgementFile.read(file))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("not CSV in UTF-8");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("judgements.csv"), text);
    }
}
