/** Spans of a message's way, for OpenTelemetry, where an exporter is configured. */
package org.threadless.server.tracing;
