package ee.cqrs.aggregate;

/**
 * The result of one attempt.
 *
 * @param decision what the rules said
 * @param candidate the state with the accepted events applied; the unchanged state after a rejection
 * @param <S> the state record
 */
public record Attempt<S>(Decision decision, S candidate) {}
