package ee.cqrs.naming;

import javax.naming.InitialContext;
import javax.naming.NamingException;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

/** Binds the registry into JNDI, once: a binding for each aggregate would be a container service for each. */
@Singleton
public class RegistryBinding {

    /** Where the registry is found. */
    public static final String NAME = "java:global/cqrs";

    private static final Logger LOG = Logger.getLogger(RegistryBinding.class);

    private final RegistryContext context;

    @Inject
    RegistryBinding(RegistryContext context) {
        this.context = context;
    }

    /** Binds the registry. */
    public void bind() {
        try {
            new InitialContext().rebind(NAME, context);
        } catch (NamingException e) {
            throw new IllegalStateException("The registry cannot be bound at " + NAME, e);
        }
    }

    /** Takes the registry out of JNDI, unless a server that stops has done so before. */
    public void unbind() {
        try {
            new InitialContext().unbind(NAME);
        } catch (NamingException e) {
            LOG.debugf(e, "%s is gone already", NAME);
        }
    }
}
