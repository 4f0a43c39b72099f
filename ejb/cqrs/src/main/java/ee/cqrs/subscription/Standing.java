package ee.cqrs.subscription;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

/** Where subscriptions stood, on whatever node, when somebody looked. */
public final class Standing {

    private final Progress progress;
    private final List<PartitionRow> rows;
    private final Set<String> inline;
    private final long readable;

    Standing(Progress progress, List<PartitionRow> rows, Set<String> inline, long readable) {
        this.progress = progress;
        this.rows = rows;
        this.inline = inline;
        this.readable = readable;
    }

    /**
     * How far the log could be read.
     *
     * @return the last position
     */
    public long head() {
        return readable;
    }

    /**
     * Up to where a subscription has handled its events, or parked them.
     *
     * @param name the subscription
     * @return empty if the store does not know it
     */
    public OptionalLong position(String name) {
        if (inline.contains(name)) {
            return OptionalLong.of(readable);
        }
        return positions(name).min();
    }

    /**
     * Up to where any partition of a subscription has handled its events: nobody has seen more of it.
     *
     * @param name the subscription
     * @return 0 if the store does not know it
     */
    public long furthest(String name) {
        if (inline.contains(name)) {
            return readable;
        }
        return positions(name).max().orElse(0);
    }

    private LongStream positions(String name) {
        return rows.stream().filter(row -> row.id().subscription().equals(name)).mapToLong(this::position);
    }

    /**
     * Whether a subscription has reached a position: it has, too, if there is nothing for it to handle up to there.
     *
     * @param name the subscription
     * @param position in the log
     * @return false if it has not, or if the store does not know it
     */
    public boolean hasReached(String name, long position) {
        if (inline.contains(name)) {
            return position <= readable;
        }
        List<PartitionRow> partitions = rows.stream()
                .filter(row -> row.id().subscription().equals(name))
                .toList();
        return !partitions.isEmpty() && partitions.stream().allMatch(row -> hasReached(row, position));
    }

    private boolean hasReached(PartitionRow row, long position) {
        long stands = position(row);
        return stands >= position || position <= readable && progress.isNothingBetween(row.id(), stands, position);
    }

    private long position(PartitionRow row) {
        return Math.max(row.position(), progress.readHere(row.id()));
    }
}
