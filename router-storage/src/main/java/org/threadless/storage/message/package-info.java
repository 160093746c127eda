/** The store of messages that the core asks: units of work, cancelling and delivery reports. */
package org.threadless.storage.message;
