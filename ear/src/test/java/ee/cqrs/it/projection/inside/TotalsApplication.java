package ee.cqrs.it.projection.inside;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.supervision.Application;

/** Has no aggregates: it reads the accounts. */
@ApplicationScoped
public class TotalsApplication implements Application {

    @Override
    public String name() {
        return "totals";
    }

    @Override
    public List<Class<? extends Aggregate<?>>> aggregates() {
        return List.of();
    }
}
