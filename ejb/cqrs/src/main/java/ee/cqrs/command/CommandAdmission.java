package ee.cqrs.command;

import java.lang.annotation.ElementType;
import java.util.Comparator;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;

import com.github.f4b6a3.uuid.UuidCreator;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.registry.RestartIntensity;
import ee.cqrs.settings.Settings;

/** Lets in what can be attempted: a known command with valid fields, for an aggregate that is not set aside. */
@Singleton
class CommandAdmission {

    private final Catalogue catalogue;
    private final Validator validator;
    private final RestartIntensity intensity;
    private final Recorder recorder;
    private final Settings settings;

    @Inject
    CommandAdmission(
            Catalogue catalogue,
            ValidatorFactory validators,
            RestartIntensity intensity,
            Recorder recorder,
            Settings settings) {
        this.catalogue = catalogue;
        validator = validators
                .usingContext()
                .traversableResolver(new AlwaysLoaded())
                .getValidator();
        this.intensity = intensity;
        this.recorder = recorder;
        this.settings = settings;
    }

    /**
     * Checks a command; from now on its time runs.
     *
     * @param message as it was sent
     * @param identified the same with all its ids
     */
    Admitted<?> admit(CommandMessage message, CommandMessage identified) {
        long deadline = System.nanoTime() + settings.commandDeadline().toNanos();
        AggregateDefinition<?> definition = definition(message);
        validate(message);
        intensity.check(message.aggregate());
        String contentHash = recorder.contentHash(definition, identified);
        return new Admitted<>(
                definition, new IdentifiedCommand(identified, contentHash, message.commandId() != null, deadline));
    }

    /** Commands are no entities: asking JPA whether their fields are loaded takes longer than to validate them. */
    private static final class AlwaysLoaded implements TraversableResolver {

        @Override
        public boolean isReachable(Object bean, Path.Node property, Class<?> root, Path path, ElementType declaredOn) {
            return true;
        }

        @Override
        public boolean isCascadable(Object bean, Path.Node property, Class<?> root, Path path, ElementType declaredOn) {
            return true;
        }
    }

    /** A command that may be attempted. */
    record Admitted<S>(AggregateDefinition<S> definition, IdentifiedCommand command) {}

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
                        || !text.codePoints().allMatch(CommandAdmission::isPrintable))) {
            throw new CommandException(Problem.malformed(
                    field, "must be 1 to %d printable characters".formatted(CommandMessage.MAX_TEXT)));
        }
    }

    private static boolean isPrintable(int codePoint) {
        return !Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.SURROGATE;
    }

    /** Ids made here are ordered by time: random keys would halve the throughput of the command table. */
    static CommandMessage identified(CommandMessage message) {
        String id = message.commandId() == null
                ? UuidCreator.getTimeOrderedEpochFast().toString()
                : message.commandId();
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
