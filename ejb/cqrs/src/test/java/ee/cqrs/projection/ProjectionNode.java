package ee.cqrs.projection;

import java.util.List;
import java.util.Optional;

import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.command.Ledger;
import ee.cqrs.command.LocalEngine;
import ee.cqrs.json.Json;
import ee.cqrs.settings.Settings;
import ee.cqrs.settings.TestSettings;
import ee.cqrs.store.Membership;
import ee.cqrs.subscription.LocalNode;
import ee.cqrs.subscription.SubscriptionStatus;

/** The projections of a node on the real store, without a container. It looks when it is told to. */
final class ProjectionNode implements AutoCloseable {

    static final AggregateDefinition<?> LEDGER =
            AggregateDefinition.of("test", Ledger.class).withSnapshotPeriod(AggregateType.NEVER);

    final LocalNode node;
    final Versions versions;
    final ProjectionChanges changes;
    final Rebuilds rebuilds;
    final ProjectionControl control;

    ProjectionNode(LocalEngine engine, Membership membership, String... namesAndValues) {
        Settings settings = TestSettings.with(namesAndValues);
        node = new LocalNode(engine.store, engine.head, membership, namesAndValues);
        changes = new ProjectionChanges(node.transactions, membership, settings);
        versions = new Versions(node.transactions, changes, node.subscriptions, settings);
        rebuilds = new Rebuilds(versions, changes, node.progress);
        control = new ProjectionControl(versions, changes, rebuilds, node.control, engine.store.readable(engine.head));
    }

    /** Starts it with these beans. */
    ProjectionNode start(Object... projections) {
        for (Object projection : projections) {
            ProjectionVersion version =
                    ProjectionVersion.of(projection.getClass()).orElseThrow();
            versions.add(version);
            versions.add(
                    version, new ProjectionSubscriber(projection.getClass(), projection, List.of(LEDGER), new Json()));
        }
        rebuilds.look();
        node.start();
        return this;
    }

    int live() {
        return versions.live().versions().get("sums");
    }

    VersionStatus version(int number) {
        return control.find("sums").orElseThrow().version(number).orElseThrow();
    }

    VersionState state(int number) {
        return version(number).state();
    }

    Optional<String> change(int number, VersionChange change) {
        return control.change(new ProjectionVersion("sums", number), change);
    }

    Optional<SubscriptionStatus> place(String subscription) {
        return node.control.find(subscription);
    }

    @Override
    public void close() {
        node.close();
    }
}
