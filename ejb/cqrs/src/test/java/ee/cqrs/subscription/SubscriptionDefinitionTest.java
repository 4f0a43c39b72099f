package ee.cqrs.subscription;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import ee.cqrs.aggregate.AggregateId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SubscriptionDefinitionTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b", "a b", "a;b"})
    void a_name_that_is_none_is_refused_with_what_names_are(String name) {
        assertThatThrownBy(() -> SubscriptionDefinition.named(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 100 letters");
    }

    @Test
    void a_number_of_partitions_out_of_range_is_refused() {
        SubscriptionDefinition one = SubscriptionDefinition.named("one");

        assertThatThrownBy(() -> one.partitioned(0)).hasMessageContaining("not 0");
        assertThatThrownBy(() -> one.partitioned(1_001)).hasMessageContaining("not 1001");
    }

    @Test
    void each_aggregate_has_one_partition_and_all_partitions_have_some() {
        List<PartitionId> partitions =
                IntStream.range(0, 7).mapToObj(i -> new PartitionId("s", i, 7)).toList();
        Set<Integer> used = new HashSet<>();

        for (int i = 0; i < 200; i++) {
            AggregateId aggregate = new AggregateId("account", "a-" + i);
            List<PartitionId> its = partitions.stream()
                    .filter(partition -> partition.has(aggregate))
                    .toList();
            assertThat(its).hasSize(1);
            used.add(its.get(0).number());
        }

        assertThat(used).hasSize(7);
    }

    /** What is stored says which partition had it. */
    @Test
    void an_aggregate_keeps_its_partition_for_all_time() {
        assertThat(new PartitionId("s", 6, 8).has(new AggregateId("account", "ada-1")))
                .isTrue();
        assertThat(new PartitionId("s", 2, 3).has(new AggregateId("counter", "c-42")))
                .isTrue();
    }
}
