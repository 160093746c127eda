/** Keeps broadcasts, and cancels what is left of those that are stopped. */
package org.threadless.storage.broadcast;
