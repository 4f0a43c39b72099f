package ee.cqrs.projection;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import ee.cqrs.catalogue.BeanMethod;

/**
 * A method that takes an event.
 *
 * @param method of the projection
 * @param event the record
 * @param wantsContext whether it has a second parameter
 */
record EventMethod(Method method, Class<?> event, boolean wantsContext) {

    static EventMethod of(Class<?> projection, Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        boolean wantsContext = parameters.length == 2 && parameters[1] == EventContext.class;
        if (!Modifier.isPublic(method.getModifiers())
                || parameters.length == 0
                || !parameters[0].isRecord()
                || parameters.length > (wantsContext ? 2 : 1)) {
            throw new InvalidProjectionException(
                    projection,
                    "has the method %s, which cannot take events".formatted(method),
                    "Write public void on(TheEvent event), with an EventContext as second parameter if you like");
        }
        method.setAccessible(true); // its class need not be public
        return new EventMethod(method, parameters[0], wantsContext);
    }

    void call(Object bean, Record data, EventContext context) {
        if (wantsContext) {
            BeanMethod.call(method, bean, data, context);
        } else {
            BeanMethod.call(method, bean, data);
        }
    }
}
