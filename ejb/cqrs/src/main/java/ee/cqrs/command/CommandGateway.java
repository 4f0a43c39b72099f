package ee.cqrs.command;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.validation.Validator;

import com.github.f4b6a3.uuid.UuidCreator;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.registry.RestartIntensity;

/**
 * The way in for commands, from any code in the EAR. Without a transaction the command is saved in one of its own and
 * durable when the call returns. In a caller's transaction it joins: it takes effect when that commits.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class CommandGateway {

    private Catalogue catalogue;
    private Validator validator;
    private RestartIntensity intensity;
    private InFlightCommands inFlight;
    private Recorder recorder;
    private CommandHandler handler;
    private JoinedTransactions transactions;
    private JoinedCommandHandler joinedHandler;

    protected CommandGateway() {}

    @Inject
    CommandGateway(
            Catalogue catalogue,
            Validator validator,
            RestartIntensity intensity,
            InFlightCommands inFlight,
            Recorder recorder,
            CommandHandler handler,
            JoinedTransactions transactions,
            JoinedCommandHandler joinedHandler) {
        this.catalogue = catalogue;
        this.validator = validator;
        this.intensity = intensity;
        this.inFlight = inFlight;
        this.recorder = recorder;
        this.handler = handler;
        this.transactions = transactions;
        this.joinedHandler = joinedHandler;
    }

    /**
     * Sends a command and waits for what becomes of it.
     *
     * @param message the command
     * @return accepted, or rejected by the business rules
     * @throws CommandException in every other case; its problem says what and whether to try again
     */
    public CommandOutcome send(CommandMessage message) {
        CommandMessage identified = identified(message);
        try {
            AggregateDefinition<?> definition = definition(message);
            validate(message);
            intensity.check(message.aggregate());
            String contentHash = recorder.contentHash(definition, identified);
            return dispatch(definition, new IdentifiedCommand(identified, contentHash, message.commandId() != null));
        } catch (RuntimeException e) {
            throw Failures.translate(identified, e);
        }
    }

    private CommandOutcome dispatch(AggregateDefinition<?> definition, IdentifiedCommand command) {
        Optional<JoinedTransaction> transaction = transactions.current();
        if (transaction.isPresent()) {
            return joinedHandler.handle(definition, command, transaction.get());
        }
        if (!command.repeatable()) {
            return handler.handle(definition, command);
        }
        String commandId = command.message().commandId();
        inFlight.enter(commandId);
        try {
            return handler.handle(definition, command);
        } finally {
            inFlight.leave(commandId);
        }
    }

    private AggregateDefinition<?> definition(CommandMessage message) {
        AggregateDefinition<?> definition = catalogue
                .find(message.aggregate().type())
                .orElseThrow(() -> notFound(
                        "There is no aggregate type " + message.aggregate().type()));
        if (!definition.behaviour().commands().contains(message.command().getClass())) {
            throw notFound("The type %s has no command %s"
                    .formatted(definition.name(), message.command().getClass().getSimpleName()));
        }
        if (!definition.mayHave(message.aggregate())) {
            throw notFound(
                    "The type %s has one instance, whose id is %s".formatted(definition.name(), definition.name()));
        }
        return definition;
    }

    private void validate(CommandMessage message) {
        List<Problem.FieldError> errors = validator.validate(message.command()).stream()
                .map(violation ->
                        new Problem.FieldError(violation.getPropertyPath().toString(), violation.getMessage()))
                .sorted(Comparator.comparing(Problem.FieldError::field).thenComparing(Problem.FieldError::message))
                .toList();
        if (!errors.isEmpty()) {
            throw new CommandException(Problem.malformed(errors));
        }
        checkText("commandId", message.commandId());
        checkText("correlationId", message.correlationId());
        checkText("causationId", message.causationId());
        checkText("origin", message.origin());
    }

    private static void checkText(String field, String text) {
        if (text != null
                && (text.isBlank()
                        || text.length() > CommandMessage.MAX_TEXT
                        || !text.codePoints().allMatch(CommandGateway::isPrintable))) {
            throw new CommandException(Problem.malformed(
                    field, "must be 1 to %d printable characters".formatted(CommandMessage.MAX_TEXT)));
        }
    }

    private static boolean isPrintable(int codePoint) {
        return !Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.SURROGATE;
    }

    /** Ids made here are ordered by time: random keys would halve the throughput of the command table. */
    private static CommandMessage identified(CommandMessage message) {
        String id =
                message.commandId() == null ? UuidCreator.getTimeOrderedEpoch().toString() : message.commandId();
        return new CommandMessage(
                message.aggregate(),
                message.command(),
                id,
                message.expectedIndex(),
                message.origin(),
                message.correlationId() == null ? id : message.correlationId(),
                message.causationId() == null ? id : message.causationId());
    }

    private static CommandException notFound(String detail) {
        return new CommandException(Problem.of(Problem.Kind.NOT_FOUND, detail));
    }
}
