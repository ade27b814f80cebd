package dev.matchmill.readers.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageGuessTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    en | Managed a team of nine bakers and the planning of all night shifts
                    en | Work experience. Baker at Old Mill, 2019 to 2024. Education: diploma in baking
                    de | Leitung der Backstube und Planung von Schichten für neun Personen
                    de | Berufserfahrung als Bäcker in Ulm, Ausbildung und Kenntnisse im Einkauf
                    fr | Gestion de la boulangerie et des commandes pour les hôtels, avec une équipe
                    fr | Expérience professionnelle, formation, compétences, langues, centres d'intérêt
                    es | Gestión de la panadería y de los pedidos para hoteles, con un equipo
                    es | Experiencia laboral, formación, idiomas, habilidades y cursos
                    it | Gestione della panetteria e degli ordini per gli alberghi, con una squadra
                    it | Esperienza, istruzione e formazione, competenze, lingue
                    nl | Leiding van de bakkerij en het plannen van diensten voor een team
                    nl | Werkervaring, opleiding, vaardigheden en talen van de kandidaat
                    pt | Gestão da padaria e dos pedidos para hotéis, com uma equipa
                    pt | Experiência profissional, formação, competências, idiomas e cursos
                    pl | Prowadzenie piekarni i obsługa zamówień dla hoteli, praca w zespole
                    pl | Doświadczenie zawodowe, wykształcenie, umiejętności, języki
                    """)
    void knows_the_language_of_a_line_or_two(String language, String text) {
        assertThat(LanguageGuess.of(text)).isEqualTo(language);
    }

    @Test
    void says_nothing_where_there_are_names_and_numbers_only() {
        assertThat(LanguageGuess.of("Mara Lindqvist, Kubernetes, Java 21, +46 18 12 34")).isNull();
    }
}
