package dev.matchmill.embeddings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a complete sentence-transformers folder with a real, tiny ONNX encoder: token table plus
 * position table plus mean of the sentence, through tanh; so pooling, mask and order all matter.
 */
public final class TinyModelFolder {

    private static final List<String> SPECIAL =
            List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

    private static final int MAX_TOKENS = 128;

    private final Path folder;
    private int dimension = 1024;
    private boolean tokenTypes = true;
    private @Nullable String externalWeights;
    private String pooling = "pooling_mode_cls_token";
    private Path graphFolder;

    public TinyModelFolder(Path folder) {
        this.folder = folder;
        this.graphFolder = folder;
    }

    public TinyModelFolder dimension(int dimension) {
        this.dimension = dimension;
        return this;
    }

    /** As XLM-R has it: two inputs. */
    public TinyModelFolder withoutTokenTypes() {
        this.tokenTypes = false;
        return this;
    }

    /** The token table in {@code model.onnx_data}. */
    public TinyModelFolder externalWeights() {
        return externalWeights("model.onnx_data");
    }

    /** The token table in a file beside the graph. */
    public TinyModelFolder externalWeights(String name) {
        this.externalWeights = name;
        return this;
    }

    /** {@code model.onnx} in the folder {@code onnx}. */
    public TinyModelFolder graphBelow() {
        this.graphFolder = folder.resolve("onnx");
        return this;
    }

    /** Chooses the pooling by its key in {@code 1_Pooling/config.json}. */
    public TinyModelFolder pooling(String mode) {
        this.pooling = mode;
        return this;
    }

    /** Writes all files and returns the folder. */
    public Path write() {
        SequencedSet<String> vocabulary = vocabulary();
        try {
            Files.createDirectories(graphFolder);
            Files.createDirectories(folder.resolve("1_Pooling"));
            writeGraph(vocabulary.size());
            Files.writeString(folder.resolve("tokenizer.json"), tokenizer(vocabulary));
            Files.writeString(
                    folder.resolve("config.json"),
                    """
                    {"model_type": "bert", "hidden_size": %d, "max_position_embeddings": %d}
                    """
                            .formatted(dimension, MAX_TOKENS));
            Files.writeString(
                    folder.resolve("1_Pooling/config.json"),
                    """
                    {"word_embedding_dimension": %d, "%s": true}
                    """
                            .formatted(dimension, pooling));
            Files.writeString(
                    folder.resolve("sentence_bert_config.json"),
                    """
                    {"max_seq_length": 64, "do_lower_case": true}
                    """);
            Files.writeString(
                    folder.resolve("config_sentence_transformers.json"),
                    """
                    {"prompts": {"query": "search: ", "passage": ""}}
                    """);
            Files.writeString(folder.resolve("README.md"), "---\nlicense: mit\n---\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private void writeGraph(int wordCount) throws IOException {
        Random random = new Random(7);
        float[] words = gaussian(random, wordCount * dimension, 1);
        OnnxGraph graph = new OnnxGraph();
        String beside = externalWeights;
        if (beside != null) {
            byte[] raw = OnnxGraph.littleEndian(words);
            Files.write(graphFolder.resolve(beside), raw);
            graph.external("words", beside, raw.length, wordCount, dimension);
        } else {
            graph.floats("words", words, wordCount, dimension);
        }
        float[] positions = gaussian(random, MAX_TOKENS * dimension, .05f);
        graph.floats("positions", positions, MAX_TOKENS, dimension)
                .longs("one_axis", new long[] {1}, 1)
                .longs("two_axis", new long[] {2}, 1)
                .longs("zero", new long[] {0})
                .longs("one", new long[] {1})
                .input("input_ids")
                .input("attention_mask");
        if (tokenTypes) {
            graph.input("token_type_ids");
        }
        byte[] file =
                graph.node("Gather", List.of("words", "input_ids"), "word", "axis", 0)
                        .node("Shape", List.of("input_ids"), "shape")
                        .node("Gather", List.of("shape", "one"), "length", "axis", 0)
                        .node("Range", List.of("zero", "length", "one"), "numbers")
                        .node("Gather", List.of("positions", "numbers"), "position", "axis", 0)
                        .node("Cast", List.of("attention_mask"), "mask", "to", 1)
                        .node("Unsqueeze", List.of("mask", "two_axis"), "wide_mask")
                        .node("Mul", List.of("word", "wide_mask"), "masked")
                        .node("ReduceSum", List.of("masked", "one_axis"), "sum", "keepdims", 1)
                        .node("ReduceSum", List.of("wide_mask", "one_axis"), "n", "keepdims", 1)
                        .node("Div", List.of("sum", "n"), "mean")
                        .node("Add", List.of("word", "position"), "placed")
                        .node("Add", List.of("placed", "mean"), "mixed")
                        .node("Tanh", List.of("mixed"), "last_hidden_state")
                        .output("last_hidden_state", dimension)
                        .build();
        Files.write(graphFolder.resolve("model.onnx"), file);
    }

    private static float[] gaussian(Random random, int count, float scale) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = scale * (float) random.nextGaussian();
        }
        return values;
    }

    private static SequencedSet<String> vocabulary() {
        SequencedSet<String> vocabulary = new LinkedHashSet<>(SPECIAL);
        for (char c = ' ' + 1; c < 127; c++) {
            if (!Character.isUpperCase(c)) {
                vocabulary.add(String.valueOf(c));
                vocabulary.add("##" + c);
            }
        }
        vocabulary.addAll(List.of("nurse", "welder", "java", "search", "hospital", "ward"));
        return vocabulary;
    }

    private static String tokenizer(SequencedSet<String> vocabulary) {
        List<String> entries = new ArrayList<>();
        for (String token : vocabulary) {
            String escaped = token.replace("\\", "\\\\").replace("\"", "\\\"");
            entries.add("\"" + escaped + "\": " + entries.size());
        }
        List<String> added = new ArrayList<>();
        for (String token : SPECIAL) {
            added.add(
                    """
                    {"id": %d, "content": "%s", "single_word": false, "lstrip": false,
                     "rstrip": false, "normalized": false, "special": true}\
                    """
                            .formatted(added.size(), token));
        }
        return """
        {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [%s],
         "normalizer": {"type": "BertNormalizer", "clean_text": true,
           "handle_chinese_chars": true, "strip_accents": null, "lowercase": true},
         "pre_tokenizer": {"type": "BertPreTokenizer"},
         "post_processor": {"type": "TemplateProcessing",
           "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}},
             {"Sequence": {"id": "A", "type_id": 0}},
             {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
           "pair": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}},
             {"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
           "special_tokens": {
             "[CLS]": {"id": "[CLS]", "ids": [2], "tokens": ["[CLS]"]},
             "[SEP]": {"id": "[SEP]", "ids": [3], "tokens": ["[SEP]"]}}},
         "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": true},
         "model": {"type": "WordPiece", "unk_token": "[UNK]",
           "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
           "vocab": {%s}}}
        """
                .formatted(String.join(", ", added), String.join(", ", entries));
    }
}
