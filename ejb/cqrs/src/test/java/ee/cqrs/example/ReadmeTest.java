package ee.cqrs.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The README shows the code that the tests compile and run, to the letter. */
class ReadmeTest {

    @Test
    void theExampleInTheReadmeIsTheOneThatIsTested() throws IOException {
        String readme = Files.readString(Path.of("../../README.md"));

        assertThat(readme).contains(code("Parcel")).contains(code("ParcelTest")).contains(code("ParcelPlaces"));
    }

    @Test
    void theTestOfAQueryInTheReadmeIsOneThatRuns() throws IOException {
        String readme = Files.readString(Path.of("../../README.md"));

        String begin = "        try (ReadModelFixture";
        String end = "\n        }\n";
        String source = source("ParcelPlacesTest");
        String test =
                source.substring(source.indexOf(begin), source.indexOf(end, source.indexOf(begin)) + end.length() - 1);
        assertThat(readme).contains(test.stripIndent().strip());
    }

    /** The class without its package. */
    private static String code(String name) throws IOException {
        String source = source(name);
        return source.substring(source.indexOf("import ")).strip();
    }

    private static String source(String name) throws IOException {
        return Files.readString(Path.of("src/test/java/ee/cqrs/example/" + name + ".java"));
    }
}
