package ee.cqrs.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The measure of "short": a complete aggregate with six messages and its state. */
class ExampleMeasureTest {

    @Test
    void aCompleteAggregateFitsInFortyLines() throws IOException {
        assertThat(code(Parcel.class)).hasSizeLessThanOrEqualTo(40);
    }

    @Test
    void aCompleteProjectionWithItsEntityAndAQueryFitsInThirtyLines() throws IOException {
        assertThat(code(ParcelPlaces.class)).hasSizeLessThanOrEqualTo(30);
    }

    @Test
    void itSeesAtMostFourTypesOfTheFramework() throws IOException {
        List<String> framework = lines(Parcel.class)
                .filter(line -> line.matches("import (static )?ee\\.cqrs\\..*"))
                .toList();

        assertThat(framework)
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(4)
                .allMatch(line -> line.startsWith("import ee.cqrs.aggregate."))
                .noneMatch(line -> line.endsWith("*;"));
    }

    private static List<String> code(Class<?> example) throws IOException {
        return lines(example)
                .filter(line -> !line.isBlank() && !line.startsWith("import "))
                .toList();
    }

    private static Stream<String> lines(Class<?> example) throws IOException {
        Path source = Path.of("src/test/java", example.getName().replace('.', '/') + ".java");
        return Files.readAllLines(source).stream();
    }
}
