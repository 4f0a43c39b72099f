package ee.cqrs.it.container;

import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;
import jakarta.jms.Message;

/** Makes the delivery of a message fail as often as the message says. */
public class DeliveryFailure {

    /** The property. */
    public static final String FAILURES = "failures";

    @AroundInvoke
    Object failAsOftenAsTheMessageSays(InvocationContext invocation) throws Exception {
        Message message = (Message) invocation.getParameters()[0];
        if (message.propertyExists(FAILURES)
                && message.getIntProperty("JMSXDeliveryCount") <= message.getIntProperty(FAILURES)) {
            throw new IllegalStateException("the delivery fails");
        }
        return invocation.proceed();
    }
}
