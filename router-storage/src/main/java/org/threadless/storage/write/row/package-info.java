/** The rows of the tables that messages are kept in, as the statements take and give them. */
package org.threadless.storage.write.row;
