package ee.cqrs.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** That a node shares the store, and how often it has shown that it lives. */
@Entity
@Table(name = "node")
class NodeRow {

    @Id
    @Column(name = "node_id")
    private String nodeId;

    private long beats;

    protected NodeRow() {}

    NodeRow(String nodeId) {
        this.nodeId = nodeId;
    }

    String nodeId() {
        return nodeId;
    }

    long beats() {
        return beats;
    }
}
