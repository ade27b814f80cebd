package dev.matchmill.jobs.shortlist;

import dev.matchmill.migrations.type.Recommendation;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shortlists as a night's run would compute them, of invented people. */
final class SampleReport {

    static final Instant AT = Instant.parse("2026-11-22T01:14:05Z");

    private SampleReport() {}

    static ShortlistReport report() {
        return new ShortlistReport(AT, List.of(engineer(), nurse(), chef()));
    }

    static ShortlistReport of(ShortlistRow... rows) {
        return new ShortlistReport(
                AT,
                List.of(
                        new PostingShortlist(
                                "ENG-101",
                                "Engineer",
                                "",
                                List.of("Java"),
                                List.of(),
                                rows.length,
                                false,
                                List.of(rows))));
    }

    /** A candidate of whom only the text matters. */
    static ShortlistRow row(String name, SkillEvidence... skills) {
        return new ShortlistRow(
                1,
                7,
                name,
                "Headline",
                "Berlin, DE",
                0.5,
                Recommendation.MAYBE,
                Map.of("semantic", 0.5),
                List.of(skills),
                List.of(),
                List.of("cv.pdf"),
                false,
                false);
    }

    static Map<String, Double> parts(
            double semantic, double required, double preferred, double experience, double place) {
        var parts = new LinkedHashMap<String, Double>();
        parts.put("semantic", semantic);
        parts.put("required_skills", required);
        parts.put("preferred_skills", preferred);
        parts.put("experience", experience);
        parts.put("location", place);
        return Collections.unmodifiableMap(parts);
    }

    private static PostingShortlist engineer() {
        var katarzyna =
                new ShortlistRow(
                        1,
                        1004,
                        "Katarzyna Wiśniewska-Braun",
                        "Senior Backend Engineer at Kestrelpay GmbH",
                        "Berlin, DE",
                        0.9127,
                        Recommendation.STRONG_YES,
                        parts(0.3527, 0.3, 0.11, 0.1, 0.05),
                        List.of(
                                required(
                                        "Java",
                                        "Own the settlement services (Java 21, Spring Boot 3,"
                                            + " PostgreSQL 15) that clear 1.4 million payments"),
                                required(
                                        "Spring Boot",
                                        "Led four engineers: REST APIs with Spring Boot, Hibernate,"
                                                + " PostgreSQL"),
                                required("PostgreSQL", "Data: PostgreSQL, Apache Kafka, Redis"),
                                required("REST APIs", "REST APIs with Spring Boot, Hibernate"),
                                required(
                                        "Docker",
                                        "Wrote the first Docker images of the company and its"
                                                + " deployment guide"),
                                preferred(
                                        "Apache Kafka",
                                        "Replaced nightly file exchange with Apache Kafka streams"),
                                preferred(
                                        "Kubernetes",
                                        "Moved eleven services from virtual machines to k8s with"
                                                + " Helm")),
                        List.of("Microservices"),
                        List.of(
                                "ENG-101/wisniewska-braun_cv.pdf",
                                "Katarzyna Wisniewska-Braun 2026.docx"),
                        true,
                        false);
        var tomas =
                new ShortlistRow(
                        2,
                        1011,
                        "Tomás O'Callaghan",
                        "Backend Developer at Shandon Cloudworks Ltd",
                        "Cork, IE",
                        0.6213,
                        Recommendation.MAYBE,
                        parts(0.3013, 0.2, 0.02, 0.1, 0.0),
                        List.of(
                                required(
                                        "Java", "Maintained an order management system in Java 11"),
                                required(
                                        "Spring Boot",
                                        "Develop booking APIs in Kotlin and Spring Boot"),
                                required("Docker", "")),
                        List.of("PostgreSQL", "REST APIs", "Apache Kafka", "Kubernetes"),
                        List.of("ENG-101/ocallaghan.rtf"),
                        true,
                        false);
        var anonymous =
                new ShortlistRow(
                        3,
                        1029,
                        "",
                        "",
                        "",
                        0.2404,
                        Recommendation.STRONG_NO,
                        parts(0.2154, 0, 0, 0.015, 0.01),
                        List.of(),
                        List.of("Java", "Spring Boot", "PostgreSQL", "REST APIs", "Docker"),
                        List.of("inbox/cv (3).pdf"),
                        false,
                        false);
        return new PostingShortlist(
                "ENG-101",
                "Senior Java Backend Engineer",
                "Berlin, DE · hybrid",
                List.of("Java", "Spring Boot", "PostgreSQL", "REST APIs", "Docker"),
                List.of("Apache Kafka", "Kubernetes", "Microservices"),
                1204,
                false,
                List.of(katarzyna, tomas, anonymous));
    }

    private static PostingShortlist nurse() {
        var row =
                new ShortlistRow(
                        1,
                        1017,
                        "Denise Okafor",
                        "Staff Nurse, Surgical ICU at Scioto Bend University Hospital",
                        "Columbus, OH, US",
                        0.8,
                        Recommendation.YES,
                        parts(0.33, 0.25, 0.05, 0.1, 0.07),
                        List.of(
                                required(
                                        "Critical Care",
                                        "ICU nurse, surgical and neuro critical care"),
                                required("ACLS", "ACLS, BLS, TNCC")),
                        List.of("CRRT"),
                        List.of("NUR-201/okafor-denise.docx"),
                        true,
                        false);
        var weak =
                new ShortlistRow(
                        2,
                        1018,
                        "Tyler Brandvold",
                        "Licensed Practical Nurse",
                        "Fargo, ND, US",
                        0.41,
                        Recommendation.NO,
                        parts(0.26, 0.05, 0, 0.1, 0),
                        List.of(required("BLS", "LPN, North Dakota; BLS; IV therapy certified")),
                        List.of("Critical Care", "ACLS", "CRRT"),
                        List.of("NUR-201/Brandvold LPN.txt"),
                        true,
                        false);
        return new PostingShortlist(
                "NUR-201",
                "Registered Nurse, Intensive Care Unit",
                "Columbus, OH, US · onsite",
                List.of("Critical Care", "ACLS", "BLS"),
                List.of("CRRT"),
                88,
                false,
                List.of(row, weak));
    }

    private static PostingShortlist chef() {
        return new PostingShortlist(
                "CHEF-401",
                "Sous Chef",
                "Amsterdam, NL",
                List.of("HACCP"),
                List.of(),
                0,
                false,
                List.of());
    }

    private static SkillEvidence required(String skill, String evidence) {
        return new SkillEvidence(skill, true, evidence, null);
    }

    private static SkillEvidence preferred(String skill, String evidence) {
        return new SkillEvidence(skill, false, evidence, null);
    }
}
