package ee.cqrs.it.container;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.supervision.Application;

@ApplicationScoped
public class ProbeApplication implements Application {

    @Override
    public String name() {
        return "probes";
    }

    @Override
    public List<Class<? extends Aggregate<?>>> aggregates() {
        return List.of(Probe.class, Board.class);
    }
}
