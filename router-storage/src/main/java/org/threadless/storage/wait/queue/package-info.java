/** The threads that deal with what waits. */
package org.threadless.storage.wait.queue;
