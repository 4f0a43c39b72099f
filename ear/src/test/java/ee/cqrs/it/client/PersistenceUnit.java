package ee.cqrs.it.client;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.jboss.shrinkwrap.api.asset.Asset;
import org.jboss.shrinkwrap.api.asset.StringAsset;

/** The persistence unit of an application of a test, over the data source of the framework. */
public final class PersistenceUnit {

    private PersistenceUnit() {}

    /** Its {@code persistence.xml}. */
    public static Asset of(String name, Class<?>... entities) {
        String classes = Arrays.stream(entities)
                .map(entity -> "    <class>%s</class>\n".formatted(entity.getName()))
                .collect(Collectors.joining());
        return new StringAsset("""
                <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
                  <persistence-unit name="%s" transaction-type="JTA">
                    <provider>org.eclipse.persistence.jpa.PersistenceProvider</provider>
                    <jta-data-source>java:jboss/datasources/CqrsDS</jta-data-source>
                %s    <exclude-unlisted-classes>true</exclude-unlisted-classes>
                    <shared-cache-mode>NONE</shared-cache-mode>
                    <properties>
                      <property name="eclipselink.target-server" value="JBoss"/>
                      <property name="eclipselink.archive.factory" value="org.jipijapa.eclipselink.JBossArchiveFactoryImpl"/>
                      <property name="eclipselink.jdbc.batch-writing" value="JDBC"/>
                      <property name="eclipselink.logging.level" value="OFF"/>
                      <property name="eclipselink.weaving" value="false"/>
                    </properties>
                  </persistence-unit>
                </persistence>
                """.formatted(name, classes));
    }
}
