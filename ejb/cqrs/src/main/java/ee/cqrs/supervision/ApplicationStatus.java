package ee.cqrs.supervision;

import java.util.List;

/**
 * What became of an application at start.
 *
 * @param name the name of the application
 * @param running whether it takes commands
 * @param reason why it does not run; null if it does
 * @param types its aggregate types; empty if it does not run
 */
public record ApplicationStatus(String name, boolean running, String reason, List<String> types) {}
