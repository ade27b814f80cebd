package dev.matchmill.readers.skill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkillMatcherTest {

    private static final SkillMatcher MATCHER = new SkillMatcher(SkillVocabulary.shipped());

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Built services in Java 21 ~ java",
                "JavaScript and CSS ~ javascript,css",
                "C/C++, C# and F# ~ c,c++,c#,f#",
                "Wrote C++11 code ~ c++",
                "ASP.NET on .NET Core ~ asp.net,.net core",
                "Moved from VB to .NET in 2019 ~ .net",
                "Node.js, NodeJS or Node JS ~ node.js",
                "Programming languages: C, R, Go ~ c,r,go",
                "Python (primary), SQL ~ python,sql",
                "Go developer for three years ~ go",
                "Microsoft Word, Excel and Outlook ~ microsoft word,microsoft excel,microsoft"
                        + " outlook",
                "proficient with excel, powerpoint, word ~"
                        + " microsoft excel,microsoft powerpoint,microsoft word",
                "REST APIs over HTTP ~ rest",
                "Spring Boot and Hibernate ~ spring boot,hibernate",
                "Configured servers with Chef and Puppet ~ chef infra,puppet",
                "Strong problem-solving skills ~ problem solving",
                "CERTIFIED PUBLIC ACCOUNTANT (CPA) ~ certified public accountant",
                "Prepared tax returns and financial statements ~ tax preparation,financial"
                        + " statements",
                "OSHA 10, CDL Class A ~ osha 10,commercial driver's license",
                "Valid driver\u2019s license ~ driver's license",
                "RN, BLS and ACLS certified ~ registered nurse license,basic life support,advanced"
                        + " cardiac life support",
                "Fluent in Spanish and French ~ spanish,french",
                "P&L responsibility ~ profit and loss",
                "Organisational skills ~ organizational skills",
                "Lesson plans; parent conferences ~ lesson planning,parent communication",
                "No experience with Java but used Python daily ~ python",
                "CI/CD pipelines ~ ci/cd",
                "Runs SAP for two plants ~ sap",
                "Python (primary), Java (learning) ~ python,java",
                "Java, not JavaScript ~ java",
                "C# and .NET, no C++ ~ c#,.net",
                "HTML5/CSS3, PHP7 and Java 8/11 ~ html,css,php,java",
                "Angular 2+ and Vue.js 3 ~ angular,vue.js",
                "T-SQL/PL-SQL ~ t-sql,pl/sql",
                "MS Office (Word, Excel) ~ microsoft office,microsoft word,microsoft excel",
                "Power Point, Java Script and Type Script ~"
                        + " microsoft powerpoint,javascript,typescript",
                "frontend, front-end or front end developer ~ front-end development",
                "java spring hibernate mysql ~ java,spring,hibernate,mysql",
                "We build with React in the browser and Java behind it ~ java",
                "Basic understanding of Kubernetes ~ kubernetes",
                "Reports in Java and Excel 2013 ~ java,microsoft excel",
                "Press release; lesson plan ~ press releases,lesson planning",
                "Experience with access control ~ access control",
                "Python3.11, Docker ~ python,docker",
                "Kenntnisse: Projektmanagement, Buchhaltung, Einkauf ~"
                        + " project management,accounting,procurement",
                "Comp\u00E9tences : gestion de projet, comptabilit\u00E9, travail en \u00E9quipe ~"
                        + " project management,accounting,teamwork",
                "Habilidades: gesti\u00F3n de proyectos, atenci\u00F3n al cliente, ventas ~"
                        + " project management,customer service,sales",
                "Keine Erfahrung mit Java, gute Kenntnisse in Python ~ python",
            })
    void finds_skills_by_whole_words(String text, String expected) {
        assertThat(MATCHER.find(text))
                .extracting(SkillMention::skill)
                .containsExactly(expected.strip().split(","));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "I excel at meeting deadlines",
                "Excel at meeting deadlines",
                "Excel in every task given",
                "Access to company cars",
                "gave patients access to their files",
                "grew by word of mouth",
                "Word of mouth brought guests",
                "a positive outlook",
                "Joined in Spring 2019",
                "during the spring semester",
                "the rest of the staff",
                "Express lane cashier no. 4 was mine alone to go through",
                "Go to the mountains",
                "as a head chef of 12 people",
                "a swift response",
                "Delphi, Indiana",
                "Oracle of the village",
                "platform forms",
                "R&D lead",
                "J.R. Smith",
                "Plan B, option C of the lease",
                "Dublin Rust Belt tour",
                "No experience with Java",
                "not familiar with Python",
                "no Kubernetes experience",
                "Never used Terraform",
                "Knowledge of Java is not required",
                "the Polish embassy",
                "10+ years",
                "Javanese dance",
                "tapped maple sap",
                "Spring cleaning of the kitchen",
                "deployed by hand, without Kubernetes",
                "Eager to learn Java",
                "I would like to learn Python one day",
                "unfamiliar with Kubernetes",
                "aucune exp\u00E9rience en Java",
                "sin experiencia en Python",
                "advised C-level executives",
                "R-rated films",
                "Vitamin C, Omega",
                "https://example.org/java/python",
                "write to java@example.org",
                "React to alarms within minutes",
                "Controls course, Spring & Summer 2017",
                "Ruby Smith, referee",
                "the access to the building was barred",
                "Took part in design, development and testing",
            })
    void does_not_take_ordinary_words_or_denials_for_skills(String text) {
        assertThat(MATCHER.find(text))
                .extracting(SkillMention::skill)
                .doesNotContain(
                        "microsoft excel",
                        "microsoft access",
                        "microsoft word",
                        "microsoft outlook",
                        "spring",
                        "rest",
                        "express.js",
                        "go",
                        "chef infra",
                        "swift",
                        "delphi",
                        "oracle database",
                        "tform",
                        "r",
                        "c",
                        "rust",
                        "java",
                        "python",
                        "kubernetes",
                        "terraform",
                        "polish",
                        "adobe indesign",
                        "comptia a+");
    }

    @Test
    void takes_an_ambiguous_item_for_a_skill_below_a_heading_of_skills_only() {
        assertThat(skills("Skills\n\u2022 R\n\u2022 Go\n\u2022 Excel"))
                .containsExactly("r", "go", "microsoft excel");
        assertThat(skills("Core Competencies\nMain: Workday, Payroll"))
                .containsExactly("workday", "payroll");
        assertThat(skills("Interests\nSpring\nSwift runs in the woods")).isEmpty();
        assertThat(skills("Skills\nWelding\nExperience\nGo to every site\nExcel at handovers"))
                .containsExactly("welding");
    }

    @Test
    void joins_an_item_that_wraps_in_a_narrow_column() {
        assertThat(skills("Skills\n\u2022 Blueprint\nReading\n\u2022 Welding"))
                .containsExactly("blueprint reading", "welding");
    }

    private static List<String> skills(String text) {
        return MATCHER.find(text).stream().map(SkillMention::skill).toList();
    }

    @Test
    void names_each_skill_once_with_the_words_that_prove_it() {
        String text = "Summary\nTeam of nine.\nPayroll for 300 people in ADP.\nPayroll audits.";

        List<SkillMention> found = MATCHER.find(text);

        SkillMention payroll = found.getFirst();
        assertThat(payroll.skill()).isEqualTo("payroll");
        assertThat(payroll.span().of(text)).isEqualTo("Payroll");
        assertThat(payroll.evidence()).isEqualTo("Payroll for 300 people in ADP.");
        assertThat(found).extracting(SkillMention::skill).doesNotHaveDuplicates();
    }

    @Test
    void cuts_evidence_of_a_long_line_between_words() {
        String text = "lorem ipsum ".repeat(30) + "Kubernetes" + " dolor sit amet".repeat(30);

        SkillMention mention = MATCHER.find(text).getFirst();

        assertThat(mention.evidence())
                .contains("Kubernetes")
                .hasSizeLessThanOrEqualTo(120)
                .hasSizeGreaterThan(90)
                .matches("(lorem|ipsum) .* (dolor|sit|amet)");
    }

    @Test
    void joins_a_name_that_wraps_onto_the_next_line_but_not_two_items_of_a_list() {
        String wrapped =
                "Many years of running large and small teams in project\nmanagement and more";
        String items = "Data\nEntry of names";

        assertThat(MATCHER.find(wrapped))
                .extracting(SkillMention::skill)
                .contains("project management");
        assertThat(MATCHER.find(items))
                .extracting(SkillMention::skill)
                .doesNotContain("data entry");
    }

    @Test
    @Timeout(20)
    void reads_200000_characters_of_any_kind_in_linear_time() {
        for (String unit :
                List.of("Go, ", "no not never ", "a", "C++ & ", "project ", ". \n", "&")) {
            String text = unit.repeat(200_000 / unit.length());

            assertThat(Duration.ofNanos(timeOf(text))).isLessThan(Duration.ofSeconds(3));
        }
    }

    private static long timeOf(String text) {
        long start = System.nanoTime();
        MATCHER.find(text);
        return System.nanoTime() - start;
    }
}
