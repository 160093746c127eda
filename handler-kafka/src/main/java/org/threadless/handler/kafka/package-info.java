/** The handler {@code kafka}: what comes in is kept in Kafka until it is routed. */
package org.threadless.handler.kafka;
