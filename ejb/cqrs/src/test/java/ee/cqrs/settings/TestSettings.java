package ee.cqrs.settings;

import java.util.Map;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;

/** Settings for tests: the defaults but for some. */
public final class TestSettings {

    private TestSettings() {}

    public static Settings with(String... namesAndValues) {
        Map<String, String> values = new java.util.HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return SettingsProducer.read(config(values));
    }

    static Config config(Map<String, String> values) {
        return (Config) java.lang.reflect.Proxy.newProxyInstance(
                TestSettings.class.getClassLoader(),
                new Class<?>[] {Config.class},
                (proxy, method, arguments) -> Optional.ofNullable(values.get(arguments[0])));
    }
}
