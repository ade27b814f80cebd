package dev.matchmill.readers.measure;

import java.util.List;
import java.util.Locale;

/** In which language headings, labels and dates are written; the rest stays English. */
enum Tongue {
    ENGLISH(
            Locale.US,
            "Present",
            List.of("Work Experience", "Experience", "Employment History"),
            List.of("Education", "Academic Background", "Education & Training"),
            List.of("Skills", "Key Skills", "Core Competencies"),
            List.of("Languages"),
            List.of("Profile", "Summary", "Professional Summary"),
            List.of("Name", "Address", "Phone", "E-Mail", "Position")),
    GERMAN(
            Locale.GERMANY,
            "heute",
            List.of("Berufserfahrung", "Beruflicher Werdegang"),
            List.of("Ausbildung", "Bildungsweg"),
            List.of("Kenntnisse", "F\u00E4higkeiten"),
            List.of("Sprachen", "Sprachkenntnisse"),
            List.of("Profil", "Kurzprofil"),
            List.of("Name", "Anschrift", "Telefon", "E-Mail", "Position")),
    FRENCH(
            Locale.FRANCE,
            "aujourd'hui",
            List.of("Exp\u00E9rience professionnelle", "Exp\u00E9riences"),
            List.of("Formation", "Formations"),
            List.of("Comp\u00E9tences"),
            List.of("Langues"),
            List.of("Profil", "\u00C0 propos"),
            List.of("Nom", "Adresse", "T\u00E9l\u00E9phone", "E-mail", "Position")),
    SPANISH(
            Locale.of("es", "ES"),
            "actualidad",
            List.of("Experiencia profesional", "Experiencia laboral"),
            List.of("Educaci\u00F3n", "Formaci\u00F3n acad\u00E9mica"),
            List.of("Habilidades", "Competencias"),
            List.of("Idiomas"),
            List.of("Perfil", "Perfil profesional"),
            List.of("Nombre", "Direcci\u00F3n", "Tel\u00E9fono", "Correo", "Position"));

    private final Locale locale;
    private final String now;
    private final List<String> work;
    private final List<String> education;
    private final List<String> skills;
    private final List<String> languages;
    private final List<String> summary;
    private final List<String> labels;

    Tongue(
            Locale locale,
            String now,
            List<String> work,
            List<String> education,
            List<String> skills,
            List<String> languages,
            List<String> summary,
            List<String> labels) {
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
        return work;
    }

    List<String> education() {
        return education;
    }

    List<String> skills() {
        return skills;
    }

    List<String> languages() {
        return languages;
    }

    List<String> summary() {
        return summary;
    }

    /** Name, address, phone, e-mail, position. */
    List<String> labels() {
        return labels;
    }
}
