package ee.cqrs.store;

import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * Lets a read fail at once while the database is away. EclipseLink would try it again every five seconds, and keep the
 * caller and his thread waiting. One more attempt remains, without delay: it gets past a connection that broke in the
 * pool.
 */
public class PromptFailure implements SessionCustomizer {

    @Override
    public void customize(Session session) {
        session.getLogin().setQueryRetryAttemptCount(0); // besides the first, which does not count here
    }
}
