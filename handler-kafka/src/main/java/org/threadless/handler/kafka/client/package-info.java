/** How Kafka is spoken to: settings, and what they may not be. */
package org.threadless.handler.kafka.client;
