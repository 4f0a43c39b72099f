package ee.cqrs.example;

import java.time.Instant;
import java.util.List;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.example.Parcel.ParcelMoved;
import ee.cqrs.example.ParcelPlaces.ParcelAt;
import ee.cqrs.supervision.Application;
import ee.cqrs.testkit.ReadModelFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParcelPlacesTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private final ReadModelFixture parcels =
            ReadModelFixture.of(new ParcelsApplication(), "parcels", ParcelPlaces.class);

    @AfterEach
    void close() {
        parcels.close();
    }

    @Test
    void whereParcelsAreCanBeAsked() {
        parcels.given("a", new ParcelMoved("Oslo"))
                .given("b", new ParcelMoved("Oslo"))
                .given("c", new ParcelMoved("Rome"), new ParcelMoved("Oslo"))
                .whenQuery("parcels-at", "place", "Oslo", "limit", 2, "sort", "-parcel")
                .thenResult(new ParcelAt("c", "Oslo"), new ParcelAt("b", "Oslo"))
                .thenNext(2L)
                .given("a", new ParcelMoved("Bergen"))
                .whenQuery("parcels-at", "place", "Oslo", "after", 2)
                .thenResult();
    }

    /** As the README shows it. */
    @Test
    void whereNobodySaysWhichPlaceNothingIsAnswered() {
        try (ReadModelFixture fixture = ReadModelFixture.of(new ParcelsApplication(), "parcels", ParcelPlaces.class)) {
            fixture.at(NOON)
                    .given("p-1", new ParcelMoved("Oslo"), new ParcelMoved("Bergen"))
                    .whenQuery("parcels-at", "place", "Bergen")
                    .thenResult(new ParcelAt("p-1", "Bergen"))
                    .whenQuery("parcels-at")
                    .thenInvalid("place");
        }
    }

    private static final class ParcelsApplication implements Application {

        @Override
        public String name() {
            return "parcels";
        }

        @Override
        public List<Class<? extends Aggregate<?>>> aggregates() {
            return List.of(Parcel.class);
        }
    }
}
