package dev.matchmill.readers.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Messages for tests. */
final class Letters {

    private Letters() {}

    static String message(String headers, String... parts) {
        return """
        From: Ada Fenwick <ada.fenwick@example.org>
        To: jobs@mill.example
        Date: Mon, 2 Mar 2026 10:30:00 +0100
        %s
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="b1"

        %s--b1--
        """
                .formatted(
                        headers.isEmpty() ? "X-Test: 1" : headers.strip(), String.join("", parts));
    }

    static String text(String words) {
        return "--b1\nContent-Type: text/plain; charset=utf-8\n\n" + words + "\n";
    }

    static String attachment(String headers, String content) {
        return "--b1\n"
                + headers.strip()
                + "\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder()
                        .encodeToString(content.getBytes(StandardCharsets.UTF_8))
                        .replace("\r", "")
                + "\n";
    }

    static String named(String name, String content) {
        return attachment(
                "Content-Type: application/pdf\nContent-Disposition: attachment; filename=\""
                        + name
                        + "\"",
                content);
    }
}
