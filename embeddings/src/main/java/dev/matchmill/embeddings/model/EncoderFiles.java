package dev.matchmill.embeddings.model;

import java.nio.file.Path;

/**
 * What one encoder is made of.
 *
 * @param graph the ONNX file; external weights lie beside it
 * @param tokenizer the tokenizer.json
 * @param maxTokens longest text, special tokens included
 * @param queryPrefix put before a search text, may be empty
 * @param passagePrefix put before a text to be found, may be empty
 */
record EncoderFiles(
        Path graph,
        Path tokenizer,
        Pooling pooling,
        int maxTokens,
        String queryPrefix,
        String passagePrefix) {}
