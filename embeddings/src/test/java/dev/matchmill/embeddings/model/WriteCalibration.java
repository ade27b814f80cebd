package dev.matchmill.embeddings.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the means that ship, after a change of the texts or of the weights. */
final class WriteCalibration {

    private static final int THREADS = 2;

    private WriteCalibration() {}

    /** Arguments: the file to write, and a folder for the unpacked weights. */
    public static void main(String[] arguments) throws IOException {
        List<String> lines = new ArrayList<>(List.of(CalibrationTexts.fingerprint()));
        for (ShippedWeights weights : ShippedWeights.values()) {
            EncoderFiles files = weights.unpack(Path.of(arguments[1]));
            try (Encoder encoder = Encoder.open(files, THREADS)) {
                for (Calibration.Side side : Calibration.Side.values()) {
                    float[] mean = CalibrationTexts.mean(side, encoder);
                    lines.add(Calibration.line(side, weights, mean));
                }
            }
        }
        Files.write(Path.of(arguments[0]), lines);
    }
}
