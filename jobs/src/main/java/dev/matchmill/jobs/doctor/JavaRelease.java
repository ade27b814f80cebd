package dev.matchmill.jobs.doctor;

/** The Java that runs the program. */
record JavaRelease(int feature, String version, String folder) implements Check {

    private static final int NEEDED = 25;

    static JavaRelease read() {
        return new JavaRelease(
                Runtime.version().feature(),
                System.getProperty("java.version", "unknown"),
                System.getProperty("java.home", "unknown"));
    }

    @Override
    public Finding judge() {
        String found = version + " in " + folder;
        return feature >= NEEDED
                ? Finding.ok("java", found)
                : Finding.fail("java", found, "Install a JDK 25 or set JAVA_HOME to one.");
    }
}
