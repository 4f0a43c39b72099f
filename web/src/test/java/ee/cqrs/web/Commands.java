package ee.cqrs.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ee.cqrs.accounts.AccountsApplication;
import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.command.CommandReader;
import ee.cqrs.counters.CountersApplication;
import ee.cqrs.json.Json;
import ee.cqrs.supervision.Application;
import ee.cqrs.testkit.AggregateFixture;

/** The commands of the applications that come with the server, and aggregates to attempt them on, without a store. */
public final class Commands {

    private final Catalogue catalogue = new Catalogue();

    public Commands() {
        Stream.of(new CountersApplication(), new AccountsApplication())
                .map(Application::aggregates)
                .flatMap(List::stream)
                .forEach(type -> catalogue.add(List.of(AggregateDefinition.of("test", type))));
        catalogue.open();
    }

    public CommandReader reader() {
        return new CommandReader(catalogue, new Json());
    }

    List<AggregateDefinition<?>> types() {
        return catalogue.all();
    }

    public Aggregates newAggregates() {
        return new Aggregates();
    }

    /** One of each type. */
    public final class Aggregates {

        private final Map<String, AggregateFixture<?>> fixtures = new HashMap<>();

        /** Attempts a command that was read, and checks that all that comes of it is read as it is written. */
        public void attempt(String type, Record command) {
            fixtures.computeIfAbsent(type, this::fixture).when(command);
        }

        private AggregateFixture<?> fixture(String type) {
            return fixture(catalogue.find(type).orElseThrow().behaviour().aggregateClass());
        }

        private <S> AggregateFixture<S> fixture(Class<? extends Aggregate<S>> type) {
            return AggregateFixture.of(type);
        }
    }
}
