package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.erase.RequestStep;
import dev.matchmill.jobs.erase.Requests;
import dev.matchmill.jobs.erase.SubjectRequest;
import dev.matchmill.jobs.erase.Verification;
import dev.matchmill.jobs.organization.Organizations;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import dev.matchmill.migrations.type.SubjectRequestScope;
import dev.matchmill.migrations.type.SubjectRequestType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What verbs do with requests. No address is ever on a command line, in a log or in a message. */
record RequestWork(PrivacyWork work, Clock clock) {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]+@[^\\s@]+");
    private static final String ORGANIZATION = "organization:";

    private static final String EMAIL_OF =
            "SELECT email FROM candidates WHERE id = :id AND anonymized_at IS NULL";

    private static final String CANDIDATE_OF =
            "SELECT coalesce(merged_into_id, id) FROM candidates WHERE email = :email";

    static RequestWork of(Session session, String command, @Nullable Long by) {
        return new RequestWork(PrivacyWork.of(session, command, by), session.get(Clock.class));
    }

    /** Takes a request in for the person behind an address. */
    long receive(SubjectRequestType type, String scope, String address, SubjectFingerprint prints) {
        String email = SubjectFingerprint.normalized(address);
        Optional<Long> candidate =
                jdbc().sql(CANDIDATE_OF).param("email", email).query(Long.class).optional();
        return receive(type, scope, candidate.orElse(null), prints.fingerprint(email), email);
    }

    /** Takes a request in for a candidate. */
    long receive(SubjectRequestType type, String scope, long candidate, SubjectFingerprint prints) {
        String email =
                jdbc().sql(EMAIL_OF)
                        .param("id", candidate)
                        .query(String.class)
                        .optional()
                        .orElseThrow(() ->
                                new IllegalUsageException(
                                        "there is no candidate " + candidate + "."));
        return receive(type, scope, candidate, prints.fingerprint(email), null);
    }

    void verify(long id, Verification method) {
        work.inNew(() -> {
            SubjectRequest request = require(id, RequestStep.VERIFY);
            requests().verify(request, method, work.by(), clock.instant());
            return true;
        });
    }

    void decide(long id, RequestStep step, @Nullable String reason) {
        work.inNew(() -> {
            SubjectRequest request = require(id, step);
            requests().decide(request, step, work.by(), reason, clock.instant());
            return true;
        });
    }

    /**
     * The first line of a file, or of standard input for {@code -}.
     *
     * @throws IllegalUsageException when it is no address; the message doesn't show it
     */
    static String address(Path file) {
        try {
            String text =
                    file.toString().equals("-")
                            ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                            : Files.readString(file);
            String address = text.lines().findFirst().orElse("").strip();
            if (ADDRESS.matcher(address).matches()) {
                return address;
            }
        } catch (IOException unreadable) {
            throw new IllegalUsageException("the file with the address can't be read.");
        }
        throw new IllegalUsageException("the first line of the file is no e-mail address.");
    }

    static SubjectRequest find(JdbcClient jdbc, long id) {
        return new Requests(jdbc)
                .find(id)
                .orElseThrow(() -> new IllegalUsageException("there is no request " + id + "."));
    }

    private SubjectRequest require(long id, RequestStep step) {
        SubjectRequest request =
                requests()
                        .lock(id)
                        .orElseThrow(
                                () -> new IllegalUsageException("there is no request " + id + "."));
        if (!step.isAllowedFrom(request.status())) {
            throw new IllegalUsageException(step.refusal(id, request.status()));
        }
        return request;
    }

    private long receive(
            SubjectRequestType type,
            String scope,
            @Nullable Long candidate,
            byte[] fingerprint,
            @Nullable String contact) {
        Optional<Long> organization = organization(scope);
        Requests.Wish wish =
                new Requests.Wish(
                        type,
                        organization.isPresent()
                                ? SubjectRequestScope.ORGANIZATION
                                : SubjectRequestScope.PLATFORM,
                        organization.orElse(null),
                        candidate,
                        HexFormat.of().formatHex(fingerprint),
                        contact);
        return work.inNew(() -> requests().receive(wish, clock.instant()));
    }

    private Optional<Long> organization(String scope) {
        if (scope.equals("platform")) {
            return Optional.empty();
        }
        if (!scope.startsWith(ORGANIZATION)) {
            throw new IllegalUsageException("--scope is platform or organization:NAME.");
        }
        String name = scope.substring(ORGANIZATION.length());
        return Optional.of(
                new Organizations(jdbc())
                        .find(name)
                        .orElseThrow(() ->
                                new IllegalUsageException(
                                        "there is no organization called '" + name + "'."))
                        .value());
    }

    private Requests requests() {
        return new Requests(jdbc());
    }

    private JdbcClient jdbc() {
        return work.jdbc();
    }
}
