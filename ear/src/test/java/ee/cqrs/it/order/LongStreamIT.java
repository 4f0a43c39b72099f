package ee.cqrs.it.order;

import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.Postgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class LongStreamIT {

    private static final int EVENTS = 1_000_000;

    /** What a counter that was activated and then bumped by 1 to 9 in turn would have left, snapshots apart. */
    private static final String STREAM = """
            insert into aggregate (aggregate_type, aggregate_id) values ('counter', 'long');
            insert into event (position, aggregate_type, aggregate_id, event_index, event_type, version, uuid, occurred_at,
                   origin, snapshot_period, command_id, correlation_id, causation_id, hash, previous_hash, payload)
            select g + 1, 'counter', 'long', g, case g when 0 then 'CounterActivated' else 'CounterBumped' end, 1,
                   gen_random_uuid(), 1700000000000000 + g, 'anonymous', 5, 'c-' || g, 'c-' || g, 'c-' || g,
                   encode(sha256(convert_to('event ' || g, 'UTF8')), 'hex'),
                   case g when 0 then null else encode(sha256(convert_to('event ' || (g - 1), 'UTF8')), 'hex') end,
                   case g when 0 then '{"initialValue":7}' else '{"amount":' || 1 + g %% 9 || '}' end
              from generate_series(0, %1$d - 1) g;
            update journal set head = %1$d
            """.formatted(EVENTS);

    private Postgres postgres;
    private String database;
    private Node node;

    @BeforeEach
    void start() throws Exception {
        postgres = Postgres.start();
        database = postgres.createDatabase();
        node = Node.start(2, postgres, database, "-Xmx256m");
        node.awaitDeployed();
    }

    @AfterEach
    void stop() {
        node.close();
        postgres.close();
    }

    @Test
    @Timeout(300)
    void givenAMillionEventsOfOneAggregateThenASmallHeapIsEnoughToRestoreIt() throws Exception {
        postgres.execute(database, STREAM);

        long start = System.nanoTime();
        JsonNode restored = node.rest().state("counter", "long").body();
        System.out.printf(
                "LongStreamIT: %d events restored in %s%n", EVENTS, Duration.ofNanos(System.nanoTime() - start));

        assertThat(restored.at("/meta/index").intValue()).isEqualTo(EVENTS - 1);
        assertThat(restored.at("/state/value").longValue()).isEqualTo(value());
        JsonNode next = node.rest().send("counter", "long", "BumpCounter", "{}").body();
        JsonNode meta = next.at("/events/0/meta");
        assertThat(meta.get("index").intValue()).isEqualTo(EVENTS);
        assertThat(meta.get("position").intValue()).isEqualTo(EVENTS + 1);
        assertThat(meta.get("previousHash").textValue())
                .isEqualTo(node.rest()
                        .page(EVENTS - 1L, 1)
                        .at("/events/0/meta/hash")
                        .textValue());
    }

    private static long value() {
        long value = 7;
        for (int index = 1; index < EVENTS; index++) {
            value += 1 + index % 9;
        }
        return value;
    }
}
