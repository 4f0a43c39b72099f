/** The life of a server process: it is told to end, its application is exchanged, and it has little to live on. */
package ee.cqrs.faults.life;
