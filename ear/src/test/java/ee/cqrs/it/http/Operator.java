package ee.cqrs.it.http;

import ee.cqrs.it.client.Broker;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.dmr.ModelNode;

/** Has a server take no requests for a while. */
record Operator(ModelControllerClient management) {

    private static final int PATIENCE_SECONDS = 60;

    /** Returns when all requests are over that the server has begun, or the patience is. */
    void suspend() {
        ModelNode suspend = operation("suspend");
        suspend.get("suspend-timeout").set(PATIENCE_SECONDS);
        execute(suspend);
    }

    void resume() {
        execute(operation("resume"));
    }

    String suspendState() {
        ModelNode read = operation("read-attribute");
        read.get("name").set("suspend-state");
        return execute(read).asString();
    }

    private ModelNode execute(ModelNode operation) {
        return new Broker(management).execute(operation);
    }

    private static ModelNode operation(String name) {
        ModelNode operation = new ModelNode();
        operation.get("operation").set(name);
        operation.get("address").setEmptyList();
        return operation;
    }
}
