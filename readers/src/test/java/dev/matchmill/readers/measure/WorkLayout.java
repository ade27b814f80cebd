package dev.matchmill.readers.measure;

import java.util.ArrayList;
import java.util.List;

/** The ways in which people write a position down. */
enum WorkLayout {
    TITLE_COMPANY_CITY_DATES,
    COMPANY_THEN_TITLE,
    TITLE_THEN_COMPANY,
    DATES_FIRST,
    DATES_ON_THEIR_OWN,
    DATES_ABOVE,
    TABLE,
    BARS,
    DATES_AT_MARGIN,
    TITLE_AT_COMPANY,
    DATES_BELOW_COMPANY,
    LABELLED;

    /** The lines of one position; {@code dates} is how its range is written. */
    List<Block> write(Position p, String dates, boolean bullets) {
        List<Block> blocks = new ArrayList<>(heading(p, dates));
        p.duties().forEach(d -> blocks.add(bullets ? Block.bullet(d) : Block.line(d + ".")));
        blocks.add(Block.gap());
        return blocks;
    }

    private List<Block> heading(Position p, String dates) {
        String title = p.title();
        String company = p.company();
        String city = p.city();
        return switch (this) {
            case TITLE_COMPANY_CITY_DATES ->
                    List.of(Block.line(title + ", " + company + ", " + city + " — " + dates));
            case COMPANY_THEN_TITLE ->
                    List.of(Block.line(company + ", " + city), Block.line(title, dates));
            case TITLE_THEN_COMPANY ->
                    List.of(Block.line(title, dates), Block.line(company + ", " + city));
            case DATES_FIRST -> List.of(Block.line(dates + "  " + title + ", " + company));
            case DATES_ON_THEIR_OWN ->
                    List.of(Block.line(title), Block.line(company), Block.line(dates));
            case DATES_ABOVE ->
                    List.of(
                            Block.line(dates),
                            Block.line(title),
                            Block.line(company + ", " + city));
            case TABLE -> List.of(Block.line(dates, title, company));
            case BARS ->
                    List.of(Block.line(company + " (" + city + ") | " + title + " | " + dates));
            case DATES_AT_MARGIN ->
                    List.of(Block.line(company + ", " + city, dates), Block.line(title));
            case TITLE_AT_COMPANY ->
                    List.of(Block.line(title + " at " + company + " (" + dates + ")"));
            case DATES_BELOW_COMPANY ->
                    List.of(
                            Block.line(company),
                            Block.line(title),
                            Block.line(dates + " | " + city));
            case LABELLED ->
                    List.of(
                            Block.line("Company: " + company),
                            Block.line("Position: " + title),
                            Block.line("Period: " + dates));
        };
    }
}
