package ee.cqrs.naming;

import java.net.URLEncoder;
import java.util.Optional;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.command.CommandException;
import ee.cqrs.command.CommandGateway;
import ee.cqrs.command.CommandMessage;
import ee.cqrs.command.CommandOutcome;
import ee.cqrs.registry.AggregateRegistry;
import ee.cqrs.repository.AggregateRepository;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A narrow handle to a live aggregate: read it, or send it a command. The bean itself is nobody's but the framework's. */
public final class AggregateHandle {

    private static final String ORIGIN = "jndi";

    private final AggregateId id;
    private final AggregateDefinition<?> definition;
    private final AggregateRegistry registry;
    private final AggregateRepository repository;
    private final CommandGateway gateway;

    AggregateHandle(
            AggregateId id,
            AggregateDefinition<?> definition,
            AggregateRegistry registry,
            AggregateRepository repository,
            CommandGateway gateway) {
        this.id = id;
        this.definition = definition;
        this.registry = registry;
        this.repository = repository;
        this.gateway = gateway;
    }

    /**
     * The JNDI name of an aggregate; its id is percent-encoded, so that any legal id resolves.
     *
     * @param id which aggregate
     * @return the name to look up
     */
    public static String jndiName(AggregateId id) {
        return RegistryBinding.NAME + "/" + id.type() + "/" + encode(id.id());
    }

    static String encode(String id) {
        return URLEncoder.encode(id, UTF_8).replace("+", "%20");
    }

    /**
     * Which aggregate.
     *
     * @return its type and id
     */
    public AggregateId id() {
        return id;
    }

    /**
     * The last durable state with its meta, without waiting for commands.
     *
     * @return empty if the aggregate has left memory since
     */
    public Optional<AggregateState<?>> current() {
        return registry.find(id)
                .flatMap(live -> repository.find(definition, id)) // others may have changed it
                .map(state -> state);
    }

    /**
     * Sends a command through the command handler; it joins the caller's transaction if there is one.
     *
     * @param command the command record
     * @return accepted, or rejected by the business rules
     * @throws CommandException in every other case
     */
    public CommandOutcome send(Record command) {
        return gateway.send(CommandMessage.of(id.type(), id.id(), command, ORIGIN));
    }
}
