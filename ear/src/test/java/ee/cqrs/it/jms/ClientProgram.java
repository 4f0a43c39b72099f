package ee.cqrs.it.jms;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** A standalone client, run from the top of the repository as the README shows it. */
final class ClientProgram {

    private ClientProgram() {}

    static Ended run(String name, Path temporary, String... arguments) throws Exception {
        List<String> commandLine = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                "server-config/target/server/bin/client/jboss-client.jar",
                "server-config/src/main/client/%s.java".formatted(name)));
        commandLine.addAll(List.of(arguments));
        Path output = temporary.resolve("output");
        Path errors = temporary.resolve("errors");
        Process process = new ProcessBuilder(commandLine)
                .directory(Path.of(System.getProperty("basedir")).getParent().toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the client ends").isTrue();
        return new Ended(process.exitValue(), Files.readString(output), Files.readString(errors));
    }

    /** How it ended and what it printed. */
    record Ended(int exitCode, String output, String errors) {}
}
