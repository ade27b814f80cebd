package dev.matchmill.jobs.doctor;

/**
 * What one check found.
 *
 * @param check its name, in lower snake case
 * @param found what is there, in a few words; no personal data, no password
 * @param cure what to do, a sentence; empty when the verdict is OK
 */
public record Finding(String check, Verdict verdict, String found, String cure) {

    public Finding {
        if (verdict == Verdict.OK != cure.isEmpty()) {
            throw new IllegalArgumentException(check + " must name a cure where one is needed");
        }
    }

    static Finding ok(String check, String found) {
        return new Finding(check, Verdict.OK, found, "");
    }

    static Finding warn(String check, String found, String cure) {
        return new Finding(check, Verdict.WARN, found, cure);
    }

    static Finding fail(String check, String found, String cure) {
        return new Finding(check, Verdict.FAIL, found, cure);
    }
}
