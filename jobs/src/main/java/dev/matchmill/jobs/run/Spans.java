package dev.matchmill.jobs.run;

/**
 * Where time goes, told to whoever traces: a span for a run, its steps and their pieces. Names and
 * numbers only, nothing of a person. Spans nest by the thread that opens them.
 */
public interface Spans {

    /** Nobody traces; costs nothing. */
    Spans NONE = _ -> Span.NONE;

    /** Begins a span; whoever begins it closes it, on the same thread. */
    Span open(String name);

    /** A span in work. */
    interface Span extends AutoCloseable {

        Span NONE =
                new Span() {
                    @Override
                    public Span with(String name, long value) {
                        return this;
                    }

                    @Override
                    public void failed(Throwable cause) {
                        // nobody traces
                    }

                    @Override
                    public void close() {
                        // nobody traces
                    }
                };

        /** Notes a number, such as the id of the run. */
        Span with(String name, long value);

        /** Notes that it failed, and by which class of exception; messages may quote data. */
        void failed(Throwable cause);

        @Override
        void close();
    }
}
