package ee.cqrs.example;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Table;

import ee.cqrs.projection.EventContext;
import ee.cqrs.projection.Projection;
import ee.cqrs.query.Page;
import ee.cqrs.query.PageRequest;
import ee.cqrs.query.Query;

@ApplicationScoped
@Projection("parcel-places")
public class ParcelPlaces {

    @PersistenceContext(unitName = "parcels")
    private EntityManager entities;

    public void on(Parcel.ParcelMoved moved, EventContext context) {
        Place row = new Place();
        row.parcel = context.id();
        row.place = moved.to();
        entities.merge(row);
    }

    @Query(value = "parcels-at", sort = "parcel")
    public Page<ParcelAt> at(String place, PageRequest page) {
        var query = "select p from Place p where p.place = :place" + page.orderBy("p");
        return page.of(entities.createQuery(query, Place.class).setParameter("place", place))
                .map(row -> new ParcelAt(row.parcel, row.place));
    }

    public record ParcelAt(String parcel, String place) {}

    @Entity(name = "Place")
    @Table(name = "parcel_place")
    static class Place {
        @Id
        private String parcel;

        private String place;
    }
}
