package dev.matchmill.readers.title;

import dev.matchmill.readers.text.ResourceLines;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Brings the ways to write a job title down to one: "Sr. Software Eng. II" is a software engineer.
 * Knows a shipped table and, beside it, imported occupations. Thread-safe.
 */
public final class TitleNormalizer {

    private static final Map<String, String> SHIPPED = table();

    /** Words that say little without the one before. */
    private static final Set<String> GENERAL =
            Set.of(
                    "manager",
                    "director",
                    "analyst",
                    "supervisor",
                    "president",
                    "intern",
                    "student",
                    "volunteer",
                    "owner",
                    "host",
                    "coach",
                    "producer",
                    "writer",
                    "editor",
                    "artist",
                    "coordinator");

    // Folded name -> the occupation; one that names none for sure when several share it.
    private final Map<String, Occupation> occupations;

    private TitleNormalizer(Map<String, Occupation> occupations) {
        this.occupations = occupations;
    }

    private record Occupation(
            String title, String code, String source, boolean preferred, boolean shared) {}

    /** What ships. */
    public static TitleNormalizer shipped() {
        return new TitleNormalizer(Map.of());
    }

    /** The shipped titles and imported names beside them. */
    public TitleNormalizer with(List<ImportedTitle> imported) {
        if (imported.isEmpty()) {
            return this;
        }
        Map<String, Occupation> all = new HashMap<>(occupations);
        for (ImportedTitle title : imported) {
            all.merge(
                    TitleWords.folded(title.name()),
                    new Occupation(
                            title.occupation(),
                            title.code(),
                            title.source(),
                            title.preferred(),
                            false),
                    TitleNormalizer::chosen);
        }
        return new TitleNormalizer(all);
    }

    // An occupation's own title is no doubt; otherwise a name that several have names none.
    private static Occupation chosen(Occupation one, Occupation other) {
        if (one.code().equals(other.code()) && one.source().equals(other.source())) {
            return one.preferred() ? one : other;
        }
        if (one.preferred() != other.preferred()) {
            return one.preferred() ? one : other;
        }
        return new Occupation(one.title(), one.code(), one.source(), one.preferred(), true);
    }

    /** What a title comes down to; empty for one that nobody lists. */
    public Optional<NormalizedTitle> normalize(String title) {
        List<String> readings = TitleWords.readings(title);
        for (String reading : readings) {
            String known = SHIPPED.get(reading);
            if (known != null) {
                Occupation exact = occupations.get(reading);
                return Optional.of(with(known, exact == null ? occupations.get(known) : exact));
            }
            Occupation occupation = occupations.get(reading);
            if (occupation != null) {
                return Optional.of(with(reading, occupation));
            }
        }
        return readings.isEmpty() ? Optional.empty() : ending(readings.getLast());
    }

    /** "Agile project manager" is a project manager; "plant manager of shifts" is unknown. */
    private Optional<NormalizedTitle> ending(String reading) {
        List<String> words = List.of(reading.split(" ", -1));
        for (int from = 1; from < words.size(); from++) {
            String ending = String.join(" ", words.subList(from, words.size()));
            String known = SHIPPED.get(ending);
            boolean telling = ending.indexOf(' ') > 0 || !GENERAL.contains(ending);
            if (known != null && telling && (ending.indexOf(' ') > 0 || known.equals(ending))) {
                return Optional.of(with(known, occupations.get(known)));
            }
        }
        return Optional.empty();
    }

    private static NormalizedTitle with(String title, @Nullable Occupation occupation) {
        return occupation == null || occupation.shared()
                ? NormalizedTitle.of(title)
                : new NormalizedTitle(
                        title, occupation.title(), occupation.code(), occupation.source());
    }

    /** Eight hexadecimal digits that change with any name, occupation or code. */
    public String fingerprint() {
        CRC32 sum = new CRC32();
        add(sum, new TreeMap<>(SHIPPED).toString());
        add(sum, new TreeMap<>(occupations).toString());
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }

    private static void add(CRC32 sum, String text) {
        sum.update(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> table() {
        Map<String, String> table = new HashMap<>();
        List<String> lines = ResourceLines.of(TitleNormalizer.class, "titles.tsv");
        for (String line : lines) {
            String title = line.split("\t", -1)[0];
            table.put(TitleWords.folded(title), title);
        }
        for (String line : lines) {
            String[] cells = line.split("\t", -1);
            for (String variant : cells.length > 1 ? cells[1].split("\\|", -1) : new String[0]) {
                String folded = TitleWords.folded(variant);
                if (!folded.isEmpty()) {
                    table.putIfAbsent(folded, cells[0]);
                }
            }
        }
        return Map.copyOf(table);
    }
}
