/** Brings messages back from Kafka, and has them routed in the order of their connections. */
package org.threadless.handler.kafka.consume;
