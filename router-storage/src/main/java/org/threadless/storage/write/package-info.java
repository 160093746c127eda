/** All that is stored of messages, and the one thread that commits it. */
package org.threadless.storage.write;
