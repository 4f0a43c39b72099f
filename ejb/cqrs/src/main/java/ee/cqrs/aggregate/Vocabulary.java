package ee.cqrs.aggregate;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The completeness check: Java 17 has no exhaustive type switch, so each vocabulary is a sealed interface and every
 * record it permits must have its handler.
 */
final class Vocabulary {

    private Vocabulary() {}

    static void check(Class<?> aggregate, String kind, String handler, Set<Class<?>> handled) {
        Set<Class<?>> permitted = new LinkedHashSet<>();
        for (Class<?> message : handled) {
            Set<Class<?>> vocabulary = sealedInterfaces(message);
            if (vocabulary.isEmpty()) {
                throw new InvalidAggregateException(
                        aggregate.getName(),
                        "the %s %s belongs to no sealed interface, so that nobody can tell whether one is missing"
                                .formatted(kind, message.getSimpleName()),
                        "List the %ss in one sealed interface".formatted(kind));
            }
            vocabulary.forEach(words -> permitted.addAll(records(words)));
        }
        permitted.removeAll(handled);
        if (!permitted.isEmpty()) {
            String missing = permitted.iterator().next().getSimpleName();
            throw new InvalidAggregateException(
                    aggregate.getName(),
                    "the %s %s has no %s method".formatted(kind, missing, handler),
                    "Write the method, or take the record out of the sealed interface");
        }
    }

    private static Set<Class<?>> sealedInterfaces(Class<?> message) {
        Set<Class<?>> found = new LinkedHashSet<>();
        Arrays.stream(message.getInterfaces()).filter(Class::isSealed).forEach(found::add);
        return found;
    }

    private static Set<Class<?>> records(Class<?> vocabulary) {
        Set<Class<?>> found = new LinkedHashSet<>();
        Stream.of(vocabulary.getPermittedSubclasses())
                .forEach(sub -> found.addAll(sub.isSealed() ? records(sub) : Set.of(sub)));
        return found;
    }
}
