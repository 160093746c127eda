/** Conversations, and what is new. */
package org.threadless.storage.read;
