/** Connections, transactions, and what statements are run with. */
package org.threadless.storage.session;
