package ee.cqrs.it.container;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.supervision.Application;

/** Its aggregate forgets a command. */
@ApplicationScoped
public class BrokenApplication implements Application {

    @Override
    public String name() {
        return "broken";
    }

    @Override
    public List<Class<? extends Aggregate<?>>> aggregates() {
        return List.of(Forgetful.class);
    }
}
