/** One small judge for each promise. A canary test shows of each that it finds what it must. */
package ee.cqrs.faults.oracle;
