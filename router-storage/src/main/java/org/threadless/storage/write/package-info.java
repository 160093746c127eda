/** What is to be stored, and the one thread that commits it. */
package org.threadless.storage.write;
