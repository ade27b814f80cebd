package dev.matchmill.readers.text;

/** A stretch of a document's text: UTF-16 offsets, the end excluded. */
public record Span(int start, int end) implements Comparable<Span> {

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no such span: [" + start + ", " + end + ")");
        }
    }

    /** The words that the span covers. */
    public String of(String text) {
        return text.substring(start, end);
    }

    public boolean contains(int offset) {
        return offset >= start && offset < end;
    }

    /** Spans in the order of their start, the shorter first. */
    @Override
    public int compareTo(Span other) {
        int byStart = Integer.compare(start, other.start);
        return byStart == 0 ? Integer.compare(end, other.end) : byStart;
    }
}
