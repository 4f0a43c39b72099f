package ee.cqrs.subscription;

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
}
