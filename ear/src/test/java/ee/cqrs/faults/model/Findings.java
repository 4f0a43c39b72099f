package ee.cqrs.faults.model;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What is broken, each once, in sentences that name type, id, index and command id. */
public final class Findings {

    private static final int SHOWN = 20;

    private final Set<String> lost = new LinkedHashSet<>();
    private final Set<String> duplicated = new LinkedHashSet<>();
    private final Set<String> wrong = new LinkedHashSet<>();

    /** Acknowledged, or shown to somebody, and gone. */
    public synchronized void lost(String sentence, Object... arguments) {
        lost.add(sentence.formatted(arguments));
    }

    /** There more often than once. */
    public synchronized void duplicated(String sentence, Object... arguments) {
        duplicated.add(sentence.formatted(arguments));
    }

    /** Any other broken promise. */
    public synchronized void wrong(String sentence, Object... arguments) {
        wrong.add(sentence.formatted(arguments));
    }

    public synchronized int lost() {
        return lost.size();
    }

    public synchronized int duplicated() {
        return duplicated.size();
    }

    public synchronized int wrong() {
        return wrong.size();
    }

    public synchronized boolean isEmpty() {
        return lost.isEmpty() && duplicated.isEmpty() && wrong.isEmpty();
    }

    /** The first of each kind. */
    public synchronized List<String> sentences() {
        return Stream.of(first("lost", lost), first("duplicated", duplicated), first("wrong", wrong))
                .flatMap(kind -> kind)
                .toList();
    }

    private static Stream<String> first(String kind, Collection<String> sentences) {
        return sentences.stream().limit(SHOWN).map(sentence -> kind + ": " + sentence);
    }

    @Override
    public String toString() {
        return String.join("\n", sentences());
    }
}
