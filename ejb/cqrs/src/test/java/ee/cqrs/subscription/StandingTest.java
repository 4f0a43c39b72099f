package ee.cqrs.subscription;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import ee.cqrs.command.LocalEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class StandingTest {

    @Test
    void of_two_partitions_one_can_have_shown_more_than_both_have_handled(@TempDir Path folder) {
        try (LocalEngine engine = LocalEngine.on(folder);
                LocalNode node = new LocalNode(engine.store, engine.head, engine.store.alone())) {
            Standing standing = new Standing(node.progress, List.of(row(0, 50), row(1, 200)), Set.of("inline"), 300);

            assertThat(standing.position("sums")).hasValue(50);
            assertThat(standing.furthest("sums")).isEqualTo(200);
            assertThat(standing.furthest("inline")).isEqualTo(300);
            assertThat(standing.furthest("nobody")).isZero();
        }
    }

    private static PartitionRow row(int number, long position) {
        return new PartitionRow(new PartitionId("sums", number, 2), 0, position, null, Tally.NOTHING);
    }
}
