/** Real brokers of Kafka, for tests and benchmarks. */
package org.threadless.kafka.rig;
