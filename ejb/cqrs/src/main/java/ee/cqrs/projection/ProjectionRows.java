package ee.cqrs.projection;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.Query;

import ee.cqrs.subscription.Statements;

/** The rows of projections and their versions, read and changed in the transaction of the caller. */
final class ProjectionRows {

    private static final String SELECT =
            "select name, live_version, live_since < current_timestamp - cast(? as integer) * interval '0.001' second"
                    + " from projection ";
    private static final String SELECT_VERSIONS =
            "select version, stage, drop_due, build from projection_version where name = ? order by version";

    private final Statements statements;
    private final Duration grace;

    /** @param grace how long it takes until every node has seen which version is live */
    ProjectionRows(Statements statements, Duration grace) {
        this.statements = statements;
        this.grace = grace;
    }

    List<StoredProjection> all() {
        return projectionsOf(statements.query(SELECT + "order by name", grace.toMillis()));
    }

    /** Nobody else changes anything of it until the transaction ends. */
    Optional<StoredProjection> lock(String name) {
        return projectionsOf(statements.query(SELECT + "where name = ? for update", grace.toMillis(), name)).stream()
                .findFirst();
    }

    /** Another node may do so too: one of both fails on the key. */
    StoredProjection insert(String name, int live) {
        statements.update(
                "insert into projection (name, live_version, live_since) values (?, ?, current_timestamp)", name, live);
        return new StoredProjection(name, live, false, List.of());
    }

    void insert(String name, StoredVersion version) {
        statements.update(
                "insert into projection_version (name, version, stage, drop_due, build) values (?, ?, ?, ?, ?)",
                name,
                version.version(),
                version.stage().name(),
                version.dropDue(),
                version.build());
    }

    void update(String name, StoredVersion version) {
        statements.update(
                "update projection_version set stage = ?, drop_due = ?, build = ? where name = ? and version = ?",
                version.stage().name(),
                version.dropDue(),
                version.build(),
                name,
                version.version());
    }

    boolean makeLive(String name, int from, int to) {
        return statements.update(
                        "update projection set live_version = ?, live_since = current_timestamp"
                                + " where name = ? and live_version = ?",
                        to,
                        name,
                        from)
                == 1;
    }

    private List<StoredProjection> projectionsOf(Query query) {
        return Statements.rows(
                query, row -> new StoredProjection(row.text(0), row.integer(1), row.truth(2), versionsOf(row.text(0))));
    }

    private List<StoredVersion> versionsOf(String name) {
        return Statements.rows(
                statements.query(SELECT_VERSIONS, name),
                row -> new StoredVersion(row.integer(0), Stage.valueOf(row.text(1)), row.truth(2), row.integer(3)));
    }
}
