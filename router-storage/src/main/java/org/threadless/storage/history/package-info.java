/** What became of a message, for who only reads. */
package org.threadless.storage.history;
