package ee.cqrs.it.rebuild.inside;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.supervision.Application;

/** Has no aggregates: it reads the counters. */
@ApplicationScoped
public class RebuildsApplication implements Application {

    @Override
    public String name() {
        return "rebuilds";
    }

    @Override
    public List<Class<? extends Aggregate<?>>> aggregates() {
        return List.of();
    }
}
