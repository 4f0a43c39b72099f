package ee.cqrs.store;

import java.util.List;
import java.util.concurrent.TimeUnit;

import ee.cqrs.settings.TestSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What happens to a batch that PostgreSQL ends to undo a deadlock: here it ends every batch of several aggregates. */
class RivalryTest extends StoreTest {

    @Override
    TestDatabase database() {
        return TestDatabase.postgresql();
    }

    @BeforeEach
    void deadlock() {
        store.execute("""
                create function deadlock() returns trigger language plpgsql as $$
                begin
                  if (select count(*) from created) > 1 then
                    raise exception 'deadlock detected' using errcode = 'deadlock_detected';
                  end if;
                  return null;
                end
                $$;
                create trigger deadlock after insert on aggregate referencing new table as created
                  for each statement execute function deadlock()
                """);
    }

    @AfterEach
    void noDeadlock() {
        store.execute("drop function deadlock cascade");
    }

    @Test
    void a_deadlock_leaves_nothing_and_is_told_from_an_outage() {
        assertThatThrownBy(() -> journal.append(List.of(Appends.events("a", -1, 1), Appends.events("b", -1, 1))))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.fault()).isEqualTo(StoreException.Fault.RIVALRY));

        assertNothingIsKept();
    }

    @Test
    void the_journal_writer_saves_a_batch_that_deadlocked_one_by_one() throws Exception {
        LocalWriter writer = new LocalWriter(journal, TestSettings.with());
        var first = writer.submit(Appends.events("a", -1, 1), false, new Alone());
        var second = writer.submit(Appends.events("b", -1, 1), false, new Alone());
        writer.start();
        try {
            assertThat(first.get(10, TimeUnit.SECONDS).command().position()).isEqualTo(1);
            assertThat(second.get(10, TimeUnit.SECONDS).command().position()).isEqualTo(2);
            assertThat(writer.work().commits()).isEqualTo(2);
        } finally {
            writer.stop();
        }
    }

    /** Rests on nothing. */
    private static final class Alone implements Candidate {
        @Override
        public boolean isVoid() {
            return false;
        }

        @Override
        public void saved() {}

        @Override
        public void discarded() {}

        @Override
        public void inDoubt() {}
    }
}
