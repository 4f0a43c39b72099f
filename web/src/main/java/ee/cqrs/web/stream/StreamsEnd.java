package ee.cqrs.web.stream;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Ends the streams when the application is taken away: nobody may be sent anything from then on. */
@WebListener
public class StreamsEnd implements ServletContextListener {

    @Inject
    private LiveStreams streams;

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        streams.stop();
    }
}
