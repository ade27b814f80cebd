package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.erase.CertificateFile;
import dev.matchmill.jobs.erase.CertificateFile.Verdict;
import dev.matchmill.jobs.erase.CertificateSet;
import dev.matchmill.jobs.erase.CertificateText;
import dev.matchmill.jobs.erase.Certificates;
import dev.matchmill.jobs.erase.SigningKey;
import dev.matchmill.jobs.erase.VerifyingKey;
import dev.matchmill.jobs.run.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proof of erasures. */
@Command(
        name = "certificate",
        mixinStandardHelpOptions = true,
        description = "Shows and verifies certificates of erasures.",
        synopsisSubcommandLabel = "(show|verify|key)")
final class CertificateCommand {

    /** How a certificate is shown. */
    enum Form {
        JSON,
        TEXT
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "The certificate of a completed erasure. Names nobody.")
    int show(
            @Parameters(paramLabel = "ID", description = "number of the request") long id,
            @Option(
                            names = "--output",
                            paramLabel = "FORMAT",
                            defaultValue = "text",
                            description = "text, or json: the file that can be verified")
                    Form form) {
        try (Session session = Session.open(WorkingRole.PRIVACY)) {
            JdbcClient jdbc = session.get(JdbcClient.class);
            String document =
                    new Certificates(jdbc)
                            .document(id)
                            .orElseThrow(() ->
                                    new IllegalUsageException(
                                            "request "
                                                    + id
                                                    + " has no certificate; see: matchmill erase"
                                                    + " list --all."));
            Console.print(form == Form.JSON ? document : CertificateText.of(bytes(document)));
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "Verifies certificate files without a database.",
                "Checks every hash, the signature, and that they fit together. Exit code 4 when one"
                        + " is not what was given out."
            })
    int verify(
            @Parameters(paramLabel = "FILE", arity = "0..*", description = "files to verify")
                    @Nullable List<Path> files,
            @Option(
                            names = "--public-key",
                            paramLabel = "HEX",
                            description =
                                    "who must have signed; default: the key of MATCHMILL_HOME")
                    @Nullable String key,
            @Option(
                            names = "--ledger",
                            description =
                                    "also the whole ledger and all certificates of the database")
                    boolean ledger) {
        List<Path> given = files == null ? List.of() : files;
        if (given.isEmpty() && !ledger) {
            throw new IllegalUsageException("name files, or --ledger.");
        }
        Optional<VerifyingKey> trusted = trusted(key);
        Map<String, byte[]> documents = new LinkedHashMap<>();
        for (Path file : given) {
            documents.put(file.toString(), bytes(file));
        }
        List<String> faults = new CertificateSet(trusted).faults(documents);
        if (ledger) {
            try (Session session = Session.open(WorkingRole.PRIVACY)) {
                faults.addAll(
                        new CertificateSet(trusted)
                                .faultsOf(session.get(JdbcClient.class), documents));
            }
        }
        faults.forEach(Console::say);
        if (faults.isEmpty()) {
            Console.print(verdict(documents, trusted, ledger));
        }
        return (faults.isEmpty() ? ExitCode.OK : ExitCode.GATED).code();
    }

    @Command(
            name = "key",
            mixinStandardHelpOptions = true,
            description = "The public key that certificates of this installation are signed with.")
    int key() {
        Console.print(SigningKey.of(Home.path()).verifying().hex());
        return ExitCode.OK.code();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new IllegalUsageException(file + " can't be read.");
        }
    }

    private static Optional<VerifyingKey> trusted(@Nullable String hex) {
        if (hex != null) {
            return Optional.of(
                    VerifyingKey.parse(hex)
                            .orElseThrow(() ->
                                    new IllegalUsageException(
                                            "--public-key has 64 digits from 0 to f.")));
        }
        return SigningKey.ofExisting(Home.path()).map(SigningKey::verifying);
    }

    private static String verdict(
            Map<String, byte[]> documents, Optional<VerifyingKey> trusted, boolean ledger) {
        StringBuilder text = new StringBuilder();
        documents.forEach((name, bytes) -> {
            if (CertificateFile.verify(bytes, trusted) instanceof Verdict.Genuine genuine) {
                text.append(name)
                        .append(": genuine, request ")
                        .append(genuine.certificate().request().id())
                        .append(", signed by ")
                        .append(genuine.key().hex())
                        .append(trusted.isPresent() ? "\n" : " (compare that key)\n");
            }
        });
        return text.append(ledger ? "the ledger is whole\n" : "").toString();
    }

    private static byte[] bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }
}
