package ee.cqrs.subscription;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.persistence.Query;

/** The rows of partitions, read and changed in the transaction of the caller. */
final class PartitionRows {

    private static final String MILLISECONDS = " cast(? as integer) * interval '0.001' second";
    private static final String SELECT =
            "select name, part, parts, begins_after, position, owner, events_count, events_hash from subscription ";
    private static final String NOT_INLINE = "name not in (select name from inline_projection)";
    private static final String OWNED = " where name = ? and part = ? and owner = ? and epoch = ?";

    private final Statements statements;
    private final String clock;
    private final String leaseEnd;

    /** @param clock what tells the time: a batch takes longer than a lease now and then, and its transaction is as old */
    PartitionRows(Statements statements, String clock) {
        this.statements = statements;
        this.clock = clock;
        leaseEnd = clock + " +" + MILLISECONDS;
    }

    /**
     * Writes the rows of a new subscription. Another node may do so too: one of both fails on the key.
     *
     * @param epoch from which on its claims are numbered: one that was made before must not fit
     */
    void create(SubscriptionDefinition definition, long beginsAfter, long epoch) {
        for (int part = 0; part < definition.partitions(); part++) {
            statements.update(
                    "insert into subscription (name, part, parts, begins_after, position, epoch) values (?, ?, ?, ?, ?, ?)",
                    definition.name(),
                    part,
                    definition.partitions(),
                    beginsAfter,
                    beginsAfter,
                    epoch);
        }
    }

    /** Whoever has a claim finds it void, and what he has in hand is undone. */
    void remove(String subscription) {
        statements.update("delete from subscription where name = ?", subscription);
    }

    /** Whether a node has some of it, or had until a moment ago. */
    boolean isHeld(String subscription, Duration moment) {
        return !statements
                .query(
                        SELECT + "where name = ? and owner is not null and lease_until > " + clock + " -"
                                + MILLISECONDS,
                        subscription,
                        moment.toMillis())
                .getResultList()
                .isEmpty();
    }

    List<PartitionRow> of(String subscription) {
        return partitionsOf(statements.query(SELECT + "where name = ? order by part", subscription));
    }

    List<PartitionRow> all() {
        return partitionsOf(statements.query(SELECT + "order by name, part"));
    }

    /** Nobody moves it until the transaction ends. */
    PartitionRow lock(PartitionId id) {
        return partitionsOf(statements.query(
                        SELECT + "where name = ? and part = ? for update", id.subscription(), id.number()))
                .get(0);
    }

    /** Those whose lease is over, and those that nobody has; all, if there is nobody else. */
    Set<PartitionId> free(boolean alone) {
        Set<PartitionId> free = new HashSet<>();
        partitionsOf(statements.query(SELECT + "where " + NOT_INLINE
                        + (alone ? "" : " and (owner is null or lease_until < " + clock + ")")))
                .forEach(row -> free.add(row.id()));
        return free;
    }

    /** Empty while another node has it, unless there can be none. */
    Optional<Claim> claim(PartitionId id, String node, Duration lease, boolean alone) {
        int taken = statements.update(
                "update subscription set owner = ?, epoch = epoch + 1, lease_until = " + leaseEnd
                        + " where name = ? and part = ? and " + NOT_INLINE + " and (owner is null or owner = ? or "
                        + (alone ? "owner <> ''" : "lease_until < " + clock) + ")",
                node,
                lease.toMillis(),
                id.subscription(),
                id.number(),
                node);
        if (taken == 0) {
            return Optional.empty();
        }
        Object epoch = statements
                .query("select epoch from subscription where name = ? and part = ?", id.subscription(), id.number())
                .getSingleResult();
        return Optional.of(claimOf(lock(id), ((Number) epoch).longValue()));
    }

    /** What is kept of a claim; empty if another node has the partition. */
    Optional<Claim> reload(Claim claim) {
        return partitionsOf(statements.query(
                        SELECT + OWNED, claim.id().subscription(), claim.id().number(), claim.owner(), claim.epoch()))
                .stream()
                .findFirst()
                .map(row -> claimOf(row, claim.epoch()));
    }

    /** Before the work: whose claim is void need not begin it. */
    void check(Claim claim) {
        if (reload(claim).filter(claim::equals).isEmpty()) {
            throw new FencedException("%s is not where it was left".formatted(claim.id()));
        }
    }

    /** After the work: it counts if the claim does, and the row stays locked until it is committed. */
    void move(Claim from, Claim to, Duration lease) {
        Statements.require(statements.update(
                "update subscription set position = ?, events_count = ?, events_hash = ?, lease_until = " + leaseEnd
                        + OWNED + " and position = ?",
                to.position(),
                to.tally().count(),
                to.tally().hash(),
                lease.toMillis(),
                from.id().subscription(),
                from.id().number(),
                from.owner(),
                from.epoch(),
                from.position()));
    }

    /** Rows that are locked are being moved, and their lease with them. */
    void renew(String node, Duration lease) {
        statements.update(
                "update subscription set lease_until = " + leaseEnd + " where (name, part) in"
                        + " (select name, part from subscription where owner = ? for update skip locked)",
                lease.toMillis(),
                node);
    }

    void release(Claim claim) {
        statements.update(
                "update subscription set owner = null, lease_until = null" + OWNED,
                claim.id().subscription(),
                claim.id().number(),
                claim.owner(),
                claim.epoch());
    }

    private static Claim claimOf(PartitionRow row, long epoch) {
        return new Claim(row.id(), row.owner(), epoch, row.position(), row.tally());
    }

    private static List<PartitionRow> partitionsOf(Query query) {
        return Statements.rows(
                query,
                row -> new PartitionRow(
                        new PartitionId(row.text(0), row.integer(1), row.integer(2)),
                        row.number(3),
                        row.number(4),
                        row.text(5),
                        new Tally(row.number(6), row.number(7))));
    }
}
