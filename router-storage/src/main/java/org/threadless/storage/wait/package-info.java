/** The messages that wait, to be routed or to be sent, and what is done with them by hand. */
package org.threadless.storage.wait;
