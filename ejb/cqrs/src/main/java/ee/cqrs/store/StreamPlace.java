package ee.cqrs.store;

/**
 * A place in the order of type, id and index. As it is stored: not even an id that nobody may have is refused.
 *
 * @param type the aggregate type
 * @param id the id of the aggregate
 * @param index the index of the event
 */
public record StreamPlace(String type, String id, long index) {}
