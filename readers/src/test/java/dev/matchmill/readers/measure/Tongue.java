package dev.matchmill.readers.measure;

import java.util.List;
import java.util.Locale;

/** In which language headings, labels and dates are written; the rest stays English. */
enum Tongue {
    ENGLISH(
            Locale.US,
            "Present",
            "Work Experience|Experience|Employment History",
            "Education|Academic Background|Education & Training",
            "Skills|Key Skills|Core Competencies",
            "Languages",
            "Profile|Summary|Professional Summary",
            "Name|Address|Phone|E-Mail|Position"),
    GERMAN(
            Locale.GERMANY,
            "heute",
            "Berufserfahrung|Beruflicher Werdegang",
            "Ausbildung|Bildungsweg",
            "Kenntnisse|F\u00E4higkeiten",
            "Sprachen|Sprachkenntnisse",
            "Profil|Kurzprofil",
            "Name|Anschrift|Telefon|E-Mail|Position"),
    FRENCH(
            Locale.FRANCE,
            "aujourd'hui",
            "Exp\u00E9rience professionnelle|Exp\u00E9riences",
            "Formation|Formations",
            "Comp\u00E9tences",
            "Langues",
            "Profil|\u00C0 propos",
            "Nom|Adresse|T\u00E9l\u00E9phone|E-mail|Position"),
    SPANISH(
            Locale.of("es", "ES"),
            "actualidad",
            "Experiencia profesional|Experiencia laboral",
            "Educaci\u00F3n|Formaci\u00F3n acad\u00E9mica",
            "Habilidades|Competencias",
            "Idiomas",
            "Perfil|Perfil profesional",
            "Nombre|Direcci\u00F3n|Tel\u00E9fono|Correo|Position");

    private final Locale locale;
    private final String now;
    private final String work;
    private final String education;
    private final String skills;
    private final String languages;
    private final String summary;
    private final String labels;

    Tongue(
            Locale locale,
            String now,
            String work,
            String education,
            String skills,
            String languages,
            String summary,
            String labels) {
        this.locale = locale;
        this.now = now;
        this.work = work;
        this.education = education;
        this.skills = skills;
        this.languages = languages;
        this.summary = summary;
        this.labels = labels;
    }

    Locale locale() {
        return locale;
    }

    /** What stands for the end of a position that lasts; English people have several words. */
    String now(String english) {
        return this == ENGLISH ? english : now;
    }

    List<String> work() {
        return list(work);
    }

    List<String> education() {
        return list(education);
    }

    List<String> skills() {
        return list(skills);
    }

    List<String> languages() {
        return list(languages);
    }

    List<String> summary() {
        return list(summary);
    }

    /** Name, address, phone, e-mail, position. */
    List<String> labels() {
        return list(labels);
    }

    private static List<String> list(String words) {
        return List.of(words.split("\\|", -1));
    }
}
