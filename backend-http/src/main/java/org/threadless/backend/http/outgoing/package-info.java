/**
 * How a message goes out: {@link org.threadless.backend.http.outgoing.OutgoingSettings} say what is
 * asked and how the answer is read, {@link org.threadless.backend.http.outgoing.Gateway} does it.
 */
package org.threadless.backend.http.outgoing;
