package ee.cqrs.counters;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.supervision.Application;

/** The main supervisor of the counter application. */
@ApplicationScoped
public class CountersApplication implements Application {

    @Override
    public String name() {
        return "counters";
    }

    @Override
    public List<Class<? extends Aggregate<?>>> aggregates() {
        return List.of(Counter.class);
    }
}
