package dev.matchmill.jobs.doctor;

/**
 * Whether the configured model's files are those that computed the vectors under its name.
 *
 * @param recorded SHA-256 in {@code embedding_models}, in hexadecimal
 * @param files SHA-256 of the files as they are now
 */
record ModelChecksum(String model, String recorded, String files) implements Check {

    private static final int SHOWN = 12;

    @Override
    public Finding judge() {
        return recorded.equals(files)
                ? Finding.ok("model_checksum", "files as recorded, sha256 " + shown(files))
                : Finding.fail(
                        "model_checksum",
                        "%s was recorded with sha256 %s, its files have %s"
                                .formatted(model, shown(recorded), shown(files)),
                        "Bring back the files, or give the changed ones another version: vectors of"
                                + " two models cannot be compared.");
    }

    private static String shown(String checksum) {
        return checksum.substring(0, Math.min(SHOWN, checksum.length())) + "…";
    }
}
