package org.threadless.handler.kafka.client;

import org.threadless.router.message.BackendName;

/**
 * Where the messages of one backend are kept.
 *
 * @param backend whose messages they are
 * @param topic where they are kept
 * @param deadTopic where those are put aside that cannot be routed
 * @param group the nodes that share the work
 * @param settings how Kafka is spoken to
 */
public record KafkaPlace(
    BackendName backend, String topic, String deadTopic, String group, KafkaSettings settings) {}
