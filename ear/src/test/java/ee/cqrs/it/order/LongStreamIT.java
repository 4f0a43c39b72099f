package ee.cqrs.it.order;

import java.sql.Connection;
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

    private Postgres postgres;
    private String database;
    private Node node;

    @BeforeEach
    void start() throws Exception {
        postgres = Postgres.start();
        database = postgres.createDatabase();
        // the topic and the read models would read the log at the same time, on the same processors
        node = Node.start(2, postgres, database, "-Xmx256m", "-Dcqrs.topic.format=off", "-Dcqrs.projection.run=false");
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
        postgres.execute(database, "insert into aggregate (aggregate_type, aggregate_id) values ('counter', 'long')");
        try (Connection connection = postgres.connect(database)) {
            LongStream.write(connection, EVENTS);
        }
        postgres.execute(database, "update journal set head = " + EVENTS);

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
