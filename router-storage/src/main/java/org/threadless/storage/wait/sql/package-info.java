/** The SQL that waiting messages are kept with, and the rows that it reads. */
package org.threadless.storage.wait.sql;
