/**
 * How a message goes out: {@link org.threadless.backend.http.outgoing.Gateway} asks what the
 * settings say, and tells what the answer means.
 */
package org.threadless.backend.http.outgoing;
