package ee.cqrs.it.subscription.inside;

import java.util.List;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.it.client.OwnTables;
import ee.cqrs.supervision.Application;

/** Has no aggregates, but a table. */
@ApplicationScoped
public class RecordsApplication implements Application {

    @Resource(lookup = "java:jboss/datasources/CqrsOwnerDS")
    private DataSource owner;

    @Override
    public String name() {
        return "records";
    }

    @Override
    public List<Class<? extends Aggregate<?>>> aggregates() {
        return List.of();
    }

    @Override
    public void start() {
        OwnTables.make(
                owner,
                "create table if not exists it_record (id uuid primary key, position bigint, aggregate_id varchar(400))",
                "grant select, insert on it_record to cqrs_app");
    }
}
