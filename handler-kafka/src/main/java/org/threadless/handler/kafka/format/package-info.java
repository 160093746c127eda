/** How a message is written into a record, and read from one. */
package org.threadless.handler.kafka.format;
