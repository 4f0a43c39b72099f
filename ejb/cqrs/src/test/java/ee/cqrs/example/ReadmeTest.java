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

    /** The class without its package. */
    private static String code(String name) throws IOException {
        String source = Files.readString(Path.of("src/test/java/ee/cqrs/example/" + name + ".java"));
        return source.substring(source.indexOf("import ")).strip();
    }
}
