package ee.cqrs.drift;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import jakarta.ejb.Stateful;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.aggregate.Decision;
import ee.cqrs.catalogue.AggregateDefinition;

/** A tank that can be filled in ways that are not the same every time. */
@Stateful(passivationCapable = false)
@AggregateType(value = "tank", snapshotPeriod = 3)
public class Tank extends Aggregate<Tank.State> {

    static final AggregateDefinition<?> EVERY_3 = AggregateDefinition.of("test", Tank.class);
    static final AggregateDefinition<?> NEVER = EVERY_3.withSnapshotPeriod(AggregateType.NEVER);
    static final AggregateDefinition<?> PURE_SNAPSHOT = EVERY_3.withSnapshotPeriod(0);

    /** What no apply may look at. */
    private static final AtomicLong RAIN = new AtomicLong();

    public record State(long litres, Set<String> suppliers, BigDecimal price) {}

    public sealed interface Command {}

    public record Fill(long litres) implements Command {}

    public record FillOften(int times) implements Command {}

    public record CatchRain() implements Command {}

    public record CatchTime() implements Command {}

    public record Deliver(String supplier) implements Command {}

    public record SetPrice(BigDecimal price) implements Command {}

    public sealed interface Event {}

    public record Filled(long litres) implements Event {}

    public record Rained() implements Event {}

    public record Passed() implements Event {}

    public record Delivered(String supplier) implements Event {}

    public record PriceSet(BigDecimal price) implements Event {}

    @Override
    protected State initial() {
        return new State(0, Set.of(), BigDecimal.ZERO);
    }

    Decision attempt(State tank, Fill fill) {
        return accept(new Filled(fill.litres()));
    }

    Decision attempt(State tank, FillOften fill) {
        return accept(Stream.generate(() -> new Filled(1)).limit(fill.times()).toArray(Record[]::new));
    }

    Decision attempt(State tank, CatchRain command) {
        return accept(new Rained());
    }

    Decision attempt(State tank, CatchTime command) {
        return accept(new Passed());
    }

    Decision attempt(State tank, Deliver command) {
        return accept(new Delivered(command.supplier()));
    }

    Decision attempt(State tank, SetPrice command) {
        return accept(new PriceSet(command.price()));
    }

    /** Memory has it with another scale than the store, which writes it in full. */
    State apply(State tank, PriceSet event) {
        return new State(tank.litres(), tank.suppliers(), event.price().stripTrailingZeros());
    }

    State apply(State tank, Filled event) {
        return new State(tank.litres() + event.litres(), tank.suppliers(), tank.price());
    }

    State apply(State tank, Rained event) {
        return new State(tank.litres() + RAIN.incrementAndGet(), tank.suppliers(), tank.price());
    }

    State apply(State tank, Passed event) {
        return new State(System.currentTimeMillis(), tank.suppliers(), tank.price());
    }

    /** Memory has them in another order than the store. */
    State apply(State tank, Delivered event) {
        Set<String> suppliers = new LinkedHashSet<>(Set.of(event.supplier()));
        suppliers.addAll(new TreeSet<>(tank.suppliers()));
        return new State(tank.litres(), suppliers, tank.price());
    }
}
