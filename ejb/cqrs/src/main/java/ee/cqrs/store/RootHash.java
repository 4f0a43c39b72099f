package ee.cqrs.store;

import java.time.Instant;

/**
 * One hash for the whole log as far as a position: whoever changes, removes or inserts an event before it, or swaps two,
 * gets another.
 *
 * @param position the last position in it
 * @param hash 64 hexadecimal digits
 * @param recordedAt when it was recorded
 */
public record RootHash(long position, String hash, Instant recordedAt) {

    /**
     * Adds the next event.
     *
     * @param root the root hash before it; null before the first
     * @param position its position
     * @param hash its hash
     * @return the root hash with it
     */
    public static String add(String root, long position, String hash) {
        return Digest.of(root, Long.toString(position), hash);
    }
}
