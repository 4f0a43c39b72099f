package ee.cqrs.testkit;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.example.Parcel;
import ee.cqrs.example.Parcel.ParcelMoved;
import ee.cqrs.example.ParcelPlaces;
import ee.cqrs.example.ParcelPlaces.ParcelAt;
import ee.cqrs.projection.EventContext;
import ee.cqrs.projection.Projection;
import ee.cqrs.query.Query;
import ee.cqrs.supervision.Application;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ReadModelFixtureTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private final ReadModelFixture parcels =
            ReadModelFixture.of(new Parcels(), "parcels", ParcelPlaces.class, Watch.class, Board.class, Careless.class);

    @AfterEach
    void close() {
        parcels.close();
    }

    @Test
    void beansAreInjectedAndSeeTheClockAndTheContextOfEvents() {
        parcels.at(NOON)
                .given("a", new ParcelMoved("Oslo"))
                .given("b", new ParcelMoved("Rome"))
                .at(NOON.plusSeconds(60))
                .whenQuery("board")
                .thenResult(new Line("2 events, the last of b at index 0 and position 2 at %s, seen at %s"
                        .formatted(NOON, NOON.plusSeconds(60))));
    }

    @Test
    void aQueryChangesNothing() {
        parcels.given("a", new ParcelMoved("Oslo"))
                .whenQuery("careless")
                .thenResult(new Line("removed 1"))
                .whenQuery("parcels-at", "place", "Oslo")
                .thenResult(new ParcelAt("a", "Oslo"));
    }

    @Test
    void canaryOtherRecordsAreShownLineByLine() {
        parcels.given("a", new ParcelMoved("Oslo"));
        var answer = parcels.whenQuery("parcels-at", "place", "Oslo");

        assertFails(() -> answer.thenResult(new ParcelAt("b", "Oslo"))).withMessage("""
                Other records were expected
                  - ParcelAt[parcel=b, place=Oslo]
                  + ParcelAt[parcel=a, place=Oslo]
                  when:  parcels-at {place=[Oslo]}""");
        assertFails(answer::thenResult).withMessageContaining("+ ParcelAt[parcel=a");
        assertFails(() -> answer.thenNext(7L)).withMessageContaining("+ actual:   next null");
        assertFails(answer::thenNotFound).withMessageContaining("- expected: nothing");
        assertFails(() -> answer.thenInvalid("place")).withMessageContaining("- expected: invalid place");
        assertFails(() -> answer.thenResult(records -> {
                    throw new AssertionError("as the test says");
                }))
                .withMessage("as the test says");
    }

    @Test
    void canaryAProblemIsNoResult() {
        var invalid = parcels.whenQuery("parcels-at");
        var nothing = parcels.whenQuery("board");

        assertFails(() -> invalid.thenResult()).withMessageContaining("place: is missing");
        assertFails(() -> invalid.thenInvalid("limit")).withMessageContaining("place: is missing");
        assertFails(invalid::thenNotFound).withMessageContaining("place: is missing");
        assertFails(() -> nothing.thenResult(records -> {})).withMessageContaining("finds nothing");
        nothing.thenNotFound();
        invalid.thenInvalid("place");
    }

    @Test
    void whatTheKitIsNotToldItNames() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> parcels.whenQuery("nobody"))
                .withMessageStartingWith("There is no query nobody, only ");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> parcels.given("a", new Line("no event")))
                .withMessageContaining("is an event of 0 types");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ReadModelFixture.of(new Parcels(), "parcels", Board.class))
                .withMessageContaining("Nothing to inject for " + Watch.class.getName());
    }

    private static ThrowableAssertAlternative<AssertionError> assertFails(ThrowingCallable expectation) {
        return assertThatExceptionOfType(AssertionError.class).isThrownBy(expectation);
    }

    /** What a query says. */
    public record Line(String text) {}

    @Projection("watch")
    static class Watch {

        private int events;
        private EventContext last;

        public void on(ParcelMoved sent, EventContext context) {
            events++;
            last = context;
        }
    }

    static class Board {

        private final Watch watch;

        @Inject
        private Clock clock;

        @Inject
        Board(Watch watch) {
            this.watch = watch;
        }

        @Query("board")
        public Optional<Line> board() {
            return Optional.ofNullable(watch.last)
                    .map(last -> new Line("%d events, the last of %s at index %d and position %d at %s, seen at %s"
                            .formatted(
                                    watch.events,
                                    last.id(),
                                    last.index(),
                                    last.position(),
                                    last.timestamp(),
                                    clock.instant())));
        }
    }

    static class Careless {

        @PersistenceContext(unitName = "parcels")
        private EntityManager entities;

        @Query("careless")
        public Line careless() {
            return new Line(
                    "removed " + entities.createQuery("delete from Place p").executeUpdate());
        }
    }

    private static final class Parcels implements Application {

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
