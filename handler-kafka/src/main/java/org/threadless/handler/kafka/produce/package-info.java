/** Puts messages into Kafka. */
package org.threadless.handler.kafka.produce;
