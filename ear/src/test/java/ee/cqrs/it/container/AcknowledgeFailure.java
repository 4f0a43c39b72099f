package ee.cqrs.it.container;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;
import jakarta.jms.Message;

/** Has a message be delivered again though its copy lies in another queue, as often as the message says. */
public class AcknowledgeFailure {

    /** The property. */
    public static final String FAILURES = "failuresToAcknowledge";

    /** How often a copy was made, by aggregate. */
    public static final Map<String, Integer> COPIES = new ConcurrentHashMap<>();

    @AroundInvoke
    Object failAfterTheCopy(InvocationContext invocation) throws Exception {
        Message message = (Message) invocation.getParameters()[0];
        boolean fails = message.propertyExists(FAILURES)
                && message.getIntProperty("JMSXDeliveryCount") <= message.getIntProperty(FAILURES);
        Object result = invocation.proceed();
        COPIES.merge(message.getStringProperty("aggregateId"), 1, Integer::sum);
        if (fails) {
            throw new IllegalStateException("the acknowledge fails");
        }
        return result;
    }
}
