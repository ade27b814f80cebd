package dev.matchmill.readers.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextCleanerTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            textBlock =
                    """
                    composes accents,               'e\u0301',                      '\u00e9'
                    spells ligatures out,           'o\uFB03ce',                    'office'
                    drops zero-width signs,         'so\u00ADft\u200Bware\uFEFF',   'software'
                    makes one kind of blank,        'a\u00A0\u2003b',               'a b'
                    keeps tabs,                     'Baker  \t 2019',               'Baker\t2019'
                    makes one kind of bullet,       '\u25AA  Bread',                '\u2022 Bread'
                    knows Wingdings,                '\uF0B7\tBread',                '\u2022 Bread'
                    knows hyphens as bullets,       '- Bread',                      '\u2022 Bread'
                    leaves dates alone,             '- 2010',                       '- 2010'
                    joins a spaced heading,         'S K I L L S',                  'SKILLS'
                    leaves initials alone,          'J R R Tolkien',                'J R R Tolkien'
                    repairs UTF-8 read as Latin-1,  'Mart\u00C3\u00ADnez, Bogot\u00C3\u00A1', 'Mart\u00EDnez, Bogot\u00E1'
                    repairs Windows quotes,         '\u00E2\u20AC\u0153Benito\u00E2\u20AC', '\u201CBenito\u201D'
                    leaves one odd pair alone,      'CAF\u00C9\u201C',               'CAF\u00C9\u201C'
                    joins a lone bullet,            '\u2022\nBread',                '\u2022 Bread'
                    """)
    void cleans(String what, String raw, String clean) {
        assertThat(TextCleaner.clean(raw)).as(what).isEqualTo(clean);
    }

    @Test
    void leaves_at_most_two_empty_lines_and_none_outside() {
        assertThat(TextCleaner.clean("\n\na\r\n\r\n\r\n\r\n\r\nb\u2028c\n"))
                .isEqualTo("a\n\n\nb\nc");
    }

    @Test
    void holds_its_promises_for_any_characters() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            StringBuilder raw = new StringBuilder();
            for (int at = 0; at < 200; at++) {
                switch (random.nextInt(5)) {
                    case 0 -> raw.append((char) random.nextInt(0x10000));
                    case 1 -> raw.appendCodePoint(random.nextInt(0x110000));
                    case 2 -> raw.append("\n\t •-oa\u0301".charAt(random.nextInt(8)));
                    default -> raw.append((char) random.nextInt(0x250));
                }
            }

            String clean = TextCleaner.clean(raw.toString());

            assertThat(TextCleaner.clean(clean)).as("twice, seed %d", seed).isEqualTo(clean);
            assertThat(Normalizer.isNormalized(clean, Normalizer.Form.NFC)).isTrue();
            assertThat(clean.codePoints())
                    .as("seed %d", seed)
                    .noneMatch(point -> Character.getType(point) == Character.SURROGATE)
                    .filteredOn(Character::isISOControl)
                    .allMatch(point -> point == '\n' || point == '\t');
            assertThat(clean).doesNotContain("\n\n\n\n");
        }
    }

    @Test
    void never_cuts_a_character_in_two() {
        assertThat(TextCleaner.cut("ab\uD83D\uDE00", 3)).isEqualTo("ab");
    }
}
