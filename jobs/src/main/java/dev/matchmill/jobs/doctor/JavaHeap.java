package dev.matchmill.jobs.doctor;

/**
 * The memory that the program may take for its objects; parsers and models have their own.
 *
 * @param largest in bytes
 */
record JavaHeap(long largest) implements Check {

    /** Below that, a batch of long documents and its vectors get tight. */
    private static final long ENOUGH = 512L << 20;

    static JavaHeap read() {
        return new JavaHeap(Runtime.getRuntime().maxMemory());
    }

    @Override
    public Finding judge() {
        String found = "at most " + Bytes.toText(largest);
        // The JVM counts a survivor space less than -Xmx says.
        return largest >= ENOUGH / 10 * 9
                ? Finding.ok("heap", found)
                : Finding.warn("heap", found, "Set MATCHMILL_JAVA_OPTS=-Xmx1g.");
    }
}
