/** What is set of how messages go out: what is asked of the gateway, and how its answer is read. */
package org.threadless.backend.http.outgoing.settings;
