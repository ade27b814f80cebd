package dev.matchmill.readers.parse;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTerminalField;

/** Fields of a form whose value has no looks yet: viewers draw them when they open the file. */
final class FormValues {

    private static final int MAX_FIELDS = 1_000;

    private FormValues() {}

    static void fill(PDDocument document) {
        // Without the fix-ups that scan the machine's fonts.
        PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
        if (form == null) {
            return;
        }
        int fields = 0;
        for (PDField field : form.getFieldTree()) {
            if (fields++ >= MAX_FIELDS) {
                return;
            }
            if (field instanceof PDTerminalField terminal && lacksLooks(form, terminal)) {
                draw(terminal);
            }
        }
    }

    private static boolean lacksLooks(PDAcroForm form, PDTerminalField field) {
        boolean stale = form.getNeedAppearances();
        return !field.getValueAsString().isBlank()
                && field.getWidgets().stream()
                        .anyMatch(widget ->
                                stale
                                        || widget.getAppearance() == null
                                        || widget.getNormalAppearanceStream() == null);
    }

    private static void draw(PDTerminalField field) {
        try {
            field.setValue(field.getValueAsString());
        } catch (IOException | RuntimeException broken) {
            // A field that can't be drawn stays empty in a viewer as well.
        }
    }
}
