package ee.cqrs.web.batch;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.Problem;

/**
 * One command of a batch as it was sent.
 *
 * @param text its JSON; null if it has a problem
 * @param problem why it cannot be read; null if it has a text
 */
record RawItem(String text, Problem problem) {

    static RawItem of(String text) {
        return new RawItem(text, null);
    }

    static RawItem of(byte[] utf8) {
        try {
            return of(JsonText.decode(utf8));
        } catch (CommandException e) {
            return unreadable(e.problem());
        }
    }

    static RawItem unreadable(Problem problem) {
        return new RawItem(null, problem);
    }
}
