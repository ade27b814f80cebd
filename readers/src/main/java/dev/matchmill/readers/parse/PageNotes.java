package dev.matchmill.readers.parse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;

/** What lies on a page: fields of a form, text typed with a viewer, links. */
final class PageNotes {

    private static final int MAX_NOTES = 2_000;
    private static final String TYPED = "FreeText";

    private PageNotes() {}

    /** Those whose looks are text of the document; hidden ones are none. */
    static List<PDAnnotation> shown(PDPage page) throws IOException {
        List<PDAnnotation> shown = new ArrayList<>();
        for (PDAnnotation note : notes(page)) {
            boolean text = note instanceof PDAnnotationWidget || TYPED.equals(note.getSubtype());
            if (text && !note.isHidden() && !note.isNoView()) {
                shown.add(note);
            }
        }
        return shown;
    }

    /** Adds where the page's links lead. */
    static void addLinks(PDPage page, Collection<String> links) throws IOException {
        for (PDAnnotation note : notes(page)) {
            if (note instanceof PDAnnotationLink link
                    && !note.isHidden()
                    && link.getAction() instanceof PDActionURI action
                    && action.getURI() != null) {
                LinkTargets.add(action.getURI(), links);
            }
        }
    }

    private static List<PDAnnotation> notes(PDPage page) throws IOException {
        List<PDAnnotation> notes = new ArrayList<>(page.getAnnotations());
        return notes.subList(0, Math.min(notes.size(), MAX_NOTES));
    }
}
