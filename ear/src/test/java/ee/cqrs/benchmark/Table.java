package ee.cqrs.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Rows of figures, for people and, as they are, for the report. */
final class Table {

    private final String title;
    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    Table(String title, String... columns) {
        this.title = title;
        this.columns = List.of(columns);
    }

    void row(Object... cells) {
        rows.add(Arrays.asList(cells)); // a cell may be null: there is no such figure
    }

    String title() {
        return title;
    }

    List<String> columns() {
        return columns;
    }

    List<List<Object>> rows() {
        return rows;
    }

    /** A number with as many digits as mean something. */
    static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    @Override
    public String toString() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns);
        rows.forEach(row -> lines.add(row.stream().map(Table::text).toList()));
        int[] widths = new int[columns.size()];
        lines.forEach(line -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder(title).append(System.lineSeparator());
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                String format = i == 0 ? "  %-" + widths[i] + "s" : "  %" + widths[i] + "s";
                text.append(format.formatted(line.get(i)));
            }
            text.append(System.lineSeparator());
        }
        return text.toString();
    }

    private static String text(Object cell) {
        if (cell == null) {
            return "-";
        }
        return cell instanceof Double figure ? number(figure) : cell.toString();
    }
}
