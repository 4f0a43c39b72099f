package ee.cqrs.audit;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The program as an operator runs it: a process that has our classes, the driver of the database, and nothing else. */
record VerifyProgram(Class<?> driver, Map<String, String> environment, Path folder) {

    /** What it says first, if anything, and how it ends. */
    List<String> run(String... args) throws IOException, InterruptedException, URISyntaxException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                Path.of("target/classes").toAbsolutePath() + File.pathSeparator + jar(),
                "ee.cqrs.audit.VerifyLog"));
        command.addAll(List.of(args));
        Path told = folder.resolve("told");
        ProcessBuilder program = new ProcessBuilder(command)
                .redirectOutput(told.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        program.environment().putAll(environment);
        int exitCode = program.start().waitFor();
        return Stream.concat(Files.readAllLines(told).stream().limit(1), Stream.of("exit code " + exitCode))
                .toList();
    }

    private Path jar() throws URISyntaxException {
        return Path.of(
                driver.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
