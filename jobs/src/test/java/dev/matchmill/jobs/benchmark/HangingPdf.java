package dev.matchmill.jobs.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/** A PDF of two kilobytes whose forms draw forms ten times over, twelve levels deep. */
final class HangingPdf {

    private static final int LEVELS = 12;

    private HangingPdf() {}

    static byte[] bytes() {
        List<String> objects = new ArrayList<>();
        objects.add("<</Type/Catalog/Pages 2 0 R>>");
        objects.add("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        objects.add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R" + draws(5) + ">>");
        objects.add("<</Length 5>>\nstream\n/F Do\nendstream");
        for (int level = 1; level <= LEVELS; level++) {
            objects.add(form(draws(objects.size() + 2), "/F Do ".repeat(10)));
        }
        objects.add(form("", "n"));
        return file(objects).getBytes(ISO_8859_1);
    }

    private static String draws(int object) {
        return "/Resources<</XObject<</F " + object + " 0 R>>>>";
    }

    private static String form(String resources, String content) {
        return "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]"
                + resources
                + "/Length "
                + content.length()
                + ">>\nstream\n"
                + content
                + "\nendstream";
    }

    private static String file(List<String> objects) {
        StringBuilder file = new StringBuilder("%PDF-1.4\n");
        StringBuilder table = new StringBuilder("0000000000 65535 f \n");
        for (int number = 1; number <= objects.size(); number++) {
            table.append("%010d 00000 n \n".formatted(file.length()));
            file.append(number)
                    .append(" 0 obj\n")
                    .append(objects.get(number - 1))
                    .append("\nendobj\n");
        }
        int size = objects.size() + 1;
        int start = file.length();
        return file
                + "xref\n0 "
                + size
                + "\n"
                + table
                + "trailer\n<</Size "
                + size
                + "/Root 1 0 R>>\nstartxref\n"
                + start
                + "\n%%EOF";
    }
}
