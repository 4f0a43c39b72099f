package ee.cqrs.it.container;

import java.util.List;

import jakarta.enterprise.context.Dependent;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.supervision.Application;

/** Nobody can even make its supervisor. */
@Dependent
public class UnbornApplication implements Application {

    public UnbornApplication() {
        throw new IllegalStateException("no such luck");
    }

    @Override
    public String name() {
        return "unborn";
    }

    @Override
    public List<Class<? extends Aggregate<?>>> aggregates() {
        return List.of();
    }
}
