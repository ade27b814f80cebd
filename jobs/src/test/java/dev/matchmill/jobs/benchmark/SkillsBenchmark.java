package dev.matchmill.jobs.benchmark;

import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.migrations.type.SkillCategory;
import dev.matchmill.readers.posting.FeedLine;
import dev.matchmill.readers.skill.ImportedSkill;
import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillVocabulary;
import dev.matchmill.readers.vocabulary.VocabularyFile;
import dev.matchmill.readers.vocabulary.VocabularyTerm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finding skills with few and with many names, and how many of the labelled ones are found. */
@Command(
        name = "skills",
        mixinStandardHelpOptions = true,
        description = {
            "Finds skills in the same documents with 2,000 names, the shipped ones and many more:",
            "time a document in alternating rounds, and the heap that the names take.",
            "With --skillspan, how many labelled spans hold a skill that was found."
        })
final class SkillsBenchmark implements Callable<Integer> {

    private static final int FEW = 2_000;

    @Mixin private final ResultOutput output = new ResultOutput();

    @Option(names = "--names", defaultValue = "50000", description = "invented names, added")
    private int names;

    @Option(names = "--vocabulary", paramLabel = "FILE", description = "skills to add: ESCO, O*NET")
    private List<Path> vocabularies = List.of();

    @Option(names = "--documents", defaultValue = "300", description = "of some 600 words")
    private int documents;

    @Option(names = "--rounds", defaultValue = "7", description = "after two that do not count")
    private int rounds;

    @Option(names = "--skillspan", paramLabel = "FILE", description = "labelled sentences")
    private @Nullable Path skillspan;

    @Override
    public Integer call() {
        SkillVocabulary shipped = SkillVocabulary.shipped();
        List<ImportedSkill> more = new ArrayList<>(SkillTexts.invented(names));
        vocabularies.forEach(file -> more.addAll(imported(file)));
        List<ResultTable> tables = new ArrayList<>();
        tables.add(speed(shipped, shipped.with(more)));
        Path labelled = skillspan;
        if (labelled != null) {
            SkillSpans spans = SkillSpans.read(labelled);
            tables.add(spans.score(new SkillMatcher(shipped)));
            tables.add(spans.missed());
        }
        output.print(tables);
        return ExitCode.OK.code();
    }

    private ResultTable speed(SkillVocabulary shipped, SkillVocabulary whole) {
        List<String> texts = SkillTexts.documents(documents, shipped);
        List<Trial> trials =
                List.of(
                        new Trial("few", SkillTexts.first(shipped, FEW)),
                        new Trial("shipped", shipped),
                        new Trial("with more", whole));
        for (int round = -2; round < rounds; round++) {
            output.say("round " + round + " of " + rounds);
            for (Trial trial : trials) {
                trial.run(texts, round >= 0);
            }
        }
        double few = trials.getFirst().median();
        return new ResultTable(
                "matching",
                List.of("vocabulary", "names", "heap MB", "ms a document", "times few", "found"),
                trials.stream().map(trial -> trial.row(documents, few)).toList());
    }

    private static List<ImportedSkill> imported(Path file) {
        Map<String, ImportedSkill> skills = new TreeMap<>();
        try (Stream<FeedLine<VocabularyTerm>> lines = VocabularyFile.recognize(file).terms()) {
            lines.forEach(line -> {
                if (line instanceof FeedLine.Good<VocabularyTerm>(long _, VocabularyTerm term)
                        && !term.names().isEmpty()) {
                    skills.putIfAbsent(
                            term.id(), new ImportedSkill(term.names(), SkillCategory.TECHNICAL));
                }
            });
        }
        return List.copyOf(skills.values());
    }

    /** One vocabulary's matcher, and how long it took in each round. */
    private static final class Trial {

        private final String name;
        private final int names;
        private final double heap;
        private final SkillMatcher matcher;
        private final List<Long> times = new ArrayList<>();
        private long found;

        Trial(String name, SkillVocabulary vocabulary) {
            this.name = name;
            this.names = vocabulary.skills().stream().mapToInt(s -> 1 + s.aliases().size()).sum();
            long before = usedHeap();
            this.matcher = new SkillMatcher(vocabulary);
            this.heap = (usedHeap() - before) / 1e6;
        }

        void run(List<String> texts, boolean counts) {
            long start = System.nanoTime();
            found = texts.stream().mapToLong(text -> matcher.find(text).size()).sum();
            if (counts) {
                times.add(System.nanoTime() - start);
            }
        }

        double median() {
            return times.stream().sorted().skip(times.size() / 2).findFirst().orElse(0L);
        }

        List<Object> row(int documents, double few) {
            return List.of(
                    name,
                    names,
                    String.format(Locale.ROOT, "%.1f", heap),
                    String.format(Locale.ROOT, "%.2f", median() / 1e6 / documents),
                    String.format(Locale.ROOT, "%.2f", median() / few),
                    found);
        }

        private static long usedHeap() {
            Runtime runtime = Runtime.getRuntime();
            for (int time = 0; time < 3; time++) {
                runtime.gc();
            }
            return runtime.totalMemory() - runtime.freeMemory();
        }
    }
}
