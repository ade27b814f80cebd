package dev.matchmill.jobs.retain;

import dev.matchmill.migrations.type.RetentionAction;
import dev.matchmill.migrations.type.RetentionClass;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All rules there are, by number. */
public record PolicySet(List<RetentionPolicy> policies) {

    public PolicySet {
        policies = policies.stream().sorted(Comparator.comparingLong(RetentionPolicy::id)).toList();
    }

    public RetentionRules rules() {
        return new RetentionRules(policies);
    }

    /**
     * SHA-256 over everything of the rules that decides, in hexadecimal digits. Sources and
     * confirmations decide nothing.
     */
    public String fingerprint() {
        return sha256(
                policies.stream()
                        .map(it ->
                                String.join(
                                        "|",
                                        Long.toString(it.id()),
                                        it.scope().toString(),
                                        it.retentionClass().label(),
                                        it.action().label(),
                                        it.kind().label(),
                                        it.anchor().label(),
                                        it.period().toString(),
                                        it.from().toString(),
                                        String.valueOf(it.to())))
                        .collect(Collectors.joining("\n")));
    }

    /** These rules with others in the place of those of the same scope, class, kind and day. */
    public PolicySet amendedBy(List<RetentionPolicy> others) {
        Map<RetentionPolicy.Key, RetentionPolicy> all = new LinkedHashMap<>();
        policies.forEach(it -> all.put(it.key(), it));
        others.forEach(it -> all.put(it.key(), it));
        return new PolicySet(List.copyOf(all.values()));
    }

    /** Rules in force that counsel has not confirmed. */
    public List<RetentionPolicy> unconfirmed(LocalDate today) {
        return policies.stream().filter(it -> !it.isConfirmed() && it.isInForce(today)).toList();
    }

    /** Whether any rule in force ends rows of the class in that way. */
    public boolean has(RetentionClass of, RetentionAction action, LocalDate today) {
        return policies.stream()
                .anyMatch(it ->
                        it.retentionClass() == of && it.action() == action && it.isInForce(today));
    }

    static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
