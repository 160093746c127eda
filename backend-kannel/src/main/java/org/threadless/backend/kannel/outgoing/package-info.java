/** Messages to Kannel: requests of its sendsms. */
package org.threadless.backend.kannel.outgoing;
