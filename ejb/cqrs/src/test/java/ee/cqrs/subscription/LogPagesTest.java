package ee.cqrs.subscription;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.command.Ledger;
import ee.cqrs.command.LocalEngine;
import ee.cqrs.settings.TestSettings;
import ee.cqrs.store.Portion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LogPagesTest {

    private static final AggregateDefinition<?> LEDGER =
            AggregateDefinition.of("test", Ledger.class).withSnapshotPeriod(AggregateType.NEVER);

    @TempDir
    Path folder;

    private LocalEngine engine;

    @BeforeEach
    void open() {
        engine = LocalEngine.on(folder);
        engine.accept(LEDGER, "a", new Ledger.AddMany(35));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void a_slice_ends_where_its_page_or_the_durable_head_does() {
        LogPages pages = pages("1000000");

        assertThat(pages.after(0, 35).events()).hasSize(10);
        assertThat(pages.after(7, 35).events())
                .extracting(event -> event.meta().position())
                .containsExactly(8L, 9L, 10L);
        assertThat(pages.after(30, 33).last()).isEqualTo(33);
        assertThat(pages.after(33, 33).events()).isEmpty();
        assertThat(pages.after(30, 35).last()).isEqualTo(35);
    }

    @Test
    void what_was_read_is_not_read_again_but_what_has_come_since() {
        LogPages pages = pages("1000000");
        engine.store.readings.set(0);

        pages.after(0, 5);
        pages.after(0, 5);
        assertThat(engine.store.readings).hasValue(1);

        assertThat(pages.after(2, 8).events()).hasSize(6);
        assertThat(engine.store.readings).hasValue(2);
    }

    @Test
    void pages_that_take_too_much_memory_leave_the_least_recently_used_first() {
        LogPages pages = pages("25000"); // two of them
        pages.after(0, 35);
        pages.after(10, 35);
        pages.after(0, 35);
        pages.after(20, 35);
        engine.store.readings.set(0);

        pages.after(0, 35);
        pages.after(20, 35);
        assertThat(engine.store.readings).hasValue(0);

        pages.after(10, 35);
        assertThat(engine.store.readings).hasValue(1);
    }

    @Test
    void pages_of_large_events_end_earlier_and_who_is_behind_reads_again() {
        for (int i = 0; i < 12; i++) {
            engine.accept(Scroll.DEFINITION, "s", new Scroll.Write(1_000_000));
        }
        LogPages pages = new LogPages(engine.store.events(), TestSettings.with("cqrs.subscription.batch-size", "1000"));
        List<Long> seen = new ArrayList<>();

        for (long last = 0; last < 47; ) {
            LogSlice slice = pages.after(last, 47);
            assertThat(slice.events().stream()
                            .mapToLong(event -> event.data().length())
                            .sum())
                    .isLessThan(Portion.BYTES + 1_100_000);
            slice.events().forEach(event -> seen.add(event.meta().position()));
            assertThat(slice.last()).isGreaterThan(last);
            last = slice.last();
        }
        LogSlice again = pages.after(36, 47);

        assertThat(seen).isEqualTo(LongStream.rangeClosed(1, 47).boxed().toList());
        assertThat(again.events().get(0).meta().position()).isEqualTo(37);
        assertThat(again.last()).isLessThan(47);
    }

    private LogPages pages(String bytes) {
        return new LogPages(
                engine.store.events(),
                TestSettings.with("cqrs.subscription.batch-size", "10", "cqrs.subscription.cache-bytes", bytes));
    }
}
