/** Sends to many as a whole, and pauses and stops that. */
package org.threadless.api.broadcast;
