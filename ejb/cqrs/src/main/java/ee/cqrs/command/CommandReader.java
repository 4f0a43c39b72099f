package ee.cqrs.command;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.catalogue.MessageType;
import ee.cqrs.json.InvalidJsonException;
import ee.cqrs.json.Json;

/** Makes a command of what an entrance received, the same way for HTTP and JMS. */
@Singleton
public class CommandReader {

    private final Catalogue catalogue;
    private final Json json;

    /**
     * Injected.
     *
     * @param catalogue the types
     * @param json reads the body
     */
    @Inject
    public CommandReader(Catalogue catalogue, Json json) {
        this.catalogue = catalogue;
        this.json = json;
    }

    /**
     * Reads a command.
     *
     * @param request what was received
     * @return the command
     * @throws CommandException if there is no such type or command, or the id or body is malformed
     */
    public CommandMessage read(CommandRequest request) {
        AggregateDefinition<?> definition = definition(request.type());
        MessageType command = definition
                .command(request.command())
                .orElseThrow(
                        () -> notFound("The type %s has no command %s".formatted(request.type(), request.command())));
        return new CommandMessage(
                aggregate(definition, request.id()),
                body(command, request.body()),
                request.commandId(),
                request.expectedIndex(),
                request.origin(),
                request.correlationId(),
                null);
    }

    /**
     * Finds a type.
     *
     * @param type its name
     * @return the type
     * @throws CommandException if there is none
     */
    public AggregateDefinition<?> definition(String type) {
        if (!catalogue.isOpen()) {
            throw new CommandException(Problem.retry(Problem.Kind.UNAVAILABLE, "The server starts or stops", 1));
        }
        return catalogue.find(type).orElseThrow(() -> notFound("There is no aggregate type " + type));
    }

    /**
     * Reads the id of an aggregate.
     *
     * @param definition its type
     * @param id the id as it was received
     * @return the id
     * @throws CommandException if it is no legal id, or not the one of a singleton type
     */
    public AggregateId aggregate(AggregateDefinition<?> definition, String id) {
        AggregateId aggregate;
        try {
            aggregate = new AggregateId(definition.name(), id);
        } catch (IllegalArgumentException e) {
            throw new CommandException(Problem.malformed("id", e.getMessage()), e);
        }
        if (!definition.mayHave(aggregate)) {
            throw notFound(
                    "The type %s has one instance, whose id is %s".formatted(definition.name(), definition.name()));
        }
        return aggregate;
    }

    private Record body(MessageType command, byte[] body) {
        try {
            return json.read(body, command.recordClass());
        } catch (InvalidJsonException e) {
            throw new CommandException(Problem.malformed(e.field(), e.getMessage()), e);
        }
    }

    private static CommandException notFound(String detail) {
        return new CommandException(Problem.of(Problem.Kind.NOT_FOUND, detail));
    }
}
