package ee.cqrs.command;

import java.util.List;
import java.util.Optional;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import ee.cqrs.command.CommandAdmission.Admitted;

/**
 * The way in for commands, from any code in the EAR. Without a transaction the command is saved in one of its own and
 * durable when the call returns. In a caller's transaction it joins: it takes effect when that commits.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN) // no pool, whose size would limit how many share a commit
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class CommandGateway {

    private CommandAdmission admission;
    private InFlightCommands inFlight;
    private CommandHandler handler;
    private JoinedTransactions transactions;
    private JoinedCommandHandler joinedHandler;

    protected CommandGateway() {}

    @Inject
    CommandGateway(
            CommandAdmission admission,
            InFlightCommands inFlight,
            CommandHandler handler,
            JoinedTransactions transactions,
            JoinedCommandHandler joinedHandler) {
        this.admission = admission;
        this.inFlight = inFlight;
        this.handler = handler;
        this.transactions = transactions;
        this.joinedHandler = joinedHandler;
    }

    /**
     * Sends a command and waits for what becomes of it.
     *
     * @param message the command
     * @return accepted, or rejected by the business rules
     * @throws CommandException in every other case; its problem says what and whether to try again
     */
    public CommandOutcome send(CommandMessage message) {
        CommandMessage identified = CommandAdmission.identified(message);
        try {
            Admitted<?> admitted = admission.admit(message, identified);
            Optional<JoinedTransaction> transaction = transactions.current();
            return transaction.isPresent()
                    ? joinedHandler.handle(admitted.definition(), admitted.command(), transaction.get())
                    : handle(admitted);
        } catch (RuntimeException e) {
            throw Failures.translate(identified, e);
        }
    }

    /**
     * Sends commands in order and waits for what becomes of all of them. Each is on its own, in a transaction of the
     * framework's; those of one aggregate take effect in the order of the list. They share commits, so that many take
     * little longer than one.
     *
     * @param messages the commands
     * @return what became of each, in the same order
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public List<CommandResult> sendAll(List<CommandMessage> messages) {
        try (CommandSequence sequence = new CommandSequence(handler, inFlight)) {
            for (CommandMessage message : messages) {
                CommandMessage identified = CommandAdmission.identified(message);
                sequence.add(identified, () -> admission.admit(message, identified));
            }
            return sequence.results();
        }
    }

    private <S> CommandOutcome handle(Admitted<S> admitted) {
        PendingCommand<S> command = new PendingCommand<>(handler, inFlight, admitted);
        command.reserve();
        return command.begin(Optional.empty()).await();
    }
}
