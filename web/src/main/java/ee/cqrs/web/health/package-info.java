/**
 * What an orchestrator asks. Liveness has no check of ours: a process that answers is alive, and no restart repairs a
 * database that is away. Ready means that the database and the broker answer and all framework parts have started. An application that
 * failed to start does not make the node unready, because it is broken on every node and the others run: it is listed,
 * with its reason, in the data of the readiness check. So is an aggregate that hangs or differs from its events.
 */
package ee.cqrs.web.health;
