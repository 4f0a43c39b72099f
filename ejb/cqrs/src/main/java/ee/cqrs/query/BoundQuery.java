package ee.cqrs.query;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.validation.Validator;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.Problem;
import ee.cqrs.json.Json;

/**
 * A query and who answers it.
 *
 * @param definition the query
 * @param bean has its method
 */
public record BoundQuery(QueryDefinition definition, Object bean) {

    /**
     * Reads the parameters.
     *
     * @param given by name
     * @param json how text is read
     * @param validator null where there is none
     * @return gives the record, list or {@link Page}, within a transaction of the caller's; it throws a
     *     {@link CommandException} if there is nothing
     * @throws CommandException naming the parameters that cannot be used
     */
    public Supplier<Object> prepare(Map<String, ? extends Collection<String>> given, Json json, Validator validator) {
        Object[] arguments = new Arguments(json, validator).read(definition, bean, given);
        return () -> unwrapped(definition.call(bean, arguments));
    }

    private Object unwrapped(Object answer) {
        return definition.shape() == QueryDefinition.Shape.OPTIONAL
                ? ((Optional<?>) answer)
                        .orElseThrow(() -> new CommandException(Problem.of(
                                Problem.Kind.NOT_FOUND,
                                "The query %s finds nothing for this".formatted(definition.name()))))
                : answer;
    }
}
