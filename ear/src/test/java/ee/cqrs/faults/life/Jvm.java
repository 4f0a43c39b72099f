package ee.cqrs.faults.life;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import ee.cqrs.faults.Node;
import ee.cqrs.it.client.ServerJava;

/** The virtual machine of a node as {@code jcmd} shows it. */
public record Jvm(Node node) {

    /** How many classes of this name are loaded: one for each class loader that is still held. */
    public long loaded(String className) throws IOException, InterruptedException {
        ask("GC.run");
        return ask("VM.class_hierarchy", className)
                .lines()
                .filter(line -> line.matches(".*\\b" + Pattern.quote(className) + "/0x\\p{XDigit}+"))
                .count();
    }

    /** How many objects of a class are left after a collection. */
    public long instances(String className) throws IOException, InterruptedException {
        return ask("GC.class_histogram")
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > 3 && columns[3].equals(className))
                .mapToLong(columns -> Long.parseLong(columns[1]))
                .sum();
    }

    /** Writes all that is in memory into a file, for whoever wants to know what holds it. */
    public void dump(Path file) throws IOException, InterruptedException {
        ask("GC.heap_dump", "-overwrite", file.toString());
    }

    private String ask(String... command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                ServerJava.program("jcmd").toString(),
                Long.toString(node.server().process().pid())));
        line.addAll(List.of(command));
        Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("%s ended with %d: %s".formatted(line, jcmd.exitValue(), answer));
        }
        return answer;
    }
}
