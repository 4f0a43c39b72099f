package ee.cqrs.faults.tally;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.supervision.Application;

/** The main supervisor of the tallies. */
@ApplicationScoped
public class TallyApplication implements Application {

    @Override
    public String name() {
        return "tallies";
    }

    @Override
    public List<Class<? extends Aggregate<?>>> aggregates() {
        return List.of(Tally.class);
    }
}
