import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;

import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;

/** Sends one command over JMS and prints the reply: a whole client in one file, to run and to copy from. */
public final class SendCommand {

    private static final String USAGE = """
            Sends a command over JMS and prints the reply, from the top of the repository:

              java -cp server-config/target/server/bin/client/jboss-client.jar \\
                  server-config/src/main/client/SendCommand.java [options] <type> <id> <Command> [<fields as JSON>]

            Options:
              --url <url>              the server, remote+http://localhost:8080 by default
              --command-id <id>        the same id again has no second effect and gets the first answer
              --expected-index <n>     only for an aggregate at this index; -1: only if it does not exist
              --correlation-id <id>    the conversation that the command belongs to
              --origin <name>          who says so; events show it as a claim, jms:<name>
              --timeout <seconds>      how long to wait for the reply, 30 by default
              --users <file>           the users of the server, by default
                                       server-config/target/server/standalone/configuration/cqrs-users.properties

            CQRS_JMS_USER and CQRS_JMS_PASSWORD in the environment stand in for the file.
            Exit code: 0 accepted, 4 refused (status 4xx), 5 the server failed (5xx), 1 no answer, 2 wrong usage.
            """;

    private static final Logger ROOT_LOGGER = Logger.getLogger("");

    /** What an option becomes in the message. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "--command-id", "commandId",
            "--expected-index", "expectedIndex",
            "--correlation-id", "correlationId",
            "--origin", "origin");

    private final Map<String, String> options = new HashMap<>(Map.of(
            "--url", "remote+http://localhost:8080",
            "--timeout", "30",
            "--users", "server-config/target/server/standalone/configuration/cqrs-users.properties"));
    private final List<String> words = new ArrayList<>();

    private SendCommand(String[] args) {
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("--")) {
                words.add(args[i]);
            } else if (i + 1 < args.length && (options.containsKey(args[i]) || PROPERTIES.containsKey(args[i]))) {
                options.put(args[i], args[++i]);
            } else {
                throw new IllegalArgumentException("Unknown option, or one without a value: " + args[i]);
            }
        }
        if (words.size() < 3 || words.size() > 4) {
            throw new IllegalArgumentException("Give type, id, command and its fields");
        }
        if (!options.get("--timeout").matches("\\d{1,6}")) {
            throw new IllegalArgumentException("--timeout needs a number of seconds");
        }
    }

    public static void main(String[] args) {
        // Only the reply is of interest, not what the client libraries tell.
        ROOT_LOGGER.setLevel(Level.WARNING);
        try {
            System.exit(new SendCommand(args).run());
        } catch (IllegalArgumentException e) {
            System.err.println("ERROR: " + e.getMessage() + "\n\n" + USAGE);
            System.exit(2);
        } catch (NamingException | JMSException | JMSRuntimeException | IOException e) {
            System.err.println("ERROR: " + e);
            System.exit(1);
        }
    }

    private int run() throws NamingException, JMSException, IOException {
        Login login = login();
        Properties environment = new Properties();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "org.wildfly.naming.client.WildFlyInitialContextFactory");
        environment.put(Context.PROVIDER_URL, options.get("--url"));
        environment.put(Context.SECURITY_PRINCIPAL, login.user());
        environment.put(Context.SECURITY_CREDENTIALS, login.password());
        Context names = new InitialContext(environment);
        ConnectionFactory connections = (ConnectionFactory) names.lookup("jms/RemoteConnectionFactory");
        Queue commands = (Queue) names.lookup("jms/queue/Commands");
        try (JMSContext jms = connections.createContext(login.user(), login.password())) {
            return ask(jms, commands);
        }
    }

    private int ask(JMSContext jms, Queue commands) throws JMSException {
        Queue replies = jms.createTemporaryQueue();
        TextMessage message = jms.createTextMessage(words.size() == 4 ? words.get(3) : "{}");
        message.setStringProperty("aggregateType", words.get(0));
        message.setStringProperty("aggregateId", words.get(1));
        message.setStringProperty("command", words.get(2));
        for (Map.Entry<String, String> property : PROPERTIES.entrySet()) {
            if (options.containsKey(property.getKey())) {
                message.setStringProperty(property.getValue(), options.get(property.getKey()));
            }
        }
        // The commands of one aggregate are one group: the broker delivers them in order.
        message.setStringProperty("JMSXGroupID", words.get(0) + "/" + words.get(1));
        message.setJMSReplyTo(replies);
        jms.createProducer().send(commands, message);

        long patience = 1_000 * Long.parseLong(options.get("--timeout"));
        TextMessage reply = (TextMessage) jms.createConsumer(replies).receive(patience);
        if (reply == null) {
            System.err.printf(
                    "ERROR: There is no reply yet. To ask again without a second effect: --command-id %s%n",
                    options.getOrDefault("--command-id", message.getJMSMessageID()));
            return 1;
        }
        System.out.println(reply.getText());
        int status = reply.getIntProperty("status");
        return status < 300 ? 0 : status / 100;
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
