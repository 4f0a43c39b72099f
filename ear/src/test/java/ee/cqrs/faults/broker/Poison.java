package ee.cqrs.faults.broker;

import jakarta.jms.JMSException;
import jakarta.jms.Message;

import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.CommandQueue;

/** Messages that nobody can handle, each kind for another reason. */
public enum Poison {
    NO_JSON {
        @Override
        Message message(CommandQueue queue, SentCommand instead) throws JMSException {
            return queue.command(instead.type(), instead.id(), instead.command(), "{\"amount\":");
        }
    },
    NO_SUCH_COMMAND {
        @Override
        Message message(CommandQueue queue, SentCommand instead) throws JMSException {
            return queue.command(instead.type(), instead.id(), "BumpTheCounterBy", instead.body());
        }
    },
    NO_SUCH_TYPE {
        @Override
        Message message(CommandQueue queue, SentCommand instead) throws JMSException {
            return queue.command("countess", instead.id(), instead.command(), instead.body());
        }
    },
    NO_TEXT {
        @Override
        Message message(CommandQueue queue, SentCommand instead) throws JMSException {
            return queue.addressed(queue.jms().createBytesMessage(), instead.type(), instead.id(), instead.command());
        }
    },
    HALF_A_PAIR {
        @Override
        Message message(CommandQueue queue, SentCommand instead) throws JMSException {
            return queue.command(instead.type(), instead.id(), "ChangeOwner", "{\"owner\":\"\uD800\"}");
        }
    };

    abstract Message message(CommandQueue queue, SentCommand instead) throws JMSException;

    /** Makes one in the group and with the id of a command. */
    public Message of(CommandQueue queue, SentCommand instead) throws JMSException {
        Message message = message(queue, instead);
        message.setStringProperty("JMSXGroupID", instead.type() + "/" + instead.id());
        message.setStringProperty("commandId", instead.commandId());
        return message;
    }
}
