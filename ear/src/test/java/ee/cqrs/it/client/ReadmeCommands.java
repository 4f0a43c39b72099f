package ee.cqrs.it.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The commands that a README has its reader paste: the indented lines of one section, each with those that continue it. */
public record ReadmeCommands(List<String> lines) {

    public static ReadmeCommands of(Path readme, String section) throws IOException {
        String text = Files.readString(readme);
        int start = text.indexOf("\n## " + section + "\n");
        if (start < 0) {
            throw new IllegalArgumentException("%s has no section %s".formatted(readme, section));
        }
        int end = text.indexOf("\n## ", start + 1);
        return new ReadmeCommands(text.substring(start, end < 0 ? text.length() : end)
                .replaceAll("\\\\\n *", "")
                .lines()
                .filter(line -> line.startsWith("    "))
                .map(String::strip)
                .toList());
    }

    /** The only command that holds this. */
    public String with(String part) {
        List<String> found = lines.stream().filter(line -> line.contains(part)).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("Commands with %s: %s".formatted(part, found));
        }
        return found.get(0);
    }
}
