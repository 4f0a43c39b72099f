package ee.cqrs.store;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

import ee.cqrs.settings.NodeSettings;
import ee.cqrs.settings.Settings;
import org.jboss.logging.Logger;

/**
 * Shows the other nodes that this one lives, and finds out who they are. No clocks are compared: each node counts, and
 * one whose number stands still while others count on is taken for dead. One thread beats; only a stop comes from another.
 */
@Singleton
public class Heartbeat {

    private static final Logger LOG = Logger.getLogger(Heartbeat.class);

    private final NodeTransaction nodes;
    private final Membership membership;
    private final Provider<Database> database; // asked for later: at first there is no user to connect with
    private final NodeSettings settings;

    private String nodeId;
    private long beats;
    private long registeredAt;
    private Map<String, Silence> others = Map.of();

    @Inject
    Heartbeat(NodeTransaction nodes, Membership membership, Provider<Database> database, Settings settings) {
        this.nodes = nodes;
        this.membership = membership;
        this.database = database;
        this.settings = settings.node();
    }

    /**
     * Comes to the others. {@link #beat} has to follow, again and again.
     *
     * @return false if there can be no others
     */
    public boolean join() {
        if (!database.get().isShared()) {
            Census census = nodes.look("");
            membership.ownForever(census.epoch(), census.inline());
            return false;
        }
        register();
        beat();
        return true;
    }

    /**
     * One heartbeat.
     *
     * @throws RuntimeException if the database is away: then this node is soon not sure to be alone
     */
    public synchronized void beat() {
        if (nodeId == null) {
            register();
        }
        long asked = System.nanoTime();
        Census census = nodes.beat(nodeId);
        long answered = System.nanoTime();
        if (census.own().isEmpty()) {
            LOG.warn("The other nodes have taken this one for dead; it joins them again");
            membership.expel();
            nodeId = null;
            beat();
            return;
        }
        beats = census.own().get();
        boolean alone = census.others().isEmpty();
        if (alone) {
            membership.alone(asked, answered, settings.lease());
        } else {
            membership.notAlone();
        }
        // a node that has not seen this one yet may believe for so long that it is alone
        if (!membership.isMember()
                && (alone || asked - registeredAt >= settings.lease().toNanos())) {
            membership.admit(new Member(nodeId, census.epoch(), census.inline()));
        }
        membership.learn(new InlineNames(census.epoch(), census.inline()));
        listen(census.others(), answered);
    }

    /** Goes. Nothing more is written. */
    public synchronized void leave() {
        membership.expel();
        String left = nodeId;
        nodeId = null;
        if (left != null) {
            nodes.remove(left, beats);
        }
    }

    /** Under a new id each time: what is done under the one that others took for dead stays undone. */
    private void register() {
        String id = UUID.randomUUID().toString();
        nodes.register(id);
        nodeId = id;
        registeredAt = System.nanoTime();
        others = Map.of();
    }

    private void listen(Map<String, Long> present, long now) {
        Map<String, Silence> heard = new HashMap<>();
        present.forEach((id, count) -> {
            Silence before = others.get(id);
            if (before == null) {
                LOG.infof("Another node shares the store: %s", id);
            }
            heard.put(id, before != null && before.beats() == count ? before.longer() : new Silence(count, now, 0));
        });
        others.keySet().stream()
                .filter(id -> !present.containsKey(id))
                .forEach(id -> LOG.infof("Another node has gone: %s", id));
        others = heard;
        heard.forEach((id, silence) -> {
            if (isDead(silence, now) && nodes.remove(id, silence.beats())) {
                LOG.warnf("The node %s has been silent for %s and is taken for dead", id, settings.expiry());
            }
        });
    }

    /** Time alone does not tell: while the database is away nobody is heard. */
    private boolean isDead(Silence silence, long now) {
        return now - silence.since() >= settings.expiry().toNanos()
                && silence.length() >= settings.expiry().dividedBy(settings.heartbeat());
    }

    /**
     * @param beats where the number of another node's heartbeats stands
     * @param since when it was first seen there
     * @param length for how many of ours it has stood there
     */
    private record Silence(long beats, long since, long length) {

        Silence longer() {
            return new Silence(beats, since, length + 1);
        }
    }
}
