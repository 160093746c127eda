/** The SQL that messages and what waits are stored with, and the rows of their tables. */
package org.threadless.storage.write.sql;
