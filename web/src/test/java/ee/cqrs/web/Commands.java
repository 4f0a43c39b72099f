package ee.cqrs.web;

import java.util.LinkedHashMap;
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

/** The aggregates of the applications, one of each type, without a store. */
public final class Commands {

    private final Catalogue catalogue = new Catalogue();
    private final Map<String, AggregateFixture<?>> aggregates = new LinkedHashMap<>();

    public Commands() {
        Stream.of(new CountersApplication(), new AccountsApplication())
                .map(Application::aggregates)
                .flatMap(List::stream)
                .forEach(this::add);
        catalogue.open();
    }

    private void add(Class<? extends Aggregate<?>> type) {
        AggregateDefinition<?> definition = AggregateDefinition.of("test", type);
        catalogue.add(List.of(definition));
        aggregates.put(definition.name(), fixture(type));
    }

    @SuppressWarnings("unchecked") // of whatever state
    private static <S> AggregateFixture<S> fixture(Class<? extends Aggregate<?>> type) {
        return AggregateFixture.of((Class<? extends Aggregate<S>>) type);
    }

    public CommandReader reader() {
        return new CommandReader(catalogue, new Json());
    }

    List<AggregateDefinition<?>> types() {
        return catalogue.all();
    }

    /** Attempts a command that was read, and checks that all of it reads back as it is written. */
    public void attempt(String type, Record command) {
        aggregates.get(type).when(command);
    }
}
