package dev.matchmill.migrations.pattern;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * A plan that ran, from {@code EXPLAIN (ANALYZE, BUFFERS, FORMAT XML)}.
 *
 * @param nodes all nodes, a node before its inputs
 * @param rows how many rows the query returned
 * @param buffers shared buffers that were touched, planning left out
 * @param millis on the server
 */
public record Plan(List<Step> nodes, long rows, long buffers, double millis) {

    /**
     * One node.
     *
     * @param relation empty when it reads none
     * @param index empty when it uses none
     * @param removed rows read and thrown away, over all its loops
     */
    public record Step(String type, String relation, String index, double removed) {}

    /**
     * Reads the server's answer.
     *
     * @throws IllegalArgumentException if it is no plan
     */
    static Plan of(String xml) {
        try {
            Element root =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new InputSource(new StringReader(xml)))
                            .getDocumentElement();
            Element query = child(root, "Query");
            Element plan = child(query, "Plan");
            List<Step> steps = new ArrayList<>();
            collect(plan, steps);
            return new Plan(
                    List.copyOf(steps),
                    Math.round(number(plan, "Actual-Rows")),
                    Math.round(
                            number(plan, "Shared-Hit-Blocks") + number(plan, "Shared-Read-Blocks")),
                    number(query, "Execution-Time"));
        } catch (ParserConfigurationException | java.io.IOException | org.xml.sax.SAXException e) {
            throw new IllegalArgumentException("not a plan", e);
        }
    }

    /** Names of the indexes that were used; of partitions, those of the partition. */
    public Set<String> indexes() {
        return nodes.stream()
                .map(Step::index)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    /** Relations that were read from end to end. */
    public Set<String> sequentiallyScanned() {
        return nodes.stream()
                .filter(step -> step.type().equals("Seq Scan"))
                .map(Step::relation)
                .collect(Collectors.toSet());
    }

    /** Rows that were read and thrown away by a filter or when an index entry was rechecked. */
    public double removed() {
        return nodes.stream().mapToDouble(Step::removed).sum();
    }

    private static void collect(Element plan, List<Step> steps) {
        double loops = number(plan, "Actual-Loops");
        double removed =
                number(plan, "Rows-Removed-by-Filter")
                        + number(plan, "Rows-Removed-by-Index-Recheck");
        steps.add(
                new Step(
                        text(plan, "Node-Type"),
                        text(plan, "Relation-Name"),
                        text(plan, "Index-Name"),
                        removed * loops));
        Element inputs = child(plan, "Plans");
        for (Node input = inputs.getFirstChild(); input != null; input = input.getNextSibling()) {
            if (input instanceof Element element) {
                collect(element, steps);
            }
        }
    }

    private static double number(Element parent, String name) {
        String text = text(parent, name);
        return text.isEmpty() ? 0 : Double.parseDouble(text);
    }

    private static String text(Element parent, String name) {
        return child(parent, name).getTextContent().strip();
    }

    // An empty element stands for one that is missing: plans leave out what is zero.
    private static Element child(Element parent, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                return element;
            }
        }
        return parent.getOwnerDocument().createElement(name);
    }
}
