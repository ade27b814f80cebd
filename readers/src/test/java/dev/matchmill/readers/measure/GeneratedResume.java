package dev.matchmill.readers.measure;

import java.util.List;

/** A resume before it is a file, and what should be read in it. */
record GeneratedResume(Truth truth, List<Block> blocks, boolean hasAside) {}
