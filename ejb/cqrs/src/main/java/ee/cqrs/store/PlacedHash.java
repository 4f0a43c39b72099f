package ee.cqrs.store;

/**
 * The hash of an event and where it lies.
 *
 * @param position its number in the whole log
 * @param event whose hash it is
 * @param hash the hash as it is stored
 */
public record PlacedHash(long position, StreamPlace event, String hash) {}
