import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;

import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;

/** Prints the events of the topic as they are published, one a line: a whole client in one file, to run and to copy from. */
public final class FollowEvents {

    private static final String USAGE = """
            Prints events as they are published, one a line, from the top of the repository:

              java -cp server-config/target/server/bin/client/jboss-client.jar \\
                  server-config/src/main/client/FollowEvents.java [options]

            Options:
              --url <url>              the server, remote+http://localhost:8080 by default
              --select <selector>      only some, such as "aggregateType = 'account' AND event = 'MoneyDeposited'"
              --durable <name>         what comes while nobody listens under this name is kept for it
              --forget <name>          removes what is kept for the name, and ends
              --count <n>              ends after so many
              --users <file>           the users of the server, by default
                                       server-config/target/server/standalone/configuration/cqrs-users.properties

            To select by: aggregateType, aggregateId, event, index, position, version, origin, commandId, correlationId,
            causationId. CQRS_JMS_USER and CQRS_JMS_PASSWORD in the environment stand in for the file.
            Exit code: 0 as it was told to end, 1 the server is gone, 2 wrong usage.
            """;

    private static final Logger ROOT_LOGGER = Logger.getLogger("");

    private final Map<String, String> options = new HashMap<>(Map.of(
            "--url", "remote+http://localhost:8080",
            "--select", "",
            "--durable", "",
            "--forget", "",
            "--count", "0", // no end
            "--users", "server-config/target/server/standalone/configuration/cqrs-users.properties"));

    private FollowEvents(String[] args) {
        for (int i = 0; i < args.length; i += 2) {
            if (!options.containsKey(args[i]) || i + 1 == args.length) {
                throw new IllegalArgumentException("Unknown option, or one without a value: " + args[i]);
            }
            options.put(args[i], args[i + 1]);
        }
        if (!options.get("--count").matches("\\d{1,9}")) {
            throw new IllegalArgumentException("--count needs a number of events");
        }
    }

    public static void main(String[] args) {
        // Only the events are of interest, not what the client libraries tell.
        ROOT_LOGGER.setLevel(Level.WARNING);
        try {
            new FollowEvents(args).run();
            System.exit(0);
        } catch (IllegalArgumentException e) {
            System.err.println("ERROR: " + e.getMessage() + "\n\n" + USAGE);
            System.exit(2);
        } catch (NamingException | JMSException | JMSRuntimeException | IOException e) {
            System.err.println("ERROR: " + e);
            System.exit(1);
        }
    }

    private void run() throws NamingException, JMSException, IOException {
        Login login = login();
        Properties environment = new Properties();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "org.wildfly.naming.client.WildFlyInitialContextFactory");
        environment.put(Context.PROVIDER_URL, options.get("--url"));
        environment.put(Context.SECURITY_PRINCIPAL, login.user());
        environment.put(Context.SECURITY_CREDENTIALS, login.password());
        Context names = new InitialContext(environment);
        ConnectionFactory connections = (ConnectionFactory) names.lookup("jms/RemoteConnectionFactory");
        Topic events = (Topic) names.lookup("jms/topic/Events");
        // An event is done when it is printed: what was not is sent again.
        try (JMSContext jms =
                connections.createContext(login.user(), login.password(), JMSContext.CLIENT_ACKNOWLEDGE)) {
            follow(jms, events);
        }
    }

    private void follow(JMSContext jms, Topic events) throws JMSException {
        String forgotten = options.get("--forget");
        if (!forgotten.isEmpty()) {
            jms.setClientID(forgotten);
            jms.unsubscribe(forgotten);
            return;
        }
        JMSConsumer consumer = consumer(jms, events);
        long most = Long.parseLong(options.get("--count"));
        for (long i = 0; most == 0 || i < most; i++) {
            Message event = consumer.receive();
            if (event == null) {
                throw new JMSException("The connection was closed");
            }
            System.out.println(((TextMessage) event).getText());
            event.acknowledge();
        }
    }

    private JMSConsumer consumer(JMSContext jms, Topic events) {
        String selector = options.get("--select").isEmpty() ? null : options.get("--select");
        String name = options.get("--durable");
        if (name.isEmpty()) {
            return jms.createConsumer(events, selector);
        }
        jms.setClientID(name); // one at a time
        return jms.createDurableConsumer(events, name, selector, false);
    }

    private Login login() throws IOException {
        Map<String, String> environment = System.getenv();
        if (environment.containsKey("CQRS_JMS_USER") && environment.containsKey("CQRS_JMS_PASSWORD")) {
            return new Login(environment.get("CQRS_JMS_USER"), environment.get("CQRS_JMS_PASSWORD"));
        }
        Properties users = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(options.get("--users")))) {
            users.load(reader);
        }
        return new Login("jms-client", users.getProperty("jms-client", ""));
    }

    private record Login(String user, String password) {}
}
