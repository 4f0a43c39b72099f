package ee.cqrs.it.client;

import java.util.Map;
import java.util.Properties;

import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;

import ee.cqrs.server.Credentials;

/** A connection to the broker of a server, from another process, with the user that provisioning made. */
final class BrokerLogin {

    private BrokerLogin() {}

    /** Connects, and hands over the connection and the server's names; who cannot use them leaves no connection behind. */
    static <T> T connect(int port, Credentials credentials, Client<T> client) throws NamingException {
        Properties environment = new Properties();
        environment.putAll(Map.of(
                Context.INITIAL_CONTEXT_FACTORY,
                "org.wildfly.naming.client.WildFlyInitialContextFactory",
                Context.PROVIDER_URL,
                "remote+http://127.0.0.1:" + port,
                Context.SECURITY_PRINCIPAL,
                Credentials.JMS_CLIENT,
                Context.SECURITY_CREDENTIALS,
                credentials.jmsPassword()));
        InitialContext names = new InitialContext(environment);
        try {
            ConnectionFactory connections = (ConnectionFactory) names.lookup("jms/RemoteConnectionFactory");
            JMSContext jms = connections.createContext(Credentials.JMS_CLIENT, credentials.jmsPassword());
            try {
                return client.of(jms, names);
            } catch (RuntimeException | NamingException e) {
                jms.close();
                throw e;
            }
        } finally {
            names.close();
        }
    }

    interface Client<T> {
        T of(JMSContext jms, Context names) throws NamingException;
    }
}
