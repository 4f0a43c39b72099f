package ee.cqrs.web.stream;

import java.lang.management.ManagementFactory;

import javax.management.AttributeChangeNotification;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;

import org.jboss.logging.Logger;

/**
 * Tells when the server takes no more requests, because it is suspended or told to end, and when it takes them again. It tells
 * of its state by JMX.
 */
final class Suspension implements NotificationListener {

    private static final Logger LOG = Logger.getLogger(Suspension.class);
    private static final String SERVER = "jboss.root:type=state";
    private static final String STATE = "RunningState";
    private static final String BEGINS = "suspending";
    private static final String ENDS = "normal";

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final Runnable begins;
    private final Runnable ends;

    Suspension(Runnable begins, Runnable ends) {
        this.begins = begins;
        this.ends = ends;
    }

    void listen() {
        try {
            beans.addNotificationListener(new ObjectName(SERVER), this, null, null);
        } catch (JMException e) {
            throw new IllegalStateException("The server does not tell of its state", e);
        }
    }

    void stop() {
        try {
            beans.removeNotificationListener(new ObjectName(SERVER), this);
        } catch (JMException e) { // the server has made that bean anew, without its listeners
            LOG.debug("The server has told of its state no more", e);
        }
    }

    @Override
    public void handleNotification(Notification notification, Object nothing) {
        if (notification instanceof AttributeChangeNotification change
                && change.getAttributeName().equals(STATE)) {
            if (BEGINS.equals(change.getNewValue())) {
                begins.run();
            } else if (ENDS.equals(change.getNewValue())) {
                ends.run();
            }
        }
    }
}
