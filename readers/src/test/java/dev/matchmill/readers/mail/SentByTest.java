package dev.matchmill.readers.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.readers.document.ApplicationHint;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentByTest {

    @Test
    void a_person_outside_is_the_sender_with_name_and_date() throws Exception {
        ApplicationHint hint =
                hint(
                        """
                        From: =?utf-8?q?Zo=C3=AB_Marlow?= <Zoe.Marlow@Example.org>
                        To: Recruiting <jobs@mill.example>
                        Date: Mon, 2 Mar 2026 23:30:00 -0200 (BRT)
                        """);

        assertThat(hint.sender()).isEqualTo("zoe.marlow@example.org");
        assertThat(hint.senderName()).isEqualTo("Zo\u00EB Marlow");
        assertThat(hint.appliedAt()).isEqualTo(Instant.parse("2026-03-03T01:30:00Z"));
    }

    @Test
    void replies_go_to_the_applicant_of_a_form() throws Exception {
        ApplicationHint hint =
                hint(
                        """
                        From: Career form <no-reply@forms.example>
                        Reply-To: zoe@example.org
                        To: jobs@mill.example
                        """);

        assertThat(hint.sender()).isEqualTo("zoe@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: no-reply@example.org",
                "From: Human Resources <hr@example.org>",
                "From: Bea Boss <bea@mill.example>",
                "From: zoe@example.org\nList-Id: <jobs.example.org>",
                "From: zoe@example.org\nAuto-Submitted: auto-replied",
                "From: zoe@example.org\nPrecedence: bulk",
                "From: zoe@example.org\nSubject: Fwd: my resume",
                "From: zoe@example.org\nSubject: WG: Bewerbung",
                "From: zoe@example.org\nResent-From: bea@mill.example",
                "From: zoe@example.org, max@example.org",
                "From: nobody",
            })
    void who_may_not_be_the_applicant_is_no_sender(String headers) throws Exception {
        assertThat(hint(headers + "\nTo: jobs@mill.example\n").sender()).isNull();
    }

    @Test
    void two_customers_of_one_provider_are_not_of_one_house() throws Exception {
        assertThat(hint("From: zoe@gmail.com\nTo: smallshop@gmail.com\n").sender())
                .isEqualTo("zoe@gmail.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "To: jobs+ENG-101@mill.example|ENG-101",
                "To: jobs@mill.example\\nDelivered-To: jobs+eng-101@mill.example|eng-101",
                "Subject: Application [ENG-101]|ENG-101",
                "Subject: Re: [Mill] [ Ref: ENG-101 ]|ENG-101",
                "Subject: Application, Ref: ENG-101|ENG-101",
                "Subject: Application Ref. ENG-101, cook|ENG-101",
                "Subject: Job-ID: 4711/B|4711/B",
                "Subject: Bewerbung Referenz-Nr. ENG-101|ENG-101",
                "Subject: =?utf-8?q?Caf=C3=A9_=5BENG-101=5D?=|ENG-101",
            })
    void the_posting_stands_in_the_recipients_tag_or_the_subject(String headers, String posting)
            throws Exception {
        assertThat(hint("From: a@example.org\n" + headers.replace("\\n", "\n") + "\n").postings())
                .contains(posting);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "Tue, 03 Mar 2026 09:00:00 GMT|2026-03-03T09:00:00Z",
                "3 Mar 26 09:00 EST|2026-03-03T14:00:00Z",
                "Tue, 3 March 2026 9:00:61 +0100|2026-03-03T08:00:59Z",
                "Thu, 01 Jan 1970 00:00:00 +0000|none",
                "31 Feb 2026 09:00|none",
                "yesterday|none",
            })
    void dates_are_read_as_mailers_write_them(String date, Instant expected) {
        assertThat(SentDate.parse(date)).isEqualTo(expected);
    }

    @Test
    void a_date_after_the_receipt_is_a_wrong_clock() throws Exception {
        ApplicationHint hint =
                hint(
                        """
                        From: a@example.org
                        Date: Mon, 2 Mar 2037 10:00:00 +0000
                        Received: from x by y; Tue, 3 Mar 2026 09:00:00 +0000
                        """);

        assertThat(hint.appliedAt()).isEqualTo(Instant.parse("2026-03-03T09:00:00Z"));
    }

    private static ApplicationHint hint(String headers) throws Exception {
        byte[] message = (headers.strip() + "\n\nwords").getBytes(StandardCharsets.UTF_8);
        return SentBy.of(
                MailDocuments.of(message).getFirst(), MessageReader.read(message).headers());
    }
}
