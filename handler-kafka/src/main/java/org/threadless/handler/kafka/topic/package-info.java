/** The topics: are they there, and how they are made. */
package org.threadless.handler.kafka.topic;
