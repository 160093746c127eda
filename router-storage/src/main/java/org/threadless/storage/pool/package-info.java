/** Where the database is, the connections to it, and why it cannot be opened. */
package org.threadless.storage.pool;
