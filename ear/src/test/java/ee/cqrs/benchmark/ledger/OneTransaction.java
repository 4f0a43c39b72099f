package ee.cqrs.benchmark.ledger;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import ee.cqrs.command.CommandGateway;
import ee.cqrs.command.CommandMessage;
import ee.cqrs.command.CommandOutcome;

/** A caller whose transaction holds one command: what there would be without the group commit. */
@Stateless
public class OneTransaction {

    @Inject
    private CommandGateway gateway;

    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public CommandOutcome send(CommandMessage message) {
        return gateway.send(message);
    }
}
