/** The messages that wait, to be routed or to be sent: who takes them, and when. */
package org.threadless.storage.wait;
