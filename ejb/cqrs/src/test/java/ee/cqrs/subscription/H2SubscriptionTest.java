package ee.cqrs.subscription;

import ee.cqrs.command.LocalEngine;
import ee.cqrs.store.Gate;
import ee.cqrs.store.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class H2SubscriptionTest extends SubscriptionContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2(folder);
    }

    @Override
    int streams() {
        return 1_000;
    }

    @Override
    int subscriptions() {
        return 100;
    }

    @Override
    void cutConnections() {
        engine.store.execute("shutdown");
    }

    @Override
    String ownError() {
        return "set @refused = signal('MY001', 'as the test says')";
    }

    @Test
    void what_others_can_see_but_a_crash_can_take_back_is_not_handled() throws Exception {
        LocalNode node = node().start(recorder("readers"), recorder("others"));
        add("a", 1);
        awaitEnd(node, "readers");
        Gate beforeItReturns = engine.saves.afterCommit.hold();
        Thread writer = new Thread(() -> add("a", 1));
        writer.start();
        beforeItReturns.awaitArrival();

        assertThat(log()).containsExactly(1L, 2L);
        node.subscriptions.parkedChanged("readers"); // has it look at once
        eventually()
                .until(() -> node.control.find("readers").orElseThrow().state() == SubscriptionStatus.State.WAITING);
        assertThat(handled("readers")).containsExactly(1L);

        beforeItReturns.open();
        writer.join();
        awaitEnd(node, "readers");
        assertThat(handled("readers")).containsExactly(1L, 2L);
    }

    @Test
    void what_was_skipped_before_its_records_were_kept_for_good_counts_and_has_its_type() {
        LocalNode before =
                node().start(recorder(SubscriptionDefinition.named("readers").only(EventFilter.types("nothing"))));
        before.inPlaces(places -> places.create(SubscriptionDefinition.named("built"), 7));
        add("a", 2);
        awaitEnd(before, "readers");
        before.close();
        engine.store.execute("""
                alter table skipped_event drop primary key;
                alter table skipped_event drop column number, build, event_type;
                alter table skipped_event add primary key (subscription, position);
                insert into skipped_event values ('readers', 1, 'ledger', 'a', 'typed wrong', 'Ada', 5),
                  ('readers', 2, 'ledger', 'a', 'again', 'Ada', 6), ('built', 2, 'ledger', 'a', 'again', 'Ada', 7);
                delete from "schema_history" where "version" = '10'""");
        engine.close();

        engine = LocalEngine.on(database());
        LocalNode node = node();

        assertThat(node.control.skipped("readers", 0, 10))
                .extracting(SkippedEvent::position)
                .containsExactly(1L, 2L);
        assertThat(node.control.skipped("built", 0, 10)).singleElement().satisfies(skipped -> {
            assertThat(skipped.event()).isEqualTo("Added");
            assertThat(skipped.counts()).isTrue();
        });
    }
}
