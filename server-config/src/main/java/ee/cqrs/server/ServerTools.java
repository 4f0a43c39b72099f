package ee.cqrs.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.wildfly.core.launcher.CliCommandBuilder;
import org.wildfly.core.launcher.CommandBuilder;
import org.wildfly.core.launcher.JBossModulesCommandBuilder;
import org.wildfly.core.launcher.Launcher;

/** The command line tools of a WildFly distribution, started without its shell scripts. */
record ServerTools(Path home) {

    /** Runs CLI commands against a configuration file of a server that does not run. */
    void configure(String file, List<String> commands) throws IOException, InterruptedException {
        Path script = Files.createTempFile("cqrs-configure", ".cli");
        try {
            Files.writeString(script, """
                    embed-server --server-config=%s --std-out=discard
                    %s
                    stop-embedded-server
                    """.formatted(file, String.join("\n", commands)));
            run(
                    "The configuration of the server",
                    CliCommandBuilder.asModularLauncher(home).setScriptFile(script));
        } finally {
            Files.delete(script);
        }
    }

    /** Adds a user to ManagementRealm, or to ApplicationRealm when it has a role. */
    void addUser(String user, String password, String role) throws IOException, InterruptedException {
        JBossModulesCommandBuilder tool = JBossModulesCommandBuilder.of(home, "org.jboss.as.domain-add-user");
        tool.addServerArguments("--silent", "--user", user, "--password", password);
        if (!role.isEmpty()) {
            tool.addServerArguments("-a", "--group", role);
        }
        run("Adding the user " + user, tool);
    }

    private void run(String what, CommandBuilder command) throws IOException, InterruptedException {
        Process process = Launcher.of(command)
                .setRedirectErrorStream(true)
                .addEnvironmentVariable("JBOSS_HOME", home.toString())
                .launch();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException("%s failed:%n%s".formatted(what, output));
        }
    }
}
