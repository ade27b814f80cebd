package dev.matchmill.jobs.benchmark;

import java.util.ArrayList;
import java.util.List;

/** The outcomes of one field over a folder. */
final class FieldScore {

    private int right;
    private int near;
    private int wrong;
    private int missing;
    private int invented;
    private final List<Fault> faults = new ArrayList<>();

    /** A value that was not read as it should be. */
    record Fault(String kind, String file, String wanted, String read) {}

    void right() {
        right++;
    }

    void near(String file, String wanted, String read) {
        near++;
        faults.add(new Fault("near", file, wanted, read));
    }

    void wrong(String file, String wanted, String read) {
        wrong++;
        faults.add(new Fault("wrong", file, wanted, read));
    }

    void missing(String file, String wanted) {
        missing++;
        faults.add(new Fault("missing", file, wanted, ""));
    }

    void invented(String file, String read) {
        invented++;
        faults.add(new Fault("invented", file, "", read));
    }

    /** Values that the truth has. */
    int wanted() {
        return right + near + wrong + missing;
    }

    int read() {
        return right + near + wrong + invented;
    }

    int invented() {
        return invented;
    }

    /** Share of the read values that are right; 1 when nothing was read. */
    double precision(boolean fuzzy) {
        return read() == 0 ? 1 : hits(fuzzy) / (double) read();
    }

    /** Share of the wanted values that were read; 1 when none was wanted. */
    double recall(boolean fuzzy) {
        return wanted() == 0 ? 1 : hits(fuzzy) / (double) wanted();
    }

    /** Harmonic mean of the two; 1 when there was nothing to find and nothing was read. */
    double f1(boolean fuzzy) {
        return read() + wanted() == 0 ? 1 : 2.0 * hits(fuzzy) / (read() + wanted());
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    List<Object> row(String field) {
        return List.of(
                field,
                wanted(),
                right,
                near,
                wrong,
                missing,
                invented,
                round(precision(false)),
                round(recall(false)),
                round(f1(false)),
                round(f1(true)));
    }

    private int hits(boolean fuzzy) {
        return right + (fuzzy ? near : 0);
    }

    private static double round(double share) {
        return Math.round(share * 1000) / 1000.0;
    }
}
