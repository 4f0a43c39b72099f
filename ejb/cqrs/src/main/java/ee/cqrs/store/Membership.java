package ee.cqrs.store;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Singleton;

/**
 * What this node may do beside others that share the store: write, as long as none of them takes it for dead, and rely on
 * what it has in memory, as long as it is alone.
 *
 * <p>It is alone for a lease after a heartbeat that saw nobody: whoever joins later waits for so long. The lease is measured
 * by the monotonic clock of the process, so that a node that was frozen finds it over.
 */
@Singleton
public class Membership {

    private static final long FOREVER = Long.MAX_VALUE >> 1;

    private final AtomicReference<Member> member = new AtomicReference<>();
    private final CountDownLatch joined = new CountDownLatch(1);
    private volatile Lease lease;

    /**
     * From when on the store says what holds now. What was read before may have been changed by others since.
     *
     * @return a time of {@link System#nanoTime()}: the present, or the past as far as this node has been alone
     */
    public long currentSince() {
        Lease present = lease;
        long now = System.nanoTime();
        return present != null && present.until() - now > 0 ? present.since() : now;
    }

    /**
     * Whether memory says what holds now.
     *
     * @return true while no other node can have written
     */
    public boolean isAlone() {
        Lease present = lease;
        return present != null && present.until() - System.nanoTime() > 0;
    }

    /**
     * Whether this node may write.
     *
     * @return false before it has joined the others, and when they took it for dead
     */
    public boolean isMember() {
        return member.get() != null;
    }

    /**
     * Waits until this node has joined the others.
     *
     * @param limit how long
     * @return whether it has
     */
    public boolean awaitJoined(Duration limit) {
        try {
            return joined.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Whether a projection is written with every append, as far as this node knows.
     *
     * @param projection its name
     * @return false also before this node has joined the others
     */
    public boolean isInline(String projection) {
        Member present = member.get();
        return present != null && present.inline().contains(projection);
    }

    /**
     * Who writes.
     *
     * @throws StoreException if this node may not
     */
    Member member() {
        Member present = member.get();
        if (present == null) {
            throw new StoreException(StoreException.Fault.MEMBERSHIP, null);
        }
        return present;
    }

    /** Nobody else can reach the store. */
    void ownForever(long epoch, Set<String> inline) {
        lease = new Lease(System.nanoTime(), System.nanoTime() + FOREVER);
        admit(new Member("", epoch, inline));
    }

    void admit(Member admitted) {
        member.set(admitted);
        joined.countDown();
    }

    /** Unless the node has been expelled meanwhile. */
    void replace(Member known, Member present) {
        member.compareAndSet(known, present);
    }

    /**
     * Which projections are inline has been seen. Who appends looks himself, but in a transaction of a caller's that comes too late.
     *
     * @param inline as they were seen
     */
    public void learn(InlineNames inline) {
        member.updateAndGet(known -> known == null || known.epoch() >= inline.epoch()
                ? known
                : new Member(known.nodeId(), inline.epoch(), inline.names()));
    }

    void expel() {
        lease = null;
        member.set(null);
    }

    /**
     * Nobody else was there.
     *
     * @param asked when that was asked
     * @param answered when the answer came
     * @param length how long nobody else can come
     */
    void alone(long asked, long answered, Duration length) {
        Lease last = lease;
        boolean unbroken = last != null && last.until() - answered > 0;
        lease = new Lease(unbroken ? last.since() : answered, asked + length.toNanos());
    }

    void notAlone() {
        lease = null;
    }

    /**
     * @param since from when on nobody else has written
     * @param until when somebody else may
     */
    private record Lease(long since, long until) {}
}
