package ee.cqrs.catalogue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Calls methods of applications by reflection. */
public final class BeanMethod {

    private BeanMethod() {}

    /**
     * Calls a method; what it throws comes out as it is.
     *
     * @param method an accessible method
     * @param bean whose
     * @param arguments its arguments
     * @return what it returns
     */
    public static Object call(Method method, Object bean, Object... arguments) {
        try {
            return method.invoke(bean, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
