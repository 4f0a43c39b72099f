package ee.cqrs.messaging;

import jakarta.enterprise.inject.Vetoed;

import org.jboss.msc.service.ServiceActivator;
import org.jboss.msc.service.ServiceActivatorContext;

/** Has the server run {@link BrokerWatch} as long as the EAR is deployed. */
@Vetoed
public class BrokerWatchActivator implements ServiceActivator {

    @Override
    public void activate(ServiceActivatorContext context) {
        context.getServiceTarget()
                .addService()
                .setInstance(new BrokerWatch(context.getServiceRegistry()))
                .install();
    }
}
